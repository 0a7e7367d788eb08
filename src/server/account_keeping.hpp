// Accounts from the command line of the machine that the server runs on: for the first ones, and for whoever is shut
// out. Whoever can write the ledger's folder can do this; each step leaves a row in the audit under that user's name,
// and is not done where it cannot. A running server takes what was changed within a second, and ends the sessions of
// whom it is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/accounts.hpp"
#include "server/user_list.hpp"

namespace server {

struct AccountStep {
  std::string data, login;
  std::string by;  // who sits at the machine
};

// Fault "accounts.unreadable"; "accounts.none" where the server has never run.
base::Result<std::vector<Account>> accounts_in(const std::string& data, base::World& world);
// What an account may be given as its office: the bodies of the office's own table as they are called here, those that
// tasks and orders went to and that other accounts have.
base::Result<std::vector<std::string>> known_offices(const std::string& data, base::World& world);
// A new account with its rights, and a one-time password for 72 hours, told once. Faults: those of Accounts::add,
// "separation.roles" for roles that one person may not hold together; "accounts.office" for an office that nobody
// knows, unless `new_office`, or a role that needs one without one.
base::Result<std::string> add_account(const AccountStep& step, const Account& wanted, bool new_office,
                                      base::World& world);
// A list (user_list.hpp) as it would be done, with what is wrong in each row; and done, all of it or nothing, with the
// rights that it names. One-time passwords in the order of the list. A row of the audit each.
base::Result<std::vector<ListedUser>> look_at_list(const AccountStep& step, const std::string& file, bool new_offices,
                                                   base::World& world);
base::Result<std::vector<std::string>> add_accounts(const AccountStep& step, const std::vector<ListedUser>& users,
                                                    base::World& world);
// Rights stay as they are. Fault "accounts.unknown".
base::Result<std::string> renew_password(const AccountStep& step, base::World& world);
// Faults: "accounts.unknown"; "accounts.last" for the only administrator of a kind that is in force.
base::Result<Account> set_active(const AccountStep& step, bool active, base::World& world);
struct RightsGiven {
  std::optional<std::vector<Role>> roles;
  std::optional<std::vector<std::string>> offices, areas;
  bool replace = false;     // what the account has already may be taken from it
  bool new_office = false;  // an office that nobody knows yet
};
struct RightsChanged {
  Account before, now;
};
// What is not given stays. Faults: "accounts.unknown", "separation.roles", "accounts.office" as add_account;
// "accounts.replace" when something would be taken away without `replace`; "accounts.last" as set_active.
base::Result<RightsChanged> give_rights(const AccountStep& step, const RightsGiven& given, base::World& world);
// 角色：责任单位；单位：区商务局
std::string rights_in_words(const Account& account);

}  // namespace server
