// The rules, one function each. The table that runs them stands in crosscheck.cpp; what each says and when it keeps
// silent is told in docs/reference/cross-checks.md.
#pragma once

#include "plan/rule.hpp"

namespace plan::rules {

// Against published figures.
void published_values(const Context&, CheckResult&);
void scope_drift(const Context&, CheckResult&);
void adjusted_without_headline(const Context&, CheckResult&);
void derived_growth(const Context&, CheckResult&);
void fact_contradiction(const Context&, CheckResult&);
// Last of all: which figures none of these spoke of, and why.
void uncompared_figures(const Context&, CheckResult&);

// Within the report.
void share_over_100(const Context&, CheckResult&);
void parts_and_whole(const Context&, CheckResult&);
void ratio_sums(const Context&, CheckResult&);
void share_of_levels(const Context&, CheckResult&);
void growth_gap(const Context&, CheckResult&);
void from_to(const Context&, CheckResult&);
void points_moved(const Context&, CheckResult&);
void respective_count(const Context&, CheckResult&);
void numbers_disagree(const Context&, CheckResult&);
void attached_tables(const Context&, CheckResult&);
void targets_disagree(const Context&, CheckResult&);
void rank_disagrees(const Context&, CheckResult&);
void target_without_outcome(const Context&, CheckResult&);
void target_below_outcome(const Context&, CheckResult&);
void problem_without_measure(const Context&, CheckResult&);
void date_impossible(const Context&, CheckResult&);
void heading_numbering(const Context&, CheckResult&);
void out_of_reach(const Context&, CheckResult&);

// Against other documents.
void streak_continues(const Context&, CheckResult&);
void growth_vs_levels(const Context&, CheckResult&);
void completion_vs_target(const Context&, CheckResult&);
void documents_disagree(const Context&, CheckResult&);
void promise_without_outcome(const Context&, CheckResult&);

}  // namespace plan::rules
