#include "cycle/office_tables.hpp"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cycle/place.hpp"

namespace cycle {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string mark = "\xEF\xBB\xBF";
const std::string names_head =
    "name,aliases,unit,direction,constant_price,frequency,lead_office,scope,whole,forecast_class";
const std::string offices_head =
    "function,aliases,district,municipal_district,city,municipality,province,publisher,carries";

class OwnTables : public testing::Test {
 protected:
  void SetUp() override {
    folder = (std::filesystem::path(testing::TempDir()) /
              ("own-tables-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name())))
                 .string();
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }
  void TearDown() override {
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(use_office_tables(folder, world));  // the built-in ones again, for whatever runs after this
  }
  std::string at(const char* name) const {
    return (std::filesystem::path(place_of(folder, world).folder) / name).string();
  }
  void put(const char* name, const std::string& bytes) { ASSERT_TRUE(world.files->write_whole(at(name), bytes)); }
  std::string text(const char* name) { return world.files->read(at(name)).value_or(""); }
  base::Result<void> set(const facts::Indicator& row, bool remove = false) {
    const auto own = own_names(folder, world);
    if (!own) return base::fail(own.error());
    return set_own_name(folder, own->version, row, remove, world);
  }
  base::Result<void> set(const plan::Office& row, bool remove = false) {
    const auto own = own_offices(folder, world);
    if (!own) return base::fail(own.error());
    return set_own_office(folder, own->version, row, remove, world);
  }
  static facts::Indicator drones(const std::string& lead) {
    facts::Indicator out;
    out.name = "低空经济产值";
    out.unit = "亿元";
    out.frequency = "yearly";
    out.lead_office = lead;
    return out;
  }
  static plan::Office aviation() {
    plan::Office out;
    out.function = "低空";
    out.district = "{}低空发展中心";
    return out;
  }

  mutable base::World world = base::real_world();
  std::string folder;
};

TEST_F(OwnTables, are_written_with_the_mark_by_which_spreadsheets_know_utf_8) {
  ASSERT_TRUE(set(drones("商务")));
  EXPECT_THAT(text(kNamesFile), StartsWith(mark + names_head + "\n"));
  ASSERT_TRUE(set(aviation()));
  EXPECT_THAT(text(kOfficesFile), StartsWith(mark + offices_head + "\n"));
}

TEST_F(OwnTables, keep_comments_and_further_columns_as_a_spreadsheet_left_them) {
  put(kNamesFile, mark + "# 本区自己的叫法,,,,,,,,,,,\r\n\"# 甲,乙\r\n丙\",,,,,,,,,,,\r\n" + names_head +
                      ",备注,\r\n会展经济规模,,亿元,more,no,yearly,商务,,,,\"问过, 李\",\r\n"
                      "会展场次,,场,more,no,yearly,商务,,,,,\r\n");
  ASSERT_TRUE(set(drones("商务")));
  EXPECT_EQ(text(kNamesFile), mark + "# 本区自己的叫法,,,,,,,,,,,\n\"# 甲,乙\n丙\",,,,,,,,,,,\n" + names_head +
                                  ",备注\n会展经济规模,,亿元,more,no,yearly,商务,,,,\"问过, 李\"\n"
                                  "会展场次,,场,more,no,yearly,商务,,,,\n"
                                  "低空经济产值,,亿元,more,no,yearly,商务,,,,\n");
  facts::Indicator gone;
  gone.name = "会展场次";
  ASSERT_TRUE(set(gone, true));
  EXPECT_THAT(text(kNamesFile), HasSubstr(",\"问过, 李\"\n低空经济产值,"));
}

TEST_F(OwnTables, refuse_cells_that_would_be_lost) {
  put(kNamesFile, names_head + ",\n会展经济规模,,亿元,more,no,yearly,商务,,,,问过\n");
  const std::string before = text(kNamesFile);
  const auto done = set(drones("商务"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "tables.columns");
  EXPECT_EQ(done.error().where.line, 2);
  EXPECT_EQ(text(kNamesFile), before);
}

TEST_F(OwnTables, keep_a_function_that_an_indicator_needs) {
  ASSERT_TRUE(set(aviation()));
  ASSERT_TRUE(set(drones("低空")));
  const std::string before = text(kOfficesFile);
  const auto done = set(aviation(), true);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "tables.lead_office");
  EXPECT_THAT(done.error().what, HasSubstr("“低空经济产值”"));
  EXPECT_EQ(text(kOfficesFile), before);
  EXPECT_NE(plan::Offices::in_force().find("低空"), nullptr);
  ASSERT_TRUE(set(drones("低空"), true));
  EXPECT_TRUE(set(aviation(), true));
}

TEST_F(OwnTables, take_no_indicator_whose_function_nobody_has) {
  const auto done = set(drones("低空"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "tables.lead_office");
  EXPECT_FALSE(world.files->exists(at(kNamesFile)));
  put(kNamesFile, names_head + "\n低空经济产值,,亿元,more,no,yearly,低空,,,\n");  // by hand
  const auto used = use_office_tables(folder, world);
  ASSERT_FALSE(used);
  EXPECT_EQ(used.error().code, "tables.lead_office");
  EXPECT_EQ(facts::NamesTable::in_force().find("低空经济产值"), nullptr);
  // The function that was missing mends it.
  ASSERT_TRUE(set(aviation()));
  EXPECT_NE(facts::NamesTable::in_force().find("低空经济产值"), nullptr);
}

TEST_F(OwnTables, are_not_written_beside_one_that_cannot_be_used) {
  put(kOfficesFile, offices_head + "\n商务,,{}统计局,,,,,\n");
  const auto done = set(drones("商务"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "offices.row");
  EXPECT_FALSE(world.files->exists(at(kNamesFile)));
}

}  // namespace
}  // namespace cycle
