#include "reading/order_numbers.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/lines.hpp"
#include "reading/replies.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

constexpr View kOpen = U"〔[【（(［﹝";
constexpr View kClose = U"〕]】）)］﹞";
constexpr std::size_t kLongestCode = 12;

// White space out, narrow digits.
std::u32string plain(View text) {
  std::u32string out;
  for (const char32_t c : text) {
    if (base::is_space(c)) continue;
    out.push_back(c >= U'０' && c <= U'９' ? c - U'０' + U'0' : c);
  }
  return out;
}

// The digits at `at`, at most four; 0 and `at` as it was where there are none.
int number_at(View text, std::size_t& at) {
  int n = 0;
  const std::size_t from = at;
  while (at < text.size() && at - from < 4 && words::is_digit(text[at]))
    n = n * 10 + static_cast<int>(text[at++] - U'0');
  if (at < text.size() && words::is_digit(text[at])) return 0;
  return n;
}

// 4号, 第4号, and its item: 4号-1, 4号第1项, 4号之1.
bool serial_at(View text, std::size_t& at, PrintedNumber& out) {
  std::size_t i = at;
  if (i < text.size() && text[i] == U'第') ++i;
  out.number = number_at(text, i);
  if (out.number == 0 || i >= text.size() || text[i] != U'号') return false;
  at = ++i;
  out.item = 0;
  if (i < text.size() && View(U"-－—–之第").find(text[i]) != View::npos) {
    const bool counted = text[i] == U'第';
    const int item = number_at(text, ++i);
    if (item > 0 && (!counted || (i < text.size() && text[i] == U'项'))) {
      out.item = item;
      at = counted ? i + 1 : i;
    }
  }
  return true;
}

bool of_order(View before, View after) {
  constexpr std::size_t kNear = 3;
  const View code = before.substr(before.size() > kNear ? before.size() - kNear : 0);
  const View next = after.substr(0, kNear + 1);
  return words::has(code, U"督") || words::has(code, U"交办") || words::has_any(next, {U"督办", U"督查", U"交办"});
}

std::vector<PrintedNumber> in_lines(const std::vector<Said>& list) {
  std::vector<PrintedNumber> out;
  for (const Said& said : list)
    for (auto& number : numbers_printed_in(base::u32(said.text))) out.push_back(std::move(number));
  return out;
}

// 岚发改督〔2025〕10号-1回复如下：……: what stands in the sentence before the first words.
std::vector<PrintedNumber> led_by(View text, const std::vector<Said>& list) {
  constexpr std::size_t kNear = 60;
  if (list.empty()) return {};
  const auto start = static_cast<std::size_t>(list.front().span.start);
  std::size_t from = start;
  while (from > 0 && start - from < kNear && View(U"\n\t。；;").find(text[from - 1]) == View::npos) --from;
  return numbers_printed_in(text.substr(from, start - from));
}

bool any_of_order(const std::vector<PrintedNumber>& numbers) {
  return std::ranges::any_of(numbers, &PrintedNumber::of_order);
}

// 岚商函〔2025〕12号 under the head of the letter.
bool is_its_own(View line) {
  const std::u32string text = plain(line);
  if (!text.ends_with(U"号") || words::starts_with(View(text), {U"关于", U"对"}) > 0) return false;
  const auto open = text.find_first_of(kOpen);
  return open != std::u32string::npos && open <= kLongestCode && text.size() - open <= 12;
}

bool in_an_entry(const std::vector<ReplyEntry>& entries, base::Span span) {
  return std::ranges::any_of(entries, [&](const ReplyEntry& entry) {
    const auto meets = [&](base::Span other) { return span.start < other.end && other.start < span.end; };
    if (meets(entry.task_span)) return true;
    for (const auto* list : {&entry.done, &entry.problems, &entry.asks, &entry.next})
      if (std::ranges::any_of(*list, [&](const Said& said) { return meets(said.span); })) return true;
    return false;
  });
}

}  // namespace

std::vector<PrintedNumber> numbers_printed_in(View line) {
  const std::u32string all = plain(line);
  const View text = all;
  std::vector<PrintedNumber> out;
  for (auto open = text.find_first_of(kOpen); open != View::npos; open = text.find_first_of(kOpen, open + 1)) {
    std::size_t at = open + 1;
    PrintedNumber one;
    one.year = number_at(text, at);
    if (one.year < 1990 || one.year >= 2100 || at >= text.size() || kClose.find(text[at]) == View::npos) continue;
    ++at;
    if (!serial_at(text, at, one)) continue;
    std::size_t from = open;
    while (from > 0 && open - from < kLongestCode && base::is_han(text[from - 1])) --from;
    const View before = text.substr(from, open - from);
    one.before = base::to_utf8(before);
    const std::size_t first = out.size();
    out.push_back(one);
    while (at < text.size() && View(U"、，,和及").find(text[at]) != View::npos) {
      std::size_t next = at + 1;
      if (!serial_at(text, next, one)) break;
      out.push_back(one);
      at = next;
    }
    for (std::size_t i = first; i < out.size(); ++i) out[i].of_order = of_order(before, text.substr(at));
  }
  return out;
}

void find_order_numbers(const document::Document& document, View title, View file, Replies& replies) {
  replies.numbers = numbers_printed_in(title);
  for (auto& number : numbers_printed_in(file)) replies.numbers.push_back(std::move(number));
  for (ReplyEntry& entry : replies.entries) {
    entry.numbers = numbers_printed_in(base::u32(entry.task));
    // A heading prints it behind the name of its task: 二、石桥标准厂房（岚发改督〔2025〕7号-1）.
    if (entry.numbers.empty() && !entry.task_span.empty())
      entry.numbers = numbers_printed_in(base::slice(document.text, entry.task_span));
    if (!any_of_order(entry.numbers))
      for (auto& number : in_lines(entry.done)) entry.numbers.push_back(std::move(number));
    if (!any_of_order(entry.numbers))
      for (auto& number : led_by(document.text, entry.done)) entry.numbers.push_back(std::move(number));
  }
  for (const auto& block : document.blocks) {
    const auto* table = std::get_if<document::Table>(&block);
    if (table == nullptr) continue;
    for (const auto& cell : table->cells) {
      const auto found = numbers_printed_in(base::slice(document.text, cell.span));
      if (found.empty()) continue;
      for (ReplyEntry& entry : replies.entries) {
        const bool beside = std::ranges::any_of(table->cells, [&](const document::Cell& other) {
          return other.row == cell.row && base::Place(other.place) == entry.place;
        });
        if ((beside || replies.entries.size() == 1) && !any_of_order(entry.numbers))
          entry.numbers.insert(entry.numbers.end(), found.begin(), found.end());
      }
    }
  }
  for (const Line& line : logical_lines(document)) {
    if (any_of_order(replies.numbers)) return;
    const View words = base::slice(document.text, line.span);
    if (line.in_table || is_its_own(words) || in_an_entry(replies.entries, line.span)) continue;
    auto found = numbers_printed_in(words);
    // Without a word of an order beside it a number may be of any paper; the register knows its own code.
    replies.numbers.insert(replies.numbers.end(), found.begin(), found.end());
  }
}

std::vector<PrintedNumber> numbers_of(const ReplyEntry& entry, const Replies& letter) {
  auto out = entry.numbers;
  if (!any_of_order(out)) out.insert(out.end(), letter.numbers.begin(), letter.numbers.end());
  return out;
}

}  // namespace reading
