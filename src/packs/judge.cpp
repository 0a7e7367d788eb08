#include "packs/judge.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "base/text.hpp"
#include "feel/cuts.hpp"
#include "packs/judge_body.hpp"

namespace packs {

namespace {

std::string bare(const dmn::Text& text) { return std::string(base::trim(std::string_view(text.text))); }
bool is_any(const dmn::Text& cell) {
  const auto text = bare(cell);
  return text.empty() || text == "-";
}

std::optional<std::size_t> output(const dmn::DecisionTable& table, std::string_view name) {
  for (std::size_t o = 0; o < table.outputs.size(); ++o) {
    if (table.outputs[o].name == name) return o;
  }
  return std::nullopt;
}

std::string address(const std::string& href) { return href.substr(href.find('#') + 1); }

const dmn::Decision* decision_of(const Policy& policy) {
  if (policy.definitions == nullptr) return nullptr;
  const auto& all = policy.definitions->decisions;
  const auto at = std::ranges::find(all, policy.decision, &dmn::Decision::name);
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

std::string to_chinese(Standing standing) {
  switch (standing) {
    case Standing::yes:
      return "享受";
    case Standing::no:
      return "不享受";
    case Standing::unknown:
      return "缺数据";
    case Standing::not_in_force:
      break;
  }
  return "不在有效期";
}

const dmn::DecisionTable* table_of(const Policy& policy) {
  const auto* decision = decision_of(policy);
  if (decision == nullptr || decision->logic == nullptr || decision->logic->kind != dmn::Expression::Kind::table) {
    return nullptr;
  }
  return &decision->logic->decision_table;
}

std::string rule_id(const dmn::DecisionTable& table, std::size_t rule) {
  const auto& id = table.rules[rule].id;
  return id.empty() ? std::to_string(rule + 1) : id;
}

bool says_yes(const dmn::DecisionTable& table, std::size_t rule) {
  const auto o = output(table, kConclusion);
  return o && *o < table.rules[rule].outputs.size() &&
         bare(table.rules[rule].outputs[*o]) == std::string("\"") + kYes + "\"";
}

Judge::Judge(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;
Judge::~Judge() = default;
const std::vector<std::size_t>& Judge::fields() const { return body_->fields; }
const Policy& Judge::policy() const { return *body_->policy; }

std::map<std::string, Value> constants_of(const Pack& pack, const Policy& policy, calendar::Date asof) {
  std::map<std::string, Value> out;
  for (const auto& input : policy.definitions->inputs) {
    if (pack.field(input.name) != nullptr) continue;
    const auto* parameter = pack.parameter(input.name, asof);
    if (input.name == kAsof) {
      out[input.name] = value_of(asof);
    } else if (parameter != nullptr) {
      out[input.name] = parameter->value;
    }
  }
  return out;
}

base::Result<Judge> Judge::make(const Pack& pack, const Policy& policy, calendar::Date asof) {
  const auto* table = table_of(policy);
  const base::Place place{.file = pack.folder + "/" + policy.model};
  if (table == nullptr || !output(*table, kConclusion) || !output(*table, kAmount)) {
    return base::fail("pack.decision",
                      "政策“" + policy.name + "”的决策“" + policy.decision + "”不是有“结论”“金额”两项输出的决策表",
                      place, "检查决策的名称和输出的名称");
  }
  auto body = std::make_unique<Body>();
  auto& b = *body;
  b.pack = &pack;
  b.policy = &policy;
  b.asof = asof;
  auto program = dmn::Program::compile(policy.definitions, {}, true, constants_of(pack, policy, asof));
  if (!program) return base::fail(program.error());
  if (!program->unreadable().empty()) return base::fail(program->unreadable().front());
  b.program.emplace(std::move(*program));
  b.first = table->hit_policy == dmn::HitPolicy::first;

  // What each decision needs, through all that it requires.
  const auto& model = *policy.definitions;
  const std::function<std::set<std::string>(const dmn::Decision&, int)> needs = [&](const dmn::Decision& d, int depth) {
    std::set<std::string> out;
    for (const auto& r : d.inputs) {
      const auto at = std::ranges::find(model.inputs, address(r.href), &dmn::InputData::id);
      if (at != model.inputs.end()) out.insert(at->name);
    }
    for (const auto& r : d.decisions) {
      const auto at = std::ranges::find(model.decisions, address(r.href), &dmn::Decision::id);
      if (at != model.decisions.end() && depth < 20) out.merge(needs(*at, depth + 1));
    }
    return out;
  };
  const auto* decision = decision_of(policy);
  feel::Names names;
  const auto all_needs = needs(*decision, 0);
  for (const auto& input : model.inputs) {
    Body::Source s;
    s.name = input.name;
    if (input.name == kAsof) {
      s.constant = value_of(asof);
      s.shown = calendar::to_string(asof);
    } else if (const auto* field = pack.field(input.name)) {
      s.field = static_cast<int>(field - pack.fields.data());
      s.needs = {input.name};
      if (all_needs.contains(input.name)) b.fields.push_back(static_cast<std::size_t>(s.field));
    } else if (const auto* parameter = pack.parameter(input.name, asof)) {
      s.constant = parameter->value;
      s.shown = parameter->written + (parameter->unit == "%" || parameter->unit.empty() ? "" : " ") + parameter->unit;
    }
    names.add(s.name);
    if (s.field < 0) names.bind(s.name, s.constant);
    b.sources.push_back(std::move(s));
  }
  for (const auto& r : decision->decisions) {
    const auto at = std::ranges::find(model.decisions, address(r.href), &dmn::Decision::id);
    if (at == model.decisions.end()) continue;
    Body::Source s;
    s.name = s.decision = at->name;
    s.needs = needs(*at, 0);
    names.add(s.name);
    b.sources.push_back(std::move(s));
  }
  const auto used = [&b, &pack](const std::string& text) {
    std::set<std::string> out;
    for (const auto& s : b.sources) {
      if (!b.names(text, s)) continue;
      for (const auto& need : s.needs) {
        if (pack.field(need) != nullptr) out.insert(need);
      }
    }
    return out;
  };
  for (const auto& in : table->inputs) {
    auto e = feel::parse(in.expression.text, names);
    if (!e) return base::fail(e.error());
    Body::Column column{in.label.empty() ? bare(in.expression) : in.label, *std::move(e), used(in.expression.text)};
    for (const auto& s : b.sources) {
      if (s.name == bare(in.expression)) column.field = s.field;
    }
    if (column.field >= 0) {
      const auto& unit = pack.fields[static_cast<std::size_t>(column.field)].unit;
      if (!unit.empty()) column.unit = " " + unit;
    }
    b.columns.push_back(std::move(column));
  }
  const auto amount = *output(*table, kAmount);
  for (std::size_t r = 0; r < table->rules.size(); ++r) {
    const auto& rule = table->rules[r];
    Body::Row row;
    row.id = rule_id(*table, r);
    row.yes = says_yes(*table, r);
    if (amount < rule.outputs.size()) {
      row.amount_fields = used(rule.outputs[amount].text);
      if (auto e = feel::parse(rule.outputs[amount].text, names)) row.amount = *std::move(e);
    }
    for (std::size_t c = 0; c < b.columns.size(); ++c) {
      const dmn::Text cell = c < rule.inputs.size() ? rule.inputs[c] : dmn::Text{"-"};
      row.asks.push_back(bare(cell));
      row.asked.push_back(b.asked(row.asks.back()));
      if (is_any(cell)) {
        row.tests.emplace_back();
        continue;
      }
      auto test = feel::parse_unary_tests(cell.text, names);
      if (!test) return base::fail(test.error());
      row.tests.push_back(*std::move(test));
    }
    b.rows.push_back(std::move(row));
  }
  b.sorts = b.cut(*decision, names);
  return Judge(std::move(body));
}

Verdict Judge::judge(const std::vector<Value>& given) const {
  if (!body_->policy->in_force(body_->asof)) {
    Verdict out;
    out.standing = Standing::not_in_force;
    return out;
  }
  return body_->weigh(given).verdict;
}

Alike Judge::Body::weigh(const std::vector<Value>& given) const {
  Alike out;
  Verdict& verdict = out.verdict;
  dmn::Inputs inputs;
  std::vector<Value> values;
  for (const auto& s : sources) {
    if (!s.decision.empty()) {
      auto known = program->evaluate(s.decision, inputs);
      values.push_back(known ? known->value : Value());
      continue;
    }
    values.push_back(s.field >= 0 ? given[static_cast<std::size_t>(s.field)] : s.constant);
    inputs.values[s.name] = values.back();
  }
  auto outcome = program->evaluate(policy->decision, inputs);
  if (!outcome) {
    verdict.problems.push_back(base::to_text(outcome.error()));
    out.alone = true;
    return out;
  }
  if (outcome->value.is(feel::Kind::context)) {
    const auto& said = outcome->value.context();
    if (const auto* v = said.find(kConclusion); v != nullptr && v->is(feel::Kind::string)) verdict.said = v->string();
    if (const auto* v = said.find(kAmount); v != nullptr && v->is(feel::Kind::number)) verdict.amount = v->number();
  }
  const bool yes = verdict.said == kYes;

  std::vector<Value> given_columns;
  feel::Run quiet;
  for (const auto& column : columns) given_columns.push_back(column.expression.evaluate(quiet, values));
  const Row* hit = nullptr;
  const Row* open = nullptr;     // decides if what is missing were known
  const Row* nearest = nullptr;  // of those that would say yes
  Held open_held, nearest_held;
  for (const auto& row : rows) {
    auto held = hold(row, values, given_columns);
    if (held.holds) {
      if (hit == nullptr) hit = &row;
      if (first) break;
      continue;
    }
    if (held.open && open == nullptr && (first || row.yes != yes)) {
      open = &row;
      open_held = held;
    }
    // Of equals the one that holds further to the right: columns sort cases first, then ask.
    if (row.yes &&
        (nearest == nullptr || held.failing.size() < nearest_held.failing.size() ||
         (held.failing.size() == nearest_held.failing.size() && held.failing.front() > nearest_held.failing.front()))) {
      nearest = &row;
      nearest_held = std::move(held);
    }
  }
  if (hit != nullptr) verdict.hit = hit->id;

  const auto want = [&](const std::set<std::string>& wanted) {
    for (const auto& name : wanted) {
      const auto at = static_cast<std::size_t>(pack->field(name) - pack->fields.data());
      if (given[at].is_null() && std::ranges::find(verdict.missing, name) == verdict.missing.end()) {
        verdict.missing.push_back(name);
      }
    }
  };
  const auto tell = [&](const Row& row, std::vector<std::size_t> told) {
    verdict.rule = row.id;
    out.row = static_cast<std::size_t>(&row - rows.data());
    out.columns = std::move(told);
    verdict.why = conditions(row, out.columns, given_columns);
  };
  const auto asked_of = [&](const Row& row) {
    std::vector<std::size_t> told;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (row.tests[c]) told.push_back(c);
    }
    return told;
  };
  if (open != nullptr) {
    verdict.standing = Standing::unknown;
    verdict.amount.reset();
    for (const std::size_t c : open_held.failing) want(columns[c].fields);
    tell(*open, open_held.failing);
    return out;
  }
  if (yes && hit != nullptr && !verdict.amount) {
    verdict.standing = Standing::unknown;
    verdict.rule = hit->id;
    want(hit->amount_fields);
    verdict.why = out.why = "符合条件，金额算不出来";
    out.alone = true;
    return out;
  }
  if (yes) {
    verdict.standing = Standing::yes;
    for (const auto& p : outcome->problems) verdict.problems.push_back(feel::to_text(p));
    out.alone = hit == nullptr || !verdict.problems.empty();
    if (hit != nullptr) tell(*hit, asked_of(*hit));
    return out;
  }
  verdict.standing = Standing::no;
  verdict.amount.reset();
  if (nearest != nullptr) {
    for (const std::size_t c : nearest_held.failing) {
      verdict.lacking.push_back(columns[c].label + "（要求：" + nearest->asked[c] + "）");
    }
    tell(*nearest, nearest_held.failing);
  } else if (hit != nullptr) {
    tell(*hit, asked_of(*hit));
    if (!verdict.why.empty()) verdict.lacking.push_back("适用“" + hit->id + "”");
  }
  return out;
}

}  // namespace packs
