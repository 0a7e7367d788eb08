// Names that are like a printed one: to be asked, never taken.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "facts/names.hpp"

namespace facts {

struct Proposal {
  std::string name;     // canonical
  double likeness = 0;  // 0–1
};

// The indicators whose name or an alias is most like `printed` after folding, best first, at most `limit`. Likeness is
// the share of character bigrams both have (Dice), or that of characters left in place by the fewest changes
// (Levenshtein), whichever is greater. Below 0.5 nothing is proposed; a name that the table knows gives itself alone.
std::vector<Proposal> proposals(const NamesTable& names, std::string_view printed, std::size_t limit = 3);

}  // namespace facts
