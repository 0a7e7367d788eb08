// Sentences and clauses of a stretch of text.
#pragma once

#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace reading {

struct Clause {
  base::Span span;  // without the comma, semicolon or stop that ends it
};

struct Sentence {
  base::Span span;  // without its final 。！？； (；ends a sentence)
  std::vector<Clause> clauses;
};

// Brackets and quotes protect what they hold: a comma inside “…” or (…) ends no clause. No sentence is longer than
// 1,600 code points: one that lost its stops ends at a comma behind the first 800.
std::vector<Sentence> split_sentences(std::u32string_view text, base::Span within);

// Is `head` a sentence with its stop, and nothing in it that could protect what stands behind? Then the sentences of a
// longer stretch that starts with it are its own and those of the rest.
bool is_whole_sentence(std::u32string_view text, base::Span head);

}  // namespace reading
