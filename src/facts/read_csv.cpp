#include <algorithm>
#include <array>
#include <map>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "facts/fact.hpp"
#include "facts/names.hpp"
#include "quantity/quantity.hpp"

namespace facts {

namespace {

using base::Fault;
using base::Place;
using base::Result;

const Decimal kMostGrowth = 10000;  // percent
constexpr std::array<std::string_view, 6> kNeeded = {"indicator", "period", "span", "unit", "status", "published"};

std::string trimmed(std::string_view cell) {
  const auto text = base::u32(cell);
  return base::to_utf8(base::trim(std::u32string_view(text)));
}

bool contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// ---- cells ----------------------------------------------------------------------------------------------------------

// The ways tables print that there is no number.
bool is_blank(std::string_view cell) {
  for (const std::string_view mark : {"", "-", "—", "——", "–", "－", "/", "…", "……", "..."}) {
    if (cell == mark) return true;
  }
  return false;
}

// A whole cell as one number; `percent` allows a trailing %.
Result<std::optional<Decimal>> number_in(const std::string& cell, const char* column, bool percent) {
  if (is_blank(cell)) return std::optional<Decimal>{};
  std::u32string text = base::u32(cell);
  for (char32_t& c : text) c = base::to_half_width(c);
  if (text.front() == U'+') text.erase(0, 1);
  if (percent && text.ends_with(U'%')) text.pop_back();
  const auto number = quantity::read_number(text);
  if (!number || number->fraction || number->chinese || static_cast<std::size_t>(number->length) != text.size()) {
    return base::fail("facts.number", std::string(column) + " 列“" + cell + "”不是一个数", {},
                      "只写数字，单位写在 unit 列，没有公布就空着");
  }
  return std::optional<Decimal>(number->value);
}

Result<Span> span_in(const std::string& cell) {
  for (const Span span : {Span::cumulative, Span::current, Span::point}) {
    if (cell == to_string(span)) return span;
  }
  return base::fail("facts.span", "span 列“" + cell + "”不认识", {},
                    "年初累计写 cumulative，当月或当季写 current，时点写 point");
}

struct StatusCell {
  Status status = Status::published;
  bool year_inferred = false;
};

Result<StatusCell> status_in(std::string_view cell) {
  StatusCell out;
  bool named = false;
  std::string_view rest = cell;
  while (!rest.empty()) {
    const auto semicolon = rest.find(';');
    const std::string_view word = base::trim(rest.substr(0, semicolon));
    rest = semicolon == std::string_view::npos ? std::string_view{} : rest.substr(semicolon + 1);
    if (word == "year_inferred") {
      out.year_inferred = true;
      continue;
    }
    bool known = false;
    for (const Status status : {Status::published, Status::derived, Status::estimate}) {
      if (word != to_string(status)) continue;
      if (named && out.status != status) {
        return base::fail("facts.status", "status 列“" + std::string(cell) + "”自相矛盾", {}, "只写一种状态");
      }
      out.status = status;
      known = named = true;
    }
    if (!known) {
      return base::fail("facts.status", "status 列“" + std::string(word) + "”不认识", {},
                        "写 published、derived 或 estimate，年份是推断的再加“;year_inferred”");
    }
  }
  if (!named) {
    return base::fail("facts.status", "status 列没有写明是公布数、推算数还是预计数", {},
                      "写 published、derived 或 estimate");
  }
  return out;
}

Result<SourceKind> source_kind_in(const std::string& cell) {
  if (cell.empty() || cell == "official") return SourceKind::official;
  if (cell == "mirror") return SourceKind::mirror;
  return base::fail("facts.source_kind", "source_kind 列“" + cell + "”不认识", {}, "写 official 或 mirror");
}

Result<std::string> unit_in(const std::string& cell) {
  const std::u32string text = base::u32(cell);
  constexpr std::size_t longest = 20;
  bool good = text.size() <= longest;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = base::to_half_width(text[i]);
    const bool digit = c >= U'0' && c <= U'9';
    // Digits only as an exponent behind a letter (m3) or in a denominator (人/10万人).
    if (digit && i == 0 && !text.starts_with(U"1/")) good = false;
    if (c < U' ' || c == U',' || c == U';' || c == U'=' || c == U'<' || c == U'>' || c == U'?') good = false;
  }
  if (good) return cell;
  return base::fail("facts.unit", "unit 列“" + cell + "”不像计量单位", {}, "写公布时的单位，如“亿元”“%”“万人次”");
}

// ---- what the cells say together ------------------------------------------------------------------------------------

// 元, 美元, 元/人·月; not 吨标准煤/万元.
bool is_money(std::string_view unit) {
  const std::string base = quantity::parse_unit(unit).base;
  return contains(std::string_view(base).substr(0, base.find('/')), "元");
}
bool is_share(std::string_view unit) {
  const std::string base = quantity::parse_unit(unit).base;
  return base == "ratio" || base == "pp";
}

std::optional<Fault> wrong_unit(const Fact& fact, const Indicator* indicator) {
  if (!fact.value || indicator == nullptr || indicator->unit.empty()) return std::nullopt;
  if (fact.unit.empty()) {
    if (is_share(indicator->unit)) return std::nullopt;  // an index may be printed bare
    return Fault{"facts.unit", "有数值却没有单位，不知道是不是“" + indicator->unit + "”", {}, "在 unit 列写明单位"};
  }
  if ((is_money(indicator->unit) && is_share(fact.unit)) || (is_share(indicator->unit) && is_money(fact.unit))) {
    return Fault{"facts.unit",
                 "“" + fact.indicator + "”的单位不应是“" + fact.unit + "”",
                 {},
                 "增速写在 growth_pct 列，数值和单位照公布的写"};
  }
  return std::nullopt;
}

// Profits and balances may turn from gain to loss, so that they fall by more than all of it.
bool may_fall_below_nothing(std::string_view indicator) {
  for (const char* word : {"利润", "差额", "顺差", "逆差", "净", "盈", "余额", "亏损"}) {
    if (contains(indicator, word)) return true;
  }
  return false;
}

std::optional<Fault> impossible(const Fact& fact, const Indicator* indicator) {
  if (!fact.value && !fact.growth_pct) {
    return Fault{"facts.nothing", "既没有数值也没有增速", {}, "填写 value 或 growth_pct"};
  }
  if (fact.growth_pct && *fact.growth_pct < Decimal(-100) && !may_fall_below_nothing(fact.indicator)) {
    return Fault{
        "facts.number", "增速“" + fact.growth_pct->to_string() + "%”低于-100%，不可能", {}, "核对小数点和单位"};
  }
  if (fact.growth_pct && *fact.growth_pct > kMostGrowth) {
    return Fault{"facts.number",
                 "增速“" + fact.growth_pct->to_string() + "%”是上百倍的增长，多半是错位",
                 {},
                 "核对小数点，总量写在 value 列"};
  }
  const bool counted = indicator != nullptr && !indicator->unit.empty() && !is_share(indicator->unit);
  if (fact.value && fact.value->is_negative() && counted && !is_share(fact.unit) && fact.span != Span::current &&
      !may_fall_below_nothing(fact.indicator)) {
    return Fault{"facts.number", "“" + fact.indicator + "”不会是负数", {}, "核对数值，下降写在 growth_pct 列"};
  }
  if (fact.span == Span::cumulative && fact.period.first.month != 1) {
    return Fault{"facts.span",
                 "累计数应从1月开始，期间却是" + calendar::to_chinese(fact.period),
                 {},
                 "期间写成 2023-01/2023-09 的样子，或把 span 改为 current"};
  }
  const calendar::Date last_month_begins{std::chrono::year(fact.period.last.year),
                                         std::chrono::month(static_cast<unsigned>(fact.period.last.month)),
                                         std::chrono::day(1)};
  if (fact.status != Status::estimate && fact.published.known_by < last_month_begins) {
    return Fault{"facts.published",
                 calendar::to_chinese(fact.published) + "公布时，" + calendar::to_chinese(fact.period) + "还没有过完",
                 {},
                 "核对期间和公布日期；预计数的 status 写 estimate"};
  }
  return std::nullopt;
}

// A basis that stands only in the note, when the note leaves no doubt. Notes that deny it (不是环比, not 同比) do not
// count.
std::string basis_from_note(const Fact& fact, const Indicator* indicator) {
  if (!fact.growth_pct || fact.note.empty()) return {};
  const auto says = [&](std::string_view word) {
    const auto at = fact.note.find(word);
    if (at == std::string::npos) return false;
    const std::string_view before = std::string_view(fact.note).substr(0, at);
    for (const std::string_view denial : {"非", "不是", "并非", "not "}) {
      if (before.ends_with(denial)) return false;
    }
    return true;
  };
  if (says("环比")) return says("同比") ? std::string{} : "环比";
  if (says("两年平均")) return "两年平均";
  if (says("三年平均")) return "三年平均";
  if (contains(fact.note, "留抵退税") && (says("剔除") || says("扣除"))) return "剔除留抵退税";
  if (says("可比口径") || says("同口径")) return "可比口径";
  const bool constant_anyway = indicator != nullptr && indicator->growth_is_constant_price;
  if (!constant_anyway && (says("不变价") || says("可比价"))) return "不变价";
  if (constant_anyway && (says("现价") || says("名义"))) return "现价";
  return {};
}

std::string scope_from_name(std::string_view name, const Indicator* indicator) {
  if (indicator != nullptr) return indicator->scope;
  const std::string folded = fold_name(name);
  for (const char* scope : {"规模以上", "限额以上", "全社会"}) {
    if (folded.starts_with(scope)) return scope;
  }
  return {};
}

bool blank(const base::CsvRow& row) {
  return std::ranges::all_of(row.fields, [](const auto& field) { return trimmed(field).empty(); });
}

// ---- rows -----------------------------------------------------------------------------------------------------------

class Rows {
 public:
  Rows(const base::CsvRow& header, const NamesTable& names) : names_(names) {
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
      const std::string name = trimmed(header.fields[i]);
      if (!columns_.emplace(name, i).second && !name.empty()) twice_ = name;
    }
    width_ = header.fields.size();
  }

  // A column's name that stands twice; empty when none does.
  const std::string& twice() const { return twice_; }

  bool has(std::string_view column) const { return columns_.contains(column); }

  Result<Fact> read(const base::CsvRow& row) {
    for (std::size_t i = width_; i < row.fields.size(); ++i) {
      if (trimmed(row.fields[i]).empty()) continue;
      return base::fail("facts.cells",
                        "这一行有" + std::to_string(row.fields.size()) + "列，表头只有" + std::to_string(width_) + "列",
                        {}, "含逗号的内容要加英文双引号");
    }
    Fact fact;
    fact.area_code = cell(row, "area_code");
    fact.area = cell(row, "area");
    if (fact.area.empty()) fact.area = fact.area_code;
    if (fact.area.empty()) return base::fail("facts.area", "没有写明地区", {}, "填写 area 列");
    fact.indicator_as_printed = cell(row, "indicator");
    if (fact.indicator_as_printed.empty()) {
      return base::fail("facts.indicator", "没有写明指标", {}, "填写 indicator 列");
    }
    const Indicator* indicator = find(fact.indicator_as_printed);
    fact.indicator = indicator != nullptr ? indicator->name : fact.indicator_as_printed;
    fact.scope = scope_from_name(fact.indicator_as_printed, indicator);
    fact.note = cell(row, "note");

    const auto period = calendar::parse_period(cell(row, "period"));
    if (!period) return base::fail(period.error());
    fact.period = *period;
    const auto span = span_in(cell(row, "span"));
    if (!span) return base::fail(span.error());
    fact.span = *span;
    const auto value = number_in(cell(row, "value"), "value", false);
    if (!value) return base::fail(value.error());
    fact.value = *value;
    const auto unit = unit_in(cell(row, "unit"));
    if (!unit) return base::fail(unit.error());
    fact.unit = *unit;
    const auto growth = number_in(cell(row, "growth_pct"), "growth_pct", true);
    if (!growth) return base::fail(growth.error());
    fact.growth_pct = *growth;
    const auto status = status_in(cell(row, "status"));
    if (!status) return base::fail(status.error());
    fact.status = status->status;
    fact.year_inferred = status->year_inferred;
    const auto published = calendar::parse_published(cell(row, "published"));
    if (!published) return base::fail(published.error());
    fact.published = *published;
    const auto kind = source_kind_in(cell(row, "source_kind"));
    if (!kind) return base::fail(kind.error());
    fact.source = {cell(row, "source"), *kind, {}};

    fact.growth_basis = canonical_basis(cell(row, "growth_basis"));
    if (fact.growth_basis.empty() && cell(row, "growth_basis").empty()) {
      fact.growth_basis = basis_from_note(fact, indicator);
    }
    // A period that starts in January and stands alone is the year to date; 环比 looks at the period itself.
    if (fact.span == Span::current && fact.period.starts_in_january() && !contains(fact.growth_basis, "环比")) {
      fact.span = Span::cumulative;
    }
    if (auto fault = wrong_unit(fact, indicator)) return base::fail(*fault);
    if (auto fault = impossible(fact, indicator)) return base::fail(*fault);
    return fact;
  }

 private:
  std::string cell(const base::CsvRow& row, std::string_view column) const {
    const auto at = columns_.find(column);
    return at == columns_.end() || at->second >= row.fields.size() ? std::string() : trimmed(row.fields[at->second]);
  }

  const Indicator* find(const std::string& name) {
    const auto [at, is_new] = found_.emplace(name, nullptr);
    if (is_new) at->second = names_.find(name);
    return at->second;
  }

  const NamesTable& names_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::size_t width_ = 0;
  std::string twice_;
  std::map<std::string, const Indicator*> found_;
};

}  // namespace

Result<CsvFacts> read_facts_csv(std::string_view bytes, const std::string& file_name) {
  if (auto decoded = base::from_utf8(bytes); !decoded) {
    decoded.error().where.file = file_name;
    return base::fail(decoded.error());
  }
  const auto rows = base::parse_csv(bytes, file_name);
  if (!rows) return base::fail(rows.error());
  std::size_t first = 0;
  while (first < rows->size() && (blank((*rows)[first]) || (*rows)[first].fields[0].starts_with('#'))) ++first;
  if (first == rows->size()) {
    return base::fail("facts.empty", "表是空的，没有表头", {.file = file_name}, "检查是不是选错了文件");
  }
  Rows reader((*rows)[first], NamesTable::in_force());
  std::string missing;
  for (const auto column : kNeeded) {
    if (!reader.has(column)) missing += (missing.empty() ? "" : "、") + std::string(column);
  }
  if (!reader.has("area") && !reader.has("area_code")) missing += missing.empty() ? "area" : "、area";
  if (!reader.has("value") && !reader.has("growth_pct")) missing += missing.empty() ? "value" : "、value";
  const Place header{.file = file_name, .line = (*rows)[first].line};
  if (!missing.empty() && (*rows)[first].fields.size() == 1 && contains((*rows)[first].fields[0], "period")) {
    return base::fail("facts.columns", "这张表不是用英文逗号分隔的", header, "另存为逗号分隔的 CSV");
  }
  if (!missing.empty()) {
    return base::fail("facts.columns", "发布数据表缺少这些列：" + missing, header, "照 facts.csv 的列名补上表头");
  }
  if (!reader.twice().empty()) {
    return base::fail("facts.columns", "“" + reader.twice() + "”列出现了不止一次，不知道以哪一列为准", header,
                      "只留一列");
  }
  CsvFacts out;
  for (std::size_t i = first + 1; i < rows->size(); ++i) {
    if (blank((*rows)[i])) continue;
    const Place place{.file = file_name, .line = (*rows)[i].line};
    auto fact = reader.read((*rows)[i]);
    if (fact) {
      fact->source.place = place;
      out.facts.push_back(std::move(*fact));
    } else {
      fact.error().where = place;
      out.unread.push_back(std::move(fact.error()));
    }
  }
  return out;
}

}  // namespace facts
