#include <gtest/gtest.h>

#include "office/spreadsheet_test_help.hpp"

namespace office {
namespace {

using namespace test;

std::string object(const std::string& text, double x, double y) {
  return "<ofd:TextObject Boundary=\"" + std::to_string(x) + " " + std::to_string(y) +
         " 60 6\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"g 3 5\">" + text +
         "</ofd:TextCode></ofd:TextObject>";
}

std::string ofd_of(const std::vector<std::string>& pages) {
  const std::string space = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
  std::string list;
  std::vector<ZipEntry> entries{
      {"OFD.xml",
       "<ofd:OFD" + space + "><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"}};
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto part = "Pages/Page_" + std::to_string(i) + "/Content.xml";
    list += "<ofd:Page ID=\"" + std::to_string(i + 1) + "\" BaseLoc=\"" + part + "\"/>";
    entries.push_back({"Doc_0/" + part, "<ofd:Page" + space + "><ofd:Content><ofd:Layer><ofd:PageBlock>" + pages[i] +
                                            "</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>"});
  }
  entries.push_back(
      {"Doc_0/Document.xml", "<ofd:Document" + space + "><ofd:Pages>" + list + "</ofd:Pages></ofd:Document>"});
  return write_zip(entries);
}

TEST(Ofd, text_of_the_pages_in_the_order_they_are_seen) {
  const auto document =
      read_good(ofd_of({object("乙行", 30, 40) + object("甲行", 30, 20), object("丙行", 30, 20)}), "文.ofd");
  EXPECT_EQ(document.text, U"甲行\n乙行\n丙行");
  EXPECT_EQ(document.place_of(0).page, 1);
  EXPECT_EQ(document.place_of(6).page, 2);
}

TEST(Ofd, pieces_of_one_line_stand_side_by_side) {
  const auto document = read_good(ofd_of({object("右", 120, 20) + object("左", 30, 20.5)}), "文.ofd");
  EXPECT_EQ(document.text.front(), U'左');
  EXPECT_EQ(document.text.back(), U'右');
}

TEST(Ofd, a_page_that_is_missing_broken_or_empty_is_a_fault) {
  EXPECT_EQ(read_document(write_zip({{"OFD.xml", "<OFD><DocBody><DocRoot>x.xml</DocRoot></DocBody></OFD>"}}), "文.ofd")
                .error()
                .code,
            "document.damaged");
  EXPECT_EQ(read_document(ofd_of({"<ofd:TextObject>"}), "文.ofd").error().code, "document.damaged");
  EXPECT_EQ(read_document(ofd_of({""}), "文.ofd").error().code, "document.empty");
  EXPECT_EQ(read_document(write_zip({{"OFD.xml", "<!DOCTYPE a><OFD/>"}}), "文.ofd").error().code, "document.damaged");
}

}  // namespace
}  // namespace office
