// The words by which figures are read, from codes/reading/*.csv. Each table says in its own first lines what its
// columns mean.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reading/statements.hpp"
#include "reading/word_trie.hpp"

namespace reading {

using View = std::u32string_view;

// Words found by longest match at either side of a place in a text.
template <class T>
class WordTable {
 public:
  struct Hit {
    int length = 0;  // code points; 0 when no word is there
    const T* entry = nullptr;
    explicit operator bool() const { return length > 0; }
  };

  void add(View word, T entry) {
    if (word.empty()) return;
    const auto n = static_cast<std::size_t>(forward_.add(word));
    backward_.add(std::u32string(word.rbegin(), word.rend()));
    if (n == entries_.size()) {
      entries_.push_back(std::move(entry));
    } else {
      entries_[n] = std::move(entry);
    }
  }

  // The longest word that starts at `at` and ends no later than `limit`.
  Hit at(View text, int at, int limit) const {
    if (at >= limit || !forward_.may_start(text[static_cast<std::size_t>(at)])) return {};
    Hit best;
    std::uint32_t node = 0;
    for (int i = at; i < limit; ++i) {
      node = forward_.step(node, text[static_cast<std::size_t>(i)]);
      if (node == 0) break;
      if (const int word = forward_.word_at(node); word >= 0) best = {i + 1 - at, entry(word)};
    }
    return best;
  }

  // The longest word that ends at `end` and starts no earlier than `floor`.
  Hit before(View text, int end, int floor) const {
    if (end <= floor || !backward_.may_start(text[static_cast<std::size_t>(end - 1)])) return {};
    Hit best;
    std::uint32_t node = 0;
    for (int i = end - 1; i >= floor; --i) {
      node = backward_.step(node, text[static_cast<std::size_t>(i)]);
      if (node == 0) break;
      if (const int word = backward_.word_at(node); word >= 0) best = {end - i, entry(word)};
    }
    return best;
  }

  // A quick no where no word starts with `c`.
  bool may_start(char32_t c) const { return forward_.may_start(c); }

  const T* find(View word) const {
    const Hit hit = at(word, 0, static_cast<int>(word.size()));
    return hit && hit.length == static_cast<int>(word.size()) ? hit.entry : nullptr;
  }

  bool empty() const { return entries_.empty(); }

 private:
  const T* entry(int word) const { return &entries_[static_cast<std::size_t>(word)]; }

  WordTrie forward_, backward_;  // both count the words alike
  std::deque<T> entries_;
};

enum class UnitClass {
  money,
  percent,
  point,
  multiple,
  tenth,
  area,
  length,
  mass,
  volume,
  energy,
  power,
  data,
  density,
  cargo,
  thing,
  person,
  persontime,
  household,
  event,
  occasion,
  time,
  place,
  score,
};
bool is_countable(UnitClass unit);  // things, people, households, events: what a noun may follow (5个项目)

struct UnitEntry {
  std::u32string word;
  UnitClass unit_class = UnitClass::thing;
  Kind kind = Kind::count;
  std::u32string tail;  // what completes a name: 户 → 户数
};

enum class ChangeForm { rate, to, gap, flat };
struct ChangeEntry {
  ChangeForm form = ChangeForm::rate;
  ChangeDirection direction = ChangeDirection::none;
  bool amount = false;  // a change also with an amount behind it: 减少3万人
  bool better = false;  // 改善: up, but down for what is better when it is less
};

struct QualifierEntry {
  Qualifier qualifier = Qualifier::exact;
  bool above = false;  // 以上: over in a result, at_least in a target
};

enum class NumberWordRole { carrier, adverb, each, all, cumulative, estimate, guard };

enum class Numerals { any, arabic, chinese };
struct NameEntry {
  Numerals numerals = Numerals::any;
  std::string why;
};

struct HeadEntry {
  Kind kind = Kind::level;
  bool generic = false;
};

enum class LeadKind { time, link, area, drive, mild, turn };

struct VerbEntry {
  bool strong = false;
  std::u32string tail;
  bool scope = false;
};

struct ScopeEntry {
  std::u32string scope;
  std::string level;
};

struct Lexicon {
  WordTable<UnitEntry> units;
  WordTable<bool> unit_guards;
  WordTable<ChangeEntry> changes;
  WordTable<QualifierEntry> qualifiers_before;
  WordTable<QualifierEntry> qualifiers_after;
  WordTable<NumberWordRole> number_words;
  WordTable<NameEntry> names_before;
  WordTable<NameEntry> names_after;
  WordTable<ScopeEntry> scopes;
  WordTable<bool> peer_groups;  // 设区市, 县市区: what is ranked among; false: a place there without a number, 第一方阵
  WordTable<HeadEntry> heads;
  WordTable<LeadKind> leads;
  WordTable<VerbEntry> verbs;
  std::vector<std::pair<std::u32string, std::vector<std::u32string>>> merged_names;  // longest first
};

// Read once. Asserts that the built-in tables are well formed: they are ours.
const Lexicon& lexicon();

}  // namespace reading
