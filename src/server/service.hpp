// `jicheng serve`: listener, gate, desk, accounts and audit put together.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "server/listener.hpp"

namespace server {

struct ServiceOptions {
  std::string data;
  std::string listen = "127.0.0.1:8787";  // port 0: any that is free
  std::string certificate_file, key_file;
  std::vector<std::string> host_names;  // that requests may be for; empty: any, save in stand-alone mode
  std::string sign_on_file;             // settings of the identity provider; empty: none
  std::string personal;                 // personal mode: the name of who uses it; empty: accounts
  bool log_all = false;                 // also reads
  unsigned light_threads = 2, heavy_threads = 2;
  std::size_t most_connections = 20'000;
};

// What is not safe as it was started, with what to do about it.
struct Unsafe {
  std::string say, say_en;
};

struct Started {
  std::string address;            // http://127.0.0.1:8787; of all addresses the first that others reach it under
  std::vector<std::string> more;  // further ones
  std::vector<Unsafe> unsafe;
  std::string administrator;      // login of the first one, made just now; empty: there are accounts
  std::string one_time_password;  // told once
  bool has_interface = false;
  std::string personal_link;  // opens once; a new one is told by `link` when it has
};

// Serves until somebody wants the program to end. `started`: listening, nothing answered yet. Lines of log go to `log`.
// `link`: in personal mode, each further link that opens once. Faults: "server.personal" (not on this machine alone),
// "server.accounts" (the ledger has accounts in use), "server.address", "server.port", "server.certificate",
// "accounts.unreadable", "sign_on.settings", those of the ledger.
base::Result<void> serve(const ServiceOptions& options, base::World& world,
                         const std::function<void(const Started&)>& started,
                         const std::function<void(const std::string& line)>& log,
                         const std::function<void(const std::string& address)>& link = {});

}  // namespace server
