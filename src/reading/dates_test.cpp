#include "reading/dates.hpp"

#include <gtest/gtest.h>

#include "reading/scan.hpp"

namespace reading {
namespace {

// The words taken for a date at the start of `text`.
std::string date(std::string_view utf8) {
  const std::u32string norm = normalised(base::u32(utf8));
  const Span span = date_at(norm, 0, {0, static_cast<int>(norm.size())});
  return base::to_utf8(base::slice(norm, span));
}

TEST(Dates, AreReadWhole) {
  for (const auto& [text, whole] : std::vector<std::pair<std::string, std::string>>{
           {"2023年2月7日在会上", "2023年2月7日"},
           {"2022-2035年规划", "2022-2035年"},
           {"2020—2025年", "2020—2025年"},
           {"2023年底前", "2023年底"},
           {"２０２３年", "2023年"},
           {"1—11月", "1—11月"},
           {"1-2月份", "1-2月份"},
           {"7月底", "7月底"},
           {"3月19日至20日", "3月19日至20日"},
           {"2026-02-03 09:02:33", "2026-02-03"},
           {"二〇二三年工作", "二〇二三年"},
           {"二零二五年底", "二零二五年底"},
           {"2025中国论坛", "2025"},
       }) {
    EXPECT_EQ(date(text), whole) << text;
  }
}

TEST(Dates, CountsAreNoDates) {
  for (const char* text :
       {"2021家", "2000多家", "2023.5亿元", "1950万吨", "13月饼", "32日", "3个月", "12个月", "1949%", "两年"}) {
    EXPECT_EQ(date(text), "") << text;
  }
}

TEST(Dates, LastYearNamed) {
  EXPECT_EQ(last_year_in(U"到2025年，从2020年的"), 2020);
  EXPECT_EQ(last_year_in(U"12023年"), 0);
  EXPECT_EQ(last_year_in(U"没有年份"), 0);
}

}  // namespace
}  // namespace reading
