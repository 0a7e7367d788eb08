// Numbers of a column into the buckets of its steps, many at a time. Private to this room.
#pragma once

#include <cstddef>
#include <cstdint>

#include "dmn/fold.hpp"

namespace dmn {

// out[i] = column.of_number(v[i]), for columns of fewer than 65,536 buckets.
void number_codes(const FoldedColumn& column, const double* v, std::size_t n, std::uint16_t* out);
// The same without the instructions of wide registers: what machines without AVX2 run.
void number_codes_plain(const FoldedColumn& column, const double* v, std::size_t n, std::uint16_t* out);

}  // namespace dmn
