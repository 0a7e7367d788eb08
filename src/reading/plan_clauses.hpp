// The clauses of the plan part by which targets and measures are told: read once for both.
#pragma once

#include <span>
#include <vector>

#include "reading/clause.hpp"
#include "reading/structure.hpp"

namespace reading {

// Which figures lie in a stretch. `figures`, in text order, must outlive it.
class FigureFinder {
 public:
  explicit FigureFinder(const std::vector<Figure>& figures) : figures_(figures) {}
  bool any_in(Span span) const;

 private:
  const std::vector<Figure>& figures_;
};

class PlanClauses {
 public:
  PlanClauses(std::u32string_view text, const Structure& structure, const std::vector<Figure>& figures);

  // Does the paragraph commit the government to something? Headings, lists of targets and directions are read
  // otherwise.
  static bool commits(const TextParagraph& paragraph);

  // Gives the sentences of committing paragraphs one after the other, in text order.
  class Walk {
   public:
    explicit Walk(const PlanClauses& clauses) : clauses_(clauses) {}
    // The clauses of the next sentence, without the marks of lists (一是, (1)).
    std::span<const ClauseReading> next();

   private:
    const PlanClauses& clauses_;
    std::size_t sentence_ = 0;
  };

  std::size_t size() const { return all_.size(); }  // clauses

 private:
  std::vector<ClauseReading> all_;
  std::vector<std::size_t> ends_;  // of each sentence, in all_
};

}  // namespace reading
