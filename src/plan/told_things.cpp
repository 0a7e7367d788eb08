#include "plan/told_things.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "plan/progress_words.hpp"

namespace plan {
namespace {

constexpr double kEnough = 0.7;
// A pair of signs that stands in so many clauses (发展, 建设) tells nothing about the place.
constexpr std::size_t kEverywhere = 400;

// Verbs and words of manner that a plan and a report put differently.
constexpr std::array<std::u32string_view, 66> doing = {
    U"加快推进", U"有序推进", U"稳步推进", U"扎实推进", U"深入推进", U"持续推进", U"全力推进", U"深入实施", U"深入开展",
    U"进一步",   U"积极",     U"大力",     U"全面",     U"持续",     U"深入",     U"扎实",     U"稳步",     U"有序",
    U"加快",     U"推进",     U"推动",     U"推出",     U"启动",     U"开工",     U"建设",     U"建成",     U"完成",
    U"实施",     U"开展",     U"举办",     U"打造",     U"培育",     U"引进",     U"支持",     U"鼓励",     U"引导",
    U"完善",     U"健全",     U"优化",     U"强化",     U"加强",     U"提升",     U"深化",     U"落实",     U"力争",
    U"争取",     U"确保",     U"制定",     U"出台",     U"编制",     U"组织",     U"探索",     U"拓展",     U"扩大",
    U"改造",     U"新建",     U"新增",     U"更新",     U"打通",     U"筹集",     U"盘活",     U"创建",     U"主体封顶",
    U"封顶",     U"投入使用", U"竣工"};

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
  for (const std::u32string_view word : doing) {
    for (auto at = out.find(word); at != std::u32string::npos && out.size() >= word.size() + 2; at = out.find(word))
      out.erase(at, word.size());
  }
  return out;
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
    const std::u32string signs = signs_of(base::slice(text, clauses_[static_cast<std::size_t>(n)]));
    for (std::size_t i = 0; i + 1 < signs.size(); ++i) {
      auto& list = where_[pair_at(signs, i)];
      if (list.empty() || list.back() != n) list.push_back(n);
    }
  }
}

std::optional<ToldAt> ToldThings::find(std::u32string_view thing) const {
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
  std::u32string there = signs_of(base::slice(text_, best->span));
  if (at + 1 != clauses_.end()) there += signs_of(base::slice(text_, *(at + 1)));
  const bool apart = std::ranges::any_of(thing, [&](char32_t c) {
    return there.find(c) == std::u32string::npos && (!base::is_han(c) || telling.find(c) != telling.npos);
  });
  if (apart) return std::nullopt;
  return best;
}

}  // namespace plan
