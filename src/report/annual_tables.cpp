#include <algorithm>
#include <map>
#include <tuple>

#include "plan/spoken_unit.hpp"
#include "plan/verdict_words.hpp"
#include "reading/plan_table.hpp"
#include "report/annual_parts.hpp"

// A table of last year's report told again as a table: its columns one year on, results from what was published, the
// column of what was planned taken from the one that planned it, the next plan proposed. What its columns do not tell
// is last year's and stands in 〔〕.
namespace report::annual {
namespace {

using document::Cell;
using Of = reading::PlanColumn::Of;
using Words = std::u32string_view;
constexpr auto npos = Words::npos;

bool has_digit(Words text) { return text.find_first_of(U"0123456789") != npos; }

class TableTeller {
 public:
  TableTeller(Writer& writer, const OldParagraph& old)
      : w_(writer), table_(writer.last_text, *old.table, writer.reading.report_year, writer.reading.plan_year) {
    const auto place_of = [](const base::Place& p) { return std::tuple(p.sheet, p.cell, p.table, p.row, p.column); };
    std::map<decltype(place_of({})), int> rows;
    for (const Cell& cell : old.table->cells) rows.emplace(place_of(cell.place), cell.row);
    for (const facts::Fact& fact : w_.input.table_facts) {
      const auto row = rows.find(place_of(fact.source.place));
      if (row != rows.end() && fact.period.last.year == w_.reading.report_year) facts_.emplace(row->second, &fact);
    }
  }

  void tell() {
    AnnualTable out;
    out.about = "kept";
    std::vector<std::size_t> widths;
    for (int column = 0; column < table_.columns(); ++column) {
      const std::u32string& header = table_.column(column).header;
      out.table.header.push_back(next_years(base::to_utf8(header), w_.reading));
      widths.push_back(std::min<std::size_t>(header.size(), 10));
    }
    for (int row = table_.body_from(); row < table_.rows(); ++row) {
      std::vector<std::string> cells;
      target_ = nullptr;
      for (int column = 0; column < table_.columns(); ++column) {
        cells.push_back(cell_of(row, column));
        auto& width = widths[static_cast<std::size_t>(column)];
        width = std::max(width, std::min<std::size_t>(base::u32(cells.back()).size(), 16));
      }
      if (std::ranges::all_of(cells, [](const auto& c) { return c.empty(); })) continue;
      out.table.rows.push_back(std::move(cells));
      out.refs.push_back(target_ != nullptr ? target_->target.id : "");
    }
    for (const auto width : widths) out.table.widths.push_back(static_cast<double>(std::max<std::size_t>(width, 4)));
    if (out.table.rows.empty()) return;
    w_.table(std::move(out));
    if (!sources_.empty()) {
      std::string marks;
      for (const int n : sources_) marks += "[" + std::to_string(n) + "]";
      w_.paragraph(Role::note, "（表中公布数的来源：" + marks + "。）");
    }
  }

 private:
  // The fact of the report's year that the row tells, by the reader of tables.
  const facts::Fact* fact_of(int row, bool growth) const {
    const auto [from, to] = facts_.equal_range(row);
    for (auto at = from; at != to; ++at)
      if (growth ? at->second->growth_pct.has_value() : at->second->value.has_value()) return at->second;
    return from == to ? nullptr : from->second;
  }

  std::string indicator_of(int row) const {
    if (const auto* fact = fact_of(row, false)) return fact->indicator;
    const auto* entry = facts::NamesTable::in_force().find(base::to_utf8(table_.name_of(row)));
    return entry != nullptr ? entry->name : std::string();
  }

  // The target that the row plans: the one at this cell; else a growth for a column of growths and for one that the row
  // has the only number in, an amount for others.
  const plan::TargetStatus* target_of(int row, int column) const {
    const Cell* cell = table_.at(row, column);
    for (const auto& s : w_.run.targets)
      if (cell != nullptr && !s.target.span.empty() && cell->span.overlaps(s.target.span)) return &s;
    const std::string indicator = indicator_of(row);
    const auto found = w_.by_name.find(plan::meeting_name(indicator, facts::NamesTable::in_force()));
    if (indicator.empty() || found == w_.by_name.end()) return nullptr;
    const bool growth = table_.column(column).growth;
    for (const auto* s : found->second)
      if ((s->target.kind == reading::Kind::growth) == growth) return s;
    int plans = 0;
    for (int other = 0; other < table_.columns(); ++other) {
      const auto& c = table_.column(other);
      plans += c.of == Of::plan && c.year == w_.reading.plan_year &&
               reading::says_something(table_.words(table_.at(row, other)));
    }
    return found->second.size() == 1 && plans == 1 ? found->second.front() : nullptr;
  }

  std::string cell_of(int row, int column) {
    if (!table_.starts_at(row, column)) return {};
    const std::u32string words = table_.words(table_.at(row, column));
    const reading::PlanColumn& col = table_.column(column);
    if (col.of == Of::result && col.year == w_.reading.report_year && has_digit(words))
      return result_of(row, column, words);
    if (col.of == Of::plan && col.year == w_.reading.report_year) {
      if (const auto planned = planned_in(row, col); !planned.empty()) return planned;
    }
    if (col.of == Of::plan && col.year == w_.reading.plan_year) {
      if (const auto* target = target_of(row, column)) {
        target_ = target;
        if (reading::says_something(words)) return proposal_in_short(w_, *target, base::to_utf8(words));
      }
      return has_digit(words) ? "待填（上年" + base::to_utf8(words) + "）" : base::to_utf8(words);
    }
    const bool a_number = has_digit(words) && column > 0 && words.find_first_not_of(U"0123456789.,%-—[]［］") == npos;
    if (a_number) return "〔" + base::to_utf8(words) + "〕";
    return next_years(base::to_utf8(words), w_.reading);
  }

  // 2024年计划 of last year's table is 2025年计划 now, which stood in another column of the same row.
  std::string planned_in(int row, const reading::PlanColumn& col) const {
    for (int other = 0; other < table_.columns(); ++other) {
      const reading::PlanColumn& c = table_.column(other);
      if (c.of != Of::plan || c.year != w_.reading.plan_year || c.growth != col.growth) continue;
      return base::to_utf8(table_.words(table_.at(row, other)));
    }
    // The plan has one column where the report has none for it: nothing tells.
    return {};
  }

  std::string result_of(int row, int column, Words words) {
    const reading::PlanColumn& col = table_.column(column);
    const facts::Fact* told = fact_of(row, col.growth);
    const std::string indicator = indicator_of(row);
    if (indicator.empty()) return "〔" + base::to_utf8(words) + "〕";
    const auto& names = facts::NamesTable::in_force();
    const auto* entry = names.find(indicator);
    // 居民消费价格涨幅 | 0.2: the number of a column of results may itself be a growth.
    const bool growth = col.growth || (told != nullptr && !told->value && told->growth_pct);
    const auto latest =
        plan::select(w_.own.own, plan::meeting_name(indicator, names), nullptr, entry, w_.out.year).latest;
    if (latest && is_of_year(latest->recorded())) {
      const facts::Fact& fact = latest->recorded();
      if (growth && fact.growth_pct) {
        mark(fact, true, plan::growth_words(*fact.growth_pct, entry));
        return fact.growth_pct->to_string();
      }
      if (!growth && fact.value) {
        // In the unit of the row; where it tells none, with its own.
        const std::string unit = told != nullptr ? told->unit : base::to_utf8(table_.unit_of(row));
        const int decimals = told != nullptr && told->value ? told->value->decimals() : 0;
        const auto said =
            plan::said_in(fact, unit, told != nullptr ? told->value : std::nullopt, std::max(decimals, 1));
        mark(fact, false, said.value->to_string() + said.unit);
        return said.value->to_string() + (said.unit == unit ? "" : said.unit);
      }
    }
    AnnualBlank blank;
    blank.what = indicator + (growth && col.growth ? "增速" : "") + "（表中）";
    blank.why = latest ? "手头的数不是全年的公布数" : "手头没有这一年的公布数";
    blank.last_year = base::to_utf8(words) + (growth ? "%" : told != nullptr ? told->unit : "");
    blank.holder = holder_of(w_, entry, indicator).body;
    w_.blank(std::move(blank));
    return "待填";
  }

  void mark(const facts::Fact& fact, bool growth, const std::string& printed) {
    w_.figure_in_table(fact, growth, printed);
    sources_.insert(w_.out.figures.back().source);
  }

  Writer& w_;
  reading::PlanTable table_;
  std::multimap<int, const facts::Fact*> facts_;  // by row
  const plan::TargetStatus* target_ = nullptr;    // of the row that is being told
  std::set<int> sources_;
};

}  // namespace

void tell_table(Writer& w, const OldParagraph& old) { TableTeller(w, old).tell(); }

}  // namespace report::annual
