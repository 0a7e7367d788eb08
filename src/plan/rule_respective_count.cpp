// respective-count: “A、B、C分别增长x、y” names three things and gives two numbers.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

constexpr std::u32string_view respectively = U"分别";
constexpr std::u32string_view stops = U"。；;！？!?\n\t，,：:";  // a tab parts the cells of a table's row

// One word for two things or more: 城乡居民收入分别…….
constexpr std::array<std::u32string_view, 10> doubled = {U"城乡", U"存贷", U"进出口", U"一二", U"中小学",
                                                         U"男女", U"省市", U"市区",   U"双",   U"两"};

// What stands in quotes and brackets is one name.
std::u32string without_enclosed(std::u32string_view text) {
  std::u32string out;
  int depth = 0;
  for (const char32_t c : text) {
    if (std::u32string_view(U"“‘（(《").find(c) != std::u32string_view::npos) {
      ++depth;
    } else if (std::u32string_view(U"”’）)》").find(c) != std::u32string_view::npos) {
      depth = std::max(0, depth - 1);
    } else if (depth == 0) {
      out.push_back(c);
    }
  }
  return out;
}

int count_of(std::u32string_view text, std::u32string_view signs) {
  return static_cast<int>(
      std::ranges::count_if(text, [&](char32_t c) { return signs.find(c) != std::u32string_view::npos; }));
}

// Numbers in a list, or nothing when a member is no number.
std::optional<int> numbers_in(std::u32string_view list) {
  int count = 0;
  std::size_t start = 0;
  while (start <= list.size()) {
    const std::size_t end = std::min(list.find_first_of(U"、和与及", start), list.size());
    const std::u32string_view member = list.substr(start, end - start);
    if (member.find_first_of(U"0123456789０１２３４５６７８９") == std::u32string_view::npos) return std::nullopt;
    ++count;
    start = end + 1;
  }
  return count;
}

}  // namespace

void respective_count(const Context& context, CheckResult& out) {
  const std::u32string& text = context.draft.reading->text;
  for (auto at = text.find(respectively); at != std::u32string::npos; at = text.find(respectively, at + 2)) {
    const std::size_t before = at == 0 ? std::u32string::npos : text.find_last_of(stops, at - 1);
    const std::size_t start = before == std::u32string::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find_first_of(stops, at), text.size());
    const std::u32string names = without_enclosed(std::u32string_view(text).substr(start, at - start));
    if (std::ranges::any_of(doubled, [&](std::u32string_view w) { return names.find(w) != std::u32string::npos; }))
      continue;
    // 和, 与, 及 may join two things or stand inside one name.
    const int least = count_of(names, U"、") + 1;
    const int most = least + count_of(names, U"和与及");
    if (most < 2) continue;
    const auto numbers = numbers_in(without_enclosed(std::u32string_view(text).substr(at + 2, end - at - 2)));
    if (!numbers || *numbers < 2) continue;
    ++out.checked;
    if (least <= *numbers && *numbers <= most) continue;
    const Span span{static_cast<int>(start), static_cast<int>(end)};
    out.findings.push_back({.rule = "respective-count",
                            .severity = Severity::warning,
                            .spans = {span},
                            .inputs = {input_of(context.draft, context.draft.label + " 并列", span)},
                            .expected = std::to_string(least) + "个数",
                            .found = std::to_string(*numbers) + "个数",
                            .say = "“分别”前面列了" + std::to_string(least) + "项，后面是" + std::to_string(*numbers) +
                                   "个数，对不上，请核对有没有漏项：“" + words_of(*context.draft.reading, span) +
                                   "”。"});
  }
}

}  // namespace plan::rules
