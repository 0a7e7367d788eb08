#include "office/mail_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "office/office.hpp"

namespace office {
namespace {

constexpr int kDeepest = 8;  // parts within parts
constexpr std::size_t kMostParts = 1000;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// RFC 4648 §4; what is no letter of it is passed over, as mail programs do.
std::string from_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 3 / 4);
  unsigned bits = 0;
  int held = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (c == '=') break;
    if (value < 0) continue;
    bits = bits << 6 | static_cast<unsigned>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      out += static_cast<char>(bits >> held & 0xFF);
    }
  }
  return out;
}

// RFC 2045 §6.7; with `in_header` the form of RFC 2047 §4.2.
std::string from_quoted(std::string_view text, bool in_header) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (in_header && text[i] == '_') {
      out += ' ';
    } else if (text[i] != '=') {
      out += text[i];
    } else if (i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {  // a soft line end
      while (i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\t' || text[i + 1] == '\r')) ++i;
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    }
  }
  return out;
}

// =?utf-8?b?…?= and =?gbk?q?…?=: words of one charset that follow on one another are one run of bytes.
std::string plain_words(std::string_view header, const std::string& file) {
  std::string out, run;
  const auto put_run = [&] {
    if (run.empty()) return;
    if (const auto text = decode_text(run, file)) out += base::to_utf8(*text);
    run.clear();
  };
  for (std::size_t i = 0; i < header.size();) {
    const auto charset_end = header.substr(i).starts_with("=?") ? header.find('?', i + 2) : std::string_view::npos;
    const auto end = charset_end == std::string_view::npos ? charset_end : header.find("?=", charset_end + 3);
    if (end != std::string_view::npos && header[charset_end + 2] == '?') {
      const char how = header[charset_end + 1];
      const auto coded = header.substr(charset_end + 3, end - charset_end - 3);
      run += how == 'b' || how == 'B' ? from_base64(coded) : from_quoted(coded, true);
      i = end + 2;
      const auto next = header.find_first_not_of(" \t", i);
      if (next != std::string_view::npos && header.substr(next).starts_with("=?")) i = next;
      continue;
    }
    put_run();
    out += header[i++];
  }
  put_run();
  return out;
}

struct Entity {
  std::map<std::string, std::string> headers;  // names in lower case, unfolded
  std::string_view body;

  std::string header(const std::string& name) const {
    const auto at = headers.find(name);
    return at == headers.end() ? std::string() : at->second;
  }
  // "text/plain" of "text/plain; charset=x", in lower case.
  std::string type() const {
    const std::string whole = header("content-type");
    const std::string out = lower(base::trim(std::string_view(whole).substr(0, whole.find(';'))));
    return out.empty() ? "text/plain" : out;
  }
  // A parameter of a header: boundary, filename.
  std::string parameter(const std::string& name, const std::string& of, const std::string& file) const {
    const std::string whole = header(name), low = lower(whole);
    for (std::size_t at = low.find(';'); at != std::string::npos; at = low.find(';', at + 1)) {
      auto from = low.find_first_not_of("; \t", at);
      if (from == std::string::npos || !std::string_view(low).substr(from).starts_with(of)) continue;
      from += of.size();
      const bool extended = low.substr(from, 1) == "*";
      from = low.find('=', from);
      if (from == std::string::npos) continue;
      const auto start = low.find_first_not_of(" \t", from + 1);
      if (start == std::string::npos) continue;
      const bool quoted = whole[start] == '"';
      const auto end = quoted ? whole.find('"', start + 1) : whole.find_first_of("; \t", start);
      std::string value =
          whole.substr(start + (quoted ? 1 : 0), end == std::string::npos ? end : end - start - (quoted ? 1 : 0));
      if (!extended) return plain_words(value, file);
      const auto mark = value.rfind('\'');  // RFC 2231: charset'language'percent-encoded
      std::string bytes = mark == std::string::npos ? value : value.substr(mark + 1);
      std::ranges::replace(bytes, '%', '=');
      bytes = from_quoted(bytes, false);
      const auto text = decode_text(bytes, file);
      return text ? base::to_utf8(*text) : bytes;
    }
    return {};
  }
};

Entity entity_of(std::string_view bytes) {
  Entity out;
  std::string name;
  std::size_t at = 0;
  while (at < bytes.size()) {
    auto end = bytes.find('\n', at);
    if (end == std::string_view::npos) end = bytes.size();
    std::string_view line = bytes.substr(at, end - at);
    at = std::min(end + 1, bytes.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !name.empty()) {
      out.headers[name] += " " + std::string(base::trim(line));
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
      name.clear();
      continue;
    }
    name = lower(line.substr(0, colon));
    out.headers[name] = std::string(base::trim(line.substr(colon + 1)));
  }
  out.body = bytes.substr(at);
  return out;
}

std::string body_bytes(const Entity& entity) {
  const std::string coding = lower(entity.header("content-transfer-encoding"));
  if (coding == "base64") return from_base64(entity.body);
  if (coding == "quoted-printable") return from_quoted(entity.body, false);
  return std::string(entity.body);
}

// A web page without its marks: enough for a letter.
std::u32string without_marks(std::u32string_view page) {
  const auto starts = [&](std::size_t at, std::u32string_view word) {
    return std::ranges::equal(page.substr(at, word.size()), word, [](char32_t a, char32_t b) {
      return (a >= U'A' && a <= U'Z' ? a - U'A' + U'a' : a) == b;
    });
  };
  std::u32string out;
  for (std::size_t i = 0; i < page.size();) {
    if (page[i] == U'<') {
      for (const std::u32string_view hidden : {U"<style", U"<script", U"<head"})
        if (starts(i, hidden)) {
          const std::u32string close = U"</" + std::u32string(hidden.substr(1));
          while (i < page.size() && !starts(i, close)) ++i;
        }
      for (const std::u32string_view end_of_line :
           {U"<br", U"</p", U"</div", U"</tr", U"</li", U"</h1", U"</h2", U"</h3", U"</h4", U"</h5", U"</h6"})
        if (starts(i, end_of_line)) {
          out += U'\n';
          break;
        }
      if (starts(i, U"</td")) out += U'\t';
      while (i < page.size() && page[i] != U'>') ++i;
      ++i;
      continue;
    }
    if (page[i] == U'&') {
      const auto end = page.find(U';', i);
      if (end != std::u32string_view::npos && end - i < 10) {
        const std::string name = base::to_utf8(page.substr(i + 1, end - i - 1));
        static const std::map<std::string, char32_t> kNames{
            {"amp", U'&'},   {"lt", U'<'},    {"gt", U'>'},    {"quot", U'"'},  {"nbsp", U' '}, {"ensp", U' '},
            {"emsp", U'　'}, {"ldquo", U'“'}, {"rdquo", U'”'}, {"mdash", U'—'}, {"apos", U'\''}};
        char32_t c = 0;
        if (const auto known = kNames.find(name); known != kNames.end()) c = known->second;
        if (name.starts_with("#")) {
          const bool hexadecimal = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
          std::uint32_t code = 0;
          std::from_chars(name.data() + (hexadecimal ? 2 : 1), name.data() + name.size(), code, hexadecimal ? 16 : 10);
          if (code >= 0x20 && code < 0x110000 && (code < 0xD800 || code >= 0xE000)) c = code;
        }
        if (c != 0) {
          out += c;
          i = end + 1;
          continue;
        }
      }
    }
    // Line ends of the source are no line ends of the page.
    out += page[i] == U'\n' || page[i] == U'\r' ? U' ' : page[i];
    ++i;
  }
  return out;
}

struct Letter {
  std::u32string text;
  std::vector<std::string> attached;
  std::optional<base::Fault> fault;  // of a text part that could not be decoded
  std::size_t parts = 0;
};

void read_entity(const Entity& entity, const std::string& file, int depth, Letter& out) {
  if (depth > kDeepest || ++out.parts > kMostParts) return;
  const std::string type = entity.type();
  if (type.starts_with("multipart/")) {
    const std::string boundary = "--" + entity.parameter("content-type", "boundary", file);
    std::vector<Entity> parts;
    std::size_t from = std::string_view::npos;
    for (std::size_t at = 0; boundary.size() > 2 && at < entity.body.size();) {
      const auto end = std::min(entity.body.find('\n', at), entity.body.size());
      if (entity.body.substr(at, boundary.size()) == boundary) {
        if (from != std::string_view::npos && parts.size() < kMostParts)
          parts.push_back(entity_of(entity.body.substr(from, at - from)));
        from = std::min(end + 1, entity.body.size());
        if (entity.body.substr(at + boundary.size(), 2) == "--") {
          from = std::string_view::npos;
          break;
        }
      }
      at = end + 1;
    }
    // The last part of a letter that was cut off.
    if (from != std::string_view::npos && from < entity.body.size())
      parts.push_back(entity_of(entity.body.substr(from)));
    if (type == "multipart/alternative") {
      // One and the same in several forms: the plain one.
      const auto plain = std::ranges::find(parts, "text/plain", &Entity::type);
      if (plain != parts.end()) return read_entity(*plain, file, depth + 1, out);
      if (!parts.empty()) return read_entity(parts.back(), file, depth + 1, out);
      return;
    }
    for (const Entity& part : parts) read_entity(part, file, depth + 1, out);
    return;
  }
  if (type == "message/rfc822") return read_entity(entity_of(entity.body), file, depth + 1, out);
  std::string name = entity.parameter("content-disposition", "filename", file);
  if (name.empty()) name = entity.parameter("content-type", "name", file);
  const bool attached =
      lower(entity.header("content-disposition")).starts_with("attachment") || !type.starts_with("text/");
  if (attached) {
    // Pictures that a web page shows are no papers of anybody's.
    if (!name.empty() && entity.header("content-id").empty()) out.attached.push_back(name);
    return;
  }
  const auto text = decode_text(body_bytes(entity), file);
  if (!text) {
    out.fault = text.error();
    return;
  }
  if (!out.text.empty()) out.text += U'\n';
  out.text += type == "text/html" ? without_marks(*text) : *text;
}

}  // namespace

bool is_mail(std::string_view bytes) {
  static constexpr std::array<std::string_view, 12> kFirst{
      "from:",         "to:",         "subject:",      "date:",         "received:", "return-path:",
      "mime-version:", "message-id:", "content-type:", "delivered-to:", "reply-to:", "x-"};
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string start = lower(bytes.substr(0, 16));
  if (std::ranges::none_of(kFirst, [&](std::string_view name) { return start.starts_with(name); })) return false;
  const Entity entity = entity_of(bytes.substr(0, 64 * 1024));
  return entity.headers.contains("from") || entity.headers.contains("subject") ||
         entity.headers.contains("mime-version");
}

base::Result<document::Document> read_mail(std::string_view bytes, const std::string& file) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const Entity whole = entity_of(bytes);
  Letter letter;
  read_entity(whole, file, 0, letter);
  if (base::trim(letter.text).empty()) {
    if (letter.fault) return base::fail(*letter.fault);
    std::string names;
    for (const std::string& name : letter.attached) names += (names.empty() ? "" : "、") + name;
    return base::fail("document.empty", names.empty() ? "邮件里没有文字" : "邮件里只有附件：" + names, {.file = file},
                      names.empty() ? "确认邮件内容" : "把附件另存下来，单独放进来");
  }
  std::u32string text;
  if (const std::string subject = plain_words(whole.header("subject"), file); !subject.empty())
    if (const auto decoded = decode_text(subject, file)) text = *decoded + U"\n";
  auto document = document::from_plain_text(text + letter.text, file);
  for (const std::string& name : letter.attached)
    document.notices.push_back({.place = {}, .why = "邮件的附件“" + name + "”没有读：另存下来，单独放进来"});
  return document;
}

}  // namespace office
