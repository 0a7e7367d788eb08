#include "app/decide_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "app/feel_json.hpp"
#include "base/csv.hpp"

namespace app {

namespace {

using feel::Kind;
using feel::Value;

bool plain(Kind k) { return k == Kind::number || k == Kind::string || k == Kind::boolean || k == Kind::date; }

class Filler {
 public:
  Filler(const dmn::InputInfo& info, std::string file) : info_(info), file_(std::move(file)) {
    column.name = info.name;
    column.kind = info.kind;
  }
  dmn::Column column;

  base::Result<void> add(const Value& v, int line, int place) {
    if (!v.is_null() && v.kind() != column.kind) return wrong(feel::to_literal(v), line, place);
    switch (column.kind) {
      case Kind::number:
        number(v);
        break;
      case Kind::boolean:
        column.truths.push_back(v.is_null() ? dmn::Column::kNoTruth : std::uint8_t{v.boolean()});
        break;
      case Kind::date:
        column.days.push_back(v.is_null() ? dmn::Column::kNoDay : static_cast<std::int32_t>(v.date().days()));
        break;
      default:
        column.codes.push_back(v.is_null() ? dmn::Column::kNoWord : code(v.string()));
    }
    return {};
  }

  base::Result<void> add_text(const std::string& text, int line, int place) {
    if (text.empty()) return add({}, line, place);
    switch (column.kind) {
      case Kind::number: {
        const auto n = feel::Number::parse(text);
        return n ? add(*n, line, place) : wrong(text, line, place);
      }
      case Kind::boolean:
        if (text == "true" || text == "TRUE" || text == "是" || text == "1") return add(true, line, place);
        if (text == "false" || text == "FALSE" || text == "否" || text == "0") return add(false, line, place);
        return wrong(text, line, place);
      case Kind::date: {
        const auto d = feel::Date::parse(text);
        return d ? add(*d, line, place) : wrong(text, line, place);
      }
      default:
        return add(text, line, place);
    }
  }

 private:
  const dmn::InputInfo& info_;
  std::string file_;
  std::unordered_map<std::string, std::uint32_t> codes_;

  std::uint32_t code(const std::string& word) {
    const auto [at, fresh] = codes_.try_emplace(word, static_cast<std::uint32_t>(column.words.size()));
    if (fresh) column.words.push_back(word);
    return at->second;
  }

  void number(const Value& v) {
    const double d = v.is_null() ? std::numeric_limits<double>::quiet_NaN() : v.number().to_double();
    if (column.exact.empty() && !v.is_null()) {
      const auto back = feel::Number::from_double(d);
      if (!back || feel::to_text(*back) != feel::to_text(v)) {
        // The column reads from `exact` as soon as there is one.
        std::vector<Value> exact;
        for (std::size_t i = 0; i < column.numbers.size(); ++i) exact.push_back(column.at(i));
        column.exact = std::move(exact);
        exact_ = true;
      }
    }
    column.numbers.push_back(d);
    if (exact_) column.exact.push_back(v);
  }
  bool exact_ = false;

  static std::string called(Kind kind) {
    return kind == Kind::number    ? "数"
           : kind == Kind::boolean ? "是或否"
           : kind == Kind::date    ? "日期（如 2025-03-01）"
                                   : "文字";
  }
  tl::unexpected<base::Fault> wrong(const std::string& text, int line, int place) const {
    base::Place where;
    where.file = file_;
    where.row = line;
    where.column = place;
    return base::fail("decide.type", "“" + info_.name + "”应是" + called(info_.kind) + "，这里写的是“" + text + "”",
                      where, "改正这一格；不知道的留空");
  }
};

Value of_json(const Value& v, Kind kind) {
  // JSON has no dates: the text of one is one.
  if (!v.is(Kind::string)) return v;
  switch (kind) {
    case Kind::date:
      if (const auto d = feel::Date::parse(v.string())) return *d;
      return v;
    case Kind::time:
      if (const auto t = feel::Time::parse(v.string())) return *t;
      return v;
    case Kind::date_time:
      if (const auto t = feel::DateTime::parse(v.string())) return *t;
      return v;
    case Kind::months_duration:
      if (const auto d = feel::parse_months_duration(v.string())) return *d;
      return v;
    case Kind::days_duration:
      if (const auto d = feel::parse_days_duration(v.string())) return *d;
      return v;
    default:
      return v;
  }
}

// A cell for a datum of any type: a number, true, false, JSON, else text.
Value guessed(const std::string& text, Kind kind) {
  if (kind != Kind::null) return of_json(text, kind);
  if (const auto n = feel::Number::parse(text)) return *n;
  if (text == "true") return true;
  if (text == "false") return false;
  if (text.starts_with('[') || text.starts_with('{')) {
    if (auto json = context_of_json("{\"v\":" + text + "}")) return *json->find("v");
  }
  return text;
}

}  // namespace

dmn::Inputs CaseRows::at(std::size_t row) const {
  dmn::Inputs out;
  for (const dmn::Column& c : columns) {
    Value v = c.at(row);
    if (!v.is_null()) out.values[c.name] = std::move(v);
  }
  if (row < others.size()) {
    for (const auto& [name, value] : others[row]) out.values[name] = value;
  }
  return out;
}

base::Result<CaseRows> read_cases(const dmn::Model& model, const std::string& decision, const std::string& bytes,
                                  const std::string& file) {
  CaseRows out;
  const auto needed = model.inputs_of(decision);
  std::vector<Filler> plain_ones;
  std::vector<const dmn::InputInfo*> others;
  for (const auto& info : model.inputs()) {
    if (std::ranges::find(needed, info.name) == needed.end()) continue;
    if (plain(info.kind)) {
      plain_ones.emplace_back(info, file);
    } else {
      others.push_back(&info);
    }
  }
  if (file.ends_with(".csv") || file.ends_with(".CSV")) {
    auto table = base::CsvTable::parse(bytes, file);
    if (!table) return base::fail(table.error());
    std::string lacking;
    for (const std::string& name : needed) {
      if (!table->has(name)) lacking += (lacking.empty() ? "“" : "、“") + name + "”";
    }
    if (!lacking.empty()) {
      return base::fail("decide.column", "表里缺少“" + decision + "”要用的列：" + lacking, {.file = file, .row = 1},
                        "补上这些列；没有数据的留空");
    }
    for (const std::string& c : table->columns()) {
      if (std::ranges::find(needed, c) == needed.end()) out.unused.push_back(c);
    }
    out.rows = table->size();
    if (!others.empty()) out.others.resize(out.rows);
    const auto place = [&](const std::string& name) {
      return static_cast<int>(std::ranges::find(table->columns(), name) - table->columns().begin()) + 1;
    };
    for (std::size_t r = 0; r < out.rows; ++r) out.lines.push_back(table->line(r));
    for (Filler& f : plain_ones) {
      const int column = place(f.column.name);
      for (std::size_t r = 0; r < out.rows; ++r) {
        if (auto added = f.add_text(table->at(r, f.column.name), out.lines[r], column); !added) {
          return base::fail(added.error());
        }
      }
    }
    for (const auto* info : others) {
      for (std::size_t r = 0; r < out.rows; ++r) {
        const std::string& text = table->at(r, info->name);
        if (!text.empty()) out.others[r].emplace_back(info->name, guessed(text, info->kind));
      }
    }
  } else {
    std::size_t from = 0;
    for (int line = 1; from < bytes.size(); ++line) {
      const std::size_t end = std::min(bytes.find('\n', from), bytes.size());
      const std::string_view text(bytes.data() + from, end - from);
      from = end + 1;
      if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      auto object = context_of_json(text);
      if (!object) {
        base::Fault fault = object.error();
        fault.where.file = file;
        fault.where.line = line;
        return base::fail(std::move(fault));
      }
      out.lines.push_back(line);
      for (Filler& f : plain_ones) {
        const Value* v = object->find(f.column.name);
        if (auto added = f.add(v == nullptr ? Value() : of_json(*v, f.column.kind), line, 0); !added) {
          return base::fail(added.error());
        }
      }
      out.others.emplace_back();
      for (const auto* info : others) {
        if (const Value* v = object->find(info->name))
          out.others.back().emplace_back(info->name, of_json(*v, info->kind));
      }
      ++out.rows;
    }
    if (others.empty()) out.others.clear();
  }
  for (Filler& f : plain_ones) out.columns.push_back(std::move(f.column));
  return out;
}

}  // namespace app
