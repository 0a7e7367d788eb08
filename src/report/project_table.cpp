#include "report/project_table.hpp"

#include <algorithm>

#include "plan/project_figures.hpp"
#include "plan/verdict_words.hpp"
#include "report/cells.hpp"
#include "report/digest.hpp"

namespace report {

namespace {

using document::SheetCell;
using plan::ProjectVerdict;
using reading::Money;

Tone tone_of(ProjectVerdict v) {
  switch (v) {
    case ProjectVerdict::late:
      return Tone::bad;
    case ProjectVerdict::slow:
      return Tone::watch;
    case ProjectVerdict::finished:
    case ProjectVerdict::on_track:
      return Tone::good;
    default:
      return Tone::muted;
  }
}

SheetCell money_cell(const reading::Project& p, Money m) {
  const auto& cell = p.money[static_cast<std::size_t>(m)];
  if (!cell.amount) return text_cell(cell.instead.empty() ? "—" : cell.instead, Tone::muted);
  auto out = number_cell(cell.amount->number);
  out.unit = cell.amount->unit;
  return out;
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : "；") + part;
  return out;
}

// A column alone when some row has something to say in it.
bool any(const plan::ProjectReport& r, bool (*has)(const reading::Project&)) {
  return std::ranges::any_of(r.projects, [&](const auto& s) { return has(s.project); });
}

}  // namespace

std::string project_label(ProjectVerdict v) {
  static constexpr std::array<const char*, 6> marks{"● ", "▲ ", "— ", "— ", "○ ", "✓ "};
  return marks[static_cast<std::size_t>(v)] + plan::to_chinese(v);
}

std::string project_counts(const plan::ProjectTotals& totals) {
  std::string out;
  for (std::size_t v = 0; v < totals.count.size(); ++v) {
    if (totals.count[v] == 0) continue;
    out += (out.empty() ? "" : "、") + plan::to_chinese(static_cast<ProjectVerdict>(v)) +
           std::to_string(totals.count[v]) + "个";
  }
  return out;
}

std::string project_period(const plan::ProjectReport& projects) { return calendar::to_chinese(projects.period); }

document::DraftSheet projects_sheet(const RunFindings& run) {
  const auto& r = run.projects;
  const auto& t = r.totals;
  const Digest d = digest_of(run);
  document::DraftSheet sheet;
  sheet.name = "重点项目";
  std::string sums = project_period(r) + "，共" + std::to_string(t.projects) + "个项目";
  const std::string unit = plan::project_money_unit(*run.reading, r.title);
  if (t.plan) sums += "，年度计划投资" + plan::project_amount_words(*t.plan, unit);
  if (t.done) sums += "，累计完成" + plan::project_amount_words(*t.done, unit);
  if (!t.words.empty()) sums += "，" + t.words;
  if (t.year_end) sums += "。" + t.year_end->words;
  sums += "。" + project_counts(t) + "。";
  sheet.preamble = {d.area + d.year + "重点项目进度表", sums,
                    "取自" + r.file + "，滞后和偏慢的在前。完成率、落后由表上的数推算。" + t.pace.name + "取自" +
                        t.pace.source + "。同时落后于时序和" + t.pace.name +
                        "10个百分点以上、应开工未开工、三个月以上没有投资的为滞后；落后3至10"
                        "个百分点或形象进度"
                        "三个月没有变化的为偏慢。缺的数不按零计。"};
  for (const auto& note : r.notes) sheet.preamble.back() += note + "。";
  const bool has_month = any(r, [](const auto& p) { return p.of(Money::month).has_value(); });
  sheet.header = {"序号", "项目名称", "责任单位", "建设单位", "性质", "总投资", "年度计划\n投资"};
  sheet.widths = {6, 24, 16, 16, 8, 12, 12};
  if (has_month) sheet.header.emplace_back("本月\n完成"), sheet.widths.push_back(11);
  sheet.header.insert(sheet.header.end(), {"累计完成\n投资", "完成率\n（推算）"});
  sheet.widths.insert(sheet.widths.end(), {12, 11});
  sheet.bars.push_back({sheet.header.size() - 1});
  sheet.header.insert(sheet.header.end(), {"时序\n进度", t.pace.is_default ? "各地同月\n（默认）" : t.pace.name,
                                           "落后\n（百分点）", "完成计划的\n可能性", "阶段", "形象进度", "判断",
                                           "一句话理由", "存在问题和\n需协调事项", "来源"});
  sheet.widths.insert(sheet.widths.end(), {9, 10, 10, 11, 9, 24, 10, 44, 26, 18});
  for (const auto& s : r.projects) {
    const auto& p = s.project;
    std::vector<SheetCell> row{
        text_cell(p.number),
        text_cell(p.name, Tone::none, p.group),
        text_cell(p.owner),
        text_cell(p.builder),
        text_cell(p.nature_as_printed.empty() ? reading::to_chinese(p.nature) : p.nature_as_printed),
        money_cell(p, Money::total),
        money_cell(p, Money::plan)};
    if (has_month) row.push_back(money_cell(p, Money::month));
    row.push_back(money_cell(p, Money::done));
    auto rate = share_cell(s.rate, s.rate_as_printed ? Tone::none : Tone::derived);
    if (p.rate) rate.comment = "表上印的是" + p.rate->number.to_string() + "%";
    row.push_back(std::move(rate));
    row.push_back(share_cell(t.pace.linear));
    row.push_back(share_cell(t.pace.expected, t.pace.is_default ? Tone::muted : Tone::derived));
    row.push_back(s.lag && *s.lag > base::Decimal(0) && s.verdict != ProjectVerdict::finished
                      ? number_cell((*s.lag * base::Decimal(100)).rounded(1), Tone::derived)
                      : SheetCell{SheetCell::Kind::empty});
    row.push_back(s.year_end ? text_cell(plan::chance_words(s.year_end->chance), Tone::derived, s.year_end->words)
                             : SheetCell{SheetCell::Kind::empty});
    row.push_back(text_cell(p.stage == reading::Stage::unknown ? "" : reading::to_chinese(p.stage)));
    row.push_back(text_cell(p.stage_as_printed));
    row.push_back(text_cell(project_label(s.verdict), tone_of(s.verdict)));
    row.push_back(text_cell(s.why + (s.notes.empty() ? "" : "。" + join(s.notes))));
    std::string trouble = p.problems;
    if (!p.asks.empty()) trouble += (trouble.empty() ? "" : "\n") + std::string("需协调：") + p.asks;
    row.push_back(text_cell(trouble));
    base::Place place = p.place;
    place.file.clear();
    row.push_back(text_cell(base::to_text(place)));
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

}  // namespace report
