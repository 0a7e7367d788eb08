#include "quantity/quantity.hpp"
#include "reading/dates.hpp"
#include "reading/scanner.hpp"
#include "reading/words.hpp"

namespace reading {

int Scanner::chinese(int i) {
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
  token.value = unit.of(number->value);
  // 三十四亿五千万元 is said in 亿, as it would be printed.
  if (unit.magnitude == U"万" && part(i, end).find(U'亿') != View::npos) {
    token.value = token.value / Decimal(10000);
    unit.magnitude = U"亿";
    unit.unit.replace(0, 1, U"亿");
  }
  if (starts(i, U"万亿") && number->length == 1) {  // one 万亿
    unit = tail(i);
    token.value = 1;
  }
  token.chinese = true;
  token.fraction = number->fraction;
  if (number->percent) {
    unit.unit = U"%";
    unit.end = end;
    unit.entry = lexicon().units.find(U"%");
    take(token, unit);
    return keep(token);
  }
  if (number->fraction) {
    token.core = token.number;
    qualify_after(token);
    return keep(token);
  }
  if (const int streak = bumper_years(token); streak > end) return streak;
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
  if (at(i - 1) == U'上' && at(i - 2) != U'以' && !unit.magnitude.empty() &&
      View(U"百千万亿").find(at(i)) != View::npos) {
    token.core.start = i - 1;
    if (token.qualifier == Qualifier::exact) token.qualifier = Qualifier::over;
  }
  return keep(token);
}

// 十五连丰, 九连增: so many years in a row, each the same.
int Scanner::bumper_years(NumberToken& token) {
  const int end = token.number.end;
  if (!in_a_row(end)) return end;
  if (at(end + 2) != U'\0' && base::is_han(at(end + 2)) && !ends(token.number.start, U"实现") &&
      View(U"和与及、").find(at(end + 2)) == View::npos)
    return end;
  token.entry = lexicon().units.find(U"年");
  token.unit = U"年";
  token.streak = true;
  token.core = {token.number.start, end + 2};
  out_.numbers.push_back(token);
  return token.core.end;
}

bool Scanner::near_word_before(int i) const {
  if (const auto hit = lexicon().qualifiers_before.before(t_, i, within_.start)) {
    const auto guard = lexicon().number_words.before(t_, i, within_.start);
    return !(guard && *guard.entry == NumberWordRole::guard && guard.length > hit.length);
  }
  return false;
}

bool Scanner::carried(int i, UnitClass unit_class) const {
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

int Scanner::round_number(int i, int run_end) {
  const View run = part(i, run_end);
  if (starts(run_end, U"分之")) return i;  // 不低于百分之八
  if (run != U"百" && run != U"千" && run != U"万" && run != U"亿") return i;
  const bool above = at(i - 1) == U'上' && at(i - 2) != U'以' && at(i - 2) != U'之' && at(i - 2) != U'线';
  const auto unit = unit_at(run_end);
  if (!unit) return i;
  // 亿元以上项目: a size that things are sorted by.
  const bool sorts = run == U"亿" && unit.entry->unit_class == UnitClass::money &&
                     (starts(run_end + unit.length, U"以上") || starts(run_end + unit.length, U"及以上") ||
                      starts(run_end + unit.length, U"项目") || starts(run_end + unit.length, U"产业项目"));
  if (!near_word_before(i) && !above && !sorts) return i;
  if (const auto hit = lexicon().names_after.at(t_, run_end, within_.end); hit && hit.length > unit.length) return i;
  NumberToken token;
  token.chinese = true;
  token.number = {i, run_end};
  token.core = {i, run_end + unit.length};
  token.entry = unit.entry;
  token.magnitude = run == U"万" ? View(U"万") : run == U"亿" ? View(U"亿") : View();
  token.value = run == U"百" ? 100 : run == U"千" ? 1000 : 1;
  token.unit = joint(token.magnitude, unit.entry->word);
  if (above) {
    token.core.start = i - 1;
    token.qualifier = Qualifier::over;
  }
  qualify_after(token);
  token.class_line = token.class_line || (sorts && token.core.end == run_end + unit.length);  // 亿元项目42个
  return keep(token);
}

bool Scanner::chinese_counts(const NumberToken& token, const Tail& unit) const {
  const int i = token.number.start, end = token.number.end;
  if (!unit.found()) return false;
  if (unit.entry && unit.entry->unit_class == UnitClass::tenth) {
    static constexpr View kNotAfter = U"为立功果长员都本效型绩熟品就分套";
    if (unit.unit.size() == 1 && kNotAfter.find(at(unit.end)) != View::npos) return false;
    return at(i) != U'一' || carried(i, UnitClass::tenth);
  }
  if (unit.entry && unit.entry->unit_class == UnitClass::multiple) {
    if (carried(i, UnitClass::multiple) || at(i - 1) == U'翻' || ends(i, U"是")) return true;
    // 是2011年的两倍多, 为线下的三倍
    const View before = part(clause_start(i), i);
    return at(i - 1) == U'的' && before.find_first_of(U"是为达") != View::npos;
  }
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
  if (end - i >= 3) return true;  // 三百二十个, 一百零八家
  return stands_as_count(token, unit);
}

bool Scanner::stands_as_count(const NumberToken& token, const Tail& unit) const {
  const int i = token.number.start, end = token.number.end;
  const UnitClass c = unit.entry->unit_class;
  if (c == UnitClass::time || c == UnitClass::place || at(i) == U'一' || unit.unit == U"届") return false;
  if (View(U"第每这那前后各首头另同").find(at(i - 1)) != View::npos) return false;
  const View before = part(clause_start(i), i);
  // 落实稳经济二十条: a paper called by the number of its articles.
  const bool paper = View(U"条项").find(unit.unit.front()) != View::npos && unit.unit.size() == 1;
  if (paper &&
      words::has_any(before, {U"落实", U"出台", U"制定", U"印发", U"执行", U"推出", U"兑现", U"政策", U"措施"}))
    return false;
  // 十五家, 八百张
  const bool compound = end - i >= 2 && part(i, end).find_first_of(U"十百千") != View::npos;
  const View after = part(unit.end, unit.end + 2);
  const bool programme = after.starts_with(U"民生") || after.starts_with(U"实事") || after.starts_with(U"惠民");
  if (compound && !programme && !paper) return true;
  // 从九家增加到二十二家
  if (ends(i, U"从") || ends(i, U"由")) {
    const View onward = part(unit.end, unit.end + 8);
    if (words::has_any(onward, {U"增加到", U"增加至", U"增至", U"提高到", U"提高至", U"发展到", U"扩大到", U"减少到",
                                U"减少至", U"减至", U"降至", U"降到"}))
      return true;
  }
  // 打通断头路七条。
  const char32_t next = at(unit.end);
  const bool closes = next == U'\0' || is_boundary(next) || next == U'、' || next == U'(';
  static constexpr View kThings = U"家座所台艘架列辆枚条处项个户宗株头只块幢栋套间张盏";
  return closes && before.size() >= 4 && base::is_han(at(i - 1)) && unit.unit.size() == 1 &&
         kThings.find(unit.unit.front()) != View::npos &&
         View(U"分有为是等共下列述出提抓守紧").find(at(i - 1)) == View::npos;
}
}  // namespace reading
