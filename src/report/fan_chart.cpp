#include "report/fan_chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/fixed.hpp"
#include "base/text.hpp"
#include "plan/forecast_words.hpp"
#include "plan/verdict_explained.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"
#include "report/svg.hpp"

namespace report {
namespace {

using plan::FigurePoint;
using plan::TargetStatus;

constexpr double kWidth = 960, kLeft = 72, kRight = 792, kTop = 112, kBottom = 420;
constexpr const char *kInk = "#1f2933", *kMuted = "#6b7785", *kGrid = "#e3e7eb", *kBlue = "#1d4f91",
                     *kFan80 = "#9dbde6", *kFan95 = "#d3e2f5", *kRed = "#c0392b", *kGreen = "#2e8b57",
                     *kLast = "#a0a8b0";

// Steps of 1, 2 or 5 by powers of ten, about five of them.
double nice_step(double range) {
  const double raw = range / 5, power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (raw <= step * power) return step * power;
  }
  return 10 * power;
}

struct Scale {
  double lo = 0, hi = 1, step = 1;
  double y(double value) const { return kBottom - (value - lo) / (hi - lo) * (kBottom - kTop); }
  static double x(double month) { return kLeft + (month - 0.5) / 12.0 * (kRight - kLeft); }
  Spot at(double month, double value) const { return {x(month), y(value)}; }
};

class Drawing {
 public:
  Drawing(const ChartOf& chart)
      : chart_(chart), s_(*chart.status), e_(s_.explained), f_(s_.latest->fact), svg_(kWidth, height_of(s_)) {
    year_ = f_.period.last.year;
    month_ = f_.period.last.month;
    for (const auto& p : e_.points) {
      if (p.year == year_ && p.month <= month_) now_.push_back(p);
      if (p.year == year_ - 1) before_.push_back(p);
    }
    decimals_ = e_.growth ? 1 : plan::forecast_decimals(s_);
  }

  std::string finished() {
    set_scale();
    head();
    axes();
    fan();
    lines();
    end_labels();
    legend();
    foot();
    return svg_.finished(title(), s_.why);
  }

 private:
  static bool has_bars(const TargetStatus& s) { return s.attained_share && s.linear_pace; }
  static double height_of(const TargetStatus& s) { return has_bars(s) ? 690 : 600; }
  std::string unit() const { return e_.growth || e_.unit == "%" ? "%" : e_.unit; }
  std::string amount(double v) const { return base::fixed(v, decimals_) + unit(); }
  bool adds_up() const { return !e_.growth && e_.unit != "%" && f_.span == facts::Span::cumulative; }

  std::string title() const {
    return chart_.area + std::to_string(year_) + "年" + plan::called(s_) +
           (e_.growth   ? "：累计同比增速"
            : adds_up() ? "：累计数"
                        : "");
  }

  void set_scale() {
    std::vector<double> all{s_.forecast->lo95, s_.forecast->hi95, e_.line};
    if (e_.line_hi) all.push_back(*e_.line_hi);
    for (const auto* list : {&now_, &before_}) {
      for (const auto& p : *list) all.push_back(p.value);
    }
    if (adds_up()) all.push_back(0);
    double lo = std::ranges::min(all), hi = std::ranges::max(all);
    if (hi - lo < 1e-9) lo -= 1, hi += 1;
    scale_.step = nice_step(hi - lo);
    scale_.lo = std::floor((lo - 0.02 * (hi - lo)) / scale_.step) * scale_.step;
    scale_.hi = std::ceil((hi + 0.04 * (hi - lo)) / scale_.step) * scale_.step;
    if (adds_up() && lo >= 0) scale_.lo = 0;
  }

  void head() {
    svg_.text({kLeft - 40, 38}, title(), 22, kInk, Anchor::start, true);
    std::string line = "目标" + plan::aim_words(s_.target) + "；预计全年" + amount(s_.forecast->mean) + "（八成把握在" +
                       amount(s_.forecast->lo80) + "至" + amount(s_.forecast->hi80) + "之间）";
    if (s_.probability) line += "；达标可能性" + plan::chance_words(*s_.probability);
    svg_.text({kLeft - 40, 66}, line, 15, kInk);
    const char* colour = s_.verdict == plan::Verdict::on_track || s_.verdict == plan::Verdict::met ? kGreen
                         : s_.verdict == plan::Verdict::at_risk                                    ? "#b9770e"
                                                                                                   : kRed;
    const std::string words = plan::to_chinese(s_.verdict);
    const double width = Svg::width_of(words, 16) + 24;
    svg_.rectangle(kWidth - 32 - width, 18, width, 28, colour);
    svg_.text({kWidth - 32 - width / 2, 38}, words, 16, "#ffffff", Anchor::middle, true);
  }

  void axes() {
    const int decimals = scale_.step >= 1 ? 0 : scale_.step >= 0.1 ? 1 : 2;
    for (double v = scale_.lo; v <= scale_.hi + 1e-9 * scale_.step; v += scale_.step) {
      const bool zero = std::abs(v) < 1e-9 * scale_.step;
      svg_.line({kLeft, scale_.y(v)}, {kRight, scale_.y(v)}, zero ? kMuted : kGrid, 1);
      svg_.text({kLeft - 8, scale_.y(v) + 5}, base::fixed(v, decimals), 13, kMuted, Anchor::end);
    }
    svg_.text({kLeft - 40, kTop - 16}, unit(), 13, kMuted);
    for (int m = 1; m <= 12; ++m) {
      svg_.text({Scale::x(m), kBottom + 22}, std::to_string(m) + "月", 13, kMuted, Anchor::middle);
    }
    if (f_.span == facts::Span::cumulative) {
      svg_.text({kRight + 8, kBottom + 22}, "（年初至当月）", 12, kMuted);
    }
  }

  // From the latest figure to the year's end; errors grow as the root of the time gone.
  void fan() {
    const auto& fc = *s_.forecast;
    const double start = now_.empty() ? fc.mean : now_.back().value;
    const double left = 12.0 - month_;
    if (left <= 0) return;
    const auto band = [&](double lo, double hi, const char* colour) {
      std::vector<Spot> upper, lower;
      for (int k = 0; k <= 24; ++k) {
        const double gone = k / 24.0, m = month_ + gone * left, mid = start + gone * (fc.mean - start);
        upper.push_back(scale_.at(m, mid + std::sqrt(gone) * (hi - fc.mean)));
        lower.push_back(
            scale_.at(m, std::max(mid - std::sqrt(gone) * (fc.mean - lo), adds_up() ? start : mid - 1e300)));
      }
      upper.insert(upper.end(), lower.rbegin(), lower.rend());
      svg_.area(upper, colour);
    };
    band(fc.lo95, fc.hi95, kFan95);
    band(fc.lo80, fc.hi80, kFan80);
    svg_.line(scale_.at(month_, start), scale_.at(12, fc.mean), kBlue, 2, "6 4");
  }

  void lines() {
    if (e_.line_hi) {
      svg_.line({kLeft, scale_.y(*e_.line_hi)}, {kRight, scale_.y(*e_.line_hi)}, kRed, 2);
    }
    svg_.line({kLeft, scale_.y(e_.line)}, {kRight, scale_.y(e_.line)}, kRed, 2);
    if (adds_up()) {
      svg_.line({kLeft, scale_.y(0)}, scale_.at(12, e_.line), kMuted, 1.5, "2 4");
      if (s_.seasonal_pace) {
        const double share = ((s_.seasonal_pace->lo + s_.seasonal_pace->hi) / base::Decimal(2)).to_double();
        svg_.diamond(scale_.at(month_, share * e_.line), 5, "#ffffff", kGreen);
      }
    }
    const auto draw = [&](const std::vector<FigurePoint>& points, const char* colour, double width, const char* dashes,
                          double radius) {
      std::vector<Spot> spots;
      for (const auto& p : points) spots.push_back(scale_.at(p.month, p.value));
      if (spots.size() > 1) svg_.path(spots, colour, width, dashes);
      for (std::size_t i = 0; i < spots.size(); ++i) {
        svg_.circle(spots[i], radius, points[i].derived ? "#ffffff" : colour, colour);
      }
    };
    draw(before_, kLast, 1.5, "5 4", 3);
    old_vintages();
    draw(now_, kBlue, 2.6, "", 4.5);
    // The latest figure always has its number; others when there is room.
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const bool last = i + 1 == now_.size();
      if (!last && now_.size() > 6) continue;
      // On the side away from the line to reach, so that neither hides the other.
      const double above = scale_.y(now_[i].value) - 17 - scale_.y(e_.line);
      const double below = scale_.y(now_[i].value) + 17 - scale_.y(e_.line);
      const auto twin = std::ranges::find_if(before_, [&](const FigurePoint& p) { return p.month == now_[i].month; });
      const bool crowded = twin != before_.end() && scale_.y(now_[i].value) - scale_.y(twin->value) > -4 &&
                           scale_.y(now_[i].value) - scale_.y(twin->value) < 34;
      const bool low = std::abs(above) < 14 || (crowded && std::abs(below) >= 14) ||
                       (last && s_.forecast->mean > now_[i].value && std::abs(below) >= 14);
      svg_.text({Scale::x(now_[i].month), scale_.y(now_[i].value) + (low ? 22 : -12)}, amount(now_[i].value), 14, kBlue,
                Anchor::middle, true);
    }
  }

  // Figures of this year's periods that were published and later replaced.
  void old_vintages() {
    if (chart_.vintages == nullptr) return;
    for (const auto& v : *chart_.vintages) {
      if (v.area != f_.area || v.indicator != f_.indicator || v.growth_basis != f_.growth_basis ||
          v.scope != f_.scope || v.span != f_.span || v.period.last.year != year_ || v.period.last.month > month_) {
        continue;
      }
      std::optional<double> value;
      if (e_.growth && v.growth_pct) value = v.growth_pct->to_double();
      if (!e_.growth && v.value) {
        if (const auto c = quantity::convert(*v.value, v.unit, e_.unit)) value = c->to_double();
      }
      const auto kept =
          std::ranges::find_if(now_, [&](const FigurePoint& p) { return p.month == v.period.last.month; });
      if (!value || kept == now_.end() || std::abs(kept->value - *value) < 1e-9 || *value < scale_.lo ||
          *value > scale_.hi) {
        continue;
      }
      svg_.diamond(scale_.at(v.period.last.month, *value), 5, "#ffffff", kMuted);
      vintages_ = true;
    }
  }

  // Beside the right edge, pushed apart where they would touch.
  void end_labels() {
    struct Label {
      double y;
      std::string words;
      const char* colour;
      bool bold;
    };
    std::vector<Label> labels;
    const std::string name = e_.line_hi            ? "目标"
                             : e_.at_most          ? "目标上限 "
                             : s_.target.op == "≈" ? "目标下限 "
                                                   : "目标 ";
    if (e_.line_hi) {
      labels.push_back({scale_.y(*e_.line_hi), "目标上端 " + amount(*e_.line_hi), kRed, true});
      labels.push_back({scale_.y(e_.line), "目标下端 " + amount(e_.line), kRed, true});
    } else {
      labels.push_back({scale_.y(e_.line), name + amount(e_.line), kRed, true});
    }
    labels.push_back({scale_.y(s_.forecast->mean), "预计 " + amount(s_.forecast->mean), kBlue, true});
    labels.push_back({scale_.y(s_.forecast->hi80), "高端 " + amount(s_.forecast->hi80), kMuted, false});
    labels.push_back({scale_.y(s_.forecast->lo80), "低端 " + amount(s_.forecast->lo80), kMuted, false});
    std::ranges::stable_sort(labels, {}, &Label::y);
    constexpr double kApart = 18;
    for (int round = 0; round < 40; ++round) {
      for (std::size_t i = 1; i < labels.size(); ++i) {
        const double over = kApart - (labels[i].y - labels[i - 1].y);
        if (over > 0) labels[i - 1].y -= over / 2, labels[i].y += over / 2;
      }
    }
    for (const auto& l : labels) svg_.text({kRight + 8, l.y + 5}, l.words, 14, l.colour, Anchor::start, l.bold);
  }

  void legend() {
    double x = kLeft - 8;
    const double y = kBottom + 48;
    const auto word = [&](const std::string& words) {
      svg_.text({x + 30, y + 5}, words, 13, kInk);
      x += 46 + Svg::width_of(words, 13);
    };
    svg_.line({x, y}, {x + 24, y}, kBlue, 2.6);
    svg_.circle({x + 12, y}, 4, kBlue, kBlue);
    word("已公布");
    if (std::ranges::any_of(now_, &FigurePoint::derived)) {
      svg_.circle({x + 12, y}, 4, "#ffffff", kBlue);
      word("推算或预计");
    }
    if (vintages_) {
      svg_.diamond({x + 12, y}, 5, "#ffffff", kMuted);
      word("以前公布的数");
    }
    if (!before_.empty()) {
      svg_.line({x, y}, {x + 24, y}, kLast, 1.5, "5 4");
      word("上年");
    }
    svg_.rectangle(x, y - 6, 24, 12, kFan80);
    word("八成把握");
    svg_.rectangle(x, y - 6, 24, 12, kFan95);
    word("九成五把握");
    svg_.line({x, y}, {x + 24, y}, kRed, 2);
    word("达标线");
    if (adds_up()) {
      svg_.line({x, y}, {x + 24, y}, kMuted, 1.5, "2 4");
      word("时序进度");
      if (s_.seasonal_pace) {
        svg_.diamond({x + 12, y}, 5, "#ffffff", kGreen);
        word("上年同期进度");
      }
    }
  }

  void foot() {
    double y = kBottom + 84;
    if (has_bars(s_)) y = bars(y);
    // What rounds to nothing is told together.
    std::vector<forecast::Driver> drivers;
    double small = 0;
    for (const auto& d : e_.drivers) {
      if (e_.growth && !drivers.empty() && std::abs(d.moved) < 0.05) {
        small += d.moved;
      } else {
        drivers.push_back(d);
      }
    }
    if (std::abs(small) >= 0.005) drivers.push_back({"其他", small});
    std::string moved;
    for (std::size_t i = 0; i < drivers.size(); ++i) {
      const auto& d = drivers[i];
      const std::string value = (i > 0 && d.moved >= 0 ? "＋"
                                 : d.moved < 0         ? "－"
                                                       : "") +
                                base::fixed(std::abs(d.moved), e_.growth ? std::max(decimals_, 2) : decimals_);
      moved += (i == 0 ? "" : "，") + d.what + value;
    }
    if (!moved.empty())
      moved = "预计数由来（" + unit() + "）：" + moved + "，合计" +
              base::fixed(s_.forecast->mean, e_.growth ? 2 : decimals_) + "。";
    std::string rest = plan::rest_words(s_);
    const std::string lost = plan::lost_words(s_);
    if (!rest.empty() && !lost.empty()) rest += "。";
    rest += lost;
    if (!rest.empty()) rest += "。";
    for (const auto& text : {moved, rest}) {
      for (const auto& line : Svg::lines_of(text, 14, kWidth - 2 * (kLeft - 40))) {
        svg_.text({kLeft - 40, y}, line, 14, kInk);
        y += 22;
      }
    }
    svg_.text({kLeft - 40, y + 4},
              "最新数：" + plan::when_words(f_) + "，来源：" + base::shortened(facts::shown(f_.source), 60), 12,
              kMuted);
  }

  // Attained share beside the two paces.
  double bars(double y) {
    const double x0 = kLeft + 72, room = kRight - x0;
    const double most = std::max({1.0, s_.attained_share->to_double()});
    const auto bar = [&](const std::string& name, double share, const std::string& words, const char* colour) {
      svg_.text({x0 - 10, y + 5}, name, 14, kInk, Anchor::end);
      svg_.rectangle(x0, y - 8, room, 16, "#f1f3f5");
      svg_.rectangle(x0, y - 8, room * std::clamp(share / most, 0.0, 1.0), 16, colour);
      svg_.text({x0 + room + 8, y + 5}, words, 14, kInk, Anchor::start, true);
      y += 24;
    };
    bar("已完成", s_.attained_share->to_double(), plan::as_percent(*s_.attained_share), kBlue);
    bar("时序进度", s_.linear_pace->to_double(), plan::as_percent(*s_.linear_pace), kLast);
    if (s_.seasonal_pace) {
      const auto& p = *s_.seasonal_pace;
      bar("上年同期", ((p.lo + p.hi) / base::Decimal(2)).to_double(),
          (plan::as_percent(p.lo) == plan::as_percent(p.hi) ? plan::as_percent(p.lo)
                                                            : plan::as_percent(p.lo) + "—" + plan::as_percent(p.hi)) +
              (p.derived ? "（推算）" : ""),
          kGreen);
    }
    return y + 14;
  }

  const ChartOf& chart_;
  const TargetStatus& s_;
  const plan::Explained& e_;
  const facts::Fact& f_;
  Svg svg_;
  Scale scale_;
  std::vector<FigurePoint> now_, before_;
  int year_ = 0, month_ = 0, decimals_ = 1;
  bool vintages_ = false;
};

}  // namespace

std::string fan_chart(const ChartOf& chart) {
  const TargetStatus& s = *chart.status;
  if (!s.forecast || !s.latest || s.latest->fact.period.last.month >= 12) return {};
  for (const double v : {s.forecast->mean, s.forecast->lo95, s.forecast->hi95, s.explained.line}) {
    if (!std::isfinite(v) || std::abs(v) > 1e15) return {};
  }
  return Drawing(chart).finished();
}

std::string chart_file_name(const TargetStatus& status, int number) {
  static constexpr std::u32string_view kForbidden = U"/\\:*?\"<>|“”";
  const auto name = base::from_utf8(plan::called(status));
  std::u32string kept;
  for (const char32_t c : name ? *name : std::u32string()) {
    if (c >= 0x20 && kForbidden.find(c) == std::u32string_view::npos && kept.size() < 40) kept += c;
  }
  char digits[16];
  std::snprintf(digits, sizeof digits, "%02d", number);
  return std::string(digits) + base::to_utf8(kept) + ".svg";
}

}  // namespace report
