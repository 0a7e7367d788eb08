#include "reading/plan_clauses.hpp"

#include <algorithm>

#include "reading/outline.hpp"

namespace reading {
namespace {

// 一是, (1) at the head of a clause belong to the list, not to what it says.
Span without_mark(std::u32string_view text, Span clause) {
  const auto mark = heading_mark(base::slice(text, clause));
  if (mark && mark->form != HeadingMark::Form::han_stop && clause.start + mark->length < clause.end)
    clause.start += mark->length;
  return clause;
}

}  // namespace

bool FigureFinder::any_in(Span span) const {
  auto at = std::lower_bound(figures_.begin(), figures_.end(), span.start,
                             [](const Figure& f, int start) { return f.span.end <= start; });
  return at != figures_.end() && at->span.overlaps(span);
}

bool PlanClauses::commits(const TextParagraph& p) {
  return p.part == Part::plan && !p.is_heading && !p.is_target_list && !p.is_orientation && !p.is_problems;
}

PlanClauses::PlanClauses(std::u32string_view text, const Structure& structure, const std::vector<Figure>& figures) {
  const FigureFinder finder(figures);
  std::size_t clauses = 0, sentences = 0;
  for (const TextParagraph& p : structure.paragraphs) {
    if (!commits(p)) continue;
    sentences += p.sentences.size();
    for (const Sentence& sentence : p.sentences) clauses += sentence.clauses.size();
  }
  all_.reserve(clauses);
  ends_.reserve(sentences);
  for (const TextParagraph& p : structure.paragraphs) {
    if (!commits(p)) continue;
    for (const Sentence& sentence : p.sentences) {
      bool acts = false;
      for (const Clause& clause : sentence.clauses) {
        const Span span = without_mark(text, clause.span);
        all_.push_back(read_clause(text, span, finder.any_in(span), !acts));
        acts = acts || all_.back().type == ClauseReading::Type::action;
      }
      ends_.push_back(all_.size());
    }
  }
}

std::span<const ClauseReading> PlanClauses::Walk::next() {
  const std::size_t from = sentence_ == 0 ? 0 : clauses_.ends_[sentence_ - 1];
  const std::size_t to = clauses_.ends_[sentence_++];
  return std::span(clauses_.all_).subspan(from, to - from);
}

}  // namespace reading
