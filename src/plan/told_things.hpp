// Where a text speaks of a thing that a plan named: a promise is looked for by its words, not by its sentence.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"

namespace plan {

// What words are about once verbs of doing (codes/told_words.csv), numbers with their units and editions are taken off:
// 加快建设轨道交通4号线岚湖段 → 轨道交通4号线岚湖段. `blank` are spans of `text` that do not count (figures).
std::u32string thing_in(std::u32string_view text, const std::vector<base::Span>& blank);

// One thing, whether its name is written in full or in short (高速公路, 高速).
bool same_thing(std::u32string_view a, std::u32string_view b);

// A word of doing stands in the text: 新建充电桩, 建成充电桩. What only stands there (充电桩1350个) has none.
bool tells_a_doing(std::u32string_view text);

struct ToldAt {
  base::Span span;   // the clause that holds most of it
  double share = 0;  // of the thing's pairs of signs found there or in the clause after it
};

class ToldThings {
 public:
  // Looks in `part` of `text`, which must outlive this.
  ToldThings(std::u32string_view text, base::Span part);

  // Nothing when no clause holds at least seven tenths of the thing's pairs of signs, or when what is missing tells two
  // things apart: a digit, a letter, 东西南北, 新老, 一二三.
  std::optional<ToldAt> find(std::u32string_view thing) const;

 private:
  std::u32string_view text_;
  std::vector<base::Span> clauses_;
  std::unordered_map<std::uint64_t, std::vector<int>> where_;  // pair of signs → clauses, ascending
};

}  // namespace plan
