#include "quantity/quantity.hpp"
#include "reading/dates.hpp"
#include "reading/scanner.hpp"

namespace reading {

int Scanner::alnum_end(int i) const {
  int k = i;
  while (is_digit(at(k)) || is_latin(at(k)) || View(U"._-+×·/&*").find(at(k)) != View::npos) ++k;
  while (k > i && View(U".-/").find(at(k - 1)) != View::npos) --k;
  return k;
}

int Scanner::alnum_start(int i) const {
  int k = i;
  while (k > within_.start &&
         (is_digit(at(k - 1)) || is_latin(at(k - 1)) || View(U"._-+×·/&*").find(at(k - 1)) != View::npos))
    --k;
  return k;
}

int Scanner::clause_start(int i) const {
  int k = i;
  while (k > within_.start && i - k < 40 && (!is_boundary(at(k - 1)) || (at(k - 1) == U':' && is_digit(at(k))))) --k;
  return k;
}

int Scanner::arabic(int i) {
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
  auto whole_name = [&](std::string_view why) {
    const int from = alnum_start(i);
    while (!out_.nonfigures.empty() && out_.nonfigures.back().span.start >= from) out_.nonfigures.pop_back();
    while (!out_.numbers.empty() && out_.numbers.back().core.end > from) out_.numbers.pop_back();
    return name(from, std::max(end, alnum_end(i)), why);
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
  token.value = unit.of(number->value);
  token.fraction = number->fraction;
  if (after == U':' && is_digit(at(end + 1))) return ratio(token);
  range(token, unit);
  take(token, unit);
  // 6亩以下(不含6亩): whether the bound itself belongs.
  if ((ends(i, U"不含") || ends(i, U"(含")) && at(token.core.end) == U')' && !out_.numbers.empty() &&
      out_.numbers.back().value == token.value)
    return name(i, token.core.end, "界限的说明");
  if (token.ratio.empty() && unit.entry) {
    const std::string_view why = time_span(token);
    if (!why.empty()) return name(token.number.start, token.core.end, why);
  }
  return keep(token);
}

Scanner::Why Scanner::name_around(int i, int end, const Tail& unit, Numerals numerals) const {
  auto fits = [&](const NameEntry& entry) { return entry.numerals == Numerals::any || entry.numerals == numerals; };
  if (unit.magnitude.empty()) {
    const int unit_length = unit.entry ? unit.end - end : 0;
    const auto hit = lexicon().names_after.at(t_, end, within_.end);
    if (hit && fits(*hit.entry) && hit.length >= unit_length) return {i, end + hit.length, hit.entry->why};
  } else if (const auto hit = lexicon().names_after.at(t_, end + static_cast<int>(unit.magnitude.size()), within_.end);
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

std::string_view Scanner::time_span(const NumberToken& token) const {
  if (token.entry->unit_class != UnitClass::time || ends(token.number.start, U"连续")) return {};
  const View unit = token.entry->word;
  const View before = part(clause_start(token.number.start), token.number.start);
  auto said = [&](std::initializer_list<View> words) {
    return std::any_of(words.begin(), words.end(), [&](View w) { return before.find(w) != View::npos; });
  };
  if (unit == U"岁") return said({U"寿命", U"年龄"}) ? std::string_view() : "年龄限定";
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

int Scanner::ratio(NumberToken& token) {
  constexpr std::size_t kMostParts = 12;  // 1:2:3:… without end compares nothing
  token.ratio = {{token.value, token.number}};
  int k = token.number.end;
  while (at(k) == U':' && is_digit(at(k + 1))) {
    const auto next = quantity::read_number(raw_.substr(k + 1, std::min(within_.end - k - 1, 40)));
    if (!next) break;
    token.ratio.push_back({next->value, {k + 1, k + 1 + next->length}});
    k += 1 + next->length;
  }
  if (token.ratio.size() > kMostParts) return name(token.number.start, k, "编号");
  token.number.end = token.core.end = k;
  token.core.start = token.number.start;
  if (token.ratio.size() == 2 && part(clause_start(token.number.start), token.number.start).find(U"比") == View::npos) {
    return name(token.number.start, k, "时刻或版式");
  }
  // 缩小到2.3:1以内
  if (token.ratio.size() == 2) {
    if (const auto hit = lexicon().qualifiers_after.at(t_, k, within_.end)) {
      token.qualifier = hit.entry->qualifier;
      token.above = hit.entry->above;
      token.core.end = k + hit.length;
    }
  }
  out_.numbers.push_back(token);
  return token.core.end;
}

void Scanner::range(NumberToken& token, Tail& unit) const {
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
    if (upper_unit.of(upper->value) <= token.value) continue;
    token.value_max = upper_unit.of(upper->value);
    token.number.end = s + upper->length;
    unit = upper_unit;
    return;
  }
}

int Scanner::keep(NumberToken& token) {
  static constexpr View kStreak = U"连续";
  if (token.entry && ends(token.number.start, kStreak)) {
    const UnitClass c = token.entry->unit_class;
    if (c == UnitClass::time || c == UnitClass::occasion || c == UnitClass::event) {
      token.streak = true;
      token.core.start = token.number.start - 2;
    }
  }
  const int end = token.core.end;
  out_.numbers.push_back(std::move(token));
  return end;
}
}  // namespace reading
