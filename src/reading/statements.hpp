// What reading finds in a text: figures, targets, measures, headings, and numbers that are no figures.
// The shapes and rules are those of docs/reference/statements.md. Spans are code points of the text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/text.hpp"

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
  double confidence = 1;         // 0–1, how sure the reader is of value and name together
  std::vector<std::string> why;  // the rules that made it, in order
};

// Digits that count nothing: dates, sessions, names, versions.
struct Nonfigure {
  Span span;
  std::string why;
};

struct Heading {
  int level = 1;       // 1 一、 · 2 (一) · 3 run-in lead phrase
  std::string number;  // "一", "(一)", empty
  std::string title;
  Span span;  // the title
  int section_end = 0;
  std::vector<Heading> children;
};

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
  std::string reference;             // 市下达目标
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

}  // namespace reading
