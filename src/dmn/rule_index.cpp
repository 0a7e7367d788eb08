#include "dmn/rule_index.hpp"

#include <algorithm>

namespace dmn {

using feel::Kind;
using feel::Value;

namespace {

bool before(const Value& a, const Value& b) {
  if (a.is(Kind::boolean)) return a.boolean() < b.boolean();
  if (a.is(Kind::string)) return a.string() < b.string();
  return feel::order(a, b) == std::strong_ordering::less;
}

std::optional<Value> between(const Value& a, const Value& b) {
  if (a.is(Kind::date)) {
    const std::int64_t day = a.date().days() + 1;
    const auto d = feel::Date::from_days(day);
    return d && day < b.date().days() ? std::optional<Value>(*d) : std::nullopt;
  }
  const auto sum = feel::Number::add(a.number(), b.number());
  const auto half = sum ? feel::Number::divide(*sum, 2) : std::nullopt;
  if (!half || !(a.number() < *half) || !(*half < b.number())) return std::nullopt;
  return Value(*half);
}

std::optional<Value> beside(const Value& a, int step) {
  if (a.is(Kind::date)) {
    const auto d = feel::Date::from_days(a.date().days() + step);
    return d ? std::optional<Value>(*d) : std::nullopt;
  }
  // A number so large that one more is no difference is doubled.
  for (const auto& far : {feel::Number::add(a.number(), step),
                          feel::Number::add(a.number(), step > 0 ? a.number().abs() : -a.number().abs())}) {
    if (far && (step > 0 ? *far > a.number() : *far < a.number())) return Value(*far);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Buckets> Buckets::make(std::vector<Value> cuts) {
  if (cuts.empty()) return Buckets();
  const Kind kind = cuts.front().kind();
  return make(kind, std::move(cuts));
}

std::optional<Buckets> Buckets::make(Kind kind, std::vector<Value> cuts) {
  Buckets out;
  out.kind_ = kind;
  if (kind != Kind::number && kind != Kind::string && kind != Kind::boolean && kind != Kind::date) return std::nullopt;
  if (!std::ranges::all_of(cuts, [&](const Value& v) { return v.is(kind); })) return std::nullopt;
  std::ranges::sort(cuts, before);
  // std::ranges::unique gives a range that clang 14, which builds the fuzzers, cannot read.
  cuts.erase(std::unique(cuts.begin(), cuts.end(), [](const Value& a, const Value& b) { return feel::same(a, b); }),
             cuts.end());
  out.cuts_ = std::move(cuts);
  return out;
}

std::size_t Buckets::count() const {
  switch (kind_) {
    case Kind::null:
      return 1;
    case Kind::boolean:
      return 3;
    case Kind::string:
      return cuts_.size() + 2;
    default:
      return 2 * cuts_.size() + 2;
  }
}

std::size_t Buckets::of(const Value& value) const {
  if (kind_ == Kind::null || value.is_null()) return 0;
  if (value.kind() != kind_) return kNone;
  if (kind_ == Kind::boolean) return value.boolean() ? 2 : 1;
  const auto at = std::ranges::lower_bound(cuts_, value, before);
  const auto place = static_cast<std::size_t>(at - cuts_.begin());
  const bool equal = at != cuts_.end() && !before(value, *at);
  if (kind_ == Kind::string) return equal ? place + 1 : cuts_.size() + 1;
  return 2 * place + (equal ? 2 : 1);
}

std::optional<Value> Buckets::example(std::size_t bucket) const {
  if (bucket == 0) return Value();
  if (kind_ == Kind::boolean) return Value(bucket == 2);
  if (kind_ == Kind::string) {
    if (bucket <= cuts_.size()) return cuts_[bucket - 1];
    std::string other = "…";
    while (std::ranges::any_of(cuts_, [&](const Value& v) { return v.string() == other; })) other += "…";
    return Value(other);
  }
  const std::size_t place = (bucket - 1) / 2;
  if (bucket % 2 == 0) return cuts_[place];
  if (cuts_.empty()) return kind_ == Kind::number ? Value(0) : Value(feel::Date{});
  if (place == 0) return beside(cuts_.front(), -1);
  if (place == cuts_.size()) return beside(cuts_.back(), 1);
  return between(cuts_[place - 1], cuts_[place]);
}

RuleIndex RuleIndex::make(std::size_t rules, std::vector<Buckets> columns, const Holds& holds) {
  RuleIndex out;
  out.rules = rules;
  out.words = (rules + 63) / 64;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    Column column;
    column.masks.assign(columns[c].count() * out.words, 0);
    for (std::size_t b = 0; b < columns[c].count(); ++b) {
      const auto example = columns[c].example(b);
      if (!example) continue;
      for (std::size_t r = 0; r < rules; ++r) {
        if (holds(r, c, *example)) column.masks[b * out.words + r / 64] |= std::uint64_t{1} << (r % 64);
      }
    }
    column.buckets = std::move(columns[c]);
    out.columns.push_back(std::move(column));
  }
  return out;
}

}  // namespace dmn
