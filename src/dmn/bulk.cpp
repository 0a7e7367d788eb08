#include "dmn/bulk.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <thread>

#include "dmn/fold.hpp"

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

struct Bulk::Body {
  std::shared_ptr<const Program> program;
  std::vector<std::string> decisions;
  std::vector<int> folded;  // place among the fold's tables, -1: none
  std::vector<bool> constant;
  Fold fold;
  std::vector<std::string> names;
};

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

constexpr std::size_t kBlock = 1024;

// ---- buckets of a block, a column at a time

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define JC_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define JC_WIDE
#endif

JC_WIDE void number_buckets(const double* v, std::size_t n, const double* steps, std::size_t count,
                            std::uint32_t* out) {
  // A comparison is all ones where it holds: subtracting it counts.
  typedef double Four __attribute__((vector_size(32)));
  typedef std::int64_t FourInts __attribute__((vector_size(32)));
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    Four x;
    std::memcpy(&x, v + i, sizeof x);
    FourInts found = {1, 1, 1, 1};
    for (std::size_t s = 0; s < count; ++s) {
      const double t = steps[s];
      const Four step = {t, t, t, t};
      found -= (x >= step);
    }
    found &= (x == x);
    for (int k = 0; k < 4; ++k) out[i + static_cast<std::size_t>(k)] = static_cast<std::uint32_t>(found[k]);
  }
  for (; i < n; ++i) {
    std::uint32_t found = 1;
    for (std::size_t s = 0; s < count; ++s) found += v[i] >= steps[s];
    out[i] = std::isnan(v[i]) ? 0 : found;
  }
}

// How one column of the fold reads one given column.
struct Source {
  const FoldedColumn* folded = nullptr;
  const Column* given = nullptr;     // null: missing throughout
  bool strange = false;              // of another kind
  std::vector<std::uint32_t> words;  // bucket of each word

  void read(std::size_t from, std::size_t n, std::uint32_t* out) const {
    if (given == nullptr) return std::fill_n(out, n, 0u), void();
    if (strange) {
      for (std::size_t i = 0; i < n; ++i) {
        out[i] = given->at(from + i).is_null() ? 0 : static_cast<std::uint32_t>(folded->buckets);
      }
      return;
    }
    switch (folded->kind) {
      case Kind::number:
        if (!given->exact.empty()) {
          for (std::size_t i = 0; i < n; ++i) out[i] = exact_bucket(given->exact[from + i]);
        } else if (folded->steps.size() > 6) {
          for (std::size_t i = 0; i < n; ++i) out[i] = folded->of_number(given->numbers[from + i]);
        } else {
          number_buckets(given->numbers.data() + from, n, folded->steps.data(), folded->steps.size(), out);
        }
        return;
      case Kind::boolean:
        for (std::size_t i = 0; i < n; ++i) {
          const std::uint8_t t = given->truths[from + i];
          out[i] = t == Column::kNoTruth ? 0 : 1u + (t != 0);
        }
        return;
      case Kind::date:
        for (std::size_t i = 0; i < n; ++i) out[i] = folded->of_day(given->days[from + i]);
        return;
      default:
        for (std::size_t i = 0; i < n; ++i) {
          const std::uint32_t code = given->codes[from + i];
          out[i] = code == Column::kNoWord ? 0 : words[code];
        }
    }
  }
  // More digits than a double keeps: the usual way decides, unless it is a double after all.
  std::uint32_t exact_bucket(const Value& v) const {
    if (v.is_null()) return 0;
    const double d = v.number().to_double();
    const auto back = feel::Number::from_double(d);
    return back && *back == v.number() ? folded->of_number(d) : static_cast<std::uint32_t>(folded->buckets);
  }
};

template <std::size_t W>
void combine(const std::vector<Source>& sources, const std::vector<std::vector<std::uint32_t>>& buckets,
             const std::uint64_t* start, std::size_t n, std::uint64_t* out) {
  for (std::size_t i = 0; i < n; ++i) {
    std::uint64_t set[W];
    for (std::size_t w = 0; w < W; ++w) set[w] = start[w];
    for (std::size_t c = 0; c < sources.size(); ++c) {
      const std::uint64_t* mask = sources[c].folded->masks.data() + buckets[c][i] * W;
      for (std::size_t w = 0; w < W; ++w) set[w] &= mask[w];
    }
    for (std::size_t w = 0; w < W; ++w) out[i * W + w] = set[w];
  }
}

void combine_any(const std::vector<Source>& sources, const std::vector<std::vector<std::uint32_t>>& buckets,
                 std::size_t words, const std::uint64_t* start, std::size_t n, std::uint64_t* out) {
  for (std::size_t i = 0; i < n; ++i) std::copy_n(start, words, out + i * words);
  for (std::size_t c = 0; c < sources.size(); ++c) {
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t* mask = sources[c].folded->masks.data() + buckets[c][i] * words;
      for (std::size_t w = 0; w < words; ++w) out[i * words + w] &= mask[w];
    }
  }
}

void in_parts(std::size_t rows, int threads, const std::function<void(std::size_t, std::size_t)>& part) {
  const std::size_t parts = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(1, threads)), 1, 64);
  const std::size_t each = ((rows + parts - 1) / parts + kBlock - 1) / kBlock * kBlock;
  std::vector<std::thread> running;
  for (std::size_t from = each; from < rows && parts > 1; from += each) {
    running.emplace_back([&part, from, to = std::min(rows, from + each)] { part(from, to); });
  }
  if (rows > 0) part(0, parts > 1 ? std::min(rows, each) : rows);
  for (auto& t : running) t.join();
}

std::uint64_t bits_from(const std::uint64_t* set, std::size_t bit, std::size_t count) {
  std::uint64_t out = set[bit / 64] >> (bit % 64);
  if (bit % 64 != 0 && bit % 64 + count > 64) out |= set[bit / 64 + 1] << (64 - bit % 64);
  return count >= 64 ? out : out & ((std::uint64_t{1} << count) - 1);
}
bool has_bit(const std::uint64_t* set, std::size_t bit) { return (set[bit / 64] >> (bit % 64) & 1) != 0; }

}  // namespace

std::vector<std::uint64_t> Bulk::rule_sets(std::span<const Column> columns, std::size_t rows, int threads) const {
  const Fold& fold = body_->fold;
  std::vector<Source> sources;
  for (const FoldedColumn& folded : fold.columns) {
    Source s;
    s.folded = &folded;
    for (const Column& c : columns) {
      if (c.name == folded.name) s.given = &c;
    }
    if (s.given != nullptr) {
      s.strange = s.given->kind != folded.kind;
      if (folded.kind == Kind::string && !s.strange) {
        for (const std::string& w : s.given->words) s.words.push_back(folded.of_text(w));
      }
    }
    sources.push_back(std::move(s));
  }
  std::vector<std::uint64_t> out(rows * fold.words);
  in_parts(rows, threads, [&](std::size_t from, std::size_t to) {
    std::vector<std::vector<std::uint32_t>> buckets(sources.size(), std::vector<std::uint32_t>(kBlock));
    for (std::size_t at = from; at < to; at += kBlock) {
      const std::size_t n = std::min(kBlock, to - at);
      for (std::size_t c = 0; c < sources.size(); ++c) sources[c].read(at, n, buckets[c].data());
      std::uint64_t* set = out.data() + at * fold.words;
      switch (fold.words) {
        case 1:
          combine<1>(sources, buckets, fold.start.data(), n, set);
          break;
        case 2:
          combine<2>(sources, buckets, fold.start.data(), n, set);
          break;
        case 3:
          combine<3>(sources, buckets, fold.start.data(), n, set);
          break;
        default:
          combine_any(sources, buckets, fold.words, fold.start.data(), n, set);
      }
    }
  });
  return out;
}

namespace {

Inputs inputs_at(std::span<const Column> columns, std::size_t row, const Inputs& others) {
  Inputs out = others;
  for (const Column& c : columns) {
    Value v = c.at(row);
    if (!v.is_null()) out.values[c.name] = std::move(v);
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
    std::uint64_t last_key = 0;
    std::uint32_t last = 0;
    bool has_last = false;
    for (std::size_t row = from; row < to; ++row) {
      const std::uint64_t* set = by_set ? sets.data() + row * b.fold.words : nullptr;
      if (!by_set || !has_bit(set, table->bit + table->rules)) {
        out.which[row] = part.of_answer(usual(row));
        continue;
      }
      std::vector<std::uint64_t> key;
      if (table->rules <= 64) {
        const std::uint64_t one = bits_from(set, table->bit, table->rules);
        if (b.constant[decision] && has_last && one == last_key) {
          out.which[row] = last;
          continue;
        }
        key = {one};
      } else {
        for (std::size_t r = 0; r < table->rules; r += 64) {
          key.push_back(bits_from(set, table->bit + r, std::min<std::size_t>(64, table->rules - r)));
        }
      }
      std::vector<std::uint32_t> rules;
      for (std::size_t w = 0; w < key.size(); ++w) {
        for (std::uint64_t m = key[w]; m != 0; m &= m - 1) {
          rules.push_back(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(m)) + 1));
          if (table->direct.table->policy == HitPolicy::first) break;
        }
        if (!rules.empty() && table->direct.table->policy == HitPolicy::first) break;
      }
      if (!b.constant[decision]) {
        Answer answer = usual(row);
        answer.rules = std::move(rules);
        out.which[row] = part.of_answer(std::move(answer));
        continue;
      }
      // Constant outputs: cases with one set of rules have one answer, problems included.
      last_key = key[0];
      last = out.which[row] = part.of_set(key, [&] {
        Answer answer = usual(row);
        answer.rules = std::move(rules);
        return answer;
      });
      has_last = key.size() == 1;
    }
  });
  Part all;
  std::ranges::sort(parts, {}, [](const auto& p) { return p.first; });
  const std::size_t used = next;
  std::vector<std::pair<std::size_t, std::vector<std::uint32_t>>> moved;
  for (auto& [from, part] : parts) {
    if (part.distinct.empty()) continue;
    moved.emplace_back(from, std::vector<std::uint32_t>());
    for (Answer& a : part.distinct) moved.back().second.push_back(all.of_answer(std::move(a)));
  }
  (void)used;
  for (std::size_t p = 0; p < moved.size(); ++p) {
    const std::size_t to = p + 1 < moved.size() ? moved[p + 1].first : rows;
    for (std::size_t row = moved[p].first; row < to; ++row) out.which[row] = moved[p].second[out.which[row]];
  }
  out.distinct = std::move(all.distinct);
  return out;
}

Answers Bulk::answers(std::size_t decision, std::span<const Column> columns, std::size_t rows, const Inputs& others,
                      int threads) const {
  const auto sets = is_folded(decision) ? rule_sets(columns, rows, threads) : std::vector<std::uint64_t>();
  return answers(decision, sets, columns, rows, others, threads);
}

// ---- one typed row

namespace {

const std::uint64_t* mask_of(const FoldedColumn& c, const Cell& cell, std::size_t words) {
  std::size_t bucket = c.buckets;
  if (cell.kind == Kind::null) {
    bucket = 0;
  } else if (cell.kind == c.kind) {
    switch (c.kind) {
      case Kind::number:
        bucket = c.of_number(cell.number);
        break;
      case Kind::boolean:
        bucket = c.of_truth(cell.truth);
        break;
      case Kind::date:
        bucket = c.of_day(cell.day);
        break;
      default:
        bucket = c.of_text(cell.text);
    }
  }
  return c.masks.data() + bucket * words;
}

}  // namespace

void Bulk::set_of(std::span<const Cell> row, std::uint64_t* set) const {
  const Fold& fold = body_->fold;
  std::copy(fold.start.begin(), fold.start.end(), set);
  for (std::size_t c = 0; c < fold.columns.size(); ++c) {
    const std::uint64_t* mask = mask_of(fold.columns[c], row[c], fold.words);
    for (std::size_t w = 0; w < fold.words; ++w) set[w] &= mask[w];
  }
}

int Bulk::first_rule(std::size_t decision, std::span<const Cell> row) const {
  const Fold& fold = body_->fold;
  const int at = body_->folded[decision];
  if (at < 0) return -1;
  const FoldedTable& table = fold.tables[static_cast<std::size_t>(at)];
  if (fold.words == 1) {
    std::uint64_t set = fold.start[0];
    for (std::size_t c = 0; c < fold.columns.size(); ++c) set &= *mask_of(fold.columns[c], row[c], 1);
    if (!has_bit(&set, table.bit + table.rules)) return -1;
    const std::uint64_t own = bits_from(&set, table.bit, table.rules);
    return own == 0 ? 0 : std::countr_zero(own) + 1;
  }
  std::vector<std::uint64_t> set(fold.words);
  set_of(row, set.data());
  if (!has_bit(set.data(), table.bit + table.rules)) return -1;
  for (std::size_t r = 0; r < table.rules; r += 64) {
    const std::uint64_t own = bits_from(set.data(), table.bit + r, std::min<std::size_t>(64, table.rules - r));
    if (own != 0) return static_cast<int>(r) + std::countr_zero(own) + 1;
  }
  return 0;
}

Bulk::Reason Bulk::reason(std::size_t decision, std::span<const Cell> row) const {
  Reason out{.rule = -1};
  const Fold& fold = body_->fold;
  const int at = body_->folded[decision];
  if (at < 0) return out;
  const FoldedTable& table = fold.tables[static_cast<std::size_t>(at)];
  const std::size_t inputs = table.columns.size();
  if (inputs > 64) return out;
  const std::uint64_t* masks[64];
  bool taken = true;
  for (std::size_t i = 0; i < inputs; ++i) {
    const std::size_t c = table.columns[i];
    masks[i] = mask_of(fold.columns[c], row[c], fold.words);
    taken = taken && has_bit(masks[i], table.bit + table.rules);
  }
  if (!taken) return out;
  out.rule = 0;
  const bool first_only = table.direct.table->policy == HitPolicy::first;
  // Rules that say what came out are no candidates; which came out is known only after all words.
  std::uint64_t out_of_question[64] = {};
  const std::size_t words = std::min<std::size_t>(64, (table.rules + 63) / 64);
  for (std::size_t w = 0; w < words; ++w) {
    const std::size_t count = std::min<std::size_t>(64, table.rules - w * 64);
    std::uint64_t set = ~std::uint64_t{0};
    for (std::size_t i = 0; i < inputs; ++i) set &= bits_from(masks[i], table.bit + w * 64, count);
    if (count < 64) set &= (std::uint64_t{1} << count) - 1;
    out_of_question[w] |= set;
    for (std::uint64_t m = set; m != 0; m &= m - 1) {
      const auto r = w * 64 + static_cast<std::size_t>(std::countr_zero(m));
      if (out.rule != 0 && first_only) break;
      if (out.rule == 0) out.rule = static_cast<int>(r) + 1;
      for (std::size_t k = 0; k < words; ++k) out_of_question[k] |= table.same[r][k];
    }
  }
  // How many cells fail, for 64 rules at once: numbers of seven digits standing upright.
  unsigned least = 128;
  for (std::size_t w = 0; w < words; ++w) {
    const std::size_t count = std::min<std::size_t>(64, table.rules - w * 64);
    const std::uint64_t all = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    std::uint64_t digits[7] = {};
    std::uint64_t open = all;
    for (std::size_t i = 0; i < inputs; ++i) {
      const std::uint64_t holds = bits_from(masks[i], table.bit + w * 64, count);
      std::uint64_t carry = ~holds & all;
      if (row[table.columns[i]].kind != Kind::null) open &= holds;
      for (std::uint64_t& digit : digits) {
        const std::uint64_t next = digit & carry;
        digit ^= carry;
        carry = next;
        if (carry == 0) break;
      }
    }
    std::uint64_t best = all & ~out_of_question[w];
    open &= best;
    if (best == 0) continue;
    unsigned lacks = 0;
    for (int d = 6; d >= 0; --d) {
      const std::uint64_t fewer = best & ~digits[d];
      if (fewer != 0) {
        best = fewer;
      } else {
        lacks |= 1u << d;
      }
    }
    if (lacks < least) least = lacks, out.nearest = static_cast<int>(w * 64) + std::countr_zero(best) + 1;
    if (open != 0 && out.open == 0) out.open = static_cast<int>(w * 64) + std::countr_zero(open) + 1;
  }
  if (out.nearest > 0) {
    const std::size_t bit = table.bit + static_cast<std::size_t>(out.nearest) - 1;
    for (std::size_t i = 0; i < inputs; ++i) out.lacking |= std::uint64_t{!has_bit(masks[i], bit)} << i;
  }
  return out;
}

// ---- JSON

bool Bulk::read_row(std::string_view json, std::span<Cell> row) const {
  const auto& columns = body_->fold.columns;
  for (Cell& c : row) c = Cell();
  std::size_t at = 0, expected = 0;
  const auto skip = [&] {
    while (at < json.size() && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) ++at;
  };
  const auto text = [&](std::string_view& out) {
    if (at >= json.size() || json[at] != '"') return false;
    const std::size_t from = ++at;
    while (at < json.size() && json[at] != '"') {
      if (json[at] == '\\' || static_cast<unsigned char>(json[at]) < 0x20) return false;
      ++at;
    }
    if (at >= json.size()) return false;
    out = json.substr(from, at++ - from);
    return true;
  };
  skip();
  if (at >= json.size() || json[at++] != '{') return false;
  skip();
  if (at < json.size() && json[at] == '}') return ++at, skip(), at == json.size();
  while (true) {
    std::string_view name;
    skip();
    if (!text(name)) return false;
    skip();
    if (at >= json.size() || json[at++] != ':') return false;
    skip();
    // Rows tend to name their data in one order.
    std::size_t c = columns.size();
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const std::size_t i = expected + k < columns.size() ? expected + k : expected + k - columns.size();
      if (columns[i].name == name) {
        c = i;
        break;
      }
    }
    if (c < columns.size()) expected = c + 1 == columns.size() ? 0 : c + 1;
    Cell cell;
    if (at >= json.size()) return false;
    const char first = json[at];
    if (first == '"') {
      if (!text(cell.text)) return false;
      cell.kind = Kind::string;
    } else if (json.substr(at, 4) == "true") {
      cell.kind = Kind::boolean, cell.truth = true, at += 4;
    } else if (json.substr(at, 5) == "false") {
      cell.kind = Kind::boolean, at += 5;
    } else if (json.substr(at, 4) == "null") {
      at += 4;
    } else {
      const std::size_t from = at;
      std::size_t digits = 0;
      while (at < json.size() && ((json[at] >= '0' && json[at] <= '9') || json[at] == '-' || json[at] == '.')) {
        digits += json[at] != '-' && json[at] != '.';
        ++at;
      }
      // Fifteen digits come back as they were written; exponents go the usual way.
      if (digits == 0 || digits > 15 || (at < json.size() && (json[at] == 'e' || json[at] == 'E' || json[at] == '+'))) {
        return false;
      }
      const auto [end, error] = std::from_chars(json.data() + from, json.data() + at, cell.number);
      if (error != std::errc() || end != json.data() + at) return false;
      cell.kind = Kind::number;
    }
    if (c < columns.size()) {
      // A date stands in JSON as text: a date it is not.
      row[c] = cell;
    }
    skip();
    if (at >= json.size()) return false;
    if (json[at] == ',') {
      ++at;
      continue;
    }
    if (json[at++] != '}') return false;
    skip();
    return at == json.size();
  }
}

}  // namespace dmn
