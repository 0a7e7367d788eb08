// A seasonal adjustment as a picture: the published figure, the adjusted one and the trend above, outliers marked; the
// season of the last year below, and how far the pace of the next runs ahead of the calendar or behind it.
#pragma once

#include <string>

#include "forecast/adjust.hpp"

namespace app {

// An SVG file, 960 × 660. The same adjustment gives the same bytes.
std::string adjust_chart(const forecast::Adjustment& adjustment, const std::string& title);

}  // namespace app
