#include "packs/alike.hpp"

#include "base/text.hpp"
#include "feel/cuts.hpp"
#include "packs/judge_body.hpp"

namespace packs {

bool Judge::sorts() const { return body_->sorts; }
const std::vector<std::vector<Value>>& Judge::cuts() const { return body_->cuts; }
const std::vector<std::size_t>& Judge::computed_from() const { return body_->computed_from; }

std::vector<std::size_t> Judge::computed_counts() const {
  std::vector<std::size_t> out;
  for (const auto& c : body_->columns) {
    if (c.field < 0) out.push_back(c.buckets.count());
  }
  return out;
}

Computed Judge::compute(const std::vector<Value>& given) const {
  const Body& b = *body_;
  Computed out;
  out.decisions.resize(b.sources.size());
  std::vector<Value> values;
  values.reserve(b.sources.size());
  for (const auto& s : b.sources) {
    if (s.decision.empty()) {
      values.push_back(s.field >= 0 ? given[static_cast<std::size_t>(s.field)] : s.constant);
      continue;
    }
    auto& value = out.decisions[values.size()];
    bool known = false;
    if (s.direct) {
      feel::Run run;
      value = s.direct.evaluate(run, values);
      known = !s.number || value.is_null() || value.is(feel::Kind::number);
      out.problems = out.problems || !run.problems().empty();
    }
    if (!known) {
      dmn::Inputs inputs;
      for (std::size_t i = 0; i < values.size(); ++i) inputs.values[b.sources[i].name] = values[i];
      auto outcome = b.program->evaluate(s.decision, inputs);
      out.problems = out.problems || !outcome || !outcome->problems.empty();
      value = outcome ? outcome->value : Value();
    }
    values.push_back(value);
  }
  out.columns.resize(b.columns.size());
  for (std::size_t c = 0; c < b.columns.size(); ++c) {
    if (b.columns[c].field >= 0) continue;
    feel::Run run;
    out.columns[c] = b.columns[c].expression.evaluate(run, values);
    const std::size_t bucket = b.columns[c].buckets.of(out.columns[c]);
    out.problems = out.problems || !run.problems().empty();
    out.strange = out.strange || bucket == dmn::Buckets::kNone;
    out.buckets.push_back(static_cast<std::uint32_t>(bucket));
  }
  return out;
}

std::optional<Verdict> Judge::told(const Alike& alike, const std::vector<Value>& given,
                                   const Computed& computed) const {
  const Body& b = *body_;
  if (alike.alone || computed.strange) return std::nullopt;
  if (alike.verdict.standing == Standing::yes && computed.problems) return std::nullopt;
  Verdict out = alike.verdict;
  const Body::Row& row = b.rows[alike.row];
  std::vector<Value> columns(b.columns.size());
  for (const std::size_t c : alike.columns) {
    const int field = b.columns[c].field;
    columns[c] = field >= 0 ? given[static_cast<std::size_t>(field)] : computed.columns[c];
  }
  out.why = alike.columns.empty() ? alike.why : b.conditions(row, alike.columns, columns);
  if (out.standing != Standing::yes) return out;
  std::vector<Value> values;
  for (std::size_t s = 0; s < b.sources.size(); ++s) {
    const auto& source = b.sources[s];
    values.push_back(!source.decision.empty() ? computed.decisions[s]
                     : source.field >= 0      ? given[static_cast<std::size_t>(source.field)]
                                              : source.constant);
  }
  feel::Run run;
  const Value amount = row.amount.evaluate(run, values);
  if (!amount.is(feel::Kind::number) || !run.problems().empty()) return std::nullopt;
  out.amount = amount.number();
  return out;
}

Alike Judge::alike(const std::vector<Value>& given) const {
  Alike out;
  if (!body_->policy->in_force(body_->asof)) {
    out.verdict.standing = Standing::not_in_force;
    return out;
  }
  out = body_->weigh(given);
  // Told as the others will be, it must say the same.
  const auto again = told(out, given, compute(given));
  if (!again || again->amount != out.verdict.amount || again->why != out.verdict.why) out.alone = true;
  return out;
}

bool Judge::Body::cut(const dmn::Decision& decision, const feel::Names& names) {
  auto& b = *this;
  const auto& table = decision.logic->decision_table;
  if (table.hit_policy != dmn::HitPolicy::first && table.hit_policy != dmn::HitPolicy::unique) return false;
  if (!b.policy->definitions->items.empty() || !b.policy->definitions->imports.empty()) return false;
  if (!decision.variable.type_ref.empty()) return false;
  for (const auto& in : table.inputs) {
    if (in.values) return false;
  }
  for (std::size_t o = 0; o < table.outputs.size(); ++o) {
    const auto& out = table.outputs[o];
    if (out.values || out.default_entry) return false;
    if (out.name == kAmount && !out.type_ref.empty() && out.type_ref != "number") return false;
    for (const auto& rule : table.rules) {
      if (out.name == kAmount) continue;
      const auto e = o < rule.outputs.size() ? feel::parse(rule.outputs[o].text, names)
                                             : base::Result<feel::Expression>(feel::Expression());
      if (!e || !feel::constant_of(*e)) return false;
    }
  }
  static constexpr feel::Kind kinds[] = {feel::Kind::string, feel::Kind::number, feel::Kind::date, feel::Kind::boolean,
                                         feel::Kind::string};
  b.cuts.resize(b.fields.size());
  for (std::size_t c = 0; c < b.columns.size(); ++c) {
    std::vector<Value> cuts;
    bool asks_null = false;
    for (const auto& row : b.rows) {
      if (!row.tests[c]) continue;
      const auto own = feel::cut_points(row.tests[c]);
      if (!own) return false;
      asks_null = asks_null || own->empty();
      cuts.insert(cuts.end(), own->begin(), own->end());
    }
    auto& column = b.columns[c];
    if (column.field < 0) {
      auto buckets = dmn::Buckets::make(std::move(cuts));
      if (!buckets || (asks_null && buckets->kind() == feel::Kind::null)) return false;
      column.buckets = *std::move(buckets);
      continue;
    }
    const auto field = static_cast<std::size_t>(column.field);
    const auto at = std::ranges::find(b.fields, field);
    const auto kind = kinds[static_cast<std::size_t>(b.pack->fields[field].type)];
    if (at == b.fields.end() || !std::ranges::all_of(cuts, [&](const Value& v) { return v.is(kind); })) return false;
    auto& all = b.cuts[static_cast<std::size_t>(at - b.fields.begin())];
    all.insert(all.end(), cuts.begin(), cuts.end());
  }
  // Decisions that need not go through the program.
  const auto typed = [&](const std::string& name) {
    const auto& inputs = b.policy->definitions->inputs;
    const auto input = std::ranges::find(inputs, name, &dmn::InputData::name);
    const auto* field = b.pack->field(name);
    if (input == inputs.end()) return false;
    const std::string& type = input->variable.type_ref;
    static constexpr const char* types[] = {"string", "number", "date", "boolean", "string"};
    return field == nullptr || type.empty() || type == types[static_cast<std::size_t>(field->type)];
  };
  for (auto& s : b.sources) {
    if (s.decision.empty()) continue;
    const auto& all = b.policy->definitions->decisions;
    const auto d = std::ranges::find(all, s.decision, &dmn::Decision::name);
    if (d->logic == nullptr || d->logic->kind != dmn::Expression::Kind::literal || !d->decisions.empty() ||
        !d->knowledge.empty()) {
      continue;
    }
    s.number = d->variable.type_ref == "number";
    if (!s.number && !d->variable.type_ref.empty()) continue;
    const auto inputs = std::ranges::count_if(b.sources, [](const auto& x) { return x.decision.empty(); });
    if (!std::ranges::all_of(b.sources.begin(), b.sources.begin() + inputs, typed, &Source::name)) continue;
    if (auto e = feel::parse(d->logic->text.text, names)) s.direct = *std::move(e);
  }
  // What decisions and computed columns look at, and what the amounts do through decisions.
  const bool computes = std::ranges::any_of(b.columns, [](const auto& c) { return c.field < 0; }) ||
                        std::ranges::any_of(b.sources, [](const auto& s) { return !s.decision.empty(); });
  if (!computes) return true;
  std::set<std::string> needs;
  for (const auto& c : b.columns) {
    if (c.field < 0) needs.insert(c.fields.begin(), c.fields.end());
  }
  for (const auto& s : b.sources) {
    if (!s.decision.empty()) needs.insert(s.needs.begin(), s.needs.end());
  }
  for (const std::size_t f : b.fields) {
    if (needs.contains(b.pack->fields[f].name)) b.computed_from.push_back(f);
  }
  return true;
}

}  // namespace packs
