#include <algorithm>
#include <cmath>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "markup/write.hpp"
#include "office/office.hpp"
#include "office/properties.hpp"
#include "office/xlsx_styles.hpp"
#include "office/zip.hpp"

namespace office {
namespace {

using document::DraftSheet;
using document::DraftWorkbook;
using document::SheetCell;
using markup::Writer;

constexpr const char* sheet_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* relation_space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* package_space = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string column_name(std::size_t column) {
  std::string name;
  for (++column; column > 0; column = (column - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
  return name;
}

std::string reference(std::size_t row, std::size_t column) { return column_name(column) + std::to_string(row + 1); }

// In half-width characters, as column widths count.
double width_of(std::string_view utf8) {
  double width = 0;
  for (char32_t c : base::u32(utf8)) width += c < 0x2000 ? 1 : 2;
  return width;
}

// At most 31 characters, none of []:*?/\, never empty (Excel's limits), and each once.
std::vector<std::string> sheet_names(const std::vector<DraftSheet>& sheets) {
  std::vector<std::string> names;
  for (const auto& sheet : sheets) {
    std::u32string name;
    for (char32_t c : base::u32(sheet.name))
      if (std::u32string_view(U"[]:*?/\\'").find(c) == std::u32string_view::npos && c >= 0x20) name += c;
    name = name.substr(0, 28);
    if (name.empty()) name = U"工作表";
    std::string unique = base::to_utf8(name);
    for (int n = 2; std::find(names.begin(), names.end(), unique) != names.end(); ++n)
      unique = base::to_utf8(name) + std::to_string(n);
    names.push_back(unique);
  }
  return names;
}

class Strings {
 public:
  std::string index_of(const std::string& text) {
    const auto [at, fresh] = known_.emplace(text, in_order_.size());
    if (fresh) in_order_.push_back(&at->first);
    ++uses_;
    return std::to_string(at->second);
  }
  std::string xml() const {
    Writer w;
    w.open(
        "sst",
        {{"xmlns", sheet_space}, {"count", std::to_string(uses_)}, {"uniqueCount", std::to_string(in_order_.size())}});
    for (const auto* text : in_order_) w.open("si").element("t", *text, {{"xml:space", "preserve"}}).close();
    w.close();
    return w.take();
  }

 private:
  std::map<std::string, std::size_t> known_;
  std::vector<const std::string*> in_order_;
  std::size_t uses_ = 0;
};

struct Comment {
  std::size_t row, column;
  std::string text;
};

class Sheet {
 public:
  Sheet(const DraftSheet& sheet, Strings& strings, XlsxStyles& styles, bool selected)
      : sheet_(sheet), strings_(strings), styles_(styles), selected_(selected) {
    columns_ = std::max<std::size_t>(1, sheet.header.size());
    for (const auto& row : sheet.rows) columns_ = std::max(columns_, row.size());
    header_row_ = sheet.preamble.size();
  }

  std::size_t header_row() const { return header_row_; }
  const std::vector<Comment>& comments() const { return comments_; }

  std::string xml() {
    const bool has_header = !sheet_.header.empty();
    const std::size_t first_data = header_row_ + (has_header ? 1 : 0);
    w_.open("worksheet", {{"xmlns", sheet_space}, {"xmlns:r", relation_space}});
    w_.open("sheetPr").leaf("pageSetUpPr", {{"fitToPage", "1"}}).close();
    w_.leaf("dimension",
            {{"ref", "A1:" + reference(std::max<std::size_t>(first_data + sheet_.rows.size(), 1) - 1, columns_ - 1)}});
    w_.open("sheetViews")
        .open("sheetView", {{"showGridLines", "0"}, {"tabSelected", selected_ ? "1" : "0"}, {"workbookViewId", "0"}});
    if (has_header) {
      const auto corner = reference(first_data, 0);
      w_.leaf("pane", {{"ySplit", std::to_string(first_data)},
                       {"topLeftCell", corner},
                       {"activePane", "bottomLeft"},
                       {"state", "frozen"}});
      w_.leaf("selection", {{"pane", "bottomLeft"}, {"activeCell", corner}, {"sqref", corner}});
    }
    w_.close().close().leaf("sheetFormatPr", {{"defaultRowHeight", "15"}});
    columns();
    w_.open("sheetData");
    rows(first_data);
    w_.close();
    if (has_header && !sheet_.rows.empty())
      w_.leaf("autoFilter",
              {{"ref", reference(header_row_, 0) + ":" + reference(header_row_ + sheet_.rows.size(), columns_ - 1)}});
    if (!sheet_.preamble.empty() && columns_ > 1) {
      w_.open("mergeCells", {{"count", std::to_string(sheet_.preamble.size())}});
      for (std::size_t i = 0; i < sheet_.preamble.size(); ++i)
        w_.leaf("mergeCell", {{"ref", reference(i, 0) + ":" + reference(i, columns_ - 1)}});
      w_.close();
    }
    data_bars(first_data);
    w_.leaf("printOptions", {{"horizontalCentered", "1"}});
    w_.leaf("pageMargins", {{"left", "0.47"},
                            {"right", "0.47"},
                            {"top", "0.59"},
                            {"bottom", "0.67"},
                            {"header", "0.3"},
                            {"footer", "0.35"}});
    w_.leaf("pageSetup", {{"paperSize", "9"},
                          {"fitToWidth", "1"},
                          {"fitToHeight", "0"},
                          {"orientation", sheet_.landscape ? "landscape" : "portrait"}});
    w_.open("headerFooter").element("oddFooter", "&C&\"宋体\"&9第 &P 页　共 &N 页").close();
    if (!comments_.empty()) w_.leaf("legacyDrawing", {{"r:id", "rId1"}});
    w_.close();
    return w_.take();
  }

 private:
  double width(std::size_t column) const {
    return column < sheet_.widths.size() && sheet_.widths[column] > 0 ? std::min(sheet_.widths[column], 120.0) : 12.0;
  }

  void columns() {
    w_.open("cols");
    for (std::size_t i = 0; i < columns_; ++i) {
      const auto n = std::to_string(i + 1);
      w_.leaf(
          "col",
          {{"min", n}, {"max", n}, {"width", base::Decimal::from_double(width(i)).to_string()}, {"customWidth", "1"}});
    }
    w_.close();
  }

  // ISO/IEC 29500-1, 18.3.1.28: a fixed scale, so that a bar as wide as the cell is the whole plan.
  void data_bars(std::size_t first_data) {
    int priority = 0;
    for (const auto& bars : sheet_.bars) {
      if (sheet_.rows.empty() || bars.column >= columns_) continue;
      w_.open("conditionalFormatting", {{"sqref", reference(first_data, bars.column) + ":" +
                                                      reference(first_data + sheet_.rows.size() - 1, bars.column)}});
      w_.open("cfRule", {{"type", "dataBar"}, {"priority", std::to_string(++priority)}}).open("dataBar");
      w_.leaf("cfvo", {{"type", "num"}, {"val", "0"}}).leaf("cfvo", {{"type", "num"}, {"val", "1"}});
      w_.leaf("color", {{"rgb", "FF9DC3E6"}}).close().close().close();
    }
  }

  // Merged rows and rows whose height a viewer may not work out by itself get one.
  void open_row(std::size_t row, double height) {
    if (height > 0) {
      w_.open("row", {{"r", std::to_string(row + 1)},
                      {"ht", base::Decimal::from_double(std::min(height, 400.0)).to_string()},
                      {"customHeight", "1"}});
    } else {
      w_.open("row", {{"r", std::to_string(row + 1)}});
    }
  }

  static double lines_in(const std::string& text, double width) {
    double lines = 0;
    std::size_t start = 0;
    while (true) {
      const auto end = text.find('\n', start);
      lines += std::max(1.0, std::ceil(width_of(text.substr(start, end - start)) / std::max(width - 1, 2.0)));
      if (end == std::string::npos) return lines;
      start = end + 1;
    }
  }

  void text_cell(std::size_t row, std::size_t column, const std::string& text, int style) {
    const auto at = reference(row, column);
    if (text.empty()) {
      w_.leaf("c", {{"r", at}, {"s", std::to_string(style)}});
      return;
    }
    std::u32string whole = base::u32(text);
    const bool long_text = whole.size() > 32'000;  // Excel's limit is 32,767
    w_.open("c", {{"r", at}, {"s", std::to_string(style)}, {"t", "s"}});
    w_.element("v", strings_.index_of(long_text ? base::to_utf8(whole.substr(0, 32'000)) + "…" : text)).close();
  }

  void rows(std::size_t first_data) {
    double total = 0;
    for (std::size_t i = 0; i < columns_; ++i) total += width(i);
    for (std::size_t i = 0; i < sheet_.preamble.size(); ++i) {
      const bool title = i == 0;
      open_row(i, title ? 30 : 15 * lines_in(sheet_.preamble[i], total));
      text_cell(i, 0, sheet_.preamble[i], styles_.index_of({.look = title ? Look::title : Look::preamble}));
      w_.close();
    }
    if (!sheet_.header.empty()) {
      double height = 1;
      for (std::size_t c = 0; c < sheet_.header.size(); ++c)
        height = std::max(height, lines_in(sheet_.header[c], width(c)));
      open_row(header_row_, 14 * height + 6);
      for (std::size_t c = 0; c < columns_; ++c)
        text_cell(header_row_, c, c < sheet_.header.size() ? sheet_.header[c] : std::string(),
                  styles_.index_of({.look = Look::header}));
      w_.close();
    }
    std::vector<bool> centred(columns_, true);
    for (const auto& row : sheet_.rows)
      for (std::size_t c = 0; c < row.size(); ++c)
        if (row[c].kind == SheetCell::Kind::text && width_of(row[c].text) > std::max(10.0, width(c) - 2))
          centred[c] = false;
    for (std::size_t r = 0; r < sheet_.rows.size(); ++r) {
      const auto& row = sheet_.rows[r];
      double height = 1;
      for (std::size_t c = 0; c < row.size(); ++c) height = std::max(height, lines_in(row[c].text, width(c)));
      open_row(first_data + r, 13.5 * height + 4);
      for (std::size_t c = 0; c < columns_; ++c)
        cell(first_data + r, c, c < row.size() ? row[c] : SheetCell{}, centred[c]);
      w_.close();
    }
  }

  void cell(std::size_t row, std::size_t column, const SheetCell& cell, bool centred) {
    if (!cell.comment.empty()) comments_.push_back({row, column, cell.comment});
    const bool number = cell.kind == SheetCell::Kind::number || cell.kind == SheetCell::Kind::percent;
    const auto value = number ? base::Decimal::parse(cell.text) : std::nullopt;
    if (!value) {
      const auto& text = cell.kind == SheetCell::Kind::empty ? std::string() : cell.text;
      text_cell(row, column, text, styles_.index_of({.tone = cell.tone, .centred = centred}));
      return;
    }
    const bool percent = cell.kind == SheetCell::Kind::percent;
    const int decimals = std::clamp(cell.decimals >= 0 ? cell.decimals : value->decimals(), 0, 15);
    const auto stored = percent ? *value * base::Decimal::scaled(1, -2) : *value;
    const int style = styles_.index_of(
        {.tone = cell.tone, .number = true, .percent = percent, .decimals = decimals, .unit = cell.unit});
    w_.open("c", {{"r", reference(row, column)}, {"s", std::to_string(style)}})
        .element("v", stored.to_string())
        .close();
  }

  const DraftSheet& sheet_;
  Strings& strings_;
  XlsxStyles& styles_;
  bool selected_;
  Writer w_;
  std::size_t columns_ = 1;
  std::size_t header_row_ = 0;
  std::vector<Comment> comments_;
};

std::string comments_xml(const std::vector<Comment>& comments, const std::string& author) {
  Writer w;
  w.open("comments", {{"xmlns", sheet_space}}).open("authors").element("author", author).close().open("commentList");
  for (const auto& c : comments) {
    w.open("comment", {{"ref", reference(c.row, c.column)}, {"authorId", "0"}}).open("text").open("r").open("rPr");
    w.leaf("sz", {{"val", "9"}}).leaf("rFont", {{"val", "宋体"}}).leaf("charset", {{"val", "134"}}).close();
    w.element("t", c.text, {{"xml:space", "preserve"}}).close().close().close();
  }
  w.close().close();
  return w.take();
}

// Where the notes are drawn: Excel still asks for VML (ISO/IEC 29500-4, 19).
std::string comments_vml(const std::vector<Comment>& comments) {
  std::string out =
      "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
      "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" "
      "data=\"1\"/></o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" "
      "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" "
      "o:connecttype=\"rect\"/></v:shapetype>";
  int id = 1024;
  for (const auto& c : comments) {
    const auto row = std::to_string(c.row), column = std::to_string(c.column);
    const int height = 2 + static_cast<int>(width_of(c.text) / 28);
    out +=
        "<v:shape id=\"_x0000_s" + std::to_string(++id) +
        "\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\" "
        "o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path "
        "o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"/><x:ClientData "
        "ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>" +
        std::to_string(c.column + 1) + ", 15, " + row + ", 2, " + std::to_string(c.column + 4) + ", 15, " +
        std::to_string(c.row + static_cast<std::size_t>(height)) +
        ", 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>" + row + "</x:Row><x:Column>" + column +
        "</x:Column></x:ClientData></v:shape>";
  }
  return out + "</xml>";
}

void relation(Writer& w, const std::string& id, const std::string& kind, const std::string& target) {
  w.leaf("Relationship", {{"Id", id}, {"Type", kind}, {"Target", target}});
}

}  // namespace

std::string write_xlsx(const DraftWorkbook& workbook, std::chrono::sys_seconds when) {
  JC_ASSERT(!workbook.sheets.empty());
  const auto names = sheet_names(workbook.sheets);
  const std::string kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const std::string relations = std::string(relation_space);
  Strings strings;
  XlsxStyles styles;

  std::vector<ZipEntry> parts;
  Writer types, book, book_relations;
  types.open("Types", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/content-types"}});
  types.leaf("Default",
             {{"Extension", "rels"}, {"ContentType", "application/vnd.openxmlformats-package.relationships+xml"}});
  types.leaf("Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
  types.leaf("Default",
             {{"Extension", "vml"}, {"ContentType", "application/vnd.openxmlformats-officedocument.vmlDrawing"}});
  auto type = [&](const std::string& part, const std::string& kind) {
    types.leaf("Override", {{"PartName", part}, {"ContentType", kind}});
  };
  type("/xl/workbook.xml", kinds + "sheet.main+xml");
  type("/xl/styles.xml", kinds + "styles+xml");
  type("/xl/sharedStrings.xml", kinds + "sharedStrings+xml");
  type("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  type("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");

  book.open("workbook", {{"xmlns", sheet_space}, {"xmlns:r", relation_space}});
  book.open("bookViews")
      .leaf("workbookView", {{"xWindow", "0"}, {"yWindow", "0"}, {"windowWidth", "24000"}, {"windowHeight", "12000"}})
      .close();
  book.open("sheets");
  book_relations.open("Relationships", {{"xmlns", package_space}});
  std::string defined;
  for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
    const auto n = std::to_string(i + 1);
    Sheet sheet(workbook.sheets[i], strings, styles, i == 0);
    parts.push_back({"xl/worksheets/sheet" + n + ".xml", sheet.xml()});
    type("/xl/worksheets/sheet" + n + ".xml", kinds + "worksheet+xml");
    book.leaf("sheet", {{"name", names[i]}, {"sheetId", n}, {"r:id", "rId" + n}});
    relation(book_relations, "rId" + n, relations + "/worksheet", "worksheets/sheet" + n + ".xml");
    if (!sheet.comments().empty()) {
      parts.push_back({"xl/comments" + n + ".xml", comments_xml(sheet.comments(), workbook.author)});
      parts.push_back({"xl/drawings/vmlDrawing" + n + ".vml", comments_vml(sheet.comments())});
      type("/xl/comments" + n + ".xml", kinds + "comments+xml");
      Writer own;
      own.open("Relationships", {{"xmlns", package_space}});
      relation(own, "rId1", relations + "/vmlDrawing", "../drawings/vmlDrawing" + n + ".vml");
      relation(own, "rId2", relations + "/comments", "../comments" + n + ".xml");
      parts.push_back({"xl/worksheets/_rels/sheet" + n + ".xml.rels", own.close().take()});
    }
    if (!workbook.sheets[i].header.empty()) {
      const auto row = std::to_string(sheet.header_row() + 1);
      defined += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"" + std::to_string(i) + "\">" +
                 markup::escaped("'" + names[i] + "'!$" + row + ":$" + row) + "</definedName>";
    }
  }
  book.close();
  if (!defined.empty()) book.open("definedNames").raw(defined).close();
  book.close();
  relation(book_relations, "rId90", relations + "/styles", "styles.xml");
  relation(book_relations, "rId91", relations + "/sharedStrings", "sharedStrings.xml");
  book_relations.close();
  types.close();

  Writer top;
  top.open("Relationships", {{"xmlns", package_space}});
  relation(top, "rId1", relations + "/officeDocument", "xl/workbook.xml");
  relation(top, "rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
           "docProps/core.xml");
  relation(top, "rId3", relations + "/extended-properties", "docProps/app.xml");
  top.close();

  std::vector<ZipEntry> all;
  all.push_back({"[Content_Types].xml", types.take()});
  all.push_back({"_rels/.rels", top.take()});
  all.push_back({"xl/workbook.xml", book.take()});
  all.push_back({"xl/_rels/workbook.xml.rels", book_relations.take()});
  all.push_back({"xl/styles.xml", styles.xml()});
  all.push_back({"xl/sharedStrings.xml", strings.xml()});
  for (auto& part : parts) all.push_back(std::move(part));
  all.push_back(core_properties(workbook.title, workbook.author, when));
  all.push_back(app_properties());
  return write_zip(all);
}

}  // namespace office
