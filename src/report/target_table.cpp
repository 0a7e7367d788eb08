#include <algorithm>

#include "plan/verdict_words.hpp"
#include "report/cells.hpp"
#include "report/digest.hpp"
#include "report/documents.hpp"
#include "report/project_table.hpp"
#include "report/replies_view.hpp"
#include "report/status_words.hpp"

// 目标完成情况表.xlsx
namespace report {
namespace {

using document::DraftSheet;
using document::DraftWorkbook;
using document::SheetCell;
using plan::TargetStatus;

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

std::string period_words(const facts::Fact& fact) {
  const char* span = fact.span == facts::Span::current ? "（当期）" : fact.span == facts::Span::point ? "（时点）" : "";
  return calendar::to_chinese(fact.period) + span;
}

std::string basis_words(const TargetStatus& s) {
  const auto& fact = s.latest->fact;
  std::vector<std::string> basis;
  if (fact.growth_pct) {
    const bool constant = s.indicator != nullptr && s.indicator->growth_is_constant_price;
    basis.push_back(!fact.growth_basis.empty() ? fact.growth_basis : constant ? "同比，不变价" : "同比");
  }
  for (const auto& other : s.latest->other_bases)
    if (other.growth_pct) basis.push_back("另：" + growth_with_basis(other, s.indicator));
  if (fact.status == facts::Status::derived) basis.push_back("推算数");
  if (fact.status == facts::Status::estimate) basis.push_back("预计数");
  return joined(basis, "\n");
}

// 期间, 最新值, 增速, 增速口径
void add_latest(std::vector<SheetCell>& row, const TargetStatus& s) {
  if (!s.latest && s.handed_in) {
    auto value = number_cell(s.handed_in->value, Tone::derived);
    value.unit = s.handed_in->unit;
    row.push_back(text_cell(period_words(*s.handed_in)));
    row.push_back(std::move(value));
    row.push_back(text_cell("—", Tone::muted));
    row.push_back(text_cell("项目表，单位报送\n" + s.handed_in->note, Tone::derived));
    return;
  }
  if (!s.latest) {
    for (const char* text : {"暂无数据", "—", "—", ""}) row.push_back(text_cell(text, Tone::muted));
    return;
  }
  const auto& fact = s.latest->fact;
  const Tone tone = fact.status == facts::Status::published ? Tone::none : Tone::derived;
  row.push_back(text_cell(period_words(fact)));
  auto value = fact.value ? number_cell(fact.value, tone) : text_cell("—", Tone::muted);
  value.unit = fact.unit;
  if (const auto& recorded = s.latest->in_other_unit)
    value.comment = "来源写作" + recorded->value->to_string() + recorded->unit;
  row.push_back(std::move(value));
  row.push_back(fact.growth_pct ? number_cell(fact.growth_pct, tone) : text_cell("—", Tone::muted));
  row.push_back(text_cell(basis_words(s)));
}

// 完成占比, 时序进度, 季节进度, 后期所需, 所需增速, 全年预测, 可能性
void add_outlook(std::vector<SheetCell>& row, const TargetStatus& s) {
  auto share = share_cell(s.attained_share, Tone::derived);
  if (s.attained_share && s.level_needed && s.latest)
    share.comment = "推算。折合目标总量" + s.level_needed->to_string() + s.latest->fact.unit;
  row.push_back(std::move(share));
  row.push_back(share_cell(s.linear_pace));
  if (s.seasonal_pace) {
    const bool derived = s.seasonal_pace->derived;
    row.push_back(text_cell(seasonal_words(*s.seasonal_pace) + (derived ? "\n（推算）" : ""),
                            derived ? Tone::derived : Tone::none, s.seasonal_pace->warning));
  } else {
    row.push_back(text_cell(s.latest && !s.season_note.empty() ? "不比较" : "", Tone::muted, s.season_note));
  }
  const std::string need = need_line(s).plain();
  row.push_back(text_cell(need, Tone::derived));
  // Told where something is left to do, as in the words beside it.
  row.push_back(s.needed_growth_pct && !need.empty() ? number_cell(s.needed_growth_pct, Tone::derived) : text_cell(""));
  if (!s.forecast) {
    row.push_back(text_cell(""));
    row.push_back(text_cell(""));
    return;
  }
  row.push_back(text_cell(
      forecast_value(s, s.forecast->mean) + "\n" + forecast_value(s, s.forecast->lo80) + "至" +
          forecast_value(s, s.forecast->hi80),
      Tone::derived, (s.forecast->method.empty() ? "" : "方法：" + s.forecast->method + "。") + "区间为八成把握。"));
  row.push_back(text_cell(s.probability ? plan::chance_words(*s.probability) : "", Tone::derived));
}

std::vector<SheetCell> target_row(const TargetStatus& s, const Places& places) {
  std::vector<SheetCell> row;
  row.push_back(text_cell(name_of(s), Tone::none, class_of(s.target)));
  row.push_back(text_cell(aim_of(s, places), Tone::none, "原文：" + places.words(s.target.span)));
  add_latest(row, s);
  add_outlook(row, s);
  row.push_back(text_cell(verdict_label(s.verdict), verdict_tone(s.verdict)));
  row.push_back(text_cell(s.why, Tone::none, joined(s.notes, "；")));
  row.push_back(text_cell(s.latest ? source_words(s.latest->fact) : s.handed_in ? s.handed_in->source.text : ""));
  row.push_back(text_cell(places.shown(s.target.span)));
  return row;
}

DraftSheet targets_sheet(const RunFindings& run, const Digest& d, const Places& places) {
  DraftSheet sheet;
  sheet.name = "目标";
  sheet.preamble = {
      d.area + d.year + "国民经济和社会发展计划目标完成情况表",
      "数据截至" + d.asof + "。共" + std::to_string(run.targets.size()) + "项目标，其中主要预期目标" +
          std::to_string(d.headline.size()) + "项（列在前面）。" +
          (d.judged > 0 ? "已判断" + std::to_string(d.judged) + "项：" + verdict_counts(d.count) + "；" : "") +
          "目标值待下达" + std::to_string(d.awaiting.size()) + "项，" +
          (d.handed_in.empty() ? "" : "只有项目表的数" + std::to_string(d.handed_in.size()) + "项，") + "暂无数据" +
          std::to_string(d.without_data.size()) + "项。未能读取的内容见“读取情况”表。",
      "斜体深蓝为推算数或预计数，不是公布数；时序进度和季节进度都算到最新数据期末。“左右”允许低" +
          run.settings.about_tolerance_pp.reduced().to_string() + "个百分点；可能性不低于" +
          base::Decimal::from_double(run.settings.on_track_chance * 100).rounded(0).to_string() + "%为进度正常，低于" +
          base::Decimal::from_double(run.settings.at_risk_chance * 100).rounded(0).to_string() +
          "%为明显落后，中间为有风险。"};
  sheet.header = {"指标",
                  "目标",
                  "期间",
                  "最新值",
                  "增速\n（%）",
                  "增速口径",
                  "完成占比\n（推算）",
                  "时序\n进度",
                  "季节进度\n（上年同期）",
                  "后期所需\n（推算）",
                  "所需增速\n（%，推算）",
                  "全年预计\n（八成区间）",
                  "达标可能\n（预计）",
                  "判断",
                  "一句话理由",
                  "来源",
                  "原文\n位置"};
  sheet.widths = {16, 15, 12, 13, 8, 11, 10, 9, 13, 15, 9, 14, 10, 12, 36, 22, 8};
  for (const auto* list : {&d.headline, &d.others})
    for (const auto* status : *list) sheet.rows.push_back(target_row(*status, places));
  return sheet;
}

// 本月进展, 来源, 需协调事项, 匹配把握; several replies a line each.
void add_replies(std::vector<SheetCell>& row, const std::vector<ReplyShown>& replies) {
  std::vector<std::string> done, sources, asks, sure, notes;
  bool doubtful = false;
  for (const auto& shown : replies) {
    done.push_back(reply_done(shown));
    sources.push_back(reply_source(*shown.reply));
    if (const auto ask = reply_asks(*shown.reply); !ask.empty()) asks.push_back(ask);
    sure.push_back(match_words(shown));
    notes.push_back(shown.match->because);
    for (const auto& note : shown.reply->notes) notes.push_back(note.text);
    doubtful = doubtful || shown.reply->state == plan::MatchState::to_confirm;
  }
  row.push_back(replies.empty() ? text_cell("没有反馈", Tone::muted) : text_cell(joined(done, "\n")));
  row.push_back(text_cell(joined(sources, "\n")));
  row.push_back(text_cell(joined(asks, "\n")));
  row.push_back(text_cell(joined(sure, "\n"), doubtful ? Tone::watch : Tone::none, joined(notes, "；")));
}

DraftSheet tasks_sheet(const RunFindings& run, const Digest& d, const Places& places) {
  DraftSheet sheet;
  sheet.name = "任务";
  sheet.preamble = {
      d.area + d.year + "国民经济和社会发展计划任务分解表",
      "共" + std::to_string(run.tasks.size()) +
          "项任务，按报告原文顺序。责任单位由程序按职能词建议，“依据词”是判断所据的原文用词，请按本地职能分工核定。"};
  sheet.header = {"编号", "章节", "任务", "建议责任单位", "依据词", "时限", "量化目标", "原文\n位置"};
  sheet.widths = {8, 22, 62, 24, 18, 14, 28, 9};
  const bool told = !run.replies.empty();
  if (told) {
    for (const char* name : {"本月进展\n（责任单位报告）", "来源", "需协调事项", "匹配把握"})
      sheet.header.emplace_back(name);
    for (const double width : {44.0, 26.0, 30.0, 16.0}) sheet.widths.push_back(width);
  }
  for (std::size_t t = 0; t < run.tasks.size(); ++t) {
    const auto& task = run.tasks[t];
    const auto& m = task.measure;
    std::string section = section_number(m.section);
    if (!m.heading.empty()) section += (section.empty() ? "" : "\n") + m.heading;
    // A quantity may stand both among targets and among plain figures: each is told once.
    std::vector<std::string> quantities;
    auto tell = [&](const std::string& words) {
      if (!words.empty() && std::find(quantities.begin(), quantities.end(), words) == quantities.end())
        quantities.push_back(words);
    };
    for (const auto& id : m.targets)
      for (const auto& target : run.reading->targets)
        if (target.id == id) tell(shortened(places.words(target.span), 40));
    for (const auto& id : m.quantities)
      for (const auto& figure : run.reading->figures)
        if (figure.id == id)
          tell(shortened((figure.indicator.empty() ? "" : figure.indicator + "：") + places.words(figure.span), 40));
    sheet.rows.push_back(
        {text_cell(m.id), text_cell(section), text_cell(places.words(m.span)),
         task.suggested_owner.empty() ? text_cell("待定", Tone::watch) : text_cell(task.suggested_owner),
         text_cell(task.because), text_cell(m.due), text_cell(joined(quantities, "\n")),
         text_cell(places.shown(m.span))});
    if (told) add_replies(sheet.rows.back(), replies_on(run, t));
  }
  return sheet;
}

DraftSheet reading_sheet(const RunFindings& run, const Digest& d) {
  DraftSheet sheet;
  sheet.name = "读取情况";
  sheet.preamble = {"读取情况",
                    "下面列出本次给出的材料、没有读懂或只读了一部分的内容，以及没有数据的目标。没有一项是悄悄略过的。"};
  sheet.header = {"类别", "名称", "位置", "情况"};
  sheet.widths = {16, 44, 24, 70};
  sheet.landscape = true;
  auto row = [&](const std::string& kind, const std::string& name, const std::string& place, const std::string& what,
                 Tone tone = Tone::none) {
    sheet.rows.push_back({text_cell(kind, tone), text_cell(name), text_cell(place), text_cell(what)});
  };
  row("计划报告", run.report_file, "",
      "已读取：目标" + std::to_string(run.targets.size()) + "项、任务" + std::to_string(run.tasks.size()) + "项、数字" +
          std::to_string(run.reading->figures.size()) + "个");
  if (run.known.empty()) {
    row("公布数据", "（无）", "", "没有给出已公布数据，目标不作判断", Tone::watch);
  } else {
    std::vector<std::pair<std::string, int>> files;
    for (const auto& fact : run.known) {
      const auto file = fact.source.place.file.empty() ? std::string("台账或数据表") : fact.source.place.file;
      const auto at = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.first == file; });
      if (at == files.end()) {
        files.emplace_back(file, 1);
      } else {
        ++at->second;
      }
    }
    for (const auto& [file, n] : files)
      row("公布数据", file, "", "已读取" + std::to_string(n) + "条，均为" + d.asof + "以前公布的数据");
  }
  for (const auto& unread : run.unread)
    row(to_chinese(unread.kind), unread.file, unread.place, unread.why,
        unread.kind == Unread::Kind::left_out ? Tone::watch : Tone::bad);
  for (const auto* status : d.awaiting) row("目标值待下达", name_of(*status), "", status->why, Tone::watch);
  for (const auto* status : d.handed_in) row("项目表的数", name_of(*status), "", status->why, Tone::muted);
  for (const auto* status : d.without_data) row("暂无数据", name_of(*status), "", status->why, Tone::muted);
  for (const auto& task : run.tasks)
    if (task.suggested_owner.empty())
      row("责任单位待定", task.measure.id, "",
          shortened(
              base::to_utf8(run.reading->text.substr(static_cast<std::size_t>(std::max(0, task.measure.span.start)),
                                                     static_cast<std::size_t>(std::max(0, task.measure.span.size())))),
              60),
          Tone::muted);
  return sheet;
}

}  // namespace

DraftWorkbook target_table(const RunFindings& run) {
  const Digest d = digest_of(run);
  const Places places(*run.reading);
  DraftWorkbook book;
  book.title = d.area + d.year + "目标完成情况表";
  book.author = d.office;
  book.sheets = {targets_sheet(run, d, places), tasks_sheet(run, d, places), reading_sheet(run, d)};
  if (run.projects.any) book.sheets.insert(book.sheets.begin() + 1, projects_sheet(run));
  return book;
}

}  // namespace report
