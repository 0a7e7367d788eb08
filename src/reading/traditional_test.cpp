#include "reading/traditional.hpp"

#include <gtest/gtest.h>

#include "reading/read.hpp"

namespace reading {
namespace {

// Expected by `opencc -c t2s` of OpenCC 1.1.6.
TEST(Traditional, text_becomes_simplified_without_moving) {
  const std::u32string text =
      U"全區生產總值增長６．５％，規模以上工業增加值實現兩位數增長；發展改革局牽頭，乾淨能源佔比提高。";
  const auto simple = simplified(text);
  ASSERT_TRUE(simple.has_value());
  EXPECT_EQ(*simple, U"全区生产总值增长６．５％，规模以上工业增加值实现两位数增长；发展改革局牵头，干净能源占比提高。");
}

TEST(Traditional, single_characters_of_a_simplified_text_stay) {
  EXPECT_FALSE(simplified(std::u32string_view(
                              U"乾县的“瞭望”平台建成，全县生产总值增长百分之五，规模以上工业企业达到一百二十家。"))
                   .has_value());
  EXPECT_FALSE(simplified(std::u32string_view(U"GDP grew 5%")).has_value());
}

TEST(Traditional, figures_are_those_of_the_simplified_text_at_the_same_places) {
  const std::u32string traditional = U"一、經濟運行\n全區地區生產總值達120.5億元，增長6.5%。",
                       plain = U"一、经济运行\n全区地区生产总值达120.5亿元，增长6.5%。";
  const Reading a = read(document::from_plain_text(traditional, "a.txt")),
                b = read(document::from_plain_text(plain, "b.txt"));
  ASSERT_EQ(a.figures.size(), b.figures.size());
  for (std::size_t i = 0; i < a.figures.size(); ++i) {
    EXPECT_EQ(a.figures[i].indicator, b.figures[i].indicator);
    EXPECT_EQ(a.figures[i].span, b.figures[i].span);
  }
  EXPECT_EQ(a.text, traditional);
  ASSERT_FALSE(a.outline.empty());
  EXPECT_EQ(a.outline[0].title, "經濟運行");
}

}  // namespace
}  // namespace reading
