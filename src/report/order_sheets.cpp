#include <algorithm>

#include "plan/orders_offices.hpp"
#include "report/digest.hpp"
#include "report/documents.hpp"
#include "report/page_room.hpp"
#include "report/status_words.hpp"

// 督办单.docx: a page an owner. An order asks for deeds; it never asks for a number (统计法 第六条).
namespace report {
namespace {

using document::Draft;
using document::DraftParagraph;
using document::DraftTable;
using document::PageBreak;
using Role = DraftParagraph::Role;

const plan::TargetStatus* status_of(const RunFindings& run, const std::string& target_id) {
  const auto at =
      std::find_if(run.targets.begin(), run.targets.end(), [&](const auto& s) { return s.target.id == target_id; });
  return target_id.empty() || at == run.targets.end() ? nullptr : &*at;
}

// The number that bore the matter, its source beside it, derived figures marked; the order's own words where the target
// is unknown.
std::string evidence(const RunFindings& run, const plan::Matter& matter, const Places& places, bool in_full) {
  const auto* status = status_of(run, matter.target_id);
  if (status == nullptr || !status->latest) return matter.evidence;
  Sources sources;
  std::string out =
      "目标：" + shortened(aim_of(*status, places), 40) + "（计划报告" + places.shown(status->target.span) + "）。";
  out += latest_line(*status, sources).in_brackets() + "（来源：" + source_words(status->latest->fact) + "）。";
  if (in_full)
    for (const auto& line : {pace_line(*status), need_line(*status)})
      if (!line.empty()) out += line.in_brackets() + "。";
  if (const auto line = forecast_line(*status); !line.empty()) out += line.in_brackets() + "。";
  return out;
}

std::string number_of(const RunFindings& run, std::size_t i) {
  if (!run.orders[i].number.empty()) return run.orders[i].number;
  std::string day = calendar::to_string(run.asof);
  std::erase(day, '-');
  const auto n = std::to_string(i + 1);
  return day + "-" + (n.size() < 2 ? "0" + n : n);
}

std::string numbered(const std::vector<std::string>& items) {
  if (items.size() == 1) return items.front();
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) out += (i == 0 ? "" : "\n") + std::to_string(i + 1) + ". " + items[i];
  return out;
}

std::vector<std::string> without_repeats(std::vector<std::string> items) {
  std::vector<std::string> out;
  for (auto& item : items)
    if (!item.empty() && std::find(out.begin(), out.end(), item) == out.end()) out.push_back(std::move(item));
  return out;
}

// A page an owner: small type first, then shorter evidence, then fewer matters told in full.
struct FormRoom {
  bool small = false;
  bool in_full = true;
  std::size_t most = 1;

  bool tighter() {
    if (!small) return small = true;
    if (in_full) {
      in_full = false;
      return true;
    }
    return most > 1 && --most > 0;
  }
};

// Some target of the order is lost or clearly behind; else its year's end is only uncertain.
bool behind(const RunFindings& run, const plan::Order& order) {
  const auto of_project = [](const plan::Matter& m) { return m.target_id.starts_with("项目/"); };
  if (std::ranges::any_of(order.matters, of_project)) return true;
  return std::ranges::any_of(run.targets, [&](const plan::TargetStatus& s) {
    const bool named = std::ranges::any_of(order.matters, [&](const auto& m) { return m.target_id == s.target.id; });
    return named && (s.verdict == plan::Verdict::off_track || s.verdict == plan::Verdict::missed);
  });
}

// The bureau gives itself no order to sign for: its own matters are worked off on a sheet inside the house.
bool own(const RunFindings& run, const plan::Order& order) {
  return plan::is_own_bureau(order.owner, plan::jurisdiction_of(*run.reading));
}

// The day to answer by and what follows when it passes.
std::string answer_by(const RunFindings& run, const plan::Order& order) {
  const bool raised = order.state == plan::to_string(plan::OrderState::escalated);
  const std::string leader = plan::government_of(run.reading->area) + "分管领导";
  if (!order.due) return "由签发人确定" + (order.due_refused.empty() ? std::string() : "（" + order.due_refused + "）");
  const std::string day = calendar::to_chinese(*order.due);
  if (*order.due < run.asof) {
    return "原定" + day + "前反馈，期限已过" +
           (raised ? "；已提级，由" + leader + "专题调度，责任单位到会说明原因和措施" : "") + "；事项按销号标准销号";
  }
  return day + "前反馈原因和措施" + (raised ? "；已提级，到期仍不反馈的，由" + leader + "专题调度" : "") +
         "；事项按销号标准销号";
}

DraftTable form_of(const RunFindings& run, const plan::Order& order, const Places& places, const FormRoom& room) {
  std::vector<std::string> about, because, closes;
  const bool inside = own(run, order);
  const auto standing = [&](const plan::Matter& matter) {
    const auto state = plan::parse_order_state(matter.state);
    if (!state || (*state == plan::OrderState::issued && matter.months == 1)) return std::string();
    return "（" + (matter.months > 1 ? "续办第" + std::to_string(matter.months) + "个月，" : std::string()) +
           plan::to_chinese(*state, inside) + "）";
  };
  for (const auto& matter : order.matters) {
    if (about.size() == room.most) {
      about.push_back("其余" + std::to_string(order.matters.size() - room.most) +
                      "项见《目标完成情况表》，要求和销号标准相同");
      break;
    }
    about.push_back(matter.about + standing(matter));
    because.push_back(evidence(run, matter, places, room.in_full));
    closes.push_back(matter.closes_on);
  }
  if (order.matters.empty()) {
    about = {order.about};
    because = {order.evidence};
    closes = {order.closes_on};
  }
  DraftTable form;
  form.small = room.small;
  form.widths = {1, 4.6};
  form.rows = {
      {inside ? "承办单位" : "责任单位", inside ? order.owner + "（本局）" : order.owner},
      {"督办事项", numbered(about)},
      {"依　　据\n（数据及\n来源）", numbered(because)},
      {"要　　求",
       std::string(behind(run, order) ? "查明进度落后的原因，研究提出补救措施"
                                      : "完成年度目标尚有不确定性，请分析研判影响因素，研究提出巩固和补救措施") +
           "，明确责任人和时间节点，抓好组织实施；需要上级或其他部门协调解决的问题一并书面反馈。"
           "依照《中华人民共和国统计法》，本单不要求报送任何统计数值，任何单位和个人不得自行修改统计资料、编造虚假统计"
           "数据"
           "。"},
      {"销号标准", numbered(without_repeats(closes))},
      {"反馈期限", answer_by(run, order)},
      {"签　　发", "签发人：　　　　　　　　　　　年　　月　　日"},
      {inside ? "承　　办" : "签　　收",
       std::string(inside ? "承办科室和承办人：　　　　　　" : "签收人：　　　　　　　　　　　") + "年　　月　　日"},
  };
  return form;
}

}  // namespace

Draft order_sheets(const RunFindings& run) {
  const Digest d = digest_of(run);
  const Places places(*run.reading);
  Draft draft;
  draft.title = d.area + d.year + "计划目标督办单";
  draft.author = d.office;
  draft.page_numbers = false;
  if (run.orders.empty()) {
    draft.blocks.emplace_back(paragraph(Role::title, "督办单"));
    draft.blocks.emplace_back(paragraph(Role::subtitle, "（数据截至" + d.asof + "）"));
    draft.blocks.emplace_back(paragraph(Role::body, d.judged == 0 ? "没有可以判断的目标，本期不产生督办事项。"
                                                                  : "已判断的目标进度正常，本期没有需要督办的事项。"));
    return draft;
  }
  for (std::size_t i = 0; i < run.orders.size(); ++i) {
    if (i > 0) draft.blocks.emplace_back(PageBreak{});
    const auto& order = run.orders[i];
    const bool urged = order.state == "reminded" || order.state == "overdue";
    const bool raised = order.state == "escalated";
    const auto title = paragraph(Role::title, balanced_title({d.area + d.year, own(run, order) ? "计划目标内部办理单"
                                                                               : raised ? "计划目标督办单（提级）"
                                                                               : urged ? "计划目标督办单（催办）"
                                                                                       : "计划目标督办单"}));
    const auto number = paragraph(Role::subtitle, "编号：" + number_of(run, i));
    const double room_left = page_points - points_of(title) - points_of(number) - 45;
    FormRoom room;
    room.most = std::max<std::size_t>(run.orders[i].matters.size(), 1);
    auto form = form_of(run, run.orders[i], places, room);
    while (points_of(form) > room_left && room.tighter()) form = form_of(run, run.orders[i], places, room);
    draft.blocks.emplace_back(title);
    draft.blocks.emplace_back(number);
    draft.blocks.emplace_back(std::move(form));
  }
  return draft;
}

}  // namespace report
