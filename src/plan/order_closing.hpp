// How a released figure ends a matter: one table, by which the program closes and from which the sheet's 销号标准 is
// written, so that the signed paper says what will be done.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plan/order_life.hpp"

namespace plan {

struct FigureEnding {
  bool annual = false;   // of the whole year's figure; else of one within the year
  Verdict verdict{};     // what the newer released figure brings it to
  std::string rule;      // as the sheet says it: 全年数达到目标的销号
  std::string happened;  // as the register says it, the target's words in brackets after it, then `then`
  std::string then;
  bool aim = false;
};

// The ending that a figure brings; nothing: the matter goes on. `in_year`: the year is not over and the figure is of
// it.
const FigureEnding* figure_ending(Verdict verdict, bool annual, bool in_year);

// The whole sentence of an order on a target: the figures that end it, and the deed. `deed`: what is to be done.
std::string closing_words(const std::string& publisher, const std::string& year, const std::string& name,
                          const std::string& deed);

// What a matter on a late project is closed on: the deed alone.
std::string project_closing_words(const std::string& deed);

// Whether the criterion printed in an order says that it is not closed on the owner's own answer.
bool refuses_reply(std::string_view closes_on);

}  // namespace plan
