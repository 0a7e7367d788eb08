// Last year's targets and this year's outcomes.
#include <algorithm>

#include "plan/comparison_parts.hpp"
#include "plan/rule_likeness.hpp"
#include "plan/rule_told.hpp"
#include "plan/rule_words.hpp"

namespace plan::comparing {
namespace {

using rules::Claim;
using rules::common_subsequence;
using rules::Likeness;
using rules::Statement;

// Han signs and digits of a name, without the words that count (数, 额).
std::u32string bare(std::string_view name) {
  std::u32string out;
  for (const char32_t c : base::u32(name)) {
    if (base::is_han(c) || (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z')) out.push_back(c);
  }
  for (const std::u32string_view tail :
       {U"人数", U"户数", U"家数", U"个数", U"场次", U"套数", U"面积", U"里程", U"数", U"额"}) {
    if (out.size() > tail.size() + 2 && std::u32string_view(out).ends_with(tail)) {
      out.resize(out.size() - tail.size());
      break;
    }
  }
  return out;
}

bool is_rate(const Demand& demand) { return demand.side == Side::growth || demand.unit == "%" || demand.unit == "‰"; }

// What is printed, taken at its word: the rounding of published figures is not held against a promise.
Claim printed(const Decimal& value, reading::Qualifier qualifier, const std::optional<Decimal>& most, bool rate) {
  using reading::Qualifier;
  switch (qualifier) {
    case Qualifier::exact:
      return {value, value};
    case Qualifier::over:
    case Qualifier::at_least:
      return {value, std::nullopt};
    case Qualifier::at_most:
      return {std::nullopt, value};
    case Qualifier::range:
      return {value, most.value_or(value)};
    case Qualifier::nearly:
      return {rules::claim_of(value, qualifier, most, rate).lo, value};
    case Qualifier::about:
      return rules::claim_of(value, qualifier, most, rate);
  }
  return {};
}

// What a statement says in the terms of a demand; nothing when it speaks of something else (a level where growth was
// asked for, another dimension).
std::optional<Claim> said_of(const Statement& statement, const Demand& demand) {
  const reading::Figure& f = *statement.figure;
  if (demand.side == Side::growth) {
    if (!statement.growth || (statement.growth->basis != "yoy" && statement.growth->basis != "comparable"))
      return std::nullopt;
    const auto& g = *statement.growth;
    Claim claim = printed(g.pct.abs(), g.qualifier, std::nullopt, true);
    if (g.pct.is_negative()) std::swap(claim.lo, claim.hi);
    for (auto* end : {&claim.lo, &claim.hi})
      if (*end && g.pct.is_negative()) *end = -**end;
    return claim;
  }
  using reading::Kind;
  if (!f.value || f.kind == Kind::growth || f.kind == Kind::difference || f.kind == Kind::rank ||
      f.kind == Kind::threshold || (f.kind == Kind::completion) != (demand.unit == "%" && f.kind == Kind::completion))
    return std::nullopt;
  if (!quantity::same_dimension(f.unit, demand.unit)) return std::nullopt;
  const auto scale = [&](const Decimal& d) { return quantity::convert(d, f.unit, demand.unit); };
  Claim claim = printed(*f.value, f.qualifier, f.value_max, is_rate(demand));
  for (auto* end : {&claim.lo, &claim.hi}) {
    if (!*end) continue;
    *end = scale(**end);
    if (!*end) return std::nullopt;
  }
  return claim;
}

enum class Reached { yes, no, open };

Reached reaches(const Claim& told, const Demand& demand) {
  const auto least = [&](const Decimal& line, bool strict) {
    if (told.lo && (strict ? *told.lo > line : *told.lo >= line)) return Reached::yes;
    if (told.hi && (strict ? *told.hi <= line : *told.hi < line)) return Reached::no;
    return Reached::open;
  };
  const auto most = [&](const Decimal& line) {
    if (told.hi && *told.hi <= line) return Reached::yes;
    if (told.lo && *told.lo > line) return Reached::no;
    return Reached::open;
  };
  switch (demand.sense) {
    case Sense::at_least:
      return least(demand.lo, demand.strict);
    case Sense::at_most:
      return most(demand.hi);
    case Sense::within: {
      const Reached low = least(demand.lo, false), high = most(demand.hi);
      if (low == Reached::no || high == Reached::no) return Reached::no;
      return low == Reached::yes && high == Reached::yes ? Reached::yes : Reached::open;
    }
  }
  return Reached::open;
}

struct Told {
  const Statement* statement = nullptr;
  Likeness likeness = Likeness::different;
  Claim claim;
};

bool is_outcome(const Statement& s) {
  return s.outcome && !s.other_time && !s.other_area && s.figure->confidence >= 0.5;
}

// 新建标准厂房面积, 标准厂房建成交付面积: one thing, and both tell what was done with it in the year. A stock
// (充电桩1350个) or a running total answers no promise to build.
bool one_thing_done(const Both& both, const std::string& name, const Statement& s) {
  const std::u32string mine = thing_in(bare(name), {}), theirs = thing_in(bare(s.name), {});
  if (mine.size() < 3 || !same_thing(mine, theirs) || s.figure->cumulative) return false;
  if (!tells_a_doing(base::u32(name))) return true;
  const reading::Reading& now = *both.context.draft.reading;
  const std::string words = s.figure->indicator + rules::words_of(now, rules::clause_at(now, s.figure->span));
  return tells_a_doing(base::u32(words)) && !rules::has_any(words, {"累计", "总数", "达到", "拥有", "现有"});
}

// 建设标准化茶园2万亩 is not answered by 茶园面积扩大到6.5万亩: what stands there by now.
bool stands_for_a_deed(const Both& both, const reading::Target& target, const Statement& s) {
  using reading::Kind;
  if (s.figure->kind != Kind::level && s.figure->kind != Kind::count) return false;
  if (!tells_a_doing(base::slice(both.last.text, target.span)) || tells_a_doing(base::u32(s.figure->indicator)))
    return false;
  const reading::Reading& now = *both.context.draft.reading;
  const base::Span figure = s.figure->span, clause = rules::clause_at(now, figure);
  const std::string near = rules::words_of(now, {clause.start, figure.end});
  return rules::has_any(near,
                        {"扩大到", "扩大至", "增加到", "增加至", "增至", "累计达", "总数", "总量达", "拥有", "现有"});
}

std::optional<Told> outcome_of(const Both& both, const reading::Target& target, const std::string& name,
                               const facts::Indicator* indicator, const Demand& demand) {
  std::optional<Told> best;
  for (const Statement& s : both.context.draft.statements) {
    if (!is_outcome(s) || (indicator == nullptr && stands_for_a_deed(both, target, s))) continue;
    Likeness like = Likeness::different;
    if (indicator != nullptr && s.indicator == indicator) {
      like = Likeness::same;
    } else if (indicator == nullptr || s.indicator == nullptr) {
      like = rules::likeness(name, s.name);
      // 签约项目 and 新签约项目 are both what came in the year.
      if (like == Likeness::different && (U"新" + bare(name) == bare(s.name) || bare(name) == U"新" + bare(s.name)))
        like = Likeness::close;
      if (like == Likeness::different && one_thing_done(both, name, s)) like = Likeness::close;
    }
    if (like == Likeness::different || (best && (best->likeness == Likeness::same || like != Likeness::same))) continue;
    const auto claim = said_of(s, demand);
    if (claim) best = Told{&s, like, *claim};
  }
  return best;
}

// The same line of a part of it, or of more: one name holds the other and more besides.
const Statement* of_other_scope(const Both& both, const std::string& name, const facts::Indicator* indicator,
                                const Demand& demand) {
  const std::u32string mine = bare(name);
  if (mine.size() < 4 || indicator != nullptr) return nullptr;
  for (const Statement& s : both.context.draft.statements) {
    if (!is_outcome(s) || s.indicator != nullptr || !said_of(s, demand)) continue;
    const std::u32string theirs = bare(s.name);
    if (theirs.size() < 4 || theirs == mine) continue;
    const bool part = theirs.ends_with(mine) || mine.ends_with(theirs) ||
                      (theirs.size() > mine.size() && thing_in(theirs, {}).ends_with(thing_in(mine, {})) &&
                       thing_in(mine, {}).size() >= 3);
    if (part) return &s;
  }
  return nullptr;
}

bool promised_again(const Both& both, const std::string& name) {
  return std::ranges::any_of(both.now.targets, [&](const reading::Target& t) {
    const std::string other = meeting_name(t.indicator, *both.context.names);
    return other == name || rules::likeness(other, name) == Likeness::same;
  });
}

void judge(const Both& both, const reading::Target& target, const Demand& demand, const Told& told, Promise& out) {
  const Statement& s = *told.statement;
  out.outcome = quote_of(both.context.draft, s.figure->span);
  const std::string said = s.figure->indicator + out.outcome->words;
  const std::string near = told.likeness == Likeness::close ? "（名称相近：" + s.figure->indicator + "）" : "";
  if (demand.side == Side::growth) {
    const bool comparable = s.growth->basis == "comparable";
    if (comparable && !demand.comparable) {
      out.fate = Fate::rescoped;
      out.why = "目标没有说可比口径，今年报告的增速是可比口径" + near;
      return;
    }
    if (!comparable && demand.comparable) {
      out.fate = Fate::rescoped;
      out.why = "目标是可比口径，今年报告的增速没有说明口径" + near;
      return;
    }
  }
  switch (reaches(told.claim, demand)) {
    case Reached::yes:
      out.fate = Fate::kept;
      out.why = "达到" + near;
      break;
    case Reached::no:
      out.fate = Fate::missed;
      out.why = "没有达到：" + said + near;
      break;
    case Reached::open:
      out.fate = Fate::told;
      out.why = "报告的数不够具体，看不出是不是达到" + near;
      break;
  }
  if (target.op == "≈" && out.fate == Fate::kept && told.claim.hi && *told.claim.hi < demand.aim &&
      demand.sense == Sense::at_least)
    out.why += "（“左右”，低" + (demand.aim - *told.claim.hi).to_string() + demand.unit + "算达到）";
}

// 城镇新增就业超额完成全年任务: the report's own word that the aim was met, which no number backs.
bool fulfilled_in_words(const Both& both, const reading::Target& target, const facts::Indicator* indicator,
                        Promise& out) {
  const auto said = rules::fulfilled_in_words(both.context.draft, target.indicator, indicator);
  if (!said) return false;
  out.fate = Fate::kept;
  out.outcome = quote_of(both.context.draft, *said);
  out.why = "报告说完成了，没有写数";
  return true;
}

// The thing that a number was promised of, looked for in the review by its words.
std::optional<ToldAt> told_elsewhere(const Both& both, const reading::Target& target) {
  constexpr std::size_t kLeast = 4;
  std::vector<base::Span> numbers;
  for (const reading::Figure& f : both.last.figures)
    if (target.span.contains(f.span))
      numbers.push_back({f.span.start - target.span.start, f.span.end - target.span.start});
  const std::u32string thing = thing_in(base::slice(both.last.text, target.span), numbers);
  return thing.size() < kLeast ? std::nullopt : both.review.find(thing);
}

}  // namespace

std::optional<Refused> lookalike(const Both& both, std::string_view about, std::string_view unit, base::Span promised) {
  const std::u32string mine = bare(about);
  const Statement* best = nullptr;
  std::size_t most = 0;
  for (const Statement& s : both.context.draft.statements) {
    if (!is_outcome(s) || s.indicator != nullptr || !s.figure->value) continue;
    const std::u32string theirs = bare(s.name);
    const std::size_t common = common_subsequence(mine, theirs);
    const bool same_unit = quantity::same_dimension(s.figure->unit, unit);
    if (common < (same_unit ? 3u : 4u) || common * 5 < std::min(mine.size(), theirs.size()) * 3 || common <= most)
      continue;
    most = common;
    best = &s;
  }
  if (best == nullptr) return std::nullopt;
  const bool same_unit = quantity::same_dimension(best->figure->unit, unit);
  const std::string why = "“" + std::string(about) + "”和“" + best->figure->indicator + "”" +
                          (same_unit ? "名称相像，范围不同，不能相比" : "单位不同，说的不是一件事，不能相比");
  return Refused{quote_of(*both.context.last_year, promised), quote_of(both.context.draft, best->figure->span), why};
}

void compare_targets(const Both& both, Comparison& out) {
  const auto& names = *both.context.names;
  for (const reading::Target& target : both.last.targets) {
    if (target.confidence < 0.5) continue;
    std::string name = meeting_name(target.indicator, names);
    const facts::Indicator* indicator = names.find(name);
    // 经济增长6%: a growth is named by what grows, and 经济 alone is no line.
    if (indicator == nullptr && target.kind == reading::Kind::growth) {
      indicator = names.find(name + "增长");
      if (indicator != nullptr) name = indicator->name;
    }
    const auto demand = demand_of(target, both.last, indicator, Settings{});
    Promise promise;
    if (demand) {
      if (const auto told = outcome_of(both, target, name, indicator, *demand)) {
        judge(both, target, *demand, *told, promise);
      } else if (fulfilled_in_words(both, target, indicator, promise)) {
      } else if (const Statement* other = of_other_scope(both, name, indicator, *demand)) {
        promise.fate = Fate::rescoped;
        promise.outcome = quote_of(both.context.draft, other->figure->span);
        promise.why = "今年说的是“" + other->figure->indicator + "”，范围和目标不同，不能直接比";
      } else {
        promise.fate = Fate::dropped;
        promise.why = "回顾部分没有这一项的结果";
        if (const auto there = demand->side == Side::value ? told_elsewhere(both, target) : std::nullopt) {
          promise.fate = Fate::told;
          promise.outcome = quote_of(both.context.draft, there->span);
          promise.why = "回顾部分说到了这件事，没有可以直接比的数";
        } else if (auto refused = lookalike(both, target.indicator, demand->unit, target.span)) {
          promise.why += "；有相像而不能比的：" + refused->now.words;
          out.refused.push_back(std::move(*refused));
        } else if (rules::told_in_review(both.context.draft, target.indicator, name, indicator)) {
          promise.fate = Fate::told;
          promise.why = "回顾部分说到了，但没有可以相比的数";
        }
      }
    } else if (target.op == "~milestone" || target.op == "~qualitative" || target.op == "~full-coverage") {
      promise = thing_promised(both, target.span, {});
    } else if (fulfilled_in_words(both, target, indicator, promise)) {
    } else if (rules::told_in_review(both.context.draft, target.indicator, name, indicator)) {
      promise.fate = Fate::told;
      promise.why = target.op == "~upper-level-target"
                        ? "目标是“" + target.reference + "”，报告里没有那个数，只能看到有结果"
                        : "目标没有数，只能看到有结果";
      for (const Statement& s : both.context.draft.statements) {
        if (is_outcome(s) && (s.name == name || (indicator != nullptr && s.indicator == indicator))) {
          promise.outcome = quote_of(both.context.draft, s.figure->span);
          break;
        }
      }
    } else {
      promise.why = "回顾部分没有这一项的结果";
    }
    promise.id = target.id;
    promise.headline = target.strength == "headline";
    promise.about = target.indicator;
    promise.promised = quote_of(*both.context.last_year, target.span);
    promise.again = promised_again(both, name);
    out.promises.push_back(std::move(promise));
  }
}

}  // namespace plan::comparing
