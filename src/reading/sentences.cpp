#include "reading/sentences.hpp"

#include <algorithm>

#include "reading/scratch.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using base::Span;
using words::View;

// A pair that holds more than this is taken for a missing mark, and protects nothing.
constexpr int kLongestProtected = 120;
// What goes on for longer than any sentence of a report (the longest met has 503) has lost its stops: it ends at the
// next comma, and in the end where it stands, so that the work a sentence takes stays bounded.
constexpr int kLongest = 800, kLongestWithoutComma = 1600;

constexpr words::CharSet kOpens(U"“‘（(《〈「『【[［〔"), kCloses(U"”’）)》〉」』】]］〕");
// Marks that matter here: everything else is passed over.
constexpr words::CharSet kMarks(U"“‘（(《〈「『【[［〔”’）)》〉」』】]］〕\"。！？；!?;，：,:");

// Most of a text, told at once.
bool is_word_character(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

// The marks of a stretch, in text order: all that matters for where it is cut.
List<int> marks_in(View text, Span within) {
  List<int> out;
  out.reserve(static_cast<std::size_t>(within.size()) / 12 + 4);
  for (int i = within.start; i < within.end; ++i) {
    const char32_t c = text[static_cast<std::size_t>(i)];
    if (!is_word_character(c) && kMarks.has(c)) out.push_back(i);
  }
  return out;
}

// Where the closed pairs of quotes and brackets lie, outermost and inner ones, by where they start.
List<Span> protected_stretches(View text, const List<int>& marks) {
  static constexpr View kOpen = U"“‘（(《〈「『【[［〔", kClose = U"”’）)》〉」』】]］〕";
  List<Span> out;
  List<std::pair<char32_t, int>> open;
  int waiting[kClose.size()] = {};  // how many of each kind are open
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
      const auto kind = kOpen.find(c);
      open.emplace_back(kClose[kind], i);
      ++waiting[kind];
      continue;
    }
    if (open.empty() || !kCloses.has(c) || waiting[kClose.find(c)] == 0) continue;
    // What was opened later and never closed is forgotten.
    for (bool found = false; !found;) {
      const auto [close, from] = open.back();
      open.pop_back();
      --waiting[kClose.find(close)];
      found = close == c;
      if (found) protect(from, i);
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

bool is_whole_sentence(std::u32string_view text, base::Span head) {
  const Span inner = trimmed(text, head);
  if (inner.empty() || inner.size() > kLongest || !ends_sentence(text[static_cast<std::size_t>(inner.end - 1)]))
    return false;
  return std::none_of(text.begin() + inner.start, text.begin() + inner.end,
                      [](char32_t c) { return kOpens.has(c) || c == U'"'; });
}

std::vector<Sentence> split_sentences(std::u32string_view text, base::Span within) {
  JC_ASSERT(0 <= within.start && within.start <= within.end && static_cast<std::size_t>(within.end) <= text.size());
  const ScratchScope scope;
  const List<int> marks = marks_in(text, within);
  const List<Span> kept = protected_stretches(text, marks);
  std::size_t next_kept = 0;
  std::vector<Sentence> sentences;
  List<Clause> clauses;  // of the sentence that is open
  int sentence_start = within.start, clause_start = within.start;
  auto close_clause = [&](int end) {
    const Span span = trimmed(text, {clause_start, end});
    if (!span.empty()) clauses.push_back({span});
    clause_start = end + 1;
  };
  auto close_sentence = [&](int end) {
    close_clause(end);
    if (!clauses.empty()) sentences.push_back({trimmed(text, {sentence_start, end}), {clauses.begin(), clauses.end()}});
    clauses.clear();
    sentence_start = clause_start = end + 1;
  };
  auto cut_before = [&](int end) {
    while (end - sentence_start > kLongestWithoutComma) {
      const int cut = sentence_start + kLongestWithoutComma;
      close_sentence(cut);
      sentence_start = clause_start = cut;
    }
  };
  for (const int i : marks) {
    const char32_t c = text[static_cast<std::size_t>(i)];
    cut_before(i);
    while (next_kept < kept.size() && kept[next_kept].end <= i) ++next_kept;
    if (next_kept < kept.size() && kept[next_kept].start <= i) continue;
    if (ends_sentence(c)) {
      close_sentence(i);
    } else if (ends_clause(text, i, within)) {
      if (i - sentence_start > kLongest) {
        close_sentence(i);
      } else {
        close_clause(i);
      }
    }
  }
  cut_before(within.end);
  close_sentence(within.end);
  return sentences;
}

}  // namespace reading
