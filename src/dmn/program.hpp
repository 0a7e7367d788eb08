// A decision model ready to be evaluated: types resolved, expressions compiled, requirements followed. One program
// serves many evaluations, from many threads.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "dmn/model.hpp"
#include "dmn/trace.hpp"
#include "feel/run.hpp"
#include "feel/type.hpp"
#include "feel/value.hpp"

namespace dmn {

// Gives the imported model of a namespace, or null when there is none.
using Imports = std::function<std::shared_ptr<const Definitions>(const Import&)>;

struct Inputs {
  std::map<std::string, feel::Value> values;  // by name of the input data (or of a decision, which it then replaces)
  std::optional<feel::DateTime> now;
};

struct Outcome {
  feel::Value value;
  std::vector<feel::Problem> problems;
};

class TableBox;

// A decision that is one table over input data of its own model, nothing else: what the fast paths take.
struct DirectTable {
  const TableBox* table = nullptr;   // lives as long as the program
  std::vector<std::string> names;    // of the input data, one for each input of the table
  std::vector<feel::TypePtr> types;  // theirs; null: any
  feel::TypePtr type;                // of the decision
};

class Program {
 public:
  // Faults: "dmn.requirement" (an href that names nothing), "dmn.cycle" (requirements in a circle, named),
  // "dmn.type" (a type that is not defined), "dmn.syntax" for an expression that cannot be read: with file, line and
  // column. An expression that cannot be read is kept in `unreadable` and null when evaluated, so that the rest works.
  // `indexed` false: tables are walked rule by rule; the answers are the same. `bound`: input data of the model that
  // are known once and for all, by name: cells that name them are tests of constants then, which can be indexed and
  // checked. An evaluation must be given the same values.
  static base::Result<Program> compile(std::shared_ptr<const Definitions> definitions, const Imports& imports = {},
                                       bool indexed = true, const std::map<std::string, feel::Value>& bound = {});
  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();

  const std::vector<base::Fault>& unreadable() const;
  std::vector<std::string> decisions() const;
  std::vector<std::string> inputs() const;

  // An unknown name is a fault "dmn.unknown".
  base::Result<Outcome> evaluate(const std::string& decision, const Inputs& inputs, const feel::Budget& budget = {},
                                 Trace* trace = nullptr) const;
  // `over_decisions`: inputs that are other decisions of the model are taken as well.
  std::optional<DirectTable> direct_table(const std::string& decision, bool over_decisions = false) const;
  // A decision service or knowledge model by name, its parameters by name from the inputs.
  base::Result<Outcome> invoke(const std::string& name, const Inputs& inputs, const feel::Budget& budget = {}) const;

 private:
  struct Body;  // shared with the functions that evaluations give out
  explicit Program(std::shared_ptr<Body> body);
  std::shared_ptr<Body> body_;
};

}  // namespace dmn
