// What offices wrote, as it is shown: always as their word (责任单位报告), never as a published figure.
#pragma once

#include <string>
#include <vector>

#include "report/documents.hpp"

namespace report {

// The replies on the task at `task`, surest first; one in doubt is shown too, and says so.
struct ReplyShown {
  const plan::MatchedReply* reply = nullptr;
  const plan::TaskMatch* match = nullptr;
};
std::vector<ReplyShown> replies_on(const RunFindings& run, std::size_t task);

std::string reply_done(const ReplyShown& shown);              // with the stage and the share done in front
std::string reply_told(const plan::MatchedReply& reply);      // the words alone, of what is of no task
std::string reply_problems(const plan::MatchedReply& reply);  // 存在问题
std::string reply_problems(const ReplyShown& shown);          // of this task alone, where it speaks of several
std::string reply_asks(const plan::MatchedReply& reply);      // 需协调事项
std::string reply_source(const plan::MatchedReply& reply);    // 区住建局，区住建局9月.docx 表1第3行
std::string match_words(const ReplyShown& shown);             // 把握大（92%）, 待确认（55%）, 人工确认

struct ReplyCounts {
  int sure = 0, to_confirm = 0;
  int of_orders = 0;  // of no task, but heard as the answer to an order
  int unmatched = 0;
  std::size_t offices = 0;  // that wrote
  std::size_t tasks = 0;    // that some sure reply speaks of
};
ReplyCounts count_replies(const RunFindings& run);

}  // namespace report
