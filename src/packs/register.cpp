#include "packs/register.hpp"

#include <algorithm>

#include "base/csv.hpp"
#include "base/text.hpp"

namespace packs {

namespace {

// A quoted cell may hold line ends; more than these are taken for a quote that was never closed.
constexpr int kMostLinesInRow = 20;
constexpr std::size_t kMostRowsAboveHeader = 20;

bool closed(std::string_view text) { return std::ranges::count(text, '"') % 2 == 0; }

// Unicode 15, table 3-7, without making anything of it.
bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto at = [&](std::size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u; };
    const auto follows = [&](std::size_t k, unsigned low = 0x80, unsigned high = 0xBF) {
      return at(k) >= low && at(k) <= high;
    };
    const unsigned lead = at(0);
    if (lead < 0x80) {
      ++i;
    } else if (lead >= 0xC2 && lead <= 0xDF && follows(1)) {
      i += 2;
    } else if (lead >= 0xE0 && lead <= 0xEF && follows(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) &&
               follows(2)) {
      i += 3;
    } else if (lead >= 0xF0 && lead <= 0xF4 && follows(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) &&
               follows(2) && follows(3)) {
      i += 4;
    } else {
      return false;
    }
  }
  return true;
}

bool blank(std::string_view text) {
  // Most lines begin with something that is seen.
  if (!text.empty() && text.front() > ' ') return false;
  return base::trim(text).empty();
}

// A heading as people write it: without white space, and without the unit behind it.
std::string heading(std::string_view written, bool with_unit) {
  std::string out;
  for (const char32_t c : base::from_utf8(written).value_or(U"")) {
    const char32_t half = base::to_half_width(c);
    if (!with_unit && half == U'(' && !out.empty()) break;
    if (!base::is_space(c) && c != U'\n' && c != U'*') out += base::to_utf8(std::u32string(1, half));
  }
  return out;
}

}  // namespace

bool RegisterReader::head(const std::vector<std::string_view>& names, Table& table) {
  table.columns = names.size();
  std::vector<bool> used(names.size());
  for (const auto& f : pack_->fields) {
    int found = -1;
    for (const bool with_unit : {true, false}) {
      for (std::size_t c = 0; c < names.size() && found < 0; ++c) {
        if (!used[c] && heading(names[c], with_unit) == heading(f.name, true)) found = static_cast<int>(c);
      }
    }
    if (found >= 0) used[static_cast<std::size_t>(found)] = true;
    table.column_of.push_back(found);
  }
  const auto* key = pack_->field(pack_->key());
  if (key == nullptr) return false;
  key_ = static_cast<std::size_t>(key - pack_->fields.data());
  if (table.column_of[key_] < 0) return false;
  const auto add = [](std::vector<std::string>& list, const std::string& name) {
    if (std::ranges::find(list, name) == list.end()) list.push_back(name);
  };
  for (std::size_t f = 0; f < pack_->fields.size(); ++f) {
    if (table.column_of[f] < 0) add(absent_, pack_->fields[f].name);
  }
  for (std::size_t c = 0; c < names.size(); ++c) {
    const auto name = base::trim(names[c]);
    if (!used[c] && !(table.sheet != nullptr && name.empty())) add(unknown_, base::readable(name));
  }
  return true;
}

base::Fault RegisterReader::no_key(const std::string& file) const {
  return {"register.column",
          "登记表里没有“" + pack_->key() + "”一列，分不清是哪一户",
          {.file = file, .line = 1},
          "补上这一列，或改正表头"};
}

base::Result<RegisterReader> RegisterReader::open(const Pack& pack, std::string_view bytes, const std::string& file) {
  RegisterReader out;
  out.pack_ = &pack;
  out.bytes_ = bytes;
  if (bytes.starts_with("\xEF\xBB\xBF")) out.bytes_.remove_prefix(3);
  out.tables_.emplace_back();
  Raw header;
  std::deque<std::string> owned;
  if (!out.raw_of_csv(header, owned) || !header.fault.empty()) {
    return base::fail("register.empty", "登记表没有表头，读不了" + header.fault, {.file = file, .line = 1},
                      "第一行写字段名，用逗号分开");
  }
  if (!out.head(header.cells, out.tables_[0])) return base::fail(out.no_key(file));
  return out;
}

base::Result<RegisterReader> RegisterReader::open(const Pack& pack, const std::vector<RegisterSheet>& sheets,
                                                  const std::string& file) {
  RegisterReader out;
  out.pack_ = &pack;
  for (const RegisterSheet& sheet : sheets) {
    bool found = false;
    for (std::size_t r = 0; r < sheet.rows.size() && r < kMostRowsAboveHeader && !found; ++r) {
      const auto& cells = sheet.rows[r].cells;
      const auto key = heading(pack.key(), true);
      if (std::ranges::none_of(cells,
                               [&](const auto& c) { return heading(c, true) == key || heading(c, false) == key; })) {
        continue;
      }
      Table table{sheet.name, &sheet, r + 1, 0, {}};
      found = out.head({cells.begin(), cells.end()}, table);
      if (found) out.tables_.push_back(std::move(table));
    }
    if (!found) out.unused_.push_back(sheet.name);
  }
  if (out.tables_.empty()) return base::fail(out.no_key(file));
  out.at_ = out.tables_[0].first;
  return out;
}

bool RegisterReader::raw(Raw& out, std::deque<std::string>& owned) {
  if (tables_[0].sheet == nullptr) return raw_of_csv(out, owned);
  out = {};
  for (; table_ < tables_.size(); ++table_, at_ = table_ < tables_.size() ? tables_[table_].first : 0) {
    const auto& rows = tables_[table_].sheet->rows;
    while (at_ < rows.size()) {
      const auto& row = rows[at_++];
      if (std::ranges::all_of(row.cells, [](const std::string& c) { return blank(c); })) continue;
      out.line = row.line;
      out.cells.assign(row.cells.begin(), row.cells.end());
      out.cells.resize(std::max(out.cells.size(), tables_[table_].columns));
      while (out.cells.size() > tables_[table_].columns && blank(out.cells.back())) out.cells.pop_back();
      return true;
    }
  }
  return false;
}

void RegisterReader::parse(std::string_view line, Raw& out, std::deque<std::string>& owned) const {
  if (line.find_first_of("\"\r") == std::string_view::npos) {
    for (std::size_t from = 0;;) {
      const auto comma = line.find(',', from);
      out.cells.push_back(line.substr(from, comma - from));
      if (comma == std::string_view::npos) return;
      from = comma + 1;
    }
  }
  auto parsed = base::parse_csv(line);
  if (!parsed || parsed->size() != 1) {
    out.fault = "引号没有成对，分不出各列";
    return;
  }
  for (auto& cell : parsed->front().fields) out.cells.push_back(owned.emplace_back(std::move(cell)));
}

// One row: a line, or several when a quoted cell holds line ends and closes soon.
bool RegisterReader::raw_of_csv(Raw& out, std::deque<std::string>& owned) {
  out.cells.clear();
  out.fault.clear();
  while (at_ < bytes_.size()) {
    const auto stop = std::min(bytes_.find('\n', at_), bytes_.size());
    auto one = bytes_.substr(at_, stop - at_);
    std::size_t next = std::min(stop + 1, bytes_.size());
    int lines = 1;
    if (!closed(one)) {
      std::size_t end = stop;
      for (int more = 1; more < kMostLinesInRow && end < bytes_.size(); ++more) {
        const auto further = std::min(bytes_.find('\n', end + 1), bytes_.size());
        const auto longer = bytes_.substr(at_, further - at_);
        if (closed(longer)) {
          auto parsed = base::parse_csv(longer);
          const std::size_t wanted = tables_[0].columns;
          if (parsed && parsed->size() == 1 && (wanted == 0 || parsed->front().fields.size() == wanted)) {
            one = longer;
            next = std::min(further + 1, bytes_.size());
            lines = more + 1;
          }
          break;
        }
        end = further;
      }
    }
    if (one.ends_with('\r')) one.remove_suffix(1);
    at_ = next;
    out.line = line_;
    line_ += lines;
    if (blank(one)) continue;
    parse(one, out, owned);
    return true;
  }
  return false;
}

RegisterRows RegisterReader::next(std::size_t most, std::vector<BadRow>& bad) {
  RegisterRows out;
  out.fields = pack_->fields.size();
  Raw row;
  while (out.size() < most && raw(row, out.owned)) {
    ++rows_;
    const Table& table = tables_[table_];
    const auto cell = [&](std::size_t field) -> std::string_view {
      const int c = table.column_of[field];
      return c < 0 || static_cast<std::size_t>(c) >= row.cells.size() ? std::string_view()
                                                                      : row.cells[static_cast<std::size_t>(c)];
    };
    std::string why = row.fault;
    std::string column;
    const std::string key(base::trim(row.fault.empty() ? cell(key_) : std::string_view()));
    if (why.empty() && !std::ranges::all_of(row.cells, is_utf8)) {
      why = "有的字不是 UTF-8 编码";
    } else if (why.empty() && row.cells.size() != table.columns) {
      why = "有 " + std::to_string(row.cells.size()) + " 列，表头是 " + std::to_string(table.columns) + " 列";
    } else if (why.empty() && key.empty()) {
      column = pack_->key();
      why = "没有填";
    } else if (why.empty() && !value_of(pack_->fields[key_], key)) {
      column = pack_->key();
      why = "不是有效的" + pack_->key() + "（长度、字符或校验位不对）";
    } else if (why.empty() && !seen_.insert(key).second) {
      column = pack_->key();
      why = "前面已经有这一户";
    }
    if (!why.empty()) {
      bad.push_back({table.name, row.line, base::readable(key), column, why, false});
      continue;
    }
    out.lines.push_back(row.line);
    out.sheets.push_back(table_);
    for (std::size_t f = 0; f < pack_->fields.size(); ++f) out.cells.push_back(cell(f));
  }
  return out;
}

}  // namespace packs
