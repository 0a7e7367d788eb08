#include "packs/sorter.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.hpp"

namespace packs {

namespace {

feel::Kind kind_of(FieldType type) {
  switch (type) {
    case FieldType::number:
      return feel::Kind::number;
    case FieldType::date:
      return feel::Kind::date;
    case FieldType::boolean:
      return feel::Kind::boolean;
    default:
      return feel::Kind::string;
  }
}

// Digits with at most one point among them: which bucket, told by doubles. Of two decimals the greater has not the
// smaller double, so that only equal ones leave it open; then, and for everything else, nullopt.
std::optional<std::uint32_t> plain_number(std::string_view cell, const std::vector<double>& cuts) {
  constexpr std::size_t kMostDigits = 15;
  if (cell.size() > kMostDigits + 1) return std::nullopt;
  for (const char c : cell) {
    if ((c < '0' || c > '9') && c != '.') return std::nullopt;
  }
  double v = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), v, std::chars_format::fixed);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  const auto at = std::ranges::lower_bound(cuts, v);
  if (at != cuts.end() && *at == v) return std::nullopt;
  return static_cast<std::uint32_t>(2 * (at - cuts.begin()) + 1);
}

}  // namespace

CellReader::CellReader(const Field& field, std::vector<feel::Value> cuts)
    : field_(&field),
      buckets_(*dmn::Buckets::make(kind_of(field.type), std::move(cuts))),
      any_text_(field.type == FieldType::text && buckets_.cuts().empty()) {
  if (field.type == FieldType::number) {
    for (const auto& cut : buckets_.cuts()) cuts_.push_back(cut.number().to_double());
  }
  blank_ = make("");
}

CellReader::Read CellReader::make(std::string_view cell) const {
  const auto value = value_of(*field_, cell);
  if (!value) return {0, true};
  return {static_cast<std::uint32_t>(buckets_.of(*value)), false};
}

CellReader::Read CellReader::read(std::string_view cell) {
  if (cell.empty()) return blank_;
  if (any_text_ && cell.front() > ' ') return {1, false};
  if (field_->type == FieldType::number) {
    if (const auto code = plain_number(cell, cuts_)) return {*code, false};
  }
  if (!known_.worth()) return make(cell);
  if (const Read* known = known_.find(cell)) return *known;
  return *known_.keep(cell, make(cell));
}

std::vector<std::vector<feel::Value>> cuts_of_fields(const Pack& pack, const std::vector<Judge>& judges) {
  std::vector<std::vector<feel::Value>> out(pack.fields.size());
  for (const Judge& j : judges) {
    if (!j.sorts()) continue;
    for (std::size_t i = 0; i < j.fields().size(); ++i) {
      auto& all = out[j.fields()[i]];
      all.insert(all.end(), j.cuts()[i].begin(), j.cuts()[i].end());
    }
  }
  return out;
}

Sorter::Sorter(const Judge& judge, const std::vector<std::size_t>& counts) : judge_(&judge), fields_(judge.fields()) {
  if (!judge.sorts()) return;
  if (judge.computed_from().empty()) none_ = judge.compute(std::vector<feel::Value>(counts.size()));
  std::uint64_t all = 1;
  sorts_ = true;
  const auto add = [&](std::size_t count) {
    strides_.push_back(all);
    sorts_ = sorts_ && all <= (std::uint64_t{1} << 62) / std::max<std::size_t>(1, count);
    all *= std::max<std::size_t>(1, count);
  };
  for (const std::size_t f : fields_) add(counts[f]);
  for (const std::size_t count : judge.computed_counts()) add(count);
}

}  // namespace packs
