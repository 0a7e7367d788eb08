#include "server/http.hpp"

#include <algorithm>
#include <limits>

#include <zlib.h>

#include "base/text.hpp"

namespace server {

namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool has_control(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) return true;
  }
  return false;
}

// /a/../b and /a/./b are never what a page asks for.
bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto slash = path.find('/');
    const auto segment = path.substr(0, slash);
    if (segment == "." || segment == "..") return true;
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash);
  }
  return false;
}

}  // namespace

std::string_view Request::header(std::string_view lower_name) const {
  for (const auto& [name, value] : headers)
    if (name == lower_name) return value;
  return {};
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::string_view reason_of(unsigned status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";
  }
}

namespace {

void put_lines(const Pairs& headers, std::string& out) {
  for (const auto& [name, value] : headers) {
    out += name;
    out += ": ";
    const std::size_t from = out.size();
    out += value;
    // A line end in a value would begin a header of somebody else's choosing.
    for (std::size_t i = from; i < out.size(); ++i)
      if (static_cast<unsigned char>(out[i]) < 0x20) out[i] = ' ';
    out += "\r\n";
  }
}

}  // namespace

std::string lines_of(const Pairs& headers) {
  std::string out;
  put_lines(headers, out);
  return out;
}

std::string head_of(const Response& response, std::size_t body_size) {
  std::string out;
  out.reserve(response.standing.size() + 400);
  out += "HTTP/1.1 ";
  out += std::to_string(response.status);
  out += ' ';
  out += reason_of(response.status);
  out += "\r\n";
  put_lines(response.headers, out);
  out += response.standing;
  if (!response.live && response.status != 304 && response.status != 204)
    out += "Content-Length: " + std::to_string(body_size) + "\r\n";
  return out;
}

std::shared_ptr<const Ready> make_ready(Response response) {
  auto ready = std::make_shared<Ready>();
  ready->head = head_of(response, response.body.size());
  ready->body = std::move(response.body);
  return ready;
}

bool compress(Response& response) {
  constexpr std::size_t kWorthIt = 4096;
  constexpr int kQuick = 4, kGzipWindow = 15 + 16, kMemory = 8;
  if (response.body.size() < kWorthIt || response.body.size() > std::numeric_limits<uInt>::max()) return false;
  z_stream stream{};
  if (deflateInit2(&stream, kQuick, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return false;
  std::string out(deflateBound(&stream, response.body.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(response.body.data());
  stream.avail_in = static_cast<uInt>(response.body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (!whole) return false;
  response.body = std::move(out);
  response.headers.emplace_back("Content-Encoding", "gzip");
  return true;
}

bool takes_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const auto comma = accept_encoding.find(',');
    std::string_view one = accept_encoding.substr(0, comma);
    accept_encoding = comma == std::string_view::npos ? std::string_view{} : accept_encoding.substr(comma + 1);
    const auto semicolon = one.find(';');
    if (const auto name = base::trim(one.substr(0, semicolon));
        !std::ranges::equal(name, std::string_view("gzip"), [](char a, char b) { return (a | 0x20) == b; }))
      continue;
    if (semicolon == std::string_view::npos) return true;
    // q=0, q=0.0, q=0.000: not taken.
    const auto weight = one.substr(semicolon + 1);
    return weight.find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '+' && plus_is_space) {
      out += ' ';
    } else if (c != '%') {
      out += c;
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex(text[i + 1]), low = hex(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (out.find('\0') != std::string::npos || !base::from_utf8(out)) return std::nullopt;
  return out;
}

std::optional<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/' || target.find('#') != std::string_view::npos) return std::nullopt;
  Target out;
  const auto mark = target.find('?');
  auto path = decode_percent(target.substr(0, mark), false);
  if (!path || has_control(*path) || path->find('\\') != std::string::npos || path->find("//") != std::string::npos ||
      has_dot_segment(*path))
    return std::nullopt;
  out.path = std::move(*path);
  std::string_view rest = mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto one = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (one.empty()) continue;
    const auto equals = one.find('=');
    auto name = decode_percent(one.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::string() : decode_percent(one.substr(equals + 1), true);
    if (!name || !value || has_control(*name) || has_control(*value)) return std::nullopt;
    out.query.emplace_back(std::move(*name), std::move(*value));
    if (out.query.size() > 64) return std::nullopt;
  }
  return out;
}

std::string cookie_of(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto end = header.find(';');
    std::string_view one = base::trim(header.substr(0, end));
    header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
    const auto equals = one.find('=');
    if (equals != std::string_view::npos && one.substr(0, equals) == name) return std::string(one.substr(equals + 1));
  }
  return {};
}

std::string attachment(std::string_view file_name) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out = "attachment; filename*=UTF-8''";
  for (const char c : file_name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace server
