// The words of table headers, and what a header, title or stub says. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/fact.hpp"
#include "facts/names.hpp"
#include "reading/tables.hpp"

namespace reading::tables {

enum class Measure {
  none,
  value,
  growth,
  change,
  index,
  share,
  rank,
  plan,
  progress,
  difference,
  contribution,
  superseded  // 原公布, 修订前
};
enum class Role { none, indicator, area, period, unit, remark, serial, project, other };

// Months as words: 2023年1-9月, 9月, 上半年, 三季度, 2023年. `last` 0: a year alone; both 0 without a year: nothing.
struct Months {
  std::optional<int> year;
  int first = 0;
  int last = 0;
  bool quarter = false;  // a quarter by name: the quarter alone unless something says 累计
  bool end = false;      // 9月末
  bool empty() const { return !year && last == 0; }
};

// What one label says. `rest` is what the words do not explain: an indicator, an area, or something unknown.
struct Label {
  std::u32string rest;
  Months months;
  Measure measure = Measure::none;
  Role role = Role::none;
  std::optional<facts::Span> span;
  std::string basis;
  std::string area;
  std::vector<std::string> units;
  std::vector<std::u32string> remarks;  // content of brackets that is no unit, period or header word
  int year_shift = 0;
  int month_shift = 0;
  bool hundred = false;       // 上年=100
  bool done = false;          // 完成, 实际: what came about, as against a plan
  bool estimate = false;      // 预计
  bool revised = false;       // 修订后
  bool lagged = false;        // 错月
  bool part = false;          // 其中, #
  bool span_implied = false;  // 当月 because the table has 1-9月 beside 9月, not because it says so
  std::string mark;           // 注1), ①, *

  bool plain() const { return rest.empty() && area.empty(); }  // words only
};

// Half width, one dash, no white space, no line ends.
std::u32string plain_text(std::u32string_view text);

// Months at `at` of plain text and how many characters they take; 0 when none stand there.
std::size_t months_at(std::u32string_view text, std::size_t at, Months& out);
// The first months anywhere in `text`; empty when none. A bare year counts only where a month or 年 follows.
Months months_in(std::u32string_view text);

bool is_unit(std::u32string_view text);
// 亿元, or several: 亿元、%; 亿元/%. Empty when any of it is no unit.
std::vector<std::string> units_of(std::u32string_view text);
// 预期性, 约束性: what kind of target an indicator is; never a name.
bool is_attribute(std::u32string_view text);
// 发布日期：2024年10月20日, 潞川市统计局, 2024年10月20日, 制表人：…: said of the whole table, whichever column it
// stands in. 单位：亿元 is not among them: it may speak of one column.
bool says_of_table(std::u32string_view text);
// 越秀区, 某某街道; not 全区, 地区, 市区.
bool is_area(std::u32string_view text);

// Who made a table and of which place that body is: 制表单位：青岩县统计局, or 青岩县统计局 2025年10月18日 on a line of
// its own. `place` is 青岩县, 青岩县城关镇, or 县 where the body's name gives its level alone. Nothing for a source
// (资料来源：市统计局) and for a body without a place.
struct Issuer {
  std::string body, place;
};
std::optional<Issuer> issuer_in(std::u32string_view line);

// 全县 in 2025年1-9月全县主要指标: the word by which a title speaks of the whole of some place; empty: none.
std::string whole_area_in(std::u32string_view title);

Label read_label(std::u32string_view text, const facts::NamesTable& names);
// A line above or below a table. Words may stand anywhere.
Label read_title(std::u32string_view text, const facts::NamesTable& names);

// What there is in a cell of the body.
struct CellReading {
  enum class Kind { blank, missing, number, text, bad } kind = Kind::blank;
  Missing missing = Missing::blank;
  base::Decimal number;
  std::string unit;       // printed in the cell: %, 亿元
  std::string mark;       // 注1), ①, *
  bool growth = false;    // 增长5.2, 下降3.1: the words say that it is a growth
  bool estimate = false;  // 预计5.2
  enum class Brackets { none, round, square } brackets = Brackets::none;  // around the number: [0.9]
  std::string why;                                                        // of `bad`
};
CellReading read_cell(std::u32string_view printed, document::CellKind kind);

}  // namespace reading::tables
