#include "reading/tables_checks.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "quantity/quantity.hpp"

namespace reading::tables {

namespace {

using base::Decimal;
using View = std::u32string_view;

// ---- footnotes ------------------------------------------------------------------------------------------------------

bool has(View text, View word) { return text.find(word) != View::npos; }
bool is_digit_char(char32_t c) { return c >= U'0' && c <= U'9'; }

struct Clause {
  std::u32string text;
  std::string mark;
};

std::vector<Clause> clauses_of(const std::vector<std::u32string>& footnotes) {
  std::vector<Clause> out;
  for (const auto& line : footnotes) {
    std::u32string text = line;
    for (const View head : {View(U"备注:"), View(U"说明:"), View(U"注:"), View(U"备注"), View(U"注")}) {
      if (text.starts_with(head)) {
        text.erase(0, head.size());
        break;
      }
    }
    Clause clause;
    const auto close = [&] {
      std::u32string& t = clause.text;
      std::size_t i = 0;
      while (i < t.size() && (is_digit_char(t[i]) || (t[i] >= U'①' && t[i] <= U'⑳') || t[i] == U'*')) ++i;
      const bool listed = i > 0 && i < t.size() && (t[i] == U'.' || t[i] == U'、' || t[i] == U':' || t[i] == U')');
      if (i > 0 && (listed || !is_digit_char(t[0]))) {
        clause.mark = base::to_utf8(t.substr(0, i));
        t.erase(0, i + (listed ? 1 : 0));
      }
      if (!t.empty()) out.push_back(clause);
      clause = {};
    };
    for (const char32_t c : text) {
      if (c == U'。' || c == U';') {
        close();
      } else {
        clause.text.push_back(c);
      }
    }
    close();
  }
  return out;
}

std::string basis_in(View clause) {
  if (has(clause, U"留抵退税") && (has(clause, U"剔除") || has(clause, U"扣除"))) return "剔除留抵退税";
  if (has(clause, U"可比口径") || has(clause, U"同口径")) return "可比口径";
  if (has(clause, U"两年平均")) return "两年平均";
  if (has(clause, U"不变价") || has(clause, U"可比价")) return "不变价";
  return {};
}

bool speaks_of(const std::string& clause, const Item& item, const facts::NamesTable& names) {
  if (clause.find(item.name) != std::string::npos) return true;
  const std::string printed = facts::fold_name(item.printed);
  if (base::u32(printed).size() >= 2 && clause.find(printed) != std::string::npos) return true;
  const auto* indicator = names.find(item.name);
  return indicator != nullptr && std::ranges::any_of(indicator->aliases, [&](const std::string& alias) {
           return base::u32(alias).size() >= 4 && clause.find(alias) != std::string::npos;
         });
}

// 地区生产总值……增速按不变价格计算: of an indicator that is known, though the table may have no row of it.
bool names_an_indicator(const std::string& clause, const facts::NamesTable& names) {
  constexpr std::size_t kShortest = 3;  // code points; 出口 and 税收 are words of other names
  const auto said = [&](const std::string& name) {
    return base::u32(name).size() >= kShortest && clause.find(name) != std::string::npos;
  };
  return std::ranges::any_of(names.all(), [&](const facts::Indicator& one) {
    return said(one.name) || std::ranges::any_of(one.aliases, said);
  });
}

// 服务业为1-8月数据, 错月.
void apply_months(Item& item, const Months& months, bool lagged) {
  auto& period = item.when.period;
  if (months.last != 0 && months.first == 1 && period.starts_in_january() && period.last.month > months.last) {
    period.last.month = months.last;
  } else if (months.last != 0 && months.first == months.last && period.months() == 1 &&
             period.last.month > months.last) {
    period.first.month = period.last.month = months.last;
  } else if (lagged && months.last == 0 && period.last.month > 1 && !item.when.note.starts_with("错月")) {
    if (period.months() == 1) period.first.month -= 1;
    period.last.month -= 1;
  }
}

// ---- the series' past -----------------------------------------------------------------------------------------------

// 10^n apart from the same months of an earlier year, or else from any earlier stretch, a month for a month.
std::optional<double> times_its_past(const Item& item, const std::string& unit, const TableContext& context) {
  if (context.known == nullptr || item.number.is_zero()) return std::nullopt;
  const facts::Fact* best = nullptr;
  int best_distance = 0;
  const bool point = item.when.span == facts::Span::point;
  for (const auto& fact : *context.known) {
    if (!fact.value || fact.value->is_zero() || fact.indicator != item.name || fact.area != item.area ||
        (fact.span == facts::Span::point) != point || fact.scope != item.scope ||
        !quantity::same_dimension(fact.unit, unit))
      continue;
    const bool same_months = fact.period.first.month == item.when.period.first.month &&
                             fact.period.last.month == item.when.period.last.month;
    const int distance = std::abs(fact.period.last.index() - item.when.period.last.index()) + (same_months ? 0 : 1000);
    if (best == nullptr || distance < best_distance) {
      best = &fact;
      best_distance = distance;
    }
  }
  if (best == nullptr) return std::nullopt;
  double ratio =
      quantity::scaled(item.number, unit).to_double() / quantity::scaled(*best->value, best->unit).to_double();
  if (!point) ratio *= static_cast<double>(best->period.months()) / static_cast<double>(item.when.period.months());
  return std::abs(ratio);
}

constexpr double kTooFar = 30;

std::string with_magnitude(const std::string& unit, const std::string& magnitude) {
  const auto text = base::u32(unit);
  std::size_t i = 0;
  while (i + 1 < text.size() && (text[i] == U'万' || text[i] == U'亿' || text[i] == U'千' || text[i] == U'百')) ++i;
  return magnitude + base::to_utf8(text.substr(i));
}

void ask_once(BlockRead& read, Question question) {
  for (const auto& q : read.questions) {
    if (q.id == question.id) return;
  }
  read.questions.push_back(std::move(question));
}

bool additive(const Item& item) {
  const std::string base = quantity::parse_unit(item.unit).base;
  if (item.growth || base == "ratio" || base == "pp" || base.find('/') != std::string::npos) return false;
  for (const char* word : {"人均", "平均", "率", "比", "指数", "浓度"}) {
    if (item.name.find(word) != std::string::npos) return false;
  }
  return true;
}

struct Sum {
  Decimal total = 0;
  Decimal slack = 0;
  int parts = 0;
  void add(const Item& item) {
    total += item.number;
    slack += Decimal::scaled(5, -item.number.decimals() - 1);
    ++parts;
  }
};

NotRead difference(const Item& whole, const Sum& sum, const std::string& what) {
  return {whole.place, what + "合计" + sum.total.to_string() + whole.unit + "，表上“" + whole.printed + "”为" +
                           whole.number.to_string() + whole.unit + "，相差" +
                           (sum.total - whole.number).abs().to_string() + "。两个数都照印出的保存"};
}

}  // namespace

void apply_footnotes(BlockRead& read, const facts::NamesTable& names) {
  for (const auto& clause : clauses_of(read.footnotes)) {
    const std::string text = base::to_utf8(clause.text);
    const std::string basis = basis_in(clause.text);
    const bool lagged = has(clause.text, U"错月");
    const Months months = months_in(clause.text);
    const bool of_growth = has(clause.text, U"增速") || has(clause.text, U"增长") || has(clause.text, U"同比");
    std::vector<Item*> meant;
    bool by_name = false;
    for (auto& item : read.items) {
      if (!clause.mark.empty() && item.mark == clause.mark) meant.push_back(&item);
    }
    if (meant.empty()) {
      for (auto& item : read.items) {
        if (speaks_of(text, item, names)) meant.push_back(&item);
      }
      by_name = !meant.empty();
    }
    if (meant.empty() && of_growth && !basis.empty() && !names_an_indicator(text, names)) {
      for (auto& item : read.items) {
        if (item.growth) meant.push_back(&item);
      }
    }
    if (meant.empty()) {
      read.notes.push_back("表注：" + text);
      continue;
    }
    // A remark on everything in the table explains the months its header prints; it does not move them.
    const bool on_all = by_name && std::ranges::all_of(read.items, [&](const Item& item) {
                          return std::ranges::any_of(meant, [&](const Item* one) {
                            return item.name == one->name || item.name.starts_with(one->name + "：");
                          });
                        });
    for (Item* item : meant) {
      item->note += (item->note.empty() ? "" : "；") + text;
      const bool constant = item->indicator != nullptr && item->indicator->growth_is_constant_price;
      if (item->growth && item->basis.empty() && !(basis == "不变价" && constant)) item->basis = basis;
      const bool tells_months = has(clause.text, U"数据") || has(clause.text, U"月数") || lagged;
      if (tells_months && (by_name || !clause.mark.empty())) apply_months(*item, months, lagged && !on_all);
    }
  }
}

namespace {

// 居民消费价格指数 100.2 under 2024年实际: an index of the year before, though nothing says so. False: it is asked.
bool index_of_prices_is_known(Item& item, BlockRead& read, const Answers& answers, const std::string& table_key) {
  const bool prices = item.indicator != nullptr && item.indicator->forecast_class == "price";
  if (item.growth || !prices || item.number <= Decimal(80) || item.number >= Decimal(130)) return true;
  const std::string asked = table_key + "｜" + item.name;
  if (const auto* answer = answers.find("指数", asked); answer != nullptr && *answer == "指数") {
    item.note += (item.note.empty() ? "" : "；") + ("按上年同期=100换算，原印" + item.number.to_string());
    item.number -= Decimal(100);
    item.growth = true;
    item.unit.clear();
    return true;
  } else if (answer != nullptr && *answer == "不要") {
    return false;
  }
  Question q;
  q.kind = "指数";
  q.asked = asked;
  q.id = question_id(q.kind, q.asked);
  q.place = item.place;
  q.printed = item.printed;
  q.example = item.number.to_string();
  q.proposals = {"指数", "不要"};
  q.text = "“" + item.printed + "”印的在100上下，是不是以上年（同期）为100的指数？是就答“指数”，不用答“不要”";
  ask_once(read, std::move(q));
  return false;
}

}  // namespace

void hold_back_doubtful(BlockRead& read, const Answers& answers, const TableContext& context,
                        const std::string& table_key) {
  const auto proceed = [&](Item& item) {
    if (item.growth || item.unit.empty()) return true;
    const auto times = times_its_past(item, item.unit, context);
    if (!times) return true;
    const bool near_enough = 1 / kTooFar < *times && *times < kTooFar;
    if (near_enough) return true;
    const std::string asked = item.area + "｜" + item.name + "｜" + item.unit + "｜" + table_key;
    if (const auto* answer = answers.find("量级", asked)) {
      if (*answer == "不要") return false;
      if (*answer == "没错") return true;
      if (quantity::same_dimension(*answer, item.unit)) {
        item.unit = *answer;
        item.note += (item.note.empty() ? "" : "；") + std::string("单位按回答改正");
        return true;
      }
    }
    Question q;
    q.kind = "量级";
    q.asked = asked;
    q.id = question_id(q.kind, q.asked);
    q.place = item.place;
    q.printed = item.printed;
    q.example = item.number.to_string() + item.unit;
    for (const char* magnitude : {"", "万", "亿", "万亿"}) {
      const std::string unit = with_magnitude(item.unit, magnitude);
      const auto other = times_its_past(item, unit, context);
      if (unit != item.unit && other && *other < 5 && *other > 0.2) q.proposals.push_back(unit);
    }
    q.proposals.emplace_back("没错");
    q.proposals.emplace_back("不要");
    q.text = "“" + item.printed + "”" + q.example + "和以往的数相差悬殊，是不是单位差了万或亿？答正确的单位，或“没错”";
    ask_once(read, std::move(q));
    return false;
  };
  std::vector<Item> kept;
  for (auto& item : read.items) {
    if (proceed(item)) kept.push_back(std::move(item));
  }

  // 104.3 without a word of 100: a growth or an index?
  std::map<int, std::vector<Item*>> by_column;
  for (auto& item : kept) {
    if (item.growth && item.note.find("=100") == std::string::npos) by_column[item.column].push_back(&item);
  }
  std::set<int> dropped;
  for (auto& [column, items] : by_column) {
    const bool all = std::ranges::all_of(
        items, [](const Item* item) { return item->number > Decimal(80) && item->number < Decimal(130); });
    if (!all || items.size() < 3) continue;
    const std::string asked = table_key + "｜" + std::to_string(column);
    const auto* answer = answers.find("指数", asked);
    if (answer != nullptr && *answer == "增速") continue;
    if (answer != nullptr && *answer == "指数") {
      for (Item* item : items) {
        item->note += (item->note.empty() ? "" : "；") + ("按上年同期=100换算，原印" + item->number.to_string());
        item->number -= Decimal(100);
      }
      continue;
    }
    Question q;
    q.kind = "指数";
    q.asked = asked;
    q.id = question_id(q.kind, q.asked);
    q.place = items.front()->place;
    q.printed = items.front()->printed;
    q.example = items.front()->number.to_string();
    q.proposals = {"指数", "增速"};
    q.text = "这一列的增速都在100上下，是以上年为100的指数，还是增速？";
    ask_once(read, std::move(q));
    dropped.insert(column);
  }
  std::erase_if(kept, [&](const Item& item) { return item.growth && dropped.contains(item.column); });
  std::erase_if(kept, [&](Item& item) { return !index_of_prices_is_known(item, read, answers, table_key); });
  read.items = std::move(kept);
}

void leave_out_sums_of_areas(BlockRead& read) {
  std::map<std::pair<int, std::string>, std::set<std::string>> areas;  // of the rows of a column
  for (const auto& item : read.items)
    if (!item.total && !item.whole_area) areas[{item.column, item.name}].insert(item.area);
  const auto gone = std::erase_if(read.items, [&](const Item& item) {
    if (!item.total) return false;
    const auto& rows = areas[{item.column, item.name}];
    return rows.size() > 1 && (!item.placed || rows.contains(item.area));
  });
  if (gone > 0) read.notes.push_back("“合计”没有说是哪个地区的，只用来核对各行，没有当作数收下");
}

std::vector<NotRead> check_sums(const BlockRead& read) {
  std::vector<NotRead> out;
  // 合计 and 全区 over the areas of one column.
  std::map<std::tuple<int, std::string, calendar::Period, std::string>, std::vector<const Item*>> groups;
  std::map<std::tuple<int, std::string, calendar::Period>, std::map<std::string, const Item*>> by_name;
  for (const auto& item : read.items) {
    if (!additive(item)) continue;
    groups[{item.column, item.name, item.when.period, item.unit}].push_back(&item);
    if (!item.total) by_name[{item.column, item.area, item.when.period}].emplace(item.name, &item);
  }
  for (const auto& [key, items] : groups) {
    const Item* whole = nullptr;
    int wholes = 0;
    Sum sum;
    for (const Item* item : items) {
      if (item->total || item->whole_area) {
        whole = item;
        ++wholes;
      } else if (!item->part) {
        sum.add(*item);
      }
    }
    if (wholes != 1 || sum.parts < 2) continue;
    const Decimal slack = sum.slack + Decimal::scaled(5, -whole->number.decimals() - 1);
    const bool too_much = sum.total > whole->number + slack;
    const bool too_little = sum.total < whole->number - slack;
    // A table may show some areas of 全市 only; 合计 sums what it shows.
    if (too_much || (too_little && whole->total)) out.push_back(difference(*whole, sum, "各项"));
  }

  static const auto partitions = base::CsvTable::parse(base::builtin_file("codes/partitions.csv"));
  JC_ASSERT(partitions.has_value());
  for (const auto& [key, items] : by_name) {
    for (std::size_t p = 0; p < partitions->size(); ++p) {
      const auto whole = items.find(partitions->at(p, "whole"));
      if (whole == items.end()) continue;
      Sum sum;
      bool all = true;
      std::string_view rest = partitions->at(p, "parts");
      while (!rest.empty()) {
        const auto bar = rest.find('|');
        const std::string part(rest.substr(0, bar));
        rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
        const auto found = items.find(part);
        if (found != items.end()) {
          all = all && found->second->unit == whole->second->unit;
          sum.add(*found->second);
        } else if (partitions->at(p, "may_lack") != part) {
          all = false;
        }
      }
      if (!all || sum.parts < 2) continue;
      const Decimal slack = sum.slack + Decimal::scaled(5, -whole->second->number.decimals() - 1);
      if ((sum.total - whole->second->number).abs() > slack) out.push_back(difference(*whole->second, sum, "各部分"));
    }
  }
  return out;
}

}  // namespace reading::tables
