// Many words looked for at once at a place of a text: one walk along the text finds all that start (or end) there.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace reading {

// A few characters to be told from all others of a text by one look at a table that stays in the first cache.
class CharFilter {
 public:
  void add(char32_t c) { bits_[slot(c) / 64] |= std::uint64_t{1} << (slot(c) % 64); }
  // false: surely not among them.
  bool maybe(char32_t c) const { return (bits_[slot(c) / 64] >> (slot(c) % 64) & 1) != 0; }

 private:
  static unsigned slot(char32_t c) { return (c * 0x9E3779B1u) >> 20; }
  std::array<std::uint64_t, 64> bits_{};
};

// Words as paths of characters from a root. Each word has a number of its own, from 0 in the order of adding; a word
// added twice keeps its first. Characters lie in the basic plane: the lexicons hold no others.
class WordTrie {
 public:
  static constexpr int kNone = -1;

  WordTrie() { grow(64); }

  // The word's number. The characters come in the order in which they will be walked.
  template <class Chars>
  int add(const Chars& chars) {
    JC_ASSERT(!chars.empty());
    first_.add(*chars.begin());
    std::uint32_t node = 0;
    for (const char32_t c : chars) {
      JC_ASSERT(c <= 0xFFFF);
      node = child_or_new(node, c);
    }
    if (words_[node] == kNone) words_[node] = count_++;
    return words_[node];
  }

  // Can a word start with `c`? A quick no for most of a text.
  bool may_start(char32_t c) const { return first_.maybe(c); }

  // The node reached from `node` by `c`; 0 when there is none. The root is 0.
  std::uint32_t step(std::uint32_t node, char32_t c) const {
    if (c > 0xFFFF) return 0;
    const std::uint64_t key = key_of(node, c);
    for (std::size_t at = slot(key);; at = (at + 1) & mask_) {
      const std::uint64_t found = slots_[at];
      if (found == 0) return 0;
      if (found >> kNodeBits == key) return static_cast<std::uint32_t>(found & kNodeMask);
    }
  }
  // The word that ends at `node`, or kNone.
  int word_at(std::uint32_t node) const { return words_[node]; }
  int size() const { return count_; }

 private:
  static constexpr int kNodeBits = 24;
  static constexpr std::uint64_t kNodeMask = (std::uint64_t{1} << kNodeBits) - 1;

  static std::uint64_t key_of(std::uint32_t node, char32_t c) { return (std::uint64_t{node} << 16) | c; }
  std::size_t slot(std::uint64_t key) const { return (key * 0x9E3779B97F4A7C15u >> 40) & mask_; }

  std::uint32_t child_or_new(std::uint32_t node, char32_t c) {
    if (const std::uint32_t known = step(node, c); known != 0) return known;
    const auto made = static_cast<std::uint32_t>(words_.size());
    JC_ASSERT(made <= kNodeMask);
    words_.push_back(kNone);
    if (words_.size() * 3 > slots_.size()) grow(slots_.size() * 2);
    put((key_of(node, c) << kNodeBits) | made);
    return made;
  }
  void put(std::uint64_t filled) {
    std::size_t at = slot(filled >> kNodeBits);
    while (slots_[at] != 0) at = (at + 1) & mask_;
    slots_[at] = filled;
  }
  void grow(std::size_t size) {
    std::vector<std::uint64_t> old = std::move(slots_);
    slots_.assign(size, 0);
    mask_ = size - 1;
    for (const std::uint64_t filled : old) {
      if (filled != 0) put(filled);
    }
  }

  CharFilter first_;
  std::vector<std::uint64_t> slots_;  // node, character and the node they lead to; 0 is free
  std::size_t mask_ = 0;
  std::vector<int> words_ = std::vector<int>(1, kNone);  // by node
  int count_ = 0;
};

}  // namespace reading
