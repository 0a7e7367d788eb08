// A hand-made run of an invented district: every verdict, two growth bases, a stored copy, a month-only date, unread
// files, orders with and without a day. Shared by the tests of this room and those of the written files
// (tests/documents).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "report/documents.hpp"

namespace report {

struct SampleRun {
  reading::Reading reading;
  RunFindings run;  // points into `reading`
};

// The address of a stored copy: must be found in no document.
inline constexpr const char* hidden_address = "mirror.example.invalid/copy/12345";

class SampleMaker {
 public:
  // `risky_targets` further targets at risk, to fill a page.
  static std::unique_ptr<SampleRun> make(int risky_targets = 0, bool with_facts = true) {
    SampleMaker maker;
    maker.text_and_targets(with_facts);
    for (int i = 0; i < risky_targets; ++i) maker.further_risk(i);
    if (with_facts) maker.orders();
    maker.tasks();
    maker.checks();
    auto& run = maker.sample_->run;
    run.unread = {{"10月各部门材料/临澜区招商局.doc", "", "这是旧版 Word 文稿（.doc），不能直接读取"},
                  {"财政月报.csv", "第17行", "增速“五点三”不是数"}};
    maker.sample_->reading.text = base::u32(maker.text_);
    run.reading = &maker.sample_->reading;
    return std::move(maker.sample_);
  }

 private:
  SampleMaker() : sample_(std::make_unique<SampleRun>()) {
    auto& r = sample_->reading;
    r.area = "临澜区";
    r.report_year = 2023;
    r.plan_year = 2024;
    auto& run = sample_->run;
    run.report_file = "临澜区2024年计划报告.docx";
    run.asof = calendar::parse_date("2024-10-31").value();
    add_line("关于临澜区2023年国民经济和社会发展计划执行情况与2024年计划草案的报告");
    add_line("二、2024年主要预期目标");
  }

  static base::Decimal number(const char* text) { return *base::Decimal::parse(text); }

  int length() const { return static_cast<int>(base::u32(text_).size()); }

  base::Span add_line(const std::string& line) {
    const int start = length();
    text_ += line;
    const base::Span span{start, length()};
    text_ += "\n";
    return span;
  }

  plan::TargetStatus& add_target(const std::string& indicator, const std::string& words, const std::string& op,
                                 const char* value, const std::string& unit, std::optional<reading::Kind> kind,
                                 const std::string& strength = "headline") {
    plan::TargetStatus s;
    s.target.id = "T" + std::to_string(sample_->run.targets.size() + 1);
    s.target.indicator = indicator;
    s.target.op = op;
    s.target.value = base::Decimal::parse(value);
    s.target.unit = unit;
    s.target.kind = kind;
    s.target.strength = strength;
    s.target.period = "2024";
    s.target.span = add_line(indicator + words);
    s.indicator = facts::NamesTable::builtin().find(indicator);
    sample_->reading.targets.push_back(s.target);
    sample_->run.targets.push_back(std::move(s));
    return sample_->run.targets.back();
  }

  facts::Fact fact(const std::string& indicator, const char* value, const std::string& unit, const char* growth,
                   const char* published, const std::string& source,
                   facts::SourceKind kind = facts::SourceKind::official) {
    facts::Fact f;
    f.area = "临澜区";
    f.indicator = f.indicator_as_printed = indicator;
    f.period = calendar::Period::year_to_date(2024, 9);
    f.value = base::Decimal::parse(value);
    f.unit = unit;
    f.growth_pct = base::Decimal::parse(growth);
    f.published = calendar::parse_published(published).value();
    f.source.text = source;
    f.source.kind = kind;
    f.source.place.file = "已公布数据.csv";
    sample_->run.known.push_back(f);
    return f;
  }

  void outlook(plan::TargetStatus& s, double mean, double lo, double hi, double chance, plan::Verdict verdict) {
    s.forecast = plan::Forecast{mean, lo, hi, "以累计增速为中心，误差取自各地历年同月至年末的变动"};
    s.probability = chance;
    s.verdict = verdict;
    s.linear_pace = number("0.75");
    s.why = "已公布数与目标的比较见各列";
  }

  void text_and_targets(bool with_facts) {
    using plan::Verdict;
    using reading::Kind;
    auto& gdp = add_target("地区生产总值", "增长5%左右", "≈", "5", "%", Kind::growth);
    if (with_facts) {
      gdp.latest = plan::Latest{
          fact("地区生产总值", "612.40", "亿元", "5.2", "2024-10-24", "临澜区统计局《2024年前三季度经济运行情况》"),
          {}};
      outlook(gdp, 5.2, 4.4, 6.0, 0.86, Verdict::on_track);
      gdp.season_note = "总量按现价、增速按不变价，不能折算";
    }
    auto& budget = add_target("一般公共预算收入", "增长5.7%", "=", "5.7", "%", Kind::growth);
    if (with_facts) {
      auto comparable =
          fact("一般公共预算收入", "", "", "4.9", "2024-10-18", "临澜区财政局《2024年1—9月预算执行情况》");
      comparable.growth_basis = "可比口径";
      budget.latest = plan::Latest{
          fact("一般公共预算收入", "39.62", "亿元", "2.1", "2024-10-18", "临澜区财政局《2024年1—9月预算执行情况》"),
          {comparable}};
      outlook(budget, 3.1, 1.0, 5.2, 0.12, Verdict::off_track);
      budget.level_needed = number("56.76");
      budget.attained_share = number("0.698");
      budget.seasonal_pace = plan::SeasonalPace{number("0.729"), number("0.730"), true, "上年有退税因素，参考性差"};
      budget.needed_run_rate = number("5.71");
      budget.needed_run_rate_unit = "亿元/月";
      budget.needed_growth_pct = number("14.9");
    }
    auto& retail = add_target("社会消费品零售总额", "增长6%左右", "≈", "6", "%", Kind::growth);
    if (with_facts) {
      retail.latest = plan::Latest{
          fact("社会消费品零售总额", "", "", "5.1", "2024-10", hidden_address, facts::SourceKind::mirror), {}};
      outlook(retail, 5.2, 4.1, 6.3, 0.36, Verdict::at_risk);
    }
    auto& jobs = add_target("城镇新增就业人数", "完成市下达目标", "~upper-level-target", "", "", std::nullopt);
    jobs.target.reference = "市下达目标";
    jobs.verdict = Verdict::awaiting_value;
    jobs.why = "目标值待下达，收到下达文件后再判断";
    auto& energy = add_target("单位地区生产总值能耗", "进一步下降", "~direction", "", "", std::nullopt);
    energy.verdict = Verdict::no_data;
    energy.why = "手中没有本年数据，不作判断";
    auto& road = add_target("澜岸大道改造", "年内竣工", "~milestone", "", "", std::nullopt, "output");
    road.verdict = Verdict::no_data;
    road.why = "以完成与否衡量，手中没有依据";
    auto& places = add_target("新增公办学位", "3200个以上", ">=", "3200", "个", Kind::count, "output");
    if (with_facts) {
      places.latest = plan::Latest{
          fact("新增公办学位", "3260", "个", "", "2024-09-30", "临澜区教育局《2024年秋季学位供给公告》"), {}};
      places.verdict = Verdict::met;
      places.attained_share = number("1.019");
      places.why = "已提前达到全年目标";
    }
    if (!with_facts)
      for (auto& s : sample_->run.targets)
        if (s.verdict != Verdict::awaiting_value) s.why = "手中没有本地区的数据，不作判断";
  }

  void further_risk(int i) {
    const std::string name = "第" + std::to_string(i + 1) + "类重点产业园区规模以上企业营业收入";
    auto& s = add_target(name, "增长8%以上并力争更好结果", ">=", "8", "%", reading::Kind::growth,
                         i % 2 == 0 ? "headline" : "output");
    s.latest = plan::Latest{
        fact(name, "1234.56", "亿元", "3.3", "2024-10-20", "临澜区统计局《2024年前三季度园区经济情况》"), {}};
    outlook(s, 3.9, 2.0, 5.8, 0.01 * i, i % 3 == 0 ? plan::Verdict::off_track : plan::Verdict::at_risk);
    s.level_needed = number("1790.12");
    s.attained_share = number("0.690");
    s.needed_run_rate = number("185.19");
    s.needed_run_rate_unit = "亿元/月";
    s.needed_growth_pct = number("24.6");
  }

  void orders() {
    auto& run = sample_->run;
    std::vector<std::string> owners = {"区财政局", "区商务局"};
    for (const auto& s : run.targets) {
      if (s.verdict != plan::Verdict::at_risk && s.verdict != plan::Verdict::off_track) continue;
      const std::string owner = s.target.indicator == "一般公共预算收入"     ? "区财政局"
                                : s.target.indicator == "社会消费品零售总额" ? "区商务局"
                                                                             : "区工业和信息化局";
      auto at = std::find_if(run.orders.begin(), run.orders.end(), [&](const auto& o) { return o.owner == owner; });
      if (at == run.orders.end()) {
        plan::Order order;
        order.owner = owner;
        if (owner == "区商务局") {
          order.due_refused = "没有载入2024年的节假日安排";
        } else {
          order.due = calendar::parse_date("2024-11-07").value();
        }
        at = run.orders.insert(at, order);
      }
      at->matters.push_back({s.target.id, s.target.indicator + "完成年度目标有风险", "证据",
                             "以主管部门正式发布的2024年全年" + s.target.indicator + "数据为准，不以责任单位回复销号"});
      at->about += (at->about.empty() ? "" : "；") + at->matters.back().about;
    }
  }

  void tasks() {
    auto& r = sample_->reading;
    const char* const todo[][3] = {{"推进澜岸大道改造，年内竣工", "区住房和城乡建设局", "道路、改造"},
                                   {"举办消费促进活动60场以上", "区商务局", "消费"},
                                   {"研究制定未来三年行动方案", "", ""}};
    for (const auto& [words, owner, because] : todo) {
      plan::Task task;
      task.measure.id = "M00" + std::to_string(sample_->run.tasks.size() + 1);
      task.measure.span = task.measure.sentence = add_line(words);
      task.measure.section = "二/(一)/1";
      task.measure.heading = "抓好重点工作";
      task.measure.due = sample_->run.tasks.empty() ? "年内" : "";
      task.suggested_owner = owner;
      task.because = because;
      r.measures.push_back(task.measure);
      sample_->run.tasks.push_back(std::move(task));
    }
  }

  void checks() {
    auto& r = sample_->reading;
    const auto line = add_line("网络零售额突破93.2亿元，增长60.2%。");
    reading::Figure figure;
    figure.id = "F001";
    figure.span = {line.start + 5, line.start + 13};
    figure.indicator = "网络零售额";
    figure.value = number("93.2");
    figure.unit = "亿元";
    figure.qualifier = reading::Qualifier::over;
    figure.period = "2023";
    r.figures.push_back(figure);
    figure.id = "F002";
    figure.span = {line.start + 14, line.start + 21};
    figure.value = number("60.2");
    figure.unit = "%";
    figure.qualifier = reading::Qualifier::exact;
    figure.kind = reading::Kind::growth;
    figure.confidence = 0.4;
    figure.why = {{reading::Rule::name_before, {}}};
    r.figures.push_back(figure);
    auto& check = sample_->run.check;
    check.checked = 12;
    check.findings.push_back({"qualifier-overstates",
                              plan::Severity::warning,
                              {r.figures[0].span},
                              {{"临澜区 2023年 网络零售额", "93.20亿元",
                                "临澜区统计局《2023年统计公报》，2024年3月（日期不详）公布", std::nullopt}},
                              "大于93.2亿元",
                              "93.20亿元",
                              "公布数正是93.20亿元，“突破”言过其实，宜写“达93.2亿元”"});
    check.confirmed.push_back({"growth-differs",
                               {{"临澜区 2023年 网络零售额", "+60.2%", "临澜区统计局《2023年统计公报》", std::nullopt}},
                               "增长60.2%",
                               {r.figures[1].span}});
    check.not_checkable.push_back({"streak", "没有上年报告", {line}});
  }

  std::unique_ptr<SampleRun> sample_;
  std::string text_;
};

}  // namespace report
