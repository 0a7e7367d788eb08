// Rows of the PostgreSQL tables as values. Private to this room.
#pragma once

#include <algorithm>

#include "ledger/postgres.hpp"
#include "ledger/store.hpp"

namespace ledger::detail {

inline int gives_number(const FactEntry& e) { return (e.gives_value ? 2 : 0) + (e.gives_growth ? 1 : 0); }

// sequence, rank, known_by, standing, gives, said, id, gone_by, withdrawn from `column` on.
inline FactEntry entry_of(const Rows& rows, int row, int column) {
  FactEntry e;
  e.sequence = rows.integer(row, column);
  e.rank = rows.integer(row, column + 1);
  e.known_by = static_cast<std::int32_t>(rows.integer(row, column + 2));
  e.standing = static_cast<std::int8_t>(rows.integer(row, column + 3));
  const std::int64_t gives = rows.integer(row, column + 4);
  e.gives_value = (gives & 2) != 0;
  e.gives_growth = (gives & 1) != 0;
  e.said = static_cast<std::uint64_t>(rows.integer(row, column + 5));
  e.id = static_cast<std::uint64_t>(rows.integer(row, column + 6));
  e.gone_by = rows.integer(row, column + 7);
  e.withdrawn = rows.integer(row, column + 8) != 0;
  return e;
}

inline RecordView record_of(const Rows& rows, int row) {
  return {.sequence = rows.integer(row, 0),
          .recorded_at = rows.integer(row, 1),
          .kind = static_cast<RecordKind>(rows.integer(row, 2)),
          .heading = rows.view(row, 3),
          .body = rows.view(row, 4),
          .chain = rows.view(row, 5)};
}

inline base::Digest digest_of(std::string_view bytes) {
  base::Digest out{};
  if (bytes.size() == out.size()) std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

inline StoredReceipt receipt_of(const Rows& rows, int row) {
  StoredReceipt out;
  out.request = rows.text(row, 0);
  out.content = digest_of(rows.view(row, 1));
  out.first = rows.integer(row, 2);
  out.last = rows.integer(row, 3);
  out.recorded_at = rows.integer(row, 4);
  out.added = static_cast<std::int32_t>(rows.integer(row, 5));
  out.new_vintages = static_cast<std::int32_t>(rows.integer(row, 6));
  out.known_already = static_cast<std::int32_t>(rows.integer(row, 7));
  return out;
}

}  // namespace ledger::detail
