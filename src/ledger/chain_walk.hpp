// The hashes of an area's records made anew, two records at a time, for whoever holds what is stored against them.
#pragma once

#include <array>
#include <string>

#include "ledger/canonical.hpp"

namespace ledger {

class ChainWalk {
 public:
  ChainWalk(base::HashAlgorithm algorithm, std::string_view area);

  // Records in the order in which they stand. `each(record, leaf, chain)` is called for every one in this order, for
  // some of them when the next has come and for the last when the walk ends: `leaf` is the record's own, `chain` what
  // its chain ought to be behind the chain that is stored with the record before it (before the first: the start).
  template <class Each>
  void take(const RecordView& record, const Each& each) {
    if (!waits_) return keep(record);
    hash_with(record);
    each(kept_, leaves_[0], chains_[0]);
    each(record, leaves_[1], chains_[1]);
    waits_ = false;
  }
  template <class Each>
  void end(const Each& each) {
    if (!waits_) return;
    hash_alone();
    each(kept_, leaves_[0], chains_[0]);
    waits_ = false;
  }

 private:
  void keep(const RecordView& record);
  void hash_with(const RecordView& second);
  void hash_alone();
  void follow(std::string& message, std::string_view before, const base::Digest& leaf) const;
  std::array<base::Digest, 2> digests(std::string_view a, std::string_view b);

  base::Hasher hasher_;
  std::string area_;
  std::string before_;          // the chain stored with the record before
  std::string first_, second_;  // messages
  std::string kept_chain_;
  RecordView kept_;  // its bytes are in `kept_bytes_`
  std::string kept_bytes_;
  std::array<base::Digest, 2> leaves_{}, chains_{};
  bool waits_ = false;
};

}  // namespace ledger
