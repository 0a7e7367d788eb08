// The X-11 filters: a series without gaps and with calendar effects and outliers already taken out, to trend, season
// and irregular. As in Ladiray and Quenneville, Seasonal Adjustment with the X-11 Method, Springer 2001, parts B, C and
// D:
//
//   trend      centred moving average over a year, then Henderson with 9, 13 or 23 terms (quarters: 5 or 7) by the
//   ratio
//              I/C of the mean changes of irregular and trend; ends by Musgrave's surrogate filters
//   season     moving averages of each month over the years, 3×3 first, then 3×5; at the end 3×3, 3×5 or 3×9 by the
//              moving seasonality ratio of the whole table (years from the end are left off where it is undecided);
//              under five years the plain mean of each month; scaled so that a year's factors are level
//   extremes   irregulars beyond 1.5 σ (σ of five years around) weigh less, beyond 2.5 σ nothing
#pragma once

#include <array>
#include <vector>

namespace forecast {

struct X11Options {
  int period = 12;  // periods a year, 4 to 12
  bool multiplicative = true;
  std::size_t before = 0;  // how many values at the start and at the end are forecasts added to help the filters
  std::size_t after = 0;
};

struct X11Result {
  std::vector<double> trend, season, adjusted, irregular;  // as long as the input, the added values included
  std::vector<double> ratios;                              // series over final trend (SI)
  double moving_seasonality = 0;                           // I/S of the whole table
  double irregular_to_trend = 0;                           // I/C
  int henderson = 13;
  int seasonal_terms = 5;       // 3: 3×3, 5: 3×5, 9: 3×9, 0: plain mean
  std::vector<double> weights;  // of each irregular, 0–1
};

// At least three years of values; all positive where multiplicative. The added values at most one year either side.
X11Result x11(const std::vector<double>& series, const X11Options& options);

// Symmetric Henderson weights of odd length, and Musgrave's weights where only `known` values (half + 1 ≤ known <
// length) stand on the left; ratio: I/C. Exposed for the tests.
std::vector<double> henderson_weights(int length);
std::vector<double> musgrave_weights(int length, int known, double ratio);

}  // namespace forecast
