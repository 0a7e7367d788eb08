// How much of a year's plan of investment will be done when the year ends, from what is done so far and the S-curves of
// earlier years: the way reserves are estimated from the claims paid so far.
//
// In shares of the plan: d done by the end of month m; s the part of a year's final amount that is usually done by
// then; u the final share of earlier years.
//   chain ladder                        d / s
//   Bornhuetter and Ferguson (1972)     d + (1 − s) u
//   here, Benktander (1976), as Mack (2000, ASTIN Bulletin 30, 333–347) has it: d + (1 − s) (d + (1 − s) u), which is
//   the first two by the weights s and 1 − s: early the usual end counts, late what this year has done itself
// s and u are means of n earlier years drawn to the prior by n / (n + ½) and n / (n + 2). Amounts of different months
// are taken to be independent with variances in proportion to what they usually are (Mack, ibid.), so the error of the
// end has the scale φ sqrt(1 − s), Student t with 5 degrees; φ from what each earlier year of a known plan would have
// erred by the others' curves, drawn to the prior as four years. To this process error comes the error of estimation
// (Mack 1993, ASTIN Bulletin 23, 213–225): a curve taken from other areas is not this area's. Areas' curves lie
// τ sqrt(s (1 − s)) about the prior, nothing at either end of the year; n own years leave ½ / (n + ½) of that variance,
// and the end moves by d + 2 (1 − s) u with s.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "forecast/outlook.hpp"

namespace forecast {

struct CompletionPrior {
  std::array<double, 13> reached{};  // share of the plan usually done by the end of month 0 … 12; 0 at 0
  double final_share = 1;            // of the plan, by the year's end
  double scale = 0.1;                // φ
  double curve_spread = 0;           // τ; 0: the prior's curve is that of the area
};

// One year of a project or of all together. Years without December teach nothing.
struct CompletionYear {
  std::map<int, double> done;  // by month, cumulative: shares of that year's plan
  bool of_plan = true;         // false: of the year's own final amount, where the plan is not known
};

struct CompletionQuestion {
  double done = 0;  // share of the plan; at least 0
  int month = 1;    // 1–11
  int start = 1;    // first month of work this year; not after `month`
  CompletionPrior prior;
  std::vector<CompletionYear> earlier;  // tell the curve
  // Single projects of those years where one project is asked about: how far they end from the curve, and where. Empty:
  // `earlier` tells that too.
  std::vector<CompletionYear> projects;
};

// In shares of the plan. What is done stays done: it is the floor.
Outlook completion_outlook(const CompletionQuestion& question);

// s above: the part of the final amount that is usually done by then.
double usually_reached(const CompletionQuestion& question);

}  // namespace forecast
