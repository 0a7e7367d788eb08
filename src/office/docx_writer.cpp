#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "markup/write.hpp"
#include "office/docx_parts.hpp"
#include "office/office.hpp"

namespace office {
namespace {

using document::Draft;
using document::DraftParagraph;
using document::DraftTable;
using document::PageBreak;
using markup::Writer;

const char* style_of(DraftParagraph::Role role) {
  switch (role) {
    case DraftParagraph::Role::title:
      return "Title";
    case DraftParagraph::Role::subtitle:
      return "Subtitle";
    case DraftParagraph::Role::heading1:
      return "Heading1";
    case DraftParagraph::Role::heading2:
      return "Heading2";
    case DraftParagraph::Role::body:
      return "GongWenBody";
    case DraftParagraph::Role::item:
      return "GongWenItem";
    case DraftParagraph::Role::note:
      return "GongWenNote";
    case DraftParagraph::Role::signature:
      return "GongWenSignature";
    case DraftParagraph::Role::date:
      return "GongWenDate";
  }
  return "GongWenBody";
}

// How wide a text prints, in Chinese characters.
double width_of(std::string_view utf8) {
  double width = 0;
  for (char32_t c : base::u32(utf8)) width += c < 0x2000 ? 0.5 : 1;
  return width;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t start = 0;
  while (true) {
    const auto end = text.find('\n', start);
    lines.push_back(text.substr(start, end - start));
    if (end == std::string::npos) return lines;
    start = end + 1;
  }
}

class Body {
 public:
  explicit Body(const Draft& draft) : draft_(draft) {}

  std::string write() {
    w_.open("w:document", {{"xmlns:w", docx::word_space}, {"xmlns:r", docx::relation_space}}).open("w:body");
    for (std::size_t i = 0; i < draft_.blocks.size(); ++i) {
      const auto& block = draft_.blocks[i];
      if (const auto* p = std::get_if<DraftParagraph>(&block)) {
        paragraph(*p, i + 1 < draft_.blocks.size() ? &draft_.blocks[i + 1] : nullptr);
      } else if (const auto* t = std::get_if<DraftTable>(&block)) {
        if (std::exchange(break_before_, false)) spacer(20, true);
        table(*t);
        // Word needs a paragraph after a table: between tables, and at the end.
        const bool table_next =
            i + 1 < draft_.blocks.size() && std::holds_alternative<DraftTable>(draft_.blocks[i + 1]);
        const bool break_next = i + 1 < draft_.blocks.size() && std::holds_alternative<PageBreak>(draft_.blocks[i + 1]);
        spacer(i + 1 == draft_.blocks.size() || break_next ? 20 : table_next ? 240 : 120, false);
      } else {
        break_before_ = true;
      }
    }
    section();
    w_.close().close();
    return w_.take();
  }

 private:
  void paragraph(const DraftParagraph& p, const std::variant<DraftParagraph, DraftTable, PageBreak>* next) {
    w_.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", style_of(p.role)}});
    // A caption stays with its table; a long paragraph may not drag itself to the next page for one.
    double width = 0;
    for (const auto& run : p.runs) width += width_of(run.text);
    const bool caption = next != nullptr && std::holds_alternative<DraftTable>(*next) && width < 56;
    // A signature never stands alone on a page (7.3.5.4).
    const auto* following = next == nullptr ? nullptr : std::get_if<DraftParagraph>(next);
    const bool before_signature = following != nullptr && following->role == DraftParagraph::Role::signature;
    if (caption || before_signature) w_.leaf("w:keepNext");
    if (std::exchange(break_before_, false)) w_.leaf("w:pageBreakBefore");
    // One blank line under the title, or under what stands with it.
    if (p.role == DraftParagraph::Role::title || p.role == DraftParagraph::Role::subtitle) {
      const auto* after = next == nullptr ? nullptr : std::get_if<DraftParagraph>(next);
      if (after == nullptr ||
          (after->role != DraftParagraph::Role::subtitle && after->role != DraftParagraph::Role::title)) {
        const int line = p.role == DraftParagraph::Role::title ? 700 : docx::line_pitch;
        w_.leaf("w:spacing", {{"w:after", std::to_string(docx::line_pitch / 2)},
                              {"w:line", std::to_string(line)},
                              {"w:lineRule", "exact"}});
      }
    }
    w_.close();
    for (const auto& run : p.runs) text_run(run.text, run.bold, run.reference);
    w_.close();
  }

  void text_run(const std::string& text, bool bold, bool reference) {
    if (text.empty()) return;
    w_.open("w:r");
    if (bold || reference) {
      w_.open("w:rPr");
      if (reference) w_.leaf("w:rStyle", {{"w:val", "SourceMark"}});
      if (bold) w_.leaf("w:b");
      w_.close();
    }
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i > 0) w_.leaf("w:br");
      std::size_t start = 0;
      while (true) {
        const auto tab = lines[i].find('\t', start);
        const auto piece = lines[i].substr(start, tab - start);
        if (!piece.empty()) w_.element("w:t", piece, {{"xml:space", "preserve"}});
        if (tab == std::string::npos) break;
        w_.leaf("w:tab");
        start = tab + 1;
      }
    }
    w_.close();
  }

  void spacer(int height, bool page_break) {
    w_.open("w:p").open("w:pPr");
    if (page_break) w_.leaf("w:pageBreakBefore");
    w_.leaf("w:spacing", {{"w:line", std::to_string(height)}, {"w:lineRule", "exact"}});
    w_.open("w:rPr").leaf("w:sz", {{"w:val", "2"}}).close().close().close();
  }

  static std::vector<int> column_widths(const DraftTable& t) {
    std::size_t columns = t.header.size();
    for (const auto& row : t.rows) columns = std::max(columns, row.size());
    JC_ASSERT(columns > 0);
    std::vector<double> shares(columns, 1.0);
    for (std::size_t i = 0; i < columns && i < t.widths.size(); ++i) shares[i] = std::max(t.widths[i], 0.01);
    double total = 0;
    for (double s : shares) total += s;
    std::vector<int> widths;
    int used = 0;
    for (double s : shares) {
      widths.push_back(static_cast<int>(std::floor(docx::text_width * s / total)));
      used += widths.back();
    }
    widths.back() += docx::text_width - used;
    return widths;
  }

  // A column of short entries reads best centred; prose reads best from the left.
  static std::vector<bool> centred_columns(const DraftTable& t, std::size_t columns) {
    std::vector<bool> centred(columns, true);
    for (const auto& row : t.rows)
      for (std::size_t i = 0; i < row.size(); ++i)
        for (const auto& line : lines_of(row[i]))
          if (width_of(line) > (t.header.empty() && i == 0 ? 8.0 : 9.0)) centred[i] = false;
    if (t.header.empty() && columns > 1) centred[columns - 1] = false;
    return centred;
  }

  void table(const DraftTable& t) {
    const auto widths = column_widths(t);
    const auto centred = centred_columns(t, widths.size());
    const char* style = t.small ? "TableSmall" : "TableText";
    w_.open("w:tbl").open("w:tblPr");
    w_.leaf("w:tblW", {{"w:w", std::to_string(docx::text_width)}, {"w:type", "dxa"}})
        .leaf("w:jc", {{"w:val", "center"}});
    w_.open("w:tblBorders");
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"})
      w_.leaf(side, {{"w:val", "single"}, {"w:sz", "4"}, {"w:space", "0"}, {"w:color", "000000"}});
    w_.close().leaf("w:tblLayout", {{"w:type", "fixed"}}).open("w:tblCellMar");
    const std::string vertical = t.small ? "30" : "60";
    w_.leaf("w:top", {{"w:w", vertical}, {"w:type", "dxa"}}).leaf("w:left", {{"w:w", "70"}, {"w:type", "dxa"}});
    w_.leaf("w:bottom", {{"w:w", vertical}, {"w:type", "dxa"}}).leaf("w:right", {{"w:w", "70"}, {"w:type", "dxa"}});
    w_.close().close().open("w:tblGrid");
    for (int width : widths) w_.leaf("w:gridCol", {{"w:w", std::to_string(width)}});
    w_.close();

    if (!t.header.empty()) {
      w_.open("w:tr").open("w:trPr").leaf("w:cantSplit").leaf("w:tblHeader").close();
      for (std::size_t i = 0; i < widths.size(); ++i)
        cell(i < t.header.size() ? t.header[i] : std::string(), widths[i], style, true, true, true);
      w_.close();
    }
    for (std::size_t r = 0; r < t.rows.size(); ++r) {
      const auto& row = t.rows[r];
      w_.open("w:tr").open("w:trPr").leaf("w:cantSplit").close();
      for (std::size_t i = 0; i < widths.size(); ++i) {
        const bool label = t.header.empty() && i == 0;
        // A form's label column reads like a header.
        cell(i < row.size() ? row[i] : std::string(), widths[i], style, centred[i], label, false);
      }
      w_.close();
    }
    w_.close();
  }

  void cell(const std::string& text, int width, const char* style, bool centre, bool heading, bool keep_next) {
    w_.open("w:tc").open("w:tcPr").leaf("w:tcW", {{"w:w", std::to_string(width)}, {"w:type", "dxa"}});
    w_.leaf("w:vAlign", {{"w:val", "center"}}).close();
    for (const auto& line : lines_of(text)) {
      w_.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", style}});
      if (keep_next) w_.leaf("w:keepNext");
      if (centre) w_.leaf("w:jc", {{"w:val", "center"}});
      w_.close();
      marked_text(line, heading);
      w_.close();
    }
    w_.close();
  }

  // The length of a mark at `at`: [3], [推算], [预计]; 0 when there is none.
  static std::size_t mark_at(const std::string& line, std::size_t at) {
    if (line[at] != '[') return 0;
    for (const std::string_view word : {"[推算]", "[预计]"})
      if (std::string_view(line).substr(at).starts_with(word)) return word.size();
    const auto close = line.find_first_not_of("0123456789", at + 1);
    return close != std::string::npos && close > at + 1 && line[close] == ']' ? close + 1 - at : 0;
  }

  void marked_text(const std::string& line, bool heading) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < line.size();) {
      const auto length = mark_at(line, at);
      if (length == 0) {
        ++at;
        continue;
      }
      cell_run(line.substr(start, at - start), heading);
      text_run(line.substr(at, length), false, true);
      start = at += length;
    }
    cell_run(line.substr(start), heading);
  }

  void cell_run(const std::string& text, bool heading) {
    if (text.empty()) return;
    w_.open("w:r");
    if (heading)
      w_.open("w:rPr")
          .leaf("w:rFonts", {{"w:ascii", "黑体"}, {"w:hAnsi", "黑体"}, {"w:eastAsia", "黑体"}, {"w:cs", "黑体"}})
          .close();
    w_.element("w:t", text, {{"xml:space", "preserve"}}).close();
  }

  void section() {
    w_.open("w:sectPr");
    if (draft_.page_numbers) {
      w_.leaf("w:footerReference", {{"w:type", "default"}, {"r:id", "rId4"}});
      w_.leaf("w:footerReference", {{"w:type", "even"}, {"r:id", "rId5"}});
    }
    auto number = [](int n) { return std::to_string(n); };
    w_.leaf("w:pgSz", {{"w:w", number(docx::page_width)}, {"w:h", number(docx::page_height)}});
    // The dash of the page number stands 7 mm under the text (7.5).
    w_.leaf("w:pgMar", {{"w:top", number(docx::margin_top)},
                        {"w:right", number(docx::margin_right)},
                        {"w:bottom", number(docx::margin_bottom)},
                        {"w:left", number(docx::margin_left)},
                        {"w:header", "851"},
                        {"w:footer", "1247"},
                        {"w:gutter", "0"}});
    w_.close();
  }

  const Draft& draft_;
  Writer w_;
  bool break_before_ = false;
};

}  // namespace

std::string write_docx(const Draft& draft, std::chrono::sys_seconds when) {
  auto parts = docx::fixed_parts(draft.title, draft.author, when, draft.page_numbers);
  parts.push_back({"word/document.xml", Body(draft).write()});
  return write_zip(parts);
}

}  // namespace office
