#include "office/xlsx_reader.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "office/number_format.hpp"
#include "office/ooxml_package.hpp"
#include "office/sheet.hpp"
#include "office/xml_stream.hpp"

namespace office {
namespace {

using Event = XmlStream::Event;
using document::CellKind;

constexpr std::size_t max_shared_bytes = 32u << 20;
constexpr std::size_t max_shared_texts = 2'000'000;
constexpr std::size_t max_styles = 70'000;
constexpr std::size_t max_cell_text = 1u << 20;

int number_of(std::string_view text, int otherwise) {
  int value = otherwise;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? value : otherwise;
}

bool is_true(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

struct Spot {
  int row = -1, column = -1;  // from 0
};

// "B7" or "$B$7".
std::optional<Spot> spot_of(std::string_view name) {
  Spot spot{0, 0};
  std::size_t i = 0;
  if (i < name.size() && name[i] == '$') ++i;
  for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z'; ++i) {
    spot.column = spot.column * 26 + (name[i] - 'A' + 1);
    if (spot.column > max_columns) return std::nullopt;
  }
  if (i < name.size() && name[i] == '$') ++i;
  spot.row = number_of(name.substr(i), 0);
  if (spot.column < 1 || spot.row < 1 || spot.row > max_rows) return std::nullopt;
  return Spot{spot.row - 1, spot.column - 1};
}

// _x000D_ and its like stand for characters that XML cannot hold (22.9.2.19).
void undo_escapes(std::string& text) {
  for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + 7 > text.size() || text[at + 6] != '_') continue;
    std::uint32_t c = 0;
    const auto read = std::from_chars(text.data() + at + 2, text.data() + at + 6, c, 16);
    if (read.ptr != text.data() + at + 6) continue;
    const bool kept = (c >= 0x20 || c == '\n' || c == '\t') && (c < 0xD800 || c > 0xDFFF);
    text.replace(at, 7, kept ? base::to_utf8(std::u32string(1, static_cast<char32_t>(c))) : std::string());
    if (!kept && at > 0) --at;
  }
}

class Workbook {
 public:
  Workbook(ZipReader& zip, const std::string& file) : zip_(zip), formats_(1) { out_.file = file; }

  base::Result<document::Document> read() {
    auto package = relations_of(zip_, "", out_.file);
    if (!package) return base::fail(package.error());
    auto main = target_of(*package, "officeDocument");
    if (main.empty() || !zip_.has(main)) main = "xl/workbook.xml";
    auto relations = relations_of(zip_, main, out_.file);
    if (!relations) return base::fail(relations.error());
    if (auto done = read_workbook(main); !done) return base::fail(done.error());
    for (const auto& relation : *relations) {
      if (relation.external) continue;
      if (relation.type == "externalLink") refers_elsewhere_ = true;
    }
    if (has_macros(zip_)) notice("文件带有宏，没有运行");
    if (refers_elsewhere_) notice("有公式引用别的工作簿，没有打开那些文件，取本文件里保存的结果");
    if (const auto styles = target_of(*relations, "styles"); !styles.empty() && zip_.has(styles))
      if (auto done = read_styles(styles); !done) return base::fail(done.error());
    if (const auto texts = target_of(*relations, "sharedStrings"); !texts.empty() && zip_.has(texts))
      if (auto done = read_shared_texts(texts); !done) return base::fail(done.error());
    for (const auto& entry : entries_) {
      const auto found = std::find_if(relations->begin(), relations->end(),
                                      [&](auto& r) { return r.id == entry.relation && !r.external; });
      document::Place place;
      place.file = out_.file;
      place.sheet = entry.name;
      if (found == relations->end() || !zip_.has(found->target)) {
        return base::fail("document.damaged", "文件里缺少这个工作表的内容", place,
                          "用 Office 或 WPS 打开原文件，另存一份完整的再试");
      }
      if (found->type != "worksheet") {
        out_.notices.push_back({place, "这不是数据工作表（图表、宏表等），没有读取"});
        continue;
      }
      if (auto done = read_sheet(found->target, entry); !done) {
        auto fault = done.error();
        if (fault.where.sheet.empty()) fault.where.sheet = entry.name;
        return base::fail(std::move(fault));
      }
    }
    for (const auto& name : zip_.names()) {
      if (name.starts_with("xl/media/") || name.starts_with("xl/charts/") || name.starts_with("xl/embeddings/"))
        has_pictures_ = true;
      if (name.starts_with("xl/comments") || name.starts_with("xl/threadedComments")) has_comments_ = true;
    }
    if (has_pictures_) notice("文件里的图片、图表和嵌入的对象没有读取");
    if (has_comments_) notice("单元格批注没有读取");
    return std::move(out_);
  }

 private:
  struct Entry {
    std::string name, relation;
    bool hidden = false;
  };

  void notice(const std::string& why) {
    document::Place place;
    place.file = out_.file;
    out_.notices.push_back({place, why});
  }

  tl::unexpected<base::Fault> too_large() const {
    document::Place place;
    place.file = out_.file;
    return base::fail("document.too_large", "表格内容过多，不予读取", place, "只留要用的工作表和列，另存一份再试");
  }

  // Calls `on(xml, event)` for every start, end and text of a part.
  template <class On>
  base::Result<void> pass(const std::string& part, On on) {
    auto stream = zip_.stream(part);
    if (!stream) return base::fail(stream.error());
    XmlStream xml([&](char* into, std::size_t room) { return stream->read(into, room); }, out_.file, part);
    for (;;) {
      auto event = xml.next();
      if (!event) return base::fail(event.error());
      if (*event == Event::finished) return {};
      if (base::Result<void> done = on(xml, *event); !done) return done;
    }
  }

  base::Result<void> read_workbook(const std::string& part) {
    return pass(part, [&](XmlStream& xml, Event event) -> base::Result<void> {
      if (event != Event::start) return {};
      if (xml.name() == "workbookPr") date1904_ = is_true(xml.attribute("date1904"));
      if (xml.name() == "sheet") {
        if (entries_.size() >= SheetLimits{}.max_sheets) return too_large();
        const auto state = xml.attribute("state");
        entries_.push_back({xml.attribute("name"), xml.attribute("id"), state == "hidden" || state == "veryHidden"});
      }
      return {};
    });
  }

  base::Result<void> read_styles(const std::string& part) {
    std::map<int, std::string> codes;
    std::map<int, std::size_t> known;
    bool in_cells = false;
    return pass(part, [&](XmlStream& xml, Event event) -> base::Result<void> {
      if (event == Event::end && xml.name() == "cellXfs") in_cells = false;
      if (event != Event::start) return {};
      if (xml.name() == "numFmt" && codes.size() < max_styles) {
        codes.emplace(number_of(xml.attribute("numFmtId"), -1), xml.attribute("formatCode"));
      } else if (xml.name() == "cellXfs") {
        in_cells = true;
      } else if (in_cells && xml.name() == "xf" && format_of_style_.size() < max_styles) {
        const int id = number_of(xml.attribute("numFmtId"), 0);
        const auto [at, fresh] = known.try_emplace(id, formats_.size());
        if (fresh) {
          const auto own = codes.find(id);
          formats_.emplace_back(own == codes.end() ? NumberFormat::builtin(id) : std::string_view(own->second));
        }
        format_of_style_.push_back(at->second);
      }
      return {};
    });
  }

  base::Result<void> read_shared_texts(const std::string& part) {
    std::string text;
    int phonetic = 0;
    bool in_text = false;
    return pass(part, [&](XmlStream& xml, Event event) -> base::Result<void> {
      const auto name = xml.name();
      if (event == Event::text) {
        if (in_text && phonetic == 0) xml.append_text(text);
        if (text.size() > max_shared_bytes) return too_large();
      } else if (name == "t") {
        in_text = event == Event::start;
      } else if (name == "rPh") {
        phonetic += event == Event::start ? 1 : -1;
      } else if (name == "si") {
        if (event == Event::start) {
          text.clear();
        } else {
          undo_escapes(text);
          if (shared_.size() + text.size() > max_shared_bytes || shared_at_.size() >= max_shared_texts)
            return too_large();
          shared_at_.emplace_back(static_cast<std::uint32_t>(shared_.size()), static_cast<std::uint32_t>(text.size()));
          shared_ += text;
        }
      }
      return {};
    });
  }

  // What is known of the cell being read.
  struct Reading {
    Spot at;
    std::string type, value, text;
    std::size_t style = 0;
    bool has_value = false, formula = false;
    bool in_value = false, in_text = false;
    int phonetic = 0;
  };

  base::Result<void> read_sheet(const std::string& part, const Entry& entry) {
    Sheet sheet(out_.file, entry.name, entry.hidden, &shared_);
    Reading cell;
    int row = -1, column = -1;
    bool in_cell = false;
    auto passed = pass(part, [&](XmlStream& xml, Event event) -> base::Result<void> {
      const auto name = xml.name();
      if (event == Event::text) {
        if (cell.in_value)
          xml.append_text(cell.value);
        else if (cell.in_text && cell.phonetic == 0)
          xml.append_text(cell.text);
        if (cell.value.size() > max_cell_text || cell.text.size() > max_cell_text) return too_large();
        return {};
      }
      const bool start = event == Event::start;
      if (in_cell) {
        if (name == "v") {
          cell.in_value = start;
          cell.has_value = true;
        } else if (name == "t") {
          cell.in_text = start;
        } else if (name == "f") {
          cell.formula = true;
        } else if (name == "rPh") {
          cell.phonetic += start ? 1 : -1;
        } else if (name == "c" && !start) {
          in_cell = false;
          return put(sheet, cell);
        }
        return {};
      }
      if (!start) return {};
      if (name == "c") {
        in_cell = true;
        cell.at = {row, ++column};
        cell.type.clear();
        cell.value.clear();
        cell.text.clear();
        cell.style = 0;
        cell.has_value = cell.formula = cell.in_value = cell.in_text = false;
        cell.phonetic = 0;
        if (const auto r = xml.raw_attribute("r")) {
          if (const auto spot = spot_of(*r)) {
            cell.at = *spot;
            column = spot->column;
          } else {
            sheet.remark("个单元格的位置写错或超出表格，没有读取", std::max(row, 0), 0);
            cell.at = {-1, -1};
          }
        }
        if (const auto s = xml.raw_attribute("s")) cell.style = static_cast<std::size_t>(std::max(0, number_of(*s, 0)));
        if (const auto t = xml.raw_attribute("t")) cell.type = *t;
      } else if (name == "row") {
        const int given = number_of(xml.raw_attribute("r").value_or(""), row + 2);
        row = given - 1;
        column = -1;
        if (is_true(xml.raw_attribute("hidden").value_or(""))) sheet.hide_rows(row, row);
      } else if (name == "col") {
        if (is_true(xml.raw_attribute("hidden").value_or("")) || xml.raw_attribute("width") == "0")
          sheet.hide_columns(number_of(xml.raw_attribute("min").value_or(""), 0) - 1,
                             number_of(xml.raw_attribute("max").value_or(""), 0) - 1);
      } else if (name == "mergeCell") {
        const std::string_view range = xml.raw_attribute("ref").value_or("");
        const auto colon = range.find(':');
        if (colon != std::string_view::npos) {
          const auto from = spot_of(range.substr(0, colon)), to = spot_of(range.substr(colon + 1));
          if (from && to) sheet.merge(from->row, from->column, to->row, to->column);
        }
      }
      return {};
    });
    if (!passed) return passed;
    return sheet.append_to(out_, SheetLimits{});
  }

  base::Result<void> put(Sheet& sheet, const Reading& cell) {
    if (cell.at.row < 0 || cell.at.row >= max_rows) return {};
    const int row = cell.at.row, column = cell.at.column;
    if (cell.formula && !cell.has_value) {
      sheet.remark("个公式没有保存结果，按空单元格处理；请用 Office 或 WPS 打开后保存一次", row, column);
      return {};
    }
    CellValue value;
    value.formula = cell.formula;
    std::string_view raw = base::trim(std::string_view(cell.value));
    if (cell.type == "s") {
      const int index = number_of(raw, -1);
      if (index < 0 || static_cast<std::size_t>(index) >= shared_at_.size()) {
        sheet.remark("个单元格指向不存在的文字，没有读取", row, column);
        return {};
      }
      const auto [at, size] = shared_at_[static_cast<std::size_t>(index)];
      return sheet.put_shared(row, column, at, size, cell.formula);
    }
    std::string text;
    if (cell.type == "inlineStr" || cell.type == "str") {
      text = cell.type == "str" ? cell.value : cell.text;
      undo_escapes(text);
      value.text = text;
      return sheet.put(row, column, value);
    }
    if (raw.empty()) return {};
    if (cell.type == "b") {
      value.kind = CellKind::boolean;
      value.text = is_true(raw) ? "TRUE" : "FALSE";
      return sheet.put(row, column, value);
    }
    if (cell.type == "e") {
      value.kind = CellKind::error;
      value.text = raw;
      sheet.remark("个单元格是错误值（如 #REF!、#DIV/0!）", row, column);
      return sheet.put(row, column, value);
    }
    std::string decimal = cell.type == "d" ? serial_of(raw) : plain_decimal(raw);
    if (decimal.empty()) {
      sheet.remark("个单元格不是认识的数字写法，按文字读取", row, column);
      value.text = raw;
      return sheet.put(row, column, value);
    }
    const auto format = cell.style < format_of_style_.size() ? format_of_style_[cell.style] : 0;
    formats_[format].show(decimal, date1904_, shown_);
    value.kind = shown_.kind;
    value.text = shown_.text;
    value.stored = shown_.stored;
    value.percent = shown_.percent;
    if (shown_.text.empty()) return {};
    return sheet.put(row, column, value);
  }

  // An ISO 8601 date as the day count of this workbook, empty when it is none.
  std::string serial_of(std::string_view iso) const {
    namespace c = std::chrono;
    if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return {};
    const c::year_month_day date{c::year(number_of(iso.substr(0, 4), 0)),
                                 c::month(static_cast<unsigned>(number_of(iso.substr(5, 2), 0))),
                                 c::day(static_cast<unsigned>(number_of(iso.substr(8, 2), 0)))};
    if (!date.ok()) return {};
    const c::sys_days epoch = date1904_ ? c::sys_days{c::year{1904} / 1 / 1} : c::sys_days{c::year{1899} / 12 / 30};
    return std::to_string((c::sys_days{date} - epoch).count());
  }

  ZipReader& zip_;
  document::Document out_;
  std::vector<Entry> entries_;
  std::vector<NumberFormat> formats_;  // the first is General
  std::vector<std::size_t> format_of_style_;
  std::string shared_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> shared_at_;
  ShownNumber shown_;
  bool date1904_ = false, refers_elsewhere_ = false, has_pictures_ = false, has_comments_ = false;
};

}  // namespace

base::Result<document::Document> read_xlsx(ZipReader& zip, const std::string& file_name) {
  return Workbook(zip, file_name).read();
}

}  // namespace office
