// From the mentions of one sentence to its figures. Private to this room. sentence_figures.cpp: a group with words of
// its own, its lists and ratios; sentence_ellipsis.cpp: a group that speaks of what was named before;
// sentence_statement.cpp: one figure, with its value, kind, name, period and status.
#pragma once

#include "reading/sentence_figures.hpp"
#include "reading/surroundings.hpp"

namespace reading {

// A figure while its sentence is still being read.
struct Draft {
  Figure figure;
  Text base;     // what growth and rank that follow are said of
  Text verb;     // what a list that goes on shares
  Text subject;  // who acts
  Text unit;     // the figure's, as code points
  Form form = Form::amount;
  int clause = 0;  // how many commas before it
  int group = 0;
  bool in_list = false;
  Text plan;  // of a planned amount: what it is called, 年计划; what follows is said of the indicator
};

class SentenceReader {
 public:
  SentenceReader(const SentenceContext& context, const SentenceTokens& tokens)
      : c_(context), t_(context.norm), grouped_(group_mentions(context, tokens)), around_(c_, grouped_) {}

  void run(std::vector<Figure>& figures, List<Nonfigure>& names, std::u32string& topic);

 private:
  // The words around.
  View raw(int from, int to) const;
  View noun_behind(std::size_t member) const;
  View lead_of(const MentionGroup& g) const;
  View lead_from_clause_before(const MentionGroup& g) const;
  View lead_before_bracket(const MentionGroup& g) const;

  // Groups with words of their own.
  void read_group(MentionGroup& g);
  void drop_bare(MentionGroup& g);
  void read_list(const MentionGroup& g, View lead, int count);
  bool read_shared_growth(const MentionGroup& g, View bare);
  bool is_of_each_rate(const MentionGroup& g, View bare) const;
  bool read_each_named(const MentionGroup& g, View lead);
  void read_ratio(MentionGroup& g);

  // Groups that speak of what was named before.
  bool inherits(const MentionGroup& g) const;
  bool said_of_noun(const MentionGroup& g) const;
  void read_inherited(MentionGroup& g, int count);
  void inherit_list(const MentionGroup& g, int count);
  bool inherit_all(const MentionGroup& g);
  void inherit_one(MentionGroup& g);
  int bracket_closed(const MentionGroup& g) const;
  std::size_t spoken_of(const MentionGroup& g) const;
  bool is_total_of(const Mention& m, const Draft& last) const;
  List<std::size_t> last_of_list(std::size_t count) const;
  bool attaches(const MentionGroup& g, const Draft& last) const;
  void attach(const Mention& m, Draft& last);

  // One figure.
  void put(const MentionGroup& g, std::size_t member, View lead, int order, bool in_list);
  void because(Rule rule) { drafts_.back().figure.why.push_back({rule, {}}); }
  const Draft* draft_before(int at) const;
  View projects_counted(int at) const;
  bool of_plan(const Mention& m, View bare, Draft& d);
  Text invested_in(const Mention& m) const;
  Change change_of(const Mention& m) const;
  bool planned_part() const { return c_.part == Part::plan || c_.part == Part::outlook; }
  Qualifier qualifier_of(const NumberToken& token) const;
  void measure(const Mention& m, Figure& f) const;
  bool counts_follow(const Mention& m) const;
  void settle_kind(const Mention& m, std::size_t member, Figure& f) const;
  void name(const MentionGroup& g, std::size_t member, View lead, Draft& d);
  void kind_from_name(const Mention& m, Text& name, Figure& f) const;
  int clause_start(const Mention& m) const;
  int year_of(const Mention& m) const;
  bool estimated(const Mention& m) const;
  FigureStatus status_of(const Mention& m, const Figure& f) const;

  const SentenceContext& c_;
  View t_;
  GroupedSentence grouped_;
  Surroundings around_;
  List<Draft> drafts_;
  List<Nonfigure> names_;
  std::size_t index_ = 0;
  mutable std::size_t noun_of_ = View::npos;  // the member whose noun is kept in `noun_`, while its group is read
  mutable View noun_;
  mutable Span clause_;           // the start found last, and of which place
  mutable int estimate_at_ = -2;  // where 预计 ends in the sentence first; -1: nowhere; -2: not yet looked for
};

// Is a change in the unit of `m` a change of a figure in `unit`? One in 天 is no change of a percentage.
bool same_sort(const Mention& m, View unit);

}  // namespace reading
