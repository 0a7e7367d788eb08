// The annual report of an invented county, for its tests. Expected figures are those of the tables below.
#pragma once

#include <algorithm>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cycle/annual.hpp"
#include "office/office.hpp"

namespace cycle {

inline const std::string golden = std::string(JICHENG_SOURCE_DIR) + "/tests/golden/annual/";

inline const std::string header =
    "area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_"
    "kind\n";
inline std::string row(const std::string& indicator, const std::string& period, const std::string& value,
                       const std::string& unit, const std::string& growth, const std::string& day = "2026-01-20",
                       const std::string& basis = "") {
  return "990201,青岩县," + indicator + "," + period + ",cumulative," + value + "," + unit + "," + growth + "," +
         basis + ",published,," + day + ",青岩县统计局：全年数据,official\n";
}
inline const std::string years = row("地区生产总值", "2023", "285.00", "亿元", "5.0", "2024-01-20") +
                                 row("地区生产总值", "2024", "300.12", "亿元", "5.2", "2025-01-20") +
                                 row("社会消费品零售总额", "2023", "91.90", "亿元", "5.5", "2024-01-20") +
                                 row("社会消费品零售总额", "2024", "96.30", "亿元", "4.8", "2025-01-20");
inline const std::string outcome_rows =
    row("地区生产总值", "2025", "316.00", "亿元", "5.4") + row("第一产业增加值", "2025", "41.50", "亿元", "3.0") +
    row("第二产业增加值", "2025", "126.40", "亿元", "6.3") + row("第三产业增加值", "2025", "148.10", "亿元", "5.2") +
    row("社会消费品零售总额", "2025", "100.60", "亿元", "4.5") +
    row("一般公共预算收入", "2025", "18.90", "亿元", "3.8", "2026-01-15") +
    row("城镇新增就业人数", "2025", "0.53", "万人", "", "2026-01-12");

class AnnualReport : public testing::Test {
 protected:
  AnnualReport() : world(base::real_world()), folder(world.files->make_temporary_folder().value()) {
    request.report = golden + "上年报告.txt";
    request.asof = calendar::parse_date("2026-02-01").value();
    facts(header + years + outcome_rows);
  }
  ~AnnualReport() override { world.files->remove_tree(folder); }

  void facts(const std::string& csv) { request.facts_files = {write("facts.csv", csv)}; }
  std::string write(const std::string& name, const std::string& bytes) {
    const std::string path = folder + "/" + name;
    EXPECT_TRUE(world.files->write_whole(path, bytes));
    return path;
  }
  // Last year's report with other words in the place of some.
  void last_year_said(const std::string& words, const std::string& instead_of) {
    std::string old = world.files->read(request.report, 1 << 20).value();
    const auto at = old.find(instead_of);
    ASSERT_NE(at, std::string::npos) << instead_of;
    old.replace(at, instead_of.size(), words);
    request.report = write("上年.txt", old);
  }
  // A letter of an office on what it did, in the year's folder; `folders` lie between (9月/).
  void office_wrote(const std::string& office, const std::string& words, const std::string& folders = {}) {
    request.folder = folder + "/材料";
    for (const std::string& path : {request.folder, request.folder + "/" + folders.substr(0, folders.find('/'))})
      ASSERT_TRUE(world.files->exists(path) || world.files->make_folder(path));
    write("材料/" + folders + office + ".txt",
          "青岩县" + office + "关于报送2025年重点任务进展情况的函\n县发展和改革局：\n现将有关情况报送如下：\n一、" +
              words + "\n青岩县" + office + "\n2025年12月20日\n");
  }
  // The sheet of key projects for January to some month (1-12月): two projects, 231534 of 220000万元.
  void project_sheet(const std::string& months) {
    request.folder = folder + "/材料";
    ASSERT_TRUE(world.files->make_folder(request.folder));
    write("材料/重点项目.csv", "青岩县2025年重点项目投资完成情况表（" + months + "）,,,,,\n单位：万元,,,,,\n" +
                                   "序号,项目名称,责任单位,年度计划投资," + months + "累计完成投资,形象进度\n" +
                                   "1,青岩水库,县水务局,100000,110000,主体施工\n" +
                                   "2,城东学校,县教育局,120000,121534,封顶\n合计,,,220000,231534,\n");
  }
  // Ids of all published figures in hand.
  std::set<std::string> known_ids() const {
    std::set<std::string> out;
    for (const auto& f : kept->run->findings.known) out.insert(facts::id(f));
    return out;
  }
  const cycle::AnnualOutcome& made() {
    auto outcome = annual(request, world, [](const std::string&) {});
    EXPECT_TRUE(outcome) << (outcome ? "" : base::to_text(outcome.error()));
    kept = std::move(*outcome);
    return *kept;
  }
  const report::AnnualReport& report() { return made().annual; }
  std::string refused() {
    const auto outcome = annual(request, world, [](const std::string&) {});
    return outcome ? "" : outcome.error().code;
  }
  // The figure printed so in the text; null: none.
  static const report::AnnualFigure* printed(const report::AnnualReport& r, const std::string& words) {
    const auto at =
        std::ranges::find_if(r.figures, [&](const auto& f) { return f.printed == words && !f.span.empty(); });
    return at == r.figures.end() ? nullptr : &*at;
  }
  // What is open with these words of last year; null: nothing.
  static const report::AnnualBlank* open_with(const report::AnnualReport& r, const std::string& last_year) {
    const auto at = std::ranges::find(r.blanks, last_year, &report::AnnualBlank::last_year);
    return at == r.blanks.end() ? nullptr : &*at;
  }
  static std::string text(const report::AnnualReport& r) { return base::to_utf8(r.text); }
  static const report::AnnualTarget& target(const report::AnnualReport& r, const std::string& indicator) {
    const auto at = std::ranges::find(r.targets, indicator, &report::AnnualTarget::indicator);
    EXPECT_NE(at, r.targets.end()) << indicator;
    return *at;
  }
  static const report::AnnualMeasure& measure(const report::AnnualReport& r, const std::string& words) {
    const auto at =
        std::ranges::find_if(r.measures, [&](const auto& m) { return m.text.find(words) != std::string::npos; });
    EXPECT_NE(at, r.measures.end()) << words;
    return *at;
  }
  static std::string outcome_in_table(const report::AnnualReport& r, const std::string& indicator,
                                      const std::string& aim) {
    for (const auto& block : r.blocks) {
      if (!block.table || block.table->about != "targets") continue;
      for (const auto& cells : block.table->table.rows)
        if (cells[0] == indicator && cells[1] == aim) return cells[3];
    }
    return "";
  }
  std::string read_back(const PaperFile& file) {
    const auto document = office::read_document(file.bytes, file.name);
    EXPECT_TRUE(document);
    return document ? base::to_utf8(document->text) : "";
  }

  base::World world;
  std::string folder;
  AnnualRequest request;
  std::unique_ptr<cycle::AnnualOutcome> kept;
};

}  // namespace cycle
