// One figure from one mention: value, kind, name, period and status.
#include <algorithm>

#include "reading/dates.hpp"
#include "reading/naming.hpp"
#include "reading/statement_reader.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::has_any;

View part(View t, int from, int to) {
  return t.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(0, to - from)));
}

// The first of 分别下降x、y takes the verb into its span, the others are the bare number.
int bare_start(const Mention& m) { return std::max(m.zone_start, m.token.core.start); }

bool counts_things(const Mention& m) {
  return m.form == Form::amount && m.token.entry != nullptr && is_countable(m.token.entry->unit_class);
}

// 完成年度计划的98.5%, 为年度预算的102.1%: done against a plan.
Text completion_name(const Mention& m, View bare) {
  if (m.form != Form::amount || m.token.entry == nullptr || m.token.entry->unit_class != UnitClass::percent) return {};
  if (!words::ends_with(bare, {U"计划", U"预算", U"目标", U"任务", U"目标任务", U"计划目标"})) {
    // 完成年度计划开工的80%: the deed that was planned is named.
    const auto plan = bare.rfind(U"计划");
    if (!bare.starts_with(U"完成") || plan == View::npos || plan + 6 < bare.size()) return {};
  }
  View what = bare;
  if (const auto at = what.find(U"完成"); at != View::npos) what = what.substr(at + 2);
  return what.size() <= 8 ? joint(what, U"完成率") : Text();
}

// 年计划, 年度目标任务: what was planned of something named before, and nothing more.
bool is_plan_word(View words) {
  static constexpr View kPlans[] = {U"计划",     U"预算",   U"目标",   U"任务",  U"目标任务",
                                    U"计划目标", U"计划数", U"预算数", U"目标值"};
  static constexpr View kOf[] = {U"年度", U"全年", U"年初", U"本年", U"当年", U"年", U""};
  for (const View of : kOf) {
    if (!words.starts_with(of)) continue;
    const View rest = words.substr(of.size());
    if (std::find(std::begin(kPlans), std::end(kPlans), rest) != std::end(kPlans)) return true;
  }
  return false;
}

// 年度计划投资, 累计完成投资: what is put into something that must be named with it.
bool is_investment(View name) {
  bool moved = true;
  while (moved) {
    moved = false;
    for (const View word : {View(U"计划"), View(U"年度"), View(U"年内"), View(U"当年"), View(U"今年"), View(U"已"),
                            View(U"累计"), View(U"实际"), View(U"完成"), View(U"预计"), View(U"概算"), View(U"总")}) {
      if (!name.starts_with(word)) continue;
      name.remove_prefix(word.size());
      moved = true;
    }
  }
  return name == U"投资" || name == U"投资额" || name == U"投资计划";
}

// 食品安全考核连续10年优秀 -> 食品安全考核优秀连续年数
Text streak_name(View subject, View after, View unit) {
  View deed = base::trim(after);
  if (deed.size() > 14) deed = {};
  if (unit.starts_with(U"个")) unit.remove_prefix(1);
  Text out = joint(subject, deed, U"连续", unit);
  return out += U"数";
}

// 经营主体 + 总量 -> 经营主体总量; 外贸进出口额 + 增速 -> 外贸进出口额增速
Text completed(View before, View verb, View name) {
  if (before.empty()) return Text(name);
  View stem = before;
  if (!verb.empty() && stem.starts_with(verb) && stem.size() > verb.size() + 1) stem.remove_prefix(verb.size());
  const auto head = lexicon().heads.before(stem, static_cast<int>(stem.size()), 0);
  const auto kind = kind_of_name(name);
  // 占工业投资的45%，增速12%: the growth is the investment's, not the share's.
  if (kind == Kind::growth) {
    if (const auto share = stem.find(U'占'); share != View::npos && share >= 3) stem = stem.substr(0, share);
  }
  const bool same_sort = !name.starts_with(U"占") && (kind == Kind::level || kind == Kind::count || !kind);
  if (same_sort && head && head.entry->generic && static_cast<int>(stem.size()) - head.length >= 2)
    stem.remove_suffix(static_cast<std::size_t>(head.length));
  const bool counts = stem.ends_with(U"数") && !words::ends_with(stem, {U"指数", U"系数", U"基数", U"倍数"});
  if (stem.size() > 2 && counts) stem.remove_suffix(1);
  return joint(stem, name);
}

// 高新技术企业 of 高新技术企业总数, 引进企业 without 引进: what a deed that is said alone was done to.
View what_was_counted(const Draft& previous) {
  View what = previous.base;
  if (!previous.verb.empty() && what.starts_with(previous.verb)) what.remove_prefix(previous.verb.size());
  if (const auto head = lexicon().heads.before(what, static_cast<int>(what.size()), 0);
      head && head.entry->generic && static_cast<int>(what.size()) - head.length >= 2)
    what.remove_suffix(static_cast<std::size_t>(head.length));
  return what;
}

}  // namespace

Change SentenceReader::change_of(const Mention& m) const {
  Change change;
  change.direction = m.direction;
  change.basis = m.basis.empty() ? "yoy" : m.basis;
  if (!m.excluding.empty()) change.excluding = base::to_utf8(m.excluding);
  change.span = {m.zone_start, m.core.end};
  if (m.form == Form::rate) {
    change.value = m.token.value;
    change.unit = base::to_utf8(m.token.unit);
    const Qualifier q = qualifier_of(m.token);
    if (q != Qualifier::exact) change.qualifier = q;
  }
  return change;
}

Qualifier SentenceReader::qualifier_of(const NumberToken& token) const {
  if (token.above && token.qualifier == Qualifier::over && planned_part()) return Qualifier::at_least;
  return token.qualifier;
}

bool SentenceReader::estimated(const Mention& m) const {
  if (m.estimate) return true;
  if (estimate_at_ == -2) {
    const auto at = part(t_, c_.sentence.start, c_.sentence.end).find(U"预计");
    estimate_at_ = at == View::npos ? -1 : c_.sentence.start + static_cast<int>(at) + 2;
  }
  return estimate_at_ >= 0 && estimate_at_ <= m.core.start;
}

// The draft before the one being named, past those of a bracket that has closed since: 开工40项(其中续建12项),完工….
const Draft* SentenceReader::draft_before(int at) const {
  constexpr std::size_t kMostInBracket = 4;
  if (drafts_.size() < 2) return nullptr;
  int to = at, depth = 0;
  for (std::size_t i = drafts_.size() - 1, seen = 0; i-- > 0 && seen < kMostInBracket; ++seen) {
    for (int k = to - 1; k >= drafts_[i].figure.span.end; --k) {
      if (t_[static_cast<std::size_t>(k)] == U')') ++depth;
      if (t_[static_cast<std::size_t>(k)] == U'(' && depth > 0) --depth;
    }
    if (depth == 0) return &drafts_[i];
    to = std::min(to, drafts_[i].figure.span.end);
  }
  return &drafts_[drafts_.size() - 2];
}

// 市级项目7个,年度计划投资10亿元,完成投资2亿元;……: the projects that this part of the sentence counts.
View SentenceReader::projects_counted(int at) const {
  constexpr std::size_t kFarthest = 6;
  int to = at;
  for (std::size_t i = drafts_.size() - 1, seen = 0; i-- > 0 && seen < kFarthest; ++seen) {
    const Draft& d = drafts_[i];
    if (part(t_, d.figure.span.end, to).find_first_of(U";。") != View::npos) return {};
    if (d.form == Form::amount && d.figure.kind == Kind::count)
      return words::ends_with(d.base, {U"项目", U"工程"}) ? View(d.base) : View();
    to = std::min(to, d.figure.span.start);
  }
  return {};
}

// 产值635亿元,完成年计划710亿元的89.4%,增长2%: the planned amount and its share are of what was named before, and so is
// what follows them. False when `m` is neither.
bool SentenceReader::of_plan(const Mention& m, View bare, Draft& d) {
  if (m.form != Form::amount || m.token.entry == nullptr || drafts_.size() < 2) return false;
  const Draft& last = drafts_[drafts_.size() - 2];
  if (m.token.entry->unit_class == UnitClass::percent) {
    if (last.plan.empty() || part(t_, last.figure.span.end, m.token.core.start) != U"的") return false;
    d.figure.kind = Kind::completion;
    d.figure.indicator = base::to_utf8(joint(last.base, last.plan, U"完成率"));
    d.base = last.base;
    return true;
  }
  View plan = bare;
  for (const View verb : {View(U"完成"), View(U"占"), View(U"为"), View(U"达")})
    if (plan.starts_with(verb)) plan.remove_prefix(verb.size());
  if (!is_plan_word(plan) || last.unit != d.unit || last.form != Form::amount) return false;
  const auto next = static_cast<std::size_t>(m.core.end);
  if (next + 1 >= t_.size() || t_[next] != U'的' || !is_digit(t_[next + 1])) return false;
  d.plan = plan;
  d.base = last.base;
  d.figure.indicator = base::to_utf8(joint(last.base, plan));
  return true;
}

// 投资1.2亿元,实施饮水安全工程: what the money goes to, where nothing in this part of the sentence was named before.
Text SentenceReader::invested_in(const Mention& m) const {
  constexpr int kFarthest = 48;
  const int clause = clause_start(m), end = c_.sentence.end;
  if (clause > c_.sentence.start && View(U";。:").find(t_[static_cast<std::size_t>(clause - 1)]) == View::npos)
    return {};
  if (m.core.end >= end || t_[static_cast<std::size_t>(m.core.end)] != U',') return {};
  int to = m.core.end + 1;
  while (to < std::min(end, m.core.end + kFarthest) && !is_boundary(t_[static_cast<std::size_t>(to)])) ++to;
  const Phrase use = parse_phrase(bare_lead(raw(m.core.end + 1, to)));
  if (use.verb.empty() || use.object.empty()) return {};
  int from = static_cast<int>(use.object.data() - c_.text.data()), last = from + static_cast<int>(use.object.size());
  // 33公里绿道, 公厕10座: how much of it is another figure.
  for (std::size_t i = index_ + 1; i < grouped_.groups.size(); ++i) {
    for (const Mention& other : grouped_.groups[i].members) {
      if (other.core.start < from || other.core.start >= last) continue;
      if (other.core.start == from)
        from = other.core.end;
      else
        last = std::min(last, other.zone_start);
    }
  }
  const View object = bare_lead(raw(from, last));
  return object.size() >= 2 && object.size() <= 16 ? Text(object) : Text();
}

void SentenceReader::put(const MentionGroup& g, std::size_t member, View lead, int order, bool in_list) {
  const Mention& m = g.members[member];
  Draft& d = drafts_.emplace_back();
  d.form = m.form;
  d.group = static_cast<int>(index_);
  d.in_list = in_list;
  d.clause = around_.clause_number(m.core.start);
  Figure& f = d.figure;
  f.span = {order > 0 && m.form != Form::rank ? bare_start(m) : m.zone_start, m.core.end};
  if (!m.why.empty()) {
    f.why.reserve(m.why.size() + 1);
    f.why.assign(m.why.begin(), m.why.end());
  }
  f.cumulative = m.cumulative || lead.find(U"累计") != View::npos;
  f.estimate = estimated(m);
  if (const int year = year_of(g.members.front()); year > 0) f.period = std::to_string(year);
  if (m.form == Form::rank) {
    f.kind = Kind::rank;
    f.rank = m.rank;
    if (m.from) f.from_value = m.from->value;
    if (static_cast<std::size_t>(order) < m.positions.size())
      f.rank->position = m.positions[static_cast<std::size_t>(order)];
  } else if (m.form == Form::flat) {
    f.kind = Kind::growth;
    f.change = change_of(m);
  } else {
    d.unit = m.token.unit;
    measure(m, f);
  }
  const bool planned = of_plan(m, bare_lead(lead), d);
  if (!planned) name(g, member, lead, d);
  if (m.form == Form::amount && f.kind == Kind::level) settle_kind(m, member, f);
  // 亿元以上项目: the line is drawn through what is put into them.
  if (f.kind == Kind::threshold && m.form == Form::amount && m.token.entry != nullptr &&
      m.token.entry->unit_class == UnitClass::money &&
      (noun_behind(member).substr(0, 12).find(U"项目") != View::npos ||
       (counts_follow(m) && f.indicator.ends_with("项目")))) {
    std::u32string name = base::u32(f.indicator);
    if (!name.ends_with(U"规模")) {
      if (name.find(U"项目") == View::npos) name = name == U"投资" ? U"项目" : name + U"项目";
      if (!name.ends_with(U"投资")) name += U"投资";
      f.indicator = base::to_utf8(name + U"规模");
    }
  }
  f.status = d.plan.empty() ? status_of(m, f) : FigureStatus::context;
  f.confidence = std::clamp(f.confidence, 0.05, 0.98);
}

void SentenceReader::measure(const Mention& m, Figure& f) const {
  f.value = m.token.value;
  f.value_max = m.token.value_max;
  f.unit = base::to_utf8(m.token.unit);
  f.qualifier = qualifier_of(m.token);
  if (m.from) f.from_value = m.from->value;
  if (m.form == Form::rate) {
    const bool ratio = m.token.entry == nullptr ? m.token.magnitude.empty()
                                                : m.token.entry->unit_class == UnitClass::percent ||
                                                      m.token.entry->unit_class == UnitClass::multiple ||
                                                      m.token.entry->unit_class == UnitClass::tenth;
    const bool gap = m.basis == "vs_national" || m.basis == "vs_province_average" || m.basis == "vs_half_year";
    f.kind = ratio && !gap ? Kind::growth : Kind::difference;
    f.change = change_of(m);
    return;
  }
  if (m.form == Form::streak) {
    f.kind = Kind::count;
    return;
  }
  f.kind = m.token.entry != nullptr ? m.token.entry->kind : m.token.fraction ? Kind::share : Kind::count;
  if (f.kind == Kind::growth || f.kind == Kind::difference) f.kind = Kind::level;
  if (m.to || m.from) {
    Change change;
    change.direction = m.direction;
    change.basis = "other";
    change.span = {m.zone_start, m.core.end};
    f.change = change;
  }
  if (m.token.class_line) f.kind = Kind::threshold;
}

// Is the number right behind `m` a count of things?
bool SentenceReader::counts_follow(const Mention& m) const {
  if (index_ + 1 >= grouped_.groups.size() || grouped_.groups[index_ + 1].members.empty()) return false;
  const Mention& next = grouped_.groups[index_ + 1].members.front();
  return next.zone_start == m.core.end && counts_things(next);
}

void SentenceReader::settle_kind(const Mention& m, std::size_t member, Figure& f) const {
  if (f.unit.find("/人") != std::string::npos) f.kind = Kind::per_capita;
  // 10亿元以上项目, 超千亿元县: a line that others cross.
  const View after = noun_behind(member);
  const bool names_class = m.token.above && !after.empty() &&
                           has_any(after.substr(0, 12), {U"项目", U"企业", U"单位", U"产业", U"县", U"镇", U"园区",
                                                         U"集群", U"城市", U"工程"});
  // 35蒸吨以下燃煤锅炉
  const bool size_class = m.token.behind && m.token.qualifier == Qualifier::at_most && !after.empty() &&
                          base::is_han(after.front()) && index_ + 1 < grouped_.groups.size();
  // 其中10亿元以上12个: the line, then how many lie beyond it.
  const bool counted_beyond = m.token.above && after.empty() && counts_follow(m);
  const View words = part(t_, m.zone_start, m.token.core.start);
  const bool crossed = m.token.chinese && m.token.qualifier == Qualifier::over &&
                       has_any(words, {U"突破", U"跨", U"迈", U"站上", U"过"}) && !has_any(words, {U"超过"});
  if (names_class || size_class || counted_beyond || crossed) f.kind = Kind::threshold;
}

void SentenceReader::name(const MentionGroup& g, std::size_t member, View lead, Draft& d) {
  const Mention& m = g.members[member];
  Figure& f = d.figure;
  const View after = m.form == Form::amount || m.form == Form::streak ? noun_behind(member) : View{};
  const View bare = bare_lead(lead);
  const Draft* previous = draft_before(m.core.start);
  const bool same_clause = previous != nullptr && previous->clause == d.clause;
  NameParts parts;
  parts.lead = base::trim(lead);
  parts.bare = bare;
  parts.unit = m.token.entry;
  parts.kind = f.kind;
  if (m.form == Form::amount) {
    parts.after = after;
    const bool last_of_group = member + 1 == g.members.size();
    // 20万户46万群众: one noun for both
    const bool noun_shared = after.empty() && index_ + 1 < grouped_.groups.size() &&
                             grouped_.groups[index_ + 1].members.front().zone_start == m.core.end;
    const View next = noun_shared || last_of_group ? around_.after_next(index_) : View{};
    if (noun_shared) parts.after = next;
    // 20个村退出、1万人脱贫: what follows 、 is said of the next.
    const bool listed =
        last_of_group && index_ + 1 < grouped_.groups.size() &&
        part(t_, m.core.end, grouped_.groups[index_ + 1].members.front().core.start).find(U'、') != View::npos &&
        after.find(U'、') == View::npos;
    if (last_of_group && !listed) parts.further = next;
  }
  if (same_clause) parts.verb = previous->verb, parts.subject = previous->subject;
  if (m.form == Form::rank || m.form == Form::flat || m.form == Form::streak)
    parts.unit = nullptr, parts.kind = Kind::rank;
  if (m.form == Form::rate) parts.kind = Kind::growth;
  Name made = make_name(parts);
  Text name = std::move(made.text);
  if (m.form == Form::amount && !d.in_list && is_investment(bare)) {
    if (const View projects = projects_counted(m.core.start); !projects.empty() && projects.size() <= 14) {
      name = made.stem = joint(projects, bare);
    } else if (const Text object = after.empty() ? invested_in(m) : Text(); !object.empty()) {
      name = made.stem = joint(object, bare);
    }
  }
  if (const Text done = completion_name(m, bare); !done.empty()) {
    name = made.stem = done;
    f.kind = Kind::completion;
    // 市外资金210亿元、省外资金95亿元，分别完成目标的105%、119%: one of the amounts before for each.
    const bool each = g.members.front().each || lead.find(U"分别") != View::npos;
    std::size_t back = each ? g.members.size() - member : 1;
    const Draft* whose = previous;
    for (std::size_t i = drafts_.size() - 1; i-- > 0;) {
      if (drafts_[i].form != Form::amount || drafts_[i].group == d.group || --back > 0) continue;
      whose = &drafts_[i];
      break;
    }
    // 一般公共预算收入完成预算的102.3%: its own subject, else what was named before.
    const auto deed = bare.find(U"完成");
    const View own = deed != View::npos ? base::trim(bare.substr(0, deed)) : View();
    const View subject = own.size() >= 3 ? own : whose != nullptr ? View(whose->base) : View();
    if (!subject.empty()) name = joint(subject, done), made.stem = subject;
  }
  if (m.form == Form::rate && f.kind == Kind::growth) {
    made.stem = without_growth_words(name);
    name = made.stem;
  }
  // 农户人均增收900元
  if (m.form == Form::rate && words::ends_with(View(name), {U"人均", U"户均", U"村均", U"亩均"}) &&
      part(t_, m.zone_start, m.core.start).starts_with(U"增收"))
    name = made.stem = name + U"增收";
  const View before = previous == nullptr ? c_.topic : View(previous->base);
  const bool sibling = d.in_list && previous != nullptr && previous->in_list && previous->group == d.group;
  const bool takes_up =
      !sibling && (is_generic(name) || (!bare.empty() && is_generic(bare)) || View(name).starts_with(U"占"));
  if (name.empty()) {
    name = made.stem = before;
    f.confidence -= 0.2;
    f.why.push_back({Rule::name_before, {}});
  } else if (takes_up) {
    name = made.stem = completed(before, previous == nullptr ? View() : View(previous->verb), name);
    f.confidence -= 0.1;
    f.why.push_back({Rule::name_completed, {}});
  }
  // 项目40项(拆分后共52项): the same things, counted otherwise.
  if (counts_things(m) && after.empty() && bare.size() > 2 && bare.back() == U'后' && previous != nullptr &&
      previous->unit == d.unit) {
    made.stem = previous->base;
    name = with_tail(made.stem, m.token.entry);
    f.confidence -= 0.1;
    f.why.push_back({Rule::name_before, {}});
  }
  // 高新技术企业318家，净增41家; 交办57件，办结56件: the deed alone is said, of what was counted before.
  if (!takes_up && !sibling && counts_things(m) && after.empty() && !bare.empty() && bare.size() <= 4 &&
      previous != nullptr && previous->unit == d.unit) {
    const Phrase deed = parse_phrase(bare);
    // 计划开工项目40项,已开工31项: the deed was named with its object before.
    const auto again = View(previous->base).find(bare);
    const bool object_said = again != View::npos && again + bare.size() + 2 <= previous->base.size();
    if (deed.subject.empty() && deed.object.empty() && (again == View::npos || (object_said && again > 0))) {
      const View what = what_was_counted(*previous);
      // 生猪存栏68万头、出栏102万头: one deed in the place of the other.
      const View tail = what.size() >= bare.size() + 2 ? what.substr(what.size() - bare.size()) : View();
      const bool other_deed = !tail.empty() && lexicon().verbs.find(tail) != nullptr;
      made.stem = again != View::npos ? Text(View(previous->base).substr(again))
                  : other_deed        ? joint(what.substr(0, what.size() - tail.size()), bare)
                                      : joint(bare, what);
      name = with_tail(made.stem, m.token.entry);
      f.confidence -= 0.1;
      f.why.push_back({Rule::name_completed, {}});
    }
  }
  // 其中10亿元以上项目7个, 亿元以上项目投资增长9%: the size says which are meant.
  const View size = same_clause && previous->figure.kind == Kind::threshold && after.empty()
                        ? raw(previous->figure.span.start, previous->figure.span.end)
                        : View();
  const bool of_size = words::ends_with(size, {U"以上", U"以下", U"以内", U"级", U"元"});
  const bool behind_it = !size.empty() && previous->figure.span.end == g.lead_start;
  if (behind_it && (bare.empty() ? of_size && counts_things(m) : words::starts_with(size, {U"突破"}) == 0)) {
    if (counts_things(m)) {
      name = joint(size, name);
    } else if (f.kind == Kind::growth || f.kind == Kind::level) {
      name = made.stem = joint(size, name);
    }
  }
  d.verb = made.verb;
  d.subject = made.subject.empty() && same_clause ? View(previous->subject) : made.subject;
  if (m.form == Form::streak) name = streak_name(name, after, m.token.unit);
  kind_from_name(m, name, f);
  f.indicator = base::to_utf8(name);
  d.base = made.stem.empty() ? name : made.stem;
  for (const View tail : {View(U"新增"), View(U"净增"), View(U"累计")}) {
    if (View(d.base).ends_with(tail) && d.base.size() > tail.size() + 2) d.base.resize(d.base.size() - tail.size());
  }
}

// 增速3.5%, 完成率98%: what the name's last words tell of the kind.
void SentenceReader::kind_from_name(const Mention& m, Text& name, Figure& f) const {
  if (m.form != Form::amount) return;
  const auto kind = kind_of_name(name);
  if (!kind) return;
  const UnitEntry* unit = m.token.entry;
  const bool percent =
      unit != nullptr && (unit->unit_class == UnitClass::percent || unit->unit_class == UnitClass::tenth);
  if (percent && *kind == Kind::completion) f.kind = Kind::completion;
  // 居民消费价格指数控制在3%以内: how far prices rise; an index itself stands near 100 and without a percent sign.
  const bool prices = *kind == Kind::index && name.find(U"价格指数") != View::npos && m.token.value < Decimal(50);
  if (percent && (*kind == Kind::growth || prices)) {
    f.kind = Kind::growth;
    f.change = change_of(m);
    f.change->direction = m.token.value.is_negative() ? ChangeDirection::down : ChangeDirection::up;
    f.change->value = m.token.value.abs();
    f.change->unit = f.unit;
    if (f.qualifier != Qualifier::exact) f.change->qualifier = f.qualifier;
    name.resize(without_growth_words(name).size());
  }
  if (*kind == Kind::per_capita && unit != nullptr && unit->unit_class == UnitClass::money) f.kind = Kind::per_capita;
  if (*kind == Kind::index && unit == nullptr) f.kind = Kind::index;
  const bool years_of_life = unit != nullptr && unit->word == U"岁";
  if (*kind == Kind::level && (unit == nullptr || years_of_life)) f.kind = Kind::level;
}

int SentenceReader::clause_start(const Mention& m) const {
  if (clause_.end != m.lead_end) clause_ = {clause_start_before(t_, c_.sentence.start, m.lead_end), m.lead_end};
  return clause_.start;
}

int SentenceReader::year_of(const Mention& m) const {
  const int clause = clause_start(m);
  int year = last_year_in(part(t_, clause, m.lead_end));
  if (year == 0) year = around_.year_set_before(clause);
  // 2013年全县确定项目500个,总投资25亿元: the year that opens the sentence holds up to the next that is named.
  if (year == 0 && c_.opening_year > 0) {
    const View before = part(t_, c_.sentence.start, m.lead_end);
    if (has_any(before, {U"今年", U"本年", U"明年"})) return c_.year;
    year = last_year_in(before);
    if (year == 0) year = c_.opening_year;
  }
  return year == 0 ? c_.year : year;
}

namespace {

// 预期增长5%左右, 预期目标为5%左右, before the number: what was set, and no result. 不及预期, 好于预期1个百分点 and
// 完成预期目标的102% tell results.
bool tells_what_was_set(View before) {
  constexpr std::size_t kFarthest = 8;
  const auto at = before.rfind(U"预期");
  if (at == View::npos || before.size() - at > kFarthest + 2) return false;
  if (at > 0 && View(U"及达超于合如照较比").find(before[at - 1]) != View::npos) return false;
  const View rest = before.substr(at + 2);
  return rest.find_first_of(U"的高低快慢多少差好超") == View::npos && !has_any(rest, {U"实际", U"完成", U"以来"});
}

}  // namespace

FigureStatus SentenceReader::status_of(const Mention& m, const Figure& f) const {
  const int clause = clause_start(m);
  if (!planned_part()) {
    if (tells_what_was_set(part(t_, clause, m.core.start))) return FigureStatus::target;
    // 力争完成30亿元、新增8万千瓦 in a text without a plan part: said of all that follows up to the next ;.
    if (c_.plans) return FigureStatus::achieved;
    const View before = part(t_, c_.sentence.start, m.core.start);
    auto at = before.rfind(U"力争");
    if (at != View::npos && words::starts_with(before.substr(at + 2), {U"上游", U"主动", U"先进", U"一流"}) > 0)
      at = View::npos;
    for (const View word : {View(U"争取达"), View(U"争取实现"), View(U"争取完成")})
      if (const auto other = before.rfind(word); other != View::npos && (at == View::npos || other > at)) at = other;
    const bool strives = at != View::npos && !has_any(before.substr(at), {U";", U"已", U"累计", U"完成了", U"实际"});
    return strives ? FigureStatus::target : FigureStatus::achieved;
  }
  const View before = part(t_, clause, m.core.start);
  if (has_any(before, {U"已建成", U"现有", U"已有", U"围绕", U"聚焦", U"已经", U"依托", U"用好", U"发挥"}))
    return FigureStatus::context;
  // 目前企业总数达268家: where things stand.
  if (has_any(before, {U"目前", U"当前", U"截至"}) && !has_any(before, {U"力争", U"争取", U"确保", U"要达", U"将达"}))
    return FigureStatus::context;
  if (f.kind == Kind::count) {
    const Phrase phrase = parse_phrase(bare_lead(part(t_, clause, std::max(clause, m.lead_end))));
    if (phrase.entry != nullptr && phrase.entry->scope) return FigureStatus::planned;
    if (has_any(before, {U"推进", U"推动", U"实施", U"开工", U"续建"}) &&
        !has_any(before, {U"力争", U"确保", U"新增", U"完成", U"建成"}))
      return FigureStatus::planned;
  }
  return FigureStatus::target;
}

}  // namespace reading
