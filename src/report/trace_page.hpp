// What was known of a figure on a day, what was printed of it, what it is now and who changed it: the answer to a
// deputy, as a page and as lines for a screen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "document/draft.hpp"
#include "facts/fact.hpp"

namespace report {

// A statement that holds, with its place in the ledger.
struct TraceHeld {
  facts::Fact fact;
  std::int64_t sequence = 0;
  std::string recorded_at;  // the office's time, "2023-10-13 09:00:00"
  int vintage = 0;
};

// A document of ours that named the figure.
struct TracePrint {
  std::string recorded_at, actor;
  std::string asof;                // the day the document speaks of
  std::vector<std::string> files;  // names
  facts::Fact fact;                // as it stood in them
  bool latest_by_then = false;     // the last one printed by the day asked about
};

struct TraceStep {
  enum class Kind { fact, correction, withdrawal };
  Kind kind = Kind::fact;
  std::int64_t sequence = 0;
  std::string recorded_at, actor, reason;
  facts::Fact fact;          // what it says; of a withdrawal what it takes away
  std::int64_t target = 0;   // what it takes away
  std::int64_t gone_by = 0;  // what took it away
  bool withdrawn = false;    // by a withdrawal
};

// One figure: area, indicator, period, span, scope and basis.
struct FigureTrace {
  std::string chain;                    // of the ledger
  facts::Fact about;                    // any statement of it
  std::vector<TraceHeld> known_then;    // published by that day, and in the ledger by its end
  std::vector<TraceHeld> learnt_later;  // published by that day, recorded afterwards
  std::vector<TraceHeld> now;
  std::vector<TracePrint> printed;  // in order
  std::vector<TraceStep> steps;     // in order of recording
};

struct TraceFindings {
  std::optional<calendar::Date> on;  // the day asked about
  std::string made_at;               // when this was asked
  std::vector<FigureTrace> figures;
};

struct TraceLine {
  enum class Role { figure, part, line };
  Role role = Role::line;
  std::string text;
};
std::vector<TraceLine> trace_lines(const TraceFindings& found, bool english);
// 数据来历.docx; Chinese.
document::Draft trace_page(const TraceFindings& found);

}  // namespace report
