// What mail programs put around the words of a letter that is pasted or answered: 发件人：… above it, and the letter it
// answers below.
#pragma once

#include <string>
#include <string_view>

namespace reading {

// Asked for line after line of a text.
class MailFrame {
 public:
  // Whether the line is of the letter itself.
  bool keeps(std::u32string_view line);

 private:
  bool began_ = false;  // a line of the letter itself was there
  bool ended_ = false;  // what follows is the letter it answers
};

// The same for a whole text, UTF-8.
std::string without_mail_frame(std::string_view text);

}  // namespace reading
