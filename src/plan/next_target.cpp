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

constexpr double kStep = 0.5, kSteady = 0.8, kMiddle = 0.65, kBold = 0.5, kFineStep = 0.1;
// Below it a target is not steady, and tiers whose chances lie nearer than that are no choice.
constexpr double kLeastSteady = kMiddle, kLeastApart = 0.1;
constexpr int kYearsShown = 6, kClassYears = 4;
// Points between the ends of a range of four in five chances; beyond, it says nothing that helps to choose.
constexpr double kTooWide = 8;

constexpr std::string_view kFallRate = "下降率";

struct ClassScale {
  double scale = 6;
  bool by_judgement = true;
};

ClassScale class_scale(const facts::Indicator* indicator) {
  static const auto table = base::CsvTable::parse(base::builtin_file("codes/year_ahead.csv"), "codes/year_ahead.csv");
  JC_ASSERT(table.has_value());
  // A fall of energy use is a rate by its unit and moves as energy does.
  const std::string wanted = indicator == nullptr                   ? "other"
                             : indicator->name.ends_with(kFallRate) ? "energy"
                                                                    : indicator->forecast_class;
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

bool percent_row(const TargetRow& r) { return r.value && r.unit.starts_with("%"); }

// What a row asks for, by the words and the names table as a verdict is: growth or rate, floor or ceiling, 下降3% as
// −3.
std::optional<Demand> demand_of_row(const TargetRow& row, const facts::Indicator* indicator, const Settings& settings) {
  reading::Reading words;
  words.text = base::u32(row.words);
  reading::Target target;
  target.span = {0, static_cast<int>(words.text.size())};
  target.indicator = row.indicator;
  target.op = row.op;
  target.value = row.value;
  target.unit = "%";
  // A fall told with its sign and in words is one fall.
  if (target.value && target.value->is_negative() && row.words.find("下降") != std::string::npos)
    target.value = -*target.value;
  return demand_of(target, words, indicator, settings);
}

// The rate of a year: a mean of the year, or where it stood at its end. 能耗下降率 is published as a growth of what
// falls.
std::optional<Decimal> rate_of(const Fact& f, const std::string& name, const facts::NamesTable& names) {
  const bool end = f.span == facts::Span::point && f.period.last.month == 12;
  if (!end && !(f.period.is_year() && f.span == facts::Span::cumulative)) return std::nullopt;
  if (names.canonical(f.indicator) == name) return f.value && f.unit == "%" ? f.value : std::nullopt;
  return f.growth_pct ? std::optional(-*f.growth_pct) : std::nullopt;
}

std::map<int, Decimal> yearly(const NextTarget& t, const std::vector<const Fact*>& facts,
                              const facts::Indicator* indicator, const facts::NamesTable& names) {
  std::map<int, Decimal> out;
  for (const Fact* f : facts) {
    if (f->status == facts::Status::estimate || !f->growth_basis.empty() ||
        (!f->scope.empty() && (indicator == nullptr || f->scope != indicator->scope)))
      continue;
    if (t.level) {
      if (const auto rate = rate_of(*f, t.indicator, names)) out[f->period.last.year] = *rate;
    } else if (f->period.is_year() && f->span == facts::Span::cumulative) {
      if (const auto g = growth_of(*f, indicator)) out[f->period.last.year] = *g;
    }
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
    what_is_asked(t, entry);
    std::vector<const Fact*> own;
    for (const Fact& f : known) {
      if (!same_area(f.area, area)) continue;
      const std::string name = names.canonical(f.indicator);
      if (name == indicator || (t.level && name + std::string(kFallRate) == indicator)) own.push_back(&f);
    }
    const auto outcomes = yearly(t, own, entry, names);
    if (!this_year(t, outcomes)) return std::nullopt;
    distribution(t, outcomes, entry);
    history(t, outcomes);
    others(t);
    options(t);
    chances_above(t);
    return t;
  }

  // As the area's newest own target puts it; without one as a target of this name would be taken.
  void what_is_asked(NextTarget& t, const facts::Indicator* entry) const {
    TargetRow asked;
    asked.indicator = t.indicator;
    asked.op = "=";
    asked.value = Decimal(0);
    for (const auto& r : rows)
      if (same_area(r.area, area) && r.indicator == t.indicator && percent_row(r) && r.year < year &&
          r.year >= asked.year)
        asked = r;
    const auto demand = demand_of_row(asked, entry, settings);
    if (!demand) return;
    t.at_most = demand->sense == Sense::at_most;
    t.level = demand->side == Side::value;
  }

  bool is_level(const std::string& indicator) const {
    NextTarget t;
    t.indicator = indicator;
    what_is_asked(t, names.find(indicator));
    return t.level;
  }

  // A row of this indicator that is put as this target is: 失业率增长 is no 失业率.
  std::optional<Demand> asked_by(const TargetRow& r, const NextTarget& t) const {
    if (r.indicator != t.indicator || !percent_row(r)) return std::nullopt;
    auto demand = demand_of_row(r, names.find(t.indicator), settings);
    if (demand && (demand->side == Side::value) != t.level) return std::nullopt;
    return demand;
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
    target.op = t.at_most ? "<=" : ">=";
    target.value = Decimal(0);
    target.unit = "%";
    target.kind = t.level ? reading::Kind::share : reading::Kind::growth;
    target.period = std::to_string(year - 1);
    plan.targets = {target};
    const auto status = judge(plan, known, names, asof, settings).front();
    if (!status.forecast || !status.latest || status.latest->fact.period.last.year != year - 1) return false;
    t.this_year = status.forecast->mean;
    t.this_year_lo80 = status.forecast->lo80;
    t.this_year_hi80 = status.forecast->hi80;
    const auto& told = t.level ? status.latest->fact.value : status.latest->fact.growth_pct;
    const bool to_date = status.latest->fact.span == facts::Span::cumulative;
    t.this_year_words = when_words(status.latest->fact) + (to_date ? "累计" : "") + (told ? told->to_string() : "") +
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
    if (t.level && by_class.scale < 1) t.step = kFineStep;
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
      if (!t.level && !t.at_most && std::abs(away) > t.scale) {
        t.notes.push_back(away > 0 ? "今年增速明显高于往年，明年基数偏高" : "今年增速明显低于往年，明年基数偏低");
      }
    }
    if (by_class.by_judgement) t.notes.push_back("这类指标年际变动的宽窄按经验取值");
    if (t.own_changes == 0) {
      t.notes.push_back("手头没有本地区相邻两年的全年" + of(t) + "，历史太短，宽窄取自全国");
    } else if (t.own_changes < 3) {
      t.notes.push_back("本地区相邻两年都有的全年" + of(t) + "只有" + std::to_string(t.own_changes) +
                        "对，历史太短，宽窄主要取自全国");
    }
  }

  static std::string of(const NextTarget& t) { return t.level ? "数" : "增速"; }

  void history(NextTarget& t, const std::map<int, Decimal>& outcomes) const {
    for (int y = year - 1; y >= year - kYearsShown; --y) {
      PastTarget p;
      p.year = y;
      std::optional<Demand> asked;
      for (const auto& r : rows) {
        if (r.year != y || !same_area(r.area, area)) continue;
        if (auto demand = asked_by(r, t)) {
          asked = std::move(demand);
          p.words = r.words;
          p.target = asked->aim;
        }
      }
      if (const auto at = outcomes.find(y); at != outcomes.end()) p.outcome = at->second;
      if (asked && p.outcome) {
        const double got = p.outcome->to_double();
        p.met =
            asked->sense == Sense::at_most ? got <= asked->hi.to_double() + 1e-9 : got >= asked->lo.to_double() - 1e-9;
      }
      if (asked || p.outcome) t.past.push_back(p);
    }
  }

  void others(NextTarget& t) const {
    std::vector<double> gaps;
    for (const auto& r : rows) {
      if (same_area(r.area, area)) continue;
      const auto asked = asked_by(r, t);
      if (!asked) continue;
      const bool above = is_above(r.area_code, code);
      if (r.year == year && above) t.above.push_back({r.area, r.words, asked->aim});
      if (r.year == year && !above && level_of(r.area_code) == level_of(code)) {
        t.neighbours.push_back({r.area, r.words, asked->aim});
      }
      if (above && level_of(r.area_code) == level_of(code) - 1 && r.year < year) {
        for (const auto& mine : rows) {
          if (mine.year != r.year || !same_area(mine.area, area)) continue;
          if (const auto own = asked_by(mine, t)) gaps.push_back((own->aim - asked->aim).to_double());
        }
      }
    }
    if (!gaps.empty()) {
      double sum = 0;
      for (const double g : gaps) sum += g;
      t.usual_above_gap = sum / static_cast<double>(gaps.size());
    }
  }

  // A ceiling is chosen as a floor is, with the sign of everything turned: `up` is the bolder way.
  void options(NextTarget& t) const {
    const double up = t.at_most ? -1 : 1, step = t.step, middle_of_all = up * t.mean;
    const double first = std::floor((middle_of_all - 2.2 * t.scale) / step) * step;
    for (double u = first; u <= middle_of_all + 1.2 * t.scale + step && t.candidates.size() < 60; u += step) {
      const double g = std::round(up * u / kFineStep) * kFineStep;
      if (t.level && g < 0) continue;
      t.candidates.push_back({g, chance_of(t, g)});
    }
    const auto most_with = [&](double chance) {
      std::optional<double> best;
      for (const auto& c : t.candidates)
        if (c.chance >= chance) best = up * c.growth;
      return best;
    };
    const auto steady = most_with(kSteady), middle = most_with(kMiddle), bold = most_with(kBold);
    t.too_wide = t.hi80 - t.lo80 > kTooWide;
    if (!steady || !middle || !bold) return;
    bounds(t);
    const double least = t.least ? up * *t.least : *steady, most = t.most ? up * *t.most : *bold;
    double low = std::clamp(*steady, least, std::max(least, most - 2 * step));
    double high = std::clamp(*bold, low + 2 * step, std::max(low + 2 * step, most));
    const auto put = [&](double u) { return std::round(up * u / kFineStep) * kFineStep; };
    t.steady = put(low);
    t.bold = put(high);
    t.middle = put(std::clamp(*middle, low + step, high - step));
    if (!chances_differ(t)) return;
    if (low > *steady) {
      t.notes.push_back("按往年实际" + of(t) + "和目标，稳妥的一档" + (t.at_most ? "不高于" : "不低于") +
                        base::fixed(*t.steady, 1) + "%，达到的可能性约" +
                        std::to_string(whole_percent(chance_of(t, *t.steady))) + "%，不到八成");
    }
  }

  // Three names for one throw of the dice would be a choice in name only.
  bool chances_differ(NextTarget& t) const {
    const double best = chance_of(t, *t.steady), worst = chance_of(t, *t.bold);
    if (best >= kLeastSteady && best - worst >= kLeastApart) return true;
    const auto* entry = t.at_most || t.level ? names.find(t.indicator) : nullptr;
    const auto said = [&](double g) { return said_as_target(t, g, entry); };
    const std::string range =
        said(*t.steady) + "至" + said(*t.bold) + "，可能性" + chance_words(best) + "至" + chance_words(worst);
    const std::string seen = "按往年目标和实际" + of(t) + "可提的是" + range;
    t.no_options = best < kLeastSteady
                       ? seen + "，最" + (t.at_most ? "宽" : "低") + "的一档也谈不上稳妥，不分档建议，由人研究"
                       : seen + "，各档相差不大，不分档建议，由人研究";
    t.steady = t.middle = t.bold = std::nullopt;
    return false;
  }

  // What was reached and promised in recent years, a point below and half a point above: further off lies no target
  // that anybody would put forward. After a target of growth none is a fall, however bad the year; nor where no target
  // is known and falls have not been the rule. A ceiling on prices is not put where they would have to fall.
  static void bounds(NextTarget& t) {
    const double up = t.at_most ? -1 : 1;
    std::vector<double> seen;
    for (const auto& p : t.past) {
      if (p.outcome) seen.push_back(up * p.outcome->to_double());
      if (p.target) seen.push_back(up * p.target->to_double());
    }
    if (!t.this_year_published) seen.push_back(up * t.this_year);
    const auto last = std::ranges::find_if(t.past, [](const auto& p) { return p.target.has_value(); });
    const auto grew = static_cast<std::size_t>(std::ranges::count_if(seen, [&](double u) { return up * u > 0; }));
    const bool no_fall =
        last != t.past.end() ? last->target->to_double() >= 0 : seen.size() < 2 || 2 * grew > seen.size();
    const bool floor_of_growth = no_fall && !t.at_most && !t.level;
    if (seen.size() < 2) {
      if (floor_of_growth) t.least = 0;
      return;
    }
    const auto [lowest, highest] = std::ranges::minmax(seen);
    double least = std::floor((lowest - 2 * t.step) / t.step) * t.step;
    if (floor_of_growth) least = std::max(least, lowest > kStep ? kStep : 0.0);
    double most = std::ceil((highest + t.step) / t.step) * t.step;
    if (no_fall && t.at_most) most = std::min(most, -t.step);
    if (least > most) return;
    t.least = up * least;
    t.most = up * most;
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
    if (percent_row(r)) add(r.indicator);
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
      out.left_out.push_back(
          indicator + "：没有" + std::to_string(year - 1) + "年的" +
          (make.is_level(indicator) ? "数，也没有可以推算全年的累计数" : "增速，也没有可以推算全年的累计增速"));
    }
  }
  return out;
}

std::string argument(const NextTarget& t) {
  std::string text = t.this_year_words + "。";
  const std::string of = t.level ? "" : "增速";
  if (t.usual) text += "此前几年" + of + "的中位数为" + base::fixed(*t.usual, 1) + "%。";
  text += t.too_wide ? "往年变动大，" + std::to_string(t.year) + "年" + of + "八成把握的范围宽达" +
                           base::fixed(t.hi80 - t.lo80, 0) + "个百分点，不宜据以定目标。"
                     : "以今年为中心，" + std::to_string(t.year) + "年" + of + "八成把握在" + base::fixed(t.lo80, 1) +
                           "%至" + base::fixed(t.hi80, 1) + "%之间。";
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
  return forecast::student5_cdf(((t.at_most ? growth - t.mean : t.mean - growth) + 0.05) / t.scale);
}

std::string said_as_outcome(const NextTarget& t, double number, const facts::Indicator* indicator) {
  return t.level ? base::fixed(number, 1) + "%" : growth_words(number, 1, indicator);
}

std::string said_as_target(const NextTarget& t, double number, const facts::Indicator* indicator) {
  if (t.level) return (t.at_most ? "不高于" : "不低于") + base::fixed(number, 1) + "%";
  if (!t.at_most) return number == 0 ? std::string("不下降") : growth_words(number, 1, indicator);
  if (number == 0) return is_price(indicator) ? "不上涨" : "不增长";
  return growth_words(number, 1, indicator) + (number < 0 ? "以上" : "以内");
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
    if (std::ranges::none_of(out, [&](const Candidate& c) { return std::abs(c.growth - o.growth) < t.step / 2; }))
      out.push_back({o.growth, o.chance});
  std::ranges::sort(out, [&](const Candidate& a, const Candidate& b) {
    return t.at_most ? a.growth > b.growth : a.growth < b.growth;
  });
  return out;
}

std::string options_words(const NextTarget& t, const facts::Indicator* indicator) {
  std::string out;
  for (const auto& o : options_of(t))
    out += (out.empty() ? "" : "、") + o.name + said_as_target(t, o.growth, indicator) + "（可能性" +
           chance_words(o.chance) + "）";
  return out;
}

}  // namespace plan
