// What was known of a figure on a day, what was printed of it, what it is now, who changed it.
#pragma once

#include <optional>
#include <string>

#include "base/world.hpp"
#include "report/trace_page.hpp"

namespace cycle {

struct TraceRequest {
  std::string data, area;                  // name or code; empty: every area
  std::string indicator;                   // canonical name
  std::optional<calendar::Period> period;  // empty: every period
  std::optional<calendar::Date> on;        // the day asked about
  std::string out;                         // a DOCX page; empty: none is written
};
// Faults: those of the ledger and of writing the page; "ledger.missing" where there is no ledger.
base::Result<report::TraceFindings> trace(const TraceRequest& request, base::World& world);

}  // namespace cycle
