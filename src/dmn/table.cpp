// Decision tables (DMN 1.5, 8): rules whose tests all hold, and what the hit policy makes of them.
#include <algorithm>

#include "dmn/boxed.hpp"
#include "feel/builtins.hpp"
#include "feel/function.hpp"

namespace dmn {

using feel::Kind;
using feel::List;
using feel::Names;
using feel::TypePtr;
using feel::Wrong;

namespace {

struct Input {
  feel::Expression expression;
  std::string text;
  TypePtr type;
  std::optional<feel::Expression> allowed;
};
struct Output {
  std::string name;
  TypePtr type;
  std::optional<feel::Expression> allowed;
  std::vector<feel::Expression> priorities;  // of the values, highest first; for PRIORITY and OUTPUT ORDER
  std::optional<feel::Expression> default_entry;
};
struct CompiledRule {
  std::vector<feel::Expression> tests;
  std::vector<feel::Expression> outputs;
};

class TableBox final : public Boxed {
 public:
  HitPolicy policy{};
  Aggregation aggregation{};
  std::vector<Input> inputs;
  std::vector<Output> outputs;
  std::vector<CompiledRule> rules;
  TypePtr type;

  Value eval(Run& run, Values& values) const override {
    if (!run.spend()) return {};
    std::vector<Value> given;
    for (const Input& in : inputs) {
      Value v = in.expression ? in.expression.evaluate(run, values) : run.fail(Wrong::syntax, in.text);
      if (in.type != nullptr) {
        auto fits = feel::coerced(v, *in.type);
        if (!fits) return run.fail(Wrong::not_conforming, in.text + " = " + feel::to_literal(v));
        v = *std::move(fits);
      }
      if (in.allowed && !v.is_null()) {
        values.push_back(v);
        const bool ok = in.allowed->evaluate(run, values).is_true();
        values.pop_back();
        if (!ok) return run.fail(Wrong::not_conforming, in.text + " = " + feel::to_literal(v));
      }
      given.push_back(std::move(v));
    }

    std::vector<std::size_t> hits;
    for (std::size_t r = 0; r < rules.size(); ++r) {
      if (!run.spend()) return {};
      if (!hit(run, values, given, rules[r])) continue;
      hits.push_back(r);
      if (policy == HitPolicy::first) break;
    }
    return typed(run, result(run, values, hits));
  }

 private:
  static bool hit(Run& run, Values& values, const std::vector<Value>& given, const CompiledRule& rule) {
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (!rule.tests[i]) return run.fail(Wrong::syntax), false;
      values.push_back(given[i]);
      // A test that cannot be made does not hold; that is no mistake of the table's.
      Run quiet(run.budget());
      quiet.now = run.now;
      const bool holds = rule.tests[i].evaluate(quiet, values).is_true();
      values.pop_back();
      if (!holds) return false;
    }
    return true;
  }

  std::vector<Value> cells(Run& run, Values& values, std::size_t rule) const {
    std::vector<Value> out;
    for (std::size_t o = 0; o < outputs.size(); ++o) {
      const feel::Expression& e = rules[rule].outputs[o];
      Value v = e ? e.evaluate(run, values) : run.fail(Wrong::syntax, outputs[o].name);
      v = coerced(run, v, outputs[o].type, outputs[o].name);
      if (outputs[o].allowed && !v.is_null()) {
        values.push_back(v);
        const bool ok = outputs[o].allowed->evaluate(run, values).is_true();
        values.pop_back();
        if (!ok) v = run.fail(Wrong::not_conforming, outputs[o].name + " = " + feel::to_literal(v));
      }
      out.push_back(std::move(v));
    }
    return out;
  }

  Value made(std::vector<Value> cells) const {
    if (outputs.size() == 1) return std::move(cells[0]);
    std::vector<feel::Context::Entry> entries;
    for (std::size_t o = 0; o < outputs.size(); ++o) entries.emplace_back(outputs[o].name, std::move(cells[o]));
    return feel::Context(std::move(entries));
  }

  Value otherwise(Run& run, Values& values) const {
    const bool any = std::ranges::any_of(outputs, [](const Output& o) { return o.default_entry.has_value(); });
    if (!any) return {};
    std::vector<Value> out;
    for (const Output& o : outputs) {
      Value v = o.default_entry && *o.default_entry ? o.default_entry->evaluate(run, values) : Value();
      out.push_back(coerced(run, v, o.type, o.name));
    }
    return made(std::move(out));
  }

  // Place of each output's value in its list of allowed values; what is not in it comes last.
  std::vector<std::size_t> rank(Run& run, Values& values, const std::vector<Value>& cells) const {
    std::vector<std::size_t> out;
    for (std::size_t o = 0; o < outputs.size(); ++o) {
      std::size_t place = outputs[o].priorities.size();
      for (std::size_t p = 0; p < outputs[o].priorities.size(); ++p) {
        values.push_back(cells[o]);
        Run quiet(run.budget());
        const bool here = outputs[o].priorities[p] && outputs[o].priorities[p].evaluate(quiet, values).is_true();
        values.pop_back();
        if (here) {
          place = p;
          break;
        }
      }
      out.push_back(place);
    }
    return out;
  }

  Value result(Run& run, Values& values, const std::vector<std::size_t>& hits) const {
    if (hits.empty()) {
      if (policy == HitPolicy::collect && aggregation == Aggregation::count) return 0;
      return otherwise(run, values);
    }
    switch (policy) {
      case HitPolicy::unique:
        if (hits.size() > 1) return run.fail(Wrong::out_of_domain, "UNIQUE: " + listed(hits));
        return made(cells(run, values, hits[0]));
      case HitPolicy::first:
        return made(cells(run, values, hits[0]));
      case HitPolicy::any: {
        const Value first = made(cells(run, values, hits[0]));
        for (std::size_t i = 1; i < hits.size(); ++i) {
          const Value other = made(cells(run, values, hits[i]));
          if (!feel::same(first, other)) return run.fail(Wrong::out_of_domain, "ANY: " + listed(hits));
        }
        return first;
      }
      case HitPolicy::priority:
      case HitPolicy::output_order: {
        std::vector<std::pair<std::vector<std::size_t>, Value>> ranked;
        for (const std::size_t r : hits) {
          auto out = cells(run, values, r);
          auto by = rank(run, values, out);
          ranked.emplace_back(std::move(by), made(std::move(out)));
        }
        std::ranges::stable_sort(ranked, {}, [](const auto& x) -> const std::vector<std::size_t>& { return x.first; });
        if (policy == HitPolicy::priority) return ranked.front().second;
        List out;
        for (auto& [by, value] : ranked) out.push_back(std::move(value));
        return out;
      }
      case HitPolicy::rule_order:
      case HitPolicy::collect: {
        List out;
        for (const std::size_t r : hits) out.push_back(made(cells(run, values, r)));
        return policy == HitPolicy::collect ? aggregated(run, std::move(out)) : Value(std::move(out));
      }
    }
    return {};
  }

  static std::string listed(const std::vector<std::size_t>& hits) {
    std::string out;
    for (const std::size_t r : hits) out += (out.empty() ? "" : ", ") + std::to_string(r + 1);
    return out;
  }

  // SUM, MIN, MAX and COUNT are those of FEEL.
  Value aggregated(Run& run, List list) const {
    const char* name = nullptr;
    switch (aggregation) {
      case Aggregation::none:
        return list;
      case Aggregation::count:
        return static_cast<std::int64_t>(list.size());
      case Aggregation::sum:
        name = "sum";
        break;
      case Aggregation::min:
        name = "min";
        break;
      case Aggregation::max:
        name = "max";
        break;
    }
    const Value argument(std::move(list));
    return feel::built_in(name)->call(run, std::span(&argument, 1));
  }

  Value typed(Run& run, Value v) const { return coerced(run, v, type, ""); }
};

// The members of "a", "b", "c" one by one: each is a test of its own.
std::vector<Text> parted(const Text& text) {
  std::vector<Text> out;
  Text one{"", text.line, text.column};
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    const char c = text.text[i];
    if (c == '"' && (i == 0 || text.text[i - 1] != '\\')) quoted = !quoted;
    if (!quoted && (c == '(' || c == '[' || c == '{')) ++depth;
    if (!quoted && (c == ')' || c == ']' || c == '}')) --depth;
    if (c == ',' && depth == 0 && !quoted) {
      out.push_back(std::exchange(one, Text{"", text.line, text.column}));
    } else {
      one.text += c;
    }
  }
  out.push_back(std::move(one));
  return out;
}

bool blank(const Text& text) { return text.text.find_first_not_of(" \t\r\n") == std::string::npos; }

}  // namespace

BoxedPtr compile_table(const DecisionTable& table, const std::string& type_ref, const Names& names, Compiling& with,
                       const std::string& where) {
  auto out = std::make_shared<TableBox>();
  out->policy = table.hit_policy;
  out->aggregation = table.aggregation;
  const bool lists = table.hit_policy == HitPolicy::rule_order || table.hit_policy == HitPolicy::output_order ||
                     table.hit_policy == HitPolicy::collect;
  // The table's own type counts for one result; a list of results is typed by the variable that takes it.
  if (!lists) out->type = with.types.find(type_ref);
  for (const InputClause& in : table.inputs) {
    Input compiled;
    compiled.text = in.expression.text;
    compiled.expression = compile_text(in.expression, names, with, where);
    compiled.type = with.types.find(in.type_ref);
    if (in.values && !blank(*in.values)) compiled.allowed = compile_tests(*in.values, names, with, where);
    out->inputs.push_back(std::move(compiled));
  }
  for (const OutputClause& o : table.outputs) {
    Output compiled;
    compiled.name = o.name;
    compiled.type = with.types.find(o.type_ref);
    if (o.values && !blank(*o.values)) {
      compiled.allowed = compile_tests(*o.values, names, with, where);
      for (const Text& one : parted(*o.values)) compiled.priorities.push_back(compile_tests(one, names, with, where));
    }
    if (o.default_entry && !blank(*o.default_entry)) {
      compiled.default_entry = compile_text(*o.default_entry, names, with, where);
    }
    out->outputs.push_back(std::move(compiled));
  }
  for (std::size_t r = 0; r < table.rules.size(); ++r) {
    const std::string rule = where + "第" + std::to_string(r + 1) + "条规则";
    CompiledRule compiled;
    for (const Text& cell : table.rules[r].inputs) {
      compiled.tests.push_back(
          compile_tests(blank(cell) ? Text{"-", cell.line, cell.column} : cell, names, with, rule));
    }
    for (const Text& cell : table.rules[r].outputs) {
      compiled.outputs.push_back(
          compile_text(blank(cell) ? Text{"null", cell.line, cell.column} : cell, names, with, rule));
    }
    out->rules.push_back(std::move(compiled));
  }
  return out;
}

}  // namespace dmn
