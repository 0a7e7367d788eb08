// What is wrong in a model is said with file, line and column, through entities and CDATA; and what a hostile model
// costs is bounded.
#include <algorithm>

#include <gtest/gtest.h>

#include "dmn/engine.hpp"
#include "dmn/program.hpp"

namespace dmn {
namespace {

std::string model(const std::string& inside) {
  return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"urn:m\">\n" +
         inside + "\n</definitions>";
}
std::string decision(const std::string& name, const std::string& text, const std::string& more = "") {
  return "<decision id=\"_" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\"/>" + more +
         "\n<literalExpression><text>" + text + "</text></literalExpression></decision>\n";
}
std::string needs(const std::string& kind, const std::string& name) {
  return kind == "knowledge"
             ? "<knowledgeRequirement><requiredKnowledge href=\"#_" + name + "\"/></knowledgeRequirement>"
             : "<informationRequirement><required" + kind + " href=\"#_" + name + "\"/></informationRequirement>";
}

Program compiled(const std::string& xml) {
  auto read = read_definitions(xml, "m.dmn");
  EXPECT_TRUE(read) << (read ? "" : base::to_text(read.error()));
  auto program = Program::compile(std::make_shared<const Definitions>(*std::move(read)));
  EXPECT_TRUE(program) << (program ? "" : base::to_text(program.error()));
  return *std::move(program);
}

std::string place(const base::Fault& f) {
  return f.code + " " + f.where.file + ":" + std::to_string(f.where.line) + ":" + std::to_string(f.where.column);
}
std::string place(const feel::Problem& p) {
  return std::string(feel::code_of(p.wrong)) + " " + p.file + ":" + std::to_string(p.line) + ":" +
         std::to_string(p.column);
}

TEST(Places, of_what_cannot_be_read_are_those_of_the_file) {
  const auto program = compiled(model(decision("a", "1 &lt; 2 and\n  甲 &gt; )") + decision("b", "<![CDATA[1 < ;]]>")));
  ASSERT_EQ(program.unreadable().size(), 2u);
  EXPECT_EQ(place(program.unreadable()[0]), "dmn.syntax m.dmn:4:10");
  EXPECT_EQ(place(program.unreadable()[1]), "dmn.syntax m.dmn:6:39");
}

TEST(Places, of_names_that_nothing_explains_are_those_of_the_file) {
  const auto program = compiled(model(decision("a", "1 &lt; 2 and 甲乙 &gt; 3") + decision("c", "[1][x = 1]")));
  ASSERT_EQ(program.unreadable().size(), 1u);  // in a filter the name may be an entry of the item
  EXPECT_EQ(place(program.unreadable()[0]), "dmn.unknown_name m.dmn:3:39");
  EXPECT_NE(program.unreadable()[0].what.find("甲乙"), std::string::npos);
}

TEST(Places, of_what_goes_wrong_in_an_evaluation_are_those_of_the_file) {
  const auto program =
      compiled(model(decision("a", "if 1 &lt; 2\nthen 1 &lt; \"x\" else 0") +
                     decision("b", "(function(n: number) n)(\"x\")") + decision("c", "abs(&quot;x&quot;)") +
                     "<businessKnowledgeModel id=\"_f\" name=\"f\"><variable name=\"f\"/>"
                     "<encapsulatedLogic><formalParameter name=\"n\"/>\n"
                     "<literalExpression><text>n + date(\"2020-13-01\")</text></literalExpression>"
                     "</encapsulatedLogic></businessKnowledgeModel>\n" +
                     decision("d", "f(1)", needs("knowledge", "f"))));
  const auto first = [&](const std::string& name) {
    const auto out = program.evaluate(name, {});
    return out && !out->problems.empty() ? place(out->problems[0]) : std::string("no problem");
  };
  EXPECT_EQ(first("a"), "wrong_type m.dmn:4:6");
  EXPECT_EQ(first("b"), "not_conforming m.dmn:6:26");
  EXPECT_EQ(first("c"), "wrong_type m.dmn:8:26");
  EXPECT_EQ(first("d"), "out_of_domain m.dmn:10:30");
}

TEST(Places, of_values_that_a_type_refuses_are_those_of_the_element) {
  const auto program =
      compiled(model("<inputData id=\"_n\" name=\"n\"><variable name=\"n\" typeRef=\"number\"/></inputData>\n"
                     "  <decision id=\"_d\" name=\"d\"><variable name=\"d\" typeRef=\"number\"/>" +
                     needs("Input", "n") + "<literalExpression><text>\"x\"</text></literalExpression></decision>\n" +
                     decision("e", "n", needs("Input", "n"))));
  EXPECT_EQ(place(program.evaluate("d", {})->problems.at(0)), "not_conforming m.dmn:3:3");
  Inputs in;
  in.values["n"] = "five";
  EXPECT_EQ(place(program.evaluate("e", in)->problems.at(0)), "not_conforming m.dmn:2:1");
}

TEST(Places, of_broken_models_are_those_of_the_file) {
  const auto fault = [](const std::string& xml) {
    const auto read = read_definitions(xml, "m.dmn");
    return read ? std::string("read") : place(read.error());
  };
  EXPECT_EQ(fault(model("<decision id=\"_a\"/>")), "dmn.element m.dmn:2:1");
  EXPECT_EQ(fault(model("<decision name=\"a\"></decisio>")), "xml.malformed m.dmn:2:22");
  EXPECT_EQ(fault("<!DOCTYPE d [<!ENTITY a \"b\">]>\n" + model("")), "xml.doctype m.dmn:1:11");
  // No entity but the five of XML grows into anything.
  EXPECT_EQ(fault(model(decision("a", "&lol;&lol;"))), "read");
  const auto typed = compiled(model("<itemDefinition name=\"t\"><typeRef>nothing</typeRef></itemDefinition>"));
  ASSERT_EQ(typed.unreadable().size(), 1u);
  EXPECT_EQ(typed.unreadable()[0].code, "dmn.type");
  EXPECT_EQ(typed.unreadable()[0].where.line, 2);
}

TEST(Models, that_import_a_broken_file_say_what_is_broken_in_it) {
  const std::string main = model("<import name=\"o\" namespace=\"urn:o\" importType=\"DMN\"/>" + decision("a", "1"));
  const std::string broken =
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" "
      "namespace=\"urn:o\">\n<decision/>\n</definitions>";
  const auto loaded = Model::load({{"m.dmn", main}, {"o.dmn", broken}});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(place(loaded.error()), "dmn.element o.dmn:2:1");
  const auto missing = Model::load({{"m.dmn", main}});
  ASSERT_TRUE(missing);
  ASSERT_EQ(missing->faults().size(), 1u);
  EXPECT_EQ(place(missing->faults()[0]), "dmn.import m.dmn:2:0");
}

TEST(HostileModels, are_bounded_by_the_budget_of_the_evaluation) {
  const feel::Budget small{.steps = 300'000, .memory = 4 << 20, .depth = 200, .regex_steps = 100'000};
  const std::string bkm =
      "<businessKnowledgeModel id=\"_f\" name=\"f\"><variable name=\"f\"/><encapsulatedLogic>"
      "<formalParameter name=\"n\"/><literalExpression><text>f(n) + f(n)</text></literalExpression>"
      "</encapsulatedLogic></businessKnowledgeModel>";
  // Each decision is ten of the one before: the value is small to make and too large to write.
  std::string chain = decision("x0", "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]");
  for (int i = 1; i <= 30; ++i) {
    const std::string b = "x" + std::to_string(i - 1);
    chain +=
        decision("x" + std::to_string(i), "[" + b + "," + b + "," + b + "," + b + "," + b + "]", needs("Decision", b));
  }
  // Each cell of a table and each allowed value may cost as much as a whole evaluation: they share its budget.
  std::string rules;
  for (int i = 0; i < 200; ++i) {
    rules +=
        "<rule><inputEntry><text>count(for k in 1..100000 return k) = 0</text></inputEntry>"
        "<outputEntry><text>1</text></outputEntry></rule>";
  }
  const std::string table =
      "<decision id=\"_t\" name=\"t\"><variable name=\"t\"/><decisionTable><input><inputExpression><text>1</text>"
      "</inputExpression></input><output/>" +
      rules + "</decisionTable></decision>";
  const std::string type =
      "<itemDefinition name=\"dear\" isCollection=\"true\"><typeRef>number</typeRef><allowedValues>"
      "<text>count(for k in 1..10000 return ?) &gt; 0</text></allowedValues></itemDefinition>"
      "<decision id=\"_u\" name=\"u\"><variable name=\"u\" typeRef=\"dear\"/>"
      "<literalExpression><text>for i in 1..1000 return i</text></literalExpression></decision>";
  const auto program = compiled(model(bkm + decision("d", "f(1)", needs("knowledge", "f")) + chain + table + type));
  for (const char* name : {"d", "x30", "t", "u"}) {
    Trace trace;
    const auto out = program.evaluate(name, {}, small, &trace);
    ASSERT_TRUE(out);
    EXPECT_TRUE(out->value.is_null()) << name;
    EXPECT_TRUE(std::ranges::any_of(out->problems, [](const auto& p) { return p.wrong == feel::Wrong::over_budget; }))
        << name;
  }
}

}  // namespace
}  // namespace dmn
