// Accounts from the command line of the machine that the server runs on: for the first ones, and for whoever is shut
// out. Whoever can write the ledger's folder can do this; each step leaves a row in the audit under that user's name,
// and is not done where it cannot. A running server takes what was changed within a second, and ends the sessions of
// whom it is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/accounts.hpp"

namespace server {

struct AccountStep {
  std::string data, login;
  std::string by;  // who sits at the machine
};

// Fault "accounts.unreadable"; "accounts.none" where the server has never run.
base::Result<std::vector<Account>> accounts_in(const std::string& data, base::World& world);
// A new account with its rights, and a one-time password for 72 hours, told once. Faults: those of Accounts::add,
// "separation.roles" for roles that one person may not hold together.
base::Result<std::string> add_account(const AccountStep& step, const Account& wanted, base::World& world);
// Rights stay as they are. Fault "accounts.unknown".
base::Result<std::string> renew_password(const AccountStep& step, base::World& world);
// Fault "accounts.unknown".
base::Result<Account> set_active(const AccountStep& step, bool active, base::World& world);
struct RightsGiven {
  std::optional<std::vector<Role>> roles;
  std::optional<std::vector<std::string>> offices, areas;
};
// What is not given stays. Faults: "accounts.unknown", "separation.roles".
base::Result<Account> give_rights(const AccountStep& step, const RightsGiven& given, base::World& world);

}  // namespace server
