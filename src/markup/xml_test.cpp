#include "markup/xml.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "markup/write.hpp"

namespace markup {
namespace {

std::string code_of(const std::string& bytes, const Limits& limits = {}) {
  const auto xml = Xml::parse(bytes, "件.xml", limits);
  return xml ? "" : xml.error().code;
}

TEST(Xml, reads_elements_attributes_and_text) {
  const auto xml = Xml::parse("<a k=\"1\">甲<b/>乙<c>&lt;丙&gt;</c></a>", "件.xml");
  ASSERT_TRUE(xml);
  const Element a = xml->root();
  EXPECT_EQ(a.name(), "a");
  EXPECT_EQ(a.attribute("k"), "1");
  EXPECT_EQ(a.attribute("m"), std::nullopt);
  EXPECT_EQ(a.text(), "甲乙");
  EXPECT_EQ(a.child("c").text(), "<丙>");
  EXPECT_FALSE(a.child("d"));
  EXPECT_EQ(a.child("d").child("e").text(), "");
}

TEST(Xml, keeps_white_space_that_is_all_an_element_holds) { EXPECT_EQ(Xml::parse("<a> </a>", "")->root().text(), " "); }

TEST(Xml, knows_line_and_column_in_code_points) {
  const auto xml = Xml::parse("<甲>\n 字<b/>\n</甲>", "件.xml");
  ASSERT_TRUE(xml);
  EXPECT_EQ(xml->root().line(), 1);
  EXPECT_EQ(xml->root().column(), 1);
  EXPECT_EQ(xml->root().child("b").line(), 2);
  EXPECT_EQ(xml->root().child("b").column(), 3);
}

TEST(Xml, knows_where_each_character_of_a_text_stands) {
  const std::string bytes = "<a>\n  <t>一 &lt; 2 &amp;甲\r\n  x<!-- - --><![CDATA[<y>&lt;\n z]]>&#x4E01;末</t>\n</a>";
  const auto xml = Xml::parse(bytes, "件.xml");
  ASSERT_TRUE(xml);
  const Element t = xml->root().child("t");
  const std::string text = t.text();
  ASSERT_EQ(text, "一 < 2 &甲\n  x<y>&lt;\n z丁末");
  const auto marks = t.text_marks();
  const auto place = [&](std::string_view part) { return place_of(text, marks, text.find(part)); };
  EXPECT_EQ(place("一"), std::pair(2, 6));
  EXPECT_EQ(place("< 2"), std::pair(2, 8));
  EXPECT_EQ(place("2"), std::pair(2, 13));
  EXPECT_EQ(place("&甲"), std::pair(2, 15));
  EXPECT_EQ(place("甲"), std::pair(2, 20));
  EXPECT_EQ(place("x"), std::pair(3, 3));
  EXPECT_EQ(place("<y>"), std::pair(3, 23));
  EXPECT_EQ(place("&lt;"), std::pair(3, 26));
  EXPECT_EQ(place("z"), std::pair(4, 2));
  EXPECT_EQ(place("丁"), std::pair(4, 6));
  EXPECT_EQ(place("末"), std::pair(4, 14));
  EXPECT_EQ(place_of("", {}, 0), std::pair(0, 0));
}

TEST(Xml, finds_the_address_of_a_prefix_even_when_it_is_bound_anew_inside) {
  const auto xml = Xml::parse("<w:a xmlns:w='urn:one'><w:b xmlns:w='urn:two'><w:c/></w:b><w:d/></w:a>", "");
  ASSERT_TRUE(xml);
  const Element a = xml->root();
  EXPECT_EQ(a.space(), "urn:one");
  EXPECT_EQ(a.child("b").child("c").space(), "urn:two");
  EXPECT_EQ(a.child("d").space(), "urn:one");
}

TEST(Xml, reads_utf16_with_a_mark) {
  const std::string bytes("\xFF\xFE<\0a\0>\0\x2D\x4E<\0/\0a\0>\0", 18);
  const auto xml = Xml::parse(bytes, "");
  ASSERT_TRUE(xml) << xml.error().what;
  EXPECT_EQ(xml->root().text(), "中");
}

TEST(HostileXml, is_refused_with_its_place) {
  const auto broken = Xml::parse("<a>\n<b></a>", "件.xml");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, "xml.malformed");
  EXPECT_EQ(broken.error().where.line, 2);
  EXPECT_FALSE(broken.error().remedy.empty());

  EXPECT_EQ(code_of(""), "xml.malformed");
  EXPECT_EQ(code_of("no markup"), "xml.malformed");
  EXPECT_EQ(code_of("<a/><b/>"), "xml.malformed");
  EXPECT_EQ(code_of(std::string("<a>\0</a>", 8)), "xml.malformed");
  EXPECT_EQ(code_of("<a>\xFF</a>"), "xml.encoding");
  EXPECT_EQ(code_of("<?xml version='1.0' encoding='big5'?><a/>"), "xml.encoding");
}

TEST(HostileXml, may_not_declare_a_document_type_so_that_entities_cannot_grow) {
  EXPECT_EQ(code_of("<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]><a>&z;</a>"), "xml.doctype");
}

TEST(HostileXml, may_not_be_deeper_longer_or_larger_than_the_limits) {
  auto nested = [](int n) {
    std::string s;
    for (int i = 0; i < n; ++i) s += "<a>";
    for (int i = 0; i < n; ++i) s += "</a>";
    return s;
  };
  EXPECT_EQ(code_of(nested(256)), "");
  EXPECT_EQ(code_of(nested(257)), "xml.too_large");
  EXPECT_EQ(code_of(nested(200'000)), "xml.too_large");
  EXPECT_EQ(code_of("<a><b/><b/></a>", {.max_nodes = 3}), "xml.too_large");
  EXPECT_EQ(code_of("<a></a>", {.max_bytes = 6}), "xml.too_large");
}

TEST(Writer, writes_what_reads_back) {
  Writer w;
  w.open("a", {{"k", "<\"&'>\n"}}).element("b", "甲 & 乙\t丙").leaf("c").close();
  const auto xml = Xml::parse(w.take(), "");
  ASSERT_TRUE(xml) << xml.error().what;
  EXPECT_EQ(xml->root().attribute("k"), "<\"&'>\n");
  EXPECT_EQ(xml->root().child("b").text(), "甲 & 乙\t丙");
}

TEST(Writer, leaves_out_what_xml_forbids) {
  Writer w;
  w.element("a", std::string_view("甲\x01\x1F\0乙\uFFFE", 12));
  EXPECT_EQ(Xml::parse(w.take(), "")->root().text(), "甲乙");
}

RC_GTEST_PROP(Xml, never_breaks_on_any_bytes, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "<a>", "</a>", "<b k='", "'", "/>", "&lt;", "&x;", "<!--", "-->", "<![CDATA[", "]]>", "中", "\xFF", "<?"));
  std::string bytes;
  for (const auto& piece : pieces) bytes += piece;
  if (const auto xml = Xml::parse(bytes, "件")) {
    for (Element e = xml->root(); e; e = e.first()) {
      RC_ASSERT(e.line() >= 1);
      (void)e.text();
    }
  }
}

}  // namespace
}  // namespace markup
