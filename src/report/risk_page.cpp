#include <algorithm>

#include "report/digest.hpp"
#include "report/documents.hpp"
#include "report/page_room.hpp"
#include "report/status_words.hpp"

// 风险与原因.docx: one page, whatever was found. What does not fit is counted, ranked last and found in the table.
namespace report {
namespace {

using document::Draft;
using document::DraftParagraph;
using document::DraftTable;
using plan::TargetStatus;
using Role = DraftParagraph::Role;

// What the page may take: a line is kept in hand for fonts that run wider than we count.
constexpr double room = page_points - 32;

class Page {
 public:
  void add(DraftParagraph p) {
    used_ += points_of(p);
    draft_.blocks.emplace_back(std::move(p));
  }
  void add(DraftTable t) {
    used_ += points_of(t);
    draft_.blocks.emplace_back(std::move(t));
  }
  double left() const { return room - used_; }
  Draft take() { return std::move(draft_); }

 private:
  Draft draft_;
  double used_ = 0;
};

std::string summary(const RunFindings& run, const Digest& d) {
  std::string out = "计划报告共有目标" + std::to_string(run.targets.size()) + "项。";
  if (d.judged == 0)
    return out + (run.known.empty() ? "尚未给出已公布数据，无法判断完成情况。"
                                    : "已公布数据中没有能对上的本年数据，无法判断完成情况。");
  out += "能够判断" + std::to_string(d.judged) + "项：" + verdict_counts(d.count) + "。";
  if (d.risky.empty()) return out + "没有发现可能完不成的目标。";
  return out;
}

// The reason, told from the numbers: behind the target, behind the pace, and what the rest of the year would need.
std::string reason(const TargetStatus& s) {
  Line line;
  const auto pace = pace_line(s), need = need_line(s);
  line.add(pace);
  if (!need.empty()) line.add(pace.empty() ? "" : "；").add(need);
  auto text = line.in_brackets();
  // Warnings stand in the table; this page keeps the numbers.
  if (s.seasonal_pace && !s.seasonal_pace->warning.empty())
    if (const auto at = text.find("（" + s.seasonal_pace->warning + "）"); at != std::string::npos)
      text.erase(at, s.seasonal_pace->warning.size() + 6);
  if (s.season_note.size() > 0)
    if (const auto at = text.find("，季节进度不作比较（" + s.season_note + "）"); at != std::string::npos)
      text.erase(at, std::string("，季节进度不作比较（）").size() + s.season_note.size());
  return text.empty() ? s.why : text;
}

std::vector<std::string> risk_row(const TargetStatus& s, const Places& places, Sources& sources) {
  std::string latest = latest_short(s, sources).in_brackets();
  std::string forecast = s.forecast ? forecast_value(s, s.forecast->mean) + "\n可能性" +
                                          (s.probability ? chance_words(*s.probability) : "不详")
                                    : "全年已定";
  return {shortened(name_of(s), 22) + "\n" + shortened(aim_of(s, places), 22), latest, forecast,
          verdict_label(s.verdict), shortened(reason(s), 90)};
}

DraftTable risk_table() {
  DraftTable table;
  table.header = {"目标", "最新公布数", "全年预计", "判断", "原因"};
  table.widths = {22, 19, 16, 17, 42};
  return table;
}

std::string unknowns(const RunFindings& run, const Digest& d, int budget) {
  std::string out;
  if (!d.awaiting.empty())
    out += "目标值待下达" + std::to_string(d.awaiting.size()) + "项：" + names_of(d.awaiting, budget) + "。";
  if (!d.without_data.empty()) {
    const auto headline =
        std::count_if(d.without_data.begin(), d.without_data.end(), [](const auto* s) { return is_headline(*s); });
    out += "暂无数据" + std::to_string(d.without_data.size()) + "项" +
           (headline > 0 ? "（其中主要预期目标" + std::to_string(headline) + "项）" : "") + "：" +
           names_of(d.without_data, budget) + "。";
  }
  if (!run.unread.empty()) {
    out += "没有读懂或没有采用的材料" + std::to_string(run.unread.size()) + "处：" +
           shortened(run.unread.front().file, 24) + (run.unread.size() > 1 ? "等，" : "，") +
           "详见《目标完成情况表》“读取情况”。";
  }
  return out.empty() ? "没有待下达、无数据的目标，给出的材料都已读取。" : out;
}

std::vector<std::string> first_steps(const RunFindings& run, const Digest& d) {
  std::vector<std::string> steps;
  // Orders in the order of what they are about.
  std::vector<const plan::Order*> orders;
  for (const auto* status : d.risky)
    for (const auto& order : run.orders)
      for (const auto& matter : order.matters)
        if (matter.target_id == status->target.id && std::find(orders.begin(), orders.end(), &order) == orders.end())
          orders.push_back(&order);
  for (const auto& order : run.orders)
    if (std::find(orders.begin(), orders.end(), &order) == orders.end()) orders.push_back(&order);
  for (const auto* order : orders) {
    steps.push_back("督办" + order->owner + "：" + shortened(order->about, 44) +
                    (order->due ? "，" + calendar::to_chinese(*order->due) + "前办理" : "") + "。");
  }
  if (!d.awaiting.empty())
    steps.push_back("向上级主管部门要来" + names_of(d.awaiting, 24) + "的下达文件，补入目标值。");
  if (!d.without_data.empty()) steps.push_back("补入" + names_of(d.without_data, 24) + "的已公布数据，重新运行。");
  if (steps.empty()) steps.push_back("保持监测，下次数据公布后重新运行。");
  return steps;
}

}  // namespace

Draft risk_page(const RunFindings& run) {
  const Digest d = digest_of(run);
  const Places places(*run.reading);
  Sources sources;
  Page page;
  const std::string title = d.area + d.year + "计划目标风险与原因";
  page.add(paragraph(Role::title, shortened(title, 38)));
  page.add(paragraph(Role::subtitle, "（数据截至" + d.asof + "）"));
  page.add(paragraph(Role::body, summary(run, d)));

  // The end of the page is set first: what is unknown and what to do are never pushed off it.
  const auto unknown = paragraph(Role::note, unknowns(run, d, 60));
  std::vector<DraftParagraph> steps;
  for (const auto& step : first_steps(run, d)) {
    if (steps.size() == 3) break;
    steps.push_back(paragraph(Role::note, std::to_string(steps.size() + 1) + "．" + step));
  }
  double tail = 2 * 28.95 + points_of(unknown);
  for (const auto& step : steps) tail += points_of(step);

  if (!d.risky.empty()) {
    page.add(paragraph(Role::heading1, "一、可能完不成的目标"));
    DraftTable table = risk_table();
    const auto rest_line = [&](std::size_t left) {
      return paragraph(Role::note, "其余" + std::to_string(left) + "项可能完不成的目标见《目标完成情况表》。");
    };
    const double for_table = page.left() - tail;
    for (std::size_t i = 0; i < d.risky.size(); ++i) {
      table.rows.push_back(risk_row(*d.risky[i], places, sources));
      const bool last = i + 1 == d.risky.size();
      if (points_of(table) + (last ? 0 : points_of(rest_line(1))) > for_table) {
        table.rows.pop_back();
        break;
      }
    }
    const auto left = d.risky.size() - table.rows.size();
    if (!table.rows.empty()) page.add(std::move(table));
    if (left > 0) page.add(rest_line(left));
  } else {
    page.add(paragraph(Role::heading1, "一、可能完不成的目标"));
    page.add(paragraph(Role::note, d.judged == 0 ? "尚无依据判断。" : "没有。"));
  }
  page.add(paragraph(Role::heading1, "二、尚不清楚的"));
  page.add(unknown);
  page.add(paragraph(Role::heading1, "三、先做什么"));
  for (auto& step : steps) page.add(std::move(step));
  if (!d.risky.empty() && page.left() > 40)
    page.add(
        paragraph(Role::note, "注：推算数、预计数不是公布数；各数来源和判断方法见《目标完成情况表》《月度反馈》。"));

  Draft draft = page.take();
  draft.title = title;
  draft.author = d.office;
  draft.page_numbers = false;
  return draft;
}

}  // namespace report
