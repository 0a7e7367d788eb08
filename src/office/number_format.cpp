#include "office/number_format.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>

namespace office {
namespace {

// A number without sign as digits and the place of the point: 0.0123 is "123" with point -1.
struct Digits {
  std::string digits;  // no leading zeros; empty for zero
  int point = 0;       // digits before the point
};

Digits digits_of(std::string_view decimal) {
  Digits out;
  if (decimal.starts_with('-')) decimal.remove_prefix(1);
  bool after_point = false;
  for (char c : decimal) {
    if (c == '.') {
      after_point = true;
    } else if (out.digits.empty() && c == '0') {
      if (after_point) --out.point;
    } else {
      out.digits += c;
      if (!after_point) ++out.point;
    }
  }
  while (!out.digits.empty() && out.digits.back() == '0') out.digits.pop_back();
  if (out.digits.empty()) out.point = 0;
  return out;
}

// Half away from zero, as spreadsheets do, to `decimals` places after the point.
void round_to(Digits& n, int decimals) {
  const int keep = n.point + decimals;
  if (keep >= static_cast<int>(n.digits.size())) return;
  if (keep < 0) {
    n = {};
    return;
  }
  const auto at = static_cast<std::size_t>(keep);
  const bool up = n.digits[at] >= '5';
  n.digits.resize(at);
  if (up) {
    std::size_t i = at;
    while (i > 0 && n.digits[i - 1] == '9') n.digits[--i] = '0';
    if (i > 0) {
      ++n.digits[i - 1];
    } else {
      n.digits.insert(n.digits.begin(), '1');
      ++n.point;
    }
  }
  while (!n.digits.empty() && n.digits.back() == '0') n.digits.pop_back();
  if (n.digits.empty()) n.point = 0;
}

std::string whole_part(const Digits& n) {
  if (n.point <= 0) return {};
  std::string out = n.digits.substr(0, static_cast<std::size_t>(n.point));
  out.resize(static_cast<std::size_t>(n.point), '0');
  return out;
}

std::string after_point(const Digits& n) {
  std::string out;
  if (n.point < 0 && !n.digits.empty()) out.assign(static_cast<std::size_t>(-n.point), '0');
  if (n.point < static_cast<int>(n.digits.size()))
    out += n.digits.substr(static_cast<std::size_t>(std::max(0, n.point)));
  return out;
}

std::string plain(const Digits& n) {
  std::string out = whole_part(n);
  if (out.empty()) out = "0";
  const auto rest = after_point(n);
  if (!rest.empty()) out += "." + rest;
  return out;
}

std::string scientific(Digits n, int decimals, bool trimmed) {
  int exponent = n.digits.empty() ? 0 : n.point - 1;
  n.point -= exponent;
  round_to(n, decimals);
  if (n.point > 1) {
    --n.point;
    ++exponent;
  }
  std::string out = whole_part(n).empty() ? "0" : whole_part(n);
  std::string rest = after_point(n);
  if (!trimmed) rest.resize(static_cast<std::size_t>(decimals), '0');
  if (!rest.empty()) out += "." + rest;
  out += exponent < 0 ? "E-" : "E+";
  const auto size = std::to_string(std::abs(exponent));
  return out + (size.size() < 2 ? "0" : "") + size;
}

// General: eleven characters at most, the point counted; very large and very small numbers with an exponent.
std::string general(std::string_view decimal) {
  const bool minus = decimal.starts_with('-');
  const bool whole = decimal.find('.') == std::string_view::npos;
  if (decimal.size() <= 11 && (whole || !decimal.substr(minus ? 1 : 0).starts_with("0.000")))
    return std::string(decimal);
  Digits n = digits_of(decimal);
  std::string out = minus ? "-" : "";
  if (n.point > 11 || (n.point < -3 && static_cast<int>(n.digits.size()) - n.point > 9))
    return out + scientific(n, 5, true);
  round_to(n, std::max(0, 10 - std::max(1, n.point)));
  return out + plain(n);
}

constexpr std::pair<int, std::string_view> builtins[] = {{1, "0"},
                                                         {2, "0.00"},
                                                         {3, "#,##0"},
                                                         {4, "#,##0.00"},
                                                         {5, "¥#,##0;-¥#,##0"},
                                                         {6, "¥#,##0;-¥#,##0"},
                                                         {7, "¥#,##0.00;-¥#,##0.00"},
                                                         {8, "¥#,##0.00;-¥#,##0.00"},
                                                         {9, "0%"},
                                                         {10, "0.00%"},
                                                         {11, "0.00E+00"},
                                                         {12, "# ?/?"},
                                                         {13, "# ?\?/?\?"},
                                                         {14, "yyyy/m/d"},
                                                         {15, "d-mmm-yy"},
                                                         {16, "d-mmm"},
                                                         {17, "mmm-yy"},
                                                         {18, "h:mm AM/PM"},
                                                         {19, "h:mm:ss AM/PM"},
                                                         {20, "h:mm"},
                                                         {21, "h:mm:ss"},
                                                         {22, "yyyy/m/d h:mm"},
                                                         {27, "yyyy\"年\"m\"月\""},
                                                         {28, "m\"月\"d\"日\""},
                                                         {29, "m\"月\"d\"日\""},
                                                         {30, "m-d-yy"},
                                                         {31, "yyyy\"年\"m\"月\"d\"日\""},
                                                         {32, "h\"时\"mm\"分\""},
                                                         {33, "h\"时\"mm\"分\"ss\"秒\""},
                                                         {34, "上午/下午h\"时\"mm\"分\""},
                                                         {35, "上午/下午h\"时\"mm\"分\"ss\"秒\""},
                                                         {36, "yyyy\"年\"m\"月\""},
                                                         {37, "#,##0;-#,##0"},
                                                         {38, "#,##0;-#,##0"},
                                                         {39, "#,##0.00;-#,##0.00"},
                                                         {40, "#,##0.00;-#,##0.00"},
                                                         {41, "#,##0;-#,##0;\"-\""},
                                                         {42, "¥#,##0;-¥#,##0;¥\"-\""},
                                                         {43, "#,##0.00;-#,##0.00;\"-\"??"},
                                                         {44, "¥#,##0.00;-¥#,##0.00;¥\"-\"??"},
                                                         {45, "mm:ss"},
                                                         {46, "[h]:mm:ss"},
                                                         {47, "mm:ss.0"},
                                                         {48, "##0.0E+0"},
                                                         {49, "@"},
                                                         {50, "yyyy\"年\"m\"月\""},
                                                         {51, "m\"月\"d\"日\""},
                                                         {52, "yyyy\"年\"m\"月\""},
                                                         {53, "m\"月\"d\"日\""},
                                                         {54, "m\"月\"d\"日\""},
                                                         {55, "上午/下午h\"时\"mm\"分\""},
                                                         {56, "上午/下午h\"时\"mm\"分\"ss\"秒\""},
                                                         {57, "yyyy\"年\"m\"月\""},
                                                         {58, "m\"月\"d\"日\""}};

constexpr std::string_view chinese_digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

std::string chinese_each(int n) {
  std::string out;
  for (char c : std::to_string(n)) out += chinese_digits[c - '0'];
  return out;
}

// Up to 99, as months and days are said.
std::string chinese_counted(int n) {
  if (n < 10) return std::string(chinese_digits[n]);
  std::string out = n >= 20 ? std::string(chinese_digits[n / 10]) : std::string();
  out += "十";
  if (n % 10 != 0) out += chinese_digits[n % 10];
  return out;
}

std::string padded(int n, std::size_t width) {
  std::string out = std::to_string(n);
  if (out.size() < width) out.insert(0, width - out.size(), '0');
  return out;
}

constexpr std::string_view month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};
constexpr std::string_view day_names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::string_view chinese_days[] = {"日", "一", "二", "三", "四", "五", "六"};

char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

std::size_t character_size(std::string_view text) {
  const auto c = static_cast<unsigned char>(text[0]);
  return std::min<std::size_t>(text.size(), c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4);
}

}  // namespace

std::string plain_decimal(double value) {
  if (!std::isfinite(value)) return {};
  char buffer[64];
  auto scientific_digits = [&](int precision) {
    const auto written =
        precision < 0
            ? std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value), std::chars_format::scientific)
            : std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value), std::chars_format::scientific, precision);
    const std::string_view text(buffer, static_cast<std::size_t>(written.ptr - buffer));
    const auto e = text.find('e');
    int exponent = 0;
    const char* sign = text.data() + e + 1;
    std::from_chars(*sign == '+' ? sign + 1 : sign, text.data() + text.size(), exponent);
    Digits n = digits_of(text.substr(0, e));
    if (!n.digits.empty()) n.point += exponent;
    return n;
  };
  Digits n = scientific_digits(-1);
  if (n.digits.size() >= 16) {
    Digits fifteen = scientific_digits(14);
    if (fifteen.digits.size() <= 13) n = std::move(fifteen);
  }
  return (value < 0 && !n.digits.empty() ? "-" : "") + plain(n);
}

std::string plain_decimal(std::string_view text) {
  // Few digits and no exponent: the text is already the shortest.
  const std::string_view unsigned_text = text.substr(text.starts_with('-') ? 1 : 0);
  const bool simple = !unsigned_text.empty() && unsigned_text.size() <= 15 && unsigned_text[0] >= '0' &&
                      unsigned_text[0] <= '9' && unsigned_text.back() != '.' &&
                      std::count(unsigned_text.begin(), unsigned_text.end(), '.') <= 1 &&
                      std::all_of(unsigned_text.begin(), unsigned_text.end(),
                                  [](char c) { return (c >= '0' && c <= '9') || c == '.'; }) &&
                      (unsigned_text[0] != '0' || unsigned_text.size() == 1 || unsigned_text[1] == '.');
  if (simple) {
    std::string out(text);
    if (out.find('.') != std::string::npos) {
      while (out.back() == '0') out.pop_back();
      if (out.back() == '.') out.pop_back();
    }
    return out == "-0" ? "0" : out;
  }
  double value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return {};
  return plain_decimal(value);
}

std::string_view NumberFormat::builtin(int id) {
  for (const auto& [number, code] : builtins)
    if (number == id) return code;
  return "General";
}

NumberFormat::NumberFormat(std::string_view code) {
  code = code.substr(0, 1000);
  std::size_t start = 0;
  char quote = 0;
  for (std::size_t i = 0; i <= code.size(); ++i) {
    if (i == code.size() || (code[i] == ';' && quote == 0)) {
      sections_.push_back(parse(code.substr(start, i - start)));
      start = i + 1;
    } else if (quote != 0) {
      if (code[i] == quote) quote = 0;
    } else if (code[i] == '"') {
      quote = '"';
    } else if (code[i] == '[') {
      quote = ']';
    } else if (code[i] == '\\' && i + 1 < code.size()) {
      ++i;
    }
  }
  general_ = sections_.size() == 1 && sections_[0].tokens.size() == 1 && sections_[0].tokens[0].part == Part::general;
}

NumberFormat::Section NumberFormat::parse(std::string_view code) {
  Section s;
  auto literal = [&](std::string_view text) {
    if (!s.tokens.empty() && s.tokens.back().part == Part::literal) {
      s.tokens.back().text += text;
    } else {
      s.tokens.push_back({Part::literal, std::string(text)});
    }
  };
  auto last_of = [&](std::initializer_list<Part> parts) {
    for (auto it = s.tokens.rbegin(); it != s.tokens.rend(); ++it)
      if (it->part != Part::literal) return std::find(parts.begin(), parts.end(), it->part) != parts.end();
    return false;
  };
  bool after_dot = false, in_exponent = false;
  int pending_commas = 0;
  auto same_letter = [](std::string_view text) {
    std::size_t n = 1;
    while (n < text.size() && lower(text[n]) == lower(text[0])) ++n;
    return n;
  };
  while (!code.empty()) {
    const char c = code[0];
    std::size_t used = 1;
    if (c == '"') {
      const auto end = code.find('"', 1);
      literal(code.substr(1, end == std::string_view::npos ? end : end - 1));
      used = end == std::string_view::npos ? code.size() : end + 1;
    } else if (c == '\\' && code.size() > 1) {
      used = 1 + character_size(code.substr(1));
      literal(code.substr(1, used - 1));
    } else if (c == '_' && code.size() > 1) {
      used = 1 + character_size(code.substr(1));
    } else if (c == '*' && code.size() > 1) {
      used = 1 + character_size(code.substr(1));
    } else if (c == '[') {
      const auto end = code.find(']');
      const auto inside = code.substr(1, end == std::string_view::npos ? end : end - 1);
      used = end == std::string_view::npos ? code.size() : end + 1;
      if (inside.starts_with('$')) {
        literal(inside.substr(1, inside.find('-') == std::string_view::npos ? inside.npos : inside.find('-') - 1));
      } else if (inside == "DBNum1") {
        s.chinese = true;
      } else if (inside == "DBNum2") {
        s.capital = true;
      } else if (!inside.empty() && (inside[0] == '<' || inside[0] == '>' || inside[0] == '=')) {
        s.condition = inside[0];
        std::size_t skip = 1;
        if (inside.size() > 1 && (inside[1] == '=' || inside[1] == '>')) {
          s.condition = inside[1] == '>' ? '!' : inside[0] == '<' ? 'l' : 'g';
          skip = 2;
        }
        const auto number = inside.substr(skip);
        std::from_chars(number.data(), number.data() + number.size(), s.limit);
      } else if (!inside.empty() && std::string_view("hms").find(lower(inside[0])) != std::string_view::npos &&
                 same_letter(inside) == inside.size()) {
        s.tokens.push_back({Part::elapsed, std::string(1, lower(inside[0]))});
        s.time = true;
      }
    } else if (c == '0' || c == '#' || c == '?') {
      if (pending_commas > 0 && !after_dot) s.thousands = true;
      pending_commas = 0;
      s.tokens.push_back({Part::digit, std::string(1, c)});
      if (after_dot && !in_exponent) ++s.decimals;
    } else if (c == ',') {
      if (last_of({Part::digit}))
        ++pending_commas;
      else
        literal(",");
    } else if (c == '.') {
      if (last_of({Part::second}) && code.size() > 1 && code[1] == '0') {
        used = 1 + same_letter(code.substr(1));
        s.tokens.push_back({Part::fraction, std::string(code.substr(1, used - 1))});
      } else if (after_dot || s.date) {
        literal(".");
      } else {
        s.tokens.push_back({Part::point, "."});
        after_dot = true;
      }
    } else if (c == '%') {
      s.tokens.push_back({Part::percent, "%"});
      ++s.percents;
    } else if ((c == 'E' || c == 'e') && code.size() > 1 && (code[1] == '+' || code[1] == '-')) {
      s.tokens.push_back({Part::exponent, {}});
      in_exponent = true;
      used = 2;
    } else if (c == '@') {
      s.tokens.push_back({Part::text, {}});
    } else if (c == '/' && last_of({Part::digit})) {
      s.ratio = true;
    } else if (code.starts_with("General") || code.starts_with("GENERAL") || code.starts_with("general")) {
      s.tokens.push_back({Part::general, {}});
      used = 7;
    } else if (code.starts_with("G/通用格式")) {
      s.tokens.push_back({Part::general, {}});
      used = std::string_view("G/通用格式").size();
    } else if (code.starts_with("AM/PM") || code.starts_with("am/pm") || code.starts_with("A/P") ||
               code.starts_with("上午/下午")) {
      const bool chinese = !code.starts_with('A') && !code.starts_with('a');
      used = chinese ? std::string_view("上午/下午").size() : code.starts_with("A/P") ? 3 : 5;
      s.tokens.push_back({Part::am_pm, chinese ? "上午下午" : "AMPM"});
    } else if (std::string_view("ymdhseabg").find(lower(c)) != std::string_view::npos) {
      used = same_letter(code);
      const std::string letters(used, lower(c));
      switch (lower(c)) {
        case 'y':
        case 'e':
        case 'b':
          s.tokens.push_back({Part::year, lower(c) == 'y' && used <= 2 ? "yy" : "yyyy"});
          s.date = true;
          break;
        case 'm':
          if (last_of({Part::hour, Part::elapsed})) {
            s.tokens.push_back({Part::minute, letters});
            s.time = true;
          } else {
            s.tokens.push_back({Part::month, letters});
          }
          break;
        case 'd':
          s.tokens.push_back({Part::day, letters});
          s.date = true;
          break;
        case 'a':
          if (used >= 3) {
            s.tokens.push_back({Part::weekday, letters});
            s.date = true;
          } else {
            literal(code.substr(0, used));
          }
          break;
        case 'h':
          s.tokens.push_back({Part::hour, letters});
          s.time = true;
          break;
        case 's':
          // What stood before the seconds as a month was minutes.
          for (auto it = s.tokens.rbegin(); it != s.tokens.rend(); ++it) {
            if (it->part == Part::literal) continue;
            if (it->part == Part::month) it->part = Part::minute;
            break;
          }
          s.tokens.push_back({Part::second, letters});
          s.time = true;
          break;
        default:
          literal(code.substr(0, used));
      }
    } else {
      used = character_size(code);
      literal(code.substr(0, used));
    }
    code.remove_prefix(used);
  }
  s.scale = pending_commas;
  for (const auto& token : s.tokens)
    if (token.part == Part::month) s.date = true;
  return s;
}

void NumberFormat::show(std::string_view decimal, bool date1904, ShownNumber& out) const {
  out.kind = document::CellKind::number;
  out.percent = false;
  out.stored.assign(decimal);
  if (general_) {
    out.text = general(decimal);
    return;
  }
  bool minus = decimal.starts_with('-');
  const Section* chosen = nullptr;
  const bool conditional = std::any_of(sections_.begin(), sections_.end(), [](auto& s) { return s.condition != 0; });
  if (conditional) {
    double value = 0;
    std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
    for (const auto& s : sections_) {
      const bool fits = s.condition == 0     ? true
                        : s.condition == '<' ? value < s.limit
                        : s.condition == '>' ? value > s.limit
                        : s.condition == 'l' ? value <= s.limit
                        : s.condition == 'g' ? value >= s.limit
                        : s.condition == '=' ? value == s.limit
                                             : value != s.limit;
      if (!fits) continue;
      chosen = &s;
      break;
    }
    if (chosen == nullptr) chosen = &sections_.back();
  } else if (minus && sections_.size() >= 2) {
    chosen = &sections_[1];
    minus = false;
  } else if (decimal == "0" && sections_.size() >= 3) {
    chosen = &sections_[2];
  } else {
    chosen = &sections_[0];
  }
  if ((chosen->date || chosen->time) && show_date(*chosen, decimal, date1904, out)) return;
  show_number(*chosen, decimal, minus, out);
}

void NumberFormat::show_number(const Section& section, std::string_view decimal, bool minus, ShownNumber& out) const {
  out.text.clear();
  out.percent = section.percents > 0;
  const bool bare = section.date || section.time || section.ratio;
  int placeholders = 0, zeros = 0;
  bool before_point = true, has_exponent = false;
  for (const auto& token : section.tokens) {
    if (token.part == Part::point) before_point = false;
    if (token.part == Part::exponent) {
      has_exponent = true;
      break;
    }
    if (token.part == Part::digit && before_point) {
      ++placeholders;
      if (token.text == "0" || zeros > 0) ++zeros;
    }
  }
  if (bare) {
    out.text = general(decimal);
    return;
  }
  if (minus) out.text += '-';
  Digits n = digits_of(decimal);
  if (!n.digits.empty()) n.point += 2 * section.percents - 3 * section.scale;
  if (has_exponent) {
    out.text += scientific(n, section.decimals, false);
    return;
  }
  round_to(n, section.decimals);
  std::string whole = whole_part(n);
  if (static_cast<int>(whole.size()) < zeros) whole.insert(0, static_cast<std::size_t>(zeros) - whole.size(), '0');
  const std::string rest = after_point(n);
  int seen = 0;
  std::size_t given = 0;
  bool fraction = false;
  std::size_t fraction_at = 0;
  for (const auto& token : section.tokens) {
    switch (token.part) {
      case Part::literal:
        out.text += token.text;
        break;
      case Part::percent:
        out.text += '%';
        break;
      case Part::point: {
        if (placeholders == 0) out.text += whole;
        fraction = true;
        // "#." shows the point even without digits after it; nobody writes so for a wish.
        if (section.decimals > 0) out.text += '.';
        break;
      }
      case Part::digit:
        if (!fraction) {
          ++seen;
          const auto left = static_cast<std::size_t>(placeholders - seen);
          while (given < whole.size() && whole.size() - given > left) {
            out.text += whole[given++];
            const auto remaining = whole.size() - given;
            if (section.thousands && remaining > 0 && remaining % 3 == 0) out.text += ',';
          }
        } else {
          if (fraction_at < rest.size())
            out.text += rest[fraction_at];
          else if (token.text == "0")
            out.text += '0';
          ++fraction_at;
        }
        break;
      case Part::general:
        out.text += general(minus ? decimal.substr(1) : decimal.starts_with('-') ? decimal.substr(1) : decimal);
        break;
      case Part::text:
        out.text += general(decimal.starts_with('-') ? decimal.substr(1) : decimal);
        break;
      default:
        break;
    }
  }
  if (out.text.ends_with('.')) out.text.pop_back();
}

bool NumberFormat::show_date(const Section& section, std::string_view decimal, bool date1904, ShownNumber& out) const {
  namespace c = std::chrono;
  double serial = -1;
  std::from_chars(decimal.data(), decimal.data() + decimal.size(), serial);
  constexpr double last_day = 2958466;  // 10000-01-01
  if (!(serial >= 0) || serial >= last_day - (date1904 ? 1462 : 0)) return false;
  auto day = static_cast<int>(std::floor(serial));
  // Hundredths of a second: more than any format shows.
  auto ticks = static_cast<std::int64_t>(std::llround((serial - day) * 8'640'000.0));
  const bool shows_fraction =
      std::any_of(section.tokens.begin(), section.tokens.end(), [](auto& t) { return t.part == Part::fraction; });
  if (!shows_fraction) ticks = (ticks + 50) / 100 * 100;
  if (ticks >= 8'640'000) {
    ticks -= 8'640'000;
    ++day;
  }
  // Day 0 and day 60 of the 1900 count (29 February 1900) never were.
  if (section.date && !date1904 && (day == 0 || day == 60)) return false;
  const c::sys_days epoch = date1904 ? c::sys_days{c::year{1904} / 1 / 1} : c::sys_days{c::year{1899} / 12 / 30};
  // Before day 60 of the 1900 count all days are one off.
  const c::sys_days when = epoch + c::days{!date1904 && day < 60 ? day + 1 : day};
  const c::year_month_day date{when};
  const int year = static_cast<int>(date.year());
  const int month = static_cast<int>(static_cast<unsigned>(date.month()));
  const int of_month = static_cast<int>(static_cast<unsigned>(date.day()));
  const auto week = c::weekday{when}.c_encoding();
  const auto seconds = static_cast<int>(ticks / 100);
  const int hour = seconds / 3600, minute = seconds / 60 % 60, second = seconds % 60;
  const bool twelve =
      std::any_of(section.tokens.begin(), section.tokens.end(), [](auto& t) { return t.part == Part::am_pm; });
  const bool chinese = section.chinese || section.capital;

  out.text.clear();
  auto number = [&](int n, std::size_t width) { out.text += chinese ? chinese_counted(n) : padded(n, width); };
  for (const auto& token : section.tokens) {
    const auto width = token.text.size();
    switch (token.part) {
      case Part::year:
        if (chinese)
          out.text += width == 2 ? chinese_each(year % 100) : chinese_each(year);
        else
          out.text += width == 2 ? padded(year % 100, 2) : padded(year, 4);
        break;
      case Part::month: {
        const auto name = month_names[month - 1];
        if (width == 3)
          out.text += name.substr(0, 3);
        else if (width == 4)
          out.text += name;
        else if (width == 5)
          out.text += name.substr(0, 1);
        else
          number(month, width);
        break;
      }
      case Part::day:
        if (width == 3)
          out.text += day_names[week].substr(0, 3);
        else if (width >= 4)
          out.text += day_names[week];
        else
          number(of_month, width);
        break;
      case Part::weekday:
        out.text += (width >= 4 ? "星期" : "") + std::string(chinese_days[week]);
        break;
      case Part::hour:
        number(twelve ? (hour % 12 == 0 ? 12 : hour % 12) : hour, width);
        break;
      case Part::minute:
        number(minute, width);
        break;
      case Part::second:
        number(second, width);
        break;
      case Part::fraction:
        out.text += "." + padded(static_cast<int>(ticks % 100), 2).substr(0, width);
        break;
      case Part::am_pm:
        out.text += token.text == "AMPM" ? (hour < 12 ? "AM" : "PM") : (hour < 12 ? "上午" : "下午");
        break;
      case Part::elapsed: {
        const std::int64_t all = static_cast<std::int64_t>(day) * 86400 + seconds;
        out.text += std::to_string(token.text == "h" ? all / 3600 : token.text == "m" ? all / 60 : all);
        break;
      }
      case Part::digit:
      case Part::point:
      case Part::percent:
      case Part::literal:
        out.text += token.text;
        break;
      default:
        break;
    }
  }
  if (section.date) {
    out.kind = document::CellKind::date;
    out.stored = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(of_month, 2);
  }
  return true;
}

}  // namespace office
