// A pack: a folder of definitions an office can read and change, from which a service system runs. Policies as decision
// models, the clause beside each rule, dated parameters, the fields of the register and who holds them, cases good and
// bad. What each file holds: docs/reference/packs.md. No pack is known here by name.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "calendar/period.hpp"
#include "dmn/model.hpp"
#include "feel/value.hpp"

namespace packs {

// The words a policy's decision answers with, in its output 结论; the amount, in yuan, in its output 金额.
inline constexpr const char* kConclusion = "结论";
inline constexpr const char* kAmount = "金额";
inline constexpr const char* kYes = "享受";
// Input data that every model may use: the day asked about.
inline constexpr const char* kAsof = "截至日期";

enum class FieldType { text, number, date, boolean, credit_code };

struct Field {
  std::string name;
  FieldType type = FieldType::text;
  std::string unit;
  std::string holder;         // the office that holds the datum
  bool personal = false;      // never printed in a result
  feel::Value blank;          // what an empty cell means; null: not known
  std::string blank_written;  // as the table says it
  std::string meaning;
  int line = 0;
};

// A value between two days, both included.
struct Parameter {
  std::string name;
  feel::Value value;
  std::string written, unit;
  calendar::Date from{};
  std::optional<calendar::Date> to;
  std::string published, source;
  std::string nature;  // 公布, 示例
  int line = 0;
};

struct Clause {
  std::string policy, rule, number, text, source;
  int line = 0;
};

struct Policy {
  std::string name, english, model, decision, office, may_change, document, nature;
  calendar::Date from{};
  std::optional<calendar::Date> to;
  int line = 0;
  std::shared_ptr<const dmn::Definitions> definitions;  // null: could not be read, see the faults
  std::string hash;                                     // SHA-256 of the model's bytes, hex

  bool in_force(calendar::Date day) const { return from <= day && (!to || day <= *to); }
};

struct Case {
  std::string file, policy, name, says;
  calendar::Date asof{};
  std::string conclusion;  // 享受, 不享受, 缺数据
  std::string amount;      // empty: none is expected
  std::string rule;        // empty: not said
  std::vector<std::string> missing;
  std::map<std::string, std::string> values;  // by field, as written
  int line = 0;
};

struct Pack {
  std::string folder;
  std::map<std::string, std::string> about;  // pack.csv
  std::vector<Field> fields;
  std::vector<Parameter> parameters;
  std::vector<Policy> policies;
  std::vector<Clause> clauses;
  std::vector<Case> cases;
  std::vector<base::Fault> faults;  // rows and models that could not be read: the rest stands

  const Field* field(std::string_view name) const;
  const Policy* policy(std::string_view name) const;
  const Clause* clause(std::string_view policy, std::string_view rule) const;
  // The value in force on a day; null when there is none.
  const Parameter* parameter(std::string_view name, calendar::Date day) const;
  bool has_parameter(std::string_view name) const;
  std::string key() const;    // the field that names an object of the register
  std::string label() const;  // the field people know it by
};

// Files by their path inside the folder. Faults: "pack.missing" when pack.csv, fields.csv or policies.csv is not there
// or cannot be read as a table at all.
base::Result<Pack> load(const std::string& folder, const std::map<std::string, std::string>& files);

// A cell of the register or of a case as a value; an empty one is what the field says an empty cell means. Nullopt: it
// cannot be read as the field's type.
std::optional<feel::Value> value_of(const Field& field, std::string_view written);
feel::Value value_of(calendar::Date day);

// GB 32100-2015: 18 characters, the last one computed from the others (ISO 7064 style weights 3^i mod 31).
bool is_credit_code(std::string_view code);

}  // namespace packs
