// The names table: what indicators are called, and what is known of each (codes/indicators.csv).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace facts {

enum class Direction { more_is_better, less_is_better, neither };

struct Indicator {
  std::string name;                  // 地区生产总值
  std::vector<std::string> aliases;  // GDP, 生产总值, 地区生产总值(GDP)
  std::string unit;                  // 亿元; empty where it differs
  Direction direction = Direction::more_is_better;
  bool growth_is_constant_price = false;  // growth by 不变价: never comparable with a quotient of levels
  std::string frequency;                  // monthly | quarterly | yearly
  std::string lead_office;  // who acts when it lags: 发展和改革, 商务, 财政 … (a function, not a body's name)
  std::string scope;        // 限额以上 … when the name itself narrows
  std::string whole;  // the indicator of which this is a part: 限额以上网上商品零售额 → 网络零售额; 第三产业增加值 →
                      // 地区生产总值
  std::string forecast_class;  // row of codes/growth_drift.csv
};

class NamesTable {
 public:
  static const NamesTable& builtin();
  // The table of the office whose work this process does: the built-in one until `put_in_force` gives another. What was
  // looked up stays good to the end of the process.
  static const NamesTable& in_force();
  static void put_in_force(NamesTable table);
  // A table of the form of codes/indicators.csv. Faults: "names.columns"; "names.row" with line (unknown direction,
  // frequency …, or a statistics body as lead office); "names.twice" when two indicators share a name; "names.whole"
  // when a whole is not in the table.
  static base::Result<NamesTable> parse(std::string_view csv, const std::string& file_name);
  // An office's own rows over the built-in ones: a row whose name stands there takes its place, any other is added.
  // Faults as `parse`, for the whole that comes of it.
  static base::Result<NamesTable> with_rows(const std::vector<Indicator>& own, const std::string& file_name);
  // The rows alone, each good in itself; whether names are told apart is `with_rows`'s to say.
  static base::Result<std::vector<Indicator>> rows_of(std::string_view csv, const std::string& file_name);

  // By exact name or alias after folding (width, brackets and their content, 全区/全市/我区…, quotes, white space,
  // 增速/增长率/总量 tails).
  const Indicator* find(std::string_view name) const;
  // The canonical name, or the given one trimmed when unknown.
  std::string canonical(std::string_view name) const;
  const std::vector<Indicator>& all() const { return indicators_; }

 private:
  static base::Result<NamesTable> of(std::vector<Indicator> rows, const std::string& file_name,
                                     const std::vector<int>& lines);
  std::vector<Indicator> indicators_;
  std::vector<std::pair<std::string, std::size_t>> by_folded_;  // sorted
};

// The form under which names are compared. Brackets fall with what they hold, so 进出口总额（美元） meets 进出口总额:
// the unit and the basis of a fact tell the two apart. Names in a foreign encoding fold to themselves.
std::string fold_name(std::string_view name);

// The header line of such a table, and a row of it; `parse` reads them back.
std::string names_header();
std::string names_row(const Indicator& indicator);

}  // namespace facts
