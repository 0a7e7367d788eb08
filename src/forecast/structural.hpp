// A local structural model that takes totals of several periods as they are published, and says where the year's total
// and the growth to date will stand.
//
//   x_t = μ_t + γ_t + z_t'β + ε_t            ε ~ N(0, σ² q_ε)
//   μ_t = μ_{t−1} + ν_{t−1} + η_t             η ~ N(0, σ² q_η)
//   ν_t = ν_{t−1} + ζ_t                       ζ ~ N(0, σ² q_ζ)
//   γ_t = −(γ_{t−1} + … + γ_{t−s+1}) + ω_t    ω ~ N(0, σ² q_ω)
//   C_t = ψ_t C_{t−1} + w_t x_t               the cumulator: ψ_t = 0 where a published total begins, else 1
//   observed: C_t at the end of each published total
//
// (Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, 2.3 and 6.3; Durbin and Koopman,
// Time Series Analysis by State Space Methods, 2012, 3.2 and 5.7.) s grid periods a year; a total of one period, of
// 1–2月 or of a quarter is one observation, a missing one none. Starting state and β are fixed unknowns carried beside
// the filter (de Jong 1991), so the likelihood is the exact diffuse one; σ² is concentrated out, the three ratios of
// variances by Nelder and Mead.
//
// In logs the total of k periods enters as log(total / k), the mean of their logs (w = 1/k): the difference, half the
// spread of the months within it, is the same every year and goes into the season. Sums ahead are Σ exp(x) with the
// variance of their linear terms.
#pragma once

#include <optional>
#include <vector>

namespace forecast {

struct Total {
  std::size_t first = 0, last = 0;  // grid places it sums; totals do not overlap, in order
  double value = 0;
};

struct StructuralFit {
  double level = 0, slope = 0, season = 0, irregular = 0;  // variances σ² q
  std::vector<double> beta;
  double log_likelihood = 0;  // diffuse
  bool logs = true;
};

// Sum of the places after the last total up to one of them.
struct SumAhead {
  std::size_t last = 0;
  double mean = 0;
  double sd = 0;
};

struct StructuralOutlook {
  StructuralFit fit;
  std::vector<SumAhead> sums;
};

// `regressors`: columns over the grid up to `until`, the last place looked ahead to (exclusive). `logs` needs values
// over zero. Nothing with fewer than 2 s + 3 + columns totals, or when all are equal.
std::optional<StructuralOutlook> structural_outlook(const std::vector<Total>& totals, int s,
                                                    const std::vector<std::vector<double>>& regressors,
                                                    std::size_t until, bool logs);

}  // namespace forecast
