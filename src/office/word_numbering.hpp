// Automatic numbers of WordprocessingML (ISO/IEC 29500-1, 17.9): 一、 (一) 1. are not in the text of a file, only the
// rule that makes them is.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "markup/xml.hpp"

namespace office {

// `n` in the number format of ST_NumberFormat ("chineseCounting" → 十一); decimal for formats we do not know; empty for
// "none" and for bullets.
std::u32string number_text(int n, std::string_view format);

class WordNumbering {
 public:
  WordNumbering() = default;
  explicit WordNumbering(markup::Element root);  // w:numbering; an empty element gives no numbering

  // Counts one paragraph of list `num_id` at `level` (from 0) and gives its label; empty when there is no such list or
  // it shows bullets. Lists that share a definition count together, as Word does.
  std::u32string next_label(int num_id, int level);
  // The level of the list that names this paragraph style, or 0.
  int level_for_style(int num_id, std::string_view style_id) const;

 private:
  struct Level {
    int start = 1;
    int restart = -1;  // -1: after any higher level; 0: never; n: only after level n
    std::string format = "decimal";
    std::u32string text;
    std::string style;
    bool legal = false;  // all numbers in Arabic digits
    bool space_after = true;
  };
  using Levels = std::array<Level, 9>;
  struct List {
    int definition = 0;
    std::map<int, Level> levels;  // overridden wholly
    std::map<int, int> starts;    // overridden start
  };
  const Level* level_of(const List& list, int level) const;

  std::map<int, Levels> definitions_;
  std::map<int, List> lists_;
  std::map<int, std::array<std::optional<int>, 9>> counters_;  // by definition
  std::set<int> used_;
};

}  // namespace office
