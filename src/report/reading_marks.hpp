// Which stretch of a text is covered by which statements: overlapping spans cut into pieces that do not overlap.
#pragma once

#include <string>
#include <vector>

#include "reading/statements.hpp"

namespace report {

enum class MarkKind { figure, planned_figure, context_figure, target, measure, problem, nonfigure, unaccounted };

struct Mark {
  base::Span span;
  MarkKind kind = MarkKind::figure;
  std::string id;  // F001, T001, M001; P001 and N001 for problems and nonfigures, U001 for digits not accounted for
  bool unsure = false;
};

// Every statement of a reading, by place; of those that start together the longer one first.
std::vector<Mark> marks_of(const reading::Reading& reading);

// A stretch covered by the same statements from end to end.
struct Piece {
  base::Span span;
  std::vector<const Mark*> marks;   // that cover it, the innermost first; empty: plain text
  std::vector<const Mark*> starts;  // those of them that start here
};

// Cuts [0, length) at every end of a mark. The pieces follow on one another without a gap. Marks must lie inside.
std::vector<Piece> pieces_of(const std::vector<Mark>& marks, int length);

}  // namespace report
