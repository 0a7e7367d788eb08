// Decision tables (DMN 1.5, 8): rules whose tests all hold, and what the hit policy makes of them.
#include "dmn/table.hpp"

#include <algorithm>
#include <bit>

#include "feel/builtins.hpp"
#include "feel/cuts.hpp"
#include "feel/function.hpp"

namespace dmn {

using feel::Kind;
using feel::List;
using feel::Names;
using feel::TypePtr;
using feel::Wrong;

bool TableBox::admit(Run& run, Values& values, const TableInput& in, Value& v) const {
  if (in.type != nullptr) {
    auto fits = feel::coerced(run, v, *in.type);
    if (!fits) return run.fail(Wrong::not_conforming, in.text + " = " + feel::brief(v)), false;
    v = *std::move(fits);
  }
  if (in.allowed && !v.is_null()) {
    values.push_back(v);
    const bool ok = in.allowed->evaluate(run, values).is_true();
    values.pop_back();
    if (!ok) return run.fail(Wrong::not_conforming, in.text + " = " + feel::brief(v)), false;
  }
  return true;
}

Value TableBox::eval(Run& run, Values& values) const {
  if (!run.spend()) return {};
  std::vector<Value> given;
  given.reserve(inputs.size());
  for (const TableInput& in : inputs) {
    Value v = in.expression ? in.expression.evaluate(run, values) : run.fail(Wrong::syntax, in.text);
    if (!admit(run, values, in, v)) return {};
    given.push_back(std::move(v));
  }
  auto hits = indexed_hits(run, given);
  if (!hits) hits = hits_of(run, values, given);
  if (!hits) return {};
  if (run.watcher != nullptr) {
    if (auto* tracer = dynamic_cast<Tracer*>(run.watcher)) {
      std::vector<const std::uint64_t*> masks(inputs.size(), nullptr);
      for (std::size_t i = 0; index && i < inputs.size(); ++i) {
        const std::size_t bucket = index->columns[i].buckets.of(given[i]);
        if (bucket != Buckets::kNone) masks[i] = index->mask(i, bucket);
      }
      tracer->trace.tables.push_back(seen(run.where(), given, *hits, [&](std::size_t r, std::size_t i) {
        if (masks[i] != nullptr) return (masks[i][r / 64] >> (r % 64) & 1) == 0;
        return !holds(run, values, given[i], rules[r].tests[i]);
      }));
    }
  }
  return coerced(run, result(run, values, *hits), type, "");
}

// The rules one by one, cell by cell.
std::optional<std::vector<std::size_t>> TableBox::hits_of(Run& run, Values& values,
                                                          const std::vector<Value>& given) const {
  std::vector<std::size_t> hits;
  for (std::size_t r = 0; r < rules.size(); ++r) {
    if (!run.spend()) return std::nullopt;
    if (!hit(run, values, given, rules[r])) continue;
    hits.push_back(r);
    if (policy == HitPolicy::first) break;
  }
  return hits;
}

std::optional<std::vector<std::size_t>> TableBox::indexed_hits(Run& run, const std::vector<Value>& given) const {
  if (!index || !run.spend(static_cast<std::int64_t>(rules.size()))) return std::nullopt;
  std::vector<std::uint64_t> mask(index->words, ~std::uint64_t{0});
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::size_t bucket = index->columns[i].buckets.of(given[i]);
    if (bucket == Buckets::kNone) return std::nullopt;
    const std::uint64_t* here = index->mask(i, bucket);
    for (std::size_t w = 0; w < mask.size(); ++w) mask[w] &= here[w];
  }
  std::vector<std::size_t> hits;
  for (std::size_t w = 0; w < mask.size(); ++w) {
    for (std::uint64_t m = mask[w]; m != 0; m &= m - 1) {
      const std::size_t rule = w * 64 + static_cast<std::size_t>(std::countr_zero(m));
      if (rule >= rules.size()) break;
      hits.push_back(rule);
      if (policy == HitPolicy::first) return hits;
    }
  }
  return hits;
}

void TableBox::make_index() {
  std::vector<Buckets> columns;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::vector<Value> cuts;
    for (const CompiledRule& rule : rules) {
      if (i >= rule.tests.size() || !rule.tests[i]) return;
      const auto own = feel::cut_points(rule.tests[i]);
      if (!own) return;
      if (own->empty() && !is_any(static_cast<std::size_t>(&rule - rules.data()), i)) return;
      cuts.insert(cuts.end(), own->begin(), own->end());
    }
    auto buckets = Buckets::make(std::move(cuts));
    if (!buckets) return;
    columns.push_back(*std::move(buckets));
  }
  Values none;
  index = RuleIndex::make(rules.size(), std::move(columns), [&](std::size_t r, std::size_t c, const Value& v) {
    // The input is the last of the values the cell was compiled with; constants look at nothing else.
    none.assign(names, Value());
    Run run;
    return holds(run, none, v, rules[r].tests[c]);
  });
}

bool TableBox::is_any(std::size_t rule, std::size_t input) const {
  const std::string& cell = rules[rule].cells[input];
  const auto first = cell.find_first_not_of(" \t\r\n");
  return first == std::string::npos || (cell[first] == '-' && cell.find_last_not_of(" \t\r\n") == first);
}

bool TableBox::constant_outputs() const {
  const auto constant = [](const feel::Expression& e) { return feel::constant_of(e).has_value(); };
  for (const CompiledRule& rule : rules) {
    if (!std::ranges::all_of(rule.outputs, constant)) return false;
  }
  return std::ranges::all_of(outputs,
                             [&](const TableOutput& o) { return !o.default_entry || constant(*o.default_entry); });
}

bool TableBox::holds(Run& run, Values& values, const Value& given, const feel::Expression& test) {
  // A test that cannot be made does not hold; that is no mistake of the table's.
  Run quiet = run.aside();
  values.push_back(given);
  const bool out = test && test.evaluate(quiet, values).is_true();
  values.pop_back();
  run.charge(quiet);
  return out;
}

bool TableBox::hit(Run& run, Values& values, const std::vector<Value>& given, const CompiledRule& rule) const {
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!rule.tests[i]) return run.fail(Wrong::syntax), false;
    if (!holds(run, values, given[i], rule.tests[i])) return false;
  }
  return true;
}

bool TableBox::says_the_same(std::size_t a, std::size_t b) const {
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    const auto x = feel::constant_of(rules[a].outputs[o]), y = feel::constant_of(rules[b].outputs[o]);
    if (!x || !y || !feel::same(*x, *y)) return false;
  }
  return true;
}

TableSeen TableBox::seen(const std::string& where, const std::vector<Value>& given,
                         const std::vector<std::size_t>& hits,
                         const std::function<bool(std::size_t, std::size_t)>& failing) const {
  TableSeen out;
  out.where = where;
  out.policy = policy;
  for (std::size_t i = 0; i < inputs.size(); ++i) out.inputs.push_back({inputs[i].label, inputs[i].text, given[i]});
  const auto rule_seen = [&](std::size_t r) {
    RuleSeen rule{r + 1, rules[r].id, rules[r].annotations, {}, {}};
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (!is_any(r, i)) rule.conditions.push_back({i, rules[r].cells[i]});
    }
    return rule;
  };
  for (const std::size_t r : hits) out.matched.push_back(rule_seen(r));
  std::size_t nearest = rules.size(), least = inputs.size() + 1, open = rules.size();
  for (std::size_t r = 0; r < rules.size(); ++r) {
    if (std::ranges::any_of(hits, [&](std::size_t h) { return h == r || says_the_same(h, r); })) continue;
    std::size_t lacks = 0, null_lacks = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (!failing(r, i)) continue;
      ++lacks;
      null_lacks += given[i].is_null();
    }
    if (lacks == 0) continue;
    if (lacks < least) least = lacks, nearest = r;
    if (lacks == null_lacks && open == rules.size()) open = r;
  }
  const auto lacking = [&](std::size_t r) {
    RuleSeen rule = rule_seen(r);
    for (const Condition& c : rule.conditions) {
      if (failing(r, c.input)) rule.lacking.push_back(c);
    }
    return rule;
  };
  if (nearest < rules.size()) out.nearest = lacking(nearest);
  if (open < rules.size()) out.open = lacking(open);
  return out;
}

std::vector<Value> TableBox::cells(Run& run, Values& values, std::size_t rule) const {
  std::vector<Value> out;
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    const feel::Expression& e = rules[rule].outputs[o];
    Value v = e ? e.evaluate(run, values) : run.fail(Wrong::syntax, outputs[o].name);
    v = coerced(run, v, outputs[o].type, outputs[o].name);
    if (outputs[o].allowed && !v.is_null()) {
      values.push_back(v);
      const bool ok = outputs[o].allowed->evaluate(run, values).is_true();
      values.pop_back();
      if (!ok) v = run.fail(Wrong::not_conforming, outputs[o].name + " = " + feel::brief(v));
    }
    out.push_back(std::move(v));
  }
  return out;
}

Value TableBox::made(std::vector<Value> cells) const {
  if (outputs.size() == 1) return std::move(cells[0]);
  std::vector<feel::Context::Entry> entries;
  for (std::size_t o = 0; o < outputs.size(); ++o) entries.emplace_back(outputs[o].name, std::move(cells[o]));
  return feel::Context(std::move(entries));
}

Value TableBox::otherwise(Run& run, Values& values) const {
  const bool any = std::ranges::any_of(outputs, [](const TableOutput& o) { return o.default_entry.has_value(); });
  if (!any) return {};
  std::vector<Value> out;
  for (const TableOutput& o : outputs) {
    Value v = o.default_entry && *o.default_entry ? o.default_entry->evaluate(run, values) : Value();
    out.push_back(coerced(run, v, o.type, o.name));
  }
  return made(std::move(out));
}

// Place of each output's value in its list of allowed values; what is not in it comes last.
std::vector<std::size_t> TableBox::rank(Run& run, Values& values, const std::vector<Value>& cells) const {
  std::vector<std::size_t> out;
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    std::size_t place = outputs[o].priorities.size();
    for (std::size_t p = 0; p < outputs[o].priorities.size(); ++p) {
      values.push_back(cells[o]);
      Run quiet = run.aside();
      const bool here = outputs[o].priorities[p] && outputs[o].priorities[p].evaluate(quiet, values).is_true();
      values.pop_back();
      run.charge(quiet);
      if (here) {
        place = p;
        break;
      }
    }
    out.push_back(place);
  }
  return out;
}

Value TableBox::result(Run& run, Values& values, const std::vector<std::size_t>& hits) const {
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

std::string TableBox::listed(const std::vector<std::size_t>& hits) {
  std::string out;
  for (const std::size_t r : hits) out += (out.empty() ? "" : ", ") + std::to_string(r + 1);
  return out;
}

// SUM, MIN, MAX and COUNT are those of FEEL.
Value TableBox::aggregated(Run& run, List list) const {
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

namespace {

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
    TableInput compiled;
    compiled.text = in.expression.text;
    compiled.label = in.label.empty() ? in.expression.text : in.label;
    compiled.expression = compile_text(in.expression, names, with, where);
    compiled.type = with.types.find(in.type_ref);
    if (in.values && !blank(*in.values)) compiled.allowed = compile_tests(*in.values, names, with, where);
    out->inputs.push_back(std::move(compiled));
  }
  for (const OutputClause& o : table.outputs) {
    TableOutput compiled;
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
    compiled.id = table.rules[r].id;
    compiled.annotations = table.rules[r].annotations;
    for (const Text& cell : table.rules[r].inputs) {
      compiled.cells.push_back(blank(cell) ? "-" : cell.text);
      compiled.tests.push_back(
          compile_tests(blank(cell) ? Text{"-", cell.line, cell.column} : cell, names, with, rule));
    }
    for (const Text& cell : table.rules[r].outputs) {
      compiled.outputs.push_back(
          compile_text(blank(cell) ? Text{"null", cell.line, cell.column} : cell, names, with, rule));
    }
    out->rules.push_back(std::move(compiled));
  }
  out->names = names.size();
  if (with.indexed) out->make_index();
  return out;
}

std::string_view name_of(HitPolicy policy) {
  constexpr std::string_view names[] = {"UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"};
  return names[static_cast<std::size_t>(policy)];
}

}  // namespace dmn
