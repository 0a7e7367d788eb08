#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>

#include "packs/bulk.hpp"
#include "packs/check.hpp"
#include "packs/pack.hpp"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

Files files_of(const std::string& folder) {
  Files out;
  for (const auto& e : fs::recursive_directory_iterator(fs::path(JICHENG_SOURCE_DIR) / folder)) {
    const auto ending = e.path().extension().string();
    if (ending != ".csv" && ending != ".dmn") continue;
    std::ifstream in(e.path(), std::ios::binary);
    out[fs::relative(e.path(), fs::path(JICHENG_SOURCE_DIR) / folder).string()] = {std::istreambuf_iterator<char>(in),
                                                                                   {}};
  }
  return out;
}

// One policy: 20 staff or more, not on the list, gets 100 yuan a head; the bound changes with the year.
Files small_pack() {
  return {{"pack.csv", "项目,内容\n名称,试验包\n决定什么,谁有补贴\n谁可以改,试验人\n主键,编号\n名称字段,名称\n"},
          {"fields.csv",
           "字段,类型,单位,掌握部门,个人信息,空白\n编号,文字,,甲局,否,未知\n名称,文字,,甲局,否,未知\n人数,数,人,乙局,"
           "否,未知\n失信,"
           "是否,,丙局,否,否\n电话,文字,,甲局,是,未知\n"},
          {"parameters.csv",
           "参数,值,单位,起,止,公布,出处,性质\n下限,20,人,2022-01-01,2022-12-31,2022,试验,示例\n下限,10,人,2023-01-01,,"
           "2023,试验,"
           "示例\n"},
          {"policies.csv",
           "政策,模型,决策,主管部门,起,止,文件,性质\n补贴,models/a.dmn,补贴,甲局,2022-01-01,,试验文件,示例\n"},
          {"clauses.csv",
           "政策,规则,条款,内容,出处\n补贴,够,第一条,够人数的有补贴,试验文件\n补贴,其他,第二条,其余没有,试验文件\n"},
          {"models/a.dmn", R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="t" name="t">
  <inputData id="i1" name="人数"><variable name="人数" typeRef="number"/></inputData>
  <inputData id="i2" name="失信"><variable name="失信" typeRef="boolean"/></inputData>
  <inputData id="i3" name="下限"><variable name="下限" typeRef="number"/></inputData>
  <decision id="d" name="补贴"><variable name="补贴"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <informationRequirement><requiredInput href="#i3"/></informationRequirement>
    <decisionTable hitPolicy="FIRST">
      <input label="人数"><inputExpression><text>人数</text></inputExpression></input>
      <input label="失信"><inputExpression><text>失信</text></inputExpression></input>
      <output name="结论"/><output name="金额"/>
      <rule id="够"><inputEntry><text>&gt;= 下限</text></inputEntry><inputEntry><text>not(true)</text></inputEntry>
        <outputEntry><text>"享受"</text></outputEntry><outputEntry><text>人数 * 100</text></outputEntry></rule>
      <rule id="其他"><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"不享受"</text></outputEntry><outputEntry><text>0</text></outputEntry></rule>
    </decisionTable></decision></definitions>)"},
          {"cases/a.csv",
           "政策,用例,说明,日期,结论,金额,规则,缺少,人数,失信\n补贴,正好,,2022-06-01,享受,2000,够,,20,\n补贴,差一个,,"
           "2022-06-01,不享受"
           ",,够,,19,\n补贴,不知道人数,,2022-06-01,缺数据,,够,人数,,\n"}};
}

packs::Pack loaded(const Files& files) {
  auto pack = packs::load("包", files);
  EXPECT_TRUE(pack.has_value()) << base::to_text(pack.error());
  return *std::move(pack);
}

std::vector<std::string> codes(const packs::CheckOutcome& o) {
  std::vector<std::string> out;
  for (const auto& f : o.faults) out.push_back(f.code);
  return out;
}

Files with(Files files, const std::string& name, const std::string& old, const std::string& now) {
  auto& text = files[name];
  const auto at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  text.replace(at, old.size(), now);
  return files;
}

// Examples of others: util-helpers (npm) isSocialCreditCode, good and bad; uscc-utils (npm), Xiaomi's; the published
// codes of Huawei and Tencent.
TEST(CreditCode, the_last_character_proves_the_others) {
  for (const char* good : {"91350100M000100Y43", "91110108551385082Q", "914403001922038216", "9144030071526726XG"})
    EXPECT_TRUE(packs::is_credit_code(good)) << good;
  for (const char* bad :
       {"91350100M000100Y4A", "91350100M000100YIO", "91350100M000100Y", "91110108551385028Q", "", "91350100m000100y43"})
    EXPECT_FALSE(packs::is_credit_code(bad)) << bad;
}

TEST(Pack, automatic_benefits_is_whole) {
  const auto pack = loaded(files_of("systems/automatic-benefits"));
  const auto outcome = packs::check(pack);
  for (const auto& f : outcome.faults) ADD_FAILURE() << base::to_text(f);
  for (const auto& c : outcome.cases) {
    for (const auto& d : c.differs) ADD_FAILURE() << c.asked->policy << " " << c.asked->name << ": " << d;
  }
  EXPECT_EQ(pack.policies.size(), 12u);
  EXPECT_GE(outcome.cases.size(), 60u);
}

TEST(Pack, a_small_one_is_whole) {
  const auto pack = loaded(small_pack());
  const auto outcome = packs::check(pack);
  EXPECT_THAT(codes(outcome), ElementsAre());
  EXPECT_EQ(outcome.passed(), 3u);
}

TEST(Pack, what_is_not_whole_is_named) {
  const auto faults = [](const Files& f) { return codes(packs::check(loaded(f))); };
  EXPECT_THAT(faults(with(small_pack(), "fields.csv", "乙局", "")), ElementsAre("pack.no_holder"));
  EXPECT_THAT(faults(with(small_pack(), "fields.csv", "人数,数,人,乙局,否,未知\n", "")),
              testing::Contains("pack.no_holder"));
  EXPECT_THAT(faults(with(small_pack(), "parameters.csv", "2022-12-31", "2023-01-01")), ElementsAre("pack.overlap"));
  EXPECT_THAT(faults(with(small_pack(), "parameters.csv", "2022-12-31", "2022-12-30")),
              ElementsAre("pack.gap", "pack.gap"));
  EXPECT_THAT(faults(with(small_pack(), "parameters.csv", "2022-01-01", "2022-01-02")), ElementsAre("pack.gap"));
  EXPECT_THAT(faults(with(small_pack(), "clauses.csv", "补贴,其他,", "补贴,没有的,")),
              ElementsAre("pack.clause", "pack.no_clause"));
  EXPECT_THAT(faults(with(small_pack(), "models/a.dmn", "&gt;= 下限", "&gt;= ")), testing::Contains("dmn.syntax"));
}

TEST(Pack, a_rule_that_no_case_reaches_is_named) {
  auto files = with(small_pack(), "cases/a.csv", "补贴,正好,,2022-06-01,享受,2000,够,,20,\n", "");
  EXPECT_THAT(codes(packs::check(loaded(files))), ElementsAre("pack.no_case"));
}

TEST(Pack, a_case_that_fails_says_expected_and_got) {
  const auto pack = loaded(with(small_pack(), "cases/a.csv", "享受,2000", "享受,1900"));
  const auto outcome = packs::check(pack);
  ASSERT_EQ(outcome.passed(), 2u);
  EXPECT_THAT(outcome.cases[0].differs, ElementsAre("金额应为 1900，得出 2000"));
}

packs::DecideOutcome decided(const packs::Pack& pack, const std::string& csv, const char* day, unsigned threads = 1) {
  packs::DecideRequest request;
  request.asof = *calendar::parse_date(day);
  request.threads = threads;
  auto o = packs::decide(pack, csv, "表.csv", request);
  EXPECT_TRUE(o.has_value()) << base::to_text(o.error());
  return *std::move(o);
}

TEST(Decide, the_parameter_of_the_day_counts) {
  const auto pack = loaded(small_pack());
  const std::string csv = "编号,名称,人数,失信\n1,甲,15,否\n";
  const auto before = decided(pack, csv, "2022-12-31"), after = decided(pack, csv, "2023-01-01");
  EXPECT_EQ(before.totals[0].no, 1u);
  ASSERT_EQ(after.yes.size(), 1u);
  EXPECT_EQ(after.yes[0].verdict.amount->to_string(), "1500");
  EXPECT_EQ(after.yes[0].verdict.why, "人数为 15 人（要求：≥ 下限，下限为 10 人）；失信为否（要求：否）");
}

TEST(Decide, a_no_says_what_the_nearest_rule_lacks_and_an_unknown_who_holds_the_datum) {
  const auto pack = loaded(small_pack());
  const auto o = decided(pack, "编号,名称,人数,失信\n1,甲,19,\n2,乙,,\n3,丙,,是\n", "2022-06-01");
  ASSERT_EQ(o.almost.size(), 1u);
  EXPECT_EQ(o.almost[0].verdict.why, "人数为 19 人（要求：≥ 下限，下限为 20 人）");
  ASSERT_EQ(o.unknown.size(), 1u);
  EXPECT_THAT(o.unknown[0].verdict.missing, ElementsAre("人数"));
  // What is known refuses the third: its missing datum changes nothing.
  EXPECT_EQ(o.totals[0].no, 2u);
}

// `not(true)` of null is true in FEEL; a datum that is missing must not give money away.
TEST(Decide, a_missing_datum_never_makes_a_yes) {
  const auto pack = loaded(with(small_pack(), "fields.csv", "失信,是否,,丙局,否,否", "失信,是否,,丙局,否,未知"));
  const auto o = decided(pack, "编号,名称,人数,失信\n1,甲,30,\n", "2022-06-01");
  ASSERT_EQ(o.unknown.size(), 1u);
  EXPECT_THAT(o.unknown[0].verdict.missing, ElementsAre("失信"));
}

TEST(Decide, no_row_is_lost) {
  const auto pack = loaded(small_pack());
  const auto o = decided(
      pack,
      "编号,名称,人数,失信\n1,甲,30,否\n,无号,30,否\n1,重号,30,否\n2,乙,三十,否\n3,丙,30\n4,\"丁,30,否\n5,\"戊\n己\","
      "30,否\n",
      "2022-06-01");
  EXPECT_EQ(o.rows, 7u);
  EXPECT_EQ(o.judged, 3u);
  ASSERT_EQ(o.bad.size(), 5u);
  const auto line_and_why = [&](std::size_t i) { return std::to_string(o.bad[i].line) + " " + o.bad[i].why; };
  EXPECT_EQ(line_and_why(0), "3 没有填");
  EXPECT_EQ(line_and_why(1), "4 前面已经有这一户");
  EXPECT_EQ(line_and_why(2), "5 “三十”读不懂，按不知道处理");
  EXPECT_EQ(line_and_why(3), "6 有 3 列，表头是 4 列");
  EXPECT_EQ(line_and_why(4), "7 引号没有成对，分不出各列");
  EXPECT_EQ(o.yes.size(), 2u);
  EXPECT_EQ(o.unknown.size(), 1u);
}

TEST(Decide, threads_change_nothing) {
  const auto pack = loaded(small_pack());
  std::string csv = "编号,名称,人数,失信\n";
  for (int i = 0; i < 5000; ++i) {
    csv += std::to_string(i) + ",户," + (i % 7 == 0 ? "" : std::to_string(i % 40)) + "," + (i % 11 == 0 ? "是" : "否") +
           "\n";
  }
  const auto one = decided(pack, csv, "2023-06-01", 1), four = decided(pack, csv, "2023-06-01", 4);
  ASSERT_EQ(one.yes.size(), four.yes.size());
  for (std::size_t i = 0; i < one.yes.size(); ++i) {
    EXPECT_EQ(one.yes[i].key, four.yes[i].key);
    EXPECT_EQ(one.yes[i].verdict.why, four.yes[i].verdict.why);
  }
  EXPECT_EQ(one.totals[0].amount, four.totals[0].amount);
  EXPECT_EQ(one.totals[0].yes + one.totals[0].no + one.totals[0].unknown, 5000u);
}

TEST(Decide, a_register_without_its_key_is_refused) {
  const auto pack = loaded(small_pack());
  packs::DecideRequest request;
  request.asof = *calendar::parse_date("2023-01-01");
  const auto o = packs::decide(pack, "名称,人数\n甲,3\n", "表.csv", request);
  ASSERT_FALSE(o.has_value());
  EXPECT_THAT(base::to_text(o.error()), HasSubstr("没有“编号”一列"));
}

// A register by chance: values that cells name, values beside them, blanks, and what cannot be read.
std::string register_of(const packs::Pack& pack, std::size_t rows, unsigned seed) {
  std::mt19937 chance(seed);
  std::vector<std::string> texts = {"别的"};
  for (const auto& p : pack.policies) {
    const auto* table = packs::table_of(p);
    for (std::size_t r = 0; r < table->rules.size(); ++r) {
      for (const auto& cell : table->rules[r].inputs) {
        for (std::size_t at = 0; (at = cell.text.find('"', at)) != std::string::npos;) {
          const auto end = cell.text.find('"', at + 1);
          texts.push_back(cell.text.substr(at + 1, end - at - 1));
          at = end + 1;
        }
      }
    }
  }
  static const std::vector<std::string> numbers = {"0",    "1",   "3",       "5",     "11",  "12",       "30",
                                                   "31",   "100", "200",     "1,000", "0.1", "10000000", "0.5",
                                                   "50.5", "-1",  "2000000", "20",    "10"};
  std::string out;
  for (const auto& f : pack.fields) out += (out.empty() ? "" : ",") + f.name;
  for (std::size_t r = 0; r < rows; ++r) {
    out += "\n";
    for (std::size_t f = 0; f < pack.fields.size(); ++f) {
      const auto& field = pack.fields[f];
      if (f > 0) out += ",";
      if (field.name == pack.key()) {
        std::string code = std::to_string(10'000'000'000'000'000u + r);
        for (const char last : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
          if (packs::is_credit_code(code + last)) {
            code += last;
            break;
          }
        }
        out += field.type == packs::FieldType::credit_code ? code : std::to_string(r);
      } else if (chance() % 8 != 0) {
        switch (field.type) {
          case packs::FieldType::number:
            out += chance() % 50 == 0 ? "若干" : "\"" + numbers[chance() % numbers.size()] + "\"";
            break;
          case packs::FieldType::date:
            out += "202" + std::to_string(1 + chance() % 3) + "-0" + std::to_string(1 + chance() % 9) + "-15";
            break;
          case packs::FieldType::boolean:
            out += chance() % 4 == 0 ? "是" : "否";
            break;
          default:
            // Most are registered firms, or little would be asked further.
            out += chance() % 3 != 0 ? "存续" : texts[chance() % texts.size()];
        }
      }
    }
  }
  return out;
}

// The sorted way tells an object from others like it; it must say to the letter what the judge says of the object
// alone.
TEST(Decide, objects_told_from_others_like_them_get_what_they_get_alone) {
  const auto own = loaded(small_pack()), benefits = loaded(files_of("systems/automatic-benefits"));
  for (const auto* pack : {&own, &benefits}) {
    for (const char* day : {"2022-06-01", "2023-11-30", "2026-01-01"}) {
      for (const bool all : {false, true}) {
        const std::string csv = register_of(*pack, 700, 11);
        std::vector<std::string> told[2];
        packs::DecideOutcome outcomes[2];
        for (const bool sorted : {false, true}) {
          packs::DecideRequest request;
          request.asof = *calendar::parse_date(day);
          request.threads = sorted ? 3 : 1;
          request.sorted = sorted;
          request.most_listed = 20;
          auto& lines = told[sorted];
          const auto write = [](const packs::Verdict& v) {
            std::string out = packs::to_chinese(v.standing) + "|" + (v.amount ? v.amount->to_string() : "") + "|" +
                              v.rule + "|" + v.why + "|" + v.said + "|" + v.hit;
            for (const auto& list : {v.lacking, v.missing, v.problems}) {
              for (const auto& x : list) out += "|" + x;
              out += "|";
            }
            return out;
          };
          if (all) {
            request.each = [&](const packs::DecideRequest::Judged& j, std::size_t p, const packs::Verdict& v) {
              lines.push_back(std::to_string(j.line) + " " + std::to_string(p) + " " + write(v));
              return base::Result<void>();
            };
          }
          auto o = packs::decide(*pack, csv, "表.csv", request);
          ASSERT_TRUE(o.has_value()) << base::to_text(o.error());
          for (const auto* list : {&o->yes, &o->almost, &o->unknown}) {
            for (const auto& f : *list) lines.push_back(f.key + f.label + std::to_string(f.policy) + write(f.verdict));
          }
          for (const auto& b : o->bad) lines.push_back(std::to_string(b.line) + b.column + b.why);
          for (const auto& t : o->totals) {
            lines.push_back(t.policy->name + " " + std::to_string(t.yes) + " " + std::to_string(t.no) + " " +
                            std::to_string(t.unknown) + " " + std::to_string(t.not_in_force) + " " +
                            t.amount.to_string());
            for (const auto& [reason, r] : t.reasons) {
              lines.push_back(reason + " " + std::to_string(r.count) + " " + r.rule + " " + r.example);
            }
            for (const auto& [field, n] : t.missing) lines.push_back(field + std::to_string(n));
          }
          lines.push_back(std::to_string(o->objects_with_yes));
        }
        EXPECT_EQ(told[0], told[1]) << day;
      }
    }
  }
}

TEST(Decide, a_parameter_is_not_named_by_a_longer_one_that_holds_its_name) {
  auto files = with(small_pack(), "models/a.dmn", "&gt;= 下限", "&gt;= 最低下限");
  files = with(files, "models/a.dmn", "name=\"下限\"><variable name=\"下限\"",
               "name=\"最低下限\"><variable name=\"最低下限\"");
  files["models/a.dmn"].insert(
      files["models/a.dmn"].find("<decision id"),
      "<inputData id=\"i4\" name=\"下限\"><variable name=\"下限\" typeRef=\"number\"/></inputData>");
  files["parameters.csv"] += "最低下限,10,人,2022-01-01,,2022,试验,示例\n";
  const auto o = decided(loaded(files), "编号,名称,人数,失信\n1,甲,15,否\n", "2022-06-01");
  ASSERT_EQ(o.yes.size(), 1u);
  EXPECT_THAT(o.yes[0].verdict.why, HasSubstr("要求：≥ 最低下限，最低下限为 10 人）"));
}

const char* const kOthers = "<rule id=\"其他\"><inputEntry><text>-</text></inputEntry>";

TEST(Pack, a_table_that_leaves_a_case_open_shows_one) {
  const auto o = packs::check(loaded(
      with(small_pack(), "models/a.dmn", kOthers, "<rule id=\"其他\"><inputEntry><text>&lt; 5</text></inputEntry>")));
  ASSERT_THAT(codes(o), testing::Contains("pack.incomplete"));
  // With the bound of 2022: 5 people are under 20 and not under 5.
  EXPECT_THAT(base::to_text(o.faults.front()), testing::AllOf(HasSubstr("人数为5 人"), HasSubstr("2022-01-01")));
}

TEST(Pack, rules_that_hold_at_once_and_rules_that_never_decide_are_named) {
  const auto unique = packs::check(loaded(with(small_pack(), "models/a.dmn", "\"FIRST\"", "\"UNIQUE\"")));
  ASSERT_THAT(codes(unique), testing::Contains("pack.conflict"));
  EXPECT_THAT(base::to_text(unique.faults.front()),
              testing::AllOf(HasSubstr("“够”、“其他”同时成立"), HasSubstr("失信为否")));
  const auto never = packs::check(loaded(with(small_pack(), "models/a.dmn", "&gt;= 下限", "&gt;= 下限, &lt; 下限")));
  EXPECT_THAT(codes(never), testing::Not(testing::Contains("pack.unreachable")));
  auto files = with(small_pack(), "models/a.dmn", "&gt;= 下限", "-");
  files = with(files, "models/a.dmn", "not(true)", "-");
  const auto covered = packs::check(loaded(files));
  ASSERT_THAT(codes(covered), testing::Contains("pack.unreachable"));
  EXPECT_THAT(base::to_text(covered.faults.front()), HasSubstr("“其他”永远轮不到"));
}

TEST(Decide, sheets_are_read_under_their_titles_and_none_is_lost) {
  const auto pack = loaded(small_pack());
  const std::vector<packs::RegisterSheet> sheets = {
      {"说明", {{1, {"本表由甲局填写"}}}},
      {"东片",
       {{1, {"企业登记表"}},
        {3, {"序号", "编号", "名称", "人数（人）", "失信"}},
        {4, {"1", "1", "甲", "30", "否"}},
        {6, {"2", "2", "乙", "三十", "否"}}}},
      {"西片",
       {{1, {"名称", " 编 号 ", "人数"}},
        {2, {"丙", "3", "40"}},
        {3, {"丁", "1", "40"}},
        {4, {"", "", ""}},
        {5, {"戊", "", "40"}}}},
  };
  auto reader = packs::RegisterReader::open(pack, sheets, "表.xlsx");
  ASSERT_TRUE(reader.has_value());
  packs::DecideRequest request;
  request.asof = *calendar::parse_date("2022-06-01");
  const auto o = packs::decide(pack, *std::move(reader), request);
  ASSERT_TRUE(o.has_value());
  EXPECT_EQ(o->rows, 5u);
  EXPECT_EQ(o->judged, 3u);
  EXPECT_EQ(o->yes.size(), 2u);
  EXPECT_THAT(o->unused_sheets, ElementsAre("说明"));
  EXPECT_THAT(o->unknown_columns, ElementsAre("序号"));
  std::vector<std::string> bad;
  for (const auto& b : o->bad) bad.push_back(b.sheet + std::to_string(b.line) + b.column);
  EXPECT_THAT(bad, testing::UnorderedElementsAre("东片6人数", "西片3编号", "西片5编号"));
}

}  // namespace
