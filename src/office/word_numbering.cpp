#include "office/word_numbering.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace office {
namespace {

using markup::Element;

int to_int(std::optional<std::string_view> text, int otherwise) {
  if (!text) return otherwise;
  int value = otherwise;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  return error == std::errc() && end == text->data() + text->size() ? value : otherwise;
}

int value_of(Element e, int otherwise) { return to_int(e.local_attribute("val"), otherwise); }

std::string string_of(Element e) { return std::string(e.local_attribute("val").value_or("")); }

std::u32string chinese(int n, std::u32string_view digits, std::u32string_view places, bool ten_alone) {
  if (n <= 0 || n > 9999) return base::u32(std::to_string(n));
  std::u32string out;
  bool gap = false;
  for (int place = 3, unit = 1000; place >= 0; --place, unit /= 10) {
    const int digit = n / unit % 10;
    if (digit == 0) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += digits[0];
    gap = false;
    if (!(ten_alone && place == 1 && digit == 1 && out.empty())) out += digits[static_cast<std::size_t>(digit)];
    if (place > 0) out += places[static_cast<std::size_t>(place - 1)];
  }
  return out;
}

std::u32string roman(int n) {
  if (n <= 0 || n > 3999) return base::u32(std::to_string(n));
  static constexpr std::pair<int, std::u32string_view> parts[] = {
      {1000, U"M"}, {900, U"CM"}, {500, U"D"}, {400, U"CD"}, {100, U"C"}, {90, U"XC"}, {50, U"L"},
      {40, U"XL"},  {10, U"X"},   {9, U"IX"},  {5, U"V"},    {4, U"IV"},  {1, U"I"}};
  std::u32string out;
  for (const auto& [value, letters] : parts)
    for (; n >= value; n -= value) out += letters;
  return out;
}

std::u32string letters(int n, char32_t first) {
  if (n <= 0) return base::u32(std::to_string(n));
  // Word repeats the letter: z, aa, bb.
  return std::u32string(static_cast<std::size_t>(std::min((n - 1) / 26 + 1, 50)),
                        first + static_cast<char32_t>((n - 1) % 26));
}

std::u32string one_of(std::u32string_view row, int n) {
  if (n <= 0 || n > static_cast<int>(row.size())) return base::u32(std::to_string(n));
  return std::u32string(1, row[static_cast<std::size_t>(n - 1)]);
}

std::u32string lower(std::u32string text) {
  for (char32_t& c : text)
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
  return text;
}

bool needs_no_space_after(char32_t c) { return c >= 0x2E80 || c == U'、' || c == U')' || c == U'.'; }

}  // namespace

std::u32string number_text(int n, std::string_view format) {
  if (format == "none" || format == "bullet") return {};
  if (format == "chineseCounting" || format == "chineseCountingThousand" || format == "taiwaneseCounting" ||
      format == "taiwaneseCountingThousand" || format == "japaneseCounting")
    return chinese(n, U"〇一二三四五六七八九", U"十百千", true).find(U'〇') == std::u32string::npos
               ? chinese(n, U"〇一二三四五六七八九", U"十百千", true)
               : chinese(n, U"零一二三四五六七八九", U"十百千", true);
  if (format == "chineseLegalSimplified" || format == "ideographLegalTraditional")
    return chinese(n, U"零壹贰叁肆伍陆柒捌玖", U"拾佰仟", false);
  if (format == "ideographDigital" || format == "taiwaneseDigital" || format == "japaneseDigitalTenThousand") {
    std::u32string out;
    for (char c : std::to_string(n))
      out += c >= '0' && c <= '9' ? U"〇一二三四五六七八九"[c - '0'] : static_cast<char32_t>(c);
    return out;
  }
  if (format == "ideographTraditional") return one_of(U"甲乙丙丁戊己庚辛壬癸", n);
  if (format == "ideographZodiac") return one_of(U"子丑寅卯辰巳午未申酉戌亥", n);
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese")
    return n >= 1 && n <= 20 ? std::u32string(1, U'①' + static_cast<char32_t>(n - 1)) : base::u32(std::to_string(n));
  if (format == "decimalEnclosedParen")
    return n >= 1 && n <= 20 ? std::u32string(1, U'⑴' + static_cast<char32_t>(n - 1)) : base::u32(std::to_string(n));
  if (format == "decimalEnclosedFullstop")
    return n >= 1 && n <= 20 ? std::u32string(1, U'⒈' + static_cast<char32_t>(n - 1)) : base::u32(std::to_string(n));
  if (format == "ideographEnclosedCircle")
    return n >= 1 && n <= 10 ? std::u32string(1, U'㊀' + static_cast<char32_t>(n - 1)) : base::u32(std::to_string(n));
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") {
    std::u32string out = base::u32(std::to_string(n));
    for (char32_t& c : out)
      if (c >= U'0' && c <= U'9') c += U'０' - U'0';
    return out;
  }
  if (format == "decimalZero" && n >= 0 && n < 10) return U"0" + base::u32(std::to_string(n));
  if (format == "upperRoman") return roman(n);
  if (format == "lowerRoman") return lower(roman(n));
  if (format == "upperLetter") return letters(n, U'A');
  if (format == "lowerLetter") return letters(n, U'a');
  return base::u32(std::to_string(n));
}

WordNumbering::WordNumbering(Element root) {
  auto read_level = [](Element e) {
    Level level;
    level.start = value_of(e.child("start"), 1);
    level.restart = value_of(e.child("lvlRestart"), -1);
    if (const auto format = e.child("numFmt")) level.format = string_of(format);
    level.text = base::u32(string_of(e.child("lvlText")));
    level.style = string_of(e.child("pStyle"));
    const auto legal = e.child("isLgl");
    level.legal = legal && string_of(legal) != "0" && string_of(legal) != "false";
    level.space_after = string_of(e.child("suff")) != "nothing";
    return level;
  };
  for (Element e : root) {
    if (e.local_name() == "abstractNum") {
      Levels levels;
      for (Element child : e) {
        if (child.local_name() != "lvl") continue;
        const int at = to_int(child.local_attribute("ilvl"), -1);
        if (at >= 0 && at < 9) levels[static_cast<std::size_t>(at)] = read_level(child);
      }
      definitions_[to_int(e.local_attribute("abstractNumId"), -1)] = levels;
    } else if (e.local_name() == "num") {
      List list;
      list.definition = value_of(e.child("abstractNumId"), -1);
      for (Element child : e) {
        if (child.local_name() != "lvlOverride") continue;
        const int at = to_int(child.local_attribute("ilvl"), -1);
        if (at < 0 || at >= 9) continue;
        if (const auto start = child.child("startOverride")) list.starts[at] = value_of(start, 1);
        if (const auto level = child.child("lvl")) list.levels[at] = read_level(level);
      }
      lists_[to_int(e.local_attribute("numId"), -1)] = list;
    }
  }
}

const WordNumbering::Level* WordNumbering::level_of(const List& list, int level) const {
  if (const auto own = list.levels.find(level); own != list.levels.end()) return &own->second;
  const auto definition = definitions_.find(list.definition);
  return definition == definitions_.end() ? nullptr : &definition->second[static_cast<std::size_t>(level)];
}

int WordNumbering::level_for_style(int num_id, std::string_view style_id) const {
  const auto list = lists_.find(num_id);
  if (list == lists_.end()) return 0;
  for (int level = 0; level < 9; ++level)
    if (const auto* l = level_of(list->second, level); l != nullptr && !style_id.empty() && l->style == style_id)
      return level;
  return 0;
}

std::u32string WordNumbering::next_label(int num_id, int level) {
  const auto found = lists_.find(num_id);
  if (found == lists_.end() || level < 0 || level >= 9) return {};
  const List& list = found->second;
  const Level* own = level_of(list, level);
  if (own == nullptr) return {};

  auto& counters = counters_[list.definition];
  if (used_.insert(num_id).second)
    for (const auto& [at, start] : list.starts) counters[static_cast<std::size_t>(at)] = start - 1;
  auto& counter = counters[static_cast<std::size_t>(level)];
  counter = counter ? *counter + 1 : own->start;
  for (int above = 0; above < level; ++above) {
    auto& c = counters[static_cast<std::size_t>(above)];
    if (!c) c = level_of(list, above)->start;
  }
  for (int below = level + 1; below < 9; ++below) {
    const int restart = level_of(list, below)->restart;
    if (restart == 0 || (restart > 0 && level + 1 > restart)) continue;
    counters[static_cast<std::size_t>(below)].reset();
  }

  if (own->format == "bullet") return {};
  std::u32string label;
  for (std::size_t i = 0; i < own->text.size(); ++i) {
    const char32_t digit = i + 1 < own->text.size() ? own->text[i + 1] : U'\0';
    if (own->text[i] == U'%' && digit >= U'1' && digit <= U'9') {
      const int at = static_cast<int>(digit - U'1');
      const auto value = counters[static_cast<std::size_t>(at)];
      if (value) label += number_text(*value, own->legal && at != level ? "decimal" : level_of(list, at)->format);
      ++i;
    } else {
      label += own->text[i];
    }
  }
  if (!label.empty() && own->space_after && !needs_no_space_after(label.back())) label += U' ';
  return label;
}

}  // namespace office
