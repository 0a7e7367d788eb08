// How much of an A4 page in the layout of GB/T 9704 a draft takes, counted from above: used where one page is a
// promise.
#pragma once

#include <string_view>

#include "document/draft.hpp"

namespace report {

// 225 mm of text.
constexpr double page_points = 637.8;

double points_of(const document::DraftParagraph& paragraph);
// With its borders, margins and the space after it.
double points_of(const document::DraftTable& table);

}  // namespace report
