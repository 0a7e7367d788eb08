// Measures: one action on one object, cut out of the plan part.
#pragma once

#include <vector>

#include "reading/figures.hpp"
#include "reading/plan_clauses.hpp"
#include "reading/structure.hpp"

namespace reading {

// In text order, without overlap; ids M001 …. `targets` and `quantities` are left empty: commitments.cpp ties them.
std::vector<Measure> find_measures(std::u32string_view text, const Structure& structure, const PlanClauses& clauses);

}  // namespace reading
