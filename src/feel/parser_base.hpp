// What every rule of the grammar uses: the text, the scopes, going back, and finding names in it. Private to this room.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "feel/expression.hpp"
#include "feel/node.hpp"
#include "feel/scanner.hpp"
#include "feel/scope.hpp"

namespace feel {

constexpr std::array kKeywords{"if",  "then",    "else", "for",      "in", "return",   "some", "every", "satisfies",
                               "and", "between", "or",   "instance", "of", "function", "true", "false", "null"};
inline bool is_keyword(std::string_view word) { return std::ranges::find(kKeywords, word) != kKeywords.end(); }

class ParserBase {
 protected:
  static constexpr int kDeepest = 400;          // of nested expressions: the parser itself recurses
  static constexpr int kLongestName = 24;       // words and symbols
  static constexpr int kMostAttempts = 20'000;  // each may read the rest again
  // Bytes read in vain and names looked through, together: some tenths of a second.
  static constexpr std::size_t kMostWork = 200'000'000;

  ParserBase(std::string_view text, const Names& names)
      : in_(text), names_(names), root_scope_(names), scope_(&root_scope_) {}

  Scanner in_;
  const Names& names_;
  Scope root_scope_;
  Scope* scope_;
  std::unordered_map<std::string, std::string> local_members_;  // keys of contexts written so far, by normal name
  std::vector<Expression::Unknown> unknown_;

  struct Deeper {
    explicit Deeper(ParserBase& p) : parser(p) {
      if (++parser.depth_ > kDeepest) {
        --parser.depth_;
        throw SyntaxError{parser.in_.at, "表达式嵌套太深", true};
      }
    }
    ~Deeper() { --parser.depth_; }
    ParserBase& parser;
  };

  [[noreturn]] void unexpected() {
    in_.skip_space();
    std::size_t end = in_.at;
    while (end < in_.text().size() && end < in_.at + 20 && in_.text()[end] != '\n') ++end;
    while (end < in_.text().size() && (static_cast<unsigned char>(in_.text()[end]) & 0xC0u) == 0x80u) ++end;
    throw SyntaxError{in_.at, std::string(in_.text().substr(in_.at, end - in_.at))};
  }

  // The links of a chain without brackets (a + b + c …), each of which makes the tree one higher: the first few are
  // free, so that nobody meets the limit but who looks for it.
  struct Chain {
    explicit Chain(ParserBase& p) : parser(p) {}
    void link() {
      constexpr int free = 8, most = 20'000;
      if (++links > free && ++parser.chained_ > most) throw SyntaxError{parser.in_.at, "表达式太复杂", true};
    }
    ParserBase& parser;
    int links = 0;
  };

  void work(std::size_t amount) {
    if ((work_ += amount) > kMostWork) throw SyntaxError{in_.at, "表达式太复杂", true};
  }

  void expect(std::string_view symbol) {
    if (!in_.take(symbol)) unexpected();
  }

  void expect_word(std::string_view word) {
    if (!in_.take_word(word)) unexpected();
  }

  // Runs `parse`; when it fails everything is as it was before.
  template <class F>
  auto attempt(F&& parse) -> std::optional<decltype(parse())> {
    const std::size_t at = in_.at;
    if (++attempts_ > kMostAttempts) throw SyntaxError{at, "表达式太复杂", true};
    const int depth = depth_;
    Scope* const scope = scope_;
    const Scope saved = *scope_;
    const std::size_t unknown = unknown_.size();
    try {
      return parse();
    } catch (const SyntaxError& error) {
      if (error.final) throw;
      work((std::max(in_.at, error.at) - at) * 8);
      unknown_.resize(unknown);
      in_.at = at;
      depth_ = depth;
      scope_ = scope;
      *scope_ = saved;
      return std::nullopt;
    }
  }

  template <class N>
  NodePtr placed(std::unique_ptr<N> node, std::size_t begin) {
    node->begin = begin;
    node->end = in_.at;
    return node;
  }

  // A node over constants alone is its value, unless that value is a problem.
  NodePtr folded(NodePtr node) {
    Run quiet(Budget{.steps = 10'000, .memory = 64 << 10, .depth = 50, .regex_steps = 10'000});
    Frame none;
    Value value = node->eval(quiet, none);
    if (!quiet.problems().empty()) return node;
    auto out = std::make_unique<Constant>(std::move(value));
    out->begin = node->begin;
    out->end = node->end;
    return out;
  }

  std::size_t start() {
    in_.skip_space();
    return in_.at;
  }

  // A name being declared: words and symbols up to what `ends` it.
  std::string declared_name(std::initializer_list<std::string_view> symbols, std::string_view keyword = {}) {
    const std::size_t begin = start();
    std::size_t end = begin;
    for (;;) {
      in_.skip_space();
      if (in_.at >= in_.text().size()) unexpected();
      if (std::ranges::any_of(symbols, [&](std::string_view s) { return in_.looking_at(s); })) break;
      if (!keyword.empty() && end > begin && in_.at_word(keyword)) break;
      if (in_.word().empty()) {
        const char c = in_.peek();
        const std::size_t length = c >= '0' && c <= '9' ? 1 : in_.name_symbol();
        if (length > 0 && end > begin) {
          in_.at += length;
        } else {
          unexpected();
        }
      }
      end = in_.at;
    }
    if (end == begin) unexpected();
    return collapsed(in_.text().substr(begin, end - begin));
  }

  static std::string collapsed(std::string_view written) {
    Scanner in(written);
    std::string out;
    while (in.at < written.size()) {
      const std::size_t before = in.at;
      in.skip_space();
      if (in.at > before) {
        if (!out.empty() && in.at < written.size()) out += ' ';
        continue;
      }
      out += written[in.at++];
    }
    return out;
  }

  std::string member_name() {
    in_.skip_space();
    const std::size_t begin = in_.at;
    std::size_t best = 0;
    std::string best_name;
    walk_name([&](const std::string& normal, std::size_t end) {
      if (const std::string* known = member_known(normal)) best = end, best_name = *known;
      for (const char* known : {"time offset", "start included", "end included"}) {
        if (normal == known) best = end, best_name = known;
      }
    });
    if (best != 0) {
      in_.at = best;
      return best_name;
    }
    in_.at = begin;
    return greedy_name();
  }

  // Words up to the first that cannot belong to a name.
  std::string greedy_name() {
    in_.skip_space();
    std::string out(in_.word());
    if (out.empty()) unexpected();
    for (;;) {
      const std::size_t before = in_.at;
      in_.skip_space();
      const bool gap = in_.at > before;
      const auto next = in_.word();
      if (!gap || next.empty() || is_keyword(next)) {
        in_.at = before;
        return out;
      }
      out += ' ';
      out += next;
    }
  }

  // Tells `visit` each run of words and symbols from here that could be a name, with the place after it.
  template <class F>
  void walk_name(F&& visit) {
    const std::size_t begin = in_.at;
    std::string normal;
    bool after_word = false;
    for (int i = 0; i < kLongestName; ++i) {
      const std::size_t before = in_.at;
      if (in_.looking_at("//") || in_.looking_at("/*")) break;
      in_.skip_space();
      const bool gap = in_.at > before;
      const std::size_t first = in_.at;
      auto w = in_.word();
      if (w.empty() && i > 0 && in_.peek() >= '0' && in_.peek() <= '9') {
        while (in_.peek() >= '0' && in_.peek() <= '9') ++in_.at;
        in_.word();
        w = in_.text().substr(first, in_.at - first);
      }
      if (!w.empty()) {
        if (gap && after_word) normal += ' ';
        normal += w;
        after_word = true;
        visit(normal, in_.at);
      } else if (const std::size_t length = i > 0 ? in_.name_symbol() : 0; length > 0) {
        normal += in_.text().substr(in_.at, length);
        in_.at += length;
        after_word = false;
        visit(normal, in_.at);
      } else {
        break;
      }
    }
    in_.at = begin;
  }

  // `start position:` before an argument.
  std::optional<std::string> argument_name() {
    const std::size_t begin = start();
    std::optional<std::string> out;
    walk_name([&](const std::string& normal, std::size_t end) {
      Scanner after(in_.text());
      after.at = end;
      after.skip_space();
      if (!out && after.peek() == ':') {
        out = normal;
        after_name_ = after.at + 1;
      }
    });
    in_.at = out ? after_name_ : begin;
    return out;
  }

  const std::string* member_known(const std::string& normal) const {
    if (const std::string* known = names_.member(normal)) return known;
    const auto at = local_members_.find(normal);
    return at == local_members_.end() ? nullptr : &at->second;
  }

 private:
  int chained_ = 0;
  std::size_t work_ = 0;
  int depth_ = 0;
  int attempts_ = 0;
  std::size_t after_name_ = 0;
};

}  // namespace feel
