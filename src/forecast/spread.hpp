// How far the truth lies from a forecast: half widths of the 80 % and 95 % intervals.
//
// Two estimates of the error h steps ahead are averaged by their squares: the variance that the model states,
// and the spread of the h-step errors that a plain method (theta, last season's value) would have made on the series
// itself. The sum is scaled so that intervals hold as often as they say: the scale is learnt from the training parts of
// public series, by leaving out their last values (codes/forecast_spread.csv, whose head says how).
#pragma once

#include <vector>

namespace forecast {

struct Spread {
  double half80 = 0;
  double half95 = 0;
};

// The estimate before scaling, `horizon` values; at least one value in `y`. `variance`: what the model that forecast
// says of its errors, 1 … horizon.
std::vector<double> raw_spread(const std::vector<double>& y, int period, int horizon,
                               const std::vector<double>& variance);

// The half widths from it, for a series of `length` values.
std::vector<Spread> spread_of(const std::vector<double>& raw, int period, std::size_t length);

}  // namespace forecast
