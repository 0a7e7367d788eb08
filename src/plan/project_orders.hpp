// 督办 of late projects: joined to the orders of the owners that the sheet names.
#pragma once

#include "calendar/workdays.hpp"
#include "plan/orders.hpp"
#include "plan/project_progress.hpp"

namespace plan {

// One matter a late project, the furthest behind first. The owner is the first that the sheet names; where it names
// none, or a statistics body, the development and reform body asks. A matter closes on the deed: begun, resumed, or the
// works seen on the spot; the next sheet's figures are no order.
void add_project_orders(const ProjectReport& projects, const reading::Reading& report,
                        const calendar::WorkingCalendar& calendar, const calendar::Date& asof, const Settings& settings,
                        std::vector<Order>& orders);

// A task that names a project of the sheet is that of the office the sheet names for it: the order on the project goes
// there too.
void use_sheet_owners(const ProjectReport& projects, const reading::Reading& report, std::vector<Task>& tasks);
// The same of a list of projects that the plan itself has beside it (附件：重点项目表).
void use_row_owners(const reading::ProjectSheet& annex, const reading::Reading& report, std::vector<Task>& tasks);

}  // namespace plan
