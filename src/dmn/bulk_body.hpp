// What `Bulk` is made of, for the files that carry it out: sets of rules (bulk_sets.cpp), answers (bulk.cpp), single
// rows (bulk_row.cpp). Private to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dmn/bulk.hpp"
#include "dmn/fold.hpp"

namespace dmn {

struct Bulk::Body {
  std::shared_ptr<const Program> program;
  std::vector<std::string> decisions;
  std::vector<int> folded;  // place among the fold's tables, -1: none
  std::vector<bool> constant;
  Fold fold;
  std::vector<std::string> names;
};

// Rows are worked on in blocks whose codes stay near.
inline constexpr std::size_t kBlock = 1024;

// `part(from, to)` over all rows, on several threads; parts begin at a multiple of kBlock.
void in_parts(std::size_t rows, int threads, const std::function<void(std::size_t, std::size_t)>& part);

inline std::uint64_t bits_from(const std::uint64_t* set, std::size_t bit, std::size_t count) {
  std::uint64_t out = set[bit / 64] >> (bit % 64);
  if (bit % 64 != 0 && bit % 64 + count > 64) out |= set[bit / 64 + 1] << (64 - bit % 64);
  return count >= 64 ? out : out & ((std::uint64_t{1} << count) - 1);
}
inline bool has_bit(const std::uint64_t* set, std::size_t bit) { return (set[bit / 64] >> (bit % 64) & 1) != 0; }

}  // namespace dmn
