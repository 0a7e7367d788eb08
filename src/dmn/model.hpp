// A decision model as it is written (DMN 1.2 to 1.5): what was in the file, each part with its place; nothing is
// evaluated here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/fault.hpp"
#include "markup/xml.hpp"

namespace dmn {

// FEEL text and where it stands: its first character, and what is needed to find the others in the file.
struct Text {
  std::string text;
  int line = 0;
  int column = 0;
  std::vector<markup::TextMark> marks;
};

struct Variable {
  std::string name;
  std::string type_ref;
};

enum class HitPolicy { unique, first, priority, any, collect, rule_order, output_order };
enum class Aggregation { none, sum, count, min, max };

struct Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;

struct InputClause {
  std::string label;
  Text expression;
  std::string type_ref;
  std::optional<Text> values;
};
struct OutputClause {
  std::string name;  // empty for a single output
  std::string label;
  std::string type_ref;
  std::optional<Text> values;
  std::optional<Text> default_entry;
};
struct Rule {
  std::string id;
  std::vector<Text> inputs;
  std::vector<Text> outputs;
  std::vector<std::string> annotations;
  int line = 0;
};
struct DecisionTable {
  HitPolicy hit_policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::vector<InputClause> inputs;
  std::vector<OutputClause> outputs;
  std::vector<std::string> annotations;  // headings
  std::vector<Rule> rules;
};

// A literal expression or a boxed one.
struct Expression {
  enum class Kind {
    literal,
    table,
    context,
    list,
    relation,
    invocation,
    function,
    conditional,
    filter,
    for_loop,
    some,
    every
  };
  Kind kind = Kind::literal;
  std::string type_ref;
  int line = 0;
  Text text;  // literal
  DecisionTable decision_table;
  // context: entries, the last may have no variable: the result. invocation: bindings of parameters.
  std::vector<std::pair<std::optional<Variable>, ExpressionPtr>> entries;
  // list: items. invocation: the function. function: the body. conditional: if, then, else. filter: in, match.
  // iterators: in, body.
  std::vector<ExpressionPtr> parts;
  std::vector<Variable> columns;                 // relation
  std::vector<std::vector<ExpressionPtr>> rows;  // relation
  std::vector<Variable> parameters;              // function
  std::string function_kind = "FEEL";            // function: FEEL, Java, PMML
  std::string iterator;                          // for, some, every
};

struct ItemDefinition {
  std::string name;
  std::string type_ref;
  bool is_collection = false;
  std::optional<Text> allowed_values;   // of a member of the collection
  std::optional<Text> type_constraint;  // of the whole
  std::vector<ItemDefinition> components;
  bool is_function = false;
  std::vector<Variable> function_parameters;
  std::string function_output;
  int line = 0;
};

struct InputData {
  std::string id, name;
  Variable variable;
  int line = 0;
  std::string label, description;
  std::string holder;  // who holds the datum: attribute or extension element `holder` of any namespace
  int column = 0;
};
struct Requirement {
  std::string href;  // "#id" or "namespace#id"
  int line = 0;
};
struct Decision {
  std::string id, name;
  Variable variable;
  std::string question, allowed_answers, description;
  std::vector<Requirement> inputs, decisions, knowledge;
  ExpressionPtr logic;  // null: none is given
  int line = 0;
  int column = 0;
};
struct KnowledgeModel {
  std::string id, name;
  Variable variable;
  std::vector<Requirement> knowledge;
  ExpressionPtr logic;  // a function
  int line = 0;
  int column = 0;
};
struct DecisionService {
  std::string id, name;
  Variable variable;
  std::vector<Requirement> outputs, encapsulated, input_decisions, input_data;
  int line = 0;
  int column = 0;
};
struct Import {
  std::string name, space, location, type;
  int line = 0;
};

struct Definitions {
  std::string file;
  std::string name, space;
  std::string version;  // "1.2" … "1.5"
  std::string expression_language;
  std::vector<Import> imports;
  std::vector<ItemDefinition> items;
  std::vector<InputData> inputs;
  std::vector<Decision> decisions;
  std::vector<KnowledgeModel> knowledge_models;
  std::vector<DecisionService> services;
};

// Faults: those of `markup::Xml::parse`; "dmn.not_dmn" for XML of another kind, "dmn.version" for an edition that is
// not known, "dmn.element" for an element that lacks what it needs, each with line and column.
base::Result<Definitions> read_definitions(std::string_view bytes, const std::string& file_name);

}  // namespace dmn
