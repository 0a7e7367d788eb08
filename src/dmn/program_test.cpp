#include "dmn/program.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "dmn/tck.hpp"

namespace dmn {
namespace {

const char* const kSpaces[] = {
    "http://www.omg.org/spec/DMN/20180521/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/"};

std::string model(const std::string& inside, const std::string& space = kSpaces[3]) {
  return "<definitions xmlns=\"" + space + "\" name=\"m\" namespace=\"urn:m\">" + inside + "</definitions>";
}
std::string decision(const std::string& name, const std::string& logic, const std::string& requires_ = "",
                     const std::string& type = "") {
  return "<decision id=\"_" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\"" +
         (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/>" + requires_ + logic + "</decision>";
}
std::string literal(const std::string& text) {
  return "<literalExpression><text>" + text + "</text></literalExpression>";
}
std::string needs(const std::string& name) {
  return "<informationRequirement><requiredDecision href=\"#_" + name + "\"/></informationRequirement>";
}
std::string needs_input(const std::string& name) {
  return "<informationRequirement><requiredInput href=\"#_" + name + "\"/></informationRequirement>";
}
std::string input(const std::string& name, const std::string& type) {
  return "<inputData id=\"_" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" + type +
         "\"/></inputData>";
}

base::Result<Program> compiled(const std::string& xml) {
  auto read = read_definitions(xml, "m.dmn");
  if (!read) return base::fail(read.error());
  return Program::compile(std::make_shared<const Definitions>(*std::move(read)));
}

std::string value_of(const std::string& xml, const std::string& name, const Inputs& inputs = {}) {
  auto program = compiled(xml);
  if (!program) return program.error().code;
  auto out = program->evaluate(name, inputs);
  if (!out) return out.error().code;
  return feel::to_literal(out->value);
}

std::string table(const std::string& policy, const std::string& extra = "") {
  return "<decisionTable hitPolicy=\"" + policy + "\"" + extra +
         "><input><inputExpression><text>n</text></inputExpression></input>"
         "<output><outputValues><text>\"high\", \"low\"</text></outputValues></output>"
         "<rule><inputEntry><text>&gt; 0</text></inputEntry><outputEntry><text>\"low\"</text></outputEntry></rule>"
         "<rule><inputEntry><text>&gt; 10</text></inputEntry><outputEntry><text>\"high\"</text></outputEntry></rule>"
         "</decisionTable>";
}

TEST(Model, of_every_edition_since_1_2_is_read) {
  for (const char* space : kSpaces)
    EXPECT_EQ(value_of(model(decision("d", literal("1 + 1")), space), "d"), "2") << space;
  EXPECT_EQ(value_of(model(decision("d", literal("1")), "urn:other"), "d"), "dmn.version");
}

TEST(Table, each_hit_policy_takes_what_it_should) {
  const auto with = [](const std::string& policy, int n, const std::string& extra = "") {
    Inputs in;
    in.values["n"] = n;
    return value_of(model(input("n", "number") + decision("d", table(policy, extra), needs_input("n"))), "d", in);
  };
  EXPECT_EQ(with("UNIQUE", 5), "\"low\"");
  EXPECT_EQ(with("UNIQUE", 50), "null");
  EXPECT_EQ(with("FIRST", 50), "\"low\"");
  EXPECT_EQ(with("PRIORITY", 50), "\"high\"");
  EXPECT_EQ(with("ANY", 50), "null");
  EXPECT_EQ(with("RULE ORDER", 50), "[\"low\", \"high\"]");
  EXPECT_EQ(with("OUTPUT ORDER", 50), "[\"high\", \"low\"]");
  EXPECT_EQ(with("COLLECT", 50, " aggregation=\"COUNT\""), "2");
  EXPECT_EQ(with("COLLECT", -1, " aggregation=\"COUNT\""), "0");
  EXPECT_EQ(with("FIRST", -1), "null");
}

TEST(Program, names_the_circle_in_which_decisions_depend_on_each_other) {
  const auto program =
      compiled(model(decision("a", literal("b"), needs("b")) + decision("b", literal("a"), needs("a"))));
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().code, "dmn.cycle");
  EXPECT_NE(program.error().what.find("a → b → a"), std::string::npos) << program.error().what;
}

TEST(Program, names_a_circle_through_a_service) {
  const auto program = compiled(model(
      decision("a", literal("s()"), "<knowledgeRequirement><requiredKnowledge href=\"#_s\"/></knowledgeRequirement>") +
      "<decisionService id=\"_s\" name=\"s\"><outputDecision href=\"#_a\"/></decisionService>"));
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().code, "dmn.cycle");
  EXPECT_NE(program.error().what.find("a → s → a"), std::string::npos) << program.error().what;
}

TEST(Program, an_expression_that_cannot_be_read_is_named_and_the_rest_works) {
  auto program = compiled(model(decision("good", literal("1")) + "\n" + decision("bad", literal("1 + "))));
  ASSERT_TRUE(program);
  ASSERT_EQ(program->unreadable().size(), 1u);
  EXPECT_EQ(program->unreadable()[0].where.line, 2);
  EXPECT_EQ(program->unreadable()[0].where.file, "m.dmn");
  EXPECT_NE(program->unreadable()[0].what.find("bad"), std::string::npos);
  EXPECT_TRUE(program->evaluate("bad", {})->value.is_null());
  EXPECT_EQ(feel::to_literal(program->evaluate("good", {})->value), "1");
}

TEST(Program, a_value_that_its_type_refuses_is_null_with_a_problem) {
  auto program = compiled(model(input("n", "number") + decision("d", literal("n"), needs_input("n"))));
  Inputs in;
  in.values["n"] = "five";
  const auto out = program->evaluate("d", in);
  EXPECT_TRUE(out->value.is_null());
  ASSERT_FALSE(out->problems.empty());
  EXPECT_EQ(out->problems[0].wrong, feel::Wrong::not_conforming);
}

TEST(Program, knowledge_models_may_call_themselves_within_the_budget) {
  const std::string bkm =
      "<businessKnowledgeModel id=\"_f\" name=\"f\"><variable name=\"f\"/><encapsulatedLogic><formalParameter "
      "name=\"n\"/>" +
      literal("if n = 0 then 1 else n * f(n - 1)") + "</encapsulatedLogic></businessKnowledgeModel>";
  const std::string need = "<knowledgeRequirement><requiredKnowledge href=\"#_f\"/></knowledgeRequirement>";
  EXPECT_EQ(value_of(model(bkm + decision("d", literal("f(10)"), need)), "d"), "3628800");
  EXPECT_EQ(value_of(model(bkm + decision("d", literal("f(-1)"), need)), "d"), "null");
}

TEST(Program, what_is_missing_or_broken_is_said) {
  EXPECT_EQ(value_of("<definitions", "d"), "xml.malformed");
  EXPECT_EQ(value_of("<a/>", "d"), "dmn.not_dmn");
  EXPECT_EQ(value_of("<!DOCTYPE x [<!ENTITY e \"x\">]>" + model(""), "d"), "xml.doctype");
  EXPECT_EQ(value_of(model(""), "d"), "dmn.unknown");
  auto program = compiled(model(decision("d", literal("x"), needs("nowhere"))));
  ASSERT_EQ(program->unreadable().size(), 2u);
  EXPECT_EQ(program->unreadable()[0].code, "dmn.requirement");
  EXPECT_EQ(program->unreadable()[1].code, "dmn.unknown_name");
}

// The public conformance kit (DMN TCK), where it is at hand: every case passes but those of external Java functions.
TEST(Conformance, every_case_of_the_kit_passes) {
  namespace fs = std::filesystem;
  const fs::path kit = fs::path(JICHENG_SOURCE_DIR) / "../shared/tck";
  if (!fs::exists(kit)) GTEST_SKIP() << "../shared/tck is not here";
  const auto bytes = [](const fs::path& p) {
    std::ifstream in(p, std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
  };
  int values = 0, errors = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kit)) {
    if (entry.path().extension() != ".xml" || entry.path().string().find("external-java") != std::string::npos)
      continue;
    const auto cases = read_tck(bytes(entry.path()), entry.path().filename().string());
    ASSERT_TRUE(cases) << entry.path();
    const fs::path folder = entry.path().parent_path();
    const auto load = [&](const fs::path& p) {
      auto read = read_definitions(bytes(p), p.filename().string());
      return read ? std::make_shared<const Definitions>(*std::move(read)) : nullptr;
    };
    const Imports imports = [&](const Import& i) -> std::shared_ptr<const Definitions> {
      for (const auto& other : fs::directory_iterator(folder)) {
        if (other.path().extension() != ".dmn") continue;
        auto model = load(other.path());
        if (model != nullptr && model->space == i.space) return model;
      }
      return nullptr;
    };
    auto program = Program::compile(load(folder / cases->model), imports);
    ASSERT_TRUE(program) << folder;
    for (TckCase test : cases->cases) {
      test.inputs.now = feel::DateTime::parse("2023-11-30T08:00:00Z");
      for (const auto& node : test.nodes) {
        const auto verdict = judge(*program, test, node);
        EXPECT_TRUE(verdict.passed) << folder.filename() << " " << test.id << " " << node.name << ": " << verdict.got;
        ++(node.error ? errors : values);
      }
    }
  }
  EXPECT_GE(values, 1600);
  EXPECT_GE(errors, 1200);
}

}  // namespace
}  // namespace dmn
