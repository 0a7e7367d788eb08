#include <gtest/gtest.h>

#include "office/office.hpp"

namespace office {
namespace {

using document::Draft;
using document::DraftParagraph;

// A program that is missing, hangs, or leaves nothing behind, without waiting for one.
class StagedProgram final : public base::Subprocess {
 public:
  StagedProgram(bool found, Outcome outcome) : found_(found), outcome_(std::move(outcome)) {}
  std::string find(const std::string&) override { return found_ ? "/usr/bin/soffice" : ""; }
  base::Result<Outcome> run(const std::vector<std::string>&, std::chrono::milliseconds,
                            const std::vector<std::string>&) override {
    return outcome_;
  }

 private:
  bool found_;
  Outcome outcome_;
};

std::string code_with(bool found, base::Subprocess::Outcome outcome) {
  auto world = base::real_world();
  world.subprocess = std::make_unique<StagedProgram>(found, std::move(outcome));
  auto pdf = docx_to_pdf("docx", world);
  EXPECT_FALSE(pdf);
  if (pdf) return {};
  EXPECT_NE(pdf.error().remedy.find("另存为 PDF"), std::string::npos);
  return pdf.error().code;
}

TEST(Pdf, says_what_to_do_when_libreoffice_is_missing_hangs_or_gives_nothing) {
  EXPECT_EQ(code_with(false, {}), "program.missing");
  EXPECT_EQ(code_with(true, {.timed_out = true}), "pdf.failed");
  EXPECT_EQ(code_with(true, {.exit_code = 0}), "pdf.failed");
  EXPECT_EQ(code_with(true, {.exit_code = 1}), "pdf.failed");
}

std::string text_of_pdf(base::World& world, const std::string& pdf) {
  const auto folder = world.files->make_temporary_folder().value();
  EXPECT_TRUE(world.files->write_whole(folder + "/a.pdf", pdf));
  auto outcome = world.subprocess->run({world.subprocess->find("pdftotext"), "-raw", folder + "/a.pdf", "-"},
                                       std::chrono::seconds(20));
  world.files->remove_tree(folder);
  return outcome ? outcome->out : std::string();
}

// GB/T 9704-2012, 5.2.3: 22 lines of 28 characters a page.
TEST(Pdf, a_page_holds_22_lines_of_28_characters) {
  auto world = base::real_world();
  if (world.subprocess->find("soffice").empty() || world.subprocess->find("pdftotext").empty())
    GTEST_SKIP() << "LibreOffice or pdftotext is not installed";
  std::string text;
  for (int i = 0; i < 28 * 30; ++i) text += "国";
  Draft draft;
  draft.blocks = {DraftParagraph{DraftParagraph::Role::body, {{text}}}};
  const auto pdf = docx_to_pdf(write_docx(draft, {}), world);
  ASSERT_TRUE(pdf) << base::to_text(pdf.error());
  const auto raw = base::u32(text_of_pdf(world, *pdf));
  const auto first_page = raw.substr(0, raw.find(U'\f'));
  std::size_t full_lines = 0, first_line = 0, start = 0;
  for (std::size_t end = first_page.find(U'\n'); end != std::u32string::npos;
       start = end + 1, end = first_page.find(U'\n', start)) {
    const auto line = first_page.substr(start, end - start);
    if (line.find(U'国') == std::u32string::npos) continue;
    if (first_line == 0) first_line = line.size();
    if (line.size() == 28) ++full_lines;
  }
  EXPECT_EQ(first_line, 26u);
  EXPECT_EQ(full_lines, 21u);
}

}  // namespace
}  // namespace office
