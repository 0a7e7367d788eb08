#include "server/sessions.hpp"

#include <algorithm>

#include "base/hash.hpp"

namespace server {

namespace {
constexpr std::size_t kMostOfOne = 10;
constexpr std::size_t kMostKeys = 50'000;  // of failures remembered
}  // namespace

Sessions::Begun Sessions::begin(const std::string& login, std::vector<std::uint64_t>& ended, bool signed_on,
                                bool lasting) {
  const std::lock_guard lock(mutex_);
  const auto now = world_.clock->monotonic();
  sweep(now);
  std::vector<std::map<std::string, Kept>::iterator> own;
  for (auto at = sessions_.begin(); at != sessions_.end(); ++at)
    if (at->second.session.login == login) own.push_back(at);
  std::ranges::sort(own, {}, [](const auto& at) { return at->second.begun; });
  for (std::size_t i = 0; i + kMostOfOne <= own.size(); ++i) {
    ended.push_back(own[i]->second.session.id);
    sessions_.erase(own[i]);
  }
  Begun out;
  out.token = base::to_hex(world_.randomness->bytes(32));
  out.session = {++ids_, login, base::to_hex(world_.randomness->bytes(16)), signed_on};
  sessions_[base::sha256_hex(out.token)] = {out.session, now, now, lasting};
  return out;
}

std::optional<Session> Sessions::find(const std::string& token) {
  if (token.size() != 64) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const auto at = sessions_.find(base::sha256_hex(token));
  if (at == sessions_.end()) return std::nullopt;
  const auto now = world_.clock->monotonic();
  const bool over = now - at->second.seen > kIdle || now - at->second.begun > kLongest;
  if (over && !at->second.lasting) {
    sessions_.erase(at);
    return std::nullopt;
  }
  at->second.seen = now;
  return at->second.session;
}

std::uint64_t Sessions::end(const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto at = sessions_.find(base::sha256_hex(token));
  if (at == sessions_.end()) return 0;
  const auto id = at->second.session.id;
  sessions_.erase(at);
  return id;
}

std::vector<std::uint64_t> Sessions::end_all(const std::string& login, std::uint64_t but) {
  const std::lock_guard lock(mutex_);
  std::vector<std::uint64_t> out;
  std::erase_if(sessions_, [&](const auto& one) {
    const Session& s = one.second.session;
    if (s.login != login || s.id == but) return false;
    out.push_back(s.id);
    return true;
  });
  return out;
}

std::size_t Sessions::count() const {
  const std::lock_guard lock(mutex_);
  return sessions_.size();
}

void Sessions::sweep(std::chrono::microseconds now) {
  std::erase_if(sessions_, [&](const auto& one) {
    return !one.second.lasting && (now - one.second.seen > kIdle || now - one.second.begun > kLongest);
  });
}

int Throttle::wait(const std::string& key, int most) {
  const std::lock_guard lock(mutex_);
  const auto at = failures_.find(key);
  if (at == failures_.end()) return 0;
  const auto now = world_.clock->monotonic();
  std::erase_if(at->second, [&](const auto& when) { return now - when > kWindow; });
  if (static_cast<int>(at->second.size()) < most) return 0;
  const auto free_at = at->second[at->second.size() - static_cast<std::size_t>(most)] + kWindow;
  return std::max(1, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(free_at - now).count()));
}

void Throttle::failed(const std::string& key) {
  const std::lock_guard lock(mutex_);
  if (failures_.size() >= kMostKeys) failures_.clear();
  auto& list = failures_[key];
  list.push_back(world_.clock->monotonic());
  if (list.size() > 64) list.erase(list.begin());
}

void Throttle::forget(const std::string& key) {
  const std::lock_guard lock(mutex_);
  failures_.erase(key);
}

}  // namespace server
