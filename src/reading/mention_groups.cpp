#include "reading/mention_groups.hpp"

#include <algorithm>

#include "reading/words.hpp"

namespace reading {

int clause_start_before(View t, int from, int to) {
  int depth = 0;
  for (int k = to - 1; k >= from; --k) {
    const char32_t c = t[static_cast<std::size_t>(k)];
    if (c == U')' || c == U'”' || c == U'》' || c == U']') ++depth;
    if (c == U'(' || c == U'“' || c == U'《' || c == U'[') {
      if (depth == 0) return k + 1;
      --depth;
    }
    const bool ratio = c == U':' && k + 1 < static_cast<int>(t.size()) &&
                       is_digit(t[static_cast<std::size_t>(k + 1)]) && k > from &&
                       is_digit(t[static_cast<std::size_t>(k - 1)]);
    if (depth == 0 && is_boundary(c) && !ratio) return k + 1;
  }
  return from;
}

namespace {

View part(View t, int from, int to) {
  return t.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(0, to - from)));
}

Decimal magnitude_of(View word) {
  const int power = word == U"万" ? 4 : word == U"亿" ? 8 : word == U"万亿" ? 12 : 0;
  return Decimal::scaled(1, power);
}

// 、 and its like, and nothing else but spaces. After 分别 a comma joins as well.
bool is_list_gap(View gap, bool each) {
  char32_t marks[3] = {};
  std::size_t n = 0;
  for (const char32_t c : gap) {
    if (c == U' ') continue;
    if (n == 2) return false;
    marks[n++] = c;
  }
  if (n == 2) return marks[0] == U'以' && marks[1] == U'及';
  const char32_t c = marks[0];
  return c == U'、' || c == U'和' || c == U'及' || c == U'与' || (each && c == U',');
}

class Grouper {
 public:
  Grouper(const SentenceContext& context, const SentenceTokens& tokens)
      : c_(context), t_(context.norm), tokens_(tokens) {}

  GroupedSentence run() {
    collect();
    join([this](Mention& a, Mention& b, int before) { return comes_from(a, b, before); });
    join([this](Mention& a, Mention& b, int before) { return rises_from(a, b, before); });
    join([this](Mention& a, Mention& b, int) { return runs(a, b); });
    drop_placeless();
    drop_peer_counts();
    group();
    return std::move(out_);
  }

 private:
  void collect() {
    mentions_.reserve(tokens_.numbers.size() + tokens_.ordinals.size() + 2);
    int floor = c_.sentence.start;
    std::size_t n = 0, o = 0;
    int flat_from = c_.sentence.start;
    while (n < tokens_.numbers.size() || o < tokens_.ordinals.size()) {
      const bool number_next =
          o >= tokens_.ordinals.size() ||
          (n < tokens_.numbers.size() && tokens_.numbers[n].core.start < tokens_.ordinals[o].span.start);
      const int at = number_next ? tokens_.numbers[n].core.start : tokens_.ordinals[o].span.start;
      flats(flat_from, at, floor);
      if (number_next) {
        mentions_.push_back(govern(t_, floor, with_points_of_next(n), tokens_.names));
        if (mentions_.size() > 1) gap_past_bracket(mentions_[mentions_.size() - 2], mentions_.back());
        floor = flat_from = tokens_.numbers[n].core.end;
        ++n;
      } else {
        ordinal(floor, tokens_.ordinals[o]);
        flat_from = tokens_.ordinals[o].span.end;
        floor = flat_from;
        ++o;
      }
    }
    flats(flat_from, c_.sentence.end, floor);
  }

  // 分别高于全市、全省0.2、5.5个百分点: points that only the second carries tell what the words before the first mean.
  NumberToken with_points_of_next(std::size_t n) const {
    NumberToken token = tokens_.numbers[n];
    if (token.entry != nullptr || !token.magnitude.empty() || n + 1 >= tokens_.numbers.size()) return token;
    const NumberToken& next = tokens_.numbers[n + 1];
    if (next.entry == nullptr || next.entry->unit_class != UnitClass::point ||
        !is_list_gap(part(t_, token.core.end, next.core.start), false))
      return token;
    copy_unit(next, token);
    return token;
  }

  // 低于时序进度(25%)3个百分点: what it falls short of is named with its own number before the gap is told.
  void gap_past_bracket(Mention& standard, Mention& gap) const {
    const int open = standard.core.start - 1, close = standard.core.end;
    const bool between = standard.form == Form::amount && gap.form == Form::amount && gap.token.entry != nullptr &&
                         gap.token.entry->unit_class == UnitClass::point && open > c_.sentence.start &&
                         t_[static_cast<std::size_t>(open)] == U'(' && close + 1 == gap.core.start &&
                         t_[static_cast<std::size_t>(close)] == U')';
    if (!between) return;
    for (int k = open - 2; k >= std::max(c_.sentence.start, open - 14); --k) {
      if (is_boundary(t_[static_cast<std::size_t>(k)]) || is_digit(t_[static_cast<std::size_t>(k)])) return;
      const auto verb = lexicon().changes.at(t_, k, open);
      if (!verb || verb.entry->form != ChangeForm::gap || k + verb.length >= open) continue;
      gap.form = Form::rate;
      gap.direction = verb.entry->direction;
      gap.basis = basis_of(part(t_, k + verb.length, open));
      gap.past_bracket = true;
      gap.why.push_back({Rule::gap, {k, open}});
      standard.comparand = k + verb.length;
      standard.lead_end = open;
      return;
    }
  }

  void flats(int from, int to, int floor) {
    for (int k = from; k + 1 < to; ++k) {
      if (!starts_flat(t_[static_cast<std::size_t>(k)])) continue;
      if (auto flat = flat_at(t_, floor, k, to)) {
        k = flat->core.end;
        mentions_.push_back(std::move(*flat));
      }
    }
  }

  // 全市第一、二、三产业: the numbers belong to the names of the industries.
  bool counts_industries(const OrdinalToken& token) const {
    int k = token.span.end;
    while (k < c_.sentence.end && (View(U"第、和及与次").find(t_[static_cast<std::size_t>(k)]) != View::npos ||
                                   is_chinese_numeral(t_[static_cast<std::size_t>(k)])))
      ++k;
    return part(t_, k, std::min(c_.sentence.end, k + 2)) == U"产业";
  }

  void ordinal(int floor, const OrdinalToken& token) {
    if (counts_industries(token)) {
      out_.nonfigures.push_back({token.span, "序数"});
      return;
    }
    const bool counts_peers = counted_peers_before(token);
    if (counts_peers) floor = mentions_.size() > 1 ? mentions_[mentions_.size() - 2].core.end : c_.sentence.start;
    if (auto rank = rank_at(t_, floor, c_.sentence.end, token)) {
      if (counts_peers) mentions_.pop_back();
      mentions_.push_back(std::move(*rank));
      return;
    }
    // 分别居全国第四、第八
    if (!mentions_.empty() && mentions_.back().form == Form::rank &&
        is_list_gap(part(t_, mentions_.back().core.end, token.span.start), false)) {
      mentions_.back().positions.insert(mentions_.back().positions.end(), token.positions.begin(),
                                        token.positions.end());
      mentions_.back().core.end = token.span.end;
      return;
    }
    if (ranks_on(token)) return;
    int end = token.span.end;
    if (end < c_.sentence.end && base::is_han(t_[static_cast<std::size_t>(end)])) ++end;
    out_.nonfigures.push_back({{token.span.start, end}, "序数"});
  }

  // 居全省11个设区市第一: the number before the ordinal counts who is ranked.
  bool counted_peers_before(const OrdinalToken& token) const {
    if (mentions_.empty() || mentions_.back().form != Form::amount) return false;
    const Mention& last = mentions_.back();
    const auto peers = peers_before(t_, c_.sentence.start, token.span.start);
    return peers && peers->start <= last.core.start && last.core.end <= peers->end;
  }

  // 综合实力居全省第3、绿色发展第5、科技创新第6: the verb and the scope of the first hold for what is listed behind it.
  bool ranks_on(const OrdinalToken& token) {
    constexpr std::size_t kLongestName = 14;
    if (mentions_.empty() || mentions_.back().form != Form::rank || mentions_.back().rank.scope.empty()) return false;
    const View gap = part(t_, mentions_.back().core.end, token.span.start);
    if (gap.size() < 3 || gap.size() > kLongestName + 1 || gap.front() != U'、') return false;
    const View thing = gap.substr(1);
    if (!std::all_of(thing.begin(), thing.end(), [](char32_t c) { return base::is_han(c); })) return false;
    const bool ends = token.closed || token.span.end >= c_.sentence.end ||
                      is_boundary(t_[static_cast<std::size_t>(token.span.end)]) ||
                      t_[static_cast<std::size_t>(token.span.end)] == U'、';
    if (!ends) return false;
    Mention m;
    m.form = Form::rank;
    m.positions = token.positions;
    m.core = token.span;
    m.zone_start = m.lead_end = token.span.start;
    m.rank.scope = mentions_.back().rank.scope;
    m.rank.position = token.positions.front();
    m.why.push_back({Rule::ranked, {}});
    mentions_.push_back(std::move(m));
    return true;
  }

  // Goes through the mentions once; a mention that `takes` the one kept before it stands in its place.
  template <class Takes>
  void join(Takes takes) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const int before = kept >= 2 ? mentions_[kept - 2].core.end : c_.sentence.start;
      if (kept > 0 && takes(mentions_[kept - 1], mentions_[i], before)) --kept;
      if (kept != i) mentions_[kept] = std::move(mentions_[i]);
      ++kept;
    }
    mentions_.erase(mentions_.begin() + static_cast<std::ptrdiff_t>(kept), mentions_.end());
  }

  // 从A提高至B, 由A增加到B
  bool comes_from(Mention& a, Mention& b, int previous_end) const {
    // 三次产业比重14:68:18→11:64:25
    const bool arrow = part(t_, a.core.end, std::max(a.core.end, b.core.start)) == U"→";
    const bool goes = b.form == Form::amount && (b.to || arrow) && a.form == Form::amount && !a.to;
    if (!goes) return false;
    const int from = arrow ? a.lead_end : opening_from(a, previous_end);
    const View gap = arrow ? View() : part(t_, a.core.end, std::max(a.core.end, b.lead_end));
    if (from < 0 || gap.size() > 12 || gap.find_first_of(U",;、") != View::npos) return false;
    if (b.token.unit.empty() && b.token.ratio.empty()) copy_unit(a.token, b.token);
    b.from = CameFrom{a.token.value, a.token.ratio};
    // 由9800万元增加到1.2亿元: both in the unit of the second.
    if (a.token.magnitude != b.token.magnitude &&
        View(a.token.unit).substr(a.token.magnitude.size()) == View(b.token.unit).substr(b.token.magnitude.size()))
      b.from->value = a.token.value * magnitude_of(a.token.magnitude) / magnitude_of(b.token.magnitude);
    if (b.token.unit.find(U'/') == View::npos && a.token.unit.find(U'/') != View::npos) b.token.unit = a.token.unit;
    b.zone_start = from;
    b.lead_end = from;
    b.each = b.each || a.each;
    // 分别从…
    while (true) {
      const auto word =
          lexicon().number_words.before(t_, b.lead_end, clause_start_before(t_, c_.sentence.start, b.lead_end));
      if (!word || (*word.entry != NumberWordRole::each && *word.entry != NumberWordRole::all)) break;
      b.each = true;
      b.lead_end -= word.length;
    }
    if (b.direction == ChangeDirection::none && b.token.ratio.empty()) {
      b.direction = b.token.value > a.token.value ? ChangeDirection::up : ChangeDirection::down;
    }
    b.why.push_back({Rule::from_to, {}});
    as_places(b, from);
    return true;
  }

  // 在全省各县中的排名由41位升到37位: two places, not two counts.
  void as_places(Mention& b, int from) const {
    if (b.token.entry == nullptr || b.token.entry->word != U"位" || !b.token.magnitude.empty() || !b.from) return;
    View said = part(t_, std::max(clause_start_before(t_, c_.sentence.start, from), from - 30), from);
    if (!words::has_any(said, {U"排名", U"位次", U"名次", U"排位", U"百强"})) {
      // 在全国百强县排名中，我县由99位提升至87位: the clause before says what places are meant.
      const int comma = clause_start_before(t_, c_.sentence.start, from) - 1;
      if (comma <= c_.sentence.start) return;
      said = part(t_, std::max(clause_start_before(t_, c_.sentence.start, comma), comma - 30), comma);
      if (!said.ends_with(U'中') || !words::has_any(said, {U"排名", U"位次", U"名次", U"排位"})) return;
    }
    const auto place = b.token.value.to_string();
    const auto before = b.from->value.to_string();
    if (place.size() > 4 || before.size() > 4 || place.find('.') != std::string::npos) return;
    View where;
    // 在……中的排名
    if (const auto in = said.rfind(U'在'); in != View::npos) {
      for (const View tail :
           {View(U"中的排"), View(U"的排"), View(U"中排"), View(U"中的位"), View(U"的位"), View(U"排名中")}) {
        const auto at = said.find(tail, in);
        if (at == View::npos || at <= in + 1) continue;
        where = said.substr(in + 1, at - in - 1);
        break;
      }
    }
    std::string scope = where.empty() ? scope_said_in(said) : scope_named(where);
    if (scope.empty()) return;
    b.form = Form::rank;
    b.rank.position = std::stoi(place);
    b.positions.assign(1, b.rank.position);
    b.rank.scope = std::move(scope);
    b.why.push_back({Rule::ranked, {}});
  }

  // Where 从 or 由 opens before the first of two numbers; -1 when it does not.
  int opening_from(const Mention& a, int previous_end) const {
    const int floor = std::max(previous_end, a.zone_start - 16);
    for (int k = a.zone_start - 1; k >= floor; --k) {
      const char32_t ch = t_[static_cast<std::size_t>(k)];
      if (is_boundary(ch) || ch == U'、') return -1;
      if (ch == U'从' || ch == U'由' || (ch == U'自' && k + 1 == a.zone_start)) return k;
    }
    return -1;
  }

  // 从全国第13位升至第5位
  bool rises_from(Mention& a, Mention& b, int previous_end) const {
    if (a.form != Form::rank || b.form != Form::rank) return false;
    const int from = opening_from(a, previous_end);
    const View gap = part(t_, a.core.end, std::max(a.core.end, b.zone_start));
    if (from < 0 || gap.size() > 8 || gap.find_first_of(U",;、") != View::npos) return false;
    // 在全市各县区中由第六位升至第四位: either may say where.
    if (b.rank.scope.empty()) b.rank.scope = a.rank.scope;
    b.from = CameFrom{a.rank.position, {}};
    b.zone_start = b.lead_end = from;
    return true;
  }

  // A rank that no words and no rank before it place anywhere.
  void drop_placeless() {
    std::erase_if(mentions_, [&](Mention& m) {
      if (m.form != Form::rank || !m.rank.scope.empty() || m.rank.tie) return false;
      // 在全市考评中名列前茅,荣获第六名: an earlier part of the sentence says where.
      const View said = part(t_, std::max(c_.sentence.start, m.core.start - 48), m.core.start);
      // 在浙江省县域经济评比中,……列第一位: so does what was judged.
      if (words::has_any(said,
                         {U"全市", U"全省", U"全国", U"全区", U"全县", U"全州", U"评比", U"考核", U"评价", U"测评"})) {
        m.rank.scope = scope_said_in(said);
        if (!m.rank.scope.empty()) return false;
      }
      out_.nonfigures.push_back({m.core, "序数"});
      return true;
    });
  }

  // 居全省11个设区市第一方阵: a place without a number, and the number counts who is ranked.
  void drop_peer_counts() {
    std::erase_if(mentions_, [&](const Mention& m) {
      const bool counts = m.form == Form::amount && m.token.entry != nullptr &&
                          is_countable(m.token.entry->unit_class) &&
                          counts_peers_of_tier(t_, c_.sentence.start, m.core, c_.sentence.end);
      if (counts) out_.nonfigures.push_back({m.core, "一同排名的个数"});
      return counts;
    });
  }

  // 连续6次居全省第一: the streak belongs to the rank. So do years that stand right before it: 考核3年全省第一.
  bool runs(Mention& s, Mention& r) const {
    const bool years = s.form == Form::amount && s.token.entry != nullptr && s.token.entry->word == U"年" &&
                       r.form == Form::rank && s.core.end == r.zone_start && s.token.qualifier == Qualifier::exact &&
                       s.zone_start == s.core.start;
    const bool joins = (s.form == Form::streak || years) && r.form == Form::rank && r.core.end - s.core.start <= 48 &&
                       part(t_, s.core.end, r.core.start).find_first_of(U",;。、:") == View::npos;
    if (!joins) return false;
    r.rank.streak = Streak{s.token.value, base::to_utf8(s.token.unit)};
    r.zone_start = s.core.start;
    r.lead_end = s.lead_end;
    r.all = r.all || s.all;
    r.each = r.each || s.each;
    r.why.insert(r.why.begin(), {Rule::streak_of_rank, {}});
    return true;
  }

  static void copy_unit(const NumberToken& to_from, NumberToken& to) {
    to.unit = to_from.unit, to.entry = to_from.entry, to.magnitude = to_from.magnitude;
  }

  // A unit that only the last of a list carries is given to all: 640万、312万人次.
  static void restore_units(List<Mention>& members) {
    for (std::size_t i = members.size(); i-- > 1;) {
      NumberToken& a = members[i - 1].token;
      const NumberToken& b = members[i].token;
      if (a.entry || !b.entry || a.fraction || a.class_line) continue;
      a.entry = b.entry;
      const View base = View(b.unit).substr(b.magnitude.size());
      if (a.magnitude.empty()) a.magnitude = b.magnitude;
      a.unit = joint(a.magnitude, base);
      members[i - 1].why.push_back({Rule::unit_shared, {}});
    }
  }

  bool continues(const MentionGroup& group, const Mention& next) const {
    const Mention& first = group.members.front();
    const Mention& last = group.members.back();
    if (next.form != Form::amount && next.form != first.form) return false;
    if (first.form != Form::amount && first.form != Form::rate) return false;
    if (next.form == Form::rate || next.to || next.each || next.all || next.from) return false;
    // 新增1700公里、突破7000公里: a word of its own begins a new statement.
    if (next.lead_end < next.core.start && !first.each) return false;
    if (!is_list_gap(part(t_, last.core.end, std::max(last.core.end, next.lead_end)),
                     first.each && !noun_follows(next)))
      return false;
    if (last.token.class_line || next.token.class_line) return false;
    if (!last.token.entry) return true;
    if (!next.token.entry) return false;
    // 增长5%、3亿元 is no list, unless 分别 says so.
    return first.each || next.token.entry->unit_class == last.token.entry->unit_class;
  }

  // 高于全国0.7个、全省0.3个百分点: the verb of the first governs the second.
  void compare_alike(Mention& m) const {
    if (out_.groups.empty() || m.form != Form::amount || m.to || !m.token.entry ||
        m.token.entry->unit_class != UnitClass::point)
      return;
    const Mention& last = out_.groups.back().members.back();
    if (last.form != Form::rate || !last.token.entry || last.token.entry->unit_class != UnitClass::point) return;
    const int n = m.token.core.start;
    int end = n;
    for (const View tail : {View(U"平均水平"), View(U"水平"), View(U"平均")}) {
      const int k = end - static_cast<int>(tail.size());
      if (k > last.core.end && part(t_, k, end) == tail) {
        end = k;
        break;
      }
    }
    const auto scope = lexicon().scopes.before(t_, end, last.core.end);
    if (!scope || !is_list_gap(part(t_, last.core.end, end - scope.length), true)) return;
    m.form = Form::rate;
    m.direction = last.direction;
    m.basis = basis_of(part(t_, end - scope.length, n));
    m.zone_start = m.lead_end = end - scope.length;
    m.why.push_back({Rule::change_carried, {}});
  }

  bool noun_follows(const Mention& m) const {
    const int k = m.core.end;
    return k < c_.sentence.end && base::is_han(t_[static_cast<std::size_t>(k)]) &&
           t_[static_cast<std::size_t>(k)] != U'和' && t_[static_cast<std::size_t>(k)] != U'及';
  }

  void group() {
    out_.groups.reserve(mentions_.size());
    bool estimate = false;
    for (Mention& m : mentions_) {
      estimate = estimate || m.estimate;
      m.estimate = estimate;
      compare_alike(m);
      if (!out_.groups.empty() && continues(out_.groups.back(), m)) {
        MentionGroup& g = out_.groups.back();
        // 新增3家、5家企业: two counts of things named once is a list as well; 3个、5个县 is too.
        const Mention& first = g.members.front();
        if (first.form == Form::rate) {
          m.form = Form::rate;
          m.direction = first.direction;
          m.basis = g.members.size() < first.each_basis.size() ? first.each_basis[g.members.size()] : first.basis;
          m.excluding = first.excluding;
        } else if (first.to) {
          m.direction = first.direction;
        }
        if (m.token.qualifier == Qualifier::exact && first.token.qualifier != Qualifier::range && zone_is_shared(first))
          m.token.qualifier = first.token.qualifier;
        m.cumulative = m.cumulative || first.cumulative;
        g.members.push_back(std::move(m));
        continue;
      }
      const int previous_end = out_.groups.empty() ? c_.sentence.start : out_.groups.back().members.back().core.end;
      const int clause = clause_start_before(t_, c_.sentence.start, m.lead_end);
      const bool same_clause = !out_.groups.empty() && previous_end >= clause;
      MentionGroup& g = out_.groups.emplace_back();
      g.same_clause = same_clause;
      g.lead_start = m.comparand >= 0 ? m.comparand : std::max(clause, previous_end);
      g.members.push_back(std::move(m));
    }
    for (MentionGroup& g : out_.groups) {
      restore_units(g.members);
      share_above(g);
      // 甲基地、乙基地各9000亩: one number for each that is named.
      if (g.members.size() == 1 && g.members.front().each) g.members.front().all = true;
    }
  }

  // 分别超5%、6%: a word of nearness before the first of a list governs all.
  static bool zone_is_shared(const Mention& first) {
    return first.each && !first.token.behind && first.token.core.start > first.zone_start;
  }

  // “A、B、C以上” after 分别 governs all members.
  static void share_above(MentionGroup& g) {
    if (g.members.size() < 2 || !g.members.front().each) return;
    const NumberToken& last = g.members.back().token;
    const bool after =
        last.qualifier != Qualifier::exact && last.qualifier != Qualifier::range && last.core.end > last.number.end;
    if (!after) return;
    for (Mention& m : g.members) {
      if (m.token.qualifier != Qualifier::exact) continue;
      m.token.qualifier = last.qualifier;
      m.token.above = last.above;
    }
  }

  const SentenceContext& c_;
  View t_;
  const SentenceTokens& tokens_;
  List<Mention> mentions_;
  GroupedSentence out_;
};

}  // namespace

GroupedSentence group_mentions(const SentenceContext& context, const SentenceTokens& tokens) {
  return Grouper(context, tokens).run();
}

}  // namespace reading
