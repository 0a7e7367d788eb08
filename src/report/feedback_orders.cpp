#include <algorithm>
#include <map>

#include "report/feedback_parts.hpp"

// 督办事项办理情况: what was issued, answered, reminded and ended since the round before.
namespace report {
namespace {

using document::DraftTable;
using plan::MatterLife;
using plan::OrderStep;

std::string id_of(const MatterLife& life) { return life.number + "-" + std::to_string(life.id.item); }

std::size_t times(const RunFindings& run, OrderStep step) {
  return static_cast<std::size_t>(std::ranges::count(run.order_news, step, &plan::OrderEvent::step));
}

// What a reminder said on its day (已逾期17个工作日) is no news months later.
std::string silence_words(const MatterLife& life, const calendar::Date& since) {
  const auto times = [&](OrderStep step) { return std::ranges::count(life.history, step, &plan::OrderEvent::step); };
  const auto reminded = times(OrderStep::remind), escalated = times(OrderStep::escalate);
  std::string what;
  if (reminded > 0) what += "催办" + std::to_string(reminded) + "次";
  if (escalated > 0) what += (what.empty() ? "" : "，") + std::string("提级督办");
  return "应于" + calendar::to_chinese(since) + (life.own ? "前办理，至今没有办理记录" : "前反馈，至今没有收到") +
         (what.empty() ? "" : "（" + what + "）");
}

std::string count(std::size_t n) { return std::to_string(n) + "项"; }

}  // namespace

void orders_handled(Feedback& f) {
  const auto& run = f.run;
  if (run.order_register.matters.empty()) return;
  f.heading("督办事项办理情况");
  std::size_t open = 0, late = 0, own = 0, own_late = 0;
  for (const auto& life : run.order_register.matters) {
    open += life.open();
    own += life.open() && life.own;
    own_late += life.own && plan::deadline_of(life, run.asof) == plan::Deadline::overdue;
    late += life.open() && !life.own &&
            (life.state == plan::OrderState::reminded || life.state == plan::OrderState::escalated ||
             life.state == plan::OrderState::overdue);
  }
  const auto own_new = static_cast<std::size_t>(std::ranges::count_if(
      run.order_news, [](const plan::OrderEvent& e) { return e.step == OrderStep::issue && e.own; }));
  const auto by_figure = times(run, OrderStep::figure_reached) + times(run, OrderStep::annual_figure);
  const auto by_deed = times(run, OrderStep::confirm_deed);
  std::string words = "本期新下达" + count(times(run, OrderStep::issue) - own_new) +
                      (own_new > 0 ? "（另登记本局内部办理" + count(own_new) + "）" : "") + "，收到反馈" +
                      count(times(run, OrderStep::reply) + times(run, OrderStep::reply_without_deed)) + "（退回" +
                      count(times(run, OrderStep::reply_without_deed) + times(run, OrderStep::send_back)) + "），催办" +
                      count(times(run, OrderStep::remind)) + "，提级督办" + count(times(run, OrderStep::escalate)) +
                      "，销号" + count(by_figure + by_deed);
  if (by_figure + by_deed > 0) words += "（按公布数" + count(by_figure) + "、按落实的举措" + count(by_deed) + "）";
  f.body(
      words + "。期末在办" + count(open - own) + (late > 0 ? "，其中已催办或提级的" + count(late) : "") +
      (own > 0 ? "；另有本局内部办理" + count(own) + (own_late > 0 ? "（逾期未办" + count(own_late) + "）" : "") : "") +
      "。");
  std::size_t n = 0;
  for (const auto& e : run.order_news) {
    const auto* life = run.order_register.find(e.id);
    if (life == nullptr || life->open() || !(life->history.back() == e)) continue;
    f.body(std::to_string(++n) + ". " + id_of(*life) + "（" + life->owner + "）销号：" + e.reason + "。");
  }
  if (open == 0) return;
  DraftTable table;
  table.header = {"编号", "责任单位", "事项", "状态", "最近情况"};
  table.widths = {24, 17, 22, 13, 34};
  for (const auto& life : run.order_register.matters) {
    if (!life.open()) continue;
    const auto told = std::ranges::find_if(life.history.rbegin(), life.history.rend(),
                                           [](const auto& e) { return e.step != OrderStep::carry; });
    const auto silent = plan::silent_since(life, run.asof);
    const std::string latest = told == life.history.rend() || told->step == OrderStep::issue
                                   ? calendar::to_chinese(life.issued) + (life.own ? "登记" : "下达")
                               : silent ? silence_words(life, *silent)
                                        : calendar::to_chinese(told->on) + "：" + shortened(told->reason, 40);
    table.rows.push_back({id_of(life), life.owner, shortened(life.about, 24),
                          plan::to_chinese(life.state, life.own) +
                              (life.months > 1 ? "，第" + std::to_string(life.months) + "个月" : ""),
                          latest});
  }
  f.table(std::move(table));
}

}  // namespace report
