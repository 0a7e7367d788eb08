// Which words of an old file went where in a new one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plan {

// Texts as bags of two-character pieces, digits all alike: 奖励30万元 and 奖励50万元 are one thing with another amount.
class Pieces {
 public:
  explicit Pieces(std::u32string_view text);
  // Shared pieces over half of all pieces (Dice), 0–1.
  double alike(const Pieces& other) const;
  // The share of this one's pieces that the other holds.
  double inside(const Pieces& other) const;
  std::size_t size() const { return all_.size(); }
  const std::vector<std::uint64_t>& all() const { return all_; }

 private:
  std::size_t shared(const Pieces& other) const;
  std::vector<std::uint64_t> all_;  // sorted
};

// The letters, digits and Han characters of a text in half width, without white space and marks.
std::u32string bare_words(std::u32string_view text);

struct LikePair {
  int before = 0, now = 0;
  double likeness = 0;
};
// Pairs at least `least` alike, best first. Looks only at texts that share a piece which is not everywhere, so that
// long files take time in proportion to their length.
std::vector<LikePair> like_pairs(const std::vector<Pieces>& before, const std::vector<Pieces>& now, double least);

// What differs between two texts: stretches of the one that the other does not have, in brackets of context.
struct Difference {
  std::string before, after;
};
std::vector<Difference> differences(std::u32string_view before, std::u32string_view after);

}  // namespace plan
