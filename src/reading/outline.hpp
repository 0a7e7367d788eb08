// Headings in the habits of Chinese official writing: 一、 / （一） / 1. / 一是 / —— marks, own-line themes, run-in
// lead phrases.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reading/lines.hpp"
#include "reading/sentences.hpp"
#include "reading/statements.hpp"

namespace reading {

struct HeadingMark {
  enum class Form { han_stop, han_paren, arabic, is, dash };  // 一、 （一） 1. 一是 ——
  Form form = Form::dash;
  std::string number;  // "一", "(一)", "1", "一是"; empty for a dash
  int ordinal = 0;     // 一 = 1
  int length = 0;      // code points from the start of the line to the title
};

// The mark at the start of a line; nothing for “一、二、三产业” and for decimals.
std::optional<HeadingMark> heading_mark(std::u32string_view line);

// What one line is in the outline.
struct OutlineLine {
  Line line;
  std::optional<HeadingMark> mark;
  int level = 0;                    // 0: no heading
  Span title;                       // when level > 0
  bool own_line = false;            // the heading is the whole line
  Span under;                       // a heading one step lower on the same line, which both fill; empty for none
  Span body;                        // the line without mark, title and the stop after the title
  Span content;                     // the line without mark
  std::vector<Sentence> sentences;  // of `content`; none before the body of the text
};

// `body_start`: index of the first line after title and salutation; lines before it are never headings.
std::vector<OutlineLine> outline_lines(std::u32string_view text, const std::vector<Line>& lines,
                                       std::size_t body_start);

// The first line that is neither title, salutation nor web page furniture.
std::size_t find_body_start(std::u32string_view text, const std::vector<Line>& lines);

}  // namespace reading
