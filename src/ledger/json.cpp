#include "ledger/json.hpp"

#include <charconv>
#include <cstring>

namespace ledger::detail {

void put_json_string(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  out += '"';
  unsigned special = 0;
  for (const char c : text) {
    special |= static_cast<unsigned>(static_cast<unsigned char>(c) < 0x20) | static_cast<unsigned>(c == '"') |
               static_cast<unsigned>(c == '\\');
  }
  if (special == 0) {
    out += text;
    out += '"';
    return;
  }
  std::size_t clean = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, clean, i - clean);
    clean = i + 1;
    out += '\\';
    switch (c) {
      case '"':
      case '\\':
        out += static_cast<char>(c);
        break;
      case '\n':
        out += 'n';
        break;
      case '\r':
        out += 'r';
        break;
      case '\t':
        out += 't';
        break;
      default:
        out += "u00";
        out += digits[c >> 4];
        out += digits[c & 15];
    }
  }
  out.append(text, clean);
  out += '"';
}

void JsonObject::name(std::string_view name) {
  if (!first_) out_ += ',';
  first_ = false;
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

void JsonObject::text_always(std::string_view n, std::string_view value) {
  name(n);
  put_json_string(out_, value);
}

void JsonObject::text(std::string_view n, std::string_view value) {
  if (!value.empty()) text_always(n, value);
}

void JsonObject::number(std::string_view n, std::int64_t value) {
  name(n);
  char digits[24];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void JsonObject::yes(std::string_view n) {
  name(n);
  out_ += "true";
}

void JsonReader::space() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
}

bool JsonReader::take(char c) {
  space();
  if (!ok_ || at_ >= text_.size() || text_[at_] != c) return false;
  ++at_;
  return true;
}

bool JsonReader::take_word(std::string_view word) {
  space();
  if (!ok_ || text_.substr(at_, word.size()) != word) return false;
  at_ += word.size();
  return true;
}

bool JsonReader::at_end() {
  space();
  return ok_ && at_ == text_.size();
}

bool JsonReader::open(char bracket) {
  first_ = true;
  return take(bracket) || fail();
}

std::optional<std::string_view> JsonReader::member() {
  if (take('}')) {
    first_ = false;
    return std::nullopt;
  }
  if (!first_ && !take(',')) return fail(), std::nullopt;
  first_ = false;
  space();
  const std::size_t from = at_ + 1;
  if (!skip_string()) return fail(), std::nullopt;
  const std::string_view name = text_.substr(from, at_ - 1 - from);
  if (name.find('\\') != std::string_view::npos || !take(':')) return fail(), std::nullopt;
  return name;
}

bool JsonReader::element() {
  if (take(']')) {
    first_ = false;
    return false;
  }
  if (!first_ && !take(',')) return fail();
  first_ = false;
  return ok_;
}

bool JsonReader::hex4(std::uint32_t& out) {
  if (text_.size() - at_ < 4) return false;
  const char* from = text_.data() + at_;
  const auto read = std::from_chars(from, from + 4, out, 16);
  at_ += 4;
  return read.ec == std::errc() && read.ptr == from + 4;
}

bool JsonReader::unescape(std::string& out) {
  if (at_ >= text_.size()) return false;
  const char c = text_[at_++];
  static constexpr std::string_view kShort = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
  if (const auto i = kShort.find(c); i != std::string_view::npos) {
    out += kMeant[i];
    return true;
  }
  std::uint32_t code = 0;
  if (c != 'u' || !hex4(code)) return false;
  if (code >= 0xD800 && code < 0xDC00) {
    std::uint32_t low = 0;
    if (text_.substr(at_, 2) != "\\u") return false;
    at_ += 2;
    if (!hex4(low) || low < 0xDC00 || low > 0xDFFF) return false;
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  } else if (code >= 0xDC00 && code < 0xE000) {
    return false;
  }
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
  }
  if (code >= 0x80) out += static_cast<char>(0x80 | (code & 0x3F));
  return true;
}

namespace {

// Where the next quotation mark, backslash or control character stands, or the end. Eight bytes at a time as long as
// none of them is one: of each the top bit of x - 1 and not x is up where x is zero, and x is the byte against what is
// looked for; a borrow from a byte that is one may put up a bit too many behind it, never one too few.
std::size_t end_of_plain(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101, kTops = 0x8080'8080'8080'8080;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    const std::uint64_t quote = eight ^ kOnes * '"', backslash = eight ^ kOnes * '\\';
    const std::uint64_t control = (eight - kOnes * 0x20) & ~eight;
    if ((((quote - kOnes) & ~quote) | ((backslash - kOnes) & ~backslash) | control) & kTops) break;
  }
  while (at < text.size() && text[at] != '"' && text[at] != '\\' && static_cast<unsigned char>(text[at]) >= 0x20) ++at;
  return at;
}

}  // namespace

std::string JsonReader::string() {
  std::string out;
  if (!take('"')) return fail(), out;
  for (;;) {
    const std::size_t from = at_;
    at_ = end_of_plain(text_, at_);
    out.append(text_, from, at_ - from);
    if (at_ >= text_.size()) return fail(), out;
    const char c = text_[at_++];
    if (c == '"') return out;
    if (c != '\\' || !unescape(out)) return fail(), out;
  }
}

bool JsonReader::skip_string() {
  if (!take('"')) return false;
  for (std::string ignored;;) {
    at_ = end_of_plain(text_, at_);
    if (at_ >= text_.size()) return false;
    const char c = text_[at_++];
    if (c == '"') return true;
    if (static_cast<unsigned char>(c) < 0x20) return false;
    if (c == '\\' && !unescape(ignored)) return false;
  }
}

std::int64_t JsonReader::integer() {
  space();
  std::int64_t out = 0;
  const auto read = std::from_chars(text_.data() + at_, text_.data() + text_.size(), out);
  if (!ok_ || read.ec != std::errc()) return fail(), 0;
  at_ = static_cast<std::size_t>(read.ptr - text_.data());
  return out;
}

bool JsonReader::boolean() {
  if (take_word("true")) return true;
  if (!take_word("false")) fail();
  return false;
}

bool JsonReader::skip_number() {
  const auto digits = [&] {
    const std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ > from;
  };
  const auto next_is = [&](char a, char b) { return at_ < text_.size() && (text_[at_] == a || text_[at_] == b); };
  if (next_is('-', '-')) ++at_;
  if (next_is('0', '0')) {
    ++at_;
  } else if (!digits()) {
    return false;
  }
  if (next_is('.', '.')) {
    ++at_;
    if (!digits()) return false;
  }
  if (next_is('e', 'E')) {
    ++at_;
    if (next_is('+', '-')) ++at_;
    if (!digits()) return false;
  }
  return true;
}

bool JsonReader::skip(int depth) {
  static constexpr int kDeepest = 64;
  space();
  if (!ok_ || at_ >= text_.size() || depth > kDeepest) return fail();
  switch (text_[at_]) {
    case '"':
      return skip_string() || fail();
    case '{':
      open_object();
      while (member()) {
        if (!skip(depth + 1)) return false;
      }
      return ok_;
    case '[':
      open_array();
      while (element()) {
        if (!skip(depth + 1)) return false;
      }
      return ok_;
    case 't':
      return take_word("true") || fail();
    case 'f':
      return take_word("false") || fail();
    case 'n':
      return take_word("null") || fail();
    default:
      return skip_number() || fail();
  }
}

bool is_json_object(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \n\r\t");
  if (from == std::string_view::npos || text[from] != '{' || !is_utf8(text)) return false;
  JsonReader reader(text);
  return reader.skip() && reader.at_end();
}

bool is_utf8(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
  for (std::size_t i = 0; i < bytes.size();) {
    // Most of a record is names and digits: eight at a time.
    if (std::uint64_t eight = 0; i + sizeof eight <= bytes.size()) {
      std::memcpy(&eight, bytes.data() + i, sizeof eight);
      if ((eight & 0x8080'8080'8080'8080) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    const unsigned c = at(i);
    if (c < 0x80) {
      ++i;
      continue;
    }
    const unsigned second = at(i + 1);
    const std::size_t length = c >= 0xC2 && c <= 0xDF ? 2 : c >= 0xE0 && c <= 0xEF ? 3 : c >= 0xF0 && c <= 0xF4 ? 4 : 0;
    const unsigned lowest = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    const unsigned highest = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    if (length == 0 || second < lowest || second > highest) return false;
    for (std::size_t k = 2; k < length; ++k) {
      if ((at(i + k) & 0xC0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

}  // namespace ledger::detail
