// Append-only facts and events with two times: one behaviour over SQLite (a file) and PostgreSQL (a city). Together
// with its stores the only room that knows SQL.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "base/hash.hpp"
#include "calendar/period.hpp"
#include "facts/fact.hpp"
#include "ledger/record.hpp"
#include "ledger/store.hpp"

namespace ledger {

struct Recorded {
  facts::Fact fact;
  std::int64_t sequence = 0;  // order of recording in its area, from 1
  Instant recorded_at;
  // 1 for the first publication of its key, 2 for the next …, by day of publication and then by sequence; one statement
  // of one day that several pages print is one vintage. An older publication that comes in late takes its place, so
  // numbers behind it move up. 0 when not asked for.
  int vintage = 1;
  std::string area;               // the chain it stands in
  std::int64_t corrects = 0;      // the record it takes the place of
  std::int64_t corrected_by = 0;  // by the instant asked for
};

struct RecordedEvent {
  Event event;
  std::int64_t sequence = 0;
  Instant recorded_at;
  std::string actor, reason, request;  // of its write
};

// A record with all that is known of it, whatever became of it later.
struct Entered {
  Entry entry;
  std::string area;
  std::int64_t sequence = 0;
  Instant recorded_at;
  std::string actor, reason, request;
};

struct Appended {
  int added = 0;          // new facts
  int new_vintages = 0;   // of these, how many say what none recorded before with the same key said
  int known_already = 0;  // the same fact again
};

struct Query {
  std::optional<calendar::Date> asof;  // published by the end of that day
  std::optional<Instant> recorded_by;  // in our hands by then
  std::string area;                    // name or code, empty: all
  std::string indicator;               // canonical name, empty: all
  bool all_vintages = false;           // else only what nothing later supersedes
  bool count_vintages = true;          // false: `vintage` stays 0, which spares reading every vintage
};

struct EventQuery {
  std::string area;            // name or code, empty: all
  std::string kind;            // empty: all
  std::string subject_prefix;  // empty: all
  std::optional<calendar::Date> valid_on;
  std::optional<Instant> recorded_by;
};

struct Options {
  base::HashAlgorithm algorithm = base::HashAlgorithm::sha256;  // of areas made from now on
  // Fit for keys; empty: the operating system's. Tests put their own.
  std::function<std::string(std::size_t)> randomness;
  std::chrono::milliseconds wait{1500};  // for another writer to finish
  // Of a file: how many pages its log may hold before they are brought into the file itself. A page that many writes
  // touch is then brought in once for all of them; as many fit into one table of the log's index.
  int log_pages = 4000;
};

// A write with all that follows from itself alone worked out: what it says as bytes, keys, hashes. Made on any thread,
// without a ledger, so that whoever commits for many has less to do. Keeps a pointer to the write, which a thread may
// still be reading: it is neither changed nor destroyed before this is used up or gone.
class Prepared {
 public:
  explicit Prepared(const Write& write);
  Prepared(Prepared&&) noexcept;
  Prepared& operator=(Prepared&&) noexcept;
  ~Prepared();
  const Write& write() const;
  // Waits for that thread. Throws what befell it (memory that ran out).
  void finish();

  struct Inside;
  Inside& inside() { return *inside_; }

 private:
  std::unique_ptr<Inside> inside_;
};

// A fact is superseded by a later one of its key (by day of publication, then by sequence) that gives all it gives:
// when a later page repeats the growth alone, the earlier level stands beside it, so that a key may have two facts. A
// result supersedes an estimate whatever it gives and whenever it came; a derived figure never supersedes a published
// one. A correction stands in the place of what it corrects.
//
// One handle serves one thread at a time; any number of handles, in any number of programs, may be open on one ledger.
class Ledger {
 public:
  // `path` of a database file, made when it is missing; ":memory:" for one that goes away; "postgresql://…". A file of
  // an earlier version is brought up to this one in one transaction. Faults: "ledger.unreadable", "ledger.not_ours" (a
  // database of another program; it is left untouched), "ledger.newer" (made by a later version), "ledger.locked".
  static base::Result<Ledger> open(const std::string& path, const Options& options = {});
  // On a store that is open already.
  static Ledger over(std::unique_ptr<Store> store, std::string path, const Options& options = {});
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // Durable when it returns. Faults: "ledger.request_reused" (the key was used for other content), "ledger.version"
  // (the area is not where the writer thought), "ledger.write" (an entry of another area, an empty request, content
  // that is no JSON object …), "ledger.target" (what is to be corrected or withdrawn is not there or gone already),
  // "ledger.person_erased" (tells of a person who was erased), "ledger.full", "ledger.unwritable", "ledger.locked",
  // "ledger.unreadable": nothing was written. "ledger.unsure": it may be written or not; ask again with the same
  // request.
  base::Result<Receipt> write(const Write& write);
  // Several writes with one durable commit where the store spans areas. Each is all or nothing by itself and sees those
  // before it; a fault of the commit is everyone's.
  std::vector<base::Result<Receipt>> write_together(std::span<const Write* const> writes);
  // The same; each is used up.
  std::vector<base::Result<Receipt>> write_together(std::span<Prepared* const> writes);
  // The facts split by area, all or nothing where the store spans areas, else area by area. The request is made from
  // facts and instant. The same fact twice is one fact; a changed one is a new vintage. Faults as `write`.
  base::Result<Appended> append(const std::vector<facts::Fact>& facts, Instant recorded_at);
  base::Result<Appended> append(const std::vector<facts::Fact>& facts, Instant recorded_at, const std::string& actor,
                                const std::string& reason);

  // In order of recording: by instant, area, sequence.
  base::Result<std::vector<Recorded>> find(const Query& query) const;
  // The facts that `judge` and `cross_check` take: what was published by the end of that day and not superseded by
  // then. A month- or year-only publication counts from the last day of that month or year.
  base::Result<std::vector<facts::Fact>> as_known_on(const calendar::Date& date) const;
  // Not withdrawn by then, in order of recording.
  base::Result<std::vector<RecordedEvent>> events(const EventQuery& query) const;
  // Fault "ledger.missing".
  base::Result<Entered> record(const std::string& area, std::int64_t sequence) const;

  base::Result<std::vector<Head>> areas() const;
  // The last sequence of the area, 0 when it is not there: what `expected_version` compares.
  base::Result<std::int64_t> version(const std::string& area) const;

  // Destroys the person's keys in every area, so that all personal fields of theirs read as erased here and in every
  // dump, and records an event "person.erased" in each. Backups taken before still hold the keys. Asked again it does
  // what is left. Fault "ledger.missing" when nothing was ever kept of the person; "ledger.erase_pending" when another
  // program still reads from before: the keys are destroyed, ask again to clear the last traces from the file.
  base::Result<std::vector<Receipt>> erase_person(const std::string& person, const std::string& actor,
                                                  const std::string& reason, Instant recorded_at);

  // Recomputes every chain; how many records were checked. Fault "ledger.tampered" with the first area and number that
  // do not agree. What was done to them, and whether indexes and receipts agree, is told by `inspect` (inspect.hpp).
  base::Result<std::int64_t> verify() const;

  Store& store() const;

  struct Inside;

 private:
  explicit Ledger(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace ledger
