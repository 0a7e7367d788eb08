// A list of people to make accounts for, as an office keeps it: an Excel, Word or CSV table with 姓名, 登录名, 角色,
// 单位, 片区 and 电话 (codes/users/columns.csv). Every row is judged before anything is done, and all of them are done
// or none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/accounts.hpp"

namespace server {

struct ListedUser {
  int row = 0;                             // of the table, from 1
  Account wanted;                          // login, name, phone, roles, offices, areas
  std::vector<std::string> unknown_roles;  // as they are written
  std::vector<std::string> faults;         // in words; empty: it can be done
};

// At most so many rows at once: each password is hashed for a tenth of a second.
inline constexpr std::size_t kMostListed = 200;
inline constexpr std::size_t kMostPlaces = 20;  // offices, areas of one person

// Rows as they are written; empty ones are none. Faults: those of reading the file; "users.no_table" (no table with
// 姓名 and 登录名 in its head), "users.many".
base::Result<std::vector<ListedUser>> read_user_list(std::string_view bytes, const std::string& name,
                                                     base::World& world);

// Whether the account has roles, offices or areas already that are not those of the list.
bool has_other_rights(const Account& there, const Account& wanted);

// What is to be done with the list: accounts are made (`roles`: with the rights that it names, else the rights wait for
// whoever gives them), or the accounts are there and are given what it names.
struct ListAsked {
  enum class What { make, make_with_rights, give_rights } what = What::make;
  bool new_offices = false;  // offices that nobody knows yet may be written
  std::string by;            // whoever asks: nobody gives himself rights
};
// Fills in `faults`: login and name, a login twice or taken (or, for rights, of nobody), roles that there are none of
// or that one person may not hold together, an office that nobody knows or that a role needs, rights that are there
// already and differ. `known`: offices, as known_offices has them.
void judge_user_list(std::vector<ListedUser>& users, const ListAsked& asked, const std::vector<Account>& there,
                     const std::vector<std::string>& known);
// Fault "users.rows" with how many rows have faults and the first of them.
base::Result<void> all_good(const std::vector<ListedUser>& users);

// Each with its one-time password for 72 hours, in the order of the list. `before`: asked for each account as the last
// step before all of them are written; its fault prevents it. Without `rights` the accounts have none.
base::Result<std::vector<std::string>> make_accounts(Accounts& accounts, const std::vector<ListedUser>& users,
                                                     bool rights,
                                                     const std::function<base::Result<void>(const Account&)>& before,
                                                     base::World& world);

}  // namespace server
