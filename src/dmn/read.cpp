#include <algorithm>
#include <string_view>

#include "dmn/model.hpp"
#include "markup/xml.hpp"

namespace dmn {

namespace {

using markup::Element;

// Thrown inside this file only.
struct Bad {
  base::Fault fault;
};

std::string attribute(Element e, std::string_view name) {
  const auto a = e.attribute(name);
  return a ? std::string(*a) : std::string();
}

std::string trimmed(std::string_view s) {
  const auto first = s.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(s.substr(first, s.find_last_not_of(" \t\r\n") - first + 1));
}

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  Definitions definitions(Element root) {
    if (root.local_name() != "definitions") {
      bad(root, "dmn.not_dmn", "这不是DMN决策模型：最外层是“" + std::string(root.local_name()) + "”",
          "检查是不是选错了文件");
    }
    Definitions out;
    out.file = file_;
    out.version = version(root);
    out.name = attribute(root, "name");
    out.space = attribute(root, "namespace");
    out.expression_language = attribute(root, "expressionLanguage");
    for (Element e : root) {
      const auto kind = e.local_name();
      if (e.space() != root.space()) continue;
      if (kind == "import") {
        out.imports.push_back({attribute(e, "name"), attribute(e, "namespace"), attribute(e, "locationURI"),
                               attribute(e, "importType"), e.line()});
      } else if (kind == "itemDefinition") {
        out.items.push_back(item(e));
      } else if (kind == "inputData") {
        out.inputs.push_back({attribute(e, "id"), needed(e, "name"), variable_of(e), e.line(), attribute(e, "label"),
                              child_text(e, "description"), holder_of(e), e.column()});
      } else if (kind == "decision") {
        out.decisions.push_back(decision(e));
      } else if (kind == "businessKnowledgeModel") {
        out.knowledge_models.push_back(knowledge(e));
      } else if (kind == "decisionService") {
        out.services.push_back(service(e));
      }
    }
    return out;
  }

 private:
  std::string file_;
  int depth_ = 0;

  [[noreturn]] void bad(Element e, std::string code, std::string what, std::string remedy) const {
    base::Place place;
    place.file = file_;
    place.line = e.line();
    place.column = e.column();
    throw Bad{{std::move(code), std::move(what), place, std::move(remedy)}};
  }

  std::string needed(Element e, std::string_view name) const {
    const auto a = e.attribute(name);
    if (!a) {
      bad(e, "dmn.element", "“" + std::string(e.local_name()) + "”缺少属性" + std::string(name), "补上这个属性");
    }
    return std::string(*a);
  }

  std::string version(Element root) const {
    const std::string_view space = root.space();
    struct Edition {
      std::string_view mark, version;
    };
    constexpr Edition editions[] = {{"DMN/20180521/MODEL", "1.2"}, {"DMN/20191111/MODEL", "1.3"},
                                    {"DMN/20211108/MODEL", "1.4"}, {"DMN/20230324/MODEL", "1.5"},
                                    {"DMN/20240513/MODEL", "1.6"}, {"DMN/20151101/dmn", "1.1"}};
    for (const Edition& edition : editions) {
      if (space.find(edition.mark) != std::string_view::npos) return std::string(edition.version);
    }
    bad(root, "dmn.version", "不认识这一版的DMN：" + std::string(space), "在建模软件里另存为1.1至1.5版中的一版");
  }

  Text text_of(Element e) const {
    const Element inner = e.child("text");
    if (!inner) return {std::string(), e.line(), e.column(), {}};
    Text out{inner.text(), inner.line(), inner.column(), inner.text_marks()};
    if (!out.marks.empty()) out.line = out.marks.front().line, out.column = out.marks.front().column;
    return out;
  }
  std::optional<Text> optional_text(Element e, std::string_view child) const {
    const Element inner = e.child(child);
    if (!inner) return std::nullopt;
    return text_of(inner);
  }
  // typeRef is an attribute since 1.2; in item definitions an element.
  static std::string type_ref(Element e) {
    std::string out = attribute(e, "typeRef");
    if (out.empty()) {
      if (const Element inner = e.child("typeRef")) out = inner.text();
    }
    out = trimmed(out);
    // "feel:string" as DMN 1.1 wrote it.
    if (out.starts_with("feel:")) out = out.substr(5);
    return out;
  }

  static std::string child_text(Element e, std::string_view child) {
    const Element inner = e.child(child);
    return inner ? trimmed(inner.text()) : std::string();
  }
  static std::string holder_of(Element e) {
    if (const auto a = e.local_attribute("holder")) return std::string(*a);
    const Element extension = e.child("extensionElements");
    if (!extension) return {};
    for (Element x : extension) {
      if (x.local_name() == "holder") return trimmed(x.text());
    }
    return {};
  }

  Variable variable_of(Element e) const {
    const Element v = e.child("variable");
    Variable out;
    if (v) out = {attribute(v, "name"), type_ref(v)};
    if (out.name.empty()) out.name = attribute(e, "name");
    return out;
  }

  ItemDefinition item(Element e) {
    if (++depth_ > 60) bad(e, "dmn.element", "类型定义嵌套太深", "拆成几个类型");
    ItemDefinition out;
    out.name = attribute(e, "name");
    out.line = e.line();
    out.type_ref = type_ref(e);
    out.is_collection = attribute(e, "isCollection") == "true";
    out.allowed_values = optional_text(e, "allowedValues");
    out.type_constraint = optional_text(e, "typeConstraint");
    for (Element c : e) {
      if (c.local_name() == "itemComponent") out.components.push_back(item(c));
      if (c.local_name() == "functionItem") {
        out.is_function = true;
        out.function_output = attribute(c, "outputTypeRef");
        for (Element p : c) {
          if (p.local_name() == "parameters") out.function_parameters.push_back({attribute(p, "name"), type_ref(p)});
        }
      }
    }
    --depth_;
    return out;
  }

  static void requirements(Element e, std::string_view wrapper, std::string_view inner, std::vector<Requirement>& out) {
    for (Element r : e) {
      if (r.local_name() != wrapper) continue;
      if (const Element target = r.child(inner)) out.push_back({attribute(target, "href"), target.line()});
    }
  }

  Decision decision(Element e) {
    Decision out;
    out.id = attribute(e, "id");
    out.name = needed(e, "name");
    out.line = e.line();
    out.column = e.column();
    out.variable = variable_of(e);
    if (const Element q = e.child("question")) out.question = q.text();
    if (const Element a = e.child("allowedAnswers")) out.allowed_answers = a.text();
    if (const Element d = e.child("description")) out.description = d.text();
    requirements(e, "informationRequirement", "requiredInput", out.inputs);
    requirements(e, "informationRequirement", "requiredDecision", out.decisions);
    requirements(e, "knowledgeRequirement", "requiredKnowledge", out.knowledge);
    out.logic = first_expression(e);
    return out;
  }

  KnowledgeModel knowledge(Element e) {
    KnowledgeModel out;
    out.id = attribute(e, "id");
    out.name = needed(e, "name");
    out.line = e.line();
    out.column = e.column();
    out.variable = variable_of(e);
    requirements(e, "knowledgeRequirement", "requiredKnowledge", out.knowledge);
    if (const Element logic = e.child("encapsulatedLogic")) out.logic = function(logic);
    return out;
  }

  DecisionService service(Element e) const {
    DecisionService out;
    out.id = attribute(e, "id");
    out.name = needed(e, "name");
    out.line = e.line();
    out.column = e.column();
    out.variable = variable_of(e);
    for (Element r : e) {
      const Requirement to{attribute(r, "href"), r.line()};
      if (r.local_name() == "outputDecision") out.outputs.push_back(to);
      if (r.local_name() == "encapsulatedDecision") out.encapsulated.push_back(to);
      if (r.local_name() == "inputDecision") out.input_decisions.push_back(to);
      if (r.local_name() == "inputData") out.input_data.push_back(to);
    }
    return out;
  }

  static bool is_expression(std::string_view name) {
    constexpr std::string_view names[] = {
        "literalExpression",  "decisionTable", "context", "list", "relation", "invocation",
        "functionDefinition", "conditional",   "filter",  "for",  "some",     "every"};
    return std::ranges::find(names, name) != std::end(names);
  }

  ExpressionPtr first_expression(Element e) {
    for (Element c : e) {
      if (is_expression(c.local_name())) return expression(c);
    }
    return nullptr;
  }
  ExpressionPtr child_expression(Element e, std::string_view child) {
    const Element c = e.child(child);
    if (!c) bad(e, "dmn.element", "“" + std::string(e.local_name()) + "”里没有" + std::string(child), "补上");
    auto out = first_expression(c);
    if (out == nullptr) bad(c, "dmn.element", "“" + std::string(child) + "”是空的", "补上表达式");
    return out;
  }

  ExpressionPtr expression(Element e) {
    if (++depth_ > 120) bad(e, "dmn.element", "表达式嵌套太深", "拆成几个决策");
    auto out = std::make_shared<Expression>();
    out->type_ref = type_ref(e);
    out->line = e.line();
    const auto kind = e.local_name();
    if (kind == "literalExpression") {
      out->text = text_of(e);
    } else if (kind == "decisionTable") {
      out->kind = Expression::Kind::table;
      out->decision_table = table(e);
    } else if (kind == "context") {
      out->kind = Expression::Kind::context;
      for (Element entry : e) {
        if (entry.local_name() != "contextEntry") continue;
        std::optional<Variable> name;
        if (const Element v = entry.child("variable")) name = Variable{attribute(v, "name"), type_ref(v)};
        auto value = first_expression(entry);
        if (value != nullptr) out->entries.emplace_back(std::move(name), std::move(value));
      }
    } else if (kind == "list") {
      out->kind = Expression::Kind::list;
      for (Element c : e) {
        if (is_expression(c.local_name())) out->parts.push_back(expression(c));
      }
    } else if (kind == "relation") {
      relation(e, *out);
    } else if (kind == "invocation") {
      out->kind = Expression::Kind::invocation;
      if (auto callee = first_expression(e)) out->parts.push_back(std::move(callee));
      for (Element b : e) {
        if (b.local_name() != "binding") continue;
        const Element p = b.child("parameter");
        if (!p) bad(b, "dmn.element", "调用的一项没有写参数名", "补上parameter");
        out->entries.emplace_back(Variable{attribute(p, "name"), type_ref(p)}, first_expression(b));
      }
      if (out->parts.empty()) bad(e, "dmn.element", "调用没有写要调用的函数", "补上");
    } else if (kind == "functionDefinition") {
      --depth_;
      return function(e);
    } else if (kind == "conditional") {
      out->kind = Expression::Kind::conditional;
      for (const char* part : {"if", "then", "else"}) out->parts.push_back(child_expression(e, part));
    } else if (kind == "filter") {
      out->kind = Expression::Kind::filter;
      for (const char* part : {"in", "match"}) out->parts.push_back(child_expression(e, part));
    } else {
      out->kind = kind == "for"    ? Expression::Kind::for_loop
                  : kind == "some" ? Expression::Kind::some
                                   : Expression::Kind::every;
      out->iterator = attribute(e, "iteratorVariable");
      out->parts.push_back(child_expression(e, "in"));
      out->parts.push_back(child_expression(e, kind == "for" ? "return" : "satisfies"));
    }
    --depth_;
    return out;
  }

  ExpressionPtr function(Element e) {
    if (++depth_ > 120) bad(e, "dmn.element", "表达式嵌套太深", "拆成几个决策");
    auto out = std::make_shared<Expression>();
    out->kind = Expression::Kind::function;
    out->line = e.line();
    out->type_ref = type_ref(e);
    const std::string kind = attribute(e, "kind");
    if (!kind.empty()) out->function_kind = kind;
    for (Element p : e) {
      if (p.local_name() == "formalParameter") out->parameters.push_back({attribute(p, "name"), type_ref(p)});
    }
    if (auto body = first_expression(e)) out->parts.push_back(std::move(body));
    --depth_;
    return out;
  }

  void relation(Element e, Expression& out) {
    out.kind = Expression::Kind::relation;
    for (Element c : e) {
      if (c.local_name() == "column") out.columns.push_back({attribute(c, "name"), type_ref(c)});
      if (c.local_name() != "row") continue;
      std::vector<ExpressionPtr> row;
      for (Element cell : c) {
        if (is_expression(cell.local_name())) row.push_back(expression(cell));
      }
      if (row.size() != out.columns.size()) {
        bad(c, "dmn.element",
            "关系表这一行有" + std::to_string(row.size()) + "格，表头有" + std::to_string(out.columns.size()) + "列",
            "补齐或删去多余的格");
      }
      out.rows.push_back(std::move(row));
    }
  }

  DecisionTable table(Element e) {
    DecisionTable out;
    const std::string policy = attribute(e, "hitPolicy");
    struct Named {
      std::string_view name;
      HitPolicy policy;
    };
    constexpr Named policies[] = {{"UNIQUE", HitPolicy::unique},
                                  {"FIRST", HitPolicy::first},
                                  {"PRIORITY", HitPolicy::priority},
                                  {"ANY", HitPolicy::any},
                                  {"COLLECT", HitPolicy::collect},
                                  {"RULE ORDER", HitPolicy::rule_order},
                                  {"OUTPUT ORDER", HitPolicy::output_order}};
    if (!policy.empty()) {
      const auto at = std::ranges::find(policies, policy, &Named::name);
      if (at == std::end(policies)) {
        bad(e, "dmn.element", "不认识的命中策略“" + policy + "”",
            "改用其中之一：UNIQUE、FIRST、PRIORITY、ANY、COLLECT、RULE ORDER、OUTPUT ORDER");
      }
      out.hit_policy = at->policy;
    }
    const std::string aggregation = attribute(e, "aggregation");
    out.aggregation = aggregation == "SUM"     ? Aggregation::sum
                      : aggregation == "COUNT" ? Aggregation::count
                      : aggregation == "MIN"   ? Aggregation::min
                      : aggregation == "MAX"   ? Aggregation::max
                                               : Aggregation::none;
    for (Element c : e) {
      const auto kind = c.local_name();
      if (kind == "input") {
        InputClause in;
        in.label = attribute(c, "label");
        const Element x = c.child("inputExpression");
        if (!x) bad(c, "dmn.element", "决策表的一个输入列没有写表达式", "补上inputExpression");
        in.expression = text_of(x);
        in.type_ref = type_ref(x);
        in.values = optional_text(c, "inputValues");
        out.inputs.push_back(std::move(in));
      } else if (kind == "output") {
        OutputClause o;
        o.name = attribute(c, "name");
        o.label = attribute(c, "label");
        o.type_ref = type_ref(c);
        o.values = optional_text(c, "outputValues");
        o.default_entry = optional_text(c, "defaultOutputEntry");
        out.outputs.push_back(std::move(o));
      } else if (kind == "annotation") {
        out.annotations.push_back(attribute(c, "name"));
      } else if (kind == "rule") {
        Rule r;
        r.id = attribute(c, "id");
        r.line = c.line();
        for (Element x : c) {
          if (x.local_name() == "inputEntry") r.inputs.push_back(text_of(x));
          if (x.local_name() == "outputEntry") r.outputs.push_back(text_of(x));
          if (x.local_name() == "annotationEntry") r.annotations.push_back(text_of(x).text);
        }
        if (r.inputs.size() != out.inputs.size() || r.outputs.size() != out.outputs.size()) {
          bad(c, "dmn.element",
              "决策表第" + std::to_string(out.rules.size() + 1) + "条规则有" + std::to_string(r.inputs.size()) +
                  "个输入、" + std::to_string(r.outputs.size()) + "个输出，表头是" + std::to_string(out.inputs.size()) +
                  "个和" + std::to_string(out.outputs.size()) + "个",
              "补齐这条规则");
        }
        out.rules.push_back(std::move(r));
      }
    }
    if (out.outputs.empty()) bad(e, "dmn.element", "决策表没有输出列", "补上output");
    return out;
  }
};

}  // namespace

base::Result<Definitions> read_definitions(std::string_view bytes, const std::string& file_name) {
  auto xml = markup::Xml::parse(bytes, file_name);
  if (!xml) return base::fail(xml.error());
  try {
    return Reader(file_name).definitions(xml->root());
  } catch (const Bad& bad) {
    return base::fail(bad.fault);
  }
}

}  // namespace dmn
