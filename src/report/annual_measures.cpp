#include <algorithm>

#include "plan/order_life.hpp"
#include "report/annual_parts.hpp"

// What became of each measure of the plan, and what may become of it in the next one.
namespace report {

std::string to_string(MeasureState state) {
  static constexpr const char* kNames[] = {"done_by_figure", "missed_by_figure", "order_closed", "order_open",
                                           "reported_done",  "reported",         "open"};
  return kNames[static_cast<int>(state)];
}
std::string to_chinese(MeasureState state) {
  static constexpr const char* kNames[] = {"公布数显示已完成",   "公布数显示未完成",   "督办后已销号", "正在督办",
                                           "责任单位报告已完成", "责任单位报告有进展", "没有材料"};
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
    evidence += (evidence.empty() ? "" : "；") + latest_line(s, w.sources).with_marks();
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
            number + "，" + plan::to_chinese(matter->state) + (last.empty() ? "" : "：" + last)};
  }
  return {};
}

Judged by_replies(const Writer& w, const reading::Measure& m) {
  Judged out;
  for (const auto& reply : w.run.replies) {
    if (reply.state != plan::MatchState::sure) continue;
    const bool of_it = std::ranges::any_of(reply.tasks, [&](const auto& t) { return t.task_id == m.id; });
    if (!of_it || reply.entry.done.empty()) continue;
    std::string words;
    for (const auto& said : reply.entry.done) words += (words.empty() ? "" : "；") + said.text;
    while (words.ends_with("。")) words.resize(words.size() - std::string_view("。").size());
    // The last report of the year stands; what was reported done stays done.
    if (out.state == MeasureState::reported_done && !reply.deed_claimed) continue;
    out.state = reply.deed_claimed ? MeasureState::reported_done : MeasureState::reported;
    out.evidence = (reply.entry.office.empty() ? "责任单位" : reply.entry.office) + "报告：" + shortened(words, 120) +
                   "（" + file_name(reply.file) + "）";
  }
  return out;
}

}  // namespace

void judge_measures(Writer& w) {
  const auto keys = plan::matter_keys(w.run.targets, w.out.year);
  for (const auto& m : w.reading.measures) {
    AnnualMeasure a;
    a.id = m.id;
    a.section = section_number(m.section);
    a.text = w.places.words(m.span);
    for (const auto& task : w.run.tasks)
      if (task.measure.id == m.id) a.owner = task.suggested_owner;
    Judged judged = by_figures(w, m);
    if (judged.state == MeasureState::open) judged = by_orders(w, m, keys);
    if (judged.state == MeasureState::open || judged.state == MeasureState::order_open) {
      if (auto said = by_replies(w, m); said.state != MeasureState::open) {
        if (judged.state == MeasureState::open) judged.state = said.state;
        judged.evidence += (judged.evidence.empty() ? "" : "；") + said.evidence;
      }
    }
    a.state = judged.state;
    a.evidence = judged.evidence;
    a.next = next_of(w, m, a.state);
    w.out.measures.push_back(std::move(a));
  }
}

const AnnualMeasure& measure_of(const Writer& w, const std::string& id) {
  const auto at = std::ranges::find(w.out.measures, id, &AnnualMeasure::id);
  JC_ASSERT(at != w.out.measures.end());
  return *at;
}

void checklist(Writer& w, const OldSection& section) {
  if (section.measures.empty()) return;
  AnnualTable table;
  table.about = "checklist";
  table.table.header = {"序号", std::to_string(w.out.year) + "年举措", "责任单位", "落实情况", "保留", "提高", "取消"};
  table.table.widths = {7, 33, 17, 25, 6, 6, 6};
  int n = 0;
  for (const auto* m : section.measures) {
    const auto& a = measure_of(w, m->id);
    const bool open = a.state == MeasureState::open;
    table.table.rows.push_back({std::to_string(++n), a.text, a.owner.empty() ? "待定" : a.owner,
                                open ? "待填" : to_chinese(a.state) + (a.evidence.empty() ? "" : "：" + a.evidence),
                                a.next == MeasureNext::keep ? "☑" : "□", a.next == MeasureNext::raise ? "☑" : "□",
                                a.next == MeasureNext::drop ? "☑" : "□"});
    table.refs.push_back(a.id);
    w.listed.insert(a.id);
  }
  w.table(std::move(table));
  AnnualBlank fresh;
  fresh.what = std::to_string(w.out.next_year) + "年新增举措";
  fresh.why = "新的举措由人提出";
  std::map<std::string, int> owners;
  for (const auto* m : section.measures) ++owners[measure_of(w, m->id).owner];
  owners.erase("");
  const auto most = std::ranges::max_element(owners, {}, [](const auto& o) { return o.second; });
  if (most != owners.end()) fresh.holder = most->first;
  fresh.holder += fresh.holder.empty() ? "" : "等单位";
  w.begin(Role::body);
  put_blanks(w, {{fresh, false}});
}

}  // namespace annual
}  // namespace report
