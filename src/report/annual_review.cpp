#include <algorithm>

#include "plan/rule_likeness.hpp"
#include "plan/verdict_words.hpp"
#include "report/annual_parts.hpp"

// The part that reviews: paragraph by paragraph what last year's report told, for the year that has passed.
namespace report::annual {
namespace {

const facts::NamesTable& names() { return facts::NamesTable::in_force(); }

// Sentences of a paragraph: clauses that know a figure, then what is open.
struct Paragraph {
  explicit Paragraph(Writer& writer) : w(writer) {}

  void begin_clause() {
    w.words(first ? "" : "；");
    first = false;
  }
  void open(AnnualBlank blank, bool publishes) { waiting.push_back({std::move(blank), publishes}); }
  void close() {
    if (!first) w.words("。");
    put_blanks(w, waiting);
  }

  Writer& w;
  bool first = true;
  std::vector<OpenBlank> waiting;
};

std::string without(std::string words, std::string_view part) {
  for (auto at = words.find(part); at != std::string::npos; at = words.find(part, at)) words.erase(at, part.size());
  return words;
}

// The sentence, or the part of one between 。 and ；, that a figure stands in.
std::string sentence_of(const Writer& w, const OldParagraph& old, const Span& span) {
  const auto& text = w.reading.text;
  const auto ends = [&](int at) {
    return text[static_cast<std::size_t>(at)] == U'。' || text[static_cast<std::size_t>(at)] == U'；';
  };
  int start = span.start, end = span.end;
  while (start > old.span.start && !ends(start - 1)) --start;
  while (end < old.span.end && !ends(end)) ++end;
  return base::to_utf8(base::trim(base::slice(text, {start, end})));
}

// The words of last year's figure as one phrase: “20.53亿元，增长21.4%” → “20.53亿元、增长21.4%”. A name that says
// little alone (资金) is told with its sentence.
std::string old_words(const Writer& w, const OldParagraph& old, const reading::Figure& f) {
  if (base::u32(f.indicator).size() < 4) return "“" + inner_quotes(shortened(sentence_of(w, old, f.span), 40)) + "”";
  if (f.kind == reading::Kind::growth && f.value && f.qualifier == reading::Qualifier::exact && f.change) {
    const bool down = f.change->direction == reading::ChangeDirection::down;
    return plan::growth_words(down ? -*f.value : *f.value, names().find(f.indicator));
  }
  std::string words = without(without(w.places.words(f.span), "分别"), "均");
  std::size_t at = 0;
  while ((at = words.find("，", at)) != std::string::npos) words.replace(at, std::string_view("，").size(), "、");
  return shortened(words, 30);
}

// The target of the plan that asks for what the figure of last year told.
const plan::TargetStatus* target_like(const Writer& w, const reading::Figure& f) {
  const std::string meeting = plan::meeting_name(f.indicator, names());
  if (const auto at = w.by_name.find(meeting); at != w.by_name.end()) return at->second.front();
  const plan::TargetStatus* close = nullptr;
  for (const auto& s : w.run.targets) {
    if (is_headline(s) || s.target.unit != f.unit) continue;
    const auto like = plan::rules::likeness(s.target.indicator, f.indicator);
    if (like == plan::rules::Likeness::same) return &s;
    if (like == plan::rules::Likeness::close && close == nullptr) close = &s;
  }
  return close;
}

// The other headline targets of the same indicator: 增长4% and 43.5亿元以上 are two promises.
std::vector<const plan::TargetStatus*> beside(const Writer& w, const plan::TargetStatus* target) {
  if (target == nullptr) return {};
  const auto at = w.by_name.find(plan::meeting_name(target->target.indicator, names()));
  if (at == w.by_name.end() || at->second.front() != target) return {};
  return {at->second.begin() + 1, at->second.end()};
}

plan::Selection figure_of_year(const Writer& w, const std::string& indicator, const facts::Indicator* entry) {
  return plan::select(w.own.own, plan::meeting_name(indicator, names()), nullptr, entry, w.out.year);
}

void tell_figure(Writer& w, Paragraph& p, const OldParagraph& old, const reading::Figure& f,
                 const plan::TargetStatus* target) {
  const auto* entry = names().find(f.indicator);
  std::optional<plan::Latest> latest;
  if (target != nullptr) latest = target->latest;
  if (!latest) latest = figure_of_year(w, f.indicator, entry).latest;
  const std::string name = entry != nullptr ? entry->name : f.indicator;
  const bool fresh = target != nullptr && !w.told.contains(target->target.id);
  const auto others = beside(w, target);
  if (latest && latest->fact.period.last.year == w.out.year) {
    p.begin_clause();
    const bool whole = is_of_year(latest->fact);
    w.words((whole ? "" : calendar::to_chinese(latest->fact.period)) + name);
    tell_fact(w, *latest, entry);
    if (fresh) {
      tell_outcome(w, *target);
      for (const auto* other : others) tell_outcome(w, *other);
    }
    if (whole && latest->fact.status != facts::Status::estimate) return;
  }
  AnnualBlank blank;
  blank.what = name;
  blank.why = latest ? "手中的数不是全年的公布数" : "手中没有这一年的公布数";
  blank.last_year = old_words(w, old, f);
  if (target != nullptr) blank.planned = aim_in_short(w, *target);
  for (const auto* other : others) blank.planned += "、" + aim_in_short(w, *other);
  Holder holder = holder_of(w, entry, name + "，" + sentence_of(w, old, f.span));
  if (holder.body.empty()) holder = holder_of(w, nullptr, w.places.words(old.span));
  blank.holder = holder.body;
  p.open(std::move(blank), holder.publishes);
  if (target != nullptr) w.told.insert(target->target.id);
  for (const auto* other : others) w.told.insert(other->target.id);
}

// Measures: what is known of each as a clause, the rest as one blank an owner.
void tell_measures(Writer& w, Paragraph& p, const std::vector<const reading::Measure*>& measures) {
  std::map<std::string, std::vector<std::string>> open;  // owner → measures
  std::vector<std::string> order;
  for (const auto* m : measures) {
    const auto& a = measure_of(w, m->id);
    const bool spoken =
        !m->targets.empty() && std::ranges::all_of(m->targets, [&](const auto& t) { return w.told.contains(t); });
    if (a.state == MeasureState::open) {
      if (spoken) continue;  // its figures have blanks of their own
      if (!open.contains(a.owner)) order.push_back(a.owner);
      open[a.owner].push_back(a.text);
      for (const auto& t : m->targets) w.told.insert(t);
      continue;
    }
    if (a.state == MeasureState::done_by_figure || a.state == MeasureState::missed_by_figure) {
      for (const auto& s : w.run.targets) {
        if (std::ranges::find(m->targets, s.target.id) == m->targets.end() || w.told.contains(s.target.id)) continue;
        if (!s.latest) continue;
        p.begin_clause();
        w.words(name_of(s));
        tell_fact(w, *s.latest, s.indicator);
        tell_outcome(w, s);
      }
      continue;
    }
    p.begin_clause();
    w.words("“" + inner_quotes(a.text) + "”一项，");
    w.marked(AnnualMark::reported, a.evidence, a.id);
    const bool claim = a.state == MeasureState::reported || a.state == MeasureState::reported_done;
    w.words(claim ? "（待核实）" : "");
    for (const auto& t : m->targets) w.told.insert(t);
  }
  for (const auto& owner : order) {
    AnnualBlank blank;
    for (const auto& text : open[owner]) blank.what += "“" + inner_quotes(text) + "”";
    blank.what += "的落实情况";
    blank.why = "手中没有责任单位的材料，也没有公布数";
    blank.holder = owner;
    p.open(std::move(blank), false);
  }
}

}  // namespace

void review_paragraph(Writer& w, const OldParagraph& old) {
  const bool says =
      old.several_years || !old.figures.empty() || !old.measures.empty() || (!old.lead.empty() && !old.problems);
  if (!says) return;
  w.begin(Role::body);
  if (!old.lead.empty()) {
    w.marked(AnnualMark::kept, next_years(old.lead, w.reading), "");
    w.out.blocks.back().runs.back().bold = true;
    w.words("。", true);
  }
  Paragraph p(w);
  std::set<std::string> seen;
  for (const auto* f : old.figures) {
    const auto* target = target_like(w, *f);
    const std::string key = target != nullptr ? target->target.id : plan::meeting_name(f->indicator, names());
    if (seen.insert(key).second) tell_figure(w, p, old, *f, target);
  }
  tell_measures(w, p, old.measures);
  if (p.first && p.waiting.empty()) {
    AnnualBlank blank;
    blank.what = old.several_years ? "几年来的情况是否保留、怎样写" : "这一段的情况";
    blank.why =
        old.several_years ? "上年这一段说的是几年来的累计，不是一年的数" : "上年这一段没有数字，计划里也没有对应的举措";
    const Holder holder = holder_of(w, nullptr, w.places.words(old.span));
    blank.holder = holder.body;
    p.open(std::move(blank), false);
  }
  p.close();
}

void measures_without_place(Writer& w, const std::vector<const reading::Measure*>& measures) {
  if (measures.empty()) return;
  w.begin(Role::body);
  w.words("计划中的其他举措。", true);
  Paragraph p(w);
  tell_measures(w, p, measures);
  p.close();
}

void problems(Writer& w) {
  std::vector<std::string> missed;
  for (const auto* s : w.digest.headline)
    if (outcome_of(*s) == AnnualOutcome::missed) missed.push_back(name_of(*s));
  w.begin(Role::body);
  w.words("同时，经济社会发展中还存在一些困难和问题。");
  std::string list;
  for (const auto& name : missed) list += (list.empty() ? "" : "、") + name;
  if (!missed.empty()) w.words(list + "没有达到年度目标。");
  std::vector<OpenBlank> open;
  const auto ask = [&](const std::string& what, const std::string& why) {
    AnnualBlank blank;
    blank.what = what;
    blank.why = why;
    blank.holder = plan::Offices::in_force().body("发展和改革", w.where);
    open.push_back({std::move(blank), false});
  };
  if (!missed.empty()) ask(list + "未达到年度目标的原因和补救措施", "原因由人说明");
  std::string stated;
  for (const auto& problem : w.reading.problems) stated += "“" + inner_quotes(shortened(problem.text, 40)) + "”";
  if (!stated.empty()) ask("上年报告提出的" + stated + "的解决情况", "是否解决由人判断");
  ask("其他困难和问题", "由人提出");
  put_blanks(w, open);
  w.words("对此，将采取有力措施，切实加以解决。");
}

}  // namespace report::annual
