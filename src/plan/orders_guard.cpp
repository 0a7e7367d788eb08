#include "plan/orders_guard.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "plan/orders_offices.hpp"

namespace plan {
namespace {

using View = std::u32string_view;

constexpr std::array<View, 21> kReporting{U"上报",   U"报送",     U"填报",     U"申报数",   U"报数",     U"补报",
                                          U"报为",   U"报到",     U"报成",     U"数据达到", U"数据做到", U"数据调",
                                          U"数据要", U"调整数据", U"修改数据", U"核增",     U"虚增",     U"统计数达",
                                          U"入统",   U"纳统",     U"统计上达"};

bool is_numeral(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９') || c == U'%' || c == U'％';
}

// Numbers that are dates do not count: 2023年, 11月, 30日.
bool holds_quantity(View clause) {
  for (std::size_t i = 0; i < clause.size(); ++i) {
    if (!is_numeral(clause[i])) {
      continue;
    }
    std::size_t end = i;
    while (end < clause.size() &&
           (is_numeral(clause[end]) || clause[end] == U'.' || clause[end] == U'—' || clause[end] == U'-')) {
      ++end;
    }
    const char32_t next = end < clause.size() ? clause[end] : U' ';
    if (next != U'年' && next != U'月' && next != U'日' && next != U'号') {
      return true;
    }
    i = end;
  }
  return clause.find(U"百分之") != View::npos;
}

}  // namespace

std::optional<std::string> text_refused(std::string_view text) {
  const std::u32string words = base::u32(text);
  std::size_t start = 0;
  for (std::size_t i = 0; i <= words.size(); ++i) {
    const bool end =
        i == words.size() || words[i] == U'。' || words[i] == U'；' || words[i] == U';' || words[i] == U'\n';
    if (!end) {
      continue;
    }
    const View sentence = View(words).substr(start, i - start);
    start = i + 1;
    const auto word = std::ranges::find_if(kReporting, [&](View w) { return sentence.find(w) != View::npos; });
    if (word != kReporting.end() && holds_quantity(sentence)) {
      return "督办文字不得要求按指定数值" + base::to_utf8(*word) + "（三个不得）：" + base::to_utf8(sentence);
    }
  }
  return std::nullopt;
}

std::optional<std::string> order_refused(const Order& order) {
  if (order.owner.empty()) {
    return "督办单没有责任单位";
  }
  if (is_statistics_body(order.owner)) {
    return "不得向统计机构就指标数值督办（三个不得）：" + order.owner;
  }
  std::vector<std::string_view> texts{order.about, order.evidence, order.closes_on};
  std::vector<std::string_view> closings{order.closes_on};
  for (const Matter& matter : order.matters) {
    texts.insert(texts.end(), {matter.about, matter.evidence, matter.closes_on});
    closings.push_back(matter.closes_on);
  }
  for (const std::string_view text : texts) {
    if (auto why = text_refused(text)) {
      return why;
    }
  }
  for (const std::string_view closing : closings) {
    if (closing.empty()) {
      return "督办单没有写明销号依据";
    }
    for (const std::string_view word :
         {"以责任单位自报为准", "以书面回复为准", "以反馈为准", "以回复为准", "报送即销号", "以自报数为准"}) {
      if (closing.find(word) != std::string_view::npos) {
        return "督办单不得以责任单位的回复销号：" + std::string(closing);
      }
    }
  }
  return std::nullopt;
}

}  // namespace plan
