// Texts that never come to a stop: what a damaged file or a hostile one may hold. Each is read to its end, with work
// that grows as its length does: no sentence, date or ratio is looked at past a bound (bench/reading_bench.cpp measures
// the time, `without_stops`).
#include <gmock/gmock.h>

#include "reading/clause.hpp"
#include "reading/dates.hpp"
#include "reading/read.hpp"
#include "reading/sentences.hpp"

namespace reading {
namespace {

std::u32string over_and_over(std::u32string_view words, std::size_t length) {
  std::u32string out;
  while (out.size() < length) out += words;
  return out;
}

Span whole(const std::u32string& text) { return {0, static_cast<int>(text.size())}; }

int longest_sentence(const std::u32string& text) {
  int longest = 0;
  for (const Sentence& s : split_sentences(text, whole(text))) longest = std::max(longest, s.span.size());
  return longest;
}

TEST(EndlessText, IsCutIntoSentencesOfBoundedLength) {
  EXPECT_LE(longest_sentence(over_and_over(U"分别增长5%、", 20'000)), 1600);
  EXPECT_LE(longest_sentence(over_and_over(U"工业增加值增长5%，", 20'000)), 820);
}

TEST(EndlessText, LosesNothingWhereItIsCut) {
  const std::u32string text = over_and_over(U"推进项目建设", 20'000);
  int at = 0;
  for (const Sentence& s : split_sentences(text, whole(text))) {
    EXPECT_EQ(s.span.start, at);
    at = s.span.end;
  }
  EXPECT_EQ(at, static_cast<int>(text.size()));
}

TEST(EndlessText, LeavesTheLongestSentencesOfReportsWhole) {
  const std::u32string text = over_and_over(U"工业增加值增长较快，", 700);
  EXPECT_EQ(split_sentences(text, whole(text)).size(), 1u);
}

TEST(EndlessText, MayOpenBracketsThatNeverClose) {
  const std::u32string text = std::u32string(100'000, U'（') + std::u32string(100'000, U'”') + U"。修路，架桥";
  EXPECT_EQ(split_sentences(text, whole(text)).back().clauses.size(), 2u);
}

TEST(EndlessText, MayPutYearsAndMonthsSideBySide) {
  const std::u32string years = over_and_over(U"2025年", 1'000'000);
  EXPECT_GT(time_length(years), 4);
  const std::u32string months = over_and_over(U"1月至", 1'000'000);
  EXPECT_GT(date_at(months, 0, whole(months)).size(), 2);
}

TEST(EndlessText, IsReadToTheEndWithEveryDigitAccountedFor) {
  for (const std::u32string_view words :
       {std::u32string_view(U"1:"), std::u32string_view(U"5.8:36.1:"), std::u32string_view(U"1-"),
        std::u32string_view(U"增长5%"), std::u32string_view(U"均增长5%"), std::u32string_view(U"均增长5%，"),
        std::u32string_view(U"分别增长5%、"), std::u32string_view(U"居全省第一、"),
        std::u32string_view(U"从5亿元增加到6亿元"), std::u32string_view(U"千亿级"), std::u32string_view(U"持平"),
        std::u32string_view(U"（增长\n"), std::u32string_view(U"）增长\n"), std::u32string_view(U"，增长5%\n"),
        std::u32string_view(U"二〇二五年"), std::u32string_view(U"连续3年"), std::u32string_view(U"1．")}) {
    const auto document = document::from_plain_text(over_and_over(words, 6'000), "报告.txt");
    const Reading reading = read(document);
    EXPECT_THAT(reading.unaccounted, testing::IsEmpty()) << base::to_utf8(words);
    for (const Figure& f : reading.figures) EXPECT_TRUE(Span({0, 6'020}).contains(f.span)) << base::to_utf8(words);
  }
}

}  // namespace
}  // namespace reading
