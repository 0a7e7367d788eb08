#include "reading/due.hpp"

#include "base/text.hpp"
#include "reading/clause.hpp"
#include "reading/policy_due.hpp"
#include "reading/words.hpp"

namespace reading {

using words::View;

std::string due_of(View s) {
  static const words::Set terms{U"全年", U"年内", U"年底", U"年末", U"上半年", U"下半年", U"一季度", U"前三季度"};
  const bool told = terms.in(s);
  for (const View word : {View(U"全年"), View(U"年内"), View(U"年底前"), View(U"年底"), View(U"年末"), View(U"上半年"),
                          View(U"下半年"), View(U"一季度"), View(U"前三季度")}) {
    const auto at = told ? s.find(word) : View::npos;
    if (at == View::npos) continue;
    const std::size_t end = at + word.size();
    if (word == U"全年" && end < s.size() && View(U"龄无").find(s[end]) != View::npos) continue;
    std::size_t start = at;
    if (word.starts_with(U"年")) {
      while (start > 0 && at - start < 4 && words::is_digit(s[start - 1])) --start;
      if (start < at && at - start != 4) continue;  // 3年内 is a length of time
      if (start == at && at > 0 && s[at - 1] == U'今') --start;
      if (start == at && at > 0 && (words::is_han_digit(s[at - 1]) || s[at - 1] == U'两')) continue;
    }
    return base::to_utf8(s.substr(start, end - start));
  }
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (!words::is_digit(s[i]) || (i > 0 && words::is_digit(s[i - 1]))) continue;
    const int n = time_length(s.substr(i));
    if (n > 0 && View(U"前底内末").find(s[i + static_cast<std::size_t>(n) - 1]) != View::npos) {
      return base::to_utf8(s.substr(i, static_cast<std::size_t>(n)));
    }
  }
  for (std::size_t i = words::has(s, U"前") ? 0 : s.size(); i < s.size(); ++i) {
    if (const int n = festival_length(s, static_cast<int>(i)); n > 0)
      return base::to_utf8(s.substr(i, static_cast<std::size_t>(n)));
  }
  return {};
}

}  // namespace reading
