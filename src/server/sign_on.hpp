// 统一身份认证: logging in at the government's own identity provider. The authorization code flow of OpenID Connect
// Core 1.0 §3.1, with discovery (Discovery 1.0 §4) and PKCE (RFC 7636, S256). Who may do what stays with our own
// accounts. What the provider is asked goes through curl as a program of its own: this room opens no connection to
// anywhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/world.hpp"

namespace server {

struct SignOnOptions {
  std::string name;         // on the button: 统一身份认证
  std::string issuer;       // https://sso.example.gov.cn/realms/qu
  std::string client;       // client_id
  std::string secret;       // client_secret; empty: a public client
  std::string address;      // of ours, as browsers write it: https://jicheng.example.gov.cn
  std::string claim;        // which claim is the login; usually preferred_username
  std::string authorities;  // PEM file of the authorities that the provider's certificate rests on; empty: the system's
};

// A JSON object with those members (docs/howto/administrator.md). Faults: those of reading, "sign_on.settings".
base::Result<SignOnOptions> read_sign_on(const std::string& path, base::World& world);

class SignOn {
 public:
  SignOn(SignOnOptions options, base::World& world) : options_(std::move(options)), world_(world) {}

  const SignOnOptions& options() const { return options_; }
  struct Begun {
    std::string address;  // where the browser goes
    std::string state;    // for its cookie: the answer is taken from this browser only
  };
  // Faults: "sign_on.unreachable", "sign_on.answer" (not what the standard says), "program.missing" (curl).
  base::Result<Begun> begin();
  // The login that the provider vouches for. A state is good once, for ten minutes. Faults: those of `begin`,
  // "sign_on.state", "sign_on.token".
  base::Result<std::string> finish(const std::string& code, const std::string& state);

 private:
  struct Provider {
    std::string authorize, token, keys_address, keys;
    std::chrono::microseconds at{};
  };
  struct Pending {
    std::string nonce, verifier;
    std::chrono::microseconds begun{};
  };
  base::Result<Provider> provider(bool fresh);
  // One at a time, and none for a while after the provider did not answer: people who log in by password share the
  // workers that wait here.
  base::Result<std::string> fetch(const std::string& address, const std::string& form);
  base::Result<std::string> fetch_now(const std::string& address, const std::string& form);

  const SignOnOptions options_;
  base::World& world_;
  std::timed_mutex asking_;
  std::mutex mutex_;                 // of what follows
  std::optional<base::Fault> away_;  // why the provider did not answer
  std::chrono::microseconds away_until_{};
  Provider provider_;
  std::map<std::string, Pending> pending_;  // by state
};

}  // namespace server
