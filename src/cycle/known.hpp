// What is known on a day: facts from files and from the ledger, passed through one ledger so that "as known on" is one
// behaviour.
#pragma once

#include "cycle/cycle.hpp"

namespace cycle {

struct Known {
  std::vector<facts::Fact> facts;     // nothing superseded
  std::vector<facts::Fact> vintages;  // everything published by then
  std::vector<report::Unread> unread;
};

// Reads further facts in the light of those already known: magnitudes are held against a series' past.
using MoreFacts = std::function<std::vector<facts::Fact>(const std::vector<facts::Fact>& known)>;

// `data` empty: a ledger in memory. `asof` empty: everything published so far. `actor`,
// `reason`: of what is recorded.
base::Result<Known> gather_known(const std::vector<std::string>& facts_files, const std::string& data,
                                 const std::optional<calendar::Date>& asof, base::World& world,
                                 const MoreFacts& more = {}, const std::string& actor = {},
                                 const std::string& reason = {});

}  // namespace cycle
