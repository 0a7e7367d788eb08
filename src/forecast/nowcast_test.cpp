#include "forecast/nowcast.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace forecast {
namespace {

// Quarterly growth that is half the mean of one indicator plus four; another indicator is noise.
NowcastInput made_up(int quarters) {
  NowcastInput in;
  in.indicators = {{"甲", {}}, {"噪声", {}}};
  double sum = 0;
  for (int i = 0; i < quarters; ++i) {
    const int year = 2000 + i / 4, k = i % 4 + 1;
    double mean = 0;
    for (int m = 1; m <= 3; ++m) {
      const double x = 6 + 4 * std::sin(0.9 * i + 0.05 * m);
      in.indicators[0].growth[{year, 3 * k - 3 + m}] = x;
      in.indicators[1].growth[{year, 3 * k - 3 + m}] = 10 * std::sin(37.0 * i * m);
      mean += x / 3;
    }
    const double growth = 4 + mean / 2;
    sum = k == 1 ? growth : sum + growth;
    in.to_date[{year, k}] = sum / k;
  }
  return in;
}

TEST(Nowcast, TheQuarterFollowsTheIndicatorThatCarriesIt) {
  NowcastInput in = made_up(29);
  const double truth = in.to_date.at({2007, 1});
  in.to_date.erase({2007, 1});
  const auto n = nowcast(in);
  ASSERT_TRUE(n);
  EXPECT_EQ(n->quarter, (Quarter{2007, 1}));
  EXPECT_NEAR(n->to_date, truth, 0.15);
  ASSERT_EQ(n->parts.size(), 2u);
  EXPECT_GT(n->parts[0].weight, 0.95);
  double sum = n->before;
  for (const auto& p : n->parts) sum += p.moved;
  EXPECT_NEAR(sum, n->growth, 1e-12);
  EXPECT_LE(n->lo80, n->to_date);
}

TEST(Nowcast, WithoutAMonthOfTheQuarterTheQuarterBeforeStays) {
  const auto n = nowcast(made_up(24));
  ASSERT_TRUE(n);
  EXPECT_EQ(n->growth, n->before);
  EXPECT_TRUE(n->parts.empty());
}

TEST(Nowcast, NewsAddUpToTheChange) {
  NowcastInput all = made_up(29);
  all.to_date.erase({2007, 1});
  NowcastInput before = all;
  std::vector<Release> releases;
  for (std::size_t i = 0; i < 2; ++i) {
    for (const int m : {2, 3}) {
      releases.push_back({i, {2007, m}, all.indicators[i].growth.at({2007, m})});
      before.indicators[i].growth.erase({2007, m});
    }
  }
  double sum = nowcast(before)->to_date;
  for (const auto& n : news_of(before, releases)) sum += n.moved;
  EXPECT_NEAR(sum, nowcast(all)->to_date, 1e-9);
}

TEST(Nowcast, TheReplayBeatsTheNaiveOnesWhereTheIndicatorCarries) {
  const auto s = nowcast_score(made_up(60), 3, 0, 9999);
  EXPECT_GT(s.quarters, 40);
  EXPECT_LT(s.rmse, 0.2 * s.rmse_before);
  EXPECT_LT(s.rmse, 0.3 * s.rmse_autoregression);
}

TEST(Nowcast, TooFewQuartersOrAGapGiveNothing) {
  EXPECT_FALSE(nowcast(made_up(11)));
  NowcastInput gap = made_up(24);
  gap.to_date.erase({2005, 4});  // the last quarter known is 2005Q3 and what follows is asked about
  EXPECT_TRUE(nowcast(gap));
  EXPECT_FALSE(nowcast({}));
}

}  // namespace
}  // namespace forecast
