// The scanner behind scan(): reads a stretch of text from left to right and turns every number into a token or a name.
// Private to this room. scan.cpp: names and order; scan_arabic.cpp, scan_chinese.cpp: numbers; scan_units.cpp: what
// follows.
#pragma once

#include <algorithm>

#include "reading/scan.hpp"

namespace reading {

class Scanner {
 public:
  // `text` as written, `norm` its normalised form.
  Scanner(View text, View norm, Span within) : raw_(text), t_(norm), within_(within) {}

  Scan run();

 private:
  struct Tail {
    View magnitude;
    Text unit;
    const UnitEntry* entry = nullptr;
    int end = 0;
    int factor = 1;  // 百 and 千 before 万 or 亿, or alone
    bool over = false;
    Decimal of(const Decimal& number) const { return factor == 1 ? number : number * Decimal(factor); }
    bool found() const { return entry != nullptr || !magnitude.empty(); }
  };
  struct Why {
    int start = 0, end = 0;
    std::string_view text;
  };

  char32_t at(int i) const { return i >= within_.start && i < within_.end ? t_[static_cast<std::size_t>(i)] : U'\0'; }
  View part(int from, int to) const {
    from = std::clamp(from, within_.start, within_.end);
    to = std::clamp(to, from, within_.end);
    return t_.substr(from, to - from);
  }
  bool starts(int i, View word) const { return part(i, i + static_cast<int>(word.size())) == word; }
  bool ends(int i, View word) const {
    return i - within_.start >= static_cast<int>(word.size()) && part(i - static_cast<int>(word.size()), i) == word;
  }
  int name(int from, int to, std::string_view why) {
    out_.nonfigures.push_back({{from, to}, why});
    return to;
  }
  static bool is_magnitude(char32_t c) { return c == U'万' || c == U'亿' || c == U'千' || c == U'百'; }
  bool is_unit_start(int k) const { return unit_at(k).length > 0; }
  bool counts_a_streak(int unit) const;

  // Names, marks and the order in which things are tried. Each reader returns where it stopped, or `i` when it is not
  // its turn.
  int step(int i);
  bool measures(int from, int to) const;
  // “十四五”, “1+15”: a short quotation with a number in it is a name.
  int quoted_name(int i);
  int title(int i);
  bool at_line_start(int i) const;
  // 一、 (一) 1. ［1］ at the start of a line; [16] and (9) anywhere; 一是 after a stop.
  int enumerator(int i);
  // The Chinese whole number of a short run, for ordinals.
  static int small_number(View run);
  int numeral_end(int i) const;
  int ordinal(int i);
  // 居全国前10位, 进入全国前三: ranks when something ranks before it.
  int among_first(int i);
  // 千亿级 is a figure where things of that size are counted (3个千亿级集群), else the name of a size.
  void drop_classes();
  // 快3.4个、1个百分点: 个 alone is short for the unit behind it.
  void share_points();

  // Arabic numerals: 40.2亿元, 1-2个, 1/4.
  int alnum_end(int i) const;
  int alnum_start(int i) const;
  int clause_start(int i) const;
  int arabic(int i);
  // The words right at the number that make it a name.
  Why name_around(int i, int end, const Tail& unit, Numerals numerals) const;
  // 24小时, 15分钟, 3岁以下, 5年: a figure only where something lasts, ends or is measured by it.
  std::string_view time_span(const NumberToken& token) const;
  int ratio(NumberToken& token);
  // 1-2个, 4.5%—5%, 3至5个: token takes the upper end and the unit behind it.
  void range(NumberToken& token, Tail& unit) const;
  int keep(NumberToken& token);

  // Chinese numerals that count: 百亿元, 九成, 连续三年.
  int chinese(int i);
  bool near_word_before(int i) const;
  bool carried(int i, UnitClass unit_class = UnitClass::thing) const;
  int round_number(int i, int run_end);
  int bumper_years(NumberToken& token);
  // 连丰, 连增: behind the number, the same so many times running.
  bool in_a_row(int i) const { return at(i) == U'连' && View(U"增丰升涨降跌好快优").find(at(i + 1)) != View::npos; }
  // 断头路七条, 从九家增加到二十二家: small counts in words, where only a count can stand.
  bool stands_as_count(const NumberToken& token, const Tail& unit) const;
  bool chinese_counts(const NumberToken& token, const Tail& unit) const;

  // What follows the numerals: magnitude, unit, nearness.
  // [余|多] [万|亿] [余|多] unit [/unit] [余|多]
  Tail tail(int i) const;
  WordTable<UnitEntry>::Hit unit_at(int k) const;
  void qualify_after(NumberToken& token) const;
  void take(NumberToken& token, const Tail& unit) const;

  View raw_, t_;
  Span within_;
  Scan out_;
};

}  // namespace reading
