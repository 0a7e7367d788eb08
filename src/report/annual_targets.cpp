#include <algorithm>
#include <cmath>

#include "base/fixed.hpp"
#include "plan/verdict_words.hpp"
#include "report/annual_parts.hpp"

// The targets: how the year's were met, and what may be aimed at next.
namespace report::annual {
namespace {

std::string outcome_words(AnnualOutcome outcome, bool year_is_over) {
  switch (outcome) {
    case AnnualOutcome::met:
      return "达到";
    case AnnualOutcome::missed:
      return "未达到";
    case AnnualOutcome::not_yet:
      return year_is_over ? "手头没有全年数" : "全年数未公布";
    case AnnualOutcome::undecided:
      return "按公布的小数位数分不出";
    case AnnualOutcome::awaiting_value:
      return "目标值待下达";
    case AnnualOutcome::no_data:
      break;
  }
  return "手头没有公布数";
}

std::string count(std::size_t n) { return std::to_string(n) + "项"; }

std::size_t how_many(const Writer& w, AnnualOutcome outcome) {
  return static_cast<std::size_t>(
      std::ranges::count_if(w.digest.headline, [&](const auto* s) { return outcome_of(*s) == outcome; }));
}

const plan::NextTarget* next_of(const Writer& w, const plan::TargetStatus& status) {
  const auto& table = facts::NamesTable::in_force();
  for (const auto& t : w.input.next.targets)
    if (plan::meeting_name(t.indicator, table) == plan::meeting_name(status.target.indicator, table)) return &t;
  return nullptr;
}

// What the year brought and where the next may lie, in one phrase.
std::string ground(const Writer& w, const plan::NextTarget& t, const facts::Indicator* entry) {
  std::string out = std::to_string(w.out.year) + "年" + (t.this_year_published ? "" : "预计") +
                    plan::said_as_outcome(t, t.this_year, entry) + "，";
  if (t.own_changes == 0) return out + "手头没有往年增速可比，可能性按全国同类指标估算";
  return out + (t.too_wide ? "往年变动大，八成可能的范围过宽，不列"
                           : std::to_string(t.year) + "年八成可能在" +
                                 plan::interval_words(t.lo80, t.hi80, 1, "%", !t.level, entry) + "之间");
}

// The largest of 1, 2, 5 times a power of ten that is not above `most`.
double round_step(double most) {
  const double power = std::pow(10, std::floor(std::log10(most) + 1e-9));
  for (const double head : {5.0, 2.0})
    if (head * power <= most * (1 + 1e-9)) return head * power;
  return power;
}

AnnualProposal proposal_of(Writer& w, const plan::TargetStatus& s) {
  AnnualProposal p;
  p.target = s.target.id;
  p.indicator = name_of(s);
  const auto* next = next_of(w, s);
  const std::string aim = aim_in_short(w, s);
  if (next != nullptr) {
    p.mean = next->mean;
    p.lo80 = next->lo80;
    p.hi80 = next->hi80;
    p.this_year = next->this_year;
  }
  const bool growth = s.target.kind == reading::Kind::growth && s.target.value.has_value();
  // Options say how much more may be dared; of a ceiling or a range they would say the wrong thing.
  const bool price = plan::is_price(s.indicator);
  const bool upward = !price && asks_at_least(w, s.target, s.indicator);
  const std::string doubt = w.doubt_at(s.target.span);
  const std::string was =
      std::to_string(w.out.year) + "年目标" + aim + (doubt.empty() ? "" : "（存疑：" + doubt + "）");
  const bool options = next != nullptr && !next->level && next->steady && next->bold;
  if (next != nullptr && upward && !next->level) {
    p.steady = next->steady;
    p.middle = next->middle;
    p.bold = next->bold;
    p.options = plan::options_of(*next);
  }
  if (growth && upward && options) {
    p.kind = "growth";
    p.unit = "%";
    p.low = std::min(*next->steady, *next->bold);
    p.high = std::max(*next->steady, *next->bold);
    p.say = "在" + plan::interval_words(*p.low, *p.high, 1, "%", true, s.indicator) + "之间选定（" +
            plan::options_words(*next, s.indicator) + "；" + ground(w, *next, s.indicator) + "；" + was + "）";
    return p;
  }
  // An amount at current prices grows by its growth; one at constant prices does not.
  const bool constant = s.indicator != nullptr && s.indicator->growth_is_constant_price;
  const bool amount = s.target.kind == reading::Kind::level && s.latest && s.latest->fact.value &&
                      is_of_year(s.latest->fact) && s.latest->fact.unit == s.target.unit;
  if (amount && upward && options && !constant && s.latest->fact.value->to_double() > 0) {
    const double base = s.latest->fact.value->to_double();
    const double least = base * (1 + std::min(*next->steady, *next->bold) / 100);
    const double most = base * (1 + std::max(*next->steady, *next->bold) / 100);
    // Rounding is for the eye and decides nothing: no end moves by more than a tenth of the range, nor by more than a
    // quarter of a point of growth.
    const double step = round_step(std::min((most - least) / 5, base * 0.005));
    const double lower = std::round(least / step) * step, upper = std::round(most / step) * step;
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
    p.kind = "level";
    p.unit = s.target.unit;
    p.low = lower;
    p.high = upper;
    // Each option with its amount and with the chance that it has everywhere else.
    std::string each;
    for (const auto& o : plan::options_of(*next))
      each += (each.empty() ? "" : "、") + o.name +
              base::fixed(std::round(base * (1 + o.growth / 100) / step) * step, decimals) + p.unit + "（" +
              (o.growth == 0 ? std::string("不下降") : plan::growth_words(o.growth, 1, s.indicator)) + "，可能性" +
              plan::chance_words(o.chance) + "）";
    p.say = "在" + base::fixed(lower, decimals) + p.unit + "至" + base::fixed(upper, decimals) + p.unit + "之间选定（" +
            each + "；按增速折算取整；" + ground(w, *next, s.indicator) + "；" + was + "）";
    return p;
  }
  p.kind = "kept";
  std::string result;
  if (s.latest && (s.latest->fact.value || s.latest->fact.growth_pct)) {
    Sources unused;
    result = "，" + latest_line(w.said(s), unused).plain();
  }
  if (s.verdict == plan::Verdict::awaiting_value) {
    p.say = "待上级下达，未下达前沿用“" + aim + "”" + (doubt.empty() ? "" : "（存疑：" + doubt + "）");
  } else {
    const std::string doubted = doubt.empty() ? "" : "；" + std::to_string(w.out.year) + "年目标存疑：" + doubt;
    p.say = "沿用“" + aim + "”，是否调整由人研究确定（" + std::to_string(w.out.year) + "年目标" +
            outcome_words(outcome_of(s), w.year_is_over()) + result + doubted + "）";
    if (next != nullptr) {
      p.say.resize(p.say.size() - std::string_view("）").size());
      p.say += "；" + ground(w, *next, s.indicator);
      if (upward && growth)
        p.say += "；沿用的可能性" + plan::chance_words(plan::chance_of(*next, s.target.value->to_double()));
      if (upward && !next->no_options.empty()) p.say += "；" + next->no_options;
      p.say += "）";
    }
  }
  return p;
}

}  // namespace

std::string proposal_in_short(Writer& w, const plan::TargetStatus& status, const std::string& old) {
  const auto had = std::ranges::find(w.out.proposals, status.target.id, &AnnualProposal::target);
  const AnnualProposal p = had != w.out.proposals.end() ? *had : proposal_of(w, status);
  if (p.kind == "kept" || !p.low || !p.high) return "建议沿用" + old;
  const auto end = [&](double value) { return base::fixed(value, p.kind == "level" ? 0 : 1); };
  return "建议" + end(*p.low) + (*p.low == *p.high ? "" : "～" + end(*p.high));
}

namespace {

// 受……委托，现将……提请大会审议: last year's words to the assembly, before the first heading.
std::u32string_view old_address(const Writer& w) {
  const auto& text = w.old_text;
  std::size_t end = text.size();
  for (const auto& h : w.reading.outline) end = std::min(end, static_cast<std::size_t>(std::max(0, h.span.start)));
  if (w.reading.outline.empty()) return {};
  for (std::size_t start = 0; start < end;) {
    const std::size_t line_end = std::min(text.find(U'\n', start), end);
    const auto line = base::trim(std::u32string_view(text).substr(start, line_end - start));
    const bool addresses = line.find(U"审议") != std::u32string_view::npos && line.ends_with(U'。');
    if (addresses) return line;
    start = line_end + 1;
  }
  return {};
}

}  // namespace

void opening(Writer& w) {
  const std::string y = std::to_string(w.out.year), n = std::to_string(w.out.next_year);
  w.out.title =
      "关于" + w.out.area + y + "年国民经济和社会发展计划执行情况与" + n + "年国民经济和社会发展计划草案的报告";
  w.paragraph(Role::title, balanced_title({"关于" + w.out.area, y + "年国民经济和社会发展计划",
                                           "执行情况与" + n + "年国民经济", "和社会发展计划草案的报告"}));
  w.begin(Role::subtitle);
  AnnualBlank meeting;
  meeting.what = "会议名称和日期";
  meeting.why = "会议由人大确定";
  meeting.holder = "人大常委会办事机构";
  put_blanks(w, {{meeting, false}});
  w.paragraph(Role::subtitle, w.digest.office);
  w.paragraph(Role::note, "（草稿，数据截至" + w.digest.asof +
                              "。标题沿用上年，年份加一；〔〕内是上年报告的原话，年份、届次没有改，须按当年情况核实改写"
                              "；【待填】由人补充，【待改】与当年公布数不符，“存疑”是上年报告核对出的问题，【建议】供"
                              "研究；数字后的编号是来源，列于文末。）");
  w.paragraph(Role::body, "各位代表：");
  if (const std::u32string_view address = old_address(w); !address.empty()) {
    w.begin(Role::body);
    carry(w, address);
    return;
  }
  w.paragraph(Role::body,
              "现将" + y + "年国民经济和社会发展计划执行情况与" + n + "年国民经济和社会发展计划草案提请审议。");
}

void overall(Writer& w) {
  const std::size_t met = how_many(w, AnnualOutcome::met), missed = how_many(w, AnnualOutcome::missed),
                    not_yet = how_many(w, AnnualOutcome::not_yet), undecided = how_many(w, AnnualOutcome::undecided),
                    awaiting = how_many(w, AnnualOutcome::awaiting_value), none = how_many(w, AnnualOutcome::no_data);
  const auto total = w.digest.headline.size();
  w.begin(Role::body);
  if (total == 0) {
    w.words("计划报告没有列出主要预期目标，各项任务中的目标随任务说明。");
    return;
  }
  w.words(std::to_string(w.out.year) + "年计划提出主要预期目标" + count(total) + "。按截至" + w.digest.asof +
          "手头的公布数据");
  for (const auto& [n, words] : {std::pair{met, "达到目标的"}, std::pair{missed, "未达到目标的"},
                                 std::pair{not_yet, w.year_is_over() ? "手头没有全年数的" : "全年数尚未公布的"},
                                 std::pair{undecided, "按公布的小数位数分不出是否达到的"},
                                 std::pair{awaiting, "目标值待上级下达的"}, std::pair{none, "手头没有公布数的"}})
    if (n > 0) w.words("，" + std::string(words) + count(n));
  w.words("。具体情况如下。");

  AnnualTable table;
  table.about = "targets";
  table.table.header = {"指标", "年度目标", "公布数", "结果"};
  table.table.widths = {28, 26, 34, 14};
  for (const auto* s : w.digest.headline) {
    std::string told;
    if (s->latest) {
      const auto& fact = s->latest->recorded();
      const auto said = w.said(fact);
      if (fact.value) w.figure_in_table(fact, false, said.value->to_string() + said.unit);
      if (fact.growth_pct) w.figure_in_table(fact, true, plan::growth_words(*fact.growth_pct, s->indicator));
      told = latest_line(w.said(*s), w.sources).with_marks();
    }
    const std::string doubt = w.doubt_at(s->target.span);
    table.table.rows.push_back({name_of(*s), aim_in_short(w, *s) + (doubt.empty() ? "" : "（存疑：" + doubt + "）"),
                                told.empty() ? "待填" : told, outcome_words(outcome_of(*s), w.year_is_over())});
    table.refs.push_back(s->target.id);
  }
  w.table(std::move(table));
}

void next_targets(Writer& w, const OldSection& section) {
  if (section.targets.empty()) return;
  w.paragraph(Role::body, "综合" + std::to_string(w.out.year) + "年完成情况和历年变化，" +
                              std::to_string(w.out.next_year) +
                              "年经济社会发展主要预期目标建议如下（建议数由测算得出，供研究，最终由政府确定）：");
  for (const auto* s : section.targets) {
    w.begin(Role::body);
    const bool price = plan::is_price(s->indicator);
    w.words("——" + name_of(*s) + (price ? "涨幅" : ""));
    w.proposal(proposal_of(w, *s));
    w.words(s == section.targets.back() ? "。" : "；");
  }
}

void list_of_blanks(Writer& w) {
  if (w.out.blanks.empty()) return;
  std::vector<const AnnualBlank*> all;
  for (const auto& b : w.out.blanks) all.push_back(&b);
  std::ranges::stable_sort(all, {}, [](const auto* b) { return b->holder.empty() ? std::string("\xff") : b->holder; });
  AnnualTable table;
  table.about = "blanks";
  table.table.header = {"序号", "由谁提供", "待填事项", std::to_string(w.out.year) + "年计划",
                        std::to_string(w.out.year - 1) + "年（上年报告）"};
  table.table.widths = {8, 22, 42, 16, 18};
  int n = 0;
  for (const auto* b : all) {
    table.table.rows.push_back({std::to_string(++n), b->holder.empty() ? "待定" : b->holder, b->what, b->planned,
                                b->last_year + (b->doubt.empty() ? "" : "（存疑：" + b->doubt + "）")});
    table.refs.push_back(b->id);
  }
  w.page_break_before_next();
  w.paragraph(Role::heading1, w.next_annex() + "：待填事项（" + std::to_string(n) + "项）");
  w.table(std::move(table));
}

}  // namespace report::annual
