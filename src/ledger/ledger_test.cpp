#include "ledger/ledger.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using facts::Fact;
using ledger::Instant;
using ledger::Ledger;

calendar::Date day(std::string_view text) { return *calendar::parse_date(text); }
Instant at(int hours) { return Instant(std::chrono::hours(hours)); }

Fact fact(const char* value, const char* growth, const char* published,
          facts::Status status = facts::Status::published) {
  Fact f;
  f.area_code = "990101";
  f.area = "岚湖区";
  f.indicator = f.indicator_as_printed = "地区生产总值";
  f.period = *calendar::parse_period("2025");
  if (*value != '\0') f.value = *base::Decimal::parse(value);
  f.unit = "亿元";
  if (*growth != '\0') f.growth_pct = *base::Decimal::parse(growth);
  f.status = status;
  f.published = *calendar::parse_published(published);
  f.source = {.text = "岚湖区统计局", .kind = facts::SourceKind::official, .place = {.file = "数.csv", .line = 7}};
  return f;
}

Ledger in_memory(const std::vector<Fact>& facts = {}) {
  auto made = Ledger::open(":memory:");
  EXPECT_TRUE(made);
  EXPECT_TRUE(made->append(facts, at(1)));
  return std::move(*made);
}

// What was known of the one figure: value/growth of each fact, in order of recording.
std::vector<std::string> known(const Ledger& book, std::string_view date) {
  std::vector<std::string> out;
  const auto answer = book.as_known_on(day(date));
  EXPECT_TRUE(answer);
  for (const Fact& f : *answer) {
    out.push_back((f.value ? f.value->to_string() : "") + "/" + (f.growth_pct ? f.growth_pct->to_string() : ""));
  }
  return out;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Ledger, GivesBackWhatWasPut) {
  Fact f = fact("53.70", "-0.60", "2026-03");
  f.scope = "某范围";
  f.growth_basis = "可比口径";
  f.year_inferred = true;
  f.note = "含逗号,引号\"和\n换行";
  f.source.kind = facts::SourceKind::mirror;
  f.source.place = {
      .file = "甲.xlsx", .sheet = "财政", .cell = "B7", .page = 1, .paragraph = 2, .row = 3, .line = 4, .column = 5};
  const Ledger book = in_memory({f});
  const auto found = book.find({});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1u);
  const Fact& back = found->front().fact;
  EXPECT_EQ(facts::id(back), facts::id(f));
  EXPECT_EQ(facts::key(back), facts::key(f));
  EXPECT_EQ(back.value->to_string(), "53.70");
  EXPECT_EQ(back.growth_pct->to_string(), "-0.60");
  EXPECT_EQ(back.source.place, f.source.place);
  EXPECT_EQ(back.note, f.note);
  EXPECT_EQ(found->front().sequence, 1);
  EXPECT_EQ(found->front().vintage, 1);
  EXPECT_EQ(found->front().recorded_at, at(1));
}

TEST(Ledger, TheSameFactTwiceIsOneFact) {
  Ledger book = in_memory({fact("100", "5.0", "2026-01-20")});
  Fact moved = fact("100", "5.0", "2026-01-20");
  moved.source.place.line = 99;
  const auto again = book.append({moved, moved, fact("101", "5.1", "2026-03")}, at(2));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->known_already, 2);
  EXPECT_EQ(again->added, 1);
  EXPECT_EQ(again->new_vintages, 1);
  EXPECT_EQ(book.find({.all_vintages = true})->size(), 2u);
  EXPECT_EQ(book.find({.all_vintages = true})->front().recorded_at, at(1));
}

TEST(Ledger, ARepetitionElsewhereIsNoNewStatement) {
  Ledger book = in_memory({fact("100", "5.0", "2026-01-20")});
  Fact elsewhere = fact("100", "5.0", "2026-01-20");
  elsewhere.source.text = "另一个网页";
  const auto done = book.append({elsewhere}, at(2));
  EXPECT_EQ(done->added, 1);
  EXPECT_EQ(done->new_vintages, 0);
  const auto all = book.find({.all_vintages = true});
  ASSERT_EQ(all->size(), 2u);
  for (const auto& recorded : *all) EXPECT_EQ(recorded.vintage, 1);
}

TEST(Ledger, AnswersAsKnownOnADay) {
  const Ledger book =
      in_memory({fact("100", "5.0", "2026-01-20"), fact("101", "5.1", "2026-03"), fact("103", "5.2", "2026-10-31")});
  EXPECT_THAT(known(book, "2026-01-19"), IsEmpty());
  EXPECT_THAT(known(book, "2026-01-20"), ElementsAre("100/5.0"));
  EXPECT_THAT(known(book, "2026-03-30"), ElementsAre("100/5.0"));  // of March only the month is known: by its end
  EXPECT_THAT(known(book, "2026-03-31"), ElementsAre("101/5.1"));
  EXPECT_THAT(known(book, "2026-12-01"), ElementsAre("103/5.2"));
}

TEST(Ledger, AnOlderPublicationThatComesInLateTakesItsPlace) {
  Ledger book = in_memory({fact("103", "5.2", "2026-10-31")});
  ASSERT_TRUE(book.append({fact("100", "5.0", "2026-01-20")}, at(2)));
  EXPECT_THAT(known(book, "2026-12-01"), ElementsAre("103/5.2"));
  EXPECT_THAT(known(book, "2026-02-01"), ElementsAre("100/5.0"));
  const auto all = book.find({.all_vintages = true});
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ((*all)[0].vintage, 2);
  EXPECT_EQ((*all)[1].vintage, 1);
}

TEST(Ledger, OfOneDayTheLaterRecordedHolds) {
  const Ledger book = in_memory({fact("100", "5.0", "2026-01-20"), fact("101", "5.1", "2026-01-20")});
  EXPECT_THAT(known(book, "2026-01-20"), ElementsAre("101/5.1"));
}

TEST(Ledger, AResultSupersedesAnEstimateWhateverTheOrder) {
  const Fact estimate = fact("3600", "6", "2026-01-25", facts::Status::estimate);
  const Fact result = fact("", "5.8", "2026-01-28");
  EXPECT_THAT(known(in_memory({estimate, result}), "2026-01-26"), ElementsAre("3600/6"));
  EXPECT_THAT(known(in_memory({estimate, result}), "2026-02-01"), ElementsAre("/5.8"));
  const Fact late = fact("3600", "6", "2026-02-25", facts::Status::estimate);
  EXPECT_THAT(known(in_memory({result, late}), "2026-03-01"), ElementsAre("/5.8"));
}

TEST(Ledger, WhatIsDerivedNeverSupersedesWhatWasPublished) {
  const Fact derived = fact("", "5.1", "2026-06-01", facts::Status::derived);
  EXPECT_THAT(known(in_memory({fact("", "5.0", "2026-01-20"), derived}), "2026-07-01"), ElementsAre("/5.0"));
  EXPECT_THAT(known(in_memory({derived, fact("", "5.0", "2026-07-01")}), "2026-07-01"), ElementsAre("/5.0"));
}

TEST(Ledger, ALaterPageWithTheGrowthAloneLeavesTheLevel) {
  const Ledger book = in_memory({fact("100", "5.0", "2026-01-20"), fact("", "5.1", "2026-06-01")});
  EXPECT_THAT(known(book, "2026-07-01"), ElementsAre("100/5.0", "/5.1"));
  const Ledger replaced = in_memory({fact("", "5.0", "2026-01-20"), fact("101", "5.1", "2026-06-01")});
  EXPECT_THAT(known(replaced, "2026-07-01"), ElementsAre("101/5.1"));
}

TEST(Ledger, AnswersWithWhatWeHadInHand) {
  Ledger book = in_memory({fact("100", "5.0", "2026-01-20")});
  ASSERT_TRUE(book.append({fact("101", "5.1", "2026-02-20")}, at(50)));
  const auto then = book.find({.asof = day("2026-12-31"), .recorded_by = at(49)});
  ASSERT_EQ(then->size(), 1u);
  EXPECT_EQ(then->front().fact.value->to_string(), "100");
  EXPECT_EQ(book.find({.recorded_by = at(50)})->front().fact.value->to_string(), "101");
  EXPECT_TRUE(book.find({.recorded_by = at(0)})->empty());
}

TEST(Ledger, FindsByAreaAndIndicator) {
  Fact other = fact("7", "1.0", "2026-01-20");
  other.indicator = other.indicator_as_printed = "固定资产投资";
  Fact elsewhere = fact("9", "2.0", "2026-01-20");
  elsewhere.area_code = "990102";
  elsewhere.area = "青屿区";
  const Ledger book = in_memory({fact("100", "5.0", "2026-01-20"), other, elsewhere});
  EXPECT_EQ(book.find({.area = "岚湖区"})->size(), 2u);
  EXPECT_EQ(book.find({.area = "990102"})->size(), 1u);
  EXPECT_EQ(book.find({.indicator = "固定资产投资"})->size(), 1u);
  EXPECT_EQ(book.find({.area = "青屿区", .indicator = "固定资产投资"})->size(), 0u);
  EXPECT_EQ(book.find({.area = "'; DROP TABLE fact; --"})->size(), 0u);
  EXPECT_EQ(book.find({})->size(), 3u);
}

TEST(Ledger, VerifiesItself) {
  Ledger book = in_memory({fact("100", "5.0", "2026-01-20"), fact("101", "5.1", "2026-03")});
  ASSERT_TRUE(book.append({fact("102", "5.1", "2026-04")}, at(2)));
  EXPECT_EQ(*book.verify(), 3);
  EXPECT_EQ(*in_memory().verify(), 0);
}

class SharedFacts : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream in(JICHENG_SOURCE_DIR "/../shared/data/facts.csv", std::ios::binary);
    if (!in) GTEST_SKIP() << "the shared data are not beside this checkout";
    std::stringstream bytes;
    bytes << in.rdbuf();
    facts_ = facts::read_facts_csv(bytes.str(), "facts.csv")->facts;
    ASSERT_EQ(facts_.size(), 510u);
  }
  std::vector<Fact> facts_;
};

const Fact* one(const std::vector<Fact>& all, std::string_view indicator, std::string_view period,
                std::string_view basis = "") {
  const Fact* found = nullptr;
  for (const Fact& f : all) {
    if (f.area_code != "440104" || f.indicator != indicator || calendar::to_string(f.period) != period ||
        f.growth_basis != basis) {
      continue;
    }
    EXPECT_EQ(found, nullptr) << indicator << period;
    found = &f;
  }
  return found;
}

// 越秀区, half-year report published on 2022-10-13 and the year's release of 2023-03.
TEST_F(SharedFacts, AreAnsweredAsKnown) {
  const Ledger book = in_memory(facts_);
  const auto before = *book.as_known_on(day("2022-10-12"));
  EXPECT_EQ(one(before, "地区生产总值", "2022H1"), nullptr);
  const auto then = *book.as_known_on(day("2022-10-13"));
  ASSERT_NE(one(then, "地区生产总值", "2022H1"), nullptr);
  EXPECT_EQ(one(then, "地区生产总值", "2022H1")->growth_pct->to_string(), "-2.8");
  EXPECT_EQ(one(then, "地区生产总值", "2022"), nullptr);

  const auto later = *book.as_known_on(day("2023-03-31"));
  EXPECT_EQ(one(later, "一般公共预算收入", "2022")->growth_pct->to_string(), "-0.6");
  EXPECT_EQ(one(later, "一般公共预算收入", "2022", "剔除留抵退税")->growth_pct->to_string(), "2.7");
}

TEST_F(SharedFacts, TheFinalAccountsFollowTheExecution) {
  const Ledger book = in_memory(facts_);
  EXPECT_EQ(one(*book.as_known_on(day("2022-02-01")), "一般公共预算总收入", "2021")->value->to_string(), "1639061");
  EXPECT_EQ(one(*book.as_known_on(day("2022-11-01")), "一般公共预算总收入", "2021")->value->to_string(), "1654541");
}

TEST_F(SharedFacts, ImportedAgainChangeNothing) {
  Ledger book = in_memory(facts_);
  const auto again = book.append(facts_, at(9));
  EXPECT_EQ(again->added, 0);
  EXPECT_EQ(again->known_already, 510);
  EXPECT_EQ(*book.verify(), 510);
}

// Whatever the order of import, the answer as of any day is the same.
RC_GTEST_PROP(LedgerProperty, AnswersDoNotDependOnTheOrderOfImport, ()) {
  const int count = *rc::gen::inRange(1, 12);
  std::vector<Fact> facts;
  for (int i = 0; i < count; ++i) {
    const std::string published = calendar::to_string(calendar::plus_days(day("2026-01-01"), i * 7));
    Fact f = fact(*rc::gen::element("", "100", "101"), *rc::gen::element("5.0", "5.1"), published.c_str());
    f.status = *rc::gen::element(facts::Status::published, facts::Status::derived, facts::Status::estimate);
    f.indicator = f.indicator_as_printed = *rc::gen::element<std::string>("甲", "乙");
    facts.push_back(f);
  }
  std::vector<Fact> shuffled = facts;
  for (std::size_t i = shuffled.size(); i > 1; --i)
    std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
  const Ledger a = in_memory(facts), b = in_memory(shuffled);
  const auto ids = [](const Ledger& book, const calendar::Date& date) {
    std::vector<std::string> out;
    const auto answer = book.as_known_on(date);
    for (const Fact& f : *answer) out.push_back(facts::id(f));
    std::sort(out.begin(), out.end());
    return out;
  };
  for (int i = 0; i <= count; ++i) {
    const auto date = calendar::plus_days(day("2026-01-01"), i * 7 - 3);
    RC_ASSERT(ids(a, date) == ids(b, date));
  }
}

}  // namespace
