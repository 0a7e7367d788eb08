// What a `Judge` is made of: names, columns and rules of one policy's table on one day. Private to this room.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dmn/program.hpp"
#include "dmn/rule_index.hpp"
#include "feel/expression.hpp"
#include "packs/alike.hpp"
#include "packs/judge.hpp"
#include "packs/words.hpp"

namespace packs {

using feel::Value;

struct Judge::Body {
  struct Source {  // what a name in the model stands for
    std::string name;
    int field = -1;  // index; -1: a constant of this day, or a decision
    Value constant;
    std::string shown;  // the constant, as the pack writes it
    std::string decision;
    std::set<std::string> needs;  // fields, of a decision through all that it requires
    // A decision that is one expression over fields and constants, all of the kinds the model wants.
    feel::Expression direct;
    bool number = false;  // it must come to a number or null
  };
  struct Column {
    std::string label;
    feel::Expression expression;
    std::set<std::string> fields;
    std::string unit;      // behind its numbers
    int field = -1;        // the column is this field; -1: it is computed
    dmn::Buckets buckets;  // of a computed one
  };
  struct Row {
    std::string id;
    bool yes = false;
    std::vector<feel::Expression> tests;  // none for "-"
    std::vector<std::string> asks;
    std::vector<std::string> asked;  // with the parameters they name
    feel::Expression amount;
    std::set<std::string> amount_fields;
  };

  const Pack* pack = nullptr;
  const Policy* policy = nullptr;
  calendar::Date asof{};
  std::optional<dmn::Program> program;
  std::vector<std::size_t> fields;
  std::vector<Source> sources;  // in the order of the names
  std::vector<Column> columns;
  std::vector<Row> rows;
  bool first = true;  // the first rule that holds decides
  // For judging many (see `Judge::sorts`).
  bool sorts = false;
  std::vector<std::vector<Value>> cuts;  // by place in `fields`
  std::vector<std::size_t> computed_from;

  struct Held {
    bool holds = true;
    bool open = false;  // fails, or holds, on nothing but data that are missing
    std::vector<std::size_t> failing;
  };

  Held hold(const Row& row, std::vector<Value>& values, const std::vector<Value>& given) const {
    Held out;
    bool known_fails = false;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (!row.tests[c]) continue;
      const bool asks_null = row.asks[c].find("null") != std::string::npos;
      feel::Run quiet;
      values.push_back(given[c]);
      const bool holds = row.tests[c].evaluate(quiet, values).is_true();
      values.pop_back();
      if (given[c].is_null() && !asks_null) {
        // Not known: it neither holds nor fails, whatever `not(…)` makes of null.
        out.open = true;
        out.failing.push_back(c);
      } else if (!holds) {
        known_fails = true;
        out.failing.push_back(c);
      }
    }
    if (known_fails) out.open = false;
    out.holds = out.failing.empty();
    return out;
  }

  // Does the text name it? Where several names fit, the longest is meant, as FEEL reads them; texts in quotes name
  // none.
  bool names(const std::string& text, const Source& wanted) const {
    for (std::size_t at = 0; at < text.size();) {
      if (text[at] == '"') {
        at = std::min(text.find('"', at + 1), text.size() - 1) + 1;
        continue;
      }
      const Source* here = nullptr;
      for (const Source& s : sources) {
        if (!s.name.empty() && text.compare(at, s.name.size(), s.name) == 0 &&
            (here == nullptr || s.name.size() > here->name.size())) {
          here = &s;
        }
      }
      if (here == &wanted) return true;
      at += here == nullptr ? 1 : here->name.size();
    }
    return false;
  }

  // The cell in words, with the parameters it names in digits beside them.
  std::string asked(const std::string& cell) const {
    std::string text = cell_in_words(cell);
    for (const Source& s : sources) {
      if (s.field < 0 && s.decision.empty() && names(cell, s)) text += "，" + s.name + "为 " + s.shown;
    }
    return text;
  }
  static std::string said(const Value& value, const std::string& unit) {
    const auto text = in_words(value);
    const bool digits = !text.empty() && static_cast<unsigned char>(text.front()) < 0x80;
    return (digits ? " " : "") + text + (value.is(feel::Kind::number) ? unit : "");
  }
  std::string condition(const Row& row, std::size_t c, const Value& value) const {
    return columns[c].label + "为" + said(value, columns[c].unit) + "（要求：" + row.asked[c] + "）";
  }
  std::string conditions(const Row& row, const std::vector<std::size_t>& told, const std::vector<Value>& given) const {
    std::string out;
    for (const std::size_t c : told) out += (out.empty() ? "" : "；") + condition(row, c, given[c]);
    return out;
  }
  // Of the further decisions and of the columns. `values`: of the sources, fields and constants already there.
  Alike weigh(const std::vector<Value>& given) const;
  // Fills in what judging many needs; false when it cannot be done.
  bool cut(const dmn::Decision& decision, const feel::Names& names);
};

}  // namespace packs
