// The ledger as a file: whose it is, what refuses to change, what happens when the disk or another program gets in the
// way.
#include <csignal>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/backends_test.hpp"
#include "ledger/inspect.hpp"
#include "ledger/ledger.hpp"
#include "ledger/schema.hpp"
#include "ledger/sqlite.hpp"
#include "ledger/sqlite_store.hpp"

#if defined(__unix__)
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace {

namespace fs = std::filesystem;
using facts::Fact;
using ledger::Instant;
using ledger::Ledger;

const std::string kPresent = std::to_string(ledger::detail::kSchemaVersion) + "\n";

Fact numbered(int n) {
  Fact f;
  f.area_code = "990101";
  f.area = "岚湖区";
  f.indicator = f.indicator_as_printed = "指标" + std::to_string(n);
  f.period = *calendar::parse_period("2025");
  f.value = base::Decimal(n);
  f.unit = "个";
  f.published = *calendar::parse_published("2026-01-20");
  f.note = std::string(200, 'x');
  return f;
}

std::vector<Fact> many(int from, int to) {
  std::vector<Fact> out;
  for (int n = from; n < to; ++n) out.push_back(numbered(n));
  return out;
}

class LedgerFile : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        fs::temp_directory_path() / (std::string("jicheng-ledger-") + info->name() + "-" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "台账.sqlite").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  Ledger open() {
    auto book = Ledger::open(path_);
    EXPECT_TRUE(book) << (book ? "" : base::to_text(book.error()));
    return std::move(*book);
  }
  std::string fault_on_open(const std::string& path) {
    const auto book = Ledger::open(path);
    if (book) return "opened";
    EXPECT_EQ(book.error().where.file, path);
    EXPECT_FALSE(book.error().remedy.empty());
    return book.error().code;
  }
  // The file as another program sees it.
  ledger::detail::Database raw() {
    sqlite3* db = nullptr;
    EXPECT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
    return ledger::detail::Database(db);
  }
  static std::string run(sqlite3* db, const std::string& sql) {
    char* message = nullptr;
    sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message);
    const std::string out = message == nullptr ? "" : message;
    sqlite3_free(message);
    return out;
  }
  static std::string answer(sqlite3* db, const std::string& sql) {
    std::string out;
    sqlite3_exec(
        db, sql.c_str(),
        [](void* into, int columns, char** values, char**) {
          *static_cast<std::string*>(into) +=
              std::string(values[columns - 1] == nullptr ? "" : values[columns - 1]) + "\n";
          return 0;
        },
        &out, nullptr);
    return out;
  }

  fs::path folder_;
  std::string path_;
};

TEST_F(LedgerFile, IsThereNextTime) {
  ASSERT_TRUE(open().append(many(0, 3), Instant{}));
  EXPECT_EQ(open().find({})->size(), 3u);
  ASSERT_TRUE(open().append(many(2, 5), Instant{}));
  EXPECT_EQ(*open().verify(), 5);
}

// So many keys are gone over by two connections; where vintages are counted by one.
TEST_F(LedgerFile, ALargeAreaAnswersAlikeReadByOneOrByTwo) {
  Ledger book = open();
  constexpr int kFigures = 1500;
  const auto at = [](int hours) { return Instant(std::chrono::hours(hours)); };
  const auto round = [&](int n) {
    std::vector<Fact> facts = many(0, kFigures);
    for (Fact& f : facts)
      f.value = base::Decimal(n * 10'000), f.published.known_by = calendar::plus_days(f.published.known_by, n);
    return facts;
  };
  for (int n = 1; n <= 3; ++n) ASSERT_TRUE(book.append(round(n), at(n)));
  const auto sequences = [&](const ledger::Query& query, bool counted) {
    return ledger::testing_backends::sequences(book, query, counted);
  };
  const std::vector<std::int64_t> second = sequences({.recorded_by = at(2)}, false);
  ASSERT_EQ(second.size(), static_cast<std::size_t>(kFigures));
  EXPECT_EQ(second.front(), kFigures + 1);
  EXPECT_EQ(second, sequences({.recorded_by = at(2)}, true));
  // Another program goes on writing, and takes away what stood then.
  Ledger other = open();
  ASSERT_TRUE(other.append(round(4), at(4)));
  ASSERT_TRUE(other.write({.area = "990101",
                           .request = "撤回",
                           .recorded_at = at(5),
                           .entries = {ledger::Withdrawal{kFigures + 7}, ledger::Withdrawal{4 * kFigures}}}));
  EXPECT_EQ(sequences({.recorded_by = at(2)}, false), second);
  for (const int hours : {1, 3, 4, 5}) {
    const auto found = sequences({.recorded_by = at(hours)}, false);
    EXPECT_EQ(found, sequences({.recorded_by = at(hours)}, true)) << hours;
    EXPECT_EQ(found.size(), static_cast<std::size_t>(kFigures)) << hours;
  }
  EXPECT_EQ(sequences({}, false).back(), 4 * kFigures - 1);
}

TEST_F(LedgerFile, IsOursAndDurable) {
  open();
  const auto db = raw();
  EXPECT_EQ(answer(db.get(), "PRAGMA journal_mode"), "wal\n");
  EXPECT_EQ(answer(db.get(), "PRAGMA application_id"), std::to_string(ledger::detail::kApplicationId) + "\n");
  EXPECT_EQ(answer(db.get(), "PRAGMA user_version"), kPresent);
  EXPECT_EQ(answer(db.get(), "PRAGMA integrity_check"), "ok\n");
  EXPECT_EQ(
      answer(db.get(), "SELECT min(strict) FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'"),
      "1\n");
}

TEST_F(LedgerFile, RefusesChangesFromAnyProgram) {
  ASSERT_TRUE(open().append(many(0, 3), Instant{}));
  const auto db = raw();
  const std::string copy =
      "DROP TABLE IF EXISTS t; CREATE TEMP TABLE t AS SELECT * FROM record WHERE place = (SELECT max(place) FROM "
      "record);";
  for (const std::string& sql :
       {std::string("UPDATE record SET body = '{}'"), std::string("DELETE FROM record"),
        std::string("DELETE FROM record WHERE place = (SELECT max(place) FROM record)"),
        std::string("UPDATE record SET recorded_at = 0"), std::string("REPLACE INTO record SELECT * FROM record"),
        copy + "UPDATE t SET body = '{}'; INSERT OR REPLACE INTO record SELECT * FROM t",
        copy + "UPDATE t SET place = place + 2; INSERT INTO record SELECT * FROM t",
        std::string("UPDATE receipt SET added = 9"), std::string("DELETE FROM receipt"),
        std::string("REPLACE INTO receipt SELECT * FROM receipt"), std::string("UPDATE area SET name = 'x'"),
        std::string("DELETE FROM area"), std::string("REPLACE INTO area SELECT * FROM area")}) {
    EXPECT_EQ(run(db.get(), sql), "the ledger is append-only") << sql;
  }
  EXPECT_EQ(*open().verify(), 3);
}

TEST_F(LedgerFile, NoticesWhatWasChangedBehindItsBack) {
  ASSERT_TRUE(open().append(many(0, 3), Instant{}));
  run(raw().get(),
      "DROP TRIGGER record_is_never_changed; UPDATE record SET body = replace(body, '个', '万个') WHERE place % "
      "1048576 = 2");
  const auto verified = open().verify();
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, "ledger.tampered");
  EXPECT_NE(verified.error().what.find("第2条"), std::string::npos);
}

TEST_F(LedgerFile, NoticesARemovedLastButOne) {
  ASSERT_TRUE(open().append(many(0, 3), Instant{}));
  run(raw().get(), "DROP TRIGGER record_is_never_removed; DELETE FROM record WHERE place % 1048576 = 2");
  EXPECT_EQ(open().verify().error().code, "ledger.tampered");
}

TEST_F(LedgerFile, NoDatabaseIsRefused) {
  const std::string text(4096, 'x');
  std::ofstream(path_) << text;
  EXPECT_EQ(fault_on_open(path_), "ledger.unreadable");
  std::ifstream back(path_);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(back), {}), text);
}

TEST_F(LedgerFile, AnEmptyFileBecomesALedger) {
  std::ofstream(path_).close();
  EXPECT_TRUE(open().append(many(0, 1), Instant{}));
}

TEST_F(LedgerFile, AFolderOrAMissingFolderIsRefused) {
  EXPECT_EQ(fault_on_open(folder_.string()), "ledger.unreadable");
  EXPECT_EQ(fault_on_open((folder_ / "没有" / "台账.sqlite").string()), "ledger.unreadable");
}

TEST_F(LedgerFile, AnotherProgramsDatabaseIsRefusedAndLeftAlone) {
  run(raw().get(), "CREATE TABLE mine (x); INSERT INTO mine VALUES (1)");
  EXPECT_EQ(fault_on_open(path_), "ledger.not_ours");
  run(raw().get(), "PRAGMA application_id = 7; PRAGMA user_version = 1");
  EXPECT_EQ(fault_on_open(path_), "ledger.not_ours");
  EXPECT_EQ(answer(raw().get(), "PRAGMA journal_mode"), "delete\n");
  EXPECT_EQ(answer(raw().get(), "SELECT name FROM sqlite_schema"), "mine\n");
}

TEST_F(LedgerFile, ALaterVersionsFileIsRefused) {
  open();
  run(raw().get(), "PRAGMA user_version = " + std::to_string(ledger::detail::kSchemaVersion + 1));
  EXPECT_EQ(fault_on_open(path_), "ledger.newer");
}

TEST_F(LedgerFile, ATruncatedFileIsRefused) {
  { ASSERT_TRUE(open().append(many(0, 300), Instant{})); }
  fs::resize_file(path_, fs::file_size(path_) / 2);
  auto book = Ledger::open(path_);
  if (!book) {
    EXPECT_EQ(book.error().code, "ledger.unreadable");
  } else {
    const auto found = book->find({});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, "ledger.unreadable");
  }
}

TEST_F(LedgerFile, LockedByAnotherProgram) {
  Ledger book = open();
  ASSERT_TRUE(book.append(many(0, 2), Instant{}));
  const auto other = raw();
  ASSERT_EQ(run(other.get(), "BEGIN IMMEDIATE"), "");
  const auto refused = book.append(many(2, 4), Instant{});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "ledger.locked");
  EXPECT_EQ(book.find({})->size(), 2u) << "reading goes on";
  run(other.get(), "ROLLBACK");
  EXPECT_TRUE(book.append(many(2, 4), Instant{}));
}

TEST_F(LedgerFile, TwoHandlesSeeOneLedger) {
  Ledger a = open(), b = open();
  ASSERT_TRUE(a.append(many(0, 2), Instant{}));
  ASSERT_TRUE(b.append(many(1, 4), Instant{}));
  EXPECT_EQ(a.find({})->size(), 4u);
  EXPECT_EQ(*a.verify(), 4);
}

#if defined(__unix__)
TEST_F(LedgerFile, WhatDoesNotFitOnTheDiskIsNotThereAtAll) {
  Ledger book = open();
  ASSERT_TRUE(book.append(many(0, 5), Instant{}));
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit tight{256 * 1024, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
  const auto refused = book.append(many(5, 20'000), Instant{});
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().code, testing::AnyOf("ledger.unwritable", "ledger.unsure"));
  EXPECT_FALSE(refused.error().remedy.empty());
  EXPECT_EQ(book.find({})->size(), 5u);
  EXPECT_TRUE(book.append(many(5, 10), Instant{}));
  EXPECT_EQ(*open().verify(), 10);
}
#endif

TEST_F(LedgerFile, AFullDatabaseSaysSo) {
  const ledger::detail::Database db = raw();
  const auto fault = ledger::detail::fault_of(nullptr, SQLITE_FULL, path_);
  EXPECT_EQ(fault.code, "ledger.full");
  EXPECT_NE(base::to_text(fault).find("磁盘"), std::string::npos);
}

// tests/golden/ledger/version-1.sql was dumped from a file that version 0.1.0 of 2026-11-23 wrote.
class OldLedger : public LedgerFile {
 protected:
  void make_old(const std::string& more = {}) {
    std::ifstream in(JICHENG_SOURCE_DIR "/tests/golden/ledger/version-1.sql", std::ios::binary);
    const std::string dump{std::istreambuf_iterator<char>(in), {}};
    ASSERT_FALSE(dump.empty());
    EXPECT_EQ(run(raw().get(), dump + more), "");
  }
  static std::vector<std::string> known(const Ledger& book, const ledger::Query& query) {
    std::vector<std::string> out;
    const auto found = book.find(query);
    EXPECT_TRUE(found);
    for (const auto& r : *found) {
      const Fact& f = r.fact;
      out.push_back(f.area + " " + f.indicator + " " + (f.value ? f.value->to_string() : "") + "/" +
                    (f.growth_pct ? f.growth_pct->to_string() : "") + " " + std::to_string(r.vintage));
    }
    return out;
  }
};

// What version 0.1.0 answers from the same file.
TEST_F(OldLedger, IsBroughtUpAndAnswersTheSame) {
  make_old();
  const Ledger book = open();
  using testing::ElementsAre;
  EXPECT_THAT(known(book, {}),
              ElementsAre("岚湖区 地区生产总值 /5.1 1", "青屿乡 固定资产投资 7/-0.60 1",
                          "岚湖区 地区生产总值 54.10/5.2 2", "岚湖区 地区生产总值 /5.3 3", "岚湖区 财政收入 9/1 1"));
  EXPECT_THAT(
      known(book, {.recorded_by = Instant(std::chrono::hours(480'049))}),
      ElementsAre("岚湖区 地区生产总值 53.70/5.0 1", "岚湖区 地区生产总值 /5.1 1", "青屿乡 固定资产投资 7/-0.60 1"));
  EXPECT_EQ(known(book, {.all_vintages = true}).size(), 6u);
  const auto first = book.record("990101", 1);
  ASSERT_TRUE(first);
  const Fact& f = std::get<Fact>(first->entry);
  EXPECT_EQ(f.source.place.cell, "B7");
  EXPECT_EQ(f.indicator_as_printed, "地区生产总值（印）");
  EXPECT_EQ(*book.verify(), 6);
  EXPECT_EQ(answer(raw().get(), "PRAGMA user_version"), kPresent);
  EXPECT_EQ(answer(raw().get(), "PRAGMA integrity_check"), "ok\n");
  EXPECT_EQ(*open().verify(), 6) << "once and for all";
}

TEST_F(OldLedger, ThatWasTamperedWithIsRefusedAndLeftAsItIs) {
  make_old("DROP TRIGGER fact_is_never_changed; UPDATE fact SET value = '9' WHERE sequence = 4;");
  EXPECT_EQ(fault_on_open(path_), "ledger.tampered");
  EXPECT_EQ(answer(raw().get(), "PRAGMA user_version"), "1\n");
  EXPECT_EQ(answer(raw().get(), "SELECT count(*) FROM fact"), "6\n");
}

// tests/golden/ledger/version-2.sql was dumped from a file that the program of 2026-11-28 wrote, version-2.answers is
// what that program answered from it: one key of 46 statements, corrections, withdrawals, events, an erased person,
// SM3.
class LedgerOfVersion2 : public OldLedger {
 protected:
  static std::string text(const std::string& name) {
    std::ifstream in(std::string(JICHENG_SOURCE_DIR "/tests/golden/ledger/") + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::string answers(const Ledger& book) {
    std::string out;
    const auto at = [](int minute) { return Instant(std::chrono::hours(490'000) + std::chrono::minutes(minute)); };
    const auto day = [](const char* text) { return *calendar::parse_date(text); };
    const auto ask = [&](const char* name, const ledger::Query& query) {
      out += std::string("# ") + name + "\n";
      for (const auto& line : known(book, query)) out += line + "\n";
    };
    ask("now", {});
    ask("every vintage", {.all_vintages = true});
    ask("recorded by minute 30", {.recorded_by = at(30)});
    ask("published by 2025-08-15", {.asof = day("2025-08-15")});
    ask("published by 2025-08-15, recorded by minute 47", {.asof = day("2025-08-15"), .recorded_by = at(47)});
    ask("published by 2025-08-20, recorded by minute 20, not counted",
        {.asof = day("2025-08-20"), .recorded_by = at(20), .count_vintages = false});
    out += "# heads\n";
    const auto heads = book.areas().value();
    for (const auto& h : heads) {
      out += h.area + " " + std::to_string(h.size) + " " + base::to_hex(base::bytes_of(h.chain)) + "\n";
    }
    out += "# events\n";
    const auto events = book.events({}).value();
    for (const auto& e : events) {
      out += e.event.kind + " " + std::to_string(e.sequence);
      for (const auto& p : e.event.personal) out += " " + p.name + "=" + (p.erased ? "-" : p.value);
      out += "\n";
    }
    return out;
  }
};

TEST_F(LedgerOfVersion2, IsBroughtUpAndAnswersTheSame) {
  ASSERT_EQ(run(raw().get(), text("version-2.sql")), "");
  Ledger book = open();
  EXPECT_EQ(answers(book), text("version-2.answers"));
  EXPECT_EQ(*book.verify(), 57);
  const auto found = ledger::inspect(book.store(), {});
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->good()) << found->findings.front().say;
  EXPECT_EQ(answer(raw().get(), "PRAGMA user_version"), kPresent);
  EXPECT_EQ(answer(raw().get(), "PRAGMA integrity_check"), "ok\n");
  EXPECT_EQ(answers(open()), text("version-2.answers")) << "once and for all";
}

// tests/golden/ledger/version-3.sql is what that version made of version-2.sql.
TEST_F(LedgerOfVersion2, ThatVersion3BroughtUpAnswersTheSame) {
  ASSERT_EQ(run(raw().get(), text("version-3.sql")), "");
  EXPECT_EQ(answer(raw().get(), "SELECT count(*) FROM sealed"), "1\n");
  Ledger book = open();
  EXPECT_EQ(answers(book), text("version-2.answers"));
  const auto found = ledger::inspect(book.store(), {});
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->good()) << found->findings.front().say;
  EXPECT_EQ(answer(raw().get(), "PRAGMA user_version"), kPresent);
  EXPECT_EQ(answer(raw().get(), "PRAGMA integrity_check"), "ok\n");
  EXPECT_EQ(answer(raw().get(), "SELECT count(*) FROM sqlite_schema WHERE name = 'sealed_by_key'"), "0\n");
  EXPECT_EQ(answers(open()), text("version-2.answers")) << "once and for all";
}

// tests/golden/ledger/version-4.sql was dumped from a file that the program of version 4 wrote, version-4.answers is
// what it answered: two keys of 113 and 38 statements, some late, one withdrawn and one corrected.
class LedgerOfVersion4 : public LedgerOfVersion2 {
 protected:
  static std::string many_answers(const Ledger& book) {
    std::string out;
    const auto at = [](int minute) { return Instant(std::chrono::hours(490'000) + std::chrono::minutes(minute)); };
    const auto ask = [&](const std::string& name, const ledger::Query& query) {
      out += "# " + name + "\n";
      for (const auto& line : known(book, query)) out += line + "\n";
    };
    for (const bool counted : {true, false}) {
      ask("now", {.count_vintages = counted});
      for (const char* day : {"2025-12-31", "2026-01-01", "2026-01-21", "2026-01-30", "2026-01-31", "2026-02-15",
                              "2026-03-02", "2026-03-14", "2026-03-16", "2026-04-10", "2026-04-22"}) {
        const calendar::Date date = *calendar::parse_date(day);
        ask(std::string("published by ") + day, {.asof = date, .count_vintages = counted});
        for (const int minute : {19, 40, 49, 69, 70, 89, 100}) {
          ask(std::string("published by ") + day + ", recorded by minute " + std::to_string(minute),
              {.asof = date, .recorded_by = at(minute), .count_vintages = counted});
        }
      }
      for (const int minute : {0, 19, 31, 32, 40, 69, 70, 89, 90, 100, 111}) {
        ask("recorded by minute " + std::to_string(minute), {.recorded_by = at(minute), .count_vintages = counted});
      }
    }
    return out;
  }
};

TEST_F(LedgerOfVersion4, IsBroughtUpAndAnswersTheSame) {
  ASSERT_EQ(run(raw().get(), text("version-4.sql")), "");
  EXPECT_EQ(answer(raw().get(), "SELECT count(*) FROM sealed"), "3\n");
  Ledger book = open();
  EXPECT_EQ(many_answers(book), text("version-4.answers"));
  const auto found = ledger::inspect(book.store(), {});
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->good()) << found->findings.front().say;
  EXPECT_EQ(answer(raw().get(), "PRAGMA user_version"), kPresent);
  EXPECT_EQ(answer(raw().get(), "PRAGMA integrity_check"), "ok\n");
  EXPECT_EQ(answer(raw().get(), "SELECT count(*) FROM sealed_from"), "3\n");
  EXPECT_EQ(many_answers(open()), text("version-4.answers")) << "once and for all";
}

TEST_F(LedgerOfVersion4, WhoseIndexCannotBeReadIsLeftAsItIs) {
  ASSERT_EQ(run(raw().get(), text("version-4.sql") + "UPDATE sealed SET entries = x'FFFF' WHERE rowid = 2;"), "");
  EXPECT_EQ(fault_on_open(path_), "ledger.unreadable");
  EXPECT_EQ(answer(raw().get(), "PRAGMA user_version"), "4\n");
  EXPECT_EQ(answer(raw().get(), "SELECT count(*) FROM sqlite_schema WHERE name = 'sealed_from'"), "0\n");
}

TEST_F(LedgerOfVersion2, ThatCannotBeReadIsLeftAsItIs) {
  ASSERT_EQ(run(raw().get(), text("version-2.sql") +
                                 "DROP TRIGGER record_is_never_changed; UPDATE record SET body = '{' WHERE place = "
                                 "(1 << 40 | 9);"),
            "");
  EXPECT_EQ(fault_on_open(path_), "ledger.tampered");
  EXPECT_EQ(answer(raw().get(), "PRAGMA user_version"), "2\n");
  EXPECT_EQ(answer(raw().get(), "SELECT count(*) FROM vintage"), "51\n");
}

// Every table is reached by its key: SEARCH, never SCAN, and nothing is sorted. `area` alone may be read whole.
TEST_F(LedgerFile, QuestionsUseIndices) {
  namespace sql = ledger::detail::sql;
  ASSERT_TRUE(open().append(many(0, 3), Instant{}));
  const auto db = raw();
  for (const char* query :
       {sql::kAreaByName,  sql::kLastRecord,   sql::kRecords,   sql::kOneRecord,    sql::kRecordedAt,
        sql::kKeyNumber,   sql::kFigure,       sql::kFigures,   sql::kPutFigure,    sql::kSealedWith,
        sql::kSealedOnDay, sql::kSealedBehind, sql::kSealed,    sql::kPutSealed,    sql::kByDay,
        sql::kSameDay,     sql::kSaid,         sql::kDayGone,   sql::kNextKind,     sql::kEventGone,
        sql::kReceipt,     sql::kReceipts,     sql::kPersonKey, sql::kEventsOfKind, sql::kKeysOfIndicator}) {
    const std::string plan = answer(db.get(), std::string("EXPLAIN QUERY PLAN ") + query);
    EXPECT_NE(plan.find("SEARCH"), std::string::npos) << query << plan;
    EXPECT_EQ(plan.find("SCAN"), std::string::npos) << query << plan;
    EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << query << plan;
  }
}

}  // namespace
