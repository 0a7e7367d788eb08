#include "reading/explain.hpp"

#include <gtest/gtest.h>

#include "reading/read.hpp"

namespace {

using reading::Reason;

reading::Reading read(std::string_view text) {
  return reading::read(document::from_plain_text(base::u32(text), "报告.txt"));
}

base::Span place_of(const reading::Reading& r, std::string_view words) {
  const std::u32string w = base::u32(words);
  const auto at = r.text.find(w);
  EXPECT_NE(at, std::u32string::npos);
  return {static_cast<int>(at), static_cast<int>(at + w.size())};
}

bool says(const std::vector<Reason>& chain, std::string_view stage, std::string_view words) {
  for (const Reason& r : chain) {
    if (r.stage == stage && r.say.find(words) != std::string::npos) return true;
  }
  return false;
}

const char* const kReport =
    "一、2025年工作回顾\n全年外贸进出口总额36.5亿元、增长7.2%，新建污水管网48公里。第十七届三次会议顺利召开。\n";

TEST(Explain, a_number_shows_its_tokens_tables_and_statement) {
  const auto r = read(kReport);
  const auto chain = reading::explain(r, place_of(r, "36.5"));
  EXPECT_TRUE(says(chain, "句子", "断句"));
  EXPECT_TRUE(says(chain, "词", "change_words.csv 第"));  // and the row an officer can look up
  EXPECT_TRUE(says(chain, "数", "单位 亿元"));
  EXPECT_TRUE(says(chain, "数字陈述", "进出口总额 = 36.5亿元"));
}

TEST(Explain, a_number_that_counts_nothing_says_why) {
  const auto r = read(kReport);
  const auto chain = reading::explain(r, place_of(r, "十七"));
  EXPECT_TRUE(says(chain, "不是数字", "")) << chain.size();
  EXPECT_FALSE(says(chain, "数字陈述", ""));
}

TEST(Explain, every_single_character_can_be_asked_for_and_no_reason_lies_outside_the_text) {
  const auto r = read(kReport);
  const int n = static_cast<int>(r.text.size());
  for (int i = 0; i < n; ++i) {
    for (const Reason& reason : reading::explain(r, {i, i + 1})) {
      EXPECT_LE(0, reason.span.start);
      EXPECT_LE(reason.span.end, n);
    }
  }
}

TEST(Doubts, a_statement_of_little_confidence_or_without_a_name_is_listed_with_its_reason) {
  auto r = read(kReport);
  EXPECT_TRUE(reading::doubts(r).empty());
  ASSERT_GE(r.figures.size(), 2u);
  r.figures[0].confidence = 0.3;
  r.figures[1].indicator.clear();
  r.unaccounted.push_back({0, 1});
  const auto found = reading::doubts(r);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].why, "数字没有认出");
  EXPECT_EQ(found[1].statement, r.figures[0].id);
  EXPECT_EQ(found[2].why, "没有找到指标名");
}

}  // namespace
