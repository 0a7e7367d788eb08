#include "report/replies_view.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"

namespace report {
namespace {

std::string joined(const std::vector<reading::Said>& list) {
  std::string out;
  for (const auto& said : list) {
    if (!out.empty() && !out.ends_with("。") && !out.ends_with("；")) out += "；";
    out += said.text;
  }
  return out;
}

}  // namespace

std::vector<ReplyShown> replies_on(const RunFindings& run, std::size_t task) {
  std::vector<ReplyShown> out;
  for (const auto& reply : run.replies) {
    if (reply.state == plan::MatchState::unmatched) continue;
    for (const auto& match : reply.tasks)
      if (match.task == static_cast<int>(task)) out.push_back({&reply, &match});
  }
  std::ranges::stable_sort(
      out, [](const ReplyShown& a, const ReplyShown& b) { return a.match->confidence > b.match->confidence; });
  return out;
}

std::string reply_done(const ReplyShown& shown) {
  const auto& match = *shown.match;
  std::string out;
  if (match.stage != reading::ReplyStage::unsaid) out = reading::to_chinese(match.stage);
  if (match.percent_done)
    out += (out.empty() ? "完成" : "，完成") + match.percent_done->to_string() + "%" +
           (match.counted.empty() ? "" : "（" + match.counted + "）");
  if (!match.percent_done && !match.counted.empty()) out += (out.empty() ? "" : "，") + match.counted;
  const std::string done = match.told.empty() ? joined(shown.reply->entry.done) : match.told;
  if (!out.empty()) out = "【" + out + "】";
  return out + done;
}

std::string reply_told(const plan::MatchedReply& reply) { return joined(reply.entry.done); }

std::string reply_problems(const plan::MatchedReply& reply) { return joined(reply.entry.problems); }
std::string reply_problems(const ReplyShown& shown) {
  return shown.match->told.empty() ? reply_problems(*shown.reply) : shown.match->problems;
}
std::string reply_asks(const plan::MatchedReply& reply) { return joined(reply.entry.asks); }

std::string reply_source(const plan::MatchedReply& reply) {
  base::Place place = reply.entry.place;
  place.file.clear();
  const std::string where = base::to_text(place);
  return (reply.entry.office.empty() ? "单位未写明" : reply.entry.office) + "，" + base::file_name(reply.file) +
         (where.empty() ? "" : " " + where);
}

std::string match_words(const ReplyShown& shown) {
  if (shown.match->confirmed) return "人工确认";
  const int percent = static_cast<int>(std::floor(shown.match->confidence * 100));
  return plan::to_chinese(shown.reply->state) + "（" + std::to_string(percent) + "%）";
}

ReplyCounts count_replies(const RunFindings& run) {
  ReplyCounts n;
  std::set<std::string> offices;
  std::set<int> tasks;
  for (const auto& reply : run.replies) {
    if (!reply.entry.office.empty()) offices.insert(reply.entry.office);
    switch (reply.state) {
      case plan::MatchState::sure:
        ++n.sure;
        for (const auto& match : reply.tasks) tasks.insert(match.task);
        break;
      case plan::MatchState::to_confirm:
        ++n.to_confirm;
        break;
      case plan::MatchState::unmatched:
        ++(reply.heard_by_order ? n.of_orders : n.unmatched);
        break;
    }
  }
  n.offices = offices.size();
  n.tasks = tasks.size();
  return n;
}

}  // namespace report
