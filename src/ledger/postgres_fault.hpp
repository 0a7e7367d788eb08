// What PostgreSQL's errors mean to the user. Private to this room.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/fault.hpp"

namespace ledger::detail {

// One line of `text`, with every occurrence of the secret gone.
std::string without(std::string_view text, const std::string& secret);

// "ledger.denied" or "ledger.unreachable".
base::Fault not_connected(const std::string& why, bool needs_password, const std::string& shown);
// "ledger.unreachable".
base::Fault connection_lost(const std::string& why, const std::string& shown);
base::Fault no_answer(std::chrono::milliseconds after, const std::string& shown);
// By SQLSTATE (PostgreSQL's manual, appendix A).
base::Fault fault_of_state(const std::string& state, const std::string& message, const std::string& shown);
// "ledger.unsure", for the fault that a commit ended with.
base::Fault unsure(const base::Fault& why, const std::string& shown);
// Whether a commit that failed with this state is known not to have happened.
bool surely_not_committed(const std::string& state);

}  // namespace ledger::detail
