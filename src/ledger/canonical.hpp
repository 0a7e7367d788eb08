// The bytes that are hashed: of a record, a chain, a tree. Drawn in docs/reference/ledger.md; nothing here may change
// for records that exist.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/hash.hpp"

namespace ledger {

enum class RecordKind : std::uint8_t { fact = 1, event = 2, correction = 3, withdrawal = 4 };
std::string to_string(RecordKind kind);  // "fact" …

// A record as it stands in a store, without its area. Views live as long as what gave them.
struct RecordView {
  std::int64_t sequence = 0;     // in the area, from 1 without gaps
  std::int64_t recorded_at = 0;  // microseconds since 1970, UTC; never falls within an area
  RecordKind kind = RecordKind::fact;
  std::string_view heading;  // of the write, on its first record; empty on the others: one JSON object
  std::string_view body;     // one JSON object (see body.hpp)
  std::string_view chain;    // 32 bytes
};

// Hashes of one area after another's fashion: leaf = H(00 ‖ record), node = H(01 ‖ left ‖ right) (RFC 6962, 2.1),
// chain = H(02 ‖ chain before ‖ leaf), the chain before the first = H(03 ‖ "jicheng ledger" ‖ name of the area).
class ChainHasher {
 public:
  explicit ChainHasher(base::HashAlgorithm algorithm) : hasher_(algorithm) {}
  base::Digest start(std::string_view area);
  base::Digest leaf(std::string_view area, const RecordView& record);
  base::Digest next(std::string_view chain_before, const base::Digest& leaf);
  base::Digest node(const base::Digest& left, const base::Digest& right);
  base::Digest empty_root() { return hasher_.finish(); }

 private:
  base::Hasher hasher_;
  std::string leaf_start_;  // 00 and the area, of the last leaf
};

// The bytes of a leaf with their 00 before them, as a proof carries them:
//   00 | u32 length, area | u64 sequence | i64 recorded_at | u8 kind | u32 length, heading | u32 length, body
// All numbers are big-endian.
std::string leaf_bytes(std::string_view area, const RecordView& record);
// The same in the place of what `out` held.
void put_leaf_bytes(std::string& out, std::string_view area, const RecordView& record);

// The byte before a chain and a leaf.
inline constexpr char kChainMark = 2;

}  // namespace ledger
