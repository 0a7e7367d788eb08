// What adjust.cpp is made of.
#pragma once

#include <vector>

#include "forecast/adjust.hpp"
#include "forecast/x11.hpp"

namespace forecast {

// A figure on its regular grid: one value a place, NaN where missing.
struct Grid {
  int period = 12;  // places a year
  std::vector<calendar::Period> periods;
  std::vector<double> published;  // as given
  std::vector<double> values;     // per month
};

base::Result<Grid> grid_of(std::vector<Observation> observations, std::vector<std::string>& notes);

// Factors or amounts of a whole adjustment, own periods only.
void fill_quality(const Grid& grid, const X11Result& filtered, std::size_t before, const std::vector<double>& original,
                  Adjustment& out);
void fill_pace(const Grid& grid, Adjustment& out);
void fill_year(const Grid& grid, Adjustment& out);

}  // namespace forecast
