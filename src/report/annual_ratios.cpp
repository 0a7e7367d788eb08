#include <algorithm>

#include "plan/project_figures.hpp"
#include "plan/spoken_unit.hpp"
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

// `of` / `by`, times `scale`, to as many decimals as last year's figure had and the two allow; nothing where their
// rounding leaves no digit sure.
std::optional<Fact> quotient(Writer& w, const Fact& of, const Fact& by, const std::string& name,
                             const std::string& unit, int scale, int decimals) {
  if (!quantity::same_dimension(of.unit, by.unit)) return std::nullopt;
  const auto interval =
      quantity::rounding_interval(*of.value, of.unit) / quantity::rounding_interval(*by.value, by.unit);
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

// 招商引资签约项目年度计划完成率: the amount against the target of the plan for it.
std::optional<Fact> share_done(Writer& w, const reading::Figure& f, std::string name, int decimals) {
  bool cut = false;
  for (const std::string_view end : {"年度计划完成率", "年度目标完成率", "计划完成率", "目标完成率", "完成率"})
    if (!cut) cut = cut_end(name, end);
  if (!cut) return std::nullopt;
  const std::string meeting = plan::meeting_name(name, names());
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
    auto out = quotient(w, fact, planned, f.indicator, "%", 100, decimals);
    if (out) w.made_of[facts::id(*out)] = {fact};
    return out;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Fact> made_figure(Writer& w, const reading::Figure& f) {
  const std::string name = name_without_claims(f.indicator);
  const int decimals = f.value ? f.value->decimals() : 1;
  if (const auto which = plan::project_total_of(w.reading, f.indicator, f.unit, f.span, w.run.projects.title))
    return plan::project_total(w.run.projects, *which, f.unit, w.reading.area);
  const auto* entry = names().find(name);
  if (entry != nullptr && entry->name == "城乡居民收入比") {
    const auto town = amount_of(w, "城镇居民人均可支配收入"), country = amount_of(w, "农村居民人均可支配收入");
    return town && country ? quotient(w, *town, *country, entry->name, f.unit, 1, decimals) : std::nullopt;
  }
  if (f.unit != "%") return std::nullopt;
  if (const Names share = share_names(name); !share.part.empty()) {
    const auto part = amount_of(w, share.part), whole = amount_of(w, share.whole);
    return part && whole ? quotient(w, *part, *whole, name, "%", 100, decimals) : std::nullopt;
  }
  return share_done(w, f, name, decimals);
}

std::string said_in_last_years_unit(const Fact& fact, const reading::Figure& f) {
  const Fact said = plan::said_in(fact, f.unit, f.value, std::max(2, f.value ? f.value->decimals() : 0));
  return said.value->to_string() + said.unit;
}

}  // namespace report::annual
