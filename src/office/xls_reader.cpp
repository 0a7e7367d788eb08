#include "office/xls_reader.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "base/text.hpp"
#include "office/number_format.hpp"
#include "office/sheet.hpp"

namespace office {
namespace {

using document::CellKind;

// Record types (MS-XLS 2.3.1).
enum : unsigned {
  formula = 0x06,
  end_of_part = 0x0A,
  date_mode = 0x22,
  file_pass = 0x2F,
  continued = 0x3C,
  column_info = 0x7D,
  bound_sheet = 0x85,
  many_rk = 0xBD,
  rich_string = 0xD6,
  cell_format = 0xE0,
  merge_cells = 0xE5,
  shared_texts = 0xFC,
  label_shared = 0xFD,
  number_cell = 0x203,
  label = 0x204,
  bool_or_error = 0x205,
  string_result = 0x207,
  row_info = 0x208,
  rk_cell = 0x27E,
  number_format = 0x41E,
  begin_part = 0x809
};

constexpr std::size_t max_shared_bytes = 32u << 20, max_shared_texts = 2'000'000, max_formats = 70'000;

// Bytes read one after the other; past the end everything is zero and `good` is false.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}
  std::uint32_t number(std::size_t size) {
    std::uint32_t value = 0;
    if (rest_.size() < size) {
      good_ = false;
      rest_ = {};
      return 0;
    }
    for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(size);
    return value;
  }
  double real() {
    const std::uint64_t low = number(4), high = number(4);
    return std::bit_cast<double>(high << 32 | low);
  }
  void skip(std::size_t size) {
    if (rest_.size() < size) good_ = false;
    rest_.remove_prefix(std::min(size, rest_.size()));
  }
  std::size_t left() const { return rest_.size(); }
  bool good() const { return good_; }

 private:
  std::string_view rest_;
  bool good_ = true;
};

double rk_value(std::uint32_t rk) {
  const double value = (rk & 2) != 0 ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                                     : std::bit_cast<double>(static_cast<std::uint64_t>(rk & 0xFFFFFFFCu) << 32);
  return (rk & 1) != 0 ? value / 100 : value;
}

void append_utf8(std::string& out, const std::u16string& units) {
  std::u32string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t c = units[i];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000)
      c = 0x10000 + ((c - 0xD800) << 10) + (static_cast<char32_t>(units[++i]) - 0xDC00);
    else if (c >= 0xD800 && c < 0xE000)
      c = 0xFFFD;
    if (c != 0) text += c;
  }
  out += base::to_utf8(text);
}

// Characters inside one record: one or two bytes each, as the flag before them says.
std::string characters(Bytes& bytes, std::size_t count) {
  const bool wide = (bytes.number(1) & 1) != 0;
  std::u16string units;
  for (std::size_t i = 0; i < count && bytes.left() > 0; ++i)
    units += static_cast<char16_t>(bytes.number(wide ? 2 : 1));
  std::string out;
  append_utf8(out, units);
  return out;
}

const char* error_name(std::uint32_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
  }
}

// The shared texts run over several records; a text cut between two starts again with its flag (MS-XLS 2.5.293).
class SharedTexts {
 public:
  explicit SharedTexts(std::vector<std::string_view> parts) : parts_(std::move(parts)) {}

  bool read(std::string& texts, std::vector<std::pair<std::uint32_t, std::uint32_t>>& at) {
    number(4);
    const auto count = number(4);
    for (std::uint32_t i = 0; i < count && !ended(); ++i) {
      const auto length = number(2), flags = number(1);
      const auto runs = (flags & 8) != 0 ? number(2) : 0;
      const auto extra = (flags & 4) != 0 ? number(4) : 0;
      std::u16string units;
      bool wide = (flags & 1) != 0;
      for (std::uint32_t k = 0; k < length && !ended(); ++k) {
        if (position_ >= parts_[part_].size()) {
          next_part();
          if (ended()) break;
          wide = (number(1) & 1) != 0;
        }
        units += static_cast<char16_t>(number(wide ? 2 : 1));
      }
      skip(4ull * runs + extra);
      const auto from = texts.size();
      append_utf8(texts, units);
      if (texts.size() > max_shared_bytes || at.size() >= max_shared_texts) return false;
      at.emplace_back(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(texts.size() - from));
    }
    return true;
  }

 private:
  bool ended() const { return part_ >= parts_.size(); }
  void next_part() {
    ++part_;
    position_ = 0;
  }
  std::uint32_t number(int size) {
    std::uint32_t value = 0;
    for (int i = 0; i < size; ++i) {
      while (!ended() && position_ >= parts_[part_].size()) next_part();
      if (ended()) return value;
      value |= static_cast<std::uint32_t>(static_cast<unsigned char>(parts_[part_][position_++])) << (8 * i);
    }
    return value;
  }
  void skip(std::uint64_t size) {
    while (!ended() && size > 0) {
      const auto step = std::min<std::uint64_t>(size, parts_[part_].size() - position_);
      position_ += step;
      size -= step;
      if (size > 0) next_part();
    }
  }
  std::vector<std::string_view> parts_;
  std::size_t part_ = 0, position_ = 0;
};

struct Record {
  unsigned type = 0;
  std::string_view bytes;
};

class Workbook {
 public:
  Workbook(std::string_view bytes, const std::string& file) : bytes_(bytes), formats_(1) { out_.file = file; }

  base::Result<document::Document> read() {
    if (auto done = read_globals(); !done) return base::fail(done.error());
    for (const auto& entry : entries_) {
      document::Place place;
      place.file = out_.file;
      place.sheet = entry.name;
      if (entry.kind != 0) {
        out_.notices.push_back({place, "这不是数据工作表（图表、宏表等），没有读取"});
        continue;
      }
      if (auto done = read_sheet(entry); !done) {
        auto fault = done.error();
        fault.where.sheet = entry.name;
        return base::fail(std::move(fault));
      }
    }
    return std::move(out_);
  }

 private:
  struct Entry {
    std::string name;
    std::uint32_t at = 0;
    bool hidden = false;
    unsigned kind = 0;
  };

  tl::unexpected<base::Fault> fault(const char* code, const char* what, const char* remedy) const {
    document::Place place;
    place.file = out_.file;
    return base::fail(code, what, place, remedy);
  }
  tl::unexpected<base::Fault> damaged() const {
    return fault("document.damaged", "工作簿不完整或已损坏", "用 Excel 或 WPS 打开原文件，另存为 .xlsx 再试");
  }
  tl::unexpected<base::Fault> too_large() const {
    return fault("document.too_large", "表格内容过多，不予读取", "只留要用的工作表和列，另存一份再试");
  }

  // The record at `at`, which moves behind it; false at the end.
  bool next(std::size_t& at, Record& record) const {
    if (at + 4 > bytes_.size()) return false;
    Bytes head(bytes_.substr(at, 4));
    record.type = head.number(2);
    const std::size_t size = head.number(2);
    if (at + 4 + size > bytes_.size()) return false;
    record.bytes = bytes_.substr(at + 4, size);
    at += 4 + size;
    return true;
  }

  base::Result<void> read_globals() {
    std::size_t at = 0;
    Record record;
    if (!next(at, record) || record.type != begin_part) return damaged();
    if (Bytes(record.bytes).number(2) != 0x0600)
      return fault("document.unknown_kind", "这是 Excel 95 或更早的工作簿，不能直接读取",
                   "用 Excel 或 WPS 打开，另存为 .xlsx 后再试");
    std::map<unsigned, std::string> codes;
    std::vector<unsigned> styles;
    bool ended = false;
    while (!ended && next(at, record)) {
      Bytes in(record.bytes);
      switch (record.type) {
        case end_of_part:
          ended = true;
          break;
        case file_pass:
          return fault("document.encrypted", "文件设有打开密码，不能读取", "取消密码，重新保存后再试");
        case date_mode:
          date1904_ = in.number(2) == 1;
          break;
        case bound_sheet: {
          if (entries_.size() >= SheetLimits{}.max_sheets) return too_large();
          Entry entry;
          entry.at = in.number(4);
          entry.hidden = (in.number(1) & 3) != 0;
          entry.kind = in.number(1);
          const auto length = in.number(1);
          entry.name = characters(in, length);
          entries_.push_back(std::move(entry));
          break;
        }
        case number_format: {
          const auto id = in.number(2), length = in.number(2);
          if (codes.size() < max_formats) codes.emplace(id, characters(in, length));
          break;
        }
        case cell_format:
          in.skip(2);
          if (styles.size() < max_formats) styles.push_back(in.number(2));
          break;
        case shared_texts: {
          std::vector<std::string_view> parts{record.bytes};
          for (std::size_t ahead = at; next(ahead, record) && record.type == continued; at = ahead)
            parts.push_back(record.bytes);
          if (!SharedTexts(std::move(parts)).read(shared_, shared_at_)) return too_large();
          break;
        }
        default:
          break;
      }
    }
    if (!ended) return damaged();
    std::map<unsigned, std::size_t> known;
    for (const auto id : styles) {
      const auto [found, fresh] = known.try_emplace(id, formats_.size());
      if (fresh) {
        const auto own = codes.find(id);
        formats_.emplace_back(own == codes.end() ? NumberFormat::builtin(static_cast<int>(id))
                                                 : std::string_view(own->second));
      }
      format_of_style_.push_back(found->second);
    }
    return {};
  }

  base::Result<void> put_number(Sheet& sheet, int row, int column, unsigned style, double value, bool is_formula) {
    const auto decimal = plain_decimal(value);
    if (decimal.empty()) return {};
    const auto format = style < format_of_style_.size() ? format_of_style_[style] : 0;
    formats_[format].show(decimal, date1904_, shown_);
    return sheet.put(row, column, {shown_.kind, shown_.text, shown_.stored, shown_.percent, is_formula});
  }

  base::Result<void> put_error(Sheet& sheet, int row, int column, std::uint32_t code, bool is_formula) {
    sheet.remark("个单元格是错误值（如 #REF!、#DIV/0!）", row, column);
    return sheet.put(row, column, {CellKind::error, error_name(code), {}, false, is_formula});
  }

  base::Result<void> read_sheet(const Entry& entry) {
    Sheet sheet(out_.file, entry.name, entry.hidden, &shared_);
    std::size_t at = entry.at;
    Record record;
    if (!next(at, record) || record.type != begin_part) return damaged();
    int depth = 1;
    int text_row = -1, text_column = -1;  // of the formula whose text comes next
    while (depth > 0) {
      if (!next(at, record)) return damaged();
      // Sheets do not share records: together they are no longer than the stream.
      passed_ += record.bytes.size() + 4;
      if (passed_ > bytes_.size()) return damaged();
      if (record.type == begin_part) ++depth;
      if (record.type == end_of_part) --depth;
      if (depth != 1) continue;  // a chart drawn on the sheet
      Bytes in(record.bytes);
      base::Result<void> done;
      switch (record.type) {
        case row_info: {
          const int row = static_cast<int>(in.number(2));
          in.skip(10);
          if ((in.number(4) & 0x20) != 0) sheet.hide_rows(row, row);
          break;
        }
        case column_info: {
          const auto first = static_cast<int>(in.number(2)), last = static_cast<int>(in.number(2));
          in.skip(4);
          if ((in.number(2) & 1) != 0) sheet.hide_columns(first, last);
          break;
        }
        case merge_cells: {
          const auto count = in.number(2);
          for (std::uint32_t i = 0; i < count && in.left() >= 8; ++i) {
            const auto r1 = static_cast<int>(in.number(2)), r2 = static_cast<int>(in.number(2));
            const auto c1 = static_cast<int>(in.number(2)), c2 = static_cast<int>(in.number(2));
            sheet.merge(r1, c1, r2, c2);
          }
          break;
        }
        case string_result: {
          const auto length = in.number(2);
          const std::string text = characters(in, length);
          if (text_row >= 0) done = sheet.put(text_row, text_column, {.text = text, .formula = true});
          text_row = -1;
          break;
        }
        case many_rk: {
          const auto row = static_cast<int>(in.number(2));
          auto column = static_cast<int>(in.number(2));
          for (; done && in.left() >= 8; ++column) {
            const auto style = in.number(2);
            done = put_number(sheet, row, column, style, rk_value(in.number(4)), false);
          }
          break;
        }
        case label_shared:
        case number_cell:
        case rk_cell:
        case label:
        case rich_string:
        case bool_or_error:
        case formula: {
          const auto row = static_cast<int>(in.number(2)), column = static_cast<int>(in.number(2));
          const auto style = in.number(2);
          done = cell(sheet, record.type, row, column, style, in, text_row, text_column);
          break;
        }
        default:
          break;
      }
      if (!done) return done;
    }
    return sheet.append_to(out_, SheetLimits{});
  }

  base::Result<void> cell(Sheet& sheet, unsigned type, int row, int column, unsigned style, Bytes& in, int& text_row,
                          int& text_column) {
    switch (type) {
      case label_shared: {
        const auto index = in.number(4);
        if (!in.good() || index >= shared_at_.size()) {
          sheet.remark("个单元格指向不存在的文字，没有读取", row, column);
          return {};
        }
        return sheet.put_shared(row, column, shared_at_[index].first, shared_at_[index].second, false);
      }
      case number_cell: {
        const double value = in.real();
        return in.good() ? put_number(sheet, row, column, style, value, false) : base::Result<void>();
      }
      case rk_cell: {
        const auto value = in.number(4);
        return in.good() ? put_number(sheet, row, column, style, rk_value(value), false) : base::Result<void>();
      }
      case bool_or_error: {
        const auto value = in.number(1), is_error = in.number(1);
        if (is_error != 0) return put_error(sheet, row, column, value, false);
        return sheet.put(row, column, {.kind = CellKind::boolean, .text = value != 0 ? "TRUE" : "FALSE"});
      }
      case formula: {
        Bytes result = in;
        const auto kind = result.number(1);
        result.skip(1);
        const auto value = result.number(1);
        result.skip(3);
        if (result.number(2) != 0xFFFF) {
          const double number = in.real();
          return in.good() ? put_number(sheet, row, column, style, number, true) : base::Result<void>();
        }
        if (kind == 0) {
          text_row = row;
          text_column = column;
        }
        if (kind == 1)
          return sheet.put(row, column,
                           {.kind = CellKind::boolean, .text = value != 0 ? "TRUE" : "FALSE", .formula = true});
        if (kind == 2) return put_error(sheet, row, column, value, true);
        return {};
      }
      default: {
        const auto length = in.number(2);
        const std::string text = characters(in, length);
        return sheet.put(row, column, {.text = text});
      }
    }
  }

  std::string_view bytes_;
  document::Document out_;
  std::vector<Entry> entries_;
  std::vector<NumberFormat> formats_;  // the first is General
  std::vector<std::size_t> format_of_style_;
  std::string shared_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> shared_at_;
  ShownNumber shown_;
  std::size_t passed_ = 0;
  bool date1904_ = false;
};

}  // namespace

base::Result<document::Document> read_xls_stream(std::string_view bytes, const std::string& file_name) {
  return Workbook(bytes, file_name).read();
}

base::Result<document::Document> read_xls(const CompoundFile& file, const std::string& file_name) {
  const bool new_stream = file.has("Workbook");
  const std::string bytes = file.stream(new_stream ? "Workbook" : "Book");
  auto document = read_xls_stream(bytes, file_name);
  if (document && (file.has("_VBA_PROJECT_CUR") || file.has("_VBA_PROJECT"))) {
    document::Place place;
    place.file = file_name;
    document->notices.push_back({place, "文件带有宏，没有运行"});
  }
  return document;
}

}  // namespace office
