// Which part of a total explains that it grew less than is asked of it: 第二产业增加值 of 地区生产总值. By published
// figures, the table of indicators (`whole`) and what last year's report told. Of parts whose weight is known none is
// blamed for being slow alone; where weights are missing, those far below the whole are named and the gap in the
// figures said with them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/verdict.hpp"
#include "reading/statements.hpp"

namespace plan {

struct Cause {
  std::string part;
  base::Decimal growth, reference;  // percent: this year's, and what it is held against
  bool planned = false;             // `reference` is the part's own target, else its growth the year before
  double share = 0;                 // of the whole, by their amounts
  double points = 0;                // share × shortfall: percentage points of the whole's growth
};

enum class CauseState {
  not_asked,    // no growth, no gap, or a total without parts
  no_figures,   // too few figures of the parts: their growth, a standard for it, or their amounts
  unexplained,  // no part explains as much as a quarter of the gap
  far_below,    // as the two before, and parts that cannot be weighed grow far slower than the whole: `slow`
  explained
};

// A part whose growth is known and whose weight is not.
struct SlowPart {
  std::string part;
  base::Decimal growth;  // percent
  base::Decimal below;   // percentage points below the whole's growth
};

struct CauseFound {
  CauseState state = CauseState::not_asked;
  std::optional<Cause> cause;  // the part that explains most
  std::vector<SlowPart> slow;  // the slowest first
};

// `asked`: the growth that the target wants, in percent.
CauseFound cause_of(const TargetStatus& status, const base::Decimal& asked, const reading::Reading& report,
                    const std::vector<facts::Fact>& known, const std::vector<TargetStatus>& targets);

// “其中第二产业增加值由上年增长7.8%变为增长5.6%，约影响0.9个百分点”; where nothing explains it, that; empty: not asked.
std::string cause_words(const CauseFound& found);

// The same for a narrow column: “房地产开发投资下降20.4%（占比不明）”.
std::string cause_in_short(const CauseFound& found);

}  // namespace plan
