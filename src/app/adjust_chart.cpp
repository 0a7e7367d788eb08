#include "app/adjust_chart.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/signed_number.hpp"
#include "report/svg.hpp"

namespace app {
namespace {

using forecast::AdjustedPeriod;
using report::Anchor;
using report::Spot;

constexpr double kWidth = 960, kHeight = 660, kLeft = 84, kRight = 930;
constexpr double kTop = 92, kBottom = 380, kSeasonTop = 452, kSeasonBottom = 590;
constexpr const char *kInk = "#1f2933", *kMuted = "#6b7785", *kGrid = "#e3e7eb", *kBlue = "#1d4f91", *kRaw = "#b4bcc6",
                     *kTrend = "#2e8b57", *kRed = "#c0392b", *kBand = "#d3e2f5";

double nice_step(double range) {
  const double raw = range / 5, power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (raw <= step * power) return step * power;
  }
  return 10 * power;
}

struct Axis {
  double lo = 0, hi = 1, top = kTop, bottom = kBottom;
  double y(double v) const { return bottom - (v - lo) / (hi - lo) * (bottom - top); }
};

Axis axis_of(double lo, double hi, double top, double bottom) {
  if (!(hi > lo)) hi = lo + std::max(1.0, std::abs(lo) / 10);
  const double room = 0.06 * (hi - lo);
  return {lo >= 0 && lo < room ? 0 : lo - room, hi + room, top, bottom};
}

void grid(report::Svg& svg, const Axis& axis, bool percent) {
  const double step = nice_step(axis.hi - axis.lo);
  for (double v = std::ceil(axis.lo / step) * step; v <= axis.hi; v += step) {
    svg.line({kLeft, axis.y(v)}, {kRight, axis.y(v)}, kGrid, 1);
    const double shown = std::abs(v) < step / 1e6 ? 0 : v;
    svg.text({kLeft - 8, axis.y(v) + 4}, percent ? fmt::format("{:.0f}%", shown) : fmt::format("{:.6g}", shown), 12,
             kMuted, Anchor::end);
  }
}

// How far the season runs ahead of the calendar or behind it: what is reached less the share of the year gone.
void pace_panel(report::Svg& svg, const forecast::Adjustment& a, double left) {
  const auto ahead = [](const forecast::PacePoint& p, double reached) {
    return 100 * (reached - p.period.last.month / 12.0);
  };
  double lo = -0.1, hi = 0.1;
  for (const auto& p : a.pace) {
    lo = std::min(lo, ahead(p, p.lo80));
    hi = std::max(hi, ahead(p, p.hi80));
  }
  svg.text({left, kSeasonTop - 14},
           fmt::format("{}年季节进度比时序进度快慢（百分点，浅色八成把握）", a.pace.front().period.first.year), 14,
           kInk, Anchor::start, true);
  const double room = 0.12 * (hi - lo), step = (kRight - left - 60) / 12;
  const Axis axis{lo - room, hi + room, kSeasonTop, kSeasonBottom};
  const double tick = nice_step(1.4 * (axis.hi - axis.lo));
  for (double v = std::ceil(axis.lo / tick) * tick; v <= axis.hi; v += tick) {
    const double shown = std::abs(v) < tick / 1e6 ? 0 : v;
    svg.line({left + 36, axis.y(v)}, {kRight, axis.y(v)}, shown == 0 ? kMuted : kGrid, 1);
    svg.text({left + 30, axis.y(v) + 4}, no_sign_at_zero(fmt::format("{:+.4g}", shown)), 11, kMuted, Anchor::end);
  }
  std::vector<Spot> line{{left + 40, axis.y(0)}}, low = line, high = line;
  for (const auto& p : a.pace) {
    const double at = left + 40 + p.period.last.month * step;
    line.push_back({at, axis.y(ahead(p, p.reached))});
    low.push_back({at, axis.y(ahead(p, p.lo80))});
    high.push_back({at, axis.y(ahead(p, p.hi80))});
    svg.text({at, kSeasonBottom + 18}, fmt::format("{}月", p.period.last.month), 11, kInk, Anchor::middle);
  }
  std::vector<Spot> area = low;
  area.insert(area.end(), high.rbegin(), high.rend());
  svg.area(area, kBand);
  svg.path(line, kBlue, 2);
}

}  // namespace

std::string adjust_chart(const forecast::Adjustment& a, const std::string& title) {
  report::Svg svg(kWidth, kHeight);
  const auto& p = a.periods;
  const bool joined = a.periods_a_year == 11;
  svg.text({kLeft, 34}, title + "：季节调整", 20, kInk, Anchor::start, true);
  std::string about =
      p.empty() ? "" : calendar::to_chinese(p.front().period) + "至" + calendar::to_chinese(p.back().period);
  about += a.multiplicative ? "，乘法" : "，加法";
  if (joined) about += "；1—2月合为一期，各线为每月平均";
  svg.text({kLeft, 58}, about, 13, kMuted);
  // Legend.
  double x = kLeft;
  for (const auto& [name, colour] :
       {std::pair{"原数", kRaw}, {"季节调整后", kBlue}, {"趋势", kTrend}, {"异常点", kRed}}) {
    if (colour == kRed) {
      svg.circle({x + 11, 76}, 5, "#ffffff", kRed);
    } else {
      svg.line({x, 76}, {x + 22, 76}, colour, 3);
    }
    svg.text({x + 28, 81}, name, 13, kInk);
    x += 46 + report::Svg::width_of(name, 13);
  }
  const auto per_month = [](const AdjustedPeriod& one) { return one.value / (one.period.months() == 2 ? 2 : 1); };
  double lo = HUGE_VAL, hi = -HUGE_VAL;
  for (const auto& one : p) {
    for (const double v : {one.adjusted, one.trend, one.filled ? one.adjusted : per_month(one)}) {
      lo = std::min(lo, v);
      hi = std::max(hi, v);
    }
  }
  const Axis axis = axis_of(lo, hi, kTop, kBottom);
  grid(svg, axis, false);
  const double first = p.front().period.first.index(), last = p.back().period.last.index();
  const auto place = [&](const AdjustedPeriod& one) {
    const double middle = (one.period.first.index() + one.period.last.index()) / 2.0;
    return kLeft + (middle - first) / std::max(1.0, last - first) * (kRight - kLeft);
  };
  const int years = p.back().period.last.year - p.front().period.first.year + 1;
  for (int y = p.front().period.first.year; y <= p.back().period.last.year; y += 1 + years / 16) {
    const double at = kLeft + (12.0 * y - first) / std::max(1.0, last - first) * (kRight - kLeft);
    if (at < kLeft - 1) continue;
    svg.line({at, kTop}, {at, kBottom}, kGrid, 1);
    svg.text({at + 3, kBottom + 18}, std::to_string(y), 12, kMuted);
  }
  std::vector<Spot> raw, adjusted, trend;
  for (const auto& one : p) {
    const double at = place(one);
    if (!one.filled) raw.push_back({at, axis.y(per_month(one))});
    adjusted.push_back({at, axis.y(one.adjusted)});
    trend.push_back({at, axis.y(one.trend)});
  }
  svg.path(raw, kRaw, 1.2);
  svg.path(trend, kTrend, 2.4);
  svg.path(adjusted, kBlue, 1.8);
  for (const auto& o : a.outliers) {
    for (const auto& one : p) {
      if (one.period == o.period) svg.circle({place(one), axis.y(one.adjusted)}, 5, "#ffffff", kRed);
    }
  }
  // Season of the last year, and the pace.
  const auto s = static_cast<std::size_t>(a.periods_a_year);
  const std::size_t count = std::min(s, p.size()), from = p.size() - count;
  double far = a.multiplicative ? 1 : 1e-9;
  const auto height = [&](const AdjustedPeriod& one) { return a.multiplicative ? 100 * (one.season - 1) : one.season; };
  for (std::size_t i = from; i < p.size(); ++i) far = std::max(far, std::abs(height(p[i])));
  const double middle = kLeft + 420;
  const Axis bars{-1.15 * far, 1.15 * far, kSeasonTop, kSeasonBottom};
  svg.text({kLeft, kSeasonTop - 14}, a.multiplicative ? "各月季节因子（高于、低于平均，%）" : "各月季节成分", 14, kInk,
           Anchor::start, true);
  svg.line({kLeft, bars.y(0)}, {middle - 30, bars.y(0)}, kMuted, 1);
  const double wide = (middle - 30 - kLeft) / static_cast<double>(count);
  for (std::size_t i = from; i < p.size(); ++i) {
    const auto& period = p[i].period;
    // In the order of the year, whatever month the series ends with.
    std::size_t rank = 0;
    for (std::size_t k = from; k < p.size(); ++k) rank += p[k].period.first.month < period.first.month ? 1 : 0;
    const double at = kLeft + static_cast<double>(rank) * wide, v = height(p[i]);
    const double top = std::min(bars.y(v), bars.y(0)), size = std::abs(bars.y(v) - bars.y(0));
    svg.rectangle(at + 3, top, wide - 6, std::max(0.5, size), v >= 0 ? kBlue : kRaw);
    svg.text({at + wide / 2, v >= 0 ? top - 4 : top + size + 13},
             no_sign_at_zero(fmt::format("{:+.{}f}", v, far < 10 ? 1 : 0)), 10.5, kMuted, Anchor::middle);
    const std::string name = period.months() == 3   ? fmt::format("{}季", period.last.month / 3)
                             : period.months() == 2 ? "1-2月"
                                                    : fmt::format("{}月", period.first.month);
    svg.text({at + wide / 2, kSeasonBottom + 18}, name, 11, kInk, Anchor::middle);
  }
  if (!a.pace.empty()) pace_panel(svg, a, middle);
  std::string foot = fmt::format("稳定季节性F值{:.1f}，M7 {:.2f}；调整后剩余季节性检验p值{:.2f}", a.quality.stable_f,
                                 a.quality.m7, a.quality.residual_p);
  if (!a.outliers.empty()) foot += fmt::format("；异常点{}个", a.outliers.size());
  svg.text({kLeft, kHeight - 18}, foot, 12, kMuted);
  return svg.finished(title + "：季节调整", foot);
}

}  // namespace app
