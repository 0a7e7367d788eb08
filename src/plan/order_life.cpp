#include "plan/order_life.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "plan/orders_guard.hpp"
#include "reading/deeds.hpp"

namespace plan {
namespace {

using S = OrderState;
using T = OrderStep;

constexpr std::array<std::pair<S, std::string_view>, 8> kStates{{{S::issued, "issued"},
                                                                 {S::replied, "replied"},
                                                                 {S::returned, "returned"},
                                                                 {S::overdue, "overdue"},
                                                                 {S::reminded, "reminded"},
                                                                 {S::escalated, "escalated"},
                                                                 {S::closed_by_deed, "closed_by_deed"},
                                                                 {S::closed_by_figure, "closed_by_figure"}}};
constexpr std::array<std::pair<T, std::string_view>, 11> kSteps{{{T::issue, "issued"},
                                                                 {T::reply, "replied"},
                                                                 {T::reply_without_deed, "returned"},
                                                                 {T::due_passed, "overdue"},
                                                                 {T::remind, "reminded"},
                                                                 {T::carry, "carried"},
                                                                 {T::escalate, "escalated"},
                                                                 {T::confirm_deed, "closed_by_deed"},
                                                                 {T::figure_reached, "closed_by_figure"},
                                                                 {T::annual_figure, "closed_by_annual_figure"},
                                                                 {T::send_back, "sent_back"}}};

// A reply answers a reminder and an escalation as it answers the order; who has replied is not overdue; every open
// matter may be carried, escalated, or ended.
constexpr auto kTransitions = std::to_array<OrderTransition>({
    {S::issued, T::reply, S::replied},
    {S::issued, T::reply_without_deed, S::returned},
    {S::issued, T::due_passed, S::overdue},
    {S::issued, T::carry, S::issued},
    {S::issued, T::escalate, S::escalated},
    {S::issued, T::confirm_deed, S::closed_by_deed},
    {S::issued, T::figure_reached, S::closed_by_figure},
    {S::issued, T::annual_figure, S::closed_by_figure},
    {S::replied, T::reply, S::replied},
    {S::replied, T::send_back, S::returned},
    {S::replied, T::carry, S::replied},
    {S::replied, T::escalate, S::escalated},
    {S::replied, T::confirm_deed, S::closed_by_deed},
    {S::replied, T::figure_reached, S::closed_by_figure},
    {S::replied, T::annual_figure, S::closed_by_figure},
    {S::returned, T::reply, S::replied},
    {S::returned, T::reply_without_deed, S::returned},
    {S::returned, T::due_passed, S::overdue},
    {S::returned, T::carry, S::returned},
    {S::returned, T::escalate, S::escalated},
    {S::returned, T::confirm_deed, S::closed_by_deed},
    {S::returned, T::figure_reached, S::closed_by_figure},
    {S::returned, T::annual_figure, S::closed_by_figure},
    {S::overdue, T::reply, S::replied},
    {S::overdue, T::reply_without_deed, S::returned},
    {S::overdue, T::remind, S::reminded},
    {S::overdue, T::carry, S::overdue},
    {S::overdue, T::escalate, S::escalated},
    {S::overdue, T::confirm_deed, S::closed_by_deed},
    {S::overdue, T::figure_reached, S::closed_by_figure},
    {S::overdue, T::annual_figure, S::closed_by_figure},
    {S::reminded, T::reply, S::replied},
    {S::reminded, T::reply_without_deed, S::returned},
    {S::reminded, T::due_passed, S::overdue},
    {S::reminded, T::carry, S::reminded},
    {S::reminded, T::escalate, S::escalated},
    {S::reminded, T::confirm_deed, S::closed_by_deed},
    {S::reminded, T::figure_reached, S::closed_by_figure},
    {S::reminded, T::annual_figure, S::closed_by_figure},
    {S::escalated, T::reply, S::replied},
    {S::escalated, T::reply_without_deed, S::returned},
    {S::escalated, T::due_passed, S::overdue},
    {S::escalated, T::carry, S::escalated},
    {S::escalated, T::confirm_deed, S::closed_by_deed},
    {S::escalated, T::figure_reached, S::closed_by_figure},
    {S::escalated, T::annual_figure, S::closed_by_figure},
});

void apply(MatterLife& life, const OrderEvent& event) {
  if (event.due) life.due = event.due;
  if (event.step == T::carry) {
    life.months = std::max(life.months + 1, month_of_order(life.issued, event.on));
    if (!event.evidence.empty()) life.evidence = event.evidence;
    if (!event.figure.said.empty()) life.figure = event.figure;
  }
  if (event.step == T::figure_reached || event.step == T::annual_figure) life.figure = event.figure;
  if (event.step == T::escalate) life.has_escalated = true;
  life.history.push_back(event);
}

MatterLife born(const OrderEvent& event) {
  MatterLife life;
  life.id = event.id;
  life.number = number_words(event.prefix, event.id);
  life.owner = event.owner;
  life.own = event.own;
  life.key = event.key;
  life.about = event.about;
  life.evidence = event.evidence;
  life.closes_on = event.closes_on;
  life.figure = event.figure;
  life.issued = event.on;
  apply(life, event);
  return life;
}

base::Fault broken(const OrderEvent& event, const std::string& what) {
  return {"orders.history",
          "督办事项〔" + std::to_string(event.id.year) + "〕" + std::to_string(event.id.number) + "号-" +
              std::to_string(event.id.item) + "的记录" + what,
          {},
          "台账可能被别的程序改过，用 jicheng verify 检查"};
}

std::string key_of(const TargetStatus& status, int plan_year) {
  const bool growth = status.target.kind && *status.target.kind == reading::Kind::growth;
  const std::string name = status.indicator != nullptr ? status.indicator->name : status.target.indicator;
  return std::to_string(plan_year) + "/" + name + (growth ? "/增速" : "");
}

}  // namespace

std::string to_string(OrderState state) {
  return std::string(std::ranges::find(kStates, state, [](const auto& s) { return s.first; })->second);
}

std::string to_chinese(OrderState state) {
  switch (state) {
    case S::issued:
      return "已下达";
    case S::replied:
      return "已反馈待核实";
    case S::returned:
      return "已退回";
    case S::overdue:
      return "逾期未反馈";
    case S::reminded:
      return "已催办";
    case S::escalated:
      return "提级督办";
    case S::closed_by_deed:
      return "按举措销号";
    case S::closed_by_figure:
      break;
  }
  return "按公布数销号";
}

std::string to_chinese(OrderState state, bool own) {
  if (!own || !is_open(state)) return to_chinese(state);
  switch (state) {
    case S::replied:
      return "内部办理（已办待核实）";
    case S::returned:
      return "内部办理（退回重办）";
    case S::overdue:
    case S::reminded:  // as registers of earlier versions have it
      return "内部办理（逾期未办）";
    default:
      return "内部办理";
  }
}

Week week_of(const calendar::Date& day) {
  const std::chrono::weekday weekday{std::chrono::sys_days(day)};
  const auto monday = calendar::plus_days(day, -static_cast<int>(weekday.iso_encoding() - 1));
  return {monday, calendar::plus_days(monday, 6)};
}

Deadline deadline_of(const MatterLife& matter, const calendar::Date& asof) {
  if (!matter.open() || matter.state == S::replied || !matter.due) return Deadline::none;
  if (*matter.due < asof) return Deadline::overdue;
  return *matter.due <= week_of(asof).sunday ? Deadline::this_week : Deadline::later;
}

std::optional<calendar::Date> silent_since(const MatterLife& matter, const calendar::Date& asof) {
  if (!matter.open() || matter.state == S::replied) return std::nullopt;
  std::optional<calendar::Date> first;
  for (const OrderEvent& e : matter.history) {
    if (e.step == T::reply || e.step == T::reply_without_deed || e.step == T::send_back) {
      first = e.due;  // asked anew
    } else if (!first) {
      first = e.due;
    }
  }
  return first && *first < asof ? first : std::nullopt;
}

std::string late_answer_words(const MatterLife& matter, const calendar::Date& on) {
  const auto since = silent_since(matter, on);
  return since ? "；晚于反馈期限" + calendar::to_chinese(*since) : std::string();
}

std::string to_string(Deadline deadline) {
  switch (deadline) {
    case Deadline::none:
      break;
    case Deadline::overdue:
      return "overdue";
    case Deadline::this_week:
      return "this_week";
    case Deadline::later:
      return "later";
  }
  return "none";
}

std::optional<OrderState> parse_order_state(std::string_view text) {
  const auto at = std::ranges::find(kStates, text, [](const auto& s) { return s.second; });
  return at == kStates.end() ? std::nullopt : std::optional(at->first);
}

std::string to_string(OrderStep step) {
  return std::string(std::ranges::find(kSteps, step, [](const auto& s) { return s.first; })->second);
}

std::optional<OrderStep> parse_order_step(std::string_view text) {
  const auto at = std::ranges::find(kSteps, text, [](const auto& s) { return s.second; });
  return at == kSteps.end() ? std::nullopt : std::optional(at->first);
}

bool is_open(OrderState state) { return state != S::closed_by_deed && state != S::closed_by_figure; }

std::span<const OrderTransition> order_transitions() { return kTransitions; }

std::optional<OrderState> next_state(OrderState from, OrderStep step) {
  const auto at =
      std::ranges::find_if(kTransitions, [&](const OrderTransition& t) { return t.from == from && t.step == step; });
  return at == kTransitions.end() ? std::nullopt : std::optional(at->to);
}

bool FigureMark::newer_than(const FigureMark& before) const {
  if (said.empty()) return false;
  if (before.said.empty()) return true;
  if (last != before.last) return last > before.last;
  return published > before.published && said != before.said;
}

FigureMark mark_of(const TargetStatus& status) {
  if (!status.latest) return {};
  const facts::Fact& fact = status.latest->recorded();
  return {fact.period.last, fact.published.known_by, facts::said(fact)};
}

const MatterLife* OrderRegister::find(const OrderId& id) const {
  const auto at = std::ranges::find(matters, id, &MatterLife::id);
  return at == matters.end() ? nullptr : &*at;
}

const MatterLife* OrderRegister::open_on(const std::string& key) const {
  const auto at = std::ranges::find_if(matters, [&](const MatterLife& m) { return m.key == key && m.open(); });
  return at == matters.end() ? nullptr : &*at;
}

const MatterLife* OrderRegister::last_on(const std::string& key) const {
  const MatterLife* last = nullptr;
  for (const MatterLife& matter : matters)
    if (matter.key == key && (last == nullptr || last->id < matter.id)) last = &matter;
  return last;
}

bool OrderRegister::has_heard(const std::string& print) const {
  return !print.empty() && std::ranges::any_of(matters, [&](const MatterLife& life) {
    return std::ranges::any_of(life.history,
                               [&](const OrderEvent& e) { return e.print.find(print) != std::string::npos; });
  });
}

base::Result<OrderRegister> replay(std::vector<OrderEvent> events) {
  std::ranges::stable_sort(events, {}, &OrderEvent::on);
  std::map<OrderId, MatterLife> lives;
  for (const OrderEvent& event : events) {
    const auto at = lives.find(event.id);
    if (event.step == T::issue) {
      if (at != lives.end()) return base::fail(broken(event, "有两次下达"));
      lives.emplace(event.id, born(event));
      continue;
    }
    if (at == lives.end()) return base::fail(broken(event, "没有下达就有了下文"));
    const auto next = next_state(at->second.state, event.step);
    if (!next) return base::fail(broken(event, "前后不接：" + to_chinese(at->second.state) + "之后不会有这一步"));
    at->second.state = *next;
    apply(at->second, event);
  }
  OrderRegister all;
  for (auto& [id, life] : lives) all.matters.push_back(std::move(life));
  return all;
}

std::map<std::string, std::string> matter_keys(const std::vector<TargetStatus>& statuses, int plan_year) {
  std::map<std::string, std::string> keys;
  std::map<std::string, int> seen;
  for (const TargetStatus& status : statuses) {
    std::string key = key_of(status, plan_year);
    if (const int n = ++seen[key]; n > 1) key += "#" + std::to_string(n);
    keys[status.target.id] = std::move(key);
  }
  return keys;
}

base::Result<OrderEvent> close_on_deed(const MatterLife& matter, const std::string& deed, const std::string& file,
                                       const std::string& print, const calendar::Date& on) {
  const std::string id = matter.number + "-" + std::to_string(matter.id.item);
  if (!matter.open()) {
    return base::fail("orders.ended", id + "已经销号：" + matter.history.back().reason, {}, "不用再销一次");
  }
  const std::u32string words = base::u32(base::trim(deed));
  if (words.size() < 4) {
    return base::fail("orders.no_deed", "没有写明落实了什么举措", {},
                      "用 --deed 写一句话，如“补救方案经区政府常务会议审定并印发”");
  }
  // 2025/固定资产投资/增速: the middle is what is measured.
  const auto from = matter.key.find('/') + 1;
  std::string name = matter.key.substr(from, matter.key.find_first_of("/#", from) - from);
  if (reading::reports_value(deed)) {
    return base::fail("orders.number", "督办事项不按“" + name + "”的自报数值销号", {},
                      "写明落实了什么举措；数值只认正式发布的数据，公布并导入后自动销号");
  }
  if (reading::deed_told(deed) == reading::DeedTold::none) {
    return base::fail("orders.no_deed", "“" + base::shortened(base::to_utf8(words), 40) + "”没有写明落实了什么举措", {},
                      "写做成了什么，如“补救方案经区政府常务会议审定并印发”；打算和表态不销号");
  }
  OrderEvent event;
  event.step = T::confirm_deed;
  event.id = matter.id;
  event.on = on;
  event.by_officer = true;
  event.deed = base::to_utf8(words);
  event.file = file;
  event.print = print;
  event.reason = "举措已核实：" + event.deed + (file.empty() ? "" : "（依据：" + file + "）");
  return event;
}

base::Result<OrderEvent> step_by_officer(const MatterLife& matter, OrderStep step, const std::string& reason,
                                         const std::optional<calendar::Date>& due, const calendar::Date& on) {
  const std::string id = matter.number + "-" + std::to_string(matter.id.item);
  const bool own = step == T::reply || step == T::reply_without_deed || step == T::send_back || step == T::escalate;
  if (!own || !next_state(matter.state, step)) {
    return base::fail("orders.step", id + "现在是“" + to_chinese(matter.state, matter.own) + "”，不能这样办", {},
                      "先看这一项的办理经过");
  }
  if (matter.own && step == T::escalate)
    return base::fail("orders.own", id + "是本局内部办理的事，不提级督办", {},
                      "由本局承办科室办理；需要上会的列入议程");
  const std::string words(base::trim(std::string_view(reason)));
  if (words.empty()) return base::fail("orders.reason", "没有写明理由", {}, "用一句话写明理由");
  if (const auto refused = text_refused(words); refused && (step == T::send_back || step == T::escalate))
    return base::fail("orders.guard", *refused, {}, "只写对举措的要求；数值以有权部门公布的为准");
  OrderEvent event;
  event.step = step;
  event.id = matter.id;
  event.on = on;
  event.by_officer = true;
  event.reason = words;
  if (step == T::reply || step == T::reply_without_deed) event.reason += late_answer_words(matter, on);
  event.due = due;
  return event;
}

int month_of_order(const calendar::Date& issued, const calendar::Date& on) {
  constexpr int kWeek = 7;
  const calendar::Date by = calendar::plus_days(on, kWeek);
  const auto month = [](const calendar::Date& d) {
    return static_cast<int>(d.year()) * 12 + static_cast<int>(static_cast<unsigned>(d.month()));
  };
  // 31 January and a month is the last day of February.
  const auto last = calendar::last_day_of_month(static_cast<int>(by.year()), static_cast<int>(unsigned(by.month())));
  const bool full = by.day() >= std::min(issued.day(), last.day());
  return 1 + std::max(0, month(by) - month(issued) - (full ? 0 : 1));
}

std::string number_words(const std::string& prefix, const OrderId& id) {
  return prefix + "〔" + std::to_string(id.year) + "〕" + std::to_string(id.number) + "号";
}

std::string default_order_prefix(const std::string& area) {
  const std::u32string name = base::u32(area);
  return (name.empty() ? std::string() : base::to_utf8(name.substr(0, 1))) + "发改督";
}

}  // namespace plan
