#include "facts/names.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/in_force.hpp"
#include "base/text.hpp"

namespace facts {

namespace {

using base::Place;

char32_t plain(char32_t c) {
  if (c >= U'₀' && c <= U'₉') return U'0' + (c - U'₀');
  c = base::to_half_width(c);
  if (c >= U'a' && c <= U'z') return c - U'a' + U'A';
  return c;
}

// Quotes and marks that a name may or may not be printed with.
bool is_ignored(char32_t c) {
  constexpr std::u32string_view ignored = U"“”‘’\"'「」『』《》〈〉*#:：，,。;；";
  return base::is_space(c) || ignored.find(c) != std::u32string_view::npos;
}

bool opens(char32_t c) { return c == U'(' || c == U'[' || c == U'【' || c == U'〔' || c == U'{'; }
bool closes(char32_t c) { return c == U')' || c == U']' || c == U'】' || c == U'〕' || c == U'}'; }

// Plain characters outside brackets; a bracket that never closes hides nothing.
std::u32string without_brackets(std::u32string_view name) {
  std::u32string text;
  for (const char32_t c : name) text.push_back(plain(c));
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (opens(text[i])) {
      int depth = 0;
      std::size_t end = i;
      for (; end < text.size(); ++end) {
        if (opens(text[end])) ++depth;
        if (closes(text[end]) && --depth == 0) break;
      }
      if (end < text.size()) {
        i = end;
        continue;
      }
    } else if (!closes(text[i]) && !is_ignored(text[i])) {
      out.push_back(text[i]);
    }
  }
  return out;
}

void replace_all(std::u32string& text, std::u32string_view from, std::u32string_view to) {
  for (auto at = text.find(from); at != std::u32string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

constexpr std::size_t kShortestName = 2;

bool drop_head(std::u32string& name) {
  static constexpr std::array<std::u32string_view, 22> heads = {
      U"全自治区", U"全地区", U"全区", U"全市", U"全省", U"全县", U"全州", U"全旗", U"全盟", U"全镇", U"全街道",
      U"我区",     U"我市",   U"我省", U"我县", U"我州", U"本区", U"本市", U"本省", U"本县", U"其中", U"累计"};
  for (const auto head : heads) {
    if (name.starts_with(head) && name.size() >= head.size() + kShortestName) {
      name.erase(0, head.size());
      return true;
    }
  }
  constexpr std::u32string_view levels = U"区市省县州旗";
  if (name.size() > 3 && levels.find(name[0]) != std::u32string_view::npos && name.substr(1).starts_with(U"重点")) {
    name.erase(0, 1);
    return true;
  }
  return false;
}

bool drop_tail(std::u32string& name) {
  static constexpr std::array<std::u32string_view, 14> tails = {
      U"同比增长率", U"同比增速", U"同比增幅", U"同比增长", U"增长速度", U"增长率", U"增速",
      U"增幅",       U"增长",     U"涨幅",     U"同比",     U"总量",     U"绝对量", U"累计"};
  for (const auto tail : tails) {
    if (!name.ends_with(tail) || name.size() < tail.size() + kShortestName) continue;
    const std::u32string_view rest = std::u32string_view(name).substr(0, name.size() - tail.size());
    // 自然增长率 is an indicator of its own; 经济增速 and 经济总量 name GDP, 经济 alone names nothing.
    if (rest.ends_with(U"自然") || rest.ends_with(U"机械") || rest == U"经济") continue;
    name.resize(rest.size());
    return true;
  }
  return false;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto bar = text.find('|');
    const auto piece = base::trim(text.substr(0, bar));
    if (!piece.empty()) out.emplace_back(piece);
    text = bar == std::string_view::npos ? std::string_view{} : text.substr(bar + 1);
  }
  return out;
}

std::optional<Direction> direction_named(std::string_view word) {
  if (word == "more") return Direction::more_is_better;
  if (word == "less") return Direction::less_is_better;
  if (word == "neither") return Direction::neither;
  return std::nullopt;
}

}  // namespace

std::string fold_name(std::string_view name) {
  const auto decoded = base::from_utf8(name);
  if (!decoded) return std::string(base::trim(name));
  std::u32string out = without_brackets(*decoded);
  while (drop_head(out)) {
  }
  while (drop_tail(out)) {
  }
  replace_all(out, U"规上", U"规模以上");
  replace_all(out, U"限上", U"限额以上");
  replace_all(out, U"的比重", U"比重");
  replace_all(out, U"总指数", U"指数");
  if (out.empty()) return std::string(base::trim(name));
  return base::to_utf8(out);
}

const NamesTable& NamesTable::builtin() {
  static const NamesTable table = [] {
    auto parsed = parse(base::builtin_file("codes/indicators.csv"), "codes/indicators.csv");
    JC_ASSERT(parsed.has_value());
    return std::move(*parsed);
  }();
  return table;
}

namespace {

constexpr std::array kColumns{"name",      "aliases",     "unit",  "direction", "constant_price",
                              "frequency", "lead_office", "scope", "whole",     "forecast_class"};

struct ReadRows {
  std::vector<Indicator> rows;
  std::vector<int> lines;
};

base::Result<ReadRows> read_rows(std::string_view csv, const std::string& file_name) {
  const auto table = base::CsvTable::parse(csv, file_name);
  if (!table) return base::fail(table.error());
  for (const char* column : kColumns) {
    if (!table->has(column)) {
      return base::fail("names.columns", std::string("指标名称表缺少“") + column + "”列", {.file = file_name},
                        "表头照 codes/indicators.csv 的写法");
    }
  }
  ReadRows out;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const Place place{.file = file_name, .line = table->line(row)};
    const auto cell = [&](const char* column) { return std::string(base::trim(table->at(row, column))); };
    const auto bad = [&](const std::string& what, const std::string& remedy) {
      return base::fail("names.row", what, place, remedy);
    };
    Indicator indicator{.name = cell("name"), .aliases = split(table->at(row, "aliases")), .unit = cell("unit")};
    if (indicator.name.empty()) return bad("这一行没有指标名称", "填写 name 列");
    const auto direction = direction_named(cell("direction"));
    if (!direction) return bad("direction 列是“" + cell("direction") + "”", "写 more、less 或 neither");
    indicator.direction = *direction;
    const std::string constant = cell("constant_price");
    if (constant != "yes" && constant != "no") return bad("constant_price 列是“" + constant + "”", "写 yes 或 no");
    indicator.growth_is_constant_price = constant == "yes";
    indicator.frequency = cell("frequency");
    if (indicator.frequency != "monthly" && indicator.frequency != "quarterly" && indicator.frequency != "yearly") {
      return bad("frequency 列是“" + indicator.frequency + "”", "写 monthly、quarterly 或 yearly");
    }
    indicator.lead_office = cell("lead_office");
    if (indicator.lead_office.find("统计") != std::string::npos) {
      return bad("“" + indicator.name + "”的推动部门写成了统计部门：不得向统计部门督办数字",
                 "写业务主管部门的职能，如“商务”");
    }
    indicator.scope = cell("scope");
    indicator.whole = cell("whole");
    indicator.forecast_class = cell("forecast_class");
    out.rows.push_back(std::move(indicator));
    out.lines.push_back(table->line(row));
  }
  return out;
}

std::string_view word_of(Direction direction) {
  return direction == Direction::more_is_better ? "more" : direction == Direction::less_is_better ? "less" : "neither";
}

}  // namespace

base::Result<NamesTable> NamesTable::parse(std::string_view csv, const std::string& file_name) {
  auto read = read_rows(csv, file_name);
  if (!read) return base::fail(read.error());
  return of(std::move(read->rows), file_name, read->lines);
}

base::Result<std::vector<Indicator>> NamesTable::rows_of(std::string_view csv, const std::string& file_name) {
  auto read = read_rows(csv, file_name);
  if (!read) return base::fail(read.error());
  return std::move(read->rows);
}

base::Result<NamesTable> NamesTable::with_rows(const std::vector<Indicator>& own, const std::string& file_name) {
  std::vector<Indicator> all = builtin().all();
  for (const auto& row : own) {
    const auto at = std::ranges::find(all, row.name, &Indicator::name);
    if (at == all.end()) {
      all.push_back(row);
    } else {
      *at = row;
    }
  }
  return of(std::move(all), file_name, {});
}

base::Result<NamesTable> NamesTable::of(std::vector<Indicator> rows, const std::string& file_name,
                                        const std::vector<int>& lines) {
  NamesTable out;
  for (auto& indicator : rows) {
    const std::size_t index = out.indicators_.size();
    out.by_folded_.emplace_back(fold_name(indicator.name), index);
    for (const auto& alias : indicator.aliases) out.by_folded_.emplace_back(fold_name(alias), index);
    out.indicators_.push_back(std::move(indicator));
  }
  std::sort(out.by_folded_.begin(), out.by_folded_.end());
  out.by_folded_.erase(std::unique(out.by_folded_.begin(), out.by_folded_.end()), out.by_folded_.end());
  for (std::size_t i = 1; i < out.by_folded_.size(); ++i) {
    const auto& [folded, index] = out.by_folded_[i];
    if (out.by_folded_[i - 1].first == folded) {
      const auto& other = out.indicators_[out.by_folded_[i - 1].second].name;
      return base::fail("names.twice",
                        "“" + folded + "”同时是“" + other + "”和“" + out.indicators_[index].name + "”的叫法",
                        {.file = file_name}, "只留在一个指标下");
    }
  }
  for (std::size_t i = 0; i < out.indicators_.size(); ++i) {
    const Indicator& indicator = out.indicators_[i];
    const Indicator* whole = indicator.whole.empty() ? nullptr : out.find(indicator.whole);
    if (!indicator.whole.empty() && (whole == nullptr || whole == &indicator || whole->name != indicator.whole)) {
      return base::fail("names.whole",
                        "“" + indicator.name + "”的 whole 列“" + indicator.whole + "”不是表中另一个指标的通行全称",
                        {.file = file_name, .line = i < lines.size() ? lines[i] : 0}, "写表中 name 列的名称");
    }
  }
  return out;
}

namespace {

// Verdicts keep pointers to their indicators.
base::InForce<NamesTable>& own() {
  static base::InForce<NamesTable> tables;
  return tables;
}

}  // namespace

const NamesTable& NamesTable::in_force() {
  const NamesTable* now = own().now();
  return now != nullptr ? *now : builtin();
}

void NamesTable::put_in_force(NamesTable table) { own().put(std::move(table)); }

std::string names_header() {
  std::string out;
  for (const char* column : kColumns) out += (out.empty() ? "" : ",") + std::string(column);
  return out + "\n";
}

std::string names_row(const Indicator& i) {
  std::string aliases;
  for (const auto& alias : i.aliases) aliases += (aliases.empty() ? "" : "|") + alias;
  std::string out = base::csv_field(i.name);
  for (const std::string_view field :
       {std::string_view(aliases), std::string_view(i.unit), word_of(i.direction),
        std::string_view(i.growth_is_constant_price ? "yes" : "no"), std::string_view(i.frequency),
        std::string_view(i.lead_office), std::string_view(i.scope), std::string_view(i.whole),
        std::string_view(i.forecast_class)})
    out += "," + base::csv_field(field);
  return out + "\n";
}

const Indicator* NamesTable::find(std::string_view name) const {
  const std::string folded = fold_name(name);
  const auto at = std::lower_bound(by_folded_.begin(), by_folded_.end(), folded,
                                   [](const auto& entry, const std::string& key) { return entry.first < key; });
  if (at == by_folded_.end() || at->first != folded) return nullptr;
  return &indicators_[at->second];
}

std::string NamesTable::canonical(std::string_view name) const {
  const Indicator* found = find(name);
  return found != nullptr ? found->name : std::string(base::trim(name));
}

}  // namespace facts
