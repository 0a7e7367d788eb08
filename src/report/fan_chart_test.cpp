#include "report/fan_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/svg.hpp"

namespace report {
namespace {

using testing::HasSubstr;
using testing::Not;

plan::TargetStatus under_way() {
  plan::TargetStatus s;
  s.target.indicator = "工业投资<区属>";
  s.target.op = ">=";
  s.target.value = base::Decimal(10);
  s.target.unit = "%";
  plan::Latest latest;
  latest.fact.area = "某区";
  latest.fact.indicator = s.target.indicator;
  latest.fact.period = calendar::Period::year_to_date(2023, 9);
  latest.fact.growth_pct = *base::Decimal::parse("9.6");
  s.latest = latest;
  s.forecast = plan::Forecast{9.3, 5.8, 12.9, "方法", 3.1, 15.5};
  s.probability = 0.4;
  s.verdict = plan::Verdict::at_risk;
  s.explained.growth = true;
  s.explained.unit = "%";
  s.explained.line = 10;
  s.explained.drivers = {{"目前累计增速", 9.6}, {"这类指标到年末的常年变动", -0.3}};
  s.explained.points = {{2022, 9, 4.0, false}, {2023, 3, 8.1, false}, {2023, 9, 9.6, false}};
  s.explained.rest = plan::RestOfYear{3, true, false, 11.2, plan::YearValue{2022, 12.0}, plan::YearValue{2021, 3.0}};
  s.explained.lost = plan::LostFrom{11, false};
  return s;
}

TEST(FanChart, ShowsTheFigureTheLineTheFanAndWhatIsNeeded) {
  const auto s = under_way();
  const std::string svg = fan_chart({"某区", &s, nullptr});
  EXPECT_THAT(svg, HasSubstr("某区2023年工业投资&lt;区属&gt;：累计同比增速"));
  EXPECT_THAT(svg, HasSubstr("9.6%"));
  EXPECT_THAT(svg, HasSubstr("目标 10.0%"));
  EXPECT_THAT(svg, HasSubstr("预计 9.3%"));
  EXPECT_THAT(svg, HasSubstr("达标可能性约40%"));
  EXPECT_THAT(svg, HasSubstr("须达到增长11.2%；往年同期最高增长12.0%（2022年）"));
  EXPECT_THAT(svg, HasSubstr("1—11月"));
  EXPECT_THAT(svg, HasSubstr("合计9.30"));
  EXPECT_THAT(svg, Not(HasSubstr("以前公布的数")));
}

TEST(FanChart, AnEarlierVintageIsDrawnBesideTheLatest) {
  const auto s = under_way();
  facts::Fact flash = s.latest->fact;
  flash.growth_pct = *base::Decimal::parse("9.1");
  const std::vector<facts::Fact> vintages{flash, s.latest->fact};
  EXPECT_THAT(fan_chart({"某区", &s, &vintages}), HasSubstr("以前公布的数"));
}

TEST(FanChart, WithoutAForecastThereIsNothingToDraw) {
  auto s = under_way();
  s.forecast.reset();
  EXPECT_TRUE(fan_chart({"某区", &s, nullptr}).empty());
  s = under_way();
  s.latest->fact.period = calendar::Period::year(2023);
  EXPECT_TRUE(fan_chart({"某区", &s, nullptr}).empty());
}

TEST(FanChart, TheFileNameIsFitForAnyFileSystem) { EXPECT_EQ(chart_file_name(under_way(), 3), "03工业投资区属.svg"); }

TEST(Svg, LongChineseTextIsCutIntoLinesThatFit) {
  const auto lines = Svg::lines_of("其余三个月须达到增长百分之五，往年同期最高百分之八。", 10, 100);
  ASSERT_EQ(lines.size(), 3u);
  for (const auto& l : lines) EXPECT_LE(Svg::width_of(l, 10), 110);
}

}  // namespace
}  // namespace report
