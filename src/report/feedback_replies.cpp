#include <algorithm>
#include <set>

#include "report/feedback_parts.hpp"
#include "report/replies_view.hpp"

// 各单位进展: by group of tasks what offices say was done, what they ask, and who has not written.
namespace report {
namespace {

using document::DraftTable;

constexpr std::size_t kDone = 90;  // characters shown of one reply; the whole stands in 目标完成情况表
constexpr std::size_t kAsk = 60;
constexpr std::size_t kOfficesNamed = 12;

std::string list_of(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kOfficesNamed; ++i) out += (i == 0 ? "" : "、") + names[i];
  if (names.size() > kOfficesNamed) out += "等" + std::to_string(names.size()) + "家";
  return out;
}

std::string troubles(const std::string& problems, const plan::MatchedReply& reply) {
  std::string out;
  if (!problems.empty()) out += "问题：" + shortened(problems, kAsk);
  if (const auto asks = reply_asks(reply); !asks.empty())
    out += (out.empty() ? "需协调：" : "\n需协调：") + shortened(asks, kAsk);
  return out.empty() ? "—" : out;
}

// The offices of a group's tasks that wrote nothing about any of them.
std::vector<std::string> silent_in(const RunFindings& run, const std::vector<std::size_t>& tasks) {
  std::vector<plan::Task> group;
  for (const std::size_t t : tasks) group.push_back(run.tasks[t]);
  return plan::silent_offices(run.replies, group);
}

}  // namespace

void replies_of_offices(Feedback& f) {
  const auto& run = f.run;
  if (run.replies.empty()) return;
  f.heading("各单位进展");
  const ReplyCounts n = count_replies(run);
  f.body("本月收到" + std::to_string(n.offices) + "家单位的反馈" + std::to_string(run.replies.size()) +
         "条：对上任务的" + std::to_string(n.sure) + "条，涉及任务" + std::to_string(n.tasks) + "项；待确认" +
         std::to_string(n.to_confirm) + "条" +
         (n.of_orders > 0 ? "，是督办反馈的" + std::to_string(n.of_orders) + "条" : std::string()) +
         (n.unmatched > 0 ? "，没有对上任务的" + std::to_string(n.unmatched) + "条，列于读取情况" : std::string()) +
         "。以下为责任单位报告，不是公布数，不改变目标判断。");

  std::vector<std::pair<std::string, std::vector<std::size_t>>> groups;  // by heading, in text order
  for (std::size_t t = 0; t < run.tasks.size(); ++t) {
    const std::string& heading = run.tasks[t].measure.heading;
    if (groups.empty() || groups.back().first != heading) groups.emplace_back(heading, std::vector<std::size_t>{});
    groups.back().second.push_back(t);
  }
  DraftTable table;
  table.header = {"任务", "责任单位报告的进展", "问题和需协调事项", "报告单位"};
  table.widths = {24, 40, 24, 14};
  std::vector<std::string> quiet;
  for (const auto& [heading, tasks] : groups) {
    bool named = false;
    for (const std::size_t t : tasks) {
      for (const ReplyShown& shown : replies_on(run, t)) {
        const bool doubtful = shown.reply->state == plan::MatchState::to_confirm;
        std::string task = f.places.words(run.tasks[t].measure.span);
        if (!named && !heading.empty()) task = "【" + heading + "】\n" + task;
        named = true;
        table.rows.push_back({task + (doubtful ? "（待确认）" : ""), shortened(reply_done(shown), kDone),
                              troubles(reply_problems(shown), *shown.reply), shown.reply->entry.office});
      }
    }
    if (named) {
      if (const auto silent = silent_in(run, tasks); !silent.empty())
        table.rows.push_back({"", "本组尚未反馈：" + list_of(silent), "", ""});
    }
  }
  // What an office asks for is nobody's to lose, also where its answer is of no task.
  bool of_orders_named = false;
  for (const auto& reply : run.replies) {
    const bool asks = !reply.entry.problems.empty() || !reply.entry.asks.empty();
    if (reply.state != plan::MatchState::unmatched || (!reply.heard_by_order && !asks)) continue;
    const std::string what = reply.entry.task.empty() ? base::file_name(reply.file) : reply.entry.task;
    table.rows.push_back({(of_orders_named ? "" : "【督办和其他事项】\n") + shortened(what, kAsk),
                          shortened(reply_told(reply), kDone), troubles(reply_problems(reply), reply),
                          reply.entry.office});
    of_orders_named = true;
  }
  if (!table.rows.empty()) f.table(std::move(table));
  for (const auto& reply : run.replies)
    for (const auto& note : reply.notes) f.body(note.text + "。");
  if (const auto silent = plan::silent_offices(run.replies, run.tasks); !silent.empty())
    f.body("有任务而本月没有反馈的单位" + std::to_string(silent.size()) + "家：" + list_of(silent) + "。");
}

}  // namespace report
