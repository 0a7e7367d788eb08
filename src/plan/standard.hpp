// What a target is held against that is to stand above, below or in step with something else: 高于规上工业增加值增速,
// 高于全国平均水平, 与经济增长同步.
#pragma once

#include <string>
#include <vector>

#include "plan/matching.hpp"

namespace plan {

// Whether a target is to stand in a relation to another figure, by its words or by its operator.
reading::Relation relation_of(const reading::Target& target);
// 高于, 不低于, 低于, 不高于, 同步.
std::string to_chinese(reading::Relation relation);
// The words of such a target: "高于全国平均水平2个百分点"; empty for any other.
std::string relation_words(const reading::Target& target);

// One thing to be held against; of 高于全国、全省平均水平 there are two.
struct Standard {
  std::string words;                            // how it is called beside a number: 全国, 规模以上工业增加值
  std::string place;                            // 全国, 全省; empty: the area's own
  std::string meeting;                          // name under which its figures are found
  const facts::Indicator* indicator = nullptr;  // null: unknown to the names table
  std::vector<NamedFact> figures;               // of that area, all indicators; empty: none known
  std::string area;                             // whose they are
  bool several_areas = false;                   // 全省 could be more than one of the areas known
};
// `own_meeting` is the target's own name. The figures of 全省 are those of the province that the area's code lies in.
std::vector<Standard> standards_of(const reading::Target& target, const std::string& own_meeting, const OwnFacts& facts,
                                   const facts::NamesTable& names);

// Growth or value? A rate (失业率) and what is counted for one person are held as they stand unless growth is spoken
// of.
Side side_of_relation(const reading::Target& target, const facts::Indicator* indicator);

}  // namespace plan
