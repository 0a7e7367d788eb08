// 报送、现行计划、任务、项目.
#include <algorithm>

#include "server/desk.hpp"

namespace server {

namespace {

const cycle::Progress kSilent = [](const std::string&) {};

std::string own_office(const Person& person) {
  return person.scope.offices.empty() ? "" : person.scope.offices.front();
}

// What of a file's tasks was put into the plan before; nothing of one that was never confirmed.
base::Result<void> listed_before(const std::string& data, const cycle::ReceivedFile& file, cycle::ListedFile& into,
                                 base::World& world) {
  if (!cycle::is_policy(file.kind)) return {};
  auto all = cycle::listed_files(data, world);
  if (!all) return base::fail(all.error());
  for (auto& one : *all)
    if (one.file == file.id) into = std::move(one);
  return {};
}

}  // namespace

bool Desk::sees_file(const Person& person, const cycle::ReceivedFile& file, const std::string& plan_area) {
  const bool area = person.scope.sees_area(file.area.empty() ? plan_area : file.area);
  const auto shows = rows(person);
  return (area && shows(file.office)) || std::ranges::any_of(file.senders, [&](const cycle::FileSender& s) {
           return shows(s.office) && (area || s.by == person.login);
         });
}

// Asked for persons of some areas only: nobody else is held against it.
base::Result<std::string> Desk::plan_area(const Person& person) const {
  if (person.scope.areas.empty()) return std::string();
  auto plan = cycle::plan_in_force(options_.data, world_);
  if (!plan) return base::fail(plan.error());
  return *plan ? (*plan)->file.area : std::string();
}

Desk::Answer Desk::uploads(const Call& call) {
  auto files = cycle::received_files(options_.data, world_, cycle::Withdrawn::too);
  if (!files) return base::fail(files.error());
  auto area = plan_area(call.person);
  if (!area) return base::fail(area.error());
  std::erase_if(*files, [&](const auto& f) { return !sees_file(call.person, f, *area); });
  return json_response(wire::uploads(*files, viewer(call.person)));
}

Desk::Answer Desk::upload(const Call& call) {
  auto name = file_name_of(call.request, true);
  if (!name) return base::fail(name.error());
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  if (call.person.scope.own_only && call.person.scope.offices.empty())
    return base::fail("rights.office", "您的账户还没有写明单位", {}, "请安全管理员补上");
  cycle::ReceiveRequest request{.data = options_.data, .name = *name, .bytes = call.request.body, .asof = *day};
  request.by = call.person.login;
  request.office = own_office(call.person);
  request.area = call.request.parameter("area").value_or("");
  // Whoever answers for a figure does not publish it.
  request.record = !call.person.scope.own_only;
  const std::lock_guard lock(writing_);
  if (request.area.empty()) {
    auto plan = cycle::plan_in_force(options_.data, world_);
    if (!plan) return base::fail(plan.error());
    if (*plan) request.area = (*plan)->file.area;
    // Before there is a plan, what comes from a person of one area is of that area.
    if (request.area.empty() && !call.person.scope.areas.empty()) request.area = call.person.scope.areas.front();
  }
  if (!request.area.empty() && !call.person.scope.sees_area(request.area))
    return base::fail("rights.area", "不在您负责的地区", {}, "请安全管理员核对您的权限");
  auto received = cycle::receive(request, world_, kSilent);
  if (!received) return base::fail(received.error());
  // What offices wrote is held against the plan's tasks, and what is in doubt is asked. What answers an order is heard
  // at once, unless the file goes with an order that is named next, or somebody writes in another office's name.
  std::unique_ptr<cycle::RunOutcome> heard;
  std::string another;
  const bool for_order = call.request.parameter("for").value_or("") == "order";
  if (received->file.replies > 0 && plan_is_theirs(call.person)) {
    cycle::StandingRequest look{.data = options_.data, .asof = *day, .keep = cycle::Keep::questions};
    look.actor = call.person.login;
    // What names no office is its sender's.
    for (const auto& letter : received->through.read.letters)
      for (const auto& entry : letter.replies.entries)
        if (const auto& office = entry.office.empty() ? request.office : entry.office;
            another.empty() && !call.person.scope.sees_office(office))
          another = office.empty() ? "没有写明的单位" : office;
    if (another.empty() && !for_order) {
      look.keep = cycle::Keep::answers;
      look.answers_of = received->file.id;
    }
    auto asked = cycle::standing(look, world_);
    if (!asked && asked.error().code != "plan.none") return base::fail(asked.error());
    if (asked && look.keep == cycle::Keep::answers) heard = std::move(asked->run);
  }
  written(received->file.facts > 0 ? "facts" : "uploads");
  if (heard != nullptr && !heard->order_steps.empty()) written("orders");
  cycle::ListedFile listed;
  if (auto found = listed_before(options_.data, received->file, listed, world_); !found)
    return base::fail(found.error());
  wire::UploadOf of{&received->file, &received->through, received->appended, received->repeated, &listed, heard.get()};
  if (received->repeated) of.known = &received->file.senders.front();
  if (!for_order) of.another = another;
  return json_response(wire::upload(of, viewer(call.person)), 201);
}

base::Result<std::string> Desk::file_of_upload(const Person& person, const std::string& id) {
  auto file = cycle::received_file(options_.data, id, world_);
  if (!file) return base::fail(file.error());
  auto area = plan_area(person);
  if (!area) return base::fail(area.error());
  if (!sees_file(person, *file, *area))
    return base::fail("inbox.unknown", "没有编号为“" + id + "”的文件", {}, "在报送页查看");
  return cycle::received_path(options_.data, id, world_);
}

Desk::Answer Desk::upload_shown(const Call& call) {
  const std::string& id = call.parts[0];
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto file = cycle::received_file(options_.data, id, world_);
  if (!file) return base::fail(file.error());
  auto through = cycle::read_again(options_.data, *file, world_);
  if (!through) return base::fail(through.error());
  cycle::ListedFile listed;
  if (auto found = listed_before(options_.data, *file, listed, world_); !found) return base::fail(found.error());
  wire::UploadOf of{&*file, &*through, {}, true, &listed};
  // What its answers came to, as of the day that is looked at.
  std::shared_ptr<const cycle::Standing> then;
  if (file->replies > 0 && plan_is_theirs(call.person)) {
    auto is = standing(call.person, *day);
    if (!is && is.error().code != "plan.none") return base::fail(is.error());
    if (is) then = *is;
  }
  if (then != nullptr) of.stands = then->run.get();
  return json_response(wire::upload(of, viewer(call.person)));
}

Desk::Answer Desk::upload_get(const Call& call) { return upload_shown(call); }

// Which tasks of a policy file or minutes are the plan's: a person has looked at each.
Desk::Answer Desk::tasks_list(const Call& call) {
  auto body = read_object(call.request.body, {{"tasks", Shape::rows, true, 400}});
  if (!body) return base::fail(body.error());
  std::vector<cycle::TaskChoice> chosen;
  for (const auto& row : (*body)["tasks"]) {
    for (const auto& [name, value] : row.items()) {
      if (name != "id" && name != "owner" && name != "due")
        return base::fail("input.shape", "不认识“" + base::shortened(name, 40) + "”", {}, "按接口说明改正后再发");
    }
    if (!row.contains("id")) return base::fail("input.shape", "缺少“id”", {}, "按接口说明改正后再发");
    chosen.push_back({row["id"].get<std::string>(), row.value("owner", ""), row.value("due", "")});
  }
  {
    const std::lock_guard lock(writing_);
    // Into the plan of others nothing is put.
    if (auto theirs = plan_is_theirs(call.person); !theirs) return base::fail(theirs.error());
    auto listed = cycle::list_tasks(options_.data, call.parts[0], chosen, call.person.login, world_);
    if (!listed) return base::fail(listed.error());
  }
  written("plan");
  return upload_shown(call);
}

Desk::Answer Desk::upload_take(const Call& call) {
  const std::lock_guard lock(writing_);
  auto taken = cycle::take_figures(options_.data, call.parts[0], call.person.login, world_);
  if (!taken) return base::fail(taken.error());
  written("facts");
  cycle::ListedFile listed;
  if (auto found = listed_before(options_.data, taken->file, listed, world_); !found) return base::fail(found.error());
  return json_response(
      wire::upload({&taken->file, &taken->through, taken->appended, taken->repeated, &listed}, viewer(call.person)));
}

// By the bureau, or by whoever sent it as long as its figures count nowhere.
Desk::Answer Desk::upload_withdraw(const Call& call) {
  auto body = read_object(call.request.body, {{"reason", Shape::text, true, 400}});
  if (!body) return base::fail(body.error());
  const std::string reason((*body)["reason"].get<std::string>());
  if (base::trim(reason).empty()) return base::fail("input.shape", "没有写理由", {}, "写一句为什么撤回");
  {
    const std::lock_guard lock(writing_);
    auto file = cycle::received_file(options_.data, call.parts[0], world_);
    if (!file) return base::fail(file.error());
    const bool counts = file->recorded && file->facts > 0;
    const auto theirs = [&](const cycle::FileSender& s) { return s.by == call.person.login; };
    const bool sent = std::ranges::any_of(file->senders, theirs), alone = std::ranges::all_of(file->senders, theirs);
    if (!call.person.can(Can::direct) && (!alone || counts)) {
      return base::fail("rights.denied",
                        counts ? "文件里的数已经记入台账"
                        : sent ? "别人也报送了同一份文件"
                               : "这份文件不是您报送的",
                        {}, "请发展改革部门撤回");
    }
    auto done = cycle::withdraw_file(options_.data, call.parts[0], call.person.login, reason, world_);
    if (!done) return base::fail(done.error());
  }
  written("facts");
  written("uploads");
  written("questions");
  return upload_shown(call);
}

Desk::Answer Desk::upload_file(const Call& call) {
  auto path = file_of_upload(call.person, call.parts[0]);
  if (!path) return base::fail(path.error());
  auto bytes = world_.files->read(*path, cycle::kMostBytes);
  if (!bytes) return base::fail(bytes.error());
  Response out;
  // Never shown in the page, whatever it is.
  out.headers = {{"Content-Type", "application/octet-stream"},
                 {"Content-Disposition", attachment(base::file_name(*path))},
                 {"Cache-Control", "no-store"}};
  out.body = std::move(*bytes);
  return out;
}

Desk::Answer Desk::questions(const Call&) {
  auto open = cycle::open_questions(options_.data, world_);
  if (!open) return base::fail(open.error());
  auto answers = cycle::answers_given(options_.data, world_);
  if (!answers) return base::fail(answers.error());
  return json_response(wire::questions_page(*open, *answers));
}

Desk::Answer Desk::question_answer(const Call& call) {
  auto body = read_object(call.request.body, {{"answer", Shape::text, true, 400}});
  if (!body) return base::fail(body.error());
  const std::string answer = (*body)["answer"].get<std::string>();
  if (call.parts[0].find('=') != std::string::npos || answer.find('\n') != std::string::npos)
    return base::fail("input.shape", "答复写在一行里", {}, "改正后再答");
  {
    const std::lock_guard lock(writing_);
    auto done = cycle::answer_question(options_.data, call.parts[0] + "=" + answer, today(), world_);
    if (!done) {
      base::Fault fault = done.error();
      if (fault.code == "questions.unknown") fault.code = "inbox.unknown";
      return base::fail(fault);
    }
    // What waited for the answer is read now, from the files that asked.
    auto files = cycle::received_files(options_.data, world_);
    if (!files) return base::fail(files.error());
    for (const auto& file : *files) {
      if (file.questions == 0 || !file.recorded || file.name != base::file_name(done->file)) continue;
      if (auto taken = cycle::take_figures(options_.data, file.id, call.person.login, world_); !taken)
        return base::fail(taken.error());
    }
  }
  written("questions");
  return questions(call);
}

Desk::Answer Desk::burden(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto settings = cycle::office_settings(options_.data, world_);
  if (!settings) return base::fail(settings.error());
  auto found = cycle::burden_of(options_.data, *day, *settings, world_);
  if (!found) return base::fail(found.error());
  return json_response(wire::burden(*found, *day, *settings, rows(call.person)));
}

Desk::Answer Desk::plan(const Call&) {
  auto found = cycle::plan_in_force(options_.data, world_);
  if (!found) return base::fail(found.error());
  return json_response(wire::plan(*found, names()));
}

Desk::Answer Desk::plan_adopt(const Call& call) {
  auto body = read_object(call.request.body, {{"upload", Shape::text, true, 16}});
  if (!body) return base::fail(body.error());
  const std::string id = (*body)["upload"].get<std::string>();
  if (auto path = file_of_upload(call.person, id); !path) return base::fail(path.error());
  const std::lock_guard lock(writing_);
  // Neither is the plan of others put away, nor one for others put in force.
  if (auto theirs = plan_is_theirs(call.person); !theirs) return base::fail(theirs.error());
  auto file = cycle::received_file(options_.data, id, world_);
  if (!file) return base::fail(file.error());
  if (!call.person.scope.sees_area(file->area))
    return base::fail("rights.area", "这份计划不在您负责的地区", {}, "请安全管理员核对您的权限");
  auto adopted = cycle::adopt_plan(options_.data, id, call.person.login, world_);
  if (!adopted) return base::fail(adopted.error());
  written("plan");
  return json_response(wire::plan(std::move(*adopted), names()));
}

Desk::Answer Desk::tasks(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto is = standing(call.person, *day);
  if (!is) return base::fail(is.error());
  return json_response(wire::tasks(**is, rows(call.person)));
}

Desk::Answer Desk::projects(const Call& call) {
  auto day = asof(call);
  if (!day) return base::fail(day.error());
  auto is = standing(call.person, *day);
  if (!is) return base::fail(is.error());
  auto book = cycle::open_ledger(options_.data, world_);
  if (!book) return base::fail(book.error());
  auto known = book->as_known_on(*day);
  if (!known) return base::fail(known.error());
  std::erase_if(*known, [](const facts::Fact& f) { return !f.indicator.starts_with("项目"); });
  return json_response(wire::projects(**is, *known, rows(call.person)));
}

}  // namespace server
