// Which order an answer says it answers; all letters are invented.
#include "reading/order_numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "reading/replies.hpp"
#include "reading/tables_test_help.hpp"

namespace reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> shown(const std::vector<PrintedNumber>& numbers) {
  std::vector<std::string> out;
  for (const auto& n : numbers)
    out.push_back(n.before + " " + std::to_string(n.year) + "-" + std::to_string(n.number) + "-" +
                  std::to_string(n.item) + (n.of_order ? " 督" : ""));
  return out;
}

std::vector<std::string> printed(std::u32string_view text) { return shown(numbers_printed_in(text)); }

Replies letter(const std::string& text, const char* file = "来文.txt") {
  return read_replies(document::from_plain_text(base::u32(text), file), {*calendar::parse_date("2025-10-15")});
}

std::vector<std::string> of_entry(const Replies& letter, std::size_t i) {
  return shown(numbers_of(letter.entries.at(i), letter));
}

TEST(OrderNumbers, are_read_with_whatever_brackets_and_digits_they_are_printed) {
  EXPECT_THAT(printed(U"关于岚发改督〔2025〕9号督办事项的回复"), ElementsAre("关于岚发改督 2025-9-0 督"));
  EXPECT_THAT(printed(U"岚发改督[２０２５] 3 号-2"), ElementsAre("岚发改督 2025-3-2 督"));
  EXPECT_THAT(printed(U"岚发改督（2025）第3号第1项"), ElementsAre("岚发改督 2025-3-1 督"));
  EXPECT_THAT(printed(U"对〔2025〕3号督办单的答复"), ElementsAre("对 2025-3-0 督"));
  EXPECT_THAT(printed(U"岚发改督〔2025〕3号-1、3号-2收悉"),
              ElementsAre("岚发改督 2025-3-1 督", "岚发改督 2025-3-2 督"));
  EXPECT_THAT(printed(U"岚府办〔2025〕8号文件要求"), ElementsAre("岚府办 2025-8-0"));
  EXPECT_THAT(printed(U"（2025年3月）第3号仓库"), IsEmpty());
  EXPECT_THAT(printed(U"房间〔201〕3号"), IsEmpty());
}

TEST(OrderNumbers, of_the_title_hold_for_the_letter_and_its_own_number_does_not) {
  const auto r = letter(
      "岚商函〔2025〕12号\n关于岚发改督〔2024〕9号督办事项的回复\n区发展和改革局：\n"
      "我局此前已就岚府办〔2025〕8号作了安排，已走访企业12家。\n区商务局\n2025年10月9日\n");
  EXPECT_EQ(r.kind, LetterKind::order_reply);
  ASSERT_EQ(r.entries.size(), 1U);
  EXPECT_THAT(shown(r.numbers), ElementsAre("关于岚发改督 2024-9-0 督"));
}

TEST(OrderNumbers, of_the_file_or_of_the_first_paragraph_where_the_title_has_none) {
  EXPECT_THAT(shown(letter("区商务局进展情况\n我局已走访企业12家。\n", "岚发改督〔2025〕3号-2回复.txt").numbers),
              ElementsAre("岚发改督 2025-3-2 督"));
  const auto r = letter(
      "关于报送进展情况的函\n区发展和改革局：\n贵局岚发改督〔2025〕3号督办通知收悉。现将有关情况报告如下。\n"
      "我局已走访企业12家。\n区商务局\n2025年10月9日\n");
  ASSERT_FALSE(r.entries.empty());
  EXPECT_THAT(of_entry(r, 0), testing::Contains(testing::HasSubstr("2025-3-0 督")));
  EXPECT_EQ(r.kind, LetterKind::order_reply) << "it is an answer by its number alone";
}

TEST(OrderNumbers, of_a_row_are_that_rows) {
  const auto r = read_replies(test::drawn("督办编号|督办事项|办理情况\n"
                                          "岚发改督〔2025〕3号-1|促进消费|已举办促销活动6场，正在筹备下一场\n"
                                          "岚发改督〔2025〕3号-2|稳定外贸|已走访企业12家，正在落实退税\n",
                                          "督办回复.docx"),
                              {*calendar::parse_date("2025-10-15")});
  ASSERT_EQ(r.entries.size(), 2U);
  EXPECT_THAT(of_entry(r, 0), ElementsAre("岚发改督 2025-3-1 督"));
  EXPECT_THAT(of_entry(r, 1), ElementsAre("岚发改督 2025-3-2 督"));
}

}  // namespace
}  // namespace reading
