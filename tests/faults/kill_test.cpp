// kill -9 on the real thing: programs that write are ended at any moment, and what they were told is held against what
// is there.
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.hpp"
#include "history.hpp"

namespace faults {

namespace fs = std::filesystem;

namespace {

constexpr int kThreads = 3;
const std::vector<std::string> kAreas{"990101", "990102"};

// The n-th write of a thread of a child; the same each time it is asked for.
ledger::Write numbered_write(std::int64_t child, int thread, std::int64_t n) {
  ledger::Write w;
  w.area = kAreas[static_cast<std::size_t>(n) % kAreas.size()];
  w.request = fmt::format("{}-{}-{}", child, thread, n);
  w.actor = "陈";
  w.reason = "导入";
  w.recorded_at = ledger::Instant(std::chrono::seconds(1'770'000'000 - child % 3));
  const std::int64_t first = ((child * kThreads + thread) * 10'000 + n) * 8;
  for (std::int64_t i = 0; i <= n % 4; ++i) w.entries.emplace_back(numbered_fact(w.area, first + i));
  return w;
}

// Writes until it is killed; each acknowledgement is one line to standard output, before the next write.
void write_on(const std::string& path, std::int64_t child, int thread) {
  auto book = ledger::Ledger::open(path);
  while (!book) book = ledger::Ledger::open(path);
  for (std::int64_t n = 0;; ++n) {
    const ledger::Write w = numbered_write(child, thread, n);
    auto receipt = book->write(w);
    while (!receipt) {
      if (receipt.error().code != "ledger.locked") {
        std::fprintf(stderr, "%s\n", base::to_text(receipt.error()).c_str());
        ::_exit(3);
      }
      receipt = book->write(w);
    }
    const std::string line = fmt::format("{} {} {} {}\n", thread, n, receipt->first, receipt->last);
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) ::_exit(4);
  }
}

struct Child {
  pid_t id = 0;
  int out = -1;
};

Child start(const std::vector<std::string>& arguments, bool quiet) {
  int ends[2];
  JC_ASSERT(::pipe2(ends, O_CLOEXEC) == 0);
  std::vector<char*> argv;
  for (const auto& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  argv.push_back(nullptr);
  const pid_t id = ::fork();
  JC_ASSERT(id >= 0);
  if (id == 0) {
    const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(quiet ? nothing : ends[1], STDOUT_FILENO);
    if (quiet) ::dup2(nothing, STDERR_FILENO);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  return {id, ends[0]};
}

// Its exit code, -9 when it was killed.
int end(const Child& child) {
  ::kill(child.id, SIGKILL);
  int status = 0;
  ::waitpid(child.id, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// Until it has told of a first write, or half a minute is over.
void wait_for_word(const Child& child) {
  constexpr int kMilliseconds = 30'000;
  pollfd asked{child.out, POLLIN, 0};
  ::poll(&asked, 1, kMilliseconds);
}

std::string read_rest(int pipe) {
  std::string out;
  char block[65'536];
  for (ssize_t n = 0; (n = ::read(pipe, block, sizeof block)) > 0;) out.append(block, static_cast<std::size_t>(n));
  ::close(pipe);
  return out;
}

class Kill : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / fmt::format("jicheng-kill-{}", ::getpid());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override {
    if (!HasFailure()) fs::remove_all(folder_);
  }
  fs::path folder_;
};

struct Acknowledged {
  int thread = 0;
  std::int64_t n = 0, first = 0, last = 0;
};

// Everything acknowledged to the child is there as it was said; what the threads were at is there whole or not, and is
// there once after it was asked for again.
std::string check(const std::string& path, std::int64_t child, const std::string& said, std::int64_t& acknowledged) {
  auto book = ledger::Ledger::open(path);
  if (!book) return "does not open: " + base::to_text(book.error());
  std::map<int, std::int64_t> next;
  for (int thread = 0; thread < kThreads; ++thread) next[thread] = 0;
  std::istringstream lines(said.substr(0, said.rfind('\n') + 1));
  for (Acknowledged a; lines >> a.thread >> a.n >> a.first >> a.last;) {
    const ledger::Write w = numbered_write(child, a.thread, a.n);
    if (a.last - a.first + 1 != static_cast<std::int64_t>(w.entries.size())) return w.request + ": short receipt";
    for (std::int64_t sequence = a.first; sequence <= a.last; ++sequence) {
      const auto record = book->record(w.area, sequence);
      if (!record) return w.request + " was acknowledged: " + base::to_text(record.error());
      const auto& fact = std::get<facts::Fact>(w.entries[static_cast<std::size_t>(sequence - a.first)]);
      if (record->request != w.request || facts::id(std::get<facts::Fact>(record->entry)) != facts::id(fact)) {
        return w.request + ": something else stands there";
      }
    }
    next[a.thread] = a.n + 1;
    ++acknowledged;
  }
  for (const auto& [thread, n] : next) {
    if (n > 0) {
      const auto last = book->write(numbered_write(child, thread, n - 1));
      if (!last || !last->repeated) return fmt::format("{}-{}-{}: recorded again", child, thread, n - 1);
    }
    const auto before = book->areas();
    const auto first = book->write(numbered_write(child, thread, n));
    const auto between = book->areas();
    const auto again = book->write(numbered_write(child, thread, n));
    const auto after = book->areas();
    if (!before || !first || !between || !again || !after) return "asking again fails";
    const auto total = [](const std::vector<ledger::Head>& heads) {
      std::int64_t sum = 0;
      for (const auto& head : heads) sum += head.size;
      return sum;
    };
    const std::int64_t added = total(*between) - total(*before), whole = first->last - first->first + 1;
    if (added != (first->repeated ? 0 : whole) || first->added != static_cast<int>(n % 4 + 1)) {
      return fmt::format("{}-{}-{}: in part", child, thread, n);
    }
    if (!again->repeated || again->first != first->first || total(*after) != total(*between)) {
      return fmt::format("{}-{}-{}: twice", child, thread, n);
    }
  }
  const auto verified = book->verify();
  return verified ? std::string() : "does not verify: " + base::to_text(verified.error());
}

TEST_F(Kill, writers_at_any_moment) {
  const std::int64_t kills = options().count_or(500);
  constexpr std::int64_t kKillsOfAFile = 20;
  std::int64_t acknowledged = 0, with_writes = 0;
  for (std::int64_t n = 0; n < kills; ++n) {
    if (!options().wants(n)) continue;
    Chance chance = Chance::of_case(n);
    const std::string path = (folder_ / fmt::format("{}.sqlite", n / kKillsOfAFile)).string();
    const Child child = start({options().program, "--child", path, std::to_string(n)}, false);
    // From before it has opened to many commits later; beginnings are as interesting as ends. Half of the writers have
    // told of a first write, however slow the machine is.
    const auto moment = std::chrono::microseconds(chance.below(chance.one_in(3) ? 5'000 : 40'000));
    if (chance.one_in(2)) wait_for_word(child);
    std::this_thread::sleep_for(moment);
    const int code = end(child);
    const std::string said = read_rest(child.out);
    ASSERT_EQ(code, -SIGKILL) << "the writer stopped by itself; " << replay(n);
    if (!said.empty()) ++with_writes;
    const std::string broken = check(path, n, said, acknowledged);
    ASSERT_EQ(broken, "") << path << "; " << replay(n);
    if ((n + 1) % kKillsOfAFile == 0) fs::remove(path);
  }
  std::printf("%lld kills, %lld of them after a first acknowledgement, %lld acknowledged writes\n",
              static_cast<long long>(kills), static_cast<long long>(with_writes), static_cast<long long>(acknowledged));
  // A busy machine starts writers late; some must have got to write for the rest to mean anything.
  if (options().only < 0) {
    EXPECT_GT(with_writes, kills / 20);
  }
}

TEST_F(Kill, two_programs_that_write_at_once) {
  const std::string path = (folder_ / "two.sqlite").string();
  std::int64_t acknowledged = 0;
  for (std::int64_t n = 0; n < 10; ++n) {
    Chance chance = Chance::of_case(n);
    std::vector<Child> children;
    for (std::int64_t i = 0; i < 2; ++i) {
      children.push_back(start({options().program, "--child", path, std::to_string(2 * n + i)}, false));
    }
    for (const Child& child : children) wait_for_word(child);
    std::this_thread::sleep_for(std::chrono::milliseconds(chance.below(80)));
    for (std::size_t i = 0; i < 2; ++i) {
      ASSERT_EQ(end(children[i]), -SIGKILL) << "a writer stopped by itself";
    }
    for (std::size_t i = 0; i < 2; ++i) {
      const std::string said = read_rest(children[i].out);
      ASSERT_EQ(check(path, 2 * n + static_cast<std::int64_t>(i), said, acknowledged), "") << replay(n);
    }
  }
  EXPECT_GT(acknowledged, 0);
}

// The program that is handed out, importing a table.
TEST_F(Kill, an_import_at_any_moment) {
  constexpr int kRows = 3000;
  const fs::path table = folder_ / "事实.csv";
  {
    std::ofstream out(table);
    out << "area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,"
           "source_kind\n";
    for (int i = 0; i < kRows; ++i) {
      out << fmt::format("990101,岚湖区,指标{},2024,cumulative,{},个,,,published,,2025-01-20,岚湖区统计局,official\n",
                         i, i + 1);
    }
  }
  const auto import_into = [&](const fs::path& data) {
    return start({JICHENG_BINARY, "import", table.string(), "--data", data.string()}, true);
  };
  const auto wait = [](const Child& child) {
    int status = 0;
    ::waitpid(child.id, &status, 0);
    ::close(child.out);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  const auto began = std::chrono::steady_clock::now();
  ASSERT_LE(wait(import_into(folder_ / "whole")), 1);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);

  int absent = 0, there = 0;
  for (std::int64_t n = 0; n < 20; ++n) {
    if (!options().wants(n)) continue;
    Chance chance = Chance::of_case(n);
    const fs::path data = folder_ / fmt::format("import-{}", n);
    const Child child = import_into(data);
    std::this_thread::sleep_for(std::chrono::microseconds(chance.below(whole.count())));
    end(child);
    ::close(child.out);
    if (fs::exists(data / "jicheng.sqlite")) {
      auto book = ledger::Ledger::open((data / "jicheng.sqlite").string());
      ASSERT_TRUE(book) << base::to_text(book.error()) << " " << replay(n);
      const auto verified = book->verify();
      ASSERT_TRUE(verified) << base::to_text(verified.error()) << " " << replay(n);
      ASSERT_TRUE(*verified == 0 || *verified == kRows) << *verified << " records, " << replay(n);
      ++(*verified == 0 ? absent : there);
    }
    ASSERT_LE(wait(import_into(data)), 1) << "importing again after a kill; " << replay(n);
    auto book = ledger::Ledger::open((data / "jicheng.sqlite").string());
    ASSERT_TRUE(book);
    EXPECT_EQ(book->find({})->size(), static_cast<std::size_t>(kRows)) << replay(n);
    EXPECT_EQ(*book->verify(), kRows) << replay(n);
    fs::remove_all(data);
  }
  std::printf("killed with nothing recorded: %d, with all recorded: %d\n", absent, there);
}

}  // namespace

int run_child(const std::vector<std::string>& arguments) {
  if (arguments.size() != 2) return 2;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back(write_on, arguments[0], std::stoll(arguments[1]), thread);
  }
  for (auto& thread : threads) thread.join();
  return 0;
}

}  // namespace faults
