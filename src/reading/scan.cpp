#include "reading/scan.hpp"

#include "quantity/quantity.hpp"
#include "reading/scanner.hpp"
#include "reading/words.hpp"

namespace reading {

char32_t normalised(char32_t c) {
  static constexpr View kAlike = U"∶﹕︰∕⁄–―─‐−〜∼˜﹪﹐〔〕・•‧∙⋅\u00A0";
  static constexpr View kPlain = U"::://————-~~~%,[]·····\u0020";
  static_assert(kAlike.size() == kPlain.size());
  static constexpr words::CharSet kRare(kAlike);
  if (c >= 0x4E00 && c <= 0x9FFF) return c;
  const char32_t n = base::to_half_width(c);
  return kRare.has(n) ? kPlain[kAlike.find(n)] : n;
}

std::u32string normalised(View text) {
  std::u32string out(text.size(), U'\0');
  for (std::size_t i = 0; i < text.size(); ++i) out[i] = normalised(text[i]);
  return out;
}

namespace {
constexpr int kLongestQuotedName = 24;
constexpr int kLongestTitle = 80;
}  // namespace

Scan Scanner::run() {
  // Whatever a token or a name can start with; most of a text is none of these.
  static constexpr words::CharSet kStarts(U"“‘\"「《第首榜之前([-0123456789〇零一二三四五六七八九十百千万亿两");
  out_.numbers.reserve(std::min<std::size_t>(static_cast<std::size_t>(within_.size()) / 24 + 4, 1000));
  int i = within_.start;
  while (i < within_.end) {
    if (!kStarts.has(t_[static_cast<std::size_t>(i)])) {
      ++i;
      continue;
    }
    const int next = step(i);
    i = next > i ? next : i + 1;
  }
  share_points();
  drop_classes();
  return std::move(out_);
}

int Scanner::step(int i) {
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

bool Scanner::measures(int from, int to) const {
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

int Scanner::quoted_name(int i) {
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
  // “十五连丰”: said in quotes, and counted.
  if (const int k = numeral_end(i + 1); k > i + 1 && k + 2 == end && in_a_row(k)) return i;
  return name(i, end + 1, "引号内的名称");
}

int Scanner::title(int i) {
  int end = i + 1;
  bool digits = false;
  while (end < within_.end && at(end) != U'》' && at(end) != U'\n' && end - i <= kLongestTitle) {
    digits = digits || is_digit(at(end)) || is_chinese_numeral(at(end));
    ++end;
  }
  if (at(end) != U'》') return i;
  return digits ? name(i, end + 1, "文件或作品名") : end + 1;
}

bool Scanner::at_line_start(int i) const {
  for (int k = i - 1; k >= within_.start; --k) {
    if (at(k) == U'\n' || at(k) == U'\t') return true;
    if (!base::is_space(at(k))) return false;
  }
  return true;
}

int Scanner::enumerator(int i) {
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

int Scanner::small_number(View run) {
  if (run == U"十") return 10;
  const auto number = quantity::read_number(run);
  if (!number || number->length != static_cast<int>(run.size())) return 0;
  const auto whole = number->value.to_int64();
  return whole && *whole > 0 && *whole < 100000 ? static_cast<int>(*whole) : 0;
}

int Scanner::numeral_end(int i) const {
  int k = i;
  if (is_digit(at(k))) {
    while (is_digit(at(k)) && k - i < 6) ++k;
  } else {
    while (is_chinese_numeral(at(k)) && k - i < 6) ++k;
  }
  return k;
}

int Scanner::ordinal(int i) {
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

int Scanner::among_first(int i) {
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

void Scanner::drop_classes() {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < out_.numbers.size(); ++i) {
    const NumberToken& t = out_.numbers[i];
    const bool before = kept > 0 && out_.numbers[kept - 1].core.end == t.core.start && out_.numbers[kept - 1].entry;
    bool after = false;
    if (i + 1 < out_.numbers.size()) {
      const View gap = part(t.core.end, out_.numbers[i + 1].core.start);
      after = gap.size() <= 10 && gap.find_first_of(U",;:。、") == View::npos && out_.numbers[i + 1].entry &&
              is_countable(out_.numbers[i + 1].entry->unit_class);
    }
    if (t.class_line && !before && !after) {
      out_.nonfigures.push_back({t.core, "规模等级名"});
      continue;
    }
    if (kept != i) out_.numbers[kept] = std::move(out_.numbers[i]);
    ++kept;
  }
  out_.numbers.erase(out_.numbers.begin() + static_cast<std::ptrdiff_t>(kept), out_.numbers.end());
}

void Scanner::share_points() {
  for (std::size_t i = out_.numbers.size(); i-- > 1;) {
    NumberToken& a = out_.numbers[i - 1];
    const NumberToken& b = out_.numbers[i];
    if (a.unit != U"个" || !b.entry || b.entry->unit_class != UnitClass::point) continue;
    const View gap = part(a.core.end, b.core.start);
    const bool lists = gap == U"、" || gap == U"和" || gap == U"," || gap == U"及";
    // 高于全国0.7个、全省0.3个百分点
    const bool places = gap.size() >= 2 && (gap.front() == U'、' || gap.front() == U'和' || gap.front() == U',') &&
                        gap.size() <= 10 && lexicon().scopes.at(gap, 1, static_cast<int>(gap.size()));
    if (!lists && !places) continue;
    a.unit = b.unit;
    a.entry = b.entry;
  }
}
Scan scan(View text, View norm, Span within) {
  JC_ASSERT(text.size() == norm.size());
  return Scanner(text, norm, within).run();
}

}  // namespace reading
