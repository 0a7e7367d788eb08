#include "plan/told_things.hpp"

#include <algorithm>
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "plan/progress_words.hpp"

namespace plan {
namespace {

constexpr double kEnough = 0.7;
// A pair of signs that stands in so many clauses (发展, 建设) tells nothing about the place.
constexpr std::size_t kEverywhere = 400;

// Words of codes/told_words.csv, the longest first.
struct ToldWords {
  std::vector<std::u32string> doing, frame;
  std::vector<std::pair<std::u32string, std::u32string>> same;
};
const ToldWords& told_words() {
  static const ToldWords all = [] {
    ToldWords out;
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/told_words.csv"));
    JC_ASSERT(csv.has_value());
    for (std::size_t row = 0; row < csv->size(); ++row) {
      std::u32string word = base::u32(csv->at(row, "word"));
      const std::string& role = csv->at(row, "role");
      if (role == "same") {
        out.same.emplace_back(std::move(word), base::u32(csv->at(row, "as")));
      } else {
        (role == "frame" ? out.frame : out.doing).push_back(std::move(word));
      }
    }
    const auto longest_first = [](const auto& a, const auto& b) { return a.size() > b.size(); };
    std::ranges::stable_sort(out.doing, longest_first);
    std::ranges::stable_sort(out.frame, longest_first);
    std::ranges::stable_sort(out.same, longest_first, [](const auto& pair) { return pair.first; });
    return out;
  }();
  return all;
}

// 改造 of 技术改造 belongs to a name.
bool within_a_name(std::u32string_view thing, std::size_t at, std::u32string_view word) {
  return std::ranges::any_of(told_words().same, [&](const auto& pair) {
    const std::u32string_view name = pair.first;
    for (auto in = name.find(word); in != std::u32string_view::npos; in = name.find(word, in + 1))
      if (at >= in && thing.substr(at - in).starts_with(name)) return true;
    return false;
  });
}

// `least` signs of the thing stay.
void take_off(std::u32string& thing, const std::vector<std::u32string>& words, std::size_t least) {
  for (const std::u32string& word : words) {
    for (auto at = thing.find(word); at != std::u32string::npos && thing.size() >= word.size() + least;
         at = thing.find(word, at)) {
      if (within_a_name(thing, at, word)) {
        ++at;
      } else {
        thing.erase(at, word.size());
      }
    }
  }
}

// Signs as both texts are compared by: without the frame, long names in short.
std::u32string compared(std::u32string signs) {
  constexpr std::size_t kLeastFramed = 4;
  take_off(signs, told_words().frame, kLeastFramed);
  for (const auto& [word, as] : told_words().same)
    for (auto at = signs.find(word); at != std::u32string::npos; at = signs.find(word, at + as.size()))
      signs.replace(at, word.size(), as);
  return signs;
}

constexpr std::u32string_view telling = U"东西南北新老旧上下内外一二三四五六七八九十";

bool counts(char32_t c) { return base::is_han(c) || (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z'); }

char32_t folded(char32_t c) {
  c = base::to_half_width(c);
  return c >= U'a' && c <= U'z' ? c - U'a' + U'A' : c;
}

std::u32string signs_of(std::u32string_view text) {
  std::u32string out;
  for (const char32_t raw : text) {
    const char32_t c = folded(raw);
    if (counts(c) && c != U'的' && c != U'等' && c != U'和' && c != U'及') out.push_back(c);
  }
  return out;
}

std::uint64_t pair_at(std::u32string_view s, std::size_t i) {
  return (static_cast<std::uint64_t>(s[i]) << 32) | static_cast<std::uint64_t>(s[i + 1]);
}

}  // namespace

std::u32string thing_in(std::u32string_view text, const std::vector<base::Span>& blank) {
  std::u32string kept(text);
  for (const base::Span& span : blank) {
    for (int i = std::max(0, span.start); i < std::min(static_cast<int>(kept.size()), span.end); ++i)
      kept[static_cast<std::size_t>(i)] = U' ';
  }
  if (const auto edition = edition_in(kept)) {
    for (int i = edition->span.start; i < edition->span.end; ++i) kept[static_cast<std::size_t>(i)] = U' ';
  }
  std::u32string out = signs_of(kept);
  constexpr std::size_t kLeast = 2;
  take_off(out, told_words().doing, kLeast);
  return out;
}

bool same_thing(std::u32string_view a, std::u32string_view b) {
  return compared(std::u32string(a)) == compared(std::u32string(b));
}

bool tells_a_doing(std::u32string_view text) {
  return std::ranges::any_of(told_words().doing,
                             [&](const std::u32string& word) { return text.find(word) != std::u32string_view::npos; });
}

ToldThings::ToldThings(std::u32string_view text, base::Span part) : text_(text) {
  const auto ends = [](char32_t c) {
    return c == U'，' || c == U'。' || c == U'；' || c == U'：' || c == U'！' || c == U'\n' || c == U',' || c == U';';
  };
  int start = part.start;
  for (int i = part.start; i <= part.end; ++i) {
    if (i < part.end && !ends(text[static_cast<std::size_t>(i)])) continue;
    if (i > start) clauses_.push_back({start, i});
    start = i + 1;
  }
  for (int n = 0; n < static_cast<int>(clauses_.size()); ++n) {
    const std::u32string signs = compared(signs_of(base::slice(text, clauses_[static_cast<std::size_t>(n)])));
    for (std::size_t i = 0; i + 1 < signs.size(); ++i) {
      auto& list = where_[pair_at(signs, i)];
      if (list.empty() || list.back() != n) list.push_back(n);
    }
  }
}

std::optional<ToldAt> ToldThings::find(std::u32string_view sought) const {
  const std::u32string thing = compared(std::u32string(sought));
  if (thing.size() < 2) return std::nullopt;
  std::vector<std::uint64_t> pairs;
  for (std::size_t i = 0; i + 1 < thing.size(); ++i) pairs.push_back(pair_at(thing, i));
  std::ranges::sort(pairs);
  const auto [first, last] = std::ranges::unique(pairs);
  pairs.erase(first, last);

  std::map<int, int> alone, with_next;  // hits of a clause, and of it with the one after it
  for (const std::uint64_t pair : pairs) {
    const auto found = where_.find(pair);
    if (found == where_.end() || (found->second.size() > kEverywhere && pairs.size() > 2)) continue;
    int counted = -1;
    for (const int n : found->second) {
      ++alone[n];
      if (n > 0 && counted != n - 1) ++with_next[n - 1];
      ++with_next[n];
      counted = n;
    }
  }
  std::optional<ToldAt> best;
  int best_alone = 0;
  for (const auto& [n, hits] : with_next) {
    const auto own = alone.find(n);
    if (own == alone.end()) continue;
    const double share = static_cast<double>(hits) / static_cast<double>(pairs.size());
    if (best && (share < best->share || (share == best->share && own->second <= best_alone))) continue;
    best = ToldAt{clauses_[static_cast<std::size_t>(n)], share};
    best_alone = own->second;
  }
  const double enough = thing.size() <= 3 ? 1 : kEnough;
  if (!best || best->share < enough) return std::nullopt;
  // What is missing must not be what tells two things apart.
  const auto at = std::ranges::find(clauses_, best->span);
  std::u32string there = compared(signs_of(base::slice(text_, best->span)));
  if (at + 1 != clauses_.end()) there += compared(signs_of(base::slice(text_, *(at + 1))));
  const bool apart = std::ranges::any_of(thing, [&](char32_t c) {
    return there.find(c) == std::u32string::npos && (!base::is_han(c) || telling.find(c) != telling.npos);
  });
  if (apart) return std::nullopt;
  return best;
}

}  // namespace plan
