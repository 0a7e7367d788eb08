#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/hash.hpp"
#include "cycle/cycle.hpp"
#include "cycle/folder.hpp"
#include "cycle/known.hpp"
#include "cycle/office_settings.hpp"
#include "cycle/order_book.hpp"
#include "cycle/policies.hpp"
#include "cycle/printed.hpp"
#include "cycle/questions.hpp"
#include "cycle/reported_done.hpp"
#include "cycle/watch_due.hpp"
#include "office/office.hpp"
#include "plan/project_figures.hpp"
#include "plan/project_memory.hpp"
#include "plan/project_orders.hpp"
#include "plan/project_promises.hpp"
#include "report/fan_chart.hpp"

namespace cycle {

namespace {

namespace fs = std::filesystem;

constexpr const char* kTargetTable = "目标完成情况表.xlsx";
constexpr const char* kRiskPage = "风险与原因.docx";
constexpr const char* kOrderSheets = "督办单.docx";
constexpr const char* kFeedback = "月度反馈.docx";
constexpr const char* kFeedbackPdf = "月度反馈.pdf";
constexpr const char* kCheckList = "核对清单.xlsx";
constexpr const char* kCharts = "图表";

// The figures of a month's folder with its project rows, as the ledger keeps them.
std::vector<facts::Fact> with_projects(const FolderRead& month, const reading::TableContext& context) {
  std::vector<facts::Fact> out = month.facts;
  for (const auto& sheet : month.project_sheets)
    std::ranges::move(plan::project_facts(sheet, context.area, context.area_code, context.asof),
                      std::back_inserter(out));
  return out;
}

// Asked about a day that is neither in the plan's year nor in the one after, every answer is about another year.
void add_wrong_year(const reading::Reading& reading, const calendar::Date& asof, plan::CheckResult& all) {
  const int year = static_cast<int>(asof.year());
  if (reading.plan_year == 0 || (year >= reading.plan_year && year <= reading.plan_year + 1)) return;
  const std::string plan_year = std::to_string(reading.plan_year);
  plan::Finding finding{.rule = "asof-year", .severity = plan::Severity::warning};
  finding.expected = plan_year + "年或" + std::to_string(reading.plan_year + 1) + "年的某一天";
  finding.found = calendar::to_chinese(asof);
  finding.say = "这是" + plan_year + "年的计划，截至日期却是" + finding.found +
                "，结果靠不住；请核对日期（--asof）是不是写错了，报告是不是拿错了";
  all.findings.insert(
      std::ranges::find_if(all.findings, [](const auto& f) { return f.severity != plan::Severity::error; }),
      std::move(finding));
}

// Beside what was found in the report; the errors stay first.
void add_project_checks(const plan::CheckResult& projects, plan::CheckResult& all) {
  all.findings.insert(all.findings.end(), projects.findings.begin(), projects.findings.end());
  std::ranges::stable_sort(all.findings, {}, [](const plan::Finding& f) { return f.severity; });
  all.confirmed.insert(all.confirmed.end(), projects.confirmed.begin(), projects.confirmed.end());
  all.not_checkable.insert(all.not_checkable.end(), projects.not_checkable.begin(), projects.not_checkable.end());
  all.checked += projects.checked;
}

// An answer that names no office is of whoever sent it: of each of them, where several sent the same file.
void answer_for_senders(const RunRequest& request, FolderRead& month) {
  std::vector<plan::Letter> more;
  for (auto& letter : month.letters) {
    const auto senders = request.sent_by.find(letter.file);
    if (senders == request.sent_by.end() || !letter.replies.office.empty()) continue;
    plan::Letter unnamed = letter;
    std::erase_if(unnamed.replies.entries, [](const auto& entry) { return !entry.office.empty(); });
    for (const auto& sender : senders->second) {
      if (sender.office.empty()) continue;
      if (letter.replies.office.empty()) {
        letter.replies.office = sender.office;
        continue;
      }
      unnamed.replies.office = sender.office;
      if (!unnamed.replies.entries.empty()) more.push_back(unnamed);
    }
  }
  std::ranges::move(more, std::back_inserter(month.letters));
}

// What offices wrote, each beside its task; what is in doubt is asked, what fits no task is listed for a person.
void match_letters(FolderRead& month, const std::vector<reading::Answer>& answers, report::RunFindings& findings) {
  plan::ReplyMatching matching;
  matching.report = findings.reading;
  matching.tasks = &findings.tasks;
  matching.targets = &findings.targets;
  matching.answers = answers;
  findings.replies = plan::match_replies(month.letters, matching);
  for (auto& question : plan::reply_questions(findings.replies, matching)) {
    base::Place place = question.place;
    place.file.clear();
    findings.unread.push_back(
        {question.place.file, base::to_text(place), "待回答 " + question.id + "：" + question.text});
    month.questions.push_back(std::move(question));
  }
}

// What fits no task is listed for a person, unless an order has heard it.
void tell_of_unmatched(report::RunFindings& findings) {
  for (auto& reply : findings.replies) {
    if (reply.state != plan::MatchState::unmatched) continue;
    reply.heard_by_order = findings.order_register.has_heard(reply_print(reply));
    if (reply.heard_by_order) continue;
    base::Place place = reply.entry.place;
    place.file.clear();
    std::string words = reply.entry.task;
    for (const auto* list : {&reply.entry.done, &reply.entry.problems, &reply.entry.asks, &reply.entry.next})
      if (words.empty() && !list->empty()) words = list->front().text;
    findings.unread.push_back(
        {reply.file, base::to_text(place), "“" + base::shortened(words, 40) + "”没有对上计划中的任务，请人工归类"});
  }
}

// What a sheet of this month or an earlier one shows reached is done, whatever its project still has before it.
void note_done_by_sheets(const std::vector<reading::ProjectSheet>& sheets, report::RunFindings& findings) {
  const reading::Reading& plan = *findings.reading;
  for (const auto& sheet : sheets) {
    if (!sheet.period || sheet.period->last.year != plan.plan_year) continue;
    for (const auto& named : plan::named_projects(plan, sheet)) {
      const auto row = std::ranges::find(sheet.projects, named.row, &reading::Project::name);
      if (named.row.empty() || row == sheet.projects.end()) continue;
      const auto promise = plan::promise_of(plan, named, *row, *sheet.period);
      if (promise && promise->kept) findings.done_before.insert(base::to_utf8(base::slice(plan.text, named.span)));
    }
  }
}

// The list of projects beside the plan (附件) names the office of each, where the month's sheet does not.
void use_owners_of_annex(const ReadDocument& report, const calendar::Date& asof, std::vector<plan::Task>& tasks) {
  for (const auto& sheet : reading::read_project_sheets(report.document, asof).sheets)
    plan::use_row_owners(sheet, report.reading, tasks);
}

// What letters of earlier months called done stays done.
void match_earlier(const RunRequest& request, const reading::TableContext& context, report::RunFindings& findings,
                   base::World& world) {
  if (request.earlier_letters.empty()) return;
  const FolderRead read = read_files(request.earlier_letters, context, world);
  plan::ReplyMatching matching;
  matching.report = findings.reading;
  matching.tasks = &findings.tasks;
  matching.answers = context.answers;
  for (const auto& reply : plan::match_replies(read.letters, matching)) {
    for (const auto& match : reply.tasks) {
      if (!reply.claims_done(match)) continue;
      findings.done_before.insert(
          task_words(*findings.reading, findings.tasks[static_cast<std::size_t>(match.task)].measure));
    }
  }
}

void tell_of_late_tasks(const RunRequest& request, report::RunFindings& findings) {
  using Kind = report::Unread::Kind;
  if (const auto past = tasks_past_words(findings, true); !past.empty())
    findings.unread.push_back({findings.report_file, "", past, Kind::past_due});
  if (const auto past = tasks_past_words(findings, false); !past.empty()) {
    const bool one = request.policies.size() == 1 && request.listed.empty();
    findings.unread.push_back({one ? request.policies.front() : "政策文件和纪要", "", past, Kind::past_due});
  }
}

// An answer that counts as none is told of: written before its order, or to a number that no open order has.
void tell_of_idle_answers(const std::vector<plan::OrderReply>& replies, RunOutcome& outcome) {
  report::RunFindings& findings = outcome.findings;
  outcome.idle_answers = plan::idle_replies(findings.order_register, replies, findings.asof);
  for (const auto& one : outcome.idle_answers)
    findings.unread.push_back({one.file, "", idle_words(one), report::Unread::Kind::left_out});
}

// The month's round over the register of orders; what is open becomes the orders of this run.
base::Result<void> keep_register(const RunRequest& request, const std::string& area_code,
                                 const calendar::WorkingCalendar& calendar, RunOutcome& outcome, base::World& world) {
  report::RunFindings& findings = outcome.findings;
  const std::vector<plan::Order> drafted = findings.orders;
  plan::OrderRound round;
  round.asof = request.asof;
  round.plan_year =
      findings.reading->plan_year != 0 ? findings.reading->plan_year : static_cast<int>(request.asof.year());
  round.statuses = &findings.targets;
  round.drafted = &drafted;
  round.projects = &findings.projects;
  auto letters = findings.replies;
  if (request.keep == Keep::answers)
    std::erase_if(letters, [&](const auto& m) { return m.file != request.answers_of; });
  round.replies = order_replies(letters, findings.targets, round.plan_year, request.sent_by);
  round.calendar = &calendar;
  round.settings = request.settings;
  const bool rehearses = request.keep == Keep::rehearse;
  round.answers_only = request.keep == Keep::answers;
  if (request.keep != Keep::all && !rehearses && !round.answers_only) {
    auto there = orders_on(request.data, findings.reading->area, request.asof, world);
    if (!there) return base::fail(there.error());
    if (there->empty()) return {};
    findings.order_register = std::move(there->front().all);
    round.prefix = there->front().prefix;
    findings.orders = plan::open_orders(findings.order_register, round);
    tell_of_idle_answers(round.replies, outcome);
    return {};
  }
  auto kept = keep_orders(request.data, area_code, findings.reading->area, round, findings.orders, world, !rehearses,
                          request.actor);
  if (!kept) return base::fail(kept.error());
  findings.order_register = std::move(kept->all);
  findings.order_news = std::move(kept->news);
  outcome.order_steps = std::move(kept->written);
  outcome.order_steps_back = std::move(kept->taken_back);
  tell_of_idle_answers(round.replies, outcome);
  outcome.orders_only_read = kept->only_read;
  if (kept->only_read) {
    findings.unread.push_back(
        {"督办登记", "",
         "登记里已有" + calendar::to_chinese(request.asof) + "以后的记录，本次只显示当天的情况，没有新登记督办事项"});
  }
  return {};
}

// One picture for every target that is under way; those of an earlier run do not stay beside them.
base::Result<void> write_charts(RunOutcome& outcome, const std::vector<facts::Fact>& vintages, const std::string& out,
                                base::World& world) {
  const std::string folder = (fs::path(out) / kCharts).string();
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& status : outcome.findings.targets) {
    std::string svg = report::fan_chart({outcome.report.reading.area, &status, &vintages});
    if (svg.empty()) continue;
    const auto name = report::chart_file_name(status, static_cast<int>(files.size()) + 1);
    files.emplace_back((fs::path(folder) / name).string(), std::move(svg));
  }
  if (world.files->is_folder(folder)) {
    auto old = world.files->list(folder);
    if (!old) return base::fail(old.error());
    for (const auto& entry : *old) {
      if (entry.is_file && !entry.is_link && entry.name.ends_with(".svg"))
        world.files->remove_tree((fs::path(folder) / entry.name).string());
    }
  }
  if (files.empty()) return {};
  if (auto made = world.files->make_folder(folder); !made) return base::fail(made.error());
  for (const auto& [name, bytes] : files) outcome.charts.push_back(name);
  return world.files->write_together(files);
}

base::Result<std::vector<PrintedFile>> write_files(RunOutcome& outcome, const RunRequest& request, base::World& world,
                                                   const Progress& progress) {
  const auto& findings = outcome.findings;
  // The files are dated by the day asked about, so that the same question gives the same bytes.
  const std::chrono::sys_seconds when = std::chrono::sys_days(request.asof);
  progress("写五个文件");
  const std::string feedback = office::write_docx(report::monthly_feedback(findings), when);
  std::vector<std::pair<std::string, std::string>> files{
      {kTargetTable, office::write_xlsx(report::target_table(findings), when)},
      {kRiskPage, office::write_docx(report::risk_page(findings), when)},
      {kOrderSheets, office::write_docx(report::order_sheets(findings), when)},
      {kFeedback, feedback},
      {kCheckList, office::write_xlsx(report::check_list(findings), when)},
  };
  if (request.pdf) {
    if (world.subprocess->find("soffice").empty()) {
      outcome.pdf_missing = "没有安装 LibreOffice，未生成 PDF";
    } else {
      progress("用 LibreOffice 生成 PDF（几秒钟）");
      auto pdf = office::docx_to_pdf(feedback, world);
      if (pdf) {
        files.emplace_back(kFeedbackPdf, std::move(*pdf));
      } else {
        outcome.pdf_missing = base::to_text(pdf.error());
      }
    }
  }
  if (auto made = world.files->make_folder(request.out); !made) return base::fail(made.error());
  std::vector<PrintedFile> printed;
  for (auto& [name, bytes] : files) {
    printed.push_back({name, base::sha256_hex(bytes)});
    name = (fs::path(request.out) / name).string();
    outcome.files.push_back(name);
  }
  // A PDF of an earlier run must not stand beside a newer 月度反馈.docx.
  const std::string old_pdf = (fs::path(request.out) / kFeedbackPdf).string();
  const bool stale_pdf =
      world.files->exists(old_pdf) && std::ranges::find(outcome.files, old_pdf) == outcome.files.end();
  if (auto written = world.files->write_together(files); !written) return base::fail(written.error());
  if (stale_pdf) world.files->remove_tree(old_pdf);
  return printed;
}

}  // namespace

base::Result<std::unique_ptr<RunOutcome>> run(const RunRequest& request, base::World& world, const Progress& progress) {
  auto outcome = std::make_unique<RunOutcome>();
  progress("读取 " + request.report);
  auto document = read_document(request.report, world);
  if (!document) return base::fail(document.error());
  outcome->report = std::move(*document);
  const reading::Reading& reading = outcome->report.reading;
  if (reading.targets.empty() && reading.measures.empty()) {
    return base::fail("report.no_plan", "没有读到任何计划目标和任务，这不像一份计划报告",
                      base::Place{.file = request.report}, "检查是不是选错了文件；只想看读到了什么，用 jicheng read");
  }

  report::RunFindings& findings = outcome->findings;
  findings.report_file = fs::path(request.report).filename().string();
  findings.asof = request.asof;
  findings.reading = &reading;
  findings.settings = request.settings;
  for (const auto& notice : outcome->report.document.notices) {
    if (notice.lost) findings.unread.push_back({request.report, base::to_text(notice.place), notice.why});
  }
  std::vector<std::string> files;
  reading::TableContext context;
  context.asof = request.asof;
  context.area = reading.area;
  files = request.month_files;
  if (!request.month_folder.empty()) {
    progress("读取文件夹 " + request.month_folder);
    auto found = files_in(request.month_folder, findings.unread, world);
    if (!found) return base::fail(found.error());
    files.insert(files.end(), found->begin(), found->end());
  }
  if (!request.data.empty()) {
    auto answers = answers_given(request.data, world);
    if (!answers) return base::fail(answers.error());
    context.answers = std::move(*answers);
  }
  auto calendar = working_calendar(request.holidays, world);
  if (!calendar) return base::fail(calendar.error());
  FolderRead month;
  std::vector<reading::ProjectSheet> kept_projects;
  const auto read_month = [&](const std::vector<facts::Fact>& past) {
    context.known = &past;
    for (const auto& fact : past) {
      if (fact.area == context.area && context.area_code.empty()) context.area_code = fact.area_code;
    }
    kept_projects = plan::kept_sheets(past, context.area);
    month = read_files(files, context, world);
    answer_for_senders(request, month);
    return with_projects(month, context);
  };
  const bool records = request.keep == Keep::all && !request.figures_kept;
  auto known = gather_known(request.facts_files, request.data, request.asof, world, records ? read_month : MoreFacts(),
                            request.actor, request.reason);
  if (!known) return base::fail(known.error());
  if (!records) read_month(known->facts);
  std::ranges::move(month.unread, std::back_inserter(findings.unread));
  findings.read_files = std::move(month.files);
  // What projects hand in is no published statistic.
  std::erase_if(known->facts, plan::is_project_fact);
  std::erase_if(known->vintages, plan::is_project_fact);
  findings.known = std::move(known->facts);
  std::ranges::move(known->unread, std::back_inserter(findings.unread));

  const auto& names = facts::NamesTable::in_force();
  progress("判断目标，核对数字");
  findings.targets = plan::judge(reading, findings.known, names, request.asof, request.settings,
                                 plan::sheets_together(month.project_sheets, kept_projects));
  plan::CheckInput input;
  input.draft = &reading;
  input.known = findings.known;
  input.vintages = std::move(known->vintages);
  input.names = &names;
  findings.check = plan::cross_check(input);
  add_wrong_year(reading, request.asof, findings.check);
  plan::ProjectInput projects;
  note_done_by_sheets(kept_projects, findings);
  note_done_by_sheets(month.project_sheets, findings);
  projects.sheets = std::move(month.project_sheets);
  projects.earlier = std::move(kept_projects);
  projects.report = &reading;
  projects.known = findings.known;
  projects.asof = request.asof;
  findings.projects = plan::project_progress(projects);
  add_project_checks(findings.projects.check, findings.check);
  if (!findings.projects.any && !projects.earlier.empty()) {
    // Without a sheet this month the last one in the ledger speaks, with its month.
    projects.sheets = std::exchange(projects.earlier, {});
    plan::tell_by_projects(plan::project_progress(projects), reading, findings.targets);
  } else {
    plan::tell_by_projects(findings.projects, reading, findings.targets);
  }
  // Behind the checks: they are of the report's own words.
  if (auto added = add_policies(request.policies, outcome->report, world); !added) return base::fail(added.error());
  add_listed(request.listed, outcome->report, world);
  findings.tasks = plan::tasks_of(reading);
  use_owners_of_annex(outcome->report, request.asof, findings.tasks);
  plan::use_sheet_owners(findings.projects, reading, findings.tasks);
  use_named_owners(outcome->report, findings.tasks);
  match_earlier(request, context, findings, world);
  if (!request.data.empty()) {
    auto before = reported_done(request, context.area_code, reading, world);
    if (!before) return base::fail(before.error());
    findings.done_before.merge(*before);
  }
  match_letters(month, context.answers, findings);
  findings.questions = static_cast<int>(month.questions.size());
  if (!request.data.empty() &&
      (request.keep == Keep::all || request.keep == Keep::questions || request.keep == Keep::answers)) {
    if (auto kept = keep_questions(request.data, month.questions, world); !kept) return base::fail(kept.error());
  }
  findings.orders = plan::orders_for(findings.targets, reading, *calendar, request.asof, request.settings);
  plan::add_project_orders(findings.projects, reading, *calendar, request.asof, request.settings, findings.orders);
  if (!request.data.empty()) {
    if (auto kept = keep_register(request, context.area_code, *calendar, *outcome, world); !kept)
      return base::fail(kept.error());
    if (request.keep == Keep::all) {
      if (auto kept = keep_reported_done(request, context.area_code, findings, world); !kept)
        return base::fail(kept.error());
    }
  }
  tell_of_unmatched(findings);
  tell_of_late_tasks(request, findings);

  if (!request.out.empty()) {
    const auto written = write_files(*outcome, request, world, progress);
    if (!written) return base::fail(written.error());
    if (auto drawn = write_charts(*outcome, input.vintages, request.out, world); !drawn)
      return base::fail(drawn.error());
    if (!request.data.empty()) {
      if (auto kept = keep_printed(request, context.area_code, findings, *written, world); !kept)
        return base::fail(kept.error());
    }
  }
  return outcome;
}

}  // namespace cycle
