// What to promise for next year: where growth may lie, what was promised and reached before, what the level above and
// the neighbours chose, and the chance of each figure that could be written down. It proposes; people decide.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "facts/fact.hpp"
#include "facts/names.hpp"
#include "plan/verdict.hpp"

namespace plan {

// A row of targets.csv: what an area set out to reach.
struct TargetRow {
  std::string area_code, area;
  int year = 0;
  std::string indicator;  // canonical
  std::string words;      // 增长6%左右
  std::string op;
  std::optional<Decimal> value;
  std::string unit;  // % for growth
  std::optional<calendar::Published> published;
};
// Columns area_code, area, year, indicator, target_words, operator, value, unit, published. Faults: those of
// base::CsvTable; "targets.columns" when one is missing. Rows that cannot be read are left out and listed.
struct TargetRows {
  std::vector<TargetRow> rows;
  std::vector<base::Fault> unread;
};
base::Result<TargetRows> read_targets_csv(std::string_view bytes, const std::string& file_name,
                                          const facts::NamesTable& names);

struct PastTarget {
  int year = 0;
  std::string words;              // empty: no target known
  std::optional<Decimal> target;  // growth
  std::optional<Decimal> outcome;
  std::optional<bool> met;  // 左右 with the usual tolerance
};

struct OtherTarget {
  std::string area;
  std::string words;
  Decimal value;
};

struct Candidate {
  double growth = 0;  // or the rate, of a `level`
  double chance = 0;
};

struct NextTarget {
  std::string area;
  std::string indicator;
  int year = 0;  // the one to plan for
  // Of prices, unemployment, energy a target is a ceiling: it is kept where the year ends at or below it, and the
  // bolder one is the lower one. Told by the same words and the same row of the names table as a verdict.
  bool at_most = false;
  bool level = false;  // a rate told as it stands (登记失业率4.5%), no growth; all numbers below are such
  double step = 0.5;   // between candidates
  // This year's growth: published, or expected from what is known.
  double this_year = 0;
  double this_year_lo80 = 0, this_year_hi80 = 0;
  bool this_year_published = false;
  std::string this_year_words;
  // Next year's.
  double mean = 0, scale = 0, lo80 = 0, hi80 = 0;
  int own_changes = 0;  // yearly changes of the area itself that the scale rests on
  bool scale_by_judgement = false;
  std::optional<double> usual;            // median growth of up to five years before this one
  std::vector<PastTarget> past;           // newest first
  std::vector<OtherTarget> above;         // for that year
  std::vector<OtherTarget> neighbours;    // of the same kind, for that year
  std::optional<double> usual_above_gap;  // mean of own target − the target of the level above, earlier years
  std::vector<Candidate> candidates;      // by 0.5, falling chance
  // Three half points apart from each other, the most that still has a chance of 80 %, 65 % and 50 % as far as what
  // was reached and promised before lets them be proposed (`least`, `most`); `chance_of` tells the chance of each.
  std::optional<double> steady, middle, bold;
  // None of the three is proposed where the least has no better chance than `middle` should have, or where the chances
  // of all three lie so near that they are no choice; `no_options` says so in a phrase.
  std::optional<double> least, most;
  std::string no_options;  // empty: there are options, or nothing to take them from
  // Over four of five chances lie further apart than a target could be chosen by.
  bool too_wide = false;
  std::vector<std::string> notes;
};

// What was not published by `asof` does not count, be it a figure or a target of another area.
// Every indicator of growth that the area had targets or yearly growth for, or the one named. Nothing is proposed where
// this year's growth is neither published nor can be expected; `left_out` says which.
struct NextTargets {
  std::vector<NextTarget> targets;
  std::vector<std::string> left_out;
};
NextTargets next_targets(const std::string& area, int year, const std::string& only_indicator,
                         const std::vector<facts::Fact>& known, const std::vector<TargetRow>& rows,
                         const facts::NamesTable& names, const calendar::Date& asof, const Settings& settings);

// That next year's growth is published at `growth` or above (of a ceiling: or below), printed to one decimal.
double chance_of(const NextTarget& target, double growth);
// The options that are proposed, by falling chance: all papers take name and chance from here.
struct Option {
  std::string key, name;  // steady, 稳妥
  double growth = 0, chance = 0;
};
std::vector<Option> options_of(const NextTarget& target);
// What a target at this number says: 增长5.0%, 上涨2.0%以内, 下降3.0%以上, 不高于4.5%.
std::string said_as_target(const NextTarget& target, double number, const facts::Indicator* indicator);
// What came, or is expected: 增长5.0%, 上涨0.2%, 3.1%.
std::string said_as_outcome(const NextTarget& target, double number, const facts::Indicator* indicator);
// The growths that a table of chances shows: those with a chance of 20 to 95 %, thinned to about a dozen, and every
// option.
std::vector<Candidate> shown_candidates(const NextTarget& target);
// “稳妥增长4.5%（可能性约87%）、适中增长5.0%（可能性约71%）…”; empty without options.
std::string options_words(const NextTarget& target, const facts::Indicator* indicator);

// The argument in one paragraph.
std::string argument(const NextTarget& target);

}  // namespace plan
