// What went wrong with what the user gave us, in words she can act on.
#pragma once

#include <optional>
#include <string>

#include <tl/expected.hpp>

namespace base {

// A place in something the user gave us. Empty members are not known; numbers count from 1.
struct Place {
  std::string file;   // name as given by the user
  std::string sheet;  // worksheet name
  std::string cell;   // "B7"
  int page = 0;
  int paragraph = 0;
  int table = 0;  // of a text; `row` and `column` are then of this table
  int row = 0;
  int line = 0;
  int column = 0;

  bool operator==(const Place&) const = default;
};

// "月报.xlsx 工作表“财政” 单元格 B7", "通知.docx 表1 第2行第3列"; in English: `月报.xlsx sheet "财政" cell B7`,
// `通知.docx table 1 row 2 column 3`. Empty when nothing is known.
std::string to_text(const Place& place, bool english = false);

// A fault is bad input, returned as a value: what is wrong, where, and what to do about it.
// It is never our own mistake (see JC_ASSERT) and never a business refusal.
struct Fault {
  std::string code;  // stable and short, for tests and programs: "date.impossible"
  std::string what;  // one sentence for the user (Chinese)
  Place where;
  std::string remedy;  // what to do (Chinese)
};

// One line for stderr: where, what, remedy.
std::string to_text(const Fault& fault);

template <class T>
using Result = tl::expected<T, Fault>;

inline tl::unexpected<Fault> fail(std::string code, std::string what, Place where = {}, std::string remedy = {}) {
  return tl::unexpected<Fault>(Fault{std::move(code), std::move(what), std::move(where), std::move(remedy)});
}
inline tl::unexpected<Fault> fail(Fault fault) { return tl::unexpected<Fault>(std::move(fault)); }

namespace detail {
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);
}

}  // namespace base

// Our own mistake: stops the program, on in every build.
#define JC_ASSERT(expression) \
  ((expression) ? static_cast<void>(0) : ::base::detail::assertion_failed(#expression, __FILE__, __LINE__))
