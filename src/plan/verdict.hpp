// Will each target be met? Latest value, pace, forecast, chance, verdict and the reason in one sentence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/workdays.hpp"
#include "facts/fact.hpp"
#include "facts/names.hpp"
#include "forecast/outlook.hpp"
#include "reading/project_sheet.hpp"
#include "reading/statements.hpp"

namespace plan {

using base::Decimal;

enum class Verdict { met, on_track, at_risk, off_track, missed, awaiting_value, no_data };
std::string to_string(Verdict);   // "on_track"
std::string to_chinese(Verdict);  // 进度正常 …

// What the office may set. Shown wherever it changes an answer.
struct Settings {
  Decimal about_tolerance_pp =
      Decimal::scaled(1, -1);  // 左右: percentage points below the figure that still count as reaching it
  double on_track_chance = 0.8;
  double at_risk_chance = 0.3;
  int order_working_days = 5;
  int order_escalates_after_months = 3;  // rounds in which a matter stood open
};

// The latest published figure for a target, as known on the day of asking.
struct Latest {
  facts::Fact fact;                      // its value in the unit in which papers speak of it (plan/spoken_unit.hpp)
  std::vector<facts::Fact> other_bases;  // same period, other growth basis: shown beside it
  std::optional<facts::Fact> in_other_unit = std::nullopt;  // as recorded, where `fact` is in another unit
  const facts::Fact& recorded() const { return in_other_unit ? *in_other_unit : fact; }
};

struct Forecast {
  double mean = 0;  // in the unit of the target: growth in %, or a level in the target's unit
  double lo80 = 0;
  double hi80 = 0;
  std::string method;  // one phrase for the user: 以累计增速为中心，误差取自…
  double lo95 = 0;
  double hi95 = 0;
};

struct SeasonalPace {
  Decimal lo;  // share of the year's total that the year before had reached by the same month
  Decimal hi;
  bool derived = false;  // from an implied base
  std::string warning;
};

// A figure of the same kind as the target: growth to date or level, of any year.
struct FigurePoint {
  int year = 0;
  int month = 0;
  double value = 0;
  bool derived = false;  // not as published: derived or an estimate
};

struct YearValue {
  int year = 0;
  double value = 0;
};

// What the months that are left would have to bring, and what the same months brought in earlier years.
struct RestOfYear {
  int months = 0;
  bool growth = false;   // growth of those months over a year before, percent; else an amount
  bool average = false;  // a rate or share: the mean of those months
  double needed = 0;
  std::optional<YearValue> best, worst;
};

// The first month whose figures could show that the target is lost (chance below 5 %), if the rest of the year runs at
// the bad end of the 80 % interval. Month 0: not even then.
struct LostFrom {
  int month = 0;
  bool already = false;
};

// What stands behind a verdict (verdict_explained.hpp). Empty for targets that are not under way.
struct Explained {
  std::vector<forecast::Driver> drivers;  // add up to the forecast's mean
  bool growth = false;                    // the target is one of growth, percent
  std::string unit;
  bool at_most = false;
  double line = 0;                // what just meets the target
  std::optional<double> line_hi;  // upper end of a range
  std::vector<FigurePoint> points;
  std::optional<RestOfYear> rest;
  std::string rest_note;  // of a rate or share: how the mean of the rest was found, or why there is none
  std::optional<LostFrom> lost;
};

struct TargetStatus {
  reading::Target target;
  const facts::Indicator* indicator = nullptr;  // from the names table, null when unknown
  std::optional<Latest> latest;
  std::optional<facts::Fact> last_year;  // the year before, whole
  std::optional<facts::Fact>
      handed_in;  // without `latest`: what offices hand in says (project_figures.hpp); no verdict
  std::optional<Decimal>
      level_needed;  // what the target means as a level, when last year's level and the basis allow it
  std::optional<Decimal> attained_share;      // of that level, or of a level target; 0.737
  std::optional<Decimal> linear_pace;         // share of the year gone at the end of the latest period
  std::optional<SeasonalPace> seasonal_pace;  // absent: no honest season, and `why` says so
  std::string season_note;                    // why there is none
  std::optional<Decimal> needed_run_rate;     // what each remaining month must bring; absent when nothing is left to do
  std::string needed_run_rate_unit;           // 亿元/月
  std::optional<Decimal> needed_growth_pct;   // growth of the remaining months over a year before that would just do it
  std::optional<Forecast> forecast;
  std::optional<double> probability;
  Verdict verdict = Verdict::no_data;
  std::string why;          // one plain sentence
  std::string why_english;  // the same, short
  Explained explained;
  std::vector<std::string> notes;  // tolerance used, basis warnings, derived figures
};

// Facts must already be those known on `asof` (see ledger::as_known_on), any area; the report's own area is used for
// values, others only to learn how far growth moves from a month to the year's end. `project_sheets`: the area's own
// sheets of key projects (project_memory.hpp), by which targets of completion learn how earlier years ran.
std::vector<TargetStatus> judge(const reading::Reading& report, const std::vector<facts::Fact>& known,
                                const facts::NamesTable& names, const calendar::Date& asof, const Settings& settings,
                                const std::vector<reading::ProjectSheet>& project_sheets = {});

}  // namespace plan
