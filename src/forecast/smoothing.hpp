// Exponential smoothing in its state-space form: the ETS family (Hyndman, Koehler, Ord and Snyder 2008, chapters 2, 5
// and 6). For each series the form with the lowest AICc among those whose variance is finite.
//
//     y_t = w(x_{t-1}) + r(x_{t-1}) e_t        x_t = f(x_{t-1}) + g(x_{t-1}) e_t
//
// with level l, slope b (damped by phi) and m seasonal states; r = 1 for additive errors, r = w for multiplicative
// ones. 0 < alpha < 1, 0 < beta < alpha, 0 < gamma < 1 - alpha, 0.8 ≤ phi ≤ 0.98. Smoothing parameters, first level and
// slope maximise the likelihood; first seasonal states come from the classical decomposition.
#pragma once

#include <string>
#include <vector>

namespace forecast {

enum class Component : char { none = 'N', additive = 'A', damped = 'D', multiplicative = 'M' };

struct EtsForm {
  Component error = Component::additive;
  Component trend = Component::none;   // none, additive, damped
  Component season = Component::none;  // none, additive, multiplicative
  std::string name() const;            // "ETS(A,Ad,M)"
};

struct EtsFit {
  EtsForm form;
  double alpha = 0, beta = 0, gamma = 0, phi = 1;
  double level = 0, slope = 0;
  std::vector<double> season;  // the next m factors or terms, in order of time
  double sigma2 = 0;           // of e: relative for multiplicative errors
  double log_likelihood = 0;   // -n/2 log(sum e²) - sum log|r|, without constants
  double aicc = 0;
  std::vector<double> mean;      // 1 … horizon
  std::vector<double> variance;  // of the forecast, same length (chapter 6; multiplicative forms by 6.5's recursion)
};

// A form that cannot be fitted (too short, a season on less than two periods, multiplicative on values not positive)
// has an infinite aicc. `y` has at least one value. `effort`: rounds
// of Gauss and Newton at most.
EtsFit fit_ets(const std::vector<double>& y, int period, const EtsForm& form, int horizon, int effort = 12);
// The best form by AICc; a constant series gives itself.
EtsFit best_ets(const std::vector<double>& y, int period, int horizon);
// The same with its mean replaced by that of all forms, each with the weight exp(-(AICc - best)/2) (Burnham and
// Anderson 2002, 2.9; Kolassa 2011): a form that is nearly as good has nearly as much to say.
EtsFit averaged_ets(const std::vector<double>& y, int period, int horizon);

}  // namespace forecast
