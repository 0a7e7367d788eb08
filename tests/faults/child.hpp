// A fault program starts itself as the process that is to be killed.
#pragma once

#include <string>
#include <vector>

namespace faults {

// What `--child …` does; the programs without children have one that does nothing. Its result is the exit code.
int run_child(const std::vector<std::string>& arguments);

}  // namespace faults
