// What a number without words of its own is said of: 86.4亿元、增长15.3%，居全省第一.
#include <algorithm>

#include "reading/naming.hpp"
#include "reading/statement_reader.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

View part(View t, int from, int to) {
  return t.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(0, to - from)));
}

bool in_points(const Mention& m) {
  return m.form == Form::rate && m.token.entry != nullptr && m.token.entry->unit_class == UnitClass::point;
}

}  // namespace

bool same_sort(const Mention& m, View unit) {
  if (m.token.entry == nullptr) return true;
  using enum UnitClass;
  const UnitClass c = m.token.entry->unit_class;
  if (c == percent || c == point || c == multiple || c == tenth || c == place || m.token.entry->word == U"位")
    return true;
  return unit.find(m.token.entry->word) != View::npos;
}

// Does a group without words of its own speak of what was named before?
bool SentenceReader::inherits(const MentionGroup& g) const {
  if (drafts_.empty()) return false;
  const Mention& m = g.members.front();
  const View after = noun_behind(0);
  const bool countable = m.form == Form::amount && (m.token.entry != nullptr ? is_countable(m.token.entry->unit_class)
                                                                             : !m.token.magnitude.empty());
  if (countable && !after.empty()) return false;
  const bool of_goal =
      after.size() > 2 &&
      words::starts_with(after.substr(1), {U"目标", U"任务", U"要求", U"水平", U"速度", U"基础", U"增速", U"增长"}) > 0;
  if (m.form == Form::amount && after.starts_with(U"的") && after.size() > 2 && !of_goal) return false;
  // 带动3万亩田园综合体建设: an extent of what stands behind it.
  if (m.form == Form::amount && m.token.entry != nullptr && m.token.entry->unit_class == UnitClass::area &&
      g.members.size() == 1 && after.size() >= 4 && base::is_han(after.front()) && !of_goal &&
      lexicon().verbs.at(after, 0, static_cast<int>(after.size())).length == 0 && bare_lead(after) == after)
    return false;
  return of_goal || !said_of_noun(g);
}

// 99%乡镇通公路: the share is of the noun behind it. 74%以上用于民生: of what was named before.
bool SentenceReader::said_of_noun(const MentionGroup& g) const {
  const Mention& m = g.members.front();
  if (m.form != Form::amount || m.token.entry == nullptr || g.members.size() > 1) return false;
  if (m.token.entry->unit_class != UnitClass::percent && m.token.entry->unit_class != UnitClass::tenth) return false;
  const View after = noun_behind(0);
  static constexpr View kDeeds[] = {U"用于", U"投向", U"来自", U"为",   U"是",   U"由",   U"进入", U"达到", U"投入",
                                    U"集中", U"分布", U"实现", U"以上", U"提高", U"提升", U"增长", U"和",   U"及"};
  if (after.size() < 2) return false;
  return std::none_of(std::begin(kDeeds), std::end(kDeeds), [&](View deed) { return after.starts_with(deed); });
}

void SentenceReader::read_inherited(MentionGroup& g, int count) {
  if (count > 1) {
    inherit_list(g, count);
  } else if (!g.members.front().all || !inherit_all(g)) {
    inherit_one(g);
  }
}

void SentenceReader::inherit_list(const MentionGroup& g, int count) {
  const Mention& first = g.members.front();
  const bool ranks = first.form == Form::rank;
  const Text base = drafts_.back().base;
  if (static_cast<int>(first.each_basis.size()) == count) {
    // 增长7.2%，比全国、全省分别高1.5个和0.8个百分点: one thing against several.
    const Text name = kind_of_name(base) == Kind::share ? base : joint(base, U"增速");
    for (int i = 0; i < count; ++i) put(g, static_cast<std::size_t>(i), name, i, true);
    for (int i = 0; i < count; ++i) drafts_[drafts_.size() - 1 - static_cast<std::size_t>(i)].base = base;
    return;
  }
  // 收入12亿元,增长6%,分居全市第三、第二位: the place of the level and that of its growth, where the part of the
  // sentence tells of one thing only.
  const Draft& level = drafts_.back();
  if (ranks && count == 2 && level.form == Form::amount && level.figure.change && level.figure.change->value &&
      (drafts_.size() == 1 ||
       part(t_, drafts_[drafts_.size() - 2].figure.span.end, level.figure.span.start).find_first_of(U";。") !=
           View::npos)) {
    put(g, 0, base, 0, true);
    put(g, 0, joint(base, U"增速"), 1, true);
    for (std::size_t i = drafts_.size() - 2; i < drafts_.size(); ++i) {
      drafts_[i].base = base;
      drafts_[i].figure.why.push_back({Rule::names_in_order, {}});
    }
    return;
  }
  // X、Y分别达a、b，分别增长c、d
  if (const auto targets = last_of_list(static_cast<std::size_t>(count)); !targets.empty()) {
    for (int i = 0; i < count; ++i) {
      const Draft& of = drafts_[targets[static_cast<std::size_t>(i)]];
      // 死亡4人,……下降42%: a deed alone is no name.
      const bool deed_only = of.base.size() <= 3 && of.figure.kind == Kind::count;
      const Text name = deed_only ? Text(base::u32(of.figure.indicator)) : of.base;
      put(g, static_cast<std::size_t>(ranks ? 0 : i), name, i, true);
      because(Rule::names_in_order);
    }
    return;
  }
  const List<Text> names = split_names(base, count);
  for (int i = 0; i < count; ++i) {
    const Text name = names.empty() ? drafts_.back().base : names[static_cast<std::size_t>(i)];
    put(g, static_cast<std::size_t>(ranks ? 0 : i), name, i, true);
  }
}

// A 3亿元、B 5亿元，均增长8%
bool SentenceReader::inherit_all(const MentionGroup& g) {
  // What is said of all makes one more of each: where 均 is said over and over, they would double every time.
  constexpr std::size_t kMost = 30;
  List<Text> names;
  const int clause = drafts_.back().clause;
  for (const Draft& d : drafts_) {
    if (d.clause == clause || (d.in_list && d.group == drafts_.back().group)) names.push_back(d.base);
    if (names.size() > kMost) return false;
  }
  if (names.size() < 2) {
    if (drafts_.size() > kMost) return false;
    names.clear();
    for (const Draft& d : drafts_) names.push_back(d.base);
  }
  if (names.size() < 2) return false;
  for (const Text& name : names) {
    put(g, 0, name, 0, true);
    because(Rule::all_before);
  }
  return true;
}

// Where the bracket opens in which the figure named last stands and which has closed before the group; -1: there is
// none.
int SentenceReader::bracket_closed(const MentionGroup& g) const {
  const Mention& m = g.members.front();
  if (drafts_.empty() || m.past_bracket) return -1;
  int closed = 0, opened = 0;
  for (int k = drafts_.back().figure.span.end; k < std::max(m.lead_end, g.lead_start); ++k) {
    const char32_t c = t_[static_cast<std::size_t>(k)];
    if (c == U'(') ++opened;
    if (c == U')') opened > 0 ? --opened : ++closed;
  }
  if (closed == 0) return -1;
  int depth = 0;
  for (int k = drafts_.back().figure.span.start - 1; k >= c_.sentence.start; --k) {
    const char32_t c = t_[static_cast<std::size_t>(k)];
    if (c == U')') ++depth;
    if (c != U'(') continue;
    if (depth > 0) {
      --depth;
    } else if (--closed == 0) {
      return k;
    }
  }
  return -1;
}

// The draft of which a group without words of its own speaks: the last one, or past a bracket that has closed the one
// right before it. 一般公共预算收入20亿元(其中税收收入12亿元),增长4%.
std::size_t SentenceReader::spoken_of(const MentionGroup& g) const {
  const std::size_t last = drafts_.size() - 1;
  const int open = bracket_closed(g);
  if (open < 0) return last;
  const int clause = clause_start_before(t_, c_.sentence.start, open);
  for (std::size_t i = last; i-- > 0;) {
    const Span& span = drafts_[i].figure.span;
    if (span.end > open) continue;
    return span.start >= clause ? i : last;
  }
  return last;
}

void SentenceReader::inherit_one(MentionGroup& g) {
  Mention& first = g.members.front();
  Draft& last = drafts_[spoken_of(g)];
  if (first.past_bracket && drafts_.size() >= 2) {
    const Text named = drafts_[drafts_.size() - 2].base;
    put(g, 0, named, 0, false);
    because(Rule::name_before);
    return;
  }
  if (attaches(g, last)) {
    attach(first, last);
    return;
  }
  Text base = last.base;
  if (first.form == Form::rate && !same_sort(first, last.unit)) {
    for (auto it = drafts_.rbegin(); it != drafts_.rend(); ++it) {
      if (it->form != Form::amount || !same_sort(first, it->unit)) continue;
      base = it->base;
      break;
    }
  }
  const Text said = base;
  // 增长8%，高于全国2个百分点: it is the growth that is higher.
  if (in_points(first) && (last.form == Form::rate || (last.figure.change && !kind_of_name(base).has_value())))
    base += U"增速";
  const bool still_growth = first.form == Form::amount && !first.to && last.figure.kind == Kind::growth &&
                            first.token.entry != nullptr && first.token.entry->unit_class == UnitClass::percent &&
                            last.figure.change && noun_behind(0).empty();
  if (still_growth) {
    // 增长7%左右，力争达到7.5%
    first.form = Form::rate;
    first.direction = last.figure.change->direction;
    first.why.push_back({Rule::still_growth, {}});
  }
  if (is_total_of(first, last)) {
    put(g, 0, U"总数", 0, false);
    return;
  }
  put(g, 0, base, 0, false);
  drafts_.back().base = said;
  because(Rule::name_before);
  drafts_.back().figure.confidence -= 0.1;
}

// 新增企业12家，达98家: how many there are with them, and not how many are new. 累计达98家 may be the new ones so far.
bool SentenceReader::is_total_of(const Mention& m, const Draft& last) const {
  return m.form == Form::amount && last.form == Form::amount && !m.cumulative && !m.to && m.token.entry != nullptr &&
         is_countable(m.token.entry->unit_class) && View(m.token.unit) == View(last.unit) && !last.verb.empty() &&
         last.figure.value && m.token.value > *last.figure.value && noun_behind(0).empty() &&
         part(t_, m.lead_end, m.core.start).find(U'达') != View::npos;
}

// The drafts of the list that ended last, when it has that many members.
List<std::size_t> SentenceReader::last_of_list(std::size_t count) const {
  List<std::size_t> out;
  for (std::size_t i = drafts_.size(); i-- > 0 && out.size() < count;) {
    if (drafts_[i].form == Form::amount || drafts_[i].in_list) out.push_back(i);
  }
  std::reverse(out.begin(), out.end());
  if (out.size() != count) out.clear();
  return out;
}

// 86.4亿元、增长15.3%: growth, rank and flatness right behind a level are said of it.
bool SentenceReader::attaches(const MentionGroup& g, const Draft& last) const {
  const Mention& m = g.members.front();
  if (m.each || m.all || last.in_list || last.figure.kind == Kind::completion) return false;
  if (m.form == Form::rate && !same_sort(m, last.unit)) return false;
  // 预期目标6%左右,实际增长4.1%: what was set and what came of it are two.
  if (!planned_part() && last.figure.status == FigureStatus::target &&
      status_of(m, last.figure) != FigureStatus::target)
    return false;
  if (static_cast<int>(index_) - last.group != 1) return false;
  const View gap = part(t_, last.figure.span.end, std::max(last.figure.span.end, m.lead_end));
  if (gap.size() > 16 ||
      std::count_if(gap.begin(), gap.end(), [](char32_t c) { return c == U',' || c == U'、' || c == U';'; }) > 1)
    return false;
  switch (m.form) {
    case Form::rate:
      return last.form == Form::amount && !(last.figure.change && last.figure.change->value);
    case Form::flat:
      return last.form == Form::amount && !last.figure.change;
    case Form::rank:
      return last.form != Form::rank && !last.figure.rank;
    default:
      return false;
  }
}

void SentenceReader::attach(const Mention& m, Draft& last) {
  Figure& f = last.figure;
  last.group = static_cast<int>(index_);
  f.span.end = m.core.end;
  if (m.form == Form::rank) {
    f.rank = m.rank;
    because(Rule::rank_attached);
    return;
  }
  f.change = change_of(m);
  because(m.form == Form::flat ? Rule::flat_attached : Rule::change_attached);
}

}  // namespace reading
