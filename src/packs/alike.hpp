// Objects that one policy cannot tell apart: the same rules hold and fail, the same data are missing. They differ only
// in the values that the reason names and in the amount. Judged once, told for each. Private to this room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "feel/value.hpp"
#include "packs/judge.hpp"

namespace packs {

// What a policy's further decisions and computed columns come to for one object.
struct Computed {
  std::vector<feel::Value> decisions;  // in the order of the policy's sources; null where it is none
  std::vector<feel::Value> columns;    // in the order of the columns; null where a column is a field
  std::vector<std::uint32_t> buckets;  // of the computed columns
  bool strange = false;                // a value is of a kind no cell asks for
  bool problems = false;               // something went wrong on the way
};

struct Alike {
  Verdict verdict;  // of all of them, but for `why` and `amount`
  std::size_t row = 0;
  std::vector<std::size_t> columns;  // the conditions of the row that `why` tells
  std::string why;                   // when it tells no conditions
  bool alone = false;                // each of them is to be judged by itself
};

}  // namespace packs
