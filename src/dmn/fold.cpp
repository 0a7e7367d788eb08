#include "dmn/fold.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <map>

#include "feel/cuts.hpp"

namespace dmn {

using feel::Kind;
using feel::Value;

namespace {

struct Use {
  std::size_t table = 0, input = 0;
};

// The first double whose decimal is not below the number (or above it).
double step_at(const feel::Number& n, bool above) {
  double d = n.to_double();
  const auto short_of = [&](double x) {
    const auto decimal = feel::Number::from_double(x);
    return decimal && (above ? !(*decimal > n) : *decimal < n);
  };
  while (std::isfinite(d) && short_of(d)) d = std::nextafter(d, HUGE_VAL);
  for (double lower = std::nextafter(d, -HUGE_VAL); std::isfinite(lower) && !short_of(lower);
       lower = std::nextafter(d, -HUGE_VAL)) {
    d = lower;
  }
  return d;
}

bool add_cuts(const feel::TypePtr& type, std::vector<Value>& cuts) {
  if (type == nullptr || !type->allows) return true;
  if (!type->allowed_cuts) return false;
  cuts.insert(cuts.end(), type->allowed_cuts->begin(), type->allowed_cuts->end());
  return true;
}

Kind kind_of(const feel::TypePtr& type) {
  return type != nullptr && type->form == feel::Type::Form::simple ? type->kind : Kind::null;
}
bool columnar(Kind k) { return k == Kind::number || k == Kind::string || k == Kind::boolean || k == Kind::date; }

void put_bit(std::uint64_t* set, std::size_t bit) { set[bit / 64] |= std::uint64_t{1} << (bit % 64); }
void drop_bit(std::uint64_t* set, std::size_t bit) { set[bit / 64] &= ~(std::uint64_t{1} << (bit % 64)); }

// A column of more cuts is not told apart: what looks at it goes the usual way. Buckets fit 16 bits.
constexpr std::size_t kMostCuts = 30'000;

class Folder {
 public:
  Folder(Fold& out, std::vector<FoldedTable> tables) : out_(out), tables_(std::move(tables)) {}

  void run() {
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      tables_[t].rules = tables_[t].direct.table->rules.size();
      tables_[t].columns.resize(tables_[t].direct.names.size());
      for (std::size_t i = 0; i < tables_[t].direct.names.size(); ++i) {
        const std::string& name = tables_[t].direct.names[i];
        auto at = std::ranges::find(out_.columns, name, &FoldedColumn::name);
        if (at == out_.columns.end()) {
          out_.columns.emplace_back().name = name;
          parts_.emplace_back();
          at = out_.columns.end() - 1;
        }
        const auto c = static_cast<std::size_t>(at - out_.columns.begin());
        parts_[c].uses.push_back({t, i});
        tables_[t].columns[i] = c;
      }
    }
    for (std::size_t c = 0; c < out_.columns.size(); ++c) cut(out_.columns[c], parts_[c]);
    place();
    for (std::size_t c = 0; c < out_.columns.size(); ++c) fill(out_.columns[c], parts_[c]);
    for (FoldedTable& t : tables_) alike(t);
    out_.tables = std::move(tables_);
  }

 private:
  // A column before it has masks: its buckets, and for each bucket and use the bucket of the table's own index, or
  // kNone when the table refuses the value.
  struct Part {
    std::vector<Use> uses;
    Buckets buckets;
    std::vector<std::vector<std::size_t>> own;
  };
  Fold& out_;
  std::vector<FoldedTable> tables_;
  std::vector<Part> parts_;

  void cut(FoldedColumn& column, Part& part) {
    std::vector<Value> cuts;
    bool known = true;  // false: only missing can be told in advance
    for (const Use& u : part.uses) {
      const FoldedTable& t = tables_[u.table];
      const TableInput& in = t.direct.table->inputs[u.input];
      const Buckets& own = t.direct.table->index->columns[u.input].buckets;
      cuts.insert(cuts.end(), own.cuts().begin(), own.cuts().end());
      known = known && add_cuts(t.direct.types[u.input], cuts) && add_cuts(in.type, cuts);
      if (in.allowed) {
        const auto allowed = feel::cut_points(*in.allowed);
        if (allowed) cuts.insert(cuts.end(), allowed->begin(), allowed->end());
        known = known && allowed.has_value();
      }
      for (const Kind k : {own.kind(), kind_of(t.direct.types[u.input]), kind_of(in.type)}) {
        if (column.kind == Kind::null && columnar(k)) column.kind = k;
      }
    }
    if (column.kind == Kind::null) column.kind = Kind::string;
    auto buckets = cuts.size() > kMostCuts ? std::nullopt : Buckets::make(column.kind, cuts);
    if (!buckets) known = false, buckets = Buckets::make(column.kind, {});
    part.buckets = *std::move(buckets);
    for (std::size_t b = 0; b < part.buckets.count(); ++b) {
      const auto example = part.buckets.example(b);
      std::vector<std::size_t>& own = part.own.emplace_back();
      for (const Use& u : part.uses)
        own.push_back(example && (known || b == 0) ? own_bucket(u, *example) : Buckets::kNone);
    }
  }

  std::size_t own_bucket(const Use& u, const Value& example) const {
    const FoldedTable& t = tables_[u.table];
    const TableBox& table = *t.direct.table;
    feel::Run run;
    Values none(table.names, Value());
    Value v = coerced(run, example, t.direct.types[u.input], "");
    if (!run.problems().empty() || !table.admit(run, none, table.inputs[u.input], v)) return Buckets::kNone;
    return table.index->columns[u.input].buckets.of(v);
  }

  // What a table refuses: of each input the column and the buckets.
  std::vector<std::pair<std::size_t, std::vector<bool>>> refused(std::size_t table) const {
    std::vector<std::pair<std::size_t, std::vector<bool>>> out;
    for (std::size_t i = 0; i < tables_[table].columns.size(); ++i) {
      const Part& part = parts_[tables_[table].columns[i]];
      std::size_t use = 0;
      while (part.uses[use].table != table || part.uses[use].input != i) ++use;
      auto& [column, buckets] = out.emplace_back(tables_[table].columns[i], std::vector<bool>());
      for (const auto& own : part.own) buckets.push_back(own[use] == Buckets::kNone);
    }
    std::ranges::sort(out);
    return out;
  }

  // The rules of a table that fit stay within one word.
  void place() {
    std::size_t bit = 0;
    std::map<std::vector<std::pair<std::size_t, std::vector<bool>>>, std::size_t> taken;
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      FoldedTable& table = tables_[t];
      if (bit % 64 + table.rules > 64) bit = (bit + 63) / 64 * 64;
      table.bit = bit;
      bit += table.rules;
      const auto [at, fresh] = taken.try_emplace(refused(t), bit);
      bit += fresh;
      table.taken = at->second;
    }
    out_.words = std::max<std::size_t>(1, (bit + 63) / 64);
    out_.start.assign(out_.words, 0);
    for (const FoldedTable& t : tables_) {
      for (std::size_t r = 0; r < t.rules; ++r) put_bit(out_.start.data(), t.bit + r);
      put_bit(out_.start.data(), t.taken);
    }
  }

  void fill(FoldedColumn& column, const Part& part) {
    std::vector<std::vector<std::uint64_t>> masks;
    for (std::size_t b = 0; b < part.buckets.count(); ++b) masks.push_back(mask_at(part.uses, part.own[b]));
    merge(column, part.buckets, masks);
    const auto strange = mask_at(part.uses, std::vector<std::size_t>(part.uses.size(), Buckets::kNone));
    column.masks.insert(column.masks.end(), strange.begin(), strange.end());
  }

  std::vector<std::uint64_t> mask_at(const std::vector<Use>& uses, const std::vector<std::size_t>& own) const {
    std::vector<std::uint64_t> mask = out_.start;
    for (std::size_t u = 0; u < uses.size(); ++u) {
      const FoldedTable& t = tables_[uses[u].table];
      for (std::size_t r = 0; r < t.rules; ++r) {
        const bool holds = own[u] != Buckets::kNone &&
                           (t.direct.table->index->mask(uses[u].input, own[u])[r / 64] >> (r % 64) & 1) != 0;
        if (!holds) drop_bit(mask.data(), t.bit + r);
      }
      if (own[u] == Buckets::kNone) drop_bit(mask.data(), t.taken);
    }
    return mask;
  }

  // Neighbours with one mask become one bucket.
  void merge(FoldedColumn& column, const Buckets& from, const std::vector<std::vector<std::uint64_t>>& masks) const {
    const auto add = [&](std::size_t b, Value example) {
      column.masks.insert(column.masks.end(), masks[b].begin(), masks[b].end());
      column.examples.push_back(std::move(example));
      return static_cast<std::uint32_t>(column.examples.size() - 1);
    };
    add(0, {});
    if (column.kind == Kind::boolean) {
      add(1, false), add(2, true);
    } else if (column.kind == Kind::string) {
      column.other = add(from.count() - 1, *from.example(from.count() - 1));
      column.kept.reserve(from.cuts().size());
      for (std::size_t i = 0; i < from.cuts().size(); ++i) {
        column.kept.push_back(from.cuts()[i].string());
        add(i + 1, from.cuts()[i]);
      }
    } else {
      const bool dates = column.kind == Kind::date;
      std::vector<std::uint64_t> last;
      for (std::size_t b = 1; b < from.count(); ++b) {
        const auto example = from.example(b);
        // Nothing falls between two cuts that are neighbours.
        if (b > 1 && (!example || masks[b] == last)) continue;
        last = masks[b];
        if (b > 1) {
          // The first value of the bucket: at a cut, or just above it.
          const Value& at = from.cuts()[(b % 2 == 0 ? b : b - 1) / 2 - 1];
          const bool above = b % 2 == 1;
          if (dates) {
            column.day_steps.push_back(static_cast<std::int32_t>(
                std::clamp<std::int64_t>(at.date().days() + above, Column::kNoDay + 1, 0x7fffffff)));
          } else {
            column.steps.push_back(step_at(at.number(), above));
          }
        }
        add(b, example.value_or(Value()));
      }
    }
    column.buckets = column.examples.size();
    column.prepare();
  }

  static void alike(FoldedTable& t) {
    const auto& rules = t.direct.table->rules;
    const std::size_t words = (t.rules + 63) / 64;
    std::vector<std::optional<std::vector<Value>>> said;
    for (const CompiledRule& rule : rules) {
      std::optional<std::vector<Value>> values(std::in_place);
      for (const auto& e : rule.outputs) {
        const auto v = feel::constant_of(e);
        if (v && values) {
          values->push_back(*v);
        } else {
          values.reset();
        }
      }
      said.push_back(std::move(values));
    }
    t.same.assign(t.rules, std::vector<std::uint64_t>(words, 0));
    for (std::size_t a = 0; a < t.rules; ++a) {
      for (std::size_t b = 0; b < t.rules; ++b) {
        if (a == b || (said[a] && said[b] && std::ranges::equal(*said[a], *said[b], feel::same))) {
          put_bit(t.same[a].data(), b);
        }
      }
    }
  }
};

}  // namespace

namespace {

// Unlike for texts of up to eight bytes; longer ones are compared whole anyway.
std::uint64_t key_of(std::string_view v) {
  std::uint64_t a = 0, b = 0;
  const std::size_t n = v.size();
  if (n >= 8) {
    std::memcpy(&a, v.data(), 8);
    std::memcpy(&b, v.data() + n - 8, 8);
  } else if (n >= 4) {
    std::memcpy(&a, v.data(), 4);
    std::memcpy(&b, v.data() + n - 4, 4);
  } else if (n > 0) {
    a = static_cast<unsigned char>(v[0]) | static_cast<std::uint64_t>(static_cast<unsigned char>(v[n / 2])) << 8;
    b = static_cast<unsigned char>(v[n - 1]);
  }
  return (a ^ std::rotl(b, 32) ^ n) * 0x9e3779b97f4a7c15u;
}

}  // namespace

void FoldedColumn::prepare() {
  if (kind == Kind::string && !kept.empty()) {
    slots.assign(std::bit_ceil(kept.size() * 4), {});
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const std::uint64_t key = key_of(kept[i]);
      std::size_t at = key >> 32 & (slots.size() - 1);
      while (slots[at].bucket != 0) at = (at + 1) & (slots.size() - 1);
      slots[at] = {key, static_cast<std::uint32_t>(i + 2), static_cast<std::uint32_t>(i)};
    }
  }
  if (steps.empty()) return;
  low = steps.front();
  one_each = true;
  for (std::size_t count = 16; count <= 256; count *= 4) {
    if (spread(count, 1)) return;
  }
  one_each = false;
  for (std::size_t count = 16; count <= 4096; count *= 4) {
    if (spread(count, 2)) return;
  }
  stretches.clear();
}

bool FoldedColumn::spread(std::size_t count, std::size_t most) {
  const double wide = steps.back() - low;
  scale = wide > 0 && std::isfinite(wide) ? static_cast<double>(count - 1) / wide : 0;
  if (!std::isfinite(scale)) scale = 0;
  stretches.assign(count, {HUGE_VAL, HUGE_VAL, 0});
  std::vector<std::size_t> in(count);
  for (const double step : steps) {
    const std::size_t s = stretch_of(step);
    if (in[s] == most) return false;
    (in[s]++ == 0 ? stretches[s].first : stretches[s].second) = step;
  }
  std::uint32_t before = 0;
  for (std::size_t s = 0; s < count; ++s) {
    stretches[s].before = before;
    before += static_cast<std::uint32_t>(in[s]);
  }
  return true;
}

std::uint32_t FoldedColumn::by_search(double v) const {
  if (!std::isfinite(v)) return 0;
  return 1 + static_cast<std::uint32_t>(std::ranges::upper_bound(steps, v) - steps.begin());
}

std::uint32_t FoldedColumn::of_day(std::int32_t v) const {
  if (v == Column::kNoDay) return 0;
  return 1 + static_cast<std::uint32_t>(std::ranges::upper_bound(day_steps, v) - day_steps.begin());
}

std::uint32_t FoldedColumn::of_text(std::string_view v) const {
  if (slots.empty()) return other;
  const std::uint64_t key = key_of(v);
  for (std::size_t at = key >> 32 & (slots.size() - 1); slots[at].bucket != 0; at = (at + 1) & (slots.size() - 1)) {
    if (slots[at].key == key && kept[slots[at].word] == v) return slots[at].bucket;
  }
  return other;
}

Fold Fold::make(const std::vector<std::optional<DirectTable>>& direct, std::vector<int>& kept) {
  Fold out;
  kept.assign(direct.size(), -1);
  std::vector<FoldedTable> tables;
  for (std::size_t i = 0; i < direct.size(); ++i) {
    if (!direct[i] || !direct[i]->table->index || direct[i]->table->rules.size() > 4096) continue;
    kept[i] = static_cast<int>(tables.size());
    tables.emplace_back().direct = *direct[i];
  }
  Folder(out, std::move(tables)).run();
  return out;
}

}  // namespace dmn
