// Files that are not what was written: flipped bytes, cut ends, other programs' files. The ledger refuses, or answers
// rightly, or its verification says what is wrong; it never passes a wrong answer off as verified.
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.hpp"
#include "disk.hpp"
#include "history.hpp"
#include "ledger/inspect.hpp"

namespace faults {

int run_child(const std::vector<std::string>&) { return 2; }

namespace {

namespace fs = std::filesystem;
constexpr const char* kPath = "/disk/ledger.sqlite";

// All that a user may ask, as text; a fault's code in place of an answer.
struct Answers {
  std::vector<std::string> given;
  std::vector<std::string> codes;
};
Answers ask_everything(const ledger::Ledger& book) {
  Answers out;
  const auto answer = [&](const auto& found, auto&& text) {
    std::string all;
    if (found) {
      for (const auto& one : *found) all += text(one) + "\n";
    }
    out.given.push_back(all);
    out.codes.push_back(found ? "" : found.error().code);
  };
  const auto of_fact = [](const ledger::Recorded& r) {
    return fmt::format("{} {} {} {} {}", r.area, r.sequence, r.recorded_at.time_since_epoch().count(), r.vintage,
                       facts::id(r.fact));
  };
  const auto of_event = [](const ledger::RecordedEvent& r) {
    std::string text = fmt::format("{} {} {} {}", r.sequence, r.event.subject, r.event.content, r.request);
    for (const auto& field : r.event.personal) text += field.value;
    return text;
  };
  answer(book.find({.all_vintages = true}), of_fact);
  answer(book.find({}), of_fact);
  answer(book.find({.area = "990102", .indicator = "指标3"}), of_fact);
  answer(book.find({.asof = std::chrono::year{2026} / 1 / 12}), of_fact);
  answer(book.events({}), of_event);
  return out;
}

// What `jicheng verify` says: of the records and of all that follows from them. Empty: all is well.
std::string findings(const ledger::Ledger& book) {
  const auto verified = book.verify();
  if (!verified) return verified.error().code + ": " + verified.error().what;
  const auto inspected = ledger::inspect(book.store(), {});
  if (!inspected) return inspected.error().code + ": " + inspected.error().what;
  std::string out;
  for (const auto& finding : inspected->findings) out += finding.code + ": " + finding.say + "\n";
  return out;
}

bool right(const Answers& now, const Answers& then) {
  for (std::size_t i = 0; i < now.given.size(); ++i) {
    if (now.codes[i].empty() && now.given[i] != then.given[i]) return false;
  }
  return true;
}

void write_history(std::int64_t writes) {
  History history(options().seed);
  auto book = ledger::Ledger::open(kPath, deterministic(options().seed));
  ASSERT_TRUE(book);
  for (std::int64_t i = 0; i < writes; ++i) ASSERT_TRUE(history.ask(*book, history.next()));
}

TEST(Damage, flipped_bytes_are_never_passed_off_as_right) {
  Disk disk(options().seed);
  write_history(60);
  const std::string whole = *disk.bytes(kPath);
  Answers truth;
  {
    auto book = ledger::Ledger::open(kPath, deterministic(options().seed));
    truth = ask_everything(*book);
  }
  std::int64_t refused = 0, located = 0, unnoticed = 0;
  const std::int64_t count = options().count_or(1500);
  for (std::int64_t n = 0; n < count; ++n) {
    if (!options().wants(n)) continue;
    Chance chance = Chance::of_case(n);
    std::string damaged = whole;
    std::string where;
    // One bit, some bytes, or a run of garbage.
    const std::int64_t flips = chance.one_in(2) ? 1 : 1 + chance.below(6);
    const std::size_t run = chance.one_in(6) ? static_cast<std::size_t>(1 + chance.below(600)) : 1;
    for (std::int64_t i = 0; i < flips; ++i) {
      const auto at = static_cast<std::size_t>(chance.below(static_cast<std::int64_t>(whole.size() - run)));
      where += fmt::format(" {}", at);
      for (std::size_t k = 0; k < run; ++k) {
        damaged[at + k] = static_cast<char>(damaged[at + k] ^ (run == 1 ? 1 << chance.below(8) : chance.below(256)));
      }
    }
    // What the connection before has left beside the file belongs to another.
    if (auto* log = disk.bytes(std::string(kPath) + "-wal")) log->clear();
    *disk.bytes(kPath) = damaged;
    auto book = ledger::Ledger::open(kPath, deterministic(options().seed));
    if (!book) {
      ++refused;
      EXPECT_TRUE(book.error().code.starts_with("ledger.") && !book.error().remedy.empty()) << replay(n);
      continue;
    }
    const Answers now = ask_everything(*book);
    if (!findings(*book).empty()) {
      ++located;
      continue;
    }
    ++unnoticed;
    EXPECT_TRUE(right(now, truth)) << "bytes at" << where << " changed an answer and verify says it is whole; "
                                   << replay(n);
  }
  std::printf("%lld files: %lld do not open, %lld found by verify, %lld where nothing that counts was hit\n",
              static_cast<long long>(count), static_cast<long long>(refused), static_cast<long long>(located),
              static_cast<long long>(unnoticed));
}

TEST(Damage, cut_ends_are_refused_or_found) {
  Disk disk(options().seed);
  write_history(60);
  const std::string whole = *disk.bytes(kPath);
  Answers truth;
  {
    auto book = ledger::Ledger::open(kPath, deterministic(options().seed));
    truth = ask_everything(*book);
  }
  for (std::int64_t n = 0; n < 300; ++n) {
    if (!options().wants(n)) continue;
    Chance chance = Chance::of_case(n);
    const auto left = static_cast<std::size_t>(1 + chance.below(static_cast<std::int64_t>(whole.size()) - 1));
    if (auto* log = disk.bytes(std::string(kPath) + "-wal")) log->clear();
    *disk.bytes(kPath) = whole.substr(0, left);
    auto book = ledger::Ledger::open(kPath, deterministic(options().seed));
    if (!book) {
      EXPECT_TRUE(book.error().code == "ledger.unreadable" || book.error().code == "ledger.not_ours")
          << base::to_text(book.error()) << " " << replay(n);
      continue;
    }
    const Answers now = ask_everything(*book);
    EXPECT_TRUE(right(now, truth) || !findings(*book).empty()) << left << " bytes left; " << replay(n);
  }
}

// A log of which someone cut or changed a part: what comes before is right, and verification holds.
TEST(Damage, a_damaged_log_gives_an_earlier_state_or_is_refused) {
  for (std::int64_t n = 0; n < 200; ++n) {
    if (!options().wants(n)) continue;
    Chance chance = Chance::of_case(n);
    Disk disk(options().seed);
    History history(options().seed);
    {
      auto book = ledger::Ledger::open(kPath, deterministic(options().seed));
      ASSERT_TRUE(book);
      for (int i = 0; i < 12; ++i) ASSERT_TRUE(history.ask(*book, history.next()));
      disk.kill_program();
    }
    disk.start_program();
    std::string& log = *disk.bytes(std::string(kPath) + "-wal");
    ASSERT_FALSE(log.empty());
    const auto at = static_cast<std::size_t>(chance.below(static_cast<std::int64_t>(log.size())));
    if (chance.one_in(2)) {
      log.resize(at);
    } else {
      log[at] = static_cast<char>(log[at] ^ (1 << chance.below(8)));
    }
    auto book = ledger::Ledger::open(kPath, deterministic(options().seed));
    if (!book) continue;
    for (Asked& asked : history.asked()) asked.receipt.reset();
    EXPECT_EQ(history.broken_before_asking(*book), "") << replay(n);
  }
}

class RealFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / fmt::format("jicheng-damage-{}", ::getpid());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "台账.sqlite").string();
  }
  void TearDown() override { fs::remove_all(folder_); }
  void fill(std::int64_t writes) {
    auto book = ledger::Ledger::open(path_);
    ASSERT_TRUE(book);
    for (std::int64_t i = 0; i < writes; ++i) ASSERT_TRUE(history_.ask(*book, history_.next()));
  }
  fs::path folder_;
  std::string path_;
  History history_{options().seed};
};

TEST_F(RealFile, of_another_kind_is_refused_and_left_as_it_is) {
  for (const std::string& content : {std::string("PK\x03\x04 a workbook"), std::string(8192, 'x'),
                                     std::string("SQLite format 3\0 and no more", 28)}) {
    std::ofstream(path_, std::ios::binary) << content;
    const auto book = ledger::Ledger::open(path_);
    ASSERT_FALSE(book);
    EXPECT_TRUE(book.error().code == "ledger.unreadable" || book.error().code == "ledger.not_ours");
    EXPECT_FALSE(book.error().remedy.empty());
    std::ifstream back(path_, std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(back), {}), content);
  }
}

TEST_F(RealFile, of_no_bytes_becomes_a_ledger) {
  std::ofstream(path_).close();
  fill(5);
  auto book = ledger::Ledger::open(path_);
  ASSERT_TRUE(book);
  EXPECT_EQ(history_.broken_promise(*book), "");
}

// In a child that is nobody, since root may write everywhere.
TEST_F(RealFile, in_a_folder_that_may_only_be_read_says_so) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root to become somebody else";
  fill(5);
  fs::permissions(folder_, fs::perms(0555));
  fs::permissions(path_, fs::perms(0444));
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    if (::setgid(65'534) != 0 || ::setuid(65'534) != 0) ::_exit(1);
    auto book = ledger::Ledger::open(path_);
    if (!book) {
      const bool clear = book.error().code == "ledger.unwritable" || book.error().code == "ledger.unreadable";
      ::_exit(clear && !book.error().remedy.empty() ? 0 : 2);
    }
    History more(options().seed + 1, "more");
    ::_exit(!more.ask(*book, more.next()) && more.fault.code == "ledger.unwritable" ? 0 : 3);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

// A real limit of the system, at every size up to where all fits.
TEST_F(RealFile, that_may_not_grow_loses_nothing) {
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  fill(3);
  for (int kib = 40; kib < 600; kib += 40) {
    const rlimit tight{static_cast<rlim_t>(kib) * 1024, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    {
      auto book = ledger::Ledger::open(path_);
      for (int i = 0; book && i < 6; ++i) {
        if (history_.ask(*book, history_.next())) continue;
        EXPECT_TRUE(history_.fault.code == "ledger.full" || history_.fault.code == "ledger.unwritable" ||
                    history_.fault.code == "ledger.unsure")
            << base::to_text(history_.fault);
      }
    }
    ::setrlimit(RLIMIT_FSIZE, &before);
    auto book = ledger::Ledger::open(path_);
    ASSERT_TRUE(book) << base::to_text(book.error());
    ASSERT_EQ(history_.broken_promise(*book), "") << kib << " KiB";
  }
  std::signal(SIGXFSZ, handler);
}

}  // namespace

}  // namespace faults
