#include "report/annual_parts.hpp"

// Words of last year's report that go on in this year's: the years of the report one up, the number of a session open.
// Words in 〔〕 are a quotation: neither is touched.
namespace report::annual {
namespace {

using Words = std::u32string_view;
constexpr auto npos = Words::npos;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_count(char32_t c) { return is_digit(c) || Words(U"一二三四五六七八九十百〇零两").find(c) != npos; }

// From the first number (and 第 before it) that ends at `at`; `at` where there is none.
std::size_t count_before(Words text, std::size_t at) {
  std::size_t from = at;
  while (from > 0 && is_count(text[from - 1])) --from;
  if (from == at) return at;
  return from > 0 && text[from - 1] == U'第' ? from - 1 : from;
}

}  // namespace

std::u32string full_width_marks(Words words) {
  std::u32string text(words);
  static constexpr Words kHalf = U",;:?!()", kFull = U"，；：？！（）";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto mark = kHalf.find(text[i]);
    if (mark == npos) continue;
    const bool after = i > 0 && (base::is_han(text[i - 1]) || kFull.find(text[i - 1]) != npos);
    const bool before = i + 1 < text.size() && base::is_han(text[i + 1]);
    if (after || before) text[i] = kFull[mark];
  }
  return text;
}

std::u32string next_years(Words words, const reading::Reading& reading) {
  std::u32string text(words);
  const auto digit = [&](std::size_t at) { return at < text.size() && is_digit(text[at]); };
  for (std::size_t i = 0; i + 4 < text.size(); ++i) {
    const bool alone = i == 0 || !digit(i - 1);
    if (!alone || !digit(i) || !digit(i + 1) || !digit(i + 2) || !digit(i + 3) || text[i + 4] != U'年') continue;
    if (digit(i + 5)) continue;  // the month of something that happened then
    const int year = std::stoi(base::to_utf8(text.substr(i, 4)));
    if (year != reading.report_year && year != reading.plan_year) continue;
    text.replace(i, 4, base::u32(std::to_string(year + 1)));
  }
  return full_width_marks(text);
}

std::string next_years(std::string_view words, const reading::Reading& reading) {
  return base::to_utf8(next_years(base::u32(words), reading));
}

Span session_in(Words text, std::size_t from) {
  constexpr std::size_t kApart = 16;  // 届人民代表大会常务委员会第三十次
  for (std::size_t at = text.find(U'届', from); at != npos; at = text.find(U'届', at + 1)) {
    const std::size_t start = count_before(text, at);
    if (start == at || start < from) continue;
    for (std::size_t i = at + 1; i < text.size() && i < at + kApart; ++i) {
      if (Words(U"，。；！？\n").find(text[i]) != npos) break;
      for (const Words end : {Words(U"次全体会议"), Words(U"次会议"), Words(U"次全会"), Words(U"中全会")}) {
        if (text.substr(i).starts_with(end) && count_before(text, i) != i)
          return {static_cast<int>(start), static_cast<int>(i + end.size())};
      }
    }
  }
  return {};
}

void carry(Writer& w, Words text) {
  std::size_t at = 0;
  for (Span session = session_in(text); !session.empty(); session = session_in(text, at)) {
    w.words(base::to_utf8(text.substr(at, static_cast<std::size_t>(session.start) - at)));
    AnnualBlank blank;
    blank.what = "会议届次";
    blank.why = "届次由会议确定";
    blank.last_year = base::to_utf8(base::slice(text, session));
    if (blank.last_year.find("人大") != std::string::npos || blank.last_year.find("人民代表大会") != std::string::npos)
      blank.holder = "人大常委会办事机构";
    put_blanks(w, {{std::move(blank), false}});
    at = static_cast<std::size_t>(session.end);
  }
  w.words(base::to_utf8(text.substr(at)));
}

}  // namespace report::annual
