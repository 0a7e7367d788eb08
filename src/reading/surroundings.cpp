#include "reading/surroundings.hpp"

#include <algorithm>

#include "reading/dates.hpp"
#include "reading/naming.hpp"

namespace reading {
namespace {

View part(View t, int from, int to) {
  return t.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(0, to - from)));
}

}  // namespace

View Surroundings::raw(int from, int to) const { return part(c_.text, from, to); }

bool joins_list(View gap) {
  return gap.ends_with(U"及") || gap.ends_with(U"和") || gap.ends_with(U"与") || gap.ends_with(U"、");
}

View Surroundings::after(std::size_t group, std::size_t member) const {
  const MentionGroup& g = grouped_.groups[group];
  const Mention& m = g.members[member];
  int limit = c_.sentence.end;
  bool counted_next = false;
  if (member + 1 < g.members.size()) {
    limit = g.members[member + 1].zone_start;
    counted_next = true;
  } else if (group + 1 < grouped_.groups.size()) {
    limit = std::max(m.core.end, grouped_.groups[group + 1].members.front().lead_end);
    counted_next = true;
  }
  return raw(m.core.end, noun_end(m.core.end, limit, counted_next));
}

View Surroundings::after_next(std::size_t group) const {
  if (group + 1 >= grouped_.groups.size()) return {};
  const MentionGroup& next = grouped_.groups[group + 1];
  const Mention& m = next.members.front();
  if (m.form != Form::amount || !next.same_clause) return {};
  int limit = c_.sentence.end;
  if (group + 2 < grouped_.groups.size())
    limit = std::max(m.core.end, grouped_.groups[group + 2].members.front().lead_end);
  return raw(m.core.end, noun_end(m.core.end, limit, true));
}

int Surroundings::noun_end(int from, int limit, bool counted_next) const {
  int end = from, depth = 0, opened = from;
  // 完成年计划的89.4%(主要是建筑业未达预期),增长2%: a remark on the number, and no noun.
  if (from < limit && t_[static_cast<std::size_t>(from)] == U'(') {
    int close = from;
    while (close < limit && t_[static_cast<std::size_t>(close)] != U')') ++close;
    const int next = close + 1;
    if (close >= limit || next >= limit || is_boundary(t_[static_cast<std::size_t>(next)]) ||
        t_[static_cast<std::size_t>(next)] == U'、')
      return from;
  }
  for (; end < limit; ++end) {
    const char32_t ch = t_[static_cast<std::size_t>(end)];
    if (ch == U'“' || ch == U'(' || ch == U'《' || ch == U'[') {
      if (depth++ == 0) opened = end;
    }
    if ((ch == U'”' || ch == U')' || ch == U'》' || ch == U']') && --depth < 0) break;
    if (depth > 0) continue;
    if (is_boundary(ch) || (ch == U'或' && end == from)) break;
    if (ch == U'、' && (end == from || !noun_goes_on(end + 1, limit, counted_next)) && !deeds_listed(from, end, limit))
      break;
  }
  // 项目40项(拆分后共52项): what is bracketed holds a number of its own, and is no part of the noun.
  return depth > 0 ? opened : end;
}

// 30个新建、续建项目: deeds that tell which are counted.
bool Surroundings::deeds_listed(int from, int mark, int limit) const {
  if (mark == from || lexicon().verbs.find(part(t_, from, mark)) == nullptr) return false;
  const auto next = lexicon().verbs.at(t_, mark + 1, limit);
  if (!next) return false;
  const View rest = part(t_, mark + 1 + next.length, limit);
  return rest.starts_with(U"项目") || rest.starts_with(U"工程") || rest.starts_with(U"的") || rest.starts_with(U"、");
}

// 21个世界500强、央企投资项目: the noun is itself a list.
bool Surroundings::noun_goes_on(int from, int limit, bool counted_next) const {
  int end = from;
  while (end < limit && !is_boundary(t_[static_cast<std::size_t>(end)]) && t_[static_cast<std::size_t>(end)] != U'、')
    ++end;
  const View piece = part(t_, from, end);
  if (piece.size() < 2) return false;
  const Phrase phrase = parse_phrase(piece);
  if (!phrase.verb.empty() && (phrase.subject.empty() || !counted_next)) return false;
  if (!bare_lead(piece).starts_with(piece.substr(0, 2))) return false;
  if (end < limit || !counted_next) return true;
  return joins_list(piece);
}

int Surroundings::clause_number(int at) const {
  if (at < counted_to_) counted_to_ = c_.sentence.start, marks_ = 0;
  for (; counted_to_ < at; ++counted_to_) marks_ += is_boundary(t_[static_cast<std::size_t>(counted_to_)]) ? 1 : 0;
  return marks_;
}

int Surroundings::year_set_before(int to) const {
  if (to < years_to_) years_to_ = c_.sentence.start, year_ = 0;
  // 到 or 至, four digits and 年 all stand before `to`.
  for (; years_to_ + 6 <= to; ++years_to_) {
    const char32_t c = t_[static_cast<std::size_t>(years_to_)];
    if ((c != U'到' && c != U'至') || !is_digit(t_[static_cast<std::size_t>(years_to_ + 1)])) continue;
    if (const int found = last_year_in(part(t_, years_to_ + 1, years_to_ + 6)); found > 0) year_ = found;
  }
  return year_;
}

}  // namespace reading
