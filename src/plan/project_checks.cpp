#include "plan/project_checks.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "plan/key_projects.hpp"
#include "plan/project_amounts.hpp"
#include "plan/rule.hpp"

namespace plan::projects {

namespace {

constexpr int kSlip = 4;          // 万元 taken for 元, 亿元 for 万元: four places
constexpr int kLikelySlip = 200;  // a plan so many times its project's total was printed in another unit
constexpr std::size_t kVanishedShown = 40;

std::string quoted(const std::string& name) { return "“" + name + "”"; }

const Amount* amount(const Project& p, Money m) { return p.of(m) ? &*p.of(m) : nullptr; }

Finding finding(const std::string& rule, Severity severity, std::vector<Input> inputs, std::string expected,
                std::string found, std::string say) {
  return {rule, severity, {}, std::move(inputs), std::move(expected), std::move(found), std::move(say)};
}

// ---- totals -----------------------------------------------------------------------------------------------------

// The row whose amount, moved by four places, makes the sum agree.
const Project* slipped_row(const ProjectSheet& sheet, const reading::ProjectTotal& total, Money m, const Sum& rows,
                           const quantity::Interval& printed, Decimal& right) {
  const Project* found = nullptr;
  for (const std::size_t i : total.members) {
    const Amount* a = amount(sheet.projects[i], m);
    if (a == nullptr || a->number.is_zero()) continue;
    for (const int shift : {kSlip, -kSlip}) {
      const Decimal moved = in_yuan(*a) * Decimal::scaled(1, shift);
      const quantity::Interval sum{rows.allowed.lo - in_yuan(*a) + moved, rows.allowed.hi - in_yuan(*a) + moved};
      if (!sum.overlaps(printed)) continue;
      if (found != nullptr) return nullptr;  // two rows would do: neither is sure
      found = &sheet.projects[i];
      right = (a->number * Decimal::scaled(1, shift)).reduced();
    }
  }
  return found;
}

void check_total(const ProjectSheet& sheet, const reading::ProjectTotal& total, CheckResult& out) {
  const std::string name = quoted(total.label);
  if (total.count && !total.members.empty()) {
    ++out.checked;
    const int rows = static_cast<int>(total.members.size());
    const Input input{total.label, std::to_string(*total.count) + "个", where(total.place), std::nullopt};
    if (*total.count == rows) {
      out.confirmed.push_back({"project-count", {input}, std::to_string(rows) + "个", {}});
    } else {
      out.findings.push_back(finding(
          "project-count", Severity::error, {input}, std::to_string(rows) + "个", std::to_string(*total.count) + "个",
          name + "写的是" + std::to_string(*total.count) + "个项目，所列项目有" + std::to_string(rows) + "个。"));
    }
  }
  for (std::size_t k = 0; k < reading::kMoneyColumns; ++k) {
    const Money m = static_cast<Money>(k);
    if (!total.money[k].amount || total.members.empty()) continue;
    const Amount& printed = *total.money[k].amount;
    const Sum rows = sum_of(sheet, total.members, m);
    const std::string column = reading::to_chinese(m);
    if (rows.numbers == 0) continue;
    if (rows.mixed || rows.unit.empty() != printed.unit.empty()) {
      out.not_checkable.push_back({"project-total-sum", name + "的" + column + "有的写了单位、有的没写，无法相加", {}});
      continue;
    }
    ++out.checked;
    const quantity::Interval allowed = interval_of(printed);
    if (rows.allowed.overlaps(allowed)) {
      out.confirmed.push_back({"project-total-sum", {input_of(total.label + column, printed)}, words(printed), {}});
      continue;
    }
    Decimal right;
    if (const Project* row = slipped_row(sheet, total, m, rows, allowed, right)) {
      const Amount& a = *amount(*row, m);
      out.findings.push_back(finding("project-unit-slip", Severity::error,
                                     {input_of(row->name + column, a), input_of(total.label + column, printed)},
                                     right.to_string() + a.unit, words(a),
                                     quoted(row->name) + "的" + column + "写作" + words(a) + "，改为" +
                                         right.to_string() + a.unit + "后各项之和才与" + name + words(printed) +
                                         "一致，应是把单位弄错了一万倍。"));
      continue;
    }
    const std::string missing =
        rows.missing > 0 ? "（其中" + std::to_string(rows.missing) + "个项目没有数，未计）" : std::string();
    out.findings.push_back(finding("project-total-sum", rows.missing > 0 ? Severity::warning : Severity::error,
                                   {input_of(total.label + column, printed)}, rows.words(), words(printed),
                                   name + "的" + column + "是" + words(printed) + "，所列" +
                                       std::to_string(rows.numbers) + "个项目相加是" + rows.words() + missing + "。"));
  }
}

// 小计 and 合计 without 小计s for all projects are compared with rows only: rows are what the totals are made of.

// ---- rows -------------------------------------------------------------------------------------------------------

void check_rate(const std::string& name, const std::optional<Amount>& rate, const Amount* done, const Amount* plan,
                CheckResult& out) {
  if (!rate || done == nullptr || plan == nullptr || !comparable(*done, *plan)) return;
  const auto d = interval_of(*done), p = interval_of(*plan);
  if (p.lo <= Decimal(0)) return;
  ++out.checked;
  const auto share = d / p;
  const quantity::Interval allowed{share.lo * Decimal(100), share.hi * Decimal(100)};
  const auto printed = quantity::rounding_interval(rate->number);
  const std::vector<Input> inputs{input_of(name + "完成率", *rate), input_of(name + "累计完成", *done),
                                  input_of(name + "年度计划", *plan)};
  const std::string right =
      (in_yuan(*done) / in_yuan(*plan) * Decimal(100)).rounded(std::max(rate->number.decimals(), 1)).to_string() + "%";
  if (allowed.overlaps(printed)) {
    out.confirmed.push_back({"project-rate", inputs, words(*rate), {}});
    return;
  }
  out.findings.push_back(finding("project-rate", Severity::warning, inputs, right, words(*rate),
                                 quoted(name) + "累计完成" + words(*done) + "、年度计划" + words(*plan) +
                                     "，完成率应为" + right + "，表上是" + words(*rate) + "。"));
}

void check_month(const Project& p, CheckResult& out) {
  const Amount *month = amount(p, Money::month), *done = amount(p, Money::done);
  if (month == nullptr || done == nullptr || !comparable(*month, *done)) return;
  ++out.checked;
  if (interval_of(*month).lo <= interval_of(*done).hi || interval_of(*done).hi.is_negative()) return;
  out.findings.push_back(finding(
      "project-month-over-year", Severity::error,
      {input_of(p.name + "本月完成", *month), input_of(p.name + "累计完成", *done)}, "不大于" + words(*done),
      words(*month), quoted(p.name) + "本月完成" + words(*month) + "，比本年累计完成的" + words(*done) + "还多。"));
}

void check_whole(const Project& p, CheckResult& out) {
  const Amount* total = amount(p, Money::total);
  if (total == nullptr || in_yuan(*total) <= Decimal(0)) return;
  const Decimal most = in_yuan(*total) * Decimal(kLikelySlip);
  for (const Money m : {Money::plan, Money::done, Money::before, Money::since_start, Money::month}) {
    const Amount* a = amount(p, m);
    if (a == nullptr || !comparable(*a, *total) || in_yuan(*a) < most) continue;
    out.findings.push_back(finding("project-unit-slip", Severity::error,
                                   {input_of(p.name + reading::to_chinese(m), *a), input_of(p.name + "总投资", *total)},
                                   "不大于" + words(*total), words(*a),
                                   quoted(p.name) + "的" + reading::to_chinese(m) + words(*a) + "是总投资" +
                                       words(*total) + "的上百倍，单位应有一处写错。"));
    return;
  }
  const Amount* done = amount(p, Money::done);
  const Amount* before = amount(p, Money::before);
  const Amount* since = amount(p, Money::since_start);
  std::vector<Input> inputs;
  quantity::Interval all{0, 0};
  std::string sum;
  if (since != nullptr && comparable(*since, *total)) {
    all = interval_of(*since);
    inputs = {input_of(p.name + "开工以来累计完成", *since)};
    sum = words(*since);
  } else if (done != nullptr && comparable(*done, *total)) {
    all = interval_of(*done);
    inputs = {input_of(p.name + "本年累计完成", *done)};
    sum = words(*done);
    if (before != nullptr && comparable(*before, *total)) {
      all = all + interval_of(*before);
      inputs.push_back(input_of(p.name + "上年底以前累计完成", *before));
      sum = words(*before) + "＋" + sum;
    }
  } else {
    return;
  }
  ++out.checked;
  inputs.push_back(input_of(p.name + "总投资", *total));
  if (all.lo <= interval_of(*total).hi) return;
  out.findings.push_back(
      finding("project-over-total", Severity::warning, inputs, "不大于" + words(*total), sum,
              quoted(p.name) + "累计完成（" + sum + "）超过总投资" + words(*total) + "，请核对，或说明概算是否调整。"));
}

// Told by the cell that is wrong: the first input of the finding.
bool slipped(const Amount& a, const CheckResult& out) {
  const std::string place = where(a.place), printed = words(a);
  return std::ranges::any_of(out.findings, [&](const Finding& f) {
    return f.rule == "project-unit-slip" && f.inputs.front().source == place && f.inputs.front().value == printed;
  });
}

// 小计 and 合计 both point at the same cell.
void keep_first_slip(CheckResult& out) {
  std::set<std::string> seen;
  std::erase_if(out.findings, [&](const Finding& f) {
    return f.rule == "project-unit-slip" &&
           !seen.insert(f.inputs.front().source + "\n" + f.inputs.front().label).second;
  });
}

void check_twice(const ProjectSheet& sheet, CheckResult& out) {
  std::map<std::string, const Project*> seen;
  for (const auto& p : sheet.projects) {
    std::string key;
    for (const char32_t c : base::u32(p.name)) {
      const char32_t half = base::to_half_width(c);
      if (!base::is_space(half)) key += base::to_utf8(std::u32string(1, half));
    }
    const auto [at, fresh] = seen.emplace(key, &p);
    if (fresh) continue;
    const Project& first = *at->second;
    const bool same_builder = first.builder == p.builder;
    out.findings.push_back(
        finding("project-twice", same_builder ? Severity::error : Severity::warning,
                {{first.name, first.number, where(first.place), std::nullopt},
                 {p.name, p.number, where(p.place), std::nullopt}},
                "一个项目一行", "两行",
                quoted(p.name) + "在表上出现两次" +
                    (same_builder ? "，合计会重复计算。" : "，建设单位不同，请核对是不是一个项目。")));
  }
}

// The same money twice: at least one of them told.
void check_pair(const Project& now, const Project& then, const ProjectSheet& sheet, const ProjectSheet& before,
                CheckResult& out) {
  const auto months = calendar::to_chinese(*before.period);
  if (sheet.period->last.year == before.period->last.year) {
    const Amount *a = amount(now, Money::done), *b = amount(then, Money::done);
    if (a != nullptr && b != nullptr && comparable(*a, *b)) {
      ++out.checked;
      if (interval_of(*a).hi < interval_of(*b).lo) {
        out.findings.push_back(finding(
            "project-fell", Severity::error,
            {input_of(now.name + "本年累计完成", *a), input_of(then.name + "（" + months + "）", *b)},
            "不小于" + words(*b), words(*a),
            quoted(now.name) + "本年累计完成" + words(*a) + "，比" + months + "的" + words(*b) + "还少，请核实更正。"));
      }
    }
    const Amount *plan = amount(now, Money::plan), *planned = amount(then, Money::plan);
    if (plan != nullptr && planned != nullptr && comparable(*plan, *planned)) {
      ++out.checked;
      if (!interval_of(*plan).overlaps(interval_of(*planned))) {
        const bool less = in_yuan(*plan) < in_yuan(*planned);
        out.findings.push_back(finding(
            "project-plan-changed", less ? Severity::warning : Severity::note,
            {input_of(now.name + "年度计划", *plan), input_of(then.name + "年度计划（" + months + "）", *planned)},
            words(*planned), words(*plan),
            quoted(now.name) + "的年度计划投资" + months + "是" + words(*planned) + "，现在" +
                (less ? "调减" : "调增") + "为" + words(*plan) + "，请附调整依据。"));
      }
    }
  }
}

// ---- against the report ------------------------------------------------------------------------------------------

std::u32string_view sentence_of(const reading::Reading& report, base::Span span) {
  const std::u32string_view text = report.text;
  std::size_t a = static_cast<std::size_t>(span.start), b = static_cast<std::size_t>(span.end);
  while (a > 0 && text[a - 1] != U'。' && text[a - 1] != U'\n') --a;
  while (b < text.size() && text[b] != U'。' && text[b] != U'\n') ++b;
  return text.substr(a, b - a);
}

// From the beginning of the clause to the number: 其中省级 of 其中省级42个.
std::u32string_view words_before_number(const reading::Reading& report, base::Span span) {
  const std::u32string_view text = report.text;
  std::size_t from = static_cast<std::size_t>(span.start), to = static_cast<std::size_t>(span.end);
  while (from > 0 && std::u32string_view(U"，。；：、\n").find(text[from - 1]) == std::u32string_view::npos) --from;
  while (to > from && (text[to - 1] < U'0' || text[to - 1] > U'9')) --to;
  while (to > from && ((text[to - 1] >= U'0' && text[to - 1] <= U'9') || text[to - 1] == U'.')) --to;
  return text.substr(from, to - from);
}

// 省重点 and 市重点 are other lists than the district's own, unless the sheet says that it is theirs.
bool other_list(std::u32string_view sentence, const reading::Reading& report, const std::string& title) {
  std::u32string own = level_of(report.area);
  for (const char32_t c : base::u32(title))
    if (std::u32string_view(U"国家省市区县州旗").find(c) != std::u32string_view::npos) own += c;
  return of_another_level(sentence, own);
}

bool inside(const reading::Reading& report, base::Span span) {
  return !span.empty() && span.start >= 0 && span.end <= static_cast<int>(report.text.size());
}

void compare_money(const ProjectSheet& sheet, const reading::Reading& report, const reading::Figure& figure, Money m,
                   CheckResult& out) {
  const Sum sum = sum_of(sheet, m);
  const std::string column = reading::to_chinese(m);
  if (sum.numbers == 0) {
    out.not_checkable.push_back({"report-projects-money", "项目表没有" + column + "，无法与报告核对", {figure.span}});
    return;
  }
  if (sum.mixed || sum.unit.empty()) {
    out.not_checkable.push_back(
        {"report-projects-money", "项目表的" + column + "没有写明单位，无法与报告核对", {figure.span}});
    return;
  }
  ++out.checked;
  auto claim = rules::claim_of(*figure.value, figure.qualifier, figure.value_max, false);
  // 39亿元以上 was put above a round number on purpose: 38.6亿元 is not it.
  if (figure.qualifier == reading::Qualifier::over || figure.qualifier == reading::Qualifier::at_least)
    claim.lo = *figure.value;
  const Decimal scale = quantity::parse_unit(figure.unit).scale;
  const quantity::Interval sheet_says{sum.allowed.lo / scale, sum.allowed.hi / scale};
  const std::string in_text = base::to_utf8(base::slice(report.text, figure.span));
  const std::string shown =
      (sum.yuan / scale).rounded(std::max(2, figure.value->decimals())).reduced().to_string() + figure.unit;
  const std::vector<Input> inputs{{"本报告 " + figure.indicator, in_text, "", figure.span},
                                  {"项目表" + column + "相加", shown, where(sheet.place), std::nullopt}};
  if (claim.allows(sheet_says)) {
    out.confirmed.push_back({"report-projects-money", inputs, in_text, {figure.span}});
    return;
  }
  const std::string missing =
      sum.missing > 0 ? "（" + std::to_string(sum.missing) + "个项目没有数，未计）" : std::string();
  out.findings.push_back({"report-projects-money",
                          Severity::warning,
                          {figure.span},
                          inputs,
                          in_text,
                          shown,
                          "报告安排重点项目" + column + in_text + "，项目表所列" + std::to_string(sum.numbers) +
                              "个项目相加是" + shown + missing + "，两者不一致。"});
}

void compare_count(const ProjectSheet& sheet, const reading::Reading& report, const reading::Figure& figure,
                   CheckResult& out) {
  ++out.checked;
  const int rows = static_cast<int>(sheet.projects.size());
  const auto claim = rules::claim_of(*figure.value, figure.qualifier, figure.value_max, false);
  const std::string in_text = base::to_utf8(base::slice(report.text, figure.span));
  const std::vector<Input> inputs{{"本报告 " + figure.indicator, in_text, "", figure.span},
                                  {"项目表所列项目", std::to_string(rows) + "个", where(sheet.place), std::nullopt}};
  if (claim.allows({Decimal(rows), Decimal(rows)})) {
    out.confirmed.push_back({"report-projects-count", inputs, std::to_string(rows) + "个", {figure.span}});
    return;
  }
  out.findings.push_back({"report-projects-count",
                          Severity::warning,
                          {figure.span},
                          inputs,
                          in_text,
                          std::to_string(rows) + "个",
                          "报告安排重点项目" + in_text + "，项目表列了" + std::to_string(rows) + "个。"});
}

void compare_growth(const ProjectSheet& sheet, const reading::Reading& report, const Amount& last_year,
                    CheckResult& out) {
  const Sum plan = sum_of(sheet, Money::plan);
  if (plan.numbers == 0 || plan.mixed || plan.unit.empty() != last_year.unit.empty() ||
      in_yuan(last_year) <= Decimal(0))
    return;
  for (const auto& target : report.targets) {
    if (target.indicator != "固定资产投资" || target.unit != "%" || !target.value || target.op == "<=") continue;
    if (!inside(report, target.span)) continue;
    ++out.checked;
    const Decimal growth = ((plan.yuan / in_yuan(last_year) - Decimal(1)) * Decimal(100)).rounded(1);
    const std::vector<Input> inputs{
        {"本报告 固定资产投资", base::to_utf8(base::slice(report.text, target.span)), "", target.span},
        {"项目表年度计划投资相加", plan.words(), where(sheet.place), std::nullopt},
        input_of("上年12月项目表累计完成相加", last_year)};
    if (growth >= *target.value - Decimal::scaled(1, -1)) {
      out.confirmed.push_back({"report-projects-growth", inputs, growth.to_string() + "%", {target.span}});
    } else {
      out.findings.push_back({"report-projects-growth",
                              Severity::note,
                              {target.span},
                              inputs,
                              "增长" + target.value->to_string() + "%",
                              growth.to_string() + "%",
                              "报告要求固定资产投资增长" + target.value->to_string() + "%，重点项目年度计划投资合计" +
                                  plan.words() + "，比上年重点项目完成的" + words(last_year) +
                                  (growth.is_negative() ? "少" : "只多") + growth.abs().to_string() +
                                  "%，差额要靠重点项目以外的投资来补。"});
    }
    return;
  }
}

}  // namespace

bool of_key_projects(const reading::Reading& report, const base::Span& span, const std::string& sheet_title) {
  if (!inside(report, span)) return false;
  const auto sentence = sentence_of(report, span);
  return names_key_projects(sentence) && !other_list(sentence, report, sheet_title) &&
         !of_another_list(words_before_number(report, span));
}

void check_sheet(const ProjectSheet& sheet, CheckResult& out) {
  for (const auto& total : sheet.totals) check_total(sheet, total, out);
  for (const auto& p : sheet.projects) check_whole(p, out);
  keep_first_slip(out);
  const auto sound = [&](const Amount* a) { return a != nullptr && !slipped(*a, out) ? a : nullptr; };
  for (const auto& total : sheet.totals) {
    const auto& plan = total.money[static_cast<std::size_t>(Money::plan)].amount;
    const auto& done = total.money[static_cast<std::size_t>(Money::done)].amount;
    check_rate(total.label, total.rate, done ? &*done : nullptr, plan ? &*plan : nullptr, out);
  }
  for (const auto& p : sheet.projects) {
    check_rate(p.name, p.rate, sound(amount(p, Money::done)), sound(amount(p, Money::plan)), out);
    check_month(p, out);
  }
  check_twice(sheet, out);
}

void check_against(const ProjectSheet& now, const ProjectSheet& before, CheckResult& out) {
  JC_ASSERT(now.period && before.period);
  std::vector<const Project*> vanished;
  for (const auto& then : before.projects) {
    const Project* found = find_project(now.projects, then.name);
    if (found != nullptr) {
      check_pair(*found, then, now, before, out);
    } else {
      vanished.push_back(&then);
    }
  }
  if (now.period->last.year != before.period->last.year) return;
  out.checked += static_cast<int>(before.projects.size());
  for (std::size_t i = 0; i < vanished.size() && i < kVanishedShown; ++i) {
    const Project& p = *vanished[i];
    out.findings.push_back(finding("project-vanished", Severity::warning,
                                   {{p.name, p.number, where(p.place), std::nullopt}}, "列在表上", "没有",
                                   quoted(p.name) + "在" + calendar::to_chinese(*before.period) +
                                       "的表上，这次没有了，请说明是调出、更名还是漏列。"));
  }
}

void check_report(const ProjectSheet& sheet, const reading::Reading& report,
                  const std::optional<Amount>& last_year_done, CheckResult& out) {
  bool counted = false;
  for (const auto& figure : report.figures) {
    const bool planned =
        figure.status == reading::FigureStatus::target || figure.status == reading::FigureStatus::planned;
    if (!planned || !figure.value || figure.change || figure.confidence < 0.5 || !inside(report, figure.span)) continue;
    const auto sentence = sentence_of(report, figure.span);
    if (!names_key_projects(sentence) || other_list(sentence, report, sheet.title)) continue;
    if (of_another_list(words_before_number(report, figure.span))) continue;
    const std::u32string name = base::u32(figure.indicator);
    const bool money = quantity::parse_unit(figure.unit).base == "元";
    if (!counted && (figure.unit == "个" || figure.unit == "项") && names_key_projects(name) &&
        !of_another_list(name)) {
      counted = true;
      compare_count(sheet, report, figure, out);
    } else if (money && name.find(U"年度") != std::u32string::npos && name.find(U"投资") != std::u32string::npos) {
      compare_money(sheet, report, figure, Money::plan, out);
    } else if (money && name.find(U"总投资") != std::u32string::npos) {
      compare_money(sheet, report, figure, Money::total, out);
    }
  }
  if (last_year_done) compare_growth(sheet, report, *last_year_done, out);
}

}  // namespace plan::projects
