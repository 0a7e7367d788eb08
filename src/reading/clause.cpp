#include "reading/clause.hpp"

#include <algorithm>

#include "reading/action_words.hpp"
#include "reading/outline.hpp"
#include "reading/policy_due.hpp"
#include "reading/seasons.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

constexpr WordRoles kVerbs =
    WordRole::act | WordRole::nominal | WordRole::result | WordRole::abstract_result | WordRole::strive;
constexpr WordRoles kAdverbs = WordRole::adverb | WordRole::verbal_adverb;

// A verb's characters that are the start of a noun: 生产总值, 服务业, 就业率.
bool noun_follows(View rest) {
  return ActionWords::builtin().at_start(rest, static_cast<WordRoles>(WordRole::noun_tail)).length > 0;
}

bool opens(char32_t c) {
  static constexpr words::CharSet kOpen(U"“‘（(《");
  return kOpen.has(c);
}
bool closes(char32_t c) {
  static constexpr words::CharSet kClose(U"”’）)》");
  return kClose.has(c);
}

bool is_open_quote(char32_t c) { return c == U'“' || c == U'‘' || c == U'"'; }

// The length of the quotation at the start, with its marks; 0 when it does not close.
std::size_t quotation(View s) {
  if (s.empty() || !is_open_quote(s.front())) return 0;
  const char32_t close = s.front() == U'“' ? U'”' : s.front() == U'‘' ? U'’' : U'"';
  const auto at = s.find(close, 1);
  return at == View::npos ? 0 : at + 1;
}

// Verbs that are mostly nouns: after another verb they are its object's first word (优化投资结构).
bool is_mostly_noun(View verb) {
  static const words::Set kNouns{U"投资", U"服务", U"管理", U"生产", U"交流", U"合作", U"教育", U"培训",
                                 U"改革", U"贸易", U"治理", U"保护", U"加工", U"运行", U"养殖", U"种植",
                                 U"运输", U"供应", U"储备", U"应用", U"开发", U"示范", U"试点", U"保障",
                                 U"发展", U"监管", U"维护", U"共建", U"护理", U"设计"};
  return verb.size() == 2 && kNouns.starts(verb);
}

struct VerbFound {
  std::size_t start = 0, end = 0;
  WordRoles roles = 0;  // of all verbs in the chain
  WordRoles first_roles = 0;
  bool striving = false;
};

// Adverbs, times and 力争 are passed over; then one verb, and further verbs as long as they chain.
std::optional<VerbFound> verb_at(View s, std::size_t i) {
  const ActionWords& lexicon = ActionWords::builtin();
  VerbFound found;
  std::size_t last_verbal = View::npos, last_verbal_end = 0;
  for (int guard = 0; guard < 12 && i < s.size(); ++guard) {
    const View rest = s.substr(i);
    const WordMatch adverb = lexicon.at_start(rest, kAdverbs);
    const WordMatch verb = lexicon.at_start(rest, kVerbs);
    if (lexicon.at_start(rest, static_cast<WordRoles>(WordRole::noun)).length > verb.length) break;  // 开发区
    if (const int t = time_length(rest); t > 0) {
      i += static_cast<std::size_t>(t);
      continue;
    }
    if (adverb.length > 0 && adverb.length >= verb.length) {
      if (holds(adverb.roles, WordRole::verbal_adverb)) {
        last_verbal = i;
        last_verbal_end = i + static_cast<std::size_t>(adverb.length);
      }
      i += static_cast<std::size_t>(adverb.length);
      continue;
    }
    if (verb.length == 0 && rest.front() == U'新' && lexicon.at_start(rest.substr(1), kVerbs).length >= 2) {
      ++i;  // 新培育, 新认定
      continue;
    }
    if (verb.length == 0) {
      // 一企一策 in quotes before the verb.
      const std::size_t q = quotation(rest);
      if (q > 0 && q <= 16 && guard > 0 && q < rest.size()) {
        const View after = rest.substr(q);
        const bool goes_on = lexicon.at_start(after, kVerbs | kAdverbs).length > 1;
        if (goes_on && last_verbal == View::npos) {
          i += q;
          continue;
        }
      }
      break;
    }
    if (noun_follows(rest.substr(static_cast<std::size_t>(verb.length))) &&
        !holds(verb.roles, WordRole::abstract_result))
      break;
    if (holds(verb.roles, WordRole::strive)) {
      if (found.striving) break;
      found.striving = true;
      if (found.end == 0) {
        found.start = i;
        found.end = i + static_cast<std::size_t>(verb.length);
        found.roles = found.first_roles = verb.roles;
      }
      i += static_cast<std::size_t>(verb.length);
      continue;
    }
    const bool after_strive = found.striving;
    found.start = i;
    found.end = i + static_cast<std::size_t>(verb.length);
    found.roles = found.first_roles = verb.roles;
    // Verbs chain (编制实施) until one comes that takes a noun made of a verb.
    while (found.end < s.size()) {
      const WordMatch next = lexicon.at_start(s.substr(found.end), kVerbs);
      if (next.length < 2 || (holds(found.first_roles, WordRole::nominal) && !holds(next.roles, WordRole::nominal)))
        break;
      if (noun_follows(s.substr(found.end + static_cast<std::size_t>(next.length)))) break;
      const std::size_t after = found.end + static_cast<std::size_t>(next.length);
      if (after >= s.size()) break;  // 做好征集: the last verb is the object
      if (is_mostly_noun(s.substr(found.end, static_cast<std::size_t>(next.length)))) break;
      found.end = after;
      found.roles = found.roles | static_cast<WordRole>(next.roles);
      if (holds(next.roles, WordRole::nominal)) break;
    }
    found.striving = after_strive;
    return found;
  }
  if (found.striving) return found;
  if (last_verbal != View::npos && last_verbal_end < s.size()) {
    found.start = last_verbal;
    found.end = last_verbal_end;
    found.roles = found.first_roles = static_cast<WordRoles>(WordRole::nominal);
    return found;
  }
  return std::nullopt;
}

// Where the verb starts inside a clause that opens with manner or place: right after a pivot such as 等领域.
std::optional<VerbFound> verb_after_pivot(View s) {
  const ActionWords& lexicon = ActionWords::builtin();
  int depth = 0;
  for (std::size_t i = 2; i + 1 < s.size(); ++i) {
    if (opens(s[i])) ++depth;
    if (closes(s[i])) depth = std::max(0, depth - 1);
    if (depth > 0) continue;
    const bool in_place = (s.front() == U'在' || s.front() == U'从') &&
                          View(U"上中下前后").find(s[i - 1]) != View::npos && s[i - 2] != U'以';
    if (!in_place && lexicon.at_end(s.substr(0, i), static_cast<WordRoles>(WordRole::pivot)).length == 0) continue;
    const WordMatch here = lexicon.at_start(s.substr(i), kVerbs | kAdverbs);
    if (here.length < 2 || noun_follows(s.substr(i + static_cast<std::size_t>(here.length)))) continue;
    auto verb = verb_at(s, i);
    if (verb && verb->end < s.size() && View(U"、的和与及").find(s[verb->end]) == View::npos) return verb;
  }
  return std::nullopt;
}

std::size_t skip_subject(View s) {
  const ActionWords& lexicon = ActionWords::builtin();
  std::size_t i = 0;
  for (int guard = 0; guard < 4; ++guard) {
    const WordMatch m = lexicon.at_start(s.substr(i), static_cast<WordRoles>(WordRole::subject));
    if (m.length == 0) break;
    i += static_cast<std::size_t>(m.length);
  }
  if (i > 0) return i;
  // 各市县要……
  const std::size_t reach = std::min<std::size_t>(s.size(), 12);
  for (std::size_t k = 2; k < reach; ++k) {
    if (s[k] != U'要' && s[k] != U'将') continue;
    if (k + 1 < s.size() && lexicon.at_start(s.substr(k + 1), kVerbs | kAdverbs).length > 1 && s[k - 1] != U'需' &&
        s[k - 1] != U'重' && s[k - 1] != U'主') {
      return k + 1;
    }
    break;
  }
  return 0;
}

// 为……提供, 在……设置, 面向……推介: a plain verb after a preposition and its noun.
std::optional<VerbFound> verb_after_preposition(View s) {
  const int lead = words::starts_with(s, {U"面向", U"为", U"向", U"对", U"给", U"在", U"从"});
  if (lead == 0 || words::starts_with(s, {U"为了", U"在于", U"对标", U"从严"}) > 0) return std::nullopt;
  static constexpr std::initializer_list<View> kPlain = {
      U"提供", U"发放", U"开展", U"设置", U"设立", U"建设", U"新建", U"推广", U"配备", U"引入",
      U"推介", U"实施", U"布局", U"打造", U"安装", U"购买", U"开设", U"举办", U"给予", U"推行",
      U"投放", U"建成", U"增加", U"补贴", U"减免", U"选派", U"新增", U"落实", U"推进", U"组织",
      U"进行", U"加装", U"更换", U"办理", U"免费", U"改造", U"解决", U"化解", U"培训", U"筛查"};
  int depth = 0;
  for (std::size_t i = static_cast<std::size_t>(lead); i + 2 < s.size(); ++i) {
    if (opens(s[i])) ++depth;
    if (closes(s[i])) depth = std::max(0, depth - 1);
    if (depth > 0 || i < static_cast<std::size_t>(lead) + 2 || s[i - 1] == U'的' || s[i - 1] == U'、') continue;
    if (words::starts_with(s.substr(i), kPlain) == 0 || View(U"的、和").find(s[i + 2]) != View::npos) continue;
    auto verb = verb_at(s, i);
    if (verb && verb->end < s.size()) return verb;
  }
  return std::nullopt;
}

// 中小学校全部开设……: a short subject, an adverb, a verb.
std::optional<VerbFound> verb_after_subject(View s) {
  const ActionWords& lexicon = ActionWords::builtin();
  const std::size_t reach = std::min<std::size_t>(s.size(), 11);
  // 全生态链推进……, 多维度赋能……: an adverb of the day.
  const bool made_up = !s.empty() && View(U"全多高一").find(s.front()) != View::npos;
  for (std::size_t i = 2; i < reach; ++i) {
    if (!base::is_han(s[i - 1])) return std::nullopt;
    if (made_up && i <= 5 && lexicon.at_start(s.substr(i), WordRole::act | WordRole::nominal).length >= 2) {
      auto found = verb_at(s, i);
      if (found && found->end + 2 < s.size() && !is_mostly_noun(s.substr(found->start, found->end - found->start)))
        return found;
    }
    const WordMatch adverb = lexicon.at_start(s.substr(i), kAdverbs);
    if (adverb.length < 2) continue;
    const WordMatch verb = lexicon.at_start(s.substr(i + static_cast<std::size_t>(adverb.length)), kVerbs);
    if (verb.length < 2) continue;
    auto found = verb_at(s, i);
    if (found && found->end < s.size()) return found;
  }
  return std::nullopt;
}

// 将……纳入……; 把……作为……
std::optional<VerbFound> verb_of_disposal(View s, bool& manner) {
  if (words::starts_with(s, {U"把", U"始终把", U"将"}) == 0) return std::nullopt;
  for (const View word : {View(U"摆在"), View(U"作为"), View(U"放在"), View(U"贯穿"), View(U"落到"), View(U"挺在")}) {
    const auto at = s.find(word);
    if (at == View::npos) continue;
    manner = true;
    return VerbFound{at, at + word.size(), static_cast<WordRoles>(WordRole::manner),
                     static_cast<WordRoles>(WordRole::manner), false};
  }
  for (const View word :
       {View(U"纳入"), View(U"列入"), View(U"打造"), View(U"建设"), View(U"建成"), View(U"培育"), View(U"转化"),
        View(U"提高"), View(U"提升"), View(U"扩大"), View(U"延长"), View(U"调整"), View(U"控制")}) {
    const auto at = s.find(word, 2);
    if (at == View::npos) continue;
    return VerbFound{at, at + word.size(), static_cast<WordRoles>(WordRole::act), static_cast<WordRoles>(WordRole::act),
                     false};
  }
  return std::nullopt;
}

// 县人民医院新院区年内开工建设: the thing first, then what becomes of it. A number would make it a statement of its
// own.
std::optional<VerbFound> verb_at_the_end(View s) {
  constexpr std::size_t kShortestName = 4;
  const auto predicate = static_cast<WordRoles>(WordRole::predicate);
  const WordMatch m = ActionWords::builtin().at_end(s, predicate);
  const std::size_t start = s.size() - static_cast<std::size_t>(m.length);
  View thing = s.substr(0, start);
  thing.remove_prefix(static_cast<std::size_t>(time_length(thing)));
  for (WordMatch adverb; (adverb = ActionWords::builtin().at_end(thing, kAdverbs)).length > 0;)
    thing.remove_suffix(static_cast<std::size_t>(adverb.length));
  // 已全面投产, 尚未开工: no deed to come.
  static constexpr words::CharSet kNone(U"的、和与及未已不尚");
  if (m.length == 0 || thing.size() < kShortestName || kNone.has(s[start - 1]) || kNone.has(thing.back()))
    return std::nullopt;
  return VerbFound{start, s.size(), predicate, predicate, false};
}

bool is_completion(View rest) {
  const View after = rest.substr(static_cast<std::size_t>(time_length(rest)));
  const WordMatch m = ActionWords::builtin().at_start(after, static_cast<WordRoles>(WordRole::completion));
  return m.length > 0 && static_cast<std::size_t>(m.length) + 2 >= after.size();
}

// The length of a time and of those joined to it: 11月底和12月底前; 0 for none.
std::size_t times_length(View s) {
  auto length = static_cast<std::size_t>(time_length(s));
  while (length > 0 && length + 1 < s.size() && View(U"和、及与").find(s[length]) != View::npos) {
    const int next = time_length(s.substr(length + 1));
    if (next == 0) break;
    length += 1 + static_cast<std::size_t>(next);
  }
  return length;
}

struct OnlyWhen {
  std::size_t start = 0, end = 0;  // of its verb: 力争 or 确保 where it strives, else the completion
  bool urged = false;              // 力争, 确保
  WordRoles lead_roles = 0;        // of that word
};

// 9月底前完成, 分别于11月底和12月底前完工, 明年秋季投入使用: when the work told before it is done and nothing else. A
// completion alone says so too (建成投用).
std::optional<OnlyWhen> says_only_when(View s) {
  const ActionWords& lexicon = ActionWords::builtin();
  constexpr WordRoles kBefore = WordRole::timing | WordRole::adverb | WordRole::subject | WordRole::strive;
  constexpr auto kCompletion = static_cast<WordRoles>(WordRole::completion);
  OnlyWhen out;
  bool done = false;
  std::size_t i = 0;
  while (i < s.size()) {
    const View rest = s.substr(i);
    auto n = static_cast<std::size_t>(lexicon.at_start(rest, kCompletion).length);
    if (n > 0) {
      if (!done && !out.urged) out.start = i;
      if (!out.urged) out.end = i + n;
      done = true;
      i += n;
      continue;
    }
    n = times_length(rest);
    if (n == 0) {
      const WordMatch before = lexicon.at_start(rest, kBefore);
      n = static_cast<std::size_t>(before.length);
      const bool strives = holds(before.roles, WordRole::strive) || rest.starts_with(U"确保");
      if (n > 0 && strives && !done && !out.urged) out = {i, i + n, true, before.roles};
    }
    if (n == 0) break;
    i += n;
  }
  static const words::Set kWork{U"建设", U"任务", U"工作", U"施工", U"使用", U"运营"};
  const View left = s.substr(i);
  constexpr std::size_t kLongestLeft = 4;
  if (!done || (!left.empty() && (left.size() > kLongestLeft || !kWork.starts(left)))) return std::nullopt;
  return out;
}

// 力争8家, 力争达到10万人次以上: the number alone, of what the clause before it counts.
bool only_a_number(View object) {
  for (const View reached : {View(U"达到"), View(U"突破"), View(U"实现"), View(U"完成"), View(U"达"), View(U"超过")})
    if (object.starts_with(reached)) {
      object.remove_prefix(reached.size());
      break;
    }
  std::size_t digits = 0;
  while (digits < object.size() &&
         (words::is_digit(object[digits]) || View(U".万亿千百余多").find(object[digits]) != View::npos))
    ++digits;
  View unit = object.substr(digits);
  for (const View bound : {View(U"及以上"), View(U"以上"), View(U"以内"), View(U"以下"), View(U"左右")})
    if (unit.ends_with(bound)) unit.remove_suffix(bound.size());
  constexpr std::size_t kLongestUnit = 3;
  return digits > 0 && unit.size() <= kLongestUnit;
}

bool names_a_quality(View object) {
  while (!object.empty() && View(U"”’）)、").find(object.back()) != View::npos) object.remove_suffix(1);
  return ActionWords::builtin().at_end(object, static_cast<WordRoles>(WordRole::abstract_noun)).length > 0;
}

// 促进人才有序流动 behind an action is its purpose; a list (促进甲、乙、丙发展) is work of its own.
bool only_furthers(View verb, View object) {
  if (verb != U"促进") return false;
  int depth = 0;
  for (const char32_t c : object) {
    if (opens(c)) ++depth;
    if (closes(c)) depth = std::max(0, depth - 1);
    if (c == U'、' && depth == 0) return false;
  }
  return true;
}

bool is_end_served(const VerbFound& verb, View object, bool has_figure) {
  if (holds(verb.roles, WordRole::result)) return true;
  if (verb.striving && words::starts_with(object, {U"更多", U"更大", U"更高", U"更好"}) > 0) return true;
  if (has_figure) return false;
  if (words::starts_with(object, {U"更多", U"更好"}) > 0 && holds(verb.first_roles, WordRole::abstract_result))
    return true;
  if (words::has_any(object, {U"更好", U"更加", U"更高质量", U"更高水平", U"更趋", U"再上", U"迈上"}) &&
      holds(verb.first_roles, WordRole::nominal))
    return true;
  return holds(verb.first_roles, WordRole::abstract_result) && names_a_quality(object);
}

// 前, 底前, 内 behind a time: its length; 0 for none.
int edge_length(View s) {
  return words::starts_with(s, {U"底之前", U"底前", U"之前", U"以前", U"前", U"内", U"底", U"末", U"初"});
}

// What stands behind the season at the start; empty where there is none.
View season_tail(View s) {
  const auto n = static_cast<std::size_t>(season_at(s).length);
  return n == 0 ? View() : s.substr(n);
}

}  // namespace

int time_length(View s) {
  constexpr std::size_t kLongestTime = 40;  // no time told after a year is longer
  if (const int n =
          words::starts_with(s, {U"年内",   U"年底前",   U"年底",   U"年末",       U"上半年", U"下半年", U"全年",
                                 U"今年内", U"今年底前", U"今年底", U"今年年底前", U"一季度", U"二季度", U"三季度",
                                 U"四季度", U"前三季度", U"月底前", U"汛期前",     U"春节前", U"国庆前"});
      n > 0) {
    return n;
  }
  std::size_t i = 0;
  if (words::starts_with(s, {U"到", U"至"}) > 0) i = 1;
  // 明年6月底前, 明年秋季, 明年底.
  if (const YearWord year = year_word_at(s.substr(i)); year.length > 0) {
    const View rest = s.substr(i + 2, kLongestTime);
    const int more = std::max(time_length(rest), season_at(rest).length + edge_length(season_tail(rest)));
    if (more > 0) return static_cast<int>(i) + 2 + more;
    const int edge = edge_length(rest);
    return edge > 0 ? static_cast<int>(i) + 2 + edge : 0;
  }
  // 秋季学期前: a season by itself is a time only where its edge is told.
  if (const int edge = edge_length(season_tail(s.substr(i))); edge > 0)
    return static_cast<int>(i) + season_at(s.substr(i)).length + edge;
  if (i == 0) {
    if (const int n = festival_length(s, 0); n > 0) return n;
  }
  std::size_t digits = 0;
  while (i + digits < s.size() && digits < 4 && words::is_digit(s[i + digits])) ++digits;
  if (digits == 0 || i + digits >= s.size()) return 0;
  const char32_t unit = s[i + digits];
  if (!((digits == 4 && unit == U'年') || (digits <= 2 && (unit == U'月')))) return 0;
  i += digits + 1;
  // 10月20日前, 6月上旬.
  if (unit == U'月') {
    std::size_t day = 0;
    while (i + day < s.size() && day < 2 && words::is_digit(s[i + day])) ++day;
    if (day > 0 && i + day < s.size() && (s[i + day] == U'日' || s[i + day] == U'号')) i += day + 1;
    i += static_cast<std::size_t>(words::starts_with(s.substr(i), {U"上旬", U"中旬", U"下旬"}));
  }
  i += static_cast<std::size_t>(words::starts_with(
      s.substr(i), {U"底前", U"年底前", U"内", U"底", U"末", U"前", U"份", U"上半年", U"下半年", U"底之前"}));
  if (i < s.size() && unit == U'年') {
    const View rest = s.substr(i, kLongestTime);
    if (const int season = season_at(rest).length; season > 0) {
      i += static_cast<std::size_t>(season + edge_length(season_tail(rest)));
    } else if (words::is_digit(s[i])) {
      i += static_cast<std::size_t>(time_length(rest));
    }
  }
  return static_cast<int>(i);
}

ClauseReading read_clause(View text, Span span, bool has_figure, bool first) {
  using Type = ClauseReading::Type;
  const ActionWords& lexicon = ActionWords::builtin();
  const View s = base::slice(text, span);
  ClauseReading out;
  out.span = span;
  out.has_figure = has_figure;
  out.object = {span.end, span.end};
  out.verb = {span.start, span.start};
  const std::size_t start = skip_subject(s);
  auto place = [&](const VerbFound& verb) {
    out.verb = {span.start + static_cast<int>(verb.start), span.start + static_cast<int>(verb.end)};
    out.object = {out.verb.end, span.end};
  };
  const View body = s.substr(start);
  if (const auto when = says_only_when(s)) {
    out.only_when = true;
    out.type = Type::result;
    out.finishing = when->urged;
    out.striving = when->urged && holds(when->lead_roles, WordRole::strive);
    place({.start = when->start, .end = when->end});
    return out;
  }
  bool disposal_is_manner = false;
  if (const auto verb = verb_of_disposal(s.starts_with(U"将") ? s : body, disposal_is_manner)) {
    VerbFound moved = *verb;
    if (!s.starts_with(U"将")) moved.start += start, moved.end += start;
    place(moved);
    out.type = disposal_is_manner ? (first ? Type::manner : Type::result) : Type::action;
    return out;
  }
  if (words::starts_with(body, {U"主要包括", U"包括", U"主要是", U"其中", U"重点是"}) > 0 && body.size() <= 6) {
    out.type = Type::manner;
    return out;
  }
  std::size_t lead = start;
  while (true) {
    const WordMatch adverb = lexicon.at_start(s.substr(lead), kAdverbs);
    if (adverb.length == 0) break;
    lead += static_cast<std::size_t>(adverb.length);
  }
  const WordMatch manner = lexicon.at_start(s.substr(lead), static_cast<WordRoles>(WordRole::manner));
  const WordMatch rival = lexicon.at_start(s.substr(lead), kVerbs);
  if (manner.length > 0 && manner.length >= rival.length) {
    auto verb = verb_after_pivot(s.substr(lead));
    if (!verb) verb = verb_after_preposition(s.substr(lead));
    if (verb) {
      VerbFound moved = *verb;
      moved.start += lead, moved.end += lead;
      place(moved);
      const bool by_means = s[lead] == U'以' || words::starts_with(s.substr(lead), {U"通过"}) > 0;
      out.striving = verb->striving;
      out.type =
          !first && (by_means || is_end_served(moved, s.substr(moved.end), has_figure)) ? Type::result : Type::action;
      return out;
    }
    out.verb = {span.start + static_cast<int>(lead), span.start + static_cast<int>(lead) + manner.length};
    out.object = {out.verb.end, span.end};
    out.type = Type::manner;
    return out;
  }
  auto verb = verb_at(s, start);
  if (!verb) verb = verb_after_pivot(s);
  if (!verb) {
    // A quotation or a short phrase before the verb: “绣花”功夫科学实施……
    const std::size_t q = quotation(body);
    if (q > 0 && q < body.size()) {
      std::size_t at = start + q;
      while (at < s.size() && base::is_space(s[at])) ++at;
      verb = verb_at(s, at);
    }
  }
  if (!verb && !has_figure) {
    verb = verb_after_subject(body);
    if (verb) verb->start += start, verb->end += start;
  }
  if (!verb && !has_figure) {
    if (const auto last = verb_at_the_end(body)) {
      out.verb = {span.end - static_cast<int>(last->end - last->start), span.end};
      out.object = {span.start + static_cast<int>(start), out.verb.start};
      out.type = Type::action;
      return out;
    }
  }
  if (!verb) return out;
  place(*verb);
  const View object = s.substr(verb->end);
  out.striving = verb->striving;
  out.type = Type::action;
  // 力争产量达到2000吨: a target of the action before it, unless it gathers several or counts things of
  // its own (力争20个项目年内竣工).
  const View said = s.substr(verb->start, verb->end - verb->start);
  out.finishing = (verb->striving || said == U"确保") && is_completion(object);
  const bool only_strives = verb->striving && lexicon.at_start(said, static_cast<WordRoles>(WordRole::strive)).length ==
                                                  static_cast<int>(said.size());
  const bool counts = !object.empty() && words::is_digit(object.front());
  const bool sets_a_target = only_strives && has_figure && !counts && !words::has_any(object, {U"、", U"分别", U"均"});
  const bool effect =
      !first && (sets_a_target || out.finishing || (only_strives && only_a_number(object)) ||
                 (!has_figure && only_furthers(said, object)) || is_end_served(*verb, object, has_figure));
  if (effect) out.type = Type::result;
  if (first && !has_figure && object.size() >= 2 && object.size() <= 8 && !words::has(object, U"、") &&
      !words::has_digit(object) && lexicon.at_end(object, static_cast<WordRoles>(WordRole::general_noun)).length > 0) {
    out.general = true;
  }
  return out;
}

}  // namespace reading
