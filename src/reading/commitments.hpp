// Targets, measures and problems: what the plan part commits to.
#pragma once

#include <vector>

#include "reading/figures.hpp"
#include "reading/structure.hpp"

namespace reading {

struct Commitments {
  std::vector<Target> targets;
  std::vector<Measure> measures;
  std::vector<Problem> problems;
};

Commitments find_commitments(std::u32string_view text, const Structure& structure, const std::vector<Figure>& figures);

}  // namespace reading
