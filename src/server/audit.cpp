#include "server/audit.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "cycle/upkeep_parts.hpp"

namespace server {

namespace {
using Json = nlohmann::ordered_json;
constexpr const char* kChain = "审计";
}  // namespace

base::Result<std::unique_ptr<Audit>> Audit::open(const std::string& path, base::World& world) {
  auto book = ledger::Ledger::open(path);
  if (!book) return base::fail(book.error());
  return std::unique_ptr<Audit>(new Audit(path, world, std::move(*book)));
}

namespace {

// One request may be about several, each with a row.
std::string request_of(const AuditRow& row) {
  return row.request_id + "/" + row.did + "/" + base::sha256_hex(row.on + "\n" + row.outcome).substr(0, 16);
}

}  // namespace

base::Result<void> Audit::add(const AuditRow& row) {
  const Json content{
      {"did", row.did},  {"on", row.on}, {"outcome", row.outcome}, {"peer", row.peer}, {"request", row.request_id},
      {"note", row.note}};
  const auto now = world_.clock->now();
  ledger::Event event{.area_code = {},
                      .area = kChain,
                      .kind = "audit." + (row.did.empty() ? std::string("other") : row.did),
                      .subject = "by/" + row.by,
                      .valid_from = std::chrono::floor<std::chrono::days>(now + std::chrono::hours(8)),
                      .content = content.dump(-1, ' ', false, Json::error_handler_t::replace)};
  const ledger::Write write{.area = kChain,
                            .request = request_of(row),
                            .expected_version = {},
                            .actor = row.by,
                            .reason = {},
                            .recorded_at = now,
                            .entries = {std::move(event)}};
  auto done = commit_.write(write);
  if (!done) return base::fail(done.error());
  return {};
}

base::Result<std::vector<AuditRow>> Audit::newest(const std::string& by, std::size_t most, bool& more) const {
  auto book = ledger::Ledger::open(path_);
  if (!book) return base::fail(book.error());
  const auto last = book->version(kChain);
  if (!last) return base::fail(last.error());
  std::vector<AuditRow> out;
  more = false;
  for (std::int64_t sequence = *last; sequence > 0; --sequence) {
    const auto entered = book->record(kChain, sequence);
    if (!entered) continue;
    const auto* event = std::get_if<ledger::Event>(&entered->entry);
    if (event == nullptr || (!by.empty() && entered->actor != by)) continue;
    if (out.size() == most) {
      more = true;
      break;
    }
    AuditRow row;
    row.record = std::string(kChain) + ":" + std::to_string(sequence);
    row.at = cycle::local_text(entered->recorded_at);
    row.by = entered->actor;
    if (const Json j = Json::parse(event->content, nullptr, false); j.is_object()) {
      row.did = j.value("did", "");
      row.on = j.value("on", "");
      row.outcome = j.value("outcome", "");
      row.peer = j.value("peer", "");
      row.request_id = j.value("request", "");
      row.note = j.value("note", "");
    }
    out.push_back(std::move(row));
  }
  return out;
}

base::Result<bool> Audit::good() const {
  auto book = ledger::Ledger::open(path_);
  if (!book) return base::fail(book.error());
  const auto checked = book->verify();
  if (checked) return true;
  if (checked.error().code == "ledger.tampered") return false;
  return base::fail(checked.error());
}

}  // namespace server
