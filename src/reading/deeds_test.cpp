// What of an office's words is a deed.
#include "reading/deeds.hpp"

#include <gtest/gtest.h>

namespace reading {
namespace {

TEST(Deeds, empty_words_and_intentions_tell_of_none) {
  for (const char* words :
       {"我局高度重视，将进一步加强调度，加大力度，确保完成全年目标。", "已高度重视此项工作，加强组织领导，压实责任。",
        "《督办单》已收悉，我局正在认真研究部署。", "采取有力措施，积极推进，进展顺利。",
        "将于12月开工，年底建成投产。", "拟印发攻坚方案", "尚未印发方案", "下一步召开调度会，走访企业20家", "已完成",
        "按期完成年度目标任务", "",
        "我局党组高度重视，第一时间召开会议研究部署，下一步将进一步提高站位、压实责任、加大力度、强化措施。",
        "迅速召开局党组会议专题研究部署，压实责任、强化措施", "召开全体会议传达学习，提高站位，加大力度"})
    EXPECT_EQ(deed_told(words), DeedTold::none) << words;
}

TEST(Deeds, finished_acts_and_what_is_under_way_tell_of_one) {
  for (const char* words :
       {"我局高度重视，已召开调度会3次，将进一步加大力度。", "印发了《工业稳增长十条》", "走访企业12家",
        "南湖养老服务中心已于11月20日开工，完成基础施工。", "我局已组织施工单位进场", "改造老旧小区12个",
        "招商计划已印发", "补短板方案经区政府常务会议审定并印发", "支持企业的政策出台", "正在进行二期基础施工",
        "澜芯半导体封装项目已复工，经现场核实", "2024年5月20日印发固定资产投资攻坚方案（甲府办〔2024〕8号）",
        "召开专题会议3次", "10月30日召开现场协调会", "召开会议审议通过攻坚方案", "培训320人次", "老旧小区改造全面完成",
        "将加大力度；已兑现奖励资金300万元"})
    EXPECT_EQ(deed_told(words), DeedTold::deed) << words;
}

TEST(Deeds, a_reported_value_is_no_deed) {
  for (const char* words : {"工业增加值增长8%，已完成", "规模以上工业增加值已增长9.8%", "社零总额达到85亿元",
                            "GDP完成208.6亿元", "已增长8%", "高新技术企业达到318家", "固定资产投资已增长9%"}) {
    EXPECT_EQ(deed_told(words), DeedTold::none) << words;
    EXPECT_TRUE(reports_value(words)) << words;
  }
  for (const char* words : {"印发方案（甲府办〔2024〕8号）", "走访企业12家", "规上工业企业新增12家入库",
                            "力争全年工业增加值增长8%，已印发方案"})
    EXPECT_FALSE(reports_value(words)) << words;
}

TEST(Deeds, beside_a_named_task_done_alone_tells_of_it) {
  EXPECT_EQ(deed_told("已完成", true), DeedTold::deed);
  EXPECT_EQ(deed_told("确保完成", true), DeedTold::none);
}

TEST(Deeds, other_words_are_left_to_whoever_reads) { EXPECT_EQ(deed_told("方案经常务会议讨论"), DeedTold::unclear); }

TEST(Deeds, AnActIsQuotedBeforeACount) {
  const auto told = deed_words("净增规上工业企业33户，完成年度任务的82.5%。10月16日印发《四季度工业稳增长十条措施》。");
  EXPECT_EQ(told.words, "10月16日印发《四季度工业稳增长十条措施》");
  EXPECT_TRUE(told.act);
  const auto none = deed_words("高度重视，进一步加大力度，确保完成任务。");
  EXPECT_EQ(none.words, "");
  EXPECT_FALSE(none.act);
}

}  // namespace
}  // namespace reading
