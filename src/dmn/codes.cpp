#include "dmn/codes.hpp"

#include <type_traits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace dmn {

void number_codes_plain(const FoldedColumn& column, const double* v, std::size_t n, std::uint16_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::uint16_t>(column.of_number(v[i]));
}

#if defined(__x86_64__)

namespace {

// GCC 12 takes the undefined register its own gathers begin with for one of ours.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

// `FoldedColumn::of_number` for four values: the same operations in the same order, so that it cannot fall elsewhere.
// A stretch is 24 bytes: gathers count in eights.
static_assert(sizeof(FoldedColumn::Stretch) == 24 && std::is_standard_layout_v<FoldedColumn::Stretch>);

struct Wide {
  __m256d low, scale, last;
  const double* stretches;
  bool one_each;
};

__attribute__((target("avx2"), always_inline)) inline __m128i narrow(__m256d mask) {
  const __m128 a = _mm_castpd_ps(_mm256_castpd256_pd128(mask)), b = _mm_castpd_ps(_mm256_extractf128_pd(mask, 1));
  return _mm_castps_si128(_mm_shuffle_ps(a, b, 0x88));
}

__attribute__((target("avx2"), always_inline)) inline __m128i four(const Wide& w, const double* v) {
  const __m256d given = _mm256_loadu_pd(v);
  // `max` gives its second operand when the first is no number, as `x > 0 ? x : 0` does.
  __m256d x = _mm256_max_pd(_mm256_mul_pd(_mm256_sub_pd(given, w.low), w.scale), _mm256_setzero_pd());
  x = _mm256_min_pd(x, w.last);
  __m128i at = _mm256_cvttpd_epi32(x);
  at = _mm_add_epi32(at, _mm_add_epi32(at, at));
  const int* words = reinterpret_cast<const int*>(w.stretches + 2);
  __m128i code = _mm_add_epi32(_mm_i32gather_epi32(words, at, 8), _mm_set1_epi32(1));
  const __m256d first = _mm256_i32gather_pd(w.stretches, at, 8);
  code = _mm_sub_epi32(code, narrow(_mm256_cmp_pd(given, first, _CMP_GE_OQ)));
  if (!w.one_each) {
    const __m256d second = _mm256_i32gather_pd(w.stretches + 1, at, 8);
    code = _mm_sub_epi32(code, narrow(_mm256_cmp_pd(given, second, _CMP_GE_OQ)));
  }
  const __m256d none = _mm256_sub_pd(given, given);  // no number unless the value is finite
  return _mm_and_si128(code, narrow(_mm256_cmp_pd(none, none, _CMP_ORD_Q)));
}

__attribute__((target("avx2"))) void wide_codes(const FoldedColumn& column, const double* v, std::size_t n,
                                                std::uint16_t* out) {
  const Wide w{_mm256_set1_pd(column.low), _mm256_set1_pd(column.scale),
               _mm256_set1_pd(static_cast<double>(column.stretches.size() - 1)), &column.stretches.front().first,
               column.one_each};
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    const __m128i codes = _mm_packus_epi32(four(w, v + i), four(w, v + i + 4));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), codes);
  }
  number_codes_plain(column, v + i, n - i, out + i);
}

#pragma GCC diagnostic pop

}  // namespace

void number_codes(const FoldedColumn& column, const double* v, std::size_t n, std::uint16_t* out) {
  static const bool wide = __builtin_cpu_supports("avx2") != 0;
  if (wide && !column.stretches.empty()) return wide_codes(column, v, n, out);
  number_codes_plain(column, v, n, out);
}

#else

void number_codes(const FoldedColumn& column, const double* v, std::size_t n, std::uint16_t* out) {
  number_codes_plain(column, v, n, out);
}

#endif

}  // namespace dmn
