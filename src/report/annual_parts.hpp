// The parts of the annual report, in the order they are read. Private to this room.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "plan/matching.hpp"
#include "plan/orders_offices.hpp"
#include "report/annual.hpp"
#include "report/digest.hpp"
#include "report/places.hpp"
#include "report/sources.hpp"
#include "report/status_words.hpp"

namespace report::annual {

using base::Span;
using Role = document::DraftParagraph::Role;

// A line of last year's report.
struct OldParagraph {
  Span span;
  std::string lead;                               // its run-in heading; empty: none
  std::vector<const reading::Figure*> figures;    // achieved, of the area, in text order
  std::vector<const reading::Measure*> measures;  // of the plan, that speak of the same work
  bool problems = false;                          // it tells of difficulties: these are written anew
  bool several_years = false;                     // it looks back over several years: no figure of it is of one
};

struct OldSection {
  const reading::Heading* heading = nullptr;  // null: before the first one
  std::vector<OldParagraph> paragraphs;
  std::vector<const reading::Measure*> measures;   // of a section that plans
  std::vector<const plan::TargetStatus*> targets;  // headline targets that stand in it
  bool plans = false;
};

// Sections of first and second level in text order; the run-in headings are leads of their paragraphs.
std::vector<OldSection> sections_of(const RunFindings& run);

// The years of the report in words one up: “2024年” → “2025年”. Others stay: 2035年远景目标 is no year of the report.
std::string next_years(std::string_view words, const reading::Reading& reading);

// Puts each measure of the plan to the paragraph of the review that its words are most like; those like none are given
// back.
std::vector<const reading::Measure*> put_measures(const reading::Reading& reading, std::vector<OldSection>& sections);

// Writes blocks, numbering what it puts in.
class Writer {
 public:
  explicit Writer(const AnnualInput& input);

  AnnualBlock& begin(Role role);
  void words(std::string_view text, bool bold = false);
  void marked(AnnualMark mark, std::string_view text, const std::string& ref);
  // A published figure's value or growth, with its source mark; gives its id.
  std::string figure(const facts::Fact& fact, bool growth, const std::string& printed);
  // The same where the figure stands in a table.
  std::string figure_in_table(const facts::Fact& fact, bool growth, const std::string& printed);
  std::string blank(AnnualBlank blank);
  void proposal(AnnualProposal proposal);
  void table(AnnualTable table, bool page_break = false);
  void paragraph(Role role, std::string_view text) { begin(role), words(text); }
  void heading(const reading::Heading& heading);
  void page_break_before_next() { page_break_ = true; }
  AnnualReport finish();

  const AnnualInput& input;
  const RunFindings& run;
  const reading::Reading& reading;
  Places places;
  Digest digest;
  plan::Jurisdiction where;
  plan::OwnFacts own;
  AnnualReport out;
  Sources sources;
  // Meeting name → the headline targets of it: a growth and an amount may both be promised.
  std::map<std::string, std::vector<const plan::TargetStatus*>> by_name;
  std::set<std::string> told;    // targets that a sentence has spoken of
  std::set<std::string> listed;  // measures that a checklist has

 private:
  std::string block_id() const { return out.blocks.back().id; }
  bool page_break_ = false;
};

// "增长7.1%、…" of a fact: value and growth as figures, other bases after them. Nothing where it has neither.
void tell_fact(Writer& w, const plan::Latest& latest, const facts::Indicator* indicator);
// Is it the year's, not a part of it?
bool is_of_year(const facts::Fact& fact);
// "，达到年度目标（增长6%左右）", with the words of the plan as cited.
void tell_outcome(Writer& w, const plan::TargetStatus& status);
AnnualOutcome outcome_of(const plan::TargetStatus& status);
// More is better: not a ceiling, not a range. False where the target states no number.
bool asks_at_least(const Writer& w, const reading::Target& target, const facts::Indicator* indicator);
// Who has the figure: whose publication it is, or whose work.
struct Holder {
  std::string body;
  bool publishes = false;  // it is waited for, nobody is asked
};
Holder holder_of(const Writer& w, const facts::Indicator* indicator, std::string_view context);
// A blank not yet written: `publishes`, its holder is waited for and not asked.
struct OpenBlank {
  AnnualBlank blank;
  bool publishes = false;
};
// 【待填：网络零售额（计划…；上年…），由区商务局提供】; those of one holder in one pair of brackets, each a run of its
// own.
void put_blanks(Writer& w, const std::vector<OpenBlank>& open);
// “130场以上”: the target as it was put, without the name.
std::string aim_in_short(const Writer& w, const plan::TargetStatus& status);
// “ ” inside “ ” become ‘ ’.
std::string inner_quotes(std::string words);

void opening(Writer& w);
void overall(Writer& w);
void review_paragraph(Writer& w, const OldParagraph& paragraph);
void measures_without_place(Writer& w, const std::vector<const reading::Measure*>& measures);
void problems(Writer& w);
void next_targets(Writer& w, const OldSection& section);
void checklist(Writer& w, const OldSection& section);
void list_of_blanks(Writer& w);

// States of all measures, into `w.out.measures`.
void judge_measures(Writer& w);
const AnnualMeasure& measure_of(const Writer& w, const std::string& id);

}  // namespace report::annual
