// Months as tables write them.
#include <array>

#include "reading/tables_words.hpp"

namespace reading::tables {

namespace {

using View = std::u32string_view;

char32_t at(View text, std::size_t i) { return i < text.size() ? text[i] : U'\0'; }
bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_dash(char32_t c) { return c == U'-' || c == U'至' || c == U'到'; }

std::size_t digits(View text, std::size_t i, int& value) {
  std::size_t n = 0;
  value = 0;
  while (n < 9 && digit(at(text, i + n))) value = value * 10 + static_cast<int>(text[i + n++] - U'0');
  return n;
}

// 2023年, 23年, 二〇二三年, 2023年度.
std::size_t year_word(View text, std::size_t i, std::optional<int>& year) {
  int value = 0;
  std::size_t n = digits(text, i, value);
  if (n == 0) {
    constexpr View numerals = U"〇一二三四五六七八九";
    for (; n < 4; ++n) {
      const auto c = at(text, i + n) == U'零' || at(text, i + n) == U'○' ? U'〇' : at(text, i + n);
      const auto found = numerals.find(c);
      if (found == View::npos) return 0;
      value = value * 10 + static_cast<int>(found);
    }
  }
  if (n == 2) value += 2000;
  if ((n != 2 && n != 4) || value < 1949 || value > 2100 || at(text, i + n) != U'年') return 0;
  year = value;
  n += 1;
  if (at(text, i + n) == U'度') ++n;
  return n;
}

std::size_t month_word(View text, std::size_t i, int& month) {
  const std::size_t n = digits(text, i, month);
  if (n == 0 || n > 2 || month < 1 || month > 12 || at(text, i + n) != U'月') return 0;
  return n + 1 + (at(text, i + n + 1) == U'份' ? 1 : 0);
}

struct Named {
  View word;
  int first, last;
  bool quarter;
};
constexpr std::array named = {
    Named{U"上半年", 1, 6, false},  Named{U"下半年", 7, 12, false},   Named{U"前三季度", 1, 9, false},
    Named{U"前三季", 1, 9, false},  Named{U"前3季度", 1, 9, false},   Named{U"1-2季度", 1, 6, false},
    Named{U"1-3季度", 1, 9, false}, Named{U"1-4季度", 1, 12, false},  Named{U"一至三季度", 1, 9, false},
    Named{U"全年", 1, 12, false},   Named{U"第一季度", 1, 3, true},   Named{U"第二季度", 4, 6, true},
    Named{U"第三季度", 7, 9, true}, Named{U"第四季度", 10, 12, true}, Named{U"一季度", 1, 3, true},
    Named{U"二季度", 4, 6, true},   Named{U"三季度", 7, 9, true},     Named{U"四季度", 10, 12, true},
    Named{U"1季度", 1, 3, true},    Named{U"2季度", 4, 6, true},      Named{U"3季度", 7, 9, true},
    Named{U"4季度", 10, 12, true},  Named{U"Q1", 1, 3, true},         Named{U"Q2", 4, 6, true},
    Named{U"Q3", 7, 9, true},       Named{U"Q4", 10, 12, true},
};

// 1-9月, 1月至9月, 前9个月, 9月末, 上半年.
std::size_t stretch(View text, std::size_t i, Months& out) {
  for (const auto& entry : named) {
    if (!text.substr(std::min(i, text.size())).starts_with(entry.word)) continue;
    out.first = entry.first;
    out.last = entry.last;
    out.quarter = entry.quarter;
    std::size_t n = entry.word.size();
    if (at(text, i + n) == U'末') {
      out.end = true;
      ++n;
    }
    return n;
  }
  int first = 0, last = 0;
  if (at(text, i) == U'前') {
    const std::size_t n = digits(text, i + 1, last);
    if (n > 0 && last >= 1 && last <= 12 && text.substr(i + 1 + n).starts_with(U"个月")) {
      out.first = 1;
      out.last = last;
      return n + 3;
    }
    return 0;
  }
  std::size_t n = digits(text, i, first);
  if (n == 0 || n > 2 || first < 1 || first > 12) return 0;
  std::size_t next = i + n;
  const bool has_month = at(text, next) == U'月';
  if (has_month) next += at(text, next + 1) == U'份' ? 2 : 1;
  if (is_dash(at(text, next))) {
    std::optional<int> again;
    const std::size_t year = year_word(text, next + 1, again);
    if (const std::size_t m = month_word(text, next + 1 + year, last); m > 0 && last > first) {
      out.first = first;
      out.last = last;
      next += 1 + year + m;
      if (at(text, next) == U'末' || at(text, next) == U'底') ++next;
      return next - i;
    }
  }
  if (!has_month) return 0;
  int day = 0;
  if (const std::size_t d = digits(text, next, day); d > 0 && (at(text, next + d) == U'日' || d <= 2)) return 0;
  out.first = out.last = first;
  if (at(text, next) == U'末' || at(text, next) == U'底') {
    out.end = true;
    ++next;
  }
  return next - i;
}

// 2023-09, 2023/9, 2023.09, 202309, 2023Q3: where nothing else follows.
std::size_t numeric(View text, std::size_t i, Months& out) {
  int year = 0, month = 0;
  if (i > 0 && digit(text[i - 1])) return 0;
  const std::size_t n = digits(text, i, year);
  if (n == 6 && year / 100 >= 1990 && year / 100 <= 2100 && year % 100 >= 1 && year % 100 <= 12) {
    out.year = year / 100;
    out.first = out.last = year % 100;
    return 6;
  }
  if (n != 4 || year < 1990 || year > 2100) return 0;
  const char32_t mark = at(text, i + 4);
  if (mark == U'Q') {
    if (const std::size_t q = stretch(text, i + 4, out); q > 0) {
      out.year = year;
      return 4 + q;
    }
  }
  if (mark != U'-' && mark != U'/' && mark != U'.') return 0;
  const std::size_t m = digits(text, i + 5, month);
  if (m == 0 || m > 2 || month < 1 || month > 12) return 0;
  std::size_t end = i + 5 + m;
  if (at(text, end) == mark) {  // 2023/9/1: the first of a month stands for the month
    int day = 0;
    const std::size_t d = digits(text, end + 1, day);
    if (d == 0 || day != 1) return 0;
    end += 1 + d;
  }
  out.year = year;
  out.first = out.last = month;
  return end - i;
}

}  // namespace

std::size_t months_at(View text, std::size_t i, Months& out) {
  Months found;
  std::size_t n = year_word(text, i, found.year);
  if (n > 0) {
    n += stretch(text, i + n, found);
    out = found;
    return n;
  }
  n = numeric(text, i, found);
  if (n == 0 && (i == 0 || !digit(text[i - 1]))) n = stretch(text, i, found);
  if (n > 0) out = found;
  return n;
}

Months months_in(View text) {
  Months year_only;
  for (std::size_t i = 0; i < text.size(); ++i) {
    Months found;
    const std::size_t n = months_at(text, i, found);
    if (n == 0) continue;
    int day = 0;
    if (found.last == 0) {
      // 2023年10月20日: a day of publication says nothing of months.
      int month = 0;
      const std::size_t m = digits(text, i + n, month);
      if (m > 0 && at(text, i + n + m) == U'月' && digits(text, i + n + m + 1, day) > 0) {
        i += n + m + 2;
        continue;
      }
      if (year_only.empty()) year_only = found;
      i += n - 1;
      continue;
    }
    if (!found.year) found.year = year_only.year;
    return found;
  }
  return year_only;
}

}  // namespace reading::tables
