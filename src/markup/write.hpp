// XML written: always well formed, always the same bytes for the same calls.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace markup {

// Markup characters as entities; characters that XML 1.0 (2.2) forbids are left out.
std::string escaped(std::string_view utf8);

class Writer {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  // Starts with the declaration.
  Writer();
  Writer& open(std::string_view name, Attributes attributes = {});
  Writer& close();  // the element opened last; asserts that there is one
  Writer& leaf(std::string_view name, Attributes attributes = {});
  Writer& text(std::string_view utf8);
  // An element with nothing but text.
  Writer& element(std::string_view name, std::string_view utf8, Attributes attributes = {});
  // Markup written elsewhere, taken as it is.
  Writer& raw(std::string_view markup);
  // Asserts that everything opened is closed.
  std::string take();

 private:
  void start(std::string_view name, Attributes attributes);
  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace markup
