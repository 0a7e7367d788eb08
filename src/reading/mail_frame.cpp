#include "reading/mail_frame.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/order_numbers.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

// 发件人：, Sent:
bool is_header(View line) {
  const auto colon = line.find_first_of(U"：:");
  if (colon == View::npos) return false;
  std::u32string name;
  for (const char32_t c : line.substr(0, colon))
    if (!base::is_space(c) && c != U'*') name += c >= U'A' && c <= U'Z' ? c + 32 : c;
  for (const View known : {U"发件人", U"发送时间", U"发送日期", U"收件人", U"抄送", U"密送", U"主题", U"附件", U"日期",
                           U"from", U"sent", U"to", U"cc", U"bcc", U"subject", U"date", U"attachments"})
    if (name == known) return true;
  return false;
}

bool opens_the_answered(View line) {
  const bool ruled = line.starts_with(U"--") || line.starts_with(U"==") || line.starts_with(U"__");
  if (ruled && words::has_any(line, {U"原始邮件", U"原邮件", U"转发邮件", U"转发的邮件", U"Original", U"Forwarded"}))
    return true;
  // 李慧 2025年11月25日 10:12 写道：, with a time or an address and nothing behind it. 批示中写道：…… is the letter's
  // own.
  if (words::ends_with(line, {U"写道：", U"写道:", U"wrote:"}) && words::has_any(line, {U":", U"@", U"："}) &&
      words::has_digit(line) && words::has_any(line.substr(0, line.size() - 3), {U"@", U":", U"："}))
    return true;
  return line.starts_with(U"发件人：") || line.starts_with(U"发件人:") || line.starts_with(U"From:");
}

}  // namespace

bool MailFrame::keeps(View line) {
  line = base::trim(line);
  if (ended_) return false;
  if (!began_) {
    if (line.empty()) return true;
    // A subject may print the number of the order.
    if (is_header(line)) return line.starts_with(U"主题") && !numbers_printed_in(line).empty();
    began_ = true;
  }
  if (opens_the_answered(line)) ended_ = true;
  return !ended_;
}

std::string without_mail_frame(std::string_view text) {
  MailFrame frame;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (frame.keeps(base::u32(line))) out += (out.empty() ? "" : "\n") + std::string(line);
  }
  return std::string(base::trim(std::string_view(out)));
}

}  // namespace reading
