// The five documents as files: what a run found, drafted by `report` and written by `office`.
#include <cstdlib>

#include <gtest/gtest.h>

#include "base/world.hpp"
#include "office/office.hpp"
#include "report/sample_run_test_help.hpp"

namespace {

const std::chrono::sys_seconds when{std::chrono::sys_days{std::chrono::year{2024} / 10 / 31}};

struct File {
  const char* name;
  std::string bytes;
};

std::vector<File> files_of(const report::RunFindings& run) {
  return {{"目标完成情况表.xlsx", office::write_xlsx(report::target_table(run), when)},
          {"风险与原因.docx", office::write_docx(report::risk_page(run), when)},
          {"督办单.docx", office::write_docx(report::order_sheets(run), when)},
          {"月度反馈.docx", office::write_docx(report::monthly_feedback(run), when)},
          {"核对清单.xlsx", office::write_xlsx(report::check_list(run), when)}};
}

bool can_make_pdf(base::World& world) {
  return !world.subprocess->find("soffice").empty() && !world.subprocess->find("pdfinfo").empty();
}

int pages_of(base::World& world, const std::string& docx) {
  const auto pdf = office::docx_to_pdf(docx, world);
  EXPECT_TRUE(pdf) << (pdf ? "" : base::to_text(pdf.error()));
  if (!pdf) return 0;
  const auto folder = world.files->make_temporary_folder().value();
  EXPECT_TRUE(world.files->write_whole(folder + "/a.pdf", *pdf));
  const auto info =
      world.subprocess->run({world.subprocess->find("pdfinfo"), folder + "/a.pdf"}, std::chrono::seconds(20));
  world.files->remove_tree(folder);
  const auto at = info ? info->out.find("Pages:") : std::string::npos;
  return at == std::string::npos ? 0 : std::atoi(info->out.c_str() + at + 6);
}

TEST(FiveFiles, the_same_findings_give_the_same_bytes) {
  const auto first = files_of(report::SampleMaker::make(7)->run), again = files_of(report::SampleMaker::make(7)->run);
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].bytes, again[i].bytes) << first[i].name;
}

TEST(FiveFiles, the_documents_read_back) {
  for (const auto& file : files_of(report::SampleMaker::make()->run)) {
    if (!std::string(file.name).ends_with(".docx")) continue;
    const auto document = office::read_document(file.bytes, file.name);
    ASSERT_TRUE(document) << file.name;
    EXPECT_NE(base::to_utf8(document->text).find("临澜区2024年"), std::string::npos) << file.name;
  }
}

TEST(RiskPage, is_one_page_on_paper_however_much_is_at_risk) {
  auto world = base::real_world();
  if (!can_make_pdf(world)) GTEST_SKIP() << "LibreOffice or pdfinfo is not installed";
  for (int risky : {0, 1, 3, 40}) {
    const auto sample = report::SampleMaker::make(risky);
    EXPECT_EQ(pages_of(world, office::write_docx(report::risk_page(sample->run), when)), 1) << risky;
  }
}

TEST(OrderSheets, are_a_page_an_owner_on_paper) {
  auto world = base::real_world();
  if (!can_make_pdf(world)) GTEST_SKIP() << "LibreOffice or pdfinfo is not installed";
  for (int risky : {2, 4, 40}) {
    const auto sample = report::SampleMaker::make(risky);
    EXPECT_EQ(sample->run.orders.size(), 3u);
    EXPECT_EQ(pages_of(world, office::write_docx(report::order_sheets(sample->run), when)), 3) << risky;
  }
}

// For eyes: JICHENG_SAMPLES=folder writes the five files of the invented district there.
TEST(FiveFiles, can_be_looked_at) {
  const char* folder = std::getenv("JICHENG_SAMPLES");
  if (folder == nullptr) GTEST_SKIP() << "set JICHENG_SAMPLES to a folder to have the five files written there";
  auto world = base::real_world();
  ASSERT_TRUE(world.files->make_folder(folder));
  for (const auto& file : files_of(report::SampleMaker::make(3)->run))
    EXPECT_TRUE(world.files->write_whole(std::string(folder) + "/" + file.name, file.bytes));
}

}  // namespace
