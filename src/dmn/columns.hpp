// Data of many cases in memory, one column a datum.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "feel/value.hpp"

namespace dmn {

// One of the vectors is in use, by `kind`: number, string, boolean or date.
struct Column {
  std::string name;  // of the input data
  feel::Kind kind = feel::Kind::number;

  static constexpr std::uint32_t kNoWord = 0xffffffffu;
  static constexpr std::uint8_t kNoTruth = 2;
  static constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

  std::vector<double> numbers;       // a number is the shortest decimal that reads back as it; NaN: missing
  std::vector<feel::Value> exact;    // in place of `numbers` when one has more digits than a double keeps
  std::vector<std::uint32_t> codes;  // text: places in `words`; kNoWord: missing
  std::vector<std::string> words;
  std::vector<std::uint8_t> truths;  // 0, 1; kNoTruth: missing
  std::vector<std::int32_t> days;    // since 1970-01-01; kNoDay: missing

  std::size_t size() const;
  feel::Value at(std::size_t row) const;
};

}  // namespace dmn
