#include "office/docx_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>

#include "markup/xml.hpp"
#include "office/ooxml_package.hpp"
#include "office/word_numbering.hpp"
#include "office/word_styles.hpp"

namespace office {
namespace {

using markup::Element;
using markup::Xml;

constexpr markup::Limits part_limits{.max_bytes = 12u << 20, .max_nodes = 1'500'000, .max_depth = 256};

std::string value_of(Element e) { return std::string(e.local_attribute("val").value_or("")); }

int number_or(std::string_view text, int otherwise) {
  int value = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

bool is_on(Element toggle) {
  if (!toggle) return false;
  const auto value = value_of(toggle);
  return value != "0" && value != "false" && value != "off" && value != "none";
}

// Dingbats that people use as tick boxes and marks, by their private code points (F000 + the code in the font).
std::u32string dingbat(const std::string& font, char32_t code) {
  if (code < 0xF000 || code > 0xF0FF)
    return code >= 0x20 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF) ? std::u32string(1, code) : U"";
  if (font != "Wingdings" && font != "Wingdings 2") return {};
  static const std::map<std::pair<bool, char32_t>, char32_t> known = {
      {{false, 0xFC}, U'✓'}, {{false, 0xFE}, U'☑'}, {{false, 0xA8}, U'□'}, {{false, 0x6F}, U'□'}, {{false, 0x6E}, U'■'},
      {{false, 0x6C}, U'●'}, {{true, 0x52}, U'☑'},  {{true, 0x50}, U'✓'},  {{true, 0xA3}, U'□'}};
  const auto at = known.find({font == "Wingdings 2", code - 0xF000});
  return at == known.end() ? std::u32string() : std::u32string(1, at->second);
}

// What must be told about the file, each once with a count and the first place.
class Notices {
 public:
  void count(const std::string& what, int paragraph) {
    auto [at, fresh] = at_.try_emplace(what, seen_.size());
    if (fresh) seen_.push_back({what, paragraph, 0});
    ++seen_[at->second].times;
  }
  std::vector<document::Notice> all(const std::string& file) const {
    std::vector<document::Notice> out;
    for (const auto& s : seen_) {
      document::Notice notice;
      notice.place.file = file;
      notice.place.paragraph = s.paragraph;
      notice.why = s.what + (s.times > 1 ? "（共" + std::to_string(s.times) + "处）" : "");
      out.push_back(std::move(notice));
    }
    return out;
  }

 private:
  struct Seen {
    std::string what;
    int paragraph;
    int times;
  };
  std::map<std::string, std::size_t> at_;
  std::vector<Seen> seen_;
};

struct Line {
  std::u32string text;
  int heading_level = 0;
  std::string style;
};

class Reader {
 public:
  Reader(std::string file, WordStyles styles, WordNumbering numbering)
      : styles_(std::move(styles)), numbering_(std::move(numbering)) {
    out_.file = std::move(file);
  }

  void body(Element container) {
    blocks(container);
    if (!carried_.empty()) emit({std::exchange(carried_, {}), 0, {}});
  }

  // The notes of a footnotes or endnotes part, in order.
  void notes(Element root) {
    for (Element note : root) {
      const auto kind = note.local_attribute("type").value_or("normal");
      if (kind == "normal") body(note);
    }
  }

  document::Document take() {
    out_.notices = notices_.all(out_.file);
    return std::move(out_);
  }

  void notice(const std::string& what) { notices_.count(what, paragraph_); }

 private:
  // ---- the document as it grows

  int size() const { return static_cast<int>(out_.text.size()); }

  document::Place here() const {
    document::Place place;
    place.file = out_.file;
    place.paragraph = paragraph_;
    return place;
  }

  void start_block() {
    if (!out_.text.empty()) out_.text += U'\n';
    ++paragraph_;
  }

  void emit(const Line& line) {
    if (base::trim(line.text).empty()) return;
    start_block();
    document::Paragraph paragraph;
    paragraph.span = {size(), size() + static_cast<int>(line.text.size())};
    paragraph.heading_level = line.heading_level;
    paragraph.style = line.style;
    paragraph.place = here();
    out_.text += line.text;
    out_.blocks.emplace_back(std::move(paragraph));
  }

  // ---- blocks

  void blocks(Element container) {
    for (Element e : container) {
      const auto name = e.local_name();
      if (name == "p") {
        std::vector<Element> boxes;
        for (const auto& line : lines_of(e, boxes)) emit(line);
        for (Element box : boxes) blocks(box);
      } else if (name == "tbl") {
        table(e);
      } else {
        inside(name, e, [&](Element inner) { blocks(inner); });
      }
    }
  }

  // Wrappers around content that both blocks and runs may have.
  template <class Go>
  void inside(std::string_view name, Element e, Go go) {
    if (name == "sdt") {
      const auto gallery = value_of(e.child("sdtPr").child("docPartObj").child("docPartGallery"));
      if (gallery == "Table of Contents") {
        notices_.count("自动生成的目录未计入正文", paragraph_);
      } else {
        go(e.child("sdtContent"));
      }
    } else if (name == "ins" || name == "moveTo") {
      notices_.count("文件带有修订痕迹，按接受全部修订后的文字读取", paragraph_ + 1);
      go(e);
    } else if (name == "del" || name == "moveFrom") {
      notices_.count("文件带有修订痕迹，按接受全部修订后的文字读取", paragraph_ + 1);
    } else if (name == "customXml" || name == "smartTag" || name == "hyperlink" || name == "fldSimple" ||
               name == "dir" || name == "bdo") {
      go(e);
    } else if (name == "AlternateContent") {
      Element choice = e.child("Choice");
      go(choice ? choice : e.child("Fallback"));
    } else if (name == "altChunk") {
      notices_.count("文件里嵌入了另一份文档，其内容未读", paragraph_);
    }
  }

  // ---- paragraphs

  std::vector<Line> lines_of(Element p, std::vector<Element>& boxes) {
    const Element properties = p.child("pPr");
    const auto style_id = value_of(properties.child("pStyle"));
    const WordStyle& style = styles_.of(style_id);
    if (style.name.starts_with("toc ") || style.name.starts_with("TOC ")) {
      notices_.count("自动生成的目录未计入正文", paragraph_);
      return {};
    }

    text_ = {};
    fields_.clear();
    boxes_ = &boxes;
    inline_content(p);
    boxes_ = nullptr;

    Line line;
    line.style = style.name;
    line.heading_level = style.outline_level;
    if (const auto own = properties.child("outlineLvl")) {
      const int level = number_or(value_of(own), 9);
      line.heading_level = level >= 0 && level < 9 ? level + 1 : 0;
    }
    std::u32string text = std::exchange(carried_, {}) + std::exchange(text_, {});
    // A paragraph mark deleted under tracked changes: its text runs on in the next paragraph.
    if (properties.child("rPr").child("del")) {
      notices_.count("文件带有修订痕迹，按接受全部修订后的文字读取", paragraph_ + 1);
      carried_ = std::move(text);
      return {};
    }
    if (!base::trim(text).empty()) text = label(properties, style) + text;

    std::vector<Line> lines;
    std::size_t start = 0;
    while (start <= text.size()) {
      const auto end = std::min(text.find(U'\n', start), text.size());
      line.text = text.substr(start, end - start);
      lines.push_back(line);
      start = end + 1;
    }
    return lines;
  }

  std::u32string label(Element properties, const WordStyle& style) {
    const Element own = properties.child("numPr");
    int list = style.num_id;
    int level = style.num_level >= 0 ? style.num_level : numbering_.level_for_style(list, style.num_style);
    if (own) {
      if (const auto id = own.child("numId")) {
        list = number_or(value_of(id), 0);
        level = 0;
      }
      if (const auto at = own.child("ilvl")) level = number_or(value_of(at), 0);
    }
    return list > 0 ? numbering_.next_label(list, level) : std::u32string();
  }

  void inline_content(Element container) {
    for (Element e : container) {
      const auto name = e.local_name();
      if (name == "r") {
        run(e);
      } else if (name == "oMath" || name == "oMathPara") {
        math(e);
      } else if (name == "commentReference" || name == "commentRangeStart") {
        if (name == "commentRangeStart") notices_.count("批注未计入正文", paragraph_ + 1);
      } else {
        inside(name, e, [&](Element inner) { inline_content(inner); });
      }
    }
  }

  bool visible() const {
    return std::all_of(fields_.begin(), fields_.end(), [](bool in_result) { return in_result; });
  }

  void run(Element r) {
    const bool hidden = is_on(r.child("rPr").child("vanish"));
    for (Element e : r) {
      const auto name = e.local_name();
      if (name == "fldChar") {
        const auto kind = e.local_attribute("fldCharType").value_or("");
        if (kind == "begin" && fields_.size() < 64) fields_.push_back(false);
        if (kind == "separate" && !fields_.empty()) fields_.back() = true;
        if (kind == "end" && !fields_.empty()) fields_.pop_back();
        continue;
      }
      if (hidden) {
        if (name == "t" && !e.text().empty()) notices_.count("隐藏文字未计入正文", paragraph_ + 1);
        continue;
      }
      if (!visible()) continue;
      run_content(name, e);
    }
  }

  void run_content(std::string_view name, Element e) {
    if (name == "t") {
      if (const auto text = base::from_utf8(e.text())) text_ += *text;
    } else if (name == "tab" || name == "ptab") {
      text_ += U'\t';
    } else if (name == "br" || name == "cr") {
      text_ += U'\n';
    } else if (name == "noBreakHyphen") {
      text_ += U'-';
    } else if (name == "sym") {
      const std::string code(e.local_attribute("char").value_or(""));
      const auto mark = dingbat(std::string(e.local_attribute("font").value_or("")),
                                static_cast<char32_t>(std::strtoul(code.c_str(), nullptr, 16)));
      if (mark.empty()) notices_.count("有符号字体的字符未能读出", paragraph_ + 1);
      text_ += mark;
    } else if (name == "ruby") {
      inline_content(e.child("rubyBase"));
    } else if (name == "drawing" || name == "pict") {
      drawing(e);
    } else if (name == "object") {
      notices_.count("嵌入的对象（如 Excel 表、公式）未读", paragraph_ + 1);
    } else if (name == "AlternateContent") {
      Element chosen = e.child("Choice");
      if (!chosen) chosen = e.child("Fallback");
      for (Element inner : chosen) run_content(inner.local_name(), inner);
    }
  }

  void drawing(Element e) {
    const auto before = boxes_ == nullptr ? 0 : boxes_->size();
    find_boxes(e);
    if (boxes_ == nullptr || boxes_->size() == before) notices_.count("图片中的文字未读", paragraph_ + 1);
  }

  void find_boxes(Element e) {
    for (Element child : e) {
      if (child.local_name() == "txbxContent") {
        if (boxes_ != nullptr) boxes_->push_back(child);
      } else if (child.local_name() == "AlternateContent") {
        const Element choice = child.child("Choice");
        find_boxes(choice ? choice : child.child("Fallback"));
      } else {
        find_boxes(child);
      }
    }
  }

  void math(Element e) {
    for (Element child : e) {
      if (child.local_name() == "t") {
        if (const auto text = base::from_utf8(child.text())) text_ += *text;
      } else {
        math(child);
      }
    }
  }

  // ---- tables

  struct ReadCell {
    Element element;
    std::u32string text;
    int row = 0, column = 0, row_span = 1, column_span = 1;
  };

  void table(Element tbl) {
    std::vector<Element> rows;
    collect(tbl, "tr", rows);
    std::vector<ReadCell> cells;
    std::map<int, std::size_t> above;  // column → the cell that a vertical merge continues
    int row = 0, columns = 0;
    for (Element tr : rows) {
      if (tr.child("trPr").child("del")) {
        notices_.count("文件带有修订痕迹，按接受全部修订后的文字读取", paragraph_ + 1);
        continue;
      }
      std::vector<Element> tcs;
      collect(tr, "tc", tcs);
      int column = std::clamp(number_or(value_of(tr.child("trPr").child("gridBefore")), 0), 0, 1000);
      for (Element tc : tcs) {
        const Element properties = tc.child("tcPr");
        ReadCell cell;
        cell.element = tc;
        cell.row = row;
        cell.column = column;
        cell.column_span = std::clamp(number_or(value_of(properties.child("gridSpan")), 1), 1, 1000);
        column = std::min(column + cell.column_span, 100'000);
        const Element merge = properties.child("vMerge");
        if (merge && value_of(merge) != "restart") {
          if (const auto at = above.find(cell.column); at != above.end()) {
            ReadCell& first = cells[at->second];
            first.row_span = row - first.row + 1;
            continue;
          }
        }
        above[cell.column] = cells.size();
        cells.push_back(std::move(cell));
      }
      columns = std::max(columns, column);
      ++row;
    }
    if (cells.size() == 1) {
      blocks(cells.front().element);
      return;
    }
    bool anything = false;
    for (auto& cell : cells) {
      cell.text = cell_text(cell.element);
      anything = anything || !base::trim(cell.text).empty();
    }
    if (anything) emit_table(cells, row, columns);
  }

  void emit_table(const std::vector<ReadCell>& cells, int rows, int columns) {
    document::Table table;
    table.rows = rows;
    table.columns = columns;
    const int number = ++tables_;
    int row = -1;
    for (const auto& read : cells) {
      if (read.row != row) {
        start_block();
        row = read.row;
      } else {
        out_.text += U'\t';
      }
      document::Cell cell;
      cell.span = {size(), size() + static_cast<int>(read.text.size())};
      cell.row = read.row;
      cell.column = read.column;
      cell.row_span = read.row_span;
      cell.column_span = read.column_span;
      document::Place place = here();
      place.table = number;
      if (table.cells.empty()) table.place = place;
      place.row = read.row + 1;
      place.column = read.column + 1;
      cell.place = place;
      out_.text += read.text;
      table.cells.push_back(std::move(cell));
    }
    table.span = {table.cells.front().span.start, table.cells.back().span.end};
    out_.blocks.emplace_back(std::move(table));
  }

  // Rows of a table, cells of a row, through content controls and tracked insertions.
  void collect(Element e, std::string_view wanted, std::vector<Element>& found) {
    for (Element child : e) {
      if (child.local_name() == wanted) {
        found.push_back(child);
      } else {
        inside(child.local_name(), child, [&](Element inner) { collect(inner, wanted, found); });
      }
    }
  }

  std::u32string cell_text(Element container) {
    std::u32string text;
    auto add = [&](const std::u32string& line) {
      if (base::trim(line).empty()) return;
      if (!text.empty()) text += U'\n';
      text += line;
    };
    for (Element e : container) {
      const auto name = e.local_name();
      if (name == "p") {
        std::vector<Element> boxes;
        for (const auto& line : lines_of(e, boxes)) add(line.text);
        for (Element box : boxes) add(cell_text(box));
      } else if (name == "tbl") {
        add(nested_table(e));
      } else {
        inside(name, e, [&](Element inner) { add(cell_text(inner)); });
      }
    }
    if (!carried_.empty()) add(std::exchange(carried_, {}));
    return text;
  }

  // A table inside a cell: its rows on lines of their own.
  std::u32string nested_table(Element tbl) {
    std::u32string text;
    std::vector<Element> rows;
    collect(tbl, "tr", rows);
    for (Element tr : rows) {
      std::vector<Element> tcs;
      collect(tr, "tc", tcs);
      if (!text.empty()) text += U'\n';
      for (std::size_t i = 0; i < tcs.size(); ++i) text += (i == 0 ? U"" : U" ") + cell_text(tcs[i]);
    }
    return text;
  }

  document::Document out_;
  WordStyles styles_;
  WordNumbering numbering_;
  Notices notices_;
  int paragraph_ = 0;  // of the block emitted last
  int tables_ = 0;     // emitted so far
  std::u32string text_;
  std::u32string carried_;
  std::vector<bool> fields_;  // for each open field: are we in its result?
  std::vector<Element>* boxes_ = nullptr;
};

// ---- the package

std::string folder_of(const std::string& part) {
  const auto slash = part.rfind('/');
  return slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
}

std::string relations_of(const std::string& part) {
  const auto folder = folder_of(part);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

// The first relation whose type ends so, as the name of a part; empty when there is none.
std::string related(ZipReader& zip, const std::string& part, std::string_view type_end) {
  const auto name = part.empty() ? std::string("_rels/.rels") : relations_of(part);
  if (!zip.has(name)) return {};
  const auto bytes = zip.read(name);
  if (!bytes) return {};
  const auto xml = Xml::parse(*bytes, name, part_limits);
  if (!xml) return {};
  for (Element e : xml->root()) {
    if (!e.attribute("Type").value_or("").ends_with(type_end) || e.attribute("TargetMode").value_or("") == "External")
      continue;
    std::string target(e.attribute("Target").value_or(""));
    if (target.starts_with("/")) return target.substr(1);
    std::string folder = folder_of(part);
    while (target.starts_with("../")) {
      target.erase(0, 3);
      if (!folder.empty()) folder.pop_back();
      folder = folder_of(folder);
    }
    return folder + target;
  }
  return {};
}

}  // namespace

std::string main_part(ZipReader& zip) {
  const auto named = related(zip, "", "/officeDocument");
  return named.empty() ? "word/document.xml" : named;
}

base::Result<document::Document> read_docx(ZipReader& zip, const std::string& file_name) {
  auto parse = [&](const std::string& part) -> base::Result<Xml> {
    auto bytes = zip.read(part);
    if (!bytes) return base::fail(bytes.error());
    auto xml = Xml::parse(*bytes, file_name, part_limits);
    if (xml) return xml;
    auto fault = xml.error();
    const bool large = fault.code == "xml.too_large";
    fault.code = large ? "document.too_large" : "document.damaged";
    fault.what = "文件内部的“" + part + "”" + (large ? "过大或嵌套过深，不予读取" : "已损坏：" + fault.what);
    fault.where = {};
    fault.where.file = file_name;
    fault.remedy = "用 Word 或 WPS 打开原文件，另存一份完整的再试";
    return base::fail(std::move(fault));
  };

  const auto main = main_part(zip);
  auto text = parse(main);
  if (!text) return base::fail(text.error());
  // The parts that help may be absent; one that is there and broken makes the text wrong, so it is a fault too.
  std::vector<std::pair<std::string, std::optional<Xml>>> parts;
  for (const char* kind : {"/styles", "/numbering", "/footnotes", "/endnotes"}) {
    std::optional<Xml> xml;
    const auto name = related(zip, main, kind);
    if (!name.empty() && zip.has(name)) {
      auto parsed = parse(name);
      if (!parsed) return base::fail(parsed.error());
      xml = std::move(*parsed);
    }
    parts.emplace_back(kind, std::move(xml));
  }
  auto root_of = [&](std::size_t i) { return parts[i].second ? parts[i].second->root() : Element(); };

  Reader reader(file_name, WordStyles(root_of(0)), WordNumbering(root_of(1)));
  reader.body(text->root().child("body"));
  reader.notes(root_of(2));
  reader.notes(root_of(3));
  document::Document document = reader.take();
  document::Place place;
  place.file = file_name;
  if (has_macros(zip)) document.notices.push_back({place, "文件带有宏，没有运行"});
  return document;
}

}  // namespace office
