// What happened in an evaluation, as data: the values decisions took, which rules of which tables held and on which
// inputs, and for the rules that did not hold the one that came nearest and what it lacked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmn/model.hpp"
#include "feel/run.hpp"
#include "feel/value.hpp"

namespace dmn {

struct InputSeen {
  std::string label;  // of the clause, else its expression
  std::string text;   // its expression
  feel::Value value;
};
// A condition of a rule: an input (from 0) and what its cell asks for, as written.
struct Condition {
  std::size_t input = 0;
  std::string asks;
};
struct RuleSeen {
  std::size_t rule = 0;  // from 1
  std::string id;
  std::vector<std::string> annotations;
  std::vector<Condition> conditions;  // cells other than "-"
  std::vector<Condition> lacking;     // of them, those that did not hold; empty for a rule that held
};
struct TableSeen {
  std::string where;  // the decision it was evaluated for
  HitPolicy policy{};
  std::vector<InputSeen> inputs;
  std::vector<RuleSeen> matched;
  // Of the rules that did not hold and say something else than what came out: the one that lacks least, the first of
  // equals.
  std::optional<RuleSeen> nearest;
  // Of the same rules the first that does not hold only because inputs are null: it might, if they were known.
  std::optional<RuleSeen> open;
};
struct DecisionSeen {
  std::string name;
  feel::Value value;
};
struct Trace {
  std::vector<DecisionSeen> decisions;  // in the order they were known
  std::vector<TableSeen> tables;
  std::vector<std::string> unknown_inputs;  // input data of the model that were asked for and are null
};

// Collects a trace: set as `watcher` of a run.
struct Tracer final : feel::Run::Watcher {
  Trace trace;
};

std::string_view name_of(HitPolicy policy);  // "RULE ORDER"

}  // namespace dmn
