#include <algorithm>
#include <array>

#include "plan/cause.hpp"
#include "plan/orders_offices.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"
#include "report/digest.hpp"
#include "report/documents.hpp"
#include "report/page_room.hpp"
#include "report/status_words.hpp"

// 风险与原因.docx: one page, whatever was found. What does not fit is counted, ranked last and found in the table.
namespace report {
namespace {

using document::Draft;
using document::DraftParagraph;
using document::DraftTable;
using plan::TargetStatus;
using Role = DraftParagraph::Role;

// What the page may take: a line is kept in hand for fonts that run wider than we count.
constexpr double room = page_points - 22;

class Page {
 public:
  void add(DraftParagraph p) {
    used_ += points_of(p);
    draft_.blocks.emplace_back(std::move(p));
  }
  void add(DraftTable t) {
    used_ += points_of(t);
    draft_.blocks.emplace_back(std::move(t));
  }
  double left() const { return room - used_; }
  Draft take() { return std::move(draft_); }
  std::size_t shown = 0;  // risky targets in the table

 private:
  Draft draft_;
  double used_ = 0;
};

std::string summary(const RunFindings& run, const Digest& d) {
  std::string out = "计划报告共有目标" + std::to_string(run.targets.size()) + "项。";
  if (d.judged == 0)
    return out + (run.known.empty() ? "尚未给出已公布数据，无法判断完成情况。"
                                    : "已公布数据中没有能对上的本年数据，无法判断完成情况。");
  out += "能够判断" + std::to_string(d.judged) + "项：" + verdict_counts(d.count) + "。";
  if (d.risky.empty()) return out + "没有发现可能完不成的目标。";
  return out;
}

// The growth that would do: what is asked for, or what a promised amount is above the whole year before.
std::optional<base::Decimal> growth_asked(const RunFindings& run, const TargetStatus& s) {
  const auto& target = s.target;
  if (!target.value || !s.latest) return std::nullopt;
  if (target.kind == reading::Kind::growth) return target.value;
  const auto& latest = s.latest->recorded();
  const auto before = calendar::Period::year(latest.period.last.year - 1);
  for (const auto& fact : run.known) {
    const bool same = fact.indicator == latest.indicator && fact.area == latest.area && fact.scope == latest.scope;
    if (!same || fact.period != before || !fact.value || fact.value->is_zero()) continue;
    const auto asked = quantity::convert(*target.value, target.unit, fact.unit);
    if (asked) return (*asked / *fact.value - base::Decimal(1)) * base::Decimal(100);
  }
  return std::nullopt;
}

// “已完成76.3%（推算），慢于上年同期76.5%”. By the months of the calendar only where the year before does not tell how
// this one runs: what always comes late in the year is not late for that.
std::string behind_pace(const TargetStatus& s) {
  if (!s.latest || !s.attained_share) return {};
  const std::string done = "已完成" + plan::as_percent(*s.attained_share) + "（推算），慢于";
  if (s.seasonal_pace)
    return *s.attained_share < s.seasonal_pace->lo ? done + "上年同期" + seasonal_words(*s.seasonal_pace)
                                                   : std::string();
  if (!s.linear_pace || *s.attained_share >= *s.linear_pace) return {};
  return done + std::to_string(s.latest->fact.period.last.month) + "月末时序" + plan::as_percent(*s.linear_pace);
}

// The reason, told from the numbers and short enough for a narrow column: behind the target, behind the pace, else how
// little room the forecast leaves; and what the rest of the year would need.
std::string reason(const RunFindings& run, const TargetStatus& s, const base::Decimal& tolerance, int most) {
  std::vector<std::string> parts;
  const auto& target = s.target;
  const bool at_least = target.op == "=" || target.op == "≈" || target.op == ">=" || target.op == ">";
  if (s.latest && s.latest->fact.growth_pct && target.value && at_least && target.kind == reading::Kind::growth) {
    const auto gap = *target.value - *s.latest->fact.growth_pct;
    if (gap > base::Decimal(0)) {
      std::string part = "最新增速比目标" + target.value->to_string() + "%低" + gap.reduced().to_string() + "个百分点";
      const auto below_line = gap - tolerance;
      if (target.op == "≈" && below_line > base::Decimal(0)) {
        part += "，比“左右”的下限" + (*target.value - tolerance).reduced().to_string() + "%低" +
                below_line.reduced().to_string() + "个百分点";
      }
      parts.push_back(std::move(part));
    }
  }
  // Short of the growth asked for and behind last year's season is one thing said twice.
  if (const auto slow = parts.empty() || !s.seasonal_pace ? behind_pace(s) : std::string(); !slow.empty())
    parts.push_back(slow);
  const auto asked = at_least ? growth_asked(run, s) : std::nullopt;
  const auto cause = asked ? plan::cause_of(s, *asked, *run.reading, run.known, run.targets) : plan::CauseFound();
  if (cause.state == plan::CauseState::explained) parts.push_back(plan::cause_words(cause));
  if (parts.empty() && at_least && s.forecast && target.value)
    parts.push_back((s.attained_share ? "进度不慢，但预计全年" : "预计全年") + forecast_value(s, s.forecast->mean) +
                    (s.forecast->mean < target.value->to_double()
                         ? "，低于目标"
                         : "，八成可能的下端" + forecast_value(s, s.forecast->lo80) + "够不到目标"));
  if (cause.state != plan::CauseState::explained && cause.state != plan::CauseState::not_asked)
    parts.push_back(plan::cause_words(cause));
  const bool settled = s.verdict == plan::Verdict::missed;
  if (s.latest && s.needed_run_rate && !settled) {
    const auto& unit = s.needed_run_rate_unit;
    parts.push_back(months_left(*s.latest) + (s.latest->fact.period.last.month < 11 ? "月均需" : "需") +
                    run_rate_as_printed(s).to_string() + unit.substr(0, unit.find('/')) + "（推算）");
  }
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : "；") + part;
  return out.empty() ? shortened(s.why, std::min(most, 48)) : shortened(out, most);
}

std::vector<std::string> risk_row(const TargetStatus& s, const Digest& d, const Places& places, Sources& sources,
                                  const RunFindings& run, int most) {
  std::string latest = latest_short(s, sources).in_brackets();
  // The page's title names the year.
  if (!d.year.empty() && latest.starts_with(d.year)) latest = latest.substr(d.year.size());
  const std::string forecast = s.forecast ? forecast_value(s, s.forecast->mean) +
                                                (s.probability ? "\n" + plan::chance_words(*s.probability) : "")
                                          : "全年已定";
  return {shortened(name_of(s), 20) + "\n" + shortened(aim_of(s, places), std::min(20, most / 3)), latest, forecast,
          verdict_label(s.verdict), reason(run, s, run.settings.about_tolerance_pp, most)};
}

// Short reasons leave the other columns the room that makes a row low.
DraftTable risk_table(bool small, bool short_reasons) {
  DraftTable table;
  table.small = small;
  table.header = {"目标", "最新公布数", "全年预计", "判断", "原因"};
  table.widths = short_reasons ? std::vector<double>{24, 24, 17, 14, 27} : std::vector<double>{22, 16, 16, 15, 34};
  return table;
}

// How much is said of the tasks whose day is past: three of them, the longest overdue one, their number.
enum class Late { three, one, number };

// “12项任务的期限早于…：甲；乙；丙；等。没有办完的请催办” cut short; the longest overdue stands first.
std::string late_words(const std::string& words, Late late) {
  const auto names = words.find("：");
  if (late == Late::three || names == std::string::npos) return words;
  const auto next = words.find("；", names);
  if (late == Late::one) return next == std::string::npos ? words : words.substr(0, next) + "等";
  return words.substr(0, names);
}

// Of targets: what no figure tells; of what was given: what was not understood and what waits for an answer. Two
// matters with two remedies, so two paragraphs.
std::vector<std::string> unknowns(const RunFindings& run, const Digest& d, int budget, Late late) {
  std::string targets, material, past;
  if (!d.awaiting.empty())
    targets += "目标值待下达" + std::to_string(d.awaiting.size()) + "项：" + names_of(d.awaiting, budget) + "。";
  if (!d.without_data.empty()) {
    const auto headline =
        std::count_if(d.without_data.begin(), d.without_data.end(), [](const auto* s) { return is_headline(*s); });
    targets += "暂无数据" + std::to_string(d.without_data.size()) + "项" +
               (headline > 0 ? "（其中主要预期目标" + std::to_string(headline) + "项）" : "") + "：" +
               names_of(d.without_data, budget) + "。";
  }
  const auto list = [&](Unread::Kind kind, const std::string& words) {
    const auto found = of_kind(run.unread, kind);
    if (found.empty()) return;
    material += words + std::to_string(found.size()) + "处（" + shortened(file_name(found.front()->file), 20) +
                (found.size() > 1 ? "等" : "") + "）。";
  };
  list(Unread::Kind::unread, "没有读懂的");
  list(Unread::Kind::left_out, "读懂而没有采用的");
  for (const auto* u : of_kind(run.unread, Unread::Kind::past_due)) past += late_words(u->why, late) + "。";
  if (run.questions > 0) material += "待回答的问题" + std::to_string(run.questions) + "个。";
  std::vector<std::string> out;
  if (!targets.empty()) out.push_back("没有数的目标：" + targets);
  if (!material.empty())
    out.push_back(
        (of_kind(run.unread, Unread::Kind::left_out).empty() ? "没有读懂的材料：" : "没有读懂或没有采用的材料：") +
        material);
  if (!past.empty()) out.push_back("逾期任务：" + past);
  if (out.empty()) out.emplace_back("没有待下达、无数据的目标，给出的材料都已读取。");
  return out;
}

// Where an order stands against its day: nobody is pressed for what is in and waits to be verified.
enum class Answer { awaited, overdue, in };

Answer answer_of(const RunFindings& run, const plan::Order& order) {
  bool known = false, overdue = false, open = false;
  for (const auto& life : run.order_register.matters) {
    if (order.number.empty() || life.number != order.number || !life.open()) continue;
    known = true;
    overdue = overdue || plan::deadline_of(life, run.asof) == plan::Deadline::overdue;
    // Reminded: the day that it was given first is past, and nothing came.
    overdue = overdue || life.state == plan::OrderState::reminded;
    open = open || life.state != plan::OrderState::replied;
  }
  if (!known) return order.due && *order.due < run.asof ? Answer::overdue : Answer::awaited;
  return overdue ? Answer::overdue : open ? Answer::awaited : Answer::in;
}

std::vector<std::string> first_steps(const RunFindings& run, const Digest& d) {
  std::vector<std::string> steps;
  // Orders in the order of what they are about.
  std::vector<const plan::Order*> orders;
  for (const auto* status : d.risky)
    for (const auto& order : run.orders)
      for (const auto& matter : order.matters)
        if (matter.target_id == status->target.id && std::find(orders.begin(), orders.end(), &order) == orders.end())
          orders.push_back(&order);
  for (const auto& order : run.orders)
    if (std::find(orders.begin(), orders.end(), &order) == orders.end()) orders.push_back(&order);
  std::string silent, answered, own;
  for (const auto* order : orders) {
    const Answer answer = answer_of(run, *order);
    if (answer == Answer::overdue && plan::is_own_bureau(order->owner, plan::jurisdiction_of(*run.reading))) {
      own = "本局内部办理的：" + shortened(order->about, 40) + "，期限已过，抓紧办理。";
      continue;
    }
    std::string& list = answer == Answer::overdue ? silent : answered;
    if (answer != Answer::awaited && list.find(order->owner) == std::string::npos)
      list += (list.empty() ? "" : "、") + order->owner;
  }
  if (!silent.empty()) steps.push_back("催办没有按期反馈的督办单位：" + silent + "，期限已过，抓紧反馈。");
  if (!own.empty()) steps.push_back(own);
  if (!answered.empty()) steps.push_back("核实已经反馈的：" + answered + "；核实后按销号标准办理。");
  for (const auto* order : orders) {
    if (answer_of(run, *order) != Answer::awaited) continue;
    std::vector<const TargetStatus*> about;
    for (const auto& matter : order->matters)
      for (const auto* status : d.risky)
        if (status->target.id == matter.target_id) about.push_back(status);
    steps.push_back("督办" + order->owner + "：" + (about.empty() ? shortened(order->about, 24) : names_of(about, 24)) +
                    (order->due ? "，" + calendar::to_chinese(*order->due) + "前反馈" : "") + "。");
  }
  if (!d.awaiting.empty())
    steps.push_back("向上级主管部门要来" + names_of(d.awaiting, 24) + "的下达文件，补入目标值。");
  if (!d.without_data.empty()) steps.push_back("补入" + names_of(d.without_data, 24) + "的已公布数据，重新运行。");
  if (steps.empty()) steps.push_back("保持监测，下次数据公布后重新运行。");
  return steps;
}

// How much room each part takes, the generous first: the list of overdue tasks gives way first, then the names and the
// steps, then the length of the reasons, and a target last.
struct Fit {
  Role role;
  std::size_t most_steps;
  Late late;
  int budget;  // characters of names in a list
  int reason;  // characters of a reason
};
constexpr std::array kFits{Fit{Role::body, 4, Late::three, 40, 90},  Fit{Role::note, 3, Late::three, 36, 90},
                           Fit{Role::note, 3, Late::one, 36, 90},    Fit{Role::note, 3, Late::number, 20, 90},
                           Fit{Role::note, 2, Late::number, 12, 60}, Fit{Role::note, 2, Late::number, 12, 40}};
// So many targets are enough for a page; for more of them nothing else is cut.
constexpr std::size_t kEnough = 5;

// Everything on the page, what is unknown and what to do in `role`. The end of the page is set first: it is never
// pushed off.
Page laid_out(const RunFindings& run, const Digest& d, const std::string& title, const Fit& fit) {
  const Role role = fit.role;
  const Places places(*run.reading);
  Sources sources;
  Page page;
  page.add(paragraph(Role::title, title));
  page.add(paragraph(Role::subtitle, "（数据截至" + d.asof + "）"));
  page.add(paragraph(role, summary(run, d)));
  page.add(paragraph(Role::heading1, "一、可能完不成的目标"));

  std::vector<DraftParagraph> unknown;
  for (const auto& words : unknowns(run, d, fit.budget, fit.late)) unknown.push_back(paragraph(role, words));
  std::vector<DraftParagraph> steps;
  for (const auto& step : first_steps(run, d))
    if (steps.size() < fit.most_steps) steps.push_back(paragraph(role, std::to_string(steps.size() + 1) + ". " + step));
  double tail = 2 * 28.95;
  for (const auto& words : unknown) tail += points_of(words);
  for (const auto& step : steps) tail += points_of(step);

  if (d.risky.empty()) {
    page.add(paragraph(role, d.judged == 0 ? "尚无依据判断。" : "没有。"));
  } else {
    const auto others = [&](std::size_t n) {
      const std::string rest = n < d.risky.size() ? "其余" : "";
      return paragraph(Role::note, rest + std::to_string(n) + "项可能完不成的目标见《目标完成情况表》。");
    };
    const double for_table = page.left() - tail;
    DraftTable table = risk_table(role == Role::note, fit.reason < kFits.front().reason);
    for (std::size_t i = 0; i < d.risky.size(); ++i) {
      table.rows.push_back(risk_row(*d.risky[i], d, places, sources, run, fit.reason));
      const bool last = i + 1 == d.risky.size();
      if (points_of(table) + (last ? 0 : points_of(others(1))) > for_table) {
        table.rows.pop_back();
        break;
      }
    }
    const auto left = d.risky.size() - table.rows.size();
    page.shown = table.rows.size();
    if (!table.rows.empty()) page.add(std::move(table));
    if (left > 0) page.add(others(left));
  }
  page.add(paragraph(Role::heading1, "二、尚不清楚的"));
  for (auto& words : unknown) page.add(std::move(words));
  page.add(paragraph(Role::heading1, "三、先做什么"));
  for (auto& step : steps) page.add(std::move(step));
  const auto note =
      paragraph(Role::note, "注：推算数、预计数不是公布数；各数来源和判断方法见《目标完成情况表》《月度反馈》。");
  if (!d.risky.empty() && page.left() > points_of(note)) page.add(note);
  return page;
}

}  // namespace

Draft risk_page(const RunFindings& run) {
  const Digest d = digest_of(run);
  const std::string title = balanced_title({d.area + d.year, "计划目标风险与原因"});
  Page page = laid_out(run, d, title, kFits.front());
  // Small type and fewer words where a target would be left out.
  for (std::size_t i = 1; i < kFits.size(); ++i) {
    const std::size_t wanted = i == 1 ? d.risky.size() : std::min(d.risky.size(), kEnough);
    if (page.left() >= 0 && page.shown >= wanted) break;
    Page tighter = laid_out(run, d, title, kFits[i]);
    if (page.left() < 0 || tighter.shown > page.shown) page = std::move(tighter);
  }
  Draft draft = page.take();
  draft.title = d.area + d.year + "计划目标风险与原因";
  draft.author = d.office;
  draft.page_numbers = false;
  return draft;
}

}  // namespace report
