// The words of codes/reading/headings.csv by role.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reading {

// Roles: review plan outlook opening agenda glossary tail. Asserts that the role is known.
const std::vector<std::u32string>& heading_words(std::string_view role);

// Does `text` hold a word of this role?
bool has_heading_word(std::u32string_view text, std::string_view role);

}  // namespace reading
