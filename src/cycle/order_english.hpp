// What happened to an order, in English. The register keeps its own sentences in Chinese, as they went out.
#pragma once

#include <string>

#include "plan/order_life.hpp"

namespace cycle {

// What `matter.history[step]` says. What an office or an officer wrote, and the words of the order itself, stay as they
// are written.
std::string step_english(const plan::MatterLife& matter, std::size_t step);

}  // namespace cycle
