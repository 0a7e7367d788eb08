// parts-exceed-whole, parts-vs-sum: 其中 lists, and the partitions of codes/partitions.csv.
#include <algorithm>
#include <array>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

using quantity::Interval;

struct Partition {
  std::string whole;
  std::vector<std::string> parts;
  std::vector<std::string> may_lack;
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('|', start), text.size());
    out.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

const std::vector<Partition>& partitions() {
  static const std::vector<Partition> all = [] {
    const auto table = base::CsvTable::parse(base::builtin_file("codes/partitions.csv"), "codes/partitions.csv");
    JC_ASSERT(table.has_value());
    std::vector<Partition> out;
    for (std::size_t row = 0; row < table->size(); ++row) {
      out.push_back({table->at(row, "whole"), split(table->at(row, "parts")), split(table->at(row, "may_lack"))});
    }
    return out;
  }();
  return all;
}

bool is_amount(const Figure& figure) {
  return (figure.kind == Kind::level || figure.kind == Kind::count) && figure.value && !figure.value_max;
}

bool of_known_time(const Statement& statement) { return !statement.other_time || statement.part_year; }

// One level of this time, of the whole area; `period` nothing: of whatever time.
const Statement* level_of(const Context& context, std::string_view name,
                          const std::optional<calendar::Period>& period) {
  const Statement* found = nullptr;
  for (const Statement& statement : context.draft.statements) {
    if (!statement.outcome || statement.name != name || statement.figure->kind != Kind::level ||
        !statement.figure->value || statement.period != period)
      continue;
    if (statement.figure->qualifier != Qualifier::exact || !statement.figure->subject.empty()) continue;
    if (!of_known_time(statement) || statement.other_area) continue;
    if (found != nullptr && found->figure->value != statement.figure->value)
      return nullptr;  // numbers-disagree speaks of it
    if (found == nullptr) found = &statement;
  }
  return found;
}

// The times for which the draft tells of this name, as they come.
std::vector<calendar::Period> times_of(const Context& context, std::string_view name) {
  std::vector<calendar::Period> out;
  for (const Statement& statement : context.draft.statements)
    if (statement.outcome && statement.name == name && statement.period &&
        std::ranges::find(out, *statement.period) == out.end())
      out.push_back(*statement.period);
  return out;
}

void check_partition(const Context& context, const Partition& partition, const calendar::Period& period,
                     CheckResult& out) {
  const Statement* whole = level_of(context, partition.whole, period);
  if (whole == nullptr) return;
  const std::string& unit = whole->figure->unit;
  Interval sum{0, 0};
  std::vector<Input> inputs{input_of(context.draft, *whole)};
  std::vector<Span> spans{whole->figure->span};
  std::string terms;
  bool all_in_report = true;
  std::size_t lacking = 0;
  for (const std::string& part : partition.parts) {
    std::optional<Interval> value;
    std::string shown;
    if (const Statement* statement = level_of(context, part, period)) {
      value = interval_in(*statement->figure->value, statement->figure->unit, unit);
      inputs.push_back(input_of(context.draft, *statement));
      spans.push_back(statement->figure->span);
      shown = amount(*statement->figure->value, statement->figure->unit);
    } else {
      for (const facts::Fact* fact : published_of(context, part, period)) {
        if (!fact->value || value) continue;
        value = interval_in(*fact->value, fact->unit, unit);
        inputs.push_back(input_of(*fact));
        shown = amount(*fact->value, fact->unit);
        all_in_report = false;
      }
    }
    if (!value) {
      if (std::ranges::find(partition.may_lack, part) == partition.may_lack.end()) return;
      ++lacking;
      continue;
    }
    // 税收收入 may be all taxes of the place, of which the budget gets a part: another scope and no part.
    if (value->lo > quantity::rounding_interval(*whole->figure->value).hi) return;
    sum = sum + *value;
    terms += (terms.empty() ? "" : "+") + shown;
  }
  const Interval printed = quantity::rounding_interval(*whole->figure->value);
  if (inputs.size() < 3) return;
  ++out.checked;
  if (sum.overlaps(printed)) {
    out.confirmed.push_back(
        {"parts-vs-sum", std::move(inputs), terms + "=" + amount(*whole->figure->value, unit), spans});
    return;
  }
  // Parts taken from elsewhere, or a part that is not told, explain a difference: only the report's own full list
  // convicts.
  const bool too_much = sum.lo > printed.hi;
  if (!all_in_report || (lacking > 0 && !too_much)) return;
  const int decimals = whole->figure->value->decimals();
  out.findings.push_back({.rule = "parts-vs-sum",
                          .severity = Severity::error,
                          .spans = std::move(spans),
                          .inputs = std::move(inputs),
                          .expected = to_text(sum, decimals) + unit,
                          .found = amount(*whole->figure->value, unit),
                          .say = partition.whole + "写的是" + amount(*whole->figure->value, unit) +
                                 "，各组成部分相加（" + terms + "）是" + to_text(sum, decimals) + unit +
                                 "，对不上，请核对。"});
}

// Words of which a list names each at most once and which exclude one another.
constexpr std::array<std::array<std::string_view, 5>, 9> families = {{
    {"小学", "初中", "高中", "幼儿园", "学前"},
    {"第一产业", "第二产业", "第三产业", "", ""},
    {"出口", "进口", "", "", ""},
    {"城镇", "农村", "乡村", "", ""},
    {"国家级", "省级", "市级", "区级", "县级"},
    {"新建", "续建", "改建", "扩建", ""},
    {"大型", "中型", "小型", "微型", "小微"},
    {"税收收入", "非税收入", "", "", ""},
    {"一等奖", "二等奖", "三等奖", "特等奖", ""},
}};

// Words that between them name all there is of a thing (codes/whole_parts.csv).
struct AllOfIt {
  std::vector<std::string> words;
  std::vector<std::string> spoilt_by;
  bool sure = false;  // nothing can be left over
};
const std::vector<AllOfIt>& all_of_it() {
  static const std::vector<AllOfIt> sets = [] {
    const auto table = base::CsvTable::parse(base::builtin_file("codes/whole_parts.csv"), "codes/whole_parts.csv");
    JC_ASSERT(table.has_value());
    std::vector<AllOfIt> out;
    for (std::size_t row = 0; row < table->size(); ++row)
      out.push_back(
          {split(table->at(row, "words")), split(table->at(row, "spoilt_by")), table->at(row, "sure") == "yes"});
    return out;
  }();
  return sets;
}

// The set of which each name holds one word, and every word is there; null when there is none.
const AllOfIt* whole_made_up_by(const std::vector<std::string>& names) {
  const auto made = std::ranges::find_if(all_of_it(), [&](const AllOfIt& set) {
    if (names.size() != set.words.size()) return false;
    std::vector<std::string> left = set.words;
    for (const std::string& name : names) {
      const auto at = std::ranges::find_if(left, [&](const std::string& word) { return has(name, word); });
      const bool spoilt = std::ranges::any_of(set.spoilt_by, [&](const std::string& word) { return has(name, word); });
      if (at == left.end() || spoilt) return false;
      left.erase(at);
    }
    return true;
  });
  return made == all_of_it().end() ? nullptr : &*made;
}

// Each name holds another word of one such set.
bool of_one_set(const std::vector<std::string>& names) {
  return std::ranges::any_of(all_of_it(), [&](const AllOfIt& set) {
    std::vector<std::string> left = set.words;
    return std::ranges::all_of(names, [&](const std::string& name) {
      const auto at = std::ranges::find_if(left, [&](const std::string& word) { return has(name, word); });
      if (at == left.end()) return false;
      left.erase(at);
      return true;
    });
  });
}

// Things are counted without rounding, in numbers printed in full.
bool is_counted(const Figure& figure) {
  return figure.kind == Kind::count && quantity::parse_unit(figure.unit).scale == Decimal(1) &&
         figure.value->decimals() == 0;
}

bool exclude_one_another(const std::vector<std::string>& names) {
  for (const auto& family : families) {
    std::vector<std::string_view> used;
    const bool all = std::ranges::all_of(names, [&](const std::string& name) {
      for (const std::string_view word : family) {
        if (word.empty() || !has(name, word)) continue;
        if (std::ranges::find(used, word) != used.end()) return false;
        used.push_back(word);
        return true;
      }
      return false;
    });
    if (all) return true;
  }
  return false;
}

std::string_view without_leading_comma(std::string_view text) {
  for (const std::string_view comma : {"，", ",", "：", ":"}) {
    if (text.starts_with(comma)) return text.substr(comma.size());
  }
  return text;
}

// What 其中 introduces may be an effect of the whole and no part of it.
bool tells_of_an_effect(std::string_view words) {
  return has_any(words, {"带动", "创造", "提供", "惠及", "覆盖", "服务", "解决", "涉及", "撬动", "拉动", "受益", "培训",
                         "发放", "吸引", "促成", "贡献", "以上", "累计", "每"});
}

// 企业达到112家，净增9家，其中……: how many came to those counted before, and no whole of its own.
bool tells_of_an_increase(std::string_view words) {
  return has_any(words, {"净增", "新增", "增加", "净减", "减少", "同比增", "同比减"});
}

// Is `at` only by how much the amount right before it has changed?
bool changes_the_one_before(const Document& draft, std::size_t at) {
  if (at == 0) return false;
  const Figure& change = *draft.statements[at].figure;
  const Figure& stock = *draft.statements[at - 1].figure;
  if (!is_amount(stock) || stock.unit != change.unit || stock.span.end > change.span.start) return false;
  const std::string between = words_of(*draft.reading, {stock.span.end, change.span.start});
  return !has_any(between, {"。", "；", "、", "\n"}) && tells_of_an_increase(between) &&
         !tells_of_an_increase(clause_before(*draft.reading, stock.span));
}

// `opened`: the end of 其中.
void check_list(const Context& context, std::size_t whole_at, int opened, std::size_t first, std::size_t last,
                CheckResult& out) {
  const Document& draft = context.draft;
  const Statement& whole = draft.statements[whole_at];
  const Figure& w = *whole.figure;
  const Claim most = claim_of(*w.value, w.qualifier, w.value_max, false);
  if (!most.hi) return;
  Interval sum{0, 0};
  Decimal plain_sum = 0;
  bool all_exact = true;
  std::vector<std::string> names;
  std::vector<Input> inputs{input_of(draft, whole)};
  std::vector<Span> spans{w.span};
  int previous_end = 0;
  for (std::size_t i = first; i < last; ++i) {
    const Statement& part = draft.statements[i];
    const Figure& p = *part.figure;
    if (!is_amount(p) || p.from_value) continue;
    const bool money = quantity::parse_unit(w.unit).base == "元";
    if (money ? !quantity::same_dimension(p.unit, w.unit)
              : quantity::parse_unit(p.unit).base != quantity::parse_unit(w.unit).base)
      continue;
    if (w.unit.empty() || tells_of_an_effect(clause_before(*draft.reading, p.span))) return;
    const std::string between = words_of(*draft.reading, {previous_end == 0 ? opened : previous_end, p.span.start});
    // After a comma a new matter begins, unless it names the sibling of what came before.
    if (previous_end == 0 ? has_any(without_leading_comma(between), {"，", ",", "；"})
                          : has_any(between, {"，", ",", "；"})) {
      if (names.empty()) return;
      std::vector<std::string> with_this = names;
      with_this.push_back(between);
      if (!exclude_one_another(with_this) && !of_one_set(with_this)) break;
    }
    auto value = interval_in(*p.value, p.unit, w.unit);
    if (value && is_counted(p) && p.unit == w.unit) value = Interval{*p.value, *p.value};
    if (!value || p.span.start < previous_end) continue;
    ++out.checked;
    names.push_back(between);
    previous_end = p.span.end;
    inputs.push_back(input_of(draft, part));
    spans.push_back(p.span);
    all_exact = all_exact && p.qualifier == Qualifier::exact;
    sum = sum + *value;
    plain_sum += quantity::convert(*p.value, p.unit, w.unit).value_or(Decimal(0));
    const bool at_least_that =
        p.qualifier != Qualifier::nearly && p.qualifier != Qualifier::at_most && p.qualifier != Qualifier::about;
    if (at_least_that && value->lo > *most.hi) {
      out.findings.push_back(
          {.rule = "parts-exceed-whole",
           .severity = p.confidence >= 0.5 && w.confidence >= 0.5 ? Severity::error : Severity::warning,
           .spans = {w.span, p.span},
           .inputs = {input_of(draft, whole), input_of(draft, part)},
           .expected = "不超过" + amount(*w.value, w.unit),
           .found = amount(*p.value, p.unit),
           .say = w.indicator + "一共" + amount(*w.value, w.unit) + "，其中的" + p.indicator + "却有" +
                  amount(*p.value, p.unit) + "，部分大于整体，请核对。"});
      return;
    }
  }
  const AllOfIt* all = whole_made_up_by(names);
  if (names.size() < 2 || (all == nullptr && !exclude_one_another(names))) return;
  const bool said = std::ranges::any_of(out.findings, [&](const Finding& f) {
    return f.rule == "parts-vs-sum" && std::ranges::find(f.spans, w.span) != f.spans.end();
  });
  if (said) return;
  if (sum.lo <= *most.hi) {
    const bool whole_told = w.qualifier == Qualifier::exact && all_exact && all != nullptr;
    const Interval printed = is_counted(w) ? Interval{*w.value, *w.value} : quantity::rounding_interval(*w.value);
    if (!whole_told || sum.overlaps(printed)) {
      const bool confirmed = std::ranges::any_of(out.confirmed, [&](const Confirmed& c) {
        return c.rule == "parts-vs-sum" && std::ranges::find(c.spans, w.span) != c.spans.end();
      });
      if (whole_told && !confirmed)
        out.confirmed.push_back({"parts-vs-sum", std::move(inputs), plain_sum.to_string() + w.unit, std::move(spans)});
      return;
    }
    const std::string total = plain_sum.to_string() + w.unit;
    out.findings.push_back(
        {.rule = "parts-vs-sum",
         .severity = all->sure ? Severity::error : Severity::warning,
         .spans = std::move(spans),
         .inputs = std::move(inputs),
         .expected = total,
         .found = amount(*w.value, w.unit),
         .say = w.indicator + "写的是" + amount(*w.value, w.unit) + "，其中各部分相加是" + total +
                (all->sure ? "，对不上，请核对。" : "，对不上，请核对；如果还有没有列出的部分，请写明。")});
    return;
  }
  const std::string total = plain_sum.to_string() + w.unit;
  out.findings.push_back({.rule = "parts-exceed-whole",
                          .severity = Severity::error,
                          .spans = std::move(spans),
                          .inputs = std::move(inputs),
                          .expected = "合计不超过" + amount(*w.value, w.unit),
                          .found = total,
                          .say = w.indicator + "一共" + amount(*w.value, w.unit) + "，其中各项相加却是" + total +
                                 "，部分之和大于整体，请核对。"});
}

void check_lists(const Context& context, CheckResult& out) {
  const Document& draft = context.draft;
  const std::u32string& text = draft.reading->text;
  for (auto at = text.find(U"其中"); at != std::u32string::npos; at = text.find(U"其中", at + 2)) {
    const int place = static_cast<int>(at);
    const auto after = std::ranges::partition_point(draft.statements,
                                                    [&](const Statement& s) { return s.figure->span.start < place; });
    const std::size_t first = static_cast<std::size_t>(after - draft.statements.begin());
    std::size_t whole = first;
    while (whole > 0) {
      // Its growth, its rank, and how much of the year's plan it is (为年度预算101.6亿元的76.5%) stand in between.
      const Figure& between = *draft.statements[whole - 1].figure;
      const bool beside = between.kind == Kind::growth || between.kind == Kind::rank ||
                          between.kind == Kind::difference || between.kind == Kind::completion ||
                          (whole < first && between.status == FigureStatus::context);
      if (!beside) break;
      --whole;
    }
    if (whole == 0) continue;
    --whole;
    if (changes_the_one_before(draft, whole)) --whole;
    const Figure& w = *draft.statements[whole].figure;
    if (!is_amount(w) || w.span.end > place) continue;
    // Right before 其中, with nothing between but its own growth and a stop.
    const int from = draft.statements[first - 1].figure->span.end;
    const std::string between = words_of(*draft.reading, {from, place});
    if (between.size() > 6 || has(between, "；") || has(between, "\n")) continue;
    // After a full stop 其中 speaks of all that a list has counted (有风险4项、明显落后1项。其中……), not of its last
    // item.
    if (has(between, "。") && whole > 0) {
      const Figure& sibling = *draft.statements[whole - 1].figure;
      if (is_amount(sibling) && sibling.unit == w.unit && sibling.span.end <= w.span.start) {
        const std::string gap = words_of(*draft.reading, {sibling.span.end, w.span.start});
        if (has(gap, "、") && !has_any(gap, {"。", "；", "\n"})) continue;
      }
    }
    // 其中甲……，增长5.4%；乙……: the list goes on behind a semicolon.
    constexpr std::size_t kFarthest = 400;
    const int end = static_cast<int>(std::min({text.find_first_of(U"。！\n", at), text.size(), at + kFarthest}));
    const std::size_t next = text.find(U"其中", at + 2);
    std::size_t last = first;
    while (last < draft.statements.size() && draft.statements[last].figure->span.start < end &&
           static_cast<std::size_t>(draft.statements[last].figure->span.start) < next) {
      ++last;
    }
    check_list(context, whole, place + 2, first, last, out);
  }
}

}  // namespace

void parts_and_whole(const Context& context, CheckResult& out) {
  for (const Partition& partition : partitions())
    for (const calendar::Period& period : times_of(context, partition.whole))
      check_partition(context, partition, period, out);
  check_lists(context, out);
}

}  // namespace plan::rules
