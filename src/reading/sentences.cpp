#include <vector>

#include "reading/structure.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

// A pair that holds more than this is taken for a missing mark, and protects nothing.
constexpr int kLongestProtected = 120;

// For each code point of `within`: is it inside a closed pair of quotes or brackets?
std::vector<bool> protected_places(View text, Span within) {
  static constexpr View kOpen = U"“‘（(《〈「『【[［〔";
  static constexpr View kClose = U"”’）)》〉」』】]］〕";
  std::vector<bool> inside(static_cast<std::size_t>(within.size()), false);
  std::vector<std::pair<char32_t, int>> open;
  int straight = -1;
  auto protect = [&](int from, int to) {
    if (to - from > kLongestProtected) return;
    for (int i = from + 1; i < to; ++i) inside[static_cast<std::size_t>(i)] = true;
  };
  for (int i = 0; i < within.size(); ++i) {
    const char32_t c = text[static_cast<std::size_t>(within.start + i)];
    if (c == U'"') {
      if (straight < 0) {
        straight = i;
      } else {
        protect(straight, i);
        straight = -1;
      }
      continue;
    }
    if (const auto o = kOpen.find(c); o != View::npos) {
      open.emplace_back(kClose[o], i);
      continue;
    }
    if (kClose.find(c) == View::npos) continue;
    for (auto it = open.rbegin(); it != open.rend(); ++it) {
      if (it->first != c) continue;
      protect(it->second, i);
      open.erase(std::next(it).base(), open.end());
      break;
    }
  }
  return inside;
}

bool ends_sentence(char32_t c) { return View(U"。！？；!?;").find(c) != View::npos; }

bool ends_clause(View text, int at, Span within) {
  const char32_t c = text[static_cast<std::size_t>(at)];
  if (c == U'，' || c == U'：') return true;
  if (c != U',' && c != U':') return false;
  const bool digit_before = at > within.start && words::is_digit(text[static_cast<std::size_t>(at - 1)]);
  const bool digit_after = at + 1 < within.end && words::is_digit(text[static_cast<std::size_t>(at + 1)]);
  return !(digit_before && digit_after);  // 1,234 and 6:4 stay whole
}

Span trimmed(View text, Span span) {
  while (!span.empty() && base::is_space(text[static_cast<std::size_t>(span.start)])) ++span.start;
  while (!span.empty() && base::is_space(text[static_cast<std::size_t>(span.end - 1)])) --span.end;
  return span;
}

}  // namespace

std::vector<Sentence> split_sentences(std::u32string_view text, Span within) {
  JC_ASSERT(0 <= within.start && within.start <= within.end && static_cast<std::size_t>(within.end) <= text.size());
  const std::vector<bool> inside = protected_places(text, within);
  std::vector<Sentence> sentences;
  Sentence sentence;
  int sentence_start = within.start, clause_start = within.start;
  auto close_clause = [&](int end) {
    const Span span = trimmed(text, {clause_start, end});
    if (!span.empty()) sentence.clauses.push_back({span});
    clause_start = end + 1;
  };
  auto close_sentence = [&](int end) {
    close_clause(end);
    sentence.span = trimmed(text, {sentence_start, end});
    if (!sentence.clauses.empty()) sentences.push_back(std::move(sentence));
    sentence = {};
    sentence_start = clause_start = end + 1;
  };
  for (int i = within.start; i < within.end; ++i) {
    if (inside[static_cast<std::size_t>(i - within.start)]) continue;
    const char32_t c = text[static_cast<std::size_t>(i)];
    if (ends_sentence(c)) {
      close_sentence(i);
    } else if (ends_clause(text, i, within)) {
      close_clause(i);
    }
  }
  close_sentence(within.end);
  return sentences;
}

}  // namespace reading
