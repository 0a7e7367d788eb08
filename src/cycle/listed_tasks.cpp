#include "cycle/listed_tasks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "cycle/cycle.hpp"
#include "cycle/inbox.hpp"
#include "cycle/inbox_events.hpp"
#include "cycle/policies.hpp"
#include "cycle/upkeep_parts.hpp"

namespace cycle {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSubject = "tasks/";
constexpr std::size_t kMostDueWords = 40;

std::optional<ListedFile> file_of(const ledger::RecordedEvent& event) {
  const Json j = Json::parse(event.event.content, nullptr, false);
  if (!j.is_object()) return std::nullopt;
  try {
    ListedFile out;
    out.file = event.event.subject.substr(std::string_view(kSubject).size());
    out.name = j.at("name").get<std::string>();
    out.title = j.value("title", "");
    out.area = j.value("area", "");
    out.plan_year = j.value("plan_year", 0);
    const auto asof = calendar::parse_date(j.at("asof").get<std::string>());
    if (!asof) return std::nullopt;
    out.asof = *asof;
    for (const auto& t : j.at("tasks")) {
      out.tasks.push_back({t.at("id").get<std::string>(), t.at("text").get<std::string>(), t.at("taken").get<bool>(),
                           t.value("owner", ""), t.value("due", "")});
    }
    out.listed_at = local_text(event.recorded_at);
    out.listed_by = event.actor;
    return out;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

// As tasks of a plan say it, and as it is looked up on the day.
std::string due_words(const std::string& due) {
  const auto day = calendar::parse_date(due);
  return day ? calendar::to_chinese(*day) + "前" : due;
}

base::Result<std::string> due_of(const std::string& given, const reading::PolicyTask& task) {
  const std::string due(base::trim(std::string_view(given)));
  if (due.empty() || calendar::parse_date(due) || (task.due && due == task.due->text)) return due;
  const auto words = base::from_utf8(due);
  // Some day or time must stand in it: 12月20日前, 每月10日前, 年底, 长期; 无期限 and 即可 say none.
  constexpr std::string_view kTimes[] = {"年",   "月",   "日",   "季",   "旬",   "周",   "长期", "近期",
                                         "中期", "短期", "定期", "分期", "持续", "立即", "即时", "随时"};
  const bool timely = words && words->size() <= kMostDueWords && words->find(U'\n') == std::u32string::npos &&
                      std::ranges::any_of(kTimes, [&](std::string_view t) { return due.find(t) != due.npos; });
  if (!timely) {
    return base::fail("policy.due", "“" + base::shortened(due, 20) + "”不是期限", {},
                      "写成 2025-06-30，或“每月10日前”“长期”这样的话；没有期限就空着");
  }
  return due;
}

}  // namespace

int ListedFile::taken() const { return static_cast<int>(std::ranges::count(tasks, true, &ListedTask::taken)); }

base::Result<std::vector<ListedFile>> listed_files(const std::string& data, base::World& world) {
  auto events = office_events(data, kListedEvent, kSubject, world);
  if (!events) return base::fail(events.error());
  std::vector<ListedFile> out;
  for (const auto& event : *events) {
    auto file = file_of(event);
    if (!file) continue;
    const auto before = std::ranges::find(out, file->file, &ListedFile::file);
    if (before == out.end()) {
      out.push_back(std::move(*file));
    } else {
      *before = std::move(*file);
    }
  }
  if (out.empty()) return out;
  auto received = received_files(data, world);
  if (!received) return base::fail(received.error());
  std::map<std::string, const ReceivedFile*> by_id;
  for (const ReceivedFile& file : *received) by_id[file.id] = &file;
  for (ListedFile& file : out)
    if (const auto at = by_id.find(file.file); at != by_id.end()) file.path = path_of(data, *at->second, world);
  return out;
}

base::Result<ListedFile> list_tasks(const std::string& data, const std::string& id,
                                    const std::vector<TaskChoice>& chosen, const std::string& by, base::World& world) {
  auto file = file_in_use(data, id, world);
  if (!file) return base::fail(file.error());
  auto path = received_path(data, id, world);
  if (!path) return base::fail(path.error());
  auto read = read_document(*path, world);
  if (!read) return base::fail(read.error());
  if (!is_policy(file->kind) || !read->policy) {
    return base::fail("policy.none", "“" + file->name + "”不像政策文件或会议纪要，没有读出条目和任务",
                      {.file = file->name}, "检查是不是选错了文件");
  }
  auto plan = plan_in_force(data, world);
  if (!plan) return base::fail(plan.error());
  if (!*plan)
    return base::fail("plan.none", "还没有定下用哪一份计划报告", {}, "在报送页放入计划报告，再把它定为现行计划");
  if (id == (*plan)->file.id) {
    return base::fail("policy.is_plan", "“" + file->name + "”就是现行计划，里面的任务已经都在计划里",
                      {.file = file->name}, "不用再列入；要列入别的文件的任务，打开那份文件");
  }
  ListedFile out;
  out.file = id;
  out.name = file->name;
  out.path = *path;
  out.title = read->policy->title;
  out.asof = file->asof;
  out.area = (*plan)->file.area;
  out.plan_year = (*plan)->file.plan_year;
  std::set<std::string> left;
  for (const TaskChoice& c : chosen) {
    if (!left.insert(c.id).second)
      return base::fail("policy.task", "任务“" + base::shortened(c.id, 10) + "”写了两次", {}, "每项任务写一次");
  }
  for (const auto& article : read->policy->articles) {
    for (const auto& task : article.tasks) {
      ListedTask one{.id = task.id, .text = task.what, .taken = left.erase(task.id) > 0, .owner = {}, .due = {}};
      if (one.taken) {
        const TaskChoice& c = *std::ranges::find(chosen, task.id, &TaskChoice::id);
        one.owner = std::string(base::trim(std::string_view(c.owner)));
        auto due = due_of(c.due, task);
        if (!due) return base::fail(due.error());
        one.due = std::move(*due);
      }
      out.tasks.push_back(std::move(one));
    }
  }
  if (!left.empty()) {
    return base::fail("policy.task", "这份文件里没有任务“" + base::shortened(*left.begin(), 10) + "”", {},
                      "重新打开这份文件再选");
  }
  Json tasks = Json::array();
  for (const auto& t : out.tasks)
    tasks.push_back({{"id", t.id}, {"text", t.text}, {"taken", t.taken}, {"owner", t.owner}, {"due", t.due}});
  auto before = office_events(data, kListedEvent, kSubject + id, world);
  if (!before) return base::fail(before.error());
  auto book = open_ledger(data, world);
  if (!book) return base::fail(book.error());
  const Json content{{"name", out.name},
                     {"title", out.title},
                     {"asof", calendar::to_string(out.asof)},
                     {"area", out.area},
                     {"plan_year", out.plan_year},
                     {"taken", out.taken()},
                     {"left_out", static_cast<int>(out.tasks.size()) - out.taken()},
                     {"tasks", std::move(tasks)}};
  // After the one before: the same choice made again later is another act.
  auto noted = note_event(*book, kListedEvent, kSubject + id, kSubject + id + "/" + std::to_string(before->size()), by,
                          content.dump(-1, ' ', false, Json::error_handler_t::replace), world);
  if (!noted) return base::fail(noted.error());
  out.listed_at = local_time(world);
  out.listed_by = by;
  return out;
}

void add_listed(const std::vector<ListedFile>& files, ReadDocument& report, base::World& world) {
  // Numbers of a report that is a policy file itself go before.
  int number = report.policy ? static_cast<int>(report.reading.measures.size()) : 0;
  for (const ListedFile& file : files) {
    const int first = number;
    number += static_cast<int>(file.tasks.size());
    if (file.taken() == 0) continue;
    ReadDocument chosen;
    if (auto read = read_document(file.path, world); read && read->policy) chosen = std::move(*read);
    std::vector<reading::Measure> there;
    std::swap(there, chosen.reading.measures);
    const std::vector<NamedOwner> named = std::exchange(chosen.named_owners, {});
    std::map<std::string, std::string> words;  // of each task
    if (chosen.policy) {
      for (const auto& article : chosen.policy->articles)
        for (const auto& task : article.tasks) words[task.id] = task.what;
    }
    for (std::size_t i = 0; i < file.tasks.size(); ++i) {
      const ListedTask& task = file.tasks[i];
      if (!task.taken) continue;
      const auto said = [&](const reading::Measure& m) { return words[m.id] == task.text; };
      auto at = std::ranges::find_if(there, [&](const auto& m) { return m.id == task.id && said(m); });
      if (at == there.end()) at = std::ranges::find_if(there, said);
      reading::Measure measure;
      if (at != there.end()) {
        measure = *at;
      } else {
        auto& text = chosen.reading.text;
        if (!text.empty()) text += U"\n";
        document::Paragraph paragraph;
        paragraph.span.start = static_cast<int>(text.size());
        text += base::u32(task.text);
        paragraph.span.end = static_cast<int>(text.size());
        paragraph.place.file = file.name;
        measure.span = measure.sentence = paragraph.span;
        chosen.document.blocks.push_back(std::move(paragraph));
        chosen.document.text = text;
      }
      const bool of_file = std::ranges::any_of(
          named, [&](const NamedOwner& n) { return n.task == measure.id && n.bodies == task.owner; });
      measure.id = policy_task_id(first + static_cast<int>(i) + 1);
      measure.due = due_words(task.due);
      measure.due_on.reset();  // as the officer wrote it, whatever the file says
      if (!task.owner.empty())
        chosen.named_owners.push_back({measure.id, task.owner, of_file ? "文件写明" : "列入计划时写明"});
      chosen.origins.push_back({measure.id, file.file, file.title.empty() ? file.name : file.title});
      chosen.reading.measures.push_back(std::move(measure));
    }
    add_tasks_of(chosen, report);
  }
}

}  // namespace cycle
