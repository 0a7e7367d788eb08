#include "cycle/inbox.hpp"

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "cycle/inbox_events.hpp"
#include "cycle/place.hpp"
#include "cycle/questions.hpp"
#include "cycle/upkeep_parts.hpp"
#include "office/office.hpp"
#include "plan/project_memory.hpp"
#include "reading/title_place.hpp"

namespace cycle {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr const char* kInbox = "收件";
constexpr std::size_t kMostName = 120;  // code points
// A plan promises much and orders much; a bulletin has figures, a letter a few deeds.
constexpr std::size_t kFewestTargets = 3, kFewestMeasures = 10;

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Without folders, control characters and what file systems forbid; empty when nothing is left.
std::string safe_name(const std::string& given) {
  const auto text = base::from_utf8(given);
  if (!text) return {};
  std::u32string out;
  for (const char32_t c : *text) {
    if (c == U'/' || c == U'\\') {
      out.clear();
    } else if (c >= 0x20 && c != 0x7F && std::u32string_view(U"<>:\"|?*").find(c) == std::u32string_view::npos &&
               !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069)) {
      out += c;
    }
  }
  while (!out.empty() && (out.front() == U'.' || out.front() == U' ')) out.erase(out.begin());
  while (!out.empty() && out.back() == U' ') out.pop_back();
  if (out.size() > kMostName) out.erase(0, out.size() - kMostName);  // the extension is at the end
  return base::to_utf8(out);
}

std::string folder_of(const std::string& data, const std::string& id, base::World& world) {
  return (fs::path(place_of(data, world).folder) / kInbox / id).string();
}

std::string extension_of(const std::string& name) {
  std::string out = fs::path(name).extension().string();
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// Of prose only: a workbook is no report.
bool may_be_report(const std::string& name) {
  static constexpr std::array kSheets{".xlsx", ".xls", ".et", ".ods", ".csv", ".xlsm"};
  return std::ranges::find(kSheets, extension_of(name)) == kSheets.end();
}

Json content_of(const ReceivedFile& f) {
  Json j{{"name", f.name},
         {"kind", f.kind},
         {"bytes", f.bytes},
         {"by", f.by},
         {"office", f.office},
         {"asof", calendar::to_string(f.asof)},
         {"tables", f.tables},
         {"facts", f.facts},
         {"projects", f.projects},
         {"replies", f.replies},
         {"questions", f.questions},
         {"unread", f.unread},
         {"recorded", f.recorded},
         {"note", f.note},
         {"area", f.area}};
  if (f.kind == "plan" || is_policy(f.kind)) {
    j["plan_year"] = f.plan_year;
    j["targets"] = f.targets;
    j["measures"] = f.measures;
  }
  return j;
}

std::optional<ReceivedFile> file_of(const ledger::RecordedEvent& event) {
  const Json j = Json::parse(event.event.content, nullptr, false);
  if (!j.is_object()) return std::nullopt;
  try {
    ReceivedFile f;
    f.id = event.event.subject.substr(event.event.subject.find('/') + 1);
    f.name = j.at("name").get<std::string>();
    f.kind = j.at("kind").get<std::string>();
    f.bytes = j.at("bytes").get<std::uint64_t>();
    f.received_at = local_text(event.recorded_at);
    f.by = j.value("by", "");
    f.office = j.value("office", "");
    const auto asof = calendar::parse_date(j.at("asof").get<std::string>());
    if (!asof) return std::nullopt;
    f.asof = *asof;
    f.tables = j.value("tables", 0);
    f.facts = j.value("facts", 0);
    f.projects = j.value("projects", 0);
    f.replies = j.value("replies", 0);
    f.questions = j.value("questions", 0);
    f.unread = j.value("unread", 0);
    f.recorded = j.value("recorded", true);
    f.note = j.value("note", "");
    f.area = j.value("area", "");
    f.plan_year = j.value("plan_year", 0);
    f.targets = j.value("targets", 0);
    f.measures = j.value("measures", 0);
    if (const auto sender = j.find("sender"); sender != j.end()) {
      const auto day = calendar::parse_date(sender->value("asof", std::string()));
      f.senders.push_back({sender->value("by", ""), sender->value("office", ""), f.received_at, day ? *day : f.asof});
    }
    return f;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

// What the office's chain tells of its files, in the order of their first coming.
base::Result<std::vector<ReceivedFile>> files_of_events(const std::string& data, const std::string& subject,
                                                        base::World& world) {
  auto events = office_events(data, kReceivedEvent, subject, world);
  if (!events) return base::fail(events.error());
  auto taken_back = office_events(data, kWithdrawnEvent, subject, world);
  if (!taken_back) return base::fail(taken_back.error());
  events->insert(events->end(), taken_back->begin(), taken_back->end());
  std::ranges::stable_sort(*events, {}, &ledger::RecordedEvent::sequence);
  std::vector<ReceivedFile> out;
  for (const auto& event : *events) {
    const std::string id = event.event.subject.substr(event.event.subject.find('/') + 1);
    const auto before = std::ranges::find(out, id, &ReceivedFile::id);
    if (event.event.kind == kWithdrawnEvent) {
      const Json said = Json::parse(event.event.content, nullptr, false);
      if (before != out.end() && said.is_object())
        before->withdrawn =
            FileWithdrawal{local_text(event.recorded_at), event.actor, said.value("reason", ""), said.value("left", 0)};
      continue;
    }
    auto file = file_of(event);
    if (!file) continue;
    // Ledgers of versions before do not say who sent it beside whose it is.
    const auto first = [](ReceivedFile f) {
      if (f.senders.empty()) f.senders.push_back({f.by, f.office, f.received_at, f.asof});
      return f;
    };
    if (before == out.end()) {
      out.push_back(first(std::move(*file)));
    } else if (before->withdrawn) {
      out.erase(before);
      out.push_back(first(std::move(*file)));
    } else {
      before->senders.insert(before->senders.end(), file->senders.begin(), file->senders.end());
      file->senders = std::move(before->senders);
      if (file->asof != before->asof) before->again = file->asof;
      file->again = before->again;
      file->asof = before->asof;
      file->received_at = before->received_at;
      file->by = before->by;
      if (!before->office.empty()) file->office = before->office;
      *before = std::move(*file);
    }
  }
  return out;
}

// Whose the projects are, where no plan says it: the title tells, or what was answered; else it is asked, once for all
// sheets of projects.
void find_project_area(ReadThrough& through, const reading::TableContext& context) {
  constexpr const char* kKind = "地区";
  constexpr const char* kAsked = "重点项目表";
  auto& read = through.read;
  through.project_area = context.area;
  if (read.project_sheets.empty() || !context.area.empty()) return;
  for (const auto& sheet : read.project_sheets)
    if (through.project_area.empty()) through.project_area = reading::place_in_title(sheet.title);
  if (!through.project_area.empty()) return;
  const auto answer = std::ranges::find_if(
      context.answers, [&](const reading::Answer& a) { return a.kind == kKind && a.asked == kAsked; });
  if (answer != context.answers.end()) {
    if (answer->answer != "不要") through.project_area = answer->answer;
    return;
  }
  read.questions.push_back({.id = reading::question_id(kKind, kAsked),
                            .kind = kKind,
                            .asked = kAsked,
                            .place = read.project_sheets.front().place,
                            .text = "项目表没有写明是哪个地区的，现在也没有在执行的计划。答地区名，不用答“不要”"});
}

// Reads one kept file. What the ledger has from this very file already does not stand in the way of showing it.
base::Result<ReadThrough> read_through(const std::string& path, const std::string& name, const calendar::Date& asof,
                                       const std::string& area, const std::string& data, ledger::Ledger& book,
                                       base::World& world) {
  auto known = book.as_known_on(asof);
  if (!known) return base::fail(known.error());
  std::erase_if(*known, [&](const facts::Fact& f) { return f.source.text.starts_with(name); });
  auto answers = answers_given(data, world);
  if (!answers) return base::fail(answers.error());
  reading::TableContext context;
  context.asof = asof;
  context.area = area;
  context.known = &*known;
  context.answers = std::move(*answers);
  for (const auto& fact : *known) {
    if (fact.area == area && context.area_code.empty()) context.area_code = fact.area_code;
  }
  ReadThrough out;
  out.read = read_files({path}, context, world);
  find_project_area(out, context);
  for (auto& u : out.read.unread) u.file = name;
  for (auto& f : out.read.files) f.file = name;
  for (auto& q : out.read.questions) q.place.file = name;
  const auto bytes = world.files->read(path, kMostBytes);
  if (bytes) {
    if (auto document = office::read_document(*bytes, path, world)) out.document = std::move(*document);
  }
  return out;
}

void count(ReceivedFile& file, const ReadThrough& through) {
  const FolderRead& read = through.read;
  for (const auto& f : read.files) {
    file.tables += f.tables;
    file.facts += f.facts;
    file.replies += f.replies;
    if (!f.note.empty()) file.note += (file.note.empty() ? "" : "；") + f.note;
  }
  for (const auto& sheet : read.project_sheets) file.projects += static_cast<int>(sheet.projects.size());
  file.questions = static_cast<int>(read.questions.size());
  file.unread = static_cast<int>(read.unread.size());
  for (const auto& letter : read.letters) {
    if (file.office.empty()) file.office = letter.replies.office;
  }
  const bool numbers = file.facts > 0 || file.projects > 0 || file.tables > (file.replies > 0 ? 1 : 0);
  file.kind = numbers && file.replies > 0 ? "mixed" : numbers ? "tables" : file.replies > 0 ? "reply" : "nothing";
  // Prose of others, kept to be read by people.
  if (file.kind == "nothing" && may_be_report(file.name) && !through.document.text.empty()) file.kind = "document";
}

// What minutes say that bodies are to do is no answer of theirs, and prose without tables was not left aside.
void only_tasks(ReadThrough& through) {
  through.read.letters.clear();
  const bool tables = std::ranges::any_of(through.read.files, [](const auto& f) { return f.tables > 0; });
  if (!tables) through.read.unread.clear();
}

// A policy file, minutes or a table of tasks. Its title decides; without one nothing in it may be an answer to us, and
// of a workbook what was read as a table of statistics or projects is that.
void find_policy(ReceivedFile& file, ReadThrough& through, const std::optional<ReadDocument>& prose,
                 const std::string& sender) {
  constexpr std::size_t kLongest = 400'000;  // characters; a workbook of figures is not read as prose
  if (prose && !prose->policy) return;
  if (!prose && (file.facts > 0 || file.projects > 0 || through.document.text.size() > kLongest)) return;
  auto policy = prose ? prose->policy : reading::read_policy(through.document, {});
  if (!policy || (file.replies > 0 && !policy->why.starts_with("标题"))) return;
  // A form to be sent back that nobody has filled in: it tells nobody what to do.
  if (file.replies == 0 && !reading::read_replies(through.document, {file.asof}).tables.empty() &&
      !policy->why.starts_with("标题")) {
    file.kind = "nothing";
    file.note = "反馈表，没有填写进展";
    std::erase_if(through.read.unread, [](const report::Unread& u) { return u.place.empty(); });
    file.unread = static_cast<int>(through.read.unread.size());
    return;
  }
  int tasks = 0;
  for (const auto& article : policy->articles) tasks += static_cast<int>(article.tasks.size());
  if (tasks == 0) return;
  file.kind = reading::to_string(policy->kind);
  file.measures = tasks;
  file.plan_year = policy->year;
  if (prose && file.area.empty()) file.area = prose->reading.area;
  if (prose) file.targets = static_cast<int>(prose->reading.targets.size());
  only_tasks(through);
  file.replies = 0;
  file.unread = static_cast<int>(through.read.unread.size());
  if (file.tables == 0) file.note.clear();
  file.office = sender;
  through.policy = std::move(policy);
}

}  // namespace

base::Result<ledger::Receipt> note_event(ledger::Ledger& book, const char* kind, const std::string& subject,
                                         const std::string& request, const std::string& by, const std::string& content,
                                         base::World& world) {
  ledger::Event event{.area_code = {},
                      .area = kOfficeChain,
                      .kind = kind,
                      .subject = subject,
                      .valid_from = std::chrono::floor<std::chrono::days>(world.clock->now() + std::chrono::hours(8)),
                      .content = content};
  return book.write({.area = kOfficeChain,
                     .request = request,
                     .expected_version = {},
                     .actor = by,
                     .reason = {},
                     .recorded_at = world.clock->now(),
                     .entries = {std::move(event)}});
}

base::Result<std::vector<ledger::RecordedEvent>> office_events(const std::string& data, const char* kind,
                                                               const std::string& subject, base::World& world) {
  if (!may_be_there(data, world)) return std::vector<ledger::RecordedEvent>();
  auto book = open_ledger(data, world);
  if (!book) return base::fail(book.error());
  auto found = book->events({.area = kOfficeChain, .kind = kind, .subject_prefix = subject});
  // A chain that nobody has written in yet has no events.
  if (!found) return base::fail(found.error());
  std::ranges::stable_sort(*found, {}, &ledger::RecordedEvent::sequence);
  return std::move(*found);
}

std::string brought_by(const ReceivedFile& file) { return "报送 " + file.name + "（文件 " + file.id + "）"; }
std::string brought_by_before(const ReceivedFile& file) { return "报送 " + file.name; }

bool is_policy(std::string_view kind) { return kind == "policy" || kind == "minutes"; }

bool may_be_plan(const ReceivedFile& file) {
  return file.kind == "plan" || (is_policy(file.kind) && file.targets >= static_cast<int>(kFewestTargets) &&
                                 file.measures >= static_cast<int>(kFewestMeasures));
}

// A report that plans: many targets and tasks, or a chapter that looks back and one that plans, however short they are.
// Whose it is plays no part: another district's report is no answer of an office.
bool is_plan_report(const reading::Reading& r) {
  if (r.targets.size() < kFewestTargets) return false;
  const auto chapters = std::ranges::count(r.outline, 1, &reading::Heading::level);
  return r.measures.size() >= kFewestMeasures ||
         (chapters >= 2 && !r.plan_part.empty() && r.plan_part.start > r.outline.front().span.end);
}

base::Result<Receipt> receive(const ReceiveRequest& request, base::World& world, const Progress& progress) {
  Receipt out;
  ReceivedFile& file = out.file;
  file.name = safe_name(request.name);
  if (file.name.empty())
    return base::fail("inbox.name", "文件没有可用的名称", {}, "给文件起一个名字，如“9月统计月报.xlsx”");
  if (is_left_alone(file.name)) {
    return base::fail("inbox.lock", "“" + file.name + "”是打开文件时的临时文件，不是文件本身", {.file = file.name},
                      "关闭文件后，放入没有“~$”开头的那一个");
  }
  if (request.bytes.empty()) return base::fail("inbox.empty", "文件是空的", {.file = file.name}, "检查文件后再放进来");
  file.id = base::sha256_hex(request.bytes).substr(0, 16);
  file.bytes = request.bytes.size();
  file.by = request.by;
  file.office = request.office;
  file.asof = request.asof;
  file.area = request.area;

  auto before = received_file(request.data, file.id, world);
  const bool kept = before.has_value();  // its bytes are here
  out.repeated = kept && !before->withdrawn;
  const auto sent_it = [&](const FileSender& s) { return s.by == request.by && s.office == request.office; };
  // The same file from somebody else: it is his too from now on.
  const bool another = out.repeated && request.sends && std::ranges::none_of(before->senders, sent_it);
  // The day of the first time stays: of that day its tables were published, on that day its answers came.
  const calendar::Date day = out.repeated ? before->asof : request.asof;
  const std::string folder = folder_of(request.data, file.id, world);
  if (kept) {
    file.name = before->name;
  } else {
    if (auto made = world.files->make_folder(folder); !made) return base::fail(made.error());
    if (auto put = world.files->write_whole((fs::path(folder) / file.name).string(), request.bytes); !put)
      return base::fail(put.error());
  }
  const std::string path = (fs::path(folder) / file.name).string();
  progress("读取 " + file.name);
  auto book = open_ledger(request.data, world);
  if (!book) return base::fail(book.error());

  std::optional<ReadDocument> prose;
  if (may_be_report(file.name)) {
    if (auto document = read_document(path, world)) {
      prose = std::move(*document);
      const auto& r = prose->reading;
      if (!prose->policy && is_plan_report(r)) {
        file.kind = "plan";
        file.area = r.area;
        file.plan_year = r.plan_year;
        file.targets = static_cast<int>(r.targets.size());
        file.measures = static_cast<int>(r.measures.size());
        out.through.document = std::move(prose->document);
      }
    }
  }
  if (file.kind.empty()) {
    auto through = read_through(path, file.name, day, request.area, request.data, *book, world);
    if (!through) return base::fail(through.error());
    out.through = std::move(*through);
    count(file, out.through);
    find_policy(file, out.through, prose, request.office);
    std::vector<facts::Fact> all = out.through.read.facts;
    const std::string& area = out.through.project_area;
    if (file.area.empty()) file.area = area;
    std::string area_code;
    for (const auto& fact : all) {
      if (fact.area == area && area_code.empty()) area_code = fact.area_code;
    }
    if (area_code.empty()) {
      if (const auto heads = book->find({.area = area, .count_vintages = false});
          heads && !area.empty() && !heads->empty())
        area_code = heads->front().fact.area_code;
    }
    for (const auto& sheet : out.through.read.project_sheets) {
      if (area.empty()) break;  // it is asked for
      const auto rows = plan::project_facts(sheet, area, area_code, day);
      all.insert(all.end(), rows.begin(), rows.end());
    }
    file.recorded = request.record;
    if (request.record) {
      auto appended = book->append(all, world.clock->now(), request.by, brought_by(file));
      if (!appended) return base::fail(appended.error());
      out.appended = *appended;
    }
    if (auto asked = keep_questions(request.data, out.through.read.questions, world); !asked)
      return base::fail(asked.error());
  }
  // Once taken, figures are not given back by sending the file again.
  const auto as_it_stands = [&]() -> base::Result<void> {
    auto now = received_file(request.data, file.id, world);
    if (!now) return base::fail(now.error());
    file = std::move(*now);
    return {};
  };
  if (out.repeated && before->recorded && !file.recorded) {
    file.recorded = true;
    if (!another) {
      if (auto done = as_it_stands(); !done) return base::fail(done.error());
      return out;
    }
  }
  if (another && !before->area.empty()) file.area = before->area;
  Json content = content_of(file);
  if (!out.repeated || another)
    content["sender"] = {{"by", request.by}, {"office", request.office}, {"asof", calendar::to_string(request.asof)}};
  auto noted =
      note_event(*book, kReceivedEvent, "file/" + file.id,
                 "file/" + file.id + "/" + calendar::to_string(file.asof) + (file.recorded ? "" : "/waits") +
                     (another ? "/from " + base::sha256_hex(request.by + "\n" + request.office).substr(0, 16) : "") +
                     (kept && before->withdrawn ? "/after " + before->withdrawn->at : ""),
                 request.by, dump(content), world);
  // The same bytes again, read otherwise by now: what was first registered stands.
  if (!noted && noted.error().code != "ledger.request_reused") return base::fail(noted.error());
  if (auto done = as_it_stands(); !done) return base::fail(done.error());
  return out;
}

base::Result<Receipt> take_figures(const std::string& data, const std::string& id, const std::string& by,
                                   base::World& world) {
  auto file = file_in_use(data, id, world);
  if (!file) return base::fail(file.error());
  auto path = received_path(data, id, world);
  if (!path) return base::fail(path.error());
  const auto bytes = world.files->read(*path, kMostBytes);
  if (!bytes) return base::fail(bytes.error());
  auto plan = plan_in_force(data, world);
  if (!plan) return base::fail(plan.error());
  ReceiveRequest request{.data = data, .name = file->name, .bytes = *bytes, .asof = file->asof};
  request.area = file->area.empty() && *plan ? (*plan)->file.area : file->area;
  request.by = by;
  request.office = file->office;
  request.sends = false;
  return receive(request, world, [](const std::string&) {});
}

base::Result<std::vector<ReceivedFile>> received_files(const std::string& data, base::World& world,
                                                       Withdrawn withdrawn) {
  auto out = files_of_events(data, "file/", world);
  if (!out) return out;
  if (withdrawn == Withdrawn::left_out)
    std::erase_if(*out, [](const ReceivedFile& f) { return f.withdrawn.has_value(); });
  std::ranges::reverse(*out);
  return out;
}

base::Result<ReceivedFile> received_file(const std::string& data, const std::string& id, base::World& world) {
  const auto unknown = [&] { return base::fail("inbox.unknown", "没有编号为“" + id + "”的文件", {}, "在报送页查看"); };
  if (id.size() != 16 || id.find_first_not_of("0123456789abcdef") != std::string::npos) return unknown();
  auto files = files_of_events(data, "file/" + id, world);
  if (!files) return base::fail(files.error());
  if (files->empty()) return unknown();
  return std::move(files->front());
}

base::Result<ReceivedFile> file_in_use(const std::string& data, const std::string& id, base::World& world) {
  auto file = received_file(data, id, world);
  if (file && file->withdrawn)
    return base::fail("inbox.withdrawn", "“" + file->name + "”已经撤回了", {.file = file->name},
                      "确实要用，就把它重新放入一次");
  return file;
}

std::string path_of(const std::string& data, const ReceivedFile& file, base::World& world) {
  return (fs::path(folder_of(data, file.id, world)) / file.name).string();
}

base::Result<std::string> received_path(const std::string& data, const std::string& id, base::World& world) {
  auto file = received_file(data, id, world);
  if (!file) return base::fail(file.error());
  return path_of(data, *file, world);
}

base::Result<ReadThrough> read_again(const std::string& data, const ReceivedFile& file, base::World& world) {
  auto path = received_path(data, file.id, world);
  if (!path) return base::fail(path.error());
  if (file.kind == "plan") {
    ReadThrough out;
    auto document = read_document(*path, world);
    if (!document) return base::fail(document.error());
    out.document = std::move(document->document);
    return out;
  }
  auto book = open_ledger(data, world);
  if (!book) return base::fail(book.error());
  auto plan = plan_in_force(data, world);
  const std::string area = file.area.empty() && plan && *plan ? (*plan)->file.area : file.area;
  auto through = read_through(*path, file.name, file.asof, area, data, *book, world);
  if (through && is_policy(file.kind)) {
    only_tasks(*through);
    through->policy = reading::read_policy(through->document, {});
  }
  return through;
}

base::Result<std::optional<PlanInForce>> plan_in_force(const std::string& data, base::World& world) {
  auto events = office_events(data, kAdoptedEvent, "plan/", world);
  if (!events) return base::fail(events.error());
  if (events->empty()) return std::optional<PlanInForce>();
  const auto last = std::ranges::max_element(*events, {}, &ledger::RecordedEvent::sequence);
  PlanInForce out;
  const std::string id = last->event.subject.substr(5);
  auto file = received_file(data, id, world);
  if (!file) return base::fail(file.error());
  out.file = std::move(*file);
  out.path = (fs::path(folder_of(data, id, world)) / out.file.name).string();
  out.adopted_at = local_text(last->recorded_at);
  out.adopted_by = last->actor;
  return std::optional(std::move(out));
}

base::Result<PlanInForce> adopt_plan(const std::string& data, const std::string& id, const std::string& by,
                                     base::World& world) {
  auto file = file_in_use(data, id, world);
  if (!file) return base::fail(file.error());
  if (!may_be_plan(*file)) {
    return base::fail("report.no_plan", "“" + file->name + "”不像一份计划报告：没有读到足够的目标和任务",
                      {.file = file->name}, "换成计划报告的全文");
  }
  auto before = office_events(data, kAdoptedEvent, "plan/", world);
  if (!before) return base::fail(before.error());
  std::int64_t last = 0;
  for (const auto& event : *before) last = std::max(last, event.sequence);
  auto book = open_ledger(data, world);
  if (!book) return base::fail(book.error());
  // After the one before: adopting the same plan once more later is another act.
  auto noted = note_event(*book, kAdoptedEvent, "plan/" + id, "plan/" + id + "/" + std::to_string(last), by,
                          dump({{"name", file->name}, {"plan_year", file->plan_year}, {"area", file->area}}), world);
  if (!noted) return base::fail(noted.error());
  auto now = plan_in_force(data, world);
  if (!now) return base::fail(now.error());
  return std::move(**now);
}

base::Result<void> accept_order(const std::string& data, const std::string& id, const std::string& by,
                                base::World& world) {
  auto book = open_ledger(data, world);
  if (!book) return base::fail(book.error());
  auto noted =
      note_event(*book, kAcceptedEvent, "order/" + id, "accept/" + id + "/" + by, by, dump({{"by", by}}), world);
  if (!noted) return base::fail(noted.error());
  return {};
}

base::Result<std::vector<Acceptance>> acceptances(const std::string& data, base::World& world) {
  auto events = office_events(data, kAcceptedEvent, "order/", world);
  if (!events) return base::fail(events.error());
  std::vector<Acceptance> out;
  for (const auto& event : *events)
    out.push_back({event.event.subject.substr(6), event.actor, local_text(event.recorded_at)});
  return out;
}

base::Result<std::string> version_of(const std::string& data, base::World& world) {
  std::string all;
  if (may_be_there(data, world)) {
    auto book = open_ledger(data, world);
    if (!book) return base::fail(book.error());
    auto heads = book->areas();
    if (!heads) return base::fail(heads.error());
    for (const auto& head : *heads) all += head.area + "\t" + std::to_string(head.size) + "\n";
  }
  const std::string folder = place_of(data, world).folder;
  if (world.files->is_folder(folder)) {
    if (const auto entries = world.files->list(folder)) {
      for (const auto& e : *entries) {
        const std::string extension = extension_of(e.name);
        if (extension == ".csv" || extension == ".jsonl" || e.name == "设置.json")
          all += e.name + "\t" + std::to_string(e.size) + "\t" + std::to_string(e.modified) + "\n";
      }
    }
  }
  return base::sha256_hex(all).substr(0, 16);
}

}  // namespace cycle
