#include "feel/regex.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include <re2/re2.h>
#include <unicode/regex.h>
#include <unicode/utext.h>

namespace feel {

namespace {

struct BadPattern {
  std::string what;
};

// Ranges of XML names (XML 1.0, rules 4 and 4a), for \i and \c.
constexpr const char* kNameStart =
    ":A-Z_a-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}\\x{200C}-\\x{200D}"
    "\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}"
    "\\x{10000}-\\x{EFFFF}";
constexpr const char* kNameMore = "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}-\\x{2040}";

// Rewrites a pattern of the standard for the engine that will run it.
class Translator {
 public:
  Translator(std::string_view pattern, bool free_spacing, bool dot_all) : s_(pattern), dot_all_(dot_all) {
    if (free_spacing) strip();
  }

  std::string run() {
    alternation(0);
    if (i_ < s_.size()) fail(")");
    return out_;
  }
  bool needs_backtracking() const { return backtracking_; }
  int groups() const { return groups_; }

 private:
  std::string_view s_;
  std::string stripped_;
  std::size_t i_ = 0;
  std::string out_;
  bool dot_all_;
  bool backtracking_ = false;
  int groups_ = 0;
  std::vector<bool> closed_{false};  // by number of the group

  [[noreturn]] static void fail(const std::string& what) { throw BadPattern{what}; }
  char peek(std::size_t k = 0) const { return i_ + k < s_.size() ? s_[i_ + k] : '\0'; }

  // Flag x: white space is dropped outside character classes (5.6.2).
  void strip() {
    int brackets = 0;
    for (std::size_t k = 0; k < s_.size(); ++k) {
      const char c = s_[k];
      const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (space && brackets == 0) continue;
      if (c == '[' && (k == 0 || s_[k - 1] != '\\')) ++brackets;
      if (c == ']' && brackets > 0 && (k == 0 || s_[k - 1] != '\\')) --brackets;
      stripped_ += c;
    }
    s_ = stripped_;
  }

  void alternation(int depth) {
    if (depth > 200) fail("(");
    for (;;) {
      branch(depth);
      if (peek() != '|') return;
      out_ += '|';
      ++i_;
    }
  }

  void branch(int depth) {
    while (i_ < s_.size() && peek() != '|' && peek() != ')') {
      const char c = peek();
      if (c == '^' || c == '$') {
        out_ += c;
        ++i_;
        quantifier(false);
        continue;
      }
      atom(depth);
      quantifier(true);
    }
  }

  void atom(int depth) {
    const char c = peek();
    switch (c) {
      case '(':
        ++i_;
        if (peek() == '?') {
          if (peek(1) != ':') fail("(?");
          i_ += 2;
          out_ += "(?:";
          alternation(depth + 1);
        } else {
          const int number = ++groups_;
          closed_.push_back(false);
          out_ += '(';
          alternation(depth + 1);
          closed_[static_cast<std::size_t>(number)] = true;
        }
        if (peek() != ')') fail("(");
        ++i_;
        out_ += ')';
        return;
      case '[':
        char_class();
        return;
      case '.':
        ++i_;
        out_ += dot_all_ ? "." : "[^\\n\\r]";
        return;
      case '\\':
        escape(false);
        return;
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        fail(std::string(1, c));
      default:
        literal(c);
        ++i_;
    }
  }

  void literal(char c) {
    if (std::string_view("#&~-\"'/ <>=!@%,:;`_").find(c) != std::string_view::npos && c != '#') {
      out_ += c;
    } else if (c == '#') {
      out_ += "\\#";
    } else {
      out_ += c;
    }
  }

  void quantifier(bool allowed) {
    const char c = peek();
    if (c != '*' && c != '+' && c != '?' && c != '{') return;
    if (!allowed) fail(std::string(1, c));
    if (c == '{') {
      const auto end = s_.find('}', i_);
      if (end == std::string_view::npos) fail("{");
      const std::string_view inside = s_.substr(i_ + 1, end - i_ - 1);
      const auto comma = inside.find(',');
      const std::string_view low = inside.substr(0, comma);
      const std::string_view high = comma == std::string_view::npos ? low : inside.substr(comma + 1);
      const auto digits = [](std::string_view d) {
        return d.size() <= 6 && std::ranges::all_of(d, [](char x) { return x >= '0' && x <= '9'; });
      };
      if (low.empty() || !digits(low) || !digits(high)) fail("{");
      const auto n = [](std::string_view d) { return d.empty() ? 0 : std::stoi(std::string(d)); };
      if (!high.empty() && n(high) < n(low)) fail("{");
      if (n(low) > 1000 || n(high) > 1000) backtracking_ = true;  // RE2 repeats no further
      out_ += '{';
      out_ += inside;
      out_ += '}';
      i_ = end + 1;
    } else {
      out_ += c;
      ++i_;
    }
    if (peek() == '?') {
      out_ += '?';
      ++i_;
    }
    if (const char next = peek(); next == '*' || next == '+' || next == '?' || next == '{') fail(std::string(1, next));
  }

  void char_class() {
    ++i_;
    out_ += '[';
    if (peek() == '^') {
      out_ += '^';
      ++i_;
    }
    bool first = true;
    for (;; first = false) {
      if (i_ >= s_.size()) fail("[");
      const char c = peek();
      if (c == ']') {
        if (first) fail("[]");
        ++i_;
        out_ += ']';
        return;
      }
      if (c == '-' && peek(1) == '[') {
        // [a-z-[aeiou]]: ICU writes difference as --.
        if (first) fail("-[");
        backtracking_ = true;
        ++i_;
        out_ += "--";
        char_class();
        if (peek() != ']') fail("]");
        ++i_;
        out_ += ']';
        return;
      }
      if (c == '[') fail("[");
      if (c == '\\') {
        escape(true);
        continue;
      }
      if (c == '-') {
        out_ += "\\-";
        ++i_;
        continue;
      }
      if (c == '&' || c == '^' || c == '~' || c == '#' || c == ':') {
        out_ += '\\';
        out_ += c;
        ++i_;
      } else {
        one_character();
      }
      if (peek() == '-' && peek(1) != ']' && peek(1) != '[') range_end();
    }
  }

  void one_character() {
    do {
      out_ += s_[i_++];
    } while (i_ < s_.size() && (static_cast<unsigned char>(s_[i_]) & 0xC0u) == 0x80u);
  }

  void range_end() {
    const std::size_t before = i_ - 1;
    ++i_;
    out_ += '-';
    if (peek() == '\\') {
      const char e = peek(1);
      if (std::string_view("nrt\\|.-^?*+{}()[]$").find(e) == std::string_view::npos) fail("-\\");
      out_ += '\\';
      out_ += e;
      i_ += 2;
    } else {
      const char low = s_[before];
      if (low >= 0 && peek() >= 0 && peek() < low) fail("range");
      one_character();
    }
  }

  void escape(bool in_class) {
    const char c = peek(1);
    const auto set = [&](const std::string& inside, bool negated) {
      if (in_class && negated) {
        backtracking_ = true;
        out_ += "[^" + inside + "]";  // ICU takes sets in sets
      } else if (in_class) {
        out_ += inside;
      } else {
        out_ += (negated ? "[^" : "[") + inside + "]";
      }
      i_ += 2;
    };
    switch (c) {
      case '\0':
        fail("\\");
      case 'n':
      case 'r':
      case 't':
        out_ += '\\';
        out_ += c;
        i_ += 2;
        return;
      case 'd':
        return set("\\p{Nd}", false);
      case 'D':
        return set("\\p{Nd}", true);
      case 's':
        return set(" \\t\\n\\r", false);
      case 'S':
        return set(" \\t\\n\\r", true);
      case 'w':
        // Everything but punctuation, separators and others.
        return in_class ? (backtracking_ = true, set("[^\\p{P}\\p{Z}\\p{C}]", false)) : set("\\p{P}\\p{Z}\\p{C}", true);
      case 'W':
        return set("\\p{P}\\p{Z}\\p{C}", false);
      case 'i':
        return set(kNameStart, false);
      case 'I':
        return set(kNameStart, true);
      case 'c':
        return set(std::string(kNameStart) + kNameMore, false);
      case 'C':
        return set(std::string(kNameStart) + kNameMore, true);
      case 'p':
      case 'P': {
        if (peek(2) != '{') fail("\\p");
        const auto end = s_.find('}', i_);
        if (end == std::string_view::npos) fail("\\p");
        std::string name(s_.substr(i_ + 3, end - i_ - 3));
        if (name.empty() || std::ranges::any_of(name, [](char x) {
              return !((x >= 'A' && x <= 'Z') || (x >= 'a' && x <= 'z') || (x >= '0' && x <= '9') || x == '-');
            })) {
          fail("\\p{" + name + "}");
        }
        if (name.starts_with("Is")) {
          backtracking_ = true;  // blocks are known to ICU only
          name = "block=" + name.substr(2);
        } else if (name.size() > 2) {
          fail("\\p{" + name + "}");
        }
        out_ += '\\';
        out_ += c;
        out_ += '{' + name + '}';
        i_ = end + 1;
        return;
      }
      default:
        break;
    }
    if (c >= '1' && c <= '9') {
      if (in_class) fail("\\" + std::string(1, c));
      std::size_t k = i_ + 1;
      int number = 0;
      // As many digits as make a group that has been opened.
      while (k < s_.size() && s_[k] >= '0' && s_[k] <= '9' && number * 10 + (s_[k] - '0') <= std::max(groups_, 9)) {
        number = number * 10 + (s_[k] - '0');
        ++k;
      }
      if (number > groups_ || !closed_[static_cast<std::size_t>(number)]) fail("\\" + std::to_string(number));
      backtracking_ = true;
      out_ += "(?:\\" + std::to_string(number) + ")";
      i_ = k;
      return;
    }
    if (std::string_view("\\|.-^?*+{}()[]$").find(c) == std::string_view::npos) fail("\\" + std::string(1, c));
    out_ += '\\';
    out_ += c;
    i_ += 2;
    if (in_class && peek() == '-' && peek(1) != ']' && peek(1) != '[') range_end();
  }
};

class Linear final : public Regex {
 public:
  Linear(const std::string& pattern, const RE2::Options& options) : re_(pattern, options) {}
  bool ok() const { return re_.ok(); }
  int groups() const override { return re_.NumberOfCapturingGroups(); }
  std::optional<Spans> find(std::string_view text, std::size_t from, std::int64_t&) const override {
    std::vector<re2::StringPiece> parts(static_cast<std::size_t>(groups()) + 1);
    const re2::StringPiece whole(text.data(), text.size());
    if (from > text.size() ||
        !re_.Match(whole, from, text.size(), RE2::UNANCHORED, parts.data(), static_cast<int>(parts.size()))) {
      return Spans{};
    }
    Spans out;
    for (const auto& p : parts) {
      if (p.data() == nullptr) {
        out.emplace_back(-1, -1);
      } else {
        const auto begin = p.data() - text.data();
        out.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(p.size()));
      }
    }
    return out;
  }

 private:
  RE2 re_;
};

class Backtracking final : public Regex {
 public:
  Backtracking(std::unique_ptr<icu::RegexPattern> pattern, std::int64_t steps, int groups)
      : pattern_(std::move(pattern)), steps_(steps), groups_(groups) {}
  int groups() const override { return groups_; }

  std::optional<Spans> find(std::string_view text, std::size_t from, std::int64_t& steps) const override {
    UErrorCode error = U_ZERO_ERROR;
    UText* input = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &error);
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern_->matcher(error));
    if (U_FAILURE(error) || matcher == nullptr) {
      utext_close(input);
      return std::nullopt;
    }
    matcher->reset(input);
    matcher->setTimeLimit(static_cast<std::int32_t>(std::max<std::int64_t>(1, steps_ / kStepsOfUnit)), error);
    const auto count = [](const void* context, std::int32_t) -> UBool {
      **static_cast<std::int64_t* const*>(context) += kStepsOfUnit;
      return true;
    };
    std::int64_t* const counter = &steps;
    matcher->setMatchCallback(count, &counter, error);
    matcher->setStackLimit(8 << 20, error);
    Spans out;
    const bool found = matcher->find(static_cast<std::int64_t>(from), error);
    if (found && U_SUCCESS(error)) {
      for (int g = 0; g <= groups_; ++g) {
        out.emplace_back(static_cast<std::ptrdiff_t>(matcher->start64(g, error)),
                         static_cast<std::ptrdiff_t>(matcher->end64(g, error)));
      }
    }
    utext_close(input);
    if (U_FAILURE(error)) return std::nullopt;
    return out;
  }

 private:
  static constexpr std::int64_t kStepsOfUnit = 10'000;  // ICU counts its steps, and calls back, about this often
  std::unique_ptr<icu::RegexPattern> pattern_;
  std::int64_t steps_;
  int groups_;
};

std::shared_ptr<const Regex> make(std::string_view pattern, std::string_view flags, std::int64_t steps,
                                  std::string& why) {
  bool dot_all = false, multiline = false, ignore_case = false, free_spacing = false, literal = false;
  for (const char f : flags) {
    switch (f) {
      case 's':
        dot_all = true;
        break;
      case 'm':
        multiline = true;
        break;
      case 'i':
        ignore_case = true;
        break;
      case 'x':
        free_spacing = true;
        break;
      case 'q':
        literal = true;
        break;
      default:
        why = "flags \"" + std::string(flags) + "\"";
        return nullptr;
    }
  }
  std::string translated;
  bool backtracking = false;
  int groups = 0;
  if (literal) {
    translated = RE2::QuoteMeta(re2::StringPiece(pattern.data(), pattern.size()));
  } else {
    try {
      Translator translator(pattern, free_spacing, dot_all);
      translated = translator.run();
      backtracking = translator.needs_backtracking();
      groups = translator.groups();
    } catch (const BadPattern& bad) {
      why = bad.what;
      return nullptr;
    }
  }
  if (!backtracking) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_dot_nl(dot_all);
    options.set_one_line(!multiline);
    options.set_case_sensitive(!ignore_case);
    options.set_max_mem(8 << 20);
    std::string with_flags = (multiline ? "(?m)" : "") + translated;
    auto linear = std::make_shared<Linear>(with_flags, options);
    if (linear->ok()) return linear;
  }
  std::uint32_t mode = 0;
  if (dot_all) mode |= UREGEX_DOTALL;
  if (multiline) mode |= UREGEX_MULTILINE;
  if (ignore_case) mode |= UREGEX_CASE_INSENSITIVE;
  UErrorCode error = U_ZERO_ERROR;
  UParseError where;
  std::unique_ptr<icu::RegexPattern> compiled(
      icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(translated), mode, where, error));
  if (U_FAILURE(error) || compiled == nullptr) {
    why = std::string(pattern);
    return nullptr;
  }
  return std::make_shared<Backtracking>(std::move(compiled), steps, groups);
}

}  // namespace

std::shared_ptr<const Regex> Regex::compile(std::string_view pattern, std::string_view flags, std::int64_t steps,
                                            std::string& why) {
  if (pattern.size() > 10'000) {
    why = "…";
    return nullptr;
  }
  struct Made {
    std::shared_ptr<const Regex> regex;
    std::string why;
  };
  // Tables ask the same few patterns for every row.
  static std::mutex mutex;
  static std::map<std::string, Made, std::less<>> cache;
  std::string key = std::string(flags) + '/' + std::to_string(steps) + '/' + std::string(pattern);
  {
    const std::lock_guard lock(mutex);
    if (const auto at = cache.find(key); at != cache.end()) {
      why = at->second.why;
      return at->second.regex;
    }
  }
  Made made;
  made.regex = make(pattern, flags, steps, made.why);
  why = made.why;
  const std::lock_guard lock(mutex);
  if (cache.size() > 500) cache.clear();
  return cache.insert_or_assign(std::move(key), std::move(made)).first->second.regex;
}

}  // namespace feel
