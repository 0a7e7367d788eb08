#include "plan/reply_parts.hpp"

#include <algorithm>

#include "plan/reply_likeness.hpp"
#include "reading/replies_words.hpp"

namespace plan::reply {
namespace {

using reading::ReplyStage;
using View = std::u32string_view;

constexpr double kNames = 0.4;     // share of a clause's pairs by which it is of a task
constexpr double kCounts = 0.5;    // by which its number counts what the task counts
constexpr std::size_t kShort = 4;  // characters of a clause that names nothing else: 已完工7处

const Decimal kMostTimes(3);

struct Clause {
  View text;
  int task = -1;               // index in MatchedReply::tasks
  bool ends_sentence = false;  // no comma stands behind it
};

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::u32string words_of(const Task& task, const reading::Reading& report) {
  const base::Span span = task.measure.span;
  std::u32string words = base::u32(task.measure.action + task.measure.object);
  if (!span.empty() && span.start >= 0 && span.end <= static_cast<int>(report.text.size()))
    words += base::slice(report.text, span);
  return written_out(words);
}

// Of the pairs of characters of the clause, those that the task's words hold; without a pair 0.
double share_of(View clause, View task) {
  int all = 0, shared = 0;
  const std::u32string text = written_out(clause);
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (!base::is_han(text[i]) || !base::is_han(text[i + 1])) continue;
    ++all;
    if (task.find(View(text).substr(i, 2)) != View::npos) ++shared;
  }
  return all == 0 ? 0 : static_cast<double>(shared) / all;
}

// The clauses of what was done, each given to the task that it names; one that names none goes on about the one before
// it in the same sentence.
std::vector<Clause> clauses_of(View text, const std::vector<std::u32string>& tasks) {
  std::vector<Clause> out;
  std::size_t start = 0;
  int current = -1;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char32_t c = i < text.size() ? text[i] : U'。';
    const bool stop = View(U"。；;\n").find(c) != View::npos;
    if (!stop && c != U'，' && c != U',') continue;
    const View clause = text.substr(start, i - start);
    start = i + 1;
    if (!clause.empty()) {
      int best = -1;
      double most = kNames;
      for (std::size_t t = 0; t < tasks.size(); ++t) {
        const double share = share_of(clause, tasks[t]);
        if (share >= most && (best < 0 || share > most)) {
          best = static_cast<int>(t);
          most = share;
        }
      }
      if (best >= 0) current = best;
      out.push_back({clause, current, stop});
    }
    if (stop) current = -1;
  }
  return out;
}

struct Counted {
  Decimal value;
  bool finished = false;  // the clause says that this much is done
  bool acted = false;     // in the verb of the task: 已开工16个 of 开工改造18个
};

// The numbers of the clause that are in the unit and are no aim, each with where it stands.
std::vector<std::pair<Decimal, std::size_t>> numbers_in(View clause, View unit) {
  std::vector<std::pair<Decimal, std::size_t>> out;
  for (std::size_t i = 0; i < clause.size(); ++i) {
    if (!is_digit(clause[i])) continue;
    std::size_t end = i;
    while (end < clause.size() && (is_digit(clause[end]) || clause[end] == U'.')) ++end;
    const View after = clause.substr(end);
    // 人 is no 人次.
    const bool longer = unit == U"人" && after.starts_with(U"人次");
    if (after.starts_with(unit) && !longer && !reading::reply::only_intended(clause, i)) {
      if (const auto value = Decimal::parse(base::to_utf8(clause.substr(i, end - i)))) out.emplace_back(*value, i);
    }
    i = end;
  }
  return out;
}

std::size_t other_words(View clause) {
  return static_cast<std::size_t>(std::ranges::count_if(clause, [](char32_t c) { return base::is_han(c); }));
}

// How much of what the task promises is done by the clauses that are of it; nothing where they do not tell.
std::optional<Counted> reached(const std::vector<View>& clauses, const reading::Target& target, View words,
                               View action) {
  const std::u32string unit = base::u32(target.unit);
  std::vector<Counted> found;
  for (const View clause : clauses) {
    if (other_words(clause) > kShort + unit.size() && share_of(clause, words) < kCounts) continue;
    const auto stage = reading::reply::stage_of_text(clause, {}).stage;
    for (const auto& [value, at] : numbers_in(clause, unit)) {
      // 已完成15.6万亩: the words before the number end with what is done.
      const auto before = reading::reply::stage_of_text(clause.substr(0, at), {}).stage;
      Counted one{value, stage == ReplyStage::done || before == ReplyStage::done, false};
      for (std::size_t i = 0; i + 1 < action.size(); ++i)
        one.acted = one.acted || clause.find(action.substr(i, 2)) != View::npos;
      found.push_back(one);
    }
  }
  if (found.size() == 1) return found.front();
  for (const auto flag : {&Counted::finished, &Counted::acted}) {
    if (std::ranges::count_if(found, flag) == 1) return *std::ranges::find_if(found, flag);
  }
  return std::nullopt;
}

bool counts(const reading::Target& target) {
  return target.value && *target.value > Decimal(0) && !target.value_max && !target.unit.empty() &&
         target.unit.find('%') == std::string::npos && target.op.find('<') == std::string::npos &&
         target.kind != reading::Kind::growth;
}

// The targets of the task that are counts, in text order.
std::vector<const reading::Target*> counted_targets(const Task& task, const reading::Reading& report) {
  std::vector<const reading::Target*> out;
  for (const std::string& id : task.measure.targets) {
    const auto at = std::ranges::find(report.targets, id, &reading::Target::id);
    if (at != report.targets.end() && counts(*at)) out.push_back(&*at);
  }
  std::ranges::stable_sort(out, {}, [](const reading::Target* t) { return t->span.start; });
  return out;
}

// The parts of the clauses that count one thing each: 培育单项冠军3家 and 专精特新34户 of one clause.
std::vector<View> counting_parts(const std::vector<View>& clauses) {
  std::vector<View> out;
  for (const View clause : clauses) {
    std::size_t start = 0;
    for (std::size_t i = 0; i <= clause.size(); ++i) {
      if (i < clause.size() && clause[i] != U'、' && clause[i] != U'和') continue;
      const View part = clause.substr(start, i - start);
      // Names before the first number are one: 特钢、光伏和碳纤维产业链3条.
      if (i < clause.size() && std::ranges::none_of(part, is_digit)) continue;
      if (!part.empty()) out.push_back(part);
      start = i + 1;
    }
  }
  return out;
}

// The words of the task that are of this target alone: from the one before it to its own end.
std::u32string words_of_target(const std::vector<const reading::Target*>& targets, std::size_t at, const Task& task,
                               const reading::Reading& report) {
  base::Span span = task.measure.span;
  if (at > 0) span.start = std::max(span.start, targets[at - 1]->span.end);
  if (at + 1 < targets.size()) span.end = std::min(span.end, targets[at]->span.end);
  std::u32string words = base::u32(targets[at]->indicator);
  if (!span.empty() && span.start >= 0 && span.end <= static_cast<int>(report.text.size()))
    words += base::slice(report.text, span);
  return written_out(words);
}

std::string of_target(const Decimal& value, const reading::Target& target) {
  return value.to_string() + target.unit + "，目标" + target.value->to_string() + target.unit;
}

// Whether the words name this target by some pair of characters that no other target of the task has.
bool names_only(View said, std::size_t at, const std::vector<const reading::Target*>& targets, const Task& task,
                const reading::Reading& report) {
  const std::u32string words = words_of_target(targets, at, task, report), text = written_out(said);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!base::is_han(words[i]) || !base::is_han(words[i + 1])) continue;
    const View pair = View(words).substr(i, 2);
    bool shared = false;
    for (std::size_t other = 0; other < targets.size(); ++other)
      shared = shared || (other != at && words_of_target(targets, other, task, report).find(pair) != View::npos);
    if (!shared && text.find(pair) != View::npos) return true;
  }
  return false;
}

// Of several targets each its own count against its own number; the task is done when all of them are reached.
void settle_targets(TaskMatch& match, const std::vector<const reading::Target*>& targets, const std::vector<View>& own,
                    View said, const Task& task, const reading::Reading& report) {
  const std::vector<View> parts = counting_parts(own);
  std::size_t told = 0, full = 0;
  for (std::size_t k = 0; k < targets.size(); ++k) {
    const reading::Target& target = *targets[k];
    const std::u32string words = words_of_target(targets, k, task, report);
    // A bare 15.6万亩 is of the target that the reply names, where several are counted in 万亩.
    const bool alone = std::ranges::count(targets, target.unit, [](const auto* t) { return t->unit; }) == 1;
    if (!alone && !names_only(said, k, targets, task, report)) continue;
    std::vector<View> of_it;
    for (const View part : parts) {
      const double share = share_of(part, words);
      bool better = false;  // another target of the task fits the part better
      for (std::size_t other = 0; other < targets.size(); ++other)
        better = better || (other != k && share_of(part, words_of_target(targets, other, task, report)) > share);
      if (!better) of_it.push_back(part);
    }
    const auto found = reached(of_it, target, words, base::u32(task.measure.action));
    if (!found || found->value > *target.value * kMostTimes) continue;
    ++told;
    full += found->value >= *target.value ? 1 : 0;
    match.counted += (match.counted.empty() ? "" : "；") + target.indicator + of_target(found->value, target);
  }
  if (told == 0) return;
  match.percent_done.reset();  // one share would be of one of them only
  if (full < told && (match.stage == ReplyStage::unsaid || match.stage == ReplyStage::done))
    match.stage = ReplyStage::under_way;
  if (full == targets.size() && match.stage == ReplyStage::unsaid) match.stage = ReplyStage::done;
}

// 完成2950人次 is under way only because a number follows.
bool only_counts(ReplyStage stage, View words) {
  return stage == ReplyStage::under_way && reading::reply::stage_of_text(words, {}).stage == ReplyStage::done;
}

// The clauses of the tasks that `wanted` takes, in their sentences.
template <class Wanted>
std::u32string said_of(const std::vector<Clause>& clauses, const Wanted& wanted) {
  std::u32string out;
  for (const Clause& clause : clauses)
    if (wanted(clause.task)) (out += clause.text) += clause.ends_sentence ? U'；' : U'，';
  while (!out.empty() && (out.back() == U'；' || out.back() == U'，')) out.pop_back();
  return out;
}

std::u32string joined(const std::vector<reading::Said>& list) {
  std::u32string out;
  for (const auto& said : list) out += base::u32(said.text) + U"\n";
  return out;
}

}  // namespace

void settle_parts(MatchedReply& reply, const ReplyMatching& with) {
  const auto& entry = reply.entry;
  const bool several = reply.tasks.size() > 1;
  const std::u32string done = joined(entry.done), problems = joined(entry.problems);
  std::vector<std::u32string> tasks;
  for (const TaskMatch& match : reply.tasks)
    tasks.push_back(words_of((*with.tasks)[static_cast<std::size_t>(match.task)], *with.report));
  const auto clauses = clauses_of(done, tasks);
  const auto hindrances = clauses_of(problems, tasks);
  for (std::size_t t = 0; t < reply.tasks.size(); ++t) {
    TaskMatch& match = reply.tasks[t];
    const int which = static_cast<int>(t);
    const Task& task = (*with.tasks)[static_cast<std::size_t>(match.task)];
    match.stage = entry.stage;
    match.percent_done = entry.percent_done;
    std::u32string words = base::u32(entry.stage_words);
    // Of several tasks, what is said of this one; where nothing names it, the reply's own word stays, not its share.
    std::vector<View> own;
    for (const Clause& clause : clauses)
      if (!several || clause.task == which) own.push_back(clause.text);
    const std::u32string said = said_of(clauses, [&](int of) { return !several || of == which; });
    const bool of_cell = entry.percent_done && entry.percent_spans.empty();
    if (several && !of_cell) {
      match.percent_done.reset();
      if (const auto percent = reading::reply::percent_in(said)) match.percent_done = percent->value;
      if (!own.empty()) {
        // What stands in the way of another of them is not in this one's way.
        const auto in_the_way = said_of(hindrances, [&](int of) { return of == which || of < 0; });
        const auto found = reading::reply::stage_of_text(said, in_the_way);
        match.told = base::to_utf8(said);
        match.problems = base::to_utf8(in_the_way);
        match.stage = found.stage;
        words = base::u32(found.words);
        if (match.percent_done && (match.stage == ReplyStage::unsaid || match.stage == ReplyStage::done))
          match.stage = *match.percent_done >= Decimal(100) ? ReplyStage::done : ReplyStage::under_way;
      }
    }
    const auto targets = of_cell ? std::vector<const reading::Target*>() : counted_targets(task, *with.report);
    if (targets.empty()) continue;
    if (targets.size() > 1) {
      settle_targets(match, targets, own, base::u32(entry.task) + U"。" + said, task, *with.report);
      continue;
    }
    const auto& target = *targets.front();
    const auto found = reached(own, target, tasks[t], base::u32(task.measure.action));
    // Many times the target counts something else: 配备信息员150名 of 每村至少1名.
    if (!found || found->value > *target.value * kMostTimes) continue;
    // The share printed is another thing's when what is counted here is finished: 2家已全部完成。淘汰1730辆，完成82.4%.
    const bool of_another = found->finished && match.percent_done && *match.percent_done < Decimal(100);
    match.percent_done = (found->value / *target.value * Decimal(100)).rounded(1).reduced();
    match.counted = of_target(found->value, target);
    const bool whole = found->value >= *target.value;
    if (!whole && (match.stage == ReplyStage::unsaid || match.stage == ReplyStage::done)) {
      match.stage = ReplyStage::under_way;
    } else if (whole && (match.stage == ReplyStage::unsaid || only_counts(match.stage, words) ||
                         (match.stage == ReplyStage::under_way && of_another))) {
      match.stage = ReplyStage::done;
    }
  }
}

}  // namespace plan::reply
