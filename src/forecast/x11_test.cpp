#include "forecast/x11.hpp"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace forecast {
namespace {

// Ladiray and Quenneville 2001, table 3.7: the 13-term Henderson filter and its asymmetric ends for I/C = 3.5.
TEST(X11, has_the_published_henderson_weights) {
  const std::vector<double> published{-0.019, -0.028, 0.000, 0.066, 0.147,  0.214, 0.240,
                                      0.214,  0.147,  0.066, 0.000, -0.028, -0.019};
  const auto w = henderson_weights(13);
  ASSERT_EQ(w.size(), published.size());
  for (std::size_t i = 0; i < w.size(); ++i) EXPECT_NEAR(w[i], published[i], 0.0011) << i;
  const std::vector<double> last{-0.092, -0.058, 0.012, 0.120, 0.244, 0.353, 0.421};
  const auto m = musgrave_weights(13, 7, 3.5);
  ASSERT_EQ(m.size(), last.size());
  for (std::size_t i = 0; i < m.size(); ++i) EXPECT_NEAR(m[i], last[i], 0.0011) << i;
  for (const int length : {5, 7, 9, 13, 23}) {
    const auto all = henderson_weights(length);
    EXPECT_NEAR(std::accumulate(all.begin(), all.end(), 0.0), 1, 1e-12) << length;
  }
}

// A straight line with a season that repeats is taken apart without an error, at the ends too.
TEST(X11, takes_a_pure_season_from_a_straight_line) {
  for (const int s : {4, 11, 12}) {
    std::vector<double> y, season;
    for (int i = 0; i < 10 * s; ++i) {
      const int k = i % s;
      season.push_back(k == 0 ? -static_cast<double>(s - 1) : 1);
      y.push_back(100 + 0.5 * i + season.back());
    }
    const auto r = x11(y, {s, false, 0, 0});
    for (std::size_t i = 0; i < y.size(); ++i) {
      EXPECT_NEAR(r.season[i], season[i], 0.15) << s << " " << i;
      EXPECT_NEAR(r.trend[i] + r.season[i] + r.irregular[i], y[i], 1e-9);
    }
  }
}

}  // namespace
}  // namespace forecast
