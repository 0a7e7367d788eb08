#include "report/reading_page.hpp"

#include <regex>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "reading/read.hpp"
#include "report/reading_marks.hpp"

namespace report {
namespace {

document::Document report_of(std::string_view text) { return document::from_plain_text(base::u32(text), "报告.txt"); }

const char* const kReport =
    "松江县2024年计划执行情况与2025年计划草案的报告\n"
    "一、2024年计划执行情况\n"
    "全县地区生产总值120.5亿元，增长5.3%。<b>\"A&B\"</b>公司投产，新增就业2300人。\n"
    "二、2025年主要目标\n"
    "地区生产总值增长5.5%左右。\n"
    "三、重点任务\n"
    "建成城东小学，改造老旧小区12个。\n";

std::string page_of(std::string_view text, bool english = false) {
  const auto document = report_of(text);
  return reading_page(document, reading::read(document), english);
}

std::string between(const std::string& all, const std::string& from, const std::string& to) {
  const auto start = all.find(from);
  if (start == std::string::npos) return "";
  const auto end = all.find(to, start);
  return all.substr(start + from.size(), end - start - from.size());
}

// What a browser would show of the report: without tags, with character references resolved, without white space.
std::string shown(const std::string& page) {
  std::string text = std::regex_replace(between(page, "<main lang=\"zh-CN\">", "</main>"), std::regex("<[^>]*>"), "");
  for (const auto& [reference, sign] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
    text = std::regex_replace(text, std::regex(reference), sign);
  return std::regex_replace(text, std::regex("\\s"), "");
}

TEST(ReadingPage, shows_every_word_of_the_report_unchanged_and_in_order) {
  EXPECT_EQ(shown(page_of(kReport)), std::regex_replace(std::string(kReport), std::regex("\\s"), ""));
}

TEST(ReadingPage, escapes_what_the_report_says) {
  const std::string page = page_of("报告\n<script>alert(1)</script>达5亿元，<img src=x onerror=y>增长3%。\n");
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
}

TEST(ReadingPage, asks_nothing_of_other_machines) {
  const std::string page = page_of(kReport);
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  EXPECT_FALSE(std::regex_search(page, std::regex("https?:|src=|url\\(|@import|\\son[a-z]+=\"")));
}

TEST(ReadingPage, links_each_statement_with_its_row_and_back) {
  const auto document = report_of(kReport);
  const auto reading = reading::read(document);
  const std::string page = reading_page(document, reading, false);
  const auto once = [&](const std::string& what) {
    const auto at = page.find(what);
    return at != std::string::npos && page.find(what, at + 1) == std::string::npos;
  };
  ASSERT_FALSE(reading.figures.empty());
  ASSERT_FALSE(reading.targets.empty());
  ASSERT_FALSE(reading.measures.empty());
  for (const auto& mark : marks_of(reading)) {
    EXPECT_TRUE(once("<a id=\"at-" + mark.id + "\"></a>")) << mark.id;
    EXPECT_TRUE(once("<tr id=\"" + mark.id + "\"")) << mark.id;
  }
}

TEST(ReadingPage, gives_the_outline_as_links_to_the_headings) {
  const std::string page = page_of(kReport);
  const std::string outline = between(page, "<nav", "</nav>");
  std::smatch found;
  ASSERT_TRUE(std::regex_search(outline, found, std::regex("href=\"#(h[0-9]+)\">一、2024年计划执行情况</a>")));
  EXPECT_NE(page.find("<h2 id=\"" + found[1].str() + "\">"), std::string::npos);
}

TEST(ReadingPage, lists_digits_that_were_passed_over_as_unsure) {
  const auto document = report_of("报告\n甲7乙。\n");
  reading::Reading reading;
  reading.text = document.text;
  reading.unaccounted = {{4, 5}};
  const std::string side = between(reading_page(document, reading, false), "<aside>", "</aside>");
  EXPECT_NE(side.find("href=\"#at-U001\">7<br>"), std::string::npos);
}

TEST(ReadingPage, speaks_english_when_asked_and_leaves_the_report_as_it_is) {
  const std::string page = page_of(kReport, true);
  EXPECT_NE(page.find("What is unsure"), std::string::npos);
  EXPECT_EQ(shown(page), shown(page_of(kReport)));
}

TEST(ReadingPage, takes_an_empty_document) { EXPECT_NE(page_of("").find("</html>"), std::string::npos); }

TEST(ReadingMarks, cut_overlapping_spans_into_pieces_without_gaps) {
  // 0123456789 with a measure [1,8), a figure [3,5) inside it and a target [4,10) across its end
  const std::vector<Mark> marks{
      {{1, 8}, MarkKind::measure, "M001"}, {{3, 5}, MarkKind::figure, "F001"}, {{4, 10}, MarkKind::target, "T001"}};
  const auto pieces = pieces_of(marks, 12);
  ASSERT_EQ(pieces.size(), 7u);
  int at = 0;
  for (const auto& p : pieces) {
    EXPECT_EQ(p.span.start, at);
    at = p.span.end;
  }
  EXPECT_EQ(at, 12);
  ASSERT_EQ(pieces[3].marks.size(), 3u);  // [4,5)
  EXPECT_EQ(pieces[3].marks[0]->id, "F001");
  ASSERT_EQ(pieces[3].starts.size(), 1u);
  EXPECT_EQ(pieces[3].starts[0]->id, "T001");
  EXPECT_TRUE(pieces[6].marks.empty());
}

}  // namespace
}  // namespace report
