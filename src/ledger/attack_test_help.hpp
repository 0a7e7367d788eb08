// A ledger to attack: some areas with facts, events, corrections and withdrawals, and raw SQL with the triggers gone.
#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/world.hpp"
#include "ledger/figure.hpp"
#include "ledger/inspect.hpp"
#include "ledger/ledger.hpp"

namespace ledger::attack {

inline Instant at(int hours) { return Instant(std::chrono::hours(24 * 365 * 55 + hours)); }

inline facts::Fact fact(const std::string& area, const std::string& indicator, int month, const std::string& value) {
  facts::Fact f;
  f.area_code = area;
  f.area = area == "990101" ? "岚湖区" : "青浦县";
  f.indicator = f.indicator_as_printed = indicator;
  f.period = *calendar::parse_period("2025-0" + std::to_string(month));
  f.value = *base::Decimal::parse(value);
  f.unit = "亿元";
  f.status = facts::Status::published;
  f.published = *calendar::parse_published("2025-10-1" + std::to_string(month));
  f.source = {.text = "统计局", .kind = facts::SourceKind::official, .place = {.file = "数.csv", .line = month}};
  return f;
}

inline Event event(const std::string& area, const std::string& subject) {
  return {.area_code = area,
          .area = area == "990101" ? "岚湖区" : "青浦县",
          .kind = "order.issued",
          .subject = subject,
          .valid_from = *calendar::parse_date("2025-10-13"),
          .content = R"({"due":"2025-11-01"})",
          .personal = {{.person = "p1", .name = "phone", .value = "13800000000"}}};
}

// Area 990101: 1–9 one write of nine facts, 10–18 each a write of its own, 19 an event, 20 corrects 3, 21 withdraws 5,
// 22–30 facts. Area 990102: three facts.
inline void fill(Ledger& book) {
  const auto put = [&](const std::string& area, const std::string& request, std::vector<Entry> entries, int hour) {
    const auto done = book.write({.area = area,
                                  .request = request,
                                  .actor = "李科长",
                                  .reason = "月报",
                                  .recorded_at = at(hour),
                                  .entries = std::move(entries)});
    ASSERT_TRUE(done) << base::to_text(done.error());
  };
  std::vector<Entry> nine;
  for (int m = 1; m <= 9; ++m) nine.emplace_back(fact("990101", "地区生产总值", m, std::to_string(100 + m)));
  put("990101", "one", std::move(nine), 1);
  for (int m = 1; m <= 9; ++m) {
    put("990101", "r" + std::to_string(m), {fact("990101", "财政收入", m, std::to_string(10 + m))}, 1 + m);
  }
  put("990101", "event", {event("990101", "order/1")}, 20);
  put("990101", "correct", {Correction{3, fact("990101", "地区生产总值", 3, "113")}}, 21);
  put("990101", "withdraw", {Withdrawal{5}}, 22);
  put("990101", "again", {fact("990101", "财政收入", 1, "11")}, 23);  // known already: a receipt, no record
  for (int m = 1; m <= 9; ++m) {
    put("990101", "s" + std::to_string(m), {fact("990101", "投资", m, std::to_string(50 + m))}, 23 + m);
  }
  put("990102", "one", {fact("990102", "投资", 1, "7"), fact("990102", "投资", 2, "8"), fact("990102", "投资", 3, "9")},
      2);
}

class Attack : public testing::Test {
 protected:
  base::World world = base::real_world();
  std::string folder = *world.files->make_temporary_folder();
  std::string path = folder + "/jicheng.sqlite";
  ~Attack() override { world.files->remove_tree(folder); }

  void SetUp() override {
    auto book = Ledger::open(path);
    ASSERT_TRUE(book);
    fill(*book);
  }

  Inspection looked_at(InspectionRequest request = {}) {
    auto book = Ledger::open(path);
    EXPECT_TRUE(book) << base::to_text(book.error());
    auto found = inspect(book->store(), request);
    EXPECT_TRUE(found) << base::to_text(found.error());
    return std::move(*found);
  }

  Checkpoint checkpoint(const std::string& area = "990101") {
    auto book = Ledger::open(path);
    auto made = checkpoint_of(book->store(), area, at(100));
    EXPECT_TRUE(made) << base::to_text(made.error());
    return *made;
  }

  // The row of a key with one thing in it changed: 'day', 'gone' (its first entry seems withdrawn), 'back' (nothing is
  // gone), 'held' (nothing held before), 'latest', 'sorts', 'taken', 'late'.
  static void tampered(sqlite3_context* context, int, sqlite3_value** values) {
    const std::string what = reinterpret_cast<const char*>(sqlite3_value_text(values[1]));
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(values[0]));
    auto figure = detail::read_figure({bytes, static_cast<std::size_t>(sqlite3_value_bytes(values[0]))});
    ASSERT_TRUE(figure);
    auto& entries = figure->recent.entries;
    if (what == "day") ++entries.front().known_by;
    if (what == "gone") entries.front().gone_by = 30, entries.front().withdrawn = true;
    if (what == "held") figure->recent.before.clear();
    if (what == "latest") ++figure->recent.latest;
    if (what == "sorts") figure->sorts = 0;
    if (what == "taken") figure->taken.clear();
    if (what == "late") figure->late = {.from = 0, .to = 1};
    for (auto& e : entries) {
      if (what == "back") e.gone_by = 0;
    }
    const std::string out = detail::bytes_of(*figure);
    sqlite3_result_blob(context, out.data(), static_cast<int>(out.size()), SQLITE_TRANSIENT);
  }

  // As somebody with the file and the sqlite3 program would.
  void force(const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    std::string triggers;
    sqlite3_exec(
        db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
        [](void* into, int, char** row, char**) {
          *static_cast<std::string*>(into) += std::string("DROP TRIGGER ") + row[0] + ";";
          return 0;
        },
        &triggers, nullptr);
    ASSERT_EQ(sqlite3_exec(db, triggers.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_create_function(db, "tampered", 2, SQLITE_UTF8, nullptr, &tampered, nullptr, nullptr);
    char* error = nullptr;
    ASSERT_EQ(sqlite3_exec(db, ("PRAGMA ignore_check_constraints = ON;" + sql).c_str(), nullptr, nullptr, &error),
              SQLITE_OK)
        << (error != nullptr ? error : "") << "\n"
        << sql;
    sqlite3_close(db);
  }

  // "990101 7 record.changed body; …" of each finding, without its words.
  static std::string brief(const Inspection& found) {
    std::string out;
    for (const auto& f : found.findings) {
      if (!out.empty()) out += "; ";
      out += f.area + " " + std::to_string(f.sequence) + (f.last != f.sequence ? "-" + std::to_string(f.last) : "") +
             " " + f.code + (f.field.empty() ? "" : " " + f.field);
    }
    return out;
  }
};

}  // namespace ledger::attack
