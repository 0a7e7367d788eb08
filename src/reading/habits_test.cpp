// Habits of counties, towns and zones whose reports were not at hand when the rules were first written; all sentences
// are invented.
#include <gmock/gmock.h>

#include "reading/read.hpp"

namespace reading {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

// "name value unit ↓change #scope position @period" of each figure of a text read as a file of its own.
std::vector<std::string> figures_of(const std::u32string& text) {
  std::vector<std::string> out;
  for (const Figure& f : read(document::from_plain_text(text, "报告.txt")).figures) {
    std::string s = f.indicator;
    if (f.value && !(f.change && f.change->value && f.value == f.change->value))
      s += " " + f.value->to_string() + f.unit;
    if (f.change && f.change->value)
      s += (f.change->direction == ChangeDirection::down ? " ↓" : " ↑") + f.change->value->to_string() + f.change->unit;
    if (f.rank) s += " #" + f.rank->scope + std::to_string(f.rank->position);
    if (f.from_value) s += " from " + f.from_value->to_string();
    out.push_back(s);
  }
  return out;
}

std::vector<std::string> periods_of(const std::u32string& text) {
  std::vector<std::string> out;
  for (const Figure& f : read(document::from_plain_text(text, "报告.txt")).figures) out.push_back(f.period);
  return out;
}

std::vector<std::string> targets_of(const std::u32string& items) {
  const std::u32string text = U"一、2023年工作回顾\n总体平稳。\n二、2024年工作安排\n" + items;
  std::vector<std::string> out;
  for (const Target& t : read(document::from_plain_text(text, "报告.txt")).targets)
    out.push_back(t.indicator + " " + t.op + (t.value ? " " + t.value->to_string() + t.unit : ""));
  return out;
}

TEST(Habits, OfChange) {
  EXPECT_THAT(figures_of(U"税收收入3.2亿元，比增6.1%。"), ElementsAre("税收收入 3.2亿元 ↑6.1%"));
  EXPECT_THAT(figures_of(U"服务业占比增2个百分点。"), ElementsAre("服务业占比 ↑2个百分点"));
  EXPECT_THAT(figures_of(U"出口额8亿元，增长-12.5%。"), ElementsAre("出口额 8亿元 ↓12.5%"));
  EXPECT_THAT(figures_of(U"种植户户均增收900元。"), ElementsAre("种植户户均增收 ↑900元"));
  EXPECT_THAT(figures_of(U"完成投资6亿元，超目标任务1.5个百分点。"), ElementsAre("投资 6亿元 ↑1.5个百分点"));
  EXPECT_THAT(figures_of(U"完成投资6亿元，超过时间进度4.5个百分点。"), ElementsAre("投资 6亿元 ↑4.5个百分点"));
}

TEST(Habits, OfRank) {
  EXPECT_THAT(figures_of(U"营商环境在全省各县中的排名由38位上升到25位。"),
              ElementsAre("营商环境在全省各县中的排名 #全省25 from 38"));
  EXPECT_THAT(figures_of(U"在全市项目观摩评比中表现突出，荣获第三名。"), Contains(testing::HasSubstr("#全市3")));
  EXPECT_THAT(figures_of(U"一路奋勇争先，荣获第三名。"), ElementsAre());
}

TEST(Habits, OfNames) {
  EXPECT_THAT(figures_of(U"城、乡居民人均可支配收入分别为3.1万元、1.4万元。"),
              ElementsAre("城镇居民人均可支配收入 3.1万元", "农村居民人均可支配收入 1.4万元"));
  EXPECT_THAT(figures_of(U"城镇和农村常住居民人均可支配收入分别增长5%和6%。"),
              ElementsAre("城镇常住居民人均可支配收入 ↑5%", "农村常住居民人均可支配收入 ↑6%"));
  EXPECT_THAT(figures_of(U"全县共查处案件5起。"), ElementsAre("案件数 5起"));
  EXPECT_THAT(figures_of(U"基金共济金额4亿元。"), ElementsAre("基金共济金额 4亿元"));
  EXPECT_THAT(figures_of(U"32家规模种植企业年销售收入2.4亿元。"),
              ElementsAre("规模种植企业数 32家", "规模种植企业年销售收入 2.4亿元"));
  EXPECT_THAT(figures_of(U"12个村出列、5600人越线。"), ElementsAre("村出列数 12个", "越线人数 5600人"));
  EXPECT_THAT(figures_of(U"减税降费1.8亿元。"), ElementsAre("减税降费 1.8亿元"));
  EXPECT_THAT(figures_of(U"茶企投资2亿元，带动3万亩生态茶园提质。"), Contains("生态茶园提质面积 3万亩"));
  EXPECT_THAT(figures_of(U"烤烟产量3.5万担。"), ElementsAre("烤烟产量 3.5万担"));
  EXPECT_THAT(figures_of(U"集镇绿化率必须达到30%。"), ElementsAre("集镇绿化率 30%"));
  EXPECT_THAT(figures_of(U"新建3人制篮球场8个。"), ElementsAre("新建3人制篮球场数 8个"));
}

TEST(Habits, TheYearThatOpensASentenceHoldsForItAndWhereNoYearIsToldForWhatFollows) {
  EXPECT_THAT(periods_of(U"2016年全镇安排项目40个，总投资12亿元。完成税收3亿元。"),
              ElementsAre("2016", "2016", "2016"));
  EXPECT_THAT(periods_of(U"2016年以来安排项目40个。"), Not(Contains("2017")));
}

TEST(Habits, AnItemThatCountsIsTextAndNoHeading) {
  EXPECT_THAT(
      targets_of(U"（一）促进就业增收，开展技能培训1.5万人次，岗位覆盖率达85%以上。\n"
                 U"（二）办好教育，新建幼儿园12所。引进50名以上教师。\n"),
      ElementsAre("技能培训人次 = 1.5万人次", "岗位覆盖率 >= 85%", "新建幼儿园数 = 12所", "引进教师人数 >= 50名"));
}

TEST(Habits, AListOfWorksForTheYearIsPlanned) {
  const std::u32string text =
      U"一、2023年计划执行情况\n2023年全县税收收入3亿元。\n二、2024年惠民实事\n01 新建幼儿园6所\n02 改造公厕20座\n";
  const auto targets = read(document::from_plain_text(text, "报告.txt")).targets;
  ASSERT_EQ(targets.size(), 2u);
  EXPECT_EQ(targets[0].indicator, "新建幼儿园数");
  EXPECT_EQ(targets[1].indicator, "改造公厕数");
}

}  // namespace
}  // namespace reading
