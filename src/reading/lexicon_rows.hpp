// Where a word of the reader stands in the tables an officer can change: codes/reading/units.csv, line 12.
#pragma once

#include <string>
#include <string_view>

namespace reading {

// "codes/reading/units.csv 第12行"; the file alone where the word stands on no line of it (a part of a listed word).
// Asserts that the table is one of ours.
std::string row_of(std::string_view file, std::u32string_view word);

}  // namespace reading
