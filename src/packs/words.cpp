#include "packs/words.hpp"

#include <vector>

#include "base/text.hpp"

namespace packs {

namespace {

constexpr int kMostDecimals = 6, kShownDecimals = 4;

// At commas outside of quotes and brackets.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> out;
  int depth = 0;
  bool quoted = false;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '(' || c == '[' || c == ']' || c == ')') depth += c == '(' || c == '[' ? 1 : -1;
    if (c == ',' && depth == 0) {
      out.push_back(base::trim(text.substr(from, i - from)));
      from = i + 1;
    }
  }
  out.push_back(base::trim(text.substr(from)));
  return out;
}

std::string operand(std::string_view text) {
  text = base::trim(text);
  const bool plain = text.size() >= 2 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
  return std::string(plain ? text.substr(1, text.size() - 2) : text);
}

std::string one(std::string_view text) {
  if (text == "true") return "是";
  if (text == "false") return "否";
  if (text == "null") return "没有填";
  static constexpr std::pair<std::string_view, std::string_view> signs[] = {
      {">=", "≥ "}, {"<=", "≤ "}, {">", "＞ "}, {"<", "＜ "}};
  for (const auto& [sign, shown] : signs) {
    if (text.starts_with(sign)) return std::string(shown) + operand(text.substr(sign.size()));
  }
  const auto dots = text.find("..");
  if (dots != std::string_view::npos && text.find('"') == std::string_view::npos && text.size() > 4 &&
      (text.front() == '[' || text.front() == '(') && (text.back() == ']' || text.back() == ')')) {
    return (text.front() == '[' ? "≥ " : "＞ ") + operand(text.substr(1, dots - 1)) + " 且 " +
           (text.back() == ']' ? "≤ " : "＜ ") + operand(text.substr(dots + 2, text.size() - dots - 3));
  }
  return operand(text);
}

std::string joined(const std::vector<std::string_view>& parts, const char* between) {
  std::string out;
  for (const auto& p : parts) out += (out.empty() ? "" : between) + one(p);
  return out;
}

}  // namespace

std::string in_words(const feel::Value& value) {
  if (value.is_null()) return "不知道";
  if (value.is(feel::Kind::boolean)) return value.boolean() ? "是" : "否";
  if (value.is(feel::Kind::number)) {
    const auto text = value.number().to_string();
    const auto point = text.find('.');
    if (point != std::string::npos && text.size() - point - 1 > kMostDecimals) {
      const auto rounded = value.number().rounded(kShownDecimals, feel::Round::half_up);
      if (rounded) return "约 " + rounded->to_string();
    }
  }
  return feel::to_text(value);
}

std::string cell_in_words(std::string_view cell) {
  cell = base::trim(cell);
  if (cell.starts_with("not(") && cell.ends_with(")")) {
    const auto inside = parts_of(cell.substr(4, cell.size() - 5));
    if (inside.size() == 1 && inside[0] == "true") return "否";
    if (inside.size() == 1 && inside[0] == "false") return "是";
    return "不是" + joined(inside, "、");
  }
  return joined(parts_of(cell), "或");
}

}  // namespace packs
