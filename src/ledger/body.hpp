// What a record says, as the one line of JSON that is stored, hashed and handed out: docs/reference/ledger.md has every
// member. Lines that exist must stay readable for ever.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/record.hpp"
#include "ledger/store.hpp"

namespace ledger {

std::string body_of(const facts::Fact& fact);
std::string body_of(const Correction& correction);
std::string body_of(const Withdrawal& withdrawal);
// `sealed`: what stands for the personal values, one each, as bytes.
std::string body_of(const Event& event, std::span<const std::string> sealed);

// Nothing when the body is none that we write. Personal values come back as the sealed bytes.
std::optional<Entry> read_body(RecordKind kind, std::string_view body);

// Of a write, on its first record.
struct Heading {
  std::string request, actor, reason;
  base::Digest content{};
  std::int64_t records = 0;
  int new_vintages = 0, known_already = 0;
};
std::string heading_of(const Heading& heading);
std::optional<Heading> read_heading(std::string_view text);

// What the indexes keep of a fact; `sequence`, `rank` and `gone_by` are the caller's.
FactKey key_of(const facts::Fact& fact);
FactEntry entry_of(const facts::Fact& fact);
FactEntry entry_of(const facts::Fact& fact, const base::Digest& id, std::string_view said);
EventEntry entry_of(const Event& event);

std::int32_t day_number(const calendar::Date& date);
calendar::Date date_of(std::int32_t day_number);

// The chain a fact or event belongs to: its area code, else its area's name.
inline const std::string& chain_of(const std::string& area_code, const std::string& area) {
  return area_code.empty() ? area : area_code;
}

}  // namespace ledger
