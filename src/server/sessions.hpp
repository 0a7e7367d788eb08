// Who is logged in, in memory; and how often somebody tried.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"

namespace server {

struct Session {
  std::uint64_t id = 0;
  std::string login, csrf;
  bool signed_on = false;  // vouched for by the identity provider, not by our password
};

// Tokens are 256 random bits; only their SHA-256 is kept.
class Sessions {
 public:
  explicit Sessions(base::World& world) : world_(world) {}

  struct Begun {
    Session session;
    std::string token;  // for the cookie
  };
  // Of several of one person the oldest end beyond ten; their ids come in `ended`.
  // `lasting`: for as long as the server runs.
  Begun begin(const std::string& login, std::vector<std::uint64_t>& ended, bool signed_on = false,
              bool lasting = false);
  std::optional<Session> find(const std::string& token);
  // Ends it; its id, 0 when there was none.
  std::uint64_t end(const std::string& token);
  // Ends all of a person, save one.
  std::vector<std::uint64_t> end_all(const std::string& login, std::uint64_t but = 0);
  std::size_t count() const;

  static constexpr std::chrono::minutes kIdle{60};
  static constexpr std::chrono::hours kLongest{12};

 private:
  struct Kept {
    Session session;
    std::chrono::microseconds begun{}, seen{};
    bool lasting = false;
  };
  void sweep(std::chrono::microseconds now);

  base::World& world_;
  mutable std::mutex mutex_;
  std::map<std::string, Kept> sessions_;  // by the token's hash
  std::uint64_t ids_ = 0;
};

// Counts failures by login and by peer; what has failed too often must wait.
class Throttle {
 public:
  explicit Throttle(base::World& world) : world_(world) {}
  // Seconds to wait; 0: go on.
  int wait(const std::string& key, int most);
  void failed(const std::string& key);
  void forget(const std::string& key);

  static constexpr std::chrono::minutes kWindow{15};

 private:
  base::World& world_;
  std::mutex mutex_;
  std::map<std::string, std::vector<std::chrono::microseconds>> failures_;
};

}  // namespace server
