// From mentions to statements: which number belongs to which indicator, and which growth, rank or streak to which
// number.
#pragma once

#include <string>
#include <vector>

#include "reading/mention.hpp"
#include "reading/structure.hpp"

namespace reading {

// What a sentence inherits from its paragraph.
struct SentenceContext {
  View text;  // as written
  View norm;  // normalised
  Span sentence;
  Part part = Part::review;
  int year = 0;          // reported or planned
  std::u32string topic;  // the last thing named before this sentence
};

// The tokens of one sentence, in text order.
struct SentenceTokens {
  std::vector<NumberToken> numbers;
  std::vector<OrdinalToken> ordinals;
  std::vector<Nonfigure> names;  // dates and names already known
};

struct SentenceRead {
  std::vector<Figure> figures;        // ids not yet given
  std::vector<Nonfigure> nonfigures;  // tokens that turned out to count nothing
  std::u32string topic;               // for the next sentence
};

SentenceRead read_statements(const SentenceContext& context, const SentenceTokens& tokens);

}  // namespace reading
