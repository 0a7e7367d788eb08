#include "reading/tables_words.hpp"

#include <algorithm>
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "quantity/quantity.hpp"
#include "reading/lexicon.hpp"

namespace reading::tables {

namespace {

struct Word {
  std::string kind, meaning;
};
using Words = WordTable<Word>;

const Words& words() {
  static const Words table = [] {
    Words out;
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/tables/header_words.csv"));
    JC_ASSERT(csv.has_value());
    for (std::size_t i = 0; i < csv->size(); ++i) {
      out.add(plain_text(base::u32(csv->at(i, "word"))), {csv->at(i, "kind"), csv->at(i, "meaning")});
    }
    return out;
  }();
  return table;
}

Measure measure_named(const std::string& name) {
  static const std::map<std::string, Measure> all = {{"value", Measure::value},
                                                     {"growth", Measure::growth},
                                                     {"change", Measure::change},
                                                     {"index", Measure::index},
                                                     {"share", Measure::share},
                                                     {"rank", Measure::rank},
                                                     {"plan", Measure::plan},
                                                     {"progress", Measure::progress},
                                                     {"difference", Measure::difference},
                                                     {"contribution", Measure::contribution}};
  const auto found = all.find(name);
  JC_ASSERT(found != all.end());
  return found->second;
}

Role role_named(const std::string& name) {
  static const std::map<std::string, Role> all = {
      {"indicator", Role::indicator}, {"area", Role::area},     {"period", Role::period},   {"unit", Role::unit},
      {"remark", Role::remark},       {"serial", Role::serial}, {"project", Role::project}, {"other", Role::other}};
  const auto found = all.find(name);
  JC_ASSERT(found != all.end());
  return found->second;
}

bool is_digit_char(char32_t c) { return c >= U'0' && c <= U'9'; }

// What a word adds to a label. A growth beside a value (累计完成同比) is the growth.
void take(Label& label, const Word& word) {
  if (word.kind == "estimate") label.estimate = true;
  if (word.kind == "done") label.done = true;
  if (word.kind == "vintage") label.revised = word.meaning == "new";
  const bool superseded = word.kind == "vintage" && word.meaning == "old";
  if (superseded) label.measure = Measure::superseded;
  if (word.kind == "measure" || word.kind == "done" || word.kind == "estimate") {
    const Measure measure = word.kind == "measure" ? measure_named(word.meaning) : Measure::value;
    if (label.measure == Measure::none || label.measure == Measure::value) {
      label.measure = measure;
    } else if (label.measure == Measure::growth && measure != Measure::value && measure != Measure::growth) {
      label.measure = measure;  // 增速排名, 增速贡献率
    }
  } else if (word.kind == "span") {
    label.span = word.meaning == "cumulative" ? facts::Span::cumulative
                 : word.meaning == "current"  ? facts::Span::current
                                              : facts::Span::point;
  } else if (word.kind == "year") {
    label.year_shift = -1;
  } else if (word.kind == "month") {
    label.month_shift = -1;
  } else if (word.kind == "basis") {
    label.basis = facts::canonical_basis(word.meaning);
    if (word.meaning == "环比" || word.meaning.ends_with("平均")) {
      if (label.measure == Measure::none) label.measure = Measure::growth;
    }
  }
}

bool is_filler(char32_t c) {
  constexpr View fillers = U":,;.、/-+~·|=“”\"'《》%。和及与的中";
  return fillers.find(c) != View::npos;
}

// A name of the table that holds the word itself (城镇登记失业率, 能耗总量) keeps it.
bool belongs_to_name(View text, View word, const facts::NamesTable& names) {
  const std::string utf8 = base::to_utf8(text);
  const auto* indicator = names.find(utf8);
  if (indicator == nullptr) return false;
  const Word* known = words().find(word);
  const bool growth = known != nullptr && known->meaning == "growth";
  const auto is_text = [&](const std::string& name) { return plain_text(base::u32(name)) == text; };
  if (!growth && (is_text(indicator->name) || std::ranges::any_of(indicator->aliases, is_text))) return true;
  return facts::fold_name(utf8).find(base::to_utf8(word)) != std::string::npos;
}

// Takes months and header words off both ends until nothing more is known.
void strip_ends(std::u32string& text, Label& label, const facts::NamesTable& names) {
  bool again = true;
  while (again && !text.empty()) {
    again = false;
    if (is_filler(text.front()) && text.front() != U'%') {
      text.erase(0, 1);
      again = true;
      continue;
    }
    Months months;
    if (const std::size_t n = months_at(text, 0, months); n > 0 && !belongs_to_name(text, text.substr(0, n), names)) {
      if (label.months.empty())
        label.months = months;
      else if (label.months.last == 0 && months.last != 0) {
        const auto year = label.months.year;
        label.months = months;
        if (!label.months.year) label.months.year = year;
      }
      text.erase(0, n);
      again = true;
      continue;
    }
    const int size = static_cast<int>(text.size());
    if (const auto hit = words().at(text, 0, size)) {
      const View word = View(text).substr(0, static_cast<std::size_t>(hit.length));
      const bool whole = hit.length == size;
      if (hit.entry->kind != "role" && hit.entry->kind != "note" && hit.entry->kind != "attribute" &&
          (whole || !belongs_to_name(text, word, names)) &&
          (whole || hit.entry->kind == "span" || hit.entry->kind == "year" || hit.entry->kind == "month" ||
           hit.entry->kind == "basis" || hit.entry->kind == "noise" || hit.entry->kind == "estimate" ||
           hit.entry->kind == "vintage" || words().find(View(text)) != nullptr ||
           names.find(base::to_utf8(View(text).substr(static_cast<std::size_t>(hit.length)))) != nullptr ||
           words().at(text, hit.length, size) || is_filler(text[static_cast<std::size_t>(hit.length)]))) {
        take(label, *hit.entry);
        text.erase(0, static_cast<std::size_t>(hit.length));
        again = true;
        continue;
      }
    }
    if (const auto hit = words().before(text, size, 0)) {
      const View word = View(text).substr(static_cast<std::size_t>(size - hit.length));
      // 余额 alone heads a column; behind a name it belongs to it.
      const bool behind_name = hit.length != size;
      const View before = View(text).substr(0, static_cast<std::size_t>(size - hit.length));
      // 新开工项目个数: 数 is no word of its own unless what stands before it is complete.
      const bool part_of_word = word == U"数" && behind_name && names.find(base::to_utf8(before)) == nullptr &&
                                !words().before(text, size - hit.length, 0);
      const bool kept = (word == U"余额" && behind_name) || part_of_word;
      if (hit.entry->kind != "role" && hit.entry->kind != "note" && hit.entry->kind != "attribute" && !kept &&
          !belongs_to_name(text, word, names)) {
        take(label, *hit.entry);
        text.resize(static_cast<std::size_t>(size - hit.length));
        again = true;
        continue;
      }
    }
    if (is_filler(text.back()) || text.back() == U'±') {
      if (text.back() == U'%' && label.units.empty()) label.units.emplace_back("%");
      text.pop_back();
      again = true;
    }
  }
}

bool is_note_mark(char32_t c) { return (c >= U'①' && c <= U'⑳') || c == U'*' || c == U'※'; }

// 注1), 注①, ①, * at the end.
std::string take_mark(std::u32string& text) {
  std::size_t end = text.size();
  std::size_t begin = end;
  while (begin > 0 && is_note_mark(text[begin - 1])) --begin;
  if (begin == end) {
    std::size_t i = end;
    if (i > 0 && (text[i - 1] == U')' || text[i - 1] == U']')) --i;
    std::size_t d = i;
    while (d > 0 && is_digit_char(text[d - 1])) --d;
    if (d > 0 && text[d - 1] == U'注' && (d < i || i == end)) {
      begin = d - 1;
      if (begin > 0 && (text[begin - 1] == U'(' || text[begin - 1] == U'[')) --begin;
    }
  } else if (begin > 0 && text[begin - 1] == U'注') {
    --begin;
  }
  if (begin == end) return {};
  std::string mark;
  for (const char32_t c : text.substr(begin)) {
    if (is_digit_char(c) || is_note_mark(c)) mark += base::to_utf8(std::u32string(1, c));
  }
  text.resize(begin);
  return mark;
}

// 单位:亿元、% anywhere in a label or title; taken out with the brackets around it.
void take_units(std::u32string& text, Label& label) {
  for (const View head : {View(U"计量单位:"), View(U"金额单位:"), View(U"单位:")}) {
    const auto found = text.find(head);
    if (found == std::u32string::npos) continue;
    std::size_t end = found + head.size();
    int depth = 0;
    while (end < text.size()) {
      if (text[end] == U'(') ++depth;
      if (text[end] == U')' && --depth < 0) break;
      ++end;
    }
    View list = View(text).substr(found + head.size(), end - found - head.size());
    // The list may be followed by other words (单位:亿元 2023年9月): as far as it holds units.
    std::size_t size = list.size();
    std::vector<std::string> units;
    while (size > 0 && (units = units_of(list.substr(0, size))).empty()) --size;
    if (size == 0) continue;
    label.units = units;
    std::size_t begin = found;
    std::size_t stop = found + head.size() + size;
    if (begin > 0 && text[begin - 1] == U'(' && stop < text.size() && text[stop] == U')') {
      --begin;
      ++stop;
    }
    text.erase(begin, stop - begin);
    return;
  }
}

void take_bracket(View inside, Label& label, const facts::NamesTable& names, bool& known) {
  known = true;
  if (auto units = units_of(inside); !units.empty()) {
    label.units = units;
    return;
  }
  if (inside == U"错月" || inside == U"错月数据" || inside == U"错月数" || inside == U"滞后一个月") {
    label.lagged = true;
    return;
  }
  for (const View hundred : {View(U"上年同期=100"), View(U"上年=100"), View(U"上年同月=100"), View(U"去年同期=100"),
                             View(U"以上年同期为100"), View(U"以上年为100")}) {
    if (inside == hundred) {
      label.hundred = true;
      return;
    }
  }
  std::u32string rest(inside);
  Label inner;
  strip_ends(rest, inner, names);
  if (!rest.empty()) {
    known = false;
    label.remarks.emplace_back(inside);
    return;
  }
  if (!inner.months.empty()) label.months = inner.months;
  if (inner.measure != Measure::none) label.measure = inner.measure;
  if (inner.span) label.span = inner.span;
  if (!inner.basis.empty()) label.basis = inner.basis;
  if (!inner.units.empty()) label.units = inner.units;
  label.year_shift += inner.year_shift;
  label.month_shift += inner.month_shift;
}

// Brackets that say something of a header are taken; others stay with the name.
void take_brackets(std::u32string& text, Label& label, const facts::NamesTable& names) {
  std::size_t from = 0;
  while (from < text.size()) {
    const auto open = text.find(U'(', from);
    if (open == std::u32string::npos) return;
    int depth = 0;
    std::size_t close = open;
    for (; close < text.size(); ++close) {
      if (text[close] == U'(') ++depth;
      if (text[close] == U')' && --depth == 0) break;
    }
    if (close >= text.size()) return;
    bool known = false;
    const std::u32string inside = text.substr(open + 1, close - open - 1);
    take_bracket(inside, label, names, known);
    if (known) {
      text.erase(open, close - open + 1);
      from = open;
    } else {
      from = close + 1;
    }
  }
}

// 一、 (一) 1. 2、 before a name.
void drop_number(std::u32string& text) {
  constexpr View numerals = U"一二三四五六七八九十";
  std::size_t i = 0;
  const bool bracket = !text.empty() && text[0] == U'(';
  if (bracket) i = 1;
  const std::size_t start = i;
  while (i < text.size() && numerals.find(text[i]) != View::npos) ++i;
  if (i == start) {
    while (i < text.size() && is_digit_char(text[i]) && i - start < 3) ++i;
  }
  if (i == start || i >= text.size()) return;
  const bool ended = bracket
                         ? text[i] == U')'
                         : text[i] == U'、' || (text[i] == U'.' && i + 1 < text.size() && !is_digit_char(text[i + 1]));
  if (ended) text.erase(0, i + 1);
}

void take_part_words(std::u32string& text, Label& label) {
  bool again = true;
  while (again) {
    again = false;
    for (const View word : {View(U"其中:"), View(U"其中"), View(U"#"), View(U"*")}) {
      if (text.starts_with(word) && text.size() > word.size()) {
        text.erase(0, word.size());
        label.part = again = true;
      }
    }
  }
}

}  // namespace

std::u32string plain_text(View text) {
  std::u32string out;
  for (char32_t c : text) {
    c = base::to_half_width(c);
    if (base::is_space(c) || c == U'\u200B' || c == U'\u00AD') continue;
    if (c == U'—' || c == U'–' || c == U'―' || c == U'−' || c == U'~' || c == U'～' || c == U'‐' || c == U'‑') c = U'-';
    if (c == U'〔' || c == U'【' || c == U'[') c = U'(';
    if (c == U'〕' || c == U'】' || c == U']') c = U')';
    if (c == U'％' || c == U'﹪') c = U'%';
    if (c == U'，') c = U',';
    out.push_back(c);
  }
  return out;
}

bool is_unit(View text) {
  if (text.empty() || text.size() > 12) return false;
  if (text == U"%" || text == U"‰") return true;
  View head = text;
  while (head.size() > 1 &&
         (head[0] == U'万' || head[0] == U'亿' || head[0] == U'千' || head[0] == U'百' || head[0] == U'十')) {
    if (lexicon().units.find(head) != nullptr) return true;
    head.remove_prefix(1);
  }
  if (lexicon().units.find(head) != nullptr) return true;
  const auto stroke = head.find_first_of(U"/·");
  if (stroke != View::npos && stroke > 0 && lexicon().units.find(head.substr(0, stroke)) != nullptr) return true;
  // Another spelling that the units table knows comes back under its own name.
  const std::string utf8 = base::to_utf8(head);
  return quantity::parse_unit(utf8).base != utf8 && !quantity::parse_unit(utf8).base.empty();
}

std::vector<std::string> units_of(View text) {
  if (text.ends_with(U"/%") && is_unit(text.substr(0, text.size() - 2)))
    return {base::to_utf8(text.substr(0, text.size() - 2)), "%"};
  std::vector<std::string> out;
  if (is_unit(text)) return {base::to_utf8(text)};
  while (!text.empty()) {
    const auto cut = text.find_first_of(U"、,;，；");
    const View piece = text.substr(0, cut);
    if (!is_unit(piece)) return {};
    out.push_back(base::to_utf8(piece));
    text = cut == View::npos ? View{} : text.substr(cut + 1);
  }
  return out;
}

bool is_attribute(View written) {
  const std::u32string text = plain_text(written);
  const Word* word = words().find(View(text));
  return word != nullptr && word->kind == "attribute";
}

namespace {

// 2024年10月20日, 2024-10-20, 2024/10/20, in brackets or not, with 印发 or 发布 behind it or not.
bool is_full_date(View text) {
  if (text.size() > 2 && text.front() == U'(' && text.back() == U')') text = text.substr(1, text.size() - 2);
  for (const View tail : {View(U"印发"), View(U"发布"), View(U"公布"), View(U"编印")})
    if (text.ends_with(tail)) text.remove_suffix(tail.size());
  const auto digits = [&](std::size_t least, std::size_t most) {
    std::size_t n = 0;
    while (n < text.size() && is_digit_char(text[n])) ++n;
    if (n < least || n > most) return false;
    text.remove_prefix(n);
    return true;
  };
  const auto sign = [&](View any) {
    if (text.empty() || any.find(text.front()) == View::npos) return false;
    text.remove_prefix(1);
    return true;
  };
  if (!digits(4, 4) || !sign(U"年-/.") || !digits(1, 2) || !sign(U"月-/.") || !digits(1, 2)) return false;
  return text.empty() || text == U"日";
}

}  // namespace

bool says_of_table(View written) {
  const std::u32string text = plain_text(written);
  if (is_full_date(text)) return true;
  const auto colon = text.find(U':');
  if (colon != std::u32string::npos) {
    const Word* word = words().find(View(text).substr(0, colon));
    if (word != nullptr && (word->kind == "note" || (word->kind == "role" && word->meaning == "other"))) return true;
  }
  return issuer_in(text).has_value();
}

bool is_area(View text) {
  if (text.size() < 2 || text.size() > 14) return false;
  for (const View general :
       {View(U"地区"), View(U"市区"), View(U"城区"), View(U"全区"), View(U"各区"), View(U"郊区"), View(U"园区"),
        View(U"城市"), View(U"超市"), View(U"上市"), View(U"股市"), View(U"区县"), View(U"县区"), View(U"街道"),
        View(U"乡镇"), View(U"城镇"), View(U"门市"), View(U"景区")}) {
    if (text.ends_with(general) && (text.size() == general.size() || general == U"城镇" || general == U"上市"))
      return false;
  }
  // 住房和城乡建设局, 统筹城乡发展; 新城乡 is a place.
  if (text == U"城乡" || text.ends_with(U"和城乡") || text.ends_with(U"筹城乡")) return false;
  if (text.starts_with(U"全") || text.starts_with(U"各") || text.starts_with(U"本") || text.starts_with(U"我"))
    return false;
  if (!std::ranges::all_of(text, [](char32_t c) { return base::is_han(c); })) return false;
  for (const View tail : {View(U"区"), View(U"市"), View(U"县"), View(U"省"), View(U"州"), View(U"旗"), View(U"街道"),
                          View(U"街"), View(U"镇"), View(U"乡")}) {
    if (text.ends_with(tail) && text.size() >= 2) return true;
  }
  return false;
}

namespace {

bool is_level(char32_t c) { return View(U"区县市州盟旗省").find(c) != View::npos; }

bool starts_with_one(View text, std::initializer_list<View> words) {
  return std::ranges::any_of(words, [&](View word) { return text.starts_with(word); });
}

// 市场监督管理局, 区域合作办公室: the level is part of another word. 市|政府, 市|民政局 are bodies of a 市.
bool level_in_a_word(View name) {
  if (name.starts_with(U"市政"))
    return !starts_with_one(name, {U"市政府", U"市政务", U"市政协", U"市政法", U"市政策", U"市政数", U"市政研"});
  return starts_with_one(name, {U"市场", U"市容", U"市域", U"市区", U"市民中心", U"市民服务", U"市民热线", U"区域",
                                U"区划", U"区块", U"区间", U"县域", U"省域", U"市际", U"县际", U"省际"});
}

// 城关镇, 城南街道, with `after` behind it; not the 城乡 of 住房和城乡建设局, the 新乡 of 新乡市.
bool is_town(View text, View after) {
  if (!after.empty() && is_level(after.front()) && !level_in_a_word(after)) return false;
  if (!is_area(text) || !(text.ends_with(U"镇") || text.ends_with(U"乡") || text.ends_with(U"街道"))) return false;
  for (const View other : {View(U"村镇"), View(U"小镇"), View(U"特色小镇"), View(U"古镇"), View(U"返乡"), View(U"下乡"),
                           View(U"回乡"), View(U"家乡"), View(U"城市街道")})
    if (text == other) return false;
  return true;
}

// How many signs of `name` are the first place in it: 岚州市, 县, 城关镇; 0: it begins with none.
std::size_t first_place(View name) {
  if (starts_with_one(name, {U"镇政府", U"镇人民政府", U"乡政府", U"乡人民政府"})) return 1;
  if (is_level(name.front()) && !level_in_a_word(name)) return 1;
  for (std::size_t n = 2; n <= std::min<std::size_t>(name.size(), 8); ++n) {
    const View head = name.substr(0, n);
    if (is_level(head.back()) ? is_area(head) : is_town(head, name.substr(n))) return n;
  }
  return 0;
}

// 岚州市青岩县统计局: the place that the name begins with; empty when it begins with none. A town is a place of its
// own: 青岩县城关镇.
View place_before_office(View name) {
  std::size_t end = name.empty() ? 0 : first_place(name);
  if (end == 0) return {};
  for (bool found = true; found;) {
    found = false;
    // 沙市|区, 岚州市|青岩县, 青岩县|城关镇; not 市|市场监管局, 岚州市|区域合作办公室.
    if (level_in_a_word(name.substr(end))) break;
    for (std::size_t n = 1; n <= 6 && end + n < name.size() && !found; ++n) {
      const View more = name.substr(end, n);
      if (n == 1 ? more != U"区" : is_level(more.back()) ? !is_area(more) : !is_town(more, name.substr(end + n)))
        continue;
      end += n;
      found = true;
    }
  }
  return name.substr(0, end);
}

}  // namespace

std::optional<Issuer> issuer_in(View line) {
  const std::u32string text = plain_text(line);
  View name = text;
  std::size_t label = View::npos;
  for (const View word : {View(U"制表单位"), View(U"填报单位"), View(U"编制单位"), View(U"报送单位"), View(U"填表单位"),
                          View(U"上报单位"), View(U"编印单位"), View(U"印制单位"), View(U"发布单位"), View(U"编制"),
                          View(U"制表"), View(U"填报"), View(U"编印"), View(U"发布")}) {
    const auto at = name.find(word);
    if (at == View::npos || at + word.size() >= name.size()) continue;
    if (View(U":：").find(name[at + word.size()]) == View::npos) continue;
    label = at + word.size() + 1;
    break;
  }
  if (label != View::npos) name.remove_prefix(label);
  std::size_t han = 0;
  while (han < name.size() && base::is_han(name[han])) ++han;
  const View after = name.substr(han);
  name = name.substr(0, han);
  if (name.ends_with(U"年")) return std::nullopt;
  // On a line of its own only a day or a seal may follow.
  if (label == View::npos && !after.empty() && !is_digit_char(after.front()) && after.front() != U'(')
    return std::nullopt;
  bool office = false;
  for (const View tail : {View(U"局"), View(U"委"), View(U"委员会"), View(U"办"), View(U"办公室"), View(U"政府"),
                          View(U"队"), View(U"中心"), View(U"厅"), View(U"办事处")})
    office = office || name.ends_with(tail);
  const View place = place_before_office(name);
  if (!office || place.empty() || place.size() >= name.size()) return std::nullopt;
  return Issuer{base::to_utf8(name), base::to_utf8(place)};
}

std::string whole_area_in(View title) {
  for (const View word : {View(U"全县"), View(U"全市"), View(U"全区"), View(U"全省"), View(U"全州"), View(U"全旗")}) {
    for (auto at = title.find(word); at != View::npos; at = title.find(word, at + word.size())) {
      // 全市场, 全区域, 健全市…: another word.
      if (at > 0 && View(U"健安完").find(title[at - 1]) != View::npos) continue;
      if (!starts_with_one(title.substr(at + word.size()), {U"场", U"域", U"间"})) return base::to_utf8(word);
    }
  }
  return {};
}

Label read_label(View written, const facts::NamesTable& names) {
  Label label;
  std::u32string text = plain_text(written);
  if (text.empty()) return label;
  take_part_words(text, label);
  drop_number(text);
  take_part_words(text, label);
  if (const Word* word = words().find(View(text)); word != nullptr && word->kind == "role") {
    label.role = role_named(word->meaning);
    return label;
  }
  label.mark = take_mark(text);
  take_units(text, label);
  take_brackets(text, label, names);
  if (const Word* word = words().find(View(text)); word != nullptr && word->kind == "role") {
    label.role = role_named(word->meaning);
    return label;
  }
  if (label.mark.empty()) label.mark = take_mark(text);
  // 位次, 总量: where a whole label is both a header word and a unit, the header word counts.
  if (words().find(View(text)) == nullptr && is_unit(text) && names.find(base::to_utf8(text)) == nullptr) {
    label.units = {base::to_utf8(text)};
    return label;
  }
  strip_ends(text, label, names);
  if (text == U"错月") {
    label.lagged = true;
    text.clear();
  }
  if (is_area(text) && names.find(base::to_utf8(text)) == nullptr) {
    label.area = base::to_utf8(text);
    text.clear();
  }
  label.rest = text;
  return label;
}

namespace {

// 2024年以来, 2024-2025年: such a title covers years and does not say which of them a row belongs to.
void drop_open_years(std::u32string& text) {
  const auto four_digits = [&](std::size_t i) {
    for (std::size_t k = 0; k < 4; ++k)
      if (i + k >= text.size() || !is_digit_char(text[i + k])) return false;
    return (i == 0 || !is_digit_char(text[i - 1])) && (i + 4 >= text.size() || !is_digit_char(text[i + 4]));
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!four_digits(i)) continue;
    std::size_t end = i + 4;
    if (end < text.size() && text[end] == U'年') ++end;
    const View rest = View(text).substr(end);
    if (end > i + 4 && (rest.starts_with(U"以来") || rest.starts_with(U"至今"))) {
      text.erase(i, end + 2 - i);
      return;
    }
    if (!rest.empty() && (rest[0] == U'-' || rest[0] == U'至' || rest[0] == U'到') && four_digits(end + 1) &&
        rest.size() > 5 && rest[5] == U'年' && (rest.size() == 6 || !is_digit_char(rest[6]))) {
      text.erase(i, end + 6 - i);
      return;
    }
  }
}

// The area at the front, the smallest of a chain: 广州市越秀区主要经济指标. What it names leaves the text.
std::string take_area_at_front(std::u32string& text) {
  std::string area;
  for (bool found = true; found;) {
    found = false;
    for (std::size_t n = 2; n <= std::min<std::size_t>(8, text.size()); ++n) {
      const View head = View(text).substr(0, n);
      if (!is_area(head)) continue;
      // 市北区, 城区: the longer word when it is one area (内蒙古自治区).
      if (n + 1 <= text.size() && is_area(View(text).substr(0, n + 1)) && text[n] != U'县') continue;
      area = base::to_utf8(head);
      text.erase(0, n);
      found = true;
      break;
    }
  }
  return area;
}

// 主要经济指标（青岩县）: whose table it is.
void take_area_in_brackets(std::u32string& text, Label& label, const facts::NamesTable& names) {
  for (std::size_t open = text.find(U'('); open != std::u32string::npos; open = text.find(U'(', open + 1)) {
    const auto close = text.find(U')', open);
    if (close == std::u32string::npos) return;
    std::u32string inside = text.substr(open + 1, close - open - 1);
    if (!is_area(inside) || names.find(base::to_utf8(inside)) != nullptr) continue;
    const std::string area = take_area_at_front(inside);
    if (area.empty() || !inside.empty()) continue;
    label.area = area;
    text.erase(open, close - open + 1);
    return;
  }
}

}  // namespace

Label read_title(View written, const facts::NamesTable& names) {
  Label label;
  std::u32string text = plain_text(written);
  label.mark = {};
  drop_open_years(text);
  take_units(text, label);
  take_brackets(text, label, names);
  take_area_in_brackets(text, label, names);
  if (const Months inside = months_in(text); !inside.empty()) label.months = inside;
  const bool growth = text.find(U"增速") != std::u32string::npos || text.find(U"增长") != std::u32string::npos;
  const bool level = text.find(U"及增") != std::u32string::npos || text.find(U"和增速") != std::u32string::npos ||
                     text.find(U"总量") != std::u32string::npos || text.find(U"绝对") != std::u32string::npos;
  if (text.find(U"累计") != std::u32string::npos) label.span = facts::Span::cumulative;
  if (text.find(U"当月") != std::u32string::npos) label.span = facts::Span::current;

  // Months leave the text wherever they stand.
  for (std::size_t i = 0; i < text.size();) {
    Months months;
    const std::size_t n = months_at(text, i, months);
    if (n > 0) {
      text.erase(i, n);
    } else {
      ++i;
    }
  }
  Label ends;
  strip_ends(text, ends, names);
  // 岚州市重点项目表（岚湖区）: the brackets say which part of it.
  if (const std::string area = take_area_at_front(text); label.area.empty()) label.area = area;
  strip_ends(text, ends, names);
  label.rest = text;
  if (label.measure == Measure::none && growth && !level) label.measure = Measure::growth;
  if (!ends.basis.empty() && label.basis.empty()) label.basis = ends.basis;
  if (text.find(U"重点项目") != std::u32string::npos && names.find(base::to_utf8(text)) == nullptr)
    label.role = Role::project;
  return label;
}

}  // namespace reading::tables
