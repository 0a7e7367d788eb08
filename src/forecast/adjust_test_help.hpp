// Series with known parts for the tests of adjustment.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "forecast/adjust.hpp"

namespace forecast {

// Box and Jenkins, Time Series Analysis, series G: international airline passengers, thousands, 1949–1960.
inline const std::vector<double>& airline_passengers() {
  static const std::vector<double> all{
      112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158,
      133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218,
      230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235,
      227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
      284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404,
      347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
      548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432};
  return all;
}

inline std::vector<Observation> monthly(const std::vector<double>& values, int first_year) {
  std::vector<Observation> out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto m = calendar::Month::from_index(first_year * 12 + static_cast<int>(i));
    out.push_back({{m, m}, values[i]});
  }
  return out;
}

// Steps of SplitMix64 as a normal variable (sum of twelve uniforms): the same on every machine.
class Noise {
 public:
  explicit Noise(std::uint64_t seed) : state_(seed) {}
  double next() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += uniform();
    return sum;
  }

 private:
  double uniform() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<double>((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
  }
  std::uint64_t state_;
};

// A figure whose parts are known: 8 % growth a year wandering a little, a season, the Spring Festival (February loses a
// tenth when the whole holiday lies in it), noise of one percent.
struct KnownParts {
  std::vector<double> value, season, calendar, noise_free;  // factors; value = noise_free × noise
};
inline KnownParts known_parts(int years, std::uint64_t seed, double festival = -0.10, double noise = 0.01) {
  Noise rng(seed);
  KnownParts out;
  std::vector<calendar::Period> periods;
  for (int i = 0; i < 12 * years; ++i) {
    const auto m = calendar::Month::from_index(2008 * 12 + i);
    periods.push_back({m, m});
  }
  const auto effects = calendar_regressors(periods, 20);
  double level = std::log(1000.0), slope = 0.08 / 12;
  const double shape[12] = {0.06, -0.12, 0.02, -0.03, 0.01, 0.05, -0.04, -0.05, 0.04, 0.02, 0.01, 0.03};
  for (std::size_t i = 0; i < periods.size(); ++i) {
    slope += 0.0001 * rng.next();
    level += slope + 0.002 * rng.next();
    const double season = shape[i % 12], calendar = festival * effects[kFestivalDuring][i];
    out.season.push_back(std::exp(season));
    out.calendar.push_back(std::exp(calendar));
    out.noise_free.push_back(std::exp(level + season + calendar));
    out.value.push_back(out.noise_free.back() * std::exp(noise * rng.next()));
  }
  return out;
}

}  // namespace forecast
