// Bytes as letters for paper: Crockford's base32, lines of seven groups of four and a check letter that notices every
// single wrong letter and every exchange of two, also between lines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger::detail {

// Each line as "ABCD EFGH … C". `name` (0 to 3) tells the kinds of lines apart in the check letter; up to seven lines.
std::vector<std::string> paper_lines(int name, std::string_view bytes);

// The letters of one line without its check letter; nothing when the line (counted from 1) was mistyped.
std::optional<std::string> paper_line(int name, int line, std::string_view typed);
// Nothing unless the letters stand for exactly so many bytes.
std::optional<std::string> bytes_of_paper(std::string_view letters, std::size_t bytes);

// Four letters that stand for a text, to notice a wrong letter in it.
std::string paper_check(std::string_view text);
// As typed, forgiving case, spaces and look-alikes.
bool paper_check_fits(std::string_view text, std::string_view typed);

// Full-width letters, digits, quotes and spaces as their ASCII forms.
std::string narrow(std::string_view text);

}  // namespace ledger::detail
