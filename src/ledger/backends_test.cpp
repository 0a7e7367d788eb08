#include "ledger/backends_test.hpp"

#include <atomic>
#include <filesystem>

#include <gtest/gtest.h>

#if defined(__unix__)
#include <unistd.h>
#endif

namespace ledger::testing_backends {

namespace {

namespace fs = std::filesystem;

class SqlitePlace final : public Place {
 public:
  SqlitePlace() {
    static std::atomic<int> number{0};
    folder_ = fs::temp_directory_path() /
              ("jicheng-backend-" + std::to_string(::getpid()) + "-" + std::to_string(number.fetch_add(1)));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~SqlitePlace() override { fs::remove_all(folder_); }
  base::Result<Ledger> open(const Options& options) override {
    return Ledger::open((folder_ / "ledger.sqlite").string(), options);
  }

 private:
  fs::path folder_;
};

}  // namespace

std::vector<Backend> backends() {
  return {{"sqlite", [](std::string&) { return std::make_unique<SqlitePlace>(); }}};
}

std::vector<std::int64_t> sequences(const Ledger& book, Query query, bool counted) {
  query.count_vintages = counted;
  std::vector<std::int64_t> out;
  const auto found = book.find(query);
  EXPECT_TRUE(found) << (found ? "" : base::to_text(found.error()));
  if (!found) return out;
  for (const Recorded& r : *found) out.push_back(r.sequence);
  return out;
}

}  // namespace ledger::testing_backends
