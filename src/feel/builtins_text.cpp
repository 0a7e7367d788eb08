// String functions (DMN 1.5, 10.3.4.3), `string` and `not`. Characters are code points.
#include <algorithm>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "feel/builtin_table.hpp"
#include "feel/regex.hpp"

namespace feel {

namespace {

bool leads(char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }

std::int64_t length_of(const std::string& s) {
  std::int64_t n = 0;
  for (const char c : s) n += leads(c) ? 1 : 0;
  return n;
}

// Byte where the n-th character (from 0) begins; the end when there is none.
std::size_t byte_of(const std::string& s, std::int64_t n) {
  std::size_t i = 0;
  for (; i < s.size(); ++i) {
    if (leads(s[i]) && n-- == 0) return i;
  }
  return s.size();
}

Value substring(Run& run, Arguments a) {
  const std::string& s = a[0].string();
  const std::int64_t size = length_of(s);
  const std::int64_t start = a[1].number().truncated();
  if (start == 0 || start > size || start < -size) return run.fail(Wrong::out_of_domain, "substring " + to_text(a[1]));
  const std::int64_t first = start > 0 ? start - 1 : size + start;
  std::int64_t length = size - first;
  if (a.size() > 2) {
    const std::int64_t wanted = a[2].number().truncated();
    if (wanted < 1) return run.fail(Wrong::out_of_domain, "substring " + to_text(a[2]));
    length = std::min(length, wanted);
  }
  const std::size_t begin = byte_of(s, first), end = byte_of(s, first + length);
  return s.substr(begin, end - begin);
}

Value with_case(const std::string& s, bool upper) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(s);
  if (upper) {
    text.toUpper(icu::Locale::getRoot());
  } else {
    text.toLower(icu::Locale::getRoot());
  }
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::shared_ptr<const Regex> regex_of(Run& run, const Value& pattern, const Value* flags) {
  std::string why;
  if (!run.spend(static_cast<std::int64_t>(pattern.string().size()))) return nullptr;
  auto regex = Regex::compile(pattern.string(), flags != nullptr && !flags->is_null() ? flags->string() : "",
                              run.budget().regex_steps, why);
  if (regex == nullptr) run.fail(Wrong::bad_pattern, why.empty() ? pattern.string() : why);
  return regex;
}

// Looking for it from there on costs what the length of the text says, and the steps of backtracking. Nullopt: too
// much, which `what` is told of.
std::optional<Regex::Spans> found_in(Run& run, const Regex& regex, const std::string& text, std::size_t from,
                                     const char* what) {
  if (!run.spend(static_cast<std::int64_t>((text.size() - from) / 64 + 1))) return std::nullopt;
  std::int64_t steps = 0;
  auto out = regex.find(text, from, steps);
  if (!out) run.fail(Wrong::over_budget, what);
  if (steps > 0 && !run.spend(steps)) return std::nullopt;
  return out;
}

Value matches(Run& run, Arguments a) {
  const auto regex = regex_of(run, a[1], a.size() > 2 ? &a[2] : nullptr);
  if (regex == nullptr) return {};
  const auto found = found_in(run, *regex, a[0].string(), 0, "matches");
  if (!found) return {};
  return !found->empty();
}

// $1 is a group, \$ and \\ the characters themselves (XPath Functions 3.1, 5.6.4); a number longer than there are
// groups is a shorter one and digits.
std::optional<std::string> expanded(const std::string& replacement, const std::string& text,
                                    const Regex::Spans& spans) {
  std::string out;
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    if (c == '\\') {
      if (i + 1 >= replacement.size() || (replacement[i + 1] != '\\' && replacement[i + 1] != '$')) return std::nullopt;
      out += replacement[++i];
    } else if (c == '$') {
      if (i + 1 >= replacement.size() || replacement[i + 1] < '0' || replacement[i + 1] > '9') return std::nullopt;
      std::size_t group = static_cast<std::size_t>(replacement[++i] - '0');
      while (i + 1 < replacement.size() && replacement[i + 1] >= '0' && replacement[i + 1] <= '9' &&
             group * 10 + static_cast<std::size_t>(replacement[i + 1] - '0') < spans.size()) {
        group = group * 10 + static_cast<std::size_t>(replacement[++i] - '0');
      }
      if (group < spans.size() && spans[group].first >= 0) {
        out += text.substr(static_cast<std::size_t>(spans[group].first),
                           static_cast<std::size_t>(spans[group].second - spans[group].first));
      }
    } else {
      out += c;
    }
  }
  return out;
}

Value replace(Run& run, Arguments a) {
  const auto regex = regex_of(run, a[1], a.size() > 3 ? &a[3] : nullptr);
  if (regex == nullptr) return {};
  const bool literal = a.size() > 3 && !a[3].is_null() && a[3].string().find('q') != std::string::npos;
  const std::string& text = a[0].string();
  const auto empty = found_in(run, *regex, "", 0, "replace");
  if (!empty) return {};
  if (!empty->empty()) return run.fail(Wrong::bad_pattern, a[1].string() + " = \"\"");
  std::string out;
  std::size_t at = 0;
  for (;;) {
    const auto found = found_in(run, *regex, text, at, "replace");
    if (!found) return {};
    if (found->empty()) break;
    const auto begin = static_cast<std::size_t>(found->front().first),
               end = static_cast<std::size_t>(found->front().second);
    out += text.substr(at, begin - at);
    const auto with = literal ? std::optional(a[2].string()) : expanded(a[2].string(), text, *found);
    if (!with) return run.fail(Wrong::bad_pattern, a[2].string());
    if (!run.take_memory(static_cast<std::int64_t>(with->size()))) return {};
    out += *with;
    if (end == begin) {
      if (end >= text.size()) break;
      out += text[end];
      at = end + 1;
    } else {
      at = end;
    }
  }
  if (at <= text.size()) out += text.substr(at);
  return out;
}

Value split(Run& run, Arguments a) {
  const auto regex = regex_of(run, a[1], nullptr);
  if (regex == nullptr) return {};
  const std::string& text = a[0].string();
  const auto empty = found_in(run, *regex, "", 0, "split");
  if (!empty) return {};
  if (!empty->empty()) return run.fail(Wrong::bad_pattern, a[1].string() + " = \"\"");
  List out;
  std::size_t at = 0;
  for (;;) {
    if (!run.take_memory(sizeof(Value))) return {};
    const auto found = found_in(run, *regex, text, at, "split");
    if (!found) return {};
    if (found->empty() || found->front().second == found->front().first) break;
    out.emplace_back(text.substr(at, static_cast<std::size_t>(found->front().first) - at));
    at = static_cast<std::size_t>(found->front().second);
  }
  out.emplace_back(text.substr(at));
  return out;
}

Value join(Run& run, Arguments a) {
  const std::string between = a.size() > 1 && !a[1].is_null() ? a[1].string() : "";
  std::string out = a.size() > 2 && !a[2].is_null() ? a[2].string() : "";
  bool first = true;
  for (const Value& v : a[0].list()) {
    if (v.is_null()) continue;
    if (!v.is(Kind::string))
      return run.fail(Wrong::wrong_type, "string join(" + std::string(kind_name(v.kind())) + ")");
    if (!run.take_memory(static_cast<std::int64_t>(v.string().size() + between.size()))) return {};
    if (!first) out += between;
    out += v.string();
    first = false;
  }
  if (a.size() > 3 && !a[3].is_null()) out += a[3].string();
  return out;
}

}  // namespace

void add_text_functions(BuiltinTable& t) {
  t.add("not", "negand:b0", [](Run&, Arguments a) { return a[0].is_null() ? Value() : Value(!a[0].boolean()); });
  t.add("string", "from:*", [](Run& run, Arguments a) {
    if (a[0].is_null()) return Value();
    if (a[0].is(Kind::string)) return a[0];
    // Lists that share their parts can be far longer as text than they are.
    const std::int64_t size = weight(a[0], kMostWritten);
    if (size >= kMostWritten || !run.take_memory(size)) return run.fail(Wrong::over_budget, "memory");
    return Value(to_text(a[0]));
  });
  t.add("substring", "string:s, start position:n", substring);
  t.add("substring", "string:s, start position:n, length:n", substring);
  t.add("string length", "string:s", [](Run&, Arguments a) { return Value(length_of(a[0].string())); });
  t.add("upper case", "string:s", [](Run&, Arguments a) { return with_case(a[0].string(), true); });
  t.add("lower case", "string:s", [](Run&, Arguments a) { return with_case(a[0].string(), false); });
  t.add("substring before", "string:s, match:s", [](Run&, Arguments a) {
    const auto at = a[0].string().find(a[1].string());
    return Value(at == std::string::npos ? std::string() : a[0].string().substr(0, at));
  });
  t.add("substring after", "string:s, match:s", [](Run&, Arguments a) {
    const auto at = a[0].string().find(a[1].string());
    return Value(at == std::string::npos ? std::string() : a[0].string().substr(at + a[1].string().size()));
  });
  t.add("contains", "string:s, match:s",
        [](Run&, Arguments a) { return Value(a[0].string().find(a[1].string()) != std::string::npos); });
  t.add("starts with", "string:s, match:s",
        [](Run&, Arguments a) { return Value(a[0].string().starts_with(a[1].string())); });
  t.add("ends with", "string:s, match:s",
        [](Run&, Arguments a) { return Value(a[0].string().ends_with(a[1].string())); });
  t.add("matches", "input:s, pattern:s, flags?:s0", matches);
  t.add("replace", "input:s, pattern:s, replacement:s, flags?:s0", replace);
  t.add("split", "string:s, delimiter:s", split);
  t.add("string join", "list:l, delimiter?:s0", join);
  t.add("string join", "list:l, delimiter:s0, prefix:s0, suffix:s0", join);
}

}  // namespace feel
