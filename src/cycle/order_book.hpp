// The register of orders beside the ledger: each step of a matter is one line of 督办登记.jsonl, added and never
// changed; a line that no longer holds is taken back by another. Several programs may write: each does so alone
// (督办登记.jsonl.lock), and works its step out anew when another has written since it read. What a step means is
// plan's (order_life.hpp).
#pragma once

#include <functional>
#include <map>

#include "cycle/cycle.hpp"
#include "plan/order_life.hpp"
#include "plan/replies.hpp"

namespace cycle {

// The month's round over the register: what is new is written, what a run of the same day had written before is taken
// back where it no longer holds, and `orders` becomes what is open. When the register already knows later days it is
// only read.
struct OrdersKept {
  plan::OrderRegister all;
  std::vector<plan::OrderEvent> news;  // since the round before
  bool only_read = false;
  // What this round added to the register, and what of the same day it took back.
  std::vector<plan::OrderEvent> written, taken_back;
};
// Without `writes` the register stays as it is, and all is told as if it had been written. With `round.answers_only`
// only what answers is added, and nothing of the day is worked out again; `by` is whoever put the answers in.
// Faults: "orders.unreadable" for a register that is none of ours; of this and all that write, "orders.busy" when
// others wrote all the while, those of base::FileLock.
base::Result<OrdersKept> keep_orders(const std::string& data, const std::string& area_code, const std::string& area,
                                     plan::OrderRound round, std::vector<plan::Order>& orders, base::World& world,
                                     bool writes = true, const std::string& by = {});

// What offices wrote, as answers to orders. `sent_by`: by file, for those that bear no day.
std::vector<plan::OrderReply> order_replies(const std::vector<plan::MatchedReply>& replies,
                                            const std::vector<plan::TargetStatus>& statuses, int plan_year,
                                            const std::map<std::string, std::vector<SentBy>>& sent_by = {});

// By which an answer is known again in the register (plan::OrderReply::print).
std::string reply_print(const plan::MatchedReply& reply);

// Why an answer counts as none, in one sentence.
std::string idle_words(const plan::IdleReply& one);

struct CloseRequest {
  std::string data, id, deed, evidence, area;
  calendar::Date on;
  std::string by{};  // a login; empty: not kept
};
// `id`: 岚发改督〔2025〕4号-1, or 岚发改督〔2025〕4号 where one matter of it is open, or 2025-4-1, 2025-4. Faults:
// "orders.unknown", "orders.ambiguous", "orders.day" (before its last step), those of plan::close_on_deed, of reading
// the evidence and of the register.
base::Result<plan::MatterLife> close_order(const CloseRequest& request, base::World& world);
// An officer's other steps (plan::step_by_officer). `due_working_days`: the next day to answer by, 0: as it was.
struct StepRequest {
  std::string data, id, area;
  plan::OrderStep step = plan::OrderStep::reply;
  std::string reason, deed;
  std::string file, print;  // what it was read in, and of its bytes or words
  bool by_program = false;  // its words were judged by the program, no officer looked at them
  calendar::Date on;
  std::string by;  // a login; empty: not kept
  int due_working_days = 0;
  std::string holidays;  // a further table of working days
};
// Faults as `close_order`, and those of plan::step_by_officer.
base::Result<plan::MatterLife> step_order(const StepRequest& request, base::World& world);

// An answer that came by hand: in words, or as the Word, Excel or mail text that came back. Words that name no deed
// send it back.
struct AnswerRequest {
  std::string data, id, area;
  std::string words;
  std::string file;  // instead of words
  calendar::Date on;
  std::string by;  // a login; empty: not kept
  int due_working_days = 5;
  std::string holidays;
};
// Faults as `step_order`; "orders.no_answer" when no answer is found in the file; "orders.older_answer" when what it
// says was signed before the order was issued; "orders.later_answer" when it bears a day after `on`;
// "orders.other_order" when it prints the number of another.
base::Result<plan::MatterLife> answer_order(const AnswerRequest& request, base::World& world);

// From the next order on. Fault "orders.prefix" for words that no number begins with.
base::Result<void> set_order_prefix(const std::string& data, const std::string& area, const std::string& prefix,
                                    const calendar::Date& on, base::World& world);

// How many matters stand where, by one rule wherever they are counted: in hand is what is open and another office's to
// answer; the bureau's own (内部办理) is in none of those counts and told apart.
struct OrderCounts {
  int open = 0, overdue = 0, to_verify = 0, due = 0;  // of offices; `due`: to be answered by the end of this week
  int own = 0, own_overdue = 0;                       // open, of the bureau itself
  int closed = 0;                                     // of either
};
OrderCounts count_orders(const plan::OrderRegister& all, const calendar::Date& asof,
                         const std::function<bool(std::string_view owner)>& counts = {});

struct OrdersAsked {
  std::string area;
  std::string prefix;
  plan::OrderRegister all;
};
base::Result<std::vector<OrdersAsked>> orders_on(const std::string& data, const std::string& area,
                                                 const std::optional<calendar::Date>& asof, base::World& world);

}  // namespace cycle
