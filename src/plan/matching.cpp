#include "plan/matching.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "plan/pace.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"

namespace plan {
namespace {

using facts::Fact;

constexpr std::string_view kFallRate = "下降率";

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::ranges::any_of(ends, [&](std::string_view e) { return text.ends_with(e); });
}

std::string_view without_area_suffix(std::string_view name) {
  for (const std::string_view suffix : {"特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州",
                                        "自治县", "省", "市", "区", "县", "旗", "州", "盟"}) {
    if (name.ends_with(suffix) && name.size() > suffix.size() + 3) {
      return name.substr(0, name.size() - suffix.size());
    }
  }
  return name;
}

bool mentions(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

bool mentions_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return mentions(text, w); });
}

// A scope narrower than the indicator's own keeps a fact from speaking for it. 全社会 and 不含农户 are how the whole is
// counted.
bool scope_fits(const Fact& fact, const facts::Indicator* indicator, std::string_view target_name) {
  if (fact.scope.empty() || mentions_any(fact.scope, {"全社会", "不含农户", "全部", "全口径"})) {
    return true;
  }
  if (indicator != nullptr && !indicator->scope.empty() && indicator->scope == fact.scope) {
    return true;
  }
  return mentions(target_name, fact.scope);
}

int rank_of_status(facts::Status status) {
  switch (status) {
    case facts::Status::published:
      return 2;
    case facts::Status::derived:
      return 1;
    case facts::Status::estimate:
      break;
  }
  return 0;
}

bool value_usable(const Fact& fact, const Demand& demand) {
  if (!fact.value) {
    return false;
  }
  if (demand.unit.empty() || fact.unit.empty()) {
    return demand.unit == fact.unit;
  }
  return quantity::same_dimension(fact.unit, demand.unit);
}

// How well a basis answers the target: the plain year-on-year figure is the headline unless the target itself is
// comparable.
int rank_of_basis(std::string_view basis, bool comparable) {
  const bool is_comparable = mentions_any(basis, {"可比", "同口径"});
  if (comparable) {
    return is_comparable ? 3 : basis.empty() ? 2 : 1;
  }
  return basis.empty() ? 3 : is_comparable ? 2 : 1;
}

std::string text_of(const reading::Reading& report, base::Span span) {
  if (span.empty() || span.start < 0 || span.end > static_cast<int>(report.text.size())) {
    return {};
  }
  return base::to_utf8(base::slice(report.text, span));
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) {
    text += (text.empty() ? "" : "、") + std::string(name);
  }
  return text;
}

const reading::Figure* figure_of(const reading::Target& target, const reading::Reading& report) {
  for (const std::string& id : target.figures) {
    const auto at = std::ranges::find(report.figures, id, &reading::Figure::id);
    if (at != report.figures.end()) {
      return &*at;
    }
  }
  return nullptr;
}

void add_falls(OwnFacts& facts, const reading::Reading& report, const facts::NamesTable& names) {
  std::set<std::string> wanted;
  for (const reading::Target& target : report.targets) {
    if (std::string name = meeting_name(target.indicator, names); name.ends_with(kFallRate)) {
      wanted.insert(std::move(name));
    }
  }
  const std::size_t count = facts.own.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = facts.own[i].meeting + std::string(kFallRate);
    if (!wanted.contains(name) || !facts.own[i].fact->growth_pct) {
      continue;
    }
    Fact fall = *facts.own[i].fact;
    fall.indicator = name;
    fall.note = "公布的是同比" + growth_words(*fall.growth_pct) + "，按下降率使用";
    fall.status = fall.status == facts::Status::published ? facts::Status::derived : fall.status;
    fall.value = -*fall.growth_pct;
    fall.growth_pct.reset();
    fall.unit = "%";
    facts.restated.push_back(std::make_unique<Fact>(std::move(fall)));
    facts.own.push_back({facts.restated.back().get(), name, names.find(name)});
  }
}

// 省, 市, 县 …: the first that a text says with 全 or 我 (全市, 我县); 0 when it says none.
char32_t kind_spoken_for(std::u32string_view text) {
  std::size_t first = std::u32string_view::npos;
  char32_t kind = 0;
  for (const char32_t c : std::u32string_view(U"省市州盟县区旗")) {
    for (const char32_t whose : {U'全', U'我'}) {
      const char32_t word[] = {whose, c};
      const auto at = text.find(std::u32string_view(word, 2));
      if (at < first) first = at, kind = c;
    }
  }
  return kind;
}

// Whose a text is that does not say so in a form the reader knows: of the areas of these facts the one that its first
// lines name, the smaller before the larger (云岭省澄江市); else the one of the kind that it speaks for (全市), the
// larger before those within it (the city before its county-level cities). Empty where that leaves none, or several.
std::string_view home_of(const std::vector<const Fact*>& facts, std::u32string_view text) {
  constexpr std::size_t kFirstLines = 200;
  const auto rank = [](const Fact& fact) {
    if (fact.area == "全国" || fact.area == "中国" || fact.area_code == "000000") return 0;
    if (fact.area_code.size() != 6) return fact.area.ends_with("省") || fact.area.ends_with("自治区") ? 1 : 3;
    return fact.area_code.ends_with("0000") ? 1 : fact.area_code.ends_with("00") ? 2 : 3;
  };
  const auto above = [&](const Fact& a, const Fact& b) {
    const int high = rank(a), low = rank(b);
    return high < low && a.area_code.size() == 6 && b.area_code.size() == 6 &&
           a.area_code.substr(0, high == 1 ? 2 : 4) == b.area_code.substr(0, high == 1 ? 2 : 4);
  };
  std::vector<const Fact*> areas;
  for (const Fact* fact : facts)
    if (rank(*fact) > 0 && std::ranges::none_of(areas, [&](const Fact* a) { return a->area == fact->area; }))
      areas.push_back(fact);
  const auto only = [](const std::vector<const Fact*>& left) {
    return left.size() == 1 ? std::string_view(left.front()->area) : std::string_view();
  };
  const char32_t kind = kind_spoken_for(text);
  const auto of_kind = [&](const Fact* one) { return base::u32(one->area).ends_with(kind); };
  std::vector<const Fact*> named = areas, smallest;
  std::erase_if(named, [&](const Fact* one) {
    // 根据云岭省统计局核算，全市……: the province is named, the city speaks.
    return (kind != 0 && !of_kind(one)) ||
           text.substr(0, kFirstLines).find(base::u32(one->area)) == std::u32string_view::npos;
  });
  std::ranges::copy_if(named, std::back_inserter(smallest), [&](const Fact* one) {
    return std::ranges::none_of(named, [&](const Fact* other) { return rank(*one) < rank(*other); });
  });
  if (!named.empty()) return only(smallest);
  std::vector<const Fact*> spoken = areas, largest;
  std::erase_if(spoken, [&](const Fact* one) { return kind == 0 || !of_kind(one); });
  std::ranges::copy_if(spoken, std::back_inserter(largest), [&](const Fact* one) {
    return std::ranges::none_of(spoken, [&](const Fact* other) { return above(*other, *one); });
  });
  return only(largest);
}

}  // namespace

bool same_area(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) {
    return false;
  }
  // One of two names may lack its kind; 甲市 and 甲县 are two areas.
  if (a == b || without_area_suffix(a) == b || a == without_area_suffix(b)) {
    return true;
  }
  const std::string_view longer = a.size() >= b.size() ? a : b;
  const std::string_view shorter = a.size() >= b.size() ? b : a;
  if (shorter.size() < 6 || !longer.ends_with(shorter)) {
    return false;
  }
  // What stands before must be a larger area: 广州市|越秀区, 广东省|广州市, 上海|浦东新区.
  const std::string_view before = longer.substr(0, longer.size() - shorter.size());
  return ends_with_any(before, {"省", "市", "区", "州", "盟", "北京", "上海", "天津", "重庆"});
}

OwnFacts own_facts(const reading::Reading& report, const std::vector<Fact>& known, const facts::NamesTable& names,
                   const calendar::Date& asof) {
  OwnFacts result;
  std::vector<const Fact*> usable;
  std::vector<std::string_view> areas;
  for (const Fact& fact : known) {
    if (fact.published.known_by <= asof) {
      usable.push_back(&fact);
      if (std::ranges::find(areas, fact.area) == areas.end()) {
        areas.push_back(fact.area);
      }
    }
  }
  std::vector<std::string_view> mine;
  if (!report.area.empty()) {
    std::ranges::copy_if(areas, std::back_inserter(mine),
                         [&](std::string_view a) { return same_area(a, report.area); });
    if (mine.size() > 1 && std::ranges::find(mine, std::string_view(report.area)) != mine.end()) {
      mine = {std::string_view(report.area)};
    }
    const bool one = std::ranges::all_of(mine, [&](std::string_view a) { return same_area(a, mine.front()); });
    if (!one) {
      result.note = "数据中有几个地区都可能是“" + report.area + "”（" + listed(mine) +
                    "），无法确定使用哪一个；请在报告标题或数据中写明上级地区";
      mine.clear();
    } else if (mine.size() > 1) {
      result.note = "数据中的" + listed(mine) + "均视为本地区";
    }
  } else if (areas.size() == 1) {
    mine = areas;
    result.note = "报告未写明地区，数据均为" + std::string(areas.front()) + "，按本地区使用";
  } else if (const std::string_view home = home_of(usable, report.text); !home.empty()) {
    mine = {home};
    result.note = "报告未写明地区，按数据中的" + std::string(home) + "使用";
  } else if (areas.size() > 1) {
    result.note = "报告未写明地区，数据涉及多个地区，无法确定使用哪一个";
  }
  std::map<std::string_view, std::pair<std::string, const facts::Indicator*>> met;
  for (const Fact* fact : usable) {
    auto at = met.find(fact->indicator);
    if (at == met.end()) {
      at = met.emplace(fact->indicator, std::pair(meeting_name(fact->indicator, names), names.find(fact->indicator)))
               .first;
    }
    const bool own = std::ranges::find(mine, std::string_view(fact->area)) != mine.end();
    (own ? result.own : result.others).push_back({fact, at->second.first, at->second.second});
  }
  if (!mine.empty()) {
    result.area = mine.front();
  }
  add_falls(result, report, names);
  return result;
}

PlaceFigures figures_of_place(std::string_view place, const OwnFacts& facts) {
  std::string own_code;
  for (const NamedFact& one : facts.own)
    if (one.fact->area_code.size() == 6) own_code = one.fact->area_code;
  const auto kind_fits = [&](std::string_view area) {
    if (place == "全国") return area == "全国" || area == "中国";
    if (place == "全省") return area.ends_with("省") || area.ends_with("自治区");
    if (place == "全自治区" || place == "全区") return area.ends_with("自治区");
    if (place == "全市") return area.ends_with("市");
    if (place == "全州") return area.ends_with("州");
    return place == "全盟" && area.ends_with("盟");
  };
  const auto above = [&](const Fact& fact) {
    if (own_code.empty() || fact.area_code.size() != 6 || place == "全国") return true;
    if (fact.area_code.ends_with("0000")) return fact.area_code.substr(0, 2) == own_code.substr(0, 2);
    return fact.area_code.ends_with("00") && fact.area_code.substr(0, 4) == own_code.substr(0, 4);
  };
  std::map<std::string_view, std::vector<const NamedFact*>> areas;
  for (const NamedFact& one : facts.others)
    if (kind_fits(one.fact->area) && above(*one.fact)) areas[one.fact->area].push_back(&one);
  PlaceFigures out;
  out.several = areas.size() > 1;
  if (areas.size() != 1) return out;
  out.area = areas.begin()->first;
  out.figures = std::move(areas.begin()->second);
  return out;
}

std::string meeting_name(std::string_view indicator, const facts::NamesTable& names) {
  // A dash or number of a list at the front is no part of a name.
  for (const std::string_view mark : {"—", "－", "-", "·", "•", " ", "　"}) {
    while (indicator.starts_with(mark)) {
      indicator.remove_prefix(mark.size());
    }
  }
  if (const facts::Indicator* found = names.find(indicator)) {
    return found->name;
  }
  std::string folded = facts::fold_name(indicator);
  for (const std::string_view word : {"全年", "年度"}) {
    if (const auto at = folded.find(word); at != std::string::npos) {
      folded.erase(at, word.size());
    }
  }
  for (const std::string_view tail : {"涨幅", "增幅", "总额", "额", "数量", "数", "总量", "量"}) {
    if (folded.ends_with(tail) && folded.size() > tail.size() + 6) {
      folded.resize(folded.size() - tail.size());
      break;
    }
  }
  if (const facts::Indicator* found = names.find(folded)) {
    return found->name;
  }
  return folded;
}

bool basis_fits_plan(std::string_view basis) {
  return !mentions_any(basis, {"平均", "环比", "年同期增", "以来", "比2"});
}

bool is_price(const facts::Indicator* indicator) {
  return indicator != nullptr && indicator->forecast_class == "price";
}

std::optional<Decimal> growth_of(const Fact& fact, const facts::Indicator* indicator) {
  if (fact.growth_pct) {
    return fact.growth_pct;
  }
  if (indicator != nullptr && indicator->forecast_class == "price" && fact.value) {
    const Decimal& v = *fact.value;
    if (Decimal(80) < v && v < Decimal(130)) {
      return v - Decimal(100);
    }
    if (fact.unit == "%" && Decimal(-20) < v && v < Decimal(30)) {
      return v;
    }
  }
  return std::nullopt;
}

std::optional<Demand> demand_of(const reading::Target& target, const reading::Reading& report,
                                const facts::Indicator* indicator, const Settings& settings) {
  Demand demand;
  const bool coverage = target.op == "~full-coverage";
  if (!coverage && (target.op.starts_with("~") || !target.value)) {
    return std::nullopt;
  }
  // 高于规上工业增速2个百分点 asks for a distance, which no figure of its own can show.
  if (target.relation != reading::Relation::none) {
    return std::nullopt;
  }
  const std::string words = text_of(report, target.span);
  const reading::Figure* figure = figure_of(target, report);
  demand.aim = coverage ? Decimal(100) : *target.value;
  demand.unit = coverage ? "%" : target.unit;
  demand.strict = target.op == ">";
  demand.comparable = mentions_any(words, {"可比", "同口径"}) || mentions(target.unit, "可比");
  const bool percent = mentions(demand.unit, "%") || demand.unit == "‰" || demand.unit == "个百分点";

  const std::string indicator_unit = indicator != nullptr ? indicator->unit : "";
  const bool price = is_price(indicator);
  const bool rate_by_nature =
      indicator_unit == "%" || indicator_unit == "‰" ||
      ends_with_any(target.indicator, {"失业率", "覆盖率", "比重", "占比", "强度", "普及率", "优良率", "城镇化率"});
  if (coverage) {
    demand.side = Side::value;
  } else if (target.kind) {
    demand.side = *target.kind == reading::Kind::growth && percent ? Side::growth : Side::value;
  } else {
    demand.side = percent && !rate_by_nature ? Side::growth : Side::value;
  }
  // 一般公共预算收入5%: what is counted in 亿元 can only grow by a percentage.
  const bool counted = !indicator_unit.empty() && !rate_by_nature;
  const bool completion = target.kind && *target.kind == reading::Kind::completion;
  const bool share = target.kind && *target.kind == reading::Kind::share;
  if (!coverage && ((price && percent) || (counted && demand.unit == "%" && !completion && !share))) {
    demand.side = Side::growth;
  }
  const bool counts_the_fall = mentions_any(target.indicator, {kFallRate, "降低率", "下降幅度"}) ||
                               (indicator != nullptr && indicator->name.ends_with(kFallRate));
  if (counts_the_fall) {
    demand.side = Side::value;
  }
  const std::string_view kind_of_figure = indicator != nullptr ? std::string_view(indicator->forecast_class) : "";
  demand.rate = demand.side == Side::value &&
                (kind_of_figure == "rate" || kind_of_figure == "stock" || kind_of_figure == "environment" ||
                 kind_of_figure == "air" || (percent && kind_of_figure != "linear" && !completion));

  // 下降3% is growth of −3; an indicator that is itself a 下降率 counts upwards and stays as it is.
  const bool figure_down = figure != nullptr && figure->kind == reading::Kind::growth && figure->change &&
                           figure->change->direction == reading::ChangeDirection::down;
  if (demand.side == Side::growth && !price && !demand.aim.is_negative() &&
      (figure_down || mentions_any(words, {"下降", "降低", "减少", "削减"}))) {
    demand.fall = true;
    demand.aim = -demand.aim;
  }
  if (demand.side == Side::growth) {
    demand.unit = "%";
  }

  const facts::Direction direction = indicator != nullptr ? indicator->direction : facts::Direction::more_is_better;
  if (target.op == "<=") {
    demand.sense = Sense::at_most;
  } else if (target.op == ">=" || target.op == ">") {
    demand.sense = demand.fall ? Sense::at_most : Sense::at_least;
  } else if (price) {
    demand.sense = Sense::at_most;
    demand.notes.push_back("价格涨幅目标按“不高于”理解");
  } else if (direction == facts::Direction::less_is_better || demand.fall) {
    demand.sense = Sense::at_most;
  } else if (direction == facts::Direction::neither && (target.op == "range" || target.op == "≈")) {
    demand.sense = Sense::within;
  }
  // 下降3%以内: a fall that may not go further.
  if (demand.fall && target.op == "<=") {
    demand.sense = Sense::at_least;
  }

  demand.lo = demand.aim;
  demand.hi = target.value_max && !coverage ? (demand.fall ? -*target.value_max : *target.value_max) : demand.aim;
  if (demand.fall && target.op == "range") {
    std::swap(demand.lo, demand.hi);
    // 下降2%至3%: two points down already meet it.
    demand.hi = demand.aim;
  }
  if (target.op == "≈") {
    const bool in_points = percent || demand.side == Side::growth;
    const Decimal room =
        in_points ? settings.about_tolerance_pp : demand.aim.abs() * settings.about_tolerance_pp / Decimal(100);
    demand.lo = demand.lo - room;
    demand.hi = demand.hi + room;
    demand.notes.push_back("“左右”按相差" + settings.about_tolerance_pp.reduced().to_string() +
                           (in_points ? "个百分点以内" : "%以内") + "算达到");
  }
  return demand;
}

std::string why_passed_over(const std::vector<NamedFact>& own, const std::string& meeting, const Demand& demand,
                            const facts::Indicator* indicator, int year) {
  const Fact* last = nullptr;
  for (const NamedFact& named : own) {
    const calendar::Period& period = named.fact->period;
    if (named.meeting == meeting && period.first.year == year && period.last.year == year &&
        (last == nullptr || last->period.last <= period.last)) {
      last = named.fact;
    }
  }
  if (last == nullptr) {
    return {};
  }
  if (!scope_fits(*last, indicator, meeting)) {
    return "只有“" + last->scope + "”口径的数，不能代表整体";
  }
  if (!basis_fits_plan(last->growth_basis)) {
    return "只有“" + last->growth_basis + "”的增速，不能代表全年";
  }
  if (demand.side == Side::growth && !growth_of(*last, indicator)) {
    return "只公布了总量，没有公布增速";
  }
  if (demand.side == Side::value && !last->value) {
    return "只公布了增速，没有公布总量";
  }
  if (demand.side == Side::value && !value_usable(*last, demand)) {
    return "公布的数以“" + last->unit + "”计，不能换算成目标的“" + demand.unit + "”";
  }
  return "只有当月或当季的数，没有年初以来的累计数";
}

Selection select(const std::vector<NamedFact>& own, const std::string& meeting, const Demand* demand,
                 const facts::Indicator* indicator, int year, int through_month) {
  struct Candidate {
    const Fact* fact;
    std::tuple<int, int, int, int, int, calendar::Date> order;
  };
  std::optional<Candidate> best;
  std::optional<Candidate> whole_before;
  std::vector<const Fact*> of_indicator;
  for (const NamedFact& named : own) {
    if (named.meeting == meeting && scope_fits(*named.fact, indicator, meeting)) {
      of_indicator.push_back(named.fact);
    }
  }
  const bool comparable = demand != nullptr && demand->comparable;
  for (const Fact* fact : of_indicator) {
    if (!basis_fits_plan(fact->growth_basis)) {
      continue;
    }
    const bool cumulative = fact->span == facts::Span::cumulative;
    const auto order =
        std::tuple(fact->period.last.month, cumulative ? 1 : 0, rank_of_basis(fact->growth_basis, comparable),
                   rank_of_status(fact->status), fact->value ? 1 : 0, fact->published.known_by);
    if (fact->period.last.year == year && fact->period.first.year == year) {
      if (fact->period.last.month > through_month) {
        continue;
      }
      bool fits = fact->value.has_value() || fact->growth_pct.has_value();
      if (demand != nullptr && demand->side == Side::growth) {
        fits = growth_of(*fact, indicator).has_value() && fact->span != facts::Span::current &&
               (!cumulative || fact->period.starts_in_january());
      } else if (demand != nullptr) {
        fits = value_usable(*fact, *demand) &&
               (cumulative ? fact->period.starts_in_january() : demand->rate || fact->span == facts::Span::point);
      }
      if (fits && (!best || best->order < order)) {
        best = Candidate{fact, order};
      }
    } else if (fact->period == calendar::Period::year(year - 1) && fact->span != facts::Span::current) {
      // The level matters most here: it is what growth stands on.
      const auto level_first = std::tuple(rank_of_status(fact->status), fact->value ? 1 : 0, cumulative ? 1 : 0,
                                          rank_of_basis(fact->growth_basis, comparable), 0, fact->published.known_by);
      if (!whole_before || whole_before->order < level_first) {
        whole_before = Candidate{fact, level_first};
      }
    }
  }
  Selection selection;
  if (whole_before) {
    selection.last_year = *whole_before->fact;
  }
  if (best) {
    Latest latest{*best->fact, {}};
    for (const Fact* fact : of_indicator) {
      if (fact->period == latest.fact.period && fact->span == latest.fact.span && fact->growth_pct &&
          fact->growth_basis != latest.fact.growth_basis) {
        latest.other_bases.push_back(*fact);
      }
    }
    selection.latest = std::move(latest);
  }
  return selection;
}

const Fact* same_months_before(const std::vector<NamedFact>& own, const std::string& meeting, const Fact& latest) {
  const Fact* found = nullptr;
  for (const auto& [fact, name, indicator] : own) {
    if (name == meeting && fact->value && fact->span == facts::Span::cumulative &&
        fact->period == latest.period.years_earlier(1) && fact->scope == latest.scope &&
        fact->status != facts::Status::estimate && quantity::same_dimension(fact->unit, latest.unit) &&
        (found == nullptr || found->published.known_by <= fact->published.known_by)) {
      found = fact;
    }
  }
  return found;
}

std::optional<Latest> latest_with_derived_growth(const std::vector<NamedFact>& own, const std::string& meeting,
                                                 const Demand& demand, const facts::Indicator* indicator, int year) {
  if (demand.side != Side::growth || demand.comparable || growth_at_constant_prices(indicator, meeting)) {
    return std::nullopt;
  }
  const Fact* best = nullptr;
  Decimal growth;
  for (const NamedFact& named : own) {
    const Fact& fact = *named.fact;
    if (named.meeting != meeting || !fact.value || fact.span != facts::Span::cumulative ||
        fact.period.last.year != year || !fact.period.starts_in_january() || fact.status == facts::Status::estimate ||
        !scope_fits(fact, indicator, meeting) || (best != nullptr && fact.period.last <= best->period.last)) {
      continue;
    }
    const Fact* before = same_months_before(own, meeting, fact);
    const auto base = before != nullptr ? quantity::convert(*before->value, before->unit, fact.unit) : std::nullopt;
    if (base && quantity::rounding_interval(*base).lo > Decimal(0)) {
      best = &fact;
      growth = ((*fact.value / *base - Decimal(1)) * Decimal(100)).rounded(1);
    }
  }
  if (best == nullptr) {
    return std::nullopt;
  }
  Latest latest{*best, {}};
  latest.fact.growth_pct = growth;
  latest.fact.growth_basis.clear();
  latest.fact.status = facts::Status::derived;
  latest.fact.note = "增速未公布，由今年和上年同期总量相除得到；若基数调整过则不准";
  return latest;
}

}  // namespace plan
