// Forecasts of any series with intervals: the methods an office or another program may ask for, and their combinations.
//
//   default   mean of ETS (all forms by AICc weight), theta, the dynamic optimised theta model and ARIMA of automatic
//             order, on the series and, for positive series but for quarters, on its logarithm
//   thorough  the same with the exact likelihood of every ARIMA form tried, orders chosen apart on the logarithm
//   smoothing mean of ETS, theta and the dynamic optimised theta model: what the coefficients of codes/year_end.csv
//             were learnt with
//   ets, theta, dotm, arima, naive, snaive   one method alone
//
// Combining by plain means: Clemen 1989; Petropoulos and Svetunkov 2020.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace forecast {

enum class Method { standard, thorough, smoothing, ets, theta, dotm, arima, naive, seasonal_naive };
std::optional<Method> method_of(std::string_view name);

struct Forecasts {
  std::vector<double> mean;  // 1 … horizon, in the units of the series
  std::vector<double> lo80, hi80, lo95, hi95;
  std::vector<double> raw_spread;  // what the half widths were scaled from (spread.hpp)
  const char* note = "";           // what had to be done: "constant", "short", "gaps filled", "cut"; empty: nothing
};

// `y` oldest first; NaN is a missing value (filled on the line between its neighbours, ends dropped). `period` is 1 for
// a series without seasons. A value that is infinite or beyond 1e100 either way counts as missing. Of more than 5,000
// values (20 periods, where that is more) only the last are used, so that the time is bounded. The empty answer:
// nothing but missing or infinite values, or a horizon below 1. A series of one value or a constant one forecasts
// itself. Never an interval that a series of positive values leaves below zero.
std::optional<Forecasts> forecast_series(const std::vector<double>& y, int period, int horizon, Method method);

}  // namespace forecast
