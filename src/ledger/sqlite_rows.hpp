// Rows of the SQLite tables as values, for reading and writing alike. Private to this room.
#pragma once

#include <algorithm>

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

}  // namespace ledger::detail
