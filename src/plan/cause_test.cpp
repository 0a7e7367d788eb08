// Which part explains a gap: an invented county whose secondary sector lost most, and whose primary one is the slowest.
#include "plan/cause.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/verdict_words.hpp"

namespace plan {
namespace {

using testing::HasSubstr;

base::Decimal number(const char* text) { return *base::Decimal::parse(text); }

facts::Fact fact(const char* name, const char* value, const char* growth) {
  facts::Fact f;
  f.area = "青岩县";
  f.indicator = f.indicator_as_printed = name;
  f.period = calendar::Period::year_to_date(2025, 9);
  if (*value != '\0') f.value = number(value), f.unit = "亿元";
  f.growth_pct = number(growth);
  return f;
}

// As last year's report told it.
reading::Figure told(const char* name, const char* value, const char* growth) {
  reading::Figure f;
  f.indicator = name;
  f.value = number(value);
  f.unit = "亿元";
  f.period = "2024";
  f.change = reading::Change{reading::ChangeDirection::up, number(growth), "%", "yoy", "", std::nullopt, {}};
  return f;
}

struct County {
  reading::Reading report = [] {
    reading::Reading out;
    out.report_year = 2024;
    out.figures = {told("地区生产总值", "286.4", "6.3"), told("第一产业增加值", "38.2", "3.9"),
                   told("第二产业增加值", "121.5", "7.8"), told("第三产业增加值", "126.7", "5.7")};
    return out;
  }();
  std::vector<facts::Fact> known{fact("地区生产总值", "208.6", "5.1"), fact("第一产业增加值", "22.1", "3.8"),
                                 fact("第二产业增加值", "88.4", "5.6"), fact("第三产业增加值", "98.1", "5.0")};
  std::vector<TargetStatus> targets;

  CauseFound of(const char* asked) const {
    TargetStatus s;
    s.indicator = facts::NamesTable::builtin().find(known.front().indicator);
    s.latest = Latest{known.front(), {}};
    return cause_of(s, number(asked), report, known, targets);
  }
};

TEST(Cause, IsThePartThatExplainsMostAndNotTheSlowest) {
  const auto found = County().of("6");
  ASSERT_EQ(found.state, CauseState::explained);
  EXPECT_EQ(found.cause->part, "第二产业增加值") << "the first sector grew least, and is a tenth of the whole";
  EXPECT_NEAR(found.cause->points, 88.4 / 208.6 * (7.8 - 5.6), 1e-9);
  EXPECT_EQ(cause_words(found), "其中第二产业增加值由上年增长7.8%变为增长5.6%，约影响总体0.9个百分点");
}

TEST(Cause, HoldsAPartAgainstItsOwnTargetWhereItHasOne) {
  County c;
  TargetStatus planned;
  planned.indicator = facts::NamesTable::builtin().find("第三产业增加值");
  planned.target.kind = reading::Kind::growth;
  planned.target.value = number("8");
  c.targets.push_back(planned);
  const auto found = c.of("6");
  ASSERT_EQ(found.state, CauseState::explained);
  EXPECT_EQ(cause_words(found), "其中第三产业增加值增长5.0%，比计划8%低3个百分点，约影响总体1.4个百分点");
}

TEST(Cause, SaysThatNothingExplainsIt) {
  County c;
  for (auto& f : c.known) f.growth_pct = number(f.indicator == "地区生产总值" ? "5.1" : "7.9");
  EXPECT_EQ(c.of("6").state, CauseState::unexplained);
  EXPECT_THAT(cause_words(c.of("6")), HasSubstr("说明不了"));
  c.known.resize(1);
  EXPECT_EQ(c.of("6").state, CauseState::no_figures);
  EXPECT_EQ(c.of("5").state, CauseState::not_asked) << "5.1 is as much as is asked";
}

// Investment is published in growth alone: no amounts, so no weights.
County without_amounts(const char* property, const char* industry) {
  County c;
  c.report.figures.clear();
  c.known = {fact("固定资产投资", "", "-7.1"), fact("工业投资", "", industry), fact("房地产开发投资", "", property)};
  return c;
}

TEST(Cause, NamesThePartFarBelowTheWholeAndSaysThatItsWeightIsNotKnown) {
  const auto found = without_amounts("-20.4", "3.6").of("4");
  ASSERT_EQ(found.state, CauseState::far_below);
  ASSERT_EQ(found.slow.size(), 1u) << "industry grew";
  EXPECT_FALSE(found.cause) << "what cannot be weighed is no explanation";
  EXPECT_EQ(cause_words(found),
            "其中房地产开发投资下降20.4%，比总体低13.3个百分点；手头的分项数不全、占比不明，影响多少说不出");
  EXPECT_EQ(cause_in_short(found), "房地产开发投资下降20.4%（占比不明）");
}

TEST(Cause, BlamesNoPartForBeingALittleSlowerThanTheWhole) {
  EXPECT_EQ(without_amounts("-12.0", "-2").of("4").state, CauseState::no_figures) << "4.9 of a gap of 11.1";
  EXPECT_EQ(without_amounts("-9.1", "-7").of("-6").state, CauseState::no_figures) << "2 points under the whole";
  const auto both = without_amounts("-20.4", "-25").of("4");
  ASSERT_EQ(both.slow.size(), 2u);
  EXPECT_EQ(both.slow.front().part, "工业投资") << "the slowest first";
}

TEST(Cause, LeavesAPartOfUnknownWeightAsideWhereAWeighedOneExplainsTheGap) {
  County c;
  c.known[1] = fact("第一产业增加值", "", "-9");
  std::erase_if(c.report.figures, [](const auto& f) { return f.indicator == "第一产业增加值"; });
  const auto found = c.of("6");
  EXPECT_EQ(found.state, CauseState::explained);
  EXPECT_TRUE(found.slow.empty());
}

}  // namespace
}  // namespace plan
