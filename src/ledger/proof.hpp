// Proofs to be checked away from the ledger, against a checkpoint: that a record stood in it, and that one checkpoint
// only added to another. Their form is in docs/reference/ledger-proofs.md; examples/check_proof.py checks them without
// us.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/checkpoint.hpp"
#include "ledger/store.hpp"

namespace ledger {

struct InclusionProof {
  std::string area;
  base::HashAlgorithm algorithm = base::HashAlgorithm::sha256;
  std::int64_t size = 0;  // of the tree
  std::int64_t sequence = 0, recorded_at = 0;
  RecordKind kind = RecordKind::fact;
  std::string heading, body;
  std::vector<base::Digest> path;
  base::Digest root{};
};

struct GrowthProof {
  std::string area;
  base::HashAlgorithm algorithm = base::HashAlgorithm::sha256;
  std::int64_t before = 0, after = 0;
  std::vector<base::Digest> path;
};

// Over the first `size` records, 0: all. Faults: "ledger.missing" (no such area or record), "ledger.tampered" when the
// chain up to there does not hold.
base::Result<InclusionProof> prove(Store& store, const std::string& area, std::int64_t sequence, std::int64_t size);
base::Result<GrowthProof> prove_growth(Store& store, const std::string& area, std::int64_t before, std::int64_t after);

// The record of a fact, by the first hexadecimal digits (at least 8) of facts::id. Faults "ledger.missing" and, where
// several begin so, "ledger.several".
struct FoundRecord {
  std::string area;
  std::int64_t sequence = 0;
};
base::Result<FoundRecord> find_by_id(Store& store, std::string_view id);

// One JSON object. Faults "proof.unreadable".
std::string to_json(const InclusionProof& proof);
std::string to_json(const GrowthProof& proof);
base::Result<InclusionProof> read_inclusion_proof(std::string_view json, const std::string& file);
base::Result<GrowthProof> read_growth_proof(std::string_view json, const std::string& file);
// Whether the text is of the second kind, before it is read.
bool is_growth_proof(std::string_view json);

// Whether path and root follow from the record.
bool holds(const InclusionProof& proof);
// … and are those of the checkpoint.
bool holds(const InclusionProof& proof, const Checkpoint& checkpoint);
bool holds(const GrowthProof& proof, const Checkpoint& before, const Checkpoint& after);

}  // namespace ledger
