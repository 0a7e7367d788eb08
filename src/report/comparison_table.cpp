#include "report/comparison_table.hpp"

#include "report/cells.hpp"

namespace report {
namespace {

using document::DraftSheet;
using plan::Fate;

Tone tone_of(Fate fate) {
  switch (fate) {
    case Fate::kept:
      return Tone::good;
    case Fate::missed:
      return Tone::bad;
    case Fate::rescoped:
    case Fate::dropped:
      return Tone::watch;
    case Fate::told:
      return Tone::muted;
  }
  return Tone::none;
}

std::string where(const plan::Quote& q) { return "第" + std::to_string(q.paragraph) + "段"; }

DraftSheet promises(const ComparisonFindings& found, bool measures) {
  DraftSheet sheet;
  sheet.name = measures ? "任务" : "目标";
  int count[5] = {};
  for (const auto& p : found.comparison.promises)
    if (p.measure == measures) ++count[static_cast<int>(p.fate)];
  std::string summary;
  for (const Fate fate : {Fate::kept, Fate::missed, Fate::rescoped, Fate::dropped, Fate::told}) {
    if (count[static_cast<int>(fate)] == 0) continue;
    summary += (summary.empty() ? "" : "，") + plan::to_chinese(fate) + std::to_string(count[static_cast<int>(fate)]);
  }
  sheet.preamble = {
      found.area + (found.year != 0 ? std::to_string(found.year) + "年" : "") + (measures ? "任务对照" : "目标对照"),
      "上年：" + found.last_file + "　今年：" + found.now_file + (summary.empty() ? "" : "　" + summary)};
  sheet.header = {"编号", "目标或任务", "上年怎么说", "位置", "今年怎么说", "位置", "结果", "说明", "今年计划又写了"};
  sheet.widths = {7, 26, 36, 9, 36, 9, 11, 40, 10};
  for (const auto& p : found.comparison.promises) {
    if (p.measure != measures) continue;
    sheet.rows.push_back({text_cell(p.id), text_cell(p.about, p.headline ? Tone::none : Tone::muted),
                          text_cell(p.promised.words), text_cell(where(p.promised)),
                          text_cell(p.outcome ? p.outcome->words : "—"), text_cell(p.outcome ? where(*p.outcome) : ""),
                          text_cell(plan::to_chinese(p.fate), tone_of(p.fate)), text_cell(p.why),
                          text_cell(p.again ? "是" : "")});
  }
  return sheet;
}

DraftSheet figures(const ComparisonFindings& found) {
  DraftSheet sheet;
  sheet.name = "数字";
  sheet.preamble = {"两年数字对照", "差额按印出的数相减；增速之间不相减"};
  sheet.header = {"指标", "上年", "位置", "今年", "位置", "差额", "单位", "请核对"};
  sheet.widths = {34, 28, 9, 28, 9, 14, 10, 34};
  for (const auto& f : found.comparison.figures) {
    sheet.rows.push_back({text_cell(f.about), text_cell(f.before.words), text_cell(where(f.before)),
                          text_cell(f.now.words), text_cell(where(f.now)), number_cell(f.difference),
                          text_cell(f.difference ? f.unit : ""), text_cell(f.doubt, Tone::bad)});
  }
  return sheet;
}

DraftSheet stages(const ComparisonFindings& found) {
  DraftSheet sheet;
  sheet.name = "进度用词";
  sheet.preamble = {"同一件事，两年的说法", "前进：说法更靠后或版本更新；后退的请核对"};
  sheet.header = {"事项", "上年用词", "今年用词", "变化", "上年原文", "位置", "今年原文", "位置"};
  sheet.widths = {26, 12, 12, 8, 40, 9, 40, 9};
  for (const auto& s : found.comparison.stages) {
    sheet.rows.push_back({text_cell(s.thing), text_cell(s.before_word), text_cell(s.now_word),
                          s.direction > 0   ? text_cell("前进", Tone::good)
                          : s.direction < 0 ? text_cell("后退", Tone::bad)
                                            : text_cell("相当"),
                          text_cell(s.before.words), text_cell(where(s.before)), text_cell(s.now.words),
                          text_cell(where(s.now))});
  }
  return sheet;
}

DraftSheet runs(const ComparisonFindings& found) {
  DraftSheet sheet;
  sheet.name = "连续";
  sheet.preamble = {"连续几年的位次和荣誉", "每年应加一"};
  sheet.header = {"结果", "说明"};
  sheet.widths = {12, 90};
  for (const auto& f : found.comparison.runs.findings)
    sheet.rows.push_back({text_cell("对不上", Tone::bad), text_cell(f.say)});
  for (const auto& c : found.comparison.runs.confirmed) {
    std::string say = c.value;
    for (const auto& input : c.inputs) say += "；" + input.label + "“" + input.value + "”";
    sheet.rows.push_back({text_cell("对得上", Tone::good), text_cell(std::move(say))});
  }
  for (const auto& n : found.comparison.runs.not_checkable)
    sheet.rows.push_back({text_cell("无法核对", Tone::muted), text_cell(n.why)});
  return sheet;
}

DraftSheet refused(const ComparisonFindings& found) {
  DraftSheet sheet;
  sheet.name = "不能比的";
  sheet.preamble = {"看着相像、没有拿来比的", "并列在这里，由人判断"};
  sheet.header = {"上年", "位置", "今年", "位置", "为什么不比"};
  sheet.widths = {40, 9, 40, 9, 60};
  for (const auto& r : found.comparison.refused) {
    sheet.rows.push_back({text_cell(r.before.words), text_cell(where(r.before)), text_cell(r.now.words),
                          text_cell(where(r.now)), text_cell(r.why)});
  }
  return sheet;
}

}  // namespace

document::DraftWorkbook comparison_table(const ComparisonFindings& found) {
  document::DraftWorkbook book;
  book.title = found.area + "两年报告对照表";
  book.sheets = {promises(found, false), promises(found, true), figures(found),
                 stages(found),          runs(found),           refused(found)};
  return book;
}

}  // namespace report
