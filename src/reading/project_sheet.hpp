// A sheet of key projects (重点项目投资完成情况表): one project a row, money as printed with its cell and unit, groups
// with their totals. It tells what is printed; what it means is for `plan`. What is understood, header by header:
// docs/reference/project-sheet.md; header words: codes/projects/headers.csv.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "calendar/period.hpp"
#include "document/document.hpp"
#include "reading/tables.hpp"

namespace reading {

// The columns of money. `done` is of this year up to the period's end, `before` of all earlier years, `since_start` of
// all years.
enum class Money { total, before, since_start, plan, month, done };
inline constexpr std::size_t kMoneyColumns = 6;
std::string to_chinese(Money money);  // 总投资, 上年底以前累计 …

// One printed number; the unit is empty where neither cell, header nor title has one.
struct Amount {
  base::Decimal number;
  std::string unit;
  base::Place place;
};
// A cell that holds no number, as printed (—, 未下达); empty when blank.
struct MoneyCell {
  std::optional<Amount> amount;
  std::string instead;
};

// From first to last; `unknown`: nothing printed, or no word that tells.
enum class Stage {
  unknown,
  preparation,
  started,
  foundation,
  structure,
  topped_out,
  fitting_out,
  completed,
  in_use,
  stopped
};
std::string to_string(Stage stage);   // "topped_out"
std::string to_chinese(Stage stage);  // 封顶
// The furthest stage that the words say has been reached: 主体已封顶，计划12月完工 is 封顶 (codes/projects/stages.csv).
Stage stage_of(std::string_view words);

enum class Nature {
  unknown,
  under_way,
  fresh,
  finishing,
  reserve
};  // 续建, 新建 (新开工), 竣工投产, 预备 (储备, 前期)
std::string to_chinese(Nature nature);

struct Project {
  std::string number;  // as printed
  std::string name;
  std::string owner;    // 责任单位, 牵头单位
  std::string builder;  // 建设单位
  std::string location;
  std::string group;  // 一、产业项目 / （一）续建项目
  Nature nature = Nature::unknown;
  std::string nature_as_printed;
  std::string years;  // 2021—2025
  std::optional<calendar::Month> planned_start;
  std::optional<calendar::Month> planned_finish;
  std::array<MoneyCell, kMoneyColumns> money;
  std::optional<Amount> rate;  // in percent, as printed
  std::string stage_as_printed;
  Stage stage = Stage::unknown;
  std::string problems;
  std::string asks;
  std::string remark;
  base::Place place;  // of its name

  const std::optional<Amount>& of(Money m) const { return money[static_cast<std::size_t>(m)].amount; }
};

// A printed total and the projects it speaks of.
struct ProjectTotal {
  std::string label;         // 合计, 小计, 一、产业项目
  bool whole = false;        // of the sheet: 合计, 总计
  std::optional<int> count;  // （63个）
  std::array<MoneyCell, kMoneyColumns> money;
  std::optional<Amount> rate;
  std::vector<std::size_t> members;  // in ProjectSheet::projects, ascending
  base::Place place;
};

struct ProjectSheet {
  std::string file;
  std::string title;
  std::optional<calendar::Period> period;  // January to the month told; nothing when no month is printed
  bool year_printed = false;               // else the year is that of the day of asking
  std::string unit;                        // of the sheet, as printed; empty: none
  std::array<bool, kMoneyColumns> has_column{};
  std::vector<Project> projects;
  std::vector<ProjectTotal> totals;
  std::vector<std::string> notes;  // what was understood and not kept
  base::Place place;
};

struct ProjectSheetsRead {
  std::vector<ProjectSheet> sheets;  // one a period; the worksheets of one period are one sheet
  std::vector<NotRead> unread;       // hidden rows, cells and columns not understood
  std::vector<std::size_t> taken;    // indices of Document::blocks that are project sheets, ascending
};

// A table is one of projects when it has a column of project names, a column of money, and what projects alone have: a
// builder, an owner, a stage, a nature or years beside the names. Statistical tables (项目 | 1-9月 | 增速) and tables
// of tasks (重点任务 | 进展情况) are none.
ProjectSheetsRead read_project_sheets(const document::Document& document, const calendar::Date& asof);

}  // namespace reading
