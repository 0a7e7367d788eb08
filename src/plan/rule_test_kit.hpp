// For tests of cross-checks: documents told sentence by sentence, with the figures a reader would find in them.
#pragma once

#include <string>
#include <vector>

#include "base/text.hpp"
#include "plan/crosscheck.hpp"

namespace plan::test {

using base::Decimal;
using reading::ChangeDirection;
using reading::Figure;
using reading::FigureStatus;
using reading::Kind;
using reading::Qualifier;

inline Decimal number(const std::string& text) { return Decimal::parse(text).value(); }

// A figure under `indicator` whose words are `words`; the rest is told by the functions below.
struct Told {
  std::string words;
  Figure figure;

  Told& as(Kind kind) {
    figure.kind = kind;
    return *this;
  }
  // 预期增长5%: what was set, told in the part that reviews.
  Told& set_as_aim() {
    figure.status = FigureStatus::target;
    return *this;
  }
  Told& qualified(Qualifier q) {
    figure.qualifier = q;
    return *this;
  }
  // Its own change: `pct` is signed.
  Told& grown(const std::string& pct, const std::string& basis = "yoy", const std::string& excluding = {}) {
    reading::Change change;
    const Decimal value = number(pct);
    change.direction = value.is_negative() ? ChangeDirection::down : ChangeDirection::up;
    change.value = value.abs();
    change.unit = "%";
    change.basis = basis;
    change.excluding = excluding;
    figure.change = change;
    return *this;
  }
  Told& moved(ChangeDirection direction, const std::string& basis = "other") {
    reading::Change change;
    change.direction = direction;
    change.basis = basis;
    figure.change = change;
    return *this;
  }
  Told& from(const std::string& value) {
    figure.from_value = number(value);
    return *this;
  }
  Told& of(const std::string& subject) {
    figure.subject = subject;
    return *this;
  }
  Told& running_total() {
    figure.cumulative = true;
    return *this;
  }
  Told& ranked(const std::string& scope, int position, int streak = 0, const std::string& unit = "年") {
    reading::Rank rank{.scope = scope, .position = position};
    if (streak > 0) rank.streak = reading::Streak{Decimal(streak), unit};
    figure.rank = rank;
    figure.kind = Kind::rank;
    figure.value.reset();
    return *this;
  }
};

inline Told amount_of(const std::string& indicator, const std::string& value, const std::string& unit,
                      Kind kind = Kind::level) {
  Told told{value + unit, {}};
  told.figure.indicator = indicator;
  told.figure.value = number(value);
  told.figure.unit = unit;
  told.figure.kind = kind;
  return told;
}
inline Told count_of(const std::string& indicator, const std::string& value, const std::string& unit) {
  return amount_of(indicator, value, unit, Kind::count);
}
inline Told share_of(const std::string& indicator, const std::string& value) {
  return amount_of(indicator, value, "%", Kind::share);
}
// A rate alone; `pct` is signed.
inline Told growth_of(const std::string& indicator, const std::string& pct, const std::string& basis = "yoy",
                      const std::string& excluding = {}) {
  Told told = amount_of(indicator, pct, "%", Kind::growth);
  told.grown(pct, basis, excluding);
  told.figure.value = number(pct).abs();
  told.words = (number(pct).is_negative() ? "下降" : "增长") + number(pct).abs().to_string() + "%";
  return told;
}

struct Goal {
  std::string indicator;
  std::string op;
  std::string value;  // empty: none
  std::string unit;
  Kind kind = Kind::growth;
  std::string strength = "headline";
};

class Draft {
 public:
  explicit Draft(std::string area = "岚湖区", int report_year = 2024) {
    reading_.area = std::move(area);
    reading_.report_year = report_year;
    reading_.plan_year = report_year + 1;
  }

  Draft& say(const std::string& words) {
    reading_.text += base::u32(words);
    return *this;
  }
  // The figure's words are appended to the text.
  Draft& tell(Told told, const std::string& words = {}) {
    Figure figure = std::move(told.figure);
    figure.id = "F" + std::to_string(reading_.figures.size() + 1);
    figure.span = append(words.empty() ? told.words : words);
    figure.period = std::to_string(planning_ ? reading_.plan_year : reading_.report_year);
    if (planning_) figure.status = FigureStatus::target;
    reading_.figures.push_back(std::move(figure));
    return *this;
  }
  // The part that plans begins here.
  Draft& plan() {
    planning_ = true;
    reading_.plan_part.start = static_cast<int>(reading_.text.size());
    return *this;
  }
  Draft& aim(const std::string& words, const Goal& goal) {
    reading::Target target;
    target.id = "T" + std::to_string(reading_.targets.size() + 1);
    target.span = append(words);
    target.indicator = goal.indicator;
    target.op = goal.op;
    if (!goal.value.empty()) {
      target.value = number(goal.value);
      target.kind = goal.kind;
    }
    target.unit = goal.unit;
    target.strength = goal.strength;
    target.period = std::to_string(reading_.plan_year);
    reading_.targets.push_back(std::move(target));
    return *this;
  }
  Draft& admit(const std::string& problem) {
    const reading::Span span = append(problem);
    reading_.problems.push_back({span, problem});
    return *this;
  }
  Draft& measure(const std::string& words) {
    reading::Measure measure;
    measure.span = append(words);
    reading_.measures.push_back(std::move(measure));
    return *this;
  }
  Draft& heading(int level, const std::string& number, const std::string& title) {
    reading::Heading heading;
    heading.level = level;
    heading.number = number;
    heading.title = title;
    say(number + (number.starts_with("(") ? "" : "、"));
    heading.span = append(title);
    say("\n");
    auto* siblings = &reading_.outline;
    for (int depth = 1; depth < level; ++depth) siblings = &siblings->back().children;
    siblings->push_back(std::move(heading));
    return *this;
  }
  // Enough results of no matter to make a review: rules about what is missing keep silent on fragments.
  Draft& with_other_results() {
    for (int i = 0; i < 12; ++i) {
      say("。").tell(count_of("示例事项" + std::to_string(i) + "数", std::to_string(i + 3), "项"));
    }
    return say("。\n");
  }

  const reading::Reading& reading() {
    if (planning_) reading_.plan_part.end = static_cast<int>(reading_.text.size());
    return reading_;
  }

 private:
  reading::Span append(const std::string& words) {
    const int start = static_cast<int>(reading_.text.size());
    say(words);
    return {start, static_cast<int>(reading_.text.size())};
  }

  reading::Reading reading_;
  bool planning_ = false;
};

// A published figure of 岚湖区; `value` and `pct` may be empty.
inline facts::Fact fact(const std::string& indicator, const std::string& period, const std::string& value,
                        const std::string& unit, const std::string& pct, const std::string& basis = {},
                        const std::string& published = "2025-01-20") {
  facts::Fact f;
  f.area_code = "990101";
  f.area = "岚湖区";
  f.indicator = indicator;
  f.indicator_as_printed = indicator;
  f.period = calendar::parse_period(period).value();
  if (!value.empty()) f.value = number(value);
  f.unit = unit;
  if (!pct.empty()) f.growth_pct = number(pct);
  f.growth_basis = basis;
  f.published = calendar::parse_published(published).value();
  f.source.text = "岚湖区统计局";
  return f;
}

struct Checked : CheckResult {
  int count(const std::string& rule) const {
    int n = 0;
    for (const Finding& f : findings) n += f.rule == rule ? 1 : 0;
    return n;
  }
  const Finding& first(const std::string& rule) const {
    for (const Finding& f : findings) {
      if (f.rule == rule) return f;
    }
    static const Finding none{};
    return none;
  }
  int confirmed_by(const std::string& rule) const {
    int n = 0;
    for (const Confirmed& c : confirmed) n += c.rule == rule ? 1 : 0;
    return n;
  }
  int left_open_by(const std::string& rule) const {
    int n = 0;
    for (const NotCheckable& c : not_checkable) n += c.rule == rule ? 1 : 0;
    return n;
  }
};

inline Checked check(Draft& draft, std::vector<facts::Fact> known = {},
                     std::vector<const reading::Reading*> others = {}) {
  CheckInput input;
  input.draft = &draft.reading();
  input.others = std::move(others);
  input.known = std::move(known);
  input.names = &facts::NamesTable::builtin();
  return {cross_check(input)};
}

}  // namespace plan::test
