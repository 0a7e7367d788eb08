#include "base/csv.hpp"

#include "base/text.hpp"

namespace base {

Result<std::vector<CsvRow>> parse_csv(std::string_view s, const std::string& file_name) {
  std::vector<CsvRow> rows;
  if (s.starts_with("\xEF\xBB\xBF")) s.remove_prefix(3);
  int line = 1;
  CsvRow row{line, {}};
  std::string field;
  bool any = false;  // something of the row has been seen
  auto end_field = [&] {
    row.fields.push_back(std::move(field));
    field.clear();
  };
  auto end_row = [&] {
    if (any) {
      end_field();
      rows.push_back(std::move(row));
    }
    row = CsvRow{line, {}};
    any = false;
  };
  for (std::size_t i = 0; i < s.size();) {
    const char c = s[i];
    if (c == '"' && field.empty()) {
      const int opened = line;
      any = true;
      ++i;
      for (;; ++i) {
        if (i >= s.size()) {
          return fail("csv.quote", "引号没有成对，从这里开始的单元格没有结束", Place{.file = file_name, .line = opened},
                      "补上缺少的引号");
        }
        if (s[i] == '"') {
          if (i + 1 < s.size() && s[i + 1] == '"') {
            ++i;
          } else {
            break;
          }
        }
        if (s[i] == '\n') ++line;
        field.push_back(s[i]);
      }
      ++i;
      if (i < s.size() && s[i] != ',' && s[i] != '\n' && s[i] != '\r') {
        return fail("csv.quote", "引号后面还有别的字符", Place{.file = file_name, .line = line},
                    "检查这一行的引号和逗号");
      }
    } else if (c == ',') {
      any = true;
      end_field();
      ++i;
    } else if (c == '\n' || c == '\r') {
      i += (c == '\r' && i + 1 < s.size() && s[i + 1] == '\n') ? 2 : 1;
      ++line;
      end_row();
    } else {
      any = true;
      field.push_back(c);
      ++i;
    }
  }
  end_row();
  return rows;
}

Result<CsvTable> CsvTable::parse(std::string_view bytes, const std::string& file_name) {
  auto rows = parse_csv(bytes, file_name);
  if (!rows) return fail(rows.error());
  CsvTable table;
  std::size_t first = 0;
  while (first < rows->size() && (*rows)[first].fields[0].starts_with('#')) ++first;
  if (first == rows->size()) {
    return fail("csv.empty", "表是空的，没有表头", Place{.file = file_name}, "检查是不是选错了文件");
  }
  for (const auto& name : (*rows)[first].fields) {
    table.index_.emplace(std::string(trim(name)), table.columns_.size());
    table.columns_.emplace_back(trim(name));
  }
  for (std::size_t i = first + 1; i < rows->size(); ++i) {
    auto& row = (*rows)[i];
    if (row.fields.size() > table.columns_.size()) {
      return fail("csv.columns",
                  "这一行有 " + std::to_string(row.fields.size()) + " 列，表头只有 " +
                      std::to_string(table.columns_.size()) + " 列",
                  Place{.file = file_name, .line = row.line}, "检查多出的逗号，含逗号的内容要加英文双引号");
    }
    table.rows_.push_back(std::move(row));
  }
  return table;
}

const std::string& CsvTable::at(std::size_t row, std::string_view column) const {
  static const std::string empty;
  const auto found = index_.find(column);
  if (found == index_.end() || found->second >= rows_[row].fields.size()) return empty;
  return rows_[row].fields[found->second];
}

std::string csv_field(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace base
