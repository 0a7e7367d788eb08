#include "plan/orders.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "plan/order_closing.hpp"
#include "plan/orders_guard.hpp"
#include "plan/orders_offices.hpp"
#include "plan/pace.hpp"
#include "plan/publisher.hpp"
#include "plan/tasks_words.hpp"
#include "plan/verdict_words.hpp"

namespace plan {
namespace {

constexpr std::string_view kDefaultFunction = "发展和改革";

// Who acts when it lags: by the names table; else by the words of the target, its measure and its section.
std::string function_of(const TargetStatus& status, const reading::Reading& report) {
  const Offices& offices = Offices::in_force();
  if (status.indicator != nullptr && !status.indicator->lead_office.empty()) {
    const Office* office = offices.find(status.indicator->lead_office);
    if (office != nullptr && !is_statistics_body(office->function)) {
      return office->function;
    }
  }
  const base::Span span = status.target.span;
  const bool inside = !span.empty() && span.start >= 0 && span.end <= static_cast<int>(report.text.size());
  const std::u32string name = base::u32(status.target.indicator);
  std::u32string heading;
  for (const reading::Measure& measure : report.measures) {
    if (inside && measure.span.overlaps(span)) {
      heading = base::u32(measure.heading);
    }
  }
  const Pointed pointed = point_to_function(
      {{inside ? base::slice(report.text, span) : std::u32string_view{}, 1}, {name, 0.5}, {heading, 0.3}},
      OfficeWords::builtin());
  return pointed.function.empty() || is_statistics_body(pointed.function) ? std::string(kDefaultFunction)
                                                                          : pointed.function;
}

std::string year_words(const TargetStatus& status) {
  return status.latest ? std::to_string(status.latest->fact.period.last.year) + "年" : std::string();
}

std::string source_words(const facts::Fact& fact) {
  const std::string source = facts::shown(fact.source);
  return "（" + (source.empty() ? std::string("来源见目标完成情况表") : "来源：" + source) + "，" +
         calendar::to_chinese(fact.published) + "发布）";
}

std::string evidence_of(const TargetStatus& status) {
  const facts::Fact& fact = status.latest->fact;
  std::string text = when_words(fact) + called(status);
  text += fact.value ? fact.value->to_string() + fact.unit : "";
  text += fact.value && fact.growth_pct ? "、" : "";
  if (fact.growth_pct) {
    text += (fact.growth_basis.empty() ? "同比" : "（" + fact.growth_basis + "）") + growth_words(*fact.growth_pct);
    if (growth_at_constant_prices(status.indicator, called(status))) {
      text += "（按不变价格计算）";
    }
  }
  text += source_words(fact);
  const std::string aim = aim_words(status.target);
  if (!aim.empty()) {
    text += "；年度目标" + aim;
  }
  if (!status.why.empty()) {
    text += "；" + status.why;
  }
  return text;
}

Matter matter_of(const TargetStatus& status, const std::string& function) {
  Matter matter;
  matter.target_id = status.target.id;
  const std::string name = called(status);
  const std::string state = status.verdict == Verdict::missed      ? "未完成年度目标"
                            : status.verdict == Verdict::off_track ? "明显落后于年度目标"
                                                                   : "完成年度目标有风险";
  matter.about = name + state;
  matter.evidence = evidence_of(status);
  const std::string publisher = publisher_of(status.indicator, name, function);
  const std::string deed =
      status.verdict == Verdict::missed ? "原因分析和补救措施经主管会议审定并印发" : "针对原因的措施已经落实";
  matter.closes_on = closing_words(publisher, year_words(status), name, deed);
  if (text_refused(matter.about) || text_refused(matter.evidence) || text_refused(matter.closes_on)) {
    // The words of the report itself would break the rule: say only which target is meant.
    matter.about = "目标" + status.target.id + state;
    matter.evidence = "见目标完成情况表中目标" + status.target.id;
    matter.closes_on = closing_words(publisher, year_words(status), "目标" + status.target.id, deed);
  }
  return matter;
}

// A year that is over can no longer be steered: its figure is awaited, or the target is missed.
bool year_is_over(const TargetStatus& status, const calendar::Date& asof) {
  return status.verdict != Verdict::missed && status.latest->fact.period.last.year < static_cast<int>(asof.year());
}

std::string joined(const std::vector<Matter>& matters, std::string Matter::*part, std::string_view between) {
  std::string text;
  for (const Matter& matter : matters) {
    const std::string& words = matter.*part;
    if (text.find(words) != std::string::npos) {
      continue;
    }
    text += (text.empty() ? "" : std::string(between)) + words;
  }
  return text;
}

}  // namespace

std::vector<Order> orders_for(const std::vector<TargetStatus>& statuses, const reading::Reading& report,
                              const calendar::WorkingCalendar& calendar, const calendar::Date& asof,
                              const Settings& settings) {
  const Jurisdiction where = jurisdiction_of(report);
  std::vector<Order> orders;
  std::vector<const TargetStatus*> urgent;  // the worst first
  for (const Verdict verdict : {Verdict::missed, Verdict::off_track, Verdict::at_risk}) {
    for (const TargetStatus& status : statuses) {
      if (status.verdict == verdict && status.latest && !year_is_over(status, asof)) {
        urgent.push_back(&status);
      }
    }
  }
  for (const TargetStatus* const one : urgent) {
    const TargetStatus& status = *one;
    const std::string function = function_of(status, report);
    const std::string owner = Offices::in_force().body(function, where);
    auto order = std::ranges::find(orders, owner, &Order::owner);
    if (order == orders.end()) {
      orders.push_back({.owner = owner, .own = is_own_bureau(owner, where)});
      order = orders.end() - 1;
    }
    order->matters.push_back(matter_of(status, function));
  }
  for (Order& order : orders) {
    order.about = joined(order.matters, &Matter::about, "；");
    order.evidence = joined(order.matters, &Matter::evidence, "\n");
    order.closes_on = joined(order.matters, &Matter::closes_on, "；");
    const auto due = calendar.add_working_days(asof, settings.order_working_days);
    if (due) {
      order.due = *due;
    } else {
      order.due_refused = due.error().what + (due.error().remedy.empty() ? "" : "，" + due.error().remedy);
    }
    JC_ASSERT(!order_refused(order));
  }
  return orders;
}

}  // namespace plan
