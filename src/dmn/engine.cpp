#include "dmn/engine.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "base/hash.hpp"
#include "feel/expression.hpp"

namespace dmn {

using feel::Kind;
using feel::Value;

namespace {

Kind kind_of(const Definitions& model, std::string type, int depth = 0) {
  if (const auto built_in = feel::Type::built_in(type);
      built_in != nullptr && built_in->form == feel::Type::Form::simple) {
    return built_in->kind;
  }
  const auto at = std::ranges::find(model.items, type, &ItemDefinition::name);
  if (at == model.items.end() || at->is_collection || !at->components.empty() || depth > 20) return Kind::null;
  return kind_of(model, at->type_ref, depth + 1);
}

std::string address(const std::string& href) {
  const auto hash = href.find('#');
  return hash == std::string::npos ? href : href.substr(hash + 1);
}

}  // namespace

base::Result<Model> Model::load(std::vector<Source> sources) {
  if (sources.empty()) return base::fail("dmn.no_model", "没有给出决策模型", {}, "给出一个 .dmn 文件");
  Model out;
  std::string all;
  std::vector<std::shared_ptr<const Definitions>> read;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    auto one = read_definitions(sources[i].bytes, sources[i].name);
    if (!one) {
      if (i == 0) return base::fail(one.error());
      continue;  // a file beside the model that is none
    }
    all += base::sha256_hex(sources[i].bytes);
    read.push_back(std::make_shared<const Definitions>(*std::move(one)));
  }
  out.definitions_ = read.front();
  auto program = Program::compile(out.definitions_, [&read](const Import& i) -> std::shared_ptr<const Definitions> {
    const auto at = std::ranges::find(read, i.space, [](const auto& d) { return d->space; });
    return at == read.end() ? nullptr : *at;
  });
  if (!program) return base::fail(program.error());
  out.program_ = std::make_shared<const Program>(*std::move(program));
  out.hash_ = read.size() == 1 ? base::sha256_hex(sources.front().bytes) : base::sha256_hex(all);
  for (const InputData& i : out.definitions_->inputs) {
    out.inputs_.push_back({i.name, i.label, i.variable.type_ref, kind_of(*out.definitions_, i.variable.type_ref),
                           i.holder, i.description});
  }
  return out;
}

std::vector<std::string> Model::inputs_of(const std::string& decision) const {
  std::set<std::string> ids, seen;
  const std::function<void(const Decision&)> visit = [&](const Decision& d) {
    if (!seen.insert(d.id).second) return;
    for (const Requirement& r : d.inputs) ids.insert(address(r.href));
    for (const Requirement& r : d.decisions) {
      const auto at = std::ranges::find(definitions_->decisions, address(r.href), &Decision::id);
      if (at != definitions_->decisions.end()) visit(*at);
    }
  };
  const auto at = std::ranges::find(definitions_->decisions, decision, &Decision::name);
  if (at != definitions_->decisions.end()) visit(*at);
  std::vector<std::string> out;
  for (const InputData& i : definitions_->inputs) {
    if (ids.contains(i.id)) out.push_back(i.name);
  }
  return out;
}

base::Result<Judgment> Model::judge(const std::string& decision, const Inputs& inputs,
                                    const feel::Budget& budget) const {
  Judgment out;
  auto outcome = program_->evaluate(decision, inputs, budget, &out.trace);
  if (!outcome) return base::fail(outcome.error());
  out.value = std::move(outcome->value);
  out.problems = std::move(outcome->problems);
  weigh(decision, out);
  return out;
}

void Model::weigh(const std::string& decision, Judgment& j) const {
  const auto table_of = [&](const std::string& name) -> const TableSeen* {
    const auto at = std::ranges::find(j.trace.tables.rbegin(), j.trace.tables.rend(), name, &TableSeen::where);
    return at == j.trace.tables.rend() ? nullptr : &*at;
  };
  const TableSeen* top = table_of(decision);
  const bool nothing = j.value.is_null() || j.value.is_false() || (j.value.is(Kind::list) && j.value.list().empty());
  const bool fallback = top != nullptr && top->nearest &&
                        std::ranges::all_of(top->matched, [](const RuleSeen& r) { return r.conditions.empty(); });
  j.standing = nothing || fallback ? Standing::no : Standing::yes;
  if (j.standing == Standing::yes) return;
  std::set<std::string> looked;
  bool open = false;
  const std::function<void(const TableSeen&)> look = [&](const TableSeen& table) {
    if (!looked.insert(table.where).second) return;
    const auto& rule = table.open ? table.open : table.nearest;
    if (!rule) return;
    if (&table == top && table.open) open = true;
    for (const Condition& c : rule->lacking) {
      const InputSeen& in = table.inputs[c.input];
      if (!in.value.is_null()) continue;
      if (const TableSeen* deeper = table_of(in.text)) look(*deeper);
      const InputInfo* best = nullptr;
      for (const InputInfo& i : inputs_) {
        if (in.text.find(i.name) != std::string::npos && (best == nullptr || best->name.size() < i.name.size())) {
          best = &i;
        }
      }
      if (best == nullptr) continue;
      if (std::ranges::find(j.missing, best->name, &Missing::name) == j.missing.end()) {
        j.missing.push_back({best->name, best->holder});
      }
    }
  };
  if (top != nullptr) look(*top);
  if (open) j.standing = Standing::unknown;
}

std::string_view name_of(Standing standing) {
  constexpr std::string_view names[] = {"yes", "no", "unknown"};
  return names[static_cast<std::size_t>(standing)];
}

namespace {

std::string conditions(const TableSeen& table, const std::vector<Condition>& list, bool english) {
  std::string out;
  for (const Condition& c : list) {
    const InputSeen& in = table.inputs[c.input];
    if (!out.empty()) out += english ? "; " : "；";
    const std::string value = in.value.is_null() ? (english ? "not known" : "不知道") : feel::to_literal(in.value);
    out += english ? in.label + " is " + value + " (asked: " + c.asks + ")"
                   : in.label + "为" + value + "（要求 " + c.asks + "）";
  }
  return out;
}

std::string rule_name(const RuleSeen& rule, bool english) {
  std::string out = english ? "rule " + std::to_string(rule.rule) : "第" + std::to_string(rule.rule) + "条规则";
  std::string notes;
  for (const std::string& a : rule.annotations) {
    if (!a.empty()) notes += (notes.empty() ? "" : english ? ", " : "，") + a;
  }
  if (!notes.empty()) out += english ? " (" + notes + ")" : "（" + notes + "）";
  return out;
}

}  // namespace

std::string to_sentence(const std::string& decision, const Judgment& j, bool english) {
  const auto at = std::ranges::find(j.trace.tables.rbegin(), j.trace.tables.rend(), decision, &TableSeen::where);
  const TableSeen* table = at == j.trace.tables.rend() ? nullptr : &*at;
  const std::string value = feel::to_literal(j.value);
  std::string out = english ? decision + ": " + value : decision + "：" + value;
  if (table != nullptr && !table->matched.empty()) {
    bool first = true;
    for (const RuleSeen& rule : table->matched) {
      out += first ? (english ? ", by " : "，依据") : (english ? "; and " : "；又依据");
      first = false;
      out += rule_name(rule, english);
      if (!rule.conditions.empty()) out += (english ? ": " : "：") + conditions(*table, rule.conditions, english);
    }
  } else if (table != nullptr) {
    out += english ? ", no rule holds" : "，没有一条规则成立";
  }
  out += english ? "." : "。";
  if (j.standing == Standing::unknown && table != nullptr && table->open) {
    out += english ? " Not settled: " + rule_name(*table->open, true) + " may still hold. Missing: "
                   : "尚未确定：" + rule_name(*table->open, false) + "还可能成立。缺少：";
    bool first = true;
    for (const Missing& m : j.missing) {
      if (!first) out += english ? ", " : "、";
      first = false;
      out += m.name;
      if (!m.holder.empty()) out += english ? " (held by " + m.holder + ")" : "（由" + m.holder + "掌握）";
    }
    if (j.missing.empty()) out += conditions(*table, table->open->lacking, english);
    out += english ? "." : "。";
  } else if (j.standing == Standing::no && table != nullptr && table->nearest) {
    out += english ? " Nearest is " + rule_name(*table->nearest, true) + "; it lacks: "
                   : "最接近的是" + rule_name(*table->nearest, false) + "，还差：";
    out += conditions(*table, table->nearest->lacking, english) + (english ? "." : "。");
  }
  return out;
}

}  // namespace dmn
