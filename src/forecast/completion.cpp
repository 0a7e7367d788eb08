#include "forecast/completion.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/fault.hpp"

namespace forecast {
namespace {

// What the priors count as. Published rates of one area's years lie within some 3 points of each other at the same
// month (Guangdong, August and September 2019 to 2021), those of different areas within 14 (June): own years soon rule.
constexpr double kCurveYears = 0.5, kFinalYears = 2, kScaleYears = 4;
constexpr double kLeastReached = 0.01, kMostReached = 0.99;
constexpr double kMostFinal = 2;  // a plan overrun twofold says nothing of another

double drawn(double sum, double n, double prior, double strength) { return (sum + strength * prior) / (n + strength); }

using Curve = std::array<double, 13>;  // of the final amount

bool teaches(const CompletionYear& y, int month) {
  const auto whole = y.done.find(12);
  return y.done.contains(month) && whole != y.done.end() && whole->second > 0;
}

// The curve of `years`, the one at `without` left out.
Curve curve_of(const std::vector<CompletionYear>& years, const CompletionPrior& prior, const CompletionYear* without) {
  Curve out{};
  out[12] = 1;
  for (std::size_t m = 1; m < 12; ++m) {
    double sum = 0, n = 0;
    for (const auto& y : years) {
      if (&y == without || !teaches(y, static_cast<int>(m))) continue;
      sum += std::clamp(y.done.at(static_cast<int>(m)) / y.done.at(12), 0.0, 1.0);
      ++n;
    }
    out[m] = drawn(sum, n, prior.reached[m] / prior.final_share, kCurveYears);
  }
  for (std::size_t m = 11; m >= 1; --m) out[m] = std::min(out[m], out[m + 1]);
  return out;
}

// Where years ended, of those whose plan is known.
struct Ends {
  double sum = 0, n = 0;
  static std::optional<double> of(const CompletionYear& y) {
    const auto whole = y.done.find(12);
    if (whole == y.done.end() || !y.of_plan) return std::nullopt;
    return std::clamp(whole->second, 0.0, kMostFinal);
  }
  explicit Ends(const std::vector<CompletionYear>& years) {
    for (const auto& y : years) {
      if (const auto end = of(y)) sum += *end, ++n;
    }
  }
  double usual(const CompletionPrior& prior, const CompletionYear* without = nullptr) const {
    const auto own = without != nullptr ? of(*without) : std::nullopt;
    return drawn(sum - own.value_or(0), n - (own ? 1 : 0), prior.final_share, kFinalYears);
  }
};

// The part usually done between the start of work and the end of `month`.
double reached_since(const Curve& usual, int start, int month) {
  const double before = usual[static_cast<std::size_t>(start - 1)];
  const double share = before < 1 ? (usual[static_cast<std::size_t>(month)] - before) / (1 - before) : 1;
  return std::clamp(share, kLeastReached, kMostReached);
}

double benktander(double done, double reached, double final_share) {
  return done + (1 - reached) * (done + (1 - reached) * final_share);
}

// Variance of the end because the curve is not known: n of the area's own years told of this month.
double curve_variance(const CompletionQuestion& q, double done, double reached, double final_share) {
  const auto n =
      static_cast<double>(std::ranges::count_if(q.earlier, [&](const auto& y) { return teaches(y, q.month); }));
  const double moves = done + 2 * (1 - reached) * final_share;
  const double variance = q.prior.curve_spread * q.prior.curve_spread * reached * (1 - reached);
  return moves * moves * variance * kCurveYears / (n + kCurveYears);
}

}  // namespace

double usually_reached(const CompletionQuestion& q) {
  return reached_since(curve_of(q.earlier, q.prior, nullptr), q.start, q.month);
}

Outlook completion_outlook(const CompletionQuestion& q) {
  JC_ASSERT(q.month >= 1 && q.month <= 11 && q.start >= 1 && q.start <= q.month && q.done >= 0);
  JC_ASSERT(q.prior.final_share > 0 && q.prior.scale > 0 && q.prior.curve_spread >= 0);
  const bool alone = q.projects.empty();
  const auto& told = alone ? q.earlier : q.projects;
  const Curve curve = curve_of(q.earlier, q.prior, nullptr);
  const Ends ends(told);
  // Each earlier year as it would have been told: squares of its errors in units of sqrt(1 − s), its months together.
  double squares = 0, n = 0;
  for (const auto& y : told) {
    if (!y.of_plan) continue;  // it teaches the curve and says nothing of how far ends lie from plans
    const auto whole = y.done.find(12);
    if (whole == y.done.end() || !(whole->second >= 0)) continue;
    const Curve others = alone ? curve_of(q.earlier, q.prior, &y) : curve;
    const double usual_end = ends.usual(q.prior, &y);
    const double end = std::min(whole->second, kMostFinal);
    double sum = 0, months = 0;
    for (const auto& [month, done] : y.done) {
      if (month < 1 || month > 11 || done < 0) continue;
      const double s = reached_since(others, 1, month);
      const double error = end - benktander(std::min(done, kMostFinal), s, usual_end);
      sum += error * error / (1 - s);
      ++months;
    }
    if (months == 0) continue;
    squares += sum / months;
    ++n;
  }
  // E[error²] of Student t with 5 degrees is 5/3 of the squared scale.
  const double phi = std::sqrt(drawn(squares * 3 / 5, n, q.prior.scale * q.prior.scale, kScaleYears));
  const double s = reached_since(curve, q.start, q.month);
  Outlook out;
  const double usual_end = ends.usual(q.prior);
  out.mean = benktander(q.done, s, usual_end);
  out.scale = std::sqrt(phi * phi * (1 - s) + curve_variance(q, q.done, s, usual_end) * 3 / 5);
  const double half = kStudent5Quantile90 * out.scale;
  out.lo80 = out.mean - half;
  out.hi80 = out.mean + half;
  stays_done(out, q.done);
  out.drivers = {{"已完成", q.done}, {"其余月份按往年进度", out.mean - q.done}};
  return out;
}

}  // namespace forecast
