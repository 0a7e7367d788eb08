// Every object of a register judged by every policy in force on a day.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "packs/judge.hpp"
#include "packs/register.hpp"

namespace packs {

struct PolicyTotal {
  const Policy* policy = nullptr;
  std::size_t yes = 0, no = 0, unknown = 0, not_in_force = 0;
  feel::Number amount;  // of the yeses, yuan
  // What the nearest rule lacks, all of it together → how many, and one of them.
  struct Reason {
    std::size_t count = 0;
    std::string rule, example;
  };
  std::map<std::string, Reason> reasons;
  std::map<std::string, std::size_t> missing;  // by field
};

struct Finding {
  std::string key, label;
  std::size_t policy = 0;
  Verdict verdict;
};

struct DecideOutcome {
  calendar::Date asof{};
  std::size_t rows = 0, judged = 0;
  std::vector<PolicyTotal> totals;        // by policy
  std::vector<Finding> yes;               // all
  std::vector<Finding> almost;            // a no that lacks one condition: the first `most_listed` of each policy
  std::vector<Finding> unknown;           // the first `most_listed` of each policy
  std::vector<std::size_t> almost_count;  // by policy, all of them
  std::vector<BadRow> bad;                // all
  std::vector<std::string> absent, unknown_columns, unused_sheets;
  std::size_t objects_with_yes = 0;
  std::vector<std::string> problems;  // of evaluations, each once
  std::vector<std::string> notes;     // what the reader of the file says about it
};

struct DecideRequest {
  calendar::Date asof{};
  std::size_t most_listed = 500;
  unsigned threads = 0;  // 0: as many as the machine has
  // Every judgment as a row of a table, called in the order of the register; may be empty.
  struct Judged {
    std::string_view sheet;  // of a workbook
    int line = 0;
    std::string_view key;
  };
  std::function<base::Result<void>(const Judged&, std::size_t policy, const Verdict&)> each;
  bool sorted = true;  // false: every object is judged by itself; the answers are the same
};

// Faults: of `Judge::make` and `each`.
base::Result<DecideOutcome> decide(const Pack& pack, RegisterReader reader, const DecideRequest& request);
// Of a CSV file. Faults: also of `RegisterReader::open`.
base::Result<DecideOutcome> decide(const Pack& pack, std::string_view register_bytes, const std::string& file,
                                   const DecideRequest& request);

}  // namespace packs
