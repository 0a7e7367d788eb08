#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "quantity/quantity.hpp"

namespace quantity {

namespace {

constexpr std::u32string_view kMiddleDots = U"·・•‧⋅∙●";

// Width, white space, letters that look alike: the form under which spellings are compared.
std::u32string folded(std::string_view unit) {
  const auto decoded = base::from_utf8(unit);
  if (!decoded) return {};
  std::u32string out;
  for (const char32_t c : *decoded) {
    if (base::is_space(c)) continue;
    char32_t h = base::to_half_width(c);
    if (h == 0xB5) h = U'μ';
    if (h == U'∕' || h == U'⁄') h = U'/';
    if (kMiddleDots.find(h) != std::u32string_view::npos) h = U'·';
    out.push_back(h);
  }
  return out;
}

std::map<std::u32string, std::string> read_spellings() {
  std::map<std::u32string, std::string> out;
  const auto table = base::CsvTable::parse(base::builtin_file("codes/units.csv"), "codes/units.csv");
  JC_ASSERT(table.has_value());
  for (std::size_t row = 0; row < table->size(); ++row) {
    const std::string& name = table->at(row, "name");
    std::string_view rest = table->at(row, "spellings");
    while (!rest.empty()) {
      const auto bar = rest.find('|');
      const bool is_new = out.emplace(folded(rest.substr(0, bar)), name).second;
      JC_ASSERT(is_new);
      rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
    }
  }
  return out;
}

// 人民币亿元 and 亿元人民币 alike: the currency's name says nothing beside 元.
void drop_renminbi(std::u32string& unit) {
  constexpr std::u32string_view renminbi = U"人民币";
  for (const std::u32string_view written : {std::u32string_view(U"(人民币)"), renminbi}) {
    const auto at = unit.find(written);
    if (at != std::u32string::npos && unit.size() > written.size()) unit.erase(at, written.size());
  }
}

bool starts_with_one_of(std::u32string_view text, std::initializer_list<std::u32string_view> words) {
  for (const auto word : words) {
    if (text.starts_with(word)) return true;
  }
  return false;
}

// How many characters of magnitude stand at the start, and their product: 万亿 → 10^12, 千万 → 10^7. 千 and 百 are
// parts of other words in 千瓦, 千克, 百分点.
std::pair<std::size_t, Decimal> magnitude(std::u32string_view unit) {
  Decimal product = 1;
  std::size_t i = 0;
  for (; i < unit.size(); ++i) {
    const auto rest = unit.substr(i);
    if (rest[0] == U'亿') {
      product = product * Decimal::scaled(1, 8);
    } else if (rest[0] == U'万') {
      product = product * Decimal::scaled(1, 4);
    } else if (rest[0] == U'千' && !starts_with_one_of(rest, {U"千瓦", U"千克", U"千米", U"千伏", U"千卡", U"千帕",
                                                              U"千焦", U"千赫", U"千字节", U"千兆", U"千分"})) {
      product = product * 1000;
    } else if (rest[0] == U'百' && !starts_with_one_of(rest, {U"百分", U"百帕"})) {
      product = product * 100;
    } else if (rest[0] == U'十' && rest.size() > 1 && (rest[1] == U'万' || rest[1] == U'亿')) {
      product = product * 10;
    } else {
      break;
    }
  }
  return {i, product};
}

}  // namespace

namespace {

Unit parsed(std::string_view unit) {
  static const std::map<std::u32string, std::string> spellings = read_spellings();
  std::u32string text = folded(unit);
  if (text.empty()) return {};
  if (text == U"%" || text == U"百分比") return {Decimal::scaled(1, -2), "ratio"};
  if (text == U"‰") return {Decimal::scaled(1, -3), "ratio"};
  if (text == U"成") return {Decimal::scaled(1, -1), "ratio"};
  if (text == U"个百分点" || text == U"百分点") return {Decimal::scaled(1, -2), "pp"};
  if (text == U"个千分点" || text == U"千分点") return {Decimal::scaled(1, -3), "pp"};
  drop_renminbi(text);
  const auto [length, scale] = magnitude(text);
  text.erase(0, length);
  const auto known = spellings.find(text);
  return {scale, known == spellings.end() ? base::to_utf8(text) : known->second};
}

}  // namespace

// A handful of units comes again and again.
Unit parse_unit(std::string_view unit) {
  constexpr std::size_t kMost = 256;
  thread_local std::map<std::string, Unit, std::less<>> seen;
  if (const auto at = seen.find(unit); at != seen.end()) return at->second;
  if (seen.size() >= kMost) seen.clear();
  return seen.emplace(std::string(unit), parsed(unit)).first->second;
}

Decimal scaled(const Decimal& value, std::string_view unit) { return value * parse_unit(unit).scale; }

bool same_dimension(std::string_view a, std::string_view b) { return parse_unit(a).base == parse_unit(b).base; }

std::optional<Decimal> convert(const Decimal& value, std::string_view from, std::string_view to) {
  const Unit source = parse_unit(from), target = parse_unit(to);
  if (source.base != target.base) return std::nullopt;
  if (source.scale == target.scale) return value;
  return value * source.scale / target.scale;
}

Decimal as_written(const Decimal& converted, const Decimal& printed) {
  if (converted == printed) return printed;
  const Decimal shortest = converted.reduced();
  return shortest.rounded(shortest.decimals() + printed.decimals() - printed.reduced().decimals());
}

}  // namespace quantity
