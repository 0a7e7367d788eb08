#include "reading/targets.hpp"

#include <algorithm>

#include "reading/clause.hpp"
#include "reading/due.hpp"
#include "reading/outline.hpp"
#include "reading/promises.hpp"
#include "reading/relations.hpp"
#include "reading/role_words.hpp"
#include "reading/seasons.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

const RoleWords& lexicon() { return RoleWords::targets(); }

std::string utf8(View s) { return words::joined(s); }

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
  TargetFinder(View text, const Structure& structure, const std::vector<Figure>& figures, const PlanClauses& clauses)
      : text_(text), structure_(structure), figures_(figures), clauses_(clauses) {}

  std::vector<Target> run() {
    out_.reserve(figures_.size());  // what is not used is never touched
    for (const TextParagraph& p : structure_.paragraphs) {
      if (p.is_heading) continue;
      // A text without a plan part promises where it says that it strives.
      if (structure_.plan_part.empty() && !p.is_problems) {
        for (const Sentence& s : p.sentences) {
          if (words::has(base::slice(text_, s.span), U"力争")) read_strivings(s);
        }
      }
      if (p.part != Part::plan) continue;
      if (p.is_target_list) {
        for (const Sentence& s : p.sentences) {
          if (!read_listed(s)) break;
        }
      } else if (PlanClauses::commits(p)) {
        for (const Sentence& s : p.sentences) read_committed(s);
      }
    }
    return std::move(out_);
  }

 private:
  // Good until it is asked again.
  const std::vector<const Figure*>& figures_in(Span span) {
    while (next_figure_ < figures_.size() && figures_[next_figure_].span.end <= span.start) ++next_figure_;
    found_.clear();
    for (std::size_t i = next_figure_; i < figures_.size() && figures_[i].span.start < span.end; ++i) {
      if (figures_[i].span.overlaps(span)) found_.push_back(&figures_[i]);
    }
    return found_;
  }

  Target& add(Span span, std::string indicator, std::string op, const std::string& strength) {
    Target& t = out_.emplace_back();
    t.id = words::numbered('T', out_.size());
    t.span = span;
    t.indicator = std::move(indicator);
    t.op = std::move(op);
    t.strength = strength;
    t.period = structure_.plan_year > 0 ? std::to_string(structure_.plan_year) : "";
    if (last_clause_ != span) {
      const View clause = base::slice(text_, span);
      last_clause_ = span;
      last_due_ = due_of(clause);
      last_binding_ = lexicon().in(clause, "binding");
    }
    t.due = last_due_;
    t.binding = last_binding_;
    date_by_due(t);
    return t;
  }

  // 明年秋季投入使用: the target is of the year that its time tells.
  void date_by_due(Target& t) const {
    if (t.due.empty() || structure_.plan_year == 0) return;
    if (const YearWord year = year_word_at(base::u32(t.due)); year.years_on > 0)
      t.period = std::to_string(structure_.plan_year + year.years_on);
  }

  // ……，9月底前完成: by when the numbers of the clause before are to be reached; 分别于甲和乙, each its own.
  void date_the_clause_before(View when, Span clause) {
    std::size_t first = out_.size();
    while (first > 0 && out_[first - 1].span == clause) --first;
    const auto dues = dues_of(when);
    const std::size_t n = out_.size() - first;
    if (dues.empty() || n == 0) return;
    const bool shared = dues.size() > 1 && dues.size() == n && words::has(when, U"分别");
    if (dues.size() > 1 && !shared) return;
    for (std::size_t i = 0; i < n; ++i) {
      Target& t = out_[first + i];
      if (!t.due.empty()) continue;
      t.due = shared ? dues[i] : dues.front();
      date_by_due(t);
    }
  }

  // The indicator without the mark of a list item.
  static std::string bare_name(const std::string& indicator) {
    if (static_cast<unsigned char>(indicator.front()) > 0xE2) return indicator;  // past U+3000: no dash
    const std::u32string name = base::u32(indicator);
    const auto mark = heading_mark(name);
    return mark && mark->form == HeadingMark::Form::dash
               ? base::to_utf8(View(name).substr(static_cast<std::size_t>(mark->length)))
               : indicator;
  }

  // A promise to go down is named as one: 单位地区生产总值能耗下降3% is no growth of 3%.
  static std::string moving_name(const std::string& name, const Figure& f) {
    const bool down = f.change && f.change->direction == ChangeDirection::down;
    if (!down || name.find("下降") != std::string::npos || name.find("降低") != std::string::npos) return name;
    return name + "下降率";
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

  // 支持30万吨小麦精深加工项目二期建设: the capacity is part of the project's name.
  bool sizes_a_project(const Figure& f, Span clause) const {
    if (f.kind != Kind::level || f.unit.find("元") != std::string::npos || f.qualifier != Qualifier::exact)
      return false;
    const View tail = after(f, clause, 20);
    if (tail.empty() || !base::is_han(tail.front()) || View(U"的以左上").find(tail.front()) != View::npos) return false;
    const auto stop = std::min(tail.find_first_of(U"，、；。,;"), tail.size());
    const View item = tail.substr(0, stop);
    return words::has_any(item, {U"项目", U"生产线", U"电站", U"机组", U"基地"}) &&
           !words::has_any(item, {U"完成", U"建成", U"用于", U"投入", U"达"});
  }

  // Amounts that belong to what is there already, or that only say how much work another figure is about.
  bool sets_the_scene(const Figure& f, const std::vector<const Figure*>& all, Span clause) const {
    if (f.kind == Kind::rank) return true;
    if (!f.value && !(f.change && f.change->value)) return true;
    const View head = before(f, clause, 12);
    if (words::has_any(head, {U"已建成", U"已有", U"现有", U"原有", U"去年", U"上年", U"已实施", U"已落户"}))
      return true;
    const View tail = after(f, clause, 8);
    if (sizes_a_project(f, clause)) return true;
    // 计划总投资127亿元: how large the projects are. 做优做强5个集群: they are there already.
    // 12个百亿元、70个30亿元以上项目: classes of size.
    const bool money = f.unit.find("元") != std::string::npos;
    if (money && words::ends_with(head, {U"总投资", U"总投资额", U"总投资约", U"总投资达", U"总投资超"})) return true;
    if (money && f.kind != Kind::growth && words::ends_with(head, {U"个", U"家", U"户"})) return true;
    if (f.kind == Kind::count && lexicon().ends(head, "keeps")) return true;
    if (f.kind == Kind::threshold && !words::ends_with(head, {U"突破", U"达到", U"达", U"超", U"超过", U"迈上"}) &&
        !words::has_any(base::slice(text_, f.span), {U"突破", U"超", U"达"})) {
      return true;
    }
    // 一批营收过百亿元的企业: a size, and nothing that is counted.
    const bool sized = !tail.empty() && base::is_han(tail.front()) && f.kind != Kind::count && f.kind != Kind::growth &&
                       f.kind != Kind::share;
    if (sized && words::ends_with(head, {U"过", U"超", U"超过", U"达"}) &&
        words::has(base::slice(text_, {clause.start, f.span.start}), U"一批"))
      return true;
    if (f.kind == Kind::count) {
      for (const Figure* other : all) {
        if (other->span.start <= f.span.start || !other->value || other->unit.find("元") == std::string::npos) continue;
        const View between = base::slice(text_, {f.span.end, std::max(f.span.end, other->span.start)});
        if (words::has_any(between, {U"完成投资", U"投资", U"产值", U"营业收入", U"融资"})) return true;
      }
    }
    // 收入20万元以上的村: a class, whether or not the bound was read as part of the number.
    const View said = base::slice(text_, f.span);
    return tail.starts_with(U"以上的") ||
           (tail.starts_with(U'的') && words::ends_with(said, {U"以上", U"以下", U"以内"}));
  }

  // 增长6%左右，力争7%: no target of its own, but how far the one before it may go.
  // The words that say so; empty where the figure stands for itself. `f` is one of the text's figures.
  View higher_tier(const Figure& f) const {
    if (&f == &figures_.front() || out_.empty()) return {};
    const Figure& earlier = *(&f - 1);
    // 增长4%以上，力争完成20亿元: the same thing, told as a growth and as an amount.
    const bool same_sort = (earlier.kind == f.kind && earlier.unit == f.unit) ||
                           (!f.indicator.empty() && f.indicator == earlier.indicator);
    if (out_.back().figures != std::vector{earlier.id} || !same_sort || earlier.span.end > f.span.start) return {};
    View said = base::slice(text_, {earlier.span.end, f.span.end});
    while (!said.empty() && !base::is_han(said.front())) said.remove_prefix(1);
    const auto number = static_cast<std::size_t>(f.span.end - f.span.start);
    if (said.size() <= number) return {};
    View between = said.substr(0, said.size() - number);
    for (const View reached :
         {View(U"达到"), View(U"实现"), View(U"突破"), View(U"增长"), View(U"完成"), View(U"达")}) {
      if (!between.ends_with(reached)) continue;
      between.remove_suffix(reached.size());
      break;
    }
    return lexicon().is(between, "tier") ? said : View();
  }

  // Every number of the clause that commits the government. 0 too where the clause only takes an earlier target
  // further.
  int numeric_targets(Span clause, const std::vector<const Figure*>& all, const std::string& strength) {
    int made = 0;
    taken_further_ = false;
    for (const Figure* f : all) {
      if (sets_the_scene(*f, all, clause)) continue;
      if (const View said = higher_tier(*f); !said.empty()) {
        note_stretch(said);
        taken_further_ = true;
        continue;
      }
      const View b = before(*f, clause, 6), a = after(*f, clause, 3);
      const std::string name =
          f->indicator.empty()
              ? utf8(without_verbs(base::slice(text_, {clause.start, std::max(clause.start, f->span.start)})))
              : bare_name(f->indicator);
      const bool moves_only = f->kind == Kind::growth || f->kind == Kind::difference;
      // 实现产值20亿元，增长8%: a figure that lies in two clauses promises in each what stands there.
      const bool change_apart = f->change && !f->change->span.empty();
      const bool value_here = clause.contains(change_apart && f->change->span.start <= f->span.start
                                                  ? Span{f->span.end - 1, f->span.end}
                                                  : Span{f->span.start, f->span.start + 1});
      const bool change_here = clause.contains(change_apart ? Span{f->change->span.start, f->change->span.start + 1}
                                                            : Span{f->span.end - 1, f->span.end});
      auto finish = [&](Target& t, Kind kind) {
        t.figures = {f->id};
        t.kind = kind;
        t.confidence = std::min(0.95, f->confidence);
        // 力争总数达到320家: the bare word, where its own number is only striven for.
        if (const View said = base::slice(text_, {clause.start, std::max(clause.start, f->span.start)});
            const auto at = lexicon().find(said, "striven"))
          t.stretch = utf8(said.substr(static_cast<std::size_t>(at.at), static_cast<std::size_t>(at.length)));
        set_period(t, *f);
        ++made;
      };
      if (moves_only) {
        const bool by_change = f->change && f->change->value;
        if (!by_change && !f->value) continue;
        Target& t = add(clause, moving_name(name, *f),
                        operator_of(*f, by_change && f->change->qualifier ? *f->change->qualifier : f->qualifier, b, a),
                        strength);
        t.value = by_change ? f->change->value : f->value;
        t.value_max = f->value_max;
        t.unit = by_change ? f->change->unit : f->unit;
        if (f->kind == Kind::difference) take_relation(t, *f, clause);
        finish(t, f->kind);
        continue;
      }
      if (f->value && value_here) {
        Target& t = add(clause, name, operator_of(*f, f->qualifier, b, a), strength);
        t.value = f->value;
        t.value_max = f->value_max;
        t.unit = f->unit;
        finish(t, f->kind);
      }
      if (f->change && f->change->value && f->change->basis != "other" && change_here) {
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

  // 高于规上工业增速2个百分点: by how much it is to stand above what.
  void take_relation(Target& t, const Figure& f, Span clause) const {
    const auto told = relation_in(base::slice(text_, {std::min(clause.start, f.span.start), f.span.end}));
    if (!told || told->reference.size() < 2) return;
    t.relation = told->relation;
    t.reference = utf8(told->reference);
  }

  void add(const Promise& promise, const std::string& strength) {
    Target& t = add(promise.span, promise.indicator, promise.op, strength);
    t.value = promise.value;
    t.unit = promise.unit;
    t.kind = promise.kind;
    t.reference = promise.reference;
    t.relation = promise.relation;
    t.confidence = promise.confidence;
  }

  // 完成市下达目标, 与经济增长同步 and their like.
  bool told_in_words(Span clause, const std::string& strength) {
    const bool listed = strength == "headline";
    const auto assigned = assigned_promises(text_, clause, listed);
    for (const Promise& p : assigned) add(p, strength);
    if (!assigned.empty()) return true;
    auto worded = worded_promise(text_, clause, listed);
    if (worded && worded->indicator.empty()) {
      // ……增长6%，高于全国平均水平: it goes on with what the clause before promises.
      if (out_.empty() || out_.back().span.end + 1 != clause.start) return false;
      worded->indicator = out_.back().indicator;
    }
    if (worded) add(*worded, strength);
    return worded.has_value();
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
      const auto& found = figures_in(span);
      if (lexicon().in(s, "stretch") && found.empty()) {
        note_stretch(s);
        continue;
      }
      if (!found.empty() && (numeric_targets(span, found, "headline") > 0 || taken_further_)) {
        if (const auto at = lexicon().find(s, "stretch")) {
          const auto from = s.rfind(U'、', static_cast<std::size_t>(at.at));
          note_stretch(from == View::npos ? s : s.substr(from + 1));
        }
        continue;
      }
      const bool announces = words::has_any(s, {U"预期目标", U"主要目标", U"奋斗目标", U"预期指标"}) || s.size() < 4;
      if (announces || words::starts_with(s, {U"其中"}) > 0) continue;
      told_in_words(span, "headline");
    }
    return true;
  }

  // 力争完成30亿元, where no part of the text plans: the numbers that are striven for.
  void read_strivings(const Sentence& sentence) {
    for (const Clause& clause : sentence.clauses) {
      std::vector<const Figure*> committed;
      for (const Figure* f : figures_in(clause.span)) {
        if (f->status == FigureStatus::target) committed.push_back(f);
      }
      numeric_targets(clause.span, committed, "output");
    }
  }

  void read_committed(const Sentence& sentence) {
    const std::span<const ClauseReading> readings = clauses_.next();
    for (std::size_t i = 0; i < readings.size(); ++i) {
      const ClauseReading& reading = readings[i];
      const Span span = reading.span;
      const auto& found = figures_in(span);
      const View s = base::slice(text_, span);
      if (lexicon().in(s, "stretch") && found.empty() && !out_.empty() &&
          out_.back().span.start >= sentence.span.start) {
        note_stretch(s);
        continue;
      }
      int made = 0;
      taken_further_ = false;
      if (reading.type != ClauseReading::Type::manner) {
        std::vector<const Figure*>& committed = committed_;
        committed.clear();
        for (const Figure* f : found) {
          if (f->status == FigureStatus::context || f->status == FigureStatus::achieved) continue;
          if (!reading.verb.empty() && f->span.end <= reading.verb.start && in_lead_in(span, reading)) continue;
          committed.push_back(f);
        }
        made = numeric_targets(span, committed, "output");
        if (made > 0) mark_scope(made, reading, committed);
      }
      if (made > 0 || taken_further_) continue;
      if (reading.only_when && i > 0 && !out_.empty() && out_.back().span == readings[i - 1].span) {
        date_the_clause_before(s, readings[i - 1].span);
        if (!reading.finishing) continue;
      }
      if (found.empty() && told_in_words(span, "output")) continue;
      if (found.empty() || reading.striving || reading.finishing) {
        const ClauseReading* earlier = i > 0 ? &readings[i - 1] : nullptr;
        if (const auto p = milestone_promise(text_, reading, earlier)) add(*p, "output");
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
  PlanClauses::Walk clauses_;
  std::size_t next_figure_ = 0;
  std::vector<const Figure*> found_, committed_;
  Span last_clause_;  // what is told of the clause of the last target holds for all of its targets
  std::string last_due_;
  bool last_binding_ = false;
  bool taken_further_ = false;  // by the clause asked about last
  std::vector<Target> out_;
};

}  // namespace

std::vector<Target> find_targets(View text, const Structure& structure, const std::vector<Figure>& figures,
                                 const PlanClauses& clauses) {
  return TargetFinder(text, structure, figures, clauses).run();
}

}  // namespace reading
