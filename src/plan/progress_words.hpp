// How far the words of a plan or report say a thing has come: 启动 < 有序推进 < 加快 < 封顶 < 建成 < 投入使用
// (codes/progress_words.csv), and which edition of it is meant: 5.0, 第四轮.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace plan {

struct ProgressWord {
  base::Span span;  // in the text given
  int step = 0;     // 1 prepared … 7 in use
};
// The furthest one; nothing when no word says. What is denied or only intended (尚未, 力争, 计划) right before a word
// does not count.
std::optional<ProgressWord> furthest_progress(std::u32string_view text);

struct Edition {
  base::Span span;
  int number = 0;
};
// The first one: 5.0, 6.0版, 第四轮, 第3批. Nothing when there is none.
std::optional<Edition> edition_in(std::u32string_view text);

}  // namespace plan
