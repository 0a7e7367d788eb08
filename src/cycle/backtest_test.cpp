// The goals of the replay, on the published series beside the repository.
#include "cycle/backtest.hpp"

#include <filesystem>

#include <gtest/gtest.h>

namespace cycle {
namespace {

TEST(Backtest, ChancesOnPublishedSeriesAreCalibratedAndBeatTheRivals) {
  const std::string folder = JICHENG_SOURCE_DIR "/../shared/data/series";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the shared series are not here";
  base::World world = base::real_world();
  const auto outcome = run_backtest({folder, {}, {}}, world);
  ASSERT_TRUE(outcome) << base::to_text(outcome.error());
  const auto& main = outcome->nation.main;
  EXPECT_GT(main.calls, 10000);
  EXPECT_LE(main.calibration, 0.05);
  EXPECT_GE(main.skill, 0.15);
  // Once eight years have taught it, as it will stand for the years to come.
  double brier = 0, rival = 0;
  for (const auto& [year, s] : outcome->nation.by_year) {
    if (year < 2016) continue;
    brier += s.brier * s.calls;
    rival += s.rivals[1] * s.calls;
  }
  EXPECT_GE(1 - brier / rival, 0.2);
  EXPECT_GE(main.covered80, 0.75);
  EXPECT_LE(main.covered80, 0.85);
}

}  // namespace
}  // namespace cycle
