// PostgreSQL servers for tests: one alone, and a coordinator with two shards; started when first asked for, ended with
// the program. JICHENG_TEST_POSTGRES=FOLDER uses those that `scripts/postgres-local up "single s1 s2 coordinator"` has
// started with JICHENG_POSTGRES_DIR=FOLDER.
#pragma once

#include <optional>
#include <string>

#include <unistd.h>

class Servers {
 public:
  enum class Which { single, s1, s2, coordinator };

  // Nothing: there are no PostgreSQL server programs here; the reason is in `why_not`.
  static Servers* get();
  static const std::string& why_not();

  // A new empty database on the single server, as its superuser; of the coordinator: with two empty shards, area A-1
  // and 440104 on the first, all others on the second.
  std::string fresh(Which which);
  // The same database for the role that may only append.
  static std::string as_writer(std::string uri);
  std::string address(Which which, const std::string& database) const;
  // Runs SQL as the superuser; what it gives as text, rows by line breaks. Ends the test program when it fails.
  std::string sql(const std::string& uri, const std::string& statements) const;

  // The server's first process.
  pid_t pid(Which which) const;
  // pg_ctl: "start", "stop -m immediate", "restart -m fast" …
  void control(Which which, const std::string& order) const;
  const std::string& folder() const { return folder_; }

  ~Servers();

 private:
  Servers() = default;
  std::string folder_;
  bool ours_ = false;
  int made_ = 0;
};
