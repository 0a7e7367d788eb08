#include <algorithm>

#include "plan/verdict_words.hpp"
#include "report/feedback_parts.hpp"
#include "report/page_room.hpp"
#include "report/replies_view.hpp"

// What was read, and where the targets stand.
namespace report {
namespace {

using document::DraftParagraph;
using document::DraftTable;
using plan::TargetStatus;
using Role = DraftParagraph::Role;

std::string count(std::size_t n) { return std::to_string(n) + "项"; }

// The day of the newest publication used; "日期不详" where only a month is known.
std::string newest_publication(const std::vector<facts::Fact>& known) {
  const auto newest = std::max_element(known.begin(), known.end(), [](const auto& a, const auto& b) {
    return a.published.known_by < b.published.known_by;
  });
  return newest == known.end() ? std::string() : calendar::to_chinese(newest->published);
}

std::string unread_list(const std::vector<const Unread*>& all, std::size_t shown) {
  std::string out;
  for (std::size_t i = 0; i < all.size() && i < shown; ++i) {
    const auto& u = *all[i];
    out += (out.empty() ? "" : "\n") + std::to_string(i + 1) + ". " + shortened(file_name(u.file), 40) +
           (u.place.empty() ? "" : "（" + shortened(u.place, 24) + "）") + "：" +
           shortened(u.why, u.kind == Unread::Kind::past_due ? 120 : 60);
  }
  if (all.size() > shown)
    out +=
        (out.empty() ? "共" : "\n其余") + std::to_string(all.size() - shown) + "处列于《目标完成情况表》“读取情况”。";
  return out.empty() ? "没有。给出的材料都已读取。" : out;
}

DraftTable reading_table(const Feedback& f, int names, std::size_t unread) {
  const auto& run = f.run;
  const auto& d = f.digest;
  DraftTable table;
  table.widths = {19, 81};
  table.rows.push_back({"计划报告", shortened(run.report_file, 60) + "：读出目标" + count(run.targets.size()) +
                                        "（主要预期目标" + count(d.headline.size()) + "）、任务" +
                                        count(run.tasks.size()) + "、数字" +
                                        std::to_string(run.reading->figures.size()) + "个"});
  table.rows.push_back({"已公布数据", run.known.empty()
                                          ? "没有给出，因此不判断目标完成情况"
                                          : std::to_string(run.known.size()) + "条，均为" + d.asof +
                                                "以前公布，最近一次公布：" + newest_publication(run.known)});
  if (!run.read_files.empty()) {
    int tables = 0, facts = 0, later = 0;
    for (const auto& file : run.read_files)
      tables += file.tables, facts += file.facts - file.later, later += file.later;
    table.rows.push_back(
        {"本月材料",
         std::to_string(run.read_files.size()) + "个文件：读懂表格" + std::to_string(tables) + "张，取得数据" +
             std::to_string(facts) + "条，" +
             (later > 0 ? "另有" + std::to_string(later) + "条公布日在截至日期之后，没有采用，" : std::string()) +
             "待回答的问题" + std::to_string(run.questions) + "个"});
  }
  if (!run.replies.empty()) {
    const ReplyCounts n = count_replies(run);
    table.rows.push_back(
        {"单位反馈", std::to_string(n.offices) + "家单位" + std::to_string(run.replies.size()) + "条：对上任务" +
                         std::to_string(n.sure) + "条，待确认" + std::to_string(n.to_confirm) + "条" +
                         (n.of_orders > 0 ? "，是督办反馈" + std::to_string(n.of_orders) + "条" : "") + "，没有对上" +
                         std::to_string(n.unmatched) + (n.unmatched > 0 ? "条（列于未能读取）" : "条")});
  }
  table.rows.push_back({"未能读取", unread_list(of_kind(run.unread, Unread::Kind::unread), unread)});
  for (const auto kind : {Unread::Kind::left_out, Unread::Kind::past_due})
    if (const auto of = of_kind(run.unread, kind); !of.empty())
      table.rows.push_back({to_chinese(kind), unread_list(of, unread)});
  table.rows.push_back(
      {"目标值待下达", d.awaiting.empty() ? "没有" : count(d.awaiting.size()) + "：" + names_of(d.awaiting, names)});
  std::string missing = "没有";
  if (!d.without_data.empty()) {
    std::vector<const TargetStatus*> headline, others;
    for (const auto* s : d.without_data) (is_headline(*s) ? headline : others).push_back(s);
    missing = "共" + count(d.without_data.size()) + "，不作判断，也不按零计。";
    if (!headline.empty()) missing += "主要预期目标" + count(headline.size()) + "：" + names_of(headline, names) + "。";
    if (!others.empty()) missing += "任务中的目标" + count(others.size()) + "：" + names_of(others, names) + "。";
  }
  if (!d.handed_in.empty())
    table.rows.push_back({"项目表的数", count(d.handed_in.size()) + "没有公布数，列出项目表的数供参考，不作判断：" +
                                            names_of(d.handed_in, names) + "。"});
  table.rows.push_back({"暂无数据", missing});
  return table;
}

DraftTable progress_table(Feedback& f) {
  DraftTable table;
  // In the narrow columns a mark stands on a line of its own, so that it is never cut in two.
  table.header = {"指标", "年度目标", "最新公布数", "全年预计", "可能性", "判断"};
  table.widths = {24, 21, 24, 14, 14, 17};
  for (const auto* s : f.digest.headline) {
    Line aim, forecast, chance;
    aim.add(shortened(aim_of(*s, f.places), 30)).source(f.report_source());
    if (s->forecast) forecast.add(forecast_value(*s, s->forecast->mean) + "\n").estimate();
    if (s->forecast && s->probability) chance.add(plan::chance_words(*s->probability) + "\n").estimate();
    table.rows.push_back({name_of(*s), aim.with_marks(),
                          s->latest      ? latest_short(*s, f.sources).with_marks()
                          : s->handed_in ? handed_in_words(*s)
                                         : "暂无数据",
                          forecast.empty() ? "—" : forecast.with_marks(), chance.empty() ? "—" : chance.with_marks(),
                          verdict_label(s->verdict)});
  }
  return table;
}

DraftTable aims_table(Feedback& f) {
  DraftTable table;
  table.header = {"指标", "年度目标", "原文位置", "情况"};
  table.widths = {34, 40, 16, 18};
  for (const auto* s : f.digest.headline) {
    Line aim;
    aim.add(aim_of(*s, f.places)).source(f.report_source());
    table.rows.push_back({name_of(*s), aim.with_marks(), f.places.shown(s->target.span), verdict_label(s->verdict)});
  }
  return table;
}

Line target_paragraph(Feedback& f, const TargetStatus& s) {
  Line line;
  line.bold(name_of(s) + "。").add("年度目标为" + aim_of(s, f.places)).source(f.report_source()).add("。");
  if (s.verdict == plan::Verdict::awaiting_value || s.verdict == plan::Verdict::no_data) {
    if (s.latest) line.add(latest_line(s, f.sources)).add("。");
    return line.add(s.verdict == plan::Verdict::awaiting_value ? "目标值待下达，收到下达文件后再作判断。"
                                                               : "没有可用的本年已公布数据，暂不判断。");
  }
  line.add(latest_line(s, f.sources)).add("。");
  if (const auto pace = pace_line(s); !pace.empty()) line.add(pace).add("。");
  if (const auto need = need_line(s); !need.empty()) line.add(need).add("。");
  if (const auto forecast = forecast_line(s); !forecast.empty()) line.add(forecast).add("。");
  return line.add("判断：" + plan::to_chinese(s.verdict) + "。");
}

}  // namespace

void Feedback::heading(const std::string& title) {
  static const char* const numbers[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  JC_ASSERT(part < 10);
  draft.blocks.emplace_back(paragraph(Role::heading1, std::string(numbers[part++]) + "、" + title));
}

void what_was_read(Feedback& f) {
  double used = 0;
  for (const auto& block : f.draft.blocks) used += points_of(std::get<DraftParagraph>(block));
  f.heading("读取情况");
  const double room = page_points - used - 28.95 - 20;
  // As many names and unread items as page one holds; the counts always stand.
  int names = 400;
  std::size_t unread = 12;
  DraftTable table = reading_table(f, names, unread);
  while (points_of(table) > room && (names > 20 || unread > 1)) {
    if (unread > 3 || names <= 20) {
      --unread;
    } else {
      names -= 20;
    }
    table = reading_table(f, names, unread);
  }
  f.table(std::move(table));
}

void overall(Feedback& f) {
  const auto& run = f.run;
  const auto& d = f.digest;
  f.heading("总体情况");
  const int source = f.report_source();
  Line line;
  line.add("计划报告共提出目标" + count(run.targets.size()) + "，其中主要预期目标" + count(d.headline.size()))
      .source(source);
  line.add("；分解任务" + count(run.tasks.size()) + "。");
  if (d.judged == 0) {
    line.add(
        run.known.empty()
            ? "目前没有已公布的月度或季度数据，本期只列目标、任务和核对发现，不判断完成情况；补入已公布数据后再作判断。"
            : "已公布数据中没有能与本年目标对上的数据，本期不判断完成情况。");
    f.body(line);
    return;
  }
  line.add("依据" + d.asof + "以前公布的数据，能够判断的目标有" + count(static_cast<std::size_t>(d.judged)) + "：" +
           verdict_counts(d.count) + "。");
  const auto judged_headlines = verdict_counts(d.headline_count);
  if (!judged_headlines.empty()) line.add("其中主要预期目标：" + judged_headlines + "。");
  line.add(
      "另有" + count(d.awaiting.size()) + "目标值待下达，" + count(d.without_data.size()) + "暂无数据，不作判断。" +
      (d.handed_in.empty() ? ""
                           : count(d.handed_in.size()) + "没有公布数，只有责任单位报送的项目表，见“重点项目”部分。"));
  f.body(line);
  if (!d.risky.empty()) f.body("需要关注的是：" + names_of(d.risky, 80) + "。");
}

void headline_targets(Feedback& f) {
  const auto& d = f.digest;
  f.heading("主要目标完成情况");
  if (d.headline.empty()) {
    f.body("计划报告中没有读出主要预期目标一览；任务中的目标见《目标完成情况表》。");
    return;
  }
  const bool anything =
      std::any_of(d.headline.begin(), d.headline.end(), [](const auto* s) { return s->latest.has_value(); });
  f.body(anything ? "主要预期目标的年度目标、最新公布数和判断如下。"
                  : "计划报告提出的主要预期目标如下，均无本年已公布数据。");
  f.table(anything ? progress_table(f) : aims_table(f));
  if (!anything) return;
  // Targets with nothing to tell but that are told together.
  std::vector<const TargetStatus*> silent;
  for (const auto* s : d.headline) {
    const bool nothing =
        !s->latest && (s->verdict == plan::Verdict::no_data || s->verdict == plan::Verdict::awaiting_value);
    if (nothing) {
      silent.push_back(s);
    } else {
      f.body(target_paragraph(f, *s));
    }
  }
  std::vector<const TargetStatus*> awaiting, missing;
  for (const auto* s : silent) (s->verdict == plan::Verdict::awaiting_value ? awaiting : missing).push_back(s);
  if (!awaiting.empty()) f.body(names_of(awaiting, 120) + "的目标值待下达，收到下达文件后再作判断。");
  std::erase_if(missing, [](const auto* s) { return s->handed_in.has_value(); });
  if (!missing.empty()) f.body(names_of(missing, 160) + "暂无可用的本年已公布数据，不作判断。");
}

void list_of_sources(Feedback& f) {
  if (f.sources.size() == 0) return;
  f.draft.blocks.emplace_back(paragraph(Role::heading1, "数据来源"));
  for (const auto& line : f.sources.list()) f.note(line);
  if (f.digest.judged == 0) return;
  const auto& s = f.run.settings;
  f.note(
      "说明：标“推算”的数由已公布数计算得出，标“预计”的数是预测，都不是公布数；时序进度为数据期末已过月数占全年的比重。"
      "“左右”允许低" +
      s.about_tolerance_pp.reduced().to_string() + "个百分点；可能性不低于" +
      base::Decimal::from_double(s.on_track_chance * 100).rounded(0).to_string() + "%判断为进度正常，低于" +
      base::Decimal::from_double(s.at_risk_chance * 100).rounded(0).to_string() +
      "%判断为明显落后。只知道月份的公布日期，写作“日期不详”，按该月末公布处理。");
}

}  // namespace report
