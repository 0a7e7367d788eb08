// The mentions of one sentence, with from-to pairs, streaks and lists already joined.
#pragma once

#include "reading/sentence_figures.hpp"

namespace reading {

// Mentions that stand in one list and share their verb and unit: 分别下降9.4%、18.2%.
struct MentionGroup {
  List<Mention> members;
  int lead_start = 0;        // the words of which it is said: [lead_start, members.front().lead_end)
  bool same_clause = false;  // as the group before it
};

struct GroupedSentence {
  List<MentionGroup> groups;
  List<Nonfigure> nonfigures;
};

GroupedSentence group_mentions(const SentenceContext& context, const SentenceTokens& tokens);

// The last mark that ends a clause before `to`, not looking into brackets and quotes; `from` when there is none.
int clause_start_before(View norm, int from, int to);

}  // namespace reading
