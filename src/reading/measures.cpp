#include "reading/measures.hpp"

#include <algorithm>
#include <span>

#include "reading/action_words.hpp"
#include "reading/clause.hpp"
#include "reading/due.hpp"
#include "reading/named_things.hpp"
#include "reading/outline.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;
using Type = ClauseReading::Type;

// Clauses, one behind the other, that make one measure; `main` of them acts on the object.
struct Group {
  Span span;
  std::span<const ClauseReading> clauses;
  std::size_t main = 0;
  bool open_programme = false;  // a programme without an amount: waits for the number it is to bring
  bool open_general = false;    // waits for the clause that makes it concrete
  bool from_general = false;
};

bool covers_several(View clause) { return words::has_any(clause, {U"、", U"分别", U"均"}); }

// Do two texts speak of one matter? They share two Han characters in a row that are not everyone's words.
bool share_a_matter(View statement, View group) {
  if (words::starts_with(statement, {U"年度", U"全年", U"完成投资", U"总投资", U"计划投资", U"其中"}) > 0) return true;
  static const words::Set kEveryones{U"建设", U"发展", U"服务", U"项目", U"实现", U"达到", U"全省", U"全市", U"全区",
                                     U"全县", U"增长", U"工作", U"重点", U"水平", U"新增", U"以上", U"覆盖", U"完成",
                                     U"提升", U"提高", U"推进", U"推动", U"综合", U"超过", U"突破", U"保持", U"城市",
                                     U"地区", U"企业", U"产业", U"重大", U"开展", U"投资"};
  for (std::size_t i = 0; i + 2 <= statement.size(); ++i) {
    const View pair = statement.substr(i, 2);
    if (!base::is_han(pair[0]) || !base::is_han(pair[1])) continue;
    if (kEveryones.starts(pair)) continue;
    if (words::has(group, pair)) return true;
  }
  return false;
}

// 实施领航企业培育行动, 开展“百企焕新”工程
bool carries_out_a_programme(View text, const ClauseReading& c) {
  View object = base::slice(text, c.object);
  return !c.has_figure && words::starts_with(base::slice(text, c.verb), {U"实施", U"开展"}) > 0 &&
         words::ends_with(object, {U"行动", U"工程", U"行动计划", U"工程”", U"行动”"}) && !words::has(object, U"、");
}

// The sentence's clauses as groups; manner goes with the clause it serves, ends with the action they crown.
std::vector<Group> group_clauses(View text, std::span<const ClauseReading> clauses) {
  std::vector<Group> groups;
  // Every clause goes into the group before it or waits for the next one: both are stretches of `clauses`.
  std::size_t taken = 0, at = 0;  // clauses in groups; the clause being looked at
  auto waiting = [&] { return clauses.subspan(taken, at - taken); };
  const auto acting =
      std::count_if(clauses.begin(), clauses.end(), [](const ClauseReading& c) { return c.type == Type::action; });
  auto open = [&](const ClauseReading& c) {
    Group& g = groups.emplace_back();
    g.span = {clauses[taken].span.start, c.span.end};
    g.main = at - taken;
    g.clauses = clauses.subspan(taken, at + 1 - taken);
    taken = at + 1;
    const int longest = acting == 2 ? 8 : 6;
    g.open_programme = c.type == Type::action && carries_out_a_programme(text, c);
    g.open_general = c.general && c.object.size() <= longest;
  };
  // All clauses before `end` go with the last group.
  auto attach = [&](std::size_t end) {
    Group& g = groups.back();
    for (; taken < end; ++taken) g.span.end = std::max(g.span.end, clauses[taken].span.end);
    g.clauses = {g.clauses.data(), clauses.data() + taken};
  };
  for (; at < clauses.size(); ++at) {
    const ClauseReading& c = clauses[at];
    // 其中产业项目158个: part of what was said before, whatever it does.
    if (!groups.empty() && base::slice(text, c.span).starts_with(U"其中")) {
      attach(at + 1);
      continue;
    }
    switch (c.type) {
      case Type::manner:
        break;
      case Type::action:
        if (!groups.empty() && groups.back().open_general) {
          attach(at + 1);
          Group& g = groups.back();
          g.open_general = false;
          g.from_general = true;
          g.main = g.clauses.size() - 1;
        } else if (!groups.empty() && groups.back().open_programme && c.has_figure && waiting().empty()) {
          attach(at + 1);
          groups.back().open_programme = false;
        } else {
          if (!groups.empty()) groups.back().open_programme = false;
          open(c);
        }
        break;
      case Type::result:
        if (groups.empty()) {
          open(c);
        } else {
          attach(at + 1);
          groups.back().open_general = false;
        }
        break;
      case Type::statement:
        if (c.has_figure && (groups.empty() || covers_several(base::slice(text, c.span)) ||
                             !share_a_matter(base::slice(text, c.span), base::slice(text, groups.back().span)))) {
          open(c);
        } else if (!groups.empty() && waiting().empty()) {
          attach(at + 1);
        }
        break;
    }
  }
  if (waiting().empty()) return groups;
  if (!groups.empty()) {
    attach(clauses.size());
    return groups;
  }
  // Manner alone acts when its word can act; slogans and rhetoric do not.
  const ActionWords& lexicon = ActionWords::builtin();
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const View verb = base::slice(text, clauses[i].verb);
    if (clauses[i].type != Type::manner || verb.empty()) continue;
    const WordMatch m = lexicon.at_start(verb, WordRole::act | WordRole::nominal);
    if (m.length != static_cast<int>(verb.size()) || clauses[i].object.size() < 3) continue;
    groups.push_back({.span = {clauses.front().span.start, clauses.back().span.end}, .clauses = clauses, .main = i});
    break;
  }
  return groups;
}

std::string action_of(View text, const Group& group) {
  std::string out;
  for (std::size_t i = 0; i < group.clauses.size(); ++i) {
    const ClauseReading& c = group.clauses[i];
    const bool counts =
        i == group.main || c.type == Type::action || (c.type == Type::result && c.striving && !c.has_figure);
    if (!counts || c.verb.empty()) continue;
    const std::string verb = words::joined(base::slice(text, c.verb));
    out += (out.empty() ? "" : "/") + verb;
  }
  return out;
}

// The object without amounts and vague quantity words before it.
View bare_object(View s) {
  static constexpr std::initializer_list<View> kVague = {U"一批", U"更多", U"系列",   U"一系列", U"新一批", U"若干",
                                                         U"各项", U"至少", U"不少于", U"不低于", U"超过",   U"好"};
  for (int guard = 0; guard < 3; ++guard) {
    const int n = words::starts_with(s, kVague);
    if (n == 0) break;
    s.remove_prefix(static_cast<std::size_t>(n));
  }
  // 2.1万人饮水问题, 5个亿元以上项目: how many goes; 312国道 keeps its number.
  std::size_t i = 0;
  while (i < s.size() && (words::is_digit(s[i]) || (i > 0 && View(U".-—~～万亿余多").find(s[i]) != View::npos))) ++i;
  if (i > 0) {
    const int unit = words::starts_with(
        s.substr(i), {U"平方公里", U"平方米", U"立方米", U"亿元", U"万元", U"公里", U"个", U"家", U"项", U"处", U"座",
                      U"条",       U"所",     U"名",     U"场",   U"套",   U"户",   U"批", U"支", U"人", U"亩", U"辆",
                      U"张",       U"台",     U"吨",     U"元",   U"件",   U"组",   U"对", U"栋", U"间", U"艘"});
    if (unit > 0) s.remove_prefix(i + static_cast<std::size_t>(unit));
  }
  // 县城第三小学6月底前: the time is not the thing's.
  for (std::size_t at = s.size() > 12 ? s.size() - 12 : 1; at < s.size(); ++at) {
    if (static_cast<std::size_t>(time_length(s.substr(at))) == s.size() - at) s = s.substr(0, at);
  }
  return base::trim(s);
}

// Where the things of a list begin, between the marks of enumeration outside quotes and brackets.
std::vector<Span> things_listed(View text, Span clause) {
  std::vector<Span> out;
  int depth = 0, start = clause.start;
  for (int i = clause.start; i < clause.end; ++i) {
    const char32_t c = text[static_cast<std::size_t>(i)];
    if (View(U"“‘（(《").find(c) != View::npos) ++depth;
    if (View(U"”’）)》").find(c) != View::npos) depth = std::max(0, depth - 1);
    if (c != U'、' || depth > 0) continue;
    out.push_back({start, i});
    start = i + 1;
  }
  out.push_back({start, clause.end});
  return out;
}

// 新建1.8万亩、改造0.9万亩，分别于11月底和12月底前完工: as many things as days, each with its own day; empty where the
// group is no such pair of clauses.
struct Share {
  Span span;
  std::string due;
};
std::vector<Share> shared_out(View text, const Group& group) {
  std::vector<Share> out;
  if (group.clauses.size() < 2 || !group.clauses.back().only_when ||
      !words::has(base::slice(text, group.clauses.back().span), U"分别"))
    return out;
  const auto dues = dues_of(base::slice(text, group.clauses.back().span));
  const auto things = things_listed(text, group.clauses[group.clauses.size() - 2].span);
  if (dues.size() < 2 || dues.size() != things.size()) return out;
  for (std::size_t i = 0; i < things.size(); ++i)
    out.push_back(
        {{i == 0 ? group.span.start : things[i].start, i + 1 == things.size() ? group.span.end : things[i].end},
         dues[i]});
  return out;
}

double confidence_of(const Group& group, bool by_lead_phrase) {
  const ClauseReading& main = group.clauses[group.main];
  double c = main.type == Type::statement ? 0.5 : 0.9;
  if (group.from_general) c = std::min(c, 0.7);
  if (main.type == Type::manner) c = std::min(c, 0.5);
  if (group.span.size() > 110) c = std::min(c, 0.6);
  if (!by_lead_phrase) c -= 0.05;
  return c;
}

}  // namespace

std::vector<Measure> find_measures(View text, const Structure& structure, const PlanClauses& clauses) {
  PlanClauses::Walk walk(clauses);
  std::vector<Measure> out;
  out.reserve(clauses.size());  // what is not used is never touched
  View heading;
  std::string heading_words;
  for (const TextParagraph& p : structure.paragraphs) {
    if (p.lead_phrase) heading = base::slice(text, *p.lead_phrase);
    if (p.is_heading) {
      heading = base::slice(text, p.span);
      if (const auto mark = heading_mark(heading)) heading.remove_prefix(static_cast<std::size_t>(mark->length));
      while (!heading.empty() && View(U"。，：").find(heading.back()) != View::npos) heading.remove_suffix(1);
    }
    if (!PlanClauses::commits(p)) continue;
    heading_words = words::joined(heading);
    for (const Sentence& sentence : p.sentences) {
      for (const Group& group : group_clauses(text, walk.next())) {
        const ClauseReading& main = group.clauses[group.main];
        const View whole = base::slice(text, group.span);
        if (whole.size() < 4) continue;
        auto add = [&](Span span, View object, std::string due) {
          const View said = base::slice(text, span);
          Measure& m = out.emplace_back();
          m.id = words::numbered('M', out.size());
          m.span = span;
          m.section = p.section;
          m.heading = heading_words;
          m.action = action_of(text, group);
          m.object = words::joined(bare_object(object));
          m.projects = named_projects(said);
          m.parties = named_parties(said);
          m.due = std::move(due);
          m.sentence = sentence.span;
          m.confidence = confidence_of(group, p.lead_phrase.has_value());
        };
        const auto shares = shared_out(text, group);
        for (const Share& share : shares) {
          // The object of the first begins behind the group's verb; the others name theirs.
          const int from = std::max(share.span.start, std::min(main.object.start, share.span.end));
          const int until =
              std::max(from, std::min(main.object.empty() ? share.span.end : main.object.end, share.span.end));
          add(share.span, base::slice(text, {from, until}), share.due);
        }
        if (shares.empty())
          add(group.span, main.object.empty() ? base::slice(text, main.span) : base::slice(text, main.object),
              due_of(whole));
      }
    }
  }
  return out;
}

}  // namespace reading
