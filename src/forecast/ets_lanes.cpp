#include "forecast/ets_lanes.hpp"

#include <cmath>
#include <limits>

#include "base/fault.hpp"

namespace forecast {

namespace {

struct Task {
  const double* y;
  std::size_t n;
  const double* season;
  std::size_t m;
  const PassParameters* p;
  LaneCell* work;
  LaneCell* errors;
  Lanes sum, product, bad;
  LaneBits exponent;
};

// Keeps the mantissas of a long product in [1, 2) and counts the exponents apart.
[[gnu::always_inline]] inline void take_exponents(Lanes& product, LaneBits& exponent) {
  LaneBits bits = (LaneBits)product;  // between vectors a cast keeps the bits
  exponent += (bits >> 52) - 1023;
  bits = (bits & 0x000FFFFFFFFFFFFFLL) | 0x3FF0000000000000LL;
  product = (Lanes)bits;
}

template <PassSeason kSeason, bool kRelative>
[[gnu::always_inline]] inline void body(Task& task) {
  constexpr double kTiny = 1e-10;
  const PassParameters& p = *task.p;
  const Lanes zero = {}, one = zero + 1.0;
  const Lanes alpha = p.alpha, beta = p.beta, gamma = p.gamma, phi = p.phi;
  Lanes l = p.level, b = p.slope, sum = zero, product = one, bad = zero;
  LaneBits exponent = {};
  for (std::size_t k = 0; k < task.m; ++k) task.work[k].v = zero + task.season[k];
  std::size_t place = 0;
  for (std::size_t t = 0; t < task.n; ++t) {
    const Lanes pb = phi * b;
    Lanes base = l + pb, mu = base, s = zero;
    if constexpr (kSeason != PassSeason::none) s = task.work[place].v;
    if constexpr (kSeason == PassSeason::additive) mu = base + s;
    if constexpr (kSeason == PassSeason::multiplicative) mu = base * s;
    if constexpr (kRelative || kSeason == PassSeason::multiplicative) {
      bad = mu > kTiny ? bad : one;
      mu = mu > kTiny ? mu : one;
    }
    const Lanes d = task.y[t] - mu;
    Lanes e_relative = zero;  // d / mu
    if constexpr (kSeason == PassSeason::multiplicative) {
      s = s > kTiny ? s : zero + kTiny;
      base = base > kTiny ? base : zero + kTiny;
      const Lanes of_level = d / s, inverse = one / base, of_season = d * inverse;
      e_relative = of_level * inverse;
      l = base + alpha * of_level;
      b = pb + beta * of_level;
      task.work[place].v = s + gamma * of_season;
    } else {
      l = base + alpha * d;
      b = pb + beta * d;
      if constexpr (kSeason == PassSeason::additive) task.work[place].v = s + gamma * d;
    }
    Lanes e = d;
    if constexpr (kRelative) {
      e = kSeason == PassSeason::multiplicative ? e_relative : d / mu;
      product *= mu;
      if ((t & 3) == 3) take_exponents(product, exponent);
    }
    task.errors[t].v = e;
    sum += e * e;
    if constexpr (kSeason != PassSeason::none) {
      if (++place == task.m) place = 0;
    }
  }
  if constexpr (kRelative) take_exponents(product, exponent);
  task.sum = sum;
  task.product = product;
  task.bad = bad;
  task.exponent = exponent;
}

[[gnu::always_inline]] inline void any_body(Task& task, PassSeason kind, bool relative) {
  switch (kind) {
    case PassSeason::none:
      return relative ? body<PassSeason::none, true>(task) : body<PassSeason::none, false>(task);
    case PassSeason::additive:
      return relative ? body<PassSeason::additive, true>(task) : body<PassSeason::additive, false>(task);
    case PassSeason::multiplicative:
      return relative ? body<PassSeason::multiplicative, true>(task) : body<PassSeason::multiplicative, false>(task);
  }
}

JC_WIDE void wide_pass(Task& task, PassSeason kind, bool relative) { any_body(task, kind, relative); }
void plain_pass(Task& task, PassSeason kind, bool relative) { any_body(task, kind, relative); }

[[gnu::always_inline]] inline void products_body(const LaneCell* errors, std::size_t n, std::size_t lanes, Lanes* out) {
  const Lanes zero = {};
  const LaneBits first = {-1, 0, 0, 0, 0, 0, 0, 0};
  Lanes row[kLanes] = {};
  for (std::size_t t = 0; t < n; ++t) {
    const Lanes e = errors[t].v;
    const Lanes v = e - (first ? zero : zero + e[0]);
    for (std::size_t i = 0; i < lanes; ++i) row[i] += v * v[i];
  }
  for (std::size_t i = 0; i < lanes; ++i) out[i] = row[i];
}

JC_WIDE void wide_products(const LaneCell* errors, std::size_t n, std::size_t lanes, Lanes* out) {
  products_body(errors, n, lanes, out);
}
void plain_products(const LaneCell* errors, std::size_t n, std::size_t lanes, Lanes* out) {
  products_body(errors, n, lanes, out);
}

}  // namespace

PassResult ets_pass(const std::vector<double>& y, PassSeason kind, bool multiplicative_error,
                    const std::vector<double>& season, const PassParameters& p, std::vector<LaneCell>& work,
                    std::vector<LaneCell>& errors) {
  JC_ASSERT(work.size() >= season.size() && errors.size() == y.size());
  JC_ASSERT((kind == PassSeason::none) == season.empty());
  Task task{y.data(), y.size(), season.data(), season.size(), &p, work.data(), errors.data(), {}, {}, {}, {}};
  has_wide() ? wide_pass(task, kind, multiplicative_error) : plain_pass(task, kind, multiplicative_error);
  PassResult out;
  for (std::size_t i = 0; i < kLanes; ++i) {
    out.sum[i] = task.bad[i] != 0 ? std::numeric_limits<double>::infinity() : task.sum[i];
    if (multiplicative_error) {
      out.log_r[i] = std::log(task.product[i]) + static_cast<double>(task.exponent[i]) * M_LN2;
    }
  }
  return out;
}

Products products_of(const std::vector<LaneCell>& errors, std::size_t lanes) {
  Lanes rows[kLanes] = {};
  has_wide() ? wide_products(errors.data(), errors.size(), lanes, rows)
             : plain_products(errors.data(), errors.size(), lanes, rows);
  Products out{};
  for (std::size_t i = 0; i < lanes; ++i) {
    for (std::size_t j = 0; j < lanes; ++j) out[i][j] = rows[i][j];
  }
  return out;
}

}  // namespace forecast
