// Theta methods on seasonally adjusted series. The season, where there is one, is multiplicative for positive series
// and additive for others.
#pragma once

#include <vector>

namespace forecast {

struct PointForecast {
  std::vector<double> mean;
  double sigma = 0;  // of one step ahead, in the units of the series
  double alpha = 0;  // of the level
};

// Assimakopoulos and Nikolopoulos (2000) as simple exponential smoothing with half the slope of the least-squares line
// for drift (Hyndman and Billah 2003).
PointForecast theta(const std::vector<double>& y, int period, int horizon);

// The dynamic optimised theta model (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016, equations 10 to 18):
// theta, the smoothing and the first level by least squares, the line brought up to date with each value.
PointForecast optimised_theta(const std::vector<double>& y, int period, int horizon);

}  // namespace forecast
