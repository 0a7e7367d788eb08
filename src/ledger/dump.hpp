// The whole ledger as text that needs no Jicheng to read: JSON Lines or CSV, a row for each record, and back. Two
// ledgers that hold the same give the same bytes, whatever store they stand in. The form is in
// docs/reference/ledger-proofs.md.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "ledger/store.hpp"

namespace ledger {

enum class DumpFormat { json_lines, csv };

struct DumpRequest {
  std::string area;  // chain; empty: all
  DumpFormat format = DumpFormat::json_lines;
  // The keys of personal fields too. Without them nobody can read these fields in the dump or in what is loaded from
  // it.
  bool personal_keys = false;
};

struct DumpOutcome {
  int areas = 0;
  std::int64_t records = 0;
  std::string hash;  // SHA-256 of the text but its last line, in hexadecimal: the export hash
};

// Gives the text in pieces, whole rows each. Faults of the store and of `put`, and "ledger.tampered" when a chain does
// not hold: what is wrong shall not travel on as if it were right.
using DumpPut = std::function<base::Result<void>(std::string_view)>;
base::Result<DumpOutcome> dump(Store& store, const DumpRequest& request, const DumpPut& put);

// A line of the text without its end; nothing at the end of it.
using DumpLine = std::function<base::Result<std::optional<std::string>>()>;

struct LoadOutcome {
  int areas = 0;
  std::int64_t records = 0;  // new ones
  std::int64_t there = 0;    // there already, from a load that was broken off
};

// Either form, by its first line. Every hash is recomputed before a record is taken. Areas must be new, or hold nothing
// but the beginning of what is loaded: a load that was broken off goes on where it stopped. Faults: "dump.unreadable"
// with the line, "dump.version" (made by a later version), "dump.tampered" (a record does not fit its hash), "dump.cut"
// (the end is missing), "load.other" (the area holds other records), and those of the store.
base::Result<LoadOutcome> load(Store& store, const DumpLine& next, const std::string& file);

}  // namespace ledger
