// How the reading page looks and moves: its style sheet and its script, put into the page as they are.
#pragma once

#include <string_view>

namespace report {

// CSS. Kinds of marks differ in form as well as in colour: a tint, a frame, lines below of different kinds; so the page
// holds without colour (print, WCAG 2.2 1.4.1).
extern const std::string_view reading_style;

// ECMAScript 5, as the browsers of offices have it. It builds nodes and never parses text as markup.
extern const std::string_view reading_script;

}  // namespace report
