#include <algorithm>

#include "plan/order_life.hpp"
#include "plan/project_figures.hpp"
#include "plan/project_promises.hpp"
#include "plan/verdict_words.hpp"
#include "report/annual_parts.hpp"

// What became of each measure of the plan, and what may become of it in the next one.
namespace report {

std::string to_string(MeasureState state) {
  static constexpr const char* kNames[] = {"done_by_figure", "missed_by_figure", "order_closed", "order_open",
                                           "reported_done",  "reported_missed",  "reported",     "open"};
  return kNames[static_cast<int>(state)];
}
std::string to_chinese(MeasureState state) {
  static constexpr const char* kNames[] = {
      "公布数显示已完成",   "公布数显示未完成",       "督办后已销号",       "正在督办",
      "责任单位报告已完成", "项目表显示没有按期完成", "责任单位报告有进展", "没有材料"};
  return kNames[static_cast<int>(state)];
}
std::string to_string(MeasureNext next) {
  static constexpr const char* kNames[] = {"keep", "raise", "drop", "decide"};
  return kNames[static_cast<int>(next)];
}
std::string to_chinese(MeasureNext next) {
  static constexpr const char* kNames[] = {"保留", "提高", "取消", "待定"};
  return kNames[static_cast<int>(next)];
}

namespace annual {

namespace {

// Done once, done for good: what is built, opened or finished is no measure of the next year.
bool is_done_once(const reading::Measure& m) {
  if (!m.quantities.empty()) return false;
  for (const char* verb : {"建成", "竣工", "投产", "通车", "启用", "开园", "开业", "完工", "交付", "投用", "封顶"})
    if (m.action.find(verb) != std::string::npos || m.object.find(verb) != std::string::npos) return true;
  return false;
}

// What was to stay below a line is not raised for having stayed there.
bool can_be_raised(const Writer& w, const reading::Measure& m) {
  return !m.targets.empty() && std::ranges::all_of(w.run.targets, [&](const plan::TargetStatus& s) {
    return std::ranges::find(m.targets, s.target.id) == m.targets.end() || !s.target.value ||
           asks_at_least(w, s.target, s.indicator);
  });
}

MeasureNext next_of(const Writer& w, const reading::Measure& m, MeasureState state) {
  switch (state) {
    case MeasureState::done_by_figure:
    case MeasureState::order_closed:
    case MeasureState::reported_done:
      return is_done_once(m) ? MeasureNext::drop : can_be_raised(w, m) ? MeasureNext::raise : MeasureNext::keep;
    case MeasureState::missed_by_figure:
    case MeasureState::order_open:
    case MeasureState::reported_missed:
    case MeasureState::reported:
      return MeasureNext::keep;
    case MeasureState::open:
      break;
  }
  return MeasureNext::decide;
}

struct Judged {
  MeasureState state = MeasureState::open;
  std::string evidence;
};

// “2025-08/11商务局督办回复.docx 第4段”: where something stands. The folder only where it is one of a month, for the
// files of two months often have one name.
std::string stands_in(const std::string& file, base::Place place) {
  const auto cut = file.find_last_of("/\\");
  std::string folder = cut == std::string::npos ? std::string() : file_name(file.substr(0, cut));
  for (const std::string_view mark : {"年", "月", "-", "."})
    for (auto at = folder.find(mark); at != std::string::npos; at = folder.find(mark)) folder.erase(at, mark.size());
  const bool of_month = !folder.empty() && folder.find_first_not_of("0123456789") == std::string::npos;
  place.file = (of_month ? file_name(file.substr(0, cut)) + "/" : "") + base::readable(file_name(file));
  return base::to_text(place);
}

// 报告.docx in “报告.docx”, 《报告.docx》, 材料/报告.docx; not in 9月统计月报告.docx.
bool names_file(const std::string& source, const std::string& file) {
  const std::u32string text = base::u32(source), name = base::u32(file);
  constexpr std::u32string_view kBefore = U"《“\"（(：:/\\，、；;";
  const auto goes_on = [](char32_t c) {
    return base::is_han(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
  };
  for (auto at = text.find(name); at != std::u32string::npos; at = text.find(name, at + 1)) {
    const auto end = at + name.size();
    if ((at == 0 || kBefore.find(text[at - 1]) != std::u32string_view::npos) &&
        (end == text.size() || !goes_on(text[end]))) {
      return true;
    }
  }
  return false;
}

// A figure read from the plan report itself proves nothing of it.
bool of_the_plan_itself(const Writer& w, const facts::Fact& fact) {
  const std::string file = file_name(w.run.report_file);
  if (file.empty()) return false;
  return file_name(fact.source.place.file) == file || names_file(facts::shown(fact.source), file);
}

Judged by_figures(Writer& w, const reading::Measure& m) {
  bool all = !m.targets.empty(), missed = false;
  std::string evidence;
  for (const auto& s : w.run.targets) {
    if (std::ranges::find(m.targets, s.target.id) == m.targets.end()) continue;
    const auto outcome = outcome_of(s);
    const bool decided = outcome == AnnualOutcome::met || outcome == AnnualOutcome::missed;
    if (!decided || !s.latest) {
      all = false;
      continue;
    }
    missed = missed || outcome == AnnualOutcome::missed;
    evidence += (evidence.empty() ? "" : "；") + latest_line(w.said(s), w.sources).with_marks();
    if (of_the_plan_itself(w, s.latest->recorded())) evidence += "（只有计划报告自己这样说，没有别的来源）";
  }
  if (!all) return {};
  return {missed ? MeasureState::missed_by_figure : MeasureState::done_by_figure, evidence};
}

Judged by_orders(const Writer& w, const reading::Measure& m, const std::map<std::string, std::string>& keys) {
  for (const auto& target : m.targets) {
    const auto key = keys.find(target);
    if (key == keys.end()) continue;
    const auto* matter = w.run.order_register.last_on(key->second);
    if (matter == nullptr) continue;
    const std::string number = matter->number + "-" + std::to_string(matter->id.item);
    const std::string last = matter->history.empty() ? "" : matter->history.back().reason;
    return {matter->open() ? MeasureState::order_open : MeasureState::order_closed,
            number + "，" + plan::to_chinese(matter->state, matter->own) + (last.empty() ? "" : "：" + last)};
  }
  return {};
}

// “重点项目表（2025年，《重点项目.xlsx》）：列60个项目，累计完成投资96.87亿元，完成年度计划95.0%”.
std::string sheet_total(const Writer& w) {
  const auto& all = w.run.projects;
  const auto told = [&](plan::ProjectTotal which, const std::string& unit) {
    const auto fact = plan::project_total(all, which, unit, w.reading.area);
    return fact ? fact->value->to_string() + fact->unit : std::string();
  };
  std::string out = "重点项目表（" + calendar::to_chinese(all.period) + "，《" + base::readable(file_name(all.file)) +
                    "》）：列" + told(plan::ProjectTotal::count, "个") + "项目";
  const auto done = told(plan::ProjectTotal::done, plan::project_money_unit(w.reading, all.title));
  out += done.empty() ? "，没有完成投资" : "，累计完成投资" + done;
  if (const auto rate = told(plan::ProjectTotal::rate, "%"); !rate.empty()) out += "，完成年度计划" + rate;
  return out;
}

// “计划年内开工，到2025年12月底仍未开工”: what the plan promised of the project, held against the sheet.
std::string broken_words(const plan::ProjectPromise& promise, const reading::Project& row,
                         const calendar::Period& period) {
  const std::string stage = row.stage == reading::Stage::preparation ? "仍未开工"
                            : row.stage == reading::Stage::stopped   ? "停工"
                                                                   : "为" + reading::to_chinese(row.stage) + "阶段";
  return "计划" + promise.words + "，到" + std::to_string(period.last.year) + "年" + std::to_string(period.last.month) +
         "月底" + stage;
}

// What the sheets of key projects say: handed in by offices, so a claim as well.
Judged by_projects(const Writer& w, const reading::Measure& m) {
  Judged out;
  const auto& all = w.run.projects;
  // What was planned the plan itself says: the sheet tells how far it came.
  if (std::ranges::any_of(w.run.targets, [&](const auto& s) {
        return s.handed_in && std::ranges::find(m.targets, s.target.id) != m.targets.end();
      })) {
    out.state = MeasureState::reported;
    out.evidence = sheet_total(w);
  }
  for (const auto& named : all.named) {
    if (named.row.empty() || !named.span.overlaps(m.span)) continue;
    const auto at = std::ranges::find_if(all.projects, [&](const auto& s) { return s.project.name == named.row; });
    if (at == all.projects.end()) continue;
    const auto promise = plan::promise_of(w.reading, named, at->project, all.period);
    const bool broken = promise && promise->broken;
    // What was promised of it counts; else that its work is done.
    const bool finished = promise ? promise->kept : at->verdict == plan::ProjectVerdict::finished;
    // Of several projects in one measure the measure is done when all are, and missed when one is.
    const bool all_done = finished && (out.state == MeasureState::open || out.state == MeasureState::reported_done);
    out.state = broken || out.state == MeasureState::reported_missed ? MeasureState::reported_missed
                : all_done                                           ? MeasureState::reported_done
                                                                     : MeasureState::reported;
    std::string words = "“" + named.row + "”" + plan::to_chinese(at->verdict);
    // In the unit in which the report speaks of key projects, as the text does.
    if (const auto& done = at->project.of(reading::Money::done))
      words += "，累计完成投资" + plan::project_amount_words(*done, plan::project_money_unit(w.reading, all.title));
    if (at->rate) words += "，完成年度计划" + plan::as_percent(*at->rate);
    if (!at->project.stage_as_printed.empty()) words += "，" + shortened(at->project.stage_as_printed, 40);
    if (!at->project.problems.empty()) words += "，存在问题：" + shortened(at->project.problems, 40);
    if (promise) {
      words += "；" + (broken ? broken_words(*promise, at->project, all.period) + "，没有按期完成"
                              : "计划" + promise->words +
                                    (promise->kept                                  ? "，已做到"
                                     : at->project.stage == reading::Stage::unknown ? "，表上看不出是否做到"
                                                                                    : "，尚未做到"));
    }
    words += "（" + stands_in(all.file, at->project.place) + "）";
    out.evidence += (out.evidence.empty() ? "重点项目表（" + calendar::to_chinese(all.period) + "）：" : "；") + words;
  }
  return out;
}

Judged by_replies(const Writer& w, const reading::Measure& m) {
  Judged out;
  for (const auto& reply : w.run.replies) {
    if (reply.state != plan::MatchState::sure) continue;
    const auto of_it = std::ranges::find(reply.tasks, m.id, &plan::TaskMatch::task_id);
    if (of_it == reply.tasks.end() || reply.entry.done.empty()) continue;
    const bool done = reply.claims_done(*of_it);
    std::string words = of_it->told;
    if (words.empty())
      for (const auto& said : reply.entry.done) words += (words.empty() ? "" : "；") + said.text;
    while (words.ends_with("。")) words.resize(words.size() - std::string_view("。").size());
    // The last report of the year stands; what was reported done stays done.
    if (out.state == MeasureState::reported_done && !done) continue;
    out.state = done ? MeasureState::reported_done : MeasureState::reported;
    out.evidence = (reply.entry.office.empty() ? "责任单位" : reply.entry.office) + "报告：" + shortened(words, 120) +
                   "（" + stands_in(reply.file, reply.entry.place) + "）";
  }
  return out;
}

// 岚湖区商务局 and 区商务局 are one office; what the papers name is called as they call it.
std::string by_table(const Writer& w, const std::string& name) {
  return plan::Offices::in_force().named_here(name, w.where);
}

// Who was ordered, who reported, whose project it is; else who the plan or the words of the measure itself point to.
// The title above it alone points to nobody: its measures are of many offices.
std::string owner_of(const Writer& w, const reading::Measure& m, const std::map<std::string, std::string>& keys) {
  for (const auto& target : m.targets)
    if (const auto key = keys.find(target); key != keys.end())
      if (const auto* matter = w.run.order_register.last_on(key->second)) return matter->owner;
  for (const auto& reply : w.run.replies) {
    const bool of_it = reply.state == plan::MatchState::sure &&
                       std::ranges::any_of(reply.tasks, [&](const auto& t) { return t.task_id == m.id; });
    if (of_it && !reply.entry.office.empty()) return by_table(w, reply.entry.office);
  }
  for (const auto& named : w.run.projects.named) {
    if (named.row.empty() || !named.span.overlaps(m.span)) continue;
    for (const auto& s : w.run.projects.projects)
      if (s.project.name == named.row && !s.project.owner.empty()) return by_table(w, s.project.owner);
  }
  for (const auto& task : w.run.tasks)
    if (task.measure.id == m.id && !task.by_heading) return task.suggested_owner;
  return {};
}

}  // namespace

void judge_measures(Writer& w) {
  const auto keys = plan::matter_keys(w.run.targets, w.out.year);
  for (const auto& m : w.reading.measures) {
    AnnualMeasure a;
    a.id = m.id;
    if (const auto file = w.input.of_file.find(m.id); file != w.input.of_file.end()) a.of_file = file->second;
    a.section = a.of_file.empty() ? section_number(m.section) : "";
    a.text = w.places.words(m.span);
    a.owner = owner_of(w, m, keys);
    Judged judged = by_figures(w, m);
    if (judged.state == MeasureState::open) judged = by_orders(w, m, keys);
    if (judged.state == MeasureState::open || judged.state == MeasureState::order_open) {
      if (auto said = by_replies(w, m); said.state != MeasureState::open) {
        if (judged.state == MeasureState::open) judged.state = said.state;
        judged.evidence += (judged.evidence.empty() ? "" : "；") + said.evidence;
      }
      if (auto sheet = by_projects(w, m); sheet.state != MeasureState::open) {
        const bool says_more = judged.state == MeasureState::reported && sheet.state == MeasureState::reported_missed;
        if (judged.state == MeasureState::open || says_more) judged.state = sheet.state;
        judged.evidence += (judged.evidence.empty() ? "" : "；") + sheet.evidence;
      }
    }
    a.state = judged.state;
    a.evidence = judged.evidence;
    a.next = next_of(w, m, a.state);
    a.doubt = w.doubt_at(m.span);
    w.out.measures.push_back(std::move(a));
  }
}

std::string broken_promises(const Writer& w) {
  const auto& all = w.run.projects;
  std::string out;
  for (const auto& named : all.named) {
    const auto at = std::ranges::find_if(all.projects, [&](const auto& s) { return s.project.name == named.row; });
    if (at == all.projects.end()) continue;
    const auto promise = plan::promise_of(w.reading, named, at->project, all.period);
    if (promise && promise->broken)
      out += (out.empty() ? "" : "；") + named.row + broken_words(*promise, at->project, all.period);
  }
  return out;
}

const AnnualMeasure& measure_of(const Writer& w, const std::string& id) {
  const auto at = std::ranges::find(w.out.measures, id, &AnnualMeasure::id);
  JC_ASSERT(at != w.out.measures.end());
  return *at;
}

void list_of_measures(Writer& w) {
  if (w.out.measures.empty()) return;
  AnnualTable table;
  table.about = "checklist";
  table.table.header = {"序号",     "所在部分",       std::to_string(w.out.year) + "年举措",
                        "责任单位", "落实情况和依据", "明年"};
  table.table.widths = {7, 11, 31, 18, 25, 8};
  int n = 0, of_files = 0;
  for (const auto& a : w.out.measures) {
    of_files += a.of_file.empty() ? 0 : 1;
    const bool claim = a.state == MeasureState::reported || a.state == MeasureState::reported_done ||
                       a.state == MeasureState::reported_missed;
    const std::string doubt = a.doubt.empty() ? "" : "（计划存疑：" + a.doubt + "）";
    table.table.rows.push_back(
        {std::to_string(++n), a.of_file.empty() ? a.section : a.of_file, a.text, a.owner.empty() ? "待定" : a.owner,
         a.state == MeasureState::open ? "待填" + doubt
                                       : to_chinese(a.state) + (a.evidence.empty() ? "" : "：" + a.evidence) +
                                             (claim ? "（待核实）" : "") + doubt,
         a.state == MeasureState::open ? "待定" : to_chinese(a.next)});
    table.refs.push_back(a.id);
  }
  w.page_break_before_next();
  w.paragraph(Role::heading1,
              w.next_annex() + "：" + std::to_string(w.out.year) + "年举措落实情况（" + std::to_string(n - of_files) +
                  "项" + (of_files > 0 ? "，另有列入计划的文件任务" + std::to_string(of_files) + "项" : "") + "）");
  w.paragraph(Role::note,
              "“明年”一栏是建议：保留、提高、取消，由人研究确定；没有材料的写“待定”。" +
                  std::string(of_files > 0 ? "列在最后的是政策文件、会议纪要里列入计划的任务，“所在部分”写文件"
                                             "名，不计入计划报告的举措项数。"
                                           : ""));
  w.table(std::move(table));
}

}  // namespace annual
}  // namespace report
