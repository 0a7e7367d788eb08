#include <algorithm>
#include <cmath>
#include <limits>

#include "calendar/spring_festival.hpp"
#include "forecast/adjust_parts.hpp"

namespace forecast {
namespace {

using calendar::Month;
using calendar::Period;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kFarthest = 1e100;

bool jan_feb(const Period& p) { return p.first.month == 1 && p.last.month == 2 && p.first.year == p.last.year; }

// The period after `p` on a grid of so many places a year.
Period after(const Period& p, int places) {
  const int length = places == 4 ? 3 : 1;
  Period next{Month::from_index(p.last.index() + 1), Month::from_index(p.last.index() + length)};
  if (places == 11 && next.first.month == 1) next.last = Month{next.first.year, 2};
  return next;
}

base::Result<void> merge_jan_feb(std::vector<Observation>& list) {
  std::vector<Observation> out;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& p = list[i].period;
    if (p.months() == 1 && p.first.month <= 2) {
      const bool january = p.first.month == 1;
      const Period both{{p.first.year, 1}, {p.first.year, 2}};
      const bool joined = january && i + 1 < list.size() && list[i + 1].period.months() == 1 &&
                          list[i + 1].period.first == Month{p.first.year, 2};
      const double sum = joined ? list[i].value + list[i + 1].value : kNone;
      if (joined) ++i;
      out.push_back({both, sum});
    } else {
      out.push_back(list[i]);
    }
  }
  // A year may give both months and their sum: the published sum counts.
  std::ranges::stable_sort(out, {}, &Observation::period);
  std::vector<Observation> single;
  for (const auto& o : out) {
    if (!single.empty() && single.back().period == o.period) {
      if (std::isnan(single.back().value)) single.back().value = o.value;
    } else {
      single.push_back(o);
    }
  }
  list = std::move(single);
  return {};
}

}  // namespace

base::Result<Grid> grid_of(std::vector<Observation> list, std::vector<std::string>& notes) {
  int quarters = 0, months = 0, joined = 0, numbers = 0;
  for (auto& o : list) {
    if (!std::isfinite(o.value)) o.value = kNone;
    const auto& p = o.period;
    const std::string name = calendar::to_chinese(p);
    if (p.first.year < calendar::kFirstSpringFestival || p.last.year > calendar::kLastSpringFestival) {
      return base::fail("series.period", name + "不在1950年至2100年之间", {}, "请核对年份");
    }
    if (std::abs(o.value) > kFarthest) return base::fail("series.number", name + "的数大得不可能", {}, "请核对这个数");
    if (p.months() == 3 && p.first.month % 3 == 1) {
      ++quarters;
    } else if (p.months() == 1) {
      ++months;
    } else if (jan_feb(p)) {
      ++joined;
    } else {
      return base::fail("series.period", name + "不是月、1—2月或季度", {},
                        "请给月度或季度数；累计数请另放一列，列名写明累计");
    }
    if (!std::isnan(o.value)) ++numbers;
  }
  if (numbers == 0) return base::fail("series.none", "没有一个可用的数", {}, "请核对列名和内容");
  if (quarters > 0 && months + joined > 0) {
    return base::fail("series.mixed", "月度数和季度数混在一起", {}, "请分成两个文件");
  }
  std::ranges::stable_sort(list, {}, &Observation::period);
  for (std::size_t i = 1; i < list.size(); ++i) {
    if (list[i].period != list[i - 1].period) continue;
    const bool same = list[i].value == list[i - 1].value || std::isnan(list[i].value) || std::isnan(list[i - 1].value);
    if (!same) {
      return base::fail("series.twice", calendar::to_chinese(list[i].period) + "有两个不同的数", {},
                        "同一时期只留一个数");
    }
    if (std::isnan(list[i].value)) list[i].value = list[i - 1].value;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(--i));
  }
  Grid grid;
  grid.period = quarters > 0 ? 4 : joined > 0 ? 11 : 12;
  if (grid.period == 11) {
    if (auto done = merge_jan_feb(list); !done) return tl::unexpected(done.error());
    notes.push_back("1—2月合并公布：一年按11个时期处理，1—2月是一个时期，不拆成两个月；各成分折合每月");
  }
  while (!list.empty() && std::isnan(list.front().value)) list.erase(list.begin());
  while (!list.empty() && std::isnan(list.back().value)) list.pop_back();
  if (list.empty()) return base::fail("series.none", "没有一个可用的数", {}, "请核对列名和内容");
  std::size_t missing = 0;
  auto next = list.begin();
  for (Period p = list.front().period;; p = after(p, grid.period)) {
    grid.periods.push_back(p);
    double value = kNone;
    if (next != list.end() && next->period == p) value = (next++)->value;
    grid.published.push_back(value);
    grid.values.push_back(value / (p.months() == 2 ? 2 : 1));
    if (std::isnan(value)) ++missing;
    if (p == list.back().period) break;
  }
  const std::size_t n = grid.values.size();
  if (n < 3 * static_cast<std::size_t>(grid.period)) {
    return base::fail("series.short", "只有" + std::to_string(n) + "个时期，不足三年", {},
                      "季节调整至少要三年；更短的序列请用 jicheng forecast 或判断里的季节进度");
  }
  if (3 * missing > n) {
    return base::fail("series.gaps", "缺的时期超过三分之一（" + std::to_string(missing) + "个）", {}, "请补上缺的数");
  }
  if (missing > 0) notes.push_back("缺" + std::to_string(missing) + "个时期，按模型估计，估计值只用于计算");
  return grid;
}

}  // namespace forecast
