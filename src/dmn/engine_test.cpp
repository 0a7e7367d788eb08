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
            "稳岗返还：true，依据第1条规则：职工人数为12（要求 >= 10）；欠缴社保为false（要求 false）。");
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
            "稳岗返还：false，依据第2条规则。尚未确定：第1条规则还可能成立。缺少：欠缴社保（由税务局掌握）。");
}

TEST(Judgment, is_a_no_when_what_is_known_rules_it_out_whatever_is_missing) {
  EXPECT_EQ(judged(model("FIRST", kTwo), {{"职工人数", 8}}).standing, Standing::no);
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
