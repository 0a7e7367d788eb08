#include "packs/table_check.hpp"

#include <algorithm>
#include <set>

#include "dmn/check.hpp"
#include "packs/judge.hpp"

namespace packs {

namespace {

using calendar::Date;
constexpr std::size_t kMostDays = 60;

std::vector<Date> days_of(const Pack& pack, const Policy& policy) {
  std::vector<Date> out = {policy.from};
  for (const auto& p : pack.parameters) {
    const bool used = std::ranges::any_of(policy.definitions->inputs, [&](const auto& i) { return i.name == p.name; });
    if (used && p.from > policy.from && policy.in_force(p.from)) out.push_back(p.from);
  }
  std::ranges::sort(out);
  const auto rest = std::ranges::unique(out);
  out.erase(rest.begin(), rest.end());
  if (out.size() > kMostDays) out.resize(kMostDays);
  return out;
}

std::string shown(const feel::Value& v) {
  if (v.is(feel::Kind::boolean)) return v.boolean() ? "是" : "否";
  if (v.is(feel::Kind::string) && v.string().starts_with("…")) return "表里没有写到的值";
  return feel::to_text(v);
}

class Teller {
 public:
  Teller(const Pack& pack, const Policy& policy) : pack_(pack), policy_(policy) {}

  base::Fault told(const dmn::TableFinding& f, Date day) const {
    const std::string table =
        "政策“" + policy_.name + "”的决策表" + (f.decision == policy_.decision ? "" : "“" + f.decision + "”");
    const std::string with = "（参数按 " + calendar::to_string(day) + " 的）";
    base::Fault out{"", "", {.file = pack_.folder + "/" + policy_.model}, ""};
    switch (f.kind) {
      case dmn::TableFinding::Kind::gap:
        out.code = "pack.incomplete";
        out.what = table + "有的情况得不到结论，例如" + example(f) + with;
        out.remedy = "补一条规则；用 FIRST 的表可以在最后加一条各格都是“-”的规则";
        break;
      case dmn::TableFinding::Kind::conflict:
        out.code = "pack.conflict";
        out.what = table + "的规则" + rules(f) + "同时成立，只应有一个结论，例如" + example(f) + with;
        out.remedy = "改其中一条的条件，让每种情况只落到一条规则";
        break;
      case dmn::TableFinding::Kind::unreachable:
        out.code = "pack.unreachable";
        out.what = table + "的规则" + rules(f) + "永远轮不到" + with;
        out.remedy = "前面的规则已经盖住了它，或者它的条件互相矛盾：改条件，调换次序，或删去";
        break;
    }
    out.where.line = line_of(f);
    return out;
  }

 private:
  const Pack& pack_;
  const Policy& policy_;

  const dmn::DecisionTable* table(const std::string& decision) const {
    for (const auto& d : policy_.definitions->decisions) {
      if (d.name == decision && d.logic != nullptr && d.logic->kind == dmn::Expression::Kind::table) {
        return &d.logic->decision_table;
      }
    }
    return nullptr;
  }
  int line_of(const dmn::TableFinding& f) const {
    const auto* t = table(f.decision);
    return t == nullptr || f.rules.empty() || f.rules.front() > t->rules.size() ? 0
                                                                                : t->rules[f.rules.front() - 1].line;
  }
  std::string rules(const dmn::TableFinding& f) const {
    const auto* t = table(f.decision);
    std::string out;
    for (const std::size_t r : f.rules) {
      const auto id = t != nullptr && r <= t->rules.size() ? rule_id(*t, r - 1) : std::to_string(r);
      out += (out.empty() ? "“" : "、“") + id + "”";
    }
    return out;
  }
  std::string example(const dmn::TableFinding& f) const {
    std::string out;
    for (const auto& [label, value] : f.example) {
      const auto* field = pack_.field(label);
      const bool unit = field != nullptr && !field->unit.empty() && value.is(feel::Kind::number);
      out += (out.empty() ? "" : "，") + label + "为" + shown(value) + (unit ? " " + field->unit : "");
    }
    return out.empty() ? "任何一户" : out;
  }
};

}  // namespace

TableFaults check_tables_of(const Pack& pack, const Policy& policy) {
  TableFaults out;
  std::set<std::tuple<std::string, int, std::vector<std::size_t>>> said;
  const Teller teller(pack, policy);
  for (const Date day : days_of(pack, policy)) {
    const auto program = dmn::Program::compile(policy.definitions, {}, true, constants_of(pack, policy, day));
    if (!program) return out;
    const auto found = dmn::check_tables(*program);
    std::set<std::tuple<std::string, int, std::vector<std::size_t>>> now;
    for (const auto& f : found.findings) {
      // Gaps have no rules to be told apart by: those of the first day that has some are told, all of them.
      const std::tuple key(f.decision, static_cast<int>(f.kind), f.rules);
      if (!said.contains(key)) out.faults.push_back(teller.told(f, day));
      now.insert(key);
    }
    said.merge(now);
    for (const auto& d : found.not_checked) {
      if (std::ranges::find(out.unchecked, d) == out.unchecked.end()) out.unchecked.push_back(d);
    }
    // A table over more than data and decisions is not looked at either.
    if (std::ranges::find(found.checked, policy.decision) == found.checked.end() &&
        std::ranges::find(out.unchecked, policy.decision) == out.unchecked.end()) {
      out.unchecked.push_back(policy.decision);
    }
  }
  return out;
}

}  // namespace packs
