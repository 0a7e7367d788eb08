#include "plan/project_progress.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "plan/project_amounts.hpp"
#include "plan/project_checks.hpp"
#include "plan/project_promises.hpp"
#include "plan/verdict_words.hpp"

namespace plan {

namespace {

using namespace projects;
using reading::Nature;
using reading::Stage;

constexpr std::array<const char*, 6> kIds{"late", "slow", "no_data", "no_plan", "on_track", "finished"};
constexpr std::array<const char*, 6> kChinese{"滞后", "偏慢", "缺数据", "无年度计划", "正常", "已完成"};

// How far two shares lie apart, of the percentages as they are printed: a reader subtracts those.
std::string points(const Decimal& a, const Decimal& b) {
  const auto printed = [](const Decimal& share) { return (share * Decimal(100)).rounded(1); };
  return (printed(a) - printed(b)).abs().to_string() + "个百分点";
}
std::string month_words(const calendar::Month& m) {
  return std::to_string(m.year) + "年" + std::to_string(m.month) + "月";
}
std::string join(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

bool finished_building(Stage s) { return s == Stage::completed || s == Stage::in_use; }

// Judges one row; holds what all rows share.
class Judge {
 public:
  Judge(const calendar::Period& period, const ProjectPace& pace, const ProjectPast& years,
        const std::vector<const reading::ProjectSheet*>& past, const ProjectSettings& settings)
      : period_(period), pace_(pace), years_(years), past_(past), settings_(settings) {}

  ProjectStatus judge(const Project& project) const {
    ProjectStatus s = judged(project);
    foresee(s);
    return s;
  }

 private:
  ProjectStatus judged(const Project& project) const {
    ProjectStatus s;
    s.project = project;
    set_rate(s);
    const auto& done = project.of(Money::done);
    const auto& plan = project.of(Money::plan);
    if (s.rate) s.lag = std::min(pace_.linear, pace_.expected) - *s.rate;

    if ((s.rate && *s.rate >= Decimal(1)) || finished_building(project.stage)) {
      s.verdict = ProjectVerdict::finished;
      s.why = s.rate && *s.rate >= Decimal(1) ? "已完成年度计划的" + as_percent(*s.rate)
                                              : "形象进度为" + reading::to_chinese(project.stage) +
                                                    (s.rate ? "，完成年度计划的" + as_percent(*s.rate) : "");
      if (finished_building(project.stage) && s.rate && *s.rate < Decimal(1) - settings_.late_lag)
        s.notes.push_back("已" + reading::to_chinese(project.stage) + "而投资只完成" + as_percent(*s.rate) +
                          "，请核对是否有未入账的工程款");
      return s;
    }
    std::vector<std::string> late, slow;
    schedule(s, late);
    bool waiting = false;
    money(s, late, slow, waiting);
    unchanged(s, slow);
    if (project.stage == Stage::stopped) late.push_back("形象进度写明停工");
    if (!late.empty()) {
      s.verdict = ProjectVerdict::late;
      late.insert(late.end(), slow.begin(), slow.end());
      s.why = join(late, "；");
    } else if (!slow.empty()) {
      s.verdict = ProjectVerdict::slow;
      s.why = join(slow, "；");
    } else if (s.rate) {
      s.verdict = ProjectVerdict::on_track;
      s.why = waiting ? "计划" + month_words(*start_of(project)) + "开工，还没有到时间" : ahead(s);
    } else if (!done) {
      s.verdict = ProjectVerdict::no_data;
      s.why = "表上没有本年累计完成投资" + instead(project, Money::done);
    } else {
      s.verdict = ProjectVerdict::no_plan;
      s.why = (plan ? "年度计划为" + words(*plan) : "表上没有年度计划投资" + instead(project, Money::plan)) +
              "，已完成" + words(*done) + "，无从判断快慢";
    }
    return s;
  }

  // Nothing is foreseen of what is finished, stopped, only prepared, or not due to begin yet.
  void foresee(ProjectStatus& s) const {
    const Project& p = s.project;
    const auto start = start_of(p);
    const bool waiting = start && *start > period_.last && !begun(p);
    if (!s.rate || s.rate->is_negative() || s.verdict == ProjectVerdict::finished || p.stage == Stage::stopped ||
        p.nature == Nature::reserve || waiting || period_.last.month == 12) {
      return;
    }
    const int first = start && start->year == period_.last.year && *start <= period_.last ? start->month : 1;
    s.year_end = year_end_of_plan(*s.rate, period_.last.month, first, years_, true);
  }

  static std::string instead(const Project& p, Money m) {
    const auto& cell = p.money[static_cast<std::size_t>(m)];
    return cell.instead.empty() ? "" : "（写作“" + cell.instead + "”）";
  }

  static void set_rate(ProjectStatus& s) {
    const auto& done = s.project.of(Money::done);
    const auto& plan = s.project.of(Money::plan);
    if (done && plan && comparable(*done, *plan) && in_yuan(*plan) > Decimal(0)) {
      s.rate = (in_yuan(*done) / in_yuan(*plan)).rounded(6);
    } else if (s.project.rate) {
      s.rate = s.project.rate->number * Decimal::scaled(1, -2);
      s.rate_as_printed = true;
    }
  }

  static std::optional<calendar::Month> start_of(const Project& p) { return p.planned_start; }

  bool begun(const Project& p) const {
    if (p.stage > Stage::preparation) return true;
    const auto& done = p.of(Money::done);
    return p.stage == Stage::unknown && done && done->number > Decimal(0);
  }

  // What should have happened by now.
  void schedule(ProjectStatus& s, std::vector<std::string>& late) const {
    const Project& p = s.project;
    const std::string by_now = month_words(period_.last) + "底";
    const bool reserve = p.nature == Nature::reserve;
    if (const auto start = start_of(p); start && *start <= period_.last && !begun(p) && !reserve) {
      s.not_started = true;
      late.push_back("计划" + month_words(*start) + "开工，到" + by_now + "仍未开工");
    } else if (p.nature == Nature::fresh && !start && p.stage == Stage::preparation && period_.last.month >= 6) {
      s.not_started = true;
      late.push_back("本年新开工项目，到" + by_now + "仍在前期，表上没有计划开工月份");
    }
    // What is finished has been told before: a blank stage is no finish.
    if (p.planned_finish && *p.planned_finish <= period_.last && !reserve)
      late.push_back(
          "计划" + month_words(*p.planned_finish) + "竣工，" +
          (p.stage != Stage::unknown
               ? "现为" + reading::to_chinese(p.stage) + "阶段"
               : "到" + by_now + "表上没有写明竣工" +
                     (p.stage_as_printed.empty() ? "" : "（写作“" + base::shortened(p.stage_as_printed, 30) + "”）")));
  }

  void money(ProjectStatus& s, std::vector<std::string>& late, std::vector<std::string>& slow, bool& waiting) const {
    const Project& p = s.project;
    const auto& done = p.of(Money::done);
    const auto start = start_of(p);
    waiting = start && *start > period_.last && !begun(p);
    if (waiting || s.not_started || p.nature == Nature::reserve || !s.rate) return;
    const bool nothing = done && done->number.is_zero();
    // A project that begins in September is not asked for nine months of work.
    const int months =
        start && start->year == period_.last.year ? period_.last.month - start->month + 1 : period_.last.month;
    if (nothing && months >= settings_.zero_months) {
      late.push_back(std::to_string(months) + "个月没有完成投资");
      return;
    }
    if (start && start->year == period_.last.year && start->month > 1) {
      const Decimal share = (Decimal(months) / Decimal(13 - start->month)).rounded(6);
      s.lag = std::min(share, std::min(pace_.linear, pace_.expected)) - *s.rate;
    }
    if (*s.lag >= settings_.late_lag) {
      late.push_back(behind(s));
    } else if (*s.lag >= settings_.slow_lag) {
      slow.push_back(behind(s));
    }
  }

  std::string behind(const ProjectStatus& s) const {
    std::string out = std::string(s.rate_as_printed ? "表上完成率为" : "完成年度计划的") + as_percent(*s.rate) +
                      "，比时序（" + as_percent(pace_.linear) + "）慢" + points(pace_.linear, *s.rate) + "，比" +
                      pace_.name + "（" + as_percent(pace_.expected) + "）慢" + points(pace_.expected, *s.rate);
    return out;
  }
  std::string ahead(const ProjectStatus& s) const {
    const auto against = [&](const Decimal& pace) {
      const Decimal gap = *s.rate - pace;
      return gap.is_negative() ? "慢" + points(pace, *s.rate)
             : gap.is_zero()   ? std::string("持平")
                               : "快" + points(pace, *s.rate);
    };
    return "完成年度计划的" + as_percent(*s.rate) + "，比时序" + against(pace_.linear) + "，比" + pace_.name +
           against(pace_.expected);
  }

  // The same words month after month.
  void unchanged(ProjectStatus& s, std::vector<std::string>& slow) const {
    const Project& p = s.project;
    if (p.stage_as_printed.empty() || p.nature == Nature::reserve) return;
    int oldest = period_.last.index();
    for (const auto* sheet : past_) {  // the latest first
      const Project* then = find_project(sheet->projects, p.name);
      if (then == nullptr || then->stage_as_printed != p.stage_as_printed) break;
      oldest = sheet->period->last.index();
    }
    const int months = period_.last.index() - oldest;
    if (months >= settings_.unchanged_months) slow.push_back("形象进度已有" + std::to_string(months) + "个月没有变化");
  }

  const calendar::Period& period_;
  const ProjectPace& pace_;
  const ProjectPast& years_;
  const std::vector<const reading::ProjectSheet*>& past_;
  const ProjectSettings& settings_;
};

Amount as_amount(const Sum& sum) { return {sum.in_unit(), sum.unit, {}}; }

ProjectTotals totals_of(const reading::ProjectSheet& sheet, const std::vector<ProjectStatus>& all, ProjectPace pace,
                        const ProjectPast& years) {
  ProjectTotals out;
  out.projects = static_cast<int>(all.size());
  for (const auto& s : all) ++out.count[static_cast<std::size_t>(s.verdict)];
  const Sum plan = sum_of(sheet, Money::plan), done = sum_of(sheet, Money::done), total = sum_of(sheet, Money::total);
  if (plan.numbers > 0 && !plan.mixed) out.plan = as_amount(plan);
  if (done.numbers > 0 && !done.mixed) out.done = as_amount(done);
  if (total.numbers > 0 && !total.mixed) out.total = as_amount(total);
  out.without_plan = plan.missing;
  out.without_done = done.missing;
  out.pace = std::move(pace);
  Decimal planned = 0, reached = 0;
  for (const auto& p : sheet.projects) {
    const auto &a = p.of(Money::plan), &b = p.of(Money::done);
    if (!a || !b || !comparable(*a, *b)) continue;
    planned += in_yuan(*a);
    reached += in_yuan(*b);
  }
  if (planned > Decimal(0)) {
    out.rate = (reached / planned).rounded(6);
    const auto against = [&](const Decimal& share) {
      const Decimal gap = *out.rate - share;
      return gap.is_zero() ? std::string("持平") : (gap.is_negative() ? "慢" : "快") + points(share, *out.rate);
    };
    out.words = "完成年度计划的" + as_percent(*out.rate) + "，比时序进度（" + as_percent(out.pace.linear) + "）" +
                against(out.pace.linear) + "，比" + out.pace.name + "（" + as_percent(out.pace.expected) + "）" +
                against(out.pace.expected);
    const int month = sheet.period->last.month;
    if (month < 12 && !out.rate->is_negative() && *out.rate < Decimal(1)) {
      out.year_end = year_end_of_plan(*out.rate, month, 1, years, false);
    }
  }
  return out;
}

void notes_of_change(ProjectStatus& s, const reading::ProjectSheet& before, const calendar::Period& period) {
  if (before.period->last.year != period.last.year) return;
  const Project* then = find_project(before.projects, s.project.name);
  if (then == nullptr) return;
  const auto &now = s.project.of(Money::plan), &planned = then->of(Money::plan);
  if (now && planned && comparable(*now, *planned) && !interval_of(*now).overlaps(interval_of(*planned)))
    s.notes.push_back("年度计划投资由" + words(*planned) + "改为" + words(*now));
}

// The sheet without the amounts whose unit is 10⁴ off: nothing is judged by them, and each is told.
reading::ProjectSheet without_slips(const reading::ProjectSheet& sheet, ProjectReport& out) {
  reading::ProjectSheet kept = sheet;
  for (auto& p : kept.projects) {
    for (std::size_t m = 0; m < reading::kMoneyColumns; ++m) {
      auto& cell = p.money[m];
      if (!cell.amount) continue;
      const std::string place = where(cell.amount->place), printed = words(*cell.amount);
      const bool slipped = std::ranges::any_of(out.check.findings, [&](const Finding& f) {
        return f.rule == "project-unit-slip" && !f.inputs.empty() && f.inputs.front().source == place &&
               f.inputs.front().value == printed;
      });
      if (!slipped) continue;
      out.notes.push_back("“" + p.name + "”的" + reading::to_chinese(static_cast<Money>(m)) + printed +
                          "疑似单位写错，没有采用");
      cell.instead = printed + "（疑似单位写错）";
      cell.amount.reset();
    }
  }
  return kept;
}

}  // namespace

std::string to_string(ProjectVerdict v) { return kIds[static_cast<std::size_t>(v)]; }
std::string to_chinese(ProjectVerdict v) { return kChinese[static_cast<std::size_t>(v)]; }

ProjectReport project_progress(const ProjectInput& input) {
  JC_ASSERT(input.report != nullptr);
  ProjectReport out;
  const calendar::Month asked{static_cast<int>(input.asof.year()),
                              static_cast<int>(static_cast<unsigned>(input.asof.month()))};
  std::vector<reading::ProjectSheet> sheets = input.sheets;
  for (auto& sheet : sheets) {
    if (sheet.period) continue;
    const calendar::Month last = calendar::Month::from_index(asked.index() - 1);
    const bool last_day = input.asof == calendar::last_day_of_month(asked.year, asked.month);
    const calendar::Month month = last_day ? asked : last;
    sheet.period = calendar::Period::year_to_date(month.year, month.month);
    sheet.notes.insert(sheet.notes.begin(), "表上没有写月份，按" + month_words(month) + "底的数处理");
    if (&sheet == &sheets.front()) out.period_assumed = true;
  }
  std::erase_if(sheets, [&](const auto& s) { return s.period->last > asked; });
  const int year = input.report->plan_year;
  const reading::ProjectSheet* now = nullptr;
  for (const auto& s : sheets) {
    if (year != 0 && s.period->last.year != year) continue;
    const bool later = now == nullptr || s.period->last > now->period->last ||
                       (s.period->last == now->period->last && s.projects.size() > now->projects.size());
    if (later) now = &s;
  }
  if (now == nullptr) return out;
  out.any = true;
  out.period = *now->period;
  out.file = now->file;
  out.title = now->title;
  out.notes = now->notes;
  out.period_assumed = out.period_assumed && !now->notes.empty() && now->notes.front().starts_with("表上没有写月份");

  // The past: of one month, what came in this folder goes before what was kept.
  std::vector<reading::ProjectSheet> earlier = sheets_together(sheets, input.earlier);
  std::erase_if(earlier, [&](const auto& s) { return s.period->last >= now->period->last; });
  std::ranges::stable_sort(earlier, [](const auto& a, const auto& b) { return a.period->last > b.period->last; });
  std::vector<const reading::ProjectSheet*> past;
  for (const auto& s : earlier) past.push_back(&s);

  check_sheet(*now, out.check);
  const reading::ProjectSheet usable = without_slips(*now, out);
  const ProjectPace pace =
      project_pace(now->period->last.year, now->period->last.month, input.report->area, earlier, input.known);
  const ProjectPast years = project_past(now->period->last.year, input.report->area, earlier, input.known);
  const Judge judge(out.period, pace, years, past, input.settings);
  for (const auto& p : usable.projects) {
    out.projects.push_back(judge.judge(p));
    if (!past.empty()) notes_of_change(out.projects.back(), *past.front(), out.period);
  }
  out.totals = totals_of(usable, out.projects, pace, years);
  std::ranges::stable_sort(out.projects, [](const ProjectStatus& a, const ProjectStatus& b) {
    if (a.verdict != b.verdict) return a.verdict < b.verdict;
    return a.lag.value_or(Decimal(-9)) > b.lag.value_or(Decimal(-9));
  });

  if (!past.empty()) check_against(usable, *past.front(), out.check);
  std::optional<Amount> last_year_done;
  for (const auto* s : past) {
    if (s->period->last != calendar::Month{out.period.last.year - 1, 12}) continue;
    const Sum done = sum_of(*s, Money::done);
    if (done.numbers > 0 && !done.mixed) last_year_done = Amount{done.in_unit(), done.unit, s->place};
  }
  check_report(usable, *input.report, last_year_done, out.check);
  out.named = named_projects(*input.report, *now);
  return out;
}

}  // namespace plan
