#include <string>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/decimal.hpp"
#include "forecast/year_end.hpp"

namespace forecast {

const YearEndPrior& YearEndPrior::builtin() {
  static const YearEndPrior prior = [] {
    const auto table = base::CsvTable::parse(base::builtin_file("codes/year_end.csv"), "codes/year_end.csv");
    JC_ASSERT(table.has_value());
    const auto value = [&](const std::string& name) {
      for (std::size_t row = 0; row < table->size(); ++row) {
        if (table->at(row, "name") != name) continue;
        const auto number = base::Decimal::parse(table->at(row, "value"));
        JC_ASSERT(number.has_value());
        return number->to_double();
      }
      JC_ASSERT(!"codes/year_end.csv lacks a row");
      return 0.0;
    };
    YearEndPrior p;
    const auto fill = [&](const std::string& name, auto& values) {
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = value(name + "_" + std::to_string(i));
    };
    fill("flow", p.flow);
    fill("stock", p.stock);
    fill("restless", p.restless);
    fill("restless_mean", p.restless_mean);
    p.restless_scale = value("restless_scale");
    p.error_per_move = value("error_per_move");
    p.learnt_until = static_cast<int>(value("learnt_until"));
    return p;
  }();
  return prior;
}

const YearEndPrior& YearEndPrior::for_year(int year) {
  static const YearEndPrior guess;
  return year > builtin().learnt_until ? builtin() : guess;
}

}  // namespace forecast
