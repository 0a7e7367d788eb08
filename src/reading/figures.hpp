// Figures and nonfigures of a text.
#pragma once

#include <vector>

#include "reading/structure.hpp"

namespace reading {

struct FiguresFound {
  std::vector<Figure> figures;        // in text order, ids given
  std::vector<Nonfigure> nonfigures;  // in text order
  std::vector<Span> unaccounted;
};

// `structure` gives parts (which decide period, status and how 以上 reads), sentences and clauses.
FiguresFound find_figures(std::u32string_view text, const Structure& structure);

}  // namespace reading
