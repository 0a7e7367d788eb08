// The JSON documents other programs call for (docs/reference/cli.md). Each is one UTF-8 text without a final line end.
#pragma once

#include <string>
#include <vector>

#include "cycle/cycle.hpp"

namespace app {

std::string read_json(const cycle::ReadDocument& read);
std::string check_json(const cycle::CheckOutcome& outcome);
std::string run_json(const cycle::RunOutcome& outcome);
// {"added","new_vintages","known_already","unread"}
std::string import_json(const ledger::Appended& done, const std::vector<report::Unread>& unread);
std::string facts_json(const std::vector<ledger::Recorded>& facts);

}  // namespace app
