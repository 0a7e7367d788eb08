// What a cross-check rule sees. A rule is one function over this, in a file of its own (rule_….cpp) and one line of the
// table in crosscheck.cpp. It adds to a CheckResult and counts every comparison it makes in `checked`.
#pragma once

#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/crosscheck.hpp"
#include "plan/matching.hpp"
#include "quantity/quantity.hpp"

namespace plan::rules {

using base::Decimal;
using base::Span;
using reading::ChangeDirection;
using reading::Figure;
using reading::FigureStatus;
using reading::Kind;
using reading::Qualifier;

// A growth rate as a figure states it, signed. Rates over several years (年均) are none.
struct Growth {
  Decimal pct;
  std::string basis;  // yoy, comparable, other …
  std::string excluding;
  Qualifier qualifier = Qualifier::exact;
  Span span;  // where the rate stands
};

// A figure as rules compare it.
struct Statement {
  const Figure* figure = nullptr;
  std::string name;                             // the name under which it meets facts and other statements
  const facts::Indicator* indicator = nullptr;  // null: unknown to the names table
  std::optional<calendar::Period> period;       // of the figure; nothing when it is not a period
  std::optional<Growth> growth;                 // of a growth figure, or of a level with its rate, in percent
  bool in_plan = false;                         // stands in the part that plans
  bool outcome = false;                         // a result of the part that reviews
  // `other_time` for no other reason than that the words tell of the year from January to a month, which `period` then
  // is (上半年, 前三季度, 1—10月): to be held against what was published for those months, and against nothing else.
  bool part_year = false;
  bool other_time = false;  // the words around it speak of other months or of several years (上半年, 年均, 五年来)
  bool other_area = false;  // … or of a larger area than the one that speaks
  std::string place;        // which: 全国, 全省, 全市; empty where that is not told
};

struct Document {
  const reading::Reading* reading = nullptr;
  std::list<Figure> settled;           // figures whose name or basis the words around them settle otherwise
  std::string label;                   // 本报告, 上年报告, 另一文件（2024年）
  std::vector<Statement> statements;   // one a figure, in text order
  std::vector<int> paragraph_starts;   // offsets at which paragraphs start, ascending
  std::optional<calendar::Date> made;  // the day it was given, from its first lines
  bool part_year = false;              // speaks of part of the year reviewed: 上半年, 前三季度
};

struct Context {
  Document draft;
  std::vector<Document> others;
  const Document* last_year = nullptr;  // the one of `others` that plans the year the draft tells of
  // The draft tells of that year as over: what was planned must have come out. A note or speech of nine months only
  // tells how far it has come.
  bool whole_year = true;
  bool plan_report = true;  // … and is itself the report on how the plan was carried out
  OwnFacts facts;
  OwnFacts vintages;  // also what was superseded
  std::multimap<std::string, const NamedFact*> facts_by_name;
  std::map<std::string, std::multimap<std::string, const NamedFact*>> facts_of_place;  // 全国, 全省, 全市
  const facts::NamesTable* names = nullptr;
  const std::vector<AttachedTables>* tables = nullptr;  // of the input
};

// `input.draft` and `input.names` must be there.
Context make_context(const CheckInput& input);

struct Rule {
  std::string_view ids;  // of its findings, separated by one space
  void (*check)(const Context&, CheckResult&);
};

// What a printed number with its qualifier says of the true one; an absent end is open. 近 reaches down to nine tenths,
// 左右 and 约 a twentieth both ways (half a point for rates).
struct Claim {
  std::optional<Decimal> lo;
  std::optional<Decimal> hi;
  bool allows(const quantity::Interval& truth) const;
};
Claim claim_of(const Decimal& value, Qualifier qualifier, const std::optional<Decimal>& value_max, bool is_rate);

// Whether two printed numbers may stand for one true one. 5.8 and 5.9 may not, though their intervals touch at 5.85; a
// number that is exact may lie on the end of an interval.
bool may_be_one(const quantity::Interval& a, const quantity::Interval& b);

// The interval of a printed number in another unit; nothing when the units are not of one dimension.
std::optional<quantity::Interval> interval_in(const Decimal& printed, std::string_view unit, std::string_view in_unit);

// Inputs fit to be shown.
Input input_of(const Document& document, const Statement& statement);
Input input_of(const Document& document, std::string label, Span span);
Input input_of(const facts::Fact& fact);

// “本报告第12段”.
std::string place_of(const Document& document, Span span);

}  // namespace plan::rules
