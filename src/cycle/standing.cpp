#include "cycle/standing.hpp"

#include <algorithm>
#include <map>

#include "cycle/order_book.hpp"
#include "cycle/order_english.hpp"
#include "cycle/questions.hpp"
#include "cycle/tasks_of_plan.hpp"
#include "cycle/watch_due.hpp"
#include "plan/orders_offices.hpp"
#include "plan/verdict_words.hpp"
#include "report/places.hpp"
#include "report/status_words.hpp"

namespace cycle {

namespace {

constexpr int kRepliesDays = 70;  // how long what an office said is taken to speak of now
constexpr int kMonthDays = 31;    // files that came in so long ago are this month's material
// Beyond this a file with figures alone is not read again at every change; what its first reading counted is told.
constexpr std::uint64_t kReadAgain = 2u << 20;

// Graver is larger.
int gravity(plan::Verdict v) {
  switch (v) {
    case plan::Verdict::met:
      return 0;
    case plan::Verdict::on_track:
      return 1;
    case plan::Verdict::awaiting_value:
      return 2;
    case plan::Verdict::no_data:
      return 3;
    case plan::Verdict::at_risk:
      return 4;
    case plan::Verdict::off_track:
      return 5;
    case plan::Verdict::missed:
      return 6;
  }
  return 0;
}

// 财政 → 区财政局: the body by the table of offices; nothing for a function that the table does not have.
std::string body_for(const facts::Indicator& indicator, const plan::Jurisdiction& where) {
  const auto& offices = plan::Offices::in_force();
  return offices.find(indicator.lead_office) != nullptr ? offices.body(indicator.lead_office, where) : std::string();
}

std::string chance_or_none(const std::optional<double>& chance) {
  return chance ? plan::chance_words(*chance) : "无法判断";
}

// As the pages name verdicts: off_track → off track.
std::string verdict_english(std::string code) {
  std::ranges::replace(code, '_', ' ');
  return code;
}

std::string chance_english(const std::optional<double>& chance) {
  return chance ? plan::chance_words(*chance) : "not known";
}

std::string matter_link(const plan::MatterLife& m) {
  return "order/" + std::to_string(m.id.year) + "-" + std::to_string(m.id.number) + "-" + std::to_string(m.id.item);
}

// Whether somebody below had to make this file: an answer or a sheet of projects, or whatever an office of its own name
// sent. Plans, policy files, minutes, what could not be read and released statistics cost nobody but their reader.
bool was_asked_for(const ReceivedFile& file, const std::string& plan_area) {
  if (file.kind != "tables" && file.kind != "reply" && file.kind != "mixed") return false;
  if (!file.area.empty() && !plan_area.empty() && !plan::same_area(file.area, plan_area)) return false;
  // What the bureau asks of itself burdens nobody else.
  if (!file.office.empty() && plan::is_own_bureau(file.office, plan_area)) return false;
  return !file.office.empty() || file.replies > 0 || file.projects > 0;
}

}  // namespace

base::Result<Standing> standing(const StandingRequest& request, base::World& world) {
  auto plan = plan_in_force(request.data, world);
  if (!plan) return base::fail(plan.error());
  if (!*plan)
    return base::fail("plan.none", "还没有定下用哪一份计划报告", {}, "在报送页放入计划报告，再把它定为现行计划");
  auto settings = office_settings(request.data, world);
  if (!settings) return base::fail(settings.error());
  auto files = received_files(request.data, world);
  if (!files) return base::fail(files.error());

  RunRequest run_request;
  run_request.report = (*plan)->path;
  run_request.data = request.data;
  run_request.asof = request.asof;
  run_request.keep = request.keep;
  run_request.out = request.out;
  run_request.holidays = holidays_file(request.data, world);
  run_request.actor = request.actor;
  run_request.reason = request.reason;
  run_request.settings = settings->plan;
  run_request.figures_kept = true;
  auto listed = listed_files(request.data, world);
  if (!listed) return base::fail(listed.error());
  keep_tasks_of({(*plan)->file.area, (*plan)->file.plan_year, (*plan)->file.id}, request.asof, *listed);
  run_request.listed = std::move(*listed);
  const auto since = calendar::plus_days(request.asof, -kRepliesDays);
  const auto month = calendar::plus_days(request.asof, -kMonthDays);
  std::vector<const ReceivedFile*> counted;
  for (const auto& file : *files) {
    if (file.asof > request.asof || file.kind == "plan" || (is_policy(file.kind) && file.projects == 0)) continue;
    // Projects of a place that was named before there was this plan are not this plan's.
    const bool by_name = file.area.find_first_not_of("0123456789") != std::string::npos;
    if (file.projects > 0 && by_name && !plan::same_area(file.area, (*plan)->file.area)) continue;
    // An answer speaks of now from the last day on which somebody sent it.
    calendar::Date said = file.asof;
    for (const auto& sender : file.senders)
      if (sender.asof <= request.asof) said = std::max(said, sender.asof);
    const bool needed = file.projects > 0 || (file.replies > 0 && said >= since);
    if (!needed && file.asof > month && file.bytes > kReadAgain) {
      counted.push_back(&file);
    } else if (file.replies > 0 && !needed) {
      if (file.asof.year() == request.asof.year())
        run_request.earlier_letters.push_back(path_of(request.data, file, world));
    } else if (needed || file.asof > month) {
      const std::string path = path_of(request.data, file, world);
      run_request.month_files.push_back(path);
      auto& senders = run_request.sent_by[path];
      for (const auto& sender : file.senders)
        if (sender.asof <= request.asof) senders.push_back({sender.office, sender.asof});
      if (file.id == request.answers_of) run_request.answers_of = path;
    }
  }
  auto outcome = run(run_request, world, [](const std::string&) {});
  if (!outcome) return base::fail(outcome.error());
  // Pages show names, never where this machine keeps its files.
  auto& f = (*outcome)->findings;
  for (auto& u : f.unread) u.file = base::file_name(u.file);
  for (auto& r : f.read_files) r.file = base::file_name(r.file);
  for (const auto* file : counted) {
    f.read_files.push_back({.file = file->name, .tables = file->tables, .facts = file->facts, .note = file->note});
    if (file->unread > 0) {
      f.unread.push_back(
          {file->name, "", std::to_string(file->unread) + "处没有读懂或待回答，逐处的说明在报送页打开这个文件看"});
    }
  }
  for (auto& r : f.replies) r.file = base::file_name(r.file);
  if (request.keep != Keep::all) {
    // Nothing happens by looking: what happened this month is told from the matters themselves.
    for (const auto& m : f.order_register.matters)
      std::ranges::copy_if(m.history, std::back_inserter(f.order_news),
                           [&](const plan::OrderEvent& e) { return e.on > month && e.on <= request.asof; });
  }
  return Standing{std::move(**plan), *settings, std::move(*outcome)};
}

std::vector<TargetChange> changes_between(const report::RunFindings& was, const report::RunFindings& is) {
  std::map<std::string, const plan::TargetStatus*> before;
  for (const auto& s : was.targets) before[s.target.id] = &s;
  std::vector<TargetChange> out;
  const auto period = [](const plan::TargetStatus& s) {
    return s.latest ? calendar::to_string(s.latest->fact.period) : std::string();
  };
  // As it is read: 约80% before and after is no change.
  const auto chance_shown = [](const plan::TargetStatus& s) {
    return s.probability ? plan::chance_words(*s.probability) : std::string();
  };
  const auto said = [](const plan::TargetStatus& s) { return s.latest ? facts::said(s.latest->fact) : std::string(); };
  for (const auto& s : is.targets) {
    const auto at = before.find(s.target.id);
    const auto* old = at == before.end() ? nullptr : at->second;
    if (old != nullptr && old->verdict == s.verdict && (said(*old) == said(s) || chance_shown(*old) == chance_shown(s)))
      continue;
    TargetChange c;
    c.target = s.target.id;
    c.indicator = report::name_of(s);
    c.is = s.verdict;
    c.chance_is = s.probability;
    c.period_is = period(s);
    c.why = s.why;
    c.why_english = s.why_english;
    if (old != nullptr) {
      c.was = old->verdict;
      c.chance_was = old->probability;
      c.period_was = period(*old);
    }
    out.push_back(std::move(c));
  }
  std::ranges::stable_sort(out, [](const TargetChange& a, const TargetChange& b) {
    const auto fall = [](const TargetChange& c) { return c.was ? gravity(*c.was) - gravity(c.is) : 0; };
    return fall(a) < fall(b);
  });
  return out;
}

std::string week_words(const calendar::Date& day) {
  const auto week = plan::week_of(day);
  const auto words = [](const calendar::Date& d) {
    return std::to_string(static_cast<unsigned>(d.month())) + "月" + std::to_string(static_cast<unsigned>(d.day())) +
           "日";
  };
  return words(week.monday) + "—" + words(week.sunday);
}

std::string week_english(const calendar::Date& day) {
  const auto week = plan::week_of(day);
  return calendar::to_string(week.monday) + " to " + calendar::to_string(week.sunday);
}

std::string deadline_english(const plan::Settings& settings) {
  return "The deadline of an order is the day by which its office answers with cause and measures: " +
         std::to_string(settings.order_working_days) +
         " working days from the day it was issued, sent back, reminded of or escalated; it is not the day by which "
         "the "
         "matter is done. Due this week: unanswered, with a deadline between Monday and Sunday.";
}

std::string deadline_words(const plan::Settings& settings) {
  return "期限是督办事项的反馈期限：下达、退回、催办或提级之日起" + std::to_string(settings.order_working_days) +
         "个工作日内反馈原因和措施，不是事项办完的期限。本周到期指周一至周日到期、还没有反馈的。";
}

std::vector<AgendaSection> agenda_of(const report::RunFindings& was, const report::RunFindings& is,
                                     const calendar::WorkingCalendar& calendar) {
  const auto end_of_week = plan::week_of(is.asof).sunday;
  const auto where = is.reading != nullptr ? plan::jurisdiction_of(*is.reading) : plan::Jurisdiction{};
  AgendaSection decide{"decide", "需要会议定的", {}}, overdue{"overdue", "逾期未反馈", {}},
      verify{"to_verify", "已反馈待核实", {}}, due{"due", "本周到期", {}}, behind{"behind", "落后和有风险的目标", {}},
      projects{"projects", "落后的重点项目", {}}, changed{"changed", "比上周的变化", {}},
      own{"own", "本局的事（内部办理）", {}}, unknown{"unknown", "还没有公布数的主要目标", {}},
      unread{"unread", "没有读懂的材料", {}};

  std::vector<std::pair<calendar::Date, AgendaItem>> late;  // since when; the longest overdue stands highest
  for (const auto& m : is.order_register.matters) {
    if (!m.open()) continue;
    const std::string about = m.number + "-" + std::to_string(m.id.item) + " " + m.about;
    AgendaItem item{about, m.owner, matter_link(m), about};
    const auto deadline = plan::deadline_of(m, is.asof);
    const std::string act = m.own ? "办理" : "反馈";
    std::string when, when_english;
    const auto last_step = [&] { return step_english(m, m.history.size() - 1); };
    if (deadline == plan::Deadline::overdue) {
      const auto days = calendar.working_days_between(*m.due, is.asof);
      when =
          "，应于" + calendar::to_chinese(*m.due) + act + (days ? "，逾期" + std::to_string(*days) + "个工作日" : "");
      when_english = ", was due " + calendar::to_string(*m.due) +
                     (days ? ", " + std::to_string(*days) + " working days overdue" : "");
    } else if (deadline == plan::Deadline::this_week) {
      when = "，" + calendar::to_chinese(*m.due) + "前" + act;
      when_english = ", due " + calendar::to_string(*m.due);
    }
    if (m.own) {
      // Nobody outside the house is asked for it: told apart, and never to a leader.
      if (m.state == plan::OrderState::replied) {
        when = "：" + m.history.back().reason;
        when_english = ": " + last_step();
      }
      if (when.empty()) continue;
      item.text += when;
      item.english += when_english;
      own.items.push_back(std::move(item));
    } else if (m.state == plan::OrderState::escalated) {
      item.text += "：" + m.history.back().reason + when;
      item.english += ": " + last_step() + when_english;
      decide.items.push_back(item);
    } else if (m.state == plan::OrderState::replied) {
      item.text += "：" + m.history.back().reason;
      item.english += ": " + last_step();
      verify.items.push_back(item);
    } else if (deadline == plan::Deadline::overdue || deadline == plan::Deadline::this_week) {
      item.text += when;
      item.english += when_english;
      if (deadline == plan::Deadline::overdue) {
        late.emplace_back(*m.due, std::move(item));
      } else {
        due.items.push_back(std::move(item));
      }
    }
  }
  if (is.reading != nullptr) {
    const auto item = [&](const reading::Measure& m, const std::string& when, const std::string& when_english) {
      const auto task = std::ranges::find_if(is.tasks, [&](const plan::Task& t) { return t.measure.id == m.id; });
      const std::string words = report::shortened(task_words(*is.reading, m), 60);
      return AgendaItem{"任务（" + when + "）：" + words,
                        task == is.tasks.end() ? std::string() : task->suggested_owner, "task/" + m.id,
                        "Task (" + when_english + "): " + words};
    };
    for (const auto& [m, last] :
         late_tasks(*is.reading, is.asof, [&](const auto& task) { return known_done(is, task); }))
      late.emplace_back(
          last, item(*m, m->due + "，已过" + calendar::to_chinese(last), "was due " + calendar::to_string(last)));
    for (const auto& m : is.reading->measures) {
      const auto last = last_day_of(m, is.reading->plan_year);
      if (last && !is_past(last, is.asof) && *last <= end_of_week)
        due.items.push_back(item(m, m.due, "due " + calendar::to_string(*last)));
    }
  }
  std::ranges::stable_sort(late, {}, &std::pair<calendar::Date, AgendaItem>::first);
  for (auto& [since, one] : late) overdue.items.push_back(std::move(one));
  for (const auto& reply : is.replies) {
    for (const auto& ask : reply.entry.asks)
      decide.items.push_back({"请求协调：" + report::shortened(ask.text, 80), reply.entry.office, "",
                              "Asks for coordination: " + report::shortened(ask.text, 80)});
  }
  std::vector<const plan::TargetStatus*> red;
  for (const auto& s : is.targets) {
    if (gravity(s.verdict) >= 4) red.push_back(&s);
    if (s.verdict == plan::Verdict::no_data || s.verdict == plan::Verdict::awaiting_value) {
      if (s.target.strength == "headline")
        unknown.items.push_back({report::name_of(s) + "：" + s.why, "", "target/" + s.target.id,
                                 report::name_of(s) + ": " + s.why_english});
    }
  }
  std::ranges::stable_sort(red, [](const auto* a, const auto* b) { return gravity(a->verdict) > gravity(b->verdict); });
  for (const auto* s : red) {
    behind.items.push_back(
        {report::name_of(*s) + "（" + plan::to_chinese(s->verdict) + "）：" + s->why,
         s->indicator != nullptr ? body_for(*s->indicator, where) : "", "target/" + s->target.id,
         report::name_of(*s) + " (" + verdict_english(plan::to_string(s->verdict)) + "): " + s->why_english});
  }
  for (const auto& p : is.projects.projects) {
    if (p.verdict == plan::ProjectVerdict::late || p.verdict == plan::ProjectVerdict::slow)
      projects.items.push_back({p.project.name + "（" + plan::to_chinese(p.verdict) + "）：" + p.why, p.project.owner,
                                "project/" + p.project.name,
                                p.project.name + " (" + verdict_english(plan::to_string(p.verdict)) + "): " + p.why});
  }
  for (const auto& c : changes_between(was, is)) {
    std::string text = c.indicator + "：";
    text += c.was && *c.was != c.is ? plan::to_chinese(*c.was) + "转为" + plan::to_chinese(c.is)
                                    : plan::to_chinese(c.is) + "，可能性由" + chance_or_none(c.chance_was) + "变为" +
                                          chance_or_none(c.chance_is);
    std::string english = c.indicator + ": ";
    if (c.was && *c.was != c.is) english += "from " + verdict_english(plan::to_string(*c.was)) + " to ";
    english += verdict_english(plan::to_string(c.is));
    if (!c.was || *c.was == c.is)
      english += ", chance from " + chance_english(c.chance_was) + " to " + chance_english(c.chance_is);
    changed.items.push_back({text + "。" + c.why, "", "target/" + c.target, english + ". " + c.why_english});
  }
  for (const auto& u : is.unread)
    if (u.kind != report::Unread::Kind::past_due)  // each stands among the overdue ones
      unread.items.push_back({u.file + (u.place.empty() ? "" : " " + u.place) + "：" + u.why, "", "",
                              u.file + (u.place.empty() ? "" : " " + u.place) + ": " + u.why});

  std::vector<AgendaSection> out;
  for (auto* section : {&decide, &overdue, &verify, &due, &own, &behind, &projects, &changed, &unknown, &unread})
    if (!section->items.empty()) out.push_back(std::move(*section));
  return out;
}

base::Result<std::vector<BurdenRow>> burden_of(const std::string& data, const calendar::Date& asof,
                                               const OfficeSettings& settings, base::World& world) {
  std::map<std::string, BurdenRow> rows;
  const auto of = [&](const std::string& office) -> BurdenRow& {
    std::string name = office.empty() ? "没有写明单位" : office;
    for (const auto& [known, row] : rows) {
      if (plan::Offices::in_force().same_body(known, name)) name = known;
    }
    rows[name].office = name;
    return rows[name];
  };
  auto books = orders_on(data, "", asof, world);
  if (!books) return base::fail(books.error());
  for (const auto& book : *books) {
    for (const auto& m : book.all.matters) {
      if (m.own) continue;
      for (const auto& e : m.history) {
        if (e.on.year() != asof.year()) continue;
        if (e.step == plan::OrderStep::issue) ++of(m.owner).orders;
        if (e.step == plan::OrderStep::remind || e.step == plan::OrderStep::reply_without_deed ||
            e.step == plan::OrderStep::send_back)
          ++of(m.owner).reminders;
      }
    }
  }
  auto files = received_files(data, world);
  if (!files) return base::fail(files.error());
  auto plan = plan_in_force(data, world);
  if (!plan) return base::fail(plan.error());
  std::map<std::string, std::string> office_of_file;
  for (const auto& f : *files) {
    if (f.asof > asof || f.asof.year() != asof.year() || !was_asked_for(f, *plan ? (*plan)->file.area : "")) continue;
    ++of(f.office).files;
    office_of_file[f.name] = f.office;
    // Another office that sent the same file had to make it as well.
    std::vector<std::string> others;
    for (const auto& sender : f.senders) {
      const auto same = [&](const std::string& one) { return plan::Offices::in_force().same_body(one, sender.office); };
      if (sender.office.empty() || same(f.office) || std::ranges::any_of(others, same)) continue;
      if (!plan::is_own_bureau(sender.office, *plan ? (*plan)->file.area : "")) others.push_back(sender.office);
    }
    for (const auto& office : others) ++of(office).files;
  }
  // A question is the bureau's own work until it is answered; it is counted with the file that raised it.
  auto open = open_questions(data, world);
  if (!open) return base::fail(open.error());
  for (const auto& q : *open) {
    if (const auto office = office_of_file.find(base::file_name(q.file)); office != office_of_file.end())
      ++of(office->second).questions;
  }
  std::vector<BurdenRow> out;
  for (auto& [name, row] : rows) {
    const int minutes = row.orders * settings.minutes_order + row.reminders * settings.minutes_reminder +
                        row.questions * settings.minutes_question + row.files * settings.minutes_file;
    row.hours = minutes / 60.0;
    out.push_back(row);
  }
  std::ranges::stable_sort(out, std::ranges::greater(), &BurdenRow::hours);
  return out;
}

}  // namespace cycle
