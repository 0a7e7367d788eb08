#include "ledger/merkle.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "base/fault.hpp"

namespace ledger {

namespace {

// Where a tree of so many leaves divides: the largest power of two below the size.
std::int64_t left_part(std::int64_t size) {
  return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(size - 1)));
}

}  // namespace

void Frontier::add(const base::Digest& leaf) {
  base::Digest node = leaf;
  for (std::int64_t n = size_; (n & 1) != 0; n >>= 1) {
    node = hasher_->node(subtrees_.back(), node);
    subtrees_.pop_back();
  }
  subtrees_.push_back(node);
  ++size_;
}

base::Digest Frontier::root() const {
  if (subtrees_.empty()) return hasher_->empty_root();
  base::Digest out = subtrees_.back();
  for (std::size_t i = subtrees_.size() - 1; i-- > 0;) out = hasher_->node(subtrees_[i], out);
  return out;
}

// RFC 9162, 2.1.3.1: the sibling of every node on the way down, the lowest first.
std::vector<LeafRange> inclusion_ranges(std::int64_t leaf, std::int64_t size) {
  JC_ASSERT(leaf >= 0 && leaf < size);
  std::vector<LeafRange> out;
  LeafRange tree{0, size};
  while (tree.to - tree.from > 1) {
    const std::int64_t middle = tree.from + left_part(tree.to - tree.from);
    if (leaf < middle) {
      out.push_back({middle, tree.to});
      tree.to = middle;
    } else {
      out.push_back({tree.from, middle});
      tree.from = middle;
    }
  }
  std::ranges::reverse(out);
  return out;
}

// RFC 9162, 2.1.4.1: SUBPROOF.
std::vector<LeafRange> consistency_ranges(std::int64_t before, std::int64_t after) {
  JC_ASSERT(before > 0 && before <= after);
  std::vector<LeafRange> out;
  LeafRange tree{0, after};
  bool known = true;  // the subtree is the whole of the earlier tree, which the reader has
  while (before != tree.to) {
    const std::int64_t middle = tree.from + left_part(tree.to - tree.from);
    if (before <= middle) {
      out.push_back({middle, tree.to});
      tree.to = middle;
    } else {
      out.push_back({tree.from, middle});
      tree.from = middle;
      known = false;
    }
  }
  if (!known) out.push_back(tree);
  std::ranges::reverse(out);
  return out;
}

RangeHasher::RangeHasher(ChainHasher& hasher, std::vector<LeafRange> ranges)
    : ranges_(std::move(ranges)), frontiers_(ranges_.size(), Frontier(hasher)), by_start_(ranges_.size()) {
  std::iota(by_start_.begin(), by_start_.end(), std::size_t{0});
  std::ranges::sort(by_start_, {}, [&](std::size_t i) { return ranges_[i].from; });
}

void RangeHasher::add(const base::Digest& leaf) {
  const std::int64_t number = next_++;
  while (current_ < by_start_.size() && number >= ranges_[by_start_[current_]].to) ++current_;
  if (current_ == by_start_.size() || number < ranges_[by_start_[current_]].from) return;
  frontiers_[by_start_[current_]].add(leaf);
}

std::vector<base::Digest> RangeHasher::roots() const {
  std::vector<base::Digest> out;
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    JC_ASSERT(frontiers_[i].size() == ranges_[i].to - ranges_[i].from);
    out.push_back(frontiers_[i].root());
  }
  return out;
}

std::optional<base::Digest> root_from_inclusion(ChainHasher& hasher, const base::Digest& leaf, std::int64_t number,
                                                std::int64_t size, std::span<const base::Digest> path) {
  if (number < 0 || number >= size) return std::nullopt;
  std::int64_t fn = number, sn = size - 1;
  base::Digest root = leaf;
  for (const auto& p : path) {
    if (sn == 0) return std::nullopt;
    if ((fn & 1) != 0 || fn == sn) {
      root = hasher.node(p, root);
      while ((fn & 1) == 0 && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      root = hasher.node(root, p);
    }
    fn >>= 1;
    sn >>= 1;
  }
  if (sn != 0) return std::nullopt;
  return root;
}

bool is_consistent(ChainHasher& hasher, std::int64_t before, const base::Digest& root_before, std::int64_t after,
                   const base::Digest& root_after, std::span<const base::Digest> path) {
  if (before < 1 || before > after) return false;
  if (before == after) return path.empty() && root_before == root_after;
  std::int64_t fn = before - 1, sn = after - 1;
  while ((fn & 1) != 0) fn >>= 1, sn >>= 1;
  std::size_t at = 0;
  base::Digest fr, sr;
  if (fn == 0) {
    fr = sr = root_before;
  } else {
    if (path.empty()) return false;
    fr = sr = path[at++];
  }
  for (; at < path.size(); ++at) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      fr = hasher.node(path[at], fr);
      sr = hasher.node(path[at], sr);
      while ((fn & 1) == 0 && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      sr = hasher.node(sr, path[at]);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && fr == root_before && sr == root_after;
}

}  // namespace ledger
