// A file that was the wrong one is taken back: what it brought goes, that it came stays.
#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "cycle/amend.hpp"
#include "cycle/inbox.hpp"
#include "cycle/inbox_events.hpp"
#include "cycle/listed_tasks.hpp"
#include "cycle/order_book.hpp"
#include "cycle/questions.hpp"

namespace cycle {

namespace {

base::Result<void> nothing_rests_on(const std::string& data, const ReceivedFile& file, base::World& world) {
  const auto in_use = [&](std::string what, std::string remedy) {
    return base::fail("inbox.in_use", std::move(what), {.file = file.name}, std::move(remedy));
  };
  auto plan = plan_in_force(data, world);
  if (!plan) return base::fail(plan.error());
  if (*plan && (*plan)->file.id == file.id)
    return in_use("这是在执行的计划，不能撤回", "先把另一份计划报告定为在执行的计划");
  auto listed = listed_files(data, world);
  if (!listed) return base::fail(listed.error());
  for (const auto& one : *listed)
    if (one.file == file.id && one.taken() > 0)
      return in_use("这份文件里有" + std::to_string(one.taken()) + "项任务已经列入计划",
                    "先请发展改革部门在这份文件里把任务“全部撤出计划”");
  auto books = orders_on(data, "", calendar::Date(std::chrono::year(9999) / 12 / 31), world);
  if (!books) return base::fail(books.error());
  for (const auto& book : *books) {
    for (const auto& m : book.all.matters) {
      if (std::ranges::any_of(m.history, [&](const auto& e) { return base::file_name(e.file) == file.name; }))
        return in_use("这份文件已经登记为督办" + m.number + "-" + std::to_string(m.id.item) + "的反馈或证明",
                      "要改的，另报一份新的反馈；或请发展改革部门在这件督办里退回");
    }
  }
  return {};
}

// The records that this file brought, by the chain they stand in.
base::Result<std::map<std::string, std::vector<std::string>>> records_of(ledger::Ledger& book,
                                                                         const ReceivedFile& file) {
  auto all = book.find({.all_vintages = true, .count_vintages = false});
  if (!all) return base::fail(all.error());
  std::map<std::string, std::vector<std::string>> out;
  for (const auto& r : *all) {
    const std::string& source = r.fact.source.text;
    // "月报.xlsx 工作表…", and not "月报.xlsx.bak …".
    const bool its =
        source.starts_with(file.name) && (source.size() == file.name.size() || source[file.name.size()] == ' ');
    if (its && r.corrected_by == 0) out[r.area].push_back(r.area + ":" + std::to_string(r.sequence));
  }
  return out;
}

}  // namespace

base::Result<ReceivedFile> withdraw_file(const std::string& data, const std::string& id, const std::string& by,
                                         const std::string& reason, base::World& world) {
  auto file = file_in_use(data, id, world);
  if (!file) return base::fail(file.error());
  if (auto free = nothing_rests_on(data, *file, world); !free) return base::fail(free.error());
  bool took_figures = false;
  if (file->recorded && file->kind != "plan") {
    auto book = open_ledger(data, world);
    if (!book) return base::fail(book.error());
    auto records = records_of(*book, *file);
    if (!records) return base::fail(records.error());
    for (const auto& [area, some] : *records) {
      if (auto done = withdraw(data, some, {by, "撤回文件“" + file->name + "”：" + reason, {}}, world); !done)
        return base::fail(done.error());
      took_figures = true;
    }
  }
  {
    auto book = open_ledger(data, world);
    if (!book) return base::fail(book.error());
    const auto before = office_events(data, kWithdrawnEvent, "file/" + id, world);
    if (!before) return base::fail(before.error());
    const nlohmann::ordered_json said{{"name", file->name}, {"reason", reason}};
    auto noted =
        note_event(*book, kWithdrawnEvent, "file/" + id, "withdraw/" + id + "/" + std::to_string(before->size()), by,
                   said.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace), world);
    if (!noted) return base::fail(noted.error());
  }
  if (auto dropped = drop_questions_of(data, file->name, world); !dropped) return base::fail(dropped.error());
  // What others say too was known already when they came: it is theirs now, and so are the questions they raised.
  if (took_figures || file->questions > 0) {
    auto others = received_files(data, world);
    if (!others) return base::fail(others.error());
    for (auto other = others->rbegin(); other != others->rend(); ++other) {
      const bool brings = other->facts > 0 || other->projects > 0 || other->questions > 0;
      if (!other->recorded || other->kind == "plan" || !brings) continue;
      if (auto again = take_figures(data, other->id, by, world); !again) return base::fail(again.error());
    }
  }
  return received_file(data, id, world);
}

}  // namespace cycle
