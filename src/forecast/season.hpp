// Does a series have a season, and what is it: classical decomposition by centred moving averages.
#pragma once

#include <vector>

namespace forecast {

// Autocorrelation at the lag of one period against its standard error under none (Assimakopoulos and Nikolopoulos 2000;
// 90 %). False with fewer than three whole periods, with period 1, or for a constant.
bool has_season(const std::vector<double>& y, int period);

// Strength of the season after the trend, 0 … 1: 1 - var(rest) / var(season + rest) of the additive decomposition below
// (Wang, Smith and Hyndman 2006). Two whole periods are needed.
double seasonal_strength(const std::vector<double>& y, int period);

enum class SeasonKind { additive, multiplicative };
// One value a place in the period, place 0 being that of y[0]: factors around 1, or terms around 0. Two whole periods
// are needed; multiplicative asks for positive values.
std::vector<double> seasonal_indices(const std::vector<double>& y, int period, SeasonKind kind);

}  // namespace forecast
