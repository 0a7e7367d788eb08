#include "facts/proposals.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"

namespace facts {

namespace {

constexpr double kAlike = 0.5;
constexpr std::size_t kLongest = 60;

double dice(std::u32string_view a, std::u32string_view b) {
  if (a.size() < 2 || b.size() < 2) return 0;
  std::vector<std::pair<char32_t, char32_t>> left, right, both;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) left.emplace_back(a[i], a[i + 1]);
  for (std::size_t i = 0; i + 1 < b.size(); ++i) right.emplace_back(b[i], b[i + 1]);
  std::ranges::sort(left);
  std::ranges::sort(right);
  std::ranges::set_intersection(left, right, std::back_inserter(both));
  return 2.0 * static_cast<double>(both.size()) / static_cast<double>(left.size() + right.size());
}

double kept(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)});
      corner = above;
    }
  }
  return 1.0 - static_cast<double>(row.back()) / static_cast<double>(std::max<std::size_t>({a.size(), b.size(), 1}));
}

// 粮食产量 is no other way of saying 原煤产量, nor 水果产量 of 水泥产量: what stands before the words both end in is
// another thing. Behind a long common end (城镇居民人均可支配收入) one common character will do.
bool of_other_things(std::u32string_view a, std::u32string_view b) {
  constexpr std::size_t kLongEnd = 4;
  std::size_t end = 0;
  for (; !a.empty() && !b.empty() && a.back() == b.back(); ++end) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty() || b.empty()) return false;
  if (a.find_first_of(b) == std::u32string_view::npos) return true;
  return end > 0 && end < kLongEnd && kept(a, b) <= kAlike && dice(a, b) < kAlike;
}

}  // namespace

std::vector<Proposal> proposals(const NamesTable& names, std::string_view printed, std::size_t limit) {
  if (const Indicator* known = names.find(printed)) return {{known->name, 1.0}};
  const auto decoded = base::from_utf8(fold_name(printed));
  if (!decoded || decoded->size() < 2 || decoded->size() > kLongest) return {};
  const std::u32string& wanted = *decoded;
  std::vector<Proposal> out;
  for (const Indicator& indicator : names.all()) {
    double best = 0;
    const auto compare = [&](const std::string& name) {
      const std::u32string folded = base::u32(fold_name(name));
      if (of_other_things(wanted, folded)) return;
      best = std::max({best, dice(wanted, folded), kept(wanted, folded)});
    };
    compare(indicator.name);
    for (const auto& alias : indicator.aliases) compare(alias);
    if (best >= kAlike) out.push_back({indicator.name, best});
  }
  std::ranges::stable_sort(out, std::greater{}, &Proposal::likeness);
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace facts
