// parts-vs-sum for ratios: 6.1∶35.2∶58.7 must come to 100 within what rounding allows.
#include <vector>

#include "base/text.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_colon(char32_t c) { return c == U'∶' || c == U'：' || c == U':' || c == U'︰'; }

struct Ratio {
  Span span;
  std::vector<Decimal> members;
};

std::vector<Ratio> ratios_in(const std::u32string& text) {
  std::vector<Ratio> found;
  std::size_t i = 0;
  while (i < text.size()) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    Ratio ratio;
    ratio.span.start = static_cast<int>(i);
    while (true) {
      std::string number;
      while (i < text.size() && (is_digit(text[i]) || text[i] == U'.')) number.push_back(static_cast<char>(text[i++]));
      const auto value = Decimal::parse(number);
      if (!value) break;
      ratio.members.push_back(*value);
      ratio.span.end = static_cast<int>(i);
      if (i + 1 < text.size() && is_colon(text[i]) && is_digit(text[i + 1])) {
        ++i;
      } else {
        break;
      }
    }
    if (ratio.members.size() >= 3) found.push_back(std::move(ratio));
  }
  return found;
}

}  // namespace

void ratio_sums(const Context& context, CheckResult& out) {
  const reading::Reading& reading = *context.draft.reading;
  for (const Ratio& ratio : ratios_in(reading.text)) {
    const std::string before = sentence_before(reading, ratio.span);
    if (!has_any(before, {"产业", "结构", "比重", "比例", "占比", "之比"})) continue;
    quantity::Interval sum{0, 0};
    Decimal plain = 0;
    for (const Decimal& member : ratio.members) {
      sum = sum + quantity::rounding_interval(member);
      plain += member;
    }
    if (plain < Decimal(80) || plain > Decimal(120)) continue;
    ++out.checked;
    Input input = input_of(context.draft, context.draft.label + " 比例", ratio.span);
    if (sum.contains(100)) {
      out.confirmed.push_back({"parts-vs-sum", {std::move(input)}, plain.to_string(), {ratio.span}});
      continue;
    }
    out.findings.push_back({.rule = "parts-vs-sum",
                            .severity = Severity::error,
                            .spans = {ratio.span},
                            .inputs = {std::move(input)},
                            .expected = "合计100",
                            .found = plain.to_string(),
                            .say = "比例" + words_of(reading, ratio.span) + "合计是" + plain.to_string() +
                                   "，不是100，超出四舍五入能解释的范围。"});
  }
}

}  // namespace plan::rules
