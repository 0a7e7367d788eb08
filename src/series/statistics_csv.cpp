#include "series/statistics_csv.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include "base/csv.hpp"
#include "series/observed.hpp"

namespace series {
namespace {

const Decimal kMostGrowth = 1000000, kMostLevel = Decimal::scaled(1, 24);

bool holds(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

void take_out(std::string& text, std::string_view word) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
}

enum class Role { ignored, growth_to_date, growth_of_month, level_to_date, level_of_month, balance };

struct Column {
  std::string name, group;
  Role role = Role::ignored;
};

Column column_of(const std::string& header) {
  Column c{header, lower(header)};
  const std::string name = c.group;
  if (holds(name, {"mom", "环比", "jan_feb", "frequency", "source", "note", "unit", "备注", "来源"})) return c;
  const bool to_date = holds(name, {"ytd", "cumulative", "accum", "累计"});
  const bool growth = holds(name, {"yoy", "growth", "同比", "增速", "增长"});
  const bool balance = holds(name, {"level", "balance", "余额", "存量"});
  c.role = growth    ? (to_date ? Role::growth_to_date : Role::growth_of_month)
           : balance ? Role::balance
           : to_date ? Role::level_to_date
                     : Role::level_of_month;
  for (const auto word : {"ytd",   "cumulative", "accumulated", "yoy",  "growth", "level", "balance", "value",
                          "month", "累计",       "当月",        "本月", "同比",   "增速",  "增长",    "余额",
                          "存量",  "值",         "_",           " ",    "(%)",    "（%）", "%"}) {
    take_out(c.group, word);
  }
  return c;
}

std::optional<int> number(std::string_view text) {
  if (text.empty() || text.size() > 4 || !std::ranges::all_of(text, [](char ch) { return ch >= '0' && ch <= '9'; })) {
    return std::nullopt;
  }
  int n = 0;
  for (const char ch : text) n = n * 10 + (ch - '0');
  return n;
}

bool is_blank(const std::string& cell) {
  const auto seen = read_observed(cell);
  return seen && !std::holds_alternative<Decimal>(*seen);
}

// Missing of any kind, and less than a unit, is no number here; a number may carry commas and note marks.
std::optional<Decimal> number_in(const std::string& cell) {
  if (const auto plain = Decimal::parse(cell)) return plain;
  const auto seen = read_observed(cell);
  const auto* value = seen ? std::get_if<Decimal>(&*seen) : nullptr;
  return value != nullptr ? std::optional(*value) : std::nullopt;
}

struct Group {
  std::map<Role, std::string> columns;
  std::map<Role, std::map<calendar::Period, Decimal>> values;
};

YearMonth end_of(const calendar::Period& p) { return {p.last.year, p.last.month}; }

std::map<YearMonth, Decimal> by_end(const std::map<calendar::Period, Decimal>& values) {
  std::map<YearMonth, Decimal> out;
  for (const auto& [p, v] : values) out[end_of(p)] = v;
  return out;
}

// Levels to date from those of single periods, for years whose periods join without a gap from January on.
std::map<YearMonth, Decimal> summed(const std::map<calendar::Period, Decimal>& values) {
  std::map<YearMonth, Decimal> out;
  int next = -1;
  Decimal sum = 0;
  for (const auto& [p, v] : values) {
    if (p.first.month == 1 && p.first.year == p.last.year) {
      sum = v;
    } else if (p.first.index() == next) {
      sum += v;
    } else {
      next = -1;
      continue;
    }
    next = p.last.index() + 1;
    if (p.last.month == 12) next = -1;
    out[end_of(p)] = sum;
  }
  return out;
}

std::map<YearMonth, Decimal> quotients(const std::map<YearMonth, Decimal>& levels) {
  std::map<YearMonth, Decimal> out;
  for (const auto& [when, level] : levels) {
    const auto before = levels.find({when.first - 1, when.second});
    if (before == levels.end() || before->second <= Decimal(0)) continue;
    out[when] = ((level / before->second - Decimal(1)) * Decimal(100)).rounded(4);
  }
  return out;
}

bool looks_like_index(const std::map<YearMonth, Decimal>& values) {
  return !values.empty() && std::ranges::all_of(values, [](const auto& entry) {
    return entry.second > Decimal(50) && entry.second < Decimal(200);
  });
}

int decimals_of(const std::map<YearMonth, Decimal>& values) {
  int most = 0;
  for (const auto& [when, v] : values) most = std::max(most, v.decimals());
  return most;
}

bool whole_years(const std::map<YearMonth, Decimal>& values) {
  return std::ranges::any_of(values, [](const auto& entry) { return entry.first.second == 12; });
}

// What a group of columns is; the reason where it cannot carry the growth of a year.
std::optional<StatisticsSeries> series_of(const Group& g, const std::string& title, std::string& why) {
  const auto values = [&](Role role) -> const std::map<calendar::Period, Decimal>& {
    static const std::map<calendar::Period, Decimal> none;
    const auto at = g.values.find(role);
    return at == g.values.end() ? none : at->second;
  };
  StatisticsSeries s;
  s.growth_to_date = by_end(values(Role::growth_to_date));
  s.growth_of_month = by_end(values(Role::growth_of_month));
  s.level_to_date = by_end(values(Role::level_to_date));
  s.level_of_month = by_end(values(Role::level_of_month));
  const auto named = [&](Role role) { s.column = g.columns.at(role); };
  const std::string about = lower(title);
  const bool quarterly =
      !values(Role::level_of_month).empty() &&
      std::ranges::all_of(values(Role::level_of_month), [](const auto& entry) { return entry.first.months() == 3; });
  if (!s.growth_to_date.empty()) {
    named(Role::growth_to_date);
  } else if (!s.level_to_date.empty() && looks_like_index(s.level_to_date)) {
    s.price = true;
    named(Role::level_to_date);
    for (const auto& [when, v] : s.level_to_date) s.growth_to_date[when] = v - Decimal(100);
    s.level_to_date.clear();
    s.level_of_month.clear();
  } else if (!s.level_to_date.empty()) {
    s.derived = true;
    named(Role::level_to_date);
    s.growth_to_date = quotients(s.level_to_date);
  } else if (!s.growth_of_month.empty() && !values(Role::balance).empty()) {
    s.stock = true;
    named(Role::growth_of_month);
    s.growth_to_date = s.growth_of_month;
    s.growth_of_month.clear();
  } else if (quarterly && s.growth_of_month.empty() && holds(about, {"同比", "增速", "yoy", "unit %"})) {
    named(Role::level_of_month);
    s.growth_to_date = s.level_of_month;
    s.level_of_month.clear();
  } else if (!s.level_of_month.empty()) {
    if (looks_like_index(s.level_of_month) || holds(about, {"pmi", "扩散", "diffusion"})) {
      why = "扩散指数或指数没有全年合计，也就没有全年目标";
      return std::nullopt;
    }
    s.derived = true;
    named(Role::level_of_month);
    s.level_to_date = summed(values(Role::level_of_month));
    s.growth_to_date = quotients(s.level_to_date);
    if (s.growth_to_date.empty()) {
      why = "缺1月、2月或中间月份的数，合不成累计数";
      return std::nullopt;
    }
  } else {
    why = "只有当月增速，没有累计增速或总量，得不出全年增速";
    return std::nullopt;
  }
  if (!whole_years(s.growth_to_date)) {
    why = "没有一个全年的增速";
    return std::nullopt;
  }
  s.decimals = s.derived ? 4 : decimals_of(s.growth_to_date);
  return s;
}

}  // namespace

std::optional<calendar::Period> parse_statistics_period(std::string_view text) {
  if (auto p = calendar::parse_period(text)) return *p;
  std::string t(text);
  for (const auto& [from, to] : {std::pair{"年", "-"},
                                 {"季度", ""},
                                 {"第", "Q"},
                                 {"月", ""},
                                 {"日", ""},
                                 {"–", "-"},
                                 {"—", "-"},
                                 {"/", "-"},
                                 {".", "-"},
                                 {"一", "1"},
                                 {"二", "2"},
                                 {"三", "3"},
                                 {"四", "4"}}) {
    for (auto at = t.find(from); at != std::string::npos; at = t.find(from))
      t.replace(at, std::string_view(from).size(), to);
  }
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= t.size();) {
    const auto to = std::min(t.find('-', from), t.size());
    parts.push_back(t.substr(from, to - from));
    from = to + 1;
  }
  if (!parts.empty() && parts.back().empty()) parts.pop_back();
  if (parts.empty()) return std::nullopt;
  const auto in_range = [](int y, int a, int b) -> std::optional<calendar::Period> {
    if (y < 1900 || y > 2199 || a < 1 || b > 12 || a > b) return std::nullopt;
    return calendar::Period{{y, a}, {y, b}};
  };
  if (parts.size() == 1 && parts[0].size() == 6) {
    const auto y = number(parts[0].substr(0, 4)), m = number(parts[0].substr(4));
    return y && m ? in_range(*y, *m, *m) : std::nullopt;
  }
  const auto y = number(parts[0]);
  if (!y) return std::nullopt;
  if (parts.size() == 2 && parts[1].size() == 2 && (parts[1][0] == 'Q' || parts[1][0] == 'q')) {
    const int q = parts[1][1] - '0';
    return q >= 1 && q <= 4 ? in_range(*y, 3 * q - 2, 3 * q) : std::nullopt;
  }
  const auto m = parts.size() >= 2 ? number(parts[1]) : std::nullopt;
  if (!m) return parts.size() == 1 ? in_range(*y, 1, 12) : std::nullopt;
  if (parts.size() == 2) return in_range(*y, *m, *m);
  const auto third = number(parts[2]);
  if (!third) return std::nullopt;
  // 2022-03-01 is a month by its first (or another) day; 2022年1-2月 became 2022-1-2: an unpadded third part is a
  // month.
  const bool span = text.find("月") != std::string_view::npos && text.find("日") == std::string_view::npos;
  return span ? in_range(*y, *m, *third) : *third >= 1 && *third <= 31 ? in_range(*y, *m, *m) : std::nullopt;
}

base::Result<StatisticsFile> read_statistics_csv(std::string_view bytes, const std::string& file_name) {
  auto table = base::CsvTable::parse(bytes, file_name);
  if (!table) return base::fail(table.error());
  StatisticsFile file;
  std::string_view head = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  if (head.starts_with("#")) {
    head.remove_prefix(1);
    head = head.substr(0, head.find_first_of("\r\n"));
    while (head.starts_with(" ")) head.remove_prefix(1);
    file.title = head.substr(0, std::min(head.find(';'), head.find(" (")));
  }
  const std::string about(head);

  // The period column is the one whose cells are periods.
  std::string period_column;
  for (const auto& name : table->columns()) {
    std::size_t good = 0, filled = 0;
    for (std::size_t row = 0; row < table->size(); ++row) {
      const auto& cell = table->at(row, name);
      if (is_blank(cell)) continue;
      ++filled;
      good += parse_statistics_period(cell).has_value() ? 1 : 0;
    }
    if (filled > 0 && 10 * good >= 9 * filled && filled >= table->size() / 2) {
      period_column = name;
      break;
    }
  }
  if (period_column.empty()) {
    return base::fail("series.no_period", "没有写日期的一列", {.file = file_name}, "请给一列日期，例如 2022-03");
  }

  std::map<std::string, Group> groups;
  std::vector<std::string> order;
  for (const auto& name : table->columns()) {
    if (name == period_column) continue;
    const Column c = column_of(name);
    if (c.role == Role::ignored) continue;
    std::map<calendar::Period, Decimal> values;
    std::size_t filled = 0;
    for (std::size_t row = 0; row < table->size(); ++row) {
      const std::string& cell = table->at(row, name);
      if (is_blank(cell)) continue;
      ++filled;
      const auto when = parse_statistics_period(table->at(row, period_column));
      const auto value = number_in(cell);
      if (!when || !value) continue;
      const auto [at, fresh] = values.emplace(*when, *value);
      if (!fresh && at->second != *value) {
        base::Place place;
        place.file = file_name;
        place.line = table->line(row);
        file.unread.push_back(
            {"series.twice",
             calendar::to_chinese(*when) + "有两个不同的数：" + at->second.to_string() + "、" + value->to_string(),
             place, "按后一个处理；请确认哪个是修订后的数"});
        at->second = *value;
      }
    }
    // No economy grows a million percent: such a cell is a slip of the pen, or of another column.
    const bool growth = c.role == Role::growth_to_date || c.role == Role::growth_of_month;
    std::erase_if(values, [&](const auto& entry) {
      const bool absurd = entry.second.abs() > (growth ? kMostGrowth : kMostLevel);
      if (absurd) {
        file.unread.push_back({"series.absurd", calendar::to_chinese(entry.first) + "的数大得不可能，没有采用",
                               base::Place{.file = file_name}, "请核对这一格"});
      }
      return absurd;
    });
    if (values.empty() || 2 * values.size() < filled) continue;  // words, or nothing
    if (!groups.contains(c.group)) order.push_back(c.group);
    Group& g = groups[c.group];
    g.columns.emplace(c.role, name);
    g.values.emplace(c.role, std::move(values));
  }
  for (const auto& key : order) {
    const Group& g = groups.at(key);
    std::string why;
    auto s = series_of(g, about, why);
    if (!s) {
      file.skipped.push_back({g.columns.begin()->second, why});
      continue;
    }
    s->name = file.title.empty() ? file_name.substr(file_name.find_last_of('/') + 1) : file.title;
    if (!key.empty()) s->name += " " + key;
    file.series.push_back(std::move(*s));
  }
  return file;
}

}  // namespace series
