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

// What closes an order is known by its bytes; of an answer the name is what the register keeps.
bool rests_on(const plan::OrderEvent& e, const ReceivedFile& file) {
  const std::string of_it = "；" + file.name + "；";
  const bool named = ("；" + base::file_name(e.file) + "；").find(of_it) != std::string::npos;
  return named && (e.step != plan::OrderStep::confirm_deed || e.print.starts_with(file.id));
}

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
      if (std::ranges::any_of(m.history, [&](const auto& e) { return rests_on(e, file); }))
        return in_use("这份文件已经登记为督办" + m.number + "-" + std::to_string(m.id.item) + "的反馈或证明",
                      "要改的，另报一份新的反馈；或请发展改革部门在这件督办里退回");
    }
  }
  return {};
}

// What this file brought, by the chain it stands in, and how many figures an earlier version recorded under its name
// that may be another file's.
struct Brought {
  std::map<std::string, std::vector<std::string>> records;
  int doubtful = 0;
};

base::Result<Brought> brought_in(ledger::Ledger& book, const std::string& data, const ReceivedFile& file,
                                 base::World& world) {
  auto all = book.find({.all_vintages = true, .count_vintages = false});
  if (!all) return base::fail(all.error());
  auto every = received_files(data, world, Withdrawn::too);
  if (!every) return base::fail(every.error());
  const bool alone = std::ranges::count(*every, file.name, &ReceivedFile::name) == 1;
  const std::string now = brought_by(file), before = brought_by_before(file);
  Brought out;
  for (const auto& r : *all) {
    const std::string& source = r.fact.source.text;
    // "月报.xlsx 工作表…", and not "月报.xlsx.bak …".
    const bool named =
        source.starts_with(file.name) && (source.size() == file.name.size() || source[file.name.size()] == ' ');
    if (!named || r.corrected_by != 0) continue;
    // A correction is of the write whose record it takes the place of.
    auto entered = book.record(r.area, r.sequence);
    while (entered && std::holds_alternative<ledger::Correction>(entered->entry))
      entered = book.record(r.area, std::get<ledger::Correction>(entered->entry).sequence);
    if (!entered) return base::fail(entered.error());
    if (entered->reason == now || (entered->reason == before && alone)) {
      out.records[r.area].push_back(r.area + ":" + std::to_string(r.sequence));
    } else if (entered->reason == before) {
      ++out.doubtful;
    }
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
  int left = 0;
  if (file->recorded && file->kind != "plan") {
    auto book = open_ledger(data, world);
    if (!book) return base::fail(book.error());
    auto brought = brought_in(*book, data, *file, world);
    if (!brought) return base::fail(brought.error());
    left = brought->doubtful;
    for (const auto& [area, some] : brought->records) {
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
    nlohmann::ordered_json said{{"name", file->name}, {"reason", reason}};
    if (left > 0) said["left"] = left;
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
