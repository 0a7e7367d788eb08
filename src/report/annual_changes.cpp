#include <algorithm>
#include <array>

#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"
#include "report/annual_parts.hpp"

// How a figure stands to another one: what leads its growth, by how much it went up since last year, and how far it is
// from the nation's. Worked out where both numbers are in hand.
namespace report::annual {
namespace {

using base::Decimal;
using facts::Fact;
using Words = std::u32string_view;
constexpr auto npos = Words::npos;
constexpr Words kDigits = U"0123456789";

bool says_one_of(Words text, std::initializer_list<Words> words) {
  return std::ranges::any_of(words, [&](Words word) { return text.find(word) != npos; });
}

struct Turn {
  Words up, down;
};
// The first that stands in the words is meant, so longer ones go first.
constexpr auto kTurns = std::to_array<Turn>({{U"提高", U"下降"},
                                             {U"提升", U"下降"},
                                             {U"上升", U"下降"},
                                             {U"增加", U"减少"},
                                             {U"扩大", U"缩小"},
                                             {U"上涨", U"下降"},
                                             {U"高于", U"低于"},
                                             {U"高出", U"低于"},
                                             {U"快于", U"慢于"},
                                             {U"好于", U"低于"},
                                             {U"多于", U"少于"},
                                             {U"增长", U"下降"},
                                             {U"高", U"低"},
                                             {U"快", U"慢"},
                                             {U"多", U"少"},
                                             {U"增", U"减"},
                                             {U"升", U"降"}});

// The words with their verb turned round where the number has another sign than last year's; nothing where they have
// none that is known.
std::optional<std::u32string> turned(std::u32string words, bool up, const facts::Indicator* entry = nullptr) {
  for (const Words better : {Words(U"改善"), Words(U"好转")}) {
    const auto at = words.rfind(better);
    if (at == npos) continue;
    if (entry == nullptr || entry->direction == facts::Direction::neither) return std::nullopt;
    if (up == (entry->direction == facts::Direction::more_is_better)) return words;
    return words.replace(at, better.size(), up ? U"上升" : U"下降");
  }
  for (const Turn& turn : kTurns) {
    for (const Words had : {turn.up, turn.down}) {
      const auto at = words.rfind(had);
      if (at == npos) continue;
      // 降低 and 回落 go down; 降 alone would leave 低 behind.
      if (had == U"降" && words.substr(at).starts_with(U"降低")) return words.replace(at, 2, up ? U"提高" : U"降低");
      return words.replace(at, had.size(), up ? turn.up : turn.down);
    }
  }
  return std::nullopt;
}

// The words of a change before its number.
std::u32string words_of(const Writer& w, const Span& change) {
  const auto text = base::slice(w.old_text, change);
  return std::u32string(text.substr(0, std::min(text.find_first_of(kDigits), text.size())));
}

Fact difference(Writer& w, const Fact& of, const Decimal& amount, const std::string& unit, const std::string& name,
                const std::string& how, std::vector<Fact> parts) {
  Fact fact;
  fact.area = of.area;
  fact.area_code = of.area_code;
  fact.indicator = fact.indicator_as_printed = name;
  fact.period = of.period;
  fact.value = amount.abs();
  fact.unit = unit;
  fact.status = facts::Status::derived;
  fact.note = how;
  fact.published = of.published;
  for (const Fact& part : parts)
    if (fact.published.known_by < part.published.known_by) fact.published = part.published;
  fact.source = of.source;
  w.made_of[facts::id(fact)] = std::move(parts);
  return fact;
}

bool is_points(const std::string& unit) { return unit == "个百分点" || unit == "百分点"; }

}  // namespace

bool on_another_basis(const Writer& w, const reading::Figure& f, const Fact& growth) {
  if (!f.change || f.change->basis != "comparable" || !growth.growth_basis.empty()) return false;
  return says_one_of(base::slice(w.old_text, f.change->span.empty() ? f.span : f.change->span),
                     {U"口径", U"剔除", U"扣除", U"可比增长"});
}

std::string lead_of_growth(const Writer& w, const reading::Figure& f, const Fact& growth) {
  if (!f.change) return {};
  const Span& change = f.change->span;
  const bool apart = f.kind != reading::Kind::growth && change.start > f.span.start && change.end <= f.span.end;
  Words words = base::slice(w.old_text, apart ? change : f.span);
  words = words.substr(0, std::min(words.find_first_of(kDigits), words.size()));
  const int verb = verb_behind(words);
  if (verb == 0) return {};
  words.remove_suffix(static_cast<std::size_t>(verb));
  constexpr std::size_t kLongest = 16;
  if (words.size() > kLongest || claim_in(words) != npos || says_one_of(words, {U"分别", U"均", U"增幅", U"为"}))
    return {};
  const auto* entry = entry_of(w, f.indicator);
  const bool constant = entry != nullptr && entry->growth_is_constant_price && growth.growth_basis.empty();
  const bool of_a_basis =
      says_one_of(words, {U"口径", U"剔除", U"扣除", U"可比", U"不变价", U"因素", U"实际", U"名义"});
  if (of_a_basis && !(constant && says_one_of(words, {U"可比价", U"不变价"}))) return {};
  return base::to_utf8(words);
}

std::optional<Told> change_of(Writer& w, const reading::Figure& f, const Fact& now) {
  if (!f.change || !f.change->value || !f.value || f.value_max || f.from_value || !now.value ||
      f.qualifier != reading::Qualifier::exact || now.status == facts::Status::estimate)
    return std::nullopt;
  const std::string& unit = f.change->unit;
  if (unit != f.unit && !(is_points(unit) && f.unit == "%")) return std::nullopt;
  // What the ledger has of last year goes before what last year's report said: it may have been revised.
  const auto* entry = entry_of(w, f.indicator);
  Decimal before = *f.value;
  bool in_ledger = false;
  std::vector<Fact> parts{now};
  const auto latest = plan::select(w.own.own, plan::meeting_name(now.indicator, facts::NamesTable::in_force()), nullptr,
                                   entry, w.out.year - 1)
                          .latest;
  if (latest && is_of_year(latest->recorded()) && latest->recorded().value) {
    if (const auto said = quantity::convert(*latest->recorded().value, latest->recorded().unit, f.unit)) {
      before = *said;
      in_ledger = true;
      parts.push_back(latest->recorded());
    }
  }
  const auto value = quantity::convert(*now.value, now.unit, f.unit);
  // One of the two in whole numbers would leave the decimals of the other standing as if they were of both.
  if (!value || value->decimals() != before.decimals()) return std::nullopt;
  const Decimal delta = *value - before;
  if (delta.is_zero()) return std::nullopt;
  const auto lead = turned(words_of(w, f.change->span), !delta.is_negative(), entry);
  if (!lead) return std::nullopt;
  const std::string how = value->to_string() + f.unit + "－" + std::to_string(w.out.year - 1) + "年" +
                          before.to_string() + f.unit + (in_ledger ? "" : "（上年报告）");
  const Fact fact = difference(w, now, delta, unit, now.indicator + "比上年增减", how, std::move(parts));
  return Told{fact, base::to_utf8(*lead), fact.value->to_string() + unit};
}

std::optional<Told> gap_of(Writer& w, const reading::Figure& f, const Fact* growth, const Fact* value) {
  if (f.kind != reading::Kind::difference || !f.change || !is_points(f.unit) || !f.value || f.value_max ||
      f.qualifier != reading::Qualifier::exact)
    return std::nullopt;
  const std::u32string words = words_of(w, f.span);
  // Which area it is held against: the only one of that level whose figures are in hand.
  const auto fits = [&](const Fact& fact) {
    if (says_one_of(words, {U"全国"})) return fact.area == "全国" || fact.area == "中国";
    if (plan::same_area(fact.area, w.reading.area)) return false;
    if (says_one_of(words, {U"全省"})) return fact.area.ends_with("省");
    if (says_one_of(words, {U"全区", U"自治区"})) return fact.area.ends_with("自治区");
    return says_one_of(words, {U"全市"}) && fact.area.ends_with("市");
  };
  const bool of_rates = value != nullptr && value->unit == "%" && value->value &&
                        says_one_of(base::u32(value->indicator), {U"率", U"比重", U"占比"});
  const Fact* own = of_rates ? value : growth;
  if (own == nullptr || own->status == facts::Status::estimate || (!of_rates && !own->growth_pct)) return std::nullopt;
  const auto& names = facts::NamesTable::in_force();
  const std::string meeting = plan::meeting_name(own->indicator, names);
  const Fact* other = nullptr;
  for (const Fact& fact : w.run.known) {
    if (fact.period != own->period || fact.span != own->span || fact.growth_basis != own->growth_basis ||
        fact.status == facts::Status::estimate || !fits(fact) || plan::meeting_name(fact.indicator, names) != meeting ||
        !(of_rates ? fact.value.has_value() && fact.unit == own->unit : fact.growth_pct.has_value()))
      continue;
    if (other != nullptr && other->area != fact.area) return std::nullopt;
    if (other == nullptr || other->published.known_by < fact.published.known_by) other = &fact;
  }
  if (other == nullptr) return std::nullopt;
  const Decimal mine = of_rates ? *own->value : *own->growth_pct,
                theirs = of_rates ? *other->value : *other->growth_pct;
  const Decimal delta = mine - theirs;
  if (mine.decimals() != theirs.decimals() || delta.is_zero()) return std::nullopt;
  const auto lead = turned(words, !delta.is_negative());
  if (!lead) return std::nullopt;
  const std::string how = mine.to_string() + "%－" + other->area + theirs.to_string() + "%";
  const Fact fact =
      difference(w, *own, delta, f.unit, own->indicator + "与" + other->area + "之差", how, {*own, *other});
  return Told{fact, base::to_utf8(*lead), fact.value->to_string() + f.unit};
}

}  // namespace report::annual
