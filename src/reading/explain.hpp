// Why a place of the text was read as it was, and what the reader is unsure of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/statements.hpp"

namespace reading {

// One link of the chain from characters to statements.
struct Reason {
  std::string stage;  // 句子, 分句, 词, 数, 不是数字, 数字陈述, 目标, 任务, 未认出
  Span span;          // of the text
  std::string say;    // what was understood there and by which rule or which table under codes/reading/, in Chinese
};

// The chain for `span`: its sentence, clauses, words of the tables, numbers, and every statement that touches it.
// Asserts that the span lies in the text and is not empty.
std::vector<Reason> explain(const Reading& reading, Span span);

// Why the figure was read as it is, rule by rule, in Chinese; `text` is the reading's.
std::vector<std::string> reasons(std::u32string_view text, const Figure& figure);

// A statement a careful officer should look at, or digits that were not understood.
struct Doubt {
  Span span;
  std::string statement;  // id of the figure, target or measure; empty for digits without one
  double confidence = 0;
  std::string why;  // in Chinese
};

// Below this a statement counts as unsure.
inline constexpr double kSure = 0.6;

// In text order.
std::vector<Doubt> doubts(const Reading& reading);

}  // namespace reading
