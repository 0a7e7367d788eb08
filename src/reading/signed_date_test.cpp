// The day under a letter; all letters are invented.
#include "reading/signed_date.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "reading/replies.hpp"
#include "reading/tables_test_help.hpp"

namespace reading {
namespace {

std::string day(std::u32string_view line) {
  const auto found = signature_of(line);
  return found ? calendar::to_string(found->day) : "";
}

std::string signer(std::u32string_view line) {
  const auto found = signature_of(line);
  return found ? found->signer : "";
}

std::string signed_day(const std::string& text) {
  const auto found = signed_on(document::from_plain_text(base::u32(text), "来文.txt"));
  return found ? calendar::to_string(*found) : "";
}

TEST(SignedDate, is_a_line_that_is_a_day_or_an_office_and_a_day) {
  EXPECT_EQ(day(U"2025年10月9日"), "2025-10-09");
  EXPECT_EQ(day(U"　　２０２５ 年 10 月 9 日"), "2025-10-09");
  EXPECT_EQ(day(U"二〇二五年十月三十一日"), "2025-10-31");
  EXPECT_EQ(day(U"二O二五年十月九日"), "2025-10-09");
  EXPECT_EQ(day(U"2025.10.9"), "2025-10-09");
  EXPECT_EQ(day(U"2025-10-09"), "2025-10-09");
  EXPECT_EQ(day(U"区商务局（盖章）　2025年10月9日"), "2025-10-09");
  EXPECT_EQ(day(U"区商务局 2025/10/9（公章）"), "2025-10-09");
  EXPECT_EQ(day(U"（2025年10月9日）"), "2025-10-09");
}

TEST(SignedDate, has_its_office_before_it_however_the_two_are_set_apart) {
  EXPECT_EQ(signer(U"区商务局二〇二五年十月九日"), "区商务局");
  EXPECT_EQ(signer(U"区商务局(盖章) 2025年10月9日"), "区商务局");
  EXPECT_EQ(signer(U"区商务局（公章）2025年10月9日"), "区商务局");
  EXPECT_EQ(signer(U"区 商 务 局　2025.10.9"), "区商务局");
  EXPECT_EQ(signer(U"2025年10月9日"), "");
  EXPECT_EQ(signer_alone(U"区商务局(盖章)"), "区商务局");
  EXPECT_EQ(signer_alone(U"区商务局召开调度会"), "");
  for (const char* last : {"区商务局二〇二五年十月九日", "区商务局(盖章) 2025年10月9日",
                           "区商务局（公章）2025年10月9日", "区商务局(盖章)\n2025年10月9日"}) {
    const auto letter = read_replies(
        document::from_plain_text(
            base::u32(std::string("关于外贸督办事项的回复\n区发展和改革局：\n我局已走访企业12家。\n") + last + "\n"),
            "来文.txt"),
        {*calendar::parse_date("2025-10-15")});
    EXPECT_EQ(letter.office, "区商务局") << last;
    ASSERT_TRUE(letter.signed_on) << last;
    EXPECT_EQ(calendar::to_string(*letter.signed_on), "2025-10-09");
    EXPECT_EQ(letter.entries.size(), 1U) << last;
  }
  const auto under_title = read_replies(
      document::from_plain_text(
          U"关于外贸督办事项的回复\n区商务局 2025年10月9日\n区发展和改革局：\n我局已走访企业12家。\n", "来文.txt"),
      {*calendar::parse_date("2025-10-15")});
  EXPECT_EQ(under_title.office, "区商务局");
}

TEST(SignedDate, stands_behind_the_label_of_a_form) {
  EXPECT_EQ(day(U"填报单位：区商务局    填报日期：2025年10月9日    填表人：李"), "2025-10-09");
  EXPECT_EQ(day(U"报送时间：2025.10.9"), "2025-10-09");
  EXPECT_EQ(day(U"完成时间：2025年10月9日"), "") << "when the task is done";
}

TEST(SignedDate, is_none_in_a_sentence) {
  EXPECT_EQ(day(U"贵局2025年3月31日《督办单》收悉。"), "");
  EXPECT_EQ(day(U"2025年10月9日，区商务局召开调度会。"), "");
  EXPECT_EQ(day(U"项目于2025年10月9日开工"), "");
  EXPECT_EQ(day(U"2025年13月9日"), "") << "no such day";
  EXPECT_EQ(day(U"10月9日"), "") << "of which year nobody says";
  EXPECT_EQ(day(U"2025年10月"), "");
}

TEST(SignedDate, of_a_letter_is_the_one_at_its_foot) {
  EXPECT_EQ(
      signed_day(
          "关于督办事项的回复\n（2025年9月1日）\n区发展和改革局：\n我局已召开调度会。\n区商务局\n2025年10月9日\n"),
      "2025-10-09");
  EXPECT_EQ(signed_day("关于督办事项的回复\n我局于2025年10月9日召开调度会。\n"), "");
  const auto form =
      test::drawn("重点任务|进展情况\n改造老旧小区|已完工15个，正在施工7个。\n填报日期：|2025年10月9日\n", "表.docx");
  ASSERT_TRUE(signed_on(form));
  EXPECT_EQ(calendar::to_string(*signed_on(form)), "2025-10-09");
}

// The signature is the letter's form: neither a task nor what was done.
TEST(SignedDate, is_told_of_the_letter_and_is_no_entry_of_it) {
  const auto letter =
      read_replies(document::from_plain_text(base::u32("关于零工市场建设督办事项的回复\n区发展和改革局：\n我局已建成零"
                                                       "工市场2个。\n区人力资源和社会保障局　2025年3月12日\n"),
                                             "来文.txt"),
                   {*calendar::parse_date("2025-10-15")});
  ASSERT_EQ(letter.entries.size(), 1U);
  EXPECT_EQ(letter.office, "区人力资源和社会保障局");
  ASSERT_TRUE(letter.signed_on);
  EXPECT_EQ(calendar::to_string(*letter.signed_on), "2025-03-12");
}

}  // namespace
}  // namespace reading
