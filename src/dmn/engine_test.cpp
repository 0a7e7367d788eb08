#include "dmn/engine.hpp"

#include <gtest/gtest.h>

#include "dmn/check.hpp"

namespace dmn {
namespace {

// Stable jobs: at least ten staff and no arrears; made up here.
std::string model(const std::string& policy, const std::string& rules) {
  return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" xmlns:jc=\"urn:jicheng\" name=\"m\" "
         "namespace=\"urn:m\">"
         "<inputData id=\"_1\" name=\"职工人数\" jc:holder=\"人社局\"><variable name=\"职工人数\" "
         "typeRef=\"number\"/></inputData>"
         "<inputData id=\"_2\" name=\"欠缴社保\"><extensionElements><jc:holder>税务局</jc:holder></extensionElements>"
         "<variable name=\"欠缴社保\" typeRef=\"boolean\"/></inputData>"
         "<decision id=\"_d\" name=\"稳岗返还\"><variable name=\"稳岗返还\"/>"
         "<informationRequirement><requiredInput href=\"#_1\"/></informationRequirement>"
         "<informationRequirement><requiredInput href=\"#_2\"/></informationRequirement>"
         "<decisionTable hitPolicy=\"" +
         policy +
         "\"><input><inputExpression><text>职工人数</text></inputExpression></input>"
         "<input><inputExpression><text>欠缴社保</text></inputExpression></input><output/>" +
         rules + "</decisionTable></decision></definitions>";
}
std::string rule(const std::string& a, const std::string& b, const std::string& out) {
  return "<rule><inputEntry><text>" + a + "</text></inputEntry><inputEntry><text>" + b +
         "</text></inputEntry><outputEntry><text>" + out + "</text></outputEntry></rule>";
}
const std::string kTwo = rule("&gt;= 10", "false", "true") + rule("-", "-", "false");

Judgment judged(const std::string& xml, std::map<std::string, feel::Value> values) {
  const auto m = Model::load({{"m.dmn", xml}});
  EXPECT_TRUE(m.has_value());
  Inputs inputs;
  inputs.values = std::move(values);
  return *m->judge("稳岗返还", inputs);
}

TEST(Judgment, of_a_yes_names_the_rule_and_the_data) {
  const auto j = judged(model("FIRST", kTwo), {{"职工人数", 12}, {"欠缴社保", false}});
  EXPECT_EQ(j.standing, Standing::yes);
  EXPECT_EQ(to_sentence("稳岗返还", j),
            "稳岗返还：是，依据第1条规则：职工人数为12（要求 >= 10）；欠缴社保为否（要求 否）。");
}

TEST(Judgment, of_a_no_names_the_nearest_rule_and_what_it_lacks) {
  const auto j = judged(model("FIRST", kTwo), {{"职工人数", 8}, {"欠缴社保", false}});
  EXPECT_EQ(j.standing, Standing::no);
  EXPECT_EQ(to_sentence("稳岗返还", j, true),
            "稳岗返还: false, by rule 2. Nearest is rule 1; it lacks: 职工人数 is 8 (asked: >= 10).");
}

TEST(Judgment, is_open_while_a_datum_is_missing_and_says_who_holds_it) {
  const auto j = judged(model("FIRST", kTwo), {{"职工人数", 12}});
  EXPECT_EQ(j.standing, Standing::unknown);
  ASSERT_EQ(j.missing.size(), 1u);
  EXPECT_EQ(j.missing[0].name, "欠缴社保");
  EXPECT_EQ(j.missing[0].holder, "税务局");
  EXPECT_EQ(to_sentence("稳岗返还", j),
            "稳岗返还：否，依据第2条规则。尚未确定：第1条规则还可能成立。缺少：欠缴社保（由税务局掌握）。");
}

TEST(Judgment, is_a_no_when_what_is_known_rules_it_out_whatever_is_missing) {
  EXPECT_EQ(judged(model("FIRST", kTwo), {{"职工人数", 8}}).standing, Standing::no);
}

// A rate within a limit that depends on the number of staff; made up here.
const std::string kThroughDecisions =
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" xmlns:jc=\"urn:jicheng\" name=\"m\" "
    "namespace=\"urn:m\">"
    "<inputData id=\"_1\" name=\"裁员率\" jc:holder=\"人社局\"><variable name=\"裁员率\" "
    "typeRef=\"number\"/></inputData>"
    "<inputData id=\"_2\" name=\"人数\" jc:holder=\"社保中心\"><variable name=\"人数\" typeRef=\"number\"/></inputData>"
    "<inputData id=\"_3\" name=\"设立日期\"><variable name=\"设立日期\" typeRef=\"date\"/></inputData>"
    "<decision id=\"_l\" name=\"限度\"><variable name=\"限度\"/>"
    "<informationRequirement><requiredInput href=\"#_2\"/></informationRequirement>"
    "<literalExpression><text>if 人数 &lt;= 30 then 0.2 else 0.055</text></literalExpression></decision>"
    "<decision id=\"_d\" name=\"稳岗返还\"><variable name=\"稳岗返还\"/>"
    "<informationRequirement><requiredInput href=\"#_1\"/></informationRequirement>"
    "<informationRequirement><requiredInput href=\"#_3\"/></informationRequirement>"
    "<informationRequirement><requiredDecision href=\"#_l\"/></informationRequirement>"
    "<decisionTable hitPolicy=\"FIRST\"><input label=\"不超过限度\"><inputExpression><text>裁员率 &lt;= 限度</text>"
    "</inputExpression></input><input><inputExpression><text>设立日期</text></inputExpression></input><output/>"
    "<rule><inputEntry><text>true</text></inputEntry><inputEntry><text>&lt; date(\"2023-01-01\")</text></inputEntry>"
    "<outputEntry><text>\"返还\"</text></outputEntry></rule>"
    "<rule><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry>"
    "<outputEntry><text>\"不返还\"</text></outputEntry></rule></decisionTable></decision>"
    "<decision id=\"_e\" name=\"可以办\"><variable name=\"可以办\"/>"
    "<informationRequirement><requiredDecision href=\"#_d\"/></informationRequirement>"
    "<literalExpression><text>稳岗返还 = \"返还\"</text></literalExpression></decision></definitions>";

Judgment through(const std::string& decision, std::map<std::string, feel::Value> values) {
  const auto m = Model::load({{"m.dmn", kThroughDecisions}});
  EXPECT_TRUE(m.has_value());
  Inputs inputs;
  inputs.values = std::move(values);
  return *m->judge(decision, inputs);
}
const feel::Value kOld = *feel::Date::parse("2020-05-01"), kNew = *feel::Date::parse("2023-05-01");

TEST(Judgment, never_takes_what_is_not_known_for_true) {
  const auto j = through("稳岗返还", {{"人数", 20}, {"设立日期", kOld}});
  EXPECT_EQ(feel::to_text(j.value), "不返还");
  EXPECT_EQ(j.standing, Standing::unknown);
  ASSERT_EQ(j.missing.size(), 1u);
  EXPECT_EQ(j.missing[0].name, "裁员率");
}

TEST(Judgment, is_open_when_a_decision_made_something_of_a_datum_that_is_missing) {
  const auto j = through("稳岗返还", {{"裁员率", *feel::Number::parse("0.1")}, {"设立日期", kOld}});
  EXPECT_EQ(j.standing, Standing::unknown);
  EXPECT_EQ(to_sentence("稳岗返还", j),
            "稳岗返还：“不返还”，依据第2条规则。尚未确定：第1条规则还可能成立。缺少：人数（由社保中心掌握）。");
  // Known, it is a no.
  EXPECT_EQ(through("稳岗返还", {{"裁员率", *feel::Number::parse("0.1")}, {"人数", 200}, {"设立日期", kOld}}).standing,
            Standing::no);
}

TEST(Judgment, of_a_decision_without_a_table_is_told_by_the_one_it_rests_on) {
  const auto j = through("可以办", {{"裁员率", 0}, {"人数", 20}, {"设立日期", kNew}});
  EXPECT_EQ(j.standing, Standing::no);
  EXPECT_EQ(to_sentence("可以办", j),
            "可以办：否，因为稳岗返还是“不返还”，依据第2条规则。最接近的是第1条规则，还差：设立日期为2023-05-01（要求 "
            "< 2023-01-01）。");
  EXPECT_EQ(through("可以办", {{"裁员率", 0}, {"设立日期", kOld}}).standing, Standing::yes);
  EXPECT_EQ(through("可以办", {{"人数", 20}, {"设立日期", kOld}}).standing, Standing::unknown);
}

std::vector<std::string> findings(const std::string& xml) {
  const auto m = Model::load({{"m.dmn", xml}});
  std::vector<std::string> out;
  for (const auto& f : check_tables(*m->program()).findings) out.push_back(to_sentence(f, true));
  return out;
}

TEST(Check, of_a_complete_table_finds_nothing) { EXPECT_TRUE(findings(model("FIRST", kTwo)).empty()); }

TEST(Check, names_a_gap_by_an_example) {
  const auto found = findings(model("UNIQUE", rule("&gt;= 10", "-", "true") + rule("&lt; 10", "true", "false")));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "稳岗返还: no rule covers 职工人数 = 9, 欠缴社保 = false");
}

TEST(Check, names_a_conflict_by_its_rules_and_an_example) {
  const auto found = findings(model("UNIQUE", rule("&gt;= 10", "-", "true") + rule("&lt;= 10", "-", "false")));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "稳岗返还: rules 1, 2 hold at once and say different things: 职工人数 = 10");
}

TEST(Check, names_a_rule_that_never_decides) {
  const auto found = findings(model("FIRST", rule("-", "-", "true") + rule("&lt; 10", "-", "false")));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "稳岗返还: rule 2 can never decide");
}

}  // namespace
}  // namespace dmn
