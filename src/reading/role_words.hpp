// Words by role, from a table under codes/reading/ with the columns word and role.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "reading/word_trie.hpp"

namespace reading {

class RoleWords {
 public:
  static const RoleWords& headings();  // codes/reading/headings.csv
  static const RoleWords& targets();   // codes/reading/target_words.csv

  struct Found {
    int at = -1;  // -1: none
    int length = 0;
    explicit operator bool() const { return at >= 0; }
  };
  // The first word of `role` in `text`, the longest when several start there. Asserts that the role is known.
  Found find(std::u32string_view text, std::string_view role) const;
  bool in(std::u32string_view text, std::string_view role) const { return static_cast<bool>(find(text, role)); }
  // Is `text` itself a word of `role`?
  bool is(std::u32string_view text, std::string_view role) const;

 private:
  explicit RoleWords(std::string_view file);
  const WordTrie& of(std::string_view role) const;
  std::map<std::string, WordTrie, std::less<>> by_role_;
};

// Does `text` hold a word of this role of codes/reading/headings.csv?
inline bool has_heading_word(std::u32string_view text, std::string_view role) {
  return RoleWords::headings().in(text, role);
}

}  // namespace reading
