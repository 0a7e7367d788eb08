// A figure's story as JSON.
#pragma once

#include <string>

#include "report/trace_page.hpp"

namespace wire {

// {"on","figures":[…]}, without a final line end; `on` as it was asked, empty: of no day.
std::string trace_json(const report::TraceFindings& found, const std::string& on);

}  // namespace wire
