// Words by role, from a table under codes/reading/ with the columns word and role.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reading/word_trie.hpp"

namespace reading {

class RoleWords {
 public:
  using Roles = std::uint32_t;  // a bit each

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
  // Does `text` hold a word of any of `roles`? One walk, whatever their number.
  bool in_any(std::u32string_view text, Roles roles) const;
  // The set of the roles named; asserts that they are known.
  Roles roles(std::initializer_list<std::string_view> names) const;
  // Does a word of `role` end `text`?
  bool ends(std::u32string_view text, std::string_view role) const;
  // Is `text` itself a word of `role`?
  bool is(std::u32string_view text, std::string_view role) const;

 private:
  explicit RoleWords(std::string_view file);
  const WordTrie& of(std::string_view role) const;
  std::map<std::string, WordTrie, std::less<>> by_role_;
  WordTrie all_;
  std::vector<Roles> roles_;  // of each word of `all_`
};

// Does `text` hold a word of this role of codes/reading/headings.csv?
inline bool has_heading_word(std::u32string_view text, std::string_view role) {
  return RoleWords::headings().in(text, role);
}

}  // namespace reading
