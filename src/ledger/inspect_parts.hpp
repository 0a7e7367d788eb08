// The parts of an inspection. Private to this room.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ledger/canonical.hpp"
#include "ledger/inspect.hpp"

namespace ledger::detail {

// Gathers the findings of one area, up to a number.
class Findings {
 public:
  Findings(Inspection& into, int most) : into_(into), left_(most) {}
  void add(Finding finding) {
    if (finding.last == 0) finding.last = finding.sequence;
    renumbered_ = renumbered_ || finding.code == "record.removed" || finding.code == "record.inserted";
    if (left_-- > 0) {
      into_.findings.push_back(std::move(finding));
    } else {
      ++into_.not_listed;
    }
  }
  // Records carry other numbers than they were written with: indexes by number say nothing then.
  bool renumbered() const { return renumbered_; }

 private:
  Inspection& into_;
  int left_;
  bool renumbered_ = false;
};

// A record whose hash does not agree, kept for a closer look.
struct Suspect {
  std::int64_t sequence = 0, recorded_at = 0;
  int kind = 0;
  std::string heading, body, chain;
  std::string before;         // chain of the record before it, as stored
  std::string before_that;    // and of the one before that
  std::int64_t previous = 0;  // number of the record before it
  bool followed = false;      // the next record agrees with the stored chain of this one
  RecordView view() const {
    return {.sequence = sequence,
            .recorded_at = recorded_at,
            .kind = static_cast<RecordKind>(kind),
            .heading = heading,
            .body = body,
            .chain = chain};
  }
};

// What was done to records that do not agree: `suspects` are the first of them, `first` to `last` and `count` all.
struct Disagreement {
  std::vector<Suspect> suspects;
  std::int64_t last = 0;
  std::int64_t count = 0;
};
void explain(const Head& head, const Disagreement& disagreement, Findings& findings);

// Facts, events, names and receipts against the records they follow from.
base::Result<void> inspect_indexes(Store& store, const Head& head, Findings& findings);

std::string numbers(std::int64_t first, std::int64_t last);     // "第5条", "第5至9条"
std::string numbers_en(std::int64_t first, std::int64_t last);  // "record 5", "records 5 to 9"

}  // namespace ledger::detail
