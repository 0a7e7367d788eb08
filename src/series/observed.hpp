// A cell of a statistical table: a number, or one of the ways of having none. Missing is not zero, and the ways differ:
// they are kept apart through every conversion.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "quantity/quantity.hpp"

namespace series {

using base::Decimal;

enum class Missing {
  unknown,         // an empty cell: the table does not say why (yearbooks: 数据不详或无该项数据)
  not_surveyed,    // 未调查, 未统计, 未开展
  not_released,    // 未公布, 待公布, 待定
  suppressed,      // 保密, 不公布, x, *
  not_applicable,  // 不适用, 无此项, n/a
};
std::string to_string(Missing missing);   // "not_released"
std::string to_chinese(Missing missing);  // 尚未公布

// "…" and "..." of yearbooks: there is an amount, less than half of the table's smallest unit. It is no zero and not
// missing; `unit` is that smallest unit.
struct BelowUnit {
  Decimal unit = 1;
  quantity::Interval room() const { return {-(unit / Decimal(2)), unit / Decimal(2)}; }
};

using Observed = std::variant<Decimal, BelowUnit, Missing>;

// Reads a cell. Numbers may carry commas between thousands, a full-width sign or digits, a note mark at the end
// (1,234.5①). Nothing when it is neither a number nor a mark.
std::optional<Observed> read_observed(std::string_view cell, const Decimal& smallest_unit = 1);

// A sum that knows what it lacks: with a part missing there is no sum, and the first reason says why. Parts below the
// unit widen the room.
struct ObservedSum {
  std::variant<Decimal, Missing> value;
  quantity::Interval room;
};
ObservedSum sum(std::initializer_list<Observed> parts);

}  // namespace series
