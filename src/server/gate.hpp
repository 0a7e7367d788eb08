// The one way in: host and origin, session, capability, token, and the audit row of what was done. Nothing is answered
// around it.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/accounts.hpp"
#include "server/audit.hpp"
#include "server/desk.hpp"
#include "server/http.hpp"
#include "server/routes.hpp"
#include "server/sessions.hpp"

namespace server {

struct GateOptions {
  bool stand_alone = true;
  std::vector<std::string> hosts;  // names that requests may be for; empty: any (never in stand-alone mode)
  std::uint16_t port = 8787;
  std::string personal;  // name of the one person of personal mode; empty: accounts
};

class Gate {
 public:
  Gate(const GateOptions& options, Accounts& accounts, Sessions& sessions);

  // What a request comes to before its body is read.
  struct Examined {
    const Route* route = nullptr;
    std::vector<std::string> parts;
    Person person;
    std::optional<base::Fault> refused;
  };
  Examined examine(const Head& head, std::string_view path);
  bool host_is_ours(const Head& head) const;

 private:
  Person person_of(const Head& head);
  std::optional<base::Fault> from_elsewhere(const Head& head, bool writes) const;

  const GateOptions options_;
  Accounts& accounts_;
  Sessions& sessions_;
};

// On every answer (OWASP Secure Headers; CSP 3): no script but our own files, no frame, no request to anywhere else.
Pairs security_headers(bool secure);

}  // namespace server
