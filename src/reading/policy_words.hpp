// The words by which policy files and minutes are read, from codes/policy/*.csv.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/statements.hpp"

namespace reading {

enum class DutyRole {
  none,
  owner,
  cooperating,
  leader,
  due,
  leads,
  helps,
  carries,
  with,
  told,
  acts,
  when,
  speaks,
  noted
};

// Words by their first character, longest first.
template <class T>
class FirstWords {
 public:
  struct Hit {
    int length = 0;
    T value{};
    explicit operator bool() const { return length > 0; }
  };
  void add(std::u32string word, T value) {
    auto& all = by_first_[word.front()];
    auto at = all.begin();
    while (at != all.end() && at->first.size() >= word.size()) ++at;
    all.insert(at, {std::move(word), value});
  }
  // The longest word at the start of `text` whose value `fits`.
  template <class Fits>
  Hit at_start(std::u32string_view text, Fits fits) const {
    if (text.empty()) return {};
    const auto found = by_first_.find(text.front());
    if (found == by_first_.end()) return {};
    for (const auto& [word, value] : found->second) {
      if (text.starts_with(word) && fits(value)) return {static_cast<int>(word.size()), value};
    }
    return {};
  }

 private:
  std::unordered_map<char32_t, std::vector<std::pair<std::u32string, T>>> by_first_;
};

struct NoActionRule {
  std::vector<std::u32string> words;  // all of them, in this order
  std::string where;                  // start, end, has, heading
  std::string reason;
  bool firm = false;
};

// All words are of normalised text: half-width letters, digits and marks.
struct PolicyWords {
  FirstWords<DutyRole> duties;
  std::vector<std::pair<std::u32string, DutyRole>> closing;  // leads, helps, carries: longest first
  struct Ending {
    std::u32string word;
    bool alone = false;  // 各区: a body by itself
    bool weak = false;   // 区: no proof in running words
  };
  std::vector<Ending> endings;  // of bodies, longest first
  std::vector<std::pair<std::u32string, std::string>> kinds;
  std::vector<NoActionRule> no_action;
  FirstWords<bool> acts;
  FirstWords<bool> conditions;

  static const PolicyWords& builtin();
  DutyRole duty_at(std::u32string_view text, std::initializer_list<DutyRole> roles, int& length) const;
};

}  // namespace reading
