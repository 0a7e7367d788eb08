#include "reading/dates.hpp"

#include "reading/scan.hpp"

namespace reading {
namespace {

class DateReader {
 public:
  // No date is longer than what it looks at; where dates stand side by side without end, each look stays short.
  DateReader(View text, Span within, int at)
      : t_(text), within_{within.start, within.end - at > kLongest ? at + kLongest : within.end} {}

  Span read(int i) const {
    if (is_digit(at(i))) {
      if (is_digit(at(i - 1)) || at(i - 1) == U'.' || is_latin(at(i - 1))) return {};
      if (const int end = year(i); end > i) return {i, end};
      if (const int end = month(i); end > i) return {i, end};
      if (const int end = day(i); end > i) return {i, end};
      if (const int end = clock(i); end > i) return {i, end};
      return {};
    }
    if (const int end = chinese_year(i); end > i) return {i, end};
    return {};
  }

 private:
  static constexpr int kLongest = 120;

  char32_t at(int i) const { return i >= within_.start && i < within_.end ? t_[static_cast<std::size_t>(i)] : U'\0'; }
  int digits(int i) const {
    int n = 0;
    while (is_digit(at(i + n)) && n < 9) ++n;
    return n;
  }
  int value(int i, int n) const {
    int v = 0;
    for (int k = 0; k < n; ++k) v = v * 10 + static_cast<int>(at(i + k) - U'0');
    return v;
  }
  int space(int i) const {
    while (at(i) == U' ') ++i;
    return i;
  }
  bool is_dash(char32_t c) const { return c == U'-' || c == U'—' || c == U'~' || c == U'至' || c == U'到'; }
  int dash(int i) const {
    if (!is_dash(at(i))) return i;
    return at(i) == U'—' && at(i + 1) == U'—' ? i + 2 : i + 1;
  }

  // 年底, 年末, 年内
  int year_tail(int i) const {
    static constexpr View kTails[] = {U"年度", U"年底", U"年末", U"年初", U"年内", U"年"};
    for (const View tail : kTails) {
      if (t_.substr(i, std::min(within_.end - i, static_cast<int>(tail.size()))) == tail)
        return i + static_cast<int>(tail.size());
    }
    return i;
  }

  int year(int i) const {
    const int n = digits(i);
    if (n != 4) return i;
    const int y = value(i, 4);
    if (y < 1840 || y > 2199) return i;
    int k = i + 4;
    // 2023-02-07, 2023/2/7, 2023.2.7
    if ((at(k) == U'-' || at(k) == U'/' || at(k) == U'.') && digits(k + 1) > 0 && digits(k + 1) <= 2) {
      const char32_t mark = at(k);
      const int m = digits(k + 1);
      const int next = k + 1 + m;
      if (at(next) == mark && digits(next + 1) > 0 && digits(next + 1) <= 2) return next + 1 + digits(next + 1);
    }
    // 2022-2035年, 2020—2025
    if (const int after = dash(k); after > k) {
      const int m = digits(after);
      if (m == 4 && value(after, 4) >= 1840 && value(after, 4) <= 2199) return year_tail(after + 4);
      if (m == 2 && at(after + 2) == U'年') return year_tail(after + 2);
    }
    const int s = space(k);
    if (at(s) != U'年') {
      // 2021、2022年
      if ((at(k) == U'、' || at(k) == U'和') && digits(k + 1) == 4 && at(k + 5) == U'年') return k;
      // A bare year: nothing to count follows.
      const bool plausible = y >= 1949 && y <= 2100;
      const bool counts = lexicon().units.at(t_, k, within_.end) || at(k) == U'余' || at(k) == U'多' ||
                          at(k) == U'万' || at(k) == U'亿' || at(k) == U'.' || at(k) == U'%' || is_latin(at(k));
      return plausible && !counts && bare_year_place(i, k) ? k : i;
    }
    k = year_tail(s);
    // 2年 of 2023年 with a counting word: 2023年 is always a date at four digits.
    if (at(k - 1) != U'年') return k;
    const int m = space(k);
    const int md = digits(m);
    if (md >= 1 && md <= 2) {
      if (const int end = month(m); end > m) return end;
    }
    return k;
  }

  // “2025中国…”, (2025), 2025— : where a number of a thousand things would carry its unit.
  bool bare_year_place(int i, int end) const {
    const char32_t before = at(i - 1), after = at(end);
    return before == U'(' || before == U'[' || after == U')' || after == U']' || after == U'\0' ||
           base::is_han(after) || before == U'、' || base::is_space(after) || is_boundary(after) ||
           base::is_han(before);
  }

  // 7月, 1-11月, 1月27日, 7、8月
  int month(int i) const {
    const int n = digits(i);
    if (n == 0 || n > 2 || value(i, n) < 1 || value(i, n) > 12) return i;
    int k = space(i + n);
    if (at(k) != U'月') {
      int after = dash(k);
      if (after == k && (at(k) == U'、' || at(k) == U'和')) after = k + 1;
      if (after == k) return i;
      const int m = digits(after);
      if (m == 0 || m > 2 || value(after, m) > 12 || value(after, m) < 1) return i;
      if (at(after + m) == U'月')
        k = after + m;
      else
        return i;
    }
    ++k;
    if (at(k) == U'份' || at(k) == U'底' || at(k) == U'末' || at(k) == U'初') return k + 1;
    const int d = space(k);
    const int dn = digits(d);
    if (dn >= 1 && dn <= 2) {
      if (const int end = day(d); end > d) return end;
    }
    // 1月至11月
    if (const int after = dash(k); after > k) {
      if (const int end = month(after); end > after) return end;
    }
    return k;
  }

  // 7日, 4日至5日
  int day(int i) const {
    const int n = digits(i);
    if (n == 0 || n > 2 || value(i, n) < 1 || value(i, n) > 31) return i;
    const int k = space(i + n);
    if (at(k) == U'日') {
      if (const int after = dash(k + 1); after > k + 1) {
        if (const int end = day(after); end > after) return end;
        if (const int end = month(after); end > after) return end;
      }
      return k + 1;
    }
    const int after = dash(k);
    if (after > k) {
      const int m = digits(after);
      if (m >= 1 && m <= 2 && at(after + m) == U'日') return after + m + 1;
    }
    return i;
  }

  // 8:30, 07时41分, 2026-02-10 08:30:00
  int clock(int i) const {
    const int n = digits(i);
    if (n == 0 || n > 2 || value(i, n) > 24) return i;
    int k = i + n;
    // 6:35:59 alone may be the shares of three industries.
    const bool told = at(i - 1) == U' ' || at(i - 1) == U'日' || at(i - 1) == U'午' || at(i - 1) == U'\0';
    if (told && at(k) == U':' && digits(k + 1) == 2 && value(k + 1, 2) < 60 && at(k + 3) == U':' && digits(k + 4) == 2)
      return k + 6;
    if (at(k) == U'时' || at(k) == U'点') {
      const int m = digits(k + 1);
      if (m >= 1 && m <= 2 && at(k + 1 + m) == U'分') return k + 2 + m;
    }
    return i;
  }

  // 二〇二三年, 二零二五年
  int chinese_year(int i) const {
    static constexpr View kDigits = U"〇零一二三四五六七八九";
    int k = i;
    while (kDigits.find(at(k)) != View::npos && k - i < 5) ++k;
    return k - i == 4 && at(k) == U'年' ? year_tail(k) : i;
  }

  View t_;
  Span within_;
};

}  // namespace

Span date_at(View norm, int at, Span within) { return DateReader(norm, within, at).read(at); }

int last_year_in(View norm) {
  int found = 0;
  for (int i = 0; i + 4 < static_cast<int>(norm.size()); ++i) {
    const auto at = [&](int k) { return norm[static_cast<std::size_t>(k)]; };
    if (at(i + 4) != U'年' || (i > 0 && is_digit(at(i - 1)))) continue;
    int y = 0;
    bool ok = true;
    for (int k = 0; k < 4; ++k) {
      ok = ok && is_digit(at(i + k));
      y = y * 10 + static_cast<int>(at(i + k)) - static_cast<int>(U'0');
    }
    if (ok && y >= 1949 && y <= 2100) found = y;
  }
  return found;
}

}  // namespace reading
