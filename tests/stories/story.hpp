// One story: its lines, run in an empty folder against the real binary.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/world.hpp"

namespace stories {

struct Outcome {
  bool skipped = false;
  std::string why_skipped;
  std::vector<std::string> failures;  // "12: exit 1, but was 2 …"
};

// What stands in the place of NAME in `--data NAME` of a story's runs; empty: NAME itself.
using DataPlace = std::function<std::string(const std::string& name)>;

Outcome play(const std::string& story_file, const std::string& binary, const std::string& source_folder,
             base::World& world, const DataPlace& data = {});

// Whether the story has the line `any store`: what it tells holds wherever the ledger lies.
bool holds_on_any_store(const std::string& story_file);

}  // namespace stories
