#include "packs/judge.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "base/text.hpp"
#include "dmn/program.hpp"
#include "feel/expression.hpp"

namespace packs {

using feel::Value;

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

struct Judge::Body {
  struct Source {  // what a name in the model stands for
    std::string name;
    int field = -1;  // index; -1: a constant of this day, or a decision
    Value constant;
    std::string decision;
    std::set<std::string> needs;  // fields, of a decision through all that it requires
  };
  struct Column {
    std::string label;
    feel::Expression expression;
    std::set<std::string> fields;
  };
  struct Row {
    std::string id;
    bool yes = false;
    std::vector<feel::Expression> tests;  // none for "-"
    std::vector<std::string> asks;
    std::set<std::string> amount_fields;
  };

  const Pack* pack = nullptr;
  const Policy* policy = nullptr;
  calendar::Date asof{};
  std::optional<dmn::Program> program;
  std::vector<std::size_t> fields;
  std::vector<Source> sources;  // in the order of the names
  std::vector<Column> columns;
  std::vector<Row> rows;
  bool first = true;  // the first rule that holds decides

  struct Held {
    bool holds = true;
    bool open = false;  // fails, or holds, on nothing but data that are missing
    std::vector<std::size_t> failing;
  };

  Held hold(const Row& row, std::vector<Value>& values, const std::vector<Value>& given) const {
    Held out;
    bool known_fails = false;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (!row.tests[c]) continue;
      const bool asks_null = row.asks[c].find("null") != std::string::npos;
      feel::Run quiet;
      values.push_back(given[c]);
      const bool holds = row.tests[c].evaluate(quiet, values).is_true();
      values.pop_back();
      if (given[c].is_null() && !asks_null) {
        // Not known: it neither holds nor fails, whatever `not(…)` makes of null.
        out.open = true;
        out.failing.push_back(c);
      } else if (!holds) {
        known_fails = true;
        out.failing.push_back(c);
      }
    }
    if (known_fails) out.open = false;
    out.holds = out.failing.empty();
    return out;
  }

  std::string shown(const Value& v) const { return v.is_null() ? "不知道" : feel::to_text(v); }

  // The cell with the parameters it names in digits beside them.
  std::string asked(const Row& row, std::size_t c) const {
    std::string text = row.asks[c];
    for (const Source& s : sources) {
      if (s.field < 0 && s.decision.empty() && text.find(s.name) != std::string::npos) {
        text += "，" + s.name + "为" + shown(s.constant);
      }
    }
    return text;
  }
  std::string condition(const Row& row, std::size_t c, const Value& value) const {
    return columns[c].label + "为" + shown(value) + "（要求 " + asked(row, c) + "）";
  }
};

Judge::Judge(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;
Judge::~Judge() = default;
const std::vector<std::size_t>& Judge::fields() const { return body_->fields; }
const Policy& Judge::policy() const { return *body_->policy; }

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
  auto program = dmn::Program::compile(policy.definitions);
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
    } else if (const auto* field = pack.field(input.name)) {
      s.field = static_cast<int>(field - pack.fields.data());
      s.needs = {input.name};
      if (all_needs.contains(input.name)) b.fields.push_back(static_cast<std::size_t>(s.field));
    } else if (const auto* parameter = pack.parameter(input.name, asof)) {
      s.constant = parameter->value;
    }
    names.add(s.name);
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
      if (text.find(s.name) == std::string::npos) continue;
      for (const auto& need : s.needs) {
        if (pack.field(need) != nullptr) out.insert(need);
      }
    }
    return out;
  };
  for (const auto& in : table->inputs) {
    auto e = feel::parse(in.expression.text, names);
    if (!e) return base::fail(e.error());
    b.columns.push_back({in.label.empty() ? bare(in.expression) : in.label, *std::move(e), used(in.expression.text)});
  }
  const auto amount = *output(*table, kAmount);
  for (std::size_t r = 0; r < table->rules.size(); ++r) {
    const auto& rule = table->rules[r];
    Body::Row row;
    row.id = rule_id(*table, r);
    row.yes = says_yes(*table, r);
    if (amount < rule.outputs.size()) row.amount_fields = used(rule.outputs[amount].text);
    for (std::size_t c = 0; c < b.columns.size(); ++c) {
      const dmn::Text cell = c < rule.inputs.size() ? rule.inputs[c] : dmn::Text{"-"};
      row.asks.push_back(bare(cell));
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
  return Judge(std::move(body));
}

Verdict Judge::judge(const std::vector<Value>& given) const {
  const Body& b = *body_;
  Verdict out;
  if (!b.policy->in_force(b.asof)) {
    out.standing = Standing::not_in_force;
    return out;
  }
  dmn::Inputs inputs;
  std::vector<Value> values;
  for (const auto& s : b.sources) {
    if (!s.decision.empty()) {
      auto known = b.program->evaluate(s.decision, inputs);
      values.push_back(known ? known->value : Value());
      continue;
    }
    values.push_back(s.field >= 0 ? given[static_cast<std::size_t>(s.field)] : s.constant);
    inputs.values[s.name] = values.back();
  }
  auto outcome = b.program->evaluate(b.policy->decision, inputs);
  if (!outcome) {
    out.problems.push_back(base::to_text(outcome.error()));
    return out;
  }
  if (outcome->value.is(feel::Kind::context)) {
    const auto& said = outcome->value.context();
    if (const auto* v = said.find(kConclusion); v != nullptr && v->is(feel::Kind::string)) out.said = v->string();
    if (const auto* v = said.find(kAmount); v != nullptr && v->is(feel::Kind::number)) out.amount = v->number();
  }
  const bool yes = out.said == kYes;

  std::vector<Value> columns;
  feel::Run quiet;
  for (const auto& column : b.columns) columns.push_back(column.expression.evaluate(quiet, values));
  const Body::Row* hit = nullptr;
  const Body::Row* open = nullptr;     // decides if what is missing were known
  const Body::Row* nearest = nullptr;  // of those that would say yes
  Body::Held open_held, nearest_held;
  for (const auto& row : b.rows) {
    auto held = b.hold(row, values, columns);
    if (held.holds) {
      if (hit == nullptr) hit = &row;
      if (b.first) break;
      continue;
    }
    if (held.open && open == nullptr && (b.first || row.yes != yes)) {
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
  if (hit != nullptr) out.hit = hit->id;

  const auto want = [&](const std::set<std::string>& fields) {
    for (const auto& name : fields) {
      const auto at = static_cast<std::size_t>(b.pack->field(name) - b.pack->fields.data());
      if (given[at].is_null() && std::ranges::find(out.missing, name) == out.missing.end()) out.missing.push_back(name);
    }
  };
  if (open != nullptr) {
    out.standing = Standing::unknown;
    out.rule = open->id;
    out.amount.reset();
    for (const std::size_t c : open_held.failing) {
      want(b.columns[c].fields);
      out.why += (out.why.empty() ? "" : "；") + b.condition(*open, c, columns[c]);
    }
    return out;
  }
  if (yes && hit != nullptr && !out.amount) {
    out.standing = Standing::unknown;
    out.rule = hit->id;
    want(hit->amount_fields);
    out.why = "符合条件，金额算不出来";
    return out;
  }
  if (yes) {
    out.standing = Standing::yes;
    for (const auto& p : outcome->problems) out.problems.push_back(feel::to_text(p));
    if (hit == nullptr) return out;
    out.rule = hit->id;
    for (std::size_t c = 0; c < b.columns.size(); ++c) {
      if (hit->tests[c]) out.why += (out.why.empty() ? "" : "；") + b.condition(*hit, c, columns[c]);
    }
    return out;
  }
  out.standing = Standing::no;
  out.amount.reset();
  if (nearest != nullptr) {
    out.rule = nearest->id;
    for (const std::size_t c : nearest_held.failing) {
      out.lacking.push_back(b.columns[c].label + "（要求 " + b.asked(*nearest, c) + "）");
      out.why += (out.why.empty() ? "" : "；") + b.condition(*nearest, c, columns[c]);
    }
  } else if (hit != nullptr) {
    out.rule = hit->id;
    for (std::size_t c = 0; c < b.columns.size(); ++c) {
      if (hit->tests[c]) out.why += (out.why.empty() ? "" : "；") + b.condition(*hit, c, columns[c]);
    }
    if (!out.why.empty()) out.lacking.push_back("适用“" + hit->id + "”");
  }
  return out;
}

}  // namespace packs
