#include "dmn/fold.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

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

class Folder {
 public:
  Folder(Fold& out, std::vector<FoldedTable> tables) : out_(out), tables_(std::move(tables)) {}

  void run() {
    place();
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      tables_[t].columns.resize(tables_[t].direct.names.size());
      for (std::size_t i = 0; i < tables_[t].direct.names.size(); ++i) {
        const std::string& name = tables_[t].direct.names[i];
        auto at = std::ranges::find(out_.columns, name, &FoldedColumn::name);
        if (at == out_.columns.end()) {
          out_.columns.emplace_back().name = name;
          uses_.emplace_back();
          at = out_.columns.end() - 1;
        }
        const auto c = static_cast<std::size_t>(at - out_.columns.begin());
        uses_[c].push_back({t, i});
        tables_[t].columns[i] = c;
      }
    }
    for (std::size_t c = 0; c < out_.columns.size(); ++c) fill(out_.columns[c], uses_[c]);
    for (FoldedTable& t : tables_) alike(t);
    out_.tables = std::move(tables_);
  }

 private:
  Fold& out_;
  std::vector<FoldedTable> tables_;
  std::vector<std::vector<Use>> uses_;

  // Tables that fit stay within one word.
  void place() {
    std::size_t bit = 0;
    for (FoldedTable& t : tables_) {
      t.rules = t.direct.table->rules.size();
      const std::size_t needs = t.rules + 1;
      if (bit % 64 + needs > 64) bit = (bit + 63) / 64 * 64;
      t.bit = bit;
      bit += needs;
    }
    out_.words = std::max<std::size_t>(1, (bit + 63) / 64);
    out_.start.assign(out_.words, 0);
    for (const FoldedTable& t : tables_) {
      for (std::size_t b = 0; b <= t.rules; ++b) put_bit(out_.start.data(), t.bit + b);
    }
  }

  void fill(FoldedColumn& column, const std::vector<Use>& uses) {
    std::vector<Value> cuts;
    bool cut = true;  // false: only missing can be told in advance
    for (const Use& u : uses) {
      const FoldedTable& t = tables_[u.table];
      const TableInput& in = t.direct.table->inputs[u.input];
      const Buckets& own = t.direct.table->index->columns[u.input].buckets;
      cuts.insert(cuts.end(), own.cuts().begin(), own.cuts().end());
      cut = cut && add_cuts(t.direct.types[u.input], cuts) && add_cuts(in.type, cuts);
      if (in.allowed) {
        const auto allowed = feel::cut_points(*in.allowed);
        if (allowed) cuts.insert(cuts.end(), allowed->begin(), allowed->end());
        cut = cut && allowed.has_value();
      }
      for (const Kind k : {own.kind(), kind_of(t.direct.types[u.input]), kind_of(in.type)}) {
        if (column.kind == Kind::null && columnar(k)) column.kind = k;
      }
    }
    if (column.kind == Kind::null) column.kind = Kind::string;
    auto buckets = Buckets::make(column.kind, cuts);
    if (!buckets) cut = false, buckets = Buckets::make(column.kind, {});
    std::vector<std::vector<std::uint64_t>> masks;
    for (std::size_t b = 0; b < buckets->count(); ++b) {
      const auto example = buckets->example(b);
      masks.push_back(mask_at(uses, example, cut || b == 0));
    }
    merge(column, *buckets, masks);
    const auto strange = mask_at(uses, std::nullopt, false);
    column.masks.insert(column.masks.end(), strange.begin(), strange.end());
  }

  std::vector<std::uint64_t> mask_at(const std::vector<Use>& uses, const std::optional<Value>& example, bool known) {
    std::vector<std::uint64_t> mask = out_.start;
    for (const Use& u : uses) {
      const FoldedTable& t = tables_[u.table];
      const TableBox& table = *t.direct.table;
      feel::Run run;
      Values none(table.names, Value());
      const RuleIndex::Column& own = table.index->columns[u.input];
      std::size_t bucket = Buckets::kNone;
      if (known && example) {
        Value v = coerced(run, *example, t.direct.types[u.input], "");
        if (run.problems().empty() && table.admit(run, none, table.inputs[u.input], v)) bucket = own.buckets.of(v);
      }
      for (std::size_t r = 0; r < t.rules; ++r) {
        const bool holds =
            bucket != Buckets::kNone && (table.index->mask(u.input, bucket)[r / 64] >> (r % 64) & 1) != 0;
        if (!holds) mask[(t.bit + r) / 64] &= ~(std::uint64_t{1} << ((t.bit + r) % 64));
      }
      if (bucket == Buckets::kNone) {
        const std::size_t b = t.bit + t.rules;
        mask[b / 64] &= ~(std::uint64_t{1} << (b % 64));
      }
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
  for (std::size_t count = 16; count <= 4096; count *= 4) {
    const double wide = steps.back() - low;
    scale = wide > 0 && std::isfinite(wide) ? static_cast<double>(count - 1) / wide : 0;
    if (!std::isfinite(scale)) scale = 0;
    stretches.assign(count, {HUGE_VAL, HUGE_VAL, 0});
    std::vector<std::size_t> in(count);
    bool fits = true;
    for (const double step : steps) {
      const std::size_t s = stretch_of(step);
      fits = fits && in[s] < 2;
      (in[s]++ == 0 ? stretches[s].first : stretches[s].second) = step;
    }
    std::uint32_t before = 0;
    for (std::size_t s = 0; s < count; ++s) {
      stretches[s].before = before;
      before += static_cast<std::uint32_t>(in[s]);
    }
    if (fits) return;
  }
  stretches.clear();
}

std::uint32_t FoldedColumn::of_number(double v) const {
  if (std::isnan(v)) return 0;
  if (!stretches.empty()) {
    const Stretch& s = stretches[stretch_of(v)];
    return 1 + s.before + (v >= s.first) + (v >= s.second);
  }
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
