#include "plan/rule_likeness.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace plan::rules {
namespace {

TEST(Likeness, WordsThatChangeNothingAreLeftOut) {
  EXPECT_EQ(likeness("线上、线下招聘会场次", "累计举办线上线下招聘会场次"), Likeness::same);
  EXPECT_EQ(likeness("发放租赁补贴户数", "发放租赁补贴户数"), Likeness::same);
  EXPECT_EQ(likeness("口袋公园建设数", "建设口袋公园数"), Likeness::same);
}

TEST(Likeness, AWordMoreThatNarrowsNothingIsClose) {
  EXPECT_EQ(likeness("解决低收入家庭住房困难户数", "解决中低收入家庭住房困难户数"), Likeness::close);
}

// gold/crosschecks.md E9, E10, E11, and words that stand for other words.
TEST(Likeness, LinesThatOnlySoundAlikeAreDifferent) {
  EXPECT_EQ(likeness("社区文艺演出等线上线下活动场次", "文化惠民活动场次"), Likeness::different);
  EXPECT_EQ(likeness("新增500强、央企子公司或分支机构落户数", "引入世界500强、央企投资项目数"), Likeness::different);
  EXPECT_EQ(likeness("征拆建设的轨道交通站点数", "轨道交通及城际线路完成借地征拆的站点及区间数"), Likeness::different);
  EXPECT_EQ(likeness("更新供水管网里程", "更新燃气管网里程"), Likeness::different);
  EXPECT_EQ(likeness("出口总额", "进口总额"), Likeness::different);
  EXPECT_EQ(likeness("高新技术企业数", "新增高新技术企业数"), Likeness::different);
  EXPECT_EQ(likeness("小学学位数", "初中学位数"), Likeness::different);
  EXPECT_EQ(likeness("", "企业数"), Likeness::different);
}

RC_GTEST_PROP(Likeness, IsTheSameBothWays, ()) {
  const auto name = [] {
    std::string out;
    for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
      out += *rc::gen::element(std::string("新增"), std::string("企业"), std::string("学位"), std::string("举办"),
                               std::string("数"), std::string("中"), std::string("改造"), std::string("管网"),
                               std::string("1"), std::string("（"));
    }
    return out;
  };
  const std::string a = name();
  const std::string b = name();
  RC_ASSERT(likeness(a, b) == likeness(b, a));
  RC_ASSERT(likeness(a, a) == Likeness::same);
}

}  // namespace
}  // namespace plan::rules
