// One person alone at her own machine: who holds the link printed in her terminal is she. There are no accounts and no
// passwords, and nothing of 三员分立 is claimed. Whoever else sits at the machine, or opens a page of another site in
// her browser, has no link.
#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "base/world.hpp"

namespace server {

class Personal {
 public:
  // `name` empty: off. `link`: told the key of every new link; one is good at a time, once.
  Personal(std::string name, base::World& world, std::function<void(const std::string& key)> link);

  bool on() const { return !name_.empty(); }
  const std::string& name() const { return name_; }
  // A new key, told; the one before is none any more.
  void renew();
  // Is it the key? Then it is used up, and a new one is told. Only its SHA-256 is kept.
  bool enter(const std::string& key);

 private:
  const std::string name_;
  base::World& world_;
  const std::function<void(const std::string&)> link_;
  std::mutex mutex_;
  std::string hash_;
};

}  // namespace server
