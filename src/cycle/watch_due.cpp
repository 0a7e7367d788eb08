#include "cycle/watch_due.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cycle/order_book.hpp"
#include "reading/policy_due.hpp"
#include "reading/seasons.hpp"
#include "report/status_words.hpp"

namespace cycle {

namespace {

// The number that ends right before `at`; -1 for none.
int number_before(std::u32string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && text[begin - 1] >= U'0' && text[begin - 1] <= U'9') --begin;
  if (begin == at || at - begin > 4) return -1;
  int out = 0;
  for (std::size_t i = begin; i < at; ++i) out = out * 10 + static_cast<int>(text[i] - U'0');
  return out;
}

// 每月10日前: 10; 0 for anything else.
int monthly_day(const std::string& due) {
  const std::u32string words = base::u32(due);
  if (!words.starts_with(U"每月")) return 0;
  const auto day = words.find_first_of(U"日号");
  return day == std::u32string::npos ? 0 : std::max(number_before(words, day), 0);
}

}  // namespace

std::optional<calendar::Date> last_day_of(const std::string& due, int year) {
  if (const auto day = calendar::parse_date(due)) return *day;
  const std::u32string words = base::u32(due);
  std::u32string_view text = words;
  int plan_year = year;
  // 明年秋季, 明年6月底前.
  if (const auto year_word = reading::year_word_at(text); year_word.length > 0 && year > 0) {
    year += year_word.years_on;
    text.remove_prefix(1);
  }
  if (const auto at = text.find(U'年'); at != std::u32string_view::npos) {
    if (const int printed = number_before(text, at); printed >= 1900 && printed < 2200) year = plan_year = printed;
  }
  if (year == 0) return std::nullopt;
  const auto month_at = text.find(U'月');
  if (month_at == std::u32string_view::npos) {
    const bool year_end =
        text.find(U"年底") != std::u32string_view::npos || text.find(U"年末") != std::u32string_view::npos;
    if (year_end) return calendar::last_day_of_month(year, 12);
    // 一季度, 上半年, 前三季度: as policy files set them. 年内 alone names no day an officer would be told of.
    // 国庆节前, 春节前: by the holidays of the year.
    if (text.find(U"季度") == std::u32string_view::npos && text.find(U"半年") == std::u32string_view::npos &&
        !text.ends_with(U"前") && reading::season_at(text.substr(text.starts_with(U"年") ? 1 : 0)).length == 0)
      return std::nullopt;
    const auto found = reading::find_due(words, {0, static_cast<int>(words.size())}, {plan_year}, true);
    return found && found->kind == reading::DueKind::by ? found->date : std::nullopt;
  }
  const int month = number_before(text, month_at);
  if (month < 1 || month > 12) return std::nullopt;
  const auto rest = text.substr(month_at + 1);
  if (const auto day_at = rest.find(U'日'); day_at != std::u32string_view::npos) {
    const int day = number_before(rest, day_at);
    const calendar::Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(std::max(day, 0)))};
    return date.ok() ? std::optional(date) : std::nullopt;
  }
  const bool end = rest.starts_with(U"底") || rest.starts_with(U"末") || rest.starts_with(U"前");
  return end ? std::optional(calendar::last_day_of_month(year, month)) : std::nullopt;
}

std::optional<calendar::Date> last_day_of(const reading::Measure& task, int year) {
  return task.due_on ? task.due_on : last_day_of(task.due, year);
}

bool is_past(const std::optional<calendar::Date>& last, const calendar::Date& day) { return last && *last < day; }

std::vector<LateTask> late_tasks(const reading::Reading& report, const calendar::Date& day,
                                 const KnownDone& known_done) {
  std::vector<LateTask> out;
  for (const auto& m : report.measures) {
    const auto last = last_day_of(m, report.plan_year);
    if (is_past(last, day) && !known_done(m)) out.push_back({&m, *last});
  }
  std::ranges::stable_sort(out, {}, &LateTask::last);
  return out;
}

bool known_done(const report::RunFindings& findings, const reading::Measure& task) {
  const std::string words = task_words(*findings.reading, task);
  if (findings.done_before.contains(words)) return true;
  for (const auto& reply : findings.replies) {
    if (reply.state != plan::MatchState::sure) continue;
    const auto of_it = std::ranges::find(reply.tasks, task.id, &plan::TaskMatch::task_id);
    if (of_it != reply.tasks.end() &&
        ends_silence(*findings.reading, task, of_it->stage, reply.signed_on.value_or(findings.asof)))
      return true;
  }
  const auto met = [&](const std::string& id) {
    const auto at = std::ranges::find_if(findings.targets, [&](const auto& s) { return s.target.id == id; });
    return at != findings.targets.end() && at->verdict == plan::Verdict::met;
  };
  if (!task.targets.empty() && std::ranges::all_of(task.targets, met)) return true;
  return std::ranges::any_of(findings.projects.projects, [&](const plan::ProjectStatus& p) {
    return p.verdict == plan::ProjectVerdict::finished && words.find(p.project.name) != std::string::npos;
  });
}

std::string task_words(const reading::Reading& report, const reading::Measure& task) {
  return base::to_utf8(base::slice(report.text, task.span));
}

namespace {

bool of_policy(const reading::Measure& task) { return task.id.starts_with("K"); }

std::string task_line(const reading::Reading& report, const reading::Measure& task, const std::string& when) {
  return "任务（" + when + "）：" + report::shortened(task_words(report, task), 60);
}

}  // namespace

base::Result<DueLines> due_on(const calendar::Date& day, const reading::Reading& report,
                              const std::set<std::string>& told, const std::string& data, base::World& world) {
  std::vector<std::string> late, out;
  auto books = orders_on(data, "", day, world);
  if (!books) return base::fail(books.error());
  for (const auto& book : *books) {
    for (const auto& m : book.all.matters) {
      // Whose answer is in and waits to be verified is not late.
      if (plan::deadline_of(m, day) == plan::Deadline::none || *m.due > day) continue;
      const std::string about =
          m.number + " " + m.owner + (m.own ? "（内部办理）" : "") + "：" + report::shortened(m.about, 40);
      const std::string act = m.own ? "办理" : "反馈";
      if (*m.due == day) {
        out.push_back(about + "，今天应" + act);
      } else {
        late.push_back(about + "，应于" + calendar::to_chinese(*m.due) + act + "，已经逾期");
      }
    }
  }
  out.insert(out.end(), late.begin(), late.end());
  for (const auto& m : report.measures) {
    if (monthly_day(m.due) != static_cast<int>(static_cast<unsigned>(day.day()))) continue;
    out.push_back(task_line(report, m, m.due));
  }
  for (const auto& m : report.measures) {
    if (last_day_of(m, report.plan_year) == day) out.push_back(task_line(report, m, m.due));
  }
  int older = 0, of_plan = 0;
  for (const auto& [m, last] :
       late_tasks(report, day, [&](const auto& task) { return told.contains(task_words(report, task)); })) {
    if (last < calendar::plus_days(day, -kTaskLateDays)) {
      // Those of the plan itself stand on the agenda and among the tasks; told daily as lines they would make every day
      // a page.
      ++(of_policy(*m) ? older : of_plan);
    } else {
      out.push_back(task_line(report, *m, m->due + "，已过" + calendar::to_chinese(last)));
    }
  }
  if (older > 0) {
    out.push_back("政策文件和纪要里还有" + std::to_string(older) +
                  "项任务的期限已经过了一个月以上，这里没有办结的记录；" +
                  "办完的请责任单位报一次，期限改了的请看原文");
  }
  return DueLines{std::move(out), of_plan};
}

bool ends_silence(const reading::Reading& report, const reading::Measure& task, reading::ReplyStage stage,
                  const calendar::Date& written) {
  if (stage == reading::ReplyStage::done) return true;
  if (stage == reading::ReplyStage::late || stage == reading::ReplyStage::not_started) return false;
  const auto last = last_day_of(task, report.plan_year);
  return last && written > *last;
}

std::string tasks_past_words(const report::RunFindings& findings, bool of_plan) {
  constexpr int kNamed = 3;
  std::string which;
  int n = 0;
  const auto& report = *findings.reading;
  for (const auto& [m, last] :
       late_tasks(report, findings.asof, [&](const auto& task) { return known_done(findings, task); })) {
    if (of_policy(*m) == of_plan || ++n > kNamed) continue;
    which += (which.empty() ? "" : "；") + m->id + " " + report::shortened(task_words(report, *m), 30) + "（" + m->due +
             "）";
  }
  if (n == 0) return {};
  return std::to_string(n) + "项任务的期限早于" + calendar::to_chinese(findings.asof) + "，已经过了" +
         (of_plan ? "，没有读到办结的消息：" : "：") + which + (n > kNamed ? "；等" : "") + "。没有办完的请催办";
}

}  // namespace cycle
