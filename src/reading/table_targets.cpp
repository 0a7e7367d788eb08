#include "reading/table_targets.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "facts/names.hpp"
#include "reading/plan_table.hpp"
#include "reading/read_of_year.hpp"

namespace reading {
namespace {

using Words = std::u32string_view;
constexpr auto npos = Words::npos;
constexpr Words kDigits = U"0123456789";

struct Row {
  std::u32string name;
  const document::Cell* cell = nullptr;  // that states the target
  std::u32string sentence;               // said as a text would say it
  bool growth = false;
  bool binding = false;
  bool known = false;  // an indicator of the table of names
};

bool says_one_of(Words text, std::initializer_list<Words> words) {
  return std::ranges::any_of(words, [&](Words word) { return text.find(word) != npos; });
}

// “5左右” of % is 5%左右, “≥91” is 不低于91%: the unit stands behind the last number where the cell has none.
std::u32string with_unit(Words said, Words unit) {
  std::u32string words;
  for (const char32_t c : said) {
    if (Words(U"≥≧＞>").find(c) != npos) {
      words += U"不低于";
    } else if (Words(U"≤≦＜<").find(c) != npos) {
      words += U"不高于";
    } else if (c != U' ' && c != U'　' && c != U'=') {
      words += c;
    }
  }
  const auto last = words.find_last_of(kDigits);
  if (last == npos || unit.empty()) return words;
  const Words behind = Words(words).substr(last + 1);
  const bool has_one = behind.starts_with(unit) || behind.starts_with(U"%") || behind.starts_with(U"％") ||
                       behind.starts_with(U"‰") || behind.starts_with(U"万") || behind.starts_with(U"亿");
  if (!has_one) words.insert(last + 1, unit);
  return words;
}

std::u32string sentence_of(const Row& row, Words said, Words unit) {
  const std::u32string words = with_unit(said, row.growth ? U"%" : unit);
  const bool verb = says_one_of(words, {U"增长", U"下降", U"提高", U"降低", U"减少", U"增加", U"控制", U"完成", U"与",
                                        U"高于", U"快于", U"同步", U"稳定", U"不低于", U"不高于", U"达到", U"不突破"});
  const bool named = says_one_of(row.name, {U"增速", U"增长", U"涨幅", U"下降", U"降低"});
  return row.name + (verb || named ? U"" : row.growth ? U"增长" : U"达到") + words;
}

// The column that plans the year's amounts, or growths; of several the one of the whole (全年, 合计, 全市). -1: none,
// or nobody can tell which.
int column_that_plans(const PlanTable& table, int plan_year, bool growth) {
  int found = -1, whole = -1, columns = 0;
  for (int column = 0; column < table.columns(); ++column) {
    const PlanColumn& c = table.column(column);
    if (c.of != PlanColumn::Of::plan || c.year != plan_year || c.growth != growth) continue;
    ++columns;
    found = column;
    if (whole < 0 && says_one_of(c.header, {U"全年", U"合计", U"全市", U"全区", U"全县", U"全省"})) whole = column;
  }
  return columns == 1 ? found : whole;
}

// The rows that plan; none where the table is of something else.
std::vector<Row> rows_of(const PlanTable& table, int plan_year) {
  const auto& names = facts::NamesTable::in_force();
  std::vector<Row> out;
  std::size_t known = 0, named = 0;
  const int amounts = column_that_plans(table, plan_year, false), growths = column_that_plans(table, plan_year, true);
  for (int row = table.body_from(); row < table.rows(); ++row) {
    Row r;
    r.name = table.name_of(row);
    if (r.name.empty()) continue;
    ++named;
    r.known = names.find(base::to_utf8(r.name)) != nullptr;
    known += r.known ? 1 : 0;
    const std::u32string unit = table.unit_of(row);
    std::u32string said;
    for (int column = 0; column < table.columns(); ++column) {
      const PlanColumn& c = table.column(column);
      const std::u32string words = table.words(table.at(row, column));
      if (says_one_of(c.header, {U"属性", U"性质", U"类型"}) && words.find(U"约束") != npos) r.binding = true;
      if ((column != amounts && column != growths) || !says_something(words)) continue;
      // [0.8]: by how many points it is to rise, beside the level itself.
      if (words.find_first_of(U"[［") != npos) continue;
      // What a plan says of growth goes before the amount that follows from it.
      if (r.cell != nullptr && !(c.growth && !r.growth)) continue;
      r.cell = table.at(row, column);
      r.growth = c.growth;
      said = words;
    }
    if (r.cell == nullptr || said.size() > 40) continue;
    // 地区生产总值 in %: its growth, though the column does not say so.
    const auto* entry = names.find(base::to_utf8(r.name));
    if (!r.growth && entry != nullptr && unit == U"%" && entry->unit != "%")
      r.growth = !says_one_of(r.name, {U"率", U"比重", U"占比", U"强度"});
    r.sentence = sentence_of(r, said, unit);
    out.push_back(std::move(r));
  }
  constexpr std::size_t kFew = 3;
  if (known < kFew || 2 * known < named) out.clear();
  return out;
}

bool is_told(const Reading& reading, const Row& row) {
  const auto& names = facts::NamesTable::in_force();
  const std::string name = names.canonical(base::to_utf8(row.name));
  return std::ranges::any_of(reading.targets, [&](const Target& t) {
    return t.strength == "headline" && names.canonical(t.indicator) == name;
  });
}

}  // namespace

void add_targets_of_tables(const document::Document& document, Reading& reading) {
  if (reading.plan_year == 0) return;
  std::vector<Row> rows;
  for (const auto& block : document.blocks) {
    const auto* table = std::get_if<document::Table>(&block);
    if (table == nullptr || !PlanTable::may_be(*table)) continue;
    const PlanTable plan(document.text, *table, reading.report_year, reading.plan_year);
    for (Row& row : rows_of(plan, reading.plan_year))
      if (!is_told(reading, row)) rows.push_back(std::move(row));
  }
  if (rows.empty()) return;
  // Said as a list of targets, and read as one: the rules for words of a target are those of the text.
  const std::u32string year = base::u32(std::to_string(reading.plan_year));
  std::u32string text =
      year + U"年国民经济和社会发展计划\n一、" + year + U"年主要预期目标\n" + year + U"年主要预期目标是：\n";
  std::vector<base::Span> lines;
  for (const Row& row : rows) {
    const int start = static_cast<int>(text.size());
    text += U"——" + row.sentence;
    lines.push_back({start, static_cast<int>(text.size())});
    text += U"；\n";
  }
  Reading said = read_of_year(document::from_plain_text(std::move(text), document.file), reading.plan_year);
  std::set<std::string> told;
  for (Target& target : said.targets) {
    const auto line =
        std::ranges::find_if(lines, [&](const base::Span& l) { return l.overlaps(target.span); }) - lines.begin();
    if (line == static_cast<std::ptrdiff_t>(lines.size())) continue;
    const Row& row = rows[static_cast<std::size_t>(line)];
    if (!told.insert(base::to_utf8(row.name)).second) continue;
    target.id = "T" +
                std::string(reading.targets.size() < 9    ? "00"
                            : reading.targets.size() < 99 ? "0"
                                                          : "") +
                std::to_string(reading.targets.size() + 1);
    target.span = row.cell->span;
    target.strength = "headline";
    target.binding = target.binding || row.binding;
    target.figures.clear();
    reading.targets.push_back(std::move(target));
  }
}

}  // namespace reading
