// The recursions of lanes.hpp, included by lanes_plain.cpp and lanes_avx2.cpp with JC_LANES naming the namespace.
// Everything here is local to the file that includes it and nothing of the standard library is called, so that no code
// made for AVX2 can be linked in elsewhere.
#pragma once

#ifndef JC_LANES
#error "JC_LANES names the build"
#endif

#include "forecast/lanes.hpp"

namespace forecast {
namespace {
namespace JC_LANES {

using Quad = double __attribute__((vector_size(32), may_alias));
using QuadBits = long long __attribute__((vector_size(32), may_alias));

struct Eight {
  Quad a, b;
};
#define JC_INLINE [[gnu::always_inline]] static inline
JC_INLINE Eight load(const LaneCell& c) {
  return {*reinterpret_cast<const Quad*>(c.v), *reinterpret_cast<const Quad*>(c.v + 4)};
}
JC_INLINE void store(LaneCell& c, const Eight& x) {
  *reinterpret_cast<Quad*>(c.v) = x.a;
  *reinterpret_cast<Quad*>(c.v + 4) = x.b;
}
JC_INLINE Eight all(double v) {
  const Quad q = {v, v, v, v};
  return {q, q};
}
JC_INLINE Eight operator+(const Eight& x, const Eight& y) { return {x.a + y.a, x.b + y.b}; }
JC_INLINE Eight operator-(const Eight& x, const Eight& y) { return {x.a - y.a, x.b - y.b}; }
JC_INLINE Eight operator*(const Eight& x, const Eight& y) { return {x.a * y.a, x.b * y.b}; }
JC_INLINE Eight operator/(const Eight& x, const Eight& y) { return {x.a / y.a, x.b / y.b}; }
// Where x > limit, yes; else (also where x is not a number) no.
JC_INLINE Eight above(const Eight& x, const Eight& limit, const Eight& yes, const Eight& no) {
  return {x.a > limit.a ? yes.a : no.a, x.b > limit.b ? yes.b : no.b};
}

// Keeps the mantissas of a long product in [1, 2) and counts the exponents apart.
struct LongProduct {
  Eight value = all(1);
  QuadBits low = {}, high = {};
};
JC_INLINE void take_exponents(LongProduct& p) {
  const auto one = [](Quad& value, QuadBits& exponent) {
    QuadBits bits = (QuadBits)value;  // between vectors a cast keeps the bits
    exponent += (bits >> 52) - 1023;
    bits = (bits & 0x000FFFFFFFFFFFFFLL) | 0x3FF0000000000000LL;
    value = (Quad)bits;
  };
  one(p.value.a, p.low);
  one(p.value.b, p.high);
}
JC_INLINE void store(LaneCell& product, std::int64_t* exponent, LongProduct& p) {
  take_exponents(p);
  store(product, p.value);
  for (int i = 0; i < 4; ++i) exponent[i] = p.low[i], exponent[i + 4] = p.high[i];
}

template <int kSeason, bool kRelative>
static void ets(EtsTask& task) {
  const Eight zero = all(0), one = all(1), tiny = all(1e-10);
  const Eight alpha = load(task.alpha), beta = load(task.beta), gamma = load(task.gamma), phi = load(task.phi);
  Eight l = load(task.level), b = load(task.slope), sum = zero, bad = zero;
  LongProduct product;
  for (std::size_t k = 0; k < task.m; ++k) store(task.work[k], all(task.season[k]));
  std::size_t place = 0;
  for (std::size_t t = 0; t < task.n; ++t) {
    const Eight pb = phi * b;
    Eight base = l + pb, mu = base, s = zero;
    if constexpr (kSeason != 0) s = load(task.work[place]);
    if constexpr (kSeason == 1) mu = base + s;
    if constexpr (kSeason == 2) mu = base * s;
    if constexpr (kRelative || kSeason == 2) {
      bad = above(mu, tiny, bad, one);
      mu = above(mu, tiny, mu, one);
    }
    const Eight d = all(task.y[t]) - mu;
    Eight e = d;
    if constexpr (kSeason == 2) {
      s = above(s, tiny, s, tiny);
      base = above(base, tiny, base, tiny);
      const Eight of_level = d / s, inverse = one / base, of_season = d * inverse;
      l = base + alpha * of_level;
      b = pb + beta * of_level;
      store(task.work[place], s + gamma * of_season);
      if constexpr (kRelative) e = of_level * inverse;
    } else {
      l = base + alpha * d;
      b = pb + beta * d;
      if constexpr (kSeason == 1) store(task.work[place], s + gamma * d);
      if constexpr (kRelative) e = d / mu;
    }
    if constexpr (kRelative) {
      product.value = product.value * mu;
      if ((t & 3) == 3) take_exponents(product);
    }
    store(task.errors[t], e);
    sum = sum + e * e;
    if constexpr (kSeason != 0) {
      if (++place == task.m) place = 0;
    }
  }
  store(task.product, task.exponent, product);
  store(task.sum, sum);
  store(task.bad, bad);
}

static void products(const LaneCell* errors, std::size_t n, std::size_t lanes, Products& out) {
  Eight row[kLanes];
  for (Eight& r : row) r = all(0);
  const QuadBits first = {-1, 0, 0, 0};
  // Four rows a sweep stay in registers.
  for (std::size_t from = 0; from < lanes; from += 4) {
    Eight r0 = all(0), r1 = r0, r2 = r0, r3 = r0;
    for (std::size_t t = 0; t < n; ++t) {
      const double* e = errors[t].v;
      const Eight x = load(errors[t]);
      const double base = e[0];
      Eight v = x - all(base);
      v.a = first ? x.a : v.a;
      r0 = r0 + v * all(from == 0 ? base : e[from] - base);
      r1 = r1 + v * all(e[from + 1] - base);
      r2 = r2 + v * all(e[from + 2] - base);
      r3 = r3 + v * all(e[from + 3] - base);
    }
    row[from] = r0, row[from + 1] = r1, row[from + 2] = r2, row[from + 3] = r3;
  }
  for (std::size_t i = 0; i < lanes; ++i) {
    for (std::size_t j = 0; j < kLanes; ++j) out[i][j] = j < 4 ? row[i].a[j] : row[i].b[j - 4];
  }
}

template <bool kLine>
static void theta_of(ThetaTask& task) {
  const Eight alpha = load(task.alpha), zero = all(0), one = all(1), decay = one - alpha, whole = one / alpha;
  Eight level = zero, keep = one, aa = zero, bb = zero, gg = zero, ab = zero, ag = zero, bg = zero;
  for (std::size_t t = 0; t < task.n; ++t) {
    const Eight a = all(task.y[t]) - level;
    if (t >= task.skip) {
      aa = aa + a * a;
      ab = ab + a * keep;
      bb = bb + keep * keep;
      if constexpr (kLine) {
        const Eight g = keep * all(task.intercept[t]) + (one - keep * decay) * whole * all(task.slope[t]);
        gg = gg + g * g;
        ag = ag + a * g;
        bg = bg + keep * g;
      }
    }
    level = level + alpha * a;
    keep = keep * decay;
    keep = above(keep, all(1e-150), keep, zero);
  }
  store(task.aa, aa), store(task.bb, bb), store(task.gg, gg);
  store(task.ab, ab), store(task.ag, ag), store(task.bg, bg);
}
static void theta(ThetaTask& task) { task.slope == nullptr ? theta_of<false>(task) : theta_of<true>(task); }

static void conditional(ConditionalTask& task) {
  const Eight constant = load(task.constant);
  Eight sum = all(0);
  for (std::size_t t = 0; t < task.first && t < task.n; ++t) store(task.errors[t], all(0));
  for (std::size_t t = task.first; t < task.n; ++t) {
    Eight e = all(task.w[t]) - constant;
    for (std::size_t i = 0; i < task.ar_count; ++i) {
      e = e - load(task.ar[i].coefficient) * all(task.w[t - task.ar[i].lag]);
    }
    for (std::size_t j = task.ma_count; j-- > 0;) {  // the nearest last: it is known last
      const std::size_t lag = task.ma[j].lag;
      if (t >= lag + task.first) e = e - load(task.ma[j].coefficient) * load(task.errors[t - lag]);
    }
    store(task.errors[t], e);
    sum = sum + e * e;
  }
  store(task.sum, sum);
}

JC_INLINE void take_root(Quad& out, const Quad& x) {
#if defined(__AVX2__)
  out = __builtin_ia32_sqrtpd256(x);
#else
  for (int i = 0; i < 4; ++i) out[i] = __builtin_sqrt(x[i]);
#endif
}

static void exact(ExactTask& task) {
  const std::size_t r = task.r;
  const Eight one = all(1), mean = load(task.mean);
  Eight f = load(task.variance), inverse = one / f, m = all(0) - inverse, sum = all(0);
  LongProduct product;
  bool settled = false;
  for (std::size_t t = 0; t < task.n; ++t) {
    const Eight z = load(task.change[0]), first = load(task.state[0]);
    const Eight v = all(task.w[t]) - mean - first, share = v * inverse;
    Eight scale;
    take_root(scale.a, inverse.a);
    take_root(scale.b, inverse.b);
    const Eight e = v * scale;
    store(task.errors[t], e);
    sum = sum + e * e;
    product.value = product.value * f;
    if ((t & 3) == 3) take_exponents(product);
    if (settled) {
      for (std::size_t i = 0; i < r; ++i) store(task.state[i], load(task.state[i + 1]) + load(task.gain[i]) * share);
      for (std::size_t j = 0; j < task.ar_count; ++j) {
        LaneCell& place = task.state[task.ar[j].lag - 1];
        store(place, load(place) + load(task.ar[j].coefficient) * first);
      }
      continue;
    }
    const Eight mz = m * z, grown = f + mz * z, next = one / grown;
    for (std::size_t i = 0; i < r; ++i) {
      const Eight shifted = load(task.change[i + 1]), gain = load(task.gain[i]);
      store(task.state[i], load(task.state[i + 1]) + gain * share);
      store(task.gain[i], gain + shifted * mz);
      store(task.change[i], shifted);
    }
    for (std::size_t j = 0; j < task.ar_count; ++j) {
      const std::size_t i = task.ar[j].lag - 1;
      const Eight c = load(task.ar[j].coefficient), more = c * z;
      store(task.state[i], load(task.state[i]) + c * first);
      store(task.gain[i], load(task.gain[i]) + more * mz);
      store(task.change[i], load(task.change[i]) + more);
    }
    const Eight part = z * next;
    for (std::size_t i = 0; i < r; ++i) {
      store(task.change[i], load(task.change[i]) - load(task.gain[i]) * part);
    }
    m = m * grown * inverse;
    f = grown;
    inverse = next;
    // Settled where no variance moves any more, looked at now and then over a whole stretch of r values.
    if (t > r && t % 8 == 7) {
      bool still = true;
      for (std::size_t i = 0; i < r && still; ++i) {
        const Eight c = load(task.change[i]), moved = c * c * m;
        for (int k = 0; k < 4; ++k) still = still && moved.a[k] > -1e-13 && moved.b[k] > -1e-13;
      }
      settled = still;
    }
  }
  store(task.product, task.exponent, product);
  store(task.sum, sum);
}

static constexpr Kernels kKernels{
    {{ets<0, false>, ets<0, true>}, {ets<1, false>, ets<1, true>}, {ets<2, false>, ets<2, true>}},
    products,
    theta,
    conditional,
    exact};

}  // namespace JC_LANES
}  // namespace
}  // namespace forecast
