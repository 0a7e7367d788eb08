// What an administrator with the file can do to it, and that each is found and located. The stories of
// docs/reference/ledger-threats.md.
#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/signature.hpp"
#include "ledger/attack_test_help.hpp"
#include "ledger/body.hpp"

namespace ledger {
namespace {

using attack::Attack;
using testing::HasSubstr;

// Record n of the first area.
std::string place(int n) { return "(1 << 40 | " + std::to_string(n) + ")"; }
// The number of a key of the first area.
std::string key_of(const std::string& indicator, int month) {
  return "(SELECT no FROM key WHERE area = 1 AND indicator = '" + indicator + "' AND rest LIKE '2025-0" +
         std::to_string(month) + "%')";
}
// "n" shifted by one, from the end so that no two meet.
std::string shift(int from, int to, int by) {
  std::string out;
  for (int i = 0; i <= to - from; ++i) {
    const int n = by > 0 ? to - i : from + i;
    out += "UPDATE record SET place = " + place(n + by) + " WHERE place = " + place(n) + ";";
  }
  return out;
}

TEST_F(Attack, AnHonestLedgerIsGood) {
  InspectionRequest request;
  request.checkpoints = {checkpoint(), checkpoint("990102")};
  const auto found = looked_at(request);
  EXPECT_EQ(brief(found), "");
  EXPECT_EQ(found.records, 33);
  ASSERT_EQ(found.areas.size(), 2u);
  EXPECT_EQ(found.areas[0].checkpoints, 1);
  EXPECT_EQ(found.areas[0].root, request.checkpoints[0].root);
}

struct Case {
  const char* what;
  std::string sql;
  std::string found;  // somewhere among the findings
};

TEST_F(Attack, EveryChangeByForceIsFoundAndLocated) {
  const std::string copy = folder + "/copy.sqlite";
  std::filesystem::copy_file(path, copy);
  const std::vector<Case> cases{
      {"a digit in a value",
       "UPDATE record SET body = replace(body, '\"value\":\"107\"', '\"value\":\"108\"') WHERE place = " + place(7),
       "990101 7 record.changed body"},
      {"a value replaced by one of other length",
       "UPDATE record SET body = replace(body, '\"107\"', '\"1070\"') WHERE place = " + place(7),
       "990101 7 record.changed content"},
      {"who did it", "UPDATE record SET heading = replace(heading, '月报', '月保') WHERE place = " + place(12),
       "990101 12 record.changed"},
      {"a letter of the request",
       "UPDATE record SET heading = replace(heading, '\"r3\"', '\"r4\"') WHERE place = " + place(12),
       "990101 12 record.changed heading"},
      {"when", "UPDATE record SET recorded_at = recorded_at - 65536 WHERE place = " + place(12),
       "990101 12 record.changed recorded_at"},
      {"its kind", "UPDATE record SET kind = 2 WHERE place = " + place(12), "990101 12 record.changed kind"},
      {"its hash", "UPDATE record SET chain = zeroblob(32) WHERE place = " + place(12), "990101 12 record.chain"},
      {"a byte of the last hash",
       "UPDATE record SET chain = CAST(x'00' || substr(chain, 2) AS BLOB) WHERE place = " + place(30),
       "990101 30 record.chain"},
      {"the last record's value",
       "UPDATE record SET body = replace(body, '\"59\"', '\"58\"') WHERE place = " + place(30),
       "990101 30 record.changed body"},
      {"one taken out", "DELETE FROM record WHERE place = " + place(8), "990101 8 record.missing"},
      {"three taken out", "DELETE FROM record WHERE place BETWEEN " + place(8) + " AND " + place(10),
       "990101 8-10 record.missing"},
      {"the first taken out", "DELETE FROM record WHERE place = " + place(1), "990101 1 record.missing"},
      {"one taken out and the rest moved up", "DELETE FROM record WHERE place = " + place(8) + ";" + shift(9, 30, -1),
       "990101 8 record.removed"},
      {"two taken out and the rest moved up",
       "DELETE FROM record WHERE place IN (" + place(8) + "," + place(9) + ");" +
           shift(10, 29, -1) /* in two steps: places must stay apart */ + shift(9, 28, -1) +
           "UPDATE record SET place = " + place(29 - 1 + 0) + " WHERE place = " + place(30),
       "990101 8-9 record.removed"},
      {"one put in and the rest moved down",
       shift(8, 30, 1) + "INSERT INTO record SELECT " + place(8) +
           ", recorded_at, kind, heading, body, chain FROM record WHERE place = " + place(7),
       "990101 8 record.inserted"},
      {"two exchanged, hashes and all",
       "UPDATE record SET place = 99 WHERE place = " + place(12) + "; UPDATE record SET place = " + place(12) +
           " WHERE place = " + place(15) + "; UPDATE record SET place = " + place(15) + " WHERE place = 99",
       "990101 12-15 record.exchanged"},
      {"two neighbours exchanged",
       "UPDATE record SET place = 99 WHERE place = " + place(12) + "; UPDATE record SET place = " + place(12) +
           " WHERE place = " + place(13) + "; UPDATE record SET place = " + place(13) + " WHERE place = 99",
       "990101 12-13 record.exchanged"},
      {"two bodies exchanged, hashes left",
       "CREATE TEMP TABLE t AS SELECT * FROM record WHERE place IN (" + place(12) + "," + place(15) + ");" +
           "UPDATE record SET body = (SELECT body FROM t WHERE t.place = " + place(15) +
           "), heading = (SELECT heading FROM t WHERE t.place = " + place(15) +
           "), recorded_at = (SELECT recorded_at FROM t WHERE t.place = " + place(15) + ") WHERE place = " + place(12) +
           ";" + "UPDATE record SET body = (SELECT body FROM t WHERE t.place = " + place(12) +
           "), heading = (SELECT heading FROM t WHERE t.place = " + place(12) +
           "), recorded_at = (SELECT recorded_at FROM t WHERE t.place = " + place(12) + ") WHERE place = " + place(15),
       "990101 12-15 record.exchanged"},
      {"the end cut off, the indexes left", "DELETE FROM record WHERE place > " + place(28) + " AND place < (2 << 40)",
       "990101 29 receipt.extra"},
      {"a record far behind",
       "INSERT INTO record SELECT (1 << 40 | 1000000000), recorded_at, kind, heading, body, chain FROM record WHERE "
       "place = " +
           place(30),
       "990101 31-999999999 record.missing"},
      {"moved to the other area", "UPDATE record SET place = (2 << 40 | 4) WHERE place = " + place(30),
       "990102 4 record"},
      {"an entry of the index taken out", "DELETE FROM figure WHERE key = " + key_of("财政收入", 5),
       "990101 14 index.missing vintage"},
      {"an entry of the index with another day",
       "UPDATE figure SET entries = tampered(entries, 'day') WHERE key = " + key_of("财政收入", 5),
       "990101 14 index.changed vintage"},
      {"a correction undone in the index",
       "UPDATE figure SET entries = tampered(entries, 'back') WHERE key = " + key_of("地区生产总值", 3),
       "990101 3 index.changed vintage"},
      {"a fact hidden as withdrawn",
       "UPDATE figure SET entries = tampered(entries, 'gone') WHERE key = " + key_of("财政收入", 5),
       "990101 14 index.changed vintage"},
      {"an indicator renamed in the index", "UPDATE key SET indicator = '别的' WHERE indicator = '投资' AND area = 1",
       "990101 0 index.changed indicator"},
      {"a key led to the figures of another indicator",
       "UPDATE key SET no = " + key_of("财政收入", 5) + " WHERE no = " + key_of("地区生产总值", 3),
       "990101 3 index.changed"},
      {"two keys of one indicator exchanged",
       "CREATE TEMP TABLE t AS SELECT " + key_of("财政收入", 5) +
           " AS a, (SELECT no FROM key WHERE area = 1 AND "
           "indicator = '财政收入' AND rest NOT LIKE '2025-05%') AS b; UPDATE key SET no = CASE no WHEN (SELECT a FROM "
           "t) "
           "THEN (SELECT b FROM t) ELSE (SELECT a FROM t) END WHERE no IN (SELECT a FROM t UNION SELECT b FROM t)",
       "990101 14 index.changed"},
      {"an event taken out of the index", "DELETE FROM event", "990101 19 index.missing event"},
      {"an event under another name", "UPDATE event SET subject = 'order/2'", "990101 19 index.changed event"},
      {"the name of the area forgotten", "DELETE FROM label", "990101 0 index.missing name"},
      {"a receipt changed", "UPDATE receipt SET recorded_at = 5 WHERE request = 'r3'",
       "990101 12 receipt.changed receipt"},
      {"a receipt taken away", "DELETE FROM receipt WHERE request = 'r3'", "990101 12 receipt.missing receipt"},
      {"a receipt made up",
       "INSERT INTO receipt SELECT area, 'x', content, first, last, recorded_at, added, new_vintages, known_already "
       "FROM receipt WHERE request = 'r3'",
       "990101 12 receipt.extra receipt"},
      {"an area renamed", "UPDATE area SET name = '990103' WHERE no = 2", "990103 1"},
      {"another hash claimed", "UPDATE area SET algorithm = 'sm3' WHERE no = 2", "990102 1"},
  };
  for (const auto& one : cases) {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    std::filesystem::copy_file(copy, path);
    force(one.sql);
    const auto found = looked_at();
    EXPECT_THAT(brief(found), HasSubstr(one.found)) << one.what;
    for (const auto& f : found.findings) {
      EXPECT_FALSE(f.say.empty() || f.say_en.empty()) << one.what;
    }
  }
}

// Not one byte of what a record says escapes, nor is any blamed on another record.
TEST_F(Attack, EveryByteOfARecordIsLocated) {
  std::string body, heading;
  {
    auto book = Ledger::open(path);
    const std::int64_t twelve = 12;
    ASSERT_TRUE(book->store().read("990101", std::span(&twelve, 1), [&](const RecordView& r) {
      body = r.body;
      heading = r.heading;
      return true;
    }));
  }
  for (const auto& [column, text] :
       std::vector<std::pair<std::string, std::string>>{{"body", body}, {"heading", heading}}) {
    for (std::size_t i = 0; i < text.size(); i += 17) {
      std::string other = text;
      other[i] = static_cast<char>(other[i] ^ 2);
      force("UPDATE record SET " + column + " = CAST(x'" + base::to_hex(other) +
            "' AS TEXT) WHERE place = " + place(12));
      const std::string found = brief(looked_at({.indexes = false}));
      ASSERT_EQ(found, "990101 12 record.changed " + column) << i;
      force("UPDATE record SET " + column + " = CAST(x'" + base::to_hex(text) +
            "' AS TEXT) WHERE place = " + place(12));
    }
  }
  EXPECT_EQ(brief(looked_at()), "");
}

// A key of many statements has more to be lied about: what held, which days, which sorts, what was said.
TEST_F(Attack, WhatIsKeptOfAKeyOfManyStatementsIsHeldAgainstItsRecords) {
  {
    auto book = Ledger::open(path);
    ASSERT_TRUE(book);
    for (int i = 0; i < 50; ++i) {
      auto fact = attack::fact("990101", "用电量", 6, std::to_string(200 + i));
      fact.published = *calendar::parse_published("2025-10-" + std::to_string(10 + i % 15));
      ASSERT_TRUE(book->write(
          {.area = "990101", .request = "m" + std::to_string(i), .recorded_at = attack::at(200), .entries = {fact}}));
    }
    ASSERT_TRUE(book->write({.area = "990101",
                             .request = "away",
                             .recorded_at = attack::at(201),
                             .entries = {Withdrawal{31 + 14}}}));  // sealed already
  }
  ASSERT_EQ(brief(looked_at()), "");
  const std::string key = key_of("用电量", 6), copy = folder + "/many.sqlite";
  {
    auto book = Ledger::open(path);  // folds the log into the file
    ASSERT_TRUE(book);
  }
  ASSERT_TRUE(std::filesystem::copy_file(path, copy));
  for (const std::string& sql : std::vector<std::string>{
           "UPDATE figure SET entries = tampered(entries, 'held') WHERE key = " + key,
           "UPDATE figure SET entries = tampered(entries, 'latest') WHERE key = " + key,
           "UPDATE figure SET entries = tampered(entries, 'sorts') WHERE key = " + key,
           "UPDATE figure SET entries = tampered(entries, 'taken') WHERE key = " + key,
           "UPDATE figure SET entries = tampered(entries, 'late') WHERE key = " + key,
           "UPDATE sealed_from SET day = day + 1 WHERE key = " + key, "DELETE FROM sealed_from WHERE key = " + key,
           "UPDATE sealed_from SET key = key + 1000 WHERE key = " + key, "DELETE FROM sealed WHERE key = " + key,
           "DELETE FROM sealed_day WHERE sequence = 40 AND key = " + key,
           "UPDATE sealed_day SET known_by = known_by + 1 WHERE sequence = 40 AND key = " + key,
           "UPDATE sealed_day SET gone_by = 0 WHERE gone_by > 0 AND key = " + key,
           "INSERT INTO sealed_day SELECT key, gives, standing, known_by + 1, rank, 999, id, "
           "gone_by, withdrawn FROM sealed_day WHERE sequence = 40 AND key = " +
               key,
           std::string("DELETE FROM sealed_said WHERE said = (SELECT min(said) FROM sealed_said)")}) {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    std::filesystem::copy_file(copy, path);
    force(sql);
    EXPECT_THAT(brief(looked_at()), HasSubstr("index.")) << sql;
  }
}

// A key that no longer opens what it sealed would let a value pass for erased; a key that was destroyed is no fault.
TEST_F(Attack, AKeyOfAPersonThatWasChangedDoesNotPassForErasure) {
  force("UPDATE person_key SET key = zeroblob(32)");
  EXPECT_THAT(brief(looked_at()), HasSubstr("person.key"));
  force("UPDATE person_key SET key = NULL");
  EXPECT_EQ(brief(looked_at()), "");
}

TEST_F(Attack, TheByteThatWasChangedIsNamedAndSoIsWhatItWas) {
  force("UPDATE record SET body = replace(body, '\"value\":\"107\"', '\"value\":\"108\"') WHERE place = " + place(7));
  const auto found = looked_at({.indexes = false});
  ASSERT_EQ(found.findings.size(), 1u);
  EXPECT_THAT(found.findings[0].say, HasSubstr("第7条记录的正文第"));
  EXPECT_THAT(found.findings[0].say, HasSubstr("value\":\"107\""));
}

// What nobody can see from inside: whoever may write the file may also compute every hash anew. Only what is kept
// outside tells.
TEST_F(Attack, AChainComputedAnewIsFoundByACheckpointOnly) {
  const Checkpoint before = checkpoint();
  std::string altered = folder + "/altered.sqlite";
  {
    // The same history with one figure changed, written by the program itself: every hash is right.
    auto book = Ledger::open(altered);
    ASSERT_TRUE(book);
    std::vector<Entry> nine;
    for (int m = 1; m <= 9; ++m) {
      nine.emplace_back(attack::fact("990101", "地区生产总值", m, m == 7 ? "999" : std::to_string(100 + m)));
    }
    ASSERT_TRUE(book->write({.area = "990101",
                             .request = "one",
                             .actor = "李科长",
                             .reason = "月报",
                             .recorded_at = attack::at(1),
                             .entries = nine}));
    for (int i = 0; i < 21; ++i) {
      ASSERT_TRUE(book->write({.area = "990101",
                               .request = "r" + std::to_string(i),
                               .recorded_at = attack::at(2),
                               .entries = {attack::event("990101", "order/" + std::to_string(i))}}));
    }
  }
  path = altered;
  EXPECT_EQ(brief(looked_at()), "");
  EXPECT_EQ(brief(looked_at({.checkpoints = {before}})), "990101 1-30 checkpoint.rewritten");
}

TEST_F(Attack, ARollBackIsFoundByACheckpointOnly) {
  const std::string old = folder + "/old.sqlite";
  ASSERT_TRUE(std::filesystem::copy_file(path, old));
  {
    auto book = Ledger::open(path);
    ASSERT_TRUE(book->write({.area = "990101",
                             .request = "late",
                             .recorded_at = attack::at(90),
                             .entries = {attack::fact("990101", "消费", 1, "5")}}));
  }
  const Checkpoint late = checkpoint();
  EXPECT_EQ(late.size, 31);
  path = old;
  EXPECT_EQ(brief(looked_at()), "");
  EXPECT_EQ(brief(looked_at({.checkpoints = {late}})), "990101 31 checkpoint.rolled_back");
}

TEST_F(Attack, ACleanCutOfTheEndIsFoundByACheckpointOnly) {
  const Checkpoint before = checkpoint();
  force("DELETE FROM record WHERE place > " + place(28) +
        " AND place < (2 << 40);"
        "DELETE FROM receipt WHERE area = 1 AND first > 28; DELETE FROM figure WHERE key IN (" +
        key_of("投资", 8) + "," + key_of("投资", 9) +
        "); DELETE FROM key WHERE area = 1 AND no NOT IN (SELECT key FROM figure)");
  EXPECT_EQ(brief(looked_at()), "");
  EXPECT_EQ(brief(looked_at({.checkpoints = {before}})), "990101 29-30 checkpoint.rolled_back");
}

TEST_F(Attack, AnAreaThatIsGoneIsFoundByItsCheckpoint) {
  const Checkpoint before = checkpoint("990102");
  force(
      "DELETE FROM record WHERE place > (2 << 40); DELETE FROM area WHERE no = 2; DELETE FROM receipt WHERE area = 2;"
      "DELETE FROM figure WHERE key > (2 << 40); DELETE FROM key WHERE area = 2; DELETE FROM label WHERE area = 2");
  EXPECT_EQ(brief(looked_at()), "");
  EXPECT_EQ(brief(looked_at({.checkpoints = {before}})), "990102 0 checkpoint.area");
}

TEST_F(Attack, TwoCheckpointsBracketAChange) {
  const Checkpoint early = checkpoint();
  {
    auto book = Ledger::open(path);
    ASSERT_TRUE(book->write({.area = "990101",
                             .request = "late",
                             .recorded_at = attack::at(90),
                             .entries = {attack::fact("990101", "消费", 1, "5")}}));
  }
  Checkpoint late = checkpoint();
  late.chain[0] ^= 1;
  late.root[0] ^= 1;
  EXPECT_EQ(brief(looked_at({.checkpoints = {late, early}})), "990101 31 checkpoint.rewritten");
}

TEST_F(Attack, CheckpointsOfOthersAndForgedOnesSayNothing) {
  const auto key = base::PrivateKey::make(base::SignatureAlgorithm::ed25519);
  const auto other = base::PrivateKey::make(base::SignatureAlgorithm::sm2);
  Checkpoint good = checkpoint();
  sign(good, key);
  InspectionRequest request{.checkpoints = {good}, .public_keys_pem = {key.public_key().pem()}};
  EXPECT_EQ(brief(looked_at(request)), "");
  request.public_keys_pem = {other.public_key().pem()};
  EXPECT_EQ(brief(looked_at(request)), "990101 0 checkpoint.other_key");
  request.public_keys_pem = {key.public_key().pem()};
  --request.checkpoints[0].size;
  EXPECT_EQ(brief(looked_at(request)), "990101 0 checkpoint.forged");
  request.checkpoints[0].seal.reset();
  EXPECT_EQ(brief(looked_at(request)), "990101 0 checkpoint.unsigned");
  request.public_keys_pem = {"hello"};
  auto book = Ledger::open(path);
  EXPECT_EQ(inspect(book->store(), request).error().code, "key.unreadable");
}

TEST_F(Attack, NobodySignsWhatDoesNotHold) {
  force("UPDATE record SET body = replace(body, '107', '108') WHERE place = " + place(7));
  auto book = Ledger::open(path);
  EXPECT_EQ(checkpoint_of(book->store(), "990101", attack::at(0)).error().code, "ledger.tampered");
  EXPECT_TRUE(checkpoint_of(book->store(), "990102", attack::at(0)));
  EXPECT_EQ(checkpoint_of(book->store(), "990109", attack::at(0)).error().code, "ledger.missing");
}

// Bytes of the file itself, wherever they lie: found, refused, or without effect; never another answer.
TEST_F(Attack, ByteFlipsInTheFileNeverChangeAnAnswerUnseen) {
  { ASSERT_TRUE(Ledger::open(path)); }
  std::string bytes = *world.files->read(path);
  auto honest = Ledger::open(path)->find({});
  ASSERT_TRUE(honest);
  int found = 0, refused = 0, without_effect = 0;
  for (std::size_t i = 97; i < bytes.size(); i += bytes.size() / 150) {
    for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(path + end);
    std::string other = bytes;
    other[i] = static_cast<char>(other[i] ^ 0x10);
    std::ofstream(path, std::ios::binary) << other;
    auto book = Ledger::open(path);
    if (!book) {
      ++refused;
      continue;
    }
    const auto looked = inspect(book->store(), {});
    if (!looked) {
      ++refused;
      continue;
    }
    if (!looked->good()) {
      ++found;
      continue;
    }
    ++without_effect;
    const auto facts = book->find({});
    if (!facts) continue;
    ASSERT_EQ(facts->size(), honest->size()) << "byte " << i;
    for (std::size_t k = 0; k < facts->size(); ++k)
      ASSERT_EQ(body_of(facts->at(k).fact), body_of(honest->at(k).fact)) << "byte " << i;
  }
  EXPECT_GT(found, 10) << refused << " refused, " << without_effect << " without effect";
}

}  // namespace
}  // namespace ledger
