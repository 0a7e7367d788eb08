// How fast is the ledger, beside plain SQLite doing as little as it can?
//
//   ledger_bench                         writing and verifying (about a minute)
//   ledger_bench --batch N [WRITES [WARM]]  writes of N facts alone, five rounds of WRITES after WARM that do not count
//   ledger_bench --group THREADS [EACH]  writers with group commit alone
//   ledger_bench --verify                verifying alone
//   ledger_bench --postgres URI          a batch into PostgreSQL beside COPY of the same rows, in the same database
//   (the superuser's, since COPY goes into a table of its own: see scripts/postgres-local)
//   ledger_bench --asof [MILLIONS]       10 million facts, in one district and in 3,000: the latest values as of
//   instants; --asof MILLIONS one: in one district alone; --asof MILLIONS URI: in one district of an empty PostgreSQL
//   database, or of one that an earlier run has filled
//   … --in FOLDER                        keeps the ledgers of --asof and --verify there and asks those that are there
//   ledger_bench --micro [Google Benchmark's flags]
//
// The yardstick inserts the same rows (the same bytes, made beforehand) into one table with one index over key and
// sequence, by a prepared statement, with the same settings, into a file beside ours, in the same run. Each figure is
// the median of rounds taken in turn.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <thread>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ledger/body.hpp"
#include "ledger/group_commit.hpp"

namespace {

// What a sync is made to take longer: that of the disk here may be too quick to be like an office's.
std::chrono::microseconds sync_takes_longer{0};

}  // namespace

// In the place of the system's, for SQLite too.
extern "C" int fdatasync(int file) {
  if (sync_takes_longer.count() > 0) std::this_thread::sleep_for(sync_takes_longer);
  return static_cast<int>(::syscall(SYS_fdatasync, file));
}

namespace {

namespace fs = std::filesystem;
using facts::Fact;
using ledger::Instant;
using ledger::Ledger;
using ledger::Write;

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// The work of cores, of all threads of this program: what the clock would say of one thread with the machine to itself.
double core_seconds_of(const std::function<void()>& work) {
  const auto now = [] {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
  };
  const double start = now();
  work();
  return now() - start;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(1);
}

template <class T>
T must(base::Result<T> result) {
  if (!result) stop(base::to_text(result.error()));
  return std::move(*result);
}

// Where ledgers are kept from one run to the next, so that asking can be measured without building: `--in FOLDER`.
std::string keep_in;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("jicheng-ledger-bench-" + std::to_string(::getpid()));
  Folder() {
    if (!keep_in.empty()) {
      path = keep_in;
    } else {
      fs::remove_all(path);
    }
    fs::create_directories(path);
  }
  ~Folder() {
    if (keep_in.empty()) fs::remove_all(path);
  }
  std::string file(const std::string& name) const { return (path / name).string(); }
};

Instant at(std::int64_t n) { return Instant(std::chrono::hours(450'000) + std::chrono::seconds(n)); }

// One of the figures a district publishes: some 110 indicators by 30 periods.
Fact figure(const std::string& area_code, const std::string& area, int key, int vintage) {
  Fact f;
  f.area_code = area_code;
  f.area = area;
  f.indicator = "规模以上工业增加值分项" + std::to_string(key % 110);
  f.indicator_as_printed = f.indicator;
  const int month = key / 110;
  f.period = calendar::Period::year_to_date(2023 + month / 12, 1 + month % 12);
  f.value = base::Decimal::scaled(100'000 + key * 7 + vintage, -2);
  f.unit = "亿元";
  f.growth_pct = base::Decimal::scaled(40 + (key + vintage) % 60, -1);
  f.published.known_by = calendar::plus_days(f.period.last_day(), 15 + vintage);
  f.source = {.text = "岚湖区统计局 2026 年统计月报",
              .kind = facts::SourceKind::official,
              .place = {.file = "统计月报.xlsx", .sheet = "工业", .cell = "C" + std::to_string(key % 300)}};
  return f;
}
constexpr int kKeys = 3300;

std::vector<Fact> shuffled(int count) {
  std::vector<Fact> out;
  out.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) out.push_back(figure("990101", "岚湖区", i % kKeys, i / kKeys));
  std::shuffle(out.begin(), out.end(), std::mt19937(7));
  return out;
}

// Plain SQLite.
class Plain {
 public:
  explicit Plain(const std::string& path) {
    run(sqlite3_open(path.c_str(), &db_));
    sql("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000;"
        "CREATE TABLE fact (sequence INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, kind INTEGER NOT NULL,"
        " key TEXT NOT NULL, known_by INTEGER NOT NULL, standing INTEGER NOT NULL, body TEXT NOT NULL,"
        " chain BLOB NOT NULL); CREATE INDEX fact_by_key ON fact (key, sequence);");
    run(sqlite3_prepare_v2(db_, "INSERT INTO fact VALUES (?1, ?2, 1, ?3, ?4, 2, ?5, ?6)", -1, &add_, nullptr));
    run(sqlite3_prepare_v2(db_, "BEGIN IMMEDIATE", -1, &begin_, nullptr));
    run(sqlite3_prepare_v2(db_, "COMMIT", -1, &commit_, nullptr));
  }
  ~Plain() {
    for (auto* s : {add_, begin_, commit_}) sqlite3_finalize(s);
    sqlite3_close(db_);
  }
  struct Row {
    std::string key, body;
    std::int32_t known_by;
  };
  void insert(std::span<const Row> rows) {
    step(begin_);
    for (const Row& r : rows) {
      sqlite3_bind_int64(add_, 1, ++sequence_);
      sqlite3_bind_int64(add_, 2, 1'700'000'000'000'000);
      sqlite3_bind_text(add_, 3, r.key.data(), static_cast<int>(r.key.size()), SQLITE_STATIC);
      sqlite3_bind_int(add_, 4, r.known_by);
      sqlite3_bind_text(add_, 5, r.body.data(), static_cast<int>(r.body.size()), SQLITE_STATIC);
      sqlite3_bind_blob(add_, 6, r.body.data(), 32, SQLITE_STATIC);
      step(add_);
    }
    step(commit_);
  }

 private:
  void run(int result) {
    if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW) stop(sqlite3_errmsg(db_));
  }
  void sql(const char* text) { run(sqlite3_exec(db_, text, nullptr, nullptr, nullptr)); }
  void step(sqlite3_stmt* statement) {
    run(sqlite3_step(statement));
    sqlite3_reset(statement);
  }
  sqlite3* db_ = nullptr;
  sqlite3_stmt *add_ = nullptr, *begin_ = nullptr, *commit_ = nullptr;
  std::int64_t sequence_ = 0;
};

void print(const char* what, double ours, double plain, const char* wanted) {
  std::printf("%-34s %12.0f/s  %12.0f/s  %5.2f  %s\n", what, ours, plain, ours / plain, wanted);
  std::fflush(stdout);
}

// Writes of `batch` facts each; median over rounds of rows a second, ours and plain. The first `warm` rounds do not
// count: a log that is not there yet grows with every write, which a disk takes longer to sync than one that is written
// over; ours is four times as long as SQLite's own.
std::pair<double, double> batches(const Folder& folder, int batch, int writes, int rounds, int warm = 0) {
  rounds += warm;
  const std::vector<Fact> facts = shuffled(batch * writes * rounds);
  std::vector<Plain::Row> rows;
  for (const Fact& f : facts) {
    rows.push_back({facts::key(f), ledger::body_of(f), ledger::day_number(f.published.known_by)});
  }
  const std::string name = std::to_string(batch) + (warm > 0 ? "-warm" : "");
  Ledger book = must(Ledger::open(folder.file("ours-" + name)));
  Plain plain(folder.file("plain-" + name));
  std::vector<double> ours_rates, plain_rates;
  std::size_t from = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<Write> asked;
    for (int w = 0; w < writes; ++w) {
      Write write{.area = "990101",
                  .request = std::to_string(round) + "/" + std::to_string(w),
                  .actor = "张三",
                  .recorded_at = at(round)};
      const std::size_t first = from + static_cast<std::size_t>(w * batch);
      for (std::size_t i = first; i < first + static_cast<std::size_t>(batch); ++i)
        write.entries.emplace_back(facts[i]);
      asked.push_back(std::move(write));
    }
    const double rows_each = static_cast<double>(batch) * writes;
    const auto plainly = [&] {
      plain_rates.push_back(rows_each / seconds_of([&] {
                              for (int w = 0; w < writes; ++w) {
                                plain.insert(std::span(rows).subspan(from + static_cast<std::size_t>(w * batch),
                                                                     static_cast<std::size_t>(batch)));
                              }
                            }));
    };
    if (round % 2 == 0) plainly();
    ours_rates.push_back(rows_each / seconds_of([&] {
                           for (const Write& write : asked) (void)must(book.write(write));
                         }));
    if (round % 2 == 1) plainly();
    from += static_cast<std::size_t>(batch * writes);
  }
  ours_rates.erase(ours_rates.begin(), ours_rates.begin() + warm);
  plain_rates.erase(plain_rates.begin(), plain_rates.begin() + warm);
  return {median(ours_rates), median(plain_rates)};
}

double grouped(const Folder& folder, int threads, int each, int run = 0) {
  const std::vector<Fact> facts = shuffled(threads * each);
  ledger::GroupCommit group(
      must(Ledger::open(folder.file("group-" + std::to_string(threads) + "-" + std::to_string(run)))));
  const double seconds = seconds_of([&] {
    std::vector<std::thread> writers;
    for (int t = 0; t < threads; ++t) {
      writers.emplace_back([&, t] {
        for (int i = 0; i < each; ++i) {
          (void)must(group.write({.area = "990101",
                                  .request = std::to_string(t) + "/" + std::to_string(i),
                                  .recorded_at = at(i),
                                  .entries = {facts[static_cast<std::size_t>(t * each + i)]}}));
        }
      });
    }
    for (auto& writer : writers) writer.join();
  });
  const auto counts = group.counts();
  std::printf("  %d writers: %.1f writes a commit\n", threads,
              static_cast<double>(counts.writes) / static_cast<double>(counts.commits));
  return threads * each / seconds;
}

double synced(const Folder& folder) {
  const int file = ::open(folder.file("raw").c_str(), O_CREAT | O_WRONLY, 0600);
  const std::string block(4096, 'x');
  constexpr int kTimes = 1000;
  const double seconds = seconds_of([&] {
    for (int i = 0; i < kTimes; ++i) {
      if (::write(file, block.data(), block.size()) < 0 || ::fdatasync(file) != 0) stop("fdatasync");
    }
  });
  ::close(file);
  return kTimes / seconds;
}

// 64 writers beside one, with syncs as they are here or made longer.
void beside_one(const Folder& folder, int run, int alone, int each) {
  const double single = grouped(folder, 1, alone, run), all = grouped(folder, 64, each, run);
  const std::string what =
      sync_takes_longer.count() == 0 ? "64 writers, beside 1 writer" : "  the same, a sync made 2 ms longer";
  std::printf("%-34s %12.0f/s  %12.0f/s  %5.2f  %s\n", what.c_str(), all, single, all / single, ">= 8");
  std::fflush(stdout);
}

void verified(const Folder& folder) {
  const Ledger book = must(Ledger::open(folder.file("ours-10000")));
  std::vector<double> rates, core_rates, hashed;
  struct Bytes {
    std::string heading, body;
    ledger::RecordView view;
  };
  for (int i = 0; i < 5; ++i) {
    std::int64_t count = 0;
    double core = 0;
    const double seconds = seconds_of([&] { core = core_seconds_of([&] { count = must(book.verify()); }); });
    rates.push_back(static_cast<double>(count) / seconds);
    core_rates.push_back(static_cast<double>(count) / core);
    // The same digests over the same bytes in memory: what no reading of a file can be quicker than.
    std::vector<Bytes> records;
    const auto read = book.store().scan("990101", 1, 100'000, [&](const ledger::RecordView& r) {
      records.push_back({std::string(r.heading), std::string(r.body), r});
      return true;
    });
    if (!read) stop(base::to_text(read.error()));
    ledger::ChainHasher hasher(base::HashAlgorithm::sha256);
    base::Digest chain = hasher.start("990101");
    const double hashing = core_seconds_of([&] {
      for (Bytes& r : records) {
        r.view.heading = r.heading;
        r.view.body = r.body;
        chain = hasher.next(base::bytes_of(chain), hasher.leaf("990101", r.view));
      }
    });
    hashed.push_back(static_cast<double>(records.size()) / hashing);
  }
  std::printf("%-34s %12.0f/s\n", "  OpenSSL's digests alone, of a core", median(hashed));
  std::printf("%-34s %12.0f/s  best %.0f/s\n", "verify (SHA-256), by the clock", median(rates),
              std::ranges::max(rates));
  std::printf("%-34s %12.0f/s  best %.0f/s  %s\n", "  by a core's own time", median(core_rates),
              std::ranges::max(core_rates), ">= 1000000");
}

void speed() {
  const Folder folder;
  std::printf("%-34s %14s  %14s  %5s  %s\n", "", "ours", "plain SQLite", "ratio", "wanted");
  const double raw = synced(folder);
  const auto [one, plain_one] = batches(folder, 1, 400, 5);
  print("one fact a durable write, at first", one, plain_one, "");
  const auto [later, plain_later] = batches(folder, 1, 600, 5, 3);
  print("one fact a durable write", later, plain_later, ">= 0.80");
  print("  beside write 4096 + fdatasync", later, raw, "");
  const auto [hundred, plain_hundred] = batches(folder, 100, 60, 5);
  print("100 facts a write", hundred, plain_hundred, ">= 1.00");
  print("  writes, beside fdatasync", hundred / 100, raw, "");
  const auto [many, plain_many] = batches(folder, 10'000, 4, 5);
  print("10,000 facts a write", many, plain_many, ">= 1.00");
  print("  writes, beside fdatasync", many / 10'000, raw, "");
  beside_one(folder, 1, 600, 300);
  sync_takes_longer = std::chrono::milliseconds(2);
  beside_one(folder, 2, 200, 60);
  sync_takes_longer = std::chrono::milliseconds(0);
  verified(folder);
}

// What a process of this machine has worked, in seconds of a core; nothing is known of another machine's.
double worked(const std::string& process) {
  std::ifstream in("/proc/" + process + "/schedstat");
  double nanoseconds = 0;
  in >> nanoseconds;
  return nanoseconds * 1e-9;
}

// The address with another database in the place of its own: postgresql://…/DATABASE?…
std::string of_database(const std::string& uri, const std::string& database) {
  const auto host = uri.find("://");
  const auto query = std::min(uri.find('?'), uri.size());
  const auto slash = std::min(uri.find('/', host == std::string::npos ? 0 : host + 3), query);
  if (slash == query) return uri.substr(0, query) + "/" + database + uri.substr(query);
  const auto rest = uri.find('?', slash);
  return uri.substr(0, slash + 1) + database + (rest == std::string::npos ? "" : uri.substr(rest));
}

class Copy {
 public:
  explicit Copy(const std::string& uri) : connection_(PQconnectdb(uri.c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) stop(PQerrorMessage(connection_));
  }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  ~Copy() { PQfinish(connection_); }
  void sql(const std::string& text) { (void)answer(text); }
  std::string answer(const std::string& text) {
    PGresult* result = PQexec(connection_, text.c_str());
    const auto status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_COPY_IN && status != PGRES_TUPLES_OK)
      stop(PQerrorMessage(connection_));
    const std::string out = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    return out;
  }
  // The yardstick: a table with one index over key and sequence beside its primary key.
  void make_table() {
    sql("CREATE TABLE plain (sequence bigint PRIMARY KEY, recorded_at bigint NOT NULL, kind smallint NOT NULL, "
        "key text COLLATE \"C\" NOT NULL, known_by integer NOT NULL, body text NOT NULL, chain bytea NOT NULL); "
        "CREATE INDEX ON plain (key, sequence)");
  }
  static std::string lines_of(std::span<const Fact> facts, int first) {
    const std::string chain(64, '0');
    std::string out;
    for (const Fact& f : facts) {
      out += std::to_string(first++) + "\t1700000000000000\t1\t" + facts::key(f) + "\t" +
             std::to_string(ledger::day_number(f.published.known_by)) + "\t" + ledger::body_of(f) + "\t\\\\x" + chain +
             "\n";
    }
    return out;
  }
  void insert(const std::string& lines) {
    sql("COPY plain FROM STDIN");
    if (PQputCopyData(connection_, lines.data(), static_cast<int>(lines.size())) != 1 ||
        PQputCopyEnd(connection_, nullptr) != 1) {
      stop(PQerrorMessage(connection_));
    }
    for (PGresult* result = nullptr; (result = PQgetResult(connection_)) != nullptr;) {
      if (PQresultStatus(result) != PGRES_COMMAND_OK) stop(PQerrorMessage(connection_));
      PQclear(result);
    }
  }

 private:
  PGconn* connection_;
};

// Batches into an empty ledger on a server, each beside COPY of the same bytes into one table with one index, in a
// database that is made for it and removed.
void beside_copy(const std::string& uri, const char* title, bool new_keys, std::size_t writers) {
  constexpr int kBatch = 10'000, kRounds = 6;
  std::vector<Fact> facts;
  for (int i = 0; i < kBatch * kRounds; ++i) {
    facts.push_back(new_keys ? figure("990101", "岚湖区", i, 0) : figure("990101", "岚湖区", i % kKeys, i / kKeys));
  }
  std::shuffle(facts.begin(), facts.end(), std::mt19937(7));
  Copy administrator(uri);
  const std::string database = "jicheng_bench_" + std::to_string(::getpid());
  administrator.sql("CREATE DATABASE " + database + " ENCODING 'UTF8' TEMPLATE template0");
  {
    const std::string there = of_database(uri, database);
    Copy plain(there);
    plain.make_table();
    std::vector<Ledger> books;
    for (std::size_t i = 0; i < writers; ++i) books.push_back(must(Ledger::open(there)));
    std::vector<std::string> ours;
    for (std::size_t i = 0; i < writers; ++i) {
      ours.push_back(
          plain.answer("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND "
                       "application_name = 'jicheng' ORDER BY backend_start LIMIT 1 OFFSET " +
                       std::to_string(i)));
    }
    const std::string theirs = plain.answer("SELECT pg_backend_pid()");
    std::vector<double> our_rate, their_rate, here, our_work, their_work;
    for (int round = 0; round < kRounds; ++round) {
      const auto batch = std::span(facts).subspan(static_cast<std::size_t>(round) * kBatch, kBatch);
      Write write{.area = "990101", .request = std::to_string(round), .recorded_at = at(round)};
      write.entries.assign(batch.begin(), batch.end());
      const std::string lines = Copy::lines_of(batch, round * kBatch);
      const auto copied = [&] {
        const double before = worked(theirs);
        their_rate.push_back(kBatch / seconds_of([&] { plain.insert(lines); }));
        their_work.push_back(worked(theirs) - before);
      };
      if (round % 2 == 0) copied();
      const std::size_t who = static_cast<std::size_t>(round) % writers;
      const double before = worked(ours[who]);
      here.push_back(core_seconds_of(
          [&] { our_rate.push_back(kBatch / seconds_of([&] { (void)must(books[who].write(write)); })); }));
      our_work.push_back(worked(ours[who]) - before);
      if (round % 2 == 1) copied();
    }
    print(title, median(our_rate), median(their_rate), ">= 0.70");
    std::printf("  work of cores: ours %.0f ms in the server, %.0f ms here; COPY %.0f ms in the server\n",
                1e3 * median(our_work), 1e3 * median(here), 1e3 * median(their_work));
  }
  administrator.sql("DROP DATABASE " + database + " WITH (FORCE)");
}

void on_postgres(const std::string& uri) {
  std::printf("%-34s %14s  %14s  %5s  %s\n", "10,000 facts into PostgreSQL", "ours", "COPY", "ratio", "wanted");
  beside_copy(uri, "keys never seen, as a new month's", true, 1);
  beside_copy(uri, "vintages of 3,300 keys, one writer", false, 1);
  beside_copy(uri, "the same, two writers in turn", false, 2);
}

// `districts` with `kKeys / vintages_each` … all filled round after round, as time does it.
void asof(const char* title, int districts, int keys, int vintages, const std::string& server = {}) {
  const Folder folder;
  const std::string name = "asof-" + std::to_string(districts) + "-" + std::to_string(keys * vintages);
  Ledger book = must(Ledger::open(server.empty() ? folder.file(name) : server));
  const bool there = !must(book.areas()).empty();
  const double built = seconds_of([&] {
    for (int v = 0; v < vintages && !there; ++v) {
      for (int d = 0; d < districts; ++d) {
        const std::string code = std::to_string(100'000 + d);
        Write write{.area = code, .request = "v" + std::to_string(v), .recorded_at = at(v * 3600)};
        for (int k = 0; k < keys; ++k) write.entries.emplace_back(figure(code, "某区" + code, k, v));
        (void)must(book.write(write));
      }
    }
  });
  const double facts = static_cast<double>(districts) * keys * vintages;
  std::int64_t records = 0;
  for (const auto& head : must(book.areas())) records += head.size;
  if (static_cast<double>(records) != facts) stop("the ledger that is there was not built to its end: " + name);
  std::printf("%s: %.0f facts, %d keys a district of %d vintages", title, facts, keys, vintages);
  if (!there) std::printf(", built at %.0f/s", facts / built);
  if (server.empty()) std::printf(", %.2f GB", static_cast<double>(fs::file_size(folder.file(name))) / 1e9);
  std::printf("; wanted: 20 ms at any instant\n");
  std::mt19937 chance(11);
  const auto ask = [&](const char* what, const std::function<void(ledger::Query&)>& set) {
    std::vector<double> times, core;
    std::size_t found = 0;
    for (int i = 0; i < 41; ++i) {
      ledger::Query query{
          .area = std::to_string(100'000 + static_cast<int>(chance() % static_cast<unsigned>(districts))),
          .count_vintages = false};
      set(query);
      const auto asked = [&] { found = std::max(found, must(book.find(query)).size()); };
      times.push_back(1000 * seconds_of([&] { core.push_back(1000 * core_seconds_of(asked)); }));
    }
    std::ranges::sort(times);
    std::printf("  %-44s %6.1f ms median, %6.1f best, %6.1f worst of %zu; work of cores %6.1f ms; %zu values\n", what,
                times[times.size() / 2], times.front(), times.back(), times.size(), median(core), found);
    std::fflush(stdout);
  };
  const auto instant = [&] { return at(static_cast<std::int64_t>(chance() % static_cast<unsigned>(vintages)) * 3600); };
  const auto date = [&] {
    return calendar::plus_days(*calendar::parse_date("2025-06-30"),
                               static_cast<int>(chance() % static_cast<unsigned>(vintages + 20)));
  };
  ask("now", [](ledger::Query&) {});
  ask("recorded by an instant", [&](ledger::Query& q) { q.recorded_by = instant(); });
  ask("published by a day", [&](ledger::Query& q) { q.asof = date(); });
  ask("published by a day, recorded by an instant",
      [&](ledger::Query& q) { q.asof = date(), q.recorded_by = instant(); });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 2 && std::strcmp(argv[argc - 2], "--in") == 0) {
    keep_in = argv[argc - 1];
    argc -= 2;
  }
  if (argc > 1 && std::strcmp(argv[1], "--micro") == 0) {
    int rest = argc - 1;
    benchmark::Initialize(&rest, argv + 1);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
  }
  if (argc > 2 && std::strcmp(argv[1], "--batch") == 0) {
    const int batch = std::atoi(argv[2]);
    const Folder folder;
    const auto [ours, plain] =
        batches(folder, batch, argc > 3 ? std::atoi(argv[3]) : 4, 5, argc > 4 ? std::atoi(argv[4]) : 0);
    print(argv[2], ours, plain, "");
    return 0;
  }
  if (argc > 2 && std::strcmp(argv[1], "--group") == 0) {
    const Folder folder;
    std::printf("%.0f/s\n", grouped(folder, std::atoi(argv[2]), argc > 3 ? std::atoi(argv[3]) : 300));
    return 0;
  }
  if (argc > 1 && std::strcmp(argv[1], "--verify") == 0) {
    const Folder folder;
    if (!fs::exists(folder.file("ours-10000"))) (void)batches(folder, 10'000, 4, 5);
    verified(folder);
    return 0;
  }
  if (argc > 2 && std::strcmp(argv[1], "--postgres") == 0) {
    on_postgres(argv[2]);
    return 0;
  }
  if (argc > 1 && std::strcmp(argv[1], "--asof") == 0) {
    const double millions = argc > 2 ? std::atof(argv[2]) : 10;
    const std::string where = argc > 3 ? argv[3] : "";
    const bool one = where == "one";
    asof("one district", 1, kKeys, std::max(1, static_cast<int>(millions * 1e6 / kKeys)), one ? "" : where);
    if (!where.empty()) return 0;
    asof("3,000 districts", std::max(1, static_cast<int>(millions * 1e6 / kKeys)), kKeys / 3, 3);
    return 0;
  }
  speed();
  return 0;
}
