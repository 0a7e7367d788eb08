#include "reading/mention.hpp"

#include <algorithm>

#include "reading/words.hpp"

namespace reading {
namespace {

using words::has;
using words::has_any;

constexpr int kLongestComparand = 22;
constexpr int kLongestBracket = 10;

View part(View t, int from, int to) {
  return t.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(0, to - from)));
}

bool ends(View t, int end, int floor, View word) {
  const int n = static_cast<int>(word.size());
  return end - n >= floor && part(t, end - n, end) == word;
}

// A thing one can compare with: a time, a place, a standard.
bool is_comparand(View x) {
  if (x.empty()) return false;
  return has_any(x, {U"年",   U"期",   U"初",   U"末",   U"底",   U"全国", U"全省", U"全市", U"平均", U"均值",
                     U"全州", U"全盟", U"全县", U"省",   U"市",   U"国",   U"水平", U"时期", U"以前", U"之前",
                     U"标准", U"计划", U"预算", U"目标", U"增速", U"季度", U"月",   U"以往", U"开局", U"届"});
}

// 比 and 较 inside other words compare nothing.
bool compares(View t, int k, int floor) {
  static constexpr View kWords[] = {U"占比", U"对比", U"同比", U"环比", U"相比", U"比重", U"比例", U"比率",
                                    U"比值", U"之比", U"较快", U"较大", U"较好", U"较高", U"较强", U"较多",
                                    U"较少", U"比较", U"可比", U"倍比", U"比拼", U"评比"};
  for (const View word : kWords) {
    const auto at = word.find(t[static_cast<std::size_t>(k)]);
    if (at == View::npos) continue;
    const int from = k - static_cast<int>(at);
    if (from >= floor && from + 2 <= static_cast<int>(t.size()) && part(t, from, from + 2) == word) return false;
  }
  return true;
}

// 、 between two places or standards: 比全国、全省平均高.
bool joins_comparands(View t, int k, int floor) {
  if (lexicon().scopes.before(t, k, floor)) return true;
  return ends(t, k, floor, U"平均") || ends(t, k, floor, U"水平");
}

List<std::string_view> bases_of(View comparands) {
  List<std::string_view> out;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= comparands.size(); ++i) {
    if (i < comparands.size() && comparands[i] != U'、' && comparands[i] != U'和') continue;
    out.push_back(basis_of(comparands.substr(from, i - from)));
    from = i + 1;
  }
  if (out.size() < 2) out.clear();
  return out;
}

}  // namespace

std::string_view basis_of(View comparand) {
  if (has_any(comparand, {U"上年", U"去年", U"同期", U"前一年"})) return "yoy";
  if (has_any(comparand, {U"上半年"})) return "vs_half_year";
  if (has_any(comparand, {U"全国", U"国家", U"国内", U"我国"})) return "vs_national";
  if (has_any(comparand, {U"省", U"全市", U"市均", U"全区", U"自治区", U"全州", U"全盟"})) return "vs_province_average";
  return "other";
}

Basis basis_before(View t, int end, int floor) {
  // 按可比口径计算, 同口径
  static constexpr View kComparable[] = {U"可比口径计算", U"可比价计算", U"可比口径", U"同口径相比",   U"同口径",
                                         U"可比价格计算", U"可比价格",   U"可比价",   U"不变价格计算", U"不变价计算",
                                         U"不变价格",     U"不变价",     U"同比口径", U"可比"};
  for (const View word : kComparable) {
    const int comma = end > floor && t[static_cast<std::size_t>(end - 1)] == U',' ? 1 : 0;
    if (!ends(t, end - comma, floor, word)) continue;
    int start = end - comma - static_cast<int>(word.size());
    const int before = start - (ends(t, start, floor, U"按") ? 1 : 0);
    if (comma == 1 && before > floor && !is_boundary(t[static_cast<std::size_t>(before - 1)])) continue;
    if (ends(t, start, floor, U"按")) --start;
    return {start, "comparable", {}, {}};
  }
  // 按美元计价增长8.6%: the money it is reckoned in, no part of the name.
  for (const View money : {View(U"人民币"), View(U"美元")}) {
    for (const View reckoned : {View(U"计价"), View(U"计算"), View(U"计")}) {
      const int start = end - static_cast<int>(money.size() + reckoned.size()) - 1;
      if (start < floor || part(t, end - static_cast<int>(reckoned.size()), end) != reckoned ||
          part(t, start + 1, start + 1 + static_cast<int>(money.size())) != money ||
          View(U"按以").find(t[static_cast<std::size_t>(start)]) == View::npos)
        continue;
      return {start, "yoy", {}, {}};
    }
  }
  // 剔除留抵退税因素后, 扣除价格因素
  for (int k = end - 3; k >= std::max(floor, end - 32); --k) {
    const View word = part(t, k, k + 2);
    if (word != U"剔除" && word != U"扣除") continue;
    View said = part(t, k + 2, end);
    if (said.ends_with(U",")) said.remove_suffix(1);
    if (said.find_first_of(U",;。") != View::npos) break;
    // 支出(扣除救灾资金外)增长3%: the bracket goes with what it says.
    const bool bracketed = k > floor && t[static_cast<std::size_t>(k - 1)] == U'(' && said.ends_with(U")");
    if (bracketed) said.remove_suffix(1);
    if (!bracketed && !has_any(said, {U"后", U"因素", U"影响"})) break;
    View excluded = said;
    for (const View tail : {View(U"后"), View(U"的"), View(U"影响"), View(U"的")}) {
      if (excluded.ends_with(tail)) excluded.remove_suffix(tail.size());
    }
    if (bracketed && excluded.ends_with(U"外")) excluded.remove_suffix(1);
    return {bracketed ? k - 1 : k, "comparable", excluded, {}};
  }
  for (int k = end - 2; k >= std::max(floor, end - kLongestComparand); --k) {
    const char32_t c = t[static_cast<std::size_t>(k)];
    if (is_boundary(c)) break;
    if (c == U'、' && !joins_comparands(t, k, floor)) break;
    if ((c != U'比' && c != U'较' && c != U'与' && c != U'相') || !compares(t, k, floor)) continue;
    const View x = part(t, k + 1, end);
    if (c == U'与' && !x.ends_with(U"相比") && !x.ends_with(U"比")) continue;
    if (c == U'相' && !x.starts_with(U"比") && !x.starts_with(U"较")) continue;
    if (!is_comparand(x)) continue;
    return {k, basis_of(x), {}, bases_of(x)};
  }
  return {end, {}, {}, {}};
}

namespace {

class Governor {
 public:
  Governor(View t, int floor, const NumberToken& token, std::span<const Nonfigure> names)
      : t_(t), floor_(floor), names_(names) {
    m_.token = token;
    m_.core = token.core;
    m_.zone_start = m_.lead_end = p_ = token.core.start;
    if (token.streak) m_.form = Form::streak;
  }

  Mention run() {
    per();
    while (step()) {
    }
    m_.lead_end = p_;
    if (!verb_ && !m_.to && grows_behind()) verb_ = true, m_.direction = ChangeDirection::up;
    if (verb_) m_.form = Form::rate;
    // 增长-3.1%: a fall, written as a negative rise.
    if (verb_ && m_.direction == ChangeDirection::up && m_.token.value.is_negative()) {
      m_.direction = ChangeDirection::down;
      m_.token.value = m_.token.value.abs();
    }
    return std::move(m_);
  }

 private:
  UnitClass unit_class() const { return m_.token.entry ? m_.token.entry->unit_class : UnitClass::thing; }
  bool relative() const {
    if (!m_.token.entry) return m_.token.magnitude.empty();
    const UnitClass c = unit_class();
    return c == UnitClass::percent || c == UnitClass::point || c == UnitClass::multiple || c == UnitClass::tenth;
  }
  bool single(View word) const { return word.size() == 1; }
  void because(Rule rule, int from, int to) { m_.why.push_back({rule, {from, to}}); }

  void consume(int length, bool in_zone) {
    p_ -= length;
    if (in_zone) m_.zone_start = p_;
  }

  // 每人每月980元 -> 元/人·月
  void per() {
    if (unit_class() != UnitClass::money || m_.token.unit.find(U'/') != View::npos) return;
    static constexpr std::pair<View, View> kPer[] = {
        {U"每人每月", U"/人·月"}, {U"每人每年", U"/人·年"}, {U"每月每人", U"/人·月"},  {U"人均每月", U"/人·月"},
        {U"每户每月", U"/户·月"}, {U"每月", U"/月"},        {U"每人", U"/人"},         {U"每亩", U"/亩"},
        {U"每吨", U"/吨"},        {U"每户", U"/户"},        {U"每平方米", U"/平方米"}, {U"每度", U"/度"},
        {U"每千瓦时", U"/千瓦时"}};
    for (const auto& [word, unit] : kPer) {
      if (!ends(t_, p_, floor_, word)) continue;
      m_.token.unit += unit;
      consume(static_cast<int>(word.size()), true);
      return;
    }
    // 每人每月补助300元
    const View before = part(t_, std::max(floor_, p_ - 8), p_);
    if (has(before, U"每人每月")) m_.token.unit += U"/人·月";
    if (has(before, U"每人每年")) m_.token.unit += U"/人·年";
  }

  bool step() {
    if (p_ <= floor_) return false;
    const char32_t before = t_[static_cast<std::size_t>(p_ - 1)];
    if (before == U' ' && p_ - 1 > floor_) {
      --p_;
      return true;
    }
    const auto near = lexicon().qualifiers_before.before(t_, p_, floor_);
    const auto change = lexicon().changes.before(t_, p_, floor_);
    const auto word = lexicon().number_words.before(t_, p_, floor_);
    const int longest = std::max({near.length, change.length, word.length});
    if (longest == 0) return years() || compared() || dated() || done_to_each() || lessened();
    if (word.length == longest && *word.entry == NumberWordRole::guard) return netted(word.length) || compared();
    if (change.length == longest && takes_change(*change.entry, bare_change(change.length))) return true;
    if (near.length == longest && takes_qualifier(*near.entry, near.length)) return true;
    if (word.length > 0 && takes_word(*word.entry, word.length)) return true;
    return compared() || dated();
  }

  bool takes_qualifier(const QualifierEntry& entry, int length) {
    if (verb_ && qualified_) return false;
    // 迈上4个台阶: a deed, not a bound.
    const View said = part(t_, p_ - length, p_);
    const bool steps = said.starts_with(U"迈") || said.starts_with(U"跨") || said.starts_with(U"站");
    if (steps && m_.token.entry && is_countable(unit_class()) && m_.token.magnitude.empty()) return false;
    if (entry.qualifier != Qualifier::exact && m_.token.qualifier != Qualifier::range) {
      if (m_.token.qualifier == Qualifier::exact) m_.token.qualifier = entry.qualifier;
      qualified_ = true;
    }
    consume(length, true);
    return true;
  }

  // 比增 after 占, 同, 环 is the end of 占比, 同比, 环比 and a plain 增.
  int bare_change(int length) const {
    const int at = p_ - length;
    const bool joined = length == 2 && t_[static_cast<std::size_t>(at)] == U'比' && at > floor_ &&
                        View(U"占同环对相之").find(t_[static_cast<std::size_t>(at - 1)]) != View::npos;
    return joined ? 1 : length;
  }

  bool takes_change(const ChangeEntry& entry, int length) {
    const View word = part(t_, p_ - length, p_);
    if (verb_ || m_.to) return false;
    if (is_noun_of_change(word) && gap_opens_before(p_ - length)) return false;
    if (entry.form == ChangeForm::to) {
      m_.to = true;
      m_.direction = entry.direction;
      because(Rule::went_to, p_ - length, p_);
      consume(length, true);
      return true;
    }
    if (entry.form == ChangeForm::flat) return false;
    if (entry.form == ChangeForm::gap) {
      if (unit_class() == UnitClass::point && m_.token.entry) {
        verb_ = true;
        m_.direction = entry.direction;
        consume(length, true);
        return true;
      }
      return false;
    }
    const bool comparing = single(word) && word != U"增" && word != U"降" && word != U"升" && word != U"减" &&
                           word != U"涨" && word != U"跌" && word != U"翻";
    const Basis basis = basis_seen_before(p_ - length);
    const bool based = basis.start < p_ - length;
    if (comparing && !based) return false;
    if (bracket_before(p_ - length) < p_ - length) m_.basis = basis.basis;
    if (!relative() && m_.token.entry) {
      if (unit_class() == UnitClass::place || ranks_places()) {
        // 位次上升3位
      } else if (!based && !entry.amount) {
        return false;
      } else if (!based && is_countable(unit_class()) && noun_follows()) {
        return false;  // 增加1万个普通高中学位: made, not grown
      }
    }
    verb_ = true;
    m_.direction = entry.direction;
    because(Rule::changed, p_ - length, p_);
    consume(length, true);
    return true;
  }

  // 高于年初目标(9%)1个百分点, 比年初目标(6.5%)低2.3个百分点: the bracket holds a number of its own, so what stands
  // before it is looked at and not taken. Where the bracket that ends at `end` opens; `end` for none.
  int bracket_before(int end) const {
    if (end < 2 || t_[static_cast<std::size_t>(end - 1)] != U')') return end;
    for (int k = end - 2; k >= std::max(0, end - kLongestBracket); --k) {
      if (t_[static_cast<std::size_t>(k)] == U'(') return k;
    }
    return end;
  }
  Basis basis_seen_before(int end) const {
    const int open = bracket_before(end);
    if (open == end) return basis_before(t_, end, floor_);
    Basis basis = basis_before(t_, open, std::max(0, open - kLongestComparand));
    basis.start += basis.start < open ? 0 : end - open;  // nothing there: nothing before `end` either
    return basis;
  }

  // 高于全省平均增速0.2个百分点: the growth is what is compared with, not what happened.
  static bool is_noun_of_change(View word) {
    return word == U"增速" || word == U"增幅" || word == U"涨幅" || word == U"降幅" || word == U"增长速度" ||
           word == U"增长率";
  }
  bool gap_opens_before(int end) const {
    if (unit_class() != UnitClass::point || !m_.token.entry) return false;
    for (int k = end - 1; k >= std::max(floor_, end - kLongestComparand); --k) {
      const char32_t c = t_[static_cast<std::size_t>(k)];
      if (is_boundary(c) || is_digit(c)) return false;
      const auto verb = lexicon().changes.at(t_, k, end);
      if (verb && verb.entry->form == ChangeForm::gap) return true;
    }
    return false;
  }

  // 较年初净增24.4亿元; 纯收入4878元，净增582元: how far a sum rose. 净增41家 counts.
  bool netted(int length) {
    if (verb_ || m_.to || unit_class() != UnitClass::money || part(t_, p_ - length, p_) != U"净增") return false;
    const int start = p_ - length;
    const bool right_behind = start == floor_ + 1 && t_[static_cast<std::size_t>(floor_)] == U',' && floor_ > 0 &&
                              t_[static_cast<std::size_t>(floor_ - 1)] == U'元';
    if (!right_behind && basis_before(t_, start, floor_).start == start) return false;
    verb_ = true;
    m_.direction = ChangeDirection::up;
    because(Rule::changed, p_ - length, p_);
    consume(length, true);
    return true;
  }

  // 全国排名提升4位
  bool ranks_places() const {
    if (!m_.token.entry || m_.token.entry->word != U"位") return false;
    const View said = part(t_, std::max(floor_, p_ - 20), p_);
    return has_any(said, {U"排名", U"位次", U"名次", U"排位"});
  }

  bool noun_follows() const {
    const int k = m_.core.end;
    return k < static_cast<int>(t_.size()) &&
           (base::is_han(t_[static_cast<std::size_t>(k)]) || t_[static_cast<std::size_t>(k)] == U'“');
  }

  bool takes_word(NumberWordRole role, int length) {
    const bool governed = verb_ || m_.to;
    switch (role) {
      case NumberWordRole::guard:
        return false;
      case NumberWordRole::carrier:
        consume(length, false);
        return true;
      case NumberWordRole::adverb:
        consume(length, governed);
        return true;
      case NumberWordRole::each:
        m_.each = true;
        consume(length, governed);
        return true;
      case NumberWordRole::all:
        m_.all = true;
        consume(length, governed);
        return true;
      case NumberWordRole::cumulative:
        m_.cumulative = true;
        consume(length, false);
        return true;
      case NumberWordRole::estimate:
        m_.estimate = true;
        consume(length, false);
        return true;
    }
    return false;
  }

  // 高于全国平均水平1.7个百分点 · 较上半年提高 · 剔除…后增长
  bool compared() {
    if (verb_ && m_.basis.empty()) {
      const Basis basis = basis_before(t_, p_, floor_);
      if (basis.start < p_) {
        m_.basis = basis.basis;
        m_.excluding = basis.excluding;
        m_.each_basis = basis.each;
        because(Rule::compared, basis.start, p_);
        consume(p_ - basis.start, true);
        return true;
      }
    }
    if (verb_ || m_.to || gap_tried_) return false;
    gap_tried_ = true;
    // 高于年初目标(9%)1个百分点: the number in the bracket is the aim itself, and the gap comes behind it.
    const auto stop = static_cast<std::size_t>(m_.token.core.end);
    if (ends(t_, p_, floor_, U"(") && stop < t_.size() && t_[stop] == U')') return false;
    if (!relative() && unit_class() != UnitClass::place && unit_class() != UnitClass::time) return false;
    for (int k = p_ - 1; k >= std::max(floor_, p_ - kLongestComparand); --k) {
      const char32_t c = t_[static_cast<std::size_t>(k)];
      if (ends_a_year(k)) {  // 快于2024年1.8个百分点
        k -= 3;
        continue;
      }
      if (is_boundary(c) || is_digit(c)) break;
      if (c == U'、' && !joins_comparands(t_, k, floor_)) break;
      const auto verb = lexicon().changes.at(t_, k, p_);
      const View comparand = part(t_, k + std::max(verb.length, 1), p_);
      const bool places = has_any(
          comparand, {U"全国", U"全省", U"全市", U"全区", U"全州", U"全盟", U"平均", U"国家", U"省", U"上年", U"去年"});
      ChangeDirection direction = ChangeDirection::none;
      int length = 0;
      const bool point = unit_class() == UnitClass::point && m_.token.entry;
      const bool schedule = point && has_any(comparand, {U"进度", U"序时", U"目标", U"任务", U"计划"});
      const bool standard =
          places || schedule || has_any(comparand, {U"水平", U"增速", U"均值", U"增幅", U"计划", U"目标"});
      if (verb && verb.entry->form == ChangeForm::gap && (point || standard)) {
        direction = verb.entry->direction;
        length = verb.length;
      } else if (schedule || (places && (comparand.ends_with(U"平均") || comparand.ends_with(U"水平") ||
                                         comparand.ends_with(U"均值") || unit_class() == UnitClass::point))) {
        for (const View word :
             {View(U"超过"), View(U"超出"), View(U"超"), View(U"快于"), View(U"领先"), View(U"高"), View(U"快")}) {
          if (part(t_, k, k + static_cast<int>(word.size())) != word) continue;
          direction = ChangeDirection::up;
          length = static_cast<int>(word.size());
          break;
        }
      }
      // 超计划目标6.7个百分点, 差年度目标0.9个百分点: a growth against the one that was aimed at.
      if (length == 0 && point && comparand.size() >= 2 &&
          words::ends_with(part(t_, k, m_.token.core.start), {U"计划", U"目标", U"预期", U"目标值", U"计划数"})) {
        for (const auto& [word, way] : {std::pair(View(U"超出"), ChangeDirection::up),
                                        {U"超", ChangeDirection::up},
                                        {U"高出", ChangeDirection::up},
                                        {U"差", ChangeDirection::down},
                                        {U"欠", ChangeDirection::down}}) {
          if (part(t_, k, k + static_cast<int>(word.size())) != word) continue;
          direction = way;
          length = static_cast<int>(word.size());
          break;
        }
      }
      if (length == 0) continue;
      const View x = part(t_, k + length, p_);
      if (x.empty()) return false;
      verb_ = true;
      m_.direction = direction;
      m_.basis = basis_of(x);
      m_.each_basis = bases_of(x);
      because(Rule::gap, k, p_);
      consume(p_ - k, true);
      return true;
    }
    return false;
  }

  // The last digit of 2024 in 2024年.
  bool ends_a_year(int k) const {
    if (k - 3 < floor_ || k + 1 >= p_ || t_[static_cast<std::size_t>(k + 1)] != U'年') return false;
    for (int i = k - 3; i <= k; ++i) {
      if (!is_digit(t_[static_cast<std::size_t>(i)])) return false;
    }
    return k - 4 < floor_ || !is_digit(t_[static_cast<std::size_t>(k - 4)]);
  }

  // 税收保持10%以上的增长: how fast stands before what it says.
  bool grows_behind() {
    if (unit_class() != UnitClass::percent || !m_.token.entry) return false;
    constexpr int kNear = 8;
    if (!has_any(part(t_, std::max(floor_, m_.token.core.start - kNear), m_.token.core.start),
                 {U"保持", U"实现", U"维持", U"取得"}))
      return false;
    View rest = t_.substr(static_cast<std::size_t>(m_.token.core.end));
    for (const View word : {View(U"以上"), View(U"左右"), View(U"的"), View(U"较快"), View(U"高速")}) {
      if (rest.starts_with(word)) rest.remove_prefix(word.size());
    }
    constexpr View kGrowth = U"增长";
    if (!rest.starts_with(kGrowth) || (rest.size() > kGrowth.size() && !is_boundary(rest[kGrowth.size()])))
      return false;
    because(Rule::changed, m_.token.core.start, m_.token.core.end);
    return true;
  }

  // 压减时间58%, 降低成本15%: what goes down stands between the verb and how far.
  bool lessened() {
    if (verb_ || m_.to || unit_class() != UnitClass::percent || !m_.token.entry) return false;
    constexpr int kShort = 2, kLong = 4;
    for (int n = kShort; n <= kLong && p_ - n > floor_; ++n) {
      if (!base::is_han(t_[static_cast<std::size_t>(p_ - n)])) return false;
      const auto verb = lexicon().changes.before(t_, p_ - n, floor_);
      if (!verb || verb.length < 2 || verb.entry->form != ChangeForm::rate ||
          verb.entry->direction != ChangeDirection::down)
        continue;
      const View thing = part(t_, p_ - n, p_);
      if (thing.ends_with(U"至") || thing.ends_with(U"到") || thing.ends_with(U"率") || has_any(thing, {U"的", U"了"}))
        return false;
      verb_ = true;
      m_.direction = verb.entry->direction;
      because(Rule::changed, p_ - n - verb.length, p_ - n);
      return true;
    }
    return false;
  }

  // 五年增长3倍, 5年累计: how long the change took, not a year of the calendar.
  bool years() {
    if (!(verb_ || m_.to) || !ends(t_, p_, floor_, U"年")) return false;
    int k = p_ - 1;
    while (k > floor_ && p_ - 1 - k < 3 &&
           (is_digit(t_[static_cast<std::size_t>(k - 1)]) ||
            View(U"一二三四五六七八九十两").find(t_[static_cast<std::size_t>(k - 1)]) != View::npos))
      --k;
    const int length = p_ - k;
    if (length < 2 || length > 3) return false;
    consume(length, true);
    return true;
  }

  // 甲、乙分别新增5家和2家: what was done to each stands between 分别 and the numbers.
  bool done_to_each() {
    if (verb_ || m_.to || m_.each || m_.all || m_.token.entry == nullptr || !is_countable(unit_class())) return false;
    const auto deed = lexicon().verbs.before(t_, p_, floor_);
    if (!deed || !deed.entry->strong || deed.length > 4) return false;
    const auto word = lexicon().number_words.before(t_, p_ - deed.length, floor_);
    if (!word || *word.entry != NumberWordRole::each) return false;
    m_.each = true;
    consume(deed.length + word.length, true);
    return true;
  }

  // 增长到2025年的4.93万亿元: the date stands between the verb and its number.
  bool dated() {
    if (verb_ || m_.to) return false;
    int end = p_;
    if (ends(t_, end, floor_, U"的")) --end;
    for (auto it = names_.rbegin(); it != names_.rend(); ++it) {
      if (it->span.end != end || it->span.start < floor_) continue;
      const auto change = lexicon().changes.before(t_, it->span.start, floor_);
      if (!change || change.entry->form != ChangeForm::to) return false;
      p_ = it->span.start;
      return true;
    }
    return false;
  }

  View t_;
  int floor_;
  std::span<const Nonfigure> names_;
  Mention m_;
  int p_ = 0;
  bool verb_ = false;
  bool qualified_ = false;
  bool gap_tried_ = false;
};

}  // namespace

Mention govern(View norm, int floor, const NumberToken& token, std::span<const Nonfigure> names) {
  return Governor(norm, floor, token, names).run();
}

namespace {

// 保持平稳, 维持平衡: 持 ends one word and 平 begins another.
bool straddles_words(View t, int at, int end) {
  if (t[static_cast<std::size_t>(at)] != U'持') return false;
  if (at > 0 && View(U"保维坚支主扶").find(t[static_cast<std::size_t>(at - 1)]) != View::npos) return true;
  return end < static_cast<int>(t.size()) && View(U"稳衡等均安").find(t[static_cast<std::size_t>(end)]) != View::npos;
}

}  // namespace

bool may_be_flat(View t) { return std::any_of(t.begin(), t.end(), starts_flat); }

std::optional<Mention> flat_at(View t, int floor, int at, int limit) {
  const auto hit = lexicon().changes.at(t, at, limit);
  if (!hit || hit.entry->form != ChangeForm::flat || straddles_words(t, at, at + hit.length)) return std::nullopt;
  Mention m;
  m.form = Form::flat;
  m.direction = ChangeDirection::flat;
  m.core = {at, at + hit.length};
  int p = at;
  // 与上年基本持平, 同上年持平
  for (int k = p - 1; k >= std::max(floor, p - 12); --k) {
    const char32_t c = t[static_cast<std::size_t>(k)];
    if (is_boundary(c) || c == U'、') break;
    if (c != U'与' && c != U'和' && c != U'同') continue;
    const View x = part(t, k + 1, p);
    if (!is_comparand(x)) continue;
    m.basis = basis_of(x);
    p = k;
    break;
  }
  while (true) {
    const auto word = lexicon().number_words.before(t, p, floor);
    if (!word || *word.entry == NumberWordRole::guard) break;
    if (*word.entry == NumberWordRole::all) m.all = true;
    if (*word.entry == NumberWordRole::each) m.each = true;
    p -= word.length;
  }
  m.zone_start = m.lead_end = p;
  m.why.push_back({Rule::flat, {}});
  return m;
}

}  // namespace reading
