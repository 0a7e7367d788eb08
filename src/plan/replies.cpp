#include "plan/replies.hpp"

#include <algorithm>
#include <cmath>

#include "plan/matching.hpp"
#include "plan/orders_offices.hpp"
#include "plan/reply_claims.hpp"
#include "plan/reply_likeness.hpp"
#include "plan/reply_parts.hpp"

namespace plan {
namespace {

using reading::ReplyEntry;
using reading::Said;

// Settled on the `tune` half of tests/replies/matching.csv alone.
constexpr double kBias = -5.2;
constexpr double kOfTask = 5.2;
constexpr double kOfName = 2.6;
constexpr double kWeight = 0.9;
constexpr double kNumber = 1.1;
constexpr double kOwner = 1.0;
constexpr double kOtherOwner = -0.5;

constexpr double kSure = 0.8;
constexpr double kConfirm = 0.35;
constexpr double kClear = 0.12;        // how far the best must stand before another reading of the same words
constexpr std::size_t kMostTasks = 8;  // that one entry may cover
constexpr std::size_t kProposals = 3;
constexpr std::size_t kAskedWords = 60;

constexpr const char* kNoTask = "不是任务";

std::string all_of(const std::vector<Said>& list) {
  std::string out;
  for (const Said& said : list) out += said.text + "。";
  return out;
}

std::string task_words(const Task& task, const reading::Reading& report) {
  const base::Span span = task.measure.span;
  if (span.empty() || span.start < 0 || span.end > static_cast<int>(report.text.size())) return task.measure.object;
  return base::to_utf8(base::slice(report.text, span));
}

// The words by which an entry is asked about: the same task next month is the same question.
std::string asked_of(const ReplyEntry& entry) {
  std::string words = entry.task;
  if (words.empty()) {
    for (const auto* list : {&entry.done, &entry.problems, &entry.asks, &entry.next}) {
      if (words.empty() && !list->empty()) words = list->front().text;
    }
  }
  return entry.office + "：" + base::shortened(words, kAskedWords);
}

class Matcher {
 public:
  explicit Matcher(const ReplyMatching& with) : with_(with), comparer_(texts(with)) {
    for (const Task& task : *with.tasks) {
      const Office* office = Offices::in_force().of_body(task.suggested_owner);
      owners_.push_back(office == nullptr ? std::string() : office->function);
    }
  }

  void match(MatchedReply& reply) const {
    const ReplyEntry& entry = reply.entry;
    reply.question_asked = asked_of(entry);
    if (answered(reply)) return;
    reply::EntryText text;
    text.name = base::u32(entry.task);
    text.said = base::u32(entry.goal + "。" + all_of(entry.done) + all_of(entry.problems) + all_of(entry.asks) +
                          all_of(entry.next));
    if (text.name.empty()) text.counted = reply::counted_things(base::u32(all_of(entry.done)));
    const Office* office = Offices::in_force().of_body(entry.office);
    const std::string function = office == nullptr ? std::string() : office->function;
    std::vector<reply::Pair> taken;
    std::vector<bool> out(with_.tasks->size(), false);
    double doubt = 0;
    while (reply.tasks.size() < kMostTasks) {
      TaskMatch best, second;
      for (std::size_t i = 0; i < with_.tasks->size(); ++i) {
        if (out[i]) continue;
        TaskMatch one = weigh(text, i, function, taken.empty() ? nullptr : &taken);
        if (one.confidence > best.confidence) {
          second = std::move(best);
          best = std::move(one);
        } else if (one.confidence > second.confidence) {
          second = std::move(one);
        }
      }
      if (best.confidence < kConfirm || (!reply.tasks.empty() && best.confidence < kSure)) break;
      if (reply.tasks.empty()) doubt = rivalry(text, best, second, function);
      out[static_cast<std::size_t>(best.task)] = true;
      const auto& pairs = comparer_.pairs_of(static_cast<std::size_t>(best.task));
      taken.insert(taken.end(), pairs.begin(), pairs.end());
      reply.tasks.push_back(std::move(best));
    }
    if (reply.tasks.empty()) {
      reply.state = MatchState::unmatched;
      return;
    }
    reply.tasks.front().confidence = std::max(kConfirm, reply.tasks.front().confidence - doubt);
    reply.state = reply.tasks.front().confidence >= kSure ? MatchState::sure : MatchState::to_confirm;
    if (reply.state == MatchState::to_confirm) reply.tasks.resize(1);
  }

 private:
  static std::vector<reply::TaskText> texts(const ReplyMatching& with) {
    std::vector<reply::TaskText> out;
    for (const Task& task : *with.tasks) {
      out.push_back(
          {base::u32(task_words(task, *with.report)), base::u32(task.measure.action), base::u32(task.measure.heading)});
    }
    return out;
  }

  TaskMatch weigh(const reply::EntryText& text, std::size_t index, const std::string& function,
                  const std::vector<reply::Pair>* taken) const {
    TaskMatch match;
    match.task = static_cast<int>(index);
    match.task_id = (*with_.tasks)[index].measure.id;
    const reply::Likeness like = comparer_.compare(text, index, taken);
    if (like.weight <= 0) return match;
    const std::string& owner = owners_[index];
    const bool known = !function.empty() && !owner.empty();
    const double sum = kBias + kOfTask * like.of_task + kOfName * like.of_name + kWeight * std::min(like.weight, 3.0) +
                       kNumber * like.number + (known ? (owner == function ? kOwner : kOtherOwner) : 0);
    match.confidence = 1 / (1 + std::exp(-sum));
    for (std::size_t i = 0; i < like.shared.size() && i < 3; ++i)
      match.because += "“" + base::to_utf8(like.shared[i]) + "”";
    if (like.number >= 1) match.because += "，数量相同";
    if (known && owner == function) match.because += "，责任单位一致";
    return match;
  }

  // What another task that the same words would fit takes off: nothing where it is far behind, or where it is a task
  // of its own beside the best.
  double rivalry(const reply::EntryText& text, const TaskMatch& best, const TaskMatch& second,
                 const std::string& function) const {
    if (second.task < 0 || second.confidence < kConfirm || best.confidence - second.confidence >= kClear) return 0;
    const auto& pairs = comparer_.pairs_of(static_cast<std::size_t>(best.task));
    const TaskMatch alone = weigh(text, static_cast<std::size_t>(second.task), function, &pairs);
    if (alone.confidence >= kConfirm) return 0;
    return kClear - (best.confidence - second.confidence);
  }

  // What an officer said of this entry before.
  bool answered(MatchedReply& reply) const {
    const auto answer = std::ranges::find_if(
        with_.answers, [&](const reading::Answer& a) { return a.kind == "任务" && a.asked == reply.question_asked; });
    if (answer == with_.answers.end()) return false;
    if (answer->answer == kNoTask || answer->answer == "不要") {
      reply.state = MatchState::unmatched;
      return true;
    }
    for (std::size_t i = 0; i < with_.tasks->size(); ++i) {
      const Task& task = (*with_.tasks)[i];
      if (task.measure.id != answer->answer && task_words(task, *with_.report) != answer->answer) continue;
      reply.tasks = {{.task = static_cast<int>(i),
                      .task_id = task.measure.id,
                      .confidence = 1,
                      .confirmed = true,
                      .because = "人工确认"}};
      reply.state = MatchState::sure;
      return true;
    }
    return false;  // the task is not in this plan any more
  }

  const ReplyMatching& with_;
  reply::Comparer comparer_;
  std::vector<std::string> owners_;
};

}  // namespace

std::string to_string(MatchState state) {
  switch (state) {
    case MatchState::sure:
      return "sure";
    case MatchState::to_confirm:
      return "to_confirm";
    case MatchState::unmatched:
      break;
  }
  return "unmatched";
}

std::string to_chinese(MatchState state) {
  switch (state) {
    case MatchState::sure:
      return "把握大";
    case MatchState::to_confirm:
      return "待确认";
    case MatchState::unmatched:
      break;
  }
  return "未对上";
}

std::vector<MatchedReply> match_replies(const std::vector<Letter>& letters, const ReplyMatching& with) {
  JC_ASSERT(with.report != nullptr && with.tasks != nullptr);
  std::vector<MatchedReply> out;
  const Matcher matcher(with);
  for (const Letter& letter : letters) {
    for (const ReplyEntry& entry : letter.replies.entries) {
      MatchedReply reply;
      reply.file = letter.file;
      reply.kind = letter.replies.kind;
      reply.entry = entry;
      reply.signed_on = letter.replies.signed_on;
      if (reply.entry.office.empty()) reply.entry.office = letter.replies.office;
      reply.own_number = std::ranges::any_of(entry.numbers, &reading::PrintedNumber::of_order);
      reply.entry.numbers = reading::numbers_of(entry, letter.replies);
      matcher.match(reply);
      reply::note_targets(reply, letter.replies, with);
      reply::settle_parts(reply, with);
      reply.deed_claimed =
          !reply.tasks.empty() && std::ranges::all_of(reply.tasks, [&](const auto& m) { return reply.claims_done(m); });
      out.push_back(std::move(reply));
    }
  }
  return out;
}

std::vector<reading::Question> reply_questions(const std::vector<MatchedReply>& replies, const ReplyMatching& with) {
  std::vector<reading::Question> out;
  for (const MatchedReply& reply : replies) {
    if (reply.state != MatchState::to_confirm) continue;
    reading::Question question;
    question.kind = "任务";
    question.asked = reply.question_asked;
    question.id = reading::question_id(question.kind, question.asked);
    if (std::ranges::any_of(out, [&](const auto& q) { return q.id == question.id; })) continue;
    question.place = reply.entry.place;
    question.place.file = reply.file;
    question.printed = reply.entry.task;
    for (std::size_t i = 0; i < reply.tasks.size() && i < kProposals; ++i)
      question.proposals.push_back(
          task_words((*with.tasks)[static_cast<std::size_t>(reply.tasks[i].task)], *with.report));
    question.proposals.emplace_back(kNoTask);
    question.text = "“" + base::shortened(question.asked, 40) + "”说的是不是计划中的“" +
                    base::shortened(question.proposals.front(), 40) + "”";
    if (!reply.entry.done.empty()) question.example = base::shortened(reply.entry.done.front().text, 40);
    out.push_back(std::move(question));
  }
  return out;
}

std::vector<std::string> silent_offices(const std::vector<MatchedReply>& replies, const std::vector<Task>& tasks) {
  std::vector<std::string> functions;
  for (const MatchedReply& reply : replies) {
    // 区商务局、区市场监管局 in one cell: both have answered.
    std::string_view rest = reply.entry.office;
    while (!rest.empty()) {
      std::size_t cut = std::string_view::npos;
      std::size_t skip = 0;
      for (const std::string_view mark : {"、", "，", ",", "；", ";", "\n", " "}) {
        if (const auto at = rest.find(mark); at < cut) {
          cut = at;
          skip = mark.size();
        }
      }
      if (const Office* office = Offices::in_force().of_body(rest.substr(0, cut)))
        functions.push_back(office->function);
      if (cut == std::string_view::npos) break;
      rest.remove_prefix(cut + skip);
    }
  }
  std::vector<std::string> out;
  for (const Task& task : tasks) {
    if (task.suggested_owner.empty()) continue;
    const Office* office = Offices::in_force().of_body(task.suggested_owner);
    if (office != nullptr && office->function == "发展和改革") continue;  // it is the one that asks
    const bool answered = office != nullptr && std::ranges::find(functions, office->function) != functions.end();
    if (!answered && std::ranges::find(out, task.suggested_owner) == out.end()) out.push_back(task.suggested_owner);
  }
  return out;
}

}  // namespace plan
