#include "plan/stays_done.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "plan/verdict_outlook.hpp"

namespace plan {
namespace {

struct Words {
  std::vector<std::string> indicators, begins, units;
};

const Words& words() {
  static const Words all = [] {
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/stays_done.csv"));
    JC_ASSERT(csv.has_value());
    Words out;
    for (std::size_t i = 0; i < csv->size(); ++i) {
      const auto kind = csv->at(i, "kind");
      JC_ASSERT(kind == "indicator" || kind == "begins" || kind == "unit");
      (kind == "indicator" ? out.indicators
       : kind == "begins"  ? out.begins
                           : out.units)
          .emplace_back(csv->at(i, "word"));
    }
    return out;
  }();
  return all;
}

}  // namespace

bool stays_done(std::string_view target, const facts::Indicator* indicator, std::string_view unit) {
  const auto has = [](const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); };
  // An indicator of the table is what the table says, however its target is put.
  if (indicator != nullptr) return has(words().indicators, indicator->name);
  if (has(words().units, unit)) return true;
  return counts_things(unit) &&
         std::ranges::any_of(words().begins, [&](const auto& word) { return target.starts_with(word); });
}

}  // namespace plan
