#include "base/csv.hpp"
#include "plan/next_target.hpp"

namespace plan {

base::Result<TargetRows> read_targets_csv(std::string_view bytes, const std::string& file_name,
                                          const facts::NamesTable& names) {
  auto table = base::CsvTable::parse(bytes, file_name);
  if (!table) return base::fail(table.error());
  for (const auto* column : {"area", "year", "indicator", "operator", "value", "unit"}) {
    if (!table->has(column)) {
      return base::fail("targets.columns", "缺少“" + std::string(column) + "”一列", {.file = file_name},
                        "列名：area_code,area,year,indicator,target_words,operator,value,unit");
    }
  }
  TargetRows out;
  for (std::size_t row = 0; row < table->size(); ++row) {
    TargetRow r;
    r.area_code = table->at(row, "area_code");
    r.area = table->at(row, "area");
    r.indicator = names.canonical(table->at(row, "indicator"));
    r.words = table->at(row, "target_words");
    r.op = table->at(row, "operator");
    r.unit = table->at(row, "unit");
    const auto year = Decimal::parse(table->at(row, "year"));
    const std::string& value = table->at(row, "value");
    r.value = Decimal::parse(value);
    if (auto published = calendar::parse_published(table->at(row, "published"))) r.published = *published;
    if (!year || !year->to_int64() || r.area.empty() || r.indicator.empty() || (!value.empty() && !r.value)) {
      base::Place place;
      place.file = file_name;
      place.line = table->line(row);
      out.unread.push_back({"targets.row", "这一行读不懂", place, "年份、地区、指标必填，目标值写阿拉伯数字"});
      continue;
    }
    r.year = static_cast<int>(*year->to_int64());
    out.rows.push_back(std::move(r));
  }
  return out;
}

}  // namespace plan
