// Short ways to write reports, targets and facts in the tests of this room.
#pragma once

#include <fstream>
#include <initializer_list>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "plan/verdict.hpp"

namespace plan {

inline calendar::Date date(int year, int month, int day) {
  return calendar::Date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                        std::chrono::day(static_cast<unsigned>(day))};
}

inline reading::Target a_target(const std::string& indicator, const std::string& op, const char* value = "",
                                const std::string& unit = "", std::optional<reading::Kind> kind = std::nullopt) {
  static int number = 0;
  reading::Target target;
  target.id = "T" + std::to_string(++number);
  target.indicator = indicator;
  target.op = op;
  target.value = Decimal::parse(value);
  target.unit = unit;
  target.kind = kind ? kind : unit == "%" ? std::optional(reading::Kind::growth) : std::nullopt;
  target.strength = "headline";
  target.reference = op == "~upper-level-target" ? "市下达目标" : "";
  return target;
}

inline reading::Reading a_report(const std::string& area, int plan_year, std::vector<reading::Target> targets,
                                 const std::string& period = "") {
  reading::Reading report;
  report.area = area;
  report.plan_year = plan_year;
  report.report_year = plan_year - 1;
  report.targets = std::move(targets);
  for (reading::Target& target : report.targets) {
    target.period = period;
  }
  return report;
}

inline facts::Fact a_fact(const std::string& indicator, const std::string& period, const char* value,
                          const std::string& unit, const char* growth = "") {
  facts::Fact fact;
  fact.area = "甲区";
  fact.indicator = indicator;
  fact.indicator_as_printed = indicator;
  fact.period = *calendar::parse_period(period);
  fact.value = Decimal::parse(value);
  fact.unit = unit;
  fact.growth_pct = Decimal::parse(growth);
  fact.published = {fact.period.last_day(), calendar::Published::Precision::day};
  fact.source.text = "统计公报";
  return fact;
}

inline std::vector<TargetStatus> judged(const reading::Reading& report, std::vector<facts::Fact> facts,
                                        const calendar::Date& asof) {
  for (facts::Fact& fact : facts) {
    if (fact.area == "甲区" && !report.area.empty() && report.area.starts_with("甲")) {
      fact.area = report.area;
    }
  }
  return judge(report, facts, facts::NamesTable::builtin(), asof, Settings{});
}

inline TargetStatus judged_one(const std::string& op, const char* value, std::vector<facts::Fact> facts) {
  return judged(a_report("甲区", 2024, {a_target("地区生产总值", op, value, "%")}), std::move(facts),
                date(2025, 3, 1))[0];
}

inline std::optional<std::string> shared_file(const std::string& name) {
  std::ifstream file(std::string(JICHENG_SOURCE_DIR) + "/../shared/" + name, std::ios::binary);
  if (!file) {
    return std::nullopt;
  }
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// data/facts.csv of the shared folder; nothing when it is not here.
inline const std::optional<std::vector<facts::Fact>>& shared_facts() {
  static const std::optional<std::vector<facts::Fact>> facts = []() -> std::optional<std::vector<facts::Fact>> {
    const auto bytes = shared_file("data/facts.csv");
    if (!bytes) {
      return std::nullopt;
    }
    auto read = facts::read_facts_csv(*bytes, "facts.csv");
    if (!read) {
      return std::nullopt;
    }
    return std::move(read->facts);
  }();
  return facts;
}

}  // namespace plan
