#include "reading/sentence_figures.hpp"

#include <algorithm>

#include "reading/naming.hpp"
#include "reading/statement_reader.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

View part(View t, int from, int to) {
  return t.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(0, to - from)));
}

}  // namespace

void SentenceReader::run(std::vector<Figure>& figures, List<Nonfigure>& names, std::u32string& topic) {
  std::size_t members = 0;
  for (const MentionGroup& g : grouped_.groups) members += g.members.size();
  drafts_.reserve(members);
  for (std::size_t g = 0; g < grouped_.groups.size(); ++g) {
    index_ = g;
    noun_of_ = View::npos;
    read_group(grouped_.groups[g]);
  }
  if (!drafts_.empty()) topic.assign(drafts_.back().base);
  for (Draft& d : drafts_) figures.push_back(std::move(d.figure));
  names.insert(names.end(), grouped_.nonfigures.begin(), grouped_.nonfigures.end());
  names.insert(names.end(), names_.begin(), names_.end());
}

// ---- the words around ----------------------------------------------------------------------------------------------

View SentenceReader::raw(int from, int to) const { return part(c_.text, from, to); }

View SentenceReader::noun_behind(std::size_t member) const {
  if (noun_of_ != member) {
    noun_ = around_.after(index_, member);
    noun_of_ = member;
  }
  return noun_;
}

// The words of which the group speaks, without the noun that belongs to the number before.
View SentenceReader::lead_of(const MentionGroup& g) const {
  const Mention& first = g.members.front();
  const int end = std::max(g.lead_start, first.lead_end);
  const View lead = without_area(base::trim(raw(g.lead_start, end)), c_.area);
  const View gap = base::trim(part(t_, g.lead_start, end));
  const bool counts_noun = first.form == Form::amount && !noun_behind(0).empty();
  // 十大领域、115项举措; 3家A及5家B: the list goes on, and what it lists stands behind the number.
  if (counts_noun && joins_list(gap)) return {};
  if (!g.same_clause || gap.empty()) return lead;
  // 新增3家企业、引进项目5个: behind the first 、. 4.52万家企业发放补贴2亿元: behind the noun.
  if (const auto mark = gap.find(U'、'); mark != View::npos && !(first.all && mark > 0 && drafts_.empty()))
    return lead.substr(mark + 1);
  const bool counted = !drafts_.empty() && drafts_.back().form == Form::amount;
  if (!counted) return lead;
  // 企业发放补贴 -> 发放补贴; 站点完成借地 -> 站点借地
  const Phrase phrase = parse_phrase(lead);
  return !phrase.verb.empty() && !phrase.subject.empty() && !phrase.mild ? lead.substr(phrase.subject.size()) : lead;
}

// 资助残疾大学生、困难家庭大学生，合计6300名: the clause before names them, when nothing in it is counted. So do the
// words before a bracket that names nothing itself: 地区生产总值（前三季度208.6亿元、增长5.1%）.
View SentenceReader::lead_from_clause_before(const MentionGroup& g) const {
  const int end = g.lead_start - 1;
  if (end <= c_.sentence.start || View(U",(").find(t_[static_cast<std::size_t>(end)]) == View::npos) return {};
  const int start = clause_start_before(t_, c_.sentence.start, end);
  // 比年初目标（6.5%）低2.3个百分点: the bracket tells the standard, not the thing.
  if (t_[static_cast<std::size_t>(end)] == U'(' && basis_before(t_, end, start).start < end) return {};
  for (std::size_t i = index_; i-- > 0;) {
    const auto& members = grouped_.groups[i].members;  // empty when its numbers turned out to be names
    if (members.empty()) continue;
    if (members.back().core.end > start) return {};
    break;
  }
  if (!noun_behind(0).empty() && g.members.front().form == Form::amount) return {};
  const View clause = base::trim(raw(start, end));  // what was left blank before the bracket is no part of it
  return clause.size() <= 40 ? without_area(clause, c_.area) : View();
}

// 工业投资（其中技改投资3亿元）增长9%: once the bracket has closed, the words before it name the thing, and not what
// stands in it. Nothing where a figure stands before the bracket, or where the bracket tells of the thing itself.
View SentenceReader::lead_before_bracket(const MentionGroup& g) const {
  const int open = bracket_closed(g);
  if (open < 0 || spoken_of(g) + 1 < drafts_.size()) return {};
  const int start = clause_start_before(t_, c_.sentence.start, open);
  if (basis_before(t_, open, start).start < open) return {};
  const View clause = base::trim(raw(start, open));
  return clause.size() > 40 || bare_lead(clause) == View(drafts_.back().base) ? View() : clause;
}

// ---- groups with words of their own --------------------------------------------------------------------------------

void SentenceReader::read_group(MentionGroup& g) {
  drop_bare(g);
  if (g.members.empty()) return;
  const Mention& first = g.members.front();
  if (!first.token.ratio.empty() && (first.form == Form::amount || first.form == Form::rate)) {
    read_ratio(g);
    return;
  }
  View lead = lead_of(g);
  View bare = bare_lead(lead);
  if (bare.empty() && !g.same_clause) {
    lead = lead_from_clause_before(g);
    bare = bare_lead(lead);
  }
  const int count =
      first.form == Form::rank ? static_cast<int>(first.positions.size()) : static_cast<int>(g.members.size());
  if (bare.empty() && inherits(g)) {
    lead = lead_before_bracket(g);
    bare = bare_lead(lead);
    if (bare.empty()) {
      read_inherited(g, count);
      return;
    }
  }
  if (count > 1) {
    read_list(g, lead, count);
    return;
  }
  if (read_shared_growth(g, bare)) return;
  const bool ranked_list = first.form == Form::rank && list_names(bare).size() >= 2 && lead.find(U'等') == View::npos &&
                           lead.find(U'，') == View::npos;
  if ((first.all || ranked_list || is_of_each_rate(g, bare)) && read_each_named(g, lead)) return;
  put(g, 0, lead, 0, false);
}

// A、B、C分别增长7%、8%和9%: each number has its name, or all have one.
void SentenceReader::read_list(const MentionGroup& g, View lead, int count) {
  const bool ranks = g.members.front().form == Form::rank;
  const List<Text> names = split_names(lead, count);
  for (int i = 0; i < count; ++i) {
    const bool split = !names.empty();
    put(g, static_cast<std::size_t>(ranks ? 0 : i), split ? View(names[static_cast<std::size_t>(i)]) : lead, i, true);
    because(split ? Rule::list_split : Rule::list_of_one);
  }
}

// 工业投资、技改投资增速达12%: the growth of each.
bool SentenceReader::read_shared_growth(const MentionGroup& g, View bare) {
  const Mention& m = g.members.front();
  const View verb = part(t_, m.zone_start, m.core.start);
  const View thing = bare;
  if (m.form != Form::rate || m.all || words::starts_with(verb, {U"增速", U"增幅", U"涨幅"}) == 0 ||
      thing.find(U'、') == View::npos || thing.find(U'等') != View::npos)
    return false;
  const int count = static_cast<int>(list_names(thing).size());
  const List<Text> names = count >= 2 && count <= 6 ? split_names(thing, count) : List<Text>();
  for (const Text& name : names) {
    put(g, 0, name, 0, true);
    because(Rule::all_each);
  }
  return !names.empty();
}

// 入学率和巩固率达100%: one share that each of the rates has.
bool SentenceReader::is_of_each_rate(const MentionGroup& g, View bare) const {
  const Mention& m = g.members.front();
  if (m.form != Form::amount || m.token.unit != U"%" || std::ranges::count(bare, U'率') < 2) return false;
  for (int n = 3; n >= 2; --n) {
    const List<Text> names = split_names(bare, n);
    if (!names.empty()) return std::ranges::all_of(names, [](const Text& name) { return View(name).ends_with(U'率'); });
  }
  return false;
}

// A、B、C均居全国首位: one record for each that is named.
bool SentenceReader::read_each_named(const MentionGroup& g, View lead) {
  if (list_names(lead).size() < 2 && lead.find_first_of(U"和与及") == View::npos) return false;
  for (int n = 6; n >= 2; --n) {
    const List<Text> names = split_names(lead, n);
    if (names.empty()) continue;
    for (const Text& name : names) {
      put(g, 0, name, 0, true);
      because(Rule::all_each);
    }
    return true;
  }
  return false;
}

// A number without unit, verb or name is no figure: 12345.
void SentenceReader::drop_bare(MentionGroup& g) {
  const auto kept = std::remove_if(g.members.begin(), g.members.end(), [&](const Mention& m) {
    const bool bare_rate = m.form == Form::rate && m.token.unit.empty() && m.core.end < c_.sentence.end &&
                           base::is_han(t_[static_cast<std::size_t>(m.core.end)]);
    if (bare_rate) {
      names_.push_back({m.token.number, "名称中的数字"});
      return true;
    }
    if (m.form != Form::amount || !m.token.unit.empty() || m.token.fraction || !m.token.ratio.empty() || m.from)
      return false;
    const View lead = bare_lead(raw(g.lead_start, std::max(g.lead_start, m.lead_end)));
    const auto kind = kind_of_name(lead);
    const bool measured = m.to || m.lead_end < m.zone_start || m.zone_start < m.core.start;
    const bool next_han = m.core.end < c_.sentence.end && base::is_han(t_[static_cast<std::size_t>(m.core.end)]);
    if (m.token.chinese) return true;
    if (kind && measured) return false;
    if (kind == Kind::index) return false;
    if (measured && !next_han && m.to) return false;
    names_.push_back({m.token.number, next_han ? "名称中的数字" : "没有单位的数字"});
    return true;
  });
  if (kept == g.members.end()) return;
  g.members.erase(kept, g.members.end());
  noun_of_ = View::npos;
}

// 三次产业比重为5.8∶36.1∶58.1
void SentenceReader::read_ratio(MentionGroup& g) {
  const View lead = lead_of(g);
  noun_of_ = View::npos;
  Mention m = g.members.front();
  const List<RatioPart> ratio = m.token.ratio;
  const List<RatioPart> from = m.from ? m.from->ratio : List<RatioPart>{};
  m.token.ratio.clear();
  if (ratio.size() == 2) {
    g.members = {m};
    const Text before = drafts_.empty() ? Text() : drafts_.back().base;
    put(g, 0, bare_lead(lead).empty() && !drafts_.empty() ? View(before) : lead, 0, false);
    because(Rule::ratio_of_two);
    return;
  }
  m.token.unit = U"%";
  m.token.entry = lexicon().units.find(U"%");
  m.from.reset();
  List<Text> names = split_names(lead, static_cast<int>(ratio.size()));
  const View before = part(t_, c_.sentence.start, m.core.start);
  if (names.empty() && before.find(U"产业") != View::npos)
    names = split_names(U"三次产业比重", static_cast<int>(ratio.size()));
  // 三次产业结构: a part of it is a share.
  for (Text& name : names) {
    for (const View whole : {View(U"结构比例"), View(U"结构比"), View(U"结构")}) {
      if (!View(name).ends_with(whole)) continue;
      name.replace(name.size() - whole.size(), whole.size(), U"比重");
      break;
    }
  }
  g.members.assign(ratio.size(), m);
  for (std::size_t i = 0; i < ratio.size(); ++i) {
    Mention& one = g.members[i];
    one.token.value = ratio[i].value;
    one.token.core = one.core = ratio[i].span;
    if (i > 0) one.zone_start = one.core.start;
    noun_of_ = View::npos;
    put(g, i, names.empty() ? lead : View(names[i]), static_cast<int>(i), true);
    Figure& f = drafts_.back().figure;
    f.kind = Kind::share;
    if (from.size() == ratio.size()) {
      f.from_value = from[i].value;
      if (f.change) f.change->direction = ratio[i].value < from[i].value ? ChangeDirection::down : ChangeDirection::up;
    }
    because(Rule::ratio_parts);
  }
}

void read_statements(const SentenceContext& context, const SentenceTokens& tokens, std::vector<Figure>& figures,
                     List<Nonfigure>& names, std::u32string& topic) {
  SentenceReader(context, tokens).run(figures, names, topic);
}

}  // namespace reading
