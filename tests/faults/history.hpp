// A made-up history of writes, and the oath taken on it: what was acknowledged is there, once, as it was said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.hpp"
#include "options.hpp"

namespace faults {

struct Asked {
  ledger::Write write;
  std::optional<ledger::Receipt> receipt;  // acknowledged
};

// Facts, events with personal fields, corrections and withdrawals in three areas, from a seed.
class History {
 public:
  explicit History(std::uint64_t seed, std::string prefix = "r") : chance_(seed), prefix_(std::move(prefix)) {}

  // A new write that nobody has asked for yet; what it corrects or withdraws was acknowledged.
  Asked& next();
  std::vector<Asked>& asked() { return asked_; }

  // Asks and notes the answer. False: a fault, which is left in `fault`.
  bool ask(ledger::Ledger& book, Asked& asked);
  base::Fault fault;

  // After a fault: the book, opened anew, holds all that was acknowledged and of the rest each write whole or not at
  // all; asking again for everything gives the receipts of before, then the same receipts; nothing stands twice; the
  // chains verify. Empty, or what does not hold. Acknowledges everything.
  std::string broken_promise(ledger::Ledger& book);
  // As far as it can be seen without writing.
  std::string broken_before_asking(const ledger::Ledger& book) const;

 private:
  ledger::Entry entry(const std::string& area);

  Chance chance_;
  std::string prefix_;
  std::vector<Asked> asked_;
  std::int64_t numbered_ = 0;
  std::vector<std::pair<std::size_t, std::int64_t>> gone_;  // write, sequence: taken away already
};

facts::Fact numbered_fact(const std::string& area, std::int64_t n);
ledger::Options deterministic(std::uint64_t seed);

}  // namespace faults
