#include "dmn/bulk.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <map>

#include "dmn/bulk_body.hpp"

namespace dmn {

using feel::Kind;
using feel::Value;

std::size_t Column::size() const {
  switch (kind) {
    case Kind::number:
      return exact.empty() ? numbers.size() : exact.size();
    case Kind::boolean:
      return truths.size();
    case Kind::date:
      return days.size();
    default:
      return codes.size();
  }
}

Value Column::at(std::size_t row) const {
  switch (kind) {
    case Kind::number:
      if (!exact.empty()) return exact[row];
      return Value(feel::Number::from_double(numbers[row]));
    case Kind::boolean:
      return truths[row] == kNoTruth ? Value() : Value(truths[row] != 0);
    case Kind::date: {
      const auto d = days[row] == kNoDay ? std::nullopt : feel::Date::from_days(days[row]);
      return d ? Value(*d) : Value();
    }
    default:
      return codes[row] == kNoWord ? Value() : Value(words[codes[row]]);
  }
}

Bulk::Bulk(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Bulk::Bulk(Bulk&&) noexcept = default;
Bulk& Bulk::operator=(Bulk&&) noexcept = default;
Bulk::~Bulk() = default;

base::Result<Bulk> Bulk::make(std::shared_ptr<const Program> program, std::vector<std::string> decisions) {
  auto body = std::make_unique<Body>();
  std::vector<std::optional<DirectTable>> direct;
  const auto known = program->decisions();
  for (const std::string& d : decisions) {
    if (std::ranges::find(known, d) == known.end()) {
      return base::fail("dmn.unknown", "模型里没有决策“" + d + "”", {}, "对照模型里的名称");
    }
    direct.push_back(program->direct_table(d));
  }
  body->fold = Fold::make(direct, body->folded);
  for (const int t : body->folded) {
    body->constant.push_back(t >= 0 && body->fold.tables[static_cast<std::size_t>(t)].direct.table->constant_outputs());
  }
  for (const FoldedColumn& c : body->fold.columns) body->names.push_back(c.name);
  body->program = std::move(program);
  body->decisions = std::move(decisions);
  return Bulk(std::move(body));
}

bool Bulk::is_folded(std::size_t decision) const { return body_->folded[decision] >= 0; }
const std::vector<std::string>& Bulk::columns() const { return body_->names; }
std::size_t Bulk::words() const { return body_->fold.words; }

namespace {

Inputs inputs_at(std::span<const Column> columns, std::size_t row, const Inputs& others) {
  Inputs out = others;
  for (const Column& c : columns) {
    Value v = c.at(row);
    if (!v.is_null()) out.values[c.name] = std::move(v);
  }
  return out;
}

// An answer met before, by the set of rules of a table of at most 64.
struct Met {
  std::uint64_t key = 0;
  std::uint32_t which = 0;
  bool known = false;
};

// From 1.
std::vector<std::uint32_t> rules_of(const std::vector<std::uint64_t>& key, bool first_only) {
  std::vector<std::uint32_t> out;
  for (std::size_t w = 0; w < key.size(); ++w) {
    for (std::uint64_t m = key[w]; m != 0; m &= m - 1) {
      out.push_back(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(m)) + 1));
      if (first_only) return out;
    }
  }
  return out;
}

// Distinct answers of one part of the cases.
class Part {
 public:
  std::vector<Answer> distinct;
  std::uint32_t of_set(const std::vector<std::uint64_t>& set, const std::function<Answer()>& make) {
    const auto [at, fresh] = by_set_.try_emplace(set, static_cast<std::uint32_t>(distinct.size()));
    if (fresh) distinct.push_back(make());
    return at->second;
  }
  std::uint32_t of_answer(Answer answer) {
    std::string key = feel::to_literal(answer.value);
    for (const auto& p : answer.problems) key += '\n' + feel::to_text(p);
    for (const auto r : answer.rules) key += '\t' + std::to_string(r);
    const auto [at, fresh] = by_text_.try_emplace(std::move(key), static_cast<std::uint32_t>(distinct.size()));
    if (fresh) distinct.push_back(std::move(answer));
    return at->second;
  }

 private:
  std::map<std::vector<std::uint64_t>, std::uint32_t> by_set_;
  std::map<std::string, std::uint32_t> by_text_;
};

}  // namespace

Answers Bulk::answers(std::size_t decision, std::span<const std::uint64_t> sets, std::span<const Column> columns,
                      std::size_t rows, const Inputs& others, int threads) const {
  const Body& b = *body_;
  const FoldedTable* table =
      b.folded[decision] < 0 ? nullptr : &b.fold.tables[static_cast<std::size_t>(b.folded[decision])];
  const auto usual = [&](std::size_t row) {
    auto outcome = b.program->evaluate(b.decisions[decision], inputs_at(columns, row, others));
    return Answer{std::move(outcome->value), std::move(outcome->problems), {}};
  };
  // What is given for all cases alike is not in the sets.
  const bool by_set = table != nullptr && others.values.empty();
  Answers out;
  out.which.resize(rows);
  std::vector<std::pair<std::size_t, Part>> parts(64);
  std::atomic<std::size_t> next = 0;
  in_parts(rows, threads, [&](std::size_t from, std::size_t to) {
    auto& [start, part] = parts[next++];
    start = from;
    // Constant outputs: cases with one set of rules have one answer, problems included.
    const bool by_key = b.constant[decision] && table != nullptr && table->rules <= 64;
    std::array<Met, 256> met;
    for (std::size_t row = from; row < to; ++row) {
      const std::uint64_t* set = by_set ? sets.data() + row * b.fold.words : nullptr;
      if (!by_set || !has_bit(set, table->taken)) {
        out.which[row] = part.of_answer(usual(row));
        continue;
      }
      Met* before = nullptr;
      if (by_key) {
        const std::uint64_t key = bits_from(set, table->bit, table->rules);
        before = &met[key * 0x9e3779b97f4a7c15u >> 56];
        if (before->known && before->key == key) {
          out.which[row] = before->which;
          continue;
        }
        *before = {key, 0, true};
      }
      std::vector<std::uint64_t> key;
      for (std::size_t r = 0; r < table->rules; r += 64) {
        key.push_back(bits_from(set, table->bit + r, std::min<std::size_t>(64, table->rules - r)));
      }
      const auto make = [&] {
        Answer answer = usual(row);
        answer.rules = rules_of(key, table->direct.table->policy == HitPolicy::first);
        return answer;
      };
      out.which[row] = b.constant[decision] ? part.of_set(key, make) : part.of_answer(make());
      if (before != nullptr) before->which = out.which[row];
    }
  });
  Part all;
  std::ranges::sort(parts, {}, [](const auto& p) { return p.first; });
  std::vector<std::pair<std::size_t, std::vector<std::uint32_t>>> moved;
  for (auto& [from, part] : parts) {
    if (part.distinct.empty()) continue;
    moved.emplace_back(from, std::vector<std::uint32_t>());
    for (Answer& a : part.distinct) moved.back().second.push_back(all.of_answer(std::move(a)));
  }
  for (std::size_t p = 0; p < moved.size(); ++p) {
    const auto& to = moved[p].second;
    std::size_t same = 0;
    while (same < to.size() && to[same] == same) ++same;
    if (same == to.size()) continue;
    const std::size_t end = p + 1 < moved.size() ? moved[p + 1].first : rows;
    for (std::size_t row = moved[p].first; row < end; ++row) out.which[row] = to[out.which[row]];
  }
  out.distinct = std::move(all.distinct);
  return out;
}

Answers Bulk::answers(std::size_t decision, std::span<const Column> columns, std::size_t rows, const Inputs& others,
                      int threads) const {
  const auto sets = is_folded(decision) ? rule_sets(columns, rows, threads) : std::vector<std::uint64_t>();
  return answers(decision, sets, columns, rows, others, threads);
}

}  // namespace dmn
