// Regular expressions of XPath and XQuery Functions and Operators 3.1, 5.6 (XML Schema's with anchors, reluctant
// quantifiers, back references and flags), as FEEL's matches, replace and split want them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feel/run.hpp"

namespace feel {

class Regex {
 public:
  // Fails for a pattern or flags that are not allowed; `why` says what. Patterns without back references and class
  // subtraction run in linear time, the others by backtracking within `steps`.
  static std::shared_ptr<const Regex> compile(std::string_view pattern, std::string_view flags, std::int64_t steps,
                                              std::string& why);
  virtual ~Regex() = default;

  // Where it matches at or after byte `from`: begin and end of the whole and of each group, in bytes; a group that took
  // no part is {-1, -1}. An empty answer: no match. Nullopt: over its budget. `steps` grows by what backtracking took.
  using Spans = std::vector<std::pair<std::ptrdiff_t, std::ptrdiff_t>>;
  virtual std::optional<Spans> find(std::string_view text, std::size_t from, std::int64_t& steps) const = 0;
  virtual int groups() const = 0;
};

}  // namespace feel
