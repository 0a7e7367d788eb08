#include "markup/xml.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include <pugixml.hpp>

#include "base/text.hpp"

namespace markup {

struct Xml::Body {
  std::string bytes;               // UTF-8; pugixml parses a copy, so that places can be counted here
  std::vector<std::size_t> lines;  // where each begins
  pugi::xml_document tree;
  // Prefixes bound to one address throughout. A prefix bound twice is looked up along the ancestors instead.
  std::map<std::string, std::string, std::less<>> spaces;
  std::map<std::string, bool, std::less<>> rebound;
};

namespace {

pugi::xml_node node_of(void* internal) { return pugi::xml_node(static_cast<pugi::xml_node_struct*>(internal)); }

struct LineColumn {
  int line = 1;
  int column = 1;
};

LineColumn place_in(std::string_view bytes, std::size_t offset) {
  LineColumn at;
  for (char c : bytes.substr(0, std::min(offset, bytes.size()))) {
    if (c == '\n') {
      ++at.line;
      at.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++at.column;
    }
  }
  return at;
}

base::Place place(const std::string& file, std::string_view bytes, std::size_t offset) {
  const auto at = place_in(bytes, offset);
  base::Place p;
  p.file = file;
  p.line = at.line;
  p.column = at.column;
  return p;
}

// The same by the list of lines.
LineColumn place_in(std::string_view bytes, const std::vector<std::size_t>& lines, std::size_t offset) {
  offset = std::min(offset, bytes.size());
  const auto after = std::ranges::upper_bound(lines, offset);
  if (after == lines.begin()) return {};
  LineColumn at;
  at.line = static_cast<int>(after - lines.begin());
  const std::size_t first = *(after - 1);
  for (const char c : bytes.substr(first, offset - first)) at.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return at;
}

std::string utf16_to_utf8(std::string_view bytes, bool big_endian, bool& good) {
  std::u32string out;
  out.reserve(bytes.size() / 2);
  good = bytes.size() % 2 == 0;
  auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian ? a << 8 | b : b << 8 | a);
  };
  for (std::size_t i = 2; good && i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      const char32_t low = unit(i + 2);
      good = low >= 0xDC00 && low < 0xE000;
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      good = false;
    }
    if (good) out += c;
  }
  return good ? base::to_utf8(out) : std::string();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

// The value of encoding="…" in the XML declaration, lower case; empty when none is given.
std::string declared_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const auto declaration = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{200}));
  const auto at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  const auto open = declaration.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? std::string() : lower(declaration.substr(open + 1, close - open - 1));
}

const char* const damaged_remedy = "用原来的软件重新另存一份再试";

}  // namespace

base::Result<Xml> Xml::parse(std::string_view bytes, const std::string& file_name, const Limits& limits) {
  base::Place whole;
  whole.file = file_name;
  if (bytes.size() > limits.max_bytes)
    return base::fail("xml.too_large", "XML 内容过大，不予读取", whole, damaged_remedy);

  auto body = std::make_unique<Body>();
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    bool good = false;
    body->bytes = utf16_to_utf8(bytes, bytes[0] == '\xFE', good);
    if (!good) return base::fail("xml.encoding", "XML 的 UTF-16 编码有错", whole, damaged_remedy);
  } else {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const auto encoding = declared_encoding(bytes);
    if (!encoding.empty() && encoding != "utf-8" && encoding != "utf8" && encoding != "us-ascii" && encoding != "ascii")
      return base::fail("xml.encoding", "XML 声明的编码“" + encoding + "”不能读取", place(file_name, bytes, 0),
                        "另存为 UTF-8 编码");
    body->bytes = std::string(bytes);
  }
  const std::string& text = body->bytes;
  if (auto checked = base::from_utf8(text); !checked) {
    auto fault = checked.error();
    fault.code = "xml.encoding";
    fault.where.file = file_name;
    if (fault.remedy.empty()) fault.remedy = damaged_remedy;
    return base::fail(std::move(fault));
  }
  if (const auto nul = text.find('\0'); nul != std::string::npos)
    return base::fail("xml.malformed", "XML 中夹有二进制内容", place(file_name, text, nul), damaged_remedy);
  if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '<')) > limits.max_nodes)
    return base::fail("xml.too_large", "XML 元素过多，不予读取", whole, damaged_remedy);

  const auto parsed = body->tree.load_buffer(text.data(), text.size(),
                                             pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_doctype,
                                             pugi::encoding_utf8);
  if (!parsed)
    return base::fail("xml.malformed", "XML 不完整或有错",
                      place(file_name, text, static_cast<std::size_t>(parsed.offset)), damaged_remedy);

  body->lines.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') body->lines.push_back(i + 1);
  }

  pugi::xml_node root;
  for (auto child : body->tree.children()) {
    if (child.type() == pugi::node_doctype)
      return base::fail("xml.doctype", "XML 带有文档类型声明，为安全起见不予读取",
                        place(file_name, text, static_cast<std::size_t>(child.offset_debug())), "删去 DOCTYPE 声明");
    if (child.type() == pugi::node_element) {
      if (root)
        return base::fail("xml.malformed", "XML 有不止一个根元素",
                          place(file_name, text, static_cast<std::size_t>(child.offset_debug())), damaged_remedy);
      root = child;
    }
  }
  if (!root) return base::fail("xml.malformed", "XML 没有内容", whole, damaged_remedy);

  // One walk without recursion: depth, and what each prefix means.
  int depth = 1;
  for (pugi::xml_node node = root; node;) {
    for (auto attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (!name.starts_with("xmlns") || (name.size() > 5 && name[5] != ':')) continue;
      const std::string prefix(name.size() > 6 ? name.substr(6) : std::string_view());
      const auto [at, fresh] = body->spaces.emplace(prefix, attribute.value());
      // Bound below the root, it may not hold elsewhere: only the same address everywhere is safe to share.
      if (!fresh && at->second != attribute.value()) body->rebound[prefix] = true;
    }
    if (const auto child = node.first_child()) {
      node = child;
      if (++depth > limits.max_depth)
        return base::fail(
            "xml.too_large", "XML 嵌套过深，不予读取",
            place(file_name, text, static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, node.offset_debug()))),
            damaged_remedy);
      continue;
    }
    while (node && node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (!node || node == root) break;
    node = node.next_sibling();
  }
  return Xml(std::move(body));
}

Xml::Xml(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Xml::Xml(Xml&&) noexcept = default;
Xml& Xml::operator=(Xml&&) noexcept = default;
Xml::~Xml() = default;

Element Xml::root() const { return Element(body_.get(), body_->tree.document_element().internal_object()); }

std::string_view Element::name() const { return node_of(node_).name(); }

std::string_view Element::local_name() const {
  const auto whole = name();
  const auto colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

std::string_view Element::space() const {
  if (node_ == nullptr) return {};
  const auto whole = name();
  const auto colon = whole.find(':');
  const auto prefix = colon == std::string_view::npos ? std::string_view() : whole.substr(0, colon);
  const auto* body = static_cast<const Xml::Body*>(document_);
  if (!body->rebound.contains(prefix)) {
    const auto at = body->spaces.find(prefix);
    return at == body->spaces.end() ? std::string_view() : std::string_view(at->second);
  }
  const std::string wanted = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  for (auto node = node_of(node_); node; node = node.parent())
    if (const auto attribute = node.attribute(wanted.c_str())) return attribute.value();
  return {};
}

std::optional<std::string_view> Element::attribute(std::string_view wanted) const {
  for (auto attribute : node_of(node_).attributes())
    if (attribute.name() == wanted) return attribute.value();
  return std::nullopt;
}

std::optional<std::string_view> Element::local_attribute(std::string_view wanted) const {
  for (auto attribute : node_of(node_).attributes()) {
    std::string_view name = attribute.name();
    if (const auto colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
    if (name == wanted) return attribute.value();
  }
  return std::nullopt;
}

Element Element::parent() const {
  const auto up = node_of(node_).parent();
  return up.type() == pugi::node_element ? made(up.internal_object()) : Element();
}

Element Element::first() const {
  auto node = node_of(node_).first_child();
  while (node && node.type() != pugi::node_element) node = node.next_sibling();
  return made(node.internal_object());
}

Element Element::next() const {
  auto node = node_of(node_).next_sibling();
  while (node && node.type() != pugi::node_element) node = node.next_sibling();
  return made(node.internal_object());
}

Element Element::child(std::string_view wanted) const {
  Element e = first();
  while (e && e.local_name() != wanted) e = e.next();
  return e;
}

std::string Element::text() const {
  std::string out;
  for (auto node : node_of(node_).children())
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) out += node.value();
  return out;
}

std::vector<TextMark> Element::text_marks() const {
  std::vector<TextMark> out;
  if (node_ == nullptr) return out;
  const auto* body = static_cast<const Xml::Body*>(document_);
  const std::string_view raw = body->bytes;
  std::size_t byte = 0;
  const auto mark = [&](std::size_t offset) {
    const auto at = place_in(raw, body->lines, offset);
    if (!out.empty() && out.back().byte == byte) out.pop_back();
    out.push_back({byte, at.line, at.column});
  };
  for (auto node : node_of(node_).children()) {
    const bool plain = node.type() == pugi::node_pcdata;
    if (!plain && node.type() != pugi::node_cdata) continue;
    const std::string_view value = node.value();
    const std::size_t end = byte + value.size();
    const auto start = node.offset_debug();
    if (start < 0) {
      byte = end;
      continue;
    }
    auto at = static_cast<std::size_t>(start);
    mark(at);
    // What the parser made of the raw text is retraced: an entity is one character, an end of line is \n.
    while (byte < end && at < raw.size()) {
      if (plain && raw[at] == '&') {
        const auto close = raw.find(';', at);
        const std::size_t length = close == std::string_view::npos || close - at > 12 ? 1 : close + 1 - at;
        at += length;
        // One character, however many bytes it takes.
        ++byte;
        while (byte < end && (static_cast<unsigned char>(value[byte - (end - value.size())]) & 0xC0) == 0x80) ++byte;
        if (byte < end) mark(at);
        continue;
      }
      if (raw[at] == '\r') {
        at += at + 1 < raw.size() && raw[at + 1] == '\n' ? 2 : 1;
        ++byte;
        if (byte < end) mark(at);
        continue;
      }
      ++at;
      ++byte;
    }
    byte = end;
  }
  return out;
}

std::pair<int, int> place_of(std::string_view text, const std::vector<TextMark>& marks, std::size_t byte) {
  const auto after = std::ranges::upper_bound(marks, byte, {}, &TextMark::byte);
  if (after == marks.begin()) return {0, 0};
  const TextMark& mark = *(after - 1);
  int line = mark.line, column = mark.column;
  for (std::size_t i = mark.byte; i < std::min(byte, text.size()); ++i) {
    if (text[i] == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++column;
    }
  }
  // In the middle of a character is at its beginning.
  if (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80 && column > 1) --column;
  return {line, column};
}

int Element::line() const {
  if (node_ == nullptr) return 0;
  const auto* body = static_cast<const Xml::Body*>(document_);
  return place_in(body->bytes, body->lines,
                  static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, node_of(node_).offset_debug())))
      .line;
}

int Element::column() const {
  if (node_ == nullptr) return 0;
  const auto* body = static_cast<const Xml::Body*>(document_);
  // pugixml points at the name, one past the bracket.
  const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, node_of(node_).offset_debug()));
  return place_in(body->bytes, body->lines, offset - 1).column;
}

}  // namespace markup
