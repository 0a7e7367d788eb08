// Decision models as offices use them: loaded whole with what they import, checked, asked about one case, with the
// reason. For many cases at once see bulk.hpp.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "dmn/program.hpp"
#include "dmn/trace.hpp"

namespace dmn {

// A datum that the model asks for.
struct InputInfo {
  std::string name;
  std::string label;                   // empty: the name
  std::string type;                    // as the model writes it
  feel::Kind kind = feel::Kind::null;  // number, string, boolean, date …; null: any, list or context
  std::string holder;                  // who holds it, for "ask there"; may be empty
  std::string description;
};

// How a case stands. `unknown`: not a yes now, and one would be possible if data that are missing were known.
enum class Standing { yes, no, unknown };

struct Missing {
  std::string name;
  std::string holder;
};

struct Judgment {
  feel::Value value;
  std::vector<feel::Problem> problems;
  Trace trace;
  // A value is a no when it is null, false, an empty list, or comes only from rules without any condition while another
  // rule would say something else.
  Standing standing = Standing::no;
  // Of `unknown` and `no`: input data that are null and that the rule asked for, itself or through other decisions.
  std::vector<Missing> missing;
};

class Model {
 public:
  struct Source {
    std::string name;
    std::string bytes;
  };
  // The first is the model, the others are those it may import, found by namespace. Faults: of `read_definitions` and
  // of `Program::compile`.
  static base::Result<Model> load(std::vector<Source> sources);

  const Definitions& definitions() const { return *definitions_; }
  std::shared_ptr<const Program> program() const { return program_; }
  // What could not be read inside the model: the rest works, these parts give null.
  const std::vector<base::Fault>& faults() const { return program_->unreadable(); }
  const std::vector<InputInfo>& inputs() const { return inputs_; }
  std::vector<std::string> decisions() const { return program_->decisions(); }
  // Input data that the decision needs, directly or through other decisions, in the order of the model.
  std::vector<std::string> inputs_of(const std::string& decision) const;
  // SHA-256 of the bytes of all sources in the order given (hex).
  const std::string& hash() const { return hash_; }

  base::Result<Judgment> judge(const std::string& decision, const Inputs& inputs,
                               const feel::Budget& budget = {}) const;
  // Standing and missing data from the trace.
  void weigh(const std::string& decision, Judgment& judgment) const;

 private:
  // Input data that are not known and that an expression speaks of, itself or through the decisions it names.
  std::vector<const InputInfo*> unknown_in(const std::string& text, const Trace& trace) const;
  Model() = default;
  std::shared_ptr<const Definitions> definitions_;
  std::shared_ptr<const Program> program_;
  std::vector<InputInfo> inputs_;
  std::string hash_;
};

// One or two sentences: what came out, by which rule on which data; for a no the nearest rule and what it lacks; for an
// unknown what is missing and who holds it.
std::string to_sentence(const std::string& decision, const Judgment& judgment, bool english = false);
std::string_view name_of(Standing standing);  // "yes", "no", "unknown"

}  // namespace dmn
