#include "reading/scanner.hpp"

namespace reading {

Scanner::Tail Scanner::tail(int i) const {
  Tail out;
  int k = i;
  auto more = [&] {
    if ((at(k) == U'余' && at(k + 1) != U'额') ||
        (at(k) == U'多' && (at(k + 1) != U'元' || (is_magnitude(at(k - 1)) && at(k + 2) != U'化'))) || at(k) == U'来') {
      const bool counts = at(k) != U'来' && (is_unit_start(k + 1) || is_magnitude(at(k + 1)));
      if (counts) out.over = true, ++k;
    }
  };
  while (at(k) == U' ' && k - i < 2) ++k;
  more();
  auto unit = unit_at(k);
  if (!unit || is_magnitude(at(k))) {
    for (const View magnitude : {View(U"万亿"), View(U"百万"), View(U"千万"), View(U"百亿"), View(U"千亿"), View(U"亿"),
                                 View(U"万"), View(U"千"), View(U"百")}) {
      if (!starts(k, magnitude)) continue;
      const int after = k + static_cast<int>(magnitude.size());
      if (unit && unit.length > static_cast<int>(magnitude.size())) break;  // 千瓦
      if ((magnitude == U"千" || magnitude == U"百") && !is_unit_start(after) && at(after) != U'余' &&
          at(after) != U'多')
        break;
      if (magnitude.front() == U'百') out.factor = 100;
      if (magnitude.front() == U'千') out.factor = 1000;
      out.magnitude = magnitude.back() == U'万' ? View(U"万") : magnitude.back() == U'亿' ? View(U"亿") : View();
      if (magnitude == U"万亿") out.magnitude = U"万亿";
      k = after;
      more();
      unit = unit_at(k);
      break;
    }
  }
  out.unit = out.magnitude;
  if (unit) {
    out.entry = unit.entry;
    View word = unit.entry->word;
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

// 连续10年产销量第一: after 连续 the years are years, whatever word they begin.
bool Scanner::counts_a_streak(int unit) const {
  int k = unit;
  while (k > within_.start && is_digit(at(k - 1))) --k;
  return k < unit && at(unit) == U'年' && ends(k, U"连续");
}

WordTable<UnitEntry>::Hit Scanner::unit_at(int k) const {
  auto hit = lexicon().units.at(t_, k, within_.end);
  if (!hit) return hit;
  if (is_latin(at(k)) && is_latin(at(k + hit.length))) return {};
  const auto guard = lexicon().unit_guards.at(t_, k, within_.end);
  if (guard && guard.length > hit.length && !counts_a_streak(k)) return {};
  return hit;
}

void Scanner::qualify_after(NumberToken& token) const {
  int k = token.core.end;
  if (at(k) == U'(' && starts(k, U"(含)")) k += 3;
  if (const auto hit = lexicon().qualifiers_after.at(t_, k, within_.end)) {
    const View word = part(k, k + hit.length);
    if (word == U"余" || word == U"多") return;
    token.qualifier = hit.entry->qualifier;
    token.above = hit.entry->above;
    token.behind = true;
    token.core.end = k + hit.length;
  }
}

void Scanner::take(NumberToken& token, const Tail& unit) const {
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
}  // namespace reading
