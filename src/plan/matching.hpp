// Which published figures speak of a target: the area, the indicator, the side (growth or value), the period and the
// basis.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plan/verdict.hpp"

namespace plan {

// "广州市越秀区" and "越秀区", "广州" and "广州市" are one area; "长沙市" and "长沙县" are two; an empty name is no
// area.
bool same_area(std::string_view a, std::string_view b);

// A fact under the name by which targets find it.
struct NamedFact {
  const facts::Fact* fact = nullptr;
  std::string meeting;
  const facts::Indicator* indicator = nullptr;
};

// The facts of the report's own area.
struct OwnFacts {
  std::string area;  // as the facts name it; empty when none
  std::vector<NamedFact> own;
  std::vector<NamedFact> others;
  // Growth said as a fall, for targets put so: 单位GDP能耗 −3.2 % as 单位GDP能耗下降率 3.2 %. Among `own`.
  std::vector<std::unique_ptr<facts::Fact>> restated;
  // The area's own sheets of key projects, earlier years among them; null where none were given.
  const std::vector<reading::ProjectSheet>* project_sheets = nullptr;
  std::string note;  // shown with every verdict: the area was assumed, or could not be told
};
// Facts published after `asof` are left out, whoever passed them. When the report does not say whose it is and all
// facts are of one area, they are used and `note` says so.
OwnFacts own_facts(const reading::Reading& report, const std::vector<facts::Fact>& known,
                   const facts::NamesTable& names, const calendar::Date& asof);

// The figures of the larger area that 全国, 全省, 全市 mean here: by what the area is called, and by the codes where
// they are known.
struct PlaceFigures {
  std::string area;                       // as the facts name it; empty: none known, or several could be meant
  std::vector<const NamedFact*> figures;  // point into `facts`
  bool several = false;
};
PlaceFigures figures_of_place(std::string_view place, const OwnFacts& facts);

// The name under which targets and facts meet: the canonical name, or a folded form of an unknown one without counting
// words (额, 数, 量) at its end.
std::string meeting_name(std::string_view indicator, const facts::NamesTable& names);

// What a numeric target asks for.
enum class Side { growth, value };
enum class Sense { at_least, at_most, within };

struct Demand {
  Side side = Side::growth;
  Sense sense = Sense::at_least;
  bool strict = false;      // 超
  Decimal aim;              // as printed; negative for a fall (下降3% → −3)
  Decimal lo;               // at_least: the least that still meets it, tolerance taken off; within: lower end
  Decimal hi;               // at_most, within
  std::string unit;         // % for growth
  bool fall = false;        // stated as a fall
  bool comparable = false;  // stated on a comparable basis: 可比口径, 同口径
  bool rate = false;        // a rate or share: it does not add up through the year
  std::vector<std::string> notes;
};
// Nothing for a target that states no number (and is not full coverage, which asks for 100 %).
std::optional<Demand> demand_of(const reading::Target& target, const reading::Reading& report,
                                const facts::Indicator* indicator, const Settings& settings);

// A price rises (上涨) and is asked to stay low: class `price` of codes/indicators.csv.
bool is_price(const facts::Indicator* indicator);

// Growth as a published percentage, also where a price index is printed as 102.3 (上年=100).
std::optional<Decimal> growth_of(const facts::Fact& fact, const facts::Indicator* indicator);

// A basis that may stand for the year against the plan: not 两年平均, not 环比.
bool basis_fits_plan(std::string_view basis);

struct Selection {
  std::optional<Latest> latest;
  std::optional<facts::Fact> last_year;
};
// The latest figure of `year` for this indicator, and the whole year before. `demand` may be absent: then whatever is
// there.
Selection select(const std::vector<NamedFact>& own, const std::string& meeting, const Demand* demand,
                 const facts::Indicator* indicator, int year, int through_month = 12);

// Where `select` found nothing for a demand: why the last figure of that year does not serve (its scope, basis, unit
// …). Empty when there is no figure of that year at all.
std::string why_passed_over(const std::vector<NamedFact>& own, const std::string& meeting, const Demand& demand,
                            const facts::Indicator* indicator, int year);

// The year before's level to date for the same months, from the fact that comes last; null when there is none.
const facts::Fact* same_months_before(const std::vector<NamedFact>& own, const std::string& meeting,
                                      const facts::Fact& latest);

// Where this year's growth was not published but both years' levels to the same month were, at current prices: the
// latest such level with the quotient as its growth, marked derived. Never used beside a published growth of the year.
// Nothing when growth is at constant prices or the levels are missing.
std::optional<Latest> latest_with_derived_growth(const std::vector<NamedFact>& own, const std::string& meeting,
                                                 const Demand& demand, const facts::Indicator* indicator, int year);

}  // namespace plan
