// One pass of exponential smoothing over a series for eight sets of parameters at once (lanes.hpp).
//
// With d = y_t - mu_t, all forms with the same season move their states alike, whatever the error:
//     none, additive:   l += alpha d          b += beta d          s += gamma d
//     multiplicative:   l += alpha d / s      b += beta d / s      s += gamma d / (l + phi b)
// (Hyndman, Koehler, Ord and Snyder 2008, tables 2.2 and 2.3, with e = d or d / mu); only what the likelihood makes of
// d differs.
#pragma once

#include <array>
#include <vector>

#include "forecast/lanes.hpp"

namespace forecast {

enum class PassSeason : char { none, additive, multiplicative };

struct PassParameters {  // a lane each; without a trend beta and slope are 0, without damping phi is 1
  Lanes alpha, beta, gamma, phi, level, slope;
};

struct PassResult {
  std::array<double, kLanes> sum{};    // of e²; infinite where a multiplicative form reached 0
  std::array<double, kLanes> log_r{};  // sum of log mu for multiplicative errors, else 0
};

// `season`: the m first seasonal states in order of time, empty for none. `work`: m lanes of scratch. `errors`: n lanes
// of e, filled. Sizes are asserted.
PassResult ets_pass(const std::vector<double>& y, PassSeason kind, bool multiplicative_error,
                    const std::vector<double>& season, const PassParameters& p, std::vector<LaneCell>& work,
                    std::vector<LaneCell>& errors);

// Products v'v over time, with v_0 = e_0 and v_i = e_i - e_0: what Gauss and Newton need when lane i holds parameter i
// a little further on.
using Products = std::array<std::array<double, kLanes>, kLanes>;
Products products_of(const std::vector<LaneCell>& errors, std::size_t lanes);

}  // namespace forecast
