#include <algorithm>
#include <array>
#include <cstdlib>

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

// What the page may take: two lines are kept in hand for fonts that run wider than we count.
constexpr double room = page_points - 52;

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

// Whole parts as long as they fit; the first is cut where not even it does.
std::string joined_within(const std::vector<std::string>& parts, int most) {
  const auto size = [](const std::string& text) { return static_cast<int>(base::u32(text).size()); };
  std::string out;
  for (const auto& part : parts) {
    if (out.empty()) {
      out = shortened(part, most);
    } else if (size(out) + 1 + size(part) <= most) {
      out += "；" + part;
    }
  }
  return out;
}

// From here on everything is said that the numbers tell; below it each reason in its shortest words.
constexpr int kFullReason = 90;

// The reason, told from the numbers: behind the target, what explains it, behind the pace, else how little room the
// forecast leaves; and what the rest of the year would need. At most `most` characters.
std::string reason(const RunFindings& run, const TargetStatus& s, const base::Decimal& tolerance, int most) {
  const bool full = most >= kFullReason;
  std::vector<std::string> parts;
  const auto& target = s.target;
  // What is to stand above another figure is told by the sentence of its verdict.
  const bool at_least = target.relation == reading::Relation::none &&
                        (target.op == "=" || target.op == "≈" || target.op == ">=" || target.op == ">");
  if (s.latest && s.latest->fact.growth_pct && target.value && at_least && target.kind == reading::Kind::growth) {
    const auto gap = *target.value - *s.latest->fact.growth_pct;
    if (gap > base::Decimal(0)) {
      std::string part = (full ? "最新增速比目标" + target.value->to_string() + "%低" : std::string("比目标低")) +
                         gap.reduced().to_string() + "个百分点";
      const auto below_line = gap - tolerance;
      if (full && target.op == "≈" && below_line > base::Decimal(0)) {
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
  const std::string why = full ? plan::cause_words(cause) : plan::cause_in_short(cause);
  const bool named = cause.state == plan::CauseState::explained || cause.state == plan::CauseState::far_below;
  if (named) parts.push_back(why);
  if (parts.empty() && at_least && s.forecast && target.value)
    parts.push_back((s.attained_share ? "进度不慢，但预计全年" : "预计全年") + forecast_value(s, s.forecast->mean) +
                    (s.forecast->mean < target.value->to_double()
                         ? "，低于目标"
                         : "，八成可能的下端" + forecast_value(s, s.forecast->lo80) + "够不到目标"));
  // That the cause is not known goes before what the rest of the year needs only where there is room for both.
  const bool unknown = !named && cause.state != plan::CauseState::not_asked;
  if (unknown && full) parts.push_back(why);
  const bool settled = s.verdict == plan::Verdict::missed;
  if (s.latest && s.needed_run_rate && !settled) {
    const auto& unit = s.needed_run_rate_unit;
    parts.push_back(months_left(*s.latest) + (s.latest->fact.period.last.month < 11 ? "月均需" : "需") +
                    run_rate_as_printed(s).to_string() + unit.substr(0, unit.find('/')) + (full ? "（推算）" : ""));
  }
  if (unknown && !full) parts.push_back(why);
  const std::string out = joined_within(parts, most);
  if (!out.empty()) return out;
  // The page's title names the year.
  std::string_view told = s.why;
  const std::string year = std::to_string(run.reading->plan_year) + "年";
  if (told.starts_with(year)) told.remove_prefix(year.size());
  std::vector<std::string> sentence;
  constexpr std::string_view semicolon = "；";
  while (!told.empty()) {
    const auto end = std::min(told.find(semicolon), told.size());
    sentence.emplace_back(told.substr(0, end));
    told.remove_prefix(std::min(end + semicolon.size(), told.size()));
  }
  return joined_within(sentence, std::min(most, 48));
}

// Characters of the table's first column in small type: a longer name runs on into what is asked of it.
constexpr std::size_t kNameInALine = 9;

std::vector<std::string> risk_row(const TargetStatus& s, const Digest& d, const Places& places, Sources& sources,
                                  const RunFindings& run, int most) {
  std::string latest = latest_short(s, sources).in_brackets();
  // The page's title names the year.
  if (!d.year.empty() && latest.starts_with(d.year)) latest = latest.substr(d.year.size());
  std::erase(latest, '\n');
  const std::string forecast = s.forecast ? forecast_value(s, s.forecast->mean) +
                                                (s.probability ? "（" + plan::chance_words(*s.probability) + "）" : "")
                                          : "全年已定";
  // The mark over the words: a column of four characters.
  std::string verdict = verdict_label(s.verdict);
  if (const auto gap = verdict.find(' '); gap != std::string::npos) verdict[gap] = '\n';
  const std::string name = shortened(name_of(s), 20);
  const bool on_one_line = base::u32(name).size() <= kNameInALine;
  return {name + (on_one_line ? "\n" : " ") + shortened(aim_of(s, places), std::clamp(most / 4, 9, 20)),
          latest + (latest.empty() ? "" : "\n") + forecast, verdict,
          reason(run, s, run.settings.about_tolerance_pp, most)};
}

DraftTable risk_table(bool small) {
  DraftTable table;
  table.small = small;
  table.header = {"目标", "最新公布数\n全年预计（可能性）", "判断", "原因"};
  table.widths = {25, 24, 12, 39};
  return table;
}

// How much is said of the tasks whose day is past: three of them, the longest overdue one, their number.
enum class Late { three, one, number };

// What one sentence of late tasks tells, “12项任务的期限早于…：甲；乙；丙；等。没有办完的请催办”: their number, and
// those it names, the longest overdue first.
struct LateTasks {
  int number = 0;
  std::vector<std::string> named;
};

LateTasks late_tasks(const std::string& words) {
  LateTasks out;
  out.number = std::atoi(words.c_str());
  const std::string_view colon = "：", semicolon = "；", stop = "。";
  const auto names = words.find(colon);
  if (names == std::string::npos) return out;
  std::string_view list = std::string_view(words).substr(names + colon.size());
  list = list.substr(0, list.rfind(stop));
  while (!list.empty()) {
    // A name ends with its day in brackets; a semicolon may stand inside one.
    auto end = std::min(list.find(semicolon), list.size());
    while (end < list.size() && !list.substr(0, end).ends_with("）"))
      end = std::min(list.find(semicolon, end + semicolon.size()), list.size());
    if (const auto name = list.substr(0, end); name != "等") out.named.emplace_back(name);
    list.remove_prefix(std::min(end + semicolon.size(), list.size()));
  }
  return out;
}

// All of them once, whatever papers they come from: “逾期任务10项（计划报告.docx
// 5项、政策文件和纪要5项），没有读到办结的消息： 甲；乙等，请催办。”
std::string late_words(const std::vector<Unread>& unread, Late late) {
  std::vector<LateTasks> all;
  int number = 0;
  std::string papers;
  for (const auto* u : of_kind(unread, Unread::Kind::past_due)) {
    all.push_back(late_tasks(u->why));
    number += all.back().number;
    papers +=
        (papers.empty() ? "" : "、") + shortened(file_name(u->file), 20) + std::to_string(all.back().number) + "项";
  }
  if (all.empty()) return {};
  std::string out = "逾期任务" + std::to_string(number) + "项";
  if (all.size() > 1 && late != Late::number) out += "（" + papers + "）";
  out += "，没有读到办结的消息";
  const std::size_t most = late == Late::three ? 3 : late == Late::one ? 1 : 0;
  std::vector<std::string> named;
  // Of each paper the longest overdue, then the next of each.
  for (std::size_t i = 0, left = most; i < most; ++i)
    for (const auto& one : all)
      if (i < one.named.size() && left > 0) named.push_back(one.named[i]), --left;
  for (std::size_t i = 0; i < named.size(); ++i) out += (i == 0 ? "：" : "；") + named[i];
  return out + (!named.empty() && static_cast<int>(named.size()) < number ? "等" : "") + "，请催办。";
}

// With fewer characters for names none is given of a file.
constexpr int kNamesAFile = 20;

// Of targets: what no figure tells; of what was given: what was not understood and what waits for an answer; of tasks:
// those past their day. Three matters with three remedies, so three paragraphs; `together` makes one of them.
std::vector<std::string> unknowns(const RunFindings& run, const Digest& d, int budget, Late late, bool together) {
  std::string targets, material;
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
    material += words + std::to_string(found.size()) + "处";
    if (budget >= kNamesAFile)
      material += "（" + shortened(file_name(found.front()->file), 20) + (found.size() > 1 ? "等" : "") + "）";
    material += "。";
  };
  list(Unread::Kind::unread, "没有读懂的");
  list(Unread::Kind::left_out, "读懂而没有采用的");
  if (run.questions > 0) material += "待回答的问题" + std::to_string(run.questions) + "个。";
  const std::string past = late_words(run.unread, late);
  std::vector<std::string> out;
  if (together) {
    if (const auto all = targets + material + past; !all.empty()) out.push_back(all);
  } else {
    if (!targets.empty()) out.push_back("没有数的目标：" + targets);
    if (!material.empty())
      out.push_back(
          (of_kind(run.unread, Unread::Kind::left_out).empty() ? "没有读懂的材料：" : "没有读懂或没有采用的材料：") +
          material);
    if (!past.empty()) out.push_back(past);
  }
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
  int budget;     // characters of names in a list
  int reason;     // characters of a reason
  bool together;  // what is unknown in one paragraph, the day in the first one, headings in the type of the text
};
constexpr std::array kFits{Fit{Role::body, 4, Late::three, 40, kFullReason, false},
                           Fit{Role::note, 3, Late::three, 36, kFullReason, false},
                           Fit{Role::note, 3, Late::one, 36, 60, false},
                           Fit{Role::note, 3, Late::one, 24, 48, true},
                           Fit{Role::note, 2, Late::number, 16, 44, true},
                           Fit{Role::note, 2, Late::number, 12, 34, true}};

// Everything on the page, what is unknown and what to do in `role`. The end of the page is set first: it is never
// pushed off.
Page laid_out(const RunFindings& run, const Digest& d, const std::string& title, const Fit& fit) {
  const Role role = fit.role;
  const Places places(*run.reading);
  Sources sources;
  Page page;
  const auto heading = [&](const char* words) {
    return fit.together ? paragraph(role, Line().bold(words)) : paragraph(Role::heading1, words);
  };
  page.add(paragraph(Role::title, title));
  if (!fit.together) page.add(paragraph(Role::subtitle, "（数据截至" + d.asof + "）"));
  page.add(paragraph(role, (fit.together ? "数据截至" + d.asof + "。" : std::string()) + summary(run, d)));
  page.add(heading("一、可能完不成的目标"));

  std::vector<DraftParagraph> unknown;
  for (const auto& words : unknowns(run, d, fit.budget, fit.late, fit.together))
    unknown.push_back(paragraph(role, words));
  std::vector<DraftParagraph> steps;
  for (const auto& step : first_steps(run, d))
    if (steps.size() < fit.most_steps) steps.push_back(paragraph(role, std::to_string(steps.size() + 1) + ". " + step));
  double tail = 2 * points_of(heading("二、尚不清楚的"));
  for (const auto& words : unknown) tail += points_of(words);
  for (const auto& step : steps) tail += points_of(step);

  if (d.risky.empty()) {
    page.add(paragraph(role, d.judged == 0 ? "尚无依据判断。" : "没有。"));
  } else {
    const auto others = [&](std::size_t n) {
      const std::vector<const TargetStatus*> rest(d.risky.end() - static_cast<std::ptrdiff_t>(n), d.risky.end());
      return paragraph(Role::note, (n < d.risky.size() ? "其余" : "") + std::to_string(n) + "项见《目标完成情况表》：" +
                                       names_of(rest, 48) + "。");
    };
    const double for_table = page.left() - tail;
    DraftTable table = risk_table(role == Role::note);
    for (std::size_t i = 0; i < d.risky.size(); ++i) {
      table.rows.push_back(risk_row(*d.risky[i], d, places, sources, run, fit.reason));
      const std::size_t after = d.risky.size() - i - 1;
      if (points_of(table) + (after == 0 ? 0 : points_of(others(after))) > for_table) {
        table.rows.pop_back();
        break;
      }
    }
    const auto left = d.risky.size() - table.rows.size();
    page.shown = table.rows.size();
    if (!table.rows.empty()) page.add(std::move(table));
    if (left > 0) page.add(others(left));
  }
  page.add(heading("二、尚不清楚的"));
  for (auto& words : unknown) page.add(std::move(words));
  page.add(heading("三、先做什么"));
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
  // Small type and fewer words where a target would be left out: the fit that shows most, of equals the generous one.
  for (std::size_t i = 1; i < kFits.size() && (page.left() < 0 || page.shown < d.risky.size()); ++i) {
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
