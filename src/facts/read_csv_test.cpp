#include <algorithm>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/csv.hpp"
#include "facts/fact.hpp"

namespace {

using namespace facts;

constexpr const char* kHeader =
    "area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_"
    "kind\n";

CsvFacts read(const std::string& rows) {
  auto read = read_facts_csv(kHeader + rows, "发布数据.csv");
  EXPECT_TRUE(read) << (read ? "" : base::to_text(read.error()));
  return read ? *read : CsvFacts{};
}

Fact one(const std::string& row) {
  const CsvFacts got = read(row + "\n");
  EXPECT_TRUE(got.unread.empty()) << base::to_text(got.unread.empty() ? base::Fault{} : got.unread[0]);
  EXPECT_EQ(got.facts.size(), 1u);
  return got.facts.empty() ? Fact{} : got.facts[0];
}

TEST(ReadFacts, ARowKeepsWhatWasPrinted) {
  const Fact f =
      one("990101,岚湖区,GDP增速,2025-01/"
          "2025-09,cumulative,53.70,亿元,-0.60,,published;year_inferred,一条说明,2025-10,某网页,mirror");
  EXPECT_EQ(f.indicator, "地区生产总值");
  EXPECT_EQ(f.indicator_as_printed, "GDP增速");
  EXPECT_EQ(f.value->to_string(), "53.70");
  EXPECT_EQ(f.growth_pct->to_string(), "-0.60");
  EXPECT_EQ(f.status, Status::published);
  EXPECT_TRUE(f.year_inferred);
  EXPECT_EQ(f.source.kind, SourceKind::mirror);
  EXPECT_EQ(f.source.place.line, 2);
  EXPECT_EQ(f.source.place.file, "发布数据.csv");
  EXPECT_EQ(calendar::to_string(f.published), "2025-10");
}

TEST(ReadFacts, MissingIsNotZero) {
  const Fact f = one("990101,岚湖区,固定资产投资,2025,cumulative,,,3.0,,published,,2026-01,x,official");
  EXPECT_FALSE(f.value);
  EXPECT_FALSE(one("990101,岚湖区,固定资产投资,2025,cumulative,—,,3.0,,published,,2026-01,x,official").value);
  EXPECT_FALSE(one("990101,岚湖区,固定资产投资,2025,cumulative,5,亿元,…,,published,,2026-01,x,official").growth_pct);
  EXPECT_EQ(one("990101,岚湖区,固定资产投资,2025,cumulative,0,亿元,0.0,,published,,2026-01,x,official")
                .growth_pct->to_string(),
            "0.0");
}

TEST(ReadFacts, NumbersAsPeopleTypeThem) {
  EXPECT_EQ(one("1,甲,出口总额,2025,cumulative,\"1,234.50\",亿元,,,published,,2026-01,x,").value->to_string(),
            "1234.50");
  EXPECT_EQ(one("1,甲,出口总额,2025,cumulative,１２．５,亿元,+3.0%,,published,,2026-01,x,").growth_pct->to_string(),
            "3.0");
  EXPECT_EQ(one("1,甲,出口总额,2025,cumulative,5,亿元,−3.1,,published,,2026-01,x,").growth_pct->to_string(), "-3.1");
}

TEST(ReadFacts, ABasisThatStandsOnlyInTheNoteIsKept) {
  const auto basis = [](const std::string& growth_basis, const std::string& note,
                        const std::string& indicator = "固定资产投资") {
    return one("1,甲," + indicator + ",2025-06,current,,,43.6," + growth_basis + ",published," + base::csv_field(note) +
               ",2025-07,x,official")
        .growth_basis;
  };
  EXPECT_EQ(basis("", "环比"), "环比");
  EXPECT_EQ(basis("", "环比 (month on month), not 同比"), "环比");
  EXPECT_EQ(basis("", "同比"), "");
  EXPECT_EQ(basis("", "同比43.6，环比另见"), "");
  EXPECT_EQ(basis("", "不是环比"), "");
  EXPECT_EQ(basis("", "两年平均增速"), "两年平均");
  EXPECT_EQ(basis("", "扣除留抵退税因素, 可比"), "剔除留抵退税");
  EXPECT_EQ(basis("", "按可比口径"), "可比口径");
  EXPECT_EQ(basis("同比", "环比"), "");
  EXPECT_EQ(basis("可比", ""), "可比口径");
  EXPECT_EQ(basis("", "按不变价", "规模以上工业总产值"), "不变价");
  EXPECT_EQ(basis("", "按不变价", "地区生产总值"), "");
}

TEST(ReadFacts, ScopeComesFromTheName) {
  const auto scope = [](const std::string& indicator) {
    return one("1,甲," + indicator + ",2025,cumulative,,,1,,published,,2026-01,x,official").scope;
  };
  EXPECT_EQ(scope("限上网络零售额"), "限额以上");
  EXPECT_EQ(scope("规上工业增加值"), "规模以上");
  EXPECT_EQ(scope("规上某某业产值"), "规模以上");
  EXPECT_EQ(scope("社零"), "");
}

TEST(ReadFacts, BadRowsAreListedAndTheOthersKept) {
  const std::string good = "1,甲,社零,2025,cumulative,5,亿元,1,,published,,2026-01,x,official\n";
  struct Case {
    const char* row;
    const char* code;
  };
  for (const Case& c :
       {Case{"1,甲,,2025,cumulative,5,亿元,1,,published,,2026-01,x,official", "facts.indicator"},
        Case{",,社零,2025,cumulative,5,亿元,1,,published,,2026-01,x,official", "facts.area"},
        Case{"1,甲,社零,2025-13,cumulative,5,亿元,1,,published,,2026-01,x,official", "period.impossible"},
        Case{"1,甲,社零,去年,cumulative,5,亿元,1,,published,,2026-01,x,official", "period.form"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,1,,published,,2026-02-30,x,official", "date.impossible"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,1,,published,,,x,official", "date.form"},
        Case{"1,甲,社零,2025,yearly,5,亿元,1,,published,,2026-01,x,official", "facts.span"},
        Case{"1,甲,社零,2025Q3,cumulative,5,亿元,1,,published,,2026-01,x,official", "facts.span"},
        Case{"1,甲,社零,2025,cumulative,五亿,亿元,1,,published,,2026-01,x,official", "facts.number"},
        Case{"1,甲,社零,2025,cumulative,5亿,元,1,,published,,2026-01,x,official", "facts.number"},
        Case{"1,甲,社零,2025,cumulative,1/4,亿元,1,,published,,2026-01,x,official", "facts.number"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,1.2.3,,published,,2026-01,x,official", "facts.number"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,-120,,published,,2026-01,x,official", "facts.number"},
        Case{"1,甲,社零,2025,cumulative,-5,亿元,1,,published,,2026-01,x,official", "facts.number"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,400123,,published,,2026-01,x,official", "facts.number"},
        Case{"1,甲,社零,2025,cumulative,5,5亿元,1,,published,,2026-01,x,official", "facts.unit"},
        Case{"1,甲,社零,2025,cumulative,5,%,1,,published,,2026-01,x,official", "facts.unit"},
        Case{"1,甲,社零,2025,cumulative,5,,1,,published,,2026-01,x,official", "facts.unit"},
        Case{"1,甲,城镇调查失业率,2025,cumulative,5,亿元,,,published,,2026-01,x,official", "facts.unit"},
        Case{"1,甲,社零,2025,cumulative,,,,,published,,2026-01,x,official", "facts.nothing"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,1,,maybe,,2026-01,x,official", "facts.status"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,1,,,,2026-01,x,official", "facts.status"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,1,,year_inferred,,2026-01,x,official", "facts.status"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,1,,published;estimate,,2026-01,x,official", "facts.status"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,1,,published,,2026-01,x,copy", "facts.source_kind"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,1,,published,,2025-06,x,official", "facts.published"},
        Case{"1,甲,社零,2025,cumulative,5,亿元,1,,published,说明,多一列,2026-01,x,official", "facts.cells"},
        Case{"1,甲,社零", "period.form"}}) {
    const CsvFacts got = read(good + c.row + "\n" + good);
    EXPECT_EQ(got.facts.size(), 2u) << c.row;
    ASSERT_EQ(got.unread.size(), 1u) << c.row;
    EXPECT_EQ(got.unread[0].code, c.code) << c.row;
    EXPECT_EQ(got.unread[0].where.line, 3) << c.row;
    EXPECT_EQ(got.unread[0].where.file, "发布数据.csv");
    EXPECT_FALSE(got.unread[0].what.empty());
    EXPECT_FALSE(got.unread[0].remedy.empty()) << c.row;
  }
}

TEST(ReadFacts, ASinglePeriodFromJanuaryIsTheYearToDate) {
  const auto span = [](const std::string& period, const std::string& basis) {
    return one("1,甲,社零," + period + ",current,5,亿元,1," + basis + ",published,,2026-01,x,official").span;
  };
  EXPECT_EQ(span("2025Q1", ""), Span::cumulative);
  EXPECT_EQ(span("2025", ""), Span::cumulative);
  EXPECT_EQ(span("2025Q3", ""), Span::current);
  EXPECT_EQ(span("2025Q1", "环比"), Span::current);
}

TEST(ReadFacts, ACodeStandsInForTheNameOfAnArea) {
  EXPECT_EQ(one("990101,,社零,2025,cumulative,5,亿元,1,,published,,2026-01,x,official").area, "990101");
}

TEST(ReadFacts, WhatMayLookOddButIsPossible) {
  EXPECT_EQ(one("1,甲,规上工业企业利润总额,2025,cumulative,-3.2,亿元,-180.5,,published,,2026-01,x,official")
                .value->to_string(),
            "-3.2");
  EXPECT_EQ(one("1,甲,重点项目投资完成率,2025,cumulative,122,%,,,published,,2026-01,x,official").value->to_string(),
            "122");
  EXPECT_EQ(one("1,甲,社零,2025,cumulative,5,亿元,6,,estimate,预计,2025-11,x,official").status, Status::estimate);
  EXPECT_EQ(one("1,甲,CPI,2025,cumulative,100.2,,,,published,,2026-01,x,official").unit, "");
  EXPECT_EQ(one("1,甲,单位GDP能耗,2025,cumulative,-3.0,%,,,published,,2026-01,x,official").value->to_string(), "-3.0");
  EXPECT_EQ(one("1,甲,孕产妇死亡率,2025,cumulative,8,1/10万,,,published,,2026-01,x,official").unit, "1/10万");
}

TEST(ReadFacts, FaultsOfTheWholeFile) {
  const auto code = [](const std::string& bytes) {
    const auto got = read_facts_csv(bytes, "x.csv");
    if (got) return std::string("read");
    EXPECT_EQ(got.error().where.file, "x.csv");
    return got.error().code;
  };
  EXPECT_EQ(code(""), "facts.empty");
  EXPECT_EQ(code("# 只有说明\n"), "facts.empty");
  EXPECT_EQ(code("指标,数值\n"), "facts.columns");
  EXPECT_EQ(code("area,indicator,period,span,unit,status,published\n"), "facts.columns");
  EXPECT_EQ(code("area,indicator,period,span,value,value,unit,status,published\n"), "facts.columns");
  EXPECT_EQ(code("area;indicator;period;span;value;unit;status;published\n"), "facts.columns");
  EXPECT_EQ(code(std::string(kHeader) + "1,\"甲,社零\n"), "csv.quote");
  EXPECT_EQ(code(std::string(kHeader) + "1,\xB9\xE3\xD6\xDD,x\n"), "utf8.invalid");
  EXPECT_EQ(code("area,indicator,period,span,growth_pct,unit,status,published\n"), "read");
}

TEST(ReadFacts, ByteOrderMarkCommentsBlankRowsAndCarriageReturnsAreNoRows) {
  const auto got =
      read_facts_csv(std::string("\xEF\xBB\xBF# 说明\r\n") + kHeader +
                         "\r\n,,,,,,,,,,,,,\r\n1,甲,社零,2025,cumulative,5,亿元,1,,published,,2026-01,x,official\r\n",
                     "x.csv");
  ASSERT_TRUE(got);
  EXPECT_EQ(got->facts.size(), 1u);
  EXPECT_TRUE(got->unread.empty());
  EXPECT_TRUE(read_facts_csv(std::string("\n,,,\n") + kHeader, "x.csv"));
}

TEST(ReadFacts, TheSharedTableIsReadWholly) {
  std::ifstream in(JICHENG_SOURCE_DIR "/../shared/data/facts.csv", std::ios::binary);
  if (!in) GTEST_SKIP() << "the shared data are not beside this checkout";
  std::stringstream bytes;
  bytes << in.rdbuf();
  const auto got = read_facts_csv(bytes.str(), "facts.csv");
  ASSERT_TRUE(got);
  for (const auto& fault : got->unread) ADD_FAILURE() << base::to_text(fault);
  EXPECT_EQ(got->facts.size(), 510u);
  EXPECT_TRUE(contradictions(got->facts).empty());

  const auto count = [&](auto&& holds) { return std::ranges::count_if(got->facts, holds); };
  EXPECT_EQ(count([](const Fact& f) { return f.year_inferred; }), 101 + 17 + 3);
  EXPECT_EQ(count([](const Fact& f) { return f.status == Status::derived; }), 38 + 17);
  EXPECT_EQ(count([](const Fact& f) { return f.status == Status::estimate; }), 10);
  EXPECT_EQ(count([](const Fact& f) { return f.growth_basis == "环比"; }), 1);
  EXPECT_EQ(count([](const Fact& f) { return f.value && f.value->to_string() == "53.70"; }), 2);
}

RC_GTEST_PROP(ReadFactsProperty, RowsReadBackAsWritten, ()) {
  const auto text = [] {
    static const std::vector<std::string> pieces = {"甲", "，", ",", "\"", "说明", "\n", "a", "1", "“", ";", " x"};
    std::string out = "始";
    for (const auto i :
         *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces.size()))) {
      out += pieces[i];
    }
    return out + "终";
  };
  const std::string area = text(), indicator = text(), note = text(), source = text();
  const Decimal value = Decimal::scaled(*rc::gen::arbitrary<std::int32_t>(), -*rc::gen::inRange(0, 6));
  const Decimal growth = Decimal::scaled(*rc::gen::inRange(-1000, 100'000), -*rc::gen::inRange(1, 4));
  const int year = *rc::gen::inRange(1990, 2100), month = *rc::gen::inRange(1, 13);
  const calendar::Period period = calendar::Period::year_to_date(year, month);
  const std::string published = calendar::to_string(calendar::plus_days(period.last_day(), *rc::gen::inRange(1, 400)));
  std::string row = "123456";
  for (const std::string& cell : {area, indicator, calendar::to_string(period), std::string("cumulative"),
                                  value.to_string(), std::string("亿元"), growth.to_string(), std::string("某口径"),
                                  std::string("derived"), note, published, source, std::string("mirror")}) {
    row += ',' + base::csv_field(cell);
  }
  const auto got = read_facts_csv(kHeader + row + "\n", "x.csv");
  RC_ASSERT(got.has_value());
  RC_ASSERT(got->unread.empty());
  RC_ASSERT(got->facts.size() == 1u);
  const Fact& f = got->facts[0];
  RC_ASSERT(f.area == area);
  RC_ASSERT(f.indicator_as_printed == indicator);
  RC_ASSERT(f.period == period);
  RC_ASSERT(f.value->to_string() == value.to_string());
  RC_ASSERT(f.growth_pct->to_string() == growth.to_string());
  RC_ASSERT(f.growth_basis == "某口径");
  RC_ASSERT(f.note == note);
  RC_ASSERT(f.source.text == source);
  RC_ASSERT(calendar::to_string(f.published) == published);
}

}  // namespace
