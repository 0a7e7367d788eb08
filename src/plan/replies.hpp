// What offices claim, joined to the plan: which task and which target an entry of a reply speaks of, and how sure that
// is. A claim changes no verdict and is no published figure; it is shown beside one.
// How confidence is made stands in replies.cpp; replies_test.cpp measures it on replies that were made up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "facts/names.hpp"
#include "plan/orders.hpp"
#include "plan/verdict.hpp"
#include "reading/replies.hpp"

namespace plan {

enum class MatchState { sure, to_confirm, unmatched };
std::string to_string(MatchState);   // "sure", "to_confirm", "unmatched"
std::string to_chinese(MatchState);  // 把握大, 待确认, 未对上

struct TaskMatch {
  int task = -1;           // index in the tasks given
  std::string task_id;     // M012: Measure::id
  double confidence = 0;   // 0–1
  bool confirmed = false;  // an officer said so (答复.csv)
  std::string because;     // the words and figures in common, in one phrase
  // What the reply says of this task alone, where it speaks of several (reply_parts.hpp).
  reading::ReplyStage stage = reading::ReplyStage::unsaid;
  std::optional<Decimal> percent_done;  // of this task's own target; may exceed 100
  // 2950人次，目标2800人次: what the share was worked out from; of several targets each, and no share. Empty: printed.
  std::string counted;
  // Its own words of what was done and what stands in the way, where the entry speaks of several tasks; else empty.
  std::string told, problems;
};

// A claimed figure beside the published one of the same target and period.
struct ClaimNote {
  std::string target_id;  // T003
  std::string indicator;
  std::string claimed;    // 社会消费品零售总额85.2亿元
  std::string published;  // 84.6亿元
  std::string text;       // one sentence (Chinese)
};

struct MatchedReply {
  std::string file;
  reading::LetterKind kind = reading::LetterKind::progress;
  reading::ReplyEntry entry;                // entry.office and entry.numbers fall back on the letter's
  std::optional<calendar::Date> signed_on;  // of the letter
  MatchState state = MatchState::unmatched;
  std::vector<TaskMatch> tasks;      // best first; several when one entry covers several measures. Empty: unmatched
  std::vector<std::string> targets;  // ids of the targets it speaks of, by name
  std::vector<ClaimNote> notes;      // where a claim differs from what is published
  // The office says that every deed is done (责任单位报告), the match is sure, and nothing beside it says otherwise.
  bool deed_claimed = false;
  bool own_number = false;      // it prints an order's number itself, and not the letter alone
  bool heard_by_order = false;  // it is no task's, but the register of orders has it as an answer
  // The same of one task of several.
  bool claims_done(const TaskMatch& match) const {
    return state == MatchState::sure && match.stage == reading::ReplyStage::done;
  }

  std::string question_asked;  // state to_confirm: Question::asked; see reply_questions
};

struct Letter {
  std::string file;
  reading::Replies replies;
};

struct ReplyMatching {
  const reading::Reading* report = nullptr;  // with `tasks` = tasks_of(*report) in the same order
  const std::vector<Task>* tasks = nullptr;
  const std::vector<TargetStatus>* targets = nullptr;  // as judged, with the published figures; may be null
  std::vector<reading::Answer> answers;                // kind 任务: a task's id, or 不是
};

// One for each entry of each letter, in order; none is dropped.
std::vector<MatchedReply> match_replies(const std::vector<Letter>& letters, const ReplyMatching& with);

// Questions of kind 任务, each once: does this entry speak of that task? `proposals` are the words of the best tasks,
// and 不是任务.
std::vector<reading::Question> reply_questions(const std::vector<MatchedReply>& replies, const ReplyMatching& with);

// Offices that answer for some task by `tasks` and from which no reply came, in the order of the tasks; the bureau
// that asks is not among them.
std::vector<std::string> silent_offices(const std::vector<MatchedReply>& replies, const std::vector<Task>& tasks);

}  // namespace plan
