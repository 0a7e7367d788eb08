#include "cycle/watch.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/hash.hpp"
#include "cycle/folder.hpp"
#include "cycle/office_settings.hpp"
#include "cycle/order_book.hpp"
#include "cycle/policies.hpp"
#include "cycle/questions.hpp"
#include "cycle/watch_due.hpp"
#include "cycle/watch_state.hpp"
#include "office/office.hpp"
#include "plan/matching.hpp"
#include "plan/project_memory.hpp"
#include "report/places.hpp"
#include "report/status_words.hpp"

namespace cycle {

namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

constexpr const char* kPage = "今日变化.docx";
constexpr std::chrono::seconds kPoll{2};
constexpr std::chrono::seconds kPatience{10};  // after a fault
constexpr std::chrono::minutes kAnyway{10};    // for what other programs put into the ledger

calendar::Date day_of(const WatchRequest& request, base::World& world) {
  if (request.asof) return *request.asof;
  return std::chrono::floor<std::chrono::days>(world.clock->now() + std::chrono::hours(8));  // China, all year
}

bool same_folder(const std::string& a, const std::string& b) {
  std::error_code ec;
  return fs::weakly_canonical(a, ec) == fs::weakly_canonical(b, ec);
}

std::string answers_print(const std::string& data, base::World& world) {
  const auto answers = answers_given(data, world);
  std::string all;
  if (answers) {
    for (const auto& a : *answers) all += a.kind + "\t" + a.asked + "\t" + a.answer + "\n";
  }
  return base::sha256_hex(all);
}

using Listing = std::map<std::string, base::Files::Entry>;

base::Result<Listing> listing_of(const std::string& folder, base::World& world) {
  auto entries = world.files->list(folder);
  if (!entries) return base::fail(entries.error());
  Listing out;
  for (auto& entry : *entries) {
    if (!is_left_alone(entry.name)) out.emplace(entry.name, std::move(entry));
  }
  return out;
}

bool same_stamp(const base::Files::Entry& a, const base::Files::Entry& b) {
  return a.size == b.size && a.modified == b.modified;
}

std::map<std::string, plan::Verdict> by_target(const std::vector<plan::TargetStatus>& statuses,
                                               const report::Places& places,
                                               std::map<std::string, const plan::TargetStatus*>* found = nullptr) {
  std::map<std::string, plan::Verdict> out;
  for (const auto& status : statuses) {
    std::string key = report::name_of(status) + "，" + report::aim_of(status, places);
    while (out.contains(key)) key += "′";
    out[key] = status.verdict;
    if (found != nullptr) (*found)[key] = &status;
  }
  return out;
}

std::string print_of(const report::DayFindings& day) {
  std::string all = calendar::to_string(day.asof) + "\n";
  for (const auto& section : report::day_sections(day)) {
    all += report::to_chinese(section.part) + "\n";
    for (const auto& line : section.lines) all += line + "\n";
  }
  for (const auto& f : day.files) all += f.file + "\t" + f.note + "\n";
  return base::sha256_hex(all + std::to_string(day.figures_elsewhere));
}

class Round {
 public:
  Round(const WatchRequest& request, base::World& world, const Progress& progress)
      : request_(request),
        world_(world),
        progress_(progress),
        day_(day_of(request, world)),
        today_(calendar::to_string(day_)),
        state_path_(state_path(request.data, request.folder, world)) {}

  base::Result<WatchRound> make() {
    for (const auto& [own, what] : {std::pair(&request_.out, "输出文件夹"), std::pair(&request_.data, "台账")}) {
      if (same_folder(*own, request_.folder)) {
        return base::fail("watch.folder", std::string(what) + "不能就是被监测的文件夹", {.file = request_.folder},
                          "另给一个文件夹");
      }
    }
    auto now = listing_of(request_.folder, world_);
    if (!now) return base::fail(now.error());
    auto document = read_document(request_.report, world_);
    if (!document) return base::fail(document.error());
    report_ = std::move(*document);
    if (auto added = add_policies(request_.policies, report_, world_); !added) return base::fail(added.error());
    if (report_.reading.targets.empty() && report_.reading.measures.empty()) {
      return base::fail("report.no_plan", "没有读到任何计划目标和任务，这不像一份计划报告", {.file = request_.report},
                        "检查是不是选错了文件；只想看读到了什么，用 jicheng read");
    }
    // The state lies in the ledger's folder, which opening makes.
    auto book = open_ledger(request_.data, world_);
    if (!book) return base::fail(book.error());
    auto state = load_state(state_path_, world_);
    if (!state) return base::fail(state.error());
    state_ = std::move(*state);
    if (auto begun = begin_day(*book); !begun) return base::fail(begun.error());

    const std::string answers = answers_print(request_.data, world_);
    auto settled = settle(std::move(*now));
    if (!settled) return base::fail(settled.error());
    if (auto taken = take_in(*settled, answers != state_.answers, *book); !taken) return base::fail(taken.error());
    state_.answers = answers;
    if (auto compared = compare(*book); !compared) return base::fail(compared.error());
    if (auto told = tell(); !told) return base::fail(told.error());
    return std::move(out_);
  }

 private:
  base::Result<std::vector<plan::TargetStatus>> judged(const ledger::Ledger& book) const {
    auto known = book.as_known_on(day_);
    if (!known) return base::fail(known.error());
    const auto sheets = plan::kept_sheets(*known, report_.reading.area);
    std::erase_if(*known, plan::is_project_fact);
    return plan::judge(report_.reading, *known, facts::NamesTable::in_force(), day_, request_.settings, sheets);
  }

  // What stood before the first file of the day is read, kept before anything else is done.
  base::Result<void> begin_day(ledger::Ledger& book) {
    if (state_.day == today_) return {};
    if (!request_.facts_files.empty()) {
      auto given = read_facts(request_.facts_files, world_);
      if (!given) return base::fail(given.error());
      if (auto done = book.append(given->facts, world_.clock->now()); !done) return base::fail(done.error());
    }
    if (state_.day.empty()) {
      auto before = judged(book);
      if (!before) return base::fail(before.error());
      state_.last = by_target(*before, report::Places(report_.reading));
    }
    auto open = open_questions(request_.data, world_);
    if (!open) return base::fail(open.error());
    state_.questions.clear();
    for (const auto& q : *open) state_.questions.push_back(q.id);
    state_.day = today_;
    state_.since = world_.clock->now().time_since_epoch().count();
    state_.told.clear();
    state_.gone.clear();
    state_.verdicts = state_.last;
    return save_state(state_path_, request_.folder, state_, world_);
  }

  bool is_new(const base::Files::Entry& entry) const {
    const auto seen = state_.files.find(entry.name);
    return seen == state_.files.end() || !seen->second.same_stamp(entry);
  }

  base::Result<Listing> settle(Listing before) {
    if (std::ranges::none_of(before, [&](const auto& e) { return e.second.is_file && is_new(e.second); }))
      return before;
    world_.stop->wait(kSettled);
    auto after = listing_of(request_.folder, world_);
    if (!after) return after;
    for (auto& [name, entry] : *after) {
      const auto was = before.find(name);
      if (!entry.is_file || !is_new(entry) || (was != before.end() && same_stamp(was->second, entry))) continue;
      out_.unsettled.push_back(name);
    }
    for (const auto& name : out_.unsettled) after->erase(name);
    return after;
  }

  base::Result<void> take_in(const Listing& listing, bool answered, ledger::Ledger& book) {
    std::vector<std::string> paths;
    std::map<std::string, std::string> name_of_path;
    for (const auto& [name, entry] : listing) {
      const std::string path = (fs::path(request_.folder) / name).string();
      if (const std::string why = why_not_read(entry); !why.empty()) {
        if (!same_folder(path, request_.out) && !same_folder(path, request_.data)) set_aside(entry, why);
        continue;
      }
      const auto seen = state_.files.find(name);
      const bool waits = answered && seen != state_.files.end() && seen->second.questions > 0;
      if (!is_new(entry) && !waits) continue;
      const auto bytes = world_.files->read(path, kMostBytes);
      SeenFile file;
      file.size = entry.size;
      file.modified = entry.modified;
      file.day = today_;
      file.sha256 = bytes ? base::sha256_hex(*bytes) : "";
      if (seen != state_.files.end() && bytes && seen->second.sha256 == file.sha256 && !waits) {
        seen->second.size = file.size;
        seen->second.modified = file.modified;
        continue;
      }
      state_.files[name] = std::move(file);
      name_of_path[path] = name;
      paths.push_back(path);
    }
    std::erase_if(state_.files, [&](const auto& seen) {
      const bool gone =
          !listing.contains(seen.first) && std::ranges::find(out_.unsettled, seen.first) == out_.unsettled.end();
      if (gone && !seen.second.sha256.empty()) state_.gone.push_back(seen.first);
      return gone;
    });
    std::erase_if(state_.gone, [&](const auto& name) { return listing.contains(name); });
    if (paths.empty()) return {};
    progress_("读取 " + std::to_string(paths.size()) + " 个文件");
    out_.read = static_cast<int>(paths.size());
    return read_into(book, paths, name_of_path);
  }

  void set_aside(const base::Files::Entry& entry, const std::string& why) {
    const auto seen = state_.files.find(entry.name);
    if (seen != state_.files.end() && seen->second.sha256.empty()) return;
    SeenFile file;
    file.size = entry.size;
    file.modified = entry.modified;
    file.day = today_;
    file.unread.push_back({entry.name, "", why});
    state_.files[entry.name] = std::move(file);
  }

  base::Result<void> read_into(ledger::Ledger& book, const std::vector<std::string>& paths,
                               const std::map<std::string, std::string>& name_of_path) {
    auto answers = answers_given(request_.data, world_);
    if (!answers) return base::fail(answers.error());
    auto known = book.as_known_on(day_);
    if (!known) return base::fail(known.error());
    reading::TableContext context;
    context.asof = day_;
    context.area = request_.area.empty() ? report_.reading.area : request_.area;
    context.known = &*known;
    context.answers = std::move(*answers);
    for (const auto& fact : *known) {
      if (fact.area == context.area && context.area_code.empty()) context.area_code = fact.area_code;
    }
    FolderRead read = read_files(paths, context, world_);
    for (const auto& sheet : read.project_sheets) {
      std::ranges::move(plan::project_facts(sheet, context.area, context.area_code, day_),
                        std::back_inserter(read.facts));
    }
    if (auto done = book.append(read.facts, world_.clock->now()); !done) return base::fail(done.error());
    if (auto kept = keep_questions(request_.data, read.questions, world_); !kept) return base::fail(kept.error());
    for (const auto& file : read.files) {
      SeenFile& seen = state_.files.at(name_of_path.at(file.file));
      seen.tables = file.tables;
      seen.facts = file.facts;
      seen.note = file.note;
    }
    for (const auto& u : read.unread) {
      const auto name = name_of_path.find(u.file);
      if (name == name_of_path.end()) continue;
      // What waits for an answer is listed as a question.
      SeenFile& seen = state_.files.at(name->second);
      if (u.why.starts_with("待回答 ")) {
        ++seen.questions;
      } else {
        seen.unread.push_back({name->second, u.place, u.why});
      }
    }
    return read.letters.empty() ? base::Result<void>() : hear(read.letters, context, book, name_of_path);
  }

  // What offices wrote: which tasks they tell of, and which orders they answer. An answer is heard on the day it comes.
  base::Result<void> hear(const std::vector<plan::Letter>& letters, const reading::TableContext& context,
                          const ledger::Ledger& book, const std::map<std::string, std::string>& name_of_path) {
    auto statuses = judged(book);
    if (!statuses) return base::fail(statuses.error());
    auto tasks = plan::tasks_of(report_.reading);
    use_named_owners(report_, tasks);
    plan::ReplyMatching matching;
    matching.report = &report_.reading;
    matching.tasks = &tasks;
    matching.targets = &*statuses;
    matching.answers = context.answers;
    const auto matched = plan::match_replies(letters, matching);
    for (const auto& reply : matched) {
      SeenFile& seen = state_.files.at(name_of_path.at(reply.file));
      if (reply.state != plan::MatchState::sure) continue;
      for (const auto& task : reply.tasks) {
        const auto& measure = tasks[static_cast<std::size_t>(task.task)].measure;
        if (ends_silence(report_.reading, measure, task.stage, reply.signed_on.value_or(day_)))
          seen.tasks.push_back(task_words(report_.reading, measure));
      }
    }
    auto calendar = working_calendar("", world_);
    if (!calendar) return base::fail(calendar.error());
    plan::OrderRound round;
    round.asof = day_;
    round.plan_year = report_.reading.plan_year != 0 ? report_.reading.plan_year : static_cast<int>(day_.year());
    round.statuses = &*statuses;
    const std::vector<plan::Order> none;
    round.drafted = &none;
    round.calendar = &*calendar;
    round.settings = request_.settings;
    round.answers_only = true;
    round.replies = order_replies(matched, *statuses, round.plan_year);
    std::vector<plan::Order> open;
    auto kept = keep_orders(request_.data, context.area_code, report_.reading.area, round, open, world_);
    if (!kept) return base::fail(kept.error());
    const auto seen_of = [&](const std::string& file) -> SeenFile* {
      const auto at = state_.files.find(file);
      return at == state_.files.end() ? nullptr : &at->second;
    };
    for (const auto& e : kept->written) {
      const auto* matter = kept->all.find(e.id);
      SeenFile* seen = seen_of(e.file);
      if (matter == nullptr || seen == nullptr) continue;
      seen->note +=
          "；" + matter->number + "-" + std::to_string(e.id.item) + plan::to_chinese(matter->state, matter->own);
    }
    for (const auto& one : plan::idle_replies(kept->all, round.replies, round.asof)) {
      if (SeenFile* seen = seen_of(one.file))
        seen->unread.push_back({one.file, "", idle_words(one), report::Unread::Kind::left_out});
    }
    return {};
  }

  base::Result<void> compare(const ledger::Ledger& book) {
    report::DayFindings& day = out_.day;
    day.area = report_.reading.area;
    day.asof = day_;
    for (const auto& [name, seen] : state_.files) {
      if (seen.day != today_) continue;
      if (!seen.sha256.empty()) {
        report::ReadFile file;
        file.file = name;
        file.kind = fs::path(name).extension().string();
        file.tables = seen.tables;
        file.facts = seen.facts;
        file.note = seen.note;
        day.files.push_back(std::move(file));
      }
      day.unread.insert(day.unread.end(), seen.unread.begin(), seen.unread.end());
    }
    day.gone = state_.gone;
    if (auto done = new_figures(book); !done) return done;

    auto statuses = judged(book);
    if (!statuses) return base::fail(statuses.error());
    const report::Places places(report_.reading);
    std::map<std::string, const plan::TargetStatus*> found;
    state_.last = by_target(*statuses, places, &found);
    for (const auto& [target, verdict] : state_.last) {
      const auto was = state_.verdicts.find(target);
      if (was == state_.verdicts.end() || was->second == verdict) continue;
      day.verdicts.push_back({target, was->second, verdict, found.at(target)->why});
    }

    auto open = open_questions(request_.data, world_);
    if (!open) return base::fail(open.error());
    for (const auto& q : *open) {
      if (std::ranges::find(state_.questions, q.id) == state_.questions.end())
        day.questions.push_back({q.id, q.question, q.file, q.place});
    }
    std::set<std::string> told;
    for (const auto& [name, seen] : state_.files) told.insert(seen.tasks.begin(), seen.tasks.end());
    auto due = due_on(day_, report_.reading, told, request_.data, world_);
    if (!due) return base::fail(due.error());
    day.due = std::move(due->lines);
    day.tasks_long_past = due->tasks_long_past;
    return {};
  }

  // Told from the ledger, not from what this round put there: a round that was cut off is made up for.
  base::Result<void> new_figures(const ledger::Ledger& book) {
    auto recorded = book.find({.asof = day_, .all_vintages = true});
    if (!recorded) return base::fail(recorded.error());
    std::erase_if(*recorded, [](const auto& r) { return plan::is_project_fact(r.fact); });
    std::map<std::string, std::vector<const ledger::Recorded*>> of_key;
    for (const auto& r : *recorded) of_key[facts::key(r.fact)].push_back(&r);
    const ledger::Instant since{microseconds(state_.since)};
    std::set<std::string> told;
    for (const auto& r : *recorded) {
      if (r.recorded_at < since) continue;
      const std::string key = facts::key(r.fact), said = facts::said(r.fact);
      const ledger::Recorded* before = nullptr;
      bool news = told.insert(key + "\n" + said).second;
      for (const auto* other : of_key[key]) {
        if (facts::said(other->fact) == said && other->recorded_at < since) news = false;
        if (other->vintage < r.vintage && (before == nullptr || before->vintage < other->vintage)) before = other;
      }
      if (!news) continue;
      if (!report_.reading.area.empty() && !plan::same_area(r.fact.area, report_.reading.area)) {
        ++out_.day.figures_elsewhere;
        continue;
      }
      report::NewFigure figure{r.fact, std::nullopt, r.vintage};
      if (before != nullptr) figure.before = before->fact;
      out_.day.figures.push_back(std::move(figure));
    }
    return {};
  }

  base::Result<void> tell() {
    const std::string print = print_of(out_.day);
    const std::string page = (fs::path(request_.out) / kPage).string();
    if (!out_.day.empty() && (print != state_.told || !world_.files->exists(page))) {
      out_.changed = print != state_.told;
      if (auto made = world_.files->make_folder(request_.out); !made) return made;
      const std::chrono::sys_seconds when = std::chrono::sys_days(day_);
      if (auto done = world_.files->write_whole(page, office::write_docx(report::day_page(out_.day), when)); !done)
        return done;
      out_.page = page;
      state_.told = print;
    }
    return save_state(state_path_, request_.folder, state_, world_);
  }

  const WatchRequest& request_;
  base::World& world_;
  const Progress& progress_;
  const calendar::Date day_;
  const std::string today_;
  const std::string state_path_;
  ReadDocument report_;
  WatchState state_;
  WatchRound out_;
};

// What a round would look at, without reading any of it; empty when it cannot be told.
std::string glance(const WatchRequest& request, base::World& world) {
  std::string out = calendar::to_string(day_of(request, world)) + "\n";
  const auto stamp = [&](const std::string& path) {
    const fs::path given(path);
    const auto entries = world.files->list(given.has_parent_path() ? given.parent_path().string() : ".");
    if (!entries) return;
    for (const auto& e : *entries) {
      if (e.name == given.filename()) out += e.name + "\t" + std::to_string(e.size) + "\t" + std::to_string(e.modified);
    }
    out += "\n";
  };
  stamp(request.report);
  for (const auto& policy : request.policies) stamp(policy);
  const auto listing = listing_of(request.folder, world);
  if (!listing) return {};
  for (const auto& [name, e] : *listing)
    out += name + "\t" + std::to_string(e.size) + "\t" + std::to_string(e.modified) + "\n";
  return out + answers_print(request.data, world);
}

}  // namespace

base::Result<WatchRound> watch_once(const WatchRequest& request, base::World& world, const Progress& progress) {
  return Round(request, world, progress).make();
}

base::Result<void> watch(const WatchRequest& request, base::World& world, const Progress& progress,
                         const std::function<void(const WatchRound&)>& on_round,
                         const std::function<void(const base::Fault&)>& on_fault) {
  world.stop->listen();
  std::string seen, complaint;
  microseconds made{0};
  for (bool first = true; !world.stop->asked(); first = false) {
    const std::string now = glance(request, world);
    if (!first && complaint.empty() && !now.empty() && now == seen && world.clock->monotonic() - made < kAnyway) {
      world.stop->wait(kPoll);
      continue;
    }
    auto round = watch_once(request, world, progress);
    made = world.clock->monotonic();
    if (round) {
      complaint.clear();
      seen = round->unsettled.empty() ? now : "";
      on_round(*round);
      continue;
    }
    if (first) return base::fail(round.error());
    if (const std::string said = base::to_text(round.error()); said != complaint) {
      complaint = said;
      on_fault(round.error());
    }
    world.stop->wait(kPatience);
  }
  return {};
}

}  // namespace cycle
