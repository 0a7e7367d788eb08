#include "report/trace_page.hpp"

#include <algorithm>

#include "report/day_page.hpp"
#include "report/line.hpp"
#include "report/sources.hpp"

namespace report {

namespace {

using document::DraftParagraph;
using document::DraftTable;
using Role = DraftParagraph::Role;

std::string number(std::int64_t n) { return std::to_string(n); }

std::string name_of(const FigureTrace& f, bool english) {
  const facts::Fact& a = f.about;
  std::string out = a.area + " " + a.indicator;
  if (!a.scope.empty()) out += "（" + a.scope + "）";
  out += " " + (english ? calendar::to_string(a.period) : calendar::to_chinese(a.period));
  if (a.span == facts::Span::current) out += english ? " (that period alone)" : "（当期）";
  if (a.span == facts::Span::point) out += english ? " (at its end)" : "（期末）";
  if (!a.growth_basis.empty()) out += "，" + a.growth_basis;
  return out;
}

std::string who(const std::string& actor, bool english) {
  return actor.empty() ? (english ? "(not said)" : "未署名") : actor;
}

std::string held_line(const TraceHeld& h, bool english) {
  std::string out = figure_words(h.fact);
  if (english) {
    out += "  [" + facts::shown(h.fact.source) + ", published " + calendar::to_string(h.fact.published) + "] record " +
           number(h.sequence) + ", in the ledger since " + h.recorded_at;
  } else {
    out += "〔" + source_words(h.fact) + "〕第" + number(h.sequence) + "条，" + h.recorded_at + "入账";
    if (h.vintage > 1) out += "，第" + std::to_string(h.vintage) + "次公布";
  }
  return out;
}

std::string files_of(const TracePrint& p) {
  std::string out;
  for (const auto& file : p.files) out += "《" + file + "》";
  return out;
}

std::string print_line(const TracePrint& p, bool english) {
  std::string out = figure_words(p.fact);
  if (english) {
    out += "  in " + files_of(p) + " as of " + p.asof + ", made " + p.recorded_at + " by " + who(p.actor, true);
    if (p.latest_by_then) out += "  <- the last one by that day";
  } else {
    out += "，见" + files_of(p) + "（截至" + p.asof + "；" + p.recorded_at + "，" + who(p.actor, false) + "）";
    if (p.latest_by_then) out += "←当天以前最近一次";
  }
  return out;
}

std::string deed(const TraceStep& s, bool english) {
  switch (s.kind) {
    case TraceStep::Kind::fact:
      return english ? "recorded" : "入账";
    case TraceStep::Kind::correction:
      return (english ? "corrects record " : "更正第") + number(s.target) + (english ? "" : "条");
    case TraceStep::Kind::withdrawal:
      return (english ? "withdraws record " : "撤回第") + number(s.target) + (english ? "" : "条");
  }
  return {};
}

std::string fate(const FigureTrace& f, const TraceStep& s, bool english) {
  if (s.gone_by != 0) {
    if (english) return (s.withdrawn ? "withdrawn by record " : "corrected by record ") + number(s.gone_by);
    return "已被第" + number(s.gone_by) + "条" + (s.withdrawn ? "撤回" : "更正");
  }
  if (s.kind == TraceStep::Kind::withdrawal) return english ? "" : "—";
  const bool holds = std::ranges::find(f.now, s.sequence, &TraceHeld::sequence) != f.now.end();
  if (facts::key(s.fact) != facts::key(f.about)) return english ? "stands under another figure" : "记在另一项下";
  if (holds) return english ? "holds" : "现行";
  return english ? "superseded by a later publication" : "已有更新的公布值";
}

std::string step_line(const FigureTrace& f, const TraceStep& s, bool english) {
  if (english) {
    std::string out = "record " + number(s.sequence) + "  " + s.recorded_at + "  " + who(s.actor, true) + "  " +
                      deed(s, true) + ": " + figure_words(s.fact);
    if (!s.reason.empty()) out += "  (" + s.reason + ")";
    const std::string became = fate(f, s, true);
    return became.empty() ? out : out + "  -> " + became;
  }
  std::string out = "第" + number(s.sequence) + "条　" + s.recorded_at + "　" + who(s.actor, false) + "　" +
                    deed(s, false) + "：" + figure_words(s.fact);
  if (!s.reason.empty()) out += "（事由：" + s.reason + "）";
  const std::string became = fate(f, s, false);
  return became == "—" ? out : out + "　→" + became;
}

std::string then_title(const TraceFindings& found, bool english) {
  return english ? "Known on " + calendar::to_string(*found.on) : calendar::to_chinese(*found.on) + "当天掌握的";
}

DraftTable step_table(const FigureTrace& f) {
  DraftTable table;
  table.header = {"条", "入账时间", "谁", "做了什么", "数据", "事由", "现在"};
  table.widths = {6, 16, 10, 13, 24, 17, 14};
  for (const auto& s : f.steps) {
    table.rows.push_back({number(s.sequence), s.recorded_at, who(s.actor, false), deed(s, false), figure_words(s.fact),
                          s.reason.empty() ? "—" : s.reason, fate(f, s, false)});
  }
  return table;
}

void add_lines(document::Draft& draft, const std::string& title, const std::vector<std::string>& lines,
               const std::string& none) {
  draft.blocks.emplace_back(paragraph(Role::heading2, title));
  for (const auto& line : lines) draft.blocks.emplace_back(paragraph(Role::note, line));
  if (lines.empty()) draft.blocks.emplace_back(paragraph(Role::note, none));
}

template <class T, class F>
std::vector<std::string> each(const std::vector<T>& all, F line) {
  std::vector<std::string> out;
  for (const auto& one : all) out.push_back(line(one, false));
  return out;
}

}  // namespace

std::vector<TraceLine> trace_lines(const TraceFindings& found, bool english) {
  std::vector<TraceLine> out;
  const auto part = [&](const std::string& title, const auto& all, const auto& line, const std::string& none) {
    out.push_back({TraceLine::Role::part, title});
    for (const auto& one : all) out.push_back({TraceLine::Role::line, line(one)});
    if (all.empty()) out.push_back({TraceLine::Role::line, none});
  };
  const auto held = [&](const TraceHeld& h) { return held_line(h, english); };
  for (const auto& f : found.figures) {
    out.push_back({TraceLine::Role::figure, name_of(f, english)});
    if (found.on) {
      part(then_title(found, english), f.known_then, held, english ? "nothing in the ledger" : "台账里还没有");
      if (!f.learnt_later.empty()) {
        part(english ? "Published by then, recorded later" : "当时已经公布、后来才入账的", f.learnt_later, held, "");
      }
    }
    part(
        english ? "Printed" : "印在材料里的", f.printed, [&](const TracePrint& p) { return print_line(p, english); },
        english ? "no document of ours named it" : "没有在本系统生成的材料里出现过");
    part(english ? "Now" : "现在", f.now, held, english ? "nothing holds" : "没有现行的数据");
    part(
        english ? "Who did what" : "谁做了什么", f.steps, [&](const TraceStep& s) { return step_line(f, s, english); },
        "");
  }
  return out;
}

document::Draft trace_page(const TraceFindings& found) {
  document::Draft draft;
  draft.title = "数据来历";
  draft.blocks.emplace_back(paragraph(Role::title, "数据来历"));
  draft.blocks.emplace_back(paragraph(Role::subtitle, "（台账摘录，" + found.made_at + "）"));
  for (const auto& f : found.figures) {
    draft.blocks.emplace_back(paragraph(Role::heading1, name_of(f, false)));
    if (found.on) {
      add_lines(draft, then_title(found, false), each(f.known_then, held_line), "台账里还没有这项数据。");
      if (!f.learnt_later.empty()) {
        add_lines(draft, "当时已经公布、后来才入账的", each(f.learnt_later, held_line), "");
      }
    }
    add_lines(draft, "印在材料里的", each(f.printed, print_line), "没有在本系统生成的材料里出现过。");
    add_lines(draft, "现在", each(f.now, held_line), "没有现行的数据。");
    draft.blocks.emplace_back(paragraph(Role::heading2, "谁做了什么"));
    draft.blocks.emplace_back(step_table(f));
    draft.blocks.emplace_back(paragraph(
        Role::note,
        "以上各条可用“jicheng prove " + f.chain + ":条号 --data 台账 --out 证明.json”出具证明，凭存档的校验单核对。"));
  }
  return draft;
}

}  // namespace report
