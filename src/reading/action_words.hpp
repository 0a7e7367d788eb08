// The words of codes/reading/action_verbs.csv, matched at a place in a text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reading {

enum class WordRole : std::uint16_t {
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
};
using WordRoles = std::uint16_t;
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
  struct Word {
    std::u32string word;
    WordRoles roles = 0;
  };
  // The words that share a first (or last) character, longest first. A text is full of characters that start no word.
  class Index {
   public:
    const std::vector<Word>& of(char32_t c) const { return lists_[list_[c & 0xFFFF]]; }
    std::vector<Word>& add(char32_t c) {
      std::uint16_t& list = list_[c & 0xFFFF];
      if (list == 0) {
        list = static_cast<std::uint16_t>(lists_.size());
        lists_.emplace_back();
      }
      return lists_[list];
    }
    std::vector<std::vector<Word>>& lists() { return lists_; }

   private:
    std::vector<std::uint16_t> list_ = std::vector<std::uint16_t>(0x10000, 0);
    std::vector<std::vector<Word>> lists_ = std::vector<std::vector<Word>>(1);
  };
  Index by_first_, by_last_;
};

}  // namespace reading
