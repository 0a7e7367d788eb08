#include "reading/policy_table.hpp"

#include <algorithm>
#include <map>

#include "reading/words.hpp"

namespace reading {
namespace {

using document::Cell;
using document::Table;
using words::View;

enum class Column { none, number, group, task, owner, cooperating, leader, due };

Column column_of(View head) {
  std::u32string bare;
  for (const char32_t c : head) {
    if (!base::is_space(c)) bare.push_back(c);
  }
  const View w = bare;
  if (w.empty() || w.size() > 14) return Column::none;
  if (words::starts_with(w, {U"序号", U"编号", U"条目"}) > 0) return Column::number;
  if (words::has_any(w, {U"时限", U"时间", U"期限", U"节点", U"进度安排"})) return Column::due;
  if (words::has_any(w, {U"配合", U"协办", U"协同", U"参与", U"参加"})) return Column::cooperating;
  if (words::has_any(w, {U"领导", U"责任人", U"联系人"})) return Column::leader;
  if (words::has_any(w, {U"责任", U"牵头", U"主办", U"承办", U"负责", U"落实单位", U"实施单位"})) return Column::owner;
  if (words::has_any(w, {U"类别", U"领域", U"板块", U"分类", U"项目名称", U"事项名称", U"重点领域"}))
    return Column::group;
  if (words::has_any(w, {U"任务", U"措施", U"内容", U"事项", U"举措", U"要求", U"工作", U"政策"})) return Column::task;
  return Column::none;
}

struct Layout {
  int head = -1;                  // row of the head
  std::map<int, Column> columns;  // by column
  int task = -1;
};

Layout layout_of(View norm, const Table& table) {
  for (int row = 0; row < std::min(table.rows, 4); ++row) {
    Layout out;
    out.head = row;
    bool duty = false;
    std::vector<int> tasks;
    for (const Cell& cell : table.cells) {
      if (cell.row != row) continue;
      const Column column = column_of(base::slice(norm, cell.span));
      if (column == Column::none) continue;
      out.columns[cell.column] = column;
      if (column == Column::task) tasks.push_back(cell.column);
      duty = duty || column == Column::owner || column == Column::due;
    }
    if (tasks.empty() || !duty) continue;
    // Of 重点任务 and 工作内容 side by side the last tells what to do, those before it under what.
    out.task = tasks.back();
    for (const int column : tasks) {
      if (column != out.task) out.columns[column] = Column::group;
    }
    return out;
  }
  return {};
}

}  // namespace

bool is_task_table(View norm, const Table& table) { return layout_of(norm, table).head >= 0; }

void read_task_table(View text, View norm, const Table& table, const TaskContext& context,
                     std::vector<PolicyArticle>& into) {
  const Layout layout = layout_of(norm, table);
  if (layout.head < 0) return;
  std::vector<std::map<int, const Cell*>> grid(static_cast<std::size_t>(std::max(table.rows, 0)));
  for (const Cell& cell : table.cells) {
    for (int r = cell.row; r < std::min(cell.row + cell.row_span, table.rows); ++r)
      grid[static_cast<std::size_t>(r)][cell.column] = &cell;
  }
  for (int row = layout.head + 1; row < table.rows; ++row) {
    const auto& cells = grid[static_cast<std::size_t>(row)];
    PolicyArticle article;
    TaskContext here = context;
    here.row = true;
    here.numbered = true;
    const Cell* task = nullptr;
    int from = -1, to = -1;
    for (const auto& [column, cell] : cells) {
      const Span span = cell->span;
      if (span.empty()) continue;
      const auto role = layout.columns.find(column);
      if (cell->row == row) {
        from = from < 0 ? span.start : std::min(from, span.start);
        to = std::max(to, span.end);
      }
      if (role == layout.columns.end()) continue;
      switch (role->second) {
        case Column::number:
          article.number = words::joined(base::slice(text, span));
          break;
        case Column::group:
          article.heading = words::joined(base::slice(text, span));
          here.headings.push_back(span);
          break;
        case Column::owner:
          read_duties(norm, span, DutyRole::owner, context.due, here.shared);
          break;
        case Column::cooperating:
          read_duties(norm, span, DutyRole::cooperating, context.due, here.shared);
          break;
        case Column::leader:
          read_duties(norm, span, DutyRole::leader, context.due, here.shared);
          break;
        case Column::due:
          read_duties(norm, span, DutyRole::due, context.due, here.shared);
          break;
        case Column::task:
          if (column == layout.task && cell->row == row) task = cell;
          break;
        case Column::none:
          break;
      }
    }
    if (task == nullptr) continue;
    article.span = {from, to};
    // One cell over the whole row heads those below it.
    if (task->column_span >= table.columns && cells.size() == 1) continue;
    read_article(text, norm, task->span, here, article);
    into.push_back(std::move(article));
  }
}

}  // namespace reading
