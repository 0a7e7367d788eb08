#include "forecast/drift.hpp"

#include <algorithm>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/decimal.hpp"

namespace forecast {
namespace {

Measure measure_of(std::string_view text) {
  return text == "level" ? Measure::level : text == "value" ? Measure::value : Measure::growth;
}

}  // namespace

base::Result<DriftTable> DriftTable::parse(std::string_view csv, const std::string& file_name) {
  auto table = base::CsvTable::parse(csv, file_name);
  if (!table) {
    return base::fail(table.error());
  }
  DriftTable result;
  for (std::size_t row = 0; row < table->size(); ++row) {
    std::optional<base::Fault> bad;
    const auto number = [&](std::string_view column) -> std::optional<double> {
      const std::string& text = table->at(row, column);
      if (text.empty()) {
        return std::nullopt;
      }
      const auto value = base::Decimal::parse(text);
      if (!value) {
        bad = base::Fault{"drift.number", "“" + text + "”不是数",
                          base::Place{.file = file_name, .line = table->line(row)}, "请改为阿拉伯数字"};
        return std::nullopt;
      }
      return value->to_double();
    };
    DriftClass entry;
    entry.name = table->at(row, "class");
    entry.measure = measure_of(table->at(row, "measure"));
    entry.gap = number("gap_pp").value_or(0);
    entry.drift = number("drift_pp").value_or(0);
    entry.floor = number("floor_pp").value_or(0);
    entry.local_factor = number("local_factor").value_or(1);
    entry.pull = number("pull");
    entry.lift = number("lift_pp").value_or(0);
    entry.shock = number("shock_pp").value_or(0);
    entry.pairs = static_cast<int>(number("pairs").value_or(0));
    entry.phrase = table->at(row, "phrase");
    if (bad) {
      return base::fail(*bad);
    }
    result.classes_.push_back(std::move(entry));
  }
  if (result.find("other") == nullptr) {
    return base::fail("drift.incomplete", "误差表缺少“other”一行", base::Place{.file = file_name},
                      "请补上一般指标的一行");
  }
  return result;
}

const DriftTable& DriftTable::builtin() {
  static const DriftTable table = [] {
    auto parsed = parse(base::builtin_file("codes/growth_drift.csv"), "codes/growth_drift.csv");
    JC_ASSERT(parsed.has_value());
    return *parsed;
  }();
  return table;
}

const DriftClass* DriftTable::find(std::string_view name) const {
  const auto at = std::ranges::find(classes_, name, &DriftClass::name);
  return at == classes_.end() ? nullptr : &*at;
}

const DriftClass& DriftTable::find_or_other(std::string_view name) const {
  const DriftClass* found = find(name);
  return found != nullptr ? *found : *find("other");
}

}  // namespace forecast
