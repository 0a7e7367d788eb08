#include "plan/publisher.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/builtin.hpp"
#include "base/csv.hpp"

namespace plan {
namespace {

std::string of(const char* name) {
  const auto* entry = facts::NamesTable::builtin().find(name);
  return publisher_of(entry, name, entry == nullptr ? "" : entry->lead_office);
}

TEST(Publisher, IsThatOfTheFigureAndNotOfTheOffice) {
  EXPECT_EQ(of("地区生产总值"), "统计机构");
  EXPECT_EQ(of("城镇居民人均可支配收入"), "统计机构") << "asked of no office, though one acts on it";
  EXPECT_EQ(of("城镇调查失业率"), "统计机构");
  EXPECT_EQ(of("城镇登记失业率"), "人力资源社会保障部门");
  EXPECT_EQ(of("村级集体经济收入"), "主管部门") << "agriculture's other figures are statistics, this one is not";
  EXPECT_EQ(of("进出口总额"), "海关或统计机构");
  EXPECT_EQ(of("一般公共预算收入"), "财政部门");
  EXPECT_EQ(of("生物医药产业增加值"), "统计机构") << "no row of its own";
  EXPECT_EQ(of("便民服务点数"), "主管部门");
}

TEST(Publisher, TableNamesIndicatorsAndClassesThatThereAre) {
  const auto& names = facts::NamesTable::builtin();
  const auto csv = base::CsvTable::parse(base::builtin_file("codes/publishers.csv"));
  ASSERT_TRUE(csv);
  for (std::size_t i = 0; i < csv->size(); ++i) {
    const std::string word(csv->at(i, "word"));
    if (csv->at(i, "kind") == "indicator") {
      const auto* entry = names.find(word);
      ASSERT_NE(entry, nullptr) << word;
      EXPECT_EQ(entry->name, word);
    }
    if (csv->at(i, "kind") == "class")
      EXPECT_TRUE(std::ranges::any_of(names.all(), [&](const auto& one) { return one.forecast_class == word; }))
          << word;
  }
}

}  // namespace
}  // namespace plan
