// What was found, as documents: drafts with no layout of their own.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "document/draft.hpp"
#include "plan/crosscheck.hpp"
#include "plan/order_life.hpp"
#include "plan/orders.hpp"
#include "plan/project_progress.hpp"
#include "plan/replies.hpp"
#include "plan/verdict.hpp"
#include "reading/statements.hpp"

namespace report {

// Something given to us that was not understood, or only in part, or that a person has to see to: shown on page one.
struct Unread {
  // `left_out`: understood and not used (another area's table, an answer to another order), so that reading it again is
  // of no use. `past_due`: tasks of policy files and minutes whose day is over.
  enum class Kind { unread, left_out, past_due };
  std::string file;
  std::string place;
  std::string why;
  Kind kind = Kind::unread;
};
std::string to_string(Unread::Kind kind);   // "left_out"
std::string to_chinese(Unread::Kind kind);  // 未能读取, 没有采用, 逾期任务
std::vector<const Unread*> of_kind(const std::vector<Unread>& all, Unread::Kind kind);

// One file of the month's folder and what came of it.
struct ReadFile {
  std::string file;
  std::string kind;  // ".xlsx"
  int tables = 0;    // understood
  int facts = 0;     // taken from them
  std::string note;  // what a reader should know of it
  int later = 0;     // of the facts: published after the day of looking, and so not used
  int replies = 0;   // what an office wrote of a task, taken from tables and paragraphs
};

// Everything one run found.
struct RunFindings {
  std::string report_file;
  calendar::Date asof;
  const reading::Reading* reading = nullptr;
  std::vector<plan::TargetStatus> targets;
  plan::CheckResult check;
  plan::ProjectReport projects;  // of the month's project sheet; `any` is false without one
  std::vector<plan::Order> orders;
  // Where a ledger is kept: every matter, open or ended, and what happened since the round before.
  plan::OrderRegister order_register;
  std::vector<plan::OrderEvent> order_news;
  std::vector<plan::Task> tasks;
  std::vector<plan::MatchedReply> replies;  // what offices wrote this month, each beside its task: claims
  std::set<std::string> done_before;        // tasks (their words) that offices called done in letters of earlier months
  std::vector<facts::Fact> known;
  std::vector<Unread> unread;
  std::vector<ReadFile> read_files;  // of the month's folder
  int questions = 0;                 // that wait for an answer
  plan::Settings settings;
};

document::DraftWorkbook target_table(const RunFindings& run);  // 目标完成情况表.xlsx (sheets: 目标, 重点项目, 任务)
document::Draft risk_page(const RunFindings& run);             // 风险与原因.docx, one page
document::Draft order_sheets(const RunFindings& run);        // 督办单.docx, a page an owner
document::Draft monthly_feedback(const RunFindings& run);    // 月度反馈.docx
document::DraftWorkbook check_list(const RunFindings& run);  // 核对清单.xlsx

}  // namespace report
