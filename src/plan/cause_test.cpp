// Which part explains a gap: an invented county whose secondary sector lost most, and whose primary one is the slowest.
#include "plan/cause.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/document.hpp"
#include "plan/verdict_words.hpp"
#include "reading/read.hpp"

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

struct County {
  reading::Reading report = reading::read(document::from_plain_text(
      U"关于青岩县2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告\n一、2024年计划执行情况"
      U"\n"
      U"2024年，地区生产总值286.4亿元，增长6.3%。其中，第一产业增加值38.2亿元，增长3.9%；第二产业增加值121."
      U"5亿元，增长7.8%；"
      U"第三产业增加值126.7亿元，增长5.7%。\n二、2025年主要预期目标\n地区生产总值增长6%左右。\n",
      "报告.txt"));
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

}  // namespace
}  // namespace plan
