// The rules of the cross-check for screens in English.
#pragma once

#include <string>

namespace report {

// What a rule found: "parts do not add up to the whole"; "another check" of a rule that has no words here.
std::string rule_english(const std::string& rule);

}  // namespace report
