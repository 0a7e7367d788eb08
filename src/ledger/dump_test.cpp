#include "ledger/dump.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/attack_test_help.hpp"

namespace ledger {
namespace {

using testing::HasSubstr;

Ledger new_ledger(base::HashAlgorithm algorithm = base::HashAlgorithm::sha256) {
  return *Ledger::open(":memory:", {.algorithm = algorithm});
}

std::string dumped(const Ledger& book, DumpRequest request = {}) {
  std::string out;
  const auto done = dump(book.store(), request, [&](std::string_view bytes) -> base::Result<void> {
    out += bytes;
    return {};
  });
  EXPECT_TRUE(done) << base::to_text(done.error());
  EXPECT_THAT(out, HasSubstr(done->hash));
  return out;
}

base::Result<LoadOutcome> loaded(Ledger& book, const std::string& text) {
  std::size_t at = 0;
  return load(
      book.store(),
      [&]() -> base::Result<std::optional<std::string>> {
        if (at >= text.size()) return std::optional<std::string>();
        const auto end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        at = end + 1;
        return std::optional(std::move(line));
      },
      "台账.jsonl");
}

TEST(Dump, ComesBackAsItWasInBothForms) {
  for (const auto algorithm : {base::HashAlgorithm::sha256, base::HashAlgorithm::sm3}) {
    Ledger book = new_ledger(algorithm);
    attack::fill(book);
    const std::string text = dumped(book, {.personal_keys = true});
    for (const auto format : {DumpFormat::json_lines, DumpFormat::csv}) {
      Ledger again = new_ledger();
      const auto done = loaded(again, dumped(book, {.format = format, .personal_keys = true}));
      ASSERT_TRUE(done) << base::to_text(done.error());
      EXPECT_EQ(done->records, 33);
      EXPECT_EQ(dumped(again, {.personal_keys = true}), text);
      const auto found = inspect(again.store(), {});
      ASSERT_TRUE(found);
      EXPECT_TRUE(found->good()) << found->findings[0].say;
      const auto a = book.find({}), b = again.find({});
      ASSERT_EQ(a->size(), b->size());
      for (std::size_t i = 0; i < a->size(); ++i) {
        EXPECT_EQ(a->at(i).sequence, b->at(i).sequence);
        EXPECT_EQ(a->at(i).vintage, b->at(i).vintage);
        EXPECT_EQ(a->at(i).corrects, b->at(i).corrects);
      }
      EXPECT_EQ(again.events({})->at(0).event.personal[0].value, "13800000000");
    }
  }
}

TEST(Dump, WithoutKeysNobodyReadsWhatTellsOfAPerson) {
  Ledger book = new_ledger();
  attack::fill(book);
  const std::string text = dumped(book);
  EXPECT_EQ(text.find("\"key\""), std::string::npos);
  Ledger again = new_ledger();
  ASSERT_TRUE(loaded(again, text));
  EXPECT_TRUE(again.events({})->at(0).event.personal[0].erased);
  EXPECT_EQ(dumped(again), text);
}

TEST(Dump, WhoWasErasedStaysErasedWhateverAnOlderDumpHolds) {
  Ledger book = new_ledger();
  attack::fill(book);
  const std::string with_keys = dumped(book, {.personal_keys = true});
  Ledger later = new_ledger();
  ASSERT_TRUE(loaded(later, with_keys));
  ASSERT_TRUE(later.erase_person("p1", "李科长", "本人要求", attack::at(300)));
  (void)loaded(later, with_keys);  // refused or not: the key must not come back
  EXPECT_TRUE(later.events({.kind = "order.issued"})->at(0).event.personal[0].erased);
  EXPECT_TRUE(later.verify());
  // What is dumped after the erasure holds no key either, even where keys are asked for.
  Ledger again = new_ledger();
  ASSERT_TRUE(loaded(again, dumped(later, {.personal_keys = true})));
  EXPECT_TRUE(again.events({.kind = "order.issued"})->at(0).event.personal[0].erased);
}

TEST(Dump, ARequestDoneBeforeIsDoneAfterToo) {
  Ledger book = new_ledger();
  attack::fill(book);
  Ledger again = new_ledger();
  ASSERT_TRUE(loaded(again, dumped(book)));
  const auto same = again.write({.area = "990101",
                                 .request = "r2",
                                 .actor = "李科长",
                                 .reason = "月报",
                                 .recorded_at = attack::at(500),
                                 .entries = {attack::fact("990101", "财政收入", 2, "12")}});
  ASSERT_TRUE(same) << base::to_text(same.error());
  EXPECT_TRUE(same->repeated);
  // The one that found nothing new has no record, and its receipt came along.
  const auto empty = again.write({.area = "990101",
                                  .request = "again",
                                  .actor = "李科长",
                                  .reason = "月报",
                                  .recorded_at = attack::at(500),
                                  .entries = {attack::fact("990101", "财政收入", 1, "11")}});
  ASSERT_TRUE(empty);
  EXPECT_TRUE(empty->repeated);
}

TEST(Dump, ALoadBrokenOffGoesOnWhereItStopped) {
  Ledger book = new_ledger();
  attack::fill(book);
  const std::string text = dumped(book);
  Ledger again = new_ledger();
  const auto half = loaded(again, text.substr(0, text.find("\"sequence\":20")));
  EXPECT_FALSE(half);
  const auto cut = loaded(again, text.substr(0, text.rfind("{\"row\":\"end\"")));
  EXPECT_EQ(cut.error().code, "dump.cut");
  const auto rest = loaded(again, text);
  ASSERT_TRUE(rest) << base::to_text(rest.error());
  EXPECT_EQ(rest->records + rest->there, 33);
  EXPECT_GT(rest->there, 0);
  EXPECT_EQ(dumped(again), text);
}

TEST(Dump, OneAreaAloneToo) {
  Ledger book = new_ledger();
  attack::fill(book);
  Ledger again = new_ledger();
  ASSERT_TRUE(loaded(again, dumped(book, {.area = "990102"})));
  EXPECT_EQ(again.version("990102").value(), 3);
  EXPECT_EQ(again.version("990101").value(), 0);
}

TEST(Load, RefusesWhatWasChangedOnTheWay) {
  Ledger book = new_ledger();
  attack::fill(book);
  const std::string text = dumped(book);
  const auto refused = [](const std::string& changed) {
    Ledger again = new_ledger();
    const auto done = loaded(again, changed);
    return done ? std::string("taken") : done.error().code;
  };
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = text;
    changed.replace(changed.find(from), from.size(), to);
    return changed;
  };
  EXPECT_EQ(refused(with("\"107\"", "\"108\"")), "dump.tampered");
  EXPECT_EQ(refused(with("李科长", "王科长")), "dump.tampered");
  EXPECT_EQ(refused(with("\"sequence\":7,", "\"sequence\":8,")), "dump.tampered");
  EXPECT_EQ(refused(with("\"area\":\"990101\"", "\"area\":\"990109\"")), "dump.tampered");
  EXPECT_EQ(refused(with("sha256", "sm3")), "dump.tampered");
  EXPECT_EQ(refused(with("\"version\":1", "\"version\":2")), "dump.version");
  EXPECT_EQ(refused(with("jicheng dump", "another dump")), "dump.unreadable");
  EXPECT_EQ(refused(with("\"row\":\"receipt\"", "\"row\":\"other\"")), "dump.unreadable");
  // A receipt of no record is in no chain: the hash over the whole text covers it.
  EXPECT_EQ(refused(with("\"known_already\":1}", "\"known_already\":2}")), "dump.tampered");
  EXPECT_EQ(refused(""), "dump.cut");
  EXPECT_EQ(refused("hello\n"), "dump.unreadable");
  EXPECT_EQ(refused(text + "x\n"), "dump.unreadable");
  const auto line = text.find("{\"row\":\"record\",\"sequence\":5,");
  EXPECT_EQ(refused(text.substr(0, line) + text.substr(text.find('\n', line) + 1)), "dump.tampered");
}

TEST(Load, NeverMixesTwoHistories) {
  Ledger book = new_ledger(), other = new_ledger();
  attack::fill(book);
  ASSERT_TRUE(other.write({.area = "990101",
                           .request = "x",
                           .recorded_at = attack::at(0),
                           .entries = {attack::fact("990101", "消费", 1, "1")}}));
  EXPECT_EQ(loaded(other, dumped(book)).error().code, "load.other");
  EXPECT_EQ(other.version("990101").value(), 1);
  // Nor is an older dump laid over what went on since.
  const std::string before = dumped(book);
  ASSERT_TRUE(book.write({.area = "990101",
                          .request = "x",
                          .recorded_at = attack::at(99),
                          .entries = {attack::fact("990101", "消费", 1, "1")}}));
  EXPECT_EQ(loaded(book, before).error().code, "load.other");
}

TEST(Dump, SaysWhenThereIsNothingOrNoRoom) {
  Ledger book = new_ledger();
  attack::fill(book);
  EXPECT_EQ(dump(book.store(), {.area = "990109"}, [](std::string_view) { return base::Result<void>(); }).error().code,
            "ledger.missing");
  const auto full = dump(book.store(), {}, [](std::string_view) -> base::Result<void> {
    return base::fail("file.unwritable", "磁盘空间不足");
  });
  EXPECT_EQ(full.error().code, "file.unwritable");
}

}  // namespace
}  // namespace ledger
