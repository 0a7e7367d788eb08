// Files as other programs write them: made here by LibreOffice from what we write ourselves, and read back.
#include "office/converted.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "office/spreadsheet_test_help.hpp"

namespace office {
namespace {

using namespace test;
using document::CellKind;

// Empty when LibreOffice is not there.
std::string made_by_libreoffice(const std::string& bytes, const std::string& from, const std::string& to,
                                const std::string& filter = {}) {
  auto world = base::real_world();
  const auto program = world.subprocess->find("soffice");
  if (program.empty()) return {};
  const auto folder = world.files->make_temporary_folder().value();
  EXPECT_TRUE(world.files->write_whole(folder + "/a." + from, bytes));
  (void)world.subprocess->run(
      {program, "--headless", "--norestore", "-env:UserInstallation=file://" + folder + "/profile", "--convert-to",
       filter.empty() ? to : to + ":" + filter, "--outdir", folder + "/out", folder + "/a." + from},
      std::chrono::seconds(90), {"HOME=" + folder});
  auto made = world.files->read(folder + "/out/a." + to);
  world.files->remove_tree(folder);
  return made ? *made : std::string();
}

// A month as a bureau keeps it: two header rows with merged cells, percents, dates, a formula, something hidden.
std::string month_book() {
  return xlsx_of(
      {.sheets = {{"财政", "<cols><col min=\"6\" max=\"6\" width=\"9\" hidden=\"1\" customWidth=\"1\"/></cols>" +
                               rows("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>指标</t></is></c><c r=\"B1\" "
                                    "t=\"inlineStr\"><is><t>本年累计</t></is></c></row>"
                                    "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>数值（亿元）</t></is></c><c "
                                    "r=\"C2\" t=\"inlineStr\"><is><t>增长</t></is></c></row>"
                                    "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>一般公共预算收入</t></is></c><c "
                                    "r=\"B3\" s=\"2\"><v>1053.7</v></c><c r=\"C3\" s=\"1\"><v>-0.006</v></c>"
                                    "<c r=\"D3\" s=\"3\"><v>45199</v></c><c r=\"E3\"><f>B3*2</f><v>2107.4</v></c><c "
                                    "r=\"F3\"><v>7</v></c></row>"
                                    "<row r=\"4\" hidden=\"1\"><c r=\"A4\" t=\"inlineStr\"><is><t>暗行</t></is></c><c "
                                    "r=\"B4\" t=\"b\"><v>1</v></c></row>") +
                               "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>"},
                  {"备注", rows("<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>甲</t></is></c></row>"), "hidden"}},
       .formats = "<numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>",
       .styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"4\"/><xf numFmtId=\"176\"/>"});
}

void expect_month(const document::Document& document) {
  ASSERT_EQ(tables_of(document).size(), 2u);
  EXPECT_EQ(tables_of(document)[0].name, "财政");
  EXPECT_EQ(tables_of(document)[0].columns, 6);
  EXPECT_EQ(cell_at(document, "A1").row_span, 2);
  EXPECT_EQ(cell_at(document, "B1").column_span, 2);
  EXPECT_EQ(text_at(document, "B2"), "数值（亿元）");
  EXPECT_EQ(text_at(document, "B3"), "1,053.70");
  EXPECT_EQ(cell_at(document, "B3").stored, "1053.7");
  EXPECT_EQ(text_at(document, "C3"), "-0.60%");
  EXPECT_EQ(cell_at(document, "C3").stored, "-0.006");
  EXPECT_TRUE(cell_at(document, "C3").percent);
  EXPECT_EQ(text_at(document, "D3"), "2023年9月");
  EXPECT_EQ(cell_at(document, "D3").stored, "2023-09-30");
  EXPECT_TRUE(cell_at(document, "E3").formula);
  EXPECT_EQ(cell_at(document, "E3").stored, "2107.4");
  EXPECT_TRUE(cell_at(document, "F3").hidden);
  EXPECT_TRUE(cell_at(document, "A4").hidden);
  EXPECT_FALSE(cell_at(document, "A3").hidden);
  EXPECT_TRUE(cell_at(document, "B2", 1).hidden);
  const document::Place place = cell_at(document, "B3").place;
  EXPECT_EQ(place.sheet, "财政");
  EXPECT_EQ(place.cell, "B3");
}

TEST(MadeByLibreOffice, the_same_month_reads_the_same_in_every_format) {
  expect_month(read_good(month_book(), "月报.xlsx"));
  for (const char* kind : {"xls", "ods", "xlsx"}) {
    const auto bytes = made_by_libreoffice(month_book(), "xlsx", kind);
    if (bytes.empty()) GTEST_SKIP() << "LibreOffice is not installed";
    SCOPED_TRACE(kind);
    expect_month(read_good(bytes, std::string("月报.") + kind));
    expect_month(read_good(bytes, "月报.et"));
  }
}

TEST(MadeByLibreOffice, cut_or_flipped_files_never_break_the_program) {
  for (const char* kind : {"xls", "ods"}) {
    const auto whole = made_by_libreoffice(month_book(), "xlsx", kind);
    if (whole.empty()) GTEST_SKIP() << "LibreOffice is not installed";
    for (std::size_t i = 0; i < whole.size(); i += 11) {
      auto bytes = whole;
      bytes[i] = static_cast<char>(bytes[i] ^ 0x2A);
      (void)read_document(bytes, "月报.xls");
      (void)read_document(whole.substr(0, i), "月报.xls");
    }
  }
}

std::string letter() {
  document::Draft draft;
  using Paragraph = document::DraftParagraph;
  draft.blocks.push_back(Paragraph{Paragraph::Role::title, {{"岚湖区工作情况"}}});
  draft.blocks.push_back(Paragraph{Paragraph::Role::heading1, {{"一、总体情况"}}});
  for (int i = 0; i < 30; ++i)
    draft.blocks.push_back(
        Paragraph{Paragraph::Role::body,
                  {{"全区上半年完成固定资产投资" + std::to_string(100 + i) +
                    "亿元，比上年同期增长百分之五，重点项目按计划推进，各街道和部门按月报送进展并说明存在的困难。"}}});
  draft.blocks.push_back(
      document::DraftTable{.header = {"项目", "进度"}, .widths = {1, 1}, .rows = {{"甲桥", "80%"}, {"乙路", "100%"}}});
  return write_docx(draft, {});
}

TEST(Converted, word_97_rtf_and_web_pages_through_libreoffice) {
  auto world = base::real_world();
  for (const char* kind : {"doc", "rtf", "odt", "html"}) {
    const auto bytes = made_by_libreoffice(letter(), "docx", kind);
    if (bytes.empty()) GTEST_SKIP() << "LibreOffice is not installed";
    SCOPED_TRACE(kind);
    const auto document = read_document(bytes, std::string("稿.") + kind, world);
    ASSERT_TRUE(document) << base::to_text(document.error());
    EXPECT_NE(document->text.find(U"投资129亿元"), std::u32string::npos);
    ASSERT_EQ(tables_of(*document).size(), 1u);
    EXPECT_EQ(text_at(*document, "B3"), "100%");
    EXPECT_TRUE(tells(*document, "LibreOffice"));
    EXPECT_FALSE(read_document(bytes, "稿.doc") && std::string(kind) == "doc");
  }
}

TEST(Converted, pdf_text_with_pages_and_without_page_numbers) {
  auto world = base::real_world();
  const auto pdf = docx_to_pdf(letter(), world);
  if (!pdf || world.subprocess->find("pdftotext").empty()) GTEST_SKIP() << "LibreOffice or pdftotext is not installed";
  const auto document = read_document(*pdf, "稿.pdf", world);
  ASSERT_TRUE(document) << base::to_text(document.error());
  std::size_t whole = 0;
  for (int i = 0; i < 30; ++i)
    whole += document->text.find(base::u32(
                 "投资" + std::to_string(100 + i) +
                 "亿元，比上年同期增长百分之五，重点项目按计划推进，各街道和部门按月报送进展并说明存在的困难。")) !=
             std::u32string::npos;
  EXPECT_EQ(whole, 30u) << base::to_utf8(document->text);
  EXPECT_EQ(document->place_of(0).page, 1);
  ASSERT_NE(document->text.find(U"投资129亿元"), std::u32string::npos);
  EXPECT_GE(document->place_of(static_cast<int>(document->text.find(U"投资129亿元"))).page, 2);
  EXPECT_TRUE(tells(*document, "页码"));
  EXPECT_EQ(document->text.find(U"— 1 —"), std::u32string::npos);
}

class NoTool final : public base::Subprocess {
 public:
  explicit NoTool(bool found, Outcome outcome = {}) : found_(found), outcome_(std::move(outcome)) {}
  std::string find(const std::string& name) override { return found_ ? "/usr/bin/" + name : ""; }
  base::Result<Outcome> run(const std::vector<std::string>&, std::chrono::milliseconds,
                            const std::vector<std::string>&) override {
    return outcome_;
  }

 private:
  bool found_;
  Outcome outcome_;
};

std::string code_with(const std::string& bytes, std::unique_ptr<base::Subprocess> tool) {
  auto world = base::real_world();
  world.subprocess = std::move(tool);
  const auto document = read_document(bytes, "稿", world);
  EXPECT_FALSE(document);
  if (document) return {};
  EXPECT_EQ(document.error().where.file, "稿");
  EXPECT_FALSE(document.error().remedy.empty());
  return document.error().code;
}

TEST(Converted, says_which_program_is_missing_hung_or_gave_nothing) {
  for (const char* bytes : {"%PDF-1.7\n", "{\\rtf1 x}", "<html><body>甲</body></html>"}) {
    EXPECT_EQ(code_with(bytes, std::make_unique<NoTool>(false)), "document.tool_missing");
    EXPECT_EQ(code_with(bytes, std::make_unique<NoTool>(true)), "document.conversion_failed");
    EXPECT_EQ(code_with(bytes, std::make_unique<NoTool>(true, base::Subprocess::Outcome{.timed_out = true})),
              "document.conversion_failed");
  }
  EXPECT_EQ(code_with("%PDF-1.7\n", std::make_unique<NoTool>(true, base::Subprocess::Outcome{.exit_code = 3})),
            "document.encrypted");
  EXPECT_EQ(
      code_with("<?xml version=\"1.0\"?><!DOCTYPE a><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
                std::make_unique<NoTool>(true)),
      "document.damaged");
}

// Writes a text where pdftotext would; counts how often it was asked.
class CountingTool : public base::Subprocess {
 public:
  explicit CountingTool(int& asked) : asked_(asked) {}
  std::string find(const std::string& program) override { return "/" + program; }
  base::Result<Outcome> run(const std::vector<std::string>& arguments, std::chrono::milliseconds,
                            const std::vector<std::string>&) override {
    ++asked_;
    auto world = base::real_world();
    EXPECT_TRUE(world.files->write_whole(arguments.back(), "一、全年目标\n"));
    return Outcome{};
  }

 private:
  int& asked_;
};

TEST(Converted, a_program_that_reads_again_and_again_converts_once_when_it_asked_for_that) {
  int asked = 0;
  auto world = base::real_world();
  world.subprocess = std::make_unique<CountingTool>(asked);
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(read_document("%PDF-1.7\n1", "稿", world));
  EXPECT_EQ(asked, 2);
  remember_conversions(1 << 10);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(read_document("%PDF-1.7\n1", "稿", world).value().notices.size(), 1u);
  EXPECT_EQ(asked, 3);
  EXPECT_TRUE(read_document("%PDF-1.7\n2", "稿", world));  // another file
  EXPECT_EQ(asked, 4);
  remember_conversions(0);
  EXPECT_TRUE(read_document("%PDF-1.7\n1", "稿", world));
  EXPECT_EQ(asked, 5);
}

TEST(Converted, what_needs_no_tool_is_read_without_one) {
  auto world = base::real_world();
  world.subprocess = std::make_unique<NoTool>(false);
  EXPECT_TRUE(read_document("甲\n", "稿.txt", world));
  EXPECT_TRUE(read_document(month_book(), "月报.xlsx", world));
}

TEST(ToolKind, goes_by_content_and_stands_stumps) {
  for (const char* bytes :
       {"", "PK\x03\x04", "PK\x03\x04x<", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "<", "<?xml", "<!--", "%PD"})
    EXPECT_EQ(tool_kind(bytes), ToolKind::none) << bytes;
  EXPECT_EQ(tool_kind("\n%PDF-1.4"), ToolKind::pdf);
  EXPECT_EQ(tool_kind("\xEF\xBB\xBF <!DOCTYPE HTML>"), ToolKind::web_page);
  EXPECT_EQ(tool_kind("一、总体情况 <html>"), ToolKind::none);
}

TEST(WebPage, keeps_text_and_tables_and_nothing_that_is_fetched_or_run) {
  const auto kept = without_references(
      "<!DOCTYPE html><html><head><link href='http://x/a.css'><script>fetch('http://x')</script><STYLE>@import "
      "url(http://x)</STYLE></head>"
      "<body background=\"http://x/b.png\" onload=run()><img src=http://x/c.png><a "
      "href=\"http://x\">甲</a><table><tr><td rowspan=2 style=\"background:url(http://x)\">"
      "乙</td></tr></table><iframe src='http://x'></iframe>1<2<!-- http://x --></body></html>");
  EXPECT_EQ(kept.find("//x"), std::string::npos) << kept;
  EXPECT_NE(kept.find("<td rowspan=\"2\">乙</td>"), std::string::npos) << kept;
  EXPECT_NE(kept.find("甲"), std::string::npos);
  EXPECT_NE(kept.find("1&lt;2"), std::string::npos);
}

TEST(PdfText, lines_are_joined_only_when_safe) {
  const std::u32string full(U"    一年来全区上下齐心协力推进各项重点工作落地见效经济运行总体平稳稳中");
  const auto document = from_pdf_text(
      full + U"\n有进。\n    二、下一步\n    （一）甲\n项目      金额      比重\n甲桥      12        5%\n\f- 2 -\n",
      "a.pdf");
  EXPECT_EQ(base::to_utf8(document.text),
            "一年来全区上下齐心协力推进各项重点工作落地见效经济运行总体平稳稳中有进。\n二、下一步\n（一）甲\n项目      "
            "金额      比重\n甲桥      12        5%");
}

TEST(PdfText, running_heads_and_page_numbers_go_and_the_head_of_a_table_stays_once) {
  std::u32string text;
  const char* const bodies[] = {"完成投资 12 亿元", "完成投资 7 亿元", "完成投资 30 亿元", "完成投资 5 亿元"};
  for (int page = 1; page <= 4; ++page) {
    text += U"岚湖区统计月报   " + base::u32(std::to_string(page)) + U"\n\n项目      金额\n";
    text += base::u32(bodies[page - 1]) + U"\n2023\n另一行" +
            base::u32(std::string(static_cast<std::size_t>(page), 'x')) + U"\n" + base::u32(std::to_string(page)) +
            U"\n\f";
  }
  EXPECT_EQ(base::to_utf8(from_pdf_text(text, "a.pdf").text),
            "岚湖区统计月报   1\n项目      "
            "金额\n完成投资12亿元\n2023\n另一行x\n完成投资7亿元\n2023\n另一行xx\n完成投资30亿元\n2023\n另一行xxx\n"
            "完成投资5亿元\n2023\n另一行xxxx");
}

TEST(PdfText, an_indented_paragraph_goes_on_behind_a_full_stop_at_the_edge_of_a_line) {
  // The second line ends its sentence at the edge; the third stands at the margin, the fifth is indented.
  const std::u32string line = U"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
  std::u32string text;
  for (int i = 0; i < 3; ++i)
    text += U"    " + line.substr(2) + U"\n" + line.substr(1) + U"。\n" + line.substr(0, 9) + U"。\n";
  EXPECT_EQ(std::ranges::count(from_pdf_text(text, "a.pdf").text, U'\n'), 2);
}

TEST(PdfText, the_running_head_of_two_pages_goes) {
  const std::u32string text = U"内部资料\n第一页的文字在这里\n又一行\n1\n\f内部资料\n第二页的文字\n末一行\n2\n\f";
  EXPECT_EQ(base::to_utf8(from_pdf_text(text, "a.pdf").text), "第一页的文字在这里\n又一行\n第二页的文字\n末一行");
}

}  // namespace
}  // namespace office
