#include <algorithm>

#include "plan/project_figures.hpp"
#include "quantity/quantity.hpp"
#include "report/annual_parts.hpp"

// Figures that nobody published and that two known ones make: shares, shares done, one income to another. And what the
// sheet of key projects adds up to.
namespace report::annual {
namespace {

using base::Decimal;
using facts::Fact;

const facts::NamesTable& names() { return facts::NamesTable::in_force(); }

bool cut_end(std::string& text, std::string_view end) {
  if (!text.ends_with(end) || text.size() == end.size()) return false;
  text.resize(text.size() - end.size());
  return true;
}

// Part and whole of a share by its name: 工业投资占固定资产投资比重; where the whole is not named it is the one that
// the table of names gives (第二产业比重, 第二产业结构比). Empty: no share, or not known of what.
struct Names {
  std::string part, whole;
};
Names share_names(std::string name) {
  if (const auto* entry = names().find(name)) name = entry->name;
  bool share = false;
  for (const std::string_view end :
       {"结构比重", "结构比例", "结构比", "结构", "的比重", "的比例", "的份额", "比重", "比例", "份额", "占比"})
    if (!share) share = cut_end(name, end);
  if (!share) return {};
  constexpr std::string_view kOf = "占";
  const auto at = name.find(kOf);
  const auto* part = names().find(name.substr(0, at));
  if (part == nullptr) return {};
  if (at == std::string::npos) return part->whole.empty() ? Names{} : Names{part->name, part->whole};
  const auto* whole = names().find(name.substr(at + kOf.size()));
  return whole == nullptr ? Names{} : Names{part->name, whole->name};
}

// The year's published amount.
std::optional<Fact> amount_of(const Writer& w, const std::string& name) {
  const auto latest =
      plan::select(w.own.own, plan::meeting_name(name, names()), nullptr, names().find(name), w.out.year).latest;
  if (!latest) return std::nullopt;
  const Fact& fact = latest->recorded();
  const bool serves =
      is_of_year(fact) && fact.value && !fact.value->is_zero() && fact.status != facts::Status::estimate;
  return serves ? std::optional(fact) : std::nullopt;
}

// The published share, whatever its name: 第三产业增加值占地区生产总值比重 is 第三产业比重. One is not worked out
// anew where it was published: the two would differ in the last digit.
std::optional<Fact> published_share(const Writer& w, const Names& share) {
  std::optional<Fact> out;
  for (const auto& named : w.own.own) {
    const Fact& fact = *named.fact;
    if (fact.unit != "%" || !fact.value || fact.period.last.year != w.out.year || !is_of_year(fact)) continue;
    const Names other = share_names(fact.indicator);
    if (other.part != share.part || other.whole != share.whole || fact.status == facts::Status::estimate) continue;
    if (!out || out->published.known_by < fact.published.known_by) out = fact;
  }
  return out;
}

// `of` / `by`, times `scale`, to as many decimals as last year's figure had and the two allow; nothing where their
// rounding leaves no digit sure.
std::optional<Fact> quotient(Writer& w, const Fact& of, const Fact& by, const std::string& name,
                             const std::string& unit, int scale, int decimals, bool by_is_exact = false) {
  if (!quantity::same_dimension(of.unit, by.unit)) return std::nullopt;
  const Decimal base = quantity::scaled(*by.value, by.unit);
  const auto interval =
      quantity::rounding_interval(*of.value, of.unit) /
      (by_is_exact ? quantity::Interval{base, base} : quantity::rounding_interval(*by.value, by.unit));
  const Decimal width = (interval.hi - interval.lo) * Decimal(scale);
  while (decimals >= 0 && width > Decimal::scaled(1, -decimals)) --decimals;
  if (decimals < 0) return std::nullopt;
  const Decimal exact = quantity::scaled(*of.value, of.unit) / quantity::scaled(*by.value, by.unit) * Decimal(scale);
  Fact fact;
  fact.area = of.area;
  fact.indicator = fact.indicator_as_printed = name;
  fact.period = of.period;
  fact.value = exact.rounded(decimals);
  fact.unit = unit;
  fact.status = facts::Status::derived;
  fact.note = of.indicator + of.value->to_string() + of.unit + "÷" + by.indicator + by.value->to_string() + by.unit;
  fact.published =
      std::max(of.published, by.published, [](const auto& a, const auto& b) { return a.known_by < b.known_by; });
  fact.source = of.source;
  w.made_of[facts::id(fact)] = {of, by};
  return fact;
}

// Of what it is a share done; empty where it does not say. False: it is none.
bool cut_share_done(std::string& name) {
  for (const std::string_view end : {"年度计划完成率", "年度目标完成率", "计划完成率", "目标完成率", "完成率"}) {
    if (!name.ends_with(end)) continue;
    name.resize(name.size() - end.size());
    return true;
  }
  return false;
}

// The words of its clause before a figure, without the verb.
std::string words_before(const Writer& w, const reading::Figure& f) {
  constexpr std::u32string_view kMarks = U"，。；、！？\n";
  const std::u32string_view text = w.reading.text;
  std::size_t start = static_cast<std::size_t>(f.span.start);
  while (start > 0 && kMarks.find(text[start - 1]) == std::u32string_view::npos) --start;
  std::u32string_view words = text.substr(start, static_cast<std::size_t>(f.span.start) - start);
  words.remove_suffix(static_cast<std::size_t>(verb_behind(words)));
  return base::to_utf8(base::trim(words));
}

// The amount that its sentence told before a share that names nothing: 城镇新增就业5126人、年度目标完成率102.5%.
std::string told_before(const Writer& w, const reading::Figure& f) {
  const reading::Figure* last = nullptr;
  for (const auto& other : w.reading.figures) {
    const bool before = other.span.end <= f.span.start && (last == nullptr || other.span.start > last->span.start);
    if (before && other.kind != reading::Kind::growth) last = &other;
  }
  if (last == nullptr) return {};
  const auto between = base::slice(w.reading.text, {last->span.end, f.span.start});
  return between.find_first_of(U"。；\n") == std::u32string_view::npos ? last->indicator : std::string();
}

// 招商引资签约项目年度计划完成率: the amount against the target of the plan for it.
std::optional<Fact> share_done(Writer& w, const reading::Figure& f, std::string name, int decimals) {
  if (!cut_share_done(name)) return std::nullopt;
  // As the reader named it, as its clause does (a verb may be part of the name: 城镇新增就业人数), or as what the
  // sentence told before.
  std::string words = words_before(w, f);
  if (!cut_share_done(words)) words.clear();
  const bool bare = name.empty() && words.empty();
  for (const auto& candidate : {name, words, bare ? told_before(w, f) : std::string()}) {
    if (candidate.empty()) continue;
    const std::string meeting = plan::meeting_name(candidate, names());
    for (const auto& s : w.run.targets) {
      const auto& t = s.target;
      const bool amount = t.kind != reading::Kind::growth && t.value && !t.value_max && !t.value->is_zero();
      if (!amount || t.unit == "%" || plan::meeting_name(t.indicator, names()) != meeting || !s.latest) continue;
      const Fact& fact = s.latest->recorded();
      if (!is_of_year(fact) || !fact.value || fact.status == facts::Status::estimate) continue;
      Fact planned;
      planned.indicator = "计划";
      planned.value = t.value;
      planned.unit = t.unit;
      planned.published = fact.published;
      // A target is no rounded figure: 0.5万人以上 is 5000人.
      auto out = quotient(w, fact, planned, f.indicator, "%", 100, decimals, true);
      if (out) w.made_of[facts::id(*out)] = {fact};
      return out;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Fact> made_figure(Writer& w, const reading::Figure& f) {
  const std::string name = name_without_claims(f.indicator);
  const int decimals = f.value ? f.value->decimals() : 1;
  if (of_another_level(f.indicator, w.reading.area)) return std::nullopt;
  if (const auto which = plan::project_total_of(w.reading, f.indicator, f.unit, f.span, w.run.projects.title))
    return plan::project_total(w.run.projects, *which, f.unit, w.reading.area);
  const auto* entry = names().find(name);
  if (entry != nullptr && entry->name == "城乡居民收入比") {
    const auto town = amount_of(w, "城镇居民人均可支配收入"), country = amount_of(w, "农村居民人均可支配收入");
    return town && country ? quotient(w, *town, *country, entry->name, f.unit, 1, decimals) : std::nullopt;
  }
  if (f.unit != "%") return std::nullopt;
  if (const Names share = share_names(name); !share.part.empty()) {
    if (auto published = published_share(w, share)) return published;
    const auto part = amount_of(w, share.part), whole = amount_of(w, share.whole);
    return part && whole ? quotient(w, *part, *whole, name, "%", 100, decimals) : std::nullopt;
  }
  return share_done(w, f, name, decimals);
}

}  // namespace report::annual
