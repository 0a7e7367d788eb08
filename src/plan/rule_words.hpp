// Words around a figure, and sentences about numbers, as rules need them.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/rule.hpp"

namespace plan::rules {

bool has(std::string_view text, std::string_view word);
bool has_any(std::string_view text, std::initializer_list<std::string_view> words);
bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words);

// UTF-8 of a span, cut to what lies inside the text.
std::string words_of(const reading::Reading& reading, Span span);
// A target as it was put; of the cell of a table, which has the number alone, with its name: 地区生产总值增长5.5%左右.
std::string words_of(const reading::Reading& reading, const reading::Target& target);

// The sentence (between 。；！？ and line ends) or the clause (also between ，：) that holds the start of `span`.
Span sentence_at(const reading::Reading& reading, Span span);
Span clause_at(const reading::Reading& reading, Span span);
// From the start of the sentence to the figure.
std::string sentence_before(const reading::Reading& reading, Span span);
std::string clause_before(const reading::Reading& reading, Span span);

// The words speak of part of a year (上半年, 一季度), of several years (五年来, 年均, 到2030年), or of another body
// than the one that speaks (全国).
bool speaks_of_part_of_year(std::string_view words);
// The words of a sentence up to a number: the last time they open a clause with is part of a year
// (上半年，……，……增长8%), and no whole year (全年, 年末) came after it. “较上半年提高” compares and opens nothing.
bool stands_under_part_of_year(std::string_view sentence);
// 全年……, 2024年……: the sentence opens with a whole year. 2024年上半年 is none.
bool opens_with_whole_year(std::string_view sentence);
// The last month of the part of the year, from January, that a sentence up to a number tells of: 上半年 is 6, 1—10月
// and 前10个月 are 10; nothing where it tells of no such part, of another year than `year`, or only compares with one.
std::optional<int> months_from_january(std::string_view sentence, int year);
// The time named last before a figure, back to the full stop, is a month or a quarter of its own (9月份, 三季度, 当月),
// and no stretch from January on. 比8月份提高 compares.
bool tells_of_a_single_stretch(const reading::Reading& reading, Span span);
bool speaks_of_several_years(std::string_view words);
// 全国, 全省, 全自治区, 全市 where the clause is told of that area: 前三季度，全国……, 从全省看……. Not 居全国第3,
// 高于全省.
std::string place_opening(std::string_view clause);
// The place that the clauses before a figure look at, back to the full stop: 从全国看，……; 全市 and 我市 too; nothing
// when none does.
std::optional<std::string> place_looked_at(const reading::Reading& reading, Span span);
bool speaks_of_other_area(std::string_view words, std::string_view own_area);

// Where the text tells of several years: from a sentence or heading that opens with “五年来”, “十四五”时期 and the like
// to one that opens with the year reviewed (or 过去一年), or to the next part. Opened in the middle of a paragraph it
// ends with that paragraph.
std::vector<Span> spans_of_several_years(const reading::Reading& reading);

// 跨过两个万亿元大关, 连跨5万亿元、6万亿元两个台阶: lines crossed and no levels.
bool crosses_a_line(const Document& document, const Figure& figure);

// The figure's own name, or an alias of its indicator, stands in the clause right before it and nothing narrows it.
bool plainly_named(const Document& document, const Statement& statement, const facts::NamesTable& names);

// “增长2.66%”, “下降0.6%”, “持平”.
std::string growth_words(const Decimal& pct);
// “+2.66%”, “-0.6%”.
std::string signed_pct(const Decimal& pct);
// “53.70亿元”.
std::string amount(const Decimal& value, std::string_view unit);
// “5.7”, or “约5.7” where rounding leaves more than one.
std::string to_text(const quantity::Interval& interval, int decimals);

// The words count what was added (新增, 净增, 新建), not what stands.
bool tells_an_increase(std::string_view text);

}  // namespace plan::rules
