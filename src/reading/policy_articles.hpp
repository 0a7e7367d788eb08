// A policy file or minutes cut into articles: the smallest numbered parts that say something, and what stands outside
// of them (title, addressee, signature, attendance).
#pragma once

#include <vector>

#include "reading/lines.hpp"
#include "reading/policy.hpp"
#include "reading/policy_due.hpp"

namespace reading {

struct ArticleText {
  std::string number, section, heading;
  std::vector<Span> headings;  // titles above, outermost first
  Span span;                   // with its number
  Span body;                   // behind it; may hold several lines
  bool numbered = false;
  bool clause = false;      // 第三条: has no lead phrase but a set-off one
  bool before_all = false;  // stands before the first numbered one
};

struct ArticlesFound {
  std::vector<ArticleText> articles;
  std::vector<NoAction> set_aside;
  std::string title, doc_number, issuer;
  std::optional<calendar::Date> issued;
};

// `norm` is the normalised text of the lines.
ArticlesFound find_articles(std::u32string_view norm, const std::vector<Line>& lines);

// Code points of the number at the start of a line or sentence (1. （1） ① 一是 第三条); 0 for none. 5.9月底前 has one.
int number_length(std::u32string_view line);

// Which kind the title of a document names, and the word that says so; `report` with an empty word when none does.
struct TitleKind {
  DocumentKind kind = DocumentKind::report;
  std::string word, title;
};
TitleKind kind_by_title(std::u32string_view norm, const std::vector<Line>& lines);

}  // namespace reading
