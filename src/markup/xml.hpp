// XML read from people we do not know: bounded in size, depth and count, no document types, no entities but the five of
// XML itself (so nothing can grow and nothing is fetched). Every element knows the line and column it was written on.
#pragma once

#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fault.hpp"

namespace markup {

struct Limits {
  std::size_t max_bytes = 128u << 20;
  std::size_t max_nodes = 8'000'000;  // elements, closing tags and comments together
  int max_depth = 256;                // of nested elements
};

class ElementIterator;

// From this byte of an element's text on, characters stand side by side in the file, the first at this line and column
// (code points), until the next mark.
struct TextMark {
  std::size_t byte = 0;
  int line = 0;
  int column = 0;
};
// Line and column of a byte of the text that the marks belong to; {0, 0} without marks.
std::pair<int, int> place_of(std::string_view text, const std::vector<TextMark>& marks, std::size_t byte);

// A handle on an element, valid while its Xml lives. An empty handle (false) answers every question with nothing.
class Element {
 public:
  Element() = default;
  explicit operator bool() const { return node_ != nullptr; }
  bool operator==(const Element&) const = default;

  std::string_view name() const;        // as written: "w:p"
  std::string_view local_name() const;  // "p"
  // The address bound to its prefix, empty when none is (Namespaces in XML 1.0, 6).
  std::string_view space() const;

  // By the name as written ("w:val"), or by local name whatever the prefix.
  std::optional<std::string_view> attribute(std::string_view name) const;
  std::optional<std::string_view> local_attribute(std::string_view local_name) const;

  Element parent() const;
  Element first() const;  // child element
  Element next() const;   // sibling element
  // The first child element of that local name.
  Element child(std::string_view local_name) const;
  // The characters directly inside it, child elements left out.
  std::string text() const;
  // Where the bytes of `text()` stand in the file, through entities, CDATA and comments.
  std::vector<TextMark> text_marks() const;

  int line() const;    // from 1
  int column() const;  // in code points, from 1

  // Child elements: for (Element child : element) …
  ElementIterator begin() const;
  ElementIterator end() const;

 private:
  friend class Xml;
  Element(const void* document, void* node) : document_(document), node_(node) {}
  Element made(void* node) const { return node == nullptr ? Element() : Element(document_, node); }
  const void* document_ = nullptr;
  void* node_ = nullptr;
};

class ElementIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = Element;
  using difference_type = std::ptrdiff_t;
  using pointer = const Element*;
  using reference = Element;

  ElementIterator() = default;
  explicit ElementIterator(Element e) : e_(e) {}
  Element operator*() const { return e_; }
  ElementIterator& operator++() {
    e_ = e_.next();
    return *this;
  }
  ElementIterator operator++(int) {
    ElementIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const ElementIterator&) const = default;

 private:
  Element e_;
};

inline ElementIterator Element::begin() const { return ElementIterator(first()); }
inline ElementIterator Element::end() const { return {}; }

class Xml {
 public:
  // UTF-8 (mark allowed) or UTF-16 with mark. Faults, each with line and column: "xml.malformed", "xml.doctype",
  // "xml.encoding", "xml.too_large" (one of the limits).
  static base::Result<Xml> parse(std::string_view bytes, const std::string& file_name, const Limits& limits = {});

  Xml(Xml&&) noexcept;
  Xml& operator=(Xml&&) noexcept;
  ~Xml();

  Element root() const;

 private:
  struct Body;
  explicit Xml(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
  friend class Element;
};

}  // namespace markup
