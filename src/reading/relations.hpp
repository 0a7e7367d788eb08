// 高于全国平均水平, 快于经济增长2个百分点: how a promise is to stand to something else, by its words
// (codes/reading/target_words.csv).
#pragma once

#include <optional>
#include <string>

#include "reading/statements.hpp"

namespace reading {

struct RelationTold {
  Relation relation = Relation::none;
  int at = 0;                // where the words of the relation start
  std::u32string reference;  // what stands behind them, up to the number of points: 全国平均水平
  bool of_a_place = false;   // … and it starts with a place: 全国, 全省
};

// Of the words of a clause, up to the number of points where one is given. 比全省平均高0.5 is told by both its ends.
std::optional<RelationTold> relation_in(std::u32string_view words);

}  // namespace reading
