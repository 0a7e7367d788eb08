// 年度报告: last year's report told again for the year that has passed, from what was published, handed in and ordered,
// with a draft of the next plan. Its outline is kept; every figure put in knows the fact it is; what has no figure
// stays open for a person as 【待填：…】; what is for people to decide is marked 【建议：…】. Pure.
// What is said and what is not: docs/howto/annual-report.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "document/draft.hpp"
#include "plan/next_target.hpp"
#include "report/documents.hpp"

namespace report {

struct AnnualInput {
  const RunFindings* run = nullptr;  // of the plan of `reading->plan_year`, judged on `run->asof`
  plan::NextTargets next;            // of the year after
  // Code points of the plan's own text; 0: all of it. Behind them stand the tasks of policy files and minutes that were
  // put into the plan, and `of_file` tells which file each is of.
  int own_text = 0;
  // The plan as it was read from its file, for its tables, and what the cells of these tell of the year before: each
  // with its place. Null: there are none.
  const document::Document* document = nullptr;
  std::vector<facts::Fact> table_facts;
  std::map<std::string, std::string> of_file;
};

// What a run of words is: `figure` a published figure, `cited` words of the plan held against it, `reported` what an
// office wrote (a claim), `kept` a heading of last year's report.
enum class AnnualMark { words, figure, blank, proposal, cited, reported, kept };
std::string to_string(AnnualMark mark);  // "figure"

struct AnnualRun {
  std::string text;
  AnnualMark mark = AnnualMark::words;
  std::string ref;  // N3 a figure, K7 a blank, P2 a proposal, M012 a measure
  bool bold = false;
  bool reference = false;  // a source mark such as [3]: no part of the text
};

struct AnnualTable {
  std::string about;  // targets, checklist, blanks, doubts, kept: one of last year's report
  document::DraftTable table;
  std::vector<std::string> refs;  // one a row: T001, M001, K1
};

struct AnnualBlock {
  std::string id;  // B1 …
  document::DraftParagraph::Role role = document::DraftParagraph::Role::body;
  std::vector<AnnualRun> runs;
  std::optional<AnnualTable> table;  // then there are no runs
  bool page_break = false;           // before it
};

// One published figure as it stands in the draft.
struct AnnualFigure {
  std::string id;  // N1 …
  facts::Fact fact;
  std::string printed;  // 330.32亿元
  std::string how;  // “由434567万元换算”, “工业投资12.3亿元÷固定资产投资45.6亿元”; empty: as published
  std::vector<std::string> of;  // ids of the facts that it was made of, where it is none itself
  bool growth = false;          // its growth, else its value
  int source = 0;               // number in `sources`
  std::string block;
  base::Span span;  // code points of `text`; empty: it stands in a table
};

struct AnnualBlank {
  std::string id;  // K1 …
  std::string what, why;
  std::string planned, last_year;  // as printed in last year's report; empty: not told
  std::string holder;              // who has it, as far as known
  std::string doubt;               // what the check of last year's report says of these numbers; empty: nothing
  std::string block;
  base::Span span;
};

struct AnnualProposal {
  std::string id;      // P1 …
  std::string target;  // T001
  std::string indicator, say;
  std::string kind;  // growth, level (from growth and this year's value), kept
  std::optional<double> low, high, mean, lo80, hi80, this_year;  // percent, or in `unit` for a level
  std::optional<double> steady, middle, bold;                    // percent
  std::vector<plan::Option> options;                             // the same with their chances
  std::string unit;
};

// not_yet: judged before the year's figure is there; undecided: it is there, and its rounding cannot tell.
enum class AnnualOutcome { met, missed, not_yet, undecided, awaiting_value, no_data };
std::string to_string(AnnualOutcome outcome);

struct AnnualTarget {
  std::string id;  // T001
  std::string indicator, aim, strength;
  plan::Verdict verdict = plan::Verdict::no_data;
  AnnualOutcome outcome = AnnualOutcome::no_data;
  std::string say;     // one sentence
  std::string figure;  // N1; empty: none
  std::string holder;
};

// done_by_figure and missed_by_figure: all its targets are decided by published figures, and met, or not.
// reported_missed: the sheet of key projects shows less than the plan promised of one by a day that is over.
enum class MeasureState {
  done_by_figure,
  missed_by_figure,
  order_closed,
  order_open,
  reported_done,
  reported_missed,
  reported,
  open
};
std::string to_string(MeasureState state);
std::string to_chinese(MeasureState state);
enum class MeasureNext { keep, raise, drop, decide };
std::string to_string(MeasureNext next);
std::string to_chinese(MeasureNext next);

struct AnnualMeasure {
  std::string id;       // M001
  std::string section;  // 三（一）1
  std::string text;     // as the plan has it
  std::string of_file;  // the policy file or minutes whose task it is; empty: the plan's own
  std::string owner;
  MeasureState state = MeasureState::open;
  std::string evidence;  // the figure, the deed, or what the office wrote, with where it stands
  std::string doubt;     // what the check of the plan says of its words; empty: nothing
  MeasureNext next = MeasureNext::decide;
};

// An error or a doubt that the cross-check finds in last year's report.
struct AnnualDoubt {
  std::string rule, say;
  plan::Severity severity = plan::Severity::warning;
  bool carried = false;  // its words stand in the draft, with the doubt beside them
};

struct AnnualReport {
  std::string title, area, plan_file;
  int year = 0, next_year = 0;
  calendar::Date asof;
  std::vector<AnnualBlock> blocks;
  std::vector<AnnualFigure> figures;
  std::vector<AnnualBlank> blanks;
  std::vector<AnnualProposal> proposals;
  std::vector<AnnualTarget> targets;
  std::vector<AnnualMeasure> measures;
  std::vector<AnnualDoubt> doubts;
  std::vector<std::string> sources;  // "[1] …"
  std::u32string text;               // paragraphs, one a line, without source marks
  std::u32string told;  // the same with what is open, proposed or cited blanked out: what the draft itself claims
};

// `run` must be there, and its reading must have a plan year.
AnnualReport annual_report(const AnnualInput& input);

// As a document; with findings of the check, these stand on its first page.
document::Draft annual_draft(const AnnualReport& report, const plan::CheckResult* findings = nullptr);

}  // namespace report
