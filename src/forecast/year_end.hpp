// Where a year will end, learnt from earlier years of the same figures and of others: the machine behind the verdicts
// and behind `jicheng backtest`.
//
// After month m of a year, with g the growth so far, G the growth of the whole year and `left` the share of a year's
// total still to come, the growth of the remaining months exceeds that so far by the gap t = (G − g) / left. The gap of
// a series is measured in its own median |t| and is explained by a few plain things (`Clue`), with coefficients by
// ridge regression: first pooled over all flows (all stocks), then drawn from the pool towards the series' own years.
//     mean of the year = g + left · s · (b · clues / s)
// The error is Student t with 5 degrees of freedom. Its scale is left^0.6 times that of the series' own past errors
// (80th percentile, recent years weigh more), drawn towards what other series' errors are in units of how far their
// growth moves from year to year; it is widened or narrowed by how restless the year has been so far.
//
// Everything about a year is learnt from earlier years only, and errors are those that were made then: coefficients
// never saw the year that their errors were measured on. One odd year (2020) cannot rule: gaps and clues are cut, and
// scales are percentiles.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace forecast {

using YearMonth = std::pair<int, int>;  // year, month 1–12

// One published figure, percent growth over the year before. Growth to date stands at its last month: 1–2月 at 2, the
// first quarter at 3, the year at 12. Values that are no numbers are left out.
struct YearEndSeries {
  std::string id;
  bool stock = false;                     // growth of a balance: the year ends at December's growth
  std::map<YearMonth, double> to_date;    // growth from January to the month; a stock: growth at the month
  std::map<YearMonth, double> by_month;   // growth of the single month, where published
  std::map<YearMonth, double> level;      // level from January to the month, where published
  bool is_price = false;                  // a price index: no shares of a year's total
  double half_step = 0.05;                // half of the last printed digit of growth
  std::optional<double> scale_elsewhere;  // points of the year's growth at left = 1, known from outside the series
};

enum Clue { kLatest, kRecent, kSeason, kAverage, kTypical, kLinear, kCommon, kModel, kClues };
using Clues = std::array<double, kClues>;
// kLatest   growth of the latest month − g
// kRecent   mean growth of the latest three months − g
// kSeason   (what the mean shares of the last three years make of the year − g) / left: the base effect
// kAverage  mean growth of the last three years − g
// kTypical  median growth of the last five years − g
// kLinear   (what linear pace makes of the year − g) / left
// kCommon   mean of the other series' latest month − g, in their own units
// kModel    (what the mean of exponential smoothings (Method::smoothing) makes of the remaining periods − g) / left; of
// a
//           price or a balance published as growth, on the index that its growth chains up
// In Chinese, for a table of what drove a forecast.
const char* clue_name(Clue clue);

struct YearEndCase {
  std::size_t series = 0;
  int year = 0, month = 0;
  double left = 1;         // share of the year still to come
  double growth = 0;       // to date
  double last = 0;         // of the whole year before
  bool has_last = false;   // else `last` is the growth to date
  double linear = 0;       // what linear pace makes of the year
  Clues clues{};           // in points; kCommon filled when learnt
  double swing = -1;       // mean change of monthly growth over the last twelve months; negative: unknown
  double season_year = 0;  // what the mean shares make of the year
  std::optional<double> outcome;

  double mean = 0;                     // of the year, by the machine
  double scale = 0;                    // of Student t with 5 degrees of freedom
  std::array<double, kClues> moved{};  // points of the year that each clue moved the mean away from `growth`
};

// What was learnt, to be used where there is no history at hand (codes/year_end.csv).
struct YearEndPrior {
  Clues flow{0.1, 0.1, 0.05, 0.15, 0.1, 0, 0, 0.3};
  Clues stock{};
  std::array<double, 5> restless{0.1, 0.1, 0.1, 0.1, 0.1};  // slopes of log scale, see year_end_bands.cpp
  std::array<double, 5> restless_mean{};
  double restless_scale = 1;
  double error_per_move = 0.4;  // scale of the error in units of the mean |growth so far − growth of last year|
  int learnt_until = 0;         // the last year it was learnt from: it may serve for later years only

  // codes/year_end.csv.
  static const YearEndPrior& builtin();
  // Plain guesses made before any series was seen up to `builtin().learnt_until`, what the built-in table says after.
  static const YearEndPrior& for_year(int year);
};

// Every month from January to November of every year with growth to date, in order of year, then series, then month,
// each forecast from what earlier years taught. `learnt`: receives what the last year was forecast with.
std::vector<YearEndCase> year_end_cases(const std::vector<YearEndSeries>& series, YearEndPrior* learnt = nullptr);

// One month of one series with little history, by the built-in table alone: clues, what each moves, the mean; no scale.
// `unit`: typical gap of its class, points. Nothing when the series has no growth at that month.
std::optional<YearEndCase> year_end_view(const YearEndSeries& own, int year, int month, double unit);

// The bands alone, for any point forecast of the same cases: scale for each case from the point's own earlier errors,
// in the order of the cases. `restless`: also by how restless the year has been.
std::vector<double> year_end_scales(const std::vector<YearEndSeries>& series, const std::vector<YearEndCase>& cases,
                                    const std::vector<double>& point, bool restless, YearEndPrior* learnt = nullptr);

}  // namespace forecast
