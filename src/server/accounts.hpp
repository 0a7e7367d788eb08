// People who may log in: 账户.json beside the ledger, readable to its owner only, written whole at every change. The
// command line may change it while the server runs: each change is made under a lock, to the file as it then is.
// Passwords as Argon2id (RFC 9106) through libsodium.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "server/rights.hpp"

namespace server {

struct Account {
  std::string login;  // a–z, 0–9, . _ -; never another's again
  std::string name, phone;
  std::string password_hash;
  std::int64_t password_until = 0;  // unix seconds; of a one-time password; 0: no end
  bool must_change_password = false;
  std::vector<Role> roles;
  std::vector<std::string> areas, offices;
  bool active = true;
  std::string totp_secret, totp_pending;  // Base32; empty: off
  std::uint64_t totp_last = 0;            // the last step that was used
  std::string created, last_login;        // the office's time
  std::int64_t unlocked_at = 0;           // unix milliseconds; a running server forgets failed logins when it changes
};

class Accounts {
 public:
  // Fault "accounts.unreadable": the file is not ours; it is left as it is.
  static base::Result<std::unique_ptr<Accounts>> open(const std::string& path, base::World& world);

  // What another program wrote is taken over; whose accounts are otherwise now. A file that is not ours leaves all as
  // it was, with the fault.
  base::Result<std::vector<std::string>> look_again();

  bool empty() const;
  std::vector<Account> all() const;
  std::optional<Account> find(const std::string& login) const;
  // The same without a copy, for every request; what is changed later is another account.
  std::shared_ptr<const Account> look(const std::string& login) const;
  // Faults: "accounts.login" (a name that is none), "accounts.taken", of writing. `before`: the last step before the
  // account is written, which its fault prevents.
  base::Result<void> add(const Account& account, const std::function<base::Result<void>()>& before = {});
  // All of them or none; faults the same.
  base::Result<void> add_all(const std::vector<Account>& accounts,
                             const std::function<base::Result<void>()>& before = {});
  // `change` may refuse by a fault; then nothing is written. Fault "accounts.unknown".
  base::Result<Account> change(const std::string& login,
                               const std::function<base::Result<void>(Account&, const std::vector<Account>&)>& change);
  // The same to several, all of them or none; the others are as they then are. `before`: the last step.
  base::Result<void> change_all(const std::vector<std::string>& logins,
                                const std::function<base::Result<void>(Account&, const std::vector<Account>&)>& change,
                                const std::function<base::Result<void>()>& before = {});

 private:
  Accounts(std::string path, base::World& world) : path_(std::move(path)), world_(world) {}
  using All = std::map<std::string, Account>;
  static base::Result<All> read(const std::string& bytes, const std::string& path);
  // With `mutex_` held: the file as it is now.
  base::Result<void> reload();
  base::Result<void> save(const All& accounts);

  const std::string path_;
  base::World& world_;
  mutable std::mutex mutex_;
  All accounts_;
  std::string bytes_;  // of the file as last read or written
  std::vector<std::string> changed_elsewhere_;
  mutable std::map<std::string, std::shared_ptr<const Account>> looked_at_;  // as in `accounts_`; emptied by a change
};

// 2 to 32 of a–z, 0–9, . _ -.
bool good_login(const std::string& login);
// Whether `before` may become `after`: the three administrators look after one another, so the only one of a kind that
// is in force is not stopped before another is there. Fault "accounts.last".
base::Result<void> others_remain(const std::vector<Account>& all, const Account& before, const Account& after);

// 64 MiB and some 0.1 s each; at most two at a time, others wait.
std::string hash_password(const std::string& password);
bool password_fits(const std::string& hash, const std::string& password);
// As long as a real one takes, for logins that do not exist.
void pretend_to_check(const std::string& password);
// Why a password will not do; empty when it will.
std::string password_refused(const std::string& password, const std::string& login);
// Sixteen characters of 31 that are not taken for one another, in groups of four: 79 bits.
std::string one_time_password(base::World& world);

}  // namespace server
