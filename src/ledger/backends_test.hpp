// Where tests of the ledger's behaviour keep their ledgers: each kind of store is one backend, and one set of tests
// holds all of them to one behaviour.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "ledger/ledger.hpp"

namespace ledger::testing_backends {

// A place for one ledger, empty at first; what is kept there goes away with it.
class Place {
 public:
  virtual ~Place() = default;
  // Any number of handles on the same ledger, one after the other or at once.
  virtual base::Result<Ledger> open(const Options& options) = 0;
};

struct Backend {
  std::string name;
  // Nothing: the backend is not to be had here, and why.
  std::function<std::unique_ptr<Place>(std::string& why_not)> make;
};
inline std::ostream& operator<<(std::ostream& out, const Backend& backend) { return out << backend.name; }

// All there are.
std::vector<Backend> backends();

// Of what a question finds, by sequence. Where vintages are counted the store gives every entry of a key, else as few
// as will do: both must come to the same. A fault fails the test.
std::vector<std::int64_t> sequences(const Ledger& book, Query query, bool counted);

}  // namespace ledger::testing_backends
