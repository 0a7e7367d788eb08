// One object of the register judged by one policy on a day: yes, no or not known, how much, by which rule, what it
// lacks, which datum is missing and who holds it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "packs/pack.hpp"

namespace packs {

// `unknown`: a rule might hold that would change the answer, and only data that are missing decide it.
enum class Standing { yes, no, unknown, not_in_force };
std::string to_chinese(Standing standing);  // 享受, 不享受, 缺数据, 不在有效期

struct Verdict {
  Standing standing = Standing::no;
  std::optional<feel::Number> amount;  // yuan, of a yes
  std::string rule;                    // id of the rule that decided: a yes by it, a no or unknown nearest to it
  std::string why;                     // Chinese: each condition with the value it was held against
  std::vector<std::string> lacking;    // of a no: conditions the nearest rule lacks, without the object's own value
  std::vector<std::string> missing;    // of an unknown: fields
  std::string said;                    // the conclusion as the model itself gave it
  std::string hit;                     // the rule the table stopped at; empty: none
  std::vector<std::string> problems;   // what went wrong in the evaluation
};

struct Computed;  // packs/alike.hpp
struct Alike;

class Judge {
 public:
  // Faults: those of `dmn::Program::compile`, and "pack.decision" when the decision is not there or is no table with
  // the outputs 结论 and 金额.
  static base::Result<Judge> make(const Pack& pack, const Policy& policy, calendar::Date asof);
  Judge(Judge&&) noexcept;
  Judge& operator=(Judge&&) noexcept;
  ~Judge();

  // Indexes of the pack's fields that the decision needs.
  const std::vector<std::size_t>& fields() const;
  // Values in the order of the pack's fields. Safe from several threads.
  Verdict judge(const std::vector<feel::Value>& values) const;
  const Policy& policy() const;

  // Judging many. A policy sorts when what an object gets depends on nothing but the stretch between its table's cuts
  // each value falls into: FIRST or UNIQUE, cells of constants and parameters, no constraints of types.
  bool sorts() const;
  // Of each of `fields()`, the values where some cell changes its answer.
  const std::vector<std::vector<feel::Value>>& cuts() const;
  // Fields that further decisions and computed columns look at; empty: there are none.
  const std::vector<std::size_t>& computed_from() const;
  // How many buckets each computed column has.
  std::vector<std::size_t> computed_counts() const;
  Computed compute(const std::vector<feel::Value>& values) const;
  // Of one of them, for all.
  Alike alike(const std::vector<feel::Value>& values) const;
  // What `judge` says, from what it said of another one of them. Nullopt: judge it.
  std::optional<Verdict> told(const Alike& alike, const std::vector<feel::Value>& values,
                              const Computed& computed) const;

 private:
  struct Body;
  explicit Judge(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

// What the policy's model takes from the pack on a day, by name: parameters in force, and the day itself.
std::map<std::string, feel::Value> constants_of(const Pack& pack, const Policy& policy, calendar::Date day);
// The table behind a policy's decision, or null.
const dmn::DecisionTable* table_of(const Policy& policy);
// The rule's id, or its number when it has none.
std::string rule_id(const dmn::DecisionTable& table, std::size_t rule);
bool says_yes(const dmn::DecisionTable& table, std::size_t rule);

}  // namespace packs
