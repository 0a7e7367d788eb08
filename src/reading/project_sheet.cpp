#include "reading/project_sheet.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "quantity/quantity.hpp"
#include "reading/project_words.hpp"
#include "reading/tables_grid.hpp"

namespace reading {

namespace {

using namespace projects;
using tables::CellReading;
using tables::Grid;
using tables::plain_text;
using View = std::u32string_view;

constexpr int kHeaderWithin = 40;  // rows from the top, or from the end of another table
constexpr int kDeepestHeader = 5;

std::string file_of(const std::string& path) {
  const auto cut = path.find_last_of("/\\");
  return cut == std::string::npos ? path : path.substr(cut + 1);
}

bool is_number(const CellReading& r) { return r.kind == CellReading::Kind::number; }

std::optional<Role> role_alone(View text, int year) {
  const Heading h = read_heading({std::u32string(text)}, year);
  return h.role == Role::none ? std::nullopt : std::optional(h.role);
}

struct Columns {
  int top = 0, bottom = 0;  // header rows, both included
  std::vector<Heading> headings;
  int serial = -1, name = -1;
  std::array<int, kMoneyColumns> money{};
  std::map<Role, int> others;

  int at(Role role) const {
    const auto found = others.find(role);
    return found == others.end() ? -1 : found->second;
  }
};

// One table of projects: from its header to the next header or the end.
class Reader {
 public:
  Reader(const Grid& grid, const calendar::Date& asof, ProjectSheetsRead& out, const std::string& file,
         const document::Table& table)
      : grid_(grid), out_(out), file_(file), table_(table), year_(static_cast<int>(asof.year())) {}

  std::vector<ProjectSheet> read(const std::vector<std::u32string>& before) {
    std::vector<ProjectSheet> sheets;
    int from = 0;
    while (from < grid_.rows()) {
      const auto head = next_header(from);
      if (!head) break;
      ProjectSheet sheet;
      read_titles(sheet, from, head->first, before);
      auto columns = read_columns(*head, sheet);
      if (!columns) {
        from = head->second + 1;
        continue;
      }
      from = read_body(*columns, sheet);
      if (!sheet.projects.empty()) sheets.push_back(std::move(sheet));
    }
    return sheets;
  }

 private:
  // ---- header -------------------------------------------------------------------------------------------------------

  // Rows of the next header, both included: those around the cell that heads the names.
  std::optional<std::pair<int, int>> next_header(int from) const {
    for (int r = from; r < std::min(grid_.rows(), from + kHeaderWithin); ++r) {
      for (const int i : grid_.cells_of(r)) {
        if (!grid_.begins_in(i, r) || is_number(grid_.reading(i))) continue;
        if (role_alone(grid_.text(i), year_) != Role::name) continue;
        const int column = grid_.column_of(i);
        int top = r, bottom = r;
        while (bottom + 1 < grid_.rows() && grid_.at(bottom + 1, column) == i) ++bottom;
        while (top > from && belongs_above(top - 1, column)) --top;
        while (bottom + 1 < grid_.rows() && bottom - top < kDeepestHeader && belongs_below(bottom + 1, column))
          ++bottom;
        return std::pair(top, bottom);
      }
    }
    return std::nullopt;
  }

  // The upper line of a header whose name column stands lower: several cells, or one that is not at the left.
  bool belongs_above(int row, int name_column) const {
    const auto cells = grid_.cells_of(row);
    if (cells.empty() || grid_.at(row, name_column) >= 0) return false;
    for (const int i : cells) {
      const std::u32string text = plain_text(grid_.text(i));
      if (is_number(grid_.reading(i)) || text.find(U"单位:") != std::u32string::npos) return false;
      if (grid_.column_of(i) < name_column && text.size() > 6) return false;
    }
    return true;
  }

  // Further header lines: nothing under the names, no numbers but 1 2 3 under the columns.
  bool belongs_below(int row, int name_column) const {
    const auto cells = grid_.cells_of(row);
    if (cells.empty()) return false;
    if (is_numbering(cells)) return true;
    if (const int i = grid_.at(row, name_column); i >= 0 && grid_.begins_in(i, row)) return false;
    int words = 0;
    for (const int i : cells) {
      if (!grid_.begins_in(i, row)) continue;
      if (is_number(grid_.reading(i)) || grid_.column_of(i) < name_column) return false;
      const std::u32string text = plain_text(grid_.text(i));
      if (total_word(text) || group_level(text) > 0) return false;
      words += text.size() <= 24;
    }
    return words > 0;
  }

  // 1 2 3 or 甲 乙 1 2 under a header.
  bool is_numbering(const std::vector<int>& cells) const {
    int expected = 0, stems = 0;
    for (const int i : cells) {
      const std::u32string text = plain_text(grid_.text(i));
      if (text.size() == 1 && View(U"甲乙丙丁戊").find(text[0]) != View::npos) {
        ++stems;
        continue;
      }
      const auto& r = grid_.reading(i);
      if (!is_number(r) || r.number != base::Decimal(expected + 1)) return false;
      ++expected;
    }
    return expected >= 3 && (stems > 0 || expected >= 4);
  }

  void read_titles(ProjectSheet& sheet, int from, int top, const std::vector<std::u32string>& before) {
    sheet.file = file_;
    std::vector<std::u32string> lines = before;
    for (int r = from; r < top; ++r) {
      for (const int i : grid_.cells_of(r)) {
        if (grid_.begins_in(i, r)) lines.emplace_back(grid_.text(i));
      }
    }
    lines.emplace_back(base::u32(base::readable(table_.name)));
    lines.emplace_back(base::u32(base::readable(file_)));
    tables::Months found;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      const std::u32string text = plain_text(lines[k]);
      if (sheet.title.empty() && k + 2 < lines.size() && text.size() >= 4 &&
          text.find(U"单位:") == std::u32string::npos)
        sheet.title = base::to_utf8(base::trim(View(lines[k])));
      if (k + 2 < lines.size() && sheet.unit.empty()) sheet.unit = unit_in(lines[k]);
      const tables::Months m = tables::months_in(text);
      if (!found.year && m.year) found.year = m.year;
      if (found.last == 0 && m.last != 0) found.last = m.last;
    }
    if (found.year) year_ = *found.year;
    sheet.year_printed = found.year.has_value();
    if (found.last != 0) sheet.period = calendar::Period::year_to_date(year_, found.last);
    if (sheet.title.empty()) sheet.title = table_.name.empty() ? file_ : table_.name;
    sheet.place = table_.place;
  }

  // The text of a header cell; a merged heading that lost its merge (CSV) stands for the columns to its right.
  std::optional<std::u32string> heading_at(int row, int column, int bottom) const {
    if (const int i = grid_.at(row, column); i >= 0) return std::u32string(grid_.text(i));
    if (row == bottom || grid_.at(bottom, column) < 0) return std::nullopt;
    for (int c = column - 1; c >= 0; --c) {
      if (grid_.at(bottom, c) < 0) return std::nullopt;
      if (const int i = grid_.at(row, c); i >= 0) {
        if (grid_.at(bottom, c) == i) return std::nullopt;
        return std::u32string(grid_.text(i));
      }
    }
    return std::nullopt;
  }

  std::optional<Columns> read_columns(std::pair<int, int> rows, ProjectSheet& sheet) {
    Columns out;
    out.top = rows.first;
    out.bottom = rows.second;
    out.money.fill(-1);
    int bottom = rows.second;
    while (bottom > rows.first && is_numbering(grid_.cells_of(bottom))) --bottom;
    bool own_words = false;
    for (int c = 0; c < grid_.columns(); ++c) {
      std::vector<std::u32string> parts;
      int last = -1;
      for (int r = rows.first; r <= bottom; ++r) {
        const int i = grid_.at(r, c);
        if (i >= 0 && i == last) continue;
        last = i;
        if (auto text = heading_at(r, c, bottom)) parts.push_back(std::move(*text));
      }
      out.headings.push_back(read_heading(parts, year_));
      Heading& h = out.headings.back();
      if (h.year && !sheet.year_printed && h.explicit_months) {
        sheet.year_printed = true;
        if (*h.year <= year_) year_ = *h.year;
      }
    }
    std::vector<std::string> left_out;
    for (int c = 0; c < grid_.columns(); ++c) {
      const Heading& h = out.headings[static_cast<std::size_t>(c)];
      own_words = own_words || h.role == Role::builder || h.role == Role::owner || h.role == Role::stage ||
                  h.role == Role::begun || h.role == Role::nature || h.role == Role::years || h.role == Role::place ||
                  h.role == Role::start;
      if (h.role == Role::serial && out.serial < 0) {
        out.serial = c;
      } else if (h.role == Role::name && out.name < 0) {
        out.name = c;
      } else if (const auto money = money_of(h.role)) {
        int& column = out.money[static_cast<std::size_t>(*money)];
        const bool same = column >= 0 && h.printed == out.headings[static_cast<std::size_t>(column)].printed;
        if (column < 0) {
          column = c;
        } else if (!same && h.explicit_months && !out.headings[static_cast<std::size_t>(column)].explicit_months) {
          left_out.push_back(out.headings[static_cast<std::size_t>(column)].printed);
          column = c;
        } else if (!same) {
          left_out.push_back(h.printed);
        }
      } else if (h.role == Role::other || h.role == Role::none) {
        if (!h.printed.empty()) left_out.push_back(h.printed);
      } else if (!out.others.try_emplace(h.role, c).second) {
        const int first = out.others.at(h.role);
        if (h.printed != out.headings[static_cast<std::size_t>(first)].printed) left_out.push_back(h.printed);
      }
    }
    bool money = false;
    for (std::size_t m = 0; m < kMoneyColumns; ++m) {
      sheet.has_column[m] = out.money[m] >= 0;
      money = money || sheet.has_column[m];
    }
    if (out.name < 0 || !money || !own_words) return std::nullopt;
    for (const Money m : {Money::done, Money::month}) {
      const int c = out.money[static_cast<std::size_t>(m)];
      if (c < 0 || sheet.period || !out.headings[static_cast<std::size_t>(c)].month) continue;
      sheet.period = calendar::Period::year_to_date(year_, *out.headings[static_cast<std::size_t>(c)].month);
    }
    if (!left_out.empty()) {
      std::string words;
      for (const auto& text : left_out) words += (words.empty() ? "“" : "、“") + text + "”";
      sheet.notes.push_back("没有采用的列：" + words);
    }
    return out;
  }

  // ---- body ---------------------------------------------------------------------------------------------------------

  struct Group {
    int level = 0;
    std::string label;
    std::size_t first = 0;           // projects from here on
    std::optional<std::size_t> own;  // its total among the sheet's, when the heading row carries one
    bool summed = false;             // a 小计 has spoken of it
  };

  std::u32string words_at(int row, int column) const {
    if (column < 0) return {};
    const int i = grid_.at(row, column);
    return i < 0 ? std::u32string() : plain_text(grid_.text(i));
  }
  std::string printed_at(int row, int column) const {
    if (column < 0) return {};
    const int i = grid_.at(row, column);
    return i < 0 ? std::string() : base::to_utf8(base::trim(grid_.text(i)));
  }

  bool is_header_again(const Columns& columns, int row) const {
    const int i = grid_.at(row, columns.name);
    return i >= 0 && role_alone(grid_.text(i), year_) == Role::name;
  }
  bool same_header(const Columns& columns, int row) const {
    for (int c = 0; c < grid_.columns(); ++c) {
      const int a = grid_.at(columns.top, c), b = grid_.at(row, c);
      const std::u32string first = a < 0 ? std::u32string() : plain_text(grid_.text(a));
      const std::u32string again = b < 0 ? std::u32string() : plain_text(grid_.text(b));
      if (!again.empty() && !first.empty() && first != again) return false;
    }
    return true;
  }

  MoneyCell money_at(const Columns& columns, const ProjectSheet& sheet, int row, Money which) {
    MoneyCell out;
    const int c = columns.money[static_cast<std::size_t>(which)];
    const int i = c < 0 ? -1 : grid_.at(row, c);
    if (i < 0) return out;
    const auto& reading = grid_.reading(i);
    if (!grid_.begins_in(i, row)) {
      out.instead = "与上一行合并的单元格";
      return out;
    }
    if (reading.kind == CellReading::Kind::bad) {
      out_.unread.push_back({grid_.cell(i).place, reading.why});
      out.instead = base::to_utf8(base::trim(grid_.text(i)));
      return out;
    }
    if (!is_number(reading)) {
      out.instead = base::to_utf8(base::trim(grid_.text(i)));
      if (reading.kind == CellReading::Kind::text)
        out_.unread.push_back(
            {grid_.cell(i).place, "“" + out.instead + "”不是一个数，" + to_chinese(which) + "按没有数处理"});
      return out;
    }
    std::string unit = reading.unit;
    if (unit.empty()) unit = columns.headings[static_cast<std::size_t>(c)].unit;
    if (unit.empty()) unit = sheet.unit;
    if (!unit.empty() && quantity::parse_unit(unit).base != "元") {
      out_.unread.push_back({grid_.cell(i).place, "“" + unit + "”不是金额的单位，没有采用"});
      out.instead = base::to_utf8(base::trim(grid_.text(i)));
      return out;
    }
    out.amount = Amount{reading.number, unit, grid_.cell(i).place};
    return out;
  }

  std::optional<Amount> rate_at(const Columns& columns, int row) const {
    const int c = columns.at(Role::rate);
    const int i = c < 0 ? -1 : grid_.at(row, c);
    if (i < 0 || !is_number(grid_.reading(i)) || !grid_.begins_in(i, row)) return std::nullopt;
    const auto& reading = grid_.reading(i);
    const bool in_percent = reading.unit == "%" || columns.headings[static_cast<std::size_t>(c)].unit == "%";
    // 0.736 under 完成率 without a percent sign is a share; 73.6 is in percent.
    const bool share = !in_percent && reading.number.decimals() > 0 && reading.number <= base::Decimal::scaled(15, -1);
    return Amount{share ? reading.number * base::Decimal(100) : reading.number, "%", grid_.cell(i).place};
  }

  bool any_money(const Columns& columns, int row) const {
    return std::ranges::any_of(columns.money, [&](int c) {
      const int i = c < 0 ? -1 : grid_.at(row, c);
      return i >= 0 && grid_.begins_in(i, row) && is_number(grid_.reading(i));
    });
  }
  bool any_project_words(const Columns& columns, int row) const {
    for (const Role role : {Role::builder, Role::owner, Role::stage, Role::nature, Role::years, Role::start}) {
      const int c = columns.at(role);
      const int i = c < 0 ? -1 : grid_.at(row, c);
      if (i >= 0 && grid_.column_of(i) == c && !grid_.text(i).empty()) return true;
    }
    return false;
  }

  ProjectTotal total_of(const Columns& columns, const ProjectSheet& sheet, int row, const std::string& label) {
    ProjectTotal total;
    total.label = label;
    for (std::size_t m = 0; m < kMoneyColumns; ++m)
      total.money[m] = money_at(columns, sheet, row, static_cast<Money>(m));
    total.rate = rate_at(columns, row);
    const auto cells = grid_.cells_of(row);
    if (!cells.empty()) total.place = grid_.cell(cells.front()).place;
    total.count = count_in(plain_text(base::u32(label)));
    for (const int c : {columns.name, columns.serial}) {
      if (!total.count) total.count = count_in(words_at(row, c));
    }
    return total;
  }

  std::string group_words() const {
    std::string out;
    for (const auto& g : groups_) out += (out.empty() ? "" : " / ") + g.label;
    return out;
  }

  static std::vector<std::size_t> from_to(std::size_t first, std::size_t last) {
    std::vector<std::size_t> out;
    for (std::size_t i = first; i < last; ++i) out.push_back(i);
    return out;
  }

  void close_groups(ProjectSheet& sheet, int level) {
    while (!groups_.empty() && groups_.back().level >= level) {
      const Group& g = groups_.back();
      if (g.own) sheet.totals[*g.own].members = from_to(g.first, sheet.projects.size());
      groups_.pop_back();
    }
  }

  void open_group(const Columns& columns, ProjectSheet& sheet, int row, const std::string& label) {
    int level = group_level(plain_text(base::u32(label)));
    if (level == 0) {
      int deepest = 0;
      for (const auto& g : groups_) {
        if (group_level(plain_text(base::u32(g.label))) > 0) deepest = std::max(deepest, g.level);
      }
      level = deepest + 1;
    }
    close_groups(sheet, level);
    Group group{level, label, sheet.projects.size(), std::nullopt, false};
    if (any_money(columns, row) || count_in(plain_text(base::u32(label)))) {
      group.own = sheet.totals.size();
      sheet.totals.push_back(total_of(columns, sheet, row, label));
    }
    groups_.push_back(std::move(group));
  }

  void add_total(const Columns& columns, ProjectSheet& sheet, int row, const std::string& label, TotalWord word) {
    ProjectTotal total = total_of(columns, sheet, row, label);
    total.whole = word == TotalWord::whole;
    if (!total.whole) {
      const std::u32string said = plain_text(base::u32(label));
      // The group it names; else the innermost that no 小计 has spoken of yet.
      Group* group = nullptr;
      for (auto& g : groups_) {
        std::u32string name = plain_text(base::u32(g.label));
        if (const auto cut = name.find_first_of(U"、)"); cut != std::u32string::npos && cut < 4) name.erase(0, cut + 1);
        if (const auto cut = name.find(U'('); cut != std::u32string::npos && cut > 0) name.resize(cut);
        if (name.size() >= 2 && said.find(name) != std::u32string::npos) group = &g;
      }
      for (auto g = groups_.rbegin(); group == nullptr && g != groups_.rend(); ++g) {
        if (!g->summed && g->first < sheet.projects.size()) group = &*g;
      }
      const std::size_t first = group != nullptr ? group->first : last_total_;
      if (group != nullptr) group->summed = true;
      total.members = from_to(first, sheet.projects.size());
      last_total_ = sheet.projects.size();
    }
    sheet.totals.push_back(std::move(total));
  }

  void add_project(const Columns& columns, ProjectSheet& sheet, int row, const std::string& name) {
    Project p;
    p.name = name;
    p.number = printed_at(row, columns.serial);
    p.owner = printed_at(row, columns.at(Role::owner));
    p.builder = printed_at(row, columns.at(Role::builder));
    p.location = printed_at(row, columns.at(Role::place));
    p.group = group_words();
    p.nature_as_printed = printed_at(row, columns.at(Role::nature));
    p.nature = nature_in(plain_text(base::u32(p.nature_as_printed)));
    for (auto g = groups_.rbegin(); p.nature == Nature::unknown && g != groups_.rend(); ++g)
      p.nature = nature_in(plain_text(base::u32(g->label)));
    p.years = printed_at(row, columns.at(Role::years));
    p.planned_start = month_in(words_at(row, columns.at(Role::start)), year_);
    p.planned_finish = month_in(words_at(row, columns.at(Role::finish)), year_);
    for (std::size_t m = 0; m < kMoneyColumns; ++m) p.money[m] = money_at(columns, sheet, row, static_cast<Money>(m));
    p.rate = rate_at(columns, row);
    p.stage_as_printed = printed_at(row, columns.at(Role::stage));
    p.stage = stage_of(p.stage_as_printed);
    // 是否开工 tells where the sheet has no stage, or one that says less.
    if (const auto begun = yes_or_no(words_at(row, columns.at(Role::begun)))) {
      if (p.stage == Stage::unknown || (*begun && p.stage == Stage::preparation))
        p.stage = *begun ? Stage::started : Stage::preparation;
      if (p.stage_as_printed.empty()) p.stage_as_printed = *begun ? "已开工" : "未开工";
    }
    p.problems = printed_at(row, columns.at(Role::problems));
    p.asks = printed_at(row, columns.at(Role::asks));
    for (std::string* said : {&p.problems, &p.asks}) {
      const std::u32string plain = plain_text(base::u32(*said));
      if (plain == U"无" || plain == U"-" || plain == U"暂无" || plain == U"/" || plain == U"没有" || plain == U"无。")
        said->clear();
    }
    p.remark = printed_at(row, columns.at(Role::remark));
    p.place = grid_.cell(grid_.at(row, columns.name)).place;
    sheet.projects.push_back(std::move(p));
  }

  // The row after the last one read.
  int read_body(const Columns& columns, ProjectSheet& sheet) {
    groups_.clear();
    last_total_ = 0;
    int continued = 0, parts = 0;
    int row = columns.bottom + 1;
    for (; row < grid_.rows(); ++row) {
      const auto cells = grid_.cells_of(row);
      if (cells.empty()) continue;
      if (is_header_again(columns, row)) {
        if (!same_header(columns, row)) break;
        continue;
      }
      if (is_numbering(cells)) continue;
      const int name_cell = grid_.at(row, columns.name);
      const int first_cell = cells.front();
      const std::string first = base::to_utf8(base::trim(grid_.text(first_cell)));
      const std::u32string first_plain = plain_text(grid_.text(first_cell));
      const std::u32string name_plain = words_at(row, columns.name);
      const std::string name = printed_at(row, columns.name);

      if (const auto word = total_word(first_plain)) {
        add_total(columns, sheet, row, first, *word);
        continue;
      }
      if (const auto word = total_word(name_plain)) {
        add_total(columns, sheet, row, name, *word);
        continue;
      }
      if (cells.size() == 1 && !is_number(grid_.reading(first_cell))) {
        if (is_footnote(first_plain)) continue;
        if (first_plain.size() <= 40) open_group(columns, sheet, row, first);
        continue;
      }
      // 一 | 产业项目 | … : the number of a group stands alone in the serial column.
      const bool ordinal_alone = columns.serial >= 0 && group_level(words_at(row, columns.serial)) > 0;
      const bool ordinal_before = group_level(name_plain) > 0 || group_level(first_plain) > 0;
      const bool no_serial = columns.serial >= 0 && words_at(row, columns.serial).empty();
      if ((ordinal_alone || ordinal_before || (no_serial && names_a_group(name_plain))) &&
          !any_project_words(columns, row)) {
        const std::string number = ordinal_alone ? printed_at(row, columns.serial) : std::string();
        const std::string label =
            name.empty() || name == number ? first
            : number.empty()
                ? name
                : number + (number.ends_with("）") || number.ends_with(")") || number.ends_with("、") ? "" : "、") +
                      name;
        open_group(columns, sheet, row, label);
        continue;
      }
      if (name_cell < 0 || name.empty()) {
        if (any_money(columns, row))
          out_.unread.push_back({grid_.cell(first_cell).place, "这一行有数而没有项目名称，没有采用"});
        continue;
      }
      if (!grid_.begins_in(name_cell, row)) {
        ++continued;
        continue;
      }
      if (name_plain.starts_with(U"其中")) {
        ++parts;
        continue;
      }
      if (is_footnote(name_plain) && !any_money(columns, row)) continue;
      if (is_number(grid_.reading(name_cell))) {
        out_.unread.push_back({grid_.cell(name_cell).place, "项目名称一栏是数“" + name + "”，这一行没有采用"});
        continue;
      }
      add_project(columns, sheet, row, name);
    }
    close_groups(sheet, 0);
    for (auto& total : sheet.totals) {
      if (total.whole) total.members = from_to(0, sheet.projects.size());
    }
    settle_whole_totals(sheet);
    if (continued > 0)
      sheet.notes.push_back(std::to_string(continued) + "行与上一行同属一个项目，只采用各项目的第一行");
    if (parts > 0) sheet.notes.push_back(std::to_string(parts) + "行“其中”是所属项目的一部分，不另计");
    return row;
  }

  static bool is_footnote(View text) {
    for (const View head : {View(U"注"), View(U"备注"), View(U"说明"), View(U"填表"), View(U"制表"), View(U"审核"),
                            View(U"填报"), View(U"联系"), View(U"数据来源"), View(U"*")}) {
      if (text.starts_with(head)) return true;
    }
    return false;
  }

  // 合计 after every group, and once more for all: those before the last speak of their group.
  static void settle_whole_totals(ProjectSheet& sheet) {
    std::vector<std::size_t> whole;
    for (std::size_t i = 0; i < sheet.totals.size(); ++i) {
      if (sheet.totals[i].whole) whole.push_back(i);
    }
    if (whole.size() < 2) return;
    for (const std::size_t i : whole) {
      const bool grand = sheet.totals[i].label.find("总计") != std::string::npos;
      if (grand) {
        for (const std::size_t k : whole) {
          if (k != i) sheet.totals[k].whole = false, sheet.totals[k].members.clear();
        }
        return;
      }
    }
    for (const std::size_t i : whole) {
      if (i != whole.back()) sheet.totals[i].whole = false, sheet.totals[i].members.clear();
    }
  }

  const Grid& grid_;
  ProjectSheetsRead& out_;
  std::string file_;
  const document::Table& table_;
  int year_;
  std::vector<Group> groups_;
  std::size_t last_total_ = 0;
};

int hidden_rows(const document::Table& table) {
  std::map<int, bool> shown;
  for (const auto& cell : table.cells) {
    if (!cell.span.empty()) shown[cell.row] = shown[cell.row] || !cell.hidden;
  }
  int hidden = 0;
  for (const auto& [row, any] : shown) hidden += any ? 0 : 1;
  return hidden;
}

bool speaks_of_the_same(const ProjectSheet& large, const ProjectSheet& small) {
  std::set<std::string> names;
  for (const auto& p : large.projects) names.insert(p.name);
  std::size_t both = 0;
  for (const auto& p : small.projects) both += names.contains(p.name);
  return both * 5 >= small.projects.size() * 4;
}

// The worksheets of one period as one sheet; a worksheet that repeats rows of another (汇总 beside one a group) is left
// out.
void join(std::vector<ProjectSheet> parts, ProjectSheetsRead& out) {
  std::ranges::stable_sort(parts, [](const auto& a, const auto& b) { return a.projects.size() > b.projects.size(); });
  for (auto& part : parts) {
    const auto at = std::ranges::find_if(out.sheets, [&](const auto& s) { return s.period == part.period; });
    if (at == out.sheets.end()) {
      out.sheets.push_back(std::move(part));
      continue;
    }
    if (speaks_of_the_same(*at, part)) {
      at->notes.push_back((part.place.sheet.empty() ? part.title : "工作表“" + part.place.sheet + "”") +
                          "的项目在另一张表里都有，没有重复计入");
      continue;
    }
    const std::size_t shift = at->projects.size();
    for (auto& p : part.projects) {
      if (p.group.empty()) p.group = part.place.sheet;
      at->projects.push_back(std::move(p));
    }
    for (auto& total : part.totals) {
      for (auto& member : total.members) member += shift;
      if (total.whole) total.label += "（" + (part.place.sheet.empty() ? part.title : part.place.sheet) + "）";
      total.whole = false;
      at->totals.push_back(std::move(total));
    }
    for (auto& total : at->totals) total.whole = total.whole && total.members.size() == at->projects.size();
    for (std::size_t m = 0; m < kMoneyColumns; ++m) at->has_column[m] = at->has_column[m] || part.has_column[m];
    at->notes.insert(at->notes.end(), part.notes.begin(), part.notes.end());
  }
}

}  // namespace

ProjectSheetsRead read_project_sheets(const document::Document& document, const calendar::Date& asof) {
  ProjectSheetsRead out;
  std::vector<ProjectSheet> parts;
  std::vector<std::u32string> before;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    if (const auto* paragraph = std::get_if<document::Paragraph>(&document.blocks[i])) {
      const View text = base::trim(base::slice(document.text, paragraph->span));
      if (!text.empty() && text.size() <= 60) before.emplace_back(text);
      if (before.size() > 4) before.erase(before.begin());
      continue;
    }
    const auto& table = std::get<document::Table>(document.blocks[i]);
    const auto grid = Grid::make(document, table);
    if (!grid || grid->rows() == 0) continue;
    const std::size_t unread_before = out.unread.size();
    auto sheets = Reader(*grid, asof, out, file_of(document.file), table).read(before);
    before.clear();
    if (sheets.empty()) {
      out.unread.resize(unread_before);
      continue;
    }
    out.taken.push_back(i);
    if (const int hidden = hidden_rows(table); hidden > 0) {
      out.unread.push_back({table.place, "有" + std::to_string(hidden) + "行是隐藏的，没有采用。要用就取消隐藏"});
    }
    if (grid->formulas() > 0)
      sheets.front().notes.push_back(std::to_string(grid->formulas()) + "个数是公式，采用文件里存的结果，没有重算");
    std::ranges::move(sheets, std::back_inserter(parts));
  }
  join(std::move(parts), out);
  return out;
}

}  // namespace reading
