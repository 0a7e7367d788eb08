// The life of an order: issued, answered, reminded, sent back, carried from month to month, escalated, and ended in one
// of two ways only: by a deed that an officer has confirmed, or by the officially released figure. What the owner says
// of the number ends nothing. Rules in plain words: docs/reference/orders.md.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/orders.hpp"
#include "reading/order_numbers.hpp"

namespace plan {

struct ProjectReport;

enum class OrderState {
  issued,            // 已下达
  replied,           // 已反馈待核实
  returned,          // 已退回
  overdue,           // 逾期未反馈
  reminded,          // 已催办
  escalated,         // 提级督办
  closed_by_deed,    // 按举措销号
  closed_by_figure,  // 按公布数销号
};
std::string to_string(OrderState state);   // "closed_by_deed"
std::string to_chinese(OrderState state);  // 按举措销号; the same word in papers, on pages and in the documents
// The same of the bureau's own matter, which nobody reminds or takes to a leader: 内部办理（逾期未办）.
std::string to_chinese(OrderState state, bool own);
std::optional<OrderState> parse_order_state(std::string_view text);
bool is_open(OrderState state);

enum class OrderStep {
  issue,
  reply,               // the answer names a deed
  reply_without_deed,  // it names none: sent back
  due_passed,
  remind,
  carry,  // a further month: same order, newer evidence
  escalate,
  confirm_deed,    // by an officer
  figure_reached,  // a newer released figure: met or on track again
  annual_figure,   // the released figure of the whole year: met or missed
  send_back,       // by an officer: the answer's deed does not do
};
std::string to_string(OrderStep step);  // "due_passed"
std::optional<OrderStep> parse_order_step(std::string_view text);

struct OrderTransition {
  OrderState from;
  OrderStep step;
  OrderState to;
};
// Every step there is, `issue` apart, which begins a life.
std::span<const OrderTransition> order_transitions();
std::optional<OrderState> next_state(OrderState from, OrderStep step);

// 岚发改督〔2025〕4号, its second matter.
struct OrderId {
  int year = 0;
  int number = 0;
  int item = 0;
  auto operator<=>(const OrderId&) const = default;
};

// Which published figure was looked at, so that the next one can be told from the same again.
struct FigureMark {
  calendar::Month last{};  // of its period
  calendar::Date published{};
  std::string said;  // facts::said, or empty: none
  bool newer_than(const FigureMark& before) const;
  bool operator==(const FigureMark&) const = default;
};
FigureMark mark_of(const TargetStatus& status);

// One thing that happened to one matter. Never changed afterwards; the register is what all of them add up to.
struct OrderEvent {
  OrderStep step = OrderStep::issue;
  OrderId id;
  calendar::Date on;
  std::string reason;  // one sentence
  bool by_officer = false;
  std::string by;  // the login of that officer, or of whoever put the answer in; empty: not kept
  // By the program when an answer came in, between two rounds: the round of that day leaves it as it is.
  bool at_once = false;

  // issue; carry brings `evidence` and `figure` up to date
  std::string prefix;  // 岚发改督
  std::string owner;
  bool own = false;  // the owner is the bureau itself; told by owner and area, not written
  std::string key;   // the target, however the report numbers it
  std::string about, evidence, closes_on;
  FigureMark figure;
  // issue, reply_without_deed, remind, escalate, and carry of what has gone up unanswered: the next date to answer by
  std::optional<calendar::Date> due;
  // reply, reply_without_deed, confirm_deed
  std::string deed;
  std::string file;   // what it was read in, or what proves it
  std::string print;  // of that file's bytes, or of the answer's words: the same answer again is none

  bool operator==(const OrderEvent&) const = default;
};

// The name of the project that a matter's key tells of: 华川装备二期 of 2025/项目/华川装备二期; empty: it is of a
// target.
inline constexpr std::string_view kProjectMark = "项目/";
inline std::string_view project_in(std::string_view key) {
  const auto year = key.find('/');
  if (year == std::string_view::npos || !key.substr(year + 1).starts_with(kProjectMark)) return {};
  return key.substr(year + 1 + kProjectMark.size());
}

struct MatterLife {
  OrderId id;
  std::string number;  // 岚发改督〔2025〕4号
  std::string owner, key, about, evidence, closes_on;
  FigureMark figure;
  calendar::Date issued;
  std::optional<calendar::Date> due;
  OrderState state = OrderState::issued;
  bool own = false;  // the bureau's: worked off inside the house (内部办理)
  bool has_escalated = false;
  int months = 1;  // in which it has stood open, the first included
  std::vector<OrderEvent> history;

  bool open() const { return is_open(state); }
};

// Monday to Sunday.
struct Week {
  calendar::Date monday, sunday;
};
Week week_of(const calendar::Date& day);

// Where an open matter stands against the day to answer by; `none`: it has ended, its answer is in and waits to be
// verified, or it has no such day. The day itself is not late. The one rule of pages and papers.
enum class Deadline { none, overdue, this_week, later };
std::string to_string(Deadline deadline);  // "this_week"
Deadline deadline_of(const MatterLife& matter, const calendar::Date& asof);
// The first day to answer by that passed with no answer since: by it an office is late, however often it was reminded
// and given another day. Nothing where its answer is in, or no such day has passed.
std::optional<calendar::Date> silent_since(const MatterLife& matter, const calendar::Date& asof);
// “；晚于反馈期限2025年4月9日”, of an answer that comes in on that day; empty: it is in time.
std::string late_answer_words(const MatterLife& matter, const calendar::Date& on);

struct OrderRegister {
  std::vector<MatterLife> matters;  // by id
  const MatterLife* find(const OrderId& id) const;
  const MatterLife* open_on(const std::string& key) const;
  // The last of the target, open or ended.
  const MatterLife* last_on(const std::string& key) const;
  // Whether some matter has heard the answer of this print.
  bool has_heard(const std::string& print) const;
};

// What the events add up to, read in the order of their days and within a day as given. Fault "orders.history" when one
// tells of a step that its matter could not take.
base::Result<OrderRegister> replay(std::vector<OrderEvent> events);

// An answer of an owner as read from its files.
struct OrderReply {
  std::string owner;
  std::string key;      // of the target it speaks of; empty: of whatever is open with the owner
  std::string subject;  // the heading it stands under, as written: 华川装备二期. Empty: it stands under none
  // As printed in it. One that is of an order (by its words, or by the code of an order of the register) says which
  // order is answered, and then no other is.
  std::vector<reading::PrintedNumber> numbers;
  std::string deed;  // what was done; empty: it names no deed
  // It tells of an act (印发, 走访), and not of a count or a state alone: where an office writes of both the act is
  // quoted.
  bool act = false;
  std::string words, letter;  // all that it says, and all that the letter says that it stands in
  // It speaks of a task of the plan. Where the same letter speaks of the matter in another place it is of that task
  // alone, unless it prints the order's number itself.
  bool of_a_task = false;
  bool own_number = false;
  std::string file;
  std::string print;
  // The day it is signed with, or where it bears none the day it came in: an answer written before its order was issued
  // answers something else. Nothing: not known.
  std::optional<calendar::Date> written;
  bool to_an_order = false;  // it calls itself the answer to an order, and is no report on progress at large
};

// Which month `on` is in, counted from the day of issue: 1 until a month is full. A month counts as full from a week
// before its day, since the month's round is not held on the same day each time.
int month_of_order(const calendar::Date& issued, const calendar::Date& on);

struct OrderRound {
  calendar::Date asof;
  int plan_year = 0;
  std::string prefix;
  std::string area;  // whose government is asked to step in
  const std::vector<TargetStatus>* statuses = nullptr;
  const std::vector<Order>* drafted = nullptr;  // orders_for the same statuses
  const ProjectReport* projects = nullptr;      // of this round's sheet; null, or without one: no sheet came
  std::vector<OrderReply> replies;
  const calendar::WorkingCalendar* calendar = nullptr;
  Settings settings;
  // An answer has come in between two rounds: it is heard at once, and nothing else is done.
  bool answers_only = false;
};

// What a round does to the matters that were there before its day, and the new ones it issues. Silence is no good news:
// a matter of which no sheet and no figure speaks stays open and is counted on. A late project goes up all the same; a
// target that the plan in force does not hold is unknown, and goes up by its months no more. The bureau's own matter is
// overdue and carried, but never reminded and never taken to a leader. The answer depends on what
// was read, never on the order of files. Nothing is ordered twice: a target with an open matter is carried, one
// whose matter has ended is ordered anew only by a newer figure, and a year's released result is told once.
std::vector<OrderEvent> advance(const OrderRegister& before, const OrderRound& round);

// An answer that counts as none, which is to be said.
struct IdleReply {
  enum class Why {
    older,    // written before its order was issued
    later,    // written after the day of the round: heard when that day has come
    unknown,  // no order of the register has the number it prints
    others,   // the order of that number is another office's
    ended,    // the order of that number has ended
  };
  std::string file;
  std::string number;  // of the order; as printed where no order has it
  Why why = Why::older;
  calendar::Date written{}, issued{};  // of `older`, and of `later` the day of the round
  std::string owner;                   // of `others`: whose order it is
};
// Of those that call themselves answers or print an order's number, and that no order has heard. Each file and number
// once; of orders older than their answer the one issued last.
std::vector<IdleReply> idle_replies(const OrderRegister& all, const std::vector<OrderReply>& replies,
                                    const calendar::Date& asof);

// Whether the answer is one to this matter: by a number that it prints, else by its office and what it speaks of. A
// number over a whole letter is of what the letter says of that matter.
bool answers(const OrderReply& reply, const MatterLife& life, const OrderRegister& all);
// Whether it prints this matter's number.
bool names(const OrderReply& reply, const MatterLife& life, const OrderRegister& all);
// Whether it prints numbers of orders, and none of them is this matter's.
bool names_another(const OrderReply& reply, const MatterLife& life, const OrderRegister& all);

// The keys of targets, by target id: plan year, indicator and side.
std::map<std::string, std::string> matter_keys(const std::vector<TargetStatus>& statuses, int plan_year);

// An officer ends a matter on a deed. Faults: "orders.ended" (it has ended before), "orders.no_deed" (no words),
// "orders.number" (it tells the target's number instead of a deed: only the released figure counts).
base::Result<OrderEvent> close_on_deed(const MatterLife& matter, const std::string& deed, const std::string& file,
                                       const std::string& print, const calendar::Date& on);

// Another step by an officer: `reply` or `reply_without_deed` (an answer that came by hand), `send_back`, `escalate`.
// `due`: the next day to answer by. Faults: "orders.step" (the matter cannot take it now), "orders.own" (the bureau's
// own goes up to no leader), "orders.reason" (no words), "orders.guard" (its words would tell anybody which number to
// report).
base::Result<OrderEvent> step_by_officer(const MatterLife& matter, OrderStep step, const std::string& reason,
                                         const std::optional<calendar::Date>& due, const calendar::Date& on);

// The open matters as the month's orders, one a number, brought up to date with what was drafted.
std::vector<Order> open_orders(const OrderRegister& all, const OrderRound& round);

// 岚发改督〔2025〕4号
std::string number_words(const std::string& prefix, const OrderId& id);
// The first character of the area's name and 发改督; 发改督 where there is no name.
std::string default_order_prefix(const std::string& area);

// Targets of a year that is over whose released result is not in hand: nobody is asked for it, it is awaited.
std::vector<const TargetStatus*> awaiting_annual_figure(const std::vector<TargetStatus>& statuses,
                                                        const calendar::Date& asof);

}  // namespace plan
