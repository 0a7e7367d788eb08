// 账本: what was recorded, verified, proved, corrected.
#include <algorithm>
#include <charconv>
#include <filesystem>

#include "cycle/amend.hpp"
#include "cycle/doctor.hpp"
#include "cycle/upkeep_parts.hpp"
#include "server/desk.hpp"
#include "wire/fact.hpp"

namespace server {

namespace {

constexpr std::int64_t kMostLooked = 5000;  // records back from the end, an area

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

base::Result<std::int64_t> sequence_of(const std::string& text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || out < 1)
    return base::fail("input.number", "序号不是正整数", {}, "写成例如 12");
  return out;
}

Json upkeep(const std::optional<cycle::UpkeepEntry>& entry) {
  if (!entry) return nullptr;
  return {{"at", entry->at}, {"where", base::file_name(entry->where)}, {"records", entry->records}};
}

// The area that a record is of, by name and code; of what takes another away, of nothing.
std::pair<std::string, std::string> area_of(const ledger::Entry& entry) {
  if (const auto* fact = std::get_if<facts::Fact>(&entry)) return {fact->area, fact->area_code};
  if (const auto* event = std::get_if<ledger::Event>(&entry)) return {event->area, event->area_code};
  if (const auto* correction = std::get_if<ledger::Correction>(&entry))
    return {correction->fact.area, correction->fact.area_code};
  return {};
}

// Who is held to some offices sees the steps that name one of them; what names none may be of any.
bool sees_orders_of(const Person& person, const Json& content) {
  if (person.scope.all_offices()) return true;
  return content.is_object() && content.contains("owner") && content["owner"].is_string() &&
         person.scope.sees_office(content["owner"].get<std::string>());
}

// What the office did belongs to every area, save what says of which it is: a file, a plan.
bool sees(const Person& person, const std::string& chain, const ledger::Entry* entry) {
  if (chain == cycle::kOfficeChain) {
    const auto* event = entry == nullptr ? nullptr : std::get_if<ledger::Event>(entry);
    const Json content = event == nullptr ? Json() : Json::parse(event->content, nullptr, false);
    if (event != nullptr && event->kind.starts_with("order.") && !sees_orders_of(person, content)) return false;
    const std::string area = content.is_object() && content.contains("area") && content["area"].is_string()
                                 ? content["area"].get<std::string>()
                                 : std::string();
    return area.empty() || person.scope.sees_area(area);
  }
  if (person.scope.sees_area(chain, chain)) return true;
  if (entry == nullptr) return false;
  const auto [name, code] = area_of(*entry);
  return !name.empty() && person.scope.sees_area(name, code);
}

constexpr std::string_view kFactRecorded = "fact.recorded";

// A record as a line of the list: of an event its own words, of a figure what it says.
struct Listed {
  std::string kind, subject;
  calendar::Date valid_from{};
  std::optional<calendar::Date> valid_to;
  Json content;
  std::vector<::ledger::PersonalField> personal;
};
Listed listed(const ledger::Entry& entry) {
  const auto figure = [](std::string kind, const facts::Fact& fact) {
    Listed out{.kind = std::move(kind),
               .subject = "fact/" + fact.indicator + " " + calendar::to_chinese(fact.period),
               .valid_from = fact.published.known_by};
    out.content = {{"area", fact.area},
                   {"value", fact.value ? fact.value->to_string() : ""},
                   {"unit", fact.unit},
                   {"growth_pct", fact.growth_pct ? fact.growth_pct->to_string() : ""},
                   {"growth_basis", fact.growth_basis},
                   {"published", calendar::to_string(fact.published.known_by)},
                   {"source", base::file_name(facts::shown(fact.source))}};
    return out;
  };
  if (const auto* fact = std::get_if<facts::Fact>(&entry)) return figure(std::string(kFactRecorded), *fact);
  if (const auto* correction = std::get_if<::ledger::Correction>(&entry)) {
    Listed out = figure("fact.corrected", correction->fact);
    out.content["takes_away"] = correction->sequence;
    return out;
  }
  if (const auto* withdrawal = std::get_if<::ledger::Withdrawal>(&entry))
    return {.kind = "fact.withdrawn", .subject = "fact/", .content = {{"takes_away", withdrawal->sequence}}};
  const auto& event = std::get<::ledger::Event>(entry);
  Listed out{.kind = event.kind,
             .subject = event.subject,
             .valid_from = event.valid_from,
             .valid_to = event.valid_to,
             .content = Json::parse(event.content, nullptr, false),
             .personal = event.personal};
  // A line of the register of orders: what a person asks of it; the record has all.
  if (event.kind.starts_with("order.") && out.content.is_object() && out.content.contains("sequence")) {
    Json said = Json::object();
    for (const char* name : {"area", "owner", "about", "reason", "deed", "file", "due", "takes_back", "set_prefix"})
      if (out.content.contains(name)) said[name] = out.content[name];
    out.content = std::move(said);
  }
  return out;
}

base::Fault no_record() { return {"ledger.missing", "没有这条记录", {}, "在账本页查看"}; }

}  // namespace

Desk::Answer Desk::ledger(const Call& call) {
  const auto found = cycle::diagnose(options_.data, false, world_);
  Json areas = Json::array(), advice = Json::array();
  // Chains are called by the area's code; the newest records say what it is called.
  std::map<std::string, std::string> names;
  if (auto book = books_.take()) {
    for (const auto& a : found.areas) {
      for (auto at = a.records; at > 0 && at + 50 > a.records && !names.contains(a.area); --at) {
        const auto entered = (*book)->record(a.area, at);
        if (!entered) break;
        if (const auto [name, code] = area_of(entered->entry); !name.empty()) names[a.area] = name;
      }
    }
  }
  for (const auto& a : found.areas) {
    if (!sees(call.person, a.area, nullptr) && !call.person.scope.sees_area(a.area, a.area)) continue;
    areas.push_back({{"area", a.area},
                     {"name", names.contains(a.area) ? Json(names[a.area]) : Json(nullptr)},
                     {"algorithm", a.algorithm},
                     {"records", a.records},
                     {"last_at", a.last_at},
                     {"last_by", a.last_actor},
                     {"last_by_name", called(a.last_actor)},
                     {"last_reason", a.last_reason}});
  }
  for (const auto& a : found.advice)
    advice.push_back({{"urgent", a.urgent}, {"code", a.code}, {"say", a.say}, {"say_en", a.say_en}});
  return json_response(dump({{"areas", std::move(areas)},
                             {"advice", std::move(advice)},
                             {"last_backup", upkeep(found.last_backup)},
                             {"last_checkpoint", upkeep(found.last_checkpoint)},
                             {"last_verify", upkeep(found.last_verify)}}));
}

Desk::Answer Desk::ledger_events(const Call& call) {
  auto most = count_parameter(call.request, "most", 100, 500);
  if (!most) return base::fail(most.error());
  const std::string kind = call.request.parameter("kind").value_or(""),
                    area = call.request.parameter("area").value_or("");
  auto lease = books_.take();
  if (!lease) return base::fail(lease.error());
  auto& book = **lease;
  auto heads = book.areas();
  if (!heads) {
    lease->spoil();
    return base::fail(heads.error());
  }
  struct Row {
    std::int64_t at;
    Json json;
  };
  std::vector<Row> found;
  bool more = false;
  for (const auto& head : *heads) {
    if (!area.empty() && head.area != area) continue;
    std::size_t taken = 0;
    const std::int64_t last = std::max<std::int64_t>(1, head.size - kMostLooked + 1);
    if (last > 1) more = true;
    for (std::int64_t sequence = head.size; sequence >= last; --sequence) {
      const auto entered = book.record(head.area, sequence);
      if (!entered) continue;
      Listed one = listed(entered->entry);
      // Figures come by the thousand: they are listed where somebody asks for them, or for what one area has.
      const bool asked = area.empty() && kind.empty() ? one.kind != kFactRecorded : one.kind.starts_with(kind);
      if (!asked || !sees(call.person, head.area, &entered->entry)) continue;
      if (taken == *most) {
        more = true;
        break;
      }
      ++taken;
      Json personal = Json::array();
      for (const auto& p : one.personal) {
        personal.push_back({{"person", p.person},
                            {"name", p.name},
                            {"value", p.erased ? Json(nullptr) : Json(shown(call.person, p.value))},
                            {"erased", p.erased}});
      }
      found.push_back({entered->recorded_at.time_since_epoch().count(),
                       {{"record", head.area + ":" + std::to_string(sequence)},
                        {"recorded_at", cycle::local_text(entered->recorded_at)},
                        {"kind", one.kind},
                        {"subject", one.subject},
                        {"valid_from", calendar::to_string(one.valid_from)},
                        {"valid_to", one.valid_to ? Json(calendar::to_string(*one.valid_to)) : Json(nullptr)},
                        {"actor", entered->actor},
                        {"actor_name", called(entered->actor)},
                        {"reason", entered->reason},
                        {"content", std::move(one.content)},
                        {"personal", std::move(personal)}}});
    }
  }
  std::ranges::stable_sort(found, std::ranges::greater(), &Row::at);
  if (found.size() > *most) {
    more = true;
    found.resize(*most);
  }
  Json list = Json::array();
  for (auto& row : found) list.push_back(std::move(row.json));
  return json_response(dump({{"events", std::move(list)}, {"more", more}}));
}

Desk::Answer Desk::ledger_record(const Call& call) {
  auto sequence = sequence_of(call.parts[1]);
  if (!sequence) return base::fail(sequence.error());
  auto book = books_.take();
  if (!book) return base::fail(book.error());
  const auto entered = (*book)->record(call.parts[0], *sequence);
  if (!entered) {
    const bool missing = entered.error().code == "ledger.missing";
    if (!missing) book->spoil();
    return base::fail(missing ? no_record() : entered.error());
  }
  if (!sees(call.person, entered->area, &entered->entry)) return base::fail(no_record());
  Json says = Json::object();
  std::string kind;
  if (const auto* fact = std::get_if<facts::Fact>(&entered->entry)) {
    kind = "fact";
    says = wire::json_of(*fact);
    says["area"] = fact->area;
  } else if (const auto* correction = std::get_if<::ledger::Correction>(&entered->entry)) {
    kind = "correction";
    says = {{"takes_away", correction->sequence}, {"fact", wire::json_of(correction->fact)}};
  } else if (const auto* withdrawal = std::get_if<::ledger::Withdrawal>(&entered->entry)) {
    kind = "withdrawal";
    says = {{"takes_away", withdrawal->sequence}};
  } else if (const auto* event = std::get_if<::ledger::Event>(&entered->entry)) {
    kind = "event";
    says = {
        {"kind", event->kind}, {"subject", event->subject}, {"content", Json::parse(event->content, nullptr, false)}};
  }
  return json_response(dump({{"record", call.parts[0] + ":" + call.parts[1]},
                             {"recorded_at", cycle::local_text(entered->recorded_at)},
                             {"actor", entered->actor},
                             {"actor_name", called(entered->actor)},
                             {"reason", entered->reason},
                             {"kind", kind},
                             {"says", std::move(says)}}));
}

Desk::Answer Desk::ledger_proof(const Call& call) {
  auto sequence = sequence_of(call.parts[1]);
  if (!sequence) return base::fail(sequence.error());
  {
    auto book = books_.take();
    if (!book) return base::fail(book.error());
    const auto entered = (*book)->record(call.parts[0], *sequence);
    if (!entered || !sees(call.person, entered->area, &entered->entry)) return base::fail(no_record());
  }
  auto folder = world_.files->make_temporary_folder();
  if (!folder) return base::fail(folder.error());
  const std::string path = (std::filesystem::path(*folder) / "证明.json").string();
  auto proved = cycle::prove(
      {.data = options_.data, .what = call.parts[0] + ":" + call.parts[1], .checkpoint_files = {}, .out = path},
      world_);
  auto bytes = proved ? world_.files->read(path) : base::Result<std::string>(base::fail(proved.error()));
  world_.files->remove_tree(*folder);
  if (!bytes) return base::fail(bytes.error());
  Response out = json_response(std::move(*bytes));
  out.headers.emplace_back("Content-Disposition", attachment("证明-" + call.parts[0] + "-" + call.parts[1] + ".json"));
  return out;
}

Desk::Answer Desk::ledger_verify(const Call& call) {
  auto done = cycle::verify_ledger(
      {.data = options_.data, .area = {}, .checkpoint_files = {}, .public_key_files = {}, .roots = true}, world_);
  if (!done) return base::fail(done.error());
  Json areas = Json::array(), findings = Json::array();
  for (const auto& a : done->inspection.areas) {
    if (!sees(call.person, a.head.area, nullptr)) continue;
    areas.push_back({{"area", a.head.area}, {"records", a.records}, {"root", base::to_hex(base::bytes_of(a.root))}});
  }
  for (const auto& f : done->inspection.findings) {
    if (!f.area.empty() && !sees(call.person, f.area, nullptr)) continue;
    findings.push_back(
        {{"code", f.code}, {"area", f.area}, {"sequence", f.sequence}, {"say", f.say}, {"say_en", f.say_en}});
  }
  return json_response(dump(
      {{"good", done->inspection.good()},
       {"records", done->inspection.records},
       {"orders", {{"lines", done->orders.lines}, {"agree", done->orders.agree}, {"not_yet", done->orders.not_yet}}},
       {"areas", std::move(areas)},
       {"findings", std::move(findings)}}));
}

Desk::Answer Desk::ledger_correct(const Call& call) {
  auto body = read_object(call.request.body, {{"record", Shape::text, true, 200},
                                              {"value", Shape::text, false, 60},
                                              {"unit", Shape::text, false, 60},
                                              {"growth_pct", Shape::text, false, 60},
                                              {"growth_basis", Shape::text, false, 100},
                                              {"scope", Shape::text, false, 200},
                                              {"note", Shape::text, false, 1000},
                                              {"period", Shape::text, false, 40},
                                              {"indicator", Shape::text, false, 200},
                                              {"published", Shape::text, false, 10},
                                              {"status", Shape::text, false, 20},
                                              {"reason", Shape::text, true, 1000}});
  if (!body) return base::fail(body.error());
  cycle::CorrectRequest request{.data = options_.data, .record = (*body)["record"].get<std::string>()};
  const auto take = [&](const char* name, std::optional<std::string>& into) {
    if (body->contains(name)) into = (*body)[name].get<std::string>();
  };
  take("value", request.value);
  take("unit", request.unit);
  take("growth_pct", request.growth_pct);
  take("growth_basis", request.growth_basis);
  take("scope", request.scope);
  take("note", request.note);
  take("period", request.period);
  take("indicator", request.indicator);
  take("published", request.published);
  take("status", request.status);
  request.by = {call.person.login, (*body)["reason"].get<std::string>(), {}};
  const std::string chain = request.record.substr(0, request.record.rfind(':'));
  if (!sees(call.person, chain, nullptr)) return base::fail(no_record());
  const std::lock_guard lock(writing_);
  auto done = cycle::correct(request, world_);
  if (!done) return base::fail(done.error());
  written("facts");
  return json_response(dump({{"record", done->receipt.area + ":" + std::to_string(done->receipt.first)},
                             {"repeated", done->receipt.repeated}}),
                       201);
}

Desk::Answer Desk::ledger_withdraw(const Call& call) {
  auto body =
      read_object(call.request.body, {{"records", Shape::texts, true, 200}, {"reason", Shape::text, true, 1000}});
  if (!body) return base::fail(body.error());
  const auto records = (*body)["records"].get<std::vector<std::string>>();
  for (const auto& record : records) {
    const std::string chain = record.substr(0, record.rfind(':'));
    if (!sees(call.person, chain, nullptr)) return base::fail(no_record());
    // What the office did is no figure: it cannot be made undone here.
    if (chain == cycle::kOfficeChain) return base::fail("rights.chain", "办公记录不能撤回", {}, "只能撤回数据");
  }
  const std::lock_guard lock(writing_);
  auto done =
      cycle::withdraw(options_.data, records, {call.person.login, (*body)["reason"].get<std::string>(), {}}, world_);
  if (!done) return base::fail(done.error());
  written("facts");
  return json_response(dump({{"record", done->area + ":" + std::to_string(done->first)}, {"repeated", done->repeated}}),
                       201);
}

}  // namespace server
