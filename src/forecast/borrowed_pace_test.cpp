#include "forecast/borrowed_pace.hpp"

#include <gtest/gtest.h>

#include "forecast/adjust_test_help.hpp"

namespace forecast {
namespace {

// Shares of a year with a season near a common shape; the figure's own shape differs by `own`, a year's by `noise`.
ReachedShares year_of(const std::vector<double>& shape, Noise& rng, double noise) {
  std::vector<double> values;
  double total = 0;
  for (const double s : shape) {
    values.push_back(std::exp(s + noise * rng.next()));
    total += values.back();
  }
  ReachedShares out;
  double sum = 0;
  for (int m = 1; m <= 12; ++m) out[m] = (sum += values[static_cast<std::size_t>(m - 1)]) / total;
  return out;
}

struct Family {
  std::vector<double> shape;
  std::vector<LikePace> like;
};

Family family(Noise& rng, double apart, double noise) {
  std::vector<double> common;
  for (int m = 0; m < 12; ++m) common.push_back(0.15 * rng.next());
  const auto member = [&] {
    std::vector<double> shape = common;
    for (double& s : shape) s += apart * rng.next();
    return shape;
  };
  Family out;
  out.shape = member();
  for (int j = 0; j < 4; ++j) {
    const auto shape = member();
    std::vector<ReachedShares> years;
    for (int y = 0; y < 8; ++y) years.push_back(year_of(shape, rng, noise));
    LikePace like{"同类", {}, {}};
    for (int m = 1; m <= 12; ++m) {
      double sum = 0, squares = 0;
      for (const auto& y : years) sum += y.at(m) / 8;
      for (const auto& y : years) squares += std::pow(y.at(m) - sum, 2) / 7;
      like.reached[m] = sum;
      like.sd[m] = std::sqrt(squares);
    }
    out.like.push_back(like);
  }
  return out;
}

// Simulated: one or two own years, four like figures. Next year's shares are nearer to the pooled pace than to the own
// mean, and never further than a twentieth beyond the others' mean alone; its band holds four times in five.
TEST(BorrowedPace, is_nearer_to_the_next_year_than_its_own_mean) {
  Noise rng(77);
  for (const int own_years : {1, 2, 3}) {
    double pooled = 0, own = 0, like = 0;
    int held = 0, asked = 0;
    for (int run = 0; run < 200; ++run) {
      const Family f = family(rng, 0.03, 0.04);
      std::vector<ReachedShares> years;
      for (int y = 0; y < own_years; ++y) years.push_back(year_of(f.shape, rng, 0.04));
      const auto next = year_of(f.shape, rng, 0.04);
      const auto pace = borrowed_pace(years, f.like);
      ASSERT_EQ(pace.points.size(), 11U);
      for (const auto& p : pace.points) {
        const double now = next.at(p.last_month);
        pooled += std::pow(now - p.reached, 2);
        own += std::pow(now - p.own, 2);
        like += std::pow(now - p.like, 2);
        held += now >= p.lo80 && now <= p.hi80 ? 1 : 0;
        ++asked;
      }
    }
    EXPECT_LT(pooled, own) << own_years;
    EXPECT_LT(pooled, 1.05 * like) << own_years;
    EXPECT_GT(held, 0.74 * asked) << own_years;
    EXPECT_LT(held, 0.94 * asked) << own_years;
  }
}

TEST(BorrowedPace, counts_a_figure_that_runs_alike_for_more) {
  const ReachedShares mine{{3, 0.20}, {6, 0.45}, {9, 0.72}, {12, 1}};
  const ReachedShares sd{{3, 0.005}, {6, 0.006}, {9, 0.005}, {12, 0}};
  const LikePace near{"近", {{3, 0.205}, {6, 0.452}, {9, 0.72}, {12, 1}}, sd};
  const LikePace far{"远", {{3, 0.30}, {6, 0.55}, {9, 0.80}, {12, 1}}, sd};
  const auto pace = borrowed_pace({mine}, {near, far});
  EXPECT_GT(pace.weights[0], 0.9);
  ASSERT_EQ(pace.points.size(), 3U);
  EXPECT_NEAR(pace.points[1].reached, 0.451, 0.006);
}

TEST(BorrowedPace, without_own_years_is_that_of_the_others_and_without_others_nothing) {
  const LikePace one{"一", {{6, 0.45}, {12, 1}}, {{6, 0.01}, {12, 0}}};
  const auto pace = borrowed_pace({}, {one});
  ASSERT_EQ(pace.points.size(), 1U);
  EXPECT_DOUBLE_EQ(pace.points[0].reached, 0.45);
  EXPECT_LT(pace.points[0].lo80, 0.45 - 0.0147);  // wider than a year's own spread: this figure may differ
  EXPECT_TRUE(borrowed_pace({{{6, 0.5}, {12, 1}}}, {}).points.empty());
}

TEST(BorrowedPace, takes_whole_years_only) {
  const auto month = [](int y, int m, double v) { return Observation{{{y, m}, {y, m}}, v}; };
  std::vector<Observation> list{{{{2021, 1}, {2021, 2}}, 20}};
  for (int m = 3; m <= 12; ++m) list.push_back(month(2021, m, 8));
  for (int m = 1; m <= 6; ++m) list.push_back(month(2022, m, 9));
  const auto years = whole_year_shares(list);
  ASSERT_EQ(years.size(), 1U);
  EXPECT_DOUBLE_EQ(years[0].at(2), 0.2);
  EXPECT_DOUBLE_EQ(years[0].at(12), 1);
  EXPECT_FALSE(years[0].contains(1));
}

}  // namespace
}  // namespace forecast
