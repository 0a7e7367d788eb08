#include "office/mail_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"
#include "office/office.hpp"

// What mail programs write of Chinese letters, after RFC 2045–2047, 2231 and 5322.
namespace office {
namespace {

std::string text_of(const std::string& letter) {
  const auto read = read_document(letter, "回复.eml");
  return read ? base::to_utf8(read->text) : read.error().code;
}

TEST(Mail, base64_in_utf8_with_a_coded_subject) {
  EXPECT_EQ(text_of("From: czj@example.gov\r\n"
                    "Subject: =?utf-8?b?5YWz5LqO?=\r\n =?utf-8?b?M+WPtw==?= x\r\n"
                    "Content-Type: text/plain; charset=\"utf-8\"\r\n"
                    "Content-Transfer-Encoding: base64\r\n\r\n"
                    "5Yy65Y+R5pS55bGA77ya\r\nCuW3suWKng==\r\n"),
            "关于3号 x\n区发改局：\n已办");
}

TEST(Mail, gb18030_and_quoted_printable) {
  // 已办 in GB18030 is D2 D1 B0 EC; a soft line end inside.
  EXPECT_EQ(text_of("From: a@b\nSubject: =?GBK?Q?=BB=D8=B8=B4?=\nContent-Type: text/plain; charset=gbk\n"
                    "Content-Transfer-Encoding: quoted-printable\n\n=D2=D1=\n=B0=EC 3=3D3\n"),
            "回复\n已办 3=3\n");
}

TEST(Mail, takes_the_plain_form_and_names_what_is_attached) {
  const std::string letter =
      "MIME-Version: 1.0\nSubject: a\nContent-Type: multipart/mixed; boundary=\"outer\"\n\nfor old programs\n"
      "--outer\nContent-Type: multipart/alternative; boundary=inner\n\n"
      "--inner\nContent-Type: text/plain; charset=utf-8\n\n已完成3处\n"
      "--inner\nContent-Type: text/html\n\n<p>已完成<b>3</b>处</p>\n--inner--\n"
      "--outer\nContent-Type: application/vnd.ms-excel\n"
      "Content-Disposition: attachment; filename*=utf-8''%E8%A1%A8.xls\nContent-Transfer-Encoding: base64\n\nAAAA\n"
      "--outer--\n";
  const auto read = read_document(letter, "回复.eml");
  ASSERT_TRUE(read);
  EXPECT_EQ(base::to_utf8(read->text), "a\n已完成3处\n");
  ASSERT_EQ(read->notices.size(), 1u);
  EXPECT_THAT(read->notices[0].why, testing::HasSubstr("“表.xls”没有读"));
}

TEST(Mail, a_web_page_alone_is_read_without_its_marks) {
  EXPECT_EQ(text_of("Subject: a\nContent-Type: text/html; charset=utf-8\n\n<html><head><style>p{}</style></head><body>"
                    "<p>已完成&nbsp;3处</p><div>占比&lt;5%&#65289;</div></body></html>"),
            "a\n已完成 3处\n占比<5%）\n");
}

TEST(Mail, only_an_attachment_is_told_with_its_name) {
  const auto read = read_document(
      "Subject: a\nContent-Type: application/msword; name=\"=?utf-8?b?6KGoLmRvYw==?=\"\nContent-Transfer-Encoding: "
      "base64\n\nAAAA",
      "x.eml");
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().what, testing::HasSubstr("表.doc"));
}

TEST(Mail, text_named_eml_without_a_header_is_text) { EXPECT_EQ(text_of("已办\n"), "已办\n"); }

TEST(Mail, a_part_within_itself_and_broken_ends_do_not_hold_us_up) {
  std::string deep = "Subject: a\n";
  for (int i = 0; i < 100; ++i) deep += "Content-Type: message/rfc822\n\nSubject: b\n";
  EXPECT_EQ(text_of(deep + "\n甲"), "document.empty");
  EXPECT_EQ(text_of("Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n已办"), "a\n已办");
}

RC_GTEST_PROP(Mail, never_fails_on_any_bytes, (const std::string& bytes)) {
  (void)read_document("Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + bytes, "x.eml");
  (void)read_document("Subject: " + bytes, "x.eml");
}

}  // namespace
}  // namespace office
