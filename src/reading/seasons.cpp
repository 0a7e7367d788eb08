#include "reading/seasons.hpp"

#include <charconv>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "reading/lexicon.hpp"

namespace reading {
namespace {

struct Days {
  int month = 0, day = 0;
};

// MM-DD; nothing for an empty cell.
Days days_of(std::string_view cell) {
  Days out;
  if (cell.empty()) return out;
  JC_ASSERT(cell.size() == 5 && cell[2] == '-');
  std::from_chars(cell.data(), cell.data() + 2, out.month);
  std::from_chars(cell.data() + 3, cell.data() + 5, out.day);
  JC_ASSERT(out.month >= 1 && out.month <= 12 && out.day >= 1 && out.day <= 31);
  return out;
}

const WordTable<SeasonFound>& seasons() {
  static const WordTable<SeasonFound> all = [] {
    const std::string name = "codes/reading/seasons.csv";
    const auto rows = base::CsvTable::parse(base::builtin_file(name), name);
    JC_ASSERT(rows.has_value());
    WordTable<SeasonFound> words;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      const std::u32string word = base::u32(rows->at(i, "word"));
      const Days first = days_of(rows->at(i, "first")), last = days_of(rows->at(i, "last"));
      words.add(word, {static_cast<int>(word.size()), first.month, first.day, last.month, last.day});
    }
    return words;
  }();
  return all;
}

}  // namespace

SeasonFound season_at(std::u32string_view text) {
  const auto hit = seasons().at(text, 0, static_cast<int>(text.size()));
  return hit ? *hit.entry : SeasonFound{};
}

YearWord year_word_at(std::u32string_view text) {
  if (text.size() < 2 || text[1] != U'年') return {};
  switch (text.front()) {
    case U'今':
    case U'本':
    case U'当':
      return {2, 0};
    case U'明':
    case U'次':
      return {2, 1};
    case U'后':
      return {2, 2};
    default:
      return {};
  }
}

}  // namespace reading
