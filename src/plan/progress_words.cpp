#include "plan/progress_words.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "base/builtin.hpp"
#include "base/csv.hpp"

namespace plan {
namespace {

struct Word {
  std::u32string text;
  int step = 0;
};

// By first sign, the longest first.
const std::unordered_map<char32_t, std::vector<Word>>& words() {
  static const auto all = [] {
    std::unordered_map<char32_t, std::vector<Word>> out;
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/progress_words.csv"));
    JC_ASSERT(csv.has_value());
    for (std::size_t row = 0; row < csv->size(); ++row) {
      Word word{base::u32(csv->at(row, "word")), std::stoi(csv->at(row, "step"))};
      out[word.text.front()].push_back(std::move(word));
    }
    for (auto& [first, list] : out)
      std::ranges::sort(list, std::ranges::greater{}, [](const Word& w) { return w.text.size(); });
    return out;
  }();
  return all;
}

bool taken_back(std::u32string_view before) {
  constexpr std::array<std::u32string_view, 8> signs = {U"尚未", U"未", U"力争", U"计划",
                                                        U"预计", U"拟", U"争取", U"待"};
  return std::ranges::any_of(signs, [&](std::u32string_view s) { return before.ends_with(s); });
}

constexpr std::u32string_view kNumerals = U"零一二三四五六七八九";

// 四, 十二, 12; 0 when it is none.
int small_number(std::u32string_view text) {
  int value = 0;
  if (text.empty() || text.size() > 3) return 0;
  if (text.find_first_not_of(U"0123456789") == text.npos) {
    for (const char32_t c : text) value = value * 10 + static_cast<int>(c - U'0');
    return value;
  }
  const auto ten = text.find(U'十');
  const auto digit = [](std::u32string_view one) {
    const auto at = one.size() == 1 ? kNumerals.find(one[0]) : std::u32string_view::npos;
    return at == std::u32string_view::npos ? -100 : static_cast<int>(at);
  };
  if (ten == text.npos) value = digit(text);
  if (ten != text.npos)
    value =
        (ten == 0 ? 1 : digit(text.substr(0, ten))) * 10 + (ten + 1 == text.size() ? 0 : digit(text.substr(ten + 1)));
  return std::max(0, value);
}

}  // namespace

std::optional<ProgressWord> furthest_progress(std::u32string_view text) {
  std::optional<ProgressWord> best;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 1;
    if (const auto found = words().find(text[i]); found != words().end()) {
      for (const Word& word : found->second) {
        if (!text.substr(i).starts_with(word.text)) continue;
        length = word.text.size();
        if (!taken_back(text.substr(0, i)) && (!best || word.step > best->step))
          best = ProgressWord{{static_cast<int>(i), static_cast<int>(i + length)}, word.step};
        break;
      }
    }
    i += length;
  }
  return best;
}

std::optional<Edition> edition_in(std::u32string_view text) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= U'0' && text[i] <= U'9'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    // 5.0 and nothing like 15.03 or 5.0%
    if (digit(i) && (i == 0 || (!digit(i - 1) && text[i - 1] != U'.')) && i + 2 < text.size() && text[i + 1] == U'.' &&
        text[i + 2] == U'0' && !digit(i + 3)) {
      const char32_t next = i + 3 < text.size() ? text[i + 3] : U' ';
      if (next != U'%' && next != U'％' && next != U'万' && next != U'亿' && next != U'个')
        return Edition{{static_cast<int>(i), static_cast<int>(i + 3)}, static_cast<int>(text[i] - U'0')};
    }
    if (text[i] != U'第') continue;
    for (std::size_t end = i + 2; end < std::min(text.size(), i + 5); ++end) {
      if (text[end] != U'轮' && text[end] != U'批') continue;
      const int number = small_number(text.substr(i + 1, end - i - 1));
      if (number > 0) return Edition{{static_cast<int>(i), static_cast<int>(end + 1)}, number};
    }
  }
  return std::nullopt;
}

}  // namespace plan
