// From mentions to statements: which number belongs to which indicator, and which growth, rank or streak to which
// number.
#pragma once

#include <span>
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
  int opening_year = 0;  // said at the head of the sentence, or of one before it where the text names no year; 0: none
  View topic;            // the last thing named before this sentence
  bool plans = true;     // some part of the text plans
  View area = {};        // of which the text speaks
};

// The tokens of one sentence, in text order.
struct SentenceTokens {
  std::span<const NumberToken> numbers;
  std::span<const OrdinalToken> ordinals;
  std::span<const Nonfigure> names;  // dates and names already known
};

// Figures are put behind `figures`, their ids not yet given; tokens that turn out to count nothing behind `names`.
// `topic` is left for the next sentence. Takes scratch memory.
void read_statements(const SentenceContext& context, const SentenceTokens& tokens, std::vector<Figure>& figures,
                     List<Nonfigure>& names, std::u32string& topic);

}  // namespace reading
