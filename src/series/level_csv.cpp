#include "series/level_csv.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "base/csv.hpp"
#include "series/observed.hpp"
#include "series/statistics_csv.hpp"

namespace series {
namespace {

using calendar::Month;
using calendar::Period;
using Values = std::map<Period, std::optional<Decimal>>;

bool holds(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool is_to_date(const std::string& name) { return holds(lower(name), {"ytd", "cumulative", "accum", "累计"}); }
bool is_growth(const std::string& name) {
  return holds(lower(name), {"yoy", "mom", "growth", "同比", "环比", "增速", "增长"});
}

std::optional<Decimal> number_in(const std::string& cell) {
  if (const auto plain = Decimal::parse(cell)) return plain;
  const auto seen = read_observed(cell);
  const auto* value = seen ? std::get_if<Decimal>(&*seen) : nullptr;
  return value != nullptr ? std::optional(*value) : std::nullopt;
}

bool is_blank(const std::string& cell) {
  const auto seen = read_observed(cell);
  return seen && !std::holds_alternative<Decimal>(*seen);
}

std::string title_of(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!bytes.starts_with("#")) return {};
  bytes.remove_prefix(1);
  bytes = bytes.substr(0, bytes.find_first_of("\r\n"));
  while (bytes.starts_with(" ")) bytes.remove_prefix(1);
  return std::string(bytes.substr(0, std::min(bytes.find(';'), bytes.find(" ("))));
}

class Reader {
 public:
  Reader(const base::CsvTable& table, const std::string& file) : table_(table), file_(file) {}

  base::Result<void> find_periods() {
    for (const auto& name : table_.columns()) {
      std::size_t good = 0, filled = 0;
      for (std::size_t row = 0; row < table_.size(); ++row) {
        const auto& cell = table_.at(row, name);
        if (is_blank(cell)) continue;
        ++filled;
        good += parse_statistics_period(cell).has_value() ? 1 : 0;
      }
      if (filled > 0 && 10 * good >= 9 * filled && 2 * filled >= table_.size()) {
        period_column_ = name;
        return {};
      }
    }
    return base::fail("series.no_period", "没有写日期的一列", {.file = file_}, "请给一列日期，例如 2022-03");
  }

  // Empty where most of what is filled is no number.
  base::Result<Values> values_of(const std::string& name, std::vector<base::Fault>* unread) const {
    Values out;
    std::size_t filled = 0, good = 0;
    for (std::size_t row = 0; row < table_.size(); ++row) {
      const auto& when_cell = table_.at(row, period_column_);
      const auto& cell = table_.at(row, name);
      base::Place place;
      place.file = file_;
      place.line = table_.line(row);
      const auto when = parse_statistics_period(when_cell);
      if (!when) {
        if (unread != nullptr && !(is_blank(when_cell) && is_blank(cell))) {
          unread->push_back({"series.period", "“" + when_cell + "”不是时期", place, "请写成 2022-03"});
        }
        continue;
      }
      std::optional<Decimal> value;
      if (!is_blank(cell)) {
        ++filled;
        value = number_in(cell);
        good += value ? 1 : 0;
        if (!value && unread != nullptr) {
          unread->push_back({"series.number", "“" + cell + "”不是数", place, "请改正，或留空"});
        }
      }
      const auto [at, fresh] = out.emplace(*when, value);
      if (fresh || !value) continue;
      if (at->second && *at->second != *value) {
        return base::fail(
            "series.twice",
            calendar::to_chinese(*when) + "有两个不同的数：" + at->second->to_string() + "、" + value->to_string(),
            place, "请确认哪个是修订后的数，只留一个");
      }
      at->second = value;
    }
    return good > 0 && 2 * good >= filled ? out : Values{};
  }

  const std::string& period_column() const { return period_column_; }

 private:
  const base::CsvTable& table_;
  const std::string& file_;
  std::string period_column_;
};

// Year-to-date values by the month they reach.
std::map<Month, Decimal> by_end(const Values& values) {
  std::map<Month, Decimal> out;
  for (const auto& [p, v] : values) {
    if (v && (p.months() == 1 || p.first.month == 1)) out[p.last] = *v;
  }
  return out;
}

void fill_from_to_date(Values& single, const std::map<Month, Decimal>& to_date) {
  for (const auto& [end, sum] : to_date) {
    const int year = end.year;
    const auto known = [&](const Period& p) {
      const auto at = single.find(p);
      return at != single.end() && at->second;
    };
    const Period month{end, end};
    if (end.month == 1) {
      if (!known(month)) single[month] = sum;
      continue;
    }
    const auto before = to_date.find({year, end.month - 1});
    if (before != to_date.end()) {
      if (!known(month)) single[month] = sum - before->second;
    } else if (end.month == 2) {
      const bool january = known({{year, 1}, {year, 1}});
      if (!january) {
        single.erase({{year, 1}, {year, 1}});
        single.erase(month);
        single[Period{{year, 1}, {year, 2}}] = sum;
      }
    }
  }
}

}  // namespace

base::Result<LevelColumn> read_level_csv(std::string_view bytes, const std::string& file_name,
                                         const std::string& wanted) {
  const auto table = base::CsvTable::parse(bytes, file_name);
  if (!table) return base::fail(table.error());
  Reader reader(*table, file_name);
  if (auto done = reader.find_periods(); !done) return tl::unexpected(done.error());
  LevelColumn out;
  out.title = title_of(bytes);
  std::string companion;
  for (const bool to_date : {false, true}) {
    for (const auto& name : table->columns()) {
      if (name == reader.period_column() || is_growth(name)) continue;
      const bool candidate = wanted.empty() ? is_to_date(name) == to_date : name == wanted;
      if (candidate && out.column.empty()) {
        const auto values = reader.values_of(name, nullptr);
        if (!values) return tl::unexpected(values.error());
        if (!values->empty()) out.column = name;
      }
      if (is_to_date(name) && companion.empty() && name != out.column) companion = name;
    }
  }
  if (out.column.empty() && !wanted.empty() && table->has(wanted)) out.column = wanted;  // a growth rate asked for
  if (out.column.empty()) {
    std::string have;
    for (const auto& name : table->columns()) have += (have.empty() ? "" : "、") + name;
    return base::fail("series.no_column",
                      wanted.empty() ? "没有一列数可用" : "没有“" + wanted + "”这一列，或其中没有数",
                      {.file = file_name}, "文件里的列：" + have);
  }
  auto values = reader.values_of(out.column, &out.unread);
  if (!values) return tl::unexpected(values.error());
  if (values->empty()) {
    return base::fail("series.no_column", "“" + out.column + "”这一列里多数不是数", {.file = file_name},
                      "请核对列名，用 --column 指定");
  }
  // A mean to date of figures in 50–200 lies there too: one beyond shows that they are sums.
  bool sums = false;
  const auto look = [&](const Values& to_date) {
    sums = std::ranges::any_of(to_date, [](const auto& e) { return e.second && *e.second >= Decimal(200); });
  };
  if (is_to_date(out.column)) {
    look(*values);
    Values single;
    // A row without a number still says that its month is there.
    fill_from_to_date(single, by_end(*values));
    *values = std::move(single);
  } else if (!companion.empty()) {
    const auto to_date = reader.values_of(companion, nullptr);
    if (!to_date) return tl::unexpected(to_date.error());
    const std::size_t before =
        static_cast<std::size_t>(std::ranges::count_if(*values, [](const auto& e) { return !!e.second; }));
    look(*to_date);
    fill_from_to_date(*values, by_end(*to_date));
    const std::size_t now =
        static_cast<std::size_t>(std::ranges::count_if(*values, [](const auto& e) { return !!e.second; }));
    if (now > before) out.to_date_column = companion;
  }
  bool all_like_index = true;
  for (const auto& [period, value] : *values) {
    out.cells.push_back({period, value});
    if (value) all_like_index = all_like_index && *value > Decimal(50) && *value < Decimal(200);
  }
  const std::string about = lower(out.title + " " + out.column);
  out.adds_up = (sums || !all_like_index) && !is_growth(about) &&
                !holds(about, {"level", "balance", "index", "pmi", "余额", "存量", "指数", "价格"});
  return out;
}

}  // namespace series
