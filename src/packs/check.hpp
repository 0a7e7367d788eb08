// Is a pack whole? Every model loads, every case comes out as it says, every rule has its clause and a case that hits
// it, parameters have no gap or overlap in time, every input has a holder.
#pragma once

#include <string>
#include <vector>

#include "base/fault.hpp"
#include "packs/judge.hpp"
#include "packs/pack.hpp"

namespace packs {

struct CaseResult {
  const Case* asked = nullptr;
  Verdict got;
  std::vector<std::string> differs;  // Chinese: "金额应为 100，得出 90"; empty: it passed
};

struct RuleCover {
  std::string policy, rule;
  int cases = 0;  // that it decided or that came nearest to it
  int hits = 0;   // that the table stopped at it
  bool clause = false;
};

struct CheckOutcome {
  std::vector<CaseResult> cases;
  std::vector<RuleCover> rules;
  std::vector<base::Fault> faults;  // everything else that is not whole, each with file and line
  // Policies whose table could not be laid out in full, so that gaps and conflicts were not looked for.
  std::vector<std::string> unchecked;
  std::size_t passed() const;
  bool whole() const { return faults.empty() && passed() == cases.size(); }
};

CheckOutcome check(const Pack& pack);
// The case's values in the order of the pack's fields. Fault "pack.case_value" with file and line.
base::Result<std::vector<feel::Value>> values_of(const Pack& pack, const Case& c);

}  // namespace packs
