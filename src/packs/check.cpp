#include "packs/check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "packs/table_check.hpp"

namespace packs {

namespace {

using calendar::Date;

std::string day(Date d) { return calendar::to_string(d); }
std::chrono::sys_days days(Date d) { return std::chrono::sys_days(d); }
Date after(Date d) { return Date(days(d) + std::chrono::days(1)); }
bool blank(const std::string& text) { return base::trim(std::string_view(text)).empty(); }

class Checker {
 public:
  explicit Checker(const Pack& pack) : pack_(pack) { out_.faults = pack.faults; }

  CheckOutcome check() {
    holders();
    parameters();
    policies();
    clauses();
    cases();
    for (const auto& r : out_.rules) {
      if (!r.clause) {
        fault("pack.no_clause", "政策“" + r.policy + "”的规则“" + r.rule + "”没有写依据的条款", "clauses.csv", 0,
              "在 clauses.csv 里补一行");
      }
      if (r.hits == 0) {
        fault("pack.no_case", "政策“" + r.policy + "”的规则“" + r.rule + "”没有用例走到", "cases/", 0,
              "补一个走到它的用例；补不出来，说明前面的规则已经盖住了它");
      }
    }
    return std::move(out_);
  }

 private:
  const Pack& pack_;
  CheckOutcome out_;
  std::map<std::pair<std::string, std::string>, Judge> judges_;  // by policy and day

  void fault(const std::string& code, const std::string& what, const std::string& file, int line,
             const std::string& remedy) {
    out_.faults.push_back({code, what, {.file = pack_.folder + "/" + file, .line = line}, remedy});
  }

  void holders() {
    for (const auto& f : pack_.fields) {
      if (f.holder.empty()) {
        fault("pack.no_holder", "字段“" + f.name + "”没有写由哪个部门掌握", "fields.csv", f.line, "填“掌握部门”一列");
      }
    }
    for (const std::string& name : {pack_.key(), pack_.label()}) {
      if (!name.empty() && pack_.field(name) == nullptr) {
        fault("pack.key", "pack.csv 里的“" + name + "”不是字段", "pack.csv", 1, "改成 fields.csv 里的字段名");
      }
    }
  }

  void parameters() {
    std::map<std::string, std::vector<const Parameter*>> by_name;
    for (const auto& p : pack_.parameters) {
      by_name[p.name].push_back(&p);
      if (blank(p.source) || blank(p.published)) {
        fault("pack.no_source", "参数“" + p.name + "”没有写出处或公布日期", "parameters.csv", p.line,
              "填“出处”“公布”；自己设的写“示例”");
      }
      if (p.to && *p.to < p.from) {
        fault("pack.backwards", "参数“" + p.name + "”的止早于起", "parameters.csv", p.line, "改正日期");
      }
    }
    for (auto& [name, list] : by_name) {
      std::ranges::sort(list, {}, [](const Parameter* p) { return days(p->from); });
      for (std::size_t i = 0; i + 1 < list.size(); ++i) {
        const auto &now = *list[i], &next = *list[i + 1];
        if (!now.to || *now.to >= next.from) {
          fault("pack.overlap", "参数“" + name + "”从 " + day(next.from) + " 起有两个值", "parameters.csv", next.line,
                "把前一个值的“止”改为这一天的前一天");
        } else if (after(*now.to) != next.from) {
          fault("pack.gap", "参数“" + name + "”从 " + day(after(*now.to)) + " 到 " + day(next.from) + " 之前没有值",
                "parameters.csv", next.line, "补上这一段，或者改日期");
        }
      }
    }
  }

  void policies() {
    if (pack_.policies.empty()) fault("pack.no_policy", "包里没有一项政策", "policies.csv", 1, "至少写一行");
    std::set<std::string> seen, used;
    for (const auto& p : pack_.policies) {
      if (!seen.insert(p.name).second) {
        fault("pack.twice", "政策“" + p.name + "”写了两次", "policies.csv", p.line, "只留一行");
      }
      if (p.office.empty() || p.document.empty()) {
        fault("pack.policy", "政策“" + p.name + "”没有写主管部门或文件", "policies.csv", p.line, "补上");
      }
      if (p.definitions == nullptr) continue;
      auto made = Judge::make(pack_, p, p.from);
      if (!made) {
        out_.faults.push_back(made.error());
        continue;
      }
      for (const auto& input : p.definitions->inputs) {
        if (input.name == kAsof) continue;
        used.insert(input.name);
        if (pack_.field(input.name) != nullptr) continue;
        if (!pack_.has_parameter(input.name)) {
          fault("pack.no_holder", "模型的输入“" + input.name + "”既不是字段，也不是参数：不知道由谁掌握", p.model,
                input.line, "在 fields.csv 或 parameters.csv 里补一行");
          continue;
        }
        covered(p, input.name);
      }
      const auto& table = *table_of(p);
      for (std::size_t r = 0; r < table.rules.size(); ++r) {
        const auto id = rule_id(table, r);
        out_.rules.push_back({p.name, id, 0, 0, pack_.clause(p.name, id) != nullptr});
      }
      whole(p, table);
    }
    std::set<std::string> said;
    for (const auto& q : pack_.parameters) {
      if (!used.contains(q.name) && said.insert(q.name).second) {
        fault("pack.unused", "参数“" + q.name + "”没有一个模型用到", "parameters.csv", q.line, "删去，或改正名称");
      }
    }
  }

  // A parameter must have a value on every day its policy is in force.
  void covered(const Policy& p, const std::string& name) {
    for (Date at = p.from; !p.to || at <= *p.to;) {
      const auto* now = pack_.parameter(name, at);
      if (now == nullptr) {
        fault("pack.gap", "政策“" + p.name + "”在 " + day(at) + " 有效，参数“" + name + "”这一天没有值",
              "parameters.csv", 0, "补上这一段的值，或者改政策的有效期");
        return;
      }
      if (!now->to) return;
      at = after(*now->to);
    }
  }

  void whole(const Policy& p, const dmn::DecisionTable& table) {
    auto tables = check_tables_of(pack_, p);
    for (auto& f : tables.faults) out_.faults.push_back(std::move(f));
    if (std::ranges::find(tables.unchecked, p.decision) == tables.unchecked.end()) return;
    out_.unchecked.push_back(p.name);
    // What cannot be laid out is complete, at least, when one of its rules asks nothing.
    if (table.hit_policy != dmn::HitPolicy::first) return;
    for (const auto& rule : table.rules) {
      if (std::ranges::all_of(rule.inputs, [](const dmn::Text& cell) {
            const auto text = base::trim(std::string_view(cell.text));
            return text.empty() || text == "-";
          })) {
        return;
      }
    }
    fault("pack.incomplete", "政策“" + p.name + "”的决策表没有兜底的规则，有的情况得不到结论", p.model, 0,
          "最后加一条各格都是“-”的规则");
  }

  void clauses() {
    for (const auto& c : pack_.clauses) {
      const bool known =
          std::ranges::any_of(out_.rules, [&](const RuleCover& r) { return r.policy == c.policy && r.rule == c.rule; });
      const auto* p = pack_.policy(c.policy);
      if (!known && (p == nullptr || p->definitions != nullptr)) {
        fault("pack.clause", "条款写给政策“" + c.policy + "”的规则“" + c.rule + "”，模型里没有这条规则", "clauses.csv",
              c.line, "改正规则的编号");
      }
      if (c.text.empty() || c.source.empty()) {
        fault("pack.clause", "规则“" + c.rule + "”的条款没有写内容或出处", "clauses.csv", c.line, "补上");
      }
    }
  }

  const Judge* judge_for(const Policy& p, Date asof) {
    const auto key = std::pair(p.name, day(asof));
    auto at = judges_.find(key);
    if (at == judges_.end()) {
      auto made = Judge::make(pack_, p, asof);
      if (!made) return nullptr;
      at = judges_.emplace(key, *std::move(made)).first;
    }
    return &at->second;
  }

  void cases() {
    for (const auto& c : pack_.cases) {
      const auto* policy = pack_.policy(c.policy);
      const auto* judge = policy->definitions == nullptr ? nullptr : judge_for(*policy, c.asof);
      if (judge == nullptr) {
        CaseResult none;
        none.asked = &c;
        none.differs.push_back("模型读不了，没有判");
        out_.cases.push_back(std::move(none));
        continue;
      }
      auto values = values_of(pack_, c);
      if (!values) {
        out_.faults.push_back(values.error());
        continue;
      }
      CaseResult result;
      result.asked = &c;
      result.got = judge->judge(*values);
      result.differs = differences(c, result.got);
      for (auto& r : out_.rules) {
        if (r.policy != c.policy) continue;
        if (r.rule == result.got.rule) ++r.cases;
        if (r.rule == result.got.hit) ++r.hits;
      }
      out_.cases.push_back(std::move(result));
    }
  }

  static std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const auto& x : list) out += (out.empty() ? "" : "、") + x;
    return out.empty() ? "无" : out;
  }

  static std::vector<std::string> differences(const Case& c, const Verdict& got) {
    std::vector<std::string> out;
    const auto conclusion = to_chinese(got.standing);
    if (conclusion != c.conclusion) out.push_back("结论应为“" + c.conclusion + "”，得出“" + conclusion + "”");
    if (!c.amount.empty()) {
      const auto wanted = feel::Number::parse(c.amount);
      if (!wanted || !got.amount || *wanted != *got.amount) {
        out.push_back("金额应为 " + c.amount + "，得出 " + (got.amount ? got.amount->to_string() : "空"));
      }
    }
    if (!c.rule.empty() && c.rule != got.rule) {
      out.push_back("规则应为“" + c.rule + "”，得出“" + (got.rule.empty() ? "无" : got.rule) + "”");
    }
    auto wanted = c.missing, found = got.missing;
    std::ranges::sort(wanted);
    std::ranges::sort(found);
    if (!c.missing.empty() && wanted != found) {
      out.push_back("缺少应为 " + joined(c.missing) + "，得出 " + joined(got.missing));
    }
    for (const auto& p : got.problems) out.push_back("计算中出错：" + p);
    return out;
  }
};

}  // namespace

std::size_t CheckOutcome::passed() const {
  return static_cast<std::size_t>(std::ranges::count_if(cases, [](const CaseResult& c) { return c.differs.empty(); }));
}

base::Result<std::vector<feel::Value>> values_of(const Pack& pack, const Case& c) {
  std::vector<feel::Value> out;
  for (const auto& f : pack.fields) {
    const auto at = c.values.find(f.name);
    const auto value = value_of(f, at == c.values.end() ? std::string_view() : std::string_view(at->second));
    if (!value) {
      return base::fail("pack.case_value", "用例“" + c.name + "”的“" + f.name + "”写着“" + at->second + "”，读不懂",
                        {.file = c.file, .line = c.line}, "按字段的类型写");
    }
    out.push_back(*value);
  }
  return out;
}

CheckOutcome check(const Pack& pack) { return Checker(pack).check(); }

}  // namespace packs
