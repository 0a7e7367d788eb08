// Characters of a FEEL text (DMN 1.5, 10.3.1.2, rules 22 to 66): white space, comments, words of names, literals.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace feel {

// Thrown inside the parser only, caught by `parse`.
struct SyntaxError {
  std::size_t at = 0;
  std::string what;
  bool final = false;  // too much of it: no other reading is tried
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::size_t at = 0;
  std::string_view text() const { return text_; }
  void skip_space();  // and comments
  bool done() { return skip_space(), at >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at + ahead < text_.size() ? text_[at + ahead] : '\0'; }
  bool looking_at(std::string_view s) const { return text_.substr(at, s.size()) == s; }
  // After white space.
  bool take(std::string_view symbol);
  // The word must end where `keyword` ends.
  bool take_word(std::string_view keyword);
  bool at_word(std::string_view keyword);
  // A run of name characters, digits allowed after the first; empty when none is here. Does not skip white space.
  std::string_view word();
  // Bytes of the symbol here that a name may hold (rule 30: . / - ’ + *, and ' as it is typed); 0 when none is here.
  std::size_t name_symbol() const;
  // Digits, a point with digits, an exponent.
  std::optional<std::string_view> number();
  // "…" with its escapes resolved. Throws when it does not end.
  std::optional<std::string> quoted();

 private:
  std::string_view text_;
};

}  // namespace feel
