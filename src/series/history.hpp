// One figure through time: exact decimals with unit, basis and scope, every period with all that was ever published for
// it. Nothing is overwritten; what was known on a day can be asked for any day.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "facts/fact.hpp"
#include "series/stretches.hpp"

namespace series {

// What a figure must share to be one series. Growth of another basis is another series.
struct HistoryKey {
  std::string area;  // code where there is one, else name
  std::string indicator;
  std::string scope;
  std::string growth_basis;
  facts::Span span = facts::Span::cumulative;
  auto operator<=>(const HistoryKey&) const = default;
};
HistoryKey history_key(const facts::Fact& fact);

class History {
 public:
  // Asserts that the fact has the key of those before it.
  void add(const facts::Fact& fact);

  struct Vintages {
    std::vector<facts::Fact> all;  // by day of publication; of one day, estimate before derived before published
  };
  const std::map<calendar::Period, Vintages>& periods() const { return periods_; }
  // The latest publication known by the end of that day; null where there was none. A figure beats an estimate however
  // late the estimate came.
  const facts::Fact* known(const calendar::Period& period, const calendar::Date& asof) const;
  // Revisions: how far the last publication known lies from the first, in points of growth; nothing with fewer than
  // two.
  std::optional<Decimal> growth_revision(const calendar::Period& period) const;

  // The levels known on a day, converted to `unit`, ready to be turned into months and quarters.
  Stretches levels(const calendar::Date& asof, std::string_view unit) const;

 private:
  std::optional<HistoryKey> key_;
  std::map<calendar::Period, Vintages> periods_;
};

std::map<HistoryKey, History> histories(const std::vector<facts::Fact>& facts);

}  // namespace series
