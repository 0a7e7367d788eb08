#include <algorithm>
#include <chrono>

#include "base/text.hpp"
#include "plan/rule.hpp"
#include "plan/rule_words.hpp"

namespace plan::rules {
namespace {

constexpr calendar::Date last_of_all{std::chrono::year(9999), std::chrono::December, std::chrono::day(31)};

std::vector<int> starts_of_paragraphs(const std::u32string& text) {
  std::vector<int> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'\n') starts.push_back(static_cast<int>(i) + 1);
  }
  return starts;
}

// The first whole date of the first lines: the day of the session.
std::optional<calendar::Date> first_date(std::u32string_view text) {
  const std::u32string_view head = text.substr(0, 800);
  const auto number_before = [&](std::size_t end, std::size_t digits) -> std::optional<unsigned> {
    std::size_t start = end;
    while (start > 0 && end - start < digits && head[start - 1] >= U'0' && head[start - 1] <= U'9') --start;
    if (start == end) return std::nullopt;
    unsigned value = 0;
    for (std::size_t i = start; i < end; ++i) value = value * 10 + static_cast<unsigned>(head[i] - U'0');
    return value;
  };
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] != U'年') continue;
    const auto year = number_before(i, 4);
    const std::size_t month_end = head.find(U'月', i);
    if (!year || *year < 1980 || month_end == std::u32string_view::npos || month_end > i + 3) continue;
    const std::size_t day_end = head.find(U'日', month_end);
    if (day_end == std::u32string_view::npos || day_end > month_end + 3) continue;
    const auto month = number_before(month_end, 2);
    const auto day = number_before(day_end, 2);
    if (!month || !day) continue;
    const calendar::Date date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                              std::chrono::day(*day)};
    if (date.ok()) return date;
  }
  return std::nullopt;
}

// A report on part of a year says so in its title or its chapter headings: “2024年上半年…执行情况”.
std::optional<int> months_in(std::u32string_view title) {
  for (const std::u32string_view words : {U"年上半年", U"年1-6月", U"年1—6月"}) {
    if (title.find(words) != std::u32string_view::npos) return 6;
  }
  for (const std::u32string_view words : {U"年前三季度", U"年1-9月", U"年1—9月"}) {
    if (title.find(words) != std::u32string_view::npos) return 9;
  }
  return std::nullopt;
}

// 前三季度全市经济稳中向好, 1—10月经济运行情况: a title of its own tells the months without their year.
std::optional<int> months_in_title(std::u32string_view line, int year) {
  if (const auto months = months_in(line)) return months;
  if (line.find_first_of(U"，。；,;") != std::u32string_view::npos) return std::nullopt;  // a sentence
  return months_from_january(base::to_utf8(line), year);
}

std::optional<int> months_reviewed(const reading::Reading& reading) {
  const std::u32string_view text = reading.text;
  const std::size_t front = reading.outline.empty()
                                ? text.find(U'\n') + 1  // the title alone
                                : static_cast<std::size_t>(std::max(0, reading.outline.front().span.start));
  std::size_t start = 0;
  while (start < std::min(front, text.size())) {
    const std::size_t end = std::min(text.find(U'\n', start), text.size());
    if (end - start <= 60) {
      const auto line = text.substr(start, end - start);
      if (const auto months = start == 0 ? months_in_title(line, reading.report_year) : months_in(line)) return months;
    }
    start = end + 1;
  }
  for (const reading::Heading& heading : reading.outline) {
    if (const auto months = months_in(base::u32(heading.title))) return months;
  }
  return std::nullopt;
}

// The year of which a figure is told: the one the report reviews, or where it names none that of the figure alone.
int year_told(const reading::Reading& reading, const Figure& figure) {
  if (reading.report_year != 0) return reading.report_year;
  const auto period = calendar::parse_period(figure.period);
  return period && *period == calendar::Period::year(period->last.year) ? period->last.year : 0;
}

// A speech that opens with 前三季度，……: what it tells next without naming a time is of those months too.
std::optional<int> months_opened_with(const reading::Reading& reading) {
  const auto first = std::ranges::find_if(reading.figures, [&](const Figure& figure) {
    return figure.status == FigureStatus::achieved && !reading.plan_part.contains(figure.span);
  });
  if (first == reading.figures.end()) return std::nullopt;
  const std::string sentence = sentence_before(reading, first->span);
  if (!stands_under_part_of_year(sentence)) return std::nullopt;
  return months_from_january(sentence, year_told(reading, *first));
}

std::optional<Growth> growth_of(const reading::Reading& reading, const Figure& figure) {
  if (!figure.change) return std::nullopt;
  const reading::Change& change = *figure.change;
  Growth growth;
  std::string unit;
  if (figure.kind == Kind::growth && figure.value) {
    growth.pct = *figure.value;
    growth.qualifier = figure.qualifier;
    growth.span = figure.span;
    unit = figure.unit;
    if (figure.value_max) return std::nullopt;
  } else if (figure.kind != Kind::growth && figure.kind != Kind::difference && change.value) {
    growth.pct = *change.value;
    growth.qualifier = change.qualifier.value_or(Qualifier::exact);
    growth.span = change.span.empty() ? figure.span : change.span;
    unit = change.unit;
  } else {
    return std::nullopt;
  }
  if (unit != "%" && unit != "％") return std::nullopt;
  if (change.direction == ChangeDirection::none) return std::nullopt;
  if (change.direction == ChangeDirection::down) growth.pct = -growth.pct;
  growth.basis = change.basis.empty() ? "yoy" : change.basis;
  growth.excluding = change.excluding;
  if (has_any(words_of(reading, growth.span), {"年均", "平均", "翻"})) return std::nullopt;
  return growth;
}

// What stands right around a rate: the words since the last comma, its own, and a bracket after it.
std::string words_around(const reading::Reading& reading, Span span) {
  std::string words = clause_before(reading, span) + words_of(reading, span);
  const std::string after = words_of(reading, {span.end, span.end + 14});
  if (after.starts_with("（") || after.starts_with("(")) words += after;
  return words;
}

bool names_only_a_basis(std::string_view name) {
  return name.empty() || name == "可比" || has_any(name, {"口径", "因素"});
}

// 还原留抵退税因素后增长5.2%, 可比增长4.6%, 按自然口径下降1.3%: the rate belongs to the amount right before it, and the
// words say on which basis. 按可比价格计算 is how growth at constant prices is always given and is no adjustment.
std::optional<Figure> settle(const reading::Reading& reading, const Figure& figure, const Figure* before) {
  if (!figure.change || figure.kind == Kind::difference || figure.kind == Kind::rank) return std::nullopt;
  const Span span = figure.kind == Kind::growth || figure.change->span.empty() ? figure.span : figure.change->span;
  const std::string words = words_around(reading, span);
  Figure settled = figure;
  const bool at_constant_prices = has_any(words, {"可比价", "不变价"});
  if (at_constant_prices) {
    settled.change->basis = "yoy";
  } else if (figure.kind == Kind::growth && has_any(words, {"还原", "剔除", "扣除", "可比", "同口径"}) &&
             !has(words, "自然口径")) {
    settled.change->basis = "comparable";
  } else if (has_any(words, {"（可比", "(可比", "（同口径", "(同口径", "（剔除", "(剔除", "（扣除", "(扣除"}) &&
             !has_any(words, {"增长率"})) {
    const std::string after = words_of(reading, {span.end, span.end + 14});
    if (!has_any(after, {"增长", "下降"})) settled.change->basis = "comparable";
  }
  for (const std::string_view cut : {"按不变价", "按可比价", "在还原", "在剔除", "在扣除", "按可比口径", "按同口径"}) {
    const auto at = settled.indicator.find(cut);
    if (at != std::string::npos && at > 0) settled.indicator.resize(at);
  }
  if (figure.kind == Kind::growth && before != nullptr && names_only_a_basis(settled.indicator) &&
      sentence_at(reading, before->span) == sentence_at(reading, figure.span)) {
    settled.indicator = before->indicator;
  }
  if (settled.indicator == figure.indicator && settled.change->basis == figure.change->basis) return std::nullopt;
  return settled;
}

// 比上年同期提高1.5个百分点 compares with another time and tells of this one.
std::string without_comparison(std::string words) {
  for (const std::string_view base : {"比上年同期", "较上年同期", "比去年同期", "较去年同期"})
    for (auto at = words.find(base); at != std::string::npos; at = words.find(base)) words.erase(at, base.size());
  return words;
}

// Of which larger area a figure is told: by the words of its clause, by its subject, or by going on from the figure
// before it (全国……增长5.2%，第三产业增加值增长5.4%) until the own area is named again.
std::string place_told(const reading::Reading& reading, const Figure& figure, const std::string& area,
                       const std::vector<Statement>& before) {
  for (const std::string_view place : {"全国", "全省", "全自治区", "全市"}) {
    if (figure.subject == place && speaks_of_other_area(place, area)) return std::string(place);
  }
  const std::string clause = clause_before(reading, figure.span);
  if (const std::string place = place_opening(clause); !place.empty() && speaks_of_other_area(place, area))
    return place;
  // 从全国看，……；……。从我市看，……: until the full stop, or until another place is looked at.
  if (const auto place = place_looked_at(reading, figure.span))
    return speaks_of_other_area(*place, area) ? *place : std::string();
  if (before.empty() || before.back().place.empty() || before.back().indicator == nullptr || !figure.subject.empty())
    return {};
  const Span last = before.back().figure->span;
  if (sentence_at(reading, last) != sentence_at(reading, figure.span) || last.end > figure.span.start) return {};
  const std::string between = words_of(reading, {last.end, figure.span.start});
  const bool home = has_any(between, {"我市", "我省", "我县", "我区", "我州", "全县", "全区", "全州", "全旗", "本市",
                                      "本县", "本区", "全市", "全省"}) ||
                    (!area.empty() && has(between, area));
  return home || has(between, "、") ? std::string() : before.back().place;
}

// `home`: the area of the known figures, for a text that does not say whose it is.
Document make_document(const reading::Reading& reading, std::string label, const facts::NamesTable& names,
                       const std::string& home) {
  const std::string& area = reading.area.empty() ? home : reading.area;
  Document document;
  document.reading = &reading;
  document.label = std::move(label);
  document.paragraph_starts = starts_of_paragraphs(reading.text);
  document.made = first_date(reading.text);
  std::optional<int> months = months_reviewed(reading);
  const bool goes_on = !months;  // from what its sentences name, and no further than the next that names a time
  if (goes_on) months = months_opened_with(reading);
  const bool opened = months.has_value();
  document.part_year = months.has_value();
  document.statements.reserve(reading.figures.size());
  const std::vector<Span> other_years = spans_of_several_years(reading);
  std::map<std::string, std::pair<std::string, const facts::Indicator*>, std::less<>> met;
  for (const Figure& as_read : reading.figures) {
    Statement statement;
    const Figure* before = document.statements.empty() ? nullptr : document.statements.back().figure;
    if (auto settled = settle(reading, as_read, before)) {
      statement.figure = &document.settled.emplace_back(std::move(*settled));
    } else {
      statement.figure = &as_read;
    }
    const Figure& figure = *statement.figure;
    auto at = met.find(figure.indicator);
    if (at == met.end()) {
      std::string name = meeting_name(figure.indicator, names);
      const facts::Indicator* indicator = names.find(name);
      // 全国社会消费品零售总额: the place is no part of the name.
      for (const std::string_view place : {"全国", "全省", "全自治区"}) {
        if (indicator != nullptr || !figure.indicator.starts_with(place)) continue;
        const std::string rest = meeting_name(figure.indicator.substr(place.size()), names);
        if (const auto* of_place = names.find(rest)) indicator = of_place, name = rest;
      }
      // 桐岭县一般公共预算收入, in a text that says nowhere else whose it is.
      if (indicator == nullptr && !area.empty() && figure.indicator.starts_with(area)) {
        const std::string rest = meeting_name(figure.indicator.substr(area.size()), names);
        if (const auto* of_area = names.find(rest)) indicator = of_area, name = rest;
      }
      // 经济增长6%: a growth is named by what grows, and 经济 alone is no line.
      if (indicator == nullptr && figure.kind == Kind::growth) {
        indicator = names.find(name + "增长");
        if (indicator != nullptr) name = indicator->name;
      }
      at = met.emplace(figure.indicator, std::pair(std::move(name), indicator)).first;
    }
    statement.name = at->second.first;
    statement.indicator = at->second.second;
    if (const auto period = calendar::parse_period(figure.period)) statement.period = *period;
    const int year = year_told(reading, figure);
    const std::string sentence = sentence_before(reading, figure.span);
    const bool under_part = stands_under_part_of_year(sentence);
    const std::optional<int> told = under_part ? months_from_january(sentence, year) : std::nullopt;
    if (goes_on && opened && (told || opens_with_whole_year(sentence))) months = told;
    const bool carried = goes_on && months && statement.period == calendar::Period::year(year);
    if (months && statement.period == calendar::Period::year(year)) {
      statement.period = calendar::Period::year_to_date(year, told.value_or(*months));
    }
    statement.in_plan = !reading.plan_part.empty() && reading.plan_part.contains(figure.span);
    statement.growth = growth_of(reading, figure);
    const std::string clause = clause_before(reading, figure.span);
    const bool several =
        speaks_of_several_years(clause) ||
        has_any(without_comparison(words_of(reading, figure.span)), {"年均", "平均每年", "同期", "以来"}) ||
        std::ranges::any_of(other_years, [&](Span span) { return span.contains(figure.span); });
    const bool part = carried || ((!months || goes_on) && (speaks_of_part_of_year(clause) || under_part));
    // 9月份 in a note of nine months is that month alone.
    const bool single = months && tells_of_a_single_stretch(reading, figure.span);
    statement.other_time = several || part || single;
    statement.part_year = carried && !several && !single;
    if (part && !several && !single && statement.period == calendar::Period::year(year)) {
      if (const auto of_year = told ? told : months_from_january(sentence, year)) {
        statement.period = calendar::Period::year_to_date(year, *of_year);
        statement.part_year = true;
      }
    }
    statement.place = place_told(reading, figure, area, document.statements);
    statement.other_area = !statement.place.empty() || speaks_of_other_area(clause, reading.area);
    statement.outcome = !statement.in_plan && figure.status == FigureStatus::achieved;
    document.statements.push_back(std::move(statement));
  }
  return document;
}

// A report to the assembly on the year's plan: it has a part that plans, or says in its first lines what it is.
bool reports_on_a_plan(const reading::Reading& reading) {
  constexpr std::size_t kHead = 600, kLongestTitle = 60;
  // A speech, a notice, a press note or a bulletin is none, though it may go on to next year's work.
  const std::u32string_view text = reading.text;
  const std::size_t start = std::min(text.find_first_not_of(U"\r\n \u3000"), text.size());
  const std::u32string_view title = text.substr(start, text.find(U'\n', start) - start);
  const std::string called = base::to_utf8(title);
  if (title.size() <= kLongestTitle && !has(called, "报告") &&
      has_any(called, {"讲话", "发言", "致辞", "通报", "新闻", "发布", "公报", "通稿", "解读", "简报", "快报", "提纲"}))
    return false;
  if (!reading.plan_part.empty()) return true;
  const std::string head = base::to_utf8(std::u32string_view(reading.text).substr(0, kHead));
  return has_any(head, {"计划执行情况", "计划草案", "国民经济和社会发展计划", "政府工作报告"});
}

}  // namespace

Context make_context(const CheckInput& input) {
  JC_ASSERT(input.draft != nullptr && input.names != nullptr);
  Context context;
  context.names = input.names;
  context.tables = &input.tables;
  context.facts = own_facts(*input.draft, input.known, *input.names, last_of_all);
  context.draft = make_document(*input.draft, "本报告", *input.names, context.facts.area);
  context.whole_year = !context.draft.part_year;
  context.plan_report = context.whole_year && reports_on_a_plan(*input.draft);
  context.others.reserve(input.others.size());
  for (const reading::Reading* other : input.others) {
    const bool is_last = input.draft->report_year != 0 && other->plan_year == input.draft->report_year;
    const int year = other->plan_year != 0 ? other->plan_year : other->report_year;
    context.others.push_back(make_document(*other,
                                           is_last     ? (context.whole_year ? "上年报告" : "今年计划")
                                           : year != 0 ? "另一文件（" + std::to_string(year) + "年）"
                                                       : "另一文件",
                                           *input.names, context.facts.area));
    if (is_last && context.last_year == nullptr) context.last_year = &context.others.back();
  }
  context.vintages =
      own_facts(*input.draft, input.vintages.empty() ? input.known : input.vintages, *input.names, last_of_all);
  for (const NamedFact& fact : context.vintages.own) context.facts_by_name.emplace(fact.meeting, &fact);
  for (const Statement& statement : context.draft.statements) {
    if (statement.place.empty() || context.facts_of_place.contains(statement.place)) continue;
    auto& by_name = context.facts_of_place[statement.place];
    for (const NamedFact* fact : figures_of_place(statement.place, context.vintages).figures)
      by_name.emplace(fact->meeting, fact);
  }
  return context;
}

bool may_be_one(const quantity::Interval& a, const quantity::Interval& b) {
  const bool exact = a.lo == a.hi || b.lo == b.hi;
  return exact ? a.overlaps(b) : a.lo < b.hi && b.lo < a.hi;
}

bool Claim::allows(const quantity::Interval& truth) const {
  const bool exact = truth.lo == truth.hi;
  const auto up_to = [&](const Decimal& a, const Decimal& b) { return exact ? a <= b : a < b; };
  return (!lo || up_to(*lo, truth.hi)) && (!hi || up_to(truth.lo, *hi));
}

Claim claim_of(const Decimal& value, Qualifier qualifier, const std::optional<Decimal>& value_max, bool is_rate) {
  const quantity::Interval printed = quantity::rounding_interval(value);
  switch (qualifier) {
    case Qualifier::exact:
      return {printed.lo, printed.hi};
    case Qualifier::about: {
      const Decimal room = is_rate ? Decimal::scaled(5, -1) : value.abs() * Decimal::scaled(5, -2);
      return {printed.lo - room, printed.hi + room};
    }
    case Qualifier::nearly: {
      const Decimal room = is_rate ? Decimal(1) : value.abs() * Decimal::scaled(1, -1);
      return {value - room, printed.hi};
    }
    case Qualifier::over:
    case Qualifier::at_least:
      return {printed.lo, std::nullopt};
    case Qualifier::at_most:
      return {std::nullopt, printed.hi};
    case Qualifier::range:
      return {printed.lo, quantity::rounding_interval(value_max.value_or(value)).hi};
  }
  return {};
}

std::optional<quantity::Interval> interval_in(const Decimal& printed, std::string_view unit, std::string_view in_unit) {
  const quantity::Interval interval = quantity::rounding_interval(printed);
  if (unit == in_unit) return interval;
  const auto lo = quantity::convert(interval.lo, unit, in_unit);
  const auto hi = quantity::convert(interval.hi, unit, in_unit);
  if (!lo || !hi) return std::nullopt;
  return quantity::Interval{*lo, *hi};
}

std::string place_of(const Document& document, Span span) {
  const auto after = std::ranges::upper_bound(document.paragraph_starts, span.start);
  return document.label + "第" + std::to_string(after - document.paragraph_starts.begin()) + "段";
}

Input input_of(const Document& document, const Statement& statement) {
  return input_of(document, document.label + " " + statement.figure->indicator, statement.figure->span);
}

Input input_of(const Document& document, std::string label, Span span) {
  Input input{std::move(label), words_of(*document.reading, span), place_of(document, span), std::nullopt};
  if (document.label == "本报告") input.span = span;
  return input;
}

Input input_of(const facts::Fact& fact) {
  std::string value;
  if (fact.value) value = amount(*fact.value, fact.unit);
  if (fact.growth_pct) {
    if (!value.empty()) value += "，";
    value += (fact.growth_basis.empty() ? "" : fact.growth_basis + " ") + signed_pct(*fact.growth_pct);
  }
  std::string source = facts::shown(fact.source);
  if (fact.published.known_by.ok()) {
    source += (source.empty() ? "" : "，") + calendar::to_chinese(fact.published) + "公布";
  }
  return {fact.area + " " + calendar::to_chinese(fact.period) + " " + fact.indicator, std::move(value),
          std::move(source), std::nullopt};
}

}  // namespace plan::rules
