#include "reading/tables_notes.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace reading::tables {

namespace {

using View = std::u32string_view;

bool has_one_of(View text, std::initializer_list<View> words) {
  return std::ranges::any_of(words, [&](View word) { return text.find(word) != View::npos; });
}

void read_clause(View clause, TableNotes& out) {
  const bool square = has_one_of(clause, {U"[]", U"方括号", U"中括号"});
  const bool round = !square && has_one_of(clause, {U"()", U"括号"});
  const char* meaning = clause.find(U"百分点") != View::npos ? "括号里的是百分点的增减"
                        : clause.find(U"累计") != View::npos ? "括号里的是几年的累计数"
                                                             : nullptr;
  if ((square || round) && meaning != nullptr && has_one_of(clause, {U"内", U"中", U"里", U"为", U"是"}))
    (square ? out.in_square : out.in_round) = meaning;
  out.estimates = out.estimates || has_one_of(clause, {U"为预计数", U"是预计数", U"为预计完成数", U"为预计值"});
}

}  // namespace

TableNotes notes_of(const std::vector<View>& lines) {
  TableNotes out;
  for (const View line : lines) {
    std::u32string clause;
    for (char32_t c : line) {
      c = base::to_half_width(c);
      if (base::is_space(c)) continue;
      if (c == U'【' || c == U'〔') c = U'[';
      if (c == U'】' || c == U'〕') c = U']';
      if (c == U'。' || c == U';') {
        read_clause(clause, out);
        clause.clear();
      } else {
        clause.push_back(c);
      }
    }
    read_clause(clause, out);
  }
  return out;
}

// 2025年6月20日 anywhere in a line.
std::optional<calendar::Date> day_in(View text) {
  const auto number = [&](std::size_t& i) {
    int value = 0;
    while (i < text.size() && text[i] >= U'0' && text[i] <= U'9' && value < 10'000)
      value = value * 10 + static_cast<int>(text[i++] - U'0');
    return value;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] < U'0' || text[i] > U'9') continue;
    const int year = number(i);
    if (year < 1990 || year > 2100 || i >= text.size() || text[i] != U'年') continue;
    std::size_t j = i + 1;
    const int month = number(j);
    if (j >= text.size() || text[j] != U'月') continue;
    const int day = number(++j);
    if (j >= text.size() || text[j] != U'日') continue;
    const calendar::Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (date.ok()) return date;
  }
  return std::nullopt;
}

}  // namespace reading::tables
