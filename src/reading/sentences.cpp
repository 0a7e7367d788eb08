#include "reading/sentences.hpp"

#include <algorithm>

#include "reading/words.hpp"

namespace reading {
namespace {

using base::Span;
using words::View;

// A pair that holds more than this is taken for a missing mark, and protects nothing.
constexpr int kLongestProtected = 120;

constexpr words::CharSet kOpens(U"“‘（(《〈「『【[［〔"), kCloses(U"”’）)》〉」』】]］〕");
// Marks that matter here: everything else is passed over.
constexpr words::CharSet kMarks(U"“‘（(《〈「『【[［〔”’）)》〉」』】]］〕\"。！？；!?;，：,:");

// Most of a text, told at once.
bool is_word_character(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

// The marks of a stretch, in text order: all that matters for where it is cut.
std::vector<int> marks_in(View text, Span within) {
  std::vector<int> out;
  out.reserve(static_cast<std::size_t>(within.size()) / 12 + 4);
  for (int i = within.start; i < within.end; ++i) {
    const char32_t c = text[static_cast<std::size_t>(i)];
    if (!is_word_character(c) && kMarks.has(c)) out.push_back(i);
  }
  return out;
}

// Where the closed pairs of quotes and brackets lie, outermost and inner ones, by where they start.
std::vector<Span> protected_stretches(View text, const std::vector<int>& marks) {
  static constexpr View kOpen = U"“‘（(《〈「『【[［〔", kClose = U"”’）)》〉」』】]］〕";
  std::vector<Span> out;
  std::vector<std::pair<char32_t, int>> open;
  int straight = -1;
  auto protect = [&](int from, int to) {
    if (to - from <= kLongestProtected) out.push_back({from + 1, to});
  };
  for (const int i : marks) {
    const char32_t c = text[static_cast<std::size_t>(i)];
    if (c == U'，' || c == U'。') continue;
    if (c == U'"') {
      if (straight < 0) {
        straight = i;
      } else {
        protect(straight, i);
        straight = -1;
      }
      continue;
    }
    if (kOpens.has(c)) {
      open.emplace_back(kClose[kOpen.find(c)], i);
      continue;
    }
    if (open.empty() || !kCloses.has(c)) continue;
    for (auto it = open.rbegin(); it != open.rend(); ++it) {
      if (it->first != c) continue;
      protect(it->second, i);
      open.erase(std::next(it).base(), open.end());
      break;
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool ends_sentence(char32_t c) {
  static constexpr words::CharSet kEnds(U"。！？；!?;");
  return kEnds.has(c);
}

bool ends_clause(View text, int at, Span within) {
  const char32_t c = text[static_cast<std::size_t>(at)];
  if (c == U'，') return true;
  if (c != U',' && c != U':' && c != U'：') return false;
  const bool digit_before = at > within.start && words::is_digit(text[static_cast<std::size_t>(at - 1)]);
  const bool digit_after = at + 1 < within.end && words::is_digit(text[static_cast<std::size_t>(at + 1)]);
  return !(digit_before && digit_after);  // 1,234, 6:4 and 1：1 stay whole
}

Span trimmed(View text, Span span) {
  while (!span.empty() && base::is_space(text[static_cast<std::size_t>(span.start)])) ++span.start;
  while (!span.empty() && base::is_space(text[static_cast<std::size_t>(span.end - 1)])) --span.end;
  return span;
}

}  // namespace

std::vector<Sentence> split_sentences(std::u32string_view text, base::Span within) {
  JC_ASSERT(0 <= within.start && within.start <= within.end && static_cast<std::size_t>(within.end) <= text.size());
  const std::vector<int> marks = marks_in(text, within);
  const std::vector<Span> kept = protected_stretches(text, marks);
  std::size_t next_kept = 0;
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
  for (const int i : marks) {
    const char32_t c = text[static_cast<std::size_t>(i)];
    while (next_kept < kept.size() && kept[next_kept].end <= i) ++next_kept;
    if (next_kept < kept.size() && kept[next_kept].start <= i) continue;
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
