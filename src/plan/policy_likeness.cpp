#include "plan/policy_likeness.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"

namespace plan {
namespace {

using View = std::u32string_view;

constexpr std::size_t kEverywhere = 60;         // a piece in more texts than this tells nothing
constexpr std::size_t kLongestCompared = 1200;  // characters; longer texts are shown whole

bool is_word(char32_t c) {
  return base::is_han(c) || (c < 0x250 && (std::isalnum(static_cast<int>(c)) != 0)) || (c >= 0x370 && c < 0x400);
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

}  // namespace

std::u32string bare_words(View text) {
  std::u32string out;
  for (char32_t c : text) {
    c = base::to_half_width(c);
    if (is_word(c)) out.push_back(c);
  }
  return out;
}

Pieces::Pieces(View text) {
  char32_t last = 0;
  bool number = false;
  for (char32_t c : bare_words(text)) {
    if (is_digit(c)) {
      if (number) continue;
      number = true;
      c = U'#';
    } else {
      number = false;
    }
    if (last != 0) all_.push_back((static_cast<std::uint64_t>(last) << 32) | c);
    last = c;
  }
  if (all_.empty() && last != 0) all_.push_back(last);
  std::ranges::sort(all_);
}

std::size_t Pieces::shared(const Pieces& other) const {
  std::size_t n = 0;
  for (auto a = all_.begin(), b = other.all_.begin(); a != all_.end() && b != other.all_.end();) {
    if (*a == *b) {
      ++n, ++a, ++b;
    } else if (*a < *b) {
      ++a;
    } else {
      ++b;
    }
  }
  return n;
}

double Pieces::alike(const Pieces& other) const {
  const std::size_t both = all_.size() + other.all_.size();
  return both == 0 ? 0 : 2.0 * static_cast<double>(shared(other)) / static_cast<double>(both);
}

double Pieces::inside(const Pieces& other) const {
  return all_.empty() ? 0 : static_cast<double>(shared(other)) / static_cast<double>(all_.size());
}

std::vector<LikePair> like_pairs(const std::vector<Pieces>& before, const std::vector<Pieces>& now, double least) {
  std::unordered_map<std::uint64_t, std::vector<int>> holders;
  for (std::size_t i = 0; i < now.size(); ++i) {
    std::uint64_t last = 0;
    for (const std::uint64_t piece : now[i].all()) {
      if (piece == last) continue;
      last = piece;
      holders[piece].push_back(static_cast<int>(i));
    }
  }
  const std::size_t everywhere = std::max(kEverywhere, now.size() / 50);
  std::vector<LikePair> out;
  std::vector<int> seen(now.size(), -1);
  for (std::size_t i = 0; i < before.size(); ++i) {
    for (const std::uint64_t piece : before[i].all()) {
      const auto found = holders.find(piece);
      if (found == holders.end() || (found->second.size() > everywhere && now.size() > 200)) continue;
      for (const int j : found->second) {
        if (seen[static_cast<std::size_t>(j)] == static_cast<int>(i)) continue;
        seen[static_cast<std::size_t>(j)] = static_cast<int>(i);
        const double likeness = before[i].alike(now[static_cast<std::size_t>(j)]);
        if (likeness >= least) out.push_back({static_cast<int>(i), j, likeness});
      }
    }
  }
  std::ranges::stable_sort(out, [](const LikePair& a, const LikePair& b) {
    if (a.likeness != b.likeness) return a.likeness > b.likeness;
    return std::abs(a.before - a.now) < std::abs(b.before - b.now);
  });
  return out;
}

std::vector<Difference> differences(View before, View after) {
  const auto whole = [&] { return std::vector<Difference>{{base::to_utf8(before), base::to_utf8(after)}}; };
  if (before.size() > kLongestCompared || after.size() > kLongestCompared) return whole();
  // The longest common subsequence, backwards; O(nm) on texts of a few hundred characters.
  const std::size_t n = before.size(), m = after.size();
  std::vector<std::uint16_t> table((n + 1) * (m + 1), 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& { return table[i * (m + 1) + j]; };
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;)
      at(i, j) = before[i] == after[j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                       : std::max(at(i + 1, j), at(i, j + 1));
  }
  struct Cut {
    std::size_t from_before, to_before, from_after, to_after;
  };
  std::vector<Cut> cuts;
  std::size_t i = 0, j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && before[i] == after[j]) {
      ++i, ++j;
      continue;
    }
    Cut cut{i, i, j, j};
    while ((i < n || j < m) && !(i < n && j < m && before[i] == after[j])) {
      if (j >= m || (i < n && at(i + 1, j) >= at(i, j + 1))) {
        ++i;
      } else {
        ++j;
      }
    }
    cut.to_before = i;
    cut.to_after = j;
    // Two cuts with a character or two between them are one, for a reader; so are the digits of one number.
    if (!cuts.empty() && cut.from_before - cuts.back().to_before <= 2) {
      cuts.back().to_before = cut.to_before;
      cuts.back().to_after = cut.to_after;
    } else {
      cuts.push_back(cut);
    }
  }
  std::vector<Difference> out;
  for (Cut& c : cuts) {
    // Numbers are shown whole with their unit: 30万元 → 50万元.
    const auto number = [](char32_t x) {
      return (x >= U'0' && x <= U'9') || x == U'.' || x == U'%' || x == U'万' || x == U'亿' || x == U'元' ||
             x == U'月' || x == U'日' || x == U'年';
    };
    while (c.from_before > 0 && c.from_after > 0 && is_digit(before[c.from_before - 1]))
      --c.from_before, --c.from_after;
    const auto next_is_number = [&] {
      return c.to_before < n && c.to_after < m && before[c.to_before] == after[c.to_after] &&
             number(before[c.to_before]);
    };
    const bool ends_in_number = (c.to_before > c.from_before && (is_digit(before[c.to_before - 1]))) ||
                                (c.to_after > c.from_after && is_digit(after[c.to_after - 1]));
    for (int k = 0; ends_in_number && k < 12 && next_is_number(); ++k) ++c.to_before, ++c.to_after;
    out.push_back({base::to_utf8(before.substr(c.from_before, c.to_before - c.from_before)),
                   base::to_utf8(after.substr(c.from_after, c.to_after - c.from_after))});
  }
  return out;
}

}  // namespace plan
