// The words of codes/reading/action_verbs.csv, matched at a place in a text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reading/word_trie.hpp"

namespace reading {

enum class WordRole : std::uint32_t {
  adverb = 1,
  verbal_adverb = 2,
  subject = 4,
  act = 8,
  nominal = 16,
  result = 32,
  abstract_result = 64,
  manner = 128,
  pivot = 256,
  abstract_noun = 512,
  general_noun = 1024,
  strive = 2048,
  completion = 4096,
  predicate = 8192,
  timing = 16384,
  noun_tail = 32768,
  noun = 65536,
};
using WordRoles = std::uint32_t;
constexpr WordRoles operator|(WordRole a, WordRole b) {
  return static_cast<WordRoles>(static_cast<WordRoles>(a) | static_cast<WordRoles>(b));
}
constexpr WordRoles operator|(WordRoles a, WordRole b) { return static_cast<WordRoles>(a | static_cast<WordRoles>(b)); }
constexpr bool holds(WordRoles roles, WordRole role) { return (roles & static_cast<WordRoles>(role)) != 0; }

struct WordMatch {
  int length = 0;  // 0: none
  WordRoles roles = 0;
};

class ActionWords {
 public:
  static const ActionWords& builtin();

  // The longest word with any of `roles` that `text` starts with; its roles are all it has.
  WordMatch at_start(std::u32string_view text, WordRoles roles) const;
  // The same at the end.
  WordMatch at_end(std::u32string_view text, WordRoles roles) const;

 private:
  WordTrie forward_, backward_;  // both count the words alike
  std::vector<WordRoles> roles_;
};

}  // namespace reading
