#include "series/observed.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace series {
namespace {

constexpr std::array<std::pair<std::string_view, Missing>, 21> kMarks{{{"", Missing::unknown},
                                                                       {"-", Missing::unknown},
                                                                       {"--", Missing::unknown},
                                                                       {"—", Missing::unknown},
                                                                       {"NA", Missing::unknown},
                                                                       {"未调查", Missing::not_surveyed},
                                                                       {"未统计", Missing::not_surveyed},
                                                                       {"未开展", Missing::not_surveyed},
                                                                       {"未公布", Missing::not_released},
                                                                       {"待公布", Missing::not_released},
                                                                       {"未发布", Missing::not_released},
                                                                       {"待定", Missing::not_released},
                                                                       {"保密", Missing::suppressed},
                                                                       {"不公布", Missing::suppressed},
                                                                       {"不予公布", Missing::suppressed},
                                                                       {"x", Missing::suppressed},
                                                                       {"*", Missing::suppressed},
                                                                       {"不适用", Missing::not_applicable},
                                                                       {"无此项", Missing::not_applicable},
                                                                       {"n/a", Missing::not_applicable},
                                                                       {"N/A", Missing::not_applicable}}};

}  // namespace

std::string to_string(Missing missing) {
  switch (missing) {
    case Missing::unknown:
      return "unknown";
    case Missing::not_surveyed:
      return "not_surveyed";
    case Missing::not_released:
      return "not_released";
    case Missing::suppressed:
      return "suppressed";
    case Missing::not_applicable:
      break;
  }
  return "not_applicable";
}

std::string to_chinese(Missing missing) {
  switch (missing) {
    case Missing::unknown:
      return "表中未填，原因不详";
    case Missing::not_surveyed:
      return "未调查";
    case Missing::not_released:
      return "尚未公布";
    case Missing::suppressed:
      return "不予公布";
    case Missing::not_applicable:
      break;
  }
  return "不适用";
}

std::optional<Observed> read_observed(std::string_view cell, const Decimal& smallest_unit) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  if (cell == "…" || cell == "……" || cell == "...") return BelowUnit{smallest_unit};
  const auto mark = std::ranges::find(kMarks, cell, &std::pair<std::string_view, Missing>::first);
  if (mark != kMarks.end()) return mark->second;
  const auto text = base::from_utf8(cell);
  if (!text) return std::nullopt;
  const auto number = quantity::read_number(*text);
  if (!number || number->chinese || number->fraction) return std::nullopt;
  // A note mark may follow: ① … ⑳, *, #.
  for (std::size_t i = static_cast<std::size_t>(number->length); i < text->size(); ++i) {
    const char32_t c = (*text)[i];
    if (!(c >= U'①' && c <= U'⑳') && c != U'*' && c != U'#' && c != U' ') return std::nullopt;
  }
  return number->value;
}

ObservedSum sum(std::initializer_list<Observed> parts) {
  ObservedSum out{Decimal(0), {0, 0}};
  for (const auto& part : parts) {
    if (const auto* missing = std::get_if<Missing>(&part)) {
      if (!std::holds_alternative<Missing>(out.value)) out.value = *missing;
      continue;
    }
    const auto* number = std::get_if<Decimal>(&part);
    out.room = out.room + (number != nullptr ? quantity::rounding_interval(*number) : std::get<BelowUnit>(part).room());
    if (auto* total = std::get_if<Decimal>(&out.value); total != nullptr && number != nullptr) *total += *number;
  }
  return out;
}

}  // namespace series
