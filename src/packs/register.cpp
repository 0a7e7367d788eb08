#include "packs/register.hpp"

#include <algorithm>

#include "base/csv.hpp"
#include "base/text.hpp"

namespace packs {

namespace {

// A quoted cell may hold line ends; more than these are taken for a quote that was never closed.
constexpr int kMostLinesInRow = 20;

bool closed(std::string_view text) { return std::ranges::count(text, '"') % 2 == 0; }

}  // namespace

base::Result<RegisterReader> RegisterReader::open(const Pack& pack, std::string_view bytes, const std::string& file) {
  RegisterReader out;
  out.pack_ = &pack;
  out.bytes_ = bytes;
  if (bytes.starts_with("\xEF\xBB\xBF")) out.bytes_.remove_prefix(3);
  Raw header;
  if (!out.raw(header) || !header.fault.empty()) {
    return base::fail("register.empty", "登记表没有表头，读不了" + header.fault, {.file = file, .line = 1},
                      "第一行写字段名，用逗号分开");
  }
  for (auto& name : header.cells) name = std::string(base::trim(std::string_view(name)));
  out.columns_ = header.cells.size();
  for (const auto& f : pack.fields) {
    const auto at = std::ranges::find(header.cells, f.name);
    out.column_of_.push_back(at == header.cells.end() ? -1 : static_cast<int>(at - header.cells.begin()));
    if (at == header.cells.end()) out.absent_.push_back(f.name);
  }
  for (const auto& name : header.cells) {
    if (pack.field(name) == nullptr) out.unknown_.push_back(name);
  }
  const auto* key = pack.field(pack.key());
  if (key == nullptr || out.column_of_[static_cast<std::size_t>(key - pack.fields.data())] < 0) {
    return base::fail("register.column", "登记表里没有“" + pack.key() + "”一列，分不清是哪一户",
                      {.file = file, .line = 1}, "补上这一列，或改正表头");
  }
  out.key_ = static_cast<std::size_t>(key - pack.fields.data());
  return out;
}

// One row: a line, or several when a quoted cell holds line ends and closes soon.
bool RegisterReader::raw(Raw& out) {
  out = {};
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
          if (parsed && parsed->size() == 1 && parsed->front().fields.size() == columns_) {
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
    if (base::trim(one).empty()) continue;
    auto parsed = base::parse_csv(one);
    if (!parsed || parsed->size() != 1) {
      out.fault = "引号没有成对，分不出各列";
    } else {
      out.cells = std::move(parsed->front().fields);
    }
    return true;
  }
  return false;
}

std::vector<RegisterRow> RegisterReader::next(std::size_t most, std::vector<BadRow>& bad) {
  std::vector<RegisterRow> out;
  Raw raw_row;
  while (out.size() < most && raw(raw_row)) {
    ++rows_;
    const auto cell = [&](std::size_t field) -> std::string {
      const int c = column_of_[field];
      return c < 0 || static_cast<std::size_t>(c) >= raw_row.cells.size() ? std::string()
                                                                          : raw_row.cells[static_cast<std::size_t>(c)];
    };
    std::string why = raw_row.fault;
    std::string column;
    const std::string key(base::trim(std::string_view(raw_row.fault.empty() ? cell(key_) : "")));
    if (why.empty() && std::ranges::any_of(raw_row.cells, [](const std::string& c) { return !base::from_utf8(c); })) {
      why = "有的字不是 UTF-8 编码";
    } else if (why.empty() && raw_row.cells.size() != columns_) {
      why = "有 " + std::to_string(raw_row.cells.size()) + " 列，表头是 " + std::to_string(columns_) + " 列";
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
      bad.push_back({raw_row.line, base::readable(key), column, why, false});
      continue;
    }
    RegisterRow row;
    row.line = raw_row.line;
    for (std::size_t f = 0; f < pack_->fields.size(); ++f) {
      row.written.push_back(cell(f));
      auto value = value_of(pack_->fields[f], row.written.back());
      if (!value) {
        bad.push_back({raw_row.line, key, pack_->fields[f].name,
                       "“" + base::shortened(row.written.back(), 40) + "”读不懂，按不知道处理", true});
        value = feel::Value();
      }
      row.values.push_back(*std::move(value));
    }
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace packs
