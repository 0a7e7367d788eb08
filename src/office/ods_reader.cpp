#include "office/ods_reader.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "office/number_format.hpp"
#include "office/sheet.hpp"
#include "office/xml_stream.hpp"

namespace office {
namespace {

using Event = XmlStream::Event;
using document::CellKind;

constexpr std::size_t max_cell_text = 1u << 20;

int count_of(const XmlStream& xml, std::string_view attribute) {
  const auto raw = xml.raw_attribute(attribute);
  int value = 1;
  if (raw) std::from_chars(raw->data(), raw->data() + raw->size(), value);
  return std::clamp(value, 1, max_rows);
}

bool is_error(std::string_view text) {
  return text.starts_with("Err:") || text == "#N/A" || text == "#NAME?" ||
         (text.starts_with('#') && text.ends_with('!'));
}

class Content {
 public:
  Content(XmlStream& xml, const std::string& file) : xml_(xml) { out_.file = file; }

  base::Result<document::Document> read() {
    std::string style;  // of family "table", whose properties come next
    for (;;) {
      auto event = xml_.next();
      if (!event) return base::fail(event.error());
      if (*event == Event::finished) return std::move(out_);
      if (*event != Event::start) continue;
      const auto name = xml_.name();
      base::Result<void> done;
      if (name == "style") {
        style = xml_.attribute("family") == "table" ? xml_.attribute("name") : std::string();
      } else if (name == "table-properties") {
        if (!style.empty() && xml_.attribute("display") == "false") hidden_styles_.insert(style);
      } else if (name == "tracked-changes" || name == "dde-links") {
        done = xml_.skip();
      } else if (name == "table") {
        done = table();
      }
      if (!done) return base::fail(done.error());
    }
  }

 private:
  struct Held {
    int column = 0, repeat = 1;
    int row_span = 1, column_span = 1;
    CellKind kind = CellKind::text;
    std::string text, stored;
    bool percent = false, formula = false, missing = false, covered = false;
  };

  base::Result<void> table() {
    if (++sheets_ > SheetLimits{}.max_sheets) {
      document::Place place;
      place.file = out_.file;
      return base::fail("document.too_large", "工作表太多，不予读取", place, "只留要用的工作表，另存一份再试");
    }
    Sheet sheet(out_.file, xml_.attribute("name"), hidden_styles_.contains(xml_.attribute("style-name")));
    int row = 0, column = 0;  // of the next row and column description
    const auto depth = xml_.depth();
    for (;;) {
      auto event = xml_.next();
      if (!event) return base::fail(event.error());
      if (*event == Event::end && xml_.depth() < depth) return sheet.append_to(out_, SheetLimits{});
      if (*event != Event::start) continue;
      const auto name = xml_.name();
      base::Result<void> done;
      if (name == "table-source") {  // what another file held, kept for its formulas: not a sheet of this one
        while (xml_.depth() >= depth) {
          auto passed = xml_.next();
          if (!passed) return base::fail(passed.error());
        }
        return {};
      }
      if (name == "table-column") {
        const int repeat = count_of(xml_, "number-columns-repeated");
        const auto visibility = xml_.attribute("visibility");
        if (visibility == "collapse" || visibility == "filter") sheet.hide_columns(column, column + repeat - 1);
        column = std::min(column + repeat, max_columns);
      } else if (name == "table-row") {
        const int repeat = count_of(xml_, "number-rows-repeated");
        const auto visibility = xml_.attribute("visibility");
        if (visibility == "collapse" || visibility == "filter") sheet.hide_rows(row, row + repeat - 1);
        done = table_row(sheet, row, repeat);
        row = std::min(row + repeat, max_rows);
      } else if (name == "shapes" || name == "forms" || name == "table") {
        done = xml_.skip();
      }
      if (!done) return done;
    }
  }

  base::Result<void> table_row(Sheet& sheet, int row, int repeat) {
    std::vector<Held> cells;
    int column = 0;
    const auto depth = xml_.depth();
    for (;;) {
      auto event = xml_.next();
      if (!event) return base::fail(event.error());
      if (*event == Event::end && xml_.depth() < depth) break;
      if (*event != Event::start) continue;
      const auto name = xml_.name();
      if (name != "table-cell" && name != "covered-table-cell") {
        if (auto done = xml_.skip(); !done) return done;
        continue;
      }
      Held cell;
      cell.covered = name == "covered-table-cell";
      cell.column = column;
      cell.repeat = std::min(count_of(xml_, "number-columns-repeated"), max_columns);
      column = std::min(column + cell.repeat, max_columns);
      if (auto done = table_cell(cell); !done) return done;
      const bool spans = cell.row_span > 1 || cell.column_span > 1;
      if ((!cell.text.empty() || cell.missing || spans) && cells.size() < max_columns) cells.push_back(std::move(cell));
    }
    if (cells.empty()) return {};
    for (int r = row; r < std::min(row + repeat, max_rows); ++r) {
      const auto before = sheet.size();
      for (const auto& cell : cells) {
        for (int c = cell.column; c < std::min(cell.column + cell.repeat, max_columns); ++c) {
          const auto had = sheet.size();
          auto done = sheet.put(r, c, {cell.kind, cell.text, cell.stored, cell.percent, cell.formula});
          if (!done) return done;
          if (cell.kind == CellKind::error) sheet.remark("个单元格是错误值（如 #REF!、#DIV/0!）", r, c);
          if (cell.missing) sheet.remark("个公式没有保存结果，按空单元格处理；请用 Office 或 WPS 打开后保存一次", r, c);
          if (cell.row_span > 1 || cell.column_span > 1)
            sheet.merge(r, c, r + cell.row_span - 1, c + cell.column_span - 1);
          if (sheet.size() == had) break;  // blank: so are its repetitions
        }
      }
      if (sheet.size() == before) break;
    }
    return {};
  }

  base::Result<void> table_cell(Held& cell) {
    const auto type = xml_.attribute("value-type");
    cell.formula = xml_.raw_attribute("formula").has_value();
    cell.row_span = count_of(xml_, "number-rows-spanned");
    cell.column_span = count_of(xml_, "number-columns-spanned");
    if (type == "float" || type == "percentage" || type == "currency") {
      cell.stored = plain_decimal(std::string_view(xml_.attribute("value")));
      if (!cell.stored.empty()) cell.kind = CellKind::number;
      cell.percent = type == "percentage";
    } else if (type == "date") {
      cell.stored = xml_.attribute("date-value").substr(0, 10);
      cell.kind = CellKind::date;
    } else if (type == "boolean") {
      cell.kind = CellKind::boolean;
    }
    const bool has_value = !type.empty();
    int paragraphs = 0;
    const auto depth = xml_.depth();
    for (;;) {
      auto event = xml_.next();
      if (!event) return base::fail(event.error());
      if (*event == Event::end && xml_.depth() < depth) break;
      const auto name = xml_.name();
      if (*event == Event::text) {
        if (paragraphs > 0 && xml_.depth() > depth) xml_.append_text(cell.text);
        if (cell.text.size() > max_cell_text) cell.text.resize(max_cell_text);
      } else if (*event == Event::start) {
        if (name == "p") {
          if (paragraphs++ > 0) cell.text += '\n';
        } else if (name == "s") {
          int spaces = 1;
          if (const auto c = xml_.raw_attribute("c")) std::from_chars(c->data(), c->data() + c->size(), spaces);
          cell.text.append(static_cast<std::size_t>(std::clamp(spaces, 1, 1000)), ' ');
        } else if (name == "tab") {
          cell.text += ' ';
        } else if (name == "line-break") {
          cell.text += '\n';
        } else if (name != "span" && name != "a") {
          if (auto done = xml_.skip(); !done) return done;
        }
      }
    }
    if (cell.text.empty()) cell.text = cell.stored;
    if (cell.kind == CellKind::number || cell.kind == CellKind::text) {
      if (cell.formula && is_error(cell.text)) {
        cell.kind = CellKind::error;
        cell.stored.clear();
      }
    }
    cell.missing = cell.formula && !has_value && cell.text.empty();
    return {};
  }

  XmlStream& xml_;
  document::Document out_;
  std::set<std::string> hidden_styles_;
  std::size_t sheets_ = 0;
};

}  // namespace

base::Result<document::Document> read_ods(ZipReader& zip, const std::string& file_name) {
  document::Place place;
  place.file = file_name;
  if (zip.has("META-INF/manifest.xml")) {
    const auto manifest = zip.read("META-INF/manifest.xml");
    if (!manifest) return base::fail(manifest.error());
    if (manifest->find("encryption-data") != std::string::npos)
      return base::fail("document.encrypted", "文件设有打开密码，不能读取", place, "取消密码，重新保存后再试");
  }
  auto stream = zip.stream("content.xml");
  if (!stream) return base::fail(stream.error());
  XmlStream xml([&](char* into, std::size_t room) { return stream->read(into, room); }, file_name, "content.xml");
  auto document = Content(xml, file_name).read();
  if (!document) return document;
  bool macros = false;
  for (const auto& name : zip.names()) macros = macros || name.starts_with("Basic/") || name.starts_with("Scripts/");
  if (macros) document->notices.push_back({place, "文件带有宏，没有运行"});
  return document;
}

}  // namespace office
