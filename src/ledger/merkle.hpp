// The Merkle tree over the records of an area: RFC 6962, section 2.1 (the same in RFC 9162), over the leaves and nodes
// of `ChainHasher`. Everything takes leaves one by one, in order, and keeps a logarithm of them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/hash.hpp"
#include "ledger/canonical.hpp"

namespace ledger {

// The tree of the leaves so far, kept as the roots of its whole subtrees.
class Frontier {
 public:
  explicit Frontier(ChainHasher& hasher) : hasher_(&hasher) {}
  void add(const base::Digest& leaf);
  std::int64_t size() const { return size_; }
  // Of no leaves: the hash of nothing.
  base::Digest root() const;

 private:
  ChainHasher* hasher_;
  std::vector<base::Digest> subtrees_;  // one for each bit of the size, largest first
  std::int64_t size_ = 0;
};

// Leaves from one number up to but without another, counted from 0.
struct LeafRange {
  std::int64_t from = 0, to = 0;
  bool operator==(const LeafRange&) const = default;
};

// Which subtrees a proof consists of, in the order of the proof. Asserts the given bounds.
std::vector<LeafRange> inclusion_ranges(std::int64_t leaf, std::int64_t size);       // 0 <= leaf < size
std::vector<LeafRange> consistency_ranges(std::int64_t before, std::int64_t after);  // 0 < before <= after

// Roots of such subtrees from one walk over the leaves.
class RangeHasher {
 public:
  RangeHasher(ChainHasher& hasher, std::vector<LeafRange> ranges);
  // The next leaf, from 0 on.
  void add(const base::Digest& leaf);
  // In the order of the ranges, once every leaf was given.
  std::vector<base::Digest> roots() const;

 private:
  std::vector<LeafRange> ranges_;
  std::vector<Frontier> frontiers_;
  std::vector<std::size_t> by_start_;
  std::size_t current_ = 0;
  std::int64_t next_ = 0;
};

// The root that a leaf and its path lead to (RFC 9162, 2.1.3.2); nothing when the path does not fit number and size.
std::optional<base::Digest> root_from_inclusion(ChainHasher& hasher, const base::Digest& leaf, std::int64_t number,
                                                std::int64_t size, std::span<const base::Digest> path);

// Whether the tree of `after` leaves begins with the tree of `before` (RFC 9162, 2.1.4.2).
bool is_consistent(ChainHasher& hasher, std::int64_t before, const base::Digest& root_before, std::int64_t after,
                   const base::Digest& root_after, std::span<const base::Digest> path);

}  // namespace ledger
