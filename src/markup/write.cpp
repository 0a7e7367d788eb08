#include "markup/write.hpp"

#include "base/fault.hpp"

namespace markup {
namespace {

void append_escaped(std::string& out, std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const char c = utf8[i];
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) break;
        // U+FFFE and U+FFFF
        if (c == '\xEF' && i + 2 < utf8.size() && utf8[i + 1] == '\xBF' &&
            (utf8[i + 2] == '\xBE' || utf8[i + 2] == '\xBF')) {
          i += 2;
          break;
        }
        out += c;
    }
  }
}

}  // namespace

std::string escaped(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  append_escaped(out, utf8);
  return out;
}

Writer::Writer() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n") {}

void Writer::start(std::string_view name, Attributes attributes) {
  out_ += '<';
  out_ += name;
  for (const auto& [key, value] : attributes) {
    out_ += ' ';
    out_ += key;
    out_ += "=\"";
    append_escaped(out_, value);
    out_ += '"';
  }
}

Writer& Writer::open(std::string_view name, Attributes attributes) {
  start(name, attributes);
  out_ += '>';
  open_.emplace_back(name);
  return *this;
}

Writer& Writer::close() {
  JC_ASSERT(!open_.empty());
  out_ += "</";
  out_ += open_.back();
  out_ += '>';
  open_.pop_back();
  return *this;
}

Writer& Writer::leaf(std::string_view name, Attributes attributes) {
  start(name, attributes);
  out_ += "/>";
  return *this;
}

Writer& Writer::text(std::string_view utf8) {
  append_escaped(out_, utf8);
  return *this;
}

Writer& Writer::element(std::string_view name, std::string_view utf8, Attributes attributes) {
  return open(name, attributes).text(utf8).close();
}

Writer& Writer::raw(std::string_view markup) {
  out_ += markup;
  return *this;
}

std::string Writer::take() {
  JC_ASSERT(open_.empty());
  return std::move(out_);
}

}  // namespace markup
