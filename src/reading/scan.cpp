#include "reading/scan.hpp"

#include <algorithm>

#include "quantity/quantity.hpp"
#include "reading/dates.hpp"

namespace reading {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_latin(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= 0x391 && c <= 0x3C9) ||
         (c >= 0x2160 && c <= 0x217F);
}
bool is_chinese_numeral(char32_t c) { return View(U"〇零一二三四五六七八九十百千万亿两").find(c) != View::npos; }
bool is_boundary(char32_t c) { return View(U",;:。!?\n\r\t").find(c) != View::npos; }

std::u32string normalised(View text) {
  std::u32string out;
  out.reserve(text.size());
  for (const char32_t c : text) {
    char32_t n = base::to_half_width(c);
    switch (n) {
      case U'∶':
      case U'﹕':
      case U'︰':
        n = U':';
        break;
      case U'∕':
      case U'⁄':
        n = U'/';
        break;
      case U'–':
      case U'―':
      case U'─':
      case U'−':
      case U'‐':
        n = n == U'−' ? U'-' : U'—';
        break;
      case U'〜':
      case U'∼':
      case U'˜':
        n = U'~';
        break;
      case U'﹪':
        n = U'%';
        break;
      case U'﹐':
        n = U',';
        break;
      case U'〔':
        n = U'[';
        break;
      case U'〕':
        n = U']';
        break;
      case U'・':
      case U'•':
      case U'‧':
      case U'∙':
      case U'⋅':
        n = U'·';
        break;
      case 0xA0:
        n = U' ';
        break;
      default:
        break;
    }
    out.push_back(n);
  }
  return out;
}

namespace {

constexpr int kLongestQuotedName = 24;
constexpr int kLongestTitle = 80;

class Scanner {
 public:
  Scanner(View text, View norm, Span within) : raw_(text), t_(norm), within_(within) {}

  Scan run() {
    int i = within_.start;
    while (i < within_.end) {
      const int next = step(i);
      i = next > i ? next : i + 1;
    }
    share_points();
    drop_classes();
    return std::move(out_);
  }

 private:
  // 千亿级 is a figure where things of that size are counted (3个千亿级集群), else the name of a size.
  void drop_classes() {
    for (std::size_t i = 0; i < out_.numbers.size();) {
      const NumberToken& t = out_.numbers[i];
      const bool before = i > 0 && out_.numbers[i - 1].core.end == t.core.start && out_.numbers[i - 1].entry;
      bool after = false;
      if (i + 1 < out_.numbers.size()) {
        const View gap = part(t.core.end, out_.numbers[i + 1].core.start);
        after = gap.size() <= 10 && gap.find_first_of(U",;:。、") == View::npos && out_.numbers[i + 1].entry &&
                is_countable(out_.numbers[i + 1].entry->unit_class);
      }
      if (!t.class_line || before || after) {
        ++i;
        continue;
      }
      out_.nonfigures.push_back({t.core, "规模等级名"});
      out_.numbers.erase(out_.numbers.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  // 快3.4个、1个百分点: 个 alone is short for the unit behind it.
  void share_points() {
    for (std::size_t i = out_.numbers.size(); i-- > 1;) {
      NumberToken& a = out_.numbers[i - 1];
      const NumberToken& b = out_.numbers[i];
      if (a.unit != U"个" || !b.entry || b.entry->unit_class != UnitClass::point) continue;
      const View gap = part(a.core.end, b.core.start);
      if (gap != U"、" && gap != U"和" && gap != U"," && gap != U"及") continue;
      a.unit = b.unit;
      a.entry = b.entry;
    }
  }

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

  int name(int from, int to, std::string why) {
    out_.nonfigures.push_back({{from, to}, std::move(why)});
    return to;
  }

  // Each reader returns where it stopped, or `i` when it is not its turn.
  int step(int i) {
    const char32_t c = at(i);
    if (c == U'“' || c == U'‘' || c == U'"' || c == U'「') {
      if (const int end = quoted_name(i); end > i) return end;
    }
    if (c == U'《') {
      if (const int end = title(i); end > i) return end;
    }
    if (const int end = enumerator(i); end > i) return end;
    if (c == U'第') {
      if (const int end = ordinal(i); end > i) return end;
    }
    if (c == U'首' || c == U'榜') {
      for (const View word : {View(U"首位"), View(U"榜首")}) {
        if (!starts(i, word)) continue;
        out_.ordinals.push_back({{i, i + 2}, {1}, true});
        return i + 2;
      }
    }
    if (c == U'之' && starts(i, U"之首")) {
      out_.ordinals.push_back({{i, i + 2}, {1}, true});
      return i + 2;
    }
    if (c == U'前') {
      if (const int end = among_first(i); end > i) return end;
    }
    if (is_digit(c)) return arabic(i);
    if (c == U'-' && is_digit(at(i + 1)) && !is_digit(at(i - 1)) && !is_latin(at(i - 1)) && at(i - 1) != U'%' &&
        at(i - 1) != U']' && at(i - 1) != U')') {
      return arabic(i);
    }
    if (is_chinese_numeral(c)) return chinese(i);
    return i;
  }

  bool measures(int from, int to) const {
    for (int i = from; i < to; ++i) {
      if (!is_digit(at(i)) || is_digit(at(i + 1))) continue;
      const char32_t next = at(i + 1);
      if (next == U'%' || next == U'亿' || next == U'万') return true;
      if (const auto unit = lexicon().units.at(t_, i + 1, to);
          unit && unit.entry->unit_class != UnitClass::time && to - from > 12) {
        return true;
      }
    }
    return false;
  }

  // “十四五”, “1+15”: a short quotation with a number in it is a name.
  int quoted_name(int i) {
    static constexpr View kOpen = U"“‘\"「", kClose = U"”’\"」";
    const char32_t close = kClose[kOpen.find(at(i))];
    int end = i + 1;
    bool digits = false, numerals = false;
    while (end < within_.end && at(end) != close && at(end) != U'\n' && end - i <= 2 * kLongestQuotedName) {
      digits = digits || is_digit(at(end));
      numerals = numerals || is_chinese_numeral(at(end));
      ++end;
    }
    if (at(end) != close || end - i > 2 * kLongestQuotedName) return i;
    if (!digits && !numerals) return end + 1;
    if (digits && end - i > 8 && measures(i + 1, end)) return i;
    if (end - i > kLongestQuotedName) return i;
    return name(i, end + 1, "引号内的名称");
  }

  int title(int i) {
    int end = i + 1;
    bool digits = false;
    while (end < within_.end && at(end) != U'》' && at(end) != U'\n' && end - i <= kLongestTitle) {
      digits = digits || is_digit(at(end)) || is_chinese_numeral(at(end));
      ++end;
    }
    if (at(end) != U'》') return i;
    return digits ? name(i, end + 1, "文件或作品名") : end + 1;
  }

  bool at_line_start(int i) const {
    for (int k = i - 1; k >= within_.start; --k) {
      if (at(k) == U'\n' || at(k) == U'\t') return true;
      if (!base::is_space(at(k))) return false;
    }
    return true;
  }

  // 一、 (一) 1. ［1］ at the start of a line; [16] and (9) anywhere; 一是 after a stop.
  int enumerator(int i) {
    const char32_t c = at(i);
    if (c == U'(' || c == U'[') {
      int k = i + 1;
      while (k - i <= 3 && (is_digit(at(k)) || is_chinese_numeral(at(k)))) ++k;
      const bool closes = k > i + 1 && at(k) == (c == U'(' ? U')' : U']');
      if (closes && (c == U'[' || k - i <= 3)) return name(i, k + 1, c == U'[' ? "注释标号" : "序号");
      return i;
    }
    if (!is_digit(c) && !is_chinese_numeral(c)) return i;
    int k = i;
    while (k - i <= 2 && (is_digit(c) ? is_digit(at(k)) : is_chinese_numeral(at(k)))) ++k;
    if (k - i > 2) return i;
    if (at_line_start(i)) {
      const bool dot = at(k) == U'.' && !is_digit(at(k + 1));
      if (at(k) == U'、' || dot || (at(k) == U')' && is_digit(c))) return name(i, k + 1, "标题序号");
    }
    const bool after_stop = at_line_start(i) || is_boundary(at(i - 1));
    if (!is_digit(c) && after_stop && (at(k) == U'是' || (at(k) == U'要' && k - i == 1))) return name(i, k, "序号");
    return i;
  }

  // The Chinese whole number of a short run, for ordinals.
  static int small_number(View run) {
    if (run == U"十") return 10;
    const auto number = quantity::read_number(run);
    if (!number || number->length != static_cast<int>(run.size())) return 0;
    const auto whole = number->value.to_int64();
    return whole && *whole > 0 && *whole < 100000 ? static_cast<int>(*whole) : 0;
  }

  int numeral_end(int i) const {
    int k = i;
    if (is_digit(at(k))) {
      while (is_digit(at(k)) && k - i < 6) ++k;
    } else {
      while (is_chinese_numeral(at(k)) && k - i < 6) ++k;
    }
    return k;
  }

  int ordinal(int i) {
    const int start = i;
    OrdinalToken token;
    int k = i + 1;
    while (true) {
      const int end = numeral_end(k);
      const int position = end > k ? small_number(part(k, end)) : 0;
      if (position == 0) break;
      token.positions.push_back(position);
      token.span = {start, end};
      k = end;
      const bool listed = (at(k) == U'、' || at(k) == U'和') && (is_digit(at(k + 1)) || is_chinese_numeral(at(k + 1)));
      if (!listed) break;
      const int next_end = numeral_end(k + 1);
      if (at(next_end) != U'位' && at(next_end) != U'名' && at(next_end) != U'、' && at(next_end) != U'和') break;
      ++k;
    }
    if (token.positions.empty()) return i;
    k = token.span.end;
    if (at(k) == U'.' && is_digit(at(k + 1))) return name(i, numeral_end(k + 1), "序数");
    const bool place = (at(k) == U'位' && at(k + 1) != U'于') || (at(k) == U'名' && at(k + 1) != U'额');
    if (place) {
      token.span.end = k + 1;
      token.closed = true;
    }
    out_.ordinals.push_back(token);
    return token.span.end;
  }

  // 居全国前10位, 进入全国前三: ranks when something ranks before it.
  int among_first(int i) {
    const int end = numeral_end(i + 1);
    if (end == i + 1) return i;
    const int position = small_number(part(i + 1, end));
    const bool place = at(end) == U'位' || at(end) == U'名';
    const bool stops = is_boundary(at(end)) || at(end) == U'、' || at(end) == U'\0';
    const bool placed = lexicon().scopes.before(t_, i, within_.start).length > 0 || ends(i, U"居") || ends(i, U"列") ||
                        ends(i, U"进入") || ends(i, U"跻身");
    if (position == 0 || !placed || (!place && !stops)) return i;
    OrdinalToken token;
    token.positions = {position};
    token.span = {i, place ? end + 1 : end};
    token.closed = place;
    out_.ordinals.push_back(token);
    return token.span.end;
  }

  int alnum_end(int i) const {
    int k = i;
    while (is_digit(at(k)) || is_latin(at(k)) || View(U"._-+×·/&*").find(at(k)) != View::npos) ++k;
    while (k > i && View(U".-/").find(at(k - 1)) != View::npos) --k;
    return k;
  }
  int alnum_start(int i) const {
    int k = i;
    while (k > within_.start &&
           (is_digit(at(k - 1)) || is_latin(at(k - 1)) || View(U"._-+×·/&*").find(at(k - 1)) != View::npos))
      --k;
    return k;
  }

  struct Tail {
    std::u32string magnitude, unit;
    std::optional<UnitEntry> entry;
    int end = 0;
    Decimal factor = 1;
    bool over = false;
    bool found() const { return entry.has_value() || !magnitude.empty(); }
  };

  // [余|多] [万|亿] [余|多] unit [/unit] [余|多]
  Tail tail(int i) const {
    Tail out;
    int k = i;
    auto more = [&] {
      if ((at(k) == U'余' && at(k + 1) != U'额') ||
          (at(k) == U'多' && (at(k + 1) != U'元' || (is_magnitude(at(k - 1)) && at(k + 2) != U'化'))) ||
          at(k) == U'来') {
        const bool counts = at(k) != U'来' && (is_unit_start(k + 1) || is_magnitude(at(k + 1)));
        if (counts) out.over = true, ++k;
      }
    };
    while (at(k) == U' ' && k - i < 2) ++k;
    more();
    auto unit = unit_at(k);
    if (!unit || is_magnitude(at(k))) {
      for (const View magnitude : {View(U"万亿"), View(U"百万"), View(U"千万"), View(U"百亿"), View(U"千亿"),
                                   View(U"亿"), View(U"万"), View(U"千"), View(U"百")}) {
        if (!starts(k, magnitude)) continue;
        const int after = k + static_cast<int>(magnitude.size());
        if (unit && unit.length > static_cast<int>(magnitude.size())) break;  // 千瓦
        if ((magnitude == U"千" || magnitude == U"百") && !is_unit_start(after) && at(after) != U'余' &&
            at(after) != U'多')
          break;
        if (magnitude.front() == U'百') out.factor = 100;
        if (magnitude.front() == U'千') out.factor = 1000;
        out.magnitude = magnitude.back() == U'万' ? U"万" : magnitude.back() == U'亿' ? U"亿" : U"";
        if (magnitude == U"万亿") out.magnitude = U"万亿";
        k = after;
        more();
        unit = unit_at(k);
        break;
      }
    }
    out.unit = out.magnitude;
    if (unit) {
      out.entry = *unit.entry;
      std::u32string word = unit.entry->word;
      if (word == U"元人民币" || word == U"人民币元") word = U"元";
      out.unit += word;
      k += unit.length;
      // 元/人·月, 元每平方米
      while (at(k) == U'/' || at(k) == U'·' || at(k) == U'每') {
        int n = lexicon().units.at(t_, k + 1, within_.end).length;
        if (n == 0 && View(U"月年日天人吨亩户时").find(at(k + 1)) != View::npos) n = 1;
        if (n == 0 || is_digit(at(k + 1))) break;
        out.unit += at(k) == U'每' ? U'/' : at(k);
        out.unit += part(k + 1, k + 1 + n);
        k += 1 + n;
      }
      // 8条(个): another word for the same unit
      if (at(k) == U'(') {
        const auto other = lexicon().units.at(t_, k + 1, within_.end);
        if (other && at(k + 1 + other.length) == U')') k += other.length + 2;
      }
      if ((at(k) == U'多' && (is_boundary(at(k + 1)) || at(k + 1) == U'、' || at(k + 1) == U'\0')) ||
          starts(k, U"有余") || (at(k) == U'余' && at(k + 1) != U'额')) {
        out.over = true;
        k += starts(k, U"有余") ? 2 : 1;
      }
    }
    out.end = k;
    return out;
  }

  static bool is_magnitude(char32_t c) { return c == U'万' || c == U'亿' || c == U'千' || c == U'百'; }
  WordTable<UnitEntry>::Hit unit_at(int k) const {
    auto hit = lexicon().units.at(t_, k, within_.end);
    if (!hit) return hit;
    if (is_latin(at(k)) && is_latin(at(k + hit.length))) return {};
    const auto guard = lexicon().unit_guards.at(t_, k, within_.end);
    if (guard && guard.length > hit.length) return {};
    return hit;
  }
  bool is_unit_start(int k) const { return unit_at(k).length > 0; }

  void qualify_after(NumberToken& token) const {
    int k = token.core.end;
    if (at(k) == U'(' && starts(k, U"(含)")) k += 3;
    if (const auto hit = lexicon().qualifiers_after.at(t_, k, within_.end)) {
      const View word = part(k, k + hit.length);
      if (word == U"余" || word == U"多") return;
      token.qualifier = hit.entry->qualifier;
      token.above = hit.entry->above;
      token.core.end = k + hit.length;
    }
  }

  int clause_start(int i) const {
    int k = i;
    while (k > within_.start && i - k < 40 && (!is_boundary(at(k - 1)) || (at(k - 1) == U':' && is_digit(at(k))))) --k;
    return k;
  }

  int arabic(int i) {
    const bool minus = at(i) == U'-';
    if (const Span date = date_at(t_, i, within_); !minus && !date.empty()) return name(i, date.end, "日期或年份");

    const auto number = quantity::read_number(raw_.substr(i, std::min(within_.end - i, 64)));
    if (!number || number->length == 0) {
      const int end = std::max(alnum_end(i), i + 1);
      return name(i, end, "编号");
    }
    int end = i + number->length;
    const char32_t before = at(i - 1), after = at(end);
    auto formula_sign = [](char32_t c) {
      return c == U'+' || c == U'×' || c == U'·' || c == U'&' || c == U'*' || c == U'#' || c == U'_';
    };
    auto whole_name = [&](std::string why) {
      const int from = alnum_start(i);
      while (!out_.nonfigures.empty() && out_.nonfigures.back().span.start >= from) out_.nonfigures.pop_back();
      while (!out_.numbers.empty() && out_.numbers.back().core.end > from) out_.numbers.pop_back();
      return name(from, std::max(end, alnum_end(i)), std::move(why));
    };
    if (formula_sign(before) || formula_sign(after)) return whole_name("带符号的名称");

    Tail unit = tail(end);
    if (is_latin(after) && !unit.entry) return whole_name("字母数字名称");
    if (is_latin(before) || (before == U'-' && !minus && is_latin(at(i - 2)))) {
      // GDP5000亿元 measures, T800 does not.
      int letters = i - 1;
      while (is_latin(at(letters - 1))) --letters;
      const bool word = i - letters >= 3 && is_latin(before);
      if (!(word && unit.entry)) return whole_name("字母数字名称");
    }
    if (const auto why = name_around(i, end, unit, Numerals::arabic); !why.text.empty())
      return name(why.start, why.end, why.text);

    NumberToken token;
    token.number = {i, end};
    token.value = number->value * unit.factor;
    token.fraction = number->fraction;
    if (after == U':' && is_digit(at(end + 1))) return ratio(token);
    range(token, unit);
    take(token, unit);
    if (token.ratio.empty() && unit.entry) {
      const std::string why = time_span(token);
      if (!why.empty()) return name(token.number.start, token.core.end, why);
    }
    return keep(token);
  }

  struct Why {
    int start = 0, end = 0;
    std::string text;
  };

  // The words right at the number that make it a name.
  Why name_around(int i, int end, const Tail& unit, Numerals numerals) const {
    auto fits = [&](const NameEntry& entry) { return entry.numerals == Numerals::any || entry.numerals == numerals; };
    if (unit.magnitude.empty()) {
      const int unit_length = unit.entry ? unit.end - end : 0;
      const auto hit = lexicon().names_after.at(t_, end, within_.end);
      if (hit && fits(*hit.entry) && hit.length >= unit_length) return {i, end + hit.length, hit.entry->why};
    } else if (const auto hit =
                   lexicon().names_after.at(t_, end + static_cast<int>(unit.magnitude.size()), within_.end);
               hit && fits(*hit.entry) && unit.end <= end + static_cast<int>(unit.magnitude.size()) + hit.length &&
               View(hit.entry->why == "规格等级" ? U"级" : U"") == U"级") {
      return {i, end + static_cast<int>(unit.magnitude.size()) + hit.length, hit.entry->why};
    }
    if (const auto hit = lexicon().names_before.before(t_, i, within_.start); hit && fits(*hit.entry)) {
      return {i, end, hit.entry->why};
    }
    // 2个1类新药
    if (unit.unit == U"类" && !out_.numbers.empty() && out_.numbers.back().core.end == i) return {i, unit.end, "类别"};
    if (unit.unit == U"类" && is_digit(at(unit.end))) return {i, unit.end, "归纳性列举词"};
    if (at(i - 1) == U'每' && !(unit.entry && unit.entry->unit_class == UnitClass::money)) {
      return {i, std::max(end, unit.end), "指标名内的基数"};
    }
    if (at(i - 1) == U'前' && unit.entry &&
        (unit.unit == U"%" || unit.unit == U"个月" || unit.unit == U"年" || unit.unit == U"个季度")) {
      return {i, unit.end, unit.unit == U"%" ? "榜单分段" : "时段"};
    }
    return {};
  }

  // 24小时, 15分钟, 3岁以下, 5年: a figure only where something lasts, ends or is measured by it.
  std::string time_span(const NumberToken& token) const {
    if (token.entry->unit_class != UnitClass::time || ends(token.number.start, U"连续")) return {};
    const View unit = token.entry->word;
    const View before = part(clause_start(token.number.start), token.number.start);
    auto said = [&](std::initializer_list<View> words) {
      return std::any_of(words.begin(), words.end(), [&](View w) { return before.find(w) != View::npos; });
    };
    if (unit == U"岁") return said({U"寿命", U"年龄"}) ? "" : "年龄限定";
    if (unit == U"年" || unit == U"学年") {
      if (said({U"年限", U"寿命", U"周期", U"缩短", U"提前", U"工期"})) return {};
      return "时段";
    }
    if (unit == U"个月" || unit == U"天" || unit == U"周" || unit == U"星期" || unit == U"个工作日" ||
        unit == U"工作日" || unit == U"个自然日" || unit == U"课时" || unit == U"学时" || unit == U"个学时")
      return {};
    if (!token.magnitude.empty()) return {};
    if (said({U"时间", U"时长", U"用时", U"耗时", U"压缩", U"缩短", U"平均", U"累计", U"时限", U"降至", U"减至"}))
      return {};
    return "服务时间";
  }

  int ratio(NumberToken& token) {
    token.ratio = {token.value};
    int k = token.number.end;
    while (at(k) == U':' && is_digit(at(k + 1))) {
      const auto next = quantity::read_number(raw_.substr(k + 1, std::min(within_.end - k - 1, 40)));
      if (!next) break;
      token.ratio.push_back(next->value);
      k += 1 + next->length;
    }
    token.number.end = token.core.end = k;
    token.core.start = token.number.start;
    if (token.ratio.size() == 2 &&
        part(clause_start(token.number.start), token.number.start).find(U"比") == View::npos) {
      return name(token.number.start, k, "时刻或版式");
    }
    out_.numbers.push_back(token);
    return k;
  }

  // 1-2个, 4.5%—5%, 3至5个: token takes the upper end and the unit behind it.
  void range(NumberToken& token, Tail& unit) const {
    const int lower_end = token.number.end;
    const int after_unit = unit.found() ? unit.end : lower_end;
    for (const int k : {lower_end, after_unit}) {
      int s = k;
      if (at(s) == U'-' || at(s) == U'~' || at(s) == U'至' || at(s) == U'到') {
        ++s;
      } else if (at(s) == U'—') {
        s += at(s + 1) == U'—' ? 2 : 1;
      } else {
        continue;
      }
      if (!is_digit(at(s))) continue;
      const auto upper = quantity::read_number(raw_.substr(s, std::min(within_.end - s, 40)));
      if (!upper) continue;
      Tail upper_unit = tail(s + upper->length);
      if (!upper_unit.entry && unit.entry) continue;
      if (unit.entry && upper_unit.unit != unit.unit) continue;
      if (upper->value * upper_unit.factor <= token.value) continue;
      token.value_max = upper->value * upper_unit.factor;
      token.number.end = s + upper->length;
      unit = upper_unit;
      return;
    }
  }

  void take(NumberToken& token, const Tail& unit) const {
    token.core = {token.number.start, unit.found() ? unit.end : token.number.end};
    token.magnitude = unit.magnitude;
    token.unit = unit.unit;
    token.entry = unit.entry;
    if (unit.over) token.qualifier = Qualifier::over;
    qualify_after(token);
    if (token.value_max) token.qualifier = Qualifier::range;
    if (at(token.core.end) == U'级' && token.entry && token.entry->unit_class == UnitClass::money) {
      token.core.end += 1;
      token.class_line = true;
    }
    if (!token.entry && !token.magnitude.empty() && at(token.core.end) == U'级') {
      token.core.end += 1;
      token.class_line = true;
    }
  }

  int keep(NumberToken& token) {
    static constexpr View kStreak = U"连续";
    if (token.entry && ends(token.number.start, kStreak)) {
      const UnitClass c = token.entry->unit_class;
      if (c == UnitClass::time || c == UnitClass::occasion || c == UnitClass::event) {
        token.streak = true;
        token.core.start = token.number.start - 2;
      }
    }
    out_.numbers.push_back(token);
    return token.core.end;
  }

  // --- Chinese numerals -------------------------------------------------------------------------------------------

  int chinese(int i) {
    if (const Span date = date_at(t_, i, within_); !date.empty()) return name(i, date.end, "日期或年份");
    int run_end = i;
    while (is_chinese_numeral(at(run_end))) ++run_end;
    // 上千家, 近百个, 超亿元: a round number after a word that says how near.
    if (const int end = round_number(i, run_end); end > i) return end;
    const auto number = quantity::read_number(raw_.substr(i, std::min(within_.end - i, 40)));
    if (!number) return run_end;
    int end = i + number->length;
    Tail unit = tail(end);
    NumberToken token;
    token.number = {i, end};
    token.value = number->value * unit.factor;
    if (starts(i, U"万亿") && number->length == 1) {  // one 万亿
      unit = tail(i);
      token.value = 1;
    }
    token.chinese = true;
    token.fraction = number->fraction;
    if (number->percent) {
      unit.unit = U"%";
      unit.end = end;
      unit.entry = *lexicon().units.find(U"%");
      take(token, unit);
      return keep(token);
    }
    if (number->fraction) {
      token.core = token.number;
      qualify_after(token);
      return keep(token);
    }
    if (ends(i, U"连续") && unit.entry) {
      take(token, unit);
      return keep(token);
    }
    if (const auto why = name_around(i, end, unit, Numerals::chinese); !why.text.empty())
      return name(why.start, why.end, why.text);
    if (!chinese_counts(token, unit)) {
      // 三条底线, 五大流域: the number sums up what is named beside it.
      if (unit.entry && unit.magnitude.empty() && end - i == 1 && at(i) != U'一' &&
          unit.entry->unit_class == UnitClass::thing) {
        return name(i, unit.end, "归纳性列举词");
      }
      return std::max(end, i + 1);
    }
    take(token, unit);
    return keep(token);
  }

  bool near_word_before(int i) const {
    if (const auto hit = lexicon().qualifiers_before.before(t_, i, within_.start)) {
      const auto guard = lexicon().number_words.before(t_, i, within_.start);
      return !(guard && *guard.entry == NumberWordRole::guard && guard.length > hit.length);
    }
    return false;
  }
  bool carried(int i, UnitClass unit_class = UnitClass::thing) const {
    if (near_word_before(i)) return true;
    if (const auto hit = lexicon().changes.before(t_, i, within_.start)) {
      const bool ratio =
          unit_class == UnitClass::multiple || unit_class == UnitClass::tenth || unit_class == UnitClass::point;
      if (hit.entry->form == ChangeForm::to || ratio) return true;
    }
    const auto word = lexicon().number_words.before(t_, i, within_.start);
    if (!word || *word.entry != NumberWordRole::carrier) return false;
    static constexpr View kFirm[] = {U"达", U"达到", U"占", U"占到", U"共", U"共计", U"合计", U"总计", U"突破"};
    const View w = part(i - word.length, i);
    return std::find(std::begin(kFirm), std::end(kFirm), w) != std::end(kFirm);
  }

  int round_number(int i, int run_end) {
    const View run = part(i, run_end);
    if (run != U"百" && run != U"千" && run != U"万" && run != U"亿") return i;
    const bool above = at(i - 1) == U'上' && at(i - 2) != U'以' && at(i - 2) != U'之' && at(i - 2) != U'线';
    if (!near_word_before(i) && !above) return i;
    const auto unit = unit_at(run_end);
    if (!unit) return i;
    if (const auto hit = lexicon().names_after.at(t_, run_end, within_.end); hit && hit.length > unit.length) return i;
    NumberToken token;
    token.chinese = true;
    token.number = {i, run_end};
    token.core = {i, run_end + unit.length};
    token.entry = *unit.entry;
    token.magnitude = run == U"万" || run == U"亿" ? std::u32string(run) : U"";
    token.value = run == U"百" ? 100 : run == U"千" ? 1000 : 1;
    token.unit = token.magnitude + unit.entry->word;
    if (above) {
      token.core.start = i - 1;
      token.qualifier = Qualifier::over;
    }
    qualify_after(token);
    return keep(token);
  }

  bool chinese_counts(const NumberToken& token, const Tail& unit) const {
    const int i = token.number.start, end = token.number.end;
    if (!unit.found()) return false;
    if (unit.entry && unit.entry->unit_class == UnitClass::tenth) {
      static constexpr View kNotAfter = U"为立功果长员都本效型绩熟品就分套";
      const View next(U"");
      (void)next;
      if (unit.unit.size() == 1 && kNotAfter.find(at(unit.end)) != View::npos) return false;
      return at(i) != U'一' || carried(i, UnitClass::tenth);
    }
    if (unit.entry && unit.entry->unit_class == UnitClass::multiple)
      return carried(i, UnitClass::multiple) || at(i - 1) == U'翻' || ends(i, U"是");
    if (unit.entry && unit.entry->unit_class == UnitClass::point) return carried(i, UnitClass::point);
    if (!unit.magnitude.empty()) {
      // 百亿元, 千万人次, 两万户
      if (at(unit.end) == U'级' || (unit.entry && unit.entry->unit_class == UnitClass::money)) return true;
      if (!unit.entry) return near_word_before(i);
      return carried(i) || (end - i >= 1 && !(at(i) == U'千' || at(i) == U'百'));
    }
    if (!unit.entry) return false;
    const UnitClass c = unit.entry->unit_class;
    if (carried(i) && at(i) != U'一') return true;
    if (c == UnitClass::time) return ends(i, U"提前") && at(i) != U'一';
    // 建成三座, 新增两家: made things, one by one.
    static constexpr View kMade = U"家座所台艘架列辆枚条";
    if (unit.unit.size() == 1 && kMade.find(unit.unit.front()) != View::npos && at(i) != U'一') {
      for (const View verb : {View(U"新增"), View(U"建成"), View(U"新建"), View(U"引进"), View(U"开通"), View(U"投用"),
                              View(U"获批"), View(U"净增")}) {
        if (ends(i, verb)) return true;
      }
    }
    return end - i >= 3;  // 三百二十个, 一百零八家
  }

  View raw_, t_;
  Span within_;
  Scan out_;
};

}  // namespace

Scan scan(View text, View norm, Span within) {
  JC_ASSERT(text.size() == norm.size());
  return Scanner(text, norm, within).run();
}

}  // namespace reading
