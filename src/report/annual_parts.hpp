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
  int words_from = 0;                             // where its words begin behind the run-in heading
  std::vector<const reading::Figure*> figures;    // achieved, of the area, in text order
  std::vector<const reading::Measure*> measures;  // of the plan, that speak of the same work
  bool problems = false;                          // it tells of difficulties: these are written anew
  bool several_years = false;                     // it looks back over several years: no figure of it is of one
  bool plans = false;                             // it stands in a part that plans
  const document::Table* table = nullptr;         // it is a table, and no paragraph
  bool above_table = false;                       // it is the title of one, or the line of its units
};

struct OldSection {
  const reading::Heading* heading = nullptr;  // null: before the first one
  std::vector<OldParagraph> paragraphs;
  std::vector<const reading::Measure*> measures;   // of a section that plans
  std::vector<const plan::TargetStatus*> targets;  // headline targets that stand in it
  bool plans = false;
};

// Sections of first and second level in text order; the run-in headings are leads of their paragraphs.
// `own_text`: where the report's own text ends; 0: at the end. `document`: the report with its tables; null: without.
std::vector<OldSection> sections_of(const RunFindings& run, int own_text = 0,
                                    const document::Document* document = nullptr);

// The years of the report one up and half-width marks among Chinese words full-width: “2024年,” → “2025年，”. Others
// stay: 2035年远景目标 is no year of the report, and 2024年11月 is a date of it. As long as before, so places stay.
std::u32string next_years(std::u32string_view words, const reading::Reading& reading);
std::string next_years(std::string_view words, const reading::Reading& reading);
// The marks alone; the years stay.
std::u32string full_width_marks(std::u32string_view words);
// 第九届人民代表大会第五次会议, 九届人大四次会议, from `from` on; empty: none. Its number is not one up with the year:
// a term may have ended.
Span session_in(std::u32string_view text, std::size_t from = 0);

// Puts each measure of the plan to the paragraph of the review that its words are most like; those like none to none.
void put_measures(const reading::Reading& reading, std::vector<OldSection>& sections);

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
  // Last year's words as they were, their years and sessions too, marked 〔…〕 for a person to hold against this year.
  void kept_words(const Span& span);
  // 【上年存疑：……】 behind words that are taken from `span` of last year's report, where its check doubts them.
  void tell_doubt(const Span& span);
  // The run-in heading of a paragraph; nothing where it has none. `against`: the figure that it is contradicted by.
  void lead(const OldParagraph& old, const std::string& against = {});
  bool year_is_over() const { return static_cast<int>(run.asof.year()) > out.year; }
  // Of a part that reviews, a title that claims something (迈上新台阶) is last year's claim and stands in 〔…〕.
  void heading(const reading::Heading& heading, bool reviews = false, const std::string& against = {});
  // What the check of last year's report found wrong or doubtful at the place (分项超过总数), to be told beside the
  // words that are taken from there; empty: nothing.
  std::string doubt_at(const Span& span);
  void page_break_before_next() { page_break_ = true; }
  std::string next_annex();  // 附件1
  // The fact with its amount in the unit in which last year's report told it (434567万元 is 43.46亿元), and always the
  // same way: a table and the text print one amount as one. `f`: where that report tells it; null: nowhere.
  facts::Fact said(const facts::Fact& fact, const reading::Figure* f = nullptr);
  // A target with its latest figure put like that.
  plan::TargetStatus said(plan::TargetStatus status);
  AnnualReport finish();

  const AnnualInput& input;
  const RunFindings& run;
  const reading::Reading& reading;
  Places places;
  Digest digest;
  plan::Jurisdiction where;
  plan::OwnFacts own;
  std::u32string old_text;   // last year's, one year on: `next_years` of the whole
  std::u32string last_text;  // last year's with its own years; the same places
  AnnualReport out;
  Sources sources;
  // Meeting name → the headline targets of it: a growth and an amount may both be promised.
  std::map<std::string, std::vector<const plan::TargetStatus*>> by_name;
  std::set<std::string> told;                               // targets that a sentence has spoken of
  std::map<std::string, std::vector<facts::Fact>> made_of;  // of a figure that two known ones make, by its id
  std::set<const plan::Finding*> carried;                   // findings of last year's report told beside its words

 private:
  std::string block_id() const { return out.blocks.back().id; }
  void title(const std::string& old, bool reviews, const std::string& against);
  void settle_units();
  bool page_break_ = false;
  int annexes_ = 0;
  std::map<std::string, facts::Fact> said_;  // by id
};

// “按可比口径”, “剔除留抵退税因素后”: what a growth on another basis is told with.
std::string basis_phrase(const std::string& basis);
// "增长7.1%、…" of a fact: value and growth as figures, other bases after them. Nothing where it has neither.
void tell_fact(Writer& w, const plan::Latest& latest, const facts::Indicator* indicator);
// Is it the year's, not a part of it?
bool is_of_year(const facts::Fact& fact);
// "，达到年度目标（增长6%左右）", with the words of the plan as cited.
void tell_outcome(Writer& w, const plan::TargetStatus& status);
AnnualOutcome outcome_of(const plan::TargetStatus& status);
// More is better: not a ceiling, not a range. False where the target states no number.
bool asks_at_least(const Writer& w, const reading::Target& target, const facts::Indicator* indicator);
// Who has the figure: whose publication it is (codes/publishers.csv), or whose work, by the tables of indicators and of
// offices; nobody where these do not tell. `context`: the words around the name.
struct Holder {
  std::string body;
  bool publishes = false;  // it is waited for, nobody is asked
};
Holder holder_of(const Writer& w, const facts::Indicator* indicator, const std::string& name,
                 std::string_view context = {});
// Who answers for the measure of the plan that a target stands in.
Holder owner_in_plan(const Writer& w, const std::string& target);
// A blank not yet written: `publishes`, its holder is waited for and not asked.
struct OpenBlank {
  AnnualBlank blank;
  bool publishes = false;
};
// 【待填：网络零售额（计划…；上年…），由区商务局提供】; those of one holder in one pair of brackets, each a run of its
// own. `in_sentence`: its name stands before it, so 【待填：计划…，上年…，由区商务局提供】.
void put_blanks(Writer& w, const std::vector<OpenBlank>& open, bool in_sentence = false);
// Words of `old_text` that are said again outside 〔〕: the number of a session in them is left open.
void carry(Writer& w, std::u32string_view text);
// What is proposed for a target, in few signs for a cell that read `old` last year: “建议5.0～5.6”, “建议沿用5左右”.
std::string proposal_in_short(Writer& w, const plan::TargetStatus& status, const std::string& old);
// A table of last year's report, one year on.
void tell_table(Writer& w, const OldParagraph& old);
// “130场以上”: the target as it was put, without the name.
std::string aim_in_short(const Writer& w, const plan::TargetStatus& status);
// “ ” inside “ ” become ‘ ’.
std::string inner_quotes(std::string words);

// Where words begin that claim something of the figure beside them that its number does not say (首次突破百亿元大关,
// 创历史新高, 连续三年, 高于全省), with the adverb that leads them; npos: nowhere.
std::size_t claim_in(std::u32string_view text);
// Of which figures a heading says that they went up, one list of names for each thing it speaks of:
// 有效投资、消费稳步扩大 → {{固定资产投资}, {社会消费品零售总额}}. Only what is said plainly; 消费新增长点不断涌现,
// 企业成本持续下降 give none.
std::vector<std::vector<std::string>> said_to_grow(std::u32string_view heading);
// How many signs at the end of words before a figure are its verb (达到, 增长).
int verb_behind(std::u32string_view text);
// 连续三年: the figure is no figure of the year.
bool counts_a_streak(std::u32string_view text, const Span& figure);
// 突破百亿元社会消费品零售总额 → 社会消费品零售总额, where what is left is a known name; else as it was.
std::string name_without_claims(const std::string& name);
// 省市重点项目 in the report of a district: other projects than its own 重点项目.
bool of_another_level(const std::string& indicator, const std::string& area);
// The indicator of the table of names that last year's figure was of; null: none that it has.
const facts::Indicator* entry_of(const Writer& w, const std::string& indicator);

// A figure that nobody published: a share, a share done, a ratio whose both parts are known of the year, or what the
// sheet of key projects adds up to. Marked derived, its note says how it was made. Nothing where a part is missing.
std::optional<facts::Fact> made_figure(Writer& w, const reading::Figure& f);

// What stands before the verb of a growth: “按不变价格计算，比上年”. Words of a basis only where this year's growth is
// on it.
std::string lead_of_growth(const Writer& w, const reading::Figure& f, const facts::Fact& growth);
// Last year's growth was told on a comparable basis, and this one does not say so.
bool on_another_basis(const Writer& w, const reading::Figure& f, const facts::Fact& growth);
// “比上年提高” + “1.3个百分点”.
struct Told {
  facts::Fact fact;  // derived
  std::string lead, printed;
};
// By how much the year's value stands above or below the year before's, where last year's figure told that of its own;
// nothing where the two numbers have not the same decimals, or last year's verb has no contrary.
std::optional<Told> change_of(Writer& w, const reading::Figure& f, const facts::Fact& now);
// How far the own growth (or rate) is from the nation's, province's or city's, where the figures of one such area are
// in hand: 高于全国平均水平0.4个百分点.
std::optional<Told> gap_of(Writer& w, const reading::Figure& f, const facts::Fact* growth, const facts::Fact* value);

// Whether a number of last year's report counts its targets: all (19项主要指标), those met, those missed.
enum class Tally { none, all, met, missed };
Tally tally_of(const Writer& w, const reading::Figure& f);
// This year's number by the verdicts, or an open place of the own bureau while some cannot be judged.
void tell_tally(Writer& w, const reading::Figure& f, Tally tally);
// “甲、乙2项未达预期”: a clause that names the missed ones is written anew, names and number. False, and nothing
// written, where it names none.
bool tell_missed(Writer& w, const Span& clause, const reading::Figure& f);

void opening(Writer& w);
void overall(Writer& w);
void review_paragraph(Writer& w, const OldParagraph& paragraph);
// “固定资产投资下降0.4%”: what the year's figures of the paragraph say against a heading that went the other way;
// empty: nothing does.
std::string said_against(Writer& w, const OldParagraph& paragraph, std::string_view heading);
void problems(Writer& w, const std::vector<OldSection>& sections);
void next_targets(Writer& w, const OldSection& section);
// A part of the plan: its targets proposed, what it says kept, its measures open with their place in the annex.
void plan_section(Writer& w, const OldSection& section);
// All measures, once.
void list_of_measures(Writer& w);
void list_of_blanks(Writer& w);

// What the check of last year's report found, and what became of it here.
void list_of_doubts(Writer& w);

// States of all measures, into `w.out.measures`.
void judge_measures(Writer& w);
const AnnualMeasure& measure_of(const Writer& w, const std::string& id);
// “岚湖大道三期计划年内开工，到2025年12月底仍未开工；…”: what the sheet of key projects shows against the plan's
// promises; empty: nothing.
std::string broken_promises(const Writer& w);

}  // namespace report::annual
