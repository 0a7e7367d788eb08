#include "dmn/check.hpp"

#include <algorithm>
#include <bit>
#include <set>

#include "dmn/table.hpp"

namespace dmn {

using feel::Value;

namespace {

constexpr std::size_t kMost = 20;
constexpr std::size_t kMostSteps = 1'000'000;

class TableChecker {
 public:
  TableChecker(const DirectTable& direct, const std::string& decision, TableCheck& out)
      : direct_(direct), table_(*direct.table), index_(*direct.table->index), decision_(decision), out_(out) {}

  // False: too many combinations.
  bool run() {
    for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
      std::vector<Option> options;
      const Buckets& buckets = index_.columns[i].buckets;
      for (std::size_t b = buckets.kind() == feel::Kind::null ? 0 : 1; b < buckets.count(); ++b) {
        const auto example = buckets.example(b);
        if (!example || !allowed(i, *example)) continue;
        Mask mask(index_.mask(i, b), index_.mask(i, b) + index_.words);
        // Buckets that no rule tells apart are one.
        if (std::ranges::none_of(options, [&](const Option& o) { return o.mask == mask; })) {
          options.push_back({*example, std::move(mask)});
        }
      }
      options_.push_back(std::move(options));
    }
    reached_.assign(index_.words, 0);
    Mask all(index_.words, ~std::uint64_t{0});
    if (!walk(0, all)) return false;
    for (std::size_t r = 0; r < table_.rules.size(); ++r) {
      if ((reached_[r / 64] >> (r % 64) & 1) == 0) add({TableFinding::Kind::unreachable, decision_, {}, {r + 1}});
    }
    return true;
  }

 private:
  using Mask = std::vector<std::uint64_t>;
  struct Option {
    Value example;
    Mask mask;
  };
  const DirectTable& direct_;
  const TableBox& table_;
  const RuleIndex& index_;
  const std::string& decision_;
  TableCheck& out_;
  std::vector<std::vector<Option>> options_;
  std::vector<Value> chosen_;
  std::size_t steps_ = 0;
  std::size_t found_[3] = {};
  Mask reached_;
  std::set<std::vector<std::size_t>> told_;
  std::set<std::pair<std::size_t, Mask>> empty_;

  bool allowed(std::size_t input, const Value& example) const {
    feel::Run run;
    Values none(table_.names, Value());
    Value v = coerced(run, example, direct_.types[input], "");
    return run.problems().empty() && table_.admit(run, none, table_.inputs[input], v);
  }

  void add(TableFinding finding) {
    if (found_[static_cast<std::size_t>(finding.kind)]++ < kMost) out_.findings.push_back(std::move(finding));
  }

  std::vector<std::size_t> rules_of(const Mask& mask) const {
    std::vector<std::size_t> out;
    for (std::size_t r = 0; r < table_.rules.size(); ++r) {
      if ((mask[r / 64] >> (r % 64) & 1) != 0) out.push_back(r);
    }
    return out;
  }

  std::vector<std::pair<std::string, Value>> example() const {
    std::vector<std::pair<std::string, Value>> out;
    for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
      if (index_.columns[i].buckets.kind() == feel::Kind::null) continue;  // no cell asks for it
      // Inputs not chosen any more may be anything.
      out.emplace_back(table_.inputs[i].label, i < chosen_.size()    ? chosen_[i]
                                               : options_[i].empty() ? Value()
                                                                     : options_[i].front().example);
    }
    return out;
  }

  bool walk(std::size_t input, const Mask& mask) {
    if (++steps_ > kMostSteps) return false;
    const auto rules = rules_of(mask);
    if (rules.empty() && input < table_.inputs.size() &&
        std::ranges::any_of(options_, [](const auto& o) { return o.empty(); })) {
      return true;
    }
    if (rules.empty()) {
      const bool has_default =
          std::ranges::any_of(table_.outputs, [](const TableOutput& o) { return o.default_entry.has_value(); });
      const bool lists = table_.policy == HitPolicy::collect || table_.policy == HitPolicy::rule_order ||
                         table_.policy == HitPolicy::output_order;
      if (!has_default && !lists && told_.insert(gap_key(input)).second) {
        add({TableFinding::Kind::gap, decision_, example(), {}});
      }
      return true;
    }
    if (input == table_.inputs.size()) {
      if (table_.policy == HitPolicy::first) {
        reached_[rules[0] / 64] |= std::uint64_t{1} << (rules[0] % 64);
        return true;
      }
      for (const std::size_t r : rules) reached_[r / 64] |= std::uint64_t{1} << (r % 64);
      const bool wrong = (table_.policy == HitPolicy::unique && rules.size() > 1) ||
                         (table_.policy == HitPolicy::any && std::ranges::any_of(rules, [&](std::size_t r) {
                            return !table_.says_the_same(rules[0], r);
                          }));
      if (wrong) {
        std::vector<std::size_t> numbers;
        for (const std::size_t r : rules) numbers.push_back(r + 1);
        if (told_.insert(numbers).second) add({TableFinding::Kind::conflict, decision_, example(), numbers});
      }
      return true;
    }
    // What follows depends on the place and the rules left alone.
    if (!empty_.insert({input, mask}).second) return true;
    for (const Option& option : options_[input]) {
      Mask next = mask;
      for (std::size_t w = 0; w < next.size(); ++w) next[w] &= option.mask[w];
      chosen_.push_back(option.example);
      const bool ok = walk(input + 1, next);
      chosen_.pop_back();
      if (!ok) return false;
    }
    return true;
  }

  // Gaps are told apart by the place they open at and the rules left just before.
  std::vector<std::size_t> gap_key(std::size_t input) const { return {0, input, steps_}; }
};

}  // namespace

TableCheck check_tables(const Program& program) {
  TableCheck out;
  for (const std::string& decision : program.decisions()) {
    const auto direct = program.direct_table(decision, true);
    if (!direct) continue;
    const bool done = direct->table->index && TableChecker(*direct, decision, out).run();
    (done ? out.checked : out.not_checked).push_back(decision);
  }
  return out;
}

std::string to_sentence(const TableFinding& f, bool english) {
  std::string rules;
  for (const std::size_t r : f.rules) rules += (rules.empty() ? "" : english ? ", " : "、") + std::to_string(r);
  std::string example;
  for (const auto& [label, value] : f.example) {
    example += (example.empty() ? ""
                : english       ? ", "
                                : "，") +
               label + (english ? " = " : "＝") + feel::to_literal(value);
  }
  switch (f.kind) {
    case TableFinding::Kind::gap:
      return english ? f.decision + ": no rule covers " + example : f.decision + "：没有规则管到这种情形：" + example;
    case TableFinding::Kind::conflict:
      return english ? f.decision + ": rules " + rules + " hold at once and say different things: " + example
                     : f.decision + "：第" + rules + "条规则同时成立，只应有一个结论：" + example;
    case TableFinding::Kind::unreachable:
      return english ? f.decision + ": rule " + rules + " can never decide"
                     : f.decision + "：第" + rules + "条规则永远轮不到";
  }
  return {};
}

}  // namespace dmn
