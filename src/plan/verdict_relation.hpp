// Will a growth end the year above another one? Both are judged by their own figures to the same month.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/standard.hpp"
#include "plan/verdict.hpp"

namespace plan {

// One standard with its figure of the same months as the target's own.
struct Beside {
  Standard standard;
  facts::Fact fact;
  Decimal figure;
};

struct RelationFound {
  Demand demand;  // side and unit alone
  std::optional<Latest> own;
  Decimal figure;
  std::vector<Beside> beside;  // one for each standard; empty where anything is missing
  std::string missing;  // what is needed to judge: “要有全国2025年社会消费品零售总额的同期增速”
};
RelationFound find_relation(const reading::Target& target, const OwnFacts& facts, const std::string& meeting,
                            const facts::Indicator* indicator, const facts::NamesTable& names, int year);

// The demand that the nearest of the standards makes, held against what is published of both: of a year that is over
// its verdict, of one under way the chance that the two end it in that relation. `status.latest` is the own figure.
// How far two growths move together in the months to come is not known: the chance counts them as independent, and
// the notes say what it would be if they mostly moved alike.
void weigh_relation(TargetStatus& status, const RelationFound& found, const OwnFacts& facts, const std::string& meeting,
                    const Settings& settings, const calendar::Date& asof);

// What the two chances rest on: difference of two forecasts whose errors have this correlation.
double chance_of_difference(const forecast::Outlook& own, const forecast::Outlook& other, double correlation,
                            const Demand& of_difference, int decimals);

}  // namespace plan
