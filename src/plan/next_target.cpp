#include "plan/next_target.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/fixed.hpp"
#include "plan/matching.hpp"
#include "plan/verdict_words.hpp"

namespace plan {
namespace {

using facts::Fact;

constexpr double kStep = 0.5, kSteady = 0.8, kMiddle = 0.65, kBold = 0.5, kAbout = 0.1;
// Below it a target is not steady, and tiers whose chances lie nearer than that are no choice.
constexpr double kLeastSteady = kMiddle, kLeastApart = 0.1;
constexpr int kYearsShown = 6, kClassYears = 4;
// Points between the ends of a range of four in five chances; beyond, it says nothing that helps to choose.
constexpr double kTooWide = 8;

struct ClassScale {
  double scale = 6;
  bool by_judgement = true;
};

ClassScale class_scale(const facts::Indicator* indicator) {
  static const auto table = base::CsvTable::parse(base::builtin_file("codes/year_ahead.csv"), "codes/year_ahead.csv");
  JC_ASSERT(table.has_value());
  const std::string wanted = indicator != nullptr ? indicator->forecast_class : "other";
  ClassScale other;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const bool found = table->at(row, "class") == wanted;
    if (!found && table->at(row, "class") != "other") continue;
    const ClassScale scale{Decimal::parse(table->at(row, "scale_pp"))->to_double(), table->at(row, "pairs") == "0"};
    if (found) return scale;
    other = scale;
  }
  return other;
}

// Level of government by code: province, city, county.
int level_of(const std::string& code) { return code.ends_with("0000") ? 1 : code.ends_with("00") ? 2 : 3; }

bool is_above(const std::string& above, const std::string& code) {
  if (above.size() != 6 || code.size() != 6 || level_of(above) >= level_of(code)) return false;
  return above.substr(0, level_of(above) == 1 ? 2 : 4) == code.substr(0, level_of(above) == 1 ? 2 : 4);
}

bool growth_row(const TargetRow& r) { return r.value && r.unit.starts_with("%"); }

double line_of(const TargetRow& r) { return r.value->to_double() - (r.op == "≈" ? kAbout : 0); }

std::map<int, Decimal> yearly_growth(const std::vector<const Fact*>& facts, const facts::Indicator* indicator) {
  std::map<int, Decimal> out;
  for (const Fact* f : facts) {
    if (!f->period.is_year() || f->span != facts::Span::cumulative || f->status == facts::Status::estimate ||
        !f->growth_basis.empty() || (!f->scope.empty() && (indicator == nullptr || f->scope != indicator->scope))) {
      continue;
    }
    if (const auto g = growth_of(*f, indicator)) out[f->period.last.year] = *g;
  }
  return out;
}

struct Maker {
  const std::string& area;
  const std::string& code;
  int year;
  const std::vector<Fact>& known;
  const std::vector<TargetRow>& rows;
  const facts::NamesTable& names;
  const calendar::Date& asof;
  const Settings& settings;

  std::optional<NextTarget> operator()(const std::string& indicator) const {
    const facts::Indicator* entry = names.find(indicator);
    NextTarget t;
    t.area = area;
    t.indicator = indicator;
    t.year = year;
    std::vector<const Fact*> own;
    for (const Fact& f : known) {
      if (same_area(f.area, area) && names.canonical(f.indicator) == indicator) own.push_back(&f);
    }
    const auto outcomes = yearly_growth(own, entry);
    if (!this_year(t, outcomes)) return std::nullopt;
    distribution(t, outcomes, entry);
    history(t, outcomes);
    others(t);
    options(t);
    chances_above(t);
    return t;
  }

  // Published, or judged from what is known as if a target stood against it.
  bool this_year(NextTarget& t, const std::map<int, Decimal>& outcomes) const {
    if (const auto at = outcomes.find(year - 1); at != outcomes.end()) {
      t.this_year = t.this_year_lo80 = t.this_year_hi80 = at->second.to_double();
      t.this_year_published = true;
      t.this_year_words = std::to_string(year - 1) + "年全年" + at->second.to_string() + "%（已公布）";
      return true;
    }
    reading::Reading plan;
    plan.area = area;
    plan.plan_year = year - 1;
    reading::Target target;
    target.indicator = t.indicator;
    target.op = ">=";
    target.value = Decimal(0);
    target.unit = "%";
    target.kind = reading::Kind::growth;
    target.period = std::to_string(year - 1);
    plan.targets = {target};
    const auto status = judge(plan, known, names, asof, settings).front();
    if (!status.forecast || !status.latest || status.latest->fact.period.last.year != year - 1) return false;
    t.this_year = status.forecast->mean;
    t.this_year_lo80 = status.forecast->lo80;
    t.this_year_hi80 = status.forecast->hi80;
    t.this_year_words = calendar::to_chinese(status.latest->fact.period) + "累计" +
                        (status.latest->fact.growth_pct ? status.latest->fact.growth_pct->to_string() : "") +
                        "%，预计全年" + base::fixed(t.this_year, 1) + "%（八成把握在" +
                        base::fixed(t.this_year_lo80, 1) + "%至" + base::fixed(t.this_year_hi80, 1) + "%之间）";
    return true;
  }

  // Next year's growth around this year's; the scale of yearly changes is the class's, drawn to the area's own.
  void distribution(NextTarget& t, const std::map<int, Decimal>& outcomes, const facts::Indicator* entry) const {
    std::vector<double> changes, usual;
    for (const auto& [y, g] : outcomes) {
      if (const auto before = outcomes.find(y - 1); before != outcomes.end() && y < year) {
        changes.push_back(std::abs((g - before->second).to_double()));
      }
      if (y < year - 1 && y >= year - 6) usual.push_back(g.to_double());
    }
    const ClassScale by_class = class_scale(entry);
    double scale = by_class.scale;
    if (!changes.empty()) {
      std::ranges::sort(changes);
      const double own =
          std::max(0.2, changes[static_cast<std::size_t>(std::llround(0.8 * static_cast<double>(changes.size() - 1)))] /
                            forecast::kStudent5Quantile90);
      const auto n = static_cast<double>(changes.size());
      scale = std::exp((n * std::log(own) + kClassYears * std::log(scale)) / (n + kClassYears));
    }
    t.own_changes = static_cast<int>(changes.size());
    t.scale_by_judgement = by_class.by_judgement;
    const double now = (t.this_year_hi80 - t.this_year_lo80) / 2 / forecast::kStudent5Quantile90;
    t.mean = t.this_year;
    t.scale = std::hypot(scale, now);
    t.lo80 = t.mean - forecast::kStudent5Quantile90 * t.scale;
    t.hi80 = t.mean + forecast::kStudent5Quantile90 * t.scale;
    if (usual.size() >= 2) {
      std::ranges::sort(usual);
      const auto n = usual.size();
      t.usual = n % 2 == 1 ? usual[n / 2] : (usual[n / 2 - 1] + usual[n / 2]) / 2;
      const double away = t.this_year - *t.usual;
      if (std::abs(away) > t.scale) {
        t.notes.push_back(away > 0 ? "今年增速明显高于往年，明年基数偏高" : "今年增速明显低于往年，明年基数偏低");
      }
    }
    if (by_class.by_judgement) t.notes.push_back("这类指标年际变动的宽窄按经验取值");
    if (t.own_changes == 0) {
      t.notes.push_back("手头没有本地区相邻两年的全年增速，历史太短，宽窄取自全国");
    } else if (t.own_changes < 3) {
      t.notes.push_back("本地区相邻两年都有的全年增速只有" + std::to_string(t.own_changes) +
                        "对，历史太短，宽窄主要取自全国");
    }
  }

  void history(NextTarget& t, const std::map<int, Decimal>& outcomes) const {
    for (int y = year - 1; y >= year - kYearsShown; --y) {
      PastTarget p;
      p.year = y;
      const TargetRow* row = nullptr;
      for (const auto& r : rows) {
        if (r.year == y && same_area(r.area, area) && r.indicator == t.indicator && growth_row(r)) row = &r;
      }
      if (row != nullptr) {
        p.words = row->words;
        p.target = row->value;
      }
      if (const auto at = outcomes.find(y); at != outcomes.end()) p.outcome = at->second;
      if (row != nullptr && p.outcome) {
        const double got = p.outcome->to_double();
        p.met = row->op.starts_with("<") ? got <= row->value->to_double() + 1e-9 : got >= line_of(*row) - 1e-9;
      }
      if (row != nullptr || p.outcome) t.past.push_back(p);
    }
  }

  void others(NextTarget& t) const {
    std::vector<double> gaps;
    for (const auto& r : rows) {
      if (r.indicator != t.indicator || !growth_row(r) || same_area(r.area, area)) continue;
      const bool above = is_above(r.area_code, code);
      if (r.year == year && above) t.above.push_back({r.area, r.words, *r.value});
      if (r.year == year && !above && level_of(r.area_code) == level_of(code)) {
        t.neighbours.push_back({r.area, r.words, *r.value});
      }
      if (above && level_of(r.area_code) == level_of(code) - 1 && r.year < year) {
        for (const auto& mine : rows) {
          if (mine.year == r.year && same_area(mine.area, area) && mine.indicator == t.indicator && growth_row(mine)) {
            gaps.push_back((*mine.value - *r.value).to_double());
          }
        }
      }
    }
    if (!gaps.empty()) {
      double sum = 0;
      for (const double g : gaps) sum += g;
      t.usual_above_gap = sum / static_cast<double>(gaps.size());
    }
  }

  void options(NextTarget& t) const {
    const double first = std::floor((t.mean - 2.2 * t.scale) / kStep) * kStep;
    for (double g = first; g <= t.mean + 1.2 * t.scale + kStep && t.candidates.size() < 60; g += kStep) {
      t.candidates.push_back({g, chance_of(t, g)});
    }
    const auto most_with = [&](double chance) {
      std::optional<double> best;
      for (const auto& c : t.candidates)
        if (c.chance >= chance) best = c.growth;
      return best;
    };
    const auto steady = most_with(kSteady), middle = most_with(kMiddle), bold = most_with(kBold);
    t.too_wide = t.hi80 - t.lo80 > kTooWide;
    if (!steady || !middle || !bold) return;
    bounds(t);
    const double least = t.least.value_or(*steady), most = t.most.value_or(*bold);
    double low = std::clamp(*steady, least, std::max(least, most - 2 * kStep));
    double high = std::clamp(*bold, low + 2 * kStep, std::max(low + 2 * kStep, most));
    t.steady = low;
    t.bold = high;
    t.middle = std::clamp(*middle, low + kStep, high - kStep);
    if (!chances_differ(t)) return;
    if (low > *steady) {
      t.notes.push_back("按往年实际增速和目标，稳妥的一档不低于" + base::fixed(low, 1) + "%，达到的可能性约" +
                        std::to_string(whole_percent(chance_of(t, low))) + "%，不到八成");
    }
  }

  // Three names for one throw of the dice would be a choice in name only.
  static bool chances_differ(NextTarget& t) {
    const double best = chance_of(t, *t.steady), worst = chance_of(t, *t.bold);
    if (best >= kLeastSteady && best - worst >= kLeastApart) return true;
    const auto said = [](double g) { return g == 0 ? std::string("不下降") : growth_words(g, 1, nullptr); };
    const std::string range =
        said(*t.steady) + "至" + said(*t.bold) + "，可能性" + chance_words(best) + "至" + chance_words(worst);
    t.no_options = best < kLeastSteady
                       ? "按往年目标和实际增速可提的是" + range + "，最低的一档也谈不上稳妥，不分档建议，由人研究"
                       : "按往年目标和实际增速可提的是" + range + "，各档相差不大，不分档建议，由人研究";
    t.steady = t.middle = t.bold = std::nullopt;
    return false;
  }

  // What was reached and promised in recent years, a point below and half a point above: further off lies no target
  // that anybody would put forward. After a target of growth none is a fall, however bad the year; nor where no target
  // is known and falls have not been the rule.
  static void bounds(NextTarget& t) {
    std::vector<double> seen;
    for (const auto& p : t.past) {
      if (p.outcome) seen.push_back(p.outcome->to_double());
      if (p.target) seen.push_back(p.target->to_double());
    }
    if (!t.this_year_published) seen.push_back(t.this_year);
    const auto last = std::ranges::find_if(t.past, [](const auto& p) { return p.target.has_value(); });
    const auto grew = static_cast<std::size_t>(std::ranges::count_if(seen, [](double g) { return g > 0; }));
    const bool no_fall =
        last != t.past.end() ? last->target->to_double() >= 0 : seen.size() < 2 || 2 * grew > seen.size();
    if (seen.size() < 2) {
      if (no_fall) t.least = 0;
      return;
    }
    const auto [lowest, highest] = std::ranges::minmax(seen);
    double least = std::floor((lowest - 2 * kStep) / kStep) * kStep;
    if (no_fall) least = std::max(least, lowest > kStep ? kStep : 0.0);
    t.least = least;
    t.most = std::ceil((highest + kStep) / kStep) * kStep;
  }

  void chances_above(NextTarget& t) const {
    for (const auto& a : t.above) {
      t.notes.push_back(a.area + "定为" + a.words + "，本地区达到同一数字的可能性约" +
                        std::to_string(whole_percent(chance_of(t, a.value.to_double()))) + "%");
    }
  }
};

}  // namespace

NextTargets next_targets(const std::string& area, int year, const std::string& only_indicator,
                         const std::vector<Fact>& known, const std::vector<TargetRow>& all_rows,
                         const facts::NamesTable& names, const calendar::Date& asof, const Settings& settings) {
  NextTargets out;
  std::vector<TargetRow> rows = all_rows;
  std::erase_if(rows, [&](const TargetRow& r) { return r.published && r.published->known_by > asof; });
  std::string code;
  std::vector<std::string> indicators;
  std::set<std::string> seen;
  const auto add = [&](const std::string& name) {
    if (seen.insert(name).second) indicators.push_back(name);
  };
  for (const auto& r : rows) {
    if (!same_area(r.area, area)) continue;
    if (code.empty()) code = r.area_code;
    if (growth_row(r)) add(r.indicator);
  }
  for (const auto& f : known) {
    if (!same_area(f.area, area)) continue;
    if (code.empty()) code = f.area_code;
    if (f.growth_pct && f.period.is_year() && f.growth_basis.empty()) add(names.canonical(f.indicator));
  }
  if (!only_indicator.empty()) indicators = {names.canonical(only_indicator)};
  const Maker make{area, code, year, known, rows, names, asof, settings};
  for (const auto& indicator : indicators) {
    if (auto t = make(indicator)) {
      out.targets.push_back(std::move(*t));
    } else {
      out.left_out.push_back(indicator + "：没有" + std::to_string(year - 1) +
                             "年的增速，也没有可以推算全年的累计增速");
    }
  }
  return out;
}

std::string argument(const NextTarget& t) {
  std::string text = t.this_year_words + "。";
  if (t.usual) text += "此前几年增速的中位数为" + base::fixed(*t.usual, 1) + "%。";
  text += t.too_wide ? "往年变动大，" + std::to_string(t.year) + "年增速八成把握的范围宽达" +
                           base::fixed(t.hi80 - t.lo80, 0) + "个百分点，不宜据以定目标。"
                     : "以今年为中心，" + std::to_string(t.year) + "年增速八成把握在" + base::fixed(t.lo80, 1) + "%至" +
                           base::fixed(t.hi80, 1) + "%之间。";
  int set = 0, met = 0;
  for (const auto& p : t.past) {
    if (p.met) ++set, met += *p.met ? 1 : 0;
  }
  if (set > 0) text += "有结果可查的" + std::to_string(set) + "个年度目标完成" + std::to_string(met) + "个。";
  for (const auto& a : t.above) text += a.area + "目标" + a.words + "。";
  if (t.usual_above_gap) {
    text += "往年本地区目标平均" + std::string(*t.usual_above_gap < 0 ? "低于" : "高于") + "上级" +
            base::fixed(std::abs(*t.usual_above_gap), 1) + "个百分点。";
  }
  if (!t.neighbours.empty()) {
    text += "同级地区：";
    for (std::size_t i = 0; i < t.neighbours.size(); ++i) {
      text += (i > 0 ? "，" : "") + t.neighbours[i].area + t.neighbours[i].words;
    }
    text += "。";
  }
  const std::string options = options_words(t, facts::NamesTable::in_force().find(t.indicator));
  if (!t.no_options.empty()) text += t.no_options + "。";
  return text + (options.empty() ? "" : "可选的目标：" + options + "。");
}

double chance_of(const NextTarget& t, double growth) {
  return forecast::student5_cdf((t.mean - growth + 0.05) / t.scale);
}

std::vector<Option> options_of(const NextTarget& t) {
  std::vector<Option> out;
  const auto add = [&](const char* key, const char* name, const std::optional<double>& growth) {
    if (growth) out.push_back({key, name, *growth, chance_of(t, *growth)});
  };
  add("steady", "稳妥", t.steady);
  add("middle", "适中", t.middle);
  add("bold", "进取", t.bold);
  return out;
}

std::vector<Candidate> shown_candidates(const NextTarget& t) {
  constexpr double kMost = 0.95, kLeast = 0.2;
  constexpr std::size_t kRows = 12;
  std::vector<Candidate> around;
  for (const auto& c : t.candidates)
    if (c.chance <= kMost && c.chance >= kLeast) around.push_back(c);
  const std::size_t step = around.size() > kRows ? (around.size() + kRows - 1) / kRows : 1;
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < around.size(); i += step) out.push_back(around[i]);
  for (const auto& o : options_of(t))
    if (std::ranges::none_of(out, [&](const Candidate& c) { return std::abs(c.growth - o.growth) < kStep / 2; }))
      out.push_back({o.growth, o.chance});
  std::ranges::sort(out, {}, &Candidate::growth);
  return out;
}

std::string options_words(const NextTarget& t, const facts::Indicator* indicator) {
  std::string out;
  for (const auto& o : options_of(t))
    out += (out.empty() ? "" : "、") + o.name +
           (o.growth == 0 ? std::string("不下降") : growth_words(o.growth, 1, indicator)) + "（可能性" +
           chance_words(o.chance) + "）";
  return out;
}

}  // namespace plan
