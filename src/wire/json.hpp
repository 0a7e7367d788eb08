// The JSON documents other programs call for (docs/reference/cli.md). Each is one UTF-8 text without a final line end.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cycle/cycle.hpp"
#include "cycle/questions.hpp"

namespace wire {

// Takes the document piece by piece: of a long text it is many times as long as the text.
using Sink = std::function<void(std::string_view)>;
void read_json(const cycle::ReadDocument& read, const Sink& out);
std::string check_json(const cycle::CheckOutcome& outcome);
std::string run_json(const cycle::RunOutcome& outcome);
// {"added","new_vintages","known_already","unread"}
std::string import_json(const cycle::ImportOutcome& outcome);
std::string questions_json(const std::vector<cycle::OpenQuestion>& open);
std::string facts_json(const std::vector<ledger::Recorded>& facts);

}  // namespace wire
