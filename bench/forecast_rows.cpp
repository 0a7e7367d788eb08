// Forecasts of a file of series by one method, and the processor time of nothing but forecasting.
//
//     forecast_rows SERIES.csv PERIOD HORIZON METHOD [LEAST_SECONDS]
//
// SERIES.csv: name,value,value,… oldest first, no header. Prints a line a series: the mean, both ends of the 80 % and
// of the 95 % interval and the raw spread (src/forecast/spread.hpp), HORIZON numbers each, separated by commas; last a
// line
// "# N series in S seconds of processor time", the whole list being forecast again until LEAST_SECONDS are used.
// One thread. What bench/forecast_m3.py and bench/forecast_spread.py run.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "forecast/forecaster.hpp"

namespace {

using Series = std::vector<double>;

std::vector<Series> read(const char* path) {
  std::vector<Series> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    Series y;
    for (std::size_t at = line.find(','); at != std::string::npos; at = line.find(',', at + 1)) {
      double v = 0;
      if (std::from_chars(line.data() + at + 1, line.data() + line.size(), v).ec == std::errc()) y.push_back(v);
    }
    out.push_back(std::move(y));
  }
  return out;
}

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int count, char** words) {
  const auto method = count >= 5 ? forecast::method_of(words[4]) : std::nullopt;
  if (!method) {
    std::fputs("forecast_rows SERIES.csv PERIOD HORIZON METHOD [LEAST_SECONDS]\n", stderr);
    return 2;
  }
  const std::vector<Series> all = read(words[1]);
  const int period = std::atoi(words[2]), horizon = std::atoi(words[3]);
  const double least = count > 5 ? std::atof(words[5]) : 0;
  std::vector<forecast::Forecasts> done;
  std::size_t series = 0;
  const double start = seconds();
  do {
    done.clear();
    for (const Series& y : all)
      done.push_back(forecast::forecast_series(y, period, horizon, *method).value_or(forecast::Forecasts{}));
    series += all.size();
  } while (seconds() - start < least);
  const double used = seconds() - start;
  for (const forecast::Forecasts& f : done) {
    std::string line;
    for (const Series* part : {&f.mean, &f.lo80, &f.hi80, &f.lo95, &f.hi95, &f.raw_spread}) {
      for (const double v : *part) {
        char digits[32];
        std::snprintf(digits, sizeof digits, line.empty() ? "%.10g" : ",%.10g", v);
        line += digits;
      }
    }
    std::puts(line.c_str());
  }
  std::printf("# %zu series in %.6f seconds of processor time\n", series, used);
}
