// 督办单: born from a number, closed by a deed or an officially released figure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/workdays.hpp"
#include "plan/verdict.hpp"

namespace plan {

struct Matter {
  std::string target_id;
  std::string about;
  std::string evidence;   // the number that bore it, with basis and source
  std::string closes_on;  // the deed or the released figure that closes it
  // Where a register is kept (see order_life.hpp), else empty.
  std::string id;     // 岚发改督〔2025〕4号-1
  std::string state;  // as plan::to_string(OrderState)
  int months = 1;     // rounds in which it stood open
};

// What happened to an order, in one line.
struct OrderHistory {
  std::string matter;  // Matter::id
  std::string step;    // as plan::to_string(OrderStep)
  calendar::Date on;
  std::string reason;
};

// One order an owner.
struct Order {
  std::string owner;  // 区商务局
  bool own = false;   // the bureau's own: worked off inside the house
  std::vector<Matter> matters;
  std::string about;  // of all matters, in one line
  std::string evidence;
  std::string closes_on;
  std::optional<calendar::Date> due;
  std::string due_refused;  // why there is no date: the holiday notice of that year is not loaded
  // Where a register is kept (see order_life.hpp), else empty.
  std::string number;  // 岚发改督〔2025〕4号
  std::string state;   // the gravest of its matters
  calendar::Date issued{};
  std::vector<OrderHistory> history;
};

// The law's guardrail (三个不得) holds here: no order goes to a statistics office for a value, none carries a number to
// report.
std::vector<Order> orders_for(const std::vector<TargetStatus>& statuses, const reading::Reading& report,
                              const calendar::WorkingCalendar& calendar, const calendar::Date& asof,
                              const Settings& settings);

// A task of the plan and who should do it.
struct Task {
  reading::Measure measure;
  std::string suggested_owner;  // 区住房和城乡建设局; empty: nobody fits
  std::string because;          // the words that decided
  bool by_heading = false;      // words of the titles above it, none of its own
};
std::vector<Task> tasks_of(const reading::Reading& report);

}  // namespace plan
