// growth-gap: “贷款增长8.6%，比存款增速高2.5个百分点” beside the growth of deposits, in the text or published.
#include <algorithm>

#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

// 比存款增速高 → 存款, up. Nothing where the words name no line of growth.
struct Gap {
  std::string other;
  bool above = true;
  std::string place;  // 高于全国: the same growth, of that area
};

// 全国平均水平高 → 全国 and what stands behind; nothing where another line of that area is named.
std::optional<std::pair<std::string, std::string>> place_and_rest(std::string_view said) {
  for (const std::string_view place : {"全国", "全省", "全自治区", "全市"}) {
    if (!said.starts_with(place)) continue;
    std::string_view rest = said.substr(place.size());
    for (const std::string_view word : {"平均水平", "平均增速", "平均增幅", "平均", "水平", "增速", "增幅"})
      if (rest.starts_with(word)) rest.remove_prefix(word.size());
    return std::pair(std::string(place), std::string(rest));
  }
  return std::nullopt;
}
std::optional<Gap> gap_told(const reading::Reading& reading, const Figure& figure) {
  if (figure.kind != Kind::difference || figure.unit.find("百分点") == std::string::npos || !figure.value ||
      figure.qualifier != Qualifier::exact)
    return std::nullopt;
  std::string said = words_of(reading, figure.span);
  Gap gap;
  bool led = false;  // 高于…增速: the direction is told before the name
  if (said.starts_with("比")) {
    said.erase(0, std::string_view("比").size());
  } else {
    led = true;
    gap.above = said.starts_with("高于") || said.starts_with("快于");
    if (!gap.above && !said.starts_with("低于") && !said.starts_with("慢于")) return std::nullopt;
    said.erase(0, std::string_view("高于").size());
  }
  if (const auto there = place_and_rest(said)) {
    const std::string_view rest = there->second;
    if (!led) {
      gap.above = rest.starts_with("高") || rest.starts_with("快");
      if (!gap.above && !rest.starts_with("低") && !rest.starts_with("慢")) return std::nullopt;
    } else if (rest.empty() || rest.front() < '0' || rest.front() > '9') {
      return std::nullopt;
    }
    gap.place = gap.other = there->first;
    return gap;
  }
  for (const std::string_view noun : {"增速", "增幅", "增长速度"}) {
    const auto at = said.find(noun);
    if (at == std::string::npos) continue;
    if (!led) {
      const std::string_view after = std::string_view(said).substr(at + noun.size());
      gap.above = after.starts_with("高") || after.starts_with("快");
      if (!gap.above && !after.starts_with("低") && !after.starts_with("慢")) return std::nullopt;
    }
    gap.other = said.substr(0, at);
    // 比全市增速, 比上年增速: another area or time, of which this rule knows nothing.
    const bool elsewhere = has_any(gap.other, {"全国", "全省", "全市", "全县", "全区", "全州", "平均", "上年", "去年",
                                               "同期", "上月", "上季", "前三", "上半年", "目标", "预期"});
    if (!gap.other.empty() && !elsewhere) return gap;
    break;
  }
  return std::nullopt;
}

// 低于全年目标0.4个百分点, 比年初预期目标高0.3个百分点, 差年度目标2个百分点: whether above; nothing for other words.
std::optional<bool> above_the_aim(std::string_view said) {
  const auto skip = [&](std::initializer_list<std::string_view> words) -> std::string_view {
    for (const std::string_view word : words) {
      if (!said.starts_with(word)) continue;
      said.remove_prefix(word.size());
      return word;
    }
    return {};
  };
  const std::string_view verb = skip({"高于", "快于", "超过", "超出", "超", "低于", "慢于", "差", "比", "较"});
  if (verb.empty()) return std::nullopt;
  while (!skip({"全年", "年度", "年初", "预期", "预定", "计划", "既定", "增长"}).empty()) {
  }
  if (skip({"目标"}).empty()) return std::nullopt;
  const std::string_view way = skip({"高", "快", "低", "慢"});
  if (said.empty() || said.front() < '0' || said.front() > '9') return std::nullopt;
  if (verb == "比" || verb == "较") return way.empty() ? std::nullopt : std::optional(way == "高" || way == "快");
  return verb.starts_with("超") || verb == "高于" || verb == "快于";
}

// 比全国、全省分别高0.2个和0.4个百分点, 分别高于全国、全省平均0.2、0.4个百分点: the places of such a list and the way;
// nothing for any other words. Up to the first number.
struct PlaceList {
  std::vector<std::string> places;
  bool above = true;
};
std::optional<PlaceList> places_listed(std::string_view said) {
  PlaceList list;
  const auto skip = [&](std::initializer_list<std::string_view> words) -> std::string_view {
    for (const std::string_view word : words) {
      if (!said.starts_with(word)) continue;
      said.remove_prefix(word.size());
      return word;
    }
    return {};
  };
  skip({"分别"});
  const std::string_view verb = skip({"比", "高于", "快于", "低于", "慢于"});
  if (verb.empty()) return std::nullopt;
  list.above = verb == "高于" || verb == "快于";
  for (bool more = true; more;) {
    const std::string_view place = skip({"全国", "全省", "全自治区", "全市"});
    if (place.empty()) return std::nullopt;
    list.places.emplace_back(place);
    skip({"平均水平", "平均增速", "平均", "水平", "增速"});
    more = !skip({"、", "和", "与"}).empty();
  }
  skip({"分别"});
  if (verb == "比") {
    const std::string_view way = skip({"高", "快", "低", "慢"});
    if (way.empty()) return std::nullopt;
    list.above = way == "高" || way == "快";
  }
  const bool number = !said.empty() && said.front() >= '0' && said.front() <= '9';
  return number && list.places.size() > 1 ? std::optional(list) : std::nullopt;
}

struct Side {
  Decimal pct;
  Input input;
  std::optional<Span> span;
};

bool of_known_time(const Statement& statement) { return !statement.other_time || statement.part_year; }

// The growth of the thing whose distance is told, said before it in its sentence.
const Statement* own_growth(const Context& context, const Statement& told) {
  constexpr std::size_t kFarthest = 30;  // statements back: no sentence has more
  const reading::Reading& reading = *context.draft.reading;
  const Span sentence = sentence_at(reading, told.figure->span);
  const auto& all = context.draft.statements;
  const auto at = static_cast<std::size_t>(&told - all.data());
  for (std::size_t i = at; i-- > at - std::min(at, kFarthest);) {
    const Statement& s = all[i];
    if (sentence_at(reading, s.figure->span) != sentence) return nullptr;
    // 比全年目标低0.4个百分点 is told without a name: of the growth before it.
    const bool meant = s.name == told.name || (told.indicator == nullptr && s.indicator != nullptr);
    if (meant && s.growth && s.growth->qualifier == Qualifier::exact && s.outcome &&
        s.figure->span.start < told.figure->span.start)
      return &s;
  }
  return nullptr;
}

// The one growth of what `other` names, in the paragraph or else among the published figures of that time.
std::optional<Side> growth_of_other(const Context& context, const std::string& other, const Statement& own) {
  const Document& draft = context.draft;
  const auto paragraph = [&](Span s) { return std::ranges::upper_bound(draft.paragraph_starts, s.start); };
  std::optional<Side> found;
  for (const Statement& s : draft.statements) {
    if (!s.growth || s.growth->qualifier != Qualifier::exact || !s.outcome || !of_known_time(s) || s.name == own.name ||
        s.period != own.period || !has(s.figure->indicator, other) ||
        paragraph(s.figure->span) != paragraph(own.figure->span))
      continue;
    if (found && found->pct != s.growth->pct) return std::nullopt;
    found =
        Side{s.growth->pct, input_of(draft, draft.label + " " + s.figure->indicator, s.growth->span), s.growth->span};
  }
  if (found || !own.period) return found;
  // Published: a name that holds the words, for the time of the other growth.
  const facts::Fact* last = nullptr;
  for (const NamedFact& named : context.facts.own) {
    const facts::Fact& fact = *named.fact;
    if (!fact.growth_pct || fact.period.last != own.period->last || fact.status != facts::Status::published ||
        fact.span == facts::Span::current || basis_of(fact) != BasisKind::plain || named.meeting == own.name ||
        !has(named.meeting, other) || !fact.scope.empty())
      continue;
    if (last != nullptr && *last->growth_pct != *fact.growth_pct) return std::nullopt;
    last = &fact;
  }
  if (last == nullptr) return std::nullopt;
  return Side{*last->growth_pct, input_of(*last), std::nullopt};
}

// The published growth of the same line in that area, for the same time.
std::optional<Side> growth_of_place(const Context& context, const std::string& place, const Statement& own) {
  if (!own.period || !speaks_of_other_area(place, context.facts.area)) return std::nullopt;
  const facts::Fact* last = nullptr;
  for (const NamedFact* named : figures_of_place(place, context.facts).figures) {
    const facts::Fact& fact = *named->fact;
    if (named->meeting != own.name || !fact.growth_pct || fact.period != *own.period ||
        fact.status != facts::Status::published || fact.span == facts::Span::current ||
        basis_of(fact) != BasisKind::plain)
      continue;
    if (last != nullptr && *last->growth_pct != *fact.growth_pct) return std::nullopt;
    last = &fact;
  }
  if (last == nullptr) return std::nullopt;
  return Side{*last->growth_pct, input_of(*last), std::nullopt};
}

// What the plan of the year aims at for the same line.
std::optional<Side> growth_aimed_at(const Context& context, const Statement& own) {
  if (context.last_year == nullptr || own.indicator == nullptr) return std::nullopt;
  for (const reading::Target& target : context.last_year->reading->targets) {
    if (target.kind != Kind::growth || !target.value || target.value_max || target.unit != "%" ||
        target.strength != "headline" || target.relation != reading::Relation::none ||
        context.names->find(meeting_name(target.indicator, *context.names)) != own.indicator)
      continue;
    return Side{*target.value,
                input_of(*context.last_year, context.last_year->label + " 目标 " + target.indicator, target.span),
                std::nullopt};
  }
  return std::nullopt;
}

}  // namespace

void growth_gap(const Context& context, CheckResult& out) {
  std::optional<PlaceList> list;
  std::size_t next_in_list = 0;
  const Statement* of_list = nullptr;
  for (const Statement& statement : context.draft.statements) {
    const Figure& figure = *statement.figure;
    const bool points = figure.kind == Kind::difference && figure.unit.find("百分点") != std::string::npos;
    if (!points) list.reset();
    auto gap = gap_told(*context.draft.reading, figure);
    const Statement* own = gap ? own_growth(context, statement) : nullptr;
    if (const auto listed = points ? places_listed(words_of(*context.draft.reading, figure.span)) : std::nullopt) {
      list = listed;
      next_in_list = 0;
      of_list = own_growth(context, statement);
    }
    if (list && next_in_list < list->places.size() && figure.value && figure.qualifier == Qualifier::exact) {
      gap = Gap{list->places[next_in_list], list->above, list->places[next_in_list]};
      own = of_list;
      ++next_in_list;
    }
    std::optional<Side> aim;
    if (const auto above = points ? above_the_aim(words_of(*context.draft.reading, figure.span)) : std::nullopt;
        above && figure.value && figure.qualifier == Qualifier::exact) {
      own = own_growth(context, statement);
      if (own != nullptr) aim = growth_aimed_at(context, *own);
      if (!aim) continue;
      gap = Gap{"目标", *above, {}};
    }
    // 高于预期目标0.9个百分点 tells what came, though it names an aim.
    if (!gap || own == nullptr || (!statement.outcome && !(aim && !statement.in_plan))) continue;
    const auto other = aim                  ? aim
                       : gap->place.empty() ? growth_of_other(context, gap->other, *own)
                                            : growth_of_place(context, gap->place, *own);
    if (!other && !gap->place.empty()) continue;
    if (!other) {
      out.not_checkable.push_back(
          {"growth-gap",
           "“" + words_of(*context.draft.reading, figure.span) + "”：没有" + gap->other + "的增速可比",
           {figure.span}});
      continue;
    }
    ++out.checked;
    // An aim is meant as it is written.
    const auto mine = quantity::rounding_interval(own->growth->pct),
               theirs = aim ? quantity::Interval{aim->pct, aim->pct} : quantity::rounding_interval(other->pct);
    const quantity::Interval gap_of_them = gap->above ? quantity::Interval{mine.lo - theirs.hi, mine.hi - theirs.lo}
                                                      : quantity::Interval{theirs.lo - mine.hi, theirs.hi - mine.lo};
    const Decimal exact = gap->above ? own->growth->pct - other->pct : other->pct - own->growth->pct;
    const bool other_way = exact.is_negative();
    const std::string way = gap->above != other_way ? "高" : "低";
    const std::string shown = (other_way ? way : "") + exact.abs().reduced().to_string() + "个百分点";
    std::vector<Input> inputs{
        input_of(context.draft, context.draft.label + " " + own->figure->indicator, own->growth->span), other->input};
    if (gap_of_them.overlaps(quantity::rounding_interval(*figure.value))) {
      out.confirmed.push_back({"growth-gap", std::move(inputs), shown, {figure.span}});
      continue;
    }
    const std::string printed = figure.value->to_string() + "个百分点";
    out.findings.push_back({.rule = "growth-gap",
                            .severity = other->span ? Severity::error : Severity::warning,
                            .spans = {figure.span},
                            .inputs = std::move(inputs),
                            .expected = shown,
                            .found = printed,
                            .say = own->figure->indicator + growth_words(own->growth->pct) + "，" + gap->other +
                                   growth_words(other->pct) + "，" + (other_way ? "" : way) + shown + "，报告写成" +
                                   (gap->above ? "高" : "低") + printed + "。"});
  }
}

}  // namespace plan::rules
