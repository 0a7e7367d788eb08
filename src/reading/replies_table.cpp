#include <algorithm>

#include "reading/replies_parts.hpp"
#include "reading/tables_grid.hpp"
#include "reading/words.hpp"

// Tables of replies: one task a row under a header, or one matter a form with labels at the left.
namespace reading::reply {
namespace {

using tables::Grid;
using words::View;

constexpr int kHeaderWithin = 8;  // rows above the first task: titles, header of one or two lines
constexpr std::size_t kLongestHeader = 30, kLongestTitle = 60;
constexpr int kHeaderLines = 3;

class TableReader {
 public:
  TableReader(Reader& reader, const document::Table& table, const Grid& grid)
      : reader_(reader), table_(table), grid_(grid) {}

  bool read() {
    if (find_header()) {
      read_rows();
      return true;
    }
    return read_form();
  }

 private:
  View text(int cell) const { return base::trim(grid_.text(cell)); }
  View text(int row, int column) const {
    const int cell = grid_.at(row, column);
    return cell < 0 ? View{} : text(cell);
  }

  // The roles of each column when rows first..last are the header.
  std::vector<Roles> columns(int first, int last) const {
    std::vector<Roles> out;
    for (int c = 0; c < grid_.columns(); ++c) {
      Roles roles;
      std::u32string label;
      int before = -1;
      for (int r = first; r <= last; ++r) {
        const int cell = grid_.at(r, c);
        if (cell < 0 || cell == before) continue;
        before = cell;
        if (text(cell).size() > kLongestHeader) return {};
        if (grid_.cells_of(r).size() == 1) continue;  // a title over the whole table
        // What stands lower says more: 存在问题 under 进展情况.
        if (const Roles own = roles_of(text(cell)); !own.roles.empty()) roles = own;
        label += text(cell);
      }
      out.push_back(roles.roles.empty() ? roles_of(label) : roles);
    }
    return out;
  }

  static int known(const std::vector<Roles>& columns) {
    return static_cast<int>(std::ranges::count_if(columns, [](const Roles& r) { return !r.roles.empty(); }));
  }

  // The table calls itself a report back: in the file's name, its own, a line above it or a row over the whole of it.
  bool called_feedback(int header) const {
    const std::string& file = reader_.document.file;
    if (names_feedback(base::u32(file.substr(file.find_last_of("/\\") + 1))) || names_feedback(base::u32(table_.name)))
      return true;
    for (int r = 0; r < header; ++r)
      if (const auto cells = grid_.cells_of(r); cells.size() == 1 && names_feedback(text(cells.front()))) return true;
    // The last line before it that says anything.
    View line;
    for (const auto& block : reader_.document.blocks) {
      const base::Span span = std::visit([](const auto& b) { return b.span; }, block);
      if (span.start >= table_.span.start) break;
      if (const View said = base::trim(base::slice(reader_.document.text, span)); !said.empty()) line = said;
    }
    return line.size() <= kLongestTitle && names_feedback(line);
  }

  // Words, and not numbers, where something was to be told; of a table of tasks that calls itself a report back,
  // whatever stands there, and nothing as well: it was not filled in.
  bool prose_in(const std::vector<Roles>& columns, int header, int from) const {
    const bool tasks = std::ranges::any_of(columns, [](const Roles& c) { return c.has(Role::task); });
    if (tasks && called_feedback(header)) return true;
    int prose = 0, other = 0;
    for (int c = 0; c < grid_.columns(); ++c) {
      const Roles& column = columns[static_cast<std::size_t>(c)];
      if (!std::ranges::any_of(column.roles, is_aspect) && !column.has(Role::stage)) continue;
      for (int r = from; r < grid_.rows(); ++r) {
        const View words = text(r, c);
        if (words.empty()) continue;
        const auto han = std::ranges::count_if(words, [](char32_t x) { return base::is_han(x); });
        const bool number = grid_.reading(grid_.at(r, c)).kind == tables::CellReading::Kind::number;
        (han >= 3 || says_nothing(words) || (han >= 2 && !number) ? prose : other) += 1;
      }
    }
    return prose > other;
  }

  bool is_projects(int first, int last) const {
    bool money = false, project = false;
    for (int r = first; r <= last; ++r) {
      for (const int cell : grid_.cells_of(r)) {
        const View words = text(cell);
        money = money || words::has_any(words, {U"总投资", U"计划投资", U"完成投资"});
        project = project || words::has(words, U"项目名称");
      }
    }
    return money && project;
  }

  bool find_header() {
    for (int r = 0; r < std::min(grid_.rows(), kHeaderWithin); ++r) {
      if (grid_.cells_of(r).size() < 2) continue;
      auto found = columns(r, r);
      if (found.empty() || known(found) < 2) continue;
      const auto last_of = [&](int first) {
        int last = first;
        for (int next = first + 1; next < std::min(grid_.rows(), first + kHeaderLines); ++next) {
          int cells = 0, labels = 0;
          for (const int cell : grid_.cells_of(next)) {
            if (!grid_.begins_in(cell, next)) continue;
            ++cells;
            const Roles roles = roles_of(text(cell));
            if (text(cell).size() <= 12 && !roles.roles.empty() && roles.unexplained <= 2) ++labels;
          }
          if (cells == 0 || labels * 2 < cells || labels == 0) break;
          last = next;
        }
        return last;
      };
      const int last = last_of(r);
      if (last > r) found = columns(r, last);
      if (found.empty()) continue;
      const auto has = [&](Role role) {
        return std::ranges::any_of(found, [role](const Roles& c) { return c.has(role); });
      };
      // Of a list of tasks with their offices a column of how each stands tells enough.
      const bool told = has(Role::done) || has(Role::problem) || has(Role::ask) || has(Role::next) ||
                        ((has(Role::stage) || has(Role::percent)) && has(Role::task) && has(Role::office));
      const bool named = has(Role::task) || has(Role::goal) || has(Role::office) || has(Role::serial);
      if (!told || !named || is_projects(r, last) || last + 1 >= grid_.rows() || !prose_in(found, r, last + 1))
        continue;
      columns_ = std::move(found);
      header_last_ = last;
      header_first_ = r;
      return true;
    }
    return false;
  }

  int first_column(Role role) const {
    for (std::size_t c = 0; c < columns_.size(); ++c)
      if (columns_[c].has(role)) return static_cast<int>(c);
    return -1;
  }

  void read_rows() {
    const int task_column = first_column(Role::task) >= 0 ? first_column(Role::task) : first_column(Role::goal);
    const int serial_column = first_column(Role::serial);
    int last_task = -1;
    std::vector<bool> left_out(columns_.size(), false);
    for (int r = header_last_ + 1; r < grid_.rows(); ++r) {
      const auto cells = grid_.cells_of(r);
      if (cells.empty()) continue;
      if (cells.size() == 1) {  // 一、工业经济, or an office, or a footnote
        const View words = text(cells.front());
        if (!grid_.begins_in(cells.front(), r)) continue;
        if (is_office_name(words)) {
          section_office_ = base::to_utf8(words);
        } else if (words.size() > kLongestHeader && !is_letter_form(words)) {
          leave(cells.front(), "表中整行的文字没有对应的任务");
        }
        continue;
      }
      if (repeats_header(r)) continue;
      const int task_cell = task_column < 0 ? -1 : grid_.at(r, task_column);
      const bool same_task = task_cell >= 0 && task_cell == last_task;
      const bool numbered =
          serial_column >= 0 && !text(r, serial_column).empty() && grid_.begins_in(grid_.at(r, serial_column), r);
      const bool goes_on = task_column >= 0 && (task_cell < 0 || text(task_cell).empty()) && !numbered && started_;
      if (!same_task && !goes_on) {
        begin(r, task_cell);
        last_task = task_cell;
      }
      for (int c = 0; c < grid_.columns(); ++c) {
        const int cell = grid_.at(r, c);
        if (cell < 0 || text(cell).empty() || !grid_.begins_in(cell, r) || grid_.column_of(cell) != c) continue;
        take(cell, columns_[static_cast<std::size_t>(c)]);
        if (columns_[static_cast<std::size_t>(c)].roles.empty()) left_out[static_cast<std::size_t>(c)] = true;
      }
    }
    for (std::size_t c = 0; c < left_out.size(); ++c) {
      if (!left_out[c]) continue;
      const int head = grid_.at(header_last_, static_cast<int>(c));
      const std::string name = head < 0 ? "第" + std::to_string(c + 1) + "列" : base::to_utf8(text(head));
      reader_.not_understood.push_back({head < 0 ? table_.place : base::Place(grid_.cell(head).place),
                                        "反馈表的“" + name + "”列不知道是什么，没有采用"});
    }
  }

  // A header again at the top of each page.
  bool repeats_header(int row) const {
    int same = 0, cells = 0;
    for (int c = 0; c < grid_.columns(); ++c) {
      const View words = text(row, c);
      if (words.empty()) continue;
      ++cells;
      for (int h = header_first_; h <= header_last_; ++h) {
        if (text(h, c) == words) {
          ++same;
          break;
        }
      }
    }
    return cells > 1 && same == cells;
  }

  void begin(int row, int task_cell) {
    Draft draft;
    draft.entry.office = section_office_;
    draft.entry.place = grid_.cell(grid_.cells_of(row).front()).place;
    if (task_cell >= 0) {
      draft.entry.task = words::joined(text(task_cell));
      draft.entry.task_span = trimmed(reader_.document.text, grid_.cell(task_cell).span);
      draft.entry.place = grid_.cell(task_cell).place;
    }
    const int office_column = first_column(Role::office);
    if (office_column >= 0) {
      if (const View name = text(row, office_column); !name.empty()) {
        draft.entry.office = words::joined(name);
        section_office_row_ = draft.entry.office;
      } else if (grid_.at(row, office_column) < 0 && draft.entry.office.empty()) {
        draft.entry.office = section_office_row_;  // 责任单位 written once above
      }
    }
    reader_.entries.push_back(std::move(draft));
    started_ = true;
  }

  void take(int cell, const Roles& roles) {
    if (!started_) return;
    Draft& draft = reader_.entries.back();
    const base::Span span = grid_.cell(cell).span;
    const base::Place place = grid_.cell(cell).place;
    std::vector<Role> aspects;
    for (const Role r : roles.roles)
      if (is_aspect(r)) aspects.push_back(r);
    // 完成进度 | 已办3场: where no column is for what was done, words in that of how it stands tell it.
    const bool number = grid_.reading(cell).kind == tables::CellReading::Kind::number;
    const bool told_here = (roles.has(Role::stage) || roles.has(Role::percent)) && first_column(Role::done) < 0 &&
                           !number && stage_of_cell(text(cell)).stage == ReplyStage::unsaid;
    if (told_here && aspects.empty()) return put(reader_, draft, Role::done, span, place);
    if (roles.has(Role::stage)) {
      draft.stage_cells.push_back({words::joined(text(cell)), trimmed(reader_.document.text, span), place});
    }
    if (roles.has(Role::percent) || (roles.has(Role::done) && number && grid_.reading(cell).unit == "%"))
      take_percent(draft, cell);
    if (roles.has(Role::goal) && draft.entry.task_span != trimmed(reader_.document.text, span))
      draft.entry.goal = words::joined(text(cell));
    if (aspects.size() == 1 && aspects.front() != Role::done) return put(reader_, draft, aspects.front(), span, place);
    if (!aspects.empty()) put_by_turns(reader_, draft, aspects.front(), span, place);
  }

  void take_percent(Draft& draft, int cell) {
    const auto& c = grid_.cell(cell);
    const auto& reading = grid_.reading(cell);
    if (reading.kind == tables::CellReading::Kind::number) {
      Decimal value = reading.number;
      // 0.75 without a sign in a spreadsheet is a share; 75 is a percentage already.
      if (reading.unit != "%" && !c.percent && value <= Decimal(1) && value.decimals() > 0)
        value = value * Decimal(100);
      if (value >= Decimal(0) && value <= Decimal(1000)) {
        draft.percent_cell = value;
        draft.entry.percent_spans.push_back(trimmed(reader_.document.text, c.span));
        return;
      }
    }
    draft.stage_cells.push_back(
        {words::joined(text(cell)), trimmed(reader_.document.text, c.span), base::Place(c.place)});
  }

  void leave(int cell, const std::string& why) {
    reader_.not_understood.push_back(
        {grid_.cell(cell).place, why + "：" + base::shortened(words::joined(text(cell)), 40)});
  }

  // 督办事项 | … / 办理情况 | … / 需协调事项 | …
  bool read_form() {
    std::vector<std::pair<int, int>> pairs;  // label, value
    bool told = false;
    int rows = 0;
    std::size_t numbers = 0;
    for (int r = 0; r < grid_.rows(); ++r) {
      const auto cells = grid_.cells_of(r);
      if (cells.size() == 1) continue;
      ++rows;
      for (const int cell : cells)
        numbers += grid_.begins_in(cell, r) && grid_.reading(cell).kind == tables::CellReading::Kind::number ? 1 : 0;
      for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
        if (!grid_.begins_in(cells[i + 1], r) || text(cells[i]).size() > 16) continue;
        const Roles roles = roles_of(text(cells[i]));
        if (roles.roles.empty() || roles.unexplained > 3) continue;
        const bool aspect = std::ranges::any_of(roles.roles, is_aspect);
        told = told || (aspect && text(cells[i + 1]).size() >= 4);
        pairs.emplace_back(cells[i], cells[i + 1]);
        ++i;
      }
    }
    if (!told || pairs.size() < 2 || static_cast<int>(pairs.size()) * 2 < rows) return false;
    if (numbers > pairs.size()) return false;  // 单位 and 完成情况 head columns of figures there
    Draft draft;
    draft.entry.place = table_.place;
    reader_.entries.push_back(std::move(draft));
    started_ = true;
    std::size_t done_before = 0;
    for (const auto& [label, value] : pairs) {
      const Roles roles = roles_of(text(label));
      if (roles.has(Role::task)) {
        if (done_before > 0) {  // a second matter below the first
          reader_.entries.push_back({});
          done_before = 0;
        }
        ReplyEntry& entry = reader_.entries.back().entry;
        entry.task = words::joined(text(value));
        entry.task_span = trimmed(reader_.document.text, grid_.cell(value).span);
        entry.place = grid_.cell(value).place;
      } else if (roles.has(Role::office)) {
        section_office_ = words::joined(text(value));
        reader_.entries.back().entry.office = section_office_;
      } else {
        if (std::ranges::any_of(roles.roles, is_aspect)) ++done_before;
        take(value, roles);
      }
      if (reader_.entries.back().entry.office.empty()) reader_.entries.back().entry.office = section_office_;
    }
    return true;
  }

  Reader& reader_;
  const document::Table& table_;
  const Grid& grid_;
  std::vector<Roles> columns_;
  int header_first_ = 0, header_last_ = 0;
  std::string section_office_, section_office_row_;
  bool started_ = false;
};

}  // namespace

bool read_reply_table(Reader& reader, const document::Table& table, int block) {
  const auto grid = Grid::make(reader.document, table);
  if (!grid || grid->rows() < 2 || grid->columns() < 2) return false;
  if (!TableReader(reader, table, *grid).read()) return false;
  reader.tables.push_back(block);
  reader.sign = true;
  return true;
}

}  // namespace reading::reply
