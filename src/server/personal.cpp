#include "server/personal.hpp"

#include "base/hash.hpp"

namespace server {

Personal::Personal(std::string name, base::World& world, std::function<void(const std::string&)> link)
    : name_(std::move(name)), world_(world), link_(std::move(link)) {}

void Personal::renew() {
  const std::string key = base::to_hex(world_.randomness->bytes(32));
  {
    const std::lock_guard lock(mutex_);
    hash_ = base::sha256_hex(key);
  }
  link_(key);
}

bool Personal::enter(const std::string& key) {
  if (!on() || key.empty()) return false;
  {
    // Hashes are compared: how long it takes tells nothing of the key.
    const std::lock_guard lock(mutex_);
    if (hash_.empty() || base::sha256_hex(key) != hash_) return false;
    hash_.clear();
  }
  renew();
  return true;
}

}  // namespace server
