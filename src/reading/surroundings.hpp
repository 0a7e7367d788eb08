// The words around the numbers of a sentence: the noun behind a number, and how the clauses lie.
#pragma once

#include "reading/mention_groups.hpp"

namespace reading {

class Surroundings {
 public:
  // Both must outlive it.
  Surroundings(const SentenceContext& context, const GroupedSentence& grouped)
      : c_(context),
        t_(context.norm),
        grouped_(grouped),
        counted_to_(context.sentence.start),
        years_to_(context.sentence.start) {}

  // The noun behind `member` of group `group`, as written: to the next mark, or to the words of the next mention.
  View after(std::size_t group, std::size_t member) const;

  // The noun behind the first number of the next group, when it stands in the same clause.
  View after_next(std::size_t group) const;

  // How many marks stand before `at` in the sentence.
  int clause_number(int at) const;

  // 到2025年，城镇化率达到70%: a term set at the head of the sentence holds to its end. 0 when none is set before `to`.
  int year_set_before(int to) const;

 private:
  View raw(int from, int to) const;
  int noun_end(int from, int limit, bool counted_next) const;
  bool deeds_listed(int from, int mark, int limit) const;
  bool noun_goes_on(int from, int limit, bool counted_next) const;

  const SentenceContext& c_;
  View t_;
  const GroupedSentence& grouped_;
  // Asked for places further and further on: what was counted up to here, and the year that was found.
  mutable int counted_to_ = 0, marks_ = 0;
  mutable int years_to_ = 0, year_ = 0;
};

// …及, …和, …、: the list goes on behind these words.
bool joins_list(View words);

}  // namespace reading
