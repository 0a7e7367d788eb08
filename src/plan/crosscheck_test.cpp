// The whole of a cross-check: order, sameness, hostile readings, and real reports.
#include "plan/crosscheck.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "plan/rule_test_kit.hpp"
#include "reading/read.hpp"

namespace plan::test {
namespace {

using ::testing::HasSubstr;

Draft with_many_faults() {
  Draft draft;
  draft.say("农村生活污水治理率").tell(share_of("农村生活污水治理率", "104.5"));
  draft.say("，一般公共预算收入").tell(growth_of("一般公共预算收入", "4.6", "comparable"));
  draft.say("，一般公共预算支出").tell(amount_of("一般公共预算支出", "67.94", "亿元"));
  draft.say("，线路于2024年11月31日开通。");
  return draft;
}

TEST(CrossCheck, ErrorsStandFirstThenFindingsByPlace) {
  Draft draft = with_many_faults();
  const auto result = check(draft, {fact("一般公共预算支出", "2024", "67.44", "亿元", "")});
  ASSERT_EQ(result.findings.size(), 4u);
  EXPECT_EQ(result.findings[0].rule, "share-over-100");
  EXPECT_EQ(result.findings[1].rule, "date-impossible");
  EXPECT_EQ(result.findings[2].rule, "value-differs");
  EXPECT_EQ(result.findings[3].rule, "adjusted-without-headline");
}

// The commonest slip of all: a tenth of a point.
TEST(CrossCheck, ARateThatIsATenthOfAPointWrongIsFound) {
  for (const char* wrong : {"5.9", "5.7"}) {
    Draft draft;
    draft.say("一般公共预算支出").tell(growth_of("一般公共预算支出", wrong));
    const auto result = check(draft, {fact("一般公共预算支出", "2024", "67.44", "亿元", "5.8")});
    EXPECT_EQ(result.count("growth-differs"), 1) << wrong;
    EXPECT_EQ(result.confirmed_by("growth-differs"), 0) << wrong;
  }
  Draft right;
  right.say("一般公共预算支出").tell(growth_of("一般公共预算支出", "5.8"));
  EXPECT_EQ(check(right, {fact("一般公共预算支出", "2024", "67.44", "亿元", "5.8")}).confirmed_by("growth-differs"), 1);
}

TEST(CrossCheck, EveryFindingSaysWhatItIsAboutWhereAndWhy) {
  Draft draft = with_many_faults();
  const auto result = check(draft, {fact("一般公共预算支出", "2024", "67.44", "亿元", "")});
  for (const Finding& f : result.findings) {
    EXPECT_FALSE(f.say.empty());
    EXPECT_FALSE(f.spans.empty()) << f.rule;
    EXPECT_FALSE(f.expected.empty()) << f.rule;
    EXPECT_FALSE(f.found.empty()) << f.rule;
    ASSERT_FALSE(f.inputs.empty()) << f.rule;
    for (const Input& i : f.inputs) EXPECT_FALSE(i.label.empty() || i.value.empty() || i.source.empty()) << f.rule;
  }
  EXPECT_GE(result.checked, 4);
}

TEST(CrossCheck, AMirrorsAddressIsNeverShown) {
  Draft draft = with_many_faults();
  auto mirrored = fact("一般公共预算支出", "2024", "67.44", "亿元", "");
  mirrored.source.text = "http://mirror.invalid/post_1.html";
  mirrored.source.kind = facts::SourceKind::mirror;
  for (const Finding& f : check(draft, {mirrored}).findings) {
    EXPECT_THAT(f.say, ::testing::Not(HasSubstr("mirror.invalid")));
    for (const Input& i : f.inputs)
      EXPECT_THAT(i.source + i.label + i.value, ::testing::Not(HasSubstr("mirror.invalid")));
  }
}

TEST(CrossCheck, FactsOfAnotherAreaOnlyAreSaidToBeOfNoUse) {
  Draft draft("", 2024);
  draft.say("地区生产总值").tell(amount_of("地区生产总值", "740.77", "亿元"));
  auto a = fact("地区生产总值", "2024", "1", "亿元", "");
  auto b = a;
  b.area = "云澜市";
  b.area_code = "990100";
  const auto result = check(draft, {a, b});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.left_open_by("facts"), 1);
}

TEST(CrossCheck, AnEmptyReadingGivesNothing) {
  reading::Reading empty;
  CheckInput input;
  input.draft = &empty;
  input.names = &facts::NamesTable::builtin();
  input.others = {&empty, &empty};
  const CheckResult result = cross_check(input);
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.checked, 0);
}

std::string shown(const CheckResult& result) {
  std::string out;
  for (const Finding& f : result.findings) out += f.rule + f.say + f.found + "\n";
  for (const Confirmed& c : result.confirmed) out += c.rule + c.value + "\n";
  for (const NotCheckable& n : result.not_checkable) out += n.rule + n.why + "\n";
  return out;
}

// Readings no reader would give: spans out of place, values without units, units without values, periods of any form.
reading::Reading odd_reading() {
  using rc::gen::element;
  using rc::gen::inRange;
  reading::Reading reading;
  static const std::vector<std::string> words = {
      "地区生产总值", "其中",   "，",   "。",   "2024年2月30日", "13月",     "6.1∶35.2∶99",
      "五年来",       "\n",     "从",   "到",   "目前",          "连续三年", "增长",
      "一、",         "（二）", "突破", "全国", "上半年",        "困难",     "年",
      "月",           "日",     "∶",    "🀄",    "00000000000"};
  const int length = *inRange(0, 40);
  for (int i = 0; i < length; ++i)
    reading.text += base::u32(words[static_cast<std::size_t>(*inRange(0, static_cast<int>(words.size())))]);
  const auto span = [] { return reading::Span{*inRange(-3, 150), *inRange(-3, 150)}; };
  const auto name = [] {
    return *element(std::string("地区生产总值"), std::string("一般公共预算收入"), std::string("网络零售额"),
                    std::string(""), std::string("数"), std::string("新增学位数"), std::string("居民消费价格"),
                    std::string("GDP增速"));
  };
  const auto unit = [] {
    return *element(std::string("亿元"), std::string("%"), std::string(""), std::string("个"), std::string("个百分点"),
                    std::string("万人次"), std::string("天知道"));
  };
  const auto value = []() -> std::optional<Decimal> {
    if (*inRange(0, 5) == 0) return std::nullopt;
    return Decimal::scaled(*inRange(-100000, 100000), *inRange(-3, 6));
  };
  reading.area = *element(std::string("岚湖区"), std::string(""));
  reading.report_year = *element(0, 2024, -5);
  reading.plan_year = *element(0, 2025, 2024);
  reading.plan_part = span();
  const int figures = *inRange(0, 25);
  for (int i = 0; i < figures; ++i) {
    Figure f;
    f.span = span();
    f.indicator = name();
    f.value = value();
    f.unit = unit();
    f.value_max = *inRange(0, 6) == 0 ? value() : std::nullopt;
    f.from_value = *inRange(0, 4) == 0 ? value() : std::nullopt;
    f.kind = static_cast<Kind>(*inRange(0, 10));
    f.qualifier = static_cast<Qualifier>(*inRange(0, 7));
    f.status = static_cast<FigureStatus>(*inRange(0, 4));
    f.period = *element(std::string("2024"), std::string("2023"), std::string(""), std::string("何年"));
    if (*inRange(0, 2) == 0) {
      reading::Change change;
      change.direction = static_cast<ChangeDirection>(*inRange(0, 4));
      change.value = value();
      change.unit = unit();
      change.basis =
          *element(std::string("yoy"), std::string("comparable"), std::string("vs_half_year"), std::string(""));
      change.span = span();
      f.change = change;
    }
    if (*inRange(0, 4) == 0) {
      f.rank = reading::Rank{.scope = *element(std::string("全市"), std::string("全国"), std::string("")),
                             .position = *inRange(-2, 9)};
      if (*inRange(0, 2) == 0) f.rank->streak = reading::Streak{Decimal(*inRange(-2, 9)), "年"};
    }
    reading.figures.push_back(std::move(f));
  }
  const int targets = *inRange(0, 8);
  for (int i = 0; i < targets; ++i) {
    reading::Target t;
    t.span = span();
    t.indicator = name();
    t.op = *element(std::string("="), std::string(">="), std::string("≈"), std::string("range"), std::string("~sync"),
                    std::string(""));
    t.value = value();
    t.unit = unit();
    t.strength = *element(std::string("headline"), std::string("output"), std::string(""));
    if (*inRange(0, 2) == 0) t.kind = static_cast<Kind>(*inRange(0, 10));
    reading.targets.push_back(std::move(t));
  }
  for (int i = 0; i < 12; ++i) reading.measures.emplace_back();
  reading.problems.push_back({span(), "问题"});
  reading::Heading heading;
  heading.number = *element(std::string("一"), std::string("(三)"), std::string("("), std::string(""),
                            std::string("99."), std::string("是"));
  heading.span = span();
  heading.children = {heading, heading};
  reading.outline = {heading, heading};
  return reading;
}

RC_GTEST_PROP(CrossCheck, SurvivesAnyReadingAndAnswersTheSameTwice, ()) {
  const reading::Reading draft = odd_reading();
  const reading::Reading other = odd_reading();
  CheckInput input;
  input.draft = &draft;
  input.others = {&other};
  input.names = &facts::NamesTable::builtin();
  input.known = {fact("地区生产总值", "2024", "740.77", "亿元", "5.9"),
                 fact("一般公共预算收入", "2024", "41.42", "亿元", "4.6", "可比口径"),
                 fact("限额以上网上商品零售额", "2024", "20.53", "亿元", "21.4"),
                 fact("地区生产总值", "2024-01/2024-06", "", "", "5.1")};
  RC_ASSERT(shown(cross_check(input)) == shown(cross_check(input)));
}

std::optional<std::string> shared_file(const std::string& name) {
  std::ifstream file(JICHENG_SOURCE_DIR "/../shared/" + name, std::ios::binary);
  if (!file) return std::nullopt;
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

reading::Reading read_text(const std::string& bytes, const std::string& name) {
  return reading::read(document::from_plain_text(base::from_utf8(bytes).value(), name));
}

// gold/crosschecks.md A2, B1, B2, C1, C4, C5, E1–E3, E6, E9–E11.
TEST(CrossCheckOnARealReport, SaysWhatACarefulAuditorWouldAndNoMore) {
  const auto text = shared_file("mission/report-2022-plan-2023.txt");
  const auto csv = shared_file("data/facts.csv");
  if (!text || !csv) GTEST_SKIP() << "../shared is not there";
  const reading::Reading draft = read_text(*text, "报告.txt");
  CheckInput input;
  input.draft = &draft;
  input.known = facts::read_facts_csv(*csv, "facts.csv").value().facts;
  input.names = &facts::NamesTable::builtin();
  const Checked result{cross_check(input)};

  EXPECT_EQ(result.count("adjusted-without-headline"), 1);
  EXPECT_EQ(result.count("scope-drift"), 1);
  EXPECT_EQ(result.count("qualifier-overstates"), 1);
  EXPECT_EQ(result.count("target-without-outcome"), 3);
  EXPECT_EQ(result.confirmed_by("derived-growth"), 1);
  EXPECT_GE(result.confirmed_by("value-differs"), 2);
  EXPECT_GE(result.confirmed_by("growth-differs"), 3);
  const std::set<std::string> expected = {"adjusted-without-headline", "scope-drift", "qualifier-overstates",
                                          "target-without-outcome", "target-below-outcome"};
  for (const Finding& f : result.findings) {
    EXPECT_TRUE(expected.contains(f.rule)) << f.rule << ": " << f.say;
    EXPECT_NE(f.severity, Severity::error) << f.say;
    EXPECT_THAT(f.say, ::testing::Not(HasSubstr("1746.27")));
    if (f.rule != "target-below-outcome") continue;
    EXPECT_THAT(f.say, ::testing::AnyOf(HasSubstr("招聘会"), HasSubstr("家庭"), HasSubstr("租赁补贴"))) << f.say;
  }
}

// Published reports were checked by many eyes: an error found in one is most likely ours.
TEST(CrossCheckOnRealReports, NoErrorInPublishedReports) {
  const std::filesystem::path folder = JICHENG_SOURCE_DIR "/../shared/data/reports";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "../shared/data/reports is not there";
  int documents = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    const auto text = shared_file("data/reports/" + entry.path().filename().string());
    const reading::Reading draft = read_text(*text, entry.path().filename().string());
    CheckInput input;
    input.draft = &draft;
    input.names = &facts::NamesTable::builtin();
    const CheckResult result = cross_check(input);
    ++documents;
    for (const Finding& f : result.findings) EXPECT_NE(f.severity, Severity::error) << entry.path().filename() << f.say;
  }
  EXPECT_GT(documents, 0);
}

}  // namespace
}  // namespace plan::test
