#include "cycle/order_english.hpp"

#include <algorithm>

#include "plan/verdict.hpp"

namespace cycle {

namespace {

using plan::OrderEvent;
using plan::OrderStep;

std::string day(const calendar::Date& date) { return calendar::to_string(date); }

// The day to answer by that held before this step.
std::optional<calendar::Date> due_before(const plan::MatterLife& matter, std::size_t step) {
  std::optional<calendar::Date> due;
  for (std::size_t i = 0; i < step; ++i)
    if (matter.history[i].due) due = matter.history[i].due;
  return due;
}

std::string now_due(const OrderEvent& e) { return e.due ? "; to be answered by " + day(*e.due) : std::string(); }

// The figure that it rests on: its month, as it is printed, the day of publication.
std::string figure(const plan::MatterLife& matter, const OrderEvent& e) {
  if (e.figure.said.empty()) return {};
  // What a sheet says of a project is sentences of its own.
  const bool project = !plan::project_in(matter.key).empty();
  std::string month = std::to_string(e.figure.last.month);
  if (month.size() < 2) month.insert(0, "0");
  const std::string up_to = " up to " + std::to_string(e.figure.last.year) + "-" + month;
  if (project) return "the project sheet" + up_to;
  return "the figure" + up_to + " (" + e.figure.said + "), published " + day(e.figure.published);
}

// The verdict that a step was taken on; the register keeps it in the sentence alone.
std::string verdict_in(const std::string& reason) {
  using V = plan::Verdict;
  for (const auto v : {V::met, V::on_track, V::at_risk, V::off_track, V::missed, V::awaiting_value, V::no_data}) {
    if (!reason.ends_with("判断为" + plan::to_chinese(v))) continue;
    std::string words = plan::to_string(v);
    std::ranges::replace(words, '_', ' ');
    return words;
  }
  return {};
}

// 第3个月续办: 3.
std::string month_in(const std::string& reason) {
  static constexpr std::string_view kNth = "第";
  const auto at = reason.starts_with(kNth) ? kNth.size() : reason.size();
  return reason.substr(at, reason.find_first_not_of("0123456789", at) - at);
}

std::string answered(const OrderEvent& e) {
  return "answered: " + e.deed + "; to be verified" + (e.file.empty() ? "" : " (" + e.file + ")");
}

}  // namespace

std::string step_english(const plan::MatterLife& matter, std::size_t step) {
  if (step >= matter.history.size()) return {};
  const OrderEvent& e = matter.history[step];
  const bool own_words = e.by_officer && !e.reason.empty();
  switch (e.step) {
    case OrderStep::issue:
      return e.reason;
    case OrderStep::reply:
      return e.deed.empty() ? e.reason : answered(e);
    case OrderStep::reply_without_deed:
      return "the answer names no deed and was sent back" + now_due(e);
    case OrderStep::due_passed: {
      const auto due = due_before(matter, step);
      return (matter.own ? "not dealt with" : "no answer") + (due ? " by " + day(*due) : std::string()) +
             (matter.own ? "; the bureau’s own section is to see to it" : "");
    }
    case OrderStep::remind:
      return "overdue without an answer: reminded" + now_due(e);
    case OrderStep::carry: {
      std::string text = "carried on, month " + month_in(e.reason);
      const std::string seen = figure(matter, e), verdict = verdict_in(e.reason);
      if (!seen.empty()) text += "; latest is " + seen;
      if (!verdict.empty()) text += "; judged " + verdict;
      if (seen.empty() && verdict.empty()) text += "; nothing new to judge it by";
      return text + now_due(e);
    }
    case OrderStep::escalate: {
      if (own_words) return e.reason;
      const bool reminded =
          std::ranges::any_of(matter.history.begin(), matter.history.begin() + static_cast<std::ptrdiff_t>(step),
                              [&](const OrderEvent& b) { return b.on == e.on && b.step == OrderStep::due_passed; });
      return std::string(reminded ? "still unanswered after a reminder" : "not on track again for months") +
             ": taken to the leader in charge" + now_due(e);
    }
    case OrderStep::confirm_deed:
      return "closed on the deed: " + e.deed + (e.file.empty() ? "" : " (" + e.file + ")");
    case OrderStep::figure_reached:
    case OrderStep::annual_figure: {
      const std::string seen = figure(matter, e);
      return std::string(e.step == OrderStep::annual_figure ? "ended on the year’s released figure"
                                                            : "closed on a released figure") +
             (seen.empty() ? "" : ": " + seen);
    }
    case OrderStep::send_back:
      return e.reason;
  }
  return e.reason;
}

}  // namespace cycle
