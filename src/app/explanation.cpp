#include "app/explanation.hpp"

#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "reading/explain.hpp"

namespace app {

namespace {

std::optional<base::Span> span_of(const std::string& place, int length) {
  const char* const last = place.data() + place.size();
  base::Span span;
  auto read = std::from_chars(place.data(), last, span.start);
  if (read.ec != std::errc() || span.start < 0 || span.start >= length) return std::nullopt;
  span.end = span.start + 1;
  if (read.ptr != last) {
    if (*read.ptr != ':') return std::nullopt;
    read = std::from_chars(read.ptr + 1, last, span.end);
    if (read.ec != std::errc() || read.ptr != last) return std::nullopt;
  }
  if (span.end <= span.start || span.end > length) return std::nullopt;
  return span;
}

}  // namespace

base::Result<std::string> explanation(const cycle::ReadDocument& read, const std::string& place, bool as_json) {
  const auto& text = read.reading.text;
  const auto span = span_of(place, static_cast<int>(text.size()));
  if (!span) {
    return base::fail("usage", "--explain " + place + " 不是文中的位置", {},
                      "写成 起点 或 起点:终点，按字数从 0 数起，全文 " + std::to_string(text.size()) +
                          " 字；位置见 --json 里的 start 和 end");
  }
  const auto chain = reading::explain(read.reading, *span);
  auto words = [&](base::Span s) { return base::to_utf8(base::slice(text, s)); };
  if (as_json) {
    nlohmann::ordered_json links = nlohmann::ordered_json::array();
    for (const auto& r : chain) {
      links.push_back(
          {{"stage", r.stage}, {"start", r.span.start}, {"end", r.span.end}, {"text", words(r.span)}, {"why", r.say}});
    }
    return nlohmann::ordered_json{{"chain", links}}.dump() + "\n";
  }
  std::string out;
  for (const auto& r : chain)
    out += fmt::format("{}  {}:{}  “{}”\n    {}\n", r.stage, r.span.start, r.span.end, words(r.span), r.say);
  return out;
}

}  // namespace app
