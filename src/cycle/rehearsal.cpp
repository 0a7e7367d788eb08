#include "cycle/rehearsal.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "plan/project_memory.hpp"

namespace cycle {

namespace {

// Statistics of a month come out within the next: a look that far back is of another month.
constexpr int kLongBefore = 31;
// Two months without any figure: what an order would rest on is old.
constexpr int kLongAfter = 62;

std::string print_of(const RunOutcome& run) {
  std::string all;
  const auto add = [&](const plan::OrderEvent& e) {
    for (const std::string& part : {plan::to_string(e.step), std::to_string(e.id.year), std::to_string(e.id.number),
                                    std::to_string(e.id.item), calendar::to_string(e.on), e.reason, e.owner, e.key,
                                    e.about, e.evidence, e.due ? calendar::to_string(*e.due) : std::string(), e.deed})
      all += part + "\x1f";
    all += "\n";
  };
  for (const auto& e : run.order_steps) add(e);
  all += "--\n";
  for (const auto& e : run.order_steps_back) add(e);
  return base::sha256_hex(all).substr(0, 16);
}

int days_between(const calendar::Date& from, const calendar::Date& to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

base::Result<std::vector<std::string>> warnings_for(const std::string& data, const Standing& standing,
                                                    const calendar::Date& asof, base::World& world) {
  std::vector<std::string> out;
  const int year = standing.run->report.reading.plan_year, asked = static_cast<int>(asof.year());
  if (year != 0 && asked > year)
    out.push_back("截至日期是" + calendar::to_chinese(asof) + "，已经过了计划的" + std::to_string(year) + "年");
  if (year != 0 && asked < year)
    out.push_back("截至日期是" + calendar::to_chinese(asof) + "，计划的" + std::to_string(year) + "年还没有开始");
  auto book = open_ledger(data, world);
  if (!book) return base::fail(book.error());
  auto heads = book->find({.area = standing.plan.file.area, .count_vintages = false});
  if (!heads) return base::fail(heads.error());
  const facts::Fact* newest = nullptr;
  for (const auto& head : *heads) {
    if (plan::is_project_fact(head.fact)) continue;
    if (newest == nullptr || head.fact.published.known_by > newest->published.known_by) newest = &head.fact;
  }
  if (newest == nullptr) {
    out.push_back("台账里还没有公布数，督办没有数可以依据");
    return out;
  }
  const auto said = calendar::to_chinese(newest->published) + "公布的" + newest->indicator;
  if (const int before = days_between(asof, newest->published.known_by); before > kLongBefore)
    out.push_back("截至日期比最新的公布数早" + std::to_string(before) + "天（" + said + "）：以后公布的数这一轮都不算");
  if (const int after = days_between(newest->published.known_by, asof); after > kLongAfter)
    out.push_back("最新的公布数是" + std::to_string(after) + "天以前的（" + said + "）：督办依据的可能是旧数");
  return out;
}

}  // namespace

base::Result<Rehearsal> rehearse_round(const std::string& data, const calendar::Date& asof, base::World& world) {
  auto is = standing({.data = data, .asof = asof, .keep = Keep::rehearse}, world);
  if (!is) return base::fail(is.error());
  auto warnings = warnings_for(data, *is, asof, world);
  if (!warnings) return base::fail(warnings.error());
  std::string seen = print_of(*is->run);
  return Rehearsal{std::move(*is), std::move(*warnings), std::move(seen)};
}

}  // namespace cycle
