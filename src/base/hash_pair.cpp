#include "base/hash_pair.hpp"

#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace base {

namespace {

Digest one(std::string_view message) {
  thread_local Hasher hasher(HashAlgorithm::sha256);
  return hasher.add(message).finish();
}

}  // namespace

#if defined(__x86_64__)

// AVX for its instructions of three operands, which spare copies.
#define JC_SHA __attribute__((target("sha,avx")))

namespace {

constexpr std::size_t kBlock = 64;

// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
alignas(16) constexpr std::uint32_t kRound[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// A message cut into blocks: the whole ones where they stand, then one or two of our own with the padding (5.1.1).
class Blocks {
 public:
  explicit Blocks(std::string_view message) : at_(message.data()), whole_(message.size() / kBlock) {
    const std::size_t rest = message.size() % kBlock, end = rest + 9 > kBlock ? 2 * kBlock : kBlock;
    count_ = whole_ + end / kBlock;
    if (rest > 0) std::memcpy(last_, at_ + whole_ * kBlock, rest);
    std::memset(last_ + rest, 0, end - rest);
    last_[rest] = static_cast<char>(0x80);
    const std::uint64_t bits = __builtin_bswap64(std::uint64_t{message.size()} * 8);
    std::memcpy(last_ + end - sizeof bits, &bits, sizeof bits);
  }
  std::size_t count() const { return count_; }
  const char* operator[](std::size_t i) const { return i < whole_ ? at_ + i * kBlock : last_ + (i - whole_) * kBlock; }

 private:
  const char* at_;
  std::size_t whole_, count_ = 0;
  char last_[2 * kBlock];
};

// The working variables as the instructions want them: a, b, e, f and c, d, g, h, from the top down.
struct State {
  __m128i abef, cdgh;
};

JC_SHA State initial() {
  return {_mm_set_epi32(0x6a09e667, static_cast<int>(0xbb67ae85), 0x510e527f, static_cast<int>(0x9b05688c)),
          _mm_set_epi32(0x3c6ef372, static_cast<int>(0xa54ff53a), 0x1f83d9ab, 0x5be0cd19)};
}

JC_SHA Digest digest_of(const State& s) {
  alignas(16) std::uint32_t abef[4], cdgh[4];
  _mm_store_si128(reinterpret_cast<__m128i*>(abef), s.abef);
  _mm_store_si128(reinterpret_cast<__m128i*>(cdgh), s.cdgh);
  const std::uint32_t words[8] = {abef[3], abef[2], cdgh[3], cdgh[2], abef[1], abef[0], cdgh[1], cdgh[0]};
  Digest out;
  for (std::size_t i = 0; i < 8; ++i) {
    const std::uint32_t word = __builtin_bswap32(words[i]);
    std::memcpy(out.data() + 4 * i, &word, sizeof word);
  }
  return out;
}

// One block each of `kLanes` messages (6.2.2), four rounds of one after four of the other.
template <std::size_t kLanes>
JC_SHA inline void compress(State* states, const char* const* blocks) {
  const __m128i big_endian = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
  __m128i words[kLanes][4];
  State now[kLanes];
#pragma GCC unroll 2
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    now[lane] = states[lane];
#pragma GCC unroll 4
    for (std::size_t i = 0; i < 4; ++i) {
      words[lane][i] =
          _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(blocks[lane] + 16 * i)), big_endian);
    }
  }
#pragma GCC unroll 16
  for (std::size_t four = 0; four < 16; ++four) {
    const __m128i constants = _mm_load_si128(reinterpret_cast<const __m128i*>(kRound + 4 * four));
#pragma GCC unroll 2
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      __m128i* const w = words[lane];
      State& s = now[lane];
      __m128i sum = _mm_add_epi32(w[four % 4], constants);
      s.cdgh = _mm_sha256rnds2_epu32(s.cdgh, s.abef, sum);
      sum = _mm_shuffle_epi32(sum, 0x0E);
      s.abef = _mm_sha256rnds2_epu32(s.abef, s.cdgh, sum);
      if (four < 12) {
        const __m128i middle = _mm_alignr_epi8(w[(four + 3) % 4], w[(four + 2) % 4], 4);
        w[four % 4] = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w[four % 4], w[(four + 1) % 4]), middle),
                                           w[(four + 3) % 4]);
      }
    }
  }
#pragma GCC unroll 2
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    states[lane].abef = _mm_add_epi32(states[lane].abef, now[lane].abef);
    states[lane].cdgh = _mm_add_epi32(states[lane].cdgh, now[lane].cdgh);
  }
}

JC_SHA std::array<Digest, 2> side_by_side(std::string_view a, std::string_view b) {
  const Blocks messages[2] = {Blocks(a), Blocks(b)};
  State states[2] = {initial(), initial()};
  std::size_t at = 0;
  for (; at < messages[0].count() && at < messages[1].count(); ++at) {
    const char* const blocks[2] = {messages[0][at], messages[1][at]};
    compress<2>(states, blocks);
  }
  for (std::size_t lane = 0; lane < 2; ++lane) {
    for (std::size_t i = at; i < messages[lane].count(); ++i) {
      const char* const block = messages[lane][i];
      compress<1>(states + lane, &block);
    }
  }
  return {digest_of(states[0]), digest_of(states[1])};
}

}  // namespace

bool sha256_side_by_side() {
  static const bool out = [] {
    unsigned a = 0, b = 0, c = 0, d = 0;
    constexpr unsigned kSha = 1u << 29;
    return __builtin_cpu_supports("avx") && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & kSha) != 0;
  }();
  return out;
}

std::array<Digest, 2> sha256_of_both(std::string_view a, std::string_view b) {
  if (sha256_side_by_side()) return side_by_side(a, b);
  return {one(a), one(b)};
}

#undef JC_SHA

#else

bool sha256_side_by_side() { return false; }

std::array<Digest, 2> sha256_of_both(std::string_view a, std::string_view b) { return {one(a), one(b)}; }

#endif

}  // namespace base
