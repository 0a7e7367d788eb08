#include "ledger/chain_walk.hpp"

#include "base/hash_pair.hpp"

namespace ledger {

ChainWalk::ChainWalk(base::HashAlgorithm algorithm, std::string_view area)
    : hasher_(algorithm), area_(area), before_(base::bytes_of(ChainHasher(algorithm).start(area))) {}

// The bytes of a leaf hold heading and body: the views of the record that waits are of these.
void ChainWalk::keep(const RecordView& record) {
  put_leaf_bytes(kept_bytes_, area_, record);
  kept_chain_.assign(record.chain);
  const std::string_view bytes = kept_bytes_;
  kept_ = record;
  kept_.body = bytes.substr(bytes.size() - record.body.size());
  kept_.heading = bytes.substr(bytes.size() - record.body.size() - 4 - record.heading.size(), record.heading.size());
  kept_.chain = kept_chain_;
  waits_ = true;
}

std::array<base::Digest, 2> ChainWalk::digests(std::string_view a, std::string_view b) {
  if (hasher_.algorithm() == base::HashAlgorithm::sha256) return base::sha256_of_both(a, b);
  const base::Digest first = hasher_.add(a).finish();
  return {first, hasher_.add(b).finish()};
}

void ChainWalk::follow(std::string& message, std::string_view before, const base::Digest& leaf) const {
  message.assign(1, kChainMark);
  message += before;
  message += base::bytes_of(leaf);
}

void ChainWalk::hash_with(const RecordView& second) {
  put_leaf_bytes(second_, area_, second);
  leaves_ = digests(kept_bytes_, second_);
  follow(first_, before_, leaves_[0]);
  follow(second_, kept_chain_, leaves_[1]);
  chains_ = digests(first_, second_);
  before_.assign(second.chain);
}

void ChainWalk::hash_alone() {
  leaves_[0] = hasher_.add(kept_bytes_).finish();
  follow(first_, before_, leaves_[0]);
  chains_[0] = hasher_.add(first_).finish();
  before_ = kept_chain_;
}

}  // namespace ledger
