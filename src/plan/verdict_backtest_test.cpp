// How good are the chances? Every published pair of a mid-year growth and the year's growth of one area and indicator
// in the shared facts: everything that reaches past the mid-year period is hidden, the year is judged, and the year's
// figure is held against the interval and against made-up targets one point below, at and one point above the mid-year
// growth. The scale of local noise in codes/growth_drift.csv was itself taken from such pairs, so this is a check of
// the whole chain and not an independent trial; docs/reference/verdicts.md says so beside the numbers.
#include <cmath>
#include <iostream>
#include <map>
#include <tuple>

#include <gtest/gtest.h>

#include "plan/verdict_test_help.hpp"

namespace plan {
namespace {

struct Score {
  int pairs = 0;
  int covered = 0;
  int calls = 0;
  int hits = 0;
  double brier = 0;
  std::map<Verdict, std::pair<int, int>> by_verdict;  // met, all
};

TEST(Backtest, YearsAheadOfPublishedMidYears) {
  if (!shared_facts()) {
    GTEST_SKIP() << "the shared facts are not here";
  }
  const auto& all = *shared_facts();
  const auto same_line = [](const facts::Fact& a, const facts::Fact& b) {
    return a.area == b.area && a.indicator == b.indicator && a.growth_basis == b.growth_basis && a.span == b.span;
  };
  std::map<bool, Score> scores;  // outlier years apart
  for (const facts::Fact& mid : all) {
    if (!mid.growth_pct || mid.span != facts::Span::cumulative || !mid.growth_basis.empty() || mid.period.is_year() ||
        !mid.period.starts_in_january() || mid.period.months() < 3) {
      continue;
    }
    for (const facts::Fact& year : all) {
      if (!same_line(mid, year) || !year.growth_pct || year.period != calendar::Period::year(mid.period.last.year) ||
          year.status == facts::Status::estimate) {
        continue;
      }
      std::vector<facts::Fact> known;
      for (const facts::Fact& fact : all) {
        if (fact.period.last <= mid.period.last) {
          known.push_back(fact);
        }
      }
      const bool outlier = mid.period.last.year == 2020 || mid.period.last.year == 2021;
      Score& score = scores[outlier];
      ++score.pairs;
      for (const int shift : {-3, -1, 0, 1, 3}) {
        const Decimal aim = (*mid.growth_pct + Decimal(shift)).rounded(1);
        const auto report =
            a_report(mid.area, mid.period.last.year, {a_target(mid.indicator, ">=", aim.to_string().c_str(), "%")});
        const TargetStatus s = judge(report, known, facts::NamesTable::builtin(), date(2099, 1, 1), Settings{}).at(0);
        ASSERT_TRUE(s.forecast && s.probability) << mid.area << mid.indicator << s.why;
        const double result = year.growth_pct->to_double();
        const bool met = *year.growth_pct >= aim;
        if (shift == 0) {
          score.covered += s.forecast->lo80 <= result && result <= s.forecast->hi80;
          std::cout << mid.area << ' ' << mid.indicator << ' ' << calendar::to_string(mid.period) << ' '
                    << mid.growth_pct->to_string() << " -> " << year.growth_pct->to_string() << "  ["
                    << s.forecast->lo80 << ", " << s.forecast->hi80 << "]" << (outlier ? " (outlier year)" : "")
                    << '\n';
        }
        ++score.calls;
        score.hits += (*s.probability >= 0.5) == met;
        score.brier += std::pow(*s.probability - (met ? 1 : 0), 2);
        auto& [n_met, n_all] = score.by_verdict[s.verdict];
        n_met += met;
        ++n_all;
      }
    }
  }
  for (const auto& [outlier, score] : scores) {
    std::cout << (outlier ? "2020 and 2021" : "other years") << ": " << score.pairs << " pairs, 80 % interval held "
              << score.covered << "; " << score.calls << " calls, right side " << score.hits << ", Brier "
              << score.brier / score.calls << '\n';
    for (const auto& [verdict, n] : score.by_verdict) {
      std::cout << "  " << to_string(verdict) << ": met " << n.first << " of " << n.second << '\n';
    }
  }
  const Score& usual = scores[false];
  EXPECT_GE(usual.pairs, 10);
  EXPECT_GE(usual.covered, usual.pairs * 6 / 10);
  EXPECT_LT(usual.brier / usual.calls, 0.25);  // better than saying one half each time
}

}  // namespace
}  // namespace plan
