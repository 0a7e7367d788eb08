#include "dmn/engine.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

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
  std::vector<std::pair<std::size_t, base::Fault>> broken;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    auto one = read_definitions(sources[i].bytes, sources[i].name);
    if (!one) {
      if (i == 0) return base::fail(one.error());
      broken.push_back({i, one.error()});
      continue;  // a file beside the model that may be none
    }
    all += base::sha256_hex(sources[i].bytes);
    read.push_back(std::make_shared<const Definitions>(*std::move(one)));
  }
  out.definitions_ = read.front();
  const base::Fault* cause = nullptr;
  auto program = Program::compile(out.definitions_, [&](const Import& i) -> std::shared_ptr<const Definitions> {
    const auto at = std::ranges::find(read, i.space, [](const auto& d) { return d->space; });
    if (at != read.end()) return *at;
    for (const auto& [source, fault] : broken) {
      if (cause == nullptr && sources[source].bytes.find("\"" + i.space + "\"") != std::string::npos) cause = &fault;
    }
    return nullptr;
  });
  // The file that is wanted is there, and cannot be read.
  if (cause != nullptr) return base::fail(*cause);
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

std::vector<const InputInfo*> Model::unknown_in(const std::string& text, const Trace& trace) const {
  // The longest names first, each taken out of the text: 人数 is not meant where 参保人数 is written.
  struct Name {
    std::string text;
    const InputInfo* input;  // null: a decision
  };
  std::vector<Name> names;
  for (const InputInfo& i : inputs_) names.push_back({i.name, &i});
  for (const Decision& d : definitions_->decisions) names.push_back({d.name, nullptr});
  std::ranges::stable_sort(names, std::ranges::greater{}, [](const Name& n) { return n.text.size(); });
  std::set<std::string> meant;
  std::string left = text;
  for (const Name& n : names) {
    if (n.text.empty()) continue;
    bool found = false;
    for (std::size_t at = left.find(n.text); at != std::string::npos; at = left.find(n.text, at)) {
      left.replace(at, n.text.size(), 1, '\n');
      found = true;
    }
    if (!found) continue;
    if (n.input != nullptr) {
      meant.insert(n.text);
    } else {
      for (std::string& input : inputs_of(n.text)) meant.insert(std::move(input));
    }
  }
  std::vector<const InputInfo*> out;
  for (const InputInfo& i : inputs_) {
    if (meant.contains(i.name) && std::ranges::find(trace.unknown_inputs, i.name) != trace.unknown_inputs.end()) {
      out.push_back(&i);
    }
  }
  return out;
}

void Model::weigh(const std::string& decision, Judgment& j) const {
  const auto table_of = [&](const std::string& name) -> TableSeen* {
    const auto at = std::ranges::find(j.trace.tables.rbegin(), j.trace.tables.rend(), name, &TableSeen::where);
    return at == j.trace.tables.rend() ? nullptr : &*at;
  };
  TableSeen* top = table_of(decision);
  const bool nothing = j.value.is_null() || j.value.is_false() || (j.value.is(Kind::list) && j.value.list().empty());
  const bool fallback = top != nullptr && top->nearest &&
                        std::ranges::all_of(top->matched, [](const RuleSeen& r) { return r.conditions.empty(); });
  j.standing = nothing || fallback ? Standing::no : Standing::yes;
  if (j.standing == Standing::yes) return;
  // A decision without a table of its own rests on the last one that was asked for it.
  if (top == nullptr && !j.trace.tables.empty()) top = &j.trace.tables.back();
  if (top == nullptr) return;
  // What a datum that is missing left open: a rule whose conditions fail for want of it, be it that a decision made
  // something of the null ("if 人数 > 30 … else …").
  if (!top->open && top->nearest && std::ranges::all_of(top->nearest->lacking, [&](const Condition& c) {
        return !unknown_in(top->inputs[c.input].text, j.trace).empty();
      })) {
    top->open = top->nearest;
  }
  std::set<std::string> looked;
  const std::function<void(const TableSeen&)> look = [&](const TableSeen& table) {
    if (!looked.insert(table.where).second) return;
    const auto& rule = table.open ? table.open : table.nearest;
    if (!rule) return;
    for (const Condition& c : rule->lacking) {
      const InputSeen& in = table.inputs[c.input];
      if (const TableSeen* deeper = table_of(in.text); deeper != nullptr && in.value.is_null()) look(*deeper);
      for (const InputInfo* i : unknown_in(in.text, j.trace)) {
        if (std::ranges::find(j.missing, i->name, &Missing::name) == j.missing.end()) {
          j.missing.push_back({i->name, i->holder});
        }
      }
    }
  };
  look(*top);
  if (top->open) j.standing = Standing::unknown;
}

std::string_view name_of(Standing standing) {
  constexpr std::string_view names[] = {"yes", "no", "unknown"};
  return names[static_cast<std::size_t>(standing)];
}

namespace {

// As an officer writes it: 是 and 否, dates without marks, text in quotation marks.
std::string shown(const Value& v, bool english) {
  switch (v.kind()) {
    case Kind::null:
      return english ? "not known" : "不知道";
    case Kind::boolean:
      return english ? (v.boolean() ? "true" : "false") : v.boolean() ? "是" : "否";
    case Kind::string:
      return english ? feel::brief(v) : "“" + v.string() + "”";
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::months_duration:
    case Kind::days_duration:
      return feel::to_text(v);
    default:
      return feel::brief(v);
  }
}

// A cell so: date("2023-01-01") and @"2023-01-01" are 2023-01-01, "小微", "中型" are “小微”、“中型”.
std::string shown_cell(const std::string& cell, bool english) {
  if (!english && (cell == "true" || cell == "false")) return cell == "true" ? "是" : "否";
  std::string out;
  bool call = false;  // inside date("…")
  for (std::size_t i = 0; i < cell.size(); ++i) {
    for (const std::string_view opening : {"date and time(\"", "date(\"", "time(\"", "duration(\"", "@\""}) {
      if (cell.compare(i, opening.size(), opening) != 0) continue;
      const auto end = cell.find('"', i + opening.size());
      if (end == std::string::npos) break;
      out += cell.substr(i + opening.size(), end - i - opening.size());
      i = end + (opening.front() == '@' ? 1 : 2);
      call = true;
      break;
    }
    if (std::exchange(call, false)) {
      --i;
      continue;
    }
    if (cell[i] == '"' && !english) {
      const auto end = cell.find('"', i + 1);
      if (end != std::string::npos) {
        out += "“" + cell.substr(i + 1, end - i - 1) + "”";
        i = end;
        while (i + 1 < cell.size() && cell[i + 1] == ' ') ++i;
        if (i + 1 < cell.size() && cell[i + 1] == ',') {
          out += "、";
          ++i;
          while (i + 1 < cell.size() && cell[i + 1] == ' ') ++i;
        }
        continue;
      }
    }
    out += cell[i];
  }
  return out;
}

std::string conditions(const TableSeen& table, const std::vector<Condition>& list, bool english) {
  std::string out;
  for (const Condition& c : list) {
    const InputSeen& in = table.inputs[c.input];
    if (!out.empty()) out += english ? "; " : "；";
    const std::string value = shown(in.value, english), asks = shown_cell(c.asks, english);
    out += english              ? in.label + " is " + value + " (asked: " + asks + ")"
           : in.value.is_null() ? "不知道" + in.label + "（要求 " + asks + "）"
                                : in.label + "为" + value + "（要求 " + asks + "）";
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
  const auto result = [&](const Value& v) {
    return v.is_null() ? std::string(english ? "no result" : "没有结论") : shown(v, english);
  };
  std::string out = decision + (english ? ": " : "：") + result(j.value);
  if (table == nullptr && !j.trace.tables.empty()) {
    // It rests on a table of another decision.
    table = &j.trace.tables.back();
    const auto seen = std::ranges::find(j.trace.decisions, table->where, &DecisionSeen::name);
    if (seen != j.trace.decisions.end()) {
      out += english ? ", for " + table->where + " is " + result(seen->value)
                     : "，因为" + table->where + "是" + result(seen->value);
    }
  }
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
  // A value that was given and refused is no missing datum.
  for (const feel::Problem& p : j.problems) {
    if (p.wrong != feel::Wrong::not_conforming) continue;
    out += english ? " Mind: " : "要留意：";
    out += feel::to_text(p, english) + (english ? "." : "。");
    break;
  }
  return out;
}

}  // namespace dmn
