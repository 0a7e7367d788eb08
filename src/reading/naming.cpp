#include "reading/naming.hpp"

#include <algorithm>
#include <array>

#include "facts/names.hpp"
#include "reading/clause.hpp"
#include "reading/dates.hpp"
#include "reading/scan.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

constexpr int kLongestName = 24;

bool opens(char32_t c) {
  static constexpr words::CharSet kOpen(U"“‘(（《〈[［「");
  return kOpen.has(c);
}
bool closes(char32_t c) {
  static constexpr words::CharSet kClose(U"”’)）》〉]］」");
  return kClose.has(c);
}

// Walks a text from its start and tells which places lie outside quotes and brackets; all do where one stays open.
class Outside {
 public:
  explicit Outside(View text) : text_(text) {
    int depth = 0;
    for (const char32_t c : text) {
      if (c >= 0x4E00 && c <= 0x9FFF) continue;
      if (opens(c)) ++depth, plain_ = false;
      if (depth > 0 && closes(c)) --depth;
    }
    if (depth > 0) plain_ = true;
  }
  // Places must be asked for from left to right.
  bool operator()(std::size_t i) {
    if (plain_) return true;
    for (; next_ <= i; ++next_) {
      if (next_ > 0 && depth_ > 0 && closes(text_[next_ - 1])) --depth_;
      if (opens(text_[next_])) ++depth_;
    }
    return depth_ == 0;
  }

 private:
  View text_;
  bool plain_ = true;
  std::size_t next_ = 0;
  int depth_ = 0;
};

View without_space(View text) { return base::trim(text); }

// “十四五”时期, 到2030年, 2023年1—11月, 截至年末
int term_length(View text) {
  static constexpr words::CharSet kStarts(U"截到至“〇零一二三四五六七八九");
  if (text.empty() || !(kStarts.has(text.front()) || words::is_digit(text.front()))) return 0;
  // No term is longer.
  std::array<char32_t, 40> plain;
  const std::size_t most = std::min(text.size(), plain.size());
  for (std::size_t k = 0; k < most; ++k) plain[k] = normalised(text[k]);
  const View norm(plain.data(), most);
  const int n = static_cast<int>(norm.size());
  int i = 0;
  for (const View word : {View(U"截至"), View(U"截止"), View(U"到"), View(U"至")}) {
    if (norm.starts_with(word)) {
      i = static_cast<int>(word.size());
      break;
    }
  }
  if (const Span date = date_at(norm, i, {0, n}); i < n && !date.empty()) {
    int end = date.end;
    for (const View tail : {View(U"以来"), View(U"期间"), View(U"上半年"), View(U"的")}) {
      if (norm.substr(static_cast<std::size_t>(end)).starts_with(tail)) end += static_cast<int>(tail.size());
    }
    return end;
  }
  if (!norm.empty() && norm[0] == U'“') {
    const auto close = norm.find(U'”');
    if (close != View::npos && close >= 4 && close <= 6 && norm[close - 1] == U'五') {
      const View rest = norm.substr(close + 1);
      // “十四五”前四年累计下降: 前 is left when the years went with the verb.
      for (const View tail : {View(U"时期"), View(U"期间"), View(U"以来"), View(U"末"), View(U"前两年"),
                              View(U"前三年"), View(U"前四年"), View(U"前")}) {
        if (rest.starts_with(tail)) return static_cast<int>(close + 1 + tail.size());
      }
    }
  }
  return 0;
}

// 8月底前上线, 汛期前完成: the length of a time at the start that says by when.
int time_before(View text) {
  const int n = time_length(text);
  return n > 0 && text[static_cast<std::size_t>(n) - 1] == U'前' ? n : 0;
}

// 供水管网改造年内, 产业园一期10月底前: the time at the end of what is named; its length.
std::size_t time_at_end(View text) {
  static constexpr words::CharSet kLast(U"内前底末");
  constexpr std::size_t kLongest = 10, kShortestName = 3;
  if (text.size() <= kShortestName || !kLast.has(text.back())) return 0;
  for (std::size_t i = std::max(kShortestName, text.size() - std::min(text.size(), kLongest)); i < text.size(); ++i)
    if (static_cast<std::size_t>(time_length(text.substr(i))) == text.size() - i) return text.size() - i;
  return 0;
}

// ——工业增加值: the mark of a list item is no part of a name.
bool is_list_mark(char32_t c) {
  static constexpr words::CharSet kMarks(U"—–―─－-●■◆•▪►★");
  return kMarks.has(c);
}
// 6.新增, (3)建成, 12、完成: the length of the mark of a list item; 0 for none. 3.5 is a number.
std::size_t item_mark(View text) {
  const bool paren = text.starts_with(U"(") || text.starts_with(U"（");
  std::size_t i = paren ? 1 : 0;
  const std::size_t from = i;
  while (i < text.size() && i < from + 2 && words::is_digit(text[i])) ++i;
  if (i == from || i + 1 >= text.size()) return 0;
  const bool closes_it = paren ? text[i] == U')' || text[i] == U'）' : View(U".．、").find(text[i]) != View::npos;
  return closes_it && !words::is_digit(text[i + 1]) ? i + 1 : 0;
}
bool is_link_char(char32_t c) {
  static constexpr words::CharSet kLinks(U"、,，;；:：。 　\n\t");
  return kLinks.has(c);
}

}  // namespace

namespace {

// 是上年, 相当于去年同期, at the end of what stands before 的1.8倍: its length; 0 for none.
std::size_t standard_at_end(View text) {
  const std::size_t of = text.ends_with(U'的') ? 1 : 0;
  text.remove_suffix(of);
  for (const View when : {View(U"上年同期"), View(U"去年同期"), View(U"同期"), View(U"上年"), View(U"去年"),
                          View(U"前一年"), View(U"")}) {
    if (!text.ends_with(when)) continue;
    const View before = text.substr(0, text.size() - when.size());
    for (const View verb : {View(U"相当于"), View(U"是"), View(U"为")}) {
      if (before.ends_with(verb) && (!when.empty() || verb == U"是")) return verb.size() + when.size() + of;
    }
  }
  return 0;
}

}  // namespace

View bare_lead(View words) {
  View text = without_space(words);
  text.remove_prefix(item_mark(text));
  bool moved = true;
  while (moved && !text.empty()) {
    moved = false;
    while (!text.empty() && (is_link_char(text.front()) || closes(text.front()) || is_list_mark(text.front())))
      text.remove_prefix(1), moved = true;
    // 剔除减税降费因素后，……: how it was reckoned, not what.
    if (words::starts_with(text, {U"剔除", U"扣除"}) > 0) {
      if (const auto after = text.find(U'后'); after != View::npos && after <= 20) {
        text.remove_prefix(after + 1);
        moved = true;
        continue;
      }
    }
    if (const int n = std::max(term_length(text), time_before(text)); n > 0) {
      text.remove_prefix(static_cast<std::size_t>(n));
      moved = true;
      continue;
    }
    // （含税收收入7.51亿元）: a part of what the bracket stands behind. 含水率 is a word.
    if (text.size() > 3 && text.front() == U'含' &&
        facts::NamesTable::in_force().find(base::to_utf8(text.substr(1))) != nullptr) {
      text.remove_prefix(1);
      moved = true;
      continue;
    }
    // 九是为住宅加装电梯: the mark of a list.
    std::size_t ordinal = 0;
    while (ordinal < 3 && ordinal < text.size() && is_chinese_numeral(text[ordinal])) ++ordinal;
    if (ordinal > 0 && ordinal + 2 < text.size() && text[ordinal] == U'是') {
      text.remove_prefix(ordinal + 1);
      moved = true;
      continue;
    }
    // 共发生3起, 共有12家: how many in all. 共管账户 and 共轨系统 are words.
    if (text.size() > 2 && text.front() == U'共') {
      const bool counts = text[1] == U'有' || text[1] == U'计';
      if (counts || lexicon().verbs.at(text, 1, static_cast<int>(text.size()))) {
        text.remove_prefix(counts ? 2 : 1);
        moved = true;
        continue;
      }
    }
    const auto hit = lexicon().leads.at(text, 0, static_cast<int>(text.size()));
    if (!hit || *hit.entry == LeadKind::mild) continue;
    // 新 and 的 alone are words; 全市 before 域 is not the place word.
    const auto head = lexicon().heads.at(text, 0, static_cast<int>(text.size()));
    if (head && head.length >= hit.length) continue;
    const auto verb = lexicon().verbs.at(text, 0, static_cast<int>(text.size()));
    if (verb && verb.length > hit.length) continue;
    text.remove_prefix(static_cast<std::size_t>(hit.length));
    moved = true;
  }
  moved = true;
  while (moved && !text.empty()) {
    moved = false;
    if (const std::size_t time = time_at_end(text); time > 0) {
      text.remove_suffix(time);
      moved = true;
      continue;
    }
    const int n = static_cast<int>(text.size());
    if (const auto area = lexicon().leads.before(text, n, 1);
        area && (*area.entry == LeadKind::area || *area.entry == LeadKind::turn) && area.length + 2 <= n) {
      text.remove_suffix(static_cast<std::size_t>(area.length));
      moved = true;
      continue;
    }
    if (n > 4 && text.back() == U'年') {
      std::size_t digits = 0;
      while (digits + 2 < text.size() &&
             (is_digit(text[text.size() - 2 - digits]) || is_chinese_numeral(text[text.size() - 2 - digits])))
        ++digits;
      if (digits > 0) {
        text.remove_suffix(1 + digits);
        moved = true;
        continue;
      }
    }
    // 分别是上年的1.8倍: what it is so many times of is no part of the name.
    if (const std::size_t standard = standard_at_end(text); standard > 0) {
      text.remove_suffix(standard);
      if (text == U"分别" || text == U"均") return {};
      moved = true;
      continue;
    }
    while (!text.empty() && (is_link_char(text.back()) || (opens(text.back())))) text.remove_suffix(1), moved = true;
    static constexpr words::CharSet kLastOfTails(U"的别体均已共计从由为等续次按过跨越月上破到达须度年转");
    if (text.empty() || !kLastOfTails.has(text.back())) continue;
    if (text == U"转") return {};  // 由上年下降3.2%转为增长8.5%
    for (const View tail :
         {View(U"的"),   View(U"年度"),     View(U"分别"),   View(U"总体"),   View(U"均"),    View(U"已"),
          View(U"共"),   View(U"累计"),     View(U"从"),     View(U"由"),     View(U"为"),    View(U"合计"),
          View(U"总计"), View(U"等"),       View(U"连续"),   View(U"首次"),   View(U"按"),    View(U"跨过"),
          View(U"连跨"), View(U"连续跨越"), View(U"每月"),   View(U"跨越"),   View(U"跨上"),  View(U"迈上"),
          View(U"迈过"), View(U"站上"),     View(U"跃上"),   View(U"突破"),   View(U"达到"),  View(U"达"),
          View(U"必须"), View(U"由上年"),   View(U"从上年"), View(U"由去年"), View(U"从去年")}) {
      if (!text.ends_with(tail) || text.size() <= tail.size() + 1) continue;
      // 年初下达: the last character of another word.
      const auto word = lexicon().number_words.before(text, static_cast<int>(text.size()), 0);
      if (word && *word.entry == NumberWordRole::guard && word.length > static_cast<int>(tail.size())) continue;
      text.remove_suffix(tail.size());
      moved = true;
    }
  }
  return text;
}

View without_area(View lead, View area) {
  if (area.empty() || lead.find(area) == View::npos) return lead;
  const View bare = bare_lead(lead);
  if (!bare.starts_with(area)) return lead;
  // 桐岭县城: the place goes on. What may stand behind its name is a deed, or an indicator that is known.
  const View rest = bare.substr(area.size());
  const bool deed = !rest.empty() && lexicon().verbs.at(rest, 0, static_cast<int>(rest.size())).length > 0;
  if (!deed && (rest.size() < 2 || facts::NamesTable::in_force().find(base::to_utf8(rest)) == nullptr)) return lead;
  return lead.substr(static_cast<std::size_t>(rest.data() - lead.data()));
}

namespace {

// A verb that is part of a noun: 筹建任务, 集聚区, 完成率, 获奖数量.
bool is_nominal(View text, int at, int length) {
  const int n = static_cast<int>(text.size()), next = at + length;
  // 食品安全抽检合格率: the rate that an inspection finds.
  static constexpr View kInspections[] = {U"抽检", U"抽查", U"检测", U"检验", U"检查", U"监测",
                                          U"验收", U"考核", U"测评", U"评价", U"执行", U"送检"};
  const View deed = text.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(length));
  if (at > 0 && std::find(std::begin(kInspections), std::end(kInspections), deed) != std::end(kInspections) &&
      words::starts_with(text.substr(static_cast<std::size_t>(next)),
                         {U"合格率", U"达标率", U"优良率", U"优秀率", U"通过率", U"满意率"}) > 0)
    return true;
  if (next < n &&
      View(U"率额量数度费面者类性力区奖品地业型商").find(text[static_cast<std::size_t>(next)]) != View::npos)
    return true;
  static constexpr View kNouns[] = {U"任务", U"项目", U"工程", U"工作", U"计划", U"行动", U"试点", U"事项",
                                    U"活动", U"基地", U"中心", U"平台", U"能力", U"水平", U"机构", U"政策",
                                    U"措施", U"举措", U"方案", U"案例", U"站点", U"园区", U"企业", U"制度",
                                    U"资金", U"指标", U"规划", U"服务", U"管理", U"改造"};
  const View rest = text.substr(static_cast<std::size_t>(next));
  return std::any_of(std::begin(kNouns), std::end(kNouns), [&](View noun) { return rest.starts_with(noun); });
}

}  // namespace

Phrase parse_phrase(View words) {
  Phrase phrase;
  Outside open(words);
  const int n = static_cast<int>(words.size());
  int at = -1, length = 0;
  for (int i = 0; i < n; ++i) {
    if (!lexicon().verbs.may_start(words[static_cast<std::size_t>(i)])) continue;
    if (!open(static_cast<std::size_t>(i))) continue;
    const auto hit = lexicon().verbs.at(words, i, n);
    if (!hit) continue;
    // 重点建设项目, 投资完成率: a verb inside a noun.
    const auto head = lexicon().heads.at(words, i, n);
    if (head && head.length > hit.length) continue;
    const bool measured =
        i + hit.length < n &&
        View(U"率额量数度费面者性力奖业型商").find(words[static_cast<std::size_t>(i + hit.length)]) != View::npos;
    // 研发投入强度, 标准地出让比例
    const bool whole_head =
        i > 0 && lexicon().heads.find(words.substr(static_cast<std::size_t>(i + hit.length))) != nullptr;
    if (measured || whole_head || (i > 0 && is_nominal(words, i, hit.length))) continue;
    if (!hit.entry->strong && i > 0) continue;
    at = i;
    length = hit.length;
    phrase.entry = hit.entry;
    // The last verb before the object governs: 成功创建, 力争新增.
    const int next = i + hit.length;
    if (next < n) {
      const auto more = lexicon().verbs.at(words, next, n);
      if (more && (more.entry->strong || phrase.entry->scope)) {
        length += more.length;
        phrase.entry = more.entry;
      }
    }
    break;
  }
  if (at < 0) {
    phrase.subject = words;
    return phrase;
  }
  // 合作引进的项目总投资: the verb only describes.
  if (at + length + 1 < n && words[static_cast<std::size_t>(at + length)] == U'的') {
    phrase.subject = words.substr(static_cast<std::size_t>(at + length + 1));
    phrase.entry = nullptr;
    return phrase;
  }
  phrase.subject = words.substr(0, static_cast<std::size_t>(at));
  phrase.verb = words.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(length));
  phrase.object = words.substr(static_cast<std::size_t>(at + length));
  const auto* lead = lexicon().leads.find(phrase.verb);
  phrase.mild = lead != nullptr && (*lead == LeadKind::mild || *lead == LeadKind::drive);
  return phrase;
}

bool is_generic(View name) {
  if (name.empty()) return true;
  const auto* head = lexicon().heads.find(name);
  if (head != nullptr && head->generic) return true;
  static constexpr View kGeneric[] = {U"其",   U"其中", U"同比", U"平均", U"人均", U"年均",   U"总体", U"金额", U"数额",
                                      U"个数", U"家数", U"本级", U"省级", U"市级", U"国家级", U"区级", U"县级"};
  return std::find(std::begin(kGeneric), std::end(kGeneric), name) != std::end(kGeneric);
}

std::optional<Kind> kind_of_name(View name) {
  const int n = static_cast<int>(name.size());
  if (const auto hit = lexicon().heads.before(name, n, 0)) {
    if (hit.entry->kind == Kind::level || hit.entry->kind == Kind::count) {
      if (name.find(U"人均") != View::npos || name.find(U"居民") != View::npos) {
        if (name.ends_with(U"收入") || name.ends_with(U"支出") || name.ends_with(U"生产总值")) return Kind::per_capita;
      }
    }
    return hit.entry->kind;
  }
  if (name.starts_with(U"人均")) return Kind::per_capita;
  return std::nullopt;
}

Text with_tail(Text name, const UnitEntry* unit) {
  if (name.empty()) return name;
  if (words::ends_with(
          name, {U"数", U"量", U"率", U"额", U"面积", U"里程", U"人次", U"场次", U"户次", U"值", U"比", U"规模"}))
    return name;
  View tail = unit ? View(unit->tail) : View(U"数");
  if (unit && (unit->unit_class == UnitClass::thing || unit->unit_class == UnitClass::occasion) &&
      unit->word == U"批次")
    tail = U"批次数";
  const bool long_way =
      unit && unit->unit_class == UnitClass::length && (unit->word == U"公里" || unit->word == U"千米");
  if (unit && !is_countable(unit->unit_class) && unit->unit_class != UnitClass::area && !long_way) return name;
  if (unit && unit->unit_class == UnitClass::person && View(name).ends_with(U"人")) tail = U"数";
  if (unit && unit->unit_class == UnitClass::household && View(name).ends_with(U"户")) tail = U"数";
  return name.append(tail);
}

View without_growth_words(View name) {
  for (const View tail : {View(U"增长速度"), View(U"增长率"), View(U"增速"), View(U"增幅"), View(U"涨幅"),
                          View(U"上涨幅度"), View(U"增长幅度"), View(U"下降幅度")}) {
    if (name.ends_with(tail) && name.size() > tail.size() + 1) return name.substr(0, name.size() - tail.size());
  }
  return name;
}

List<View> list_names(View words) {
  List<View> out;
  Outside open(words);
  std::size_t from = 0;
  auto put = [&](std::size_t to) {
    const View piece = without_space(words.substr(from, to - from));
    if (!piece.empty()) out.push_back(piece);
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != U'、' && words[i] != U',' && words[i] != U'，') continue;
    if (!open(i)) continue;
    put(i);
    from = i + 1;
  }
  put(words.size());
  return out;
}

namespace {

// The last piece of a list may hold two: B和C.
void split_last(List<View>& names) {
  if (names.empty()) return;
  const View last = names.back();
  Outside open(last);
  for (std::size_t i = 2; i + 2 < last.size() + 1; ++i) {
    if (!open(i)) continue;
    std::size_t n = 0;
    if (last.substr(i).starts_with(U"以及"))
      n = 2;
    else if (last[i] == U'和' || last[i] == U'及' || last[i] == U'与')
      n = 1;
    if (n == 0 || i + n + 2 > last.size()) continue;
    names.back() = last.substr(0, i);
    names.push_back(last.substr(i + n));
    return;
  }
}

void share_head(List<Text>& names) {
  if (names.size() < 2) return;
  const Text last = names.back();
  // 电子信息、装备制造等产业集群: what follows 等 belongs to all.
  if (const auto etc = last.rfind(U'等'); etc != View::npos && etc >= 2 && etc + 2 < last.size()) {
    const Text tail = last.substr(etc + 1);
    names.back() = last.substr(0, etc);
    for (auto& name : names) {
      if (!View(name).ends_with(tail)) name += tail;
    }
    return;
  }
  const int n = static_cast<int>(last.size());
  const auto head = lexicon().heads.before(last, n, 0);
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    Text& name = names[i];
    const int m = static_cast<int>(name.size());
    if (lexicon().heads.before(name, m, 0) && !is_generic(name)) continue;
    // 增速和经济总量: a growth of what was named before is no total.
    if (kind_of_name(name) == Kind::growth) continue;
    // 第一、第三产业增加值
    if (m == 2 && name.front() == U'第' && last.front() == U'第' && n > 3) {
      name += last.substr(2);
      continue;
    }
    // 战略性新兴产业、高新技术产业产值占比: align at the word both share.
    bool aligned = false;
    for (int k = std::min(4, m); k >= 2 && !aligned; --k) {
      const auto at = last.find(name.substr(static_cast<std::size_t>(m - k)));
      if (at == View::npos || static_cast<int>(at) + k >= n) continue;
      name += last.substr(at + static_cast<std::size_t>(k));
      aligned = true;
    }
    if (!aligned && head && head.length < n) name += last.substr(static_cast<std::size_t>(n - head.length));
  }
}

List<Text> split_merged(View words, int count, bool listed) {
  for (const auto& [word, parts] : lexicon().merged_names) {
    const bool is_list = word.find(U'、') != View::npos || word.find(U'和') != View::npos;
    if (is_list != listed || static_cast<int>(parts.size()) != count) continue;
    const auto at = words.find(word);
    if (at == View::npos) continue;
    List<Text> out;
    for (const auto& part : parts) out.push_back(joint(words.substr(0, at), part, words.substr(at + word.size())));
    return out;
  }
  return {};
}

}  // namespace

List<Text> split_names(View words, int count) {
  if (auto merged = split_merged(words, count, true); !merged.empty()) return merged;
  List<View> names = list_names(words);
  if (static_cast<int>(names.size()) != count) split_last(names);
  if (static_cast<int>(names.size()) == count && count > 1) {
    for (View& name : names) {
      if (const View bare = bare_lead(name); !bare.empty()) name = bare;
    }
    // 实现A、B: the verb governs both.
    const Phrase first = parse_phrase(names.front());
    if (first.subject.empty() && first.mild && !first.object.empty()) names.front() = first.object;
    List<Text> out;
    out.reserve(names.size());
    for (const View name : names) out.emplace_back(name);
    share_head(out);
    return out;
  }
  return split_merged(words, count, false);
}

namespace {

// 企业进入国家库 -> 企业 | 进入国家库
std::pair<View, View> noun_and_deed(View after) {
  Outside open(after);
  const int n = static_cast<int>(after.size());
  for (int i = 1; i < n; ++i) {
    if (!open(static_cast<std::size_t>(i))) continue;
    const auto verb = lexicon().verbs.at(after, i, n);
    const auto link = lexicon().leads.at(after, i, n);
    const bool deed = verb && verb.entry->strong && !is_nominal(after, i, verb.length);
    const bool adverb = link && *link.entry != LeadKind::time && *link.entry != LeadKind::area && link.length >= 2 &&
                        !(verb && is_nominal(after, i, verb.length));
    static constexpr words::CharSet kPassive(U"被均已让使");
    const View two = after.substr(static_cast<std::size_t>(i), 2);
    const bool passive = kPassive.has(after[static_cast<std::size_t>(i)]) && two != U"均衡" && two != U"均等" &&
                         two != U"均价" && two != U"使用" && two != U"使馆";
    if (!deed && !adverb && !passive) continue;
    View did = bare_lead(after.substr(static_cast<std::size_t>(i)));
    if (did.starts_with(U"被")) did.remove_prefix(1);
    View noun = after.substr(0, static_cast<std::size_t>(i));
    if (noun.ends_with(U"实际") && noun.size() > 3) noun.remove_suffix(2);  // 40个项目实际开工
    return {noun, did};
  }
  return {after, {}};
}

View without_conjunction(View noun) {
  for (const View word : {View(U"以及"), View(U"和"), View(U"及"), View(U"与"), View(U"等")}) {
    if (noun.ends_with(word) && noun.size() > word.size() + 1) noun.remove_suffix(word.size());
  }
  return noun;
}

// 重点工作中 -> 重点工作: out of how many. 高中 and 集中 are words.
View without_among(View noun) {
  if (noun.size() < 4 || noun.back() != U'中') return noun;
  static constexpr words::CharSet kWords(U"初高集其空水当适途国");
  return kWords.has(noun[noun.size() - 2]) ? noun : noun.substr(0, noun.size() - 1);
}

// 图书馆的城区 -> 图书馆; 吸引力强、带动面广的消费场景 -> 消费场景; 深入社区的驿站 -> 驿站
View head_noun(View noun) {
  noun = without_conjunction(noun);
  const auto of = noun.rfind(U'的');
  if (of == View::npos || of < 2 || of + 2 >= noun.size() + 1) return noun;
  const View before = noun.substr(0, of);
  const int n = static_cast<int>(before.size());
  const bool describes = View(U"强高大好优多广新快全型齐足深久长重严实").find(before.back()) != View::npos ||
                         before.find(U'、') != View::npos || lexicon().verbs.at(before, 0, n) ||
                         lexicon().leads.at(before, 0, n);
  return describes ? noun.substr(of + 1) : before;
}

Text join(const Phrase& p, View noun, View subject) {
  const View verb = p.mild ? View() : p.verb;
  const View who = p.subject.empty() ? subject : p.subject;
  const std::size_t object = p.object.size() + noun.size();
  if (static_cast<int>(who.size() + verb.size() + object) <= kLongestName) return joint(who, verb, p.object, noun);
  if (static_cast<int>(p.subject.size() + object) <= kLongestName && p.verb.empty())
    return joint(p.subject, p.object, noun);
  return joint(verb, p.object, noun);
}

bool lists_instances(View lead) { return lead.ends_with(U"等") && lead.size() > 3; }

// 75家龙头企业年销售收入: what is counted ends where its body does.
View whose(View noun) {
  std::size_t end = 0;
  for (const View body : {View(U"企业"), View(U"项目"), View(U"园区"), View(U"公司"), View(U"单位"), View(U"机构"),
                          View(U"合作社"), View(U"景区"), View(U"农户"), View(U"开发区"), View(U"集群")}) {
    if (const auto at = noun.rfind(body); at != View::npos) end = std::max(end, at + body.size());
  }
  return end > 0 && noun.size() - end <= 4 ? noun.substr(0, end) : noun;
}

Name counted(const NameParts& parts, View lead, const Phrase& phrase, View after) {
  Name out;
  auto [noun, did] = noun_and_deed(after);
  noun = without_among(head_noun(noun));
  // 14个产业产值占总产值的80%: what follows 占 is said of the next number.
  if (const auto share = noun.find(U'占'); did.empty() && share != View::npos && share >= 2)
    noun = noun.substr(0, share);
  // 203个断面水质优良率达100%: the rate is said of the next number.
  if (const auto head = lexicon().heads.before(noun, static_cast<int>(noun.size()), 0);
      head && did.empty() && static_cast<int>(noun.size()) > head.length + 1) {
    noun.remove_suffix(static_cast<std::size_t>(head.length));
    noun = whose(noun);
  }
  Text deed(did);
  if (!deed.empty() && !parts.further.empty() && lexicon().verbs.find(deed) != nullptr)
    deed += head_noun(parts.further);
  const bool instances = lists_instances(base::trim(parts.lead)) || (phrase.object.find(U'、') != View::npos);
  out.verb = phrase.mild ? View() : phrase.verb;
  if (deed.size() >= 4 && (lead.size() <= 8 || instances)) {
    out.stem = joint(deed, U"的", noun);
  } else if (lead.empty() || instances) {
    const View verb = lead.empty() && out.verb.empty() ? parts.verb : out.verb;
    out.verb = verb;
    out.stem = !deed.empty() && verb.empty() ? joint(deed, U"的", noun) : joint(verb, noun);
  } else {
    if (phrase.verb.empty()) out.subject = lead;
    out.stem = join(phrase, noun, {});
  }
  out.text = with_tail(out.stem, parts.unit);
  return out;
}

bool is_ratio_unit(const UnitEntry* unit) {
  return unit == nullptr || unit->unit_class == UnitClass::percent || unit->unit_class == UnitClass::tenth;
}

// 占全国增量 -> …占全国增量比重; 覆盖50%以上社区 -> …社区覆盖率
Text share_name(Text name, const NameParts& parts, View after) {
  if (parts.lead.ends_with(U"覆盖") && !after.empty()) return joint(parts.subject, after, U"覆盖率");
  const auto kind = kind_of_name(name);
  const bool complete = kind == Kind::share || kind == Kind::completion;
  if (!complete && name.find(U'占') != View::npos) name += U"比重";
  return name;
}

// 61%的污水处理厂完成改造, 99%乡镇通公路: the share of a noun, and what it does.
Text share_of(View noun, View deed) { return joint(deed, deed.empty() ? View() : View(U"的"), noun, U"占比"); }

}  // namespace

Name make_name(const NameParts& parts) {
  View words = parts.lead;
  // 债务余额控制在省下达限额…以内: what is kept within is named before.
  for (const View kept : {View(U"控制在"), View(U"稳定在"), View(U"保持在"), View(U"维持在")}) {
    if (const auto at = words.find(kept); at != View::npos && at >= 2) words = words.substr(0, at);
  }
  View lead = words.size() == parts.lead.size() ? parts.bare : bare_lead(words);
  // 小企业(指从业人员…或营业收入…): what explains, and what is the other case.
  if (lead.size() > 3 && (lead.front() == U'指' || lead.front() == U'或') &&
      words::starts_with(lead, {U"指标", U"指数", U"指导", U"指挥", U"指定", U"指南", U"或有"}) == 0)
    lead.remove_prefix(1);
  const bool countable = parts.unit == nullptr || is_countable(parts.unit->unit_class);
  View after = base::trim(parts.after);
  const Phrase phrase = parse_phrase(lead);
  // 超过3万亿元大关: no noun, only how the line is called.
  static constexpr View kLines[] = {U"大关", U"台阶", U"大台阶", U"关口", U"门槛", U"规模", U"级"};
  if (std::find(std::begin(kLines), std::end(kLines), after) != std::end(kLines)) after = {};
  if (words::starts_with(after, {U"的为", U"的是"}) > 0) after = {};  // ≤2亿元的为小型企业
  if (after.starts_with(U"的")) {
    // 惠及3400万人的工程 -> 工程惠及人数
    const auto [noun, deed] = noun_and_deed(after.substr(1));
    Name out;
    if (is_ratio_unit(parts.unit) && parts.unit != nullptr && phrase.verb.empty() && lead.empty()) {
      // 失业率2.8%，低于4.5%的控制目标
      if (is_generic(noun) && deed.empty()) {
        out.stem = out.text = noun;
        return out;
      }
      // 61%的污水处理厂完成改造
      out.stem = out.text = share_of(noun, deed);
      return out;
    }
    const bool thing = !noun.empty() && !words::ends_with(noun, {U"目标", U"任务", U"要求", U"基础", U"情况", U"速度",
                                                                 U"台阶", U"水平"});
    out.stem = joint(thing && noun.size() <= 10 ? noun : View(), phrase.mild ? phrase.object : lead);
    out.verb = phrase.mild ? View() : phrase.verb;
    out.text = parts.kind == Kind::growth ? out.stem : with_tail(out.stem, parts.unit);
    return out;
  }
  const bool ratio = is_ratio_unit(parts.unit) && parts.kind != Kind::count;
  if (ratio && parts.unit != nullptr && parts.kind != Kind::growth && lead.empty() && after.size() >= 2) {
    // 99%乡镇通公路
    const auto [noun, deed] = noun_and_deed(after);
    Name out;
    out.stem = out.text = share_of(head_noun(noun), deed);
    return out;
  }
  if (countable && !ratio && !after.empty()) return counted(parts, lead, phrase, after);

  Name out;
  out.subject = phrase.verb.empty() ? View() : phrase.subject;
  const bool money = parts.unit != nullptr && parts.unit->unit_class == UnitClass::money;
  const auto object_kind = kind_of_name(phrase.object);
  if (phrase.verb.empty()) {
    out.stem = lead;
  } else if (parts.kind == Kind::rank) {
    out.stem = phrase.mild ? joint(phrase.subject, phrase.object) : Text(lead);
  } else if (phrase.object.starts_with(U"占")) {
    out.stem = lead;  // 研发投入占…比重: the verb is a noun here
  } else if (phrase.object.empty() && money && !after.empty() &&
             lexicon().verbs.at(after, 0, static_cast<int>(after.size()))) {
    // 投入12亿元实施…行动 -> …行动投入额
    const Phrase use = parse_phrase(after);
    out.stem = joint(phrase.subject, use.object, phrase.verb, phrase.entry->tail);
  } else if (phrase.object.empty()) {
    out.stem =
        after.empty() ? joint(phrase.subject, phrase.mild ? View() : phrase.verb) : join(phrase, head_noun(after), {});
  } else if (money && !phrase.entry->tail.empty() && !object_kind) {
    out.stem = joint(phrase.subject.empty() ? parts.subject : View(), phrase.object, phrase.verb, phrase.entry->tail);
  } else if (is_generic(phrase.object)) {
    out.stem = phrase.mild ? joint(phrase.subject, phrase.object) : Text(lead);
  } else if (object_kind && (!phrase.mild || phrase.subject.size() + phrase.object.size() > 14)) {
    out.stem = phrase.object;
  } else {
    out.stem = join(phrase, {}, countable ? View() : parts.subject);
  }
  if (out.stem.empty() && !after.empty()) out.stem = after;
  if (ratio) out.stem = share_name(std::move(out.stem), parts, after);
  out.verb = phrase.mild ? View() : phrase.verb;
  out.text =
      parts.kind == Kind::growth || parts.kind == Kind::rank || ratio ? out.stem : with_tail(out.stem, parts.unit);
  return out;
}

}  // namespace reading
