// Rows of the SQLite tables as values, for reading and writing alike. Private to this room.
#pragma once

#include <algorithm>
#include <charconv>
#include <vector>

#include "ledger/schema.hpp"
#include "ledger/sqlite.hpp"
#include "ledger/store.hpp"

namespace ledger::detail {

// Resets the statement when it goes, so that no read is left open.
class Use {
 public:
  explicit Use(Statement* statement) : statement_(statement) {}
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  ~Use() { statement_->reset(); }
  Statement* operator->() { return statement_; }
  Statement& operator*() { return *statement_; }

 private:
  Statement* statement_;
};

// Columns of `vintage` from `sequence` on: those of an entry, then ordinal, latest, holding.
constexpr int kOrdinalColumn = 9, kLatestColumn = 10, kHoldingColumn = 11, kVintageKeyColumn = 12;

inline int gives_of(const FactEntry& e) { return (e.gives_value ? 2 : 0) + (e.gives_growth ? 1 : 0); }

inline FactEntry entry_of(const Statement& row) {
  FactEntry e;
  e.sequence = row.integer(0);
  e.rank = row.integer(1);
  e.known_by = static_cast<std::int32_t>(row.integer(2));
  e.standing = static_cast<std::int8_t>(row.integer(3));
  e.gives_value = (row.integer(4) & 2) != 0;
  e.gives_growth = (row.integer(4) & 1) != 0;
  e.said = static_cast<std::uint64_t>(row.integer(5));
  e.id = static_cast<std::uint64_t>(row.integer(6));
  e.gone_by = row.integer(7);
  e.withdrawn = row.integer(8) != 0;
  return e;
}

inline RecordView record_of(const Statement& row) {
  return {.sequence = sequence_of(row.integer(0)),
          .recorded_at = row.integer(1),
          .kind = static_cast<RecordKind>(row.integer(2)),
          .heading = row.view(3),
          .body = row.view(4),
          .chain = row.view(5)};
}

inline StoredReceipt receipt_of(const Statement& row) {
  StoredReceipt out;
  out.request = row.text(0);
  const auto content = row.view(1);
  if (content.size() == out.content.size()) std::copy(content.begin(), content.end(), out.content.begin());
  out.first = row.integer(2);
  out.last = row.integer(3);
  out.recorded_at = row.integer(4);
  out.added = static_cast<std::int32_t>(row.integer(5));
  out.new_vintages = static_cast<std::int32_t>(row.integer(6));
  out.known_already = static_cast<std::int32_t>(row.integer(7));
  return out;
}

// "17,12" ⇄ sequences.
inline std::vector<std::int64_t> sequences_of(std::string_view text) {
  std::vector<std::int64_t> out;
  for (const char *at = text.data(), *const end = at + text.size(); at < end;) {
    std::int64_t number = 0;
    const auto read = std::from_chars(at, end, number);
    if (read.ec != std::errc()) break;
    out.push_back(number);
    at = read.ptr + 1;
  }
  return out;
}

inline std::string text_of(const std::vector<FactEntry>& entries) {
  std::string out;
  for (const auto& entry : entries) out += (out.empty() ? "" : ",") + std::to_string(entry.sequence);
  return out;
}

}  // namespace ledger::detail
