// The words by which figures are read, from codes/reading/*.csv. Each table says in its own first lines what its
// columns mean.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "reading/statements.hpp"

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

  void add(std::u32string word, T entry) {
    if (word.empty()) return;
    JC_ASSERT(word.size() <= kLongest);
    first_.insert(word.front(), static_cast<int>(word.size()));
    last_.insert(word.back(), static_cast<int>(word.size()));
    words_.insert_or_assign(std::move(word), std::move(entry));
  }

  // The longest word that starts at `at` and ends no later than `limit`.
  Hit at(View text, int at, int limit) const {
    if (at >= limit) return {};
    for (Lengths left(first_.of(text[static_cast<std::size_t>(at)]), limit - at); const int n = left.next();) {
      if (const auto it = words_.find(text.substr(at, n)); it != words_.end()) return {n, &it->second};
    }
    return {};
  }

  // The longest word that ends at `end` and starts no earlier than `floor`.
  Hit before(View text, int end, int floor) const {
    if (end <= floor) return {};
    for (Lengths left(last_.of(text[static_cast<std::size_t>(end - 1)]), end - floor); const int n = left.next();) {
      if (const auto it = words_.find(text.substr(end - n, n)); it != words_.end()) return {n, &it->second};
    }
    return {};
  }

  const T* find(View word) const {
    const auto it = words_.find(word);
    return it == words_.end() ? nullptr : &it->second;
  }

  bool empty() const { return words_.empty(); }

 private:
  static constexpr std::size_t kLongest = 32;
  // For each code point of the basic plane: how long the words are that start (or end) with it, a bit a length.
  struct Marks {
    std::vector<std::uint32_t> bits = std::vector<std::uint32_t>(0x10000, 0);
    void insert(char32_t c, int length) { bits[c & 0xFFFF] |= std::uint32_t{1} << (length - 1); }
    std::uint32_t of(char32_t c) const { return bits[c & 0xFFFF]; }
  };
  // The lengths of a mark that fit, longest first; 0 at the end.
  class Lengths {
   public:
    Lengths(std::uint32_t bits, int most) : bits_(most >= 32 ? bits : bits & ((std::uint32_t{1} << most) - 1)) {}
    int next() {
      const int n = std::bit_width(bits_);
      if (n > 0) bits_ ^= std::uint32_t{1} << (n - 1);
      return n;
    }

   private:
    std::uint32_t bits_;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(View word) const { return std::hash<View>{}(word); }
  };
  std::unordered_map<std::u32string, T, Hash, std::equal_to<>> words_;
  Marks first_, last_;
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

enum class LeadKind { time, link, area, drive, mild };

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
  WordTable<HeadEntry> heads;
  WordTable<LeadKind> leads;
  WordTable<VerbEntry> verbs;
  std::vector<std::pair<std::u32string, std::vector<std::u32string>>> merged_names;  // longest first
};

// Read once. Asserts that the built-in tables are well formed: they are ours.
const Lexicon& lexicon();

}  // namespace reading
