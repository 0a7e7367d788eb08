#include <algorithm>
#include <span>

#include "report/annual_parts.hpp"

// 19项主要指标中，15项完成年度目标，社会消费品零售总额、进出口总额2项未达预期: how many targets there were and what
// became of them. Nobody publishes it and no office has it: the verdicts tell.
namespace report::annual {
namespace {

using Words = std::u32string_view;

constexpr Words kStops = U"，。；！？\n", kSentenceEnds = U"。\n";
constexpr Words kOfTargets[] = {U"主要指标", U"预期指标", U"预期目标", U"年度目标", U"年初目标", U"计划目标"};
constexpr Words kMet[] = {U"完成", U"超额完成", U"达到", U"实现", U"均完成", U"全部完成", U"好于预期"};
constexpr Words kMissed[] = {U"未达", U"未完成", U"未实现", U"没有达", U"没有完成", U"没能完成", U"低于预期"};

Span up_to_marks(const Writer& w, const Span& span, Words marks) {
  Span out = span;
  const auto stops = [&](int at) { return marks.find(w.old_text[static_cast<std::size_t>(at)]) != Words::npos; };
  while (out.start > 0 && !stops(out.start - 1)) --out.start;
  while (out.end < static_cast<int>(w.old_text.size()) && !stops(out.end)) ++out.end;
  return out;
}

bool starts_with_one(Words text, std::span<const Words> words) {
  return std::ranges::any_of(words, [&](Words one) { return text.starts_with(one); });
}

bool has_one(Words text, std::span<const Words> words) {
  return std::ranges::any_of(words, [&](Words one) { return text.find(one) != Words::npos; });
}

// What the verdicts make of the headline targets.
struct Standing {
  std::size_t met = 0, open = 0;
  std::vector<std::string> missed;
};

Standing standing_of(const Writer& w) {
  Standing out;
  for (const auto* s : w.digest.headline) {
    const auto outcome = outcome_of(*s);
    if (outcome == AnnualOutcome::met) {
      ++out.met;
    } else if (outcome == AnnualOutcome::missed) {
      out.missed.push_back(name_of(*s));
    } else {
      ++out.open;
    }
  }
  return out;
}

void leave_open(Writer& w, const Standing& now, const std::string& what, const std::string& last_year) {
  AnnualBlank blank;
  blank.what = what;
  blank.why = "主要预期目标" + std::to_string(w.digest.headline.size()) + "项中" + std::to_string(now.open) +
              "项还判断不了，全年数齐了由本表算出";
  blank.last_year = last_year;
  blank.holder = plan::Offices::in_force().body("发展和改革", w.where);
  put_blanks(w, {{std::move(blank), false}}, true);
}

}  // namespace

Tally tally_of(const Writer& w, const reading::Figure& f) {
  if (f.unit != "项" && f.unit != "个") return Tally::none;
  if (!has_one(base::slice(w.old_text, up_to_marks(w, f.span, kSentenceEnds)), kOfTargets)) return Tally::none;
  const Span clause = up_to_marks(w, f.span, kStops);
  const Words behind = base::slice(w.old_text, {f.span.end, clause.end});
  if (starts_with_one(behind, kMissed)) return Tally::missed;
  if (starts_with_one(behind, kMet)) return Tally::met;
  return has_one(behind, kOfTargets) ? Tally::all : Tally::none;
}

void tell_tally(Writer& w, const reading::Figure& f, Tally tally) {
  const Standing now = standing_of(w);
  if (tally == Tally::all) {
    w.words(std::to_string(w.digest.headline.size()) + f.unit);
  } else if (now.open == 0) {
    w.words(std::to_string(tally == Tally::met ? now.met : now.missed.size()) + f.unit);
  } else {
    leave_open(w, now, tally == Tally::met ? "完成年度目标的项数" : "没有达到年度目标的项数", w.places.words(f.span));
  }
}

bool tell_missed(Writer& w, const Span& clause, const reading::Figure& f) {
  const Words before = base::slice(w.old_text, {clause.start, f.span.start});
  const std::string behind = base::to_utf8(base::slice(w.old_text, {f.span.end, clause.end}));
  // Names, or only 有 and 仅.
  constexpr std::size_t kNoName = 3;
  if (before.size() <= kNoName) return false;
  const Standing now = standing_of(w);
  if (now.open > 0) {
    leave_open(w, now, "没有达到年度目标的指标和项数", w.places.words({clause.start, f.span.end}));
    w.words(behind);
  } else if (now.missed.empty()) {
    w.words("没有指标" + behind);
  } else {
    std::string names;
    for (const auto& name : now.missed) names += (names.empty() ? "" : "、") + name;
    w.words(names + std::to_string(now.missed.size()) + f.unit + behind);
  }
  return true;
}

}  // namespace report::annual
