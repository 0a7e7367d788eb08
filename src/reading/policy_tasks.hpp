// An article's sentences as tasks, conditions of tasks, and words that ask for nothing.
#pragma once

#include "reading/policy_articles.hpp"
#include "reading/policy_duties.hpp"

namespace reading {

struct TaskContext {
  DueContext due;
  DocumentKind kind = DocumentKind::policy;
  Duties shared;               // of the heading above or of other cells of the row
  std::vector<Span> headings;  // titles above, for what they say of the whole part
  bool numbered = true;
  bool clause = false;
  bool before_all = false;
  bool row = false;  // a cell of a table of tasks: what stands in it is one
};

// Every sentence of `body` lies in a task or its conditions, or in no_action, or is the article's title. `text` as
// written, `norm` its normalised form. Ids are set by the caller.
void read_article(std::u32string_view text, std::u32string_view norm, Span body, const TaskContext& context,
                  PolicyArticle& into);

}  // namespace reading
