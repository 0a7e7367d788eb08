// As much JSON (RFC 8259) as records need: written in one fixed form, read without building a tree. Private to this
// room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ledger::detail {

// Quoted, with the two-character escapes and \u00XX for the other control characters; all else as it is.
void put_json_string(std::string& out, std::string_view text);

// One object after the other member: {"a":"b","n":7}. Empty texts are left out.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  void text(std::string_view name, std::string_view value);
  void text_always(std::string_view name, std::string_view value);
  void number(std::string_view name, std::int64_t value);
  void yes(std::string_view name);
  // The member's name alone; the caller writes the value.
  void name(std::string_view name);
  void close() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

// Walks over one text. After a false or empty answer the text is not what was asked for and `ok` is false for good.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  bool ok() const { return ok_; }
  bool at_end();
  bool open_object() { return open('{'); }
  bool open_array() { return open('['); }
  // The next member's name, its value follows; nothing at the end of the object. Names with escapes do not occur in
  // ours and are refused.
  std::optional<std::string_view> member();
  // Whether another element of an array follows.
  bool element();
  std::string string();
  std::int64_t integer();
  bool boolean();
  // Any value, nested up to 64 deep.
  bool skip(int depth = 0);
  // Any value as it is written; empty after a false answer.
  std::string_view raw() {
    space();
    const std::size_t from = at_;
    return skip() ? text_.substr(from, at_ - from) : std::string_view();
  }

 private:
  bool open(char bracket);
  void space();
  bool fail() {
    ok_ = false;
    return false;
  }
  bool take(char c);
  bool take_word(std::string_view word);
  bool skip_number();
  bool skip_string();
  bool hex4(std::uint32_t& out);
  bool unescape(std::string& out);

  std::string_view text_;
  std::size_t at_ = 0;
  bool ok_ = true;
  bool first_ = false;  // the next member or element is the first of its bracket
};

bool is_json_object(std::string_view text);
bool is_utf8(std::string_view bytes);

}  // namespace ledger::detail
