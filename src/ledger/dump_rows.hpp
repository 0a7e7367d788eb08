// Rows of a dump in its two forms. Private to this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ledger::detail {

inline constexpr std::string_view kDumpName = "jicheng dump";
inline constexpr std::int64_t kDumpVersion = 1;
inline constexpr std::string_view kDumpColumns = "row,area,algorithm,sequence,recorded_at,kind,heading,body,chain";

// One row; what does not belong to its kind is empty or 0.
struct DumpRow {
  std::string row;  // format, area, record, receipt, person, end
  std::string area, algorithm;
  std::int64_t sequence = 0, recorded_at = 0;
  std::string kind, heading, body, chain;
};

// With the end of the line. In JSON a heading or body that is one JSON object stands as such, else as a string.
void put_json(std::string& out, const DumpRow& row);
void put_csv(std::string& out, const DumpRow& row);

// Nothing when the text is no such row.
std::optional<DumpRow> read_json_row(std::string_view line);
std::optional<DumpRow> read_csv_row(std::string_view text);

}  // namespace ledger::detail
