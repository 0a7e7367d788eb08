#include "cycle/amend.hpp"

#include <charconv>

#include "base/hash.hpp"
#include "cycle/upkeep_parts.hpp"
#include "facts/names.hpp"

namespace cycle {

namespace {

using base::Result;
using facts::Fact;

struct RecordName {
  std::string area;
  std::int64_t sequence = 0;
};

Result<RecordName> record_named(const std::string& text) {
  RecordName out;
  const auto colon = text.rfind(':');
  if (colon != std::string::npos && colon > 0) {
    out.area = text.substr(0, colon);
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, out.sequence);
    if (read.ec == std::errc() && read.ptr == end && out.sequence > 0) return out;
  }
  return base::fail("amend.record", "“" + text + "”不是一条记录", {},
                    "写成 地区:序号，如 440104:17；序号用 jicheng trace 或 jicheng facts 查");
}

std::string request_of(const Signed& by, const std::string& what) {
  if (!by.request.empty()) return by.request;
  base::Hasher hasher(base::HashAlgorithm::sha256);
  const auto digest = hasher.add_counted(what).add_counted(by.actor).add_counted(by.reason).finish();
  return "amend/" + base::to_hex(base::bytes_of(digest).substr(0, 16));
}

Result<void> unreadable(const std::string& option, const std::string& text) {
  return base::fail("amend.value", option + " “" + text + "”读不懂", {}, "检查写法");
}

// Puts the changes in; a fault where a text cannot be read.
Result<void> change(Fact& f, const CorrectRequest& r) {
  for (const auto& [text, into, option] :
       {std::tuple(&r.value, &f.value, "--value"), std::tuple(&r.growth_pct, &f.growth_pct, "--growth")}) {
    if (!*text) continue;
    *into = (*text)->empty() ? std::nullopt : base::Decimal::parse(**text);
    if (!(*text)->empty() && !*into) return unreadable(option, **text);
  }
  if (r.period) {
    const auto period = calendar::parse_period(*r.period);
    if (!period) return base::fail(period.error());
    f.period = *period;
  }
  if (r.published) {
    const auto published = calendar::parse_published(*r.published);
    if (!published) return base::fail(published.error());
    f.published = *published;
  }
  if (r.status) {
    bool known = false;
    for (const auto status : {facts::Status::published, facts::Status::derived, facts::Status::estimate}) {
      if (facts::to_string(status) == *r.status) f.status = status, known = true;
    }
    if (!known) return unreadable("--status", *r.status);
  }
  if (r.indicator) {
    f.indicator = facts::NamesTable::in_force().canonical(*r.indicator);
    f.indicator_as_printed = *r.indicator;
  }
  if (r.unit) f.unit = *r.unit;
  if (r.growth_basis) f.growth_basis = facts::canonical_basis(*r.growth_basis);
  if (r.scope) f.scope = *r.scope;
  if (r.note) f.note = *r.note;
  if (!f.value && !f.growth_pct) {
    return base::fail("amend.nothing", "更正后既没有数值也没有增速", {}, "整条不要了请用 jicheng withdraw");
  }
  return {};
}

}  // namespace

Result<Corrected> correct(const CorrectRequest& request, base::World& world) {
  const auto name = record_named(request.record);
  if (!name) return base::fail(name.error());
  auto book = existing_ledger(request.data, world);
  if (!book) return base::fail(book.error());
  const auto entered = book->record(name->area, name->sequence);
  if (!entered) return base::fail(entered.error());
  Corrected out;
  if (const auto* fact = std::get_if<Fact>(&entered->entry)) {
    out.was = *fact;
  } else if (const auto* correction = std::get_if<ledger::Correction>(&entered->entry)) {
    out.was = correction->fact;
  } else {
    return base::fail("ledger.target", request.record + " 不是一条数据，不能更正", {.file = request.data},
                      "用 jicheng trace 核对序号");
  }
  out.is = out.was;
  if (auto changed = change(out.is, request); !changed) return base::fail(changed.error());
  if (facts::id(out.is) == facts::id(out.was) && out.is.indicator == out.was.indicator) {
    return base::fail("amend.nothing", "更正的内容与原来一样", {}, "用 --value、--growth 等写出正确的内容");
  }
  auto receipt = book->write({.area = name->area,
                              .request = request_of(request.by, "correct " + request.record + " " + facts::id(out.is)),
                              .actor = request.by.actor,
                              .reason = request.by.reason,
                              .recorded_at = world.clock->now(),
                              .entries = {ledger::Correction{.sequence = name->sequence, .fact = out.is}}});
  if (!receipt) return base::fail(receipt.error());
  out.receipt = std::move(*receipt);
  return out;
}

Result<ledger::Receipt> withdraw(const std::string& data, const std::vector<std::string>& records, const Signed& by,
                                 base::World& world) {
  ledger::Write write{.actor = by.actor, .reason = by.reason, .recorded_at = world.clock->now()};
  std::string what = "withdraw";
  for (const std::string& text : records) {
    const auto name = record_named(text);
    if (!name) return base::fail(name.error());
    if (write.area.empty()) write.area = name->area;
    if (write.area != name->area) {
      return base::fail("amend.record", "一次只能撤回一个地区的记录", {}, "按地区分开撤回");
    }
    write.entries.emplace_back(ledger::Withdrawal{name->sequence});
    what += " " + text;
  }
  write.request = request_of(by, what);
  auto book = existing_ledger(data, world);
  if (!book) return base::fail(book.error());
  return book->write(write);
}

Result<std::vector<ledger::Receipt>> erase_person(const std::string& data, const std::string& person, const Signed& by,
                                                  base::World& world) {
  auto book = existing_ledger(data, world);
  if (!book) return base::fail(book.error());
  return book->erase_person(person, by.actor, by.reason, world.clock->now());
}

}  // namespace cycle
