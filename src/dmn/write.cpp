#include "dmn/write.hpp"

#include <vector>

#include "dmn/trace.hpp"
#include "markup/write.hpp"

namespace dmn {

namespace {

struct Attribute {
  const char* name;
  std::string value;
  bool even_empty = false;  // others are left out when they have no value
};

class ModelWriter {
 public:
  std::string write(const Definitions& m) {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    open("definitions", {{"xmlns", "https://www.omg.org/spec/DMN/20230324/MODEL/"},
                         {"xmlns:jc", "urn:jicheng:dmn"},
                         {"name", m.name},
                         {"namespace", m.space},
                         {"expressionLanguage", m.expression_language}});
    for (const Import& i : m.imports) {
      leaf("import",
           {{"name", i.name, true}, {"namespace", i.space}, {"locationURI", i.location}, {"importType", i.type}});
    }
    for (const ItemDefinition& i : m.items) item("itemDefinition", i);
    for (const InputData& i : m.inputs) {
      open("inputData", {{"id", i.id}, {"name", i.name, true}, {"label", i.label}, {"jc:holder", i.holder}});
      optional("description", i.description);
      variable("variable", i.variable);
      close();
    }
    for (const KnowledgeModel& k : m.knowledge_models) {
      open("businessKnowledgeModel", {{"id", k.id}, {"name", k.name, true}});
      variable("variable", k.variable);
      if (k.logic != nullptr) function("encapsulatedLogic", *k.logic);
      requirements("knowledgeRequirement", "requiredKnowledge", k.knowledge);
      close();
    }
    for (const Decision& d : m.decisions) {
      open("decision", {{"id", d.id}, {"name", d.name, true}});
      optional("description", d.description);
      optional("question", d.question);
      optional("allowedAnswers", d.allowed_answers);
      variable("variable", d.variable);
      requirements("informationRequirement", "requiredInput", d.inputs);
      requirements("informationRequirement", "requiredDecision", d.decisions);
      requirements("knowledgeRequirement", "requiredKnowledge", d.knowledge);
      if (d.logic != nullptr) expression(*d.logic);
      close();
    }
    for (const DecisionService& s : m.services) {
      open("decisionService", {{"id", s.id}, {"name", s.name, true}});
      variable("variable", s.variable);
      for (const Requirement& r : s.outputs) leaf("outputDecision", {{"href", r.href}});
      for (const Requirement& r : s.encapsulated) leaf("encapsulatedDecision", {{"href", r.href}});
      for (const Requirement& r : s.input_decisions) leaf("inputDecision", {{"href", r.href}});
      for (const Requirement& r : s.input_data) leaf("inputData", {{"href", r.href}});
      close();
    }
    close();
    return std::move(out_);
  }

 private:
  std::string out_;
  std::vector<const char*> open_;

  void start(const char* name, const std::vector<Attribute>& attributes) {
    out_.append(open_.size() * 2, ' ');
    out_ += '<';
    out_ += name;
    for (const Attribute& a : attributes) {
      if (!a.value.empty() || a.even_empty) out_ += ' ' + std::string(a.name) + "=\"" + markup::escaped(a.value) + '"';
    }
  }
  void open(const char* name, const std::vector<Attribute>& attributes = {}) {
    start(name, attributes);
    out_ += ">\n";
    open_.push_back(name);
  }
  void close() {
    const std::string name = open_.back();
    open_.pop_back();
    out_.append(open_.size() * 2, ' ');
    out_ += "</" + name + ">\n";
  }
  void leaf(const char* name, const std::vector<Attribute>& attributes) {
    start(name, attributes);
    out_ += "/>\n";
  }
  void element(const char* name, const std::string& text) {
    start(name, {});
    out_ += '>' + markup::escaped(text) + "</" + name + ">\n";
  }
  void optional(const char* name, const std::string& text) {
    if (!text.empty()) element(name, text);
  }
  void text(const char* name, const Text& t, const std::string& type = {}) {
    open(name, {{"typeRef", type}});
    element("text", t.text);
    close();
  }
  void text(const char* name, const std::optional<Text>& t) {
    if (t) text(name, *t);
  }
  void variable(const char* name, const Variable& v) { leaf(name, {{"name", v.name, true}, {"typeRef", v.type_ref}}); }

  void requirements(const char* wrapper, const char* inner, const std::vector<Requirement>& list) {
    for (const Requirement& r : list) {
      open(wrapper);
      leaf(inner, {{"href", r.href}});
      close();
    }
  }

  void item(const char* name, const ItemDefinition& i) {
    open(name, {{"name", i.name}, {"isCollection", i.is_collection ? "true" : ""}});
    optional("typeRef", i.type_ref);
    text("typeConstraint", i.type_constraint);
    text("allowedValues", i.allowed_values);
    for (const ItemDefinition& c : i.components) item("itemComponent", c);
    if (i.is_function) {
      open("functionItem", {{"outputTypeRef", i.function_output}});
      for (const Variable& p : i.function_parameters) variable("parameters", p);
      close();
    }
    close();
  }

  void part(const char* name, const ExpressionPtr& e) {
    open(name);
    expression(*e);
    close();
  }

  void function(const char* name, const Expression& e) {
    open(name, {{"kind", e.function_kind == "FEEL" ? "" : e.function_kind}, {"typeRef", e.type_ref}});
    for (const Variable& p : e.parameters) variable("formalParameter", p);
    if (!e.parts.empty()) expression(*e.parts[0]);
    close();
  }

  void expression(const Expression& e) {
    using Kind = Expression::Kind;
    const Attribute type{"typeRef", e.type_ref};
    switch (e.kind) {
      case Kind::literal:
        return text("literalExpression", e.text, e.type_ref);
      case Kind::table:
        return table(e);
      case Kind::function:
        return function("functionDefinition", e);
      case Kind::context:
        open("context", {type});
        for (const auto& [v, value] : e.entries) {
          open("contextEntry");
          if (v) variable("variable", *v);
          expression(*value);
          close();
        }
        break;
      case Kind::list:
        open("list", {type});
        for (const auto& p : e.parts) expression(*p);
        break;
      case Kind::relation:
        open("relation", {type});
        for (const Variable& c : e.columns) variable("column", c);
        for (const auto& row : e.rows) {
          open("row");
          for (const auto& cell : row) expression(*cell);
          close();
        }
        break;
      case Kind::invocation:
        open("invocation", {type});
        expression(*e.parts[0]);
        for (const auto& [v, value] : e.entries) {
          open("binding");
          variable("parameter", *v);
          if (value != nullptr) expression(*value);
          close();
        }
        break;
      case Kind::conditional:
        open("conditional", {type});
        part("if", e.parts[0]), part("then", e.parts[1]), part("else", e.parts[2]);
        break;
      case Kind::filter:
        open("filter", {type});
        part("in", e.parts[0]), part("match", e.parts[1]);
        break;
      case Kind::for_loop:
      case Kind::some:
      case Kind::every:
        open(e.kind == Kind::for_loop ? "for"
             : e.kind == Kind::some   ? "some"
                                      : "every",
             {type, {"iteratorVariable", e.iterator}});
        part("in", e.parts[0]);
        part(e.kind == Kind::for_loop ? "return" : "satisfies", e.parts[1]);
        break;
    }
    close();
  }

  void table(const Expression& e) {
    const DecisionTable& t = e.decision_table;
    constexpr const char* aggregations[] = {"", "SUM", "COUNT", "MIN", "MAX"};
    open("decisionTable", {{"typeRef", e.type_ref},
                           {"hitPolicy", std::string(name_of(t.hit_policy))},
                           {"aggregation", aggregations[static_cast<std::size_t>(t.aggregation)]}});
    for (const InputClause& in : t.inputs) {
      open("input", {{"label", in.label}});
      text("inputExpression", in.expression, in.type_ref);
      text("inputValues", in.values);
      close();
    }
    for (const OutputClause& o : t.outputs) {
      open("output", {{"name", o.name}, {"label", o.label}, {"typeRef", o.type_ref}});
      text("outputValues", o.values);
      text("defaultOutputEntry", o.default_entry);
      close();
    }
    for (const std::string& a : t.annotations) leaf("annotation", {{"name", a}});
    for (const Rule& r : t.rules) {
      open("rule", {{"id", r.id}});
      for (const Text& cell : r.inputs) text("inputEntry", cell);
      for (const Text& cell : r.outputs) text("outputEntry", cell);
      for (const std::string& a : r.annotations) text("annotationEntry", Text{a, 0, 0});
      close();
    }
    close();
  }
};

}  // namespace

std::string write_definitions(const Definitions& model) { return ModelWriter().write(model); }

}  // namespace dmn
