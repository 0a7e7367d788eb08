#include "forecast/adjust.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "forecast/adjust_parts.hpp"

namespace forecast {
namespace {

constexpr int kEvaluations = 60, kAgain = 30;
constexpr std::size_t kLeastCalendarYears = 5;
constexpr std::size_t kMostOutliersShare = 20;  // at most one outlier in so many values
constexpr double kKeepEffect = 2;               // |t|; what AICc alone keeps (1.41) flatters single holidays
constexpr double kLeastColumn = 0.15;           // a window that hardly ever leaves its months is none
constexpr double kMostLeapDay = 0.08;           // one day of 28 adds a twenty-eighth; twice that is no leap day

// X-13ARIMA-SEATS Reference Manual, table of default critical values by the number of values tested (Ljung 1993 with
// the asymptotics of Smith); between them linear in the logarithm of the length.
double critical_value(std::size_t n) {
  constexpr std::array<std::array<double, 2>, 12> kTable{{{12, 3.16},
                                                          {24, 3.42},
                                                          {36, 3.55},
                                                          {48, 3.63},
                                                          {72, 3.73},
                                                          {96, 3.80},
                                                          {120, 3.85},
                                                          {144, 3.89},
                                                          {192, 3.95},
                                                          {240, 3.99},
                                                          {300, 4.03},
                                                          {360, 4.07}}};
  const double length = std::clamp(static_cast<double>(n), kTable.front()[0], kTable.back()[0]);
  for (std::size_t i = 1; i < kTable.size(); ++i) {
    if (length > kTable[i][0]) continue;
    const double share = std::log(length / kTable[i - 1][0]) / std::log(kTable[i][0] / kTable[i - 1][0]);
    return kTable[i - 1][1] + share * (kTable[i][1] - kTable[i - 1][1]);
  }
  return kTable.back()[1];
}

// Any value will do where one is missing, as its column takes it out again; a near one keeps the numbers tame.
std::vector<double> without_gaps(const std::vector<double>& v, int period) {
  std::vector<double> out = v;
  const auto s = static_cast<std::ptrdiff_t>(period), n = std::ssize(v);
  for (std::ptrdiff_t i = 0; i < n; ++i) {
    if (!std::isnan(v[static_cast<std::size_t>(i)])) continue;
    double sum = 0;
    int found = 0;
    for (std::ptrdiff_t step = s; step < n && found == 0; step += s) {
      for (const auto k : {i - step, i + step}) {
        if (k >= 0 && k < n && !std::isnan(v[static_cast<std::size_t>(k)]))
          sum += v[static_cast<std::size_t>(k)], ++found;
      }
    }
    if (found == 0) {
      for (const double x : v) {
        if (!std::isnan(x)) sum += x, ++found;
      }
    }
    out[static_cast<std::size_t>(i)] = sum / found;
  }
  return out;
}

struct Term {
  enum class Kind { missing, calendar, outlier };
  Kind kind = Kind::missing;
  CalendarEffect effect = kWorkingDays;
  OutlierKind outlier = OutlierKind::single;
  std::size_t at = 0;
};

class Work {
 public:
  Work(const Grid& grid, const AdjustOptions& options) : g_(grid), o_(options), n_(grid.values.size()) {}

  Adjustment run(std::vector<std::string> notes) {
    Adjustment out;
    out.notes = std::move(notes);
    out.periods_a_year = g_.period;
    const auto [low, high] = std::ranges::minmax(numbers());
    if (low == high) return constant(low, std::move(out));
    choose_scale(low > 0, out);
    Airline model(y_, g_.period);
    add_missing();
    AirlineFit fit = fitted(model, {}, kEvaluations);
    const bool calendar = o_.calendar && n_ >= kLeastCalendarYears * static_cast<std::size_t>(g_.period);
    if (o_.calendar && !calendar) out.notes.push_back("不足五年，没有估计春节和工作日的影响");
    if (calendar) add_calendar(model, fit, out);
    if (o_.outliers) add_outliers(model, fit, out);
    if (calendar) weed_calendar(model, fit);
    fit = fitted(model, fit, kAgain);
    if (o_.outliers) weed_outliers(model, fit);
    filter(model, fit, out);
    return out;
  }

 private:
  std::vector<double> numbers() const {
    std::vector<double> out;
    std::ranges::copy_if(g_.values, std::back_inserter(out), [](double v) { return !std::isnan(v); });
    return out;
  }

  Adjustment constant(double value, Adjustment out) const {
    out.multiplicative = value > 0;
    out.notes.push_back("各期都是同一个数，没有季节可调，调整后就是原数");
    const double neutral = out.multiplicative ? 1 : 0;
    for (std::size_t i = 0; i < n_; ++i) {
      out.periods.push_back(
          {g_.periods[i], g_.published[i], std::isnan(g_.published[i]), value, value, neutral, neutral, neutral});
    }
    return out;
  }

  void choose_scale(bool positive, Adjustment& out) {
    const auto plain = without_gaps(g_.values, g_.period);
    std::vector<double> logs(n_);
    if (positive) {
      for (std::size_t i = 0; i < n_; ++i) logs[i] = std::log(plain[i]);
    }
    out.multiplicative = positive && o_.multiplicative.value_or(true);
    if (o_.multiplicative.value_or(false) && !positive) {
      out.notes.push_back("有零或负数，不能用乘法，改用加法");
    }
    if (positive && !o_.multiplicative) {
      const auto with = Airline(logs, g_.period).fit({}, {}, kAgain);
      const auto without = Airline(plain, g_.period).fit({}, {}, kAgain);
      if (with && without) {
        double jacobian = 0;
        for (std::size_t i = static_cast<std::size_t>(g_.period) + 1; i < n_; ++i) jacobian += logs[i];
        out.multiplicative = with->aicc + 2 * jacobian <= without->aicc + 2;
      }
    }
    logs_ = out.multiplicative;
    y_ = logs_ ? logs : plain;
  }

  void add(const Term& term, Column column) {
    terms_.push_back(term);
    x_.push_back(std::move(column));
  }
  void drop(std::size_t j) {
    terms_.erase(terms_.begin() + static_cast<std::ptrdiff_t>(j));
    x_.erase(x_.begin() + static_cast<std::ptrdiff_t>(j));
  }

  void add_missing() {
    for (std::size_t i = 0; i < n_; ++i) {
      if (std::isnan(g_.values[i]))
        add({Term::Kind::missing, {}, {}, i}, Airline::outlier_column(OutlierKind::single, i, n_));
    }
  }

  // The last terms go until the rest can be told apart.
  AirlineFit fitted(const Airline& model, const AirlineFit& start, int evaluations) {
    while (true) {
      if (auto fit =
              evaluations > 0 ? model.fit(x_, start, evaluations) : model.at(start.theta, start.seasonal_theta, x_)) {
        return *fit;
      }
      JC_ASSERT(!x_.empty());
      drop(x_.size() - 1);
    }
  }

  void add_calendar(const Airline& model, AirlineFit& fit, Adjustment& out) {
    const auto kept_x = x_;
    const auto kept_terms = terms_;
    std::optional<double> best;
    std::vector<Column> best_x;
    std::vector<Term> best_terms;
    for (const int reach : {20, 10}) {
      x_ = kept_x;
      terms_ = kept_terms;
      const auto columns = calendar_regressors(g_.periods, reach);
      for (int e = 0; e < kCalendarEffects; ++e) {
        const auto& c = columns[static_cast<std::size_t>(e)];
        const auto [lo, hi] = std::ranges::minmax(c);
        if (hi - lo > kLeastColumn) add({Term::Kind::calendar, static_cast<CalendarEffect>(e), {}, 0}, c);
      }
      const auto now = fitted(model, fit, 0);
      if (best && *best <= now.aicc) continue;
      best = now.aicc;
      best_x = x_;
      best_terms = terms_;
      out.festival_reach = reach;
    }
    x_ = best_x;
    terms_ = best_terms;
    fit = fitted(model, fit, kAgain);
  }

  bool plausible(std::size_t j, const AirlineFit& fit) const {
    if (terms_[j].effect != kLeapDay) return true;
    return logs_ && fit.beta[j] > 0 && fit.beta[j] < kMostLeapDay;
  }

  void weed_calendar(const Airline& model, AirlineFit& fit) {
    while (true) {
      std::optional<std::size_t> weakest;
      for (std::size_t j = 0; j < terms_.size(); ++j) {
        if (terms_[j].kind != Term::Kind::calendar || (std::abs(fit.t[j]) >= kKeepEffect && plausible(j, fit)))
          continue;
        if (!weakest || std::abs(fit.t[j]) < std::abs(fit.t[*weakest])) weakest = j;
      }
      if (!weakest) return;
      drop(*weakest);
      fit = fitted(model, fit, 0);
    }
  }

  void add_outliers(const Airline& model, AirlineFit& fit, Adjustment&) {
    std::vector<char> taken(n_);
    for (const auto& t : terms_) {
      if (t.kind == Term::Kind::missing) taken[t.at] = 1;
    }
    const double critical = critical_value(n_);
    const std::size_t most = std::max<std::size_t>(2, n_ / kMostOutliersShare);
    for (std::size_t found = 0; found < most; ++found) {
      const auto next = model.likeliest_outlier(fit, taken);
      if (std::abs(next.t) < critical) break;
      taken[next.at] = 1;
      const std::size_t before = x_.size();
      add({Term::Kind::outlier, {}, next.kind, next.at}, Airline::outlier_column(next.kind, next.at, n_));
      fit = fitted(model, fit, 0);
      if (x_.size() < before) return;
      if (found == 2) fit = fitted(model, fit, kAgain);  // wild values flatter θ: look again without the worst
    }
    fit = fitted(model, fit, kAgain);
    weed_outliers(model, fit);
  }

  void weed_outliers(const Airline& model, AirlineFit& fit) {
    const double critical = critical_value(n_);
    while (true) {
      std::optional<std::size_t> weakest;
      for (std::size_t j = 0; j < terms_.size(); ++j) {
        if (terms_[j].kind != Term::Kind::outlier || std::abs(fit.t[j]) >= critical) continue;
        if (!weakest || std::abs(fit.t[j]) < std::abs(fit.t[*weakest])) weakest = j;
      }
      if (!weakest) return;
      drop(*weakest);
      fit = fitted(model, fit, 0);
    }
  }

  void filter(const Airline& model, const AirlineFit& fit, Adjustment& out) {
    std::vector<double> whole = y_, clean = y_, calendar(n_), shift(n_);
    for (std::size_t j = 0; j < terms_.size(); ++j) {
      const auto& term = terms_[j];
      for (std::size_t i = 0; i < n_; ++i) {
        const double part = fit.beta[j] * x_[j][i];
        clean[i] -= part;
        if (term.kind == Term::Kind::missing) whole[i] -= part;
        if (term.kind == Term::Kind::calendar) calendar[i] += part;
        if (term.kind == Term::Kind::outlier && term.outlier == OutlierKind::shift) shift[i] += part;
      }
      const double size = out.multiplicative ? 100 * std::expm1(fit.beta[j]) : fit.beta[j];
      if (term.kind == Term::Kind::calendar) out.calendar.push_back({term.effect, size, fit.t[j]});
      if (term.kind == Term::Kind::outlier) {
        out.outliers.push_back({term.outlier, g_.periods[term.at], fit.t[j], size});
      }
    }
    std::ranges::stable_sort(out.outliers, {}, &AdjustedOutlier::period);
    const auto ahead = static_cast<std::size_t>(g_.period);
    auto long_one = model.extended(clean, fit, ahead);
    if (out.multiplicative) {
      for (double& v : long_one) v = std::exp(v);
    }
    const X11Result r = x11(long_one, {g_.period, out.multiplicative, ahead, ahead});
    const auto back = [&](double v) { return out.multiplicative ? std::exp(v) : v; };
    const auto less = [&](double a, double b) { return out.multiplicative ? a / b : a - b; };
    const auto plus = [&](double a, double b) { return out.multiplicative ? a * b : a + b; };
    std::vector<double> original(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      AdjustedPeriod p;
      p.period = g_.periods[i];
      p.value = g_.published[i];
      p.filled = std::isnan(g_.published[i]);
      p.calendar = back(calendar[i]);
      p.season = r.season[i + ahead];
      original[i] = back(whole[i]);
      p.adjusted = less(less(original[i], p.season), p.calendar);
      p.trend = plus(r.trend[i + ahead], back(shift[i]));
      p.irregular = less(p.adjusted, p.trend);
      out.periods.push_back(p);
    }
    out.quality.henderson = r.henderson;
    out.quality.seasonal_terms = r.seasonal_terms;
    out.quality.moving_ratio = r.moving_seasonality;
    out.quality.irregular_to_trend = r.irregular_to_trend;
    out.quality.theta = fit.theta;
    out.quality.seasonal_theta = fit.seasonal_theta;
    out.quality.sigma = fit.sigma;
    fill_quality(g_, r, ahead, original, out);
    if (o_.adds_up) fill_pace(g_, out);
    if (o_.adds_up && o_.year) fill_year(g_, out);
    if (!o_.adds_up) out.notes.push_back("这一列相加没有意义（指数、余额、增速），没有季节进度，也不预计全年合计");
  }

  const Grid& g_;
  const AdjustOptions& o_;
  std::size_t n_;
  std::vector<double> y_;
  bool logs_ = false;
  std::vector<Term> terms_;
  std::vector<Column> x_;
};

}  // namespace

base::Result<Adjustment> adjust(std::vector<Observation> observations, const AdjustOptions& options) {
  std::vector<std::string> notes;
  const auto grid = grid_of(std::move(observations), notes);
  if (!grid) return tl::unexpected(grid.error());
  return Work(*grid, options).run(std::move(notes));
}

std::string outlier_words(const AdjustedOutlier& o, bool multiplicative, bool chinese) {
  char size[64];
  std::snprintf(size, sizeof size, multiplicative ? "%.1f%%" : "%.4g", std::abs(o.effect));
  const bool up = o.effect > 0;
  const std::string when = chinese ? calendar::to_chinese(o.period) : calendar::to_string(o.period);
  switch (o.kind) {
    case OutlierKind::single:
      return chinese ? when + "偏" + (up ? "高" : "低") + size + "（只这一期）"
                     : when + ": " + size + (up ? " too high" : " too low") + " (this period only)";
    case OutlierKind::shift:
      return chinese ? when + "起水平" + (up ? "上移" : "下移") + size
                     : "from " + when + " on the level is " + size + (up ? " higher" : " lower");
    case OutlierKind::passing:
      break;
  }
  return chinese ? when + (up ? "冲高" : "骤降") + size + "，此后每期恢复三成"
                 : when + ": " + size + (up ? " up" : " down") + ", three tenths of it gone each period after";
}

}  // namespace forecast
