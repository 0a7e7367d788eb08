// All that ever became of a figure: every statement of it, every correction and withdrawal, who and why.
#pragma once

#include <string>
#include <vector>

#include "ledger/ledger.hpp"

namespace ledger {

// One record about a figure.
struct Step {
  std::int64_t sequence = 0;
  Instant recorded_at;
  RecordKind kind = RecordKind::fact;  // fact, correction, withdrawal
  facts::Fact fact;                    // what it says; of a withdrawal what it takes away
  std::int64_t target = 0;             // the record that a correction or withdrawal takes away
  std::int64_t gone_by = 0;            // the record that took this one away
  bool withdrawn = false;              // by a withdrawal, else by a correction
  std::string actor, reason, request;
};

// Of one key (area, indicator, period, span, scope, basis), in order of recording. A correction into another key stands
// in both.
struct KeyHistory {
  std::string area;  // the chain
  std::string key;   // facts::key
  std::vector<Step> steps;
};

// Of every key that `query` asks for by area, indicator and instant; its other members play no part. Faults as
// `Ledger::find`.
base::Result<std::vector<KeyHistory>> history(const Ledger& ledger, const Query& query);

}  // namespace ledger
