#include "cycle/nowcast.hpp"

#include <algorithm>
#include <cmath>

#include "base/fixed.hpp"
#include "cycle/statistics_folder.hpp"

namespace cycle {
namespace {

using forecast::MonthlyIndicator;
using forecast::NowcastInput;
using forecast::YearMonth;

bool is_quarterly(const series::StatisticsSeries& s) {
  return !s.growth_to_date.empty() && !s.stock && !s.derived && s.growth_of_month.empty() &&
         std::ranges::all_of(s.growth_to_date, [](const auto& e) { return e.first.second % 3 == 0; });
}

// Growth of single months; where 1–2月 were published in one, both months get it.
std::map<YearMonth, double> monthly(const series::StatisticsSeries& s) {
  std::map<YearMonth, double> out;
  for (const auto& [when, g] : s.stock ? s.growth_to_date : s.growth_of_month) out[when] = g.to_double();
  if (s.stock) return out;
  for (const auto& [when, g] : s.growth_to_date) {
    if (when.second != 2 || out.contains({when.first, 1}) || s.derived) continue;
    out[{when.first, 1}] = out[{when.first, 2}] = g.to_double();
  }
  return out;
}

// Without the area before it and the description of its columns behind it.
std::string short_name(const std::string& name) {
  std::string out = name.starts_with("全国 ") ? name.substr(std::string_view("全国 ").size()) : name;
  for (const std::string_view tail : {" 当月", " 累计", " as read"}) out = out.substr(0, out.find(tail));
  return out;
}

bool known_on(int year, int month, int lag, const std::optional<calendar::Date>& asof) {
  return !asof || calendar::plus_days(calendar::last_day_of_month(year, month), lag) <= *asof;
}

NowcastInput as_known(const NowcastInput& all, const std::optional<calendar::Date>& asof) {
  NowcastInput out = all;
  std::erase_if(out.to_date,
                [&](const auto& e) { return !known_on(e.first.first, 3 * e.first.second, kQuarterLag, asof); });
  for (auto& x : out.indicators) {
    std::erase_if(x.growth, [&](const auto& e) { return !known_on(e.first.first, e.first.second, kMonthLag, asof); });
  }
  return out;
}

calendar::Date month_before(const calendar::Date& day) {
  const calendar::Month m =
      calendar::Month::from_index(static_cast<int>(day.year()) * 12 + static_cast<int>(unsigned(day.month())) - 2);
  return std::min(calendar::Date(std::chrono::year(m.year), std::chrono::month(unsigned(m.month)), day.day()),
                  calendar::last_day_of_month(m.year, m.month));
}

}  // namespace

base::Result<NowcastOutcome> run_nowcast(const NowcastRequest& request, base::World& world) {
  auto folder = read_statistics_folder(request.folder, {"facts.csv", "targets.csv"}, world);
  if (!folder) return base::fail(folder.error());
  NowcastOutcome out;
  NowcastInput all;
  for (const auto& s : folder->series) {
    const bool wanted = request.target.empty() ? is_quarterly(s.figures) : s.file == request.target;
    if (wanted && all.to_date.empty()) {
      out.target = s.figures.name;
      for (const auto& [when, g] : s.figures.growth_to_date) {
        if (when.second % 3 == 0) all.to_date[{when.first, when.second / 3}] = g.to_double();
      }
    } else if (auto growth = monthly(s.figures); !growth.empty()) {
      all.indicators.push_back({short_name(s.figures.name), std::move(growth)});
    }
  }
  if (all.to_date.empty()) {
    return base::fail("nowcast.target", "文件夹里没有按季度公布的累计增速", {.file = request.folder},
                      "放一个两列的 CSV：日期（2022-Q1）、增速，第一行用 # 写明是同比；或用 --target 指明文件");
  }
  out.known = as_known(all, request.asof);
  auto now = forecast::nowcast(out.known);
  if (!now) {
    return base::fail("nowcast.short", "到这一天公布的季度不足12个，或者最近的季度有缺", {.file = request.folder},
                      "补齐以前的季度");
  }
  out.now = std::move(*now);
  // A month earlier: from the same day of the month before; without a day, without the last month of each indicator.
  std::optional<calendar::Date> then;
  if (request.asof) {
    then = month_before(*request.asof);
  } else {
    YearMonth last{0, 0};
    for (const auto& x : out.known.indicators) {
      if (!x.growth.empty()) last = std::max(last, x.growth.rbegin()->first);
    }
    if (last.first > 0) {
      then = calendar::plus_days(calendar::last_day_of_month(last.first, last.second), kMonthLag - 1);
    }
  }
  if (then) {
    NowcastInput before = as_known(all, then);
    before.to_date = out.known.to_date;  // the same quarter is asked about
    if (auto earlier = forecast::nowcast(before)) out.month_ago = std::move(*earlier);
    std::vector<forecast::Release> releases;
    for (std::size_t i = 0; i < out.known.indicators.size(); ++i) {
      for (const auto& [when, value] : out.known.indicators[i].growth) {
        if (!before.indicators[i].growth.contains(when)) releases.push_back({i, when, value});
      }
    }
    std::ranges::stable_sort(releases, {}, &forecast::Release::month);
    out.news = forecast::news_of(before, releases);
  }
  for (int months = 1; months <= 3; ++months) {
    out.scores.push_back(forecast::nowcast_score(out.known, months, 0, 9999));
    out.calm.push_back(forecast::nowcast_score(out.known, months, 0, 2019));
  }
  return out;
}

std::vector<std::string> news_words(const NowcastOutcome& o, bool chinese) {
  std::vector<const forecast::News*> order;
  for (const auto& n : o.news) order.push_back(&n);
  std::ranges::stable_sort(order, [](const auto* a, const auto* b) { return std::abs(a->moved) > std::abs(b->moved); });
  std::vector<std::string> out;
  for (const auto* n : order) {
    if (std::abs(n->moved) < 0.005) continue;
    const std::string& name = o.known.indicators[n->release.indicator].name;
    const std::string month = std::to_string(n->release.month.second);
    if (chinese) {
      const bool digit = name.back() >= '0' && name.back() <= '9';
      out.push_back(name + (digit ? "，" : "") + month + "月同比" + base::fixed(n->release.value, 1) + "%（此前" +
                    base::fixed(n->expected, 1) + "%），" + (n->moved > 0 ? "上调" : "下调") +
                    base::fixed(std::abs(n->moved), 2) + "个百分点");
    } else {
      out.push_back(name + ", month " + month + ": " + base::fixed(n->release.value, 1) + " % (so far " +
                    base::fixed(n->expected, 1) + " %), " + (n->moved > 0 ? "up " : "down ") +
                    base::fixed(std::abs(n->moved), 2) + " points");
    }
  }
  return out;
}

}  // namespace cycle
