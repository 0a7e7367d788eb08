// The pace of the year for a figure with hardly any past of its own: what it has, drawn towards the paces of like
// figures with long pasts (the city's, the province's, the nation's).
//
// For the share R_k of a year reached by the end of month k, own whole years y = 1 … n and like figures j:
//   prior        m_k = Σ w_j P_jk,   w_j ∝ 1 / (ν² + d_j²)
//                d_j² mean square distance of own mean shares from P_j beyond what n years' chance explains, 0 for n =
//                0; ν² mean variance from year to year: figures that run alike count more, none counts alone by luck
//   from year to year  σ_k²: mean of the like figures' by w_j, moved by own years with n − 1 degrees of freedom against
//                four
//   from figure to figure  τ_k²: spread of P_jk about m_k, not under the mean square distance of own shares from m, and
//                for a single like figure not under σ_k²
//   result       R_k = a_k r̄_k + (1 − a_k) m_k,   a_k = n τ_k² / (n τ_k² + σ_k²);
//                a new year's share has the variance τ_k² σ_k² / (n τ_k² + σ_k²) + σ_k²
// The normal model of empirical Bayes (Efron and Morris 1973), its variances by moments. Bands: Student t, 5 degrees.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "forecast/adjust.hpp"

namespace forecast {

using ReachedShares = std::map<int, double>;  // by the last month of the period, 12 → 1

struct LikePace {
  std::string name;
  ReachedShares reached;
  ReachedShares sd;  // from year to year
};

struct BorrowedPoint {
  int last_month = 0;
  double reached = 0, lo80 = 0, hi80 = 0;
  double own = 0;         // mean of own years; NaN without any
  double like = 0;        // the prior
  double own_weight = 0;  // a_k
};

struct BorrowedPace {
  int own_years = 0;
  std::vector<double> weights;  // of the like figures, sum 1
  std::vector<BorrowedPoint> points;
};

// Shares of whole years whose periods join from January to December; other years are left out.
std::vector<ReachedShares> whole_year_shares(std::vector<Observation> observations);
LikePace like_pace(const std::string& name, const Adjustment& adjustment);

// Months that every like figure has (and every own year). At least one like figure with a pace; else no points.
BorrowedPace borrowed_pace(const std::vector<ReachedShares>& own, const std::vector<LikePace>& like);

}  // namespace forecast
