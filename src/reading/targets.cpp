#include "reading/targets.hpp"

#include <algorithm>
#include <cstdio>

#include "reading/action_words.hpp"
#include "reading/clause.hpp"
#include "reading/due.hpp"
#include "reading/outline.hpp"
#include "reading/role_words.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

const RoleWords& lexicon() { return RoleWords::targets(); }

std::string utf8(View s) { return base::to_utf8(base::trim(s)); }

// Without quoted and bracketed words: “全覆盖”工程 covers nothing.
std::u32string outside_quotes(View s) {
  std::u32string out;
  int depth = 0;
  for (const char32_t c : s) {
    if (View(U"“‘《（(").find(c) != View::npos) ++depth;
    if (depth == 0) out.push_back(c);
    if (View(U"”’》）)").find(c) != View::npos) depth = std::max(0, depth - 1);
  }
  return out;
}

View without_verbs(View s) {
  const ActionWords& verbs = ActionWords::builtin();
  constexpr WordRoles kSkip = WordRole::subject | WordRole::adverb | WordRole::verbal_adverb | WordRole::act |
                              WordRole::nominal | WordRole::abstract_result | WordRole::strive | WordRole::result;
  for (int guard = 0; guard < 6; ++guard) {
    if (const int t = time_length(s); t > 0 && static_cast<std::size_t>(t) + 2 <= s.size()) {
      s.remove_prefix(static_cast<std::size_t>(t));
      continue;
    }
    const WordMatch m = verbs.at_start(s, kSkip);
    if (m.length == 0 || static_cast<std::size_t>(m.length) + 2 > s.size()) break;
    s.remove_prefix(static_cast<std::size_t>(m.length));
  }
  return s;
}

View trimmed_tail(View s, std::initializer_list<View> tails) {
  for (bool again = true; again;) {
    again = false;
    for (const View tail : tails) {
      if (s.size() > tail.size() + 1 && s.ends_with(tail)) {
        s.remove_suffix(tail.size());
        again = true;
      }
    }
  }
  return s;
}

// The operator a figure's qualifier and the words around it give.
std::string operator_of(const Figure& f, Qualifier qualifier, View before, View after) {
  if (f.value_max) return "range";
  if (words::ends_with(before, {U"不低于", U"不少于", U"至少", U"不小于", U"保底"})) return ">=";
  if (words::ends_with(before, {U"不超过", U"不高于", U"不大于", U"低于", U"小于", U"控制在"}) &&
      qualifier == Qualifier::exact) {
    return words::starts_with(after, {U"左右"}) > 0 ? "≈" : "<=";
  }
  switch (qualifier) {
    case Qualifier::about:
    case Qualifier::nearly:
      return "≈";
    case Qualifier::over:
      return words::starts_with(after, {U"以上"}) > 0 ? ">=" : ">";
    case Qualifier::at_least:
      return ">=";
    case Qualifier::at_most:
      return "<=";
    case Qualifier::range:
      return "range";
    case Qualifier::exact:
      break;
  }
  if (words::starts_with(after, {U"左右"}) > 0) return "≈";
  if (words::starts_with(after, {U"以上", U"及以上"}) > 0) return ">=";
  if (words::starts_with(after, {U"以内", U"以下", U"内"}) > 0) return "<=";
  if (words::ends_with(before, {U"超过", U"突破", U"超", U"高于"})) return ">";
  return "=";
}

class TargetFinder {
 public:
  TargetFinder(View text, const Structure& structure, const std::vector<Figure>& figures)
      : text_(text), structure_(structure), figures_(figures) {}

  std::vector<Target> run() {
    for (const TextParagraph& p : structure_.paragraphs) {
      if (p.part != Part::plan || p.is_heading) continue;
      if (p.is_target_list) {
        for (const Sentence& s : p.sentences) {
          if (!read_listed(s)) break;
        }
      } else if (!p.is_orientation && !p.is_problems) {
        for (const Sentence& s : p.sentences) read_committed(s);
      }
    }
    return std::move(out_);
  }

 private:
  std::vector<const Figure*> figures_in(Span span) {
    while (next_figure_ < figures_.size() && figures_[next_figure_].span.end <= span.start) ++next_figure_;
    std::vector<const Figure*> found;
    for (std::size_t i = next_figure_; i < figures_.size() && figures_[i].span.start < span.end; ++i) {
      if (figures_[i].span.overlaps(span)) found.push_back(&figures_[i]);
    }
    return found;
  }

  Target& add(Span span, std::string indicator, std::string op, const std::string& strength) {
    Target t;
    char id[16];
    std::snprintf(id, sizeof id, "T%03d", static_cast<int>(out_.size()) + 1);
    t.id = id;
    t.span = span;
    t.indicator = std::move(indicator);
    t.op = std::move(op);
    t.strength = strength;
    t.period = structure_.plan_year > 0 ? std::to_string(structure_.plan_year) : "";
    const View clause = base::slice(text_, span);
    t.due = due_of(clause);
    t.binding = lexicon().in(clause, "binding");
    out_.push_back(std::move(t));
    return out_.back();
  }

  // 到2030年……: the target is of that year.
  void set_period(Target& t, const Figure& f) {
    if (f.period.size() == 4 && f.period != std::to_string(structure_.report_year)) t.period = f.period;
  }

  View before(const Figure& f, Span clause, int most) const {
    const int start = std::max(clause.start, f.span.start - most);
    return start < f.span.start ? base::slice(text_, {start, f.span.start}) : View{};
  }
  View after(const Figure& f, Span clause, int most) const {
    const int end = std::min(clause.end, f.span.end + most);
    return f.span.end < end ? base::slice(text_, {f.span.end, end}) : View{};
  }

  // Amounts that belong to what is there already, or that only say how much work another figure is about.
  bool sets_the_scene(const Figure& f, const std::vector<const Figure*>& all, Span clause) const {
    if (f.kind == Kind::rank) return true;
    if (!f.value && !(f.change && f.change->value)) return true;
    const View head = before(f, clause, 12);
    if (words::has_any(head, {U"已建成", U"已有", U"现有", U"原有", U"去年", U"上年", U"已实施", U"已落户"}))
      return true;
    const View tail = after(f, clause, 8);
    if (f.kind == Kind::threshold && !words::ends_with(head, {U"突破", U"达到", U"达", U"超", U"超过", U"迈上"}) &&
        !words::has_any(base::slice(text_, f.span), {U"突破", U"超", U"达"})) {
      return true;
    }
    if (f.kind == Kind::count) {
      for (const Figure* other : all) {
        if (other->span.start <= f.span.start || !other->value || other->unit.find("元") == std::string::npos) continue;
        const View between = base::slice(text_, {f.span.end, std::max(f.span.end, other->span.start)});
        if (words::has_any(between, {U"完成投资", U"投资", U"产值", U"营业收入", U"融资"})) return true;
      }
    }
    return tail.starts_with(U"以上的");
  }

  // Every number of the clause that commits the government.
  int numeric_targets(Span clause, const std::vector<const Figure*>& all, const std::string& strength) {
    int made = 0;
    for (const Figure* f : all) {
      if (sets_the_scene(*f, all, clause)) continue;
      const View b = before(*f, clause, 6), a = after(*f, clause, 3);
      const std::string name =
          f->indicator.empty()
              ? utf8(without_verbs(base::slice(text_, {clause.start, std::max(clause.start, f->span.start)})))
              : f->indicator;
      const bool moves_only = f->kind == Kind::growth || f->kind == Kind::difference;
      auto finish = [&](Target& t, Kind kind) {
        t.figures = {f->id};
        t.kind = kind;
        t.confidence = std::min(0.95, f->confidence);
        set_period(t, *f);
        ++made;
      };
      if (moves_only) {
        const bool by_change = f->change && f->change->value;
        if (!by_change && !f->value) continue;
        Target& t = add(clause, name,
                        operator_of(*f, by_change && f->change->qualifier ? *f->change->qualifier : f->qualifier, b, a),
                        strength);
        t.value = by_change ? f->change->value : f->value;
        t.value_max = f->value_max;
        t.unit = by_change ? f->change->unit : f->unit;
        finish(t, f->kind);
        continue;
      }
      if (f->value) {
        Target& t = add(clause, name, operator_of(*f, f->qualifier, b, a), strength);
        t.value = f->value;
        t.value_max = f->value_max;
        t.unit = f->unit;
        finish(t, f->kind);
      }
      if (f->change && f->change->value && f->change->basis != "other") {
        Target& t =
            add(clause, name,
                operator_of(Figure{}, f->change->qualifier.value_or(Qualifier::exact), {}, f->value ? View{} : a),
                strength);
        t.value = f->change->value;
        t.unit = f->change->unit;
        finish(t, Kind::growth);
      }
    }
    return made;
  }

  // 完成市下达目标, 达到国家要求: who hands it down, and for what.
  bool assigned_target(Span clause, const std::string& strength) {
    const View s = base::slice(text_, clause);
    const std::u32string plain = outside_quotes(s);
    const bool handed =
        words::has(plain, U"下达") && words::has_any(plain, {U"目标", U"任务", U"指标", U"计划", U"要求", U"控制数"});
    const bool required = words::has_any(plain, {U"国家要求", U"省要求", U"市要求", U"国家考核", U"省考核", U"市考核",
                                                 U"审核衔接", U"统筹衔接", U"国家规定", U"上级要求"}) &&
                          words::has_any(plain, {U"完成", U"达到", U"按照", U"符合", U"满足", U"衔接"});
    const bool own_task = strength == "headline" && words::has(plain, U"完成") &&
                          words::has_any(plain, {U"目标任务", U"任务"}) && !words::has_digit(plain);
    if (!handed && !required && !own_task) return false;
    static constexpr std::initializer_list<View> kDone = {
        U"不折不扣完成", U"全面完成", U"如期完成", U"超额完成", U"圆满完成", U"确保完成", U"完成",
        U"达到",         U"控制在",   U"按照",     U"符合",     U"与国家",   U"满足"};
    std::size_t at = View::npos;
    View done;
    for (const View word : kDone) {
      const auto here = s.find(word);
      if (here != View::npos && (at == View::npos || here < at)) at = here, done = word;
    }
    if (at == View::npos) return false;
    View subject = base::trim(s.substr(0, at)), rest = s.substr(at + (done == U"与国家" ? 1 : done.size()));
    View reference = rest;
    if (without_verbs(subject).size() < 2) {
      // 完成国家下达的节能减排任务: what is handed down comes after.
      auto of = rest.find(U"下达的");
      std::size_t skip = 3;
      if (of == View::npos) of = rest.find(U"下达"), skip = 2;
      if (of == View::npos) {
        of = rest.find(U"要求");
        skip = 2;
      }
      if (of != View::npos && of + skip < rest.size()) {
        reference = rest.substr(0, of + skip);
        subject = rest.substr(of + skip);
        if (subject.starts_with(U"完成")) subject.remove_prefix(2);
        if (reference.ends_with(U"的")) reference.remove_suffix(1);
      } else {
        subject = rest;
      }
    }
    subject = trimmed_tail(
        subject, {U"约束性指标", U"目标任务", U"任务", U"目标", U"等指标", U"指标", U"等", U"计划", U"均", U"全部"});
    std::vector<View> goals;
    std::size_t start = 0;
    const bool one = words::has(subject, U"等") || words::has(s, U"等指标") || words::has(s, U"等主要指标");
    for (std::size_t i = 0; i <= subject.size(); ++i) {
      const bool cut = i < subject.size() && !one &&
                       (subject[i] == U'、' ||
                        ((subject[i] == U'和' || subject[i] == U'及') && i - start >= 4 && subject.size() - i > 4));
      if (!cut && i != subject.size()) continue;
      if (i > start) goals.push_back(base::trim(subject.substr(start, i - start)));
      start = i + 1;
    }
    if (goals.empty()) goals.push_back(s);
    if (goals.size() > 3) goals = {subject};
    for (const View goal : goals) {
      Target& t = add(clause, utf8(goal), "~upper-level-target", strength);
      t.reference = utf8(reference);
      t.confidence = 0.85;
    }
    return true;
  }

  // Targets told in words: 与经济增长同步, 全覆盖, 不发生, 稳步下降, 保持全国前列.
  bool worded_target(Span clause, const std::string& strength, bool listed) {
    const View s = base::slice(text_, clause);
    const std::u32string plain = outside_quotes(s);
    const RoleWords& w = lexicon();
    if (w.in(plain, "sync") && !words::has_any(plain, {U"同步推进", U"同步实施", U"同步建设"})) {
      std::size_t at = s.size();
      for (const View cut : {View(U"与"), View(U"和经济"), View(U"同经济"), View(U"同步"), View(U"基本同步"),
                             View(U"保持"), View(U"增长与"), View(U"增长和")})
        at = std::min(at, s.find(cut));
      const View name = trimmed_tail(without_verbs(s.substr(0, at)), {U"增长", U"增速", U"保持", U"实现"});
      if (listed || name.size() >= 3) {
        add(clause, utf8(name.empty() ? s : name), "~sync", strength).kind = Kind::growth;
        return true;
      }
    }
    if (w.in(plain, "positive") && (listed || words::has_any(plain, {U"总额", U"进出口", U"外贸", U"投资", U"收入",
                                                                     U"增加值", U"产值", U"消费"}))) {
      const auto at = std::min(
          {s.find(U"争取"), s.find(U"力争"), s.find(U"保持"), s.find(U"实现"), s.find(U"正增长"), s.find(U"努力")});
      const View name = trimmed_tail(without_verbs(s.substr(0, std::min(at, s.size()))), {U"增长", U"增速"});
      Target& t = add(clause, utf8(name.empty() ? s : name), ">", strength);
      t.value = base::Decimal(0);
      t.unit = "%";
      t.kind = Kind::growth;
      return true;
    }
    if (const auto found = w.find(plain, "no_occurrence"); found && !words::has_any(plain, {U"下降", U"压降"})) {
      View name = s;
      for (const View cut :
           {View(U"遏制"), View(U"不发生"), View(U"不出现"), View(U"杜绝"), View(U"防止发生"), View(U"防范")}) {
        if (const auto at = s.find(cut); at != View::npos) {
          name = s.substr(at + cut.size());
          break;
        }
      }
      for (const View cut : {View(U"的底线"), View(U"发生"), View(U"底线")})
        name = name.substr(0, std::min(name.find(cut), name.size()));
      add(clause, utf8(name.size() < 2 ? s : name), "~no-occurrence", strength);
      return true;
    }
    if (const auto found = w.find(plain, "full_coverage");
        found && !words::has_digit(plain) && !words::has_any(plain, {U"基本实现", U"两个全覆盖", U"全覆盖的"})) {
      std::u32string name(s);
      for (const View cut : {View(U"全覆盖"), View(U"应保尽保"), View(U"应救尽救")}) {
        if (const auto at = name.find(cut); at != std::u32string::npos) {
          name.erase(at, cut.size());
          break;
        }
      }
      const View bare = trimmed_tail(without_verbs(name), {U"实现", U"达到", U"有效", U"基本"});
      add(clause, utf8(bare) + "覆盖率", "~full-coverage", strength);
      return true;
    }
    const auto direction = w.find(plain, "direction");
    const auto quality = w.find(plain, "quality");
    if (listed) {
      if (!direction && !quality) return false;
      const auto at =
          std::min({s.find(U"高于"), s.find(U"快于"), s.find(U"跑赢"), s.find(U"保持"), s.find(U"稳"), s.find(U"持续"),
                    s.find(U"进一步"), s.find(U"只增"), s.find(U"只减"), s.find(U"继续"), s.find(U"优于"),
                    s.find(U"逐步"), s.find(U"位居"), s.find(U"达到"), s.find(U"基本"), s.find(U"总体")});
      const View name = base::trim(s.substr(0, std::min(at, s.size())));
      if (name.size() < 2 || without_verbs(name).size() != name.size()) return false;
      add(clause, utf8(name), direction ? "~direction" : "~qualitative", strength);
      return true;
    }
    return outcome_in_measure(clause, plain, direction, quality);
  }

  // Inside a measure only a named indicator that moves, or a place that is kept, is a promise.
  bool outcome_in_measure(Span clause, const std::u32string& plain, RoleWords::Found direction,
                          RoleWords::Found quality) {
    const View s = base::slice(text_, clause);
    const ClauseReading reading = read_clause(text_, clause, false, true);
    if (direction && reading.type == ClauseReading::Type::statement) {
      const View head = View(plain).substr(0, static_cast<std::size_t>(direction.at));
      if (words::ends_with(head, {U"率", U"比重", U"占比", U"比例", U"浓度", U"强度", U"总量", U"收入", U"能耗",
                                  U"排放", U"增速", U"产量", U"面积", U"人数", U"起数", U"差距", U"价格"})) {
        add(clause, utf8(head), "~direction", "output");
        return true;
      }
    }
    if (quality &&
        words::has_any(plain, {U"保持", U"稳居", U"位居", U"稳定在", U"达到", U"继续", U"走在", U"进入", U"跻身"}) &&
        reading.type != ClauseReading::Type::manner) {
      View name = reading.verb.empty() ? s : s;
      for (const View cut : {View(U"保持"), View(U"稳居"), View(U"位居"), View(U"稳定"), View(U"达到"), View(U"继续"),
                             View(U"走在"), View(U"进入"), View(U"跻身")}) {
        name = name.substr(0, std::min(name.find(cut), name.size()));
      }
      name = without_verbs(name);
      if (name.size() < 3) return false;
      add(clause, utf8(name), "~qualitative", "output");
      return true;
    }
    return false;
  }

  // A named thing to be finished, passed or issued: 完成……建设, 建成……, 力争……通过验收, ……,力争年内竣工.
  bool milestone(Span clause, const ClauseReading& reading, const ClauseReading* earlier) {
    const View s = base::slice(text_, clause);
    const std::u32string plain = outside_quotes(s);
    if (lexicon().in(plain, "vague")) return false;
    const ActionWords& verbs = ActionWords::builtin();
    const View object = base::slice(text_, reading.object);
    auto promise = [&](Span span, View name, View done) {
      std::string indicator = utf8(name);
      if (!done.empty() && !words::ends_with(name, {done})) indicator += utf8(done);
      add(span, indicator, "~milestone", "output").confidence = 0.8;
      return true;
    };
    if (reading.finishing && earlier != nullptr) {
      const View done = object.substr(static_cast<std::size_t>(time_length(object)));
      return promise({earlier->span.start, clause.end}, trimmed_tail(base::slice(text_, earlier->object), {U"建设"}),
                     done);
    }
    constexpr WordRoles kDone = 0 | WordRole::completion;
    if (reading.striving) {
      const View rest = object.substr(static_cast<std::size_t>(time_length(object)));
      if (const WordMatch end = verbs.at_end(plain, kDone); end.length > 0 && rest.size() > 4) {
        return promise(clause,
                       trimmed_tail(rest.substr(0, rest.size() - static_cast<std::size_t>(end.length)),
                                    {U"高标准", U"高质量", U"顺利", U"全部", U"全面"}),
                       rest.substr(rest.size() - static_cast<std::size_t>(end.length)));
      }
      const View verb = base::slice(text_, reading.verb);
      if (const WordMatch m = verbs.at_start(verb, kDone); m.length > 0 && rest.size() >= 4)
        return promise(clause, rest, verb);
      if (const WordMatch m = verbs.at_start(rest, kDone);
          m.length > 0 && rest.size() >= static_cast<std::size_t>(m.length) + 4) {
        return promise(clause, rest.substr(static_cast<std::size_t>(m.length)),
                       rest.substr(0, static_cast<std::size_t>(m.length)));
      }
      return false;
    }
    if (reading.type != ClauseReading::Type::action && reading.type != ClauseReading::Type::result) return false;
    const View verb = base::slice(text_, reading.verb);
    const bool finishes = words::has_any(verb, {U"完成", U"建成"}) && !verb.starts_with(U"已");
    if (finishes && object.size() >= 4) {
      if (words::starts_with(object, {U"率", U"度", U"情况", U"后"}) > 0) return false;
      return promise(clause, object, words::has(verb, U"建成") ? View(U"建成") : View{});
    }
    for (const View end :
         {View(U"建成投用"), View(U"建成通车"), View(U"建成投产"), View(U"建成运营"), View(U"投产达效"),
          View(U"竣工投产"), View(U"投入使用"), View(U"投入运营"), View(U"建成"),     View(U"竣工"),
          View(U"投产"),     View(U"投用"),     View(U"通车"),     View(U"完工"),     View(U"投运"),
          View(U"通航"),     View(U"封顶"),     View(U"贯通"),     View(U"合龙"),     View(U"通过验收")}) {
      if (!plain.ends_with(end)) continue;
      const View name =
          object.size() > end.size() + 2 && s.ends_with(end) ? object.substr(0, object.size() - end.size()) : View{};
      if (name.size() < 4) return false;
      return promise(clause,
                     trimmed_tail(name, {U"全面", U"全线", U"如期", U"早日", U"尽快", U"年内", U"实现", U"建成"}), end);
    }
    return false;
  }

  void note_stretch(View words_of_it) {
    if (!out_.empty()) out_.back().stretch = utf8(words_of_it);
  }

  // One sentence of 主要预期目标. False when the list is over.
  bool read_listed(const Sentence& sentence) {
    const View whole = base::slice(text_, sentence.span);
    if (words::starts_with(whole, {U"这些", U"上述", U"以上", U"提出", U"确定", U"重点", U"具体", U"实现", U"为",
                                   U"围绕", U"做好", U"我们"}) > 0 &&
        !words::has(whole.substr(0, 40), U"目标如下")) {
      if (!out_.empty()) return false;
    }
    for (const Clause& clause : sentence.clauses) {
      Span span = clause.span;
      if (const auto mark = heading_mark(base::slice(text_, span)); mark && span.start + mark->length < span.end)
        span.start += mark->length;
      const View s = base::slice(text_, span);
      const auto found = figures_in(span);
      if (lexicon().in(s, "stretch") && found.empty()) {
        note_stretch(s);
        continue;
      }
      const std::size_t had = out_.size();
      if (!found.empty() && numeric_targets(span, found, "headline") > 0) {
        if (const auto at = lexicon().find(s, "stretch")) {
          const auto from = s.rfind(U'、', static_cast<std::size_t>(at.at));
          note_stretch(from == View::npos ? s : s.substr(from + 1));
        }
        continue;
      }
      const bool announces = words::has_any(s, {U"预期目标", U"主要目标", U"奋斗目标", U"预期指标"}) || s.size() < 4;
      if (announces || words::starts_with(s, {U"其中"}) > 0) continue;
      if (assigned_target(span, "headline") || worded_target(span, "headline", true)) continue;
      out_.resize(had);
    }
    return true;
  }

  void read_committed(const Sentence& sentence) {
    std::vector<ClauseReading> readings;
    for (const Clause& clause : sentence.clauses) {
      Span span = clause.span;
      if (const auto mark = heading_mark(base::slice(text_, span));
          mark && mark->form != HeadingMark::Form::han_stop && span.start + mark->length < span.end) {
        span.start += mark->length;
      }
      const auto found = figures_in(span);
      const bool acted = std::any_of(readings.begin(), readings.end(),
                                     [](const ClauseReading& r) { return r.type == ClauseReading::Type::action; });
      readings.push_back(read_clause(text_, span, !found.empty(), !acted));
      const ClauseReading& reading = readings.back();
      const View s = base::slice(text_, span);
      if (lexicon().in(s, "stretch") && found.empty() && !out_.empty() &&
          out_.back().span.start >= sentence.span.start) {
        note_stretch(s);
        continue;
      }
      int made = 0;
      if (reading.type != ClauseReading::Type::manner) {
        std::vector<const Figure*> committed;
        for (const Figure* f : found) {
          if (f->status == FigureStatus::context || f->status == FigureStatus::achieved) continue;
          if (!reading.verb.empty() && f->span.end <= reading.verb.start && in_lead_in(span, reading)) continue;
          committed.push_back(f);
        }
        made = numeric_targets(span, committed, "output");
        if (made > 0) mark_scope(made, reading, committed);
      }
      if (made > 0) continue;
      if (found.empty() && assigned_target(span, "output")) continue;
      if (found.empty() && worded_target(span, "output", false)) continue;
      if (found.empty() || reading.striving || reading.finishing) {
        const ClauseReading* earlier = readings.size() >= 2 ? &readings[readings.size() - 2] : nullptr;
        milestone(span, reading, earlier);
      }
    }
  }

  bool in_lead_in(Span clause, const ClauseReading& reading) const {
    return lexicon().find(base::slice(text_, {clause.start, reading.verb.start}), "lead_in").at == 0;
  }

  // 推进20个项目: how much work there is, not what comes of it.
  void mark_scope(int made, const ClauseReading& reading, const std::vector<const Figure*>& committed) {
    const bool work =
        !reading.striving && !reading.verb.empty() && lexicon().is(base::slice(text_, reading.verb), "scope_verb");
    for (std::size_t i = out_.size() - static_cast<std::size_t>(made); i < out_.size(); ++i) {
      Target& t = out_[i];
      const bool planned = std::any_of(committed.begin(), committed.end(), [&](const Figure* f) {
        return f->status == FigureStatus::planned && !t.figures.empty() && t.figures.front() == f->id;
      });
      if (t.kind == Kind::count && (work || planned)) t.strength = "scope";
    }
  }

  View text_;
  const Structure& structure_;
  const std::vector<Figure>& figures_;
  std::size_t next_figure_ = 0;
  std::vector<Target> out_;
};

}  // namespace

std::vector<Target> find_targets(View text, const Structure& structure, const std::vector<Figure>& figures) {
  return TargetFinder(text, structure, figures).run();
}

}  // namespace reading
