// One story: its lines, run in an empty folder against the real binary.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"

namespace stories {

struct Outcome {
  bool skipped = false;
  std::string why_skipped;
  std::vector<std::string> failures;  // "12: exit 1, but was 2 …"
};

Outcome play(const std::string& story_file, const std::string& binary, const std::string& source_folder,
             base::World& world);

}  // namespace stories
