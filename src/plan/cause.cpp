#include "plan/cause.hpp"

#include <algorithm>
#include <cmath>

#include "base/fixed.hpp"
#include "facts/names.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"

namespace plan {
namespace {

using base::Decimal;
using facts::Fact;

constexpr double kLeastShare = 0.25;   // of the gap: less explains nothing
constexpr double kLeastPoints = 0.05;  // less prints as 0.0
// How far below the whole a part of unknown weight must be to be named: these points, and this share of the gap.
constexpr double kFarPoints = 3.0;
constexpr double kFarShare = 0.5;
constexpr std::size_t kMostSlow = 2;

// What is known of an indicator in the area and stretch of the whole's figure.
class Known {
 public:
  Known(const Fact& like, const reading::Reading& report, const std::vector<Fact>& facts)
      : like_(like), report_(report), facts_(facts) {}

  // The last published of that period; null: none.
  template <class Has>
  const Fact* fact(const std::string& name, const calendar::Period& period, bool same_stretch, Has has) const {
    const Fact* out = nullptr;
    for (const auto& f : facts_) {
      if (f.area != like_.area || f.period != period || (same_stretch && f.span != like_.span) || !has(f)) continue;
      if (const auto* entry = facts::NamesTable::in_force().find(f.indicator); entry == nullptr || entry->name != name)
        continue;
      if (out == nullptr || out->published.known_by < f.published.known_by) out = &f;
    }
    return out;
  }

  std::optional<Decimal> growth_now(const std::string& name) const { return growth(name, like_.period, true); }

  // Of the same months a year ago, of that whole year, as last year's report told it.
  std::optional<Decimal> growth_before(const std::string& name) const {
    const int year = like_.period.last.year - 1;
    auto same = like_.period;
    same.first.year -= 1;
    same.last.year -= 1;
    if (const auto g = growth(name, same, true)) return g;
    if (const auto g = growth(name, calendar::Period::year(year), false)) return g;
    if (report_.report_year != year) return std::nullopt;
    for (const auto& f : report_.figures) {
      if (!of_report(f, name) || !f.change || !f.change->value || f.change->unit != "%" || f.change->basis != "yoy")
        continue;
      const bool down = f.change->direction == reading::ChangeDirection::down;
      return down ? Decimal(0) - *f.change->value : *f.change->value;
    }
    return std::nullopt;
  }

  // How much of the whole the part is: by this stretch, last year, or last year's report.
  std::optional<double> share(const std::string& part, const std::string& whole) const {
    const auto has = [](const Fact& f) { return f.value.has_value() && f.status != facts::Status::estimate; };
    for (const auto& [period, same] :
         {std::pair{like_.period, true}, std::pair{calendar::Period::year(like_.period.last.year - 1), false}}) {
      const Fact *a = fact(part, period, same, has), *b = fact(whole, period, same, has);
      if (a == nullptr || b == nullptr) continue;
      if (const auto s = quotient(*a->value, a->unit, *b->value, b->unit)) return s;
    }
    const auto *a = told(part), *b = told(whole);
    return a == nullptr || b == nullptr ? std::nullopt : quotient(*a->value, a->unit, *b->value, b->unit);
  }

 private:
  std::optional<Decimal> growth(const std::string& name, const calendar::Period& period, bool same_stretch) const {
    const Fact* f =
        fact(name, period, same_stretch, [](const Fact& one) { return one.growth_pct && one.growth_basis.empty(); });
    return f == nullptr ? std::nullopt : f->growth_pct;
  }
  bool of_report(const reading::Figure& f, const std::string& name) const {
    if (f.status != reading::FigureStatus::achieved || f.confidence < 0.6) return false;
    if (f.period != std::to_string(report_.report_year)) return false;
    const auto* entry = facts::NamesTable::in_force().find(f.indicator);
    return entry != nullptr && entry->name == name;
  }
  const reading::Figure* told(const std::string& name) const {
    const auto at = std::ranges::find_if(report_.figures, [&](const reading::Figure& f) {
      return f.kind == reading::Kind::level && f.value && of_report(f, name);
    });
    return at == report_.figures.end() ? nullptr : &*at;
  }
  static std::optional<double> quotient(const Decimal& a, const std::string& a_unit, const Decimal& b,
                                        const std::string& b_unit) {
    const auto part = quantity::convert(a, a_unit, b_unit);
    if (!part || !b_unit.size() || b.is_zero()) return std::nullopt;
    const double out = part->to_double() / b.to_double();
    return out > 0 && out <= 1.005 ? std::optional(out) : std::nullopt;
  }

  const Fact& like_;
  const reading::Reading& report_;
  const std::vector<Fact>& facts_;
};

std::optional<Decimal> planned_of(const std::string& name, const std::vector<TargetStatus>& targets) {
  for (const auto& t : targets)
    if (t.indicator != nullptr && t.indicator->name == name && t.target.kind == reading::Kind::growth &&
        t.target.value && t.target.relation == reading::Relation::none && !t.target.op.starts_with("~"))
      return t.target.value;
  return std::nullopt;
}

}  // namespace

CauseFound cause_of(const TargetStatus& status, const Decimal& asked, const reading::Reading& report,
                    const std::vector<Fact>& known, const std::vector<TargetStatus>& targets) {
  CauseFound out;
  if (status.indicator == nullptr || !status.latest) return out;
  const Fact& whole = status.latest->recorded();
  if (!whole.growth_pct || *whole.growth_pct >= asked) return out;
  const double gap = (asked - *whole.growth_pct).to_double();
  const Known of(whole, report, known);
  for (const auto& entry : facts::NamesTable::in_force().all()) {
    if (entry.whole != status.indicator->name) continue;
    if (out.state == CauseState::not_asked) out.state = CauseState::no_figures;
    const auto now = of.growth_now(entry.name);
    if (!now) continue;
    const auto share = of.share(entry.name, status.indicator->name);
    const auto planned = planned_of(entry.name, targets);
    const auto reference = planned ? planned : of.growth_before(entry.name);
    if (!share || !reference) {
      const Decimal below = *whole.growth_pct - *now;
      if (!share && below.to_double() >= std::max(kFarPoints, kFarShare * gap))
        out.slow.push_back({entry.name, *now, below});
      continue;
    }
    out.state = CauseState::unexplained;
    const double points = *share * (*reference - *now).to_double();
    if (!out.cause || points > out.cause->points)
      out.cause = Cause{entry.name, *now, *reference, planned.has_value(), *share, points};
  }
  if (out.cause && out.cause->points >= std::max(kLeastPoints, kLeastShare * gap)) {
    out.state = CauseState::explained;
    out.slow.clear();
    return out;
  }
  out.cause.reset();
  std::ranges::stable_sort(out.slow, [](const SlowPart& a, const SlowPart& b) { return a.growth < b.growth; });
  if (out.slow.size() > kMostSlow) out.slow.resize(kMostSlow);
  if (!out.slow.empty()) out.state = CauseState::far_below;
  return out;
}

namespace {

// “其中房地产开发投资下降20.4%，比总体低13.3个百分点”
std::string slow_words(const SlowPart& p, std::string_view points) {
  return p.part + growth_words(p.growth) + "，比总体低" + p.below.reduced().to_string() + std::string(points);
}

}  // namespace

std::string cause_words(const CauseFound& found) {
  if (found.state == CauseState::far_below) {
    std::string out;
    for (const auto& p : found.slow) out += (out.empty() ? "其中" : "，") + slow_words(p, "个百分点");
    return out + "；手头的分项数不全、占比不明，影响多少说不出";
  }
  if (found.state == CauseState::no_figures) return "手头的分项数不全，说不出差在哪一项";
  if (found.state == CauseState::unexplained) return "手头的分项数说明不了差在哪一项";
  if (found.state != CauseState::explained || !found.cause) return {};
  const Cause& c = *found.cause;
  const std::string now = growth_words(c.growth);
  return "其中" + c.part +
         (c.planned ? now + "，比计划" + c.reference.to_string() + "%低" +
                          (c.reference - c.growth).reduced().to_string() + "个百分点"
                    : "由上年" + growth_words(c.reference) + "变为" + now) +
         "，约影响总体" + base::fixed(c.points, 1) + "个百分点";
}

std::string cause_in_short(const CauseFound& found) {
  switch (found.state) {
    case CauseState::not_asked:
      break;
    case CauseState::no_figures:
      return "分项数不全，差在哪项不明";
    case CauseState::unexplained:
      return "差在哪项，分项数说明不了";
    case CauseState::far_below: {
      std::string out;
      for (const auto& p : found.slow) out += (out.empty() ? "" : "、") + p.part + growth_words(p.growth);
      return out + "（占比不明）";
    }
    case CauseState::explained: {
      const Cause& c = *found.cause;
      return "其中" + c.part +
             (c.planned ? growth_words(c.growth) + "、计划" + c.reference.to_string() + "%"
                        : "由上年" + growth_words(c.reference) + "变为" + growth_words(c.growth)) +
             "，影响" + base::fixed(c.points, 1) + "个百分点";
    }
  }
  return {};
}

}  // namespace plan
