// What reading finds in a text: figures, targets, measures, headings, and numbers that are no figures.
// The shapes and rules are those of docs/reference/statements.md. Spans are code points of the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "calendar/period.hpp"

namespace reading {

using base::Decimal;
using base::Span;

enum class Qualifier { exact, about, nearly, over, at_least, at_most, range };
enum class Kind { level, count, growth, share, completion, per_capita, rank, threshold, difference, index };
enum class FigureStatus { achieved, target, planned, context };
enum class ChangeDirection { none, up, down, flat };

struct Change {
  ChangeDirection direction = ChangeDirection::none;
  std::optional<Decimal> value;
  std::string unit;
  std::string basis;      // yoy | comparable | vs_half_year | vs_national | vs_province_average | other
  std::string excluding;  // 剔除留抵退税因素 → 留抵退税因素
  std::optional<Qualifier> qualifier;
  Span span;  // the words of the change; empty when it has no place of its own
};

struct Streak {
  Decimal value;
  std::string unit;  // 年, 次
};

struct Rank {
  std::string scope;  // 全市, 全省, 全国, 全球, or the words used
  int position = 0;
  bool tie = false;
  std::optional<Streak> streak;
};

// Why a figure was read as it is: a rule of the reader, and the words that called for it where there are any.
enum class Rule : std::uint8_t {
  went_to,          // 变到的数
  changed,          // 升降词
  compared,         // 比较的基数
  gap,              // 与他者之差
  flat,             // 持平
  ranked,           // 位次, in the scope of the figure's rank
  ranked_nowhere,   // 位次, in a scope told elsewhere
  from_to,          // 从一数到另一数
  streak_of_rank,   // 连续多次居同一位次
  unit_shared,      // 单位由并列的后一数补出
  change_carried,   // 升降词承前
  list_split,       // 并列的数各归其名
  list_of_one,      // 并列的数同属一名
  all_each,         // 均: 每个名称一条
  all_before,       // 均: 前面每个名称一条
  ratio_of_two,     // 两数之比
  ratio_parts,      // 连比
  still_growth,     // 仍说增幅
  name_before,      // 名称承前
  names_in_order,   // 名称承前，依次对应
  name_completed,   // 名称由前文补全
  rank_attached,    // 位次紧随其数
  flat_attached,    // 持平紧随其数
  change_attached,  // 升降紧随其数
};
struct Why {
  Rule rule = Rule::changed;
  Span words;  // empty where the rule needs none
};

struct Figure {
  std::string id;  // F001 …, in text order
  Span span;       // number, unit, qualifier and attached change words; not the indicator's name
  std::string indicator;
  std::optional<Decimal> value;
  std::optional<Decimal> value_max;  // upper end of a range
  std::string unit;                  // empty: none
  Qualifier qualifier = Qualifier::exact;
  Kind kind = Kind::level;
  std::optional<Change> change;
  std::optional<Decimal> from_value;
  std::string period;  // "2022"
  FigureStatus status = FigureStatus::achieved;
  std::optional<Rank> rank;
  std::string subject;
  bool cumulative = false;
  bool estimate = false;
  bool record = false;
  double confidence = 1;  // 0–1, how sure the reader is of value and name together
  std::vector<Why> why;   // in the order in which the rules came to bear; said in words by `reasons`, explain.hpp
};

// Digits that count nothing: dates, sessions, names, versions.
struct Nonfigure {
  Span span;
  std::string_view why;  // one of the reader's own reasons, or of codes/reading/number_names.csv
};

struct Heading {
  int level = 1;       // 1 一、 · 2 (一) · 3 run-in lead phrase
  std::string number;  // "一", "(一)", empty
  std::string title;
  Span span;  // the title
  int section_end = 0;
  std::vector<Heading> children;
};

// How what is promised is to stand to something else: 高于, 不低于, 低于, 不高于, 同步.
enum class Relation { none, above, not_below, below, not_above, in_step };

struct Target {
  std::string id;  // T001 …
  Span span;       // the clause with the indicator
  std::string indicator;
  std::string op;  // = ≈ >= > <= range ~upper-level-target ~sync ~direction ~milestone ~full-coverage ~no-occurrence
                   // ~qualitative
  std::optional<Decimal> value;
  std::optional<Decimal> value_max;
  std::string unit;
  std::string period;
  std::optional<Kind> kind;
  std::string strength;              // headline | output | scope
  std::vector<std::string> figures;  // ids
  std::string reference;  // 市下达目标; what a relation is to: 全国平均水平, 规上工业增加值增速
  Relation relation = Relation::none;  // with a value: by how many points
  std::string due;
  std::string stretch;   // 力争更好结果
  bool binding = false;  // 约束性
  double confidence = 1;
};

struct Measure {
  std::string id;       // M001 …
  Span span;            // without final punctuation
  std::string section;  // "二/(一)/1"
  std::string heading;  // the lead phrase
  std::string action;   // verbs, "/" between
  std::string object;
  std::vector<std::string> quantities;  // figure ids that are not targets
  std::vector<std::string> targets;     // target ids
  std::vector<std::string> projects;
  std::vector<std::string> parties;
  std::string due;
  std::optional<calendar::Date> due_on;  // the day these words end with, where a policy file's own date tells (明年3月)
  Span sentence;
  double confidence = 1;
};

// A stated difficulty of the review part: 困难和问题.
struct Problem {
  Span span;
  std::string text;
};

struct Reading {
  std::u32string text;
  std::string area;     // 越秀区: the government that speaks; empty when not found
  int report_year = 0;  // the year reviewed; 0 unknown
  int plan_year = 0;    // the year planned; 0 unknown
  Span plan_part;       // 计划安排 part of the text, empty when there is none
  std::vector<Heading> outline;
  std::vector<Figure> figures;
  std::vector<Nonfigure> nonfigures;
  std::vector<Target> targets;
  std::vector<Measure> measures;
  std::vector<Problem> problems;
  std::vector<Span> unaccounted;  // digits in no figure and no nonfigure: an error of the reader, must be empty
};

std::string to_string(Qualifier);
std::string to_string(Kind);
std::string to_string(FigureStatus);
std::string to_string(ChangeDirection);
std::string to_string(Relation);  // above | not-below | below | not-above | in-step; empty for none

}  // namespace reading
