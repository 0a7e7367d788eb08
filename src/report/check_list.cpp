#include <algorithm>

#include "reading/explain.hpp"
#include "report/cells.hpp"
#include "report/check_words.hpp"
#include "report/digest.hpp"
#include "report/documents.hpp"
#include "report/places.hpp"
#include "report/status_words.hpp"

// 核对清单.xlsx
namespace report {
namespace {

using document::DraftSheet;
using document::DraftWorkbook;
using document::SheetCell;
using reading::Figure;

std::string inputs_words(const std::vector<plan::Input>& inputs) {
  std::string out;
  for (const auto& input : inputs) {
    out += (out.empty() ? "" : "\n") + input.label + (input.value.empty() ? "" : "：" + input.value) +
           (input.source.empty() ? "" : "（" + input.source + "）");
  }
  return out;
}

std::string span_words(const Places& places, const std::vector<base::Span>& spans) {
  std::string out;
  for (const auto& span : spans) out += (out.empty() ? "" : "\n") + places.in_context(span, 18);
  return out;
}

DraftSheet findings_sheet(const RunFindings& run, const Digest& d, const Places& places) {
  DraftSheet sheet;
  sheet.name = "发现";
  sheet.preamble = {d.area + d.year + "计划报告核对清单",
                    "共核对" + std::to_string(run.check.checked) + "次：差错" + std::to_string(d.errors) + "处、疑点" +
                        std::to_string(d.warnings) + "处、提示" + std::to_string(d.notes) + "处；" +
                        rest_of_check(run.check) + "。位置按非空段落计数，【】内为所指文字。"};
  sheet.header = {"级别", "核对什么", "原文", "位置", "核对依据", "应为", "实为", "建议表述"};
  sheet.widths = {9, 15, 38, 9, 40, 15, 15, 40};
  for (const auto& finding : run.check.findings) {
    const Tone tone = finding.severity == plan::Severity::error     ? Tone::bad
                      : finding.severity == plan::Severity::warning ? Tone::watch
                                                                    : Tone::muted;
    sheet.rows.push_back({text_cell(severity_words(finding.severity), tone), text_cell(rule_words(finding.rule)),
                          text_cell(span_words(places, finding.spans)), text_cell(places.shown(finding.spans)),
                          text_cell(inputs_words(finding.inputs)), text_cell(finding.expected),
                          text_cell(finding.found), text_cell(finding.say)});
  }
  if (sheet.rows.empty()) sheet.rows.push_back({text_cell(""), text_cell("没有发现不符")});
  return sheet;
}

DraftSheet confirmed_sheet(const RunFindings& run, const Places& places) {
  DraftSheet sheet;
  sheet.name = "一致";
  sheet.preamble = {"核对一致的数字"};
  sheet.header = {"核对什么", "原文", "位置", "核对依据", "核对所得"};
  sheet.widths = {20, 50, 10, 70, 24};
  for (const auto& c : run.check.confirmed)
    sheet.rows.push_back({text_cell(rule_topic(c.rule)), text_cell(span_words(places, c.spans)),
                          text_cell(places.shown(c.spans)), text_cell(inputs_words(c.inputs)), text_cell(c.value)});
  if (sheet.rows.empty()) sheet.rows.push_back({text_cell("没有可以互相印证的数字")});
  return sheet;
}

std::string nature_words(const Figure& figure) {
  std::string out;
  switch (figure.status) {
    case reading::FigureStatus::achieved:
      out = "结果";
      break;
    case reading::FigureStatus::target:
      out = "目标";
      break;
    case reading::FigureStatus::planned:
      out = "计划安排";
      break;
    case reading::FigureStatus::context:
      out = "背景";
      break;
  }
  if (figure.estimate) out += "、预计";
  if (figure.cumulative) out += "、累计";
  if (figure.record) out += "、创纪录";
  return out;
}

std::string kind_words(reading::Kind kind) {
  switch (kind) {
    case reading::Kind::level:
      return "总量";
    case reading::Kind::count:
      return "个数";
    case reading::Kind::growth:
      return "增速";
    case reading::Kind::share:
      return "占比";
    case reading::Kind::completion:
      return "完成率";
    case reading::Kind::per_capita:
      return "人均";
    case reading::Kind::rank:
      return "位次";
    case reading::Kind::threshold:
      return "门槛";
    case reading::Kind::difference:
      return "增减";
    case reading::Kind::index:
      return "指数";
  }
  return {};
}

std::string basis_words(const Figure& figure) {
  std::string out = kind_words(figure.kind);
  if (!figure.change) return out;
  const auto& change = *figure.change;
  const char* direction = change.direction == reading::ChangeDirection::up     ? "增"
                          : change.direction == reading::ChangeDirection::down ? "降"
                          : change.direction == reading::ChangeDirection::flat ? "持平"
                                                                               : "";
  std::string basis = change.basis == "yoy"                   ? "同比"
                      : change.basis == "comparable"          ? "可比口径"
                      : change.basis == "vs_half_year"        ? "比上半年"
                      : change.basis == "vs_national"         ? "比全国"
                      : change.basis == "vs_province_average" ? "比全省平均"
                                                              : "";
  if (!change.excluding.empty()) basis = "剔除" + change.excluding;
  const std::string amount = change.value ? change.value->to_string() + change.unit : "";
  if (basis.empty() && amount.empty() && *direction == '\0') return out;
  return out + "\n" + basis + direction + amount;
}

std::string value_words(const Figure& figure) {
  if (figure.rank) return "第" + std::to_string(figure.rank->position) + (figure.rank->tie ? "（并列）" : "");
  if (!figure.value) return {};
  std::string out = figure.value->to_string();
  if (figure.value_max) out += "—" + figure.value_max->to_string();
  switch (figure.qualifier) {
    case reading::Qualifier::about:
      return out + "左右";
    case reading::Qualifier::nearly:
      return "近" + out;
    case reading::Qualifier::over:
      return "超" + out;
    case reading::Qualifier::at_least:
      return "不少于" + out;
    case reading::Qualifier::at_most:
      return "不超过" + out;
    case reading::Qualifier::exact:
    case reading::Qualifier::range:
      break;
  }
  return out;
}

bool touches(const std::vector<base::Span>& spans, const Figure& figure) {
  return std::any_of(spans.begin(), spans.end(), [&](const base::Span& s) { return s.overlaps(figure.span); });
}

// What the check says of a figure, the gravest first.
SheetCell result_cell(const RunFindings& run, const Figure& figure) {
  for (const auto& finding : run.check.findings)
    if (touches(finding.spans, figure))
      return text_cell(severity_words(finding.severity) + "：" + rule_words(finding.rule),
                       finding.severity == plan::Severity::error     ? Tone::bad
                       : finding.severity == plan::Severity::warning ? Tone::watch
                                                                     : Tone::muted);
  for (const auto& c : run.check.confirmed) {
    if (!touches(c.spans, figure)) continue;
    std::string source;
    for (const auto& input : c.inputs)
      if (!input.span && !input.source.empty()) source = input.source;
    return text_cell("一致" + (source.empty() ? "" : "：" + source), Tone::good);
  }
  for (const auto& n : run.check.not_checkable)
    if (touches(n.spans, figure))
      return text_cell((n.rule == "uncompared" ? "没有比：" : "无法核对：") + n.why, Tone::muted);
  return text_cell(run.known.empty() ? "没有给出公布数据" : "没有可核对的数据", Tone::muted);
}

DraftSheet figures_sheet(const RunFindings& run, const Places& places) {
  DraftSheet sheet;
  sheet.name = "全部数字";
  sheet.preamble = {"报告中的全部数字",
                    "共" + std::to_string(run.reading->figures.size()) + "个，按原文顺序；【】内为该数字。"};
  sheet.header = {"编号", "原文", "指标", "值", "单位", "口径", "期间", "性质", "核对结果和来源", "位置"};
  sheet.widths = {8, 46, 22, 14, 8, 16, 8, 12, 36, 9};
  for (const auto& figure : run.reading->figures) {
    const bool plain =
        !figure.rank && figure.value && !figure.value_max && figure.qualifier == reading::Qualifier::exact;
    sheet.rows.push_back({text_cell(figure.id), text_cell(places.in_context(figure.span, 16)),
                          text_cell(figure.indicator),
                          plain ? number_cell(figure.value) : text_cell(value_words(figure)), text_cell(figure.unit),
                          text_cell(basis_words(figure)), text_cell(figure.period), text_cell(nature_words(figure)),
                          result_cell(run, figure), text_cell(places.shown(figure.span))});
  }
  return sheet;
}

DraftSheet not_checkable_sheet(const RunFindings& run, const Places& places) {
  DraftSheet sheet;
  sheet.name = "无法核对";
  sheet.preamble = {"无法核对的数字及原因"};
  sheet.header = {"核对什么", "原文", "位置", "为什么无法核对"};
  sheet.widths = {22, 56, 10, 70};
  for (const auto& n : run.check.not_checkable) {
    // One row a reason; each figure has its own in 全部数字.
    const bool counted = n.rule == "uncompared";
    sheet.rows.push_back(
        {text_cell(rule_topic(n.rule)),
         text_cell(counted ? std::to_string(n.spans.size()) + "个数，见“全部数字”" : span_words(places, n.spans)),
         text_cell(counted ? "" : places.shown(n.spans)), text_cell(n.why)});
  }
  if (sheet.rows.empty()) sheet.rows.push_back({text_cell("没有")});
  return sheet;
}

// What the reader of the text was not sure of: a person decides.
DraftSheet undecided_sheet(const RunFindings& run, const Places& places) {
  constexpr double unsure = 0.6;
  DraftSheet sheet;
  sheet.name = "读者未决";
  sheet.preamble = {"程序没有把握、请人看一眼的文字", "包括没有归类的数字，以及把握不足六成的数字、目标和任务。"};
  sheet.header = {"类别", "编号", "原文", "位置", "程序的理解", "依据"};
  sheet.widths = {14, 9, 60, 10, 40, 40};
  for (const auto& span : run.reading->unaccounted)
    sheet.rows.push_back({text_cell("未归类的数字", Tone::watch), text_cell(""), text_cell(places.in_context(span, 20)),
                          text_cell(places.shown(span)), text_cell("没有认出"), text_cell("")});
  for (const auto& figure : run.reading->figures) {
    if (figure.confidence >= unsure) continue;
    std::string why;
    for (const auto& w : reading::reasons(run.reading->text, figure)) why += (why.empty() ? "" : "；") + w;
    sheet.rows.push_back(
        {text_cell("数字"), text_cell(figure.id), text_cell(places.in_context(figure.span, 20)),
         text_cell(places.shown(figure.span)),
         text_cell(figure.indicator + (figure.indicator.empty() ? "" : "：") + value_words(figure) + figure.unit),
         text_cell(why)});
  }
  for (const auto& target : run.reading->targets)
    if (target.confidence < unsure)
      sheet.rows.push_back({text_cell("目标"), text_cell(target.id), text_cell(places.in_context(target.span, 12)),
                            text_cell(places.shown(target.span)), text_cell(target.indicator), text_cell("")});
  for (const auto& measure : run.reading->measures)
    if (measure.confidence < unsure)
      sheet.rows.push_back({text_cell("任务"), text_cell(measure.id), text_cell(places.in_context(measure.span, 12)),
                            text_cell(places.shown(measure.span)), text_cell(measure.action + measure.object),
                            text_cell("")});
  if (sheet.rows.empty()) sheet.rows.push_back({text_cell("没有")});
  return sheet;
}

}  // namespace

DraftWorkbook check_list(const RunFindings& run) {
  const Digest d = digest_of(run);
  const Places places(*run.reading);
  DraftWorkbook book;
  book.title = d.area + d.year + "计划报告核对清单";
  book.author = d.office;
  book.sheets = {findings_sheet(run, d, places), confirmed_sheet(run, places), figures_sheet(run, places),
                 not_checkable_sheet(run, places), undecided_sheet(run, places)};
  return book;
}

}  // namespace report
