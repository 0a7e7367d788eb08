#include <cmath>

#include "base/fixed.hpp"
#include "plan/standard.hpp"
#include "plan/verdict_explained.hpp"
#include "plan/verdict_outlook.hpp"
#include "plan/verdict_words.hpp"

// What verdict_words.cpp says, in English. Names, units and quotations of documents stay as they are written.
namespace plan {
namespace {

using facts::Fact;

constexpr const char* kMonths[] = {"",     "January", "February",  "March",   "April",    "May",     "June",
                                   "July", "August",  "September", "October", "November", "December"};

const char* english(Verdict v) {
  switch (v) {
    case Verdict::met:
      return "met";
    case Verdict::on_track:
      return "on track";
    case Verdict::at_risk:
      return "at risk";
    case Verdict::off_track:
      return "off track";
    case Verdict::missed:
      return "missed";
    case Verdict::awaiting_value:
      return "waiting for its value from the level above";
    case Verdict::no_data:
      break;
  }
  return "not judged";
}

// "January–September 2025", "the year 2025", "the end of September 2025".
std::string english_period(const Fact& fact) {
  const auto& p = fact.period;
  const std::string last = std::string(kMonths[p.last.month]) + " " + std::to_string(p.last.year);
  if (fact.span == facts::Span::point) return "the end of " + last;
  if (p.is_year()) return "the year " + std::to_string(p.last.year);
  if (p.months() == 1) return last;
  const std::string first = kMonths[p.first.month];
  return first + (p.first.year == p.last.year ? "" : " " + std::to_string(p.first.year)) + "–" + last;
}

std::string number(double value, int decimals) {
  const std::string text = base::fixed(value, decimals);
  return text.starts_with("-") && text.find_first_of("123456789") == std::string::npos ? text.substr(1) : text;
}
std::string signed_percent(double value) { return (value < 0 ? "" : "+") + number(value, 1) + " %"; }
std::string percent(const Decimal& share) { return (share * Decimal(100)).rounded(1).to_string() + " %"; }
std::string with_unit(const std::string& digits, const std::string& unit) { return digits + " " + unit; }

std::string reason_without_judgement(const TargetStatus& s) {
  const auto& op = s.target.op;
  if (s.verdict == Verdict::awaiting_value) {
    return "its value is set by the level above" +
           (s.target.reference.empty() ? std::string() : " (" + s.target.reference + ")") +
           " and has not come; judged once the paper is there";
  }
  if (op == "~milestone")
    return "measured by whether it is done, and nothing here proves it; an acceptance, approval or issued paper does";
  if (op == "~no-occurrence")
    return "measured by whether it happens at all; the office's own statement for the year proves it";
  if (op == "~direction") return "only a direction is given, and there are no two comparable years";
  if (const auto relation = relation_of(s.target); relation != reading::Relation::none) {
    const bool up = relation == reading::Relation::above || relation == reading::Relation::not_below;
    return std::string(relation == reading::Relation::in_step ? "to keep pace with "
                       : up                                   ? "to stay above "
                                                              : "to stay below ") +
           (s.target.reference.empty() ? std::string("经济增长") : s.target.reference) +
           "; there are no two figures of the same months";
  }
  if (op == "~full-coverage") return "measured by full coverage, of which there is no figure";
  if (op.starts_with("~")) return "no number is set, and nothing here proves it";
  return "there is no published figure of the year that serves; it is judged once one is added" +
         std::string(s.last_year ? " (last year's does not stand for it)" : "");
}

// "; 74.9 % of the year's 125 亿元 done (by the calendar 75.0 %, last year by then 74.1 %)"
std::string english_pace(const TargetStatus& s) {
  if (!s.attained_share) return {};
  std::string text = "; " + percent(*s.attained_share) + " of the target done";
  std::string beside;
  if (s.linear_pace) beside = "by the calendar " + percent(*s.linear_pace);
  if (const auto& season = s.seasonal_pace) {
    const std::string lo = percent(season->lo), hi = percent(season->hi);
    beside += (beside.empty() ? "" : ", ") + std::string("last year by then ") + (lo == hi ? lo : lo + " to " + hi) +
              (season->derived ? " (derived)" : "");
  }
  return text + (beside.empty() ? "" : " (" + beside + ")");
}

std::string english_chance(double p) {
  return p > 0.99 ? "over 99 %" : p < 0.01 ? "under 1 %" : std::to_string(whole_percent(p)) + " %";
}

// How far the figure stands from the line: "5.1 points below the line of 6.0 %".
std::string english_gap(const TargetStatus& s, const std::string& unit) {
  const auto& e = s.explained;
  const Fact& f = s.latest->fact;
  const auto& figure = e.growth ? f.growth_pct : f.value;
  const bool points = e.growth || e.unit == "%";
  const int decimals = e.growth ? 1 : 2;
  const std::string line = number(e.line, decimals) + unit;
  if (e.line_hi) return "; wanted " + line + " to " + number(*e.line_hi, decimals) + unit;
  // Amounts that add up are told by their share of the year.
  if (!figure || (!e.growth && !points && f.span == facts::Span::cumulative))
    return "; the line is " + line + (e.at_most ? " at most" : "");
  const double gap = figure->to_double() - e.line;
  if (std::abs(gap) < 1e-9) return "; on the line of " + line;
  return "; " + number(std::abs(gap), decimals) + (points ? " points " : unit + " ") + (gap < 0 ? "below" : "above") +
         " the line of " + line + (e.at_most ? " at most" : "");
}

}  // namespace

std::string english_sentence(const TargetStatus& s) {
  const std::string name = called(s);
  if (!s.latest) return name + ": " + english(s.verdict) + ": " + reason_without_judgement(s) + ".";
  const Fact& f = s.latest->fact;
  std::string text = name + ", " + english_period(f) + ": ";
  const bool growth = s.forecast ? s.explained.growth : f.growth_pct.has_value();
  if (growth && f.growth_pct) {
    text += (f.growth_pct->is_negative() ? "" : "+") + f.growth_pct->to_string() + " %";
  } else if (f.value) {
    text += with_unit(f.value->to_string(), f.unit);
  }
  if (s.verdict == Verdict::awaiting_value || s.verdict == Verdict::no_data)
    return text + "; " + english(s.verdict) + ": " + reason_without_judgement(s) + ".";
  if (!s.forecast) {
    if (s.probability && s.verdict != Verdict::met && s.verdict != Verdict::missed)
      text += "; chance " + english_chance(*s.probability);
    return text + "; " + english(s.verdict) + ".";
  }
  const std::string unit = growth || s.explained.unit == "%" ? " %" : " " + s.explained.unit;
  const int decimals = growth ? 1 : 2;
  text += english_gap(s, unit) + english_pace(s);
  text += "; the year is expected at " + number(s.forecast->mean, decimals) + unit +
          " (80 %: " + number(s.forecast->lo80, decimals) + " to " + number(s.forecast->hi80, decimals) + ")";
  if (s.probability) text += ", chance " + english_chance(*s.probability);
  return text + ": " + english(s.verdict) + ".";
}

std::string english_rest(const TargetStatus& s) {
  const auto& e = s.explained;
  if (!e.rest)
    return e.rest_note.empty() ? std::string() : "what the rest of the year must average cannot be worked out";
  const RestOfYear& rest = *e.rest;
  const auto amount = [&](double v) {
    return rest.growth ? signed_percent(v) : with_unit(number(v, counts_things(e.unit) ? 0 : 2), e.unit);
  };
  const std::string months =
      rest.months == 1 ? "the remaining month" : "the remaining " + std::to_string(rest.months) + " months";
  std::string text;
  if (rest.average) {
    text = months + " must average " + (e.at_most ? "no more than " : "at least ") + amount(rest.needed);
    if (e.line_hi) text += ", and no more than " + amount(rest.needed + (*e.line_hi - e.line) * 12 / rest.months);
  } else if (e.line_hi) {
    text =
        months + " must bring at least " + amount(rest.needed) + ", and no more than the upper end of the range allows";
  } else if (rest.growth && !e.at_most && !allowed_fall_words(rest.needed, 1).empty()) {
    text = "a fall of up to " + number(-rest.needed, 1) + " % in " + months + " will do";
  } else if (rest.needed <= 0 && !rest.growth) {
    return {};
  } else {
    text = months + (e.at_most ? " may bring no more than " : " must bring ") + amount(rest.needed);
  }
  const auto year = [](const YearValue& v) { return " (" + std::to_string(v.year) + ")"; };
  if (rest.best && rest.worst) {
    text += "; the same months brought " + amount(rest.worst->value) + year(*rest.worst) + " to " +
            amount(rest.best->value) + year(*rest.best);
  } else if (rest.best) {
    text += "; the same months brought " + amount(rest.best->value) + year(*rest.best);
  }
  return text;
}

std::string english_lost(const TargetStatus& s) {
  const auto& lost = s.explained.lost;
  if (!lost) return {};
  if (lost->already) return "by the figures there are, the chance is under 5 % already";
  if (lost->month == 0) return "even at the bad end of the interval the year keeps the target";
  return "at the bad end of the interval the chance falls under 5 % with the figures of " +
         (lost->month == 12 ? std::string("the whole year") : std::string("January–") + kMonths[lost->month]);
}

}  // namespace plan
