// The JSON documents other programs call for (docs/reference/cli.md). Each is one UTF-8 text without a final line end.
#pragma once

#include <string>
#include <vector>

#include "cycle/cycle.hpp"

namespace app {

std::string read_json(const cycle::ReadDocument& read);
std::string check_json(const cycle::CheckOutcome& outcome);
std::string run_json(const cycle::RunOutcome& outcome);
std::string facts_json(const std::vector<ledger::Recorded>& facts);

}  // namespace app
