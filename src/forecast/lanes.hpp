// Eight doubles worked on at once. A recursion through time waits for each step; eight of them side by side (eight
// candidate parameters, or a point and its neighbours) take hardly longer than one. The compiler makes AVX2 of it in
// functions marked JC_WIDE and SSE2 elsewhere; neither fuses multiply and add, so both give the same digits.
#pragma once

#include <cstddef>

namespace forecast {

inline constexpr std::size_t kLanes = 8;
using Lanes = double __attribute__((vector_size(64)));
using LaneBits = long long __attribute__((vector_size(64)));

// In arrays on the heap: std::allocator takes the alignment of a class, not that of a vector type.
struct alignas(64) LaneCell {
  Lanes v;
};

#if defined(__x86_64__)
#define JC_WIDE [[gnu::target("avx2")]]
inline bool has_wide() {
  static const bool yes = __builtin_cpu_supports("avx2") != 0;
  return yes;
}
#else
#define JC_WIDE
inline bool has_wide() { return false; }
#endif

}  // namespace forecast
