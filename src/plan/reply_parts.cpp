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
  int task = -1;  // index in MatchedReply::tasks
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
      out.push_back({clause, current});
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

// The numbers of the clause that are in the unit and are no aim.
std::vector<Decimal> numbers_in(View clause, View unit) {
  std::vector<Decimal> out;
  for (std::size_t i = 0; i < clause.size(); ++i) {
    if (!is_digit(clause[i])) continue;
    std::size_t end = i;
    while (end < clause.size() && (is_digit(clause[end]) || clause[end] == U'.')) ++end;
    const View after = clause.substr(end);
    // 人 is no 人次.
    const bool longer = unit == U"人" && after.starts_with(U"人次");
    if (after.starts_with(unit) && !longer && !reading::reply::only_intended(clause, i)) {
      if (const auto value = Decimal::parse(base::to_utf8(clause.substr(i, end - i)))) out.push_back(*value);
    }
    i = end;
  }
  return out;
}

std::size_t other_words(View clause) {
  return static_cast<std::size_t>(std::ranges::count_if(clause, [](char32_t c) { return base::is_han(c); }));
}

// How much of what the task promises is done by the clauses that are of it; nothing where they do not tell.
std::optional<Decimal> reached(const std::vector<View>& clauses, const reading::Target& target, View words,
                               View action) {
  const std::u32string unit = base::u32(target.unit);
  std::vector<Counted> found;
  for (const View clause : clauses) {
    if (other_words(clause) > kShort + unit.size() && share_of(clause, words) < kCounts) continue;
    const auto stage = reading::reply::stage_of_text(clause, {}).stage;
    for (const Decimal& value : numbers_in(clause, unit)) {
      Counted one{value, stage == ReplyStage::done, false};
      for (std::size_t i = 0; i + 1 < action.size(); ++i)
        one.acted = one.acted || clause.find(action.substr(i, 2)) != View::npos;
      found.push_back(one);
    }
  }
  if (found.size() == 1) return found.front().value;
  for (const auto flag : {&Counted::finished, &Counted::acted}) {
    if (std::ranges::count_if(found, flag) == 1) return std::ranges::find_if(found, flag)->value;
  }
  return std::nullopt;
}

bool counts(const reading::Target& target) {
  return target.value && *target.value > Decimal(0) && !target.value_max && !target.unit.empty() &&
         target.unit.find('%') == std::string::npos && target.op.find('<') == std::string::npos &&
         target.kind != reading::Kind::growth;
}

// The one target of the task that is a count; several are several matters.
const reading::Target* counted_target(const Task& task, const reading::Reading& report) {
  const reading::Target* only = nullptr;
  for (const std::string& id : task.measure.targets) {
    const auto at = std::ranges::find(report.targets, id, &reading::Target::id);
    if (at == report.targets.end() || !counts(*at)) continue;
    if (only != nullptr) return nullptr;
    only = &*at;
  }
  return only;
}

// 完成2950人次 is under way only because a number follows.
bool only_counts(ReplyStage stage, View words) {
  return stage == ReplyStage::under_way && reading::reply::stage_of_text(words, {}).stage == ReplyStage::done;
}

std::u32string joined(const std::vector<reading::Said>& list) {
  std::u32string out;
  for (const auto& said : list) out += base::u32(said.text) + U"\n";
  return out;
}

}  // namespace

void settle_parts(MatchedReply& reply, const ReplyMatching& with) {
  const auto& entry = reply.entry;
  const std::u32string done = joined(entry.done), problems = joined(entry.problems);
  std::vector<std::u32string> tasks;
  for (const TaskMatch& match : reply.tasks)
    tasks.push_back(words_of((*with.tasks)[static_cast<std::size_t>(match.task)], *with.report));
  const auto clauses = clauses_of(done, tasks);
  for (std::size_t t = 0; t < reply.tasks.size(); ++t) {
    TaskMatch& match = reply.tasks[t];
    const Task& task = (*with.tasks)[static_cast<std::size_t>(match.task)];
    match.stage = entry.stage;
    match.percent_done = entry.percent_done;
    std::u32string words = base::u32(entry.stage_words);
    // Of several tasks, what is said of this one; where nothing names it, the reply's own word stays, not its share.
    std::vector<View> own;
    std::u32string said;
    for (const Clause& clause : clauses) {
      if (reply.tasks.size() > 1 && clause.task != static_cast<int>(t)) continue;
      own.push_back(clause.text);
      said += std::u32string(clause.text) + U"，";
    }
    const bool of_cell = entry.percent_done && entry.percent_spans.empty();
    if (reply.tasks.size() > 1 && !of_cell) {
      match.percent_done.reset();
      if (const auto percent = reading::reply::percent_in(said)) match.percent_done = percent->value;
      if (!own.empty()) {
        const auto found = reading::reply::stage_of_text(said, problems);
        match.stage = found.stage;
        words = base::u32(found.words);
        if (match.percent_done && (match.stage == ReplyStage::unsaid || match.stage == ReplyStage::done))
          match.stage = *match.percent_done >= Decimal(100) ? ReplyStage::done : ReplyStage::under_way;
      }
    }
    const auto* target = of_cell ? nullptr : counted_target(task, *with.report);
    if (target == nullptr) continue;
    const auto value = reached(own, *target, tasks[t], base::u32(task.measure.action));
    // Many times the target counts something else: 配备信息员150名 of 每村至少1名.
    if (!value || *value > *target->value * kMostTimes) continue;
    match.percent_done = (*value / *target->value * Decimal(100)).rounded(1).reduced();
    match.counted = value->to_string() + target->unit + "，目标" + target->value->to_string() + target->unit;
    const bool whole = *value >= *target->value;
    if (!whole && (match.stage == ReplyStage::unsaid || match.stage == ReplyStage::done)) {
      match.stage = ReplyStage::under_way;
    } else if (whole && (match.stage == ReplyStage::unsaid || only_counts(match.stage, words))) {
      match.stage = ReplyStage::done;
    }
  }
}

}  // namespace plan::reply
