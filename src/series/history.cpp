#include "series/history.hpp"

#include <algorithm>

namespace series {

HistoryKey history_key(const facts::Fact& f) {
  return {f.area_code.empty() ? f.area : f.area_code, f.indicator, f.scope, f.growth_basis, f.span};
}

void History::add(const facts::Fact& fact) {
  const HistoryKey key = history_key(fact);
  JC_ASSERT(!key_ || *key_ == key);
  key_ = key;
  auto& all = periods_[fact.period].all;
  const auto order = [](const facts::Fact& f) { return std::pair(f.published.known_by, -static_cast<int>(f.status)); };
  all.insert(std::ranges::upper_bound(all, order(fact), {}, order), fact);
}

const facts::Fact* History::known(const calendar::Period& period, const calendar::Date& asof) const {
  const auto at = periods_.find(period);
  if (at == periods_.end()) return nullptr;
  const facts::Fact* best = nullptr;
  for (const auto& f : at->second.all) {
    if (f.published.known_by > asof) break;
    const bool estimate = f.status == facts::Status::estimate;
    if (best == nullptr || !estimate || best->status == facts::Status::estimate) best = &f;
  }
  return best;
}

std::optional<Decimal> History::growth_revision(const calendar::Period& period) const {
  const auto at = periods_.find(period);
  if (at == periods_.end()) return std::nullopt;
  const facts::Fact *first = nullptr, *last = nullptr;
  for (const auto& f : at->second.all) {
    if (!f.growth_pct || f.status == facts::Status::estimate) continue;
    if (first == nullptr) first = &f;
    last = &f;
  }
  if (first == last) return std::nullopt;
  return *last->growth_pct - *first->growth_pct;
}

Stretches History::levels(const calendar::Date& asof, std::string_view unit) const {
  Stretches out;
  for (const auto& [period, vintages] : periods_) {
    const facts::Fact* f = known(period, asof);
    if (f == nullptr || !f->value || f->status == facts::Status::estimate) continue;
    if (const auto value = quantity::convert(*f->value, f->unit, unit)) out.publish(period, *value);
  }
  return out;
}

std::map<HistoryKey, History> histories(const std::vector<facts::Fact>& facts) {
  std::map<HistoryKey, History> out;
  for (const auto& f : facts) out[history_key(f)].add(f);
  return out;
}

}  // namespace series
