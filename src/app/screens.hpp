// What a command says on the screen: short, readable, Chinese first, English by switch.
#pragma once

#include <string>

#include "cycle/cycle.hpp"
#include "cycle/questions.hpp"

namespace app {

enum class Language { chinese, english };

std::string read_screen(const cycle::ReadDocument& read, Language language);
std::string check_screen(const cycle::CheckOutcome& outcome, Language language);
std::string run_screen(const cycle::RunOutcome& outcome, Language language);
std::string questions_screen(const std::vector<cycle::OpenQuestion>& open, Language language);
std::string facts_screen(const std::vector<ledger::Recorded>& facts, Language language);

// Columns a terminal gives this text: Han and full-width characters take two.
int columns(std::string_view utf8);

}  // namespace app
