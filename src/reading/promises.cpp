#include "reading/promises.hpp"

#include <algorithm>

#include "reading/action_words.hpp"
#include "reading/relations.hpp"
#include "reading/role_words.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

const RoleWords& lexicon() { return RoleWords::targets(); }

std::string utf8(View s) { return words::joined(s); }

// Without quoted and bracketed words: “全覆盖”工程 covers nothing.
words::Kept outside_quotes(View s) {
  static constexpr words::CharSet kOpen(U"“‘《（(［["), kClose(U"”’》）)］]");
  if (std::none_of(s.begin(), s.end(), [](char32_t c) { return kOpen.has(c); })) return s;
  std::u32string out;
  out.reserve(s.size());
  int depth = 0;
  for (const char32_t c : s) {
    if (kOpen.has(c)) ++depth;
    if (depth == 0) out.push_back(c);
    if (kClose.has(c)) depth = std::max(0, depth - 1);
  }
  return out;
}

// `s` without its last quotes where all they hold is a word for a direction: 人数“双下降” -> 人数双下降. Empty
// otherwise.
std::u32string promise_in_quotes(View s) {
  if (s.empty() || View(U"”’\"」").find(s.back()) == View::npos) return {};
  const auto open = s.find_last_of(U"“‘\"「", s.size() - 2);
  if (open == View::npos || open == 0) return {};
  const View word = s.substr(open + 1, s.size() - open - 2);
  if (!lexicon().is(word, "direction")) return {};
  return std::u32string(s.substr(0, open)) + std::u32string(word);
}

View without_tails(View s, std::initializer_list<View> tails) {
  for (bool again = true; again;) {
    again = false;
    for (const View tail : tails) {
      if (s.size() <= tail.size() + 1 || !s.ends_with(tail)) continue;
      s.remove_suffix(tail.size());
      again = true;
    }
  }
  return s;
}

// `s` up to the first of `words`.
View up_to(View s, std::initializer_list<View> list) {
  std::size_t at = s.size();
  for (const View word : list) at = std::min(at, s.find(word));
  return s.substr(0, at);
}

Promise promise(Span span, View indicator, std::string op) {
  Promise p;
  p.span = span;
  p.indicator = utf8(indicator);
  p.op = std::move(op);
  return p;
}

// 甲、乙和丙 as goals of their own; one goal when the words describe a set (等, 的, 各项).
std::vector<View> goals_in(View subject, bool whole) {
  std::vector<View> goals;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= subject.size(); ++i) {
    const bool joint =
        i < subject.size() && (subject[i] == U'和' || subject[i] == U'及') && i - start >= 4 && subject.size() - i > 4;
    if (i < subject.size() && (whole || (subject[i] != U'、' && !joint))) continue;
    if (i > start) goals.push_back(base::trim(subject.substr(start, i - start)));
    start = i + 1;
  }
  if (goals.size() > 3) return {subject};
  return goals;
}

// 进出口总额与全市平均水平同步: what is kept in step with, where it is not the economy. 与 tells where it begins.
View in_step_with(View s) {
  for (const View end : {View(U"基本同步"), View(U"保持同步"), View(U"同步"), View(U"同步增长"), View(U"基本持平"),
                         View(U"保持持平"), View(U"持平")}) {
    if (!s.ends_with(end)) continue;
    const View told = s.substr(0, s.size() - end.size());
    const auto at = told.rfind(U'与');
    if (at == View::npos || at < 2) continue;
    View other = told.substr(at + 1);
    for (const View link : {View(U"保持"), View(U"基本"), View(U"增长"), View(U"增速")})
      if (other.ends_with(link)) other.remove_suffix(link.size());
    return words::has_any(other, {U"经济", U"GDP", U"生产总值"}) ? View() : other;
  }
  return {};
}

std::optional<Promise> sync_promise(View s, View plain, Span clause, bool listed) {
  const View other = in_step_with(plain);
  const bool placed = other.starts_with(U"全") || words::has_any(other, {U"平均"});
  if ((!lexicon().in(plain, "sync") && !placed) || words::has_any(plain, {U"同步推进", U"同步实施", U"同步建设"}))
    return std::nullopt;
  const View head = up_to(s, {U"增长与", U"增长和", U"与", U"和经济", U"同经济", U"保持", U"基本同步", U"同步"});
  const View name = without_tails(without_verbs(head), {U"增长", U"增速", U"实现"});
  if (!listed && name.size() < 3) return std::nullopt;
  Promise p = promise(clause, name.empty() ? s : name, "~sync");
  if (placed) p.reference = utf8(other);
  p.relation = Relation::in_step;
  p.kind = Kind::growth;
  return p;
}

std::optional<Promise> positive_growth(View s, View plain, Span clause, bool listed) {
  if (!lexicon().in(plain, "positive")) return std::nullopt;
  if (!listed && !words::has_any(plain, {U"总额", U"进出口", U"外贸", U"投资", U"收入", U"增加值", U"产值", U"消费"}))
    return std::nullopt;
  const View head = up_to(s, {U"争取", U"力争", U"保持", U"实现", U"正增长", U"努力"});
  const View name = without_tails(without_verbs(head), {U"增长", U"增速"});
  Promise p = promise(clause, name.empty() ? s : name, ">");
  p.value = Decimal(0);
  p.unit = "%";
  p.kind = Kind::growth;
  return p;
}

std::optional<Promise> no_occurrence(View s, View plain, Span clause) {
  if (!lexicon().in(plain, "no_occurrence") || words::has_any(plain, {U"下降", U"压降"})) return std::nullopt;
  if (!words::has_any(plain, {U"事故", U"事件", U"风险", U"返贫", U"疫情", U"火灾", U"案件", U"伤亡", U"欠薪", U"拖欠",
                              U"灾害", U"违建", U"债务", U"零发生"})) {
    return std::nullopt;
  }
  View name = s;
  for (const View cut :
       {View(U"遏制"), View(U"不发生"), View(U"不出现"), View(U"杜绝"), View(U"防止发生"), View(U"防范")}) {
    const auto at = s.find(cut);
    if (at == View::npos) continue;
    name = s.substr(at + cut.size());
    break;
  }
  name = up_to(name, {U"的底线", U"发生", U"底线"});
  return promise(clause, name.size() < 2 ? s : name, "~no-occurrence");
}

std::optional<Promise> full_coverage(View s, View plain, Span clause) {
  const auto found = lexicon().find(plain, "full_coverage");
  if (!found || words::has_digit(plain) ||
      words::has_any(plain, {U"基本实现", U"两个全覆盖", U"全覆盖的", U"全覆盖等", U"健全覆盖"}))
    return std::nullopt;
  const View word = plain.substr(static_cast<std::size_t>(found.at), static_cast<std::size_t>(found.length));
  std::u32string name(s);
  if (const auto at = name.find(word); at != std::u32string::npos) name.erase(at, word.size());
  const View bare = without_tails(without_verbs(name), {U"实现", U"达到", U"有效", U"做到"});
  Promise p = promise(clause, bare, "~full-coverage");
  p.indicator += "覆盖率";
  return p;
}

// 居民收入增速高于经济增速, 贷款增速不低于各项贷款平均增速: one growth is to keep up with another. Without a name where
// it goes on with what was just promised: ……增长6%，高于全国平均水平.
std::optional<Promise> keeps_up(View s, View plain, Span clause, bool listed) {
  if (words::has_digit(plain)) return std::nullopt;
  const auto told = relation_in(s);
  if (!told) return std::nullopt;
  const View name = without_tails(without_verbs(s.substr(0, static_cast<std::size_t>(told->at))),
                                  {U"要", U"力争", U"继续", U"持续", U"总体", U"保持", U"均", U"都", U"明显", U"努力"});
  const View other = told->reference;
  const bool standard = lexicon().ends(other, "standard");
  const bool goes_on = name.empty() || lexicon().is(name, "striven") || lexicon().is(name, "tier");
  if (goes_on) {
    if (!told->of_a_place && !standard) return std::nullopt;
  } else {
    // 跨境电商增长快于货物贸易: where a growth is spoken of, the other need not say so again.
    const bool grows = told->relation != Relation::not_below && name.size() >= 6 &&
                       words::ends_with(name, {U"增长", U"增速", U"增幅"});
    const bool named = name.size() >= 4 || (listed && name.size() >= 2 && told->of_a_place);
    const bool told_of = told->of_a_place && (grows || listed || lexicon().ends(name, "measured"));
    if (!named || (other.size() < 4 && !told_of) || (!grows && !standard && !told_of)) return std::nullopt;
  }
  Promise p = promise(clause, goes_on ? View() : name, "~qualitative");
  p.reference = utf8(other);
  p.relation = told->relation;
  p.kind = Kind::growth;
  return p;
}

std::optional<Promise> listed_direction(View s, Span clause, RoleWords::Found direction, RoleWords::Found quality) {
  if (!direction && !quality) return std::nullopt;
  const View head =
      up_to(s, {U"高于", U"快于", U"跑赢", U"保持", U"稳",   U"持续", U"进一步", U"只增", U"只减", U"继续",
                U"优于", U"逐步", U"位居", U"达到", U"基本", U"总体", U"大幅",   U"较快", U"快速", U"明显"});
  View name = base::trim(head);
  if (words::starts_with(name, {U"努力", U"加快", U"提高", U"对标", U"全力", U"着力", U"在", U"加大", U"推动"}) > 0)
    return std::nullopt;
  if (const int n = words::starts_with(name, {U"力争", U"确保", U"争取"}); n > 0)
    name.remove_prefix(static_cast<std::size_t>(n));
  if (name.size() < 2) return std::nullopt;
  return promise(clause, name, direction ? "~direction" : "~qualitative");
}

std::optional<Promise> outcome_in_measure(View text, View plain, Span clause, RoleWords::Found direction,
                                          RoleWords::Found quality) {
  if (!direction && !quality) return std::nullopt;
  const ClauseReading reading = read_clause(text, clause, false, true);
  if (direction && reading.type == ClauseReading::Type::statement) {
    const View head = plain.substr(0, static_cast<std::size_t>(direction.at));
    if (lexicon().ends(head, "measured")) return promise(clause, head, "~direction");
  }
  if (!quality || reading.type == ClauseReading::Type::manner) return std::nullopt;
  static constexpr std::initializer_list<View> kKeeps = {U"保持", U"稳居", U"位居", U"稳定在", U"达到",
                                                         U"继续", U"走在", U"进入", U"跻身"};
  const View s = base::slice(text, clause);
  const View name = without_verbs(up_to(s, kKeeps));
  if (up_to(s, kKeeps).size() == s.size() || name.size() < 3) return std::nullopt;
  return promise(clause, name, "~qualitative");
}

}  // namespace

View without_verbs(View s) {
  const ActionWords& verbs = ActionWords::builtin();
  constexpr WordRoles kSkip = WordRole::subject | WordRole::adverb | WordRole::verbal_adverb | WordRole::act |
                              WordRole::nominal | WordRole::abstract_result | WordRole::strive | WordRole::result;
  for (int guard = 0; guard < 6; ++guard) {
    int n = time_length(s);
    if (n == 0) n = verbs.at_start(s, kSkip).length;
    if (n == 0 || static_cast<std::size_t>(n) + 2 > s.size()) break;
    const View rest = s.substr(static_cast<std::size_t>(n));
    // 生产总值, 就业率: the word belongs to the indicator's name.
    if (words::starts_with(rest,
                           {U"总值", U"业", U"率", U"总额", U"总量", U"额", U"量", U"收入", U"规模以上", U"贸易"}) > 0)
      break;
    s = rest;
  }
  return s;
}

std::vector<Promise> assigned_promises(View text, Span clause, bool listed) {
  const words::Kept unbroken = words::unbroken(base::slice(text, clause));
  const View s = unbroken;
  const words::Kept outside = outside_quotes(s);
  const View plain = outside;
  static const words::Set kMayAssign{U"下达", U"要求",   U"考核",   U"审核衔接", U"统筹衔接",
                                     U"规定", U"定目标", U"定任务", U"任务"};
  if (!kMayAssign.in(plain)) return {};
  const bool handed = words::has(plain, U"下达") &&
                      words::has_any(plain, {U"目标", U"任务", U"指标", U"计划", U"要求", U"控制数", U"范围"});
  const bool required = words::has_any(plain, {U"国家要求", U"省要求", U"市要求", U"国家考核", U"省考核", U"市考核",
                                               U"审核衔接", U"统筹衔接", U"国家规定", U"上级要求", U"市定目标",
                                               U"省定目标", U"国定目标", U"市定任务", U"省定任务", U"国定任务"}) &&
                        words::has_any(plain, {U"完成", U"达到", U"按照", U"符合", U"满足", U"衔接", U"控制在"});
  const bool own_task = listed && words::has(plain, U"完成") && words::has(plain, U"任务") && !words::has_digit(plain);
  if (!handed && !required && !own_task) return {};

  static constexpr std::initializer_list<View> kDone = {
      U"不折不扣完成", U"全面完成", U"如期完成", U"超额完成", U"圆满完成", U"确保完成", U"完成",
      U"达到",         U"控制在",   U"按照",     U"符合",     U"与国家",   U"满足"};
  std::size_t at = View::npos;
  View done;
  for (const View word : kDone) {
    const auto here = s.find(word);
    if (here != View::npos && (at == View::npos || here < at)) at = here, done = word;
  }
  if (at == View::npos) return {};
  const View rest = s.substr(at + (done == U"与国家" ? 1 : done.size()));
  View subject = without_verbs(base::trim(s.substr(0, at)));
  std::u32string reference(rest);
  if (subject.size() < 2) {
    // 完成国家下达的节能减排任务: what is handed down comes after.
    subject = rest;
    for (const View word : {View(U"下达的"), View(U"下达"), View(U"要求")}) {
      const auto of = rest.find(word);
      if (of == View::npos) continue;
      const std::size_t end = of + word.size();
      if (end >= rest.size()) break;
      subject = rest.substr(end);
      if (subject.starts_with(U"完成")) subject.remove_prefix(2);
      reference = rest.substr(0, word == U"下达的" ? end - 1 : end);
      for (const View kind : {View(U"目标任务"), View(U"任务"), View(U"目标"), View(U"指标"), View(U"计划")}) {
        if (!s.ends_with(kind)) continue;
        reference += kind;
        break;
      }
      break;
    }
  }
  const bool whole = words::has_any(subject, {U"主要指标", U"各项", U"预期性指标"});
  const bool set = whole || words::has_any(subject, {U"等", U"的"});
  if (!whole) {
    subject = without_tails(
        subject, {U"约束性指标", U"目标任务", U"任务", U"目标", U"等指标", U"指标", U"等", U"计划", U"均", U"全部"});
  }
  std::vector<Promise> out;
  for (const View goal : goals_in(subject, set)) {
    Promise p = promise(clause, without_tails(goal, {U"约束性指标", U"约束性", U"指标"}), "~upper-level-target");
    p.reference = utf8(without_tails(reference, {U"范围之内", U"之内", U"范围内", U"以内", U"内"}));
    out.push_back(std::move(p));
  }
  return out;
}

std::optional<Promise> worded_promise(View text, Span clause, bool listed) {
  const words::Kept unbroken = words::unbroken(base::slice(text, clause));
  const View whole = unbroken;
  const words::Kept outside = outside_quotes(whole);
  // 事故起数和死亡人数“双下降”: the quoted words are what is promised.
  const std::u32string named = promise_in_quotes(whole);
  const View s = named.empty() ? whole : whole.substr(0, whole.find_last_of(U"“‘\"「", whole.size() - 2));
  const View plain = named.empty() ? View(outside) : View(named);
  static const RoleWords::Roles kPromises =
      lexicon().roles({"sync", "positive", "no_occurrence", "full_coverage", "direction", "quality"});
  if (auto p = keeps_up(s, plain, clause, listed)) return p;
  if (!lexicon().in_any(plain, kPromises) && plain.find(U"同步") == View::npos && plain.find(U"持平") == View::npos)
    return std::nullopt;
  if (auto p = sync_promise(s, plain, clause, listed)) return p;
  if (auto p = positive_growth(s, plain, clause, listed)) return p;
  if (auto p = no_occurrence(s, plain, clause)) return p;
  if (auto p = full_coverage(s, plain, clause)) return p;
  const auto direction = lexicon().find(plain, "direction"), quality = lexicon().find(plain, "quality");
  return listed ? listed_direction(s, clause, direction, quality)
                : outcome_in_measure(text, plain, clause, direction, quality);
}

std::optional<Promise> milestone_promise(View text, const ClauseReading& reading, const ClauseReading* earlier) {
  const View s = base::slice(text, reading.span);
  const bool may_be = reading.finishing || reading.striving || reading.type == ClauseReading::Type::action ||
                      reading.type == ClauseReading::Type::result;
  if (!may_be) return std::nullopt;
  const words::Kept outside = outside_quotes(s);
  const View plain = outside;
  if (lexicon().in(plain, "vague")) return std::nullopt;
  const ActionWords& verbs = ActionWords::builtin();
  constexpr WordRoles kDone = static_cast<WordRoles>(WordRole::completion);
  const View object = base::slice(text, reading.object);
  auto made = [&](Span span, View name, View done) {
    // ……6月底前投产: the time is the target's, not the name's.
    for (std::size_t i = name.size() > 12 ? name.size() - 12 : 1; i < name.size(); ++i) {
      if (static_cast<std::size_t>(time_length(name.substr(i))) == name.size() - i) name = name.substr(0, i);
    }
    // 建成实验楼并投入使用: what is done with it next is not its name.
    if (const auto and_then = name.rfind(U'并'); and_then != View::npos && and_then >= 4) {
      const View next = name.substr(and_then + 1);
      if (static_cast<std::size_t>(verbs.at_start(next, kDone).length) == next.size()) name = name.substr(0, and_then);
    }
    std::u32string indicator(without_verbs(name));
    if (!done.empty() && !words::ends_with(name, {done})) indicator += done;
    Promise p = promise(span, indicator, "~milestone");
    p.confidence = 0.8;
    return p;
  };
  if (reading.only_when && !reading.finishing) {
    // 县城第三小学6月底前开工，明年秋季投入使用: the thing named first comes to a second end.
    const bool of_a_thing =
        earlier != nullptr && !earlier->object.empty() && earlier->object.end <= earlier->verb.start;
    if (!of_a_thing) return std::nullopt;
    return made(reading.span, base::slice(text, earlier->object), base::slice(text, reading.verb));
  }
  if (reading.finishing) {
    if (earlier == nullptr || earlier->object.empty()) return std::nullopt;
    const View done = object.substr(static_cast<std::size_t>(time_length(object)));
    return made({earlier->span.start, reading.span.end}, without_tails(base::slice(text, earlier->object), {U"建设"}),
                done);
  }
  if (reading.striving) {
    const View rest = object.substr(static_cast<std::size_t>(time_length(object)));
    const auto end = static_cast<std::size_t>(verbs.at_end(rest, kDone).length);
    if (end > 0 && rest.size() > end + 3) {
      return made(reading.span,
                  without_tails(rest.substr(0, rest.size() - end), {U"高标准", U"高质量", U"顺利", U"全部", U"全面"}),
                  rest.substr(rest.size() - end));
    }
    // 争取某某项目纳入国家规划: it is to be taken up in a list that others keep.
    for (const View taken : {View(U"纳入"), View(U"列入")}) {
      const auto at = rest.find(taken);
      if (at != View::npos && at >= 4 && at + 6 <= rest.size())
        return made(reading.span, rest.substr(0, at), rest.substr(at));
    }
    const View verb = base::slice(text, reading.verb);
    if (verbs.at_start(verb, kDone).length > 0 && rest.size() >= 4) return made(reading.span, rest, verb);
    const auto start = static_cast<std::size_t>(verbs.at_start(rest, kDone).length);
    if (start > 0 && rest.size() >= start + 4) return made(reading.span, rest.substr(start), rest.substr(0, start));
    return std::nullopt;
  }
  if (reading.type != ClauseReading::Type::action && reading.type != ClauseReading::Type::result) return std::nullopt;
  const View verb = base::slice(text, reading.verb);
  const bool thing_first = !object.empty() && reading.object.end <= reading.verb.start;
  if (!thing_first && words::has_any(verb, {U"完成", U"建成"}) && object.size() >= 4) {
    if (words::starts_with(object, {U"率", U"度", U"情况", U"后", U"的"}) > 0) return std::nullopt;
    return made(reading.span, object, words::has(verb, U"建成") ? View(U"建成") : View{});
  }
  const View told = thing_first ? base::slice(text, {reading.object.start, reading.verb.end}) : object;
  for (const View end : {View(U"建成投用"), View(U"建成通车"), View(U"建成投产"), View(U"建成运营"), View(U"投产达效"),
                         View(U"竣工投产"), View(U"投入使用"), View(U"投入运营"), View(U"全线贯通"), View(U"通过验收"),
                         View(U"建成"),     View(U"竣工"),     View(U"投产"),     View(U"投用"),     View(U"通车"),
                         View(U"完工"),     View(U"投运"),     View(U"通航"),     View(U"封顶"),     View(U"合龙")}) {
    if (!plain.ends_with(end) || !told.ends_with(end) || told.size() < end.size() + 4) continue;
    const View name = told.substr(0, told.size() - end.size());
    return made(reading.span, without_tails(name, {U"全面", U"全线", U"如期", U"早日", U"尽快", U"年内", U"实现"}),
                end);
  }
  return std::nullopt;
}

}  // namespace reading
