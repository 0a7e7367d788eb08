// The quarter that is running, from the months already published.
//
// One bridge for each monthly indicator: the change of quarterly growth from the quarter before on the change of the
// indicator's mean growth over the quarter's months known so far, through the origin, ridge and Huber weights (one odd
// quarter cannot rule). The bridges' answers are averaged with weights of their mean squared error to the power −2:
//     q_t = q_{t−1} + Σ w_i b_i (x_{i,t} − x_{i,t−1})
// (bridge equations: Baffigi, Golinelli and Parigi 2004; averaging small equations: Stock and Watson 2004). The growth
// of a single quarter comes from published growth to date, quarters counted alike: q_k = k G_k − (k − 1) G_{k−1}.
// Bands: Student t with 5 degrees, scaled by the errors that the same months would have made in earlier quarters.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "forecast/year_end.hpp"

namespace forecast {

using Quarter = std::pair<int, int>;  // year, 1–4

struct MonthlyIndicator {
  std::string name;
  std::map<YearMonth, double> growth;  // of the single month, percent; 1–2月 in one stands at both
};

struct NowcastInput {
  std::map<Quarter, double> to_date;  // growth from January to the quarter's end, as published
  std::vector<MonthlyIndicator> indicators;
};

struct NowcastPart {
  std::size_t indicator = 0;
  int months = 0;  // of the quarter, known
  double weight = 0;
  double moved = 0;  // points of the quarter's growth; the parts add up to the change from the quarter before
};

struct Nowcast {
  Quarter quarter;
  double before = 0;          // growth of the quarter before
  double growth = 0;          // of the quarter alone
  double to_date = 0;         // from January to its end
  double lo80 = 0, hi80 = 0;  // of the growth to date
  std::vector<NowcastPart> parts;
};

// Of the quarter after the last one published. Nothing without twelve quarters to learn from. Without any month of the
// quarter known the growth of the quarter before stays.
std::optional<Nowcast> nowcast(const NowcastInput& input);

// What each release changed. `before`: what was known then; `releases`: what came since, in order.
struct Release {
  std::size_t indicator = 0;
  YearMonth month;
  double value = 0;
};
struct News {
  Release release;
  double expected = 0;  // the indicator's mean over the quarter's months known before (the quarter before where none)
  double moved = 0;     // points of the growth to date
};
std::vector<News> news_of(const NowcastInput& before, const std::vector<Release>& releases);

// Pseudo real time: every quarter from the thirteenth on, with the first `months` months of each quarter known.
struct NowcastScore {
  int quarters = 0;
  double rmse = 0, mae = 0;                                // of the single quarter's growth
  double rmse_before = 0, mae_before = 0;                  // the quarter before
  double rmse_autoregression = 0, mae_autoregression = 0;  // q_t on q_{t−1}
  double covered80 = 0;
};
NowcastScore nowcast_score(const NowcastInput& input, int months, int first_year, int last_year);

}  // namespace forecast
