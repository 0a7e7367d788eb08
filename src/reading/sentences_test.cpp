#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "reading/structure.hpp"

namespace reading {
namespace {

using testing::ElementsAre;

std::vector<std::string> sentences_of(const std::u32string& text) {
  std::vector<std::string> out;
  for (const Sentence& s : split_sentences(text, {0, static_cast<int>(text.size())}))
    out.push_back(base::to_utf8(base::slice(text, s.span)));
  return out;
}

std::vector<std::string> clauses_of(const std::u32string& text) {
  std::vector<std::string> out;
  for (const Sentence& s : split_sentences(text, {0, static_cast<int>(text.size())})) {
    for (const Clause& c : s.clauses) out.push_back(base::to_utf8(base::slice(text, c.span)));
  }
  return out;
}

TEST(Sentences, EndAtStopsAndSemicolonsWithoutThem) {
  EXPECT_THAT(sentences_of(U"修好三条路。办成两件事；再问一句？完成！"),
              ElementsAre("修好三条路", "办成两件事", "再问一句", "完成"));
}

TEST(Sentences, HalfWidthMarksEndThemToo) {
  EXPECT_THAT(sentences_of(U"修路; 架桥!建库?"), ElementsAre("修路", "架桥", "建库"));
}

TEST(Sentences, QuotesProtectWhatTheyHold) {
  EXPECT_THAT(clauses_of(U"实施“一年打基础，三年见成效。”行动，推进改革"),
              ElementsAre("实施“一年打基础，三年见成效。”行动", "推进改革"));
}

TEST(Sentences, BracketsProtectToo) {
  EXPECT_THAT(clauses_of(U"建设东部园区（含科创园，物流园），完善配套"),
              ElementsAre("建设东部园区（含科创园，物流园）", "完善配套"));
}

TEST(Sentences, AQuoteThatNeverClosesProtectsNothing) {
  EXPECT_THAT(sentences_of(U"打造“明珠品牌。推进改革。"), ElementsAre("打造“明珠品牌", "推进改革"));
}

TEST(Sentences, AVeryLongQuotationIsTakenForAMissingMark) {
  const std::u32string text = U"“" + std::u32string(200, U'好') + U"。又一句”，再一句。";
  EXPECT_EQ(sentences_of(text).size(), 2u);
}

TEST(Sentences, CommasInsideNumbersSeparateNothing) {
  EXPECT_THAT(clauses_of(U"投资1,234万元,增长5%"), ElementsAre("投资1,234万元", "增长5%"));
  EXPECT_THAT(clauses_of(U"比例为6:4，保持不变"), ElementsAre("比例为6:4", "保持不变"));
}

TEST(Sentences, AColonEndsAClause) {
  EXPECT_THAT(clauses_of(U"主要目标是：收入增长5%"), ElementsAre("主要目标是", "收入增长5%"));
}

TEST(Sentences, NothingComesOfNothing) {
  EXPECT_TRUE(sentences_of(U"").empty());
  EXPECT_TRUE(sentences_of(U"。；！ \n").empty());
}

RC_GTEST_PROP(Sentences, LieInOrderInsideTheText, ()) {
  static const std::u32string kAlphabet = U"修路桥，。；：“”（）、1,.%\n 一是";
  const auto picks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(kAlphabet.size())));
  std::u32string text;
  for (const int i : picks) text.push_back(kAlphabet[static_cast<std::size_t>(i)]);
  int at = 0;
  for (const Sentence& s : split_sentences(text, {0, static_cast<int>(text.size())})) {
    RC_ASSERT(at <= s.span.start);
    RC_ASSERT(s.span.start < s.span.end);
    at = s.span.start;
    for (const Clause& c : s.clauses) {
      RC_ASSERT(at <= c.span.start && c.span.start < c.span.end && c.span.end <= s.span.end);
      at = c.span.end;
    }
    at = s.span.end;
  }
  RC_ASSERT(at <= static_cast<int>(text.size()));
}

// What a paragraph and its lead phrase were cut into apart stands for what they would be cut into together.
RC_GTEST_PROP(Sentences, BehindAWholeSentenceAreWhatTheyAreAlone, ()) {
  static const std::u32string kAlphabet = U"修路桥，。；：“”（）\"、1,.%\n 一是";
  const auto random = [] {
    const auto picks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(kAlphabet.size())));
    std::u32string text;
    for (const int i : picks) text.push_back(kAlphabet[static_cast<std::size_t>(i)]);
    return text;
  };
  const std::u32string head = random() + U"。", text = head + random();
  const int cut = static_cast<int>(head.size()), end = static_cast<int>(text.size());
  RC_PRE(is_whole_sentence(text, {0, cut}));
  std::vector<Span> apart, together;
  for (const Span part : {Span{0, cut}, Span{cut, end}}) {
    for (const Sentence& s : split_sentences(text, part)) {
      apart.push_back(s.span);
      for (const Clause& c : s.clauses) apart.push_back(c.span);
    }
  }
  for (const Sentence& s : split_sentences(text, {0, end})) {
    together.push_back(s.span);
    for (const Clause& c : s.clauses) together.push_back(c.span);
  }
  RC_ASSERT(apart == together);
}

}  // namespace
}  // namespace reading
