// What an area was at a moment, short enough to print, mail and type in again, and signed: with it, whoever holds the
// ledger can no longer take back or rewrite what stood there. The form is drawn in docs/reference/ledger-proofs.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "base/hash.hpp"
#include "base/signature.hpp"
#include "ledger/record.hpp"

namespace ledger {

struct Seal {
  base::SignatureAlgorithm algorithm = base::SignatureAlgorithm::ed25519;
  std::string key_id;     // as base::PublicKey::id
  std::string signature;  // 64 bytes
};

struct Checkpoint {
  std::string area;
  std::int64_t size = 0;  // records of the area by then
  base::HashAlgorithm algorithm = base::HashAlgorithm::sha256;
  Instant made;          // whole seconds
  base::Digest root{};   // of the Merkle tree over them
  base::Digest chain{};  // of the last of them
  std::optional<Seal> seal;
};

// What is signed: lines of name and value, hashes in hexadecimal, without the signature.
std::string signed_text(const Checkpoint& checkpoint);
void sign(Checkpoint& checkpoint, const base::PrivateKey& key);

enum class SealState { good, unsigned_, other_key, forged };
SealState check_seal(const Checkpoint& checkpoint, const base::PublicKey& key);

// Hashes and signature stand as base32 in groups of four, a check letter at the end of each line.
std::string to_text(const Checkpoint& checkpoint);
// Any number of checkpoints in one text. Upper and lower case, spaces, full-width letters, O for 0 and l for 1 are
// forgiven; lines that start with # are remarks. Fault "checkpoint.line" names the line that was mistyped,
// "checkpoint.none" a text without any.
base::Result<std::vector<Checkpoint>> read_checkpoints(std::string_view text, const std::string& file);

// In words: what the sheet is, what to do with it. Remarks of the form, to stand above the checkpoints on paper.
std::string checkpoint_preface();

}  // namespace ledger
