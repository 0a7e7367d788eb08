// Where the year stands on a day, by the plan in force and all that has come in, without recording anything: what the
// pages of the office show. Also what changed since another day, what the weekly meeting must talk of, and what was
// asked of whom.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cycle/cycle.hpp"
#include "cycle/inbox.hpp"
#include "cycle/office_settings.hpp"

namespace cycle {

struct Standing {
  PlanInForce plan;
  OfficeSettings settings;
  std::unique_ptr<RunOutcome> run;
};
struct StandingRequest {
  std::string data;
  calendar::Date asof;
  Keep keep = Keep::nothing;  // `questions`: those about replies are asked
  std::string answers_of;     // with `Keep::answers`: the received file whose answers are heard, by its id
  std::string out;            // with `Keep::all`: the folder of the five files
  std::string actor, reason;  // of what is recorded
};
// Faults: "plan.none" when no plan is in force, those of `run`.
base::Result<Standing> standing(const StandingRequest& request, base::World& world);

struct TargetChange {
  std::string target, indicator;
  std::optional<plan::Verdict> was;  // nothing: the target was not there
  plan::Verdict is = plan::Verdict::no_data;
  std::optional<double> chance_was, chance_is;
  std::string period_was, period_is;  // of the latest figures; empty: none
  std::string why, why_english;
};
// Verdict other than before, or a new figure with another chance as it is read; falls before rises.
std::vector<TargetChange> changes_between(const report::RunFindings& was, const report::RunFindings& is);

struct AgendaItem {
  std::string text, owner, link;
  std::string english;  // the same in English; names, and words of documents, as they are written
};
struct AgendaSection {
  std::string kind, title;
  std::vector<AgendaItem> items;
};
// What the week's meeting decides, hears and asks; sections without items are left out. The week is that of `is.asof`.
std::vector<AgendaSection> agenda_of(const report::RunFindings& was, const report::RunFindings& is,
                                     const calendar::WorkingCalendar& calendar);
std::string week_words(const calendar::Date& day);    // 11月24日—11月30日
std::string week_english(const calendar::Date& day);  // 2025-11-24 to 2025-11-30
// What a deadline is and which are of this week, said once on the agenda.
std::string deadline_words(const plan::Settings& settings);
std::string deadline_english(const plan::Settings& settings);

struct BurdenRow {
  std::string office;
  int orders = 0, reminders = 0, questions = 0, files = 0;
  double hours = 0;
};
// Of the year of `asof`, up to that day; the most burdened first.
base::Result<std::vector<BurdenRow>> burden_of(const std::string& data, const calendar::Date& asof,
                                               const OfficeSettings& settings, base::World& world);

}  // namespace cycle
