#include "reading/due.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/clause.hpp"
#include "reading/policy_due.hpp"
#include "reading/seasons.hpp"
#include "reading/words.hpp"

namespace reading {

using words::View;

namespace {

// Where a time that begins at `at` really begins: 明年 before it is part of it.
std::size_t with_year_word(View s, std::size_t at) {
  return at >= 2 && year_word_at(s.substr(at - 2)).years_on > 0 ? at - 2 : at;
}

}  // namespace

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
      if (start == at && at > 0 && View(U"今明").find(s[at - 1]) != View::npos) --start;
      if (start == at && at > 0 && (words::is_han_digit(s[at - 1]) || s[at - 1] == U'两')) continue;
    }
    start = with_year_word(s, start);
    return base::to_utf8(s.substr(start, end - start));
  }
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (!words::is_digit(s[i]) || (i > 0 && words::is_digit(s[i - 1]))) continue;
    const int n = time_length(s.substr(i));
    if (n > 0 && View(U"前底内末").find(s[i + static_cast<std::size_t>(n) - 1]) != View::npos) {
      const std::size_t start = with_year_word(s, i);
      return base::to_utf8(s.substr(start, i + static_cast<std::size_t>(n) - start));
    }
  }
  for (std::size_t i = words::has(s, U"前") ? 0 : s.size(); i < s.size(); ++i) {
    if (const int n = festival_length(s, static_cast<int>(i)); n > 0)
      return base::to_utf8(s.substr(i, static_cast<std::size_t>(n)));
  }
  // 秋季学期前, 明年秋季: a season by itself says when things are done every year.
  for (std::size_t i = 0; i < s.size(); ++i) {
    const bool of_a_year = year_word_at(s.substr(i)).length > 0;
    const int season = season_at(s.substr(i + (of_a_year ? 2 : 0))).length;
    if (const int n = season > 0 ? time_length(s.substr(i)) : 0; n > 0)
      return base::to_utf8(s.substr(i, static_cast<std::size_t>(n)));
  }
  return {};
}

std::vector<std::string> dues_of(View s) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < s.size();) {
    const bool in_a_number = i > 0 && words::is_digit(s[i]) && words::is_digit(s[i - 1]);
    const int n = in_a_number ? 0 : time_length(s.substr(i));
    if (n > 0) out.push_back(base::to_utf8(s.substr(i, static_cast<std::size_t>(n))));
    i += static_cast<std::size_t>(std::max(n, 1));
  }
  return out;
}

}  // namespace reading
