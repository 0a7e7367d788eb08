// The annual report as JSON: its blocks, and every figure, blank and proposal with its place and where it comes from.
#pragma once

#include <string>
#include <vector>

#include "cycle/annual.hpp"

namespace wire {

// `files`: what was written, or the addresses of the downloads. `indent` −1: on one line.
std::string annual(const cycle::AnnualOutcome& outcome, const std::vector<std::string>& files, int indent = -1);

}  // namespace wire
