// Targets: what the plan part promises, with operator, value and period.
#pragma once

#include <vector>

#include "reading/figures.hpp"
#include "reading/plan_clauses.hpp"
#include "reading/structure.hpp"

namespace reading {

// In text order, ids T001 …. Several targets may share one clause and so one span. `figures` must be in text order.
std::vector<Target> find_targets(std::u32string_view text, const Structure& structure,
                                 const std::vector<Figure>& figures, const PlanClauses& clauses);

}  // namespace reading
