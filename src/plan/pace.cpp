#include "plan/pace.hpp"

#include <algorithm>

#include "quantity/quantity.hpp"
#include "series/base_of.hpp"
#include "series/growth.hpp"
#include "series/pace.hpp"

namespace plan {
namespace {

using facts::Fact;

constexpr int kShareDecimals = 4;

// Growth at current prices that belongs to the latest level.
std::optional<Decimal> plain_growth(const Latest& latest) {
  if (latest.fact.growth_basis.empty() && latest.fact.growth_pct) {
    return latest.fact.growth_pct;
  }
  for (const Fact& other : latest.other_bases) {
    if (other.growth_basis.empty()) {
      return other.growth_pct;
    }
  }
  return std::nullopt;
}

std::optional<Decimal> level_in(const std::optional<Fact>& fact, const std::string& unit) {
  if (!fact || !fact->value || fact->status == facts::Status::estimate) {
    return std::nullopt;
  }
  return quantity::convert(*fact->value, fact->unit, unit);
}

SeasonalPace shown(const series::SeasonalShare& share) {
  SeasonalPace pace;
  pace.lo = share.share.lo.rounded(kShareDecimals, base::Rounding::floor);
  pace.hi = share.share.hi.rounded(kShareDecimals, base::Rounding::ceiling);
  pace.derived = share.implied;
  return pace;
}

// How the year before had come by these months, with the interval of its level to date; a note where that cannot be
// said.
std::optional<quantity::Interval> fill_season(TargetStatus& status, const OwnFacts& facts, const std::string& meeting,
                                              bool constant_price) {
  const Latest& latest = *status.latest;
  const Decimal& level = *latest.fact.value;
  const auto whole = level_in(status.last_year, latest.fact.unit);
  if (!whole) {
    status.season_note = "缺少上年全年总量，不作季节进度";
    return std::nullopt;
  }
  const std::optional<Decimal> growth = constant_price ? std::nullopt : plain_growth(latest);
  const std::string year_before = std::to_string(latest.fact.period.last.year - 1) + "年";
  const Fact* before = same_months_before(facts.own, meeting, latest.fact);
  if (before != nullptr) {
    const auto to_date = quantity::convert(*before->value, before->unit, latest.fact.unit);
    const bool one_base = !growth || (to_date && quantity::rounding_interval(*to_date).lo > Decimal(0) &&
                                      series::growth_fits_levels(level, *to_date, *growth, Decimal::scaled(3, -1)));
    const auto share = to_date ? series::seasonal_from_levels(*to_date, *whole) : std::nullopt;
    if (one_base && share && share->share.hi <= Decimal(1)) {
      status.seasonal_pace = shown(*share);
      return quantity::rounding_interval(*to_date);
    }
    status.season_note = year_before + "同期总量与今年增速对不上（基数已调整），未直接采用";
    if (!constant_price && growth && series::growth_factor(*growth).lo > Decimal(0)) {
      const auto bases = series::compare_bases(*to_date, series::base_by_growth(level, *growth));
      const int decimals = level.decimals();
      status.season_note += "：公布过的是" + to_date->to_string() + latest.fact.unit + "，今年增速所用的可比基数在" +
                            bases.comparable.lo.rounded(decimals).to_string() + "—" +
                            bases.comparable.hi.rounded(decimals).to_string() + latest.fact.unit + "之间";
    }
  }
  if (constant_price) {
    status.season_note = "增速按不变价格计算，与现价总量不能互推，不作季节进度";
    return std::nullopt;
  }
  if (!growth) {
    status.season_note = "上年同期总量未公布，也无按现价的增速可推，不作季节进度";
    return std::nullopt;
  }
  const auto share = series::seasonal_implied(level, *growth, *whole);
  if (!share || share->share.hi > Decimal(1)) {
    status.season_note = "由增速倒推的上年同期数不合理（基数可能调整过），不作季节进度";
    return std::nullopt;
  }
  status.seasonal_pace = shown(*share);
  status.seasonal_pace->warning = "上年同期数由今年总量和增速倒推，且只有" + year_before +
                                  "一年；若该年有留抵退税、疫情等一次性因素，季节进度参考性差";
  return series::implied_base(level, *growth);
}

}  // namespace

bool growth_at_constant_prices(const facts::Indicator* indicator, std::string_view name) {
  if (indicator != nullptr) {
    return indicator->growth_is_constant_price;
  }
  return name.find("生产总值") != std::string_view::npos || name.find("增加值") != std::string_view::npos;
}

void fill_pace(TargetStatus& status, const Demand& demand, const OwnFacts& facts, const std::string& meeting) {
  const Fact& latest = status.latest->fact;
  if (latest.span != facts::Span::cumulative || demand.rate || demand.sense != Sense::at_least) {
    status.season_note = "不是逐月累加的正向指标，不作进度";
    return;
  }
  status.linear_pace = series::linear_pace(latest.period).rounded(kShareDecimals).reduced();
  const bool constant_price = growth_at_constant_prices(status.indicator, meeting);

  std::string unit = latest.unit;
  // What is still needed is counted up to the target's own number, as the whole of the year is: whoever subtracts one
  // printed number from the other finds the third. The tolerance of “左右” is for the verdict alone.
  Decimal whole_year = demand.aim;
  if (demand.side == Side::growth) {
    if (!latest.value) {
      status.season_note = "只公布增速、未公布总量，不作进度折算";
      return;
    }
    if (constant_price) {
      const auto to_date = fill_season(status, facts, meeting, true);
      if (to_date) {
        status.notes.push_back("增速按不变价格计算，目标不折算成总量；季节进度取自上年现价总量");
      } else {
        status.season_note = "增速按不变价格计算，与现价总量不能互推，不折算总量，也不作季节进度";
      }
      return;
    }
    const auto base = level_in(status.last_year, unit);
    if (!base) {
      status.season_note = "缺少上年全年总量，目标不能折算成总量";
      return;
    }
    const auto grown = [&](const Decimal& pct) {
      return (*base * (Decimal(1) + pct / Decimal(100))).rounded(std::max(2, base->decimals()));
    };
    whole_year = grown(demand.aim);
  } else {
    if (!latest.value) {
      return;
    }
    unit = demand.unit;
  }
  status.level_needed = whole_year;
  const auto attained = quantity::convert(*latest.value, latest.unit, unit);
  if (!attained) {
    return;
  }
  if (const auto share = series::attained_share(*attained, whole_year)) {
    status.attained_share = share->rounded(kShareDecimals);
  }
  const int months = series::months_left(latest.period);
  const auto rate = series::needed_run_rate(whole_year, *attained, months);
  if (rate && *rate > Decimal(0)) {
    status.needed_run_rate = rate->rounded(std::max(2, attained->decimals()));
    status.needed_run_rate_unit = unit + "/月";
  }
  const auto to_date_before = fill_season(status, facts, meeting, constant_price);
  const auto whole_before = level_in(status.last_year, latest.unit);
  const auto needed_here = quantity::convert(whole_year, unit, latest.unit);
  if (to_date_before && whole_before && needed_here && months > 0 && *needed_here > *latest.value) {
    if (const auto growth =
            series::needed_growth_of_rest(*needed_here, *latest.value, *whole_before, *to_date_before)) {
      status.needed_growth_pct = growth->rounded(1);
    }
  }
}

}  // namespace plan
