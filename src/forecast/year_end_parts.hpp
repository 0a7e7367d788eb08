// What year_end.cpp is made of.
#pragma once

#include <span>
#include <vector>

#include "forecast/year_end.hpp"

namespace forecast {

// The cases with everything but what is learnt: mean, scale and the common clue.
std::vector<YearEndCase> plain_cases(const std::vector<YearEndSeries>& series);

// January moves too much to learn from, and a series' first year has nothing to be held against.
inline bool teaches(const YearEndCase& c) { return c.outcome && c.has_last && c.month >= 2; }

double median_of(std::vector<double> values);  // at least one
// The value below which `share` of the weight lies; at least one value, weights positive.
double weighted_quantile(std::span<const double> values, std::span<const double> weights, double share);

}  // namespace forecast
