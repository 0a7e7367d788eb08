#include "cycle/order_book.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include <nlohmann/json.hpp>

#include "base/file_lock.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "cycle/folder.hpp"
#include "cycle/office_settings.hpp"
#include "cycle/order_evidence.hpp"
#include "cycle/order_record.hpp"
#include "cycle/place.hpp"
#include "facts/names.hpp"
#include "office/office.hpp"
#include "plan/orders_offices.hpp"
#include "reading/deeds.hpp"
#include "reading/mail_frame.hpp"

namespace cycle {

namespace {

using Json = nlohmann::ordered_json;
using plan::OrderEvent;
using plan::OrderId;
using plan::OrderStep;

namespace fs = std::filesystem;

// Steps of one area, and what its numbers begin with.
struct OrderBook {
  std::string area_code, area;
  std::vector<OrderEvent> events;       // in order of recording
  std::vector<std::int64_t> sequences;  // of each
  std::string prefix;                   // empty: never set
};
struct Register {
  std::vector<OrderBook> books;
  std::string text;           // the file as it is
  std::int64_t sequence = 0;  // the last
};

void put(Json& j, const char* name, const std::string& text) {
  if (!text.empty()) j[name] = text;
}

Json content_of(const OrderEvent& e) {
  Json j{{"on", calendar::to_string(e.on)},
         {"year", e.id.year},
         {"number", e.id.number},
         {"item", e.id.item},
         {"step", plan::to_string(e.step)}};
  put(j, "reason", e.reason);
  if (e.by_officer) j["by_officer"] = true;
  put(j, "by", e.by);
  if (e.at_once) j["at_once"] = true;
  put(j, "prefix", e.prefix);
  put(j, "owner", e.owner);
  put(j, "key", e.key);
  put(j, "about", e.about);
  put(j, "evidence", e.evidence);
  put(j, "closes_on", e.closes_on);
  if (!e.figure.said.empty()) {
    j["figure"] = {{"year", e.figure.last.year},
                   {"month", e.figure.last.month},
                   {"published", calendar::to_string(e.figure.published)},
                   {"said", e.figure.said}};
  }
  if (e.due) j["due"] = calendar::to_string(*e.due);
  put(j, "deed", e.deed);
  put(j, "file", e.file);
  put(j, "print", e.print);
  return j;
}

std::optional<calendar::Date> day_of(const Json& j, const char* name) {
  const auto day = calendar::parse_date(j.value(name, std::string()));
  return day ? std::optional(*day) : std::nullopt;
}

std::optional<OrderEvent> event_of(const Json& j) {
  try {
    OrderEvent e;
    const auto step = plan::parse_order_step(j.at("step").get<std::string>());
    if (!step) return std::nullopt;
    e.step = *step;
    e.id = {j.at("year").get<int>(), j.at("number").get<int>(), j.at("item").get<int>()};
    const auto on = day_of(j, "on");
    if (!on) return std::nullopt;
    e.on = *on;
    e.reason = j.value("reason", "");
    e.by_officer = j.value("by_officer", false);
    e.by = j.value("by", "");
    e.at_once = j.value("at_once", false);
    e.prefix = j.value("prefix", "");
    e.owner = j.value("owner", "");
    e.key = j.value("key", "");
    e.about = j.value("about", "");
    e.evidence = j.value("evidence", "");
    e.closes_on = j.value("closes_on", "");
    if (const auto f = j.find("figure"); f != j.end()) {
      e.figure = {{f->at("year").get<int>(), f->at("month").get<int>()},
                  day_of(*f, "published").value_or(calendar::Date{}),
                  f->value("said", "")};
    }
    e.due = day_of(j, "due");
    e.deed = j.value("deed", "");
    e.file = j.value("file", "");
    e.print = j.value("print", "");
    return e;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

// In the ledger's folder, whether that or the database file in it was given.
std::string path_of(const std::string& data, base::World& world) {
  return (fs::path(place_of(data, world).folder) / "督办登记.jsonl").string();
}

base::Result<Register> read_register(const std::string& data, base::World& world) {
  Register all;
  const std::string path = path_of(data, world);
  if (!world.files->exists(path)) return all;
  auto bytes = world.files->read(path);
  if (!bytes) return base::fail(bytes.error());
  all.text = std::move(*bytes);
  int row = 0;
  for (std::size_t at = 0; at < all.text.size();) {
    const std::size_t end = std::min(all.text.find('\n', at), all.text.size());
    const std::string line = all.text.substr(at, end - at);
    at = end + 1;
    ++row;
    if (line.empty()) continue;
    const auto broken = [&] {
      base::Place place{.file = path};
      place.line = row;
      return base::fail("orders.unreadable", "督办登记读不懂", place, "从备份恢复这个文件；不要手工修改");
    };
    const Json j = Json::parse(line, nullptr, false);
    if (!j.is_object() || !j.contains("sequence") || !j["sequence"].is_number_integer()) return broken();
    all.sequence = std::max(all.sequence, j["sequence"].get<std::int64_t>());
    if (j.contains("takes_back") && j["takes_back"].is_number_integer()) {
      for (auto& b : all.books) {
        const auto gone = std::ranges::find(b.sequences, j["takes_back"].get<std::int64_t>());
        if (gone == b.sequences.end()) continue;
        b.events.erase(b.events.begin() + (gone - b.sequences.begin()));
        b.sequences.erase(gone);
      }
      continue;
    }
    const auto text = [&](const char* name) {
      return j.contains(name) && j[name].is_string() ? j[name].get<std::string>() : std::string();
    };
    const std::string code = text("area_code"), name = text("area");
    auto book = std::ranges::find_if(all.books, [&](const OrderBook& b) {
      return code.empty() || b.area_code.empty() ? b.area == name : b.area_code == code;
    });
    if (book == all.books.end()) {
      all.books.push_back({code, name, {}, {}, {}});
      book = all.books.end() - 1;
    }
    if (j.contains("set_prefix")) {
      book->prefix = text("set_prefix");
      continue;
    }
    auto event = event_of(j);
    if (!event) return broken();
    event->own = event->step == OrderStep::issue && plan::is_own_bureau(event->owner, book->area);
    book->events.push_back(std::move(*event));
    book->sequences.push_back(j["sequence"].get<std::int64_t>());
  }
  return all;
}

// The register is not as it was read: whoever wrote meanwhile is not written over, the step is worked out anew.
constexpr const char* kBusy = "orders.busy";
constexpr int kMostTries = 20;

template <class Act>
auto anew_while_changed(const Act& act) {
  for (int tries = 1;; ++tries) {
    auto done = act();
    if (done || done.error().code != kBusy || tries == kMostTries) return done;
  }
}

// Lines wait until all of them are written as one.
class Lines {
 public:
  Lines(Register& all, const std::string& area_code, const std::string& area, base::World& world)
      : all_(all), area_code_(area_code), area_(area), world_(world) {}

  void event(const OrderEvent& e) { add(content_of(e)); }
  void take_back(std::int64_t sequence) { add(Json{{"takes_back", sequence}}); }
  void prefix(const std::string& words, const calendar::Date& on) {
    add(Json{{"set_prefix", words}, {"on", calendar::to_string(on)}});
  }

  base::Result<void> write(const std::string& data) {
    if (fresh_.empty()) return {};
    std::string text = all_.text;
    if (!text.empty() && text.back() != '\n') text += '\n';
    const std::string path = path_of(data, world_);
    // `watch`, the server and the command line write here, each a process of its own.
    const auto alone = base::FileLock::take(path + ".lock", std::chrono::seconds(20));
    if (!alone) return base::fail(alone.error());
    std::string now;
    if (world_.files->exists(path)) {
      auto bytes = world_.files->read(path);
      if (!bytes) return base::fail(bytes.error());
      now = std::move(*bytes);
    }
    if (now != all_.text)
      return base::fail(kBusy, "督办登记一直在被别的程序改写，没有记上", {.file = path}, "稍后再试一次");
    if (auto put = world_.files->write_together({{path, text + fresh_}}); !put) return put;
    // What the ledger does not take is in the register all the same; `verify` tells of it.
    (void)record_order_lines(data, text, fresh_, world_);
    return {};
  }

 private:
  void add(const Json& content) {
    const auto now = std::chrono::floor<std::chrono::seconds>(world_.clock->now());
    Json line{{"sequence", ++all_.sequence}, {"recorded_at", now.time_since_epoch().count()}};
    if (!area_code_.empty()) line["area_code"] = area_code_;
    line["area"] = area_;
    line[kInLedger] = true;
    line.update(content);
    fresh_ += line.dump() + "\n";
  }

  Register& all_;
  std::string area_code_, area_;
  base::World& world_;
  std::string fresh_;
};

// Events of the day that an officer's own rest on stay, and so those that an answer heard at once rests on; the
// program's others of that day are worked out anew.
std::vector<OrderEvent> settled_before(const std::vector<OrderEvent>& events, const calendar::Date& asof) {
  std::set<OrderId> officers;
  for (const auto& e : events)
    if (e.on == asof && (e.by_officer || e.at_once)) officers.insert(e.id);
  std::vector<OrderEvent> out;
  for (const auto& e : events)
    if (e.on < asof || (e.on == asof && officers.contains(e.id))) out.push_back(e);
  return out;
}

struct Wanted {
  int year = 0, number = 0, item = 0;
};

// 岚发改督〔2025〕4号-1, 〔2025〕4号, 2025-4-1.
std::optional<Wanted> parse_id(const std::string& text) {
  std::vector<int> numbers;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] < '0' || text[i] > '9') {
      ++i;
      continue;
    }
    int n = 0;
    const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), n);
    if (error != std::errc()) return std::nullopt;
    numbers.push_back(n);
    i = static_cast<std::size_t>(end - text.data());
  }
  if (numbers.size() < 2 || numbers.size() > 3) return std::nullopt;
  return Wanted{numbers[0], numbers[1], numbers.size() == 3 ? numbers[2] : 0};
}

// What the office says was done.
std::string words_of(const plan::MatchedReply& reply) {
  std::string words;
  for (const auto& said : reply.entry.done) words += (words.empty() ? "" : "；") + said.text;
  while (words.ends_with("。")) words.erase(words.size() - std::string("。").size());
  return words;
}

// All that an entry says, its heading among it.
std::string all_words_of(const reading::ReplyEntry& entry) {
  std::string words = entry.task;
  for (const auto* list : {&entry.done, &entry.problems, &entry.next, &entry.asks})
    for (const auto& said : *list) words += "\n" + said.text;
  return words;
}

// When that office sent the file, else when it first came.
std::optional<calendar::Date> came_on(const std::map<std::string, std::vector<SentBy>>& sent_by,
                                      const std::string& file, const std::string& office) {
  const auto senders = sent_by.find(file);
  if (senders == sent_by.end() || senders->second.empty()) return std::nullopt;
  const auto its = std::ranges::find_if(senders->second, [&](const SentBy& s) {
    return !s.office.empty() && plan::Offices::in_force().same_body(s.office, office);
  });
  return its == senders->second.end() ? senders->second.front().on : its->on;
}

bool wanted_area(const OrderBook& book, const std::string& area) {
  return area.empty() || book.area == area || book.area_code == area;
}

struct FoundMatter {
  Register kept;
  OrderBook book;
  plan::MatterLife life;
};

base::Result<FoundMatter> find_matter(const std::string& data, const std::string& id, const std::string& area,
                                      const calendar::Date& on, base::World& world) {
  const auto wanted = parse_id(id);
  if (!wanted) {
    return base::fail("orders.unknown", "“" + id + "”不是督办事项的编号", {},
                      "用 jicheng orders --data " + data + " 查看编号，如 岚发改督〔2025〕4号-1 或 2025-4-1");
  }
  auto kept = read_register(data, world);
  if (!kept) return base::fail(kept.error());
  std::vector<std::pair<const OrderBook*, plan::MatterLife>> found;
  for (const auto& b : kept->books) {
    if (!wanted_area(b, area)) continue;
    auto all = plan::replay(b.events);
    if (!all) return base::fail(all.error());
    for (const auto& life : all->matters) {
      if (life.id.year != wanted->year || life.id.number != wanted->number) continue;
      if (wanted->item != 0 && life.id.item != wanted->item) continue;
      found.emplace_back(&b, life);
    }
  }
  // 4号 alone means its one open matter.
  if (found.size() > 1 && std::ranges::any_of(found, [](const auto& f) { return f.second.open(); }))
    std::erase_if(found, [](const auto& f) { return !f.second.open(); });
  if (found.empty()) {
    return base::fail("orders.unknown", "没有编号为" + id + "的督办事项", {},
                      "用 jicheng orders --data " + data + " 查看编号");
  }
  if (found.size() > 1) {
    std::string which;
    for (const auto& [b, life] : found)
      which += (which.empty() ? "" : "、") + life.number + "-" + std::to_string(life.id.item);
    return base::fail("orders.ambiguous", id + "下有几项没有销号：" + which, {}, "写明是哪一项，一次销一项");
  }
  FoundMatter out{{}, *found.front().first, found.front().second};
  const auto last = out.life.history.back().on;
  if (on < last) {
    return base::fail("orders.day",
                      "日期" + calendar::to_chinese(on) + "早于该事项最近一次记录" + calendar::to_chinese(last), {},
                      "把截至日（命令行 --asof，网页“截至”）改成不早于它的日子");
  }
  out.kept = std::move(*kept);
  return out;
}

base::Result<plan::MatterLife> add_step(FoundMatter& matter, const OrderEvent& event, const std::string& data,
                                        base::World& world) {
  auto events = matter.book.events;
  events.push_back(event);
  auto all = plan::replay(events);
  if (!all) return base::fail(all.error());
  Lines lines(matter.kept, matter.book.area_code, matter.book.area, world);
  lines.event(event);
  if (auto done = lines.write(data); !done) return base::fail(done.error());
  return *all->find(matter.life.id);
}

base::Result<OrdersKept> kept_once(const std::string& data, const std::string& area_code, const std::string& area,
                                   plan::OrderRound round, std::vector<plan::Order>& orders, base::World& world,
                                   bool writes, const std::string& by) {
  auto kept_before = read_register(data, world);
  if (!kept_before) return base::fail(kept_before.error());
  const std::string name = area.empty() ? "本地区" : area;
  OrderBook own;
  own.area_code = area_code;
  own.area = name;
  for (const auto& b : kept_before->books) {
    const bool same = area_code.empty() || b.area_code.empty() ? b.area == name : b.area_code == area_code;
    if (same) own = b;
  }
  round.area = area;
  round.prefix = own.prefix.empty() ? plan::default_order_prefix(area) : own.prefix;

  OrdersKept kept;
  kept.only_read = std::ranges::any_of(own.events, [&](const OrderEvent& e) { return e.on > round.asof; });
  std::vector<OrderEvent> events;
  if (kept.only_read) {
    std::ranges::copy_if(own.events, std::back_inserter(events),
                         [&](const OrderEvent& e) { return e.on <= round.asof; });
  } else {
    events = round.answers_only ? own.events : settled_before(own.events, round.asof);
    auto before = plan::replay(events);
    if (!before) return base::fail(before.error());
    auto fresh = plan::advance(*before, round);
    for (auto& e : fresh)
      if (e.at_once) e.by = by;
    Lines lines(*kept_before, own.area_code, own.area, world);
    for (std::size_t i = 0; i < own.events.size(); ++i) {
      const OrderEvent& e = own.events[i];
      const bool stays = std::ranges::find(events, e) != events.end() || std::ranges::find(fresh, e) != fresh.end();
      if (stays) continue;
      lines.take_back(own.sequences[i]);
      kept.taken_back.push_back(e);
    }
    for (const auto& e : fresh) {
      if (std::ranges::find(own.events, e) != own.events.end()) continue;
      lines.event(e);
      kept.written.push_back(e);
    }
    if (writes) {
      if (auto done = lines.write(data); !done) return base::fail(done.error());
    }
    events.insert(events.end(), fresh.begin(), fresh.end());
  }
  auto all = plan::replay(events);
  if (!all) return base::fail(all.error());
  kept.all = std::move(*all);

  // The round before: the last day on which the program itself wrote, of its own accord.
  calendar::Date last{};
  for (const auto& e : events)
    if (!e.by_officer && !e.at_once && e.on < round.asof) last = std::max(last, e.on);
  for (const auto& e : events)
    if (e.on > last) kept.news.push_back(e);
  orders = plan::open_orders(kept.all, round);
  return kept;
}

}  // namespace

base::Result<OrdersKept> keep_orders(const std::string& data, const std::string& area_code, const std::string& area,
                                     plan::OrderRound round, std::vector<plan::Order>& orders, base::World& world,
                                     bool writes, const std::string& by) {
  return anew_while_changed([&] { return kept_once(data, area_code, area, round, orders, world, writes, by); });
}

std::string reply_print(const plan::MatchedReply& reply) {
  return base::sha256_hex(reply.entry.office + "\n" + reply.entry.task + "\n" + words_of(reply)).substr(0, 16);
}

std::vector<plan::OrderReply> order_replies(const std::vector<plan::MatchedReply>& replies,
                                            const std::vector<plan::TargetStatus>& statuses, int plan_year,
                                            const std::map<std::string, std::vector<SentBy>>& sent_by) {
  const auto keys = plan::matter_keys(statuses, plan_year);
  std::map<std::string, std::string> letters;  // all that each file says
  for (const auto& m : replies) letters[m.file] += all_words_of(m.entry) + "\n";
  std::vector<plan::OrderReply> out;
  for (const auto& m : replies) {
    const bool answer = m.kind == reading::LetterKind::order_reply;
    if (!answer && m.targets.empty()) continue;
    plan::OrderReply reply;
    reply.owner = m.entry.office;
    reply.to_an_order = answer;
    reply.subject = m.entry.task;
    reply.numbers = m.entry.numbers;
    reply.written = m.signed_on;
    if (!reply.written) reply.written = came_on(sent_by, m.file, m.entry.office);
    reply.file = std::filesystem::path(m.file).filename().string();
    const std::string words = words_of(m);
    const bool named = !m.entry.task.empty() && facts::NamesTable::in_force().find(m.entry.task) == nullptr;
    reply.words = all_words_of(m.entry);
    reply.letter = letters[m.file];
    reply.of_a_task = m.state == plan::MatchState::sure && !m.tasks.empty();
    reply.own_number = m.own_number;
    if (reading::deed_told(words, named) == reading::DeedTold::deed) {
      const auto deed = reading::deed_words(words, named);
      reply.deed = deed.words.empty() ? words : deed.words;
      reply.act = deed.act;
    }
    // A report on progress that tells of none is no answer to an order.
    if (m.kind == reading::LetterKind::progress && reply.deed.empty()) continue;
    reply.print = reply_print(m);
    if (m.targets.empty()) {
      out.push_back(reply);
      continue;
    }
    for (const auto& target : m.targets) {
      const auto key = keys.find(target);
      if (key == keys.end()) continue;
      reply.key = key->second;
      out.push_back(reply);
    }
  }
  return out;
}

std::string idle_words(const plan::IdleReply& one) {
  using Why = plan::IdleReply::Why;
  switch (one.why) {
    case Why::unknown:
      return "这份反馈写的督办编号是" + one.number +
             "，登记里没有这一号，没有登记到任何督办上；编号写错了的，请责任单位改正后重报";
    case Why::others:
      return "这份反馈写的督办编号是" + one.number + "，那是" + one.owner + "的督办，没有登记；请核对编号和落款";
    case Why::ended:
      return "这份反馈写的" + one.number + "已经销号，没有再登记";
    case Why::later:
      return "这份督办回复的落款是" + calendar::to_chinese(one.written) + "，晚于截至日" +
             calendar::to_chinese(one.issued) + "，没有登记到" + one.number + "；落款写错了的，请责任单位改正后重报";
    case Why::older:
      break;
  }
  return "这份督办回复写于" + calendar::to_chinese(one.written) + "，早于" + one.number + "的下达日" +
         calendar::to_chinese(one.issued) + "，不算对它的反馈；落款写错了的，请责任单位改正后重报";
}

base::Result<plan::MatterLife> close_order(const CloseRequest& request, base::World& world) {
  auto proof = world.files->read(request.evidence);
  if (!proof) return base::fail(proof.error());
  const std::string file = std::filesystem::path(request.evidence).filename().string();
  return anew_while_changed([&]() -> base::Result<plan::MatterLife> {
    auto matter = find_matter(request.data, request.id, request.area, request.on, world);
    if (!matter) return base::fail(matter.error());
    auto event = plan::close_on_deed(matter->life, request.deed, file, base::sha256_hex(*proof), request.on);
    if (!event) return base::fail(event.error());
    event->by = request.by;
    if (auto holds = evidence_holds(request, matter->life, *proof, matter->book.area, world); !holds)
      return base::fail(holds.error());
    return add_step(*matter, *event, request.data, world);
  });
}

base::Result<plan::MatterLife> step_order(const StepRequest& request, base::World& world) {
  std::optional<calendar::Date> due;
  if (request.due_working_days > 0) {
    auto calendar = working_calendar(request.holidays, world);
    if (!calendar) return base::fail(calendar.error());
    // A year whose notice is not loaded gives no date: it is shown without one.
    if (const auto day = calendar->add_working_days(request.on, request.due_working_days)) due = *day;
  }
  return anew_while_changed([&]() -> base::Result<plan::MatterLife> {
    auto matter = find_matter(request.data, request.id, request.area, request.on, world);
    if (!matter) return base::fail(matter.error());
    auto event = plan::step_by_officer(matter->life, request.step, request.reason, due, request.on);
    if (!event) return base::fail(event.error());
    if (request.by_program) event->by_officer = false, event->at_once = true;
    event->by = request.by;
    event->deed = request.deed;
    event->file = request.file;
    event->print = request.print;
    return add_step(*matter, *event, request.data, world);
  });
}

base::Result<plan::MatterLife> answer_order(const AnswerRequest& request, base::World& world) {
  StepRequest step{.data = request.data, .id = request.id, .area = request.area};
  step.by = request.by;
  step.on = request.on;
  step.holidays = request.holidays;
  // Pasted out of a mail program it brings its own header, and the order it answers.
  std::string words = reading::without_mail_frame(request.words);
  std::string prints;
  bool begun = reading::deed_told(words) == reading::DeedTold::deed;
  if (!request.file.empty()) {
    reading::TableContext context;
    context.asof = request.on;
    const FolderRead read = read_files({request.file}, context, world);
    std::vector<plan::MatchedReply> replies;
    std::optional<calendar::Date> signed_on;
    const auto take = [&](const reading::Replies& found) {
      if (found.signed_on) signed_on = found.signed_on;
      for (const auto& entry : found.entries) {
        plan::MatchedReply one;
        one.file = request.file;
        one.kind = reading::LetterKind::order_reply;
        one.entry = entry;
        one.entry.numbers = reading::numbers_of(entry, found);
        replies.push_back(std::move(one));
      }
    };
    for (const auto& letter : read.letters) take(letter.replies);
    if (replies.empty()) {
      // Whoever hands it in as the answer says what it is.
      const auto bytes = world.files->read(request.file, kMostBytes);
      if (!bytes) return base::fail(bytes.error());
      if (const auto document = office::read_document(*bytes, request.file, world))
        take(reading::read_replies(*document, {request.on, true}));
    }
    step.file = base::file_name(request.file);
    if (replies.empty()) {
      return base::fail("orders.no_answer", "在“" + step.file + "”里没有读到反馈", {.file = step.file},
                        "检查是不是选错了文件，或把落实了什么直接写进去");
    }
    auto matter = find_matter(request.data, request.id, request.area, request.on, world);
    if (!matter) return base::fail(matter.error());
    if (signed_on && *signed_on < matter->life.issued) {
      return base::fail("orders.older_answer",
                        "“" + step.file + "”的落款是" + calendar::to_chinese(*signed_on) + "，早于这项督办的下达日" +
                            calendar::to_chinese(matter->life.issued) + "，不是对它的反馈",
                        {.file = step.file}, "看是不是放错了文件；落款写错了的，请责任单位改正后重报");
    }
    if (signed_on && *signed_on > request.on) {
      return base::fail("orders.later_answer",
                        "“" + step.file + "”的落款是" + calendar::to_chinese(*signed_on) + "，晚于办理的日子" +
                            calendar::to_chinese(request.on) + "（截至日），没有登记",
                        {.file = step.file}, "看截至日对不对；落款写错了的，请责任单位改正后重报");
    }
    auto answers = order_replies(replies, {}, 0);
    const auto all = plan::replay(matter->book.events);
    if (!all) return base::fail(all.error());
    // Of a letter that answers several orders, what answers this one.
    if (std::erase_if(answers, [&](const auto& one) { return plan::names_another(one, matter->life, *all); }) > 0 &&
        answers.empty()) {
      return base::fail("orders.other_order",
                        "“" + step.file + "”写的是别的督办编号，不是" + matter->life.number + "的反馈",
                        {.file = step.file}, "看是不是放错了文件；编号写错了的，请责任单位改正后重报");
    }
    // What stands under no number beside it is of other matters.
    const auto of_this = [&](const plan::OrderReply& one) { return plan::names(one, matter->life, *all); };
    if (std::ranges::any_of(answers, of_this)) std::erase_if(answers, [&](const auto& one) { return !of_this(one); });
    bool heard = words.empty();
    for (const auto& reply : answers) {
      // Under the print that the month's round knows it by: the same file is no second answer then.
      prints += " " + reply.print;
      heard = heard && matter->life.history.back().print.find(reply.print) != std::string::npos;
      if (reply.deed.empty()) continue;
      begun = true;
      words += (words.empty() ? "" : "；") + reply.deed;
    }
    if (heard) return matter->life;  // when the file came in
  }
  if (words.empty() && request.file.empty())
    return base::fail("orders.no_deed", "没有写明做了什么", {}, "用一两句话写明落实了什么举措，或附上反馈的文件");
  step.step = begun ? plan::OrderStep::reply : plan::OrderStep::reply_without_deed;
  step.deed = begun ? words : "";
  step.print = base::sha256_hex(request.id + "\n" + words + "\n" + step.file).substr(0, 16) + prints;
  step.reason =
      (begun ? "反馈：" + base::shortened(words, 120) + "；待核实" : std::string("反馈没有写明举措，退回重报措施")) +
      (step.file.empty() ? "" : "（见" + step.file + "）");
  if (!begun) step.due_working_days = request.due_working_days;
  step.by_program = !begun;
  return step_order(step, world);
}

base::Result<void> set_order_prefix(const std::string& data, const std::string& area, const std::string& prefix,
                                    const calendar::Date& on, base::World& world) {
  const std::string words(base::trim(prefix));
  const bool odd = words.find_first_of("0123456789[]\n\t\"\\") != std::string::npos ||
                   words.find("〔") != std::string::npos || base::u32(words).size() > 20;
  if (words.empty() || odd) {
    return base::fail("orders.prefix", "“" + prefix + "”不能作机关代字", {},
                      "只写代字，如 岚发改督；年份和序号由程序编");
  }
  return anew_while_changed([&]() -> base::Result<void> {
    auto kept = read_register(data, world);
    if (!kept) return base::fail(kept.error());
    std::string code, name = area;
    for (const auto& b : kept->books) {
      if (!wanted_area(b, area)) continue;
      if (area.empty() && !name.empty()) return base::fail("orders.area", "登记里有几个地区", {}, "用 --area 写明地区");
      code = b.area_code;
      name = b.area;
    }
    if (name.empty())
      return base::fail("orders.area", "不知道是哪个地区的代字", {}, "用 --area 写明地区，如 --area 岚湖区");
    Lines lines(*kept, code, name, world);
    lines.prefix(words, on);
    return lines.write(data);
  });
}

OrderCounts count_orders(const plan::OrderRegister& all, const calendar::Date& asof,
                         const std::function<bool(std::string_view owner)>& counts) {
  OrderCounts out;
  for (const auto& m : all.matters) {
    if (counts && !counts(m.owner)) continue;
    const auto deadline = plan::deadline_of(m, asof);
    if (!m.open()) {
      ++out.closed;
    } else if (m.own) {
      ++out.own;
      out.own_overdue += deadline == plan::Deadline::overdue;
    } else {
      ++out.open;
      out.to_verify += m.state == plan::OrderState::replied;
      out.overdue += deadline == plan::Deadline::overdue;
      out.due += deadline == plan::Deadline::this_week;
    }
  }
  return out;
}

base::Result<std::vector<OrdersAsked>> orders_on(const std::string& data, const std::string& area,
                                                 const std::optional<calendar::Date>& asof, base::World& world) {
  auto kept = read_register(data, world);
  if (!kept) return base::fail(kept.error());
  std::vector<OrdersAsked> out;
  for (auto& b : kept->books) {
    if (!wanted_area(b, area)) continue;
    if (asof) std::erase_if(b.events, [&](const OrderEvent& e) { return e.on > *asof; });
    auto all = plan::replay(b.events);
    if (!all) return base::fail(all.error());
    out.push_back({b.area, b.prefix.empty() ? plan::default_order_prefix(b.area) : b.prefix, std::move(*all)});
  }
  return out;
}

}  // namespace cycle
