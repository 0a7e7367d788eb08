#include "reading/sentence_figures.hpp"

#include <algorithm>

#include "reading/dates.hpp"
#include "reading/naming.hpp"
#include "reading/surroundings.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::has_any;

View part(View t, int from, int to) {
  return t.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(0, to - from)));
}

// A figure while its sentence is still being read.
struct Draft {
  Figure figure;
  std::u32string base;     // what growth and rank that follow are said of
  std::u32string verb;     // what a list that goes on shares
  std::u32string subject;  // who acts
  Form form = Form::amount;
  int clause = 0;  // how many commas before it
  int group = 0;
  bool in_list = false;
};

class SentenceReader {
 public:
  SentenceReader(const SentenceContext& context, const SentenceTokens& tokens)
      : c_(context), t_(context.norm), grouped_(group_mentions(context, tokens)), around_(c_, grouped_) {}

  SentenceRead run() {
    out_.nonfigures = std::move(grouped_.nonfigures);
    for (std::size_t g = 0; g < grouped_.groups.size(); ++g) {
      index_ = g;
      read_group(grouped_.groups[g]);
    }
    out_.topic = drafts_.empty() ? c_.topic : drafts_.back().base;
    for (Draft& d : drafts_) out_.figures.push_back(std::move(d.figure));
    return std::move(out_);
  }

 private:
  // ---- the words around ------------------------------------------------------------------------------------------

  View raw(int from, int to) const { return part(c_.text, from, to); }
  View noun_behind(std::size_t member) const { return around_.after(index_, member); }

  // The words of which the group speaks, without the noun that belongs to the number before.
  std::u32string lead_of(const MentionGroup& g) const {
    const Mention& first = g.members.front();
    const int end = std::max(g.lead_start, first.lead_end);
    const View lead = base::trim(raw(g.lead_start, end));
    const View gap = base::trim(part(t_, g.lead_start, end));
    const bool counts_noun = first.form == Form::amount && !noun_behind(0).empty();
    // 十大领域、115项举措; 3家A及5家B: the list goes on, and what it lists stands behind the number.
    if (counts_noun && joins_list(gap)) return {};
    if (!g.same_clause || gap.empty()) return std::u32string(lead);
    // 新增3家企业、引进项目5个: behind the first 、. 4.52万家企业发放补贴2亿元: behind the noun.
    if (const auto mark = gap.find(U'、'); mark != View::npos && !(first.all && mark > 0 && drafts_.empty())) {
      return std::u32string(lead.substr(mark + 1));
    }
    const bool counted = !drafts_.empty() && drafts_.back().form == Form::amount;
    const Phrase phrase = parse_phrase(lead);
    // 企业发放补贴 -> 发放补贴; 站点完成借地 -> 站点借地
    if (counted && !phrase.verb.empty() && !phrase.subject.empty() && !phrase.mild) return phrase.verb + phrase.object;
    return std::u32string(lead);
  }

  // 资助残疾大学生、困难家庭大学生，合计6300名: the clause before names them, when nothing in it is counted.
  std::u32string lead_from_clause_before(const MentionGroup& g) const {
    const int end = g.lead_start - 1;
    if (end <= c_.sentence.start || t_[static_cast<std::size_t>(end)] != U',') return {};
    const int start = clause_start_before(t_, c_.sentence.start, end);
    for (std::size_t i = 0; i < index_; ++i) {
      const auto& members = grouped_.groups[i].members;  // empty when its numbers turned out to be names
      if (!members.empty() && members.back().core.end > start) return {};
    }
    if (!noun_behind(0).empty() && g.members.front().form == Form::amount) return {};
    const View clause = raw(start, end);
    return clause.size() <= 40 ? std::u32string(clause) : std::u32string();
  }

  // ---- groups ----------------------------------------------------------------------------------------------------

  void read_group(MentionGroup& g) {
    drop_bare(g);
    if (g.members.empty()) return;
    Mention& first = g.members.front();
    if (!first.token.ratio.empty() && (first.form == Form::amount || first.form == Form::rate)) {
      read_ratio(g);
      return;
    }
    std::u32string lead = lead_of(g);
    if (bare_lead(lead).empty() && !g.same_clause) lead = lead_from_clause_before(g);
    const bool wordless = bare_lead(lead).empty();
    const int count =
        first.form == Form::rank ? static_cast<int>(first.positions.size()) : static_cast<int>(g.members.size());
    if (wordless && inherits(g)) {
      read_inherited(g, count);
      return;
    }
    if (count > 1) {
      std::vector<std::u32string> names = split_names(lead, count);
      for (int i = 0; i < count; ++i) {
        const bool split = !names.empty();
        const std::u32string& name = split ? names[static_cast<std::size_t>(i)] : lead;
        put(g, static_cast<std::size_t>(first.form == Form::rank ? 0 : i), name, i, true);
        drafts_.back().figure.why.push_back(split ? "并列的数各归其名" : "并列的数同属一名");
      }
      return;
    }
    const bool ranked_list = first.form == Form::rank && list_names(bare_lead(lead)).size() >= 2 &&
                             View(lead).find(U'等') == View::npos && View(lead).find(U'，') == View::npos;
    if (first.all || ranked_list) {
      // A、B、C均居全国首位: one record for each that is named.
      std::vector<std::u32string> names = list_names(lead);
      if (names.size() >= 2 || lead.find(U'和') != std::u32string::npos || lead.find(U'与') != std::u32string::npos ||
          lead.find(U'及') != std::u32string::npos) {
        for (int n = 6; n >= 2; --n) {
          std::vector<std::u32string> split = split_names(lead, n);
          if (split.empty()) continue;
          for (const auto& name : split) {
            put(g, 0, name, 0, true);
            drafts_.back().figure.why.push_back("“均”：每个名称一条");
          }
          return;
        }
      }
    }
    put(g, 0, lead, 0, false);
  }

  // A number without unit, verb or name is no figure: 12345.
  void drop_bare(MentionGroup& g) {
    std::erase_if(g.members, [&](const Mention& m) {
      const bool bare_rate = m.form == Form::rate && m.token.unit.empty() && m.core.end < c_.sentence.end &&
                             base::is_han(t_[static_cast<std::size_t>(m.core.end)]);
      if (bare_rate) {
        out_.nonfigures.push_back({m.token.number, "名称中的数字"});
        return true;
      }
      if (m.form != Form::amount || !m.token.unit.empty() || m.token.fraction || !m.token.ratio.empty() || m.from)
        return false;
      const std::u32string lead = bare_lead(raw(g.lead_start, std::max(g.lead_start, m.lead_end)));
      const auto kind = kind_of_name(lead);
      const bool measured = m.to || m.lead_end < m.zone_start || m.zone_start < m.core.start;
      const bool next_han = m.core.end < c_.sentence.end && base::is_han(t_[static_cast<std::size_t>(m.core.end)]);
      if (m.token.chinese) {
        return true;
      }
      if (kind && measured) return false;
      if (kind == Kind::index) return false;
      if (measured && !next_han && m.to) return false;
      out_.nonfigures.push_back({m.token.number, next_han ? "名称中的数字" : "没有单位的数字"});
      return true;
    });
  }

  // 三次产业比重为5.8∶36.1∶58.1
  void read_ratio(MentionGroup& g) {
    const std::u32string lead = lead_of(g);
    Mention m = g.members.front();
    const std::vector<RatioPart> ratio = m.token.ratio;
    const std::vector<RatioPart> from = m.from ? m.from->ratio : std::vector<RatioPart>{};
    m.token.ratio.clear();
    if (ratio.size() == 2) {
      g.members = {m};
      put(g, 0, bare_lead(lead).empty() && !drafts_.empty() ? drafts_.back().base : lead, 0, false);
      drafts_.back().figure.why.push_back("两数之比");
      return;
    }
    m.token.unit = U"%";
    m.token.entry = *lexicon().units.find(U"%");
    m.from.reset();
    std::vector<std::u32string> names = split_names(lead, static_cast<int>(ratio.size()));
    const View before = part(t_, c_.sentence.start, m.core.start);
    if (names.empty() && before.find(U"产业") != View::npos)
      names = split_names(U"三次产业比重", static_cast<int>(ratio.size()));
    g.members.assign(ratio.size(), m);
    for (std::size_t i = 0; i < ratio.size(); ++i) {
      Mention& one = g.members[i];
      one.token.value = ratio[i].value;
      one.token.core = one.core = ratio[i].span;
      if (i > 0) one.zone_start = one.core.start;
      put(g, i, names.empty() ? lead : names[i], static_cast<int>(i), true);
      Figure& f = drafts_.back().figure;
      f.kind = Kind::share;
      if (from.size() == ratio.size()) {
        f.from_value = from[i].value;
        if (f.change)
          f.change->direction = ratio[i].value < from[i].value ? ChangeDirection::down : ChangeDirection::up;
      }
      f.why.push_back("连比：各部分占比");
    }
  }

  // Does a group without words of its own speak of what was named before?
  bool inherits(const MentionGroup& g) const {
    if (drafts_.empty()) return false;
    const Mention& m = g.members.front();
    const View after = noun_behind(0);
    const bool countable = m.form == Form::amount &&
                           (m.token.entry ? is_countable(m.token.entry->unit_class) : !m.token.magnitude.empty());
    if (countable && !after.empty()) return false;
    const bool of_goal =
        after.size() > 2 && words::starts_with(after.substr(1), {U"目标", U"任务", U"要求", U"水平", U"速度", U"基础",
                                                                 U"增速", U"增长"}) > 0;
    if (m.form == Form::amount && after.starts_with(U"的") && after.size() > 2 && !of_goal) return false;
    if (!of_goal && said_of_noun(g)) return false;
    return true;
  }

  // 99%乡镇通公路: the share is of the noun behind it. 74%以上用于民生: of what was named before.
  bool said_of_noun(const MentionGroup& g) const {
    const Mention& m = g.members.front();
    if (m.form != Form::amount || !m.token.entry || g.members.size() > 1) return false;
    if (m.token.entry->unit_class != UnitClass::percent && m.token.entry->unit_class != UnitClass::tenth) return false;
    const View after = noun_behind(0);
    static constexpr View kDeeds[] = {U"用于", U"投向", U"来自", U"为",   U"是",   U"由",   U"进入", U"达到", U"投入",
                                      U"集中", U"分布", U"实现", U"以上", U"提高", U"提升", U"增长", U"和",   U"及"};
    if (after.size() < 2) return false;
    return std::none_of(std::begin(kDeeds), std::end(kDeeds), [&](View deed) { return after.starts_with(deed); });
  }

  void read_inherited(MentionGroup& g, int count) {
    const Mention& first = g.members.front();
    if (count > 1 && static_cast<int>(first.each_basis.size()) == count) {
      // 增长7.2%，比全国、全省分别高1.5个和0.8个百分点: one thing against several.
      const std::u32string base = drafts_.back().base;
      for (int i = 0; i < count; ++i)
        put(g, static_cast<std::size_t>(i), kind_of_name(base) == Kind::share ? base : base + U"增速", i, true);
      for (int i = 0; i < count; ++i) drafts_[drafts_.size() - 1 - static_cast<std::size_t>(i)].base = base;
      return;
    }
    if (count > 1) {
      // X、Y分别达a、b，分别增长c、d
      const std::vector<std::size_t> targets = last_of_list(static_cast<std::size_t>(count));
      if (!targets.empty()) {
        for (int i = 0; i < count; ++i) {
          const std::u32string base = drafts_[targets[static_cast<std::size_t>(i)]].base;
          put(g, static_cast<std::size_t>(first.form == Form::rank ? 0 : i), base, i, true);
          drafts_.back().figure.why.push_back("名称承前，依次对应");
        }
        return;
      }
      const std::vector<std::u32string> names = split_names(drafts_.back().base, count);
      for (int i = 0; i < count; ++i) {
        put(g, static_cast<std::size_t>(first.form == Form::rank ? 0 : i),
            names.empty() ? drafts_.back().base : names[static_cast<std::size_t>(i)], i, true);
      }
      return;
    }
    if (first.all) {
      std::vector<std::u32string> names;
      const int clause = drafts_.back().clause;
      for (const Draft& d : drafts_) {
        if (d.clause == clause || (d.in_list && d.group == drafts_.back().group)) names.push_back(d.base);
      }
      if (names.size() < 2) {
        names.clear();
        for (const Draft& d : drafts_) names.push_back(d.base);
      }
      if (names.size() >= 2) {
        for (const auto& name : names) {
          put(g, 0, name, 0, true);
          drafts_.back().figure.why.push_back("“均”：前面每个名称一条");
        }
        return;
      }
    }
    Draft& last = drafts_.back();
    if (attaches(g, last)) {
      attach(g.members.front(), last);
      return;
    }
    std::u32string base = last.base;
    if (first.form == Form::rate && !same_sort(first, last.figure)) {
      for (auto it = drafts_.rbegin(); it != drafts_.rend(); ++it) {
        if (it->form != Form::amount || !same_sort(first, it->figure)) continue;
        base = it->base;
        break;
      }
    }
    const std::u32string said = base;
    if (first.form == Form::rate && first.token.entry && first.token.entry->unit_class == UnitClass::point &&
        (last.form == Form::rate || last.figure.change) && !kind_of_name(base).has_value()) {
      base += U"增速";
    } else if (first.form == Form::rate && first.token.entry && first.token.entry->unit_class == UnitClass::point &&
               last.form == Form::rate) {
      base += U"增速";
    }
    const bool still_growth = first.form == Form::amount && !first.to && last.figure.kind == Kind::growth &&
                              first.token.entry && first.token.entry->unit_class == UnitClass::percent &&
                              last.figure.change && noun_behind(0).empty();
    if (still_growth) {
      // 增长7%左右，力争达到7.5%
      g.members.front().form = Form::rate;
      g.members.front().direction = last.figure.change->direction;
      g.members.front().why.push_back("仍说增幅");
    }
    put(g, 0, base, 0, false);
    drafts_.back().base = said;
    drafts_.back().figure.why.push_back("名称承前");
    drafts_.back().figure.confidence -= 0.1;
  }

  // The drafts of the list that ended last, when it has that many members.
  std::vector<std::size_t> last_of_list(std::size_t count) const {
    std::vector<std::size_t> out;
    for (std::size_t i = drafts_.size(); i-- > 0 && out.size() < count;) {
      if (drafts_[i].form == Form::amount || drafts_[i].in_list) out.insert(out.begin(), i);
    }
    return out.size() == count && drafts_.size() >= count ? out : std::vector<std::size_t>{};
  }

  // 86.4亿元、增长15.3%: growth, rank and flatness right behind a level are said of it.
  bool attaches(const MentionGroup& g, const Draft& last) const {
    const Mention& m = g.members.front();
    if (m.each || m.all || last.in_list || last.figure.kind == Kind::completion) return false;
    if (m.form == Form::rate && !same_sort(m, last.figure)) return false;
    if (static_cast<int>(index_) - last.group != 1) return false;
    const View gap = part(t_, last.figure.span.end, std::max(last.figure.span.end, m.lead_end));
    int marks = 0;
    for (const char32_t ch : gap) marks += ch == U',' || ch == U'、' || ch == U';' ? 1 : 0;
    if (marks > 1 || gap.size() > 16) return false;
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

  // A change in 天 is no change of a percentage.
  static bool same_sort(const Mention& m, const Figure& f) {
    if (!m.token.entry) return true;
    using enum UnitClass;
    const UnitClass c = m.token.entry->unit_class;
    if (c == percent || c == point || c == multiple || c == tenth || c == place || m.token.entry->word == U"位")
      return true;
    const std::u32string unit = base::u32(f.unit);
    return View(unit).ends_with(m.token.entry->word) || View(base::u32(f.unit)).find(m.token.entry->word) != View::npos;
  }

  void attach(const Mention& m, Draft& last) {
    Figure& f = last.figure;
    last.group = static_cast<int>(index_);
    if (m.form == Form::rank) {
      f.rank = m.rank;
      f.span.end = m.core.end;
      f.why.push_back("位次紧随其数，合为一条");
      return;
    }
    f.change = change_of(m);
    f.span.end = m.core.end;
    f.why.push_back(m.form == Form::flat ? "持平紧随其数，合为一条" : "升降紧随其数，合为一条");
  }

  // ---- one figure ------------------------------------------------------------------------------------------------

  Change change_of(const Mention& m) const {
    Change change;
    change.direction = m.direction;
    change.basis = m.basis.empty() ? "yoy" : m.basis;
    change.excluding = m.excluding;
    change.span = {m.zone_start, m.core.end};
    if (m.form == Form::rate) {
      change.value = m.token.value;
      change.unit = base::to_utf8(m.token.unit);
      const Qualifier q = qualifier_of(m.token);
      if (q != Qualifier::exact) change.qualifier = q;
    }
    return change;
  }

  bool planned_part() const { return c_.part == Part::plan || c_.part == Part::outlook; }

  Qualifier qualifier_of(const NumberToken& token) const {
    if (token.above && token.qualifier == Qualifier::over && planned_part()) return Qualifier::at_least;
    return token.qualifier;
  }

  void put(const MentionGroup& g, std::size_t member, const std::u32string& lead, int order, bool in_list) {
    const Mention& m = g.members[member];
    Draft d;
    d.form = m.form;
    d.group = static_cast<int>(index_);
    d.in_list = in_list;
    d.clause = around_.clause_number(m.core.start);
    Figure& f = d.figure;
    f.span = {order > 0 && m.form != Form::rank ? bare_start(m) : m.zone_start, m.core.end};
    f.why = m.why;
    f.cumulative = m.cumulative || View(lead).find(U"累计") != View::npos;
    f.estimate = m.estimate || part(t_, c_.sentence.start, m.core.start).find(U"预计") != View::npos;
    f.period = period_of(g.members.front());
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
      measure(m, f);
    }
    name(g, member, lead, d);
    if (m.form == Form::amount && f.kind == Kind::level) settle_kind(m, member, f);
    f.status = status_of(m, f, lead);
    f.confidence = std::clamp(f.confidence, 0.05, 0.98);
    drafts_.push_back(std::move(d));
  }

  // The first of 分别下降x、y takes the verb into its span, the others are the bare number.
  static int bare_start(const Mention& m) { return std::max(m.zone_start, m.token.core.start); }

  void measure(const Mention& m, Figure& f) const {
    f.value = m.token.value;
    f.value_max = m.token.value_max;
    f.unit = base::to_utf8(m.token.unit);
    f.qualifier = qualifier_of(m.token);
    if (m.from) f.from_value = m.from->value;
    if (m.form == Form::rate) {
      const bool ratio = !m.token.entry || m.token.entry->unit_class == UnitClass::percent ||
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
    f.kind = m.token.entry ? m.token.entry->kind : m.token.fraction ? Kind::share : Kind::count;
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

  void settle_kind(const Mention& m, std::size_t member, Figure& f) const {
    if (f.unit.find("/人") != std::string::npos) f.kind = Kind::per_capita;
    // 10亿元以上项目, 超千亿元县: a line that others cross.
    const View after = noun_behind(member);
    const bool names_class = m.token.above && !after.empty() &&
                             has_any(after.substr(0, 12), {U"项目", U"企业", U"单位", U"产业", U"县", U"镇", U"园区",
                                                           U"集群", U"城市", U"工程"});
    // 35蒸吨以下燃煤锅炉
    const bool size_class = m.token.behind && m.token.qualifier == Qualifier::at_most && !after.empty() &&
                            base::is_han(after.front()) && index_ + 1 < grouped_.groups.size();
    const View words = part(t_, m.zone_start, m.token.core.start);
    const bool crossed = m.token.chinese && m.token.qualifier == Qualifier::over &&
                         has_any(words, {U"突破", U"跨", U"迈", U"站上", U"过"}) && !has_any(words, {U"超过"});
    if (names_class || size_class || crossed) f.kind = Kind::threshold;
  }

  void name(const MentionGroup& g, std::size_t member, const std::u32string& lead, Draft& d) {
    const Mention& m = g.members[member];
    Figure& f = d.figure;
    const View after = m.form == Form::amount || m.form == Form::streak ? noun_behind(member) : View{};
    const std::u32string bare = bare_lead(lead);
    const Draft* previous = drafts_.empty() ? nullptr : &drafts_.back();
    const bool same_clause = previous != nullptr && previous->clause == d.clause;
    NameParts parts;
    parts.lead = base::trim(View(lead));
    parts.unit = m.token.entry;
    parts.kind = f.kind;
    if (m.form == Form::amount) parts.after = after;
    // 20万户46万群众: one noun for both
    if (m.form == Form::amount && after.empty() && index_ + 1 < grouped_.groups.size() &&
        grouped_.groups[index_ + 1].members.front().zone_start == m.core.end)
      parts.after = around_.after_next(index_);
    if (m.form == Form::amount && member + 1 == g.members.size()) parts.further = around_.after_next(index_);
    if (same_clause) parts.verb = previous->verb, parts.subject = previous->subject;
    if (m.form == Form::rank || m.form == Form::flat || m.form == Form::streak)
      parts.unit.reset(), parts.kind = Kind::rank;
    if (m.form == Form::rate) parts.kind = Kind::growth;
    Name made = make_name(parts);
    std::u32string name = made.text;
    if (const std::u32string done = completion_name(m, lead); !done.empty()) {
      name = made.stem = done;
      f.kind = Kind::completion;
      const auto level =
          std::find_if(drafts_.rbegin(), drafts_.rend(), [](const Draft& x) { return x.form == Form::amount; });
      const Draft* whose = level != drafts_.rend() ? &*level : previous;
      if (whose != nullptr) name = whose->base + done, made.stem = whose->base;
    }
    if (m.form == Form::rate && f.kind == Kind::growth) name = made.stem = without_growth_words(name);
    const std::u32string before = previous == nullptr ? c_.topic : previous->base;
    const bool sibling = d.in_list && previous != nullptr && previous->in_list && previous->group == d.group;
    const bool takes_up =
        !sibling && (is_generic(name) || (!bare.empty() && is_generic(bare)) || View(name).starts_with(U"占"));
    if (name.empty()) {
      name = made.stem = before;
      f.confidence -= 0.2;
      f.why.push_back("名称承前");
    } else if (takes_up) {
      name = made.stem = completed(before, previous == nullptr ? U"" : previous->verb, name);
      f.confidence -= 0.1;
      f.why.push_back("名称由前文补全");
    }
    const bool counts_things = m.form == Form::amount && m.token.entry && is_countable(m.token.entry->unit_class);
    // 高新技术企业318家，净增41家; 交办57件，办结56件: the deed alone is said, of what was counted before.
    const Phrase deed = parse_phrase(bare);
    const bool deed_alone = counts_things && after.empty() && !bare.empty() && bare.size() <= 4 &&
                            deed.subject.empty() && deed.object.empty() && previous != nullptr && !sibling &&
                            previous->figure.unit == f.unit && View(previous->base).find(bare) == View::npos;
    if (deed_alone && !takes_up) {
      std::u32string what = previous->base;
      if (!previous->verb.empty() && View(what).starts_with(previous->verb)) what.erase(0, previous->verb.size());
      if (const auto head = lexicon().heads.before(what, static_cast<int>(what.size()), 0);
          head && head.entry->generic && static_cast<int>(what.size()) - head.length >= 2)
        what.resize(what.size() - static_cast<std::size_t>(head.length));
      made.stem = bare + what;
      name = with_tail(made.stem, m.token.entry);
      f.confidence -= 0.1;
      f.why.push_back("名称由前文补全");
    }
    // 其中10亿元以上项目7个: the size says which are counted.
    if (counts_things && same_clause && previous->figure.kind == Kind::threshold && after.empty() &&
        previous->figure.span.end == g.lead_start && !bare.empty()) {
      name = std::u32string(raw(previous->figure.span.start, previous->figure.span.end)) + name;
    }
    d.verb = made.verb;
    d.subject = made.subject.empty() && same_clause ? previous->subject : made.subject;
    if (m.form == Form::streak) name = streak_name(name, after, m.token.unit);
    if (const auto kind = kind_of_name(name); kind && m.form == Form::amount) {
      const bool percent = m.token.entry && (m.token.entry->unit_class == UnitClass::percent ||
                                             m.token.entry->unit_class == UnitClass::tenth);
      if (percent && *kind == Kind::completion) f.kind = Kind::completion;
      if (percent && *kind == Kind::growth) {
        f.kind = Kind::growth;
        f.change = change_of(m);
        f.change->direction = m.token.value.is_negative() ? ChangeDirection::down : ChangeDirection::up;
        f.change->value = m.token.value.abs();
        f.change->unit = f.unit;
        if (f.qualifier != Qualifier::exact) f.change->qualifier = f.qualifier;
        name = without_growth_words(name);
      }
      if (*kind == Kind::per_capita && m.token.entry && m.token.entry->unit_class == UnitClass::money)
        f.kind = Kind::per_capita;
      if (*kind == Kind::index && !m.token.entry) f.kind = Kind::index;
      const bool years_of_life = m.token.entry && m.token.entry->word == U"岁";
      if (*kind == Kind::level && (!m.token.entry || years_of_life)) f.kind = Kind::level;
    }
    f.indicator = base::to_utf8(name);
    d.base = made.stem.empty() ? name : made.stem;
    for (const View tail : {View(U"新增"), View(U"净增"), View(U"累计")}) {
      if (View(d.base).ends_with(tail) && d.base.size() > tail.size() + 2) d.base.resize(d.base.size() - tail.size());
    }
  }

  // 完成年度计划的98.5%, 为年度预算的102.1%: done against a plan.
  std::u32string completion_name(const Mention& m, const std::u32string& lead) const {
    if (m.form != Form::amount || !m.token.entry || m.token.entry->unit_class != UnitClass::percent) return {};
    const std::u32string plan = bare_lead(lead);
    if (!words::ends_with(plan, {U"计划", U"预算", U"目标", U"任务", U"目标任务", U"计划目标"})) return {};
    View what = plan;
    if (const auto at = what.find(U"完成"); at != View::npos) what = what.substr(at + 2);
    return what.size() <= 8 ? std::u32string(what) + U"完成率" : std::u32string();
  }

  // 食品安全考核连续10年优秀 -> 食品安全考核优秀连续年数
  static std::u32string streak_name(const std::u32string& subject, View after, View unit) {
    std::u32string deed(base::trim(after));
    if (deed.size() > 14) deed.clear();
    View of = unit;
    if (of.starts_with(U"个")) of.remove_prefix(1);
    return subject + deed + U"连续" + std::u32string(of) + U"数";
  }

  // 经营主体 + 总量 -> 经营主体总量; 外贸进出口额 + 增速 -> 外贸进出口额增速
  static std::u32string completed(const std::u32string& before, const std::u32string& verb,
                                  const std::u32string& name) {
    if (before.empty()) return name;
    std::u32string stem = before;
    if (!verb.empty() && View(stem).starts_with(verb) && stem.size() > verb.size() + 1) stem.erase(0, verb.size());
    const auto head = lexicon().heads.before(stem, static_cast<int>(stem.size()), 0);
    const auto kind = kind_of_name(name);
    const bool same_sort = !View(name).starts_with(U"占") && (kind == Kind::level || kind == Kind::count || !kind);
    if (same_sort && head && head.entry->generic && static_cast<int>(stem.size()) - head.length >= 2)
      stem.resize(stem.size() - static_cast<std::size_t>(head.length));
    const bool counts = View(stem).ends_with(U"数") && !words::ends_with(stem, {U"指数", U"系数", U"基数", U"倍数"});
    if (stem.size() > 2 && counts) stem.pop_back();
    return stem + name;
  }

  std::string period_of(const Mention& m) const {
    const int clause = clause_start_before(t_, c_.sentence.start, m.lead_end);
    int year = last_year_in(part(t_, clause, m.lead_end));
    if (year == 0) year = around_.year_set_before(clause);
    if (year == 0) year = c_.year;
    return year > 0 ? std::to_string(year) : "";
  }

  FigureStatus status_of(const Mention& m, const Figure& f, const std::u32string& lead) const {
    if (c_.part != Part::plan && c_.part != Part::outlook) return FigureStatus::achieved;
    const int clause = clause_start_before(t_, c_.sentence.start, m.lead_end);
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
    (void)lead;
    return FigureStatus::target;
  }

  const SentenceContext& c_;
  View t_;
  GroupedSentence grouped_;
  Surroundings around_;
  std::vector<Draft> drafts_;
  SentenceRead out_;
  std::size_t index_ = 0;
};

}  // namespace

SentenceRead read_statements(const SentenceContext& context, const SentenceTokens& tokens) {
  return SentenceReader(context, tokens).run();
}

}  // namespace reading
