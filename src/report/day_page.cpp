#include "report/day_page.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "plan/verdict_words.hpp"
#include "report/line.hpp"
#include "report/page_room.hpp"
#include "report/sources.hpp"
#include "report/status_words.hpp"

namespace report {
namespace {

using document::Draft;
using document::DraftParagraph;
using document::DraftTable;
using Role = DraftParagraph::Role;

// A line is kept in hand for fonts that run wider than we count.
constexpr double room = page_points - 22;

std::string bare(const std::string& path) { return base::file_name(path); }

// The worst first; what is not judged stands between good and bad.
int gravity(plan::Verdict v) {
  switch (v) {
    case plan::Verdict::missed:
      return 0;
    case plan::Verdict::off_track:
      return 1;
    case plan::Verdict::at_risk:
      return 2;
    case plan::Verdict::awaiting_value:
    case plan::Verdict::no_data:
      return 3;
    case plan::Verdict::on_track:
      return 4;
    case plan::Verdict::met:
      return 5;
  }
  return 3;
}

std::vector<const VerdictChange*> ranked(const std::vector<VerdictChange>& all) {
  std::vector<const VerdictChange*> out;
  for (const auto& change : all) out.push_back(&change);
  std::ranges::stable_sort(out, {},
                           [](const auto* c) { return std::pair(gravity(c->is) >= gravity(c->was), gravity(c->is)); });
  return out;
}

std::vector<const NewFigure*> ranked(const std::vector<NewFigure>& all) {
  std::vector<const NewFigure*> out;
  for (const auto& figure : all) out.push_back(&figure);
  std::ranges::stable_sort(out, {}, [](const auto* f) { return !f->before.has_value(); });
  return out;
}

std::string what_of(const facts::Fact& fact) {
  return fact.indicator + (fact.scope.empty() ? "" : "（" + fact.scope + "）");
}
std::string when_of(const facts::Fact& fact) {
  std::string out = calendar::to_chinese(fact.period);
  if (fact.span == facts::Span::current && fact.period.months() == 1) out += "当月";
  if (fact.span == facts::Span::point) out += "末";
  return out;
}
std::string now_of(const NewFigure& figure) {
  return figure_words(figure.now) + (figure.before ? "（第" + std::to_string(figure.vintage) + "次）" : "");
}

// The file and the cell, short enough for a narrow column.
std::string short_source(const facts::Fact& fact) {
  base::Place place = fact.source.place;
  if (place.file.empty()) return shortened(source_words(fact), 24);
  const std::string file = shortened(base::file_stem(place.file), 9);
  place.file.clear();
  return file + " " + shortened(base::to_text(place), 16);
}

// A verdict's reason up to where it goes into detail.
std::string short_reason(const std::string& why) { return shortened(why.substr(0, why.find("；")), 44); }

std::string figure_line(const NewFigure& figure) {
  std::string out = what_of(figure.now) + " " + when_of(figure.now) + "：";
  if (figure.before) out += figure_words(*figure.before) + " → ";
  return out + now_of(figure) + "〔" + source_words(figure.now) + "〕";
}

std::string unread_line(const Unread& u) {
  return bare(u.file) + (u.place.empty() ? "" : " " + u.place) + "：" + u.why;
}

// How many lines of each part are shown.
using Shown = std::array<std::size_t, 6>;
constexpr std::array kOrder{DayPart::due,       DayPart::verdicts, DayPart::figures,
                            DayPart::questions, DayPart::unread,   DayPart::gone};

class Page {
 public:
  void add(DraftParagraph p) {
    used += points_of(p);
    draft.blocks.emplace_back(std::move(p));
  }
  void add(DraftTable t) {
    used += points_of(t);
    draft.blocks.emplace_back(std::move(t));
  }
  Draft draft;
  double used = 0;
};

DraftTable verdict_table(const DayFindings& day, std::size_t most) {
  DraftTable table;
  table.header = {"目标", "原判断", "现判断", "原因"};
  table.widths = {27, 13, 13, 47};
  for (const auto* c : ranked(day.verdicts)) {
    if (table.rows.size() == most) break;
    table.rows.push_back(
        {shortened(c->target, 30), plan::to_chinese(c->was), plan::to_chinese(c->is), short_reason(c->why)});
  }
  return table;
}

DraftTable figure_table(const DayFindings& day, std::size_t most) {
  DraftTable table;
  table.header = {"指标", "期间", "原", "现", "来源"};
  table.widths = {22, 13, 18, 24, 23};
  for (const auto* f : ranked(day.figures)) {
    if (table.rows.size() == most) break;
    // The page's title names the year.
    std::string when = when_of(f->now);
    const std::string year = std::to_string(static_cast<int>(day.asof.year())) + "年";
    if (when.starts_with(year) && when != year) when = when.substr(year.size());
    table.rows.push_back({shortened(what_of(f->now), 18), when, f->before ? figure_words(*f->before) : "—", now_of(*f),
                          short_source(f->now)});
  }
  return table;
}

std::string rest_words(DayPart part, std::size_t n) {
  const std::string count = "其余" + std::to_string(n);
  switch (part) {
    case DayPart::due:
      return count + "件见 jicheng orders。";
    case DayPart::verdicts:
      return count + "项见《目标完成情况表》。";
    case DayPart::figures:
      return count + "条见 jicheng facts。";
    case DayPart::questions:
      return count + "个见 jicheng questions。";
    case DayPart::unread:
    case DayPart::gone:
      break;
  }
  return count + "处见屏幕。";
}

Page laid_out(const DayFindings& day, const std::vector<DaySection>& sections, const Shown& shown) {
  Page page;
  page.add(paragraph(Role::title, "今日变化"));
  page.add(paragraph(Role::subtitle,
                     "（" + (day.area.empty() ? "" : day.area + "，") + calendar::to_chinese(day.asof) + "）"));
  page.add(paragraph(Role::note, day_summary(day)));
  static const char* const numerals[] = {"一", "二", "三", "四", "五", "六"};
  std::size_t n = 0;
  for (const auto& section : sections) {
    page.add(paragraph(Role::heading1, std::string(numerals[n++]) + "、" + to_chinese(section.part)));
    const std::size_t most = shown[static_cast<std::size_t>(section.part)];
    if (most > 0 && section.part == DayPart::verdicts) {
      page.add(verdict_table(day, most));
    } else if (most > 0 && section.part == DayPart::figures) {
      page.add(figure_table(day, most));
    } else {
      for (std::size_t i = 0; i < most; ++i)
        page.add(paragraph(Role::note, std::to_string(i + 1) + ". " + shortened(section.lines[i], 66)));
    }
    if (section.lines.size() > most)
      page.add(paragraph(Role::note, rest_words(section.part, section.lines.size() - most)));
  }
  return page;
}

}  // namespace

bool DayFindings::empty() const {
  return gone.empty() && figures.empty() && figures_elsewhere == 0 && verdicts.empty() && questions.empty() &&
         unread.empty() && due.empty() && files.empty();
}

std::string to_chinese(DayPart part) {
  switch (part) {
    case DayPart::due:
      return "今日到期";
    case DayPart::verdicts:
      return "判断变化";
    case DayPart::figures:
      return "新的数据";
    case DayPart::questions:
      return "新的问题";
    case DayPart::unread:
      return "没有读懂或没有采用的";
    case DayPart::gone:
      break;
  }
  return "从文件夹中拿走的";
}

std::string figure_words(const facts::Fact& fact) {
  std::string out = fact.value ? fact.value->to_string() + fact.unit : "";
  if (fact.growth_pct) {
    if (!out.empty()) out += "，";
    out += (fact.growth_basis.empty() ? "同比" : fact.growth_basis) + fact.growth_pct->to_string() + "%";
  }
  if (fact.status == facts::Status::derived) out += "〔推算〕";
  if (fact.status == facts::Status::estimate) out += "〔预计〕";
  return out;
}

std::vector<DaySection> day_sections(const DayFindings& day) {
  std::vector<DaySection> out;
  for (const DayPart part : kOrder) {
    DaySection section{part, {}};
    auto& lines = section.lines;
    switch (part) {
      case DayPart::due:
        lines = day.due;
        if (day.tasks_long_past > 0)
          lines.push_back("计划报告里还有" + std::to_string(day.tasks_long_past) +
                          "项任务的期限已经过了一个月以上，没有读到办结的消息；逐项见调度会议程和“任务”页");
        break;
      case DayPart::verdicts:
        for (const auto* c : ranked(day.verdicts))
          lines.push_back(c->target + "：" + plan::to_chinese(c->was) + " → " + plan::to_chinese(c->is) + "。" +
                          c->why);
        break;
      case DayPart::figures:
        for (const auto* f : ranked(day.figures)) lines.push_back(figure_line(*f));
        break;
      case DayPart::questions:
        for (const auto& q : day.questions)
          lines.push_back(q.id + " " + q.text + "（" + bare(q.file) + (q.place.empty() ? "" : " " + q.place) + "）");
        break;
      case DayPart::unread:
        for (const auto& u : day.unread) lines.push_back(unread_line(u));
        break;
      case DayPart::gone:
        for (const auto& name : day.gone) lines.push_back(name + "：已经取得的数据仍在台账里");
        break;
    }
    if (!lines.empty()) out.push_back(std::move(section));
  }
  return out;
}

std::string day_summary(const DayFindings& day) {
  const auto revised = std::ranges::count_if(day.figures, [](const auto& f) { return f.before.has_value(); });
  std::string out = "今天读取" + std::to_string(day.files.size()) + "个文件，新增数据" +
                    std::to_string(day.figures.size()) + "条" +
                    (revised > 0 ? "（其中修订" + std::to_string(revised) + "条）" : "") + "；判断变化" +
                    std::to_string(day.verdicts.size()) + "项；新问题" + std::to_string(day.questions.size()) + "个。";
  if (day.figures_elsewhere > 0) out += "另有其他地区的数据" + std::to_string(day.figures_elsewhere) + "条。";
  return out;
}

document::Draft day_page(const DayFindings& day) {
  const auto sections = day_sections(day);
  Shown shown{};
  // Every part gets a line in turn, until nothing more fits.
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& section : sections) {
      auto& n = shown[static_cast<std::size_t>(section.part)];
      if (n == section.lines.size()) continue;
      ++n;
      if (laid_out(day, sections, shown).used <= room) {
        grew = true;
      } else {
        --n;
      }
    }
  }
  Draft draft = laid_out(day, sections, shown).draft;
  draft.title = "今日变化";
  draft.author = day.area.empty() ? "" : day.area + "发展和改革局";
  draft.page_numbers = false;
  return draft;
}

}  // namespace report
