// What stands in a cell of a table's body.
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "quantity/quantity.hpp"
#include "reading/tables_words.hpp"

namespace reading::tables {

namespace {

using View = std::u32string_view;

const std::map<std::u32string, Missing, std::less<>>& signs() {
  static const auto table = [] {
    std::map<std::u32string, Missing, std::less<>> out;
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/tables/missing_signs.csv"));
    JC_ASSERT(csv.has_value());
    for (std::size_t i = 0; i < csv->size(); ++i) {
      const std::string& meaning = csv->at(i, "meaning");
      out.emplace(plain_text(base::u32(csv->at(i, "sign"))), meaning == "not_applicable" ? Missing::not_applicable
                                                             : meaning == "not_released" ? Missing::not_released
                                                             : meaning == "suppressed"   ? Missing::suppressed
                                                                                         : Missing::below_unit);
    }
    return out;
  }();
  return table;
}

bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_note_mark(char32_t c) { return (c >= U'①' && c <= U'⑳') || c == U'*' || c == U'※'; }

bool drop_head(std::u32string& text, View head) {
  if (!text.starts_with(head)) return false;
  text.erase(0, head.size());
  return true;
}

// 12.3*, 12.3①, 12.3注1), 12.3(注1).
std::string take_mark(std::u32string& text) {
  std::string mark;
  const auto note = text.find(U'注');
  if (note != std::u32string::npos && note > 0) {
    for (const char32_t c : text.substr(note)) {
      if (digit(c) || is_note_mark(c)) mark += base::to_utf8(std::u32string(1, c));
    }
    text.resize(text[note - 1] == U'(' ? note - 1 : note);
    return mark;
  }
  while (text.size() > 1 && is_note_mark(text.back())) {
    mark += base::to_utf8(std::u32string(1, text.back()));
    text.pop_back();
  }
  return mark;
}

CellReading bad(std::string why) {
  CellReading out;
  out.kind = CellReading::Kind::bad;
  out.why = std::move(why);
  return out;
}

}  // namespace

CellReading read_cell(View printed, document::CellKind kind) {
  CellReading out;
  std::u32string text = plain_text(printed);
  const std::string shown = base::to_utf8(base::trim(printed));
  if (text.empty()) return out;
  if (kind == document::CellKind::error) return bad("单元格是出错的公式“" + shown + "”");
  if (const auto sign = signs().find(text); sign != signs().end()) {
    out.kind = CellReading::Kind::missing;
    out.missing = sign->second;
    return out;
  }
  if (kind == document::CellKind::date) {
    out.kind = CellReading::Kind::text;
    return out;
  }
  bool negative = false;
  if (text.starts_with(U"预计") && text.size() > 2) {
    text.erase(0, 2);
    out.estimate = true;
  }
  for (const View tail : {View(U"(预计)"), View(U"(预计数)")}) {
    if (text.size() <= tail.size() || !text.ends_with(tail)) continue;
    text.resize(text.size() - tail.size());
    out.estimate = true;
  }
  for (const auto& [word, minus] : {std::pair{View(U"同比增长"), false},
                                    {View(U"同比下降"), true},
                                    {View(U"增长"), false},
                                    {View(U"下降"), true},
                                    {View(U"上升"), false},
                                    {View(U"上涨"), false},
                                    {View(U"下跌"), true},
                                    {View(U"减少"), true},
                                    {View(U"↑"), false},
                                    {View(U"↓"), true}}) {
    if (text.size() > word.size() && digit(text[word.size()]) && drop_head(text, word)) {
      out.growth = true;
      negative = minus;
      break;
    }
  }
  if (text.starts_with(U"负") && text.size() > 1 && digit(text[1])) {
    text.erase(0, 1);
    negative = true;
  }
  out.mark = take_mark(text);
  if (text.size() > 2 && text.front() == U'(' && text.back() == U')') {
    const char32_t first = base::to_half_width(base::trim(printed).front());
    text = text.substr(1, text.size() - 2);
    out.brackets = first == U'(' ? CellReading::Brackets::round : CellReading::Brackets::square;
    // (12.3): below zero, as accounts are kept. [0.9] is no such thing.
    if (out.brackets == CellReading::Brackets::round && !text.empty() && digit(text.front())) negative = true;
  }
  if (text.starts_with(U"+") && text.size() > 1) text.erase(0, 1);
  const bool starts =
      !text.empty() && (digit(text.front()) || (text.size() > 1 && text.front() == U'-' && digit(text[1])));
  const auto number = starts ? quantity::read_number(text) : std::nullopt;
  if (!number || number->fraction || number->chinese || number->percent) {
    out.kind = CellReading::Kind::text;
    return out;
  }
  const std::u32string unit = text.substr(static_cast<std::size_t>(number->length));
  // 9月, 3日 and 2023年 say when.
  const bool says_when = unit == U"月" || unit == U"日" || unit == U"号" || unit == U"季" || unit == U"季度" ||
                         (unit == U"年" && number->value >= base::Decimal(1949));
  if (says_when || (!unit.empty() && !is_unit(unit))) {
    out.kind = CellReading::Kind::text;
    return out;
  }
  out.kind = CellReading::Kind::number;
  out.number = negative ? -number->value : number->value;
  out.unit = base::to_utf8(unit);
  return out;
}

}  // namespace reading::tables
