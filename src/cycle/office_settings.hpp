// What the office has set for itself, in two plain files beside the ledger: 设置.json and 节假日.csv.
#pragma once

#include <string>

#include "base/world.hpp"
#include "calendar/workdays.hpp"
#include "plan/verdict.hpp"

namespace cycle {

struct OfficeSettings {
  plan::Settings plan;
  // What one of each is taken to cost whoever is asked, in minutes: the burden is counted with them.
  int minutes_order = 120, minutes_reminder = 20, minutes_question = 10, minutes_file = 45;
};

// No file: the built-in ones. Fault "settings.unreadable".
base::Result<OfficeSettings> office_settings(const std::string& data, base::World& world);
// Faults: "settings.range" (a tolerance over 10 points, chances out of order, no working day …), of writing.
base::Result<void> set_office_settings(const std::string& data, const OfficeSettings& settings, base::World& world);

// The path of 节假日.csv; empty when there is none.
std::string holidays_file(const std::string& data, base::World& world);
// Empty text takes the file away. Faults of calendar::WorkingCalendar::parse.
base::Result<void> set_holidays(const std::string& data, const std::string& csv, base::World& world);

// The built-in notices with a further table; `holidays` empty: those alone.
base::Result<calendar::WorkingCalendar> working_calendar(const std::string& holidays, base::World& world);

}  // namespace cycle
