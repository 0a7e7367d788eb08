// Accounts from a list. The three administrators keep apart as for one account: the system administrator makes accounts
// that have no rights, the security administrator gives the rights that the same list names.
#include <algorithm>

#include "cycle/upkeep_parts.hpp"
#include "server/account_keeping.hpp"
#include "server/desk.hpp"

namespace server {

namespace {

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json roles_json(const Account& a) {
  Json out = Json::array();
  for (const Role role : a.roles) out.push_back(std::string(to_string(role)));
  return out;
}

// Who may make accounts makes them; who may only give rights gives them.
ListAsked asked_by(const Call& call, bool rights) {
  return {rights ? ListAsked::What::give_rights : ListAsked::What::make,
          call.request.parameter("new_offices").value_or("") == "yes", call.person.login};
}

}  // namespace

base::Result<std::vector<ListedUser>> Desk::listed_users(const Call& call, bool rights) {
  auto name = file_name_of(call.request, true);
  if (!name) return base::fail(name.error());
  auto users = read_user_list(call.request.body, *name, world_);
  if (!users) return base::fail(users.error());
  auto known = known_offices(options_.data, world_);
  if (!known) return base::fail(known.error());
  judge_user_list(*users, asked_by(call, rights), accounts_.all(), *known);
  return std::move(*users);
}

// A row for each account, written as the last step before the accounts themselves.
base::Result<void> Desk::note_listed(const Call& call, const std::string& did, const Account& account,
                                     const std::string& outcome, const std::string& note) {
  AuditRow row;
  row.by = call.person.login;
  row.did = did;
  row.on = account.login;
  row.outcome = outcome;
  row.peer = call.request.peer.address;
  row.request_id = call.request.id;
  row.note = note;
  return audit_.add(row);
}

Desk::Answer Desk::user_list_check(const Call& call) {
  const bool rights = !call.person.can(Can::manage_users);
  auto users = listed_users(call, rights);
  if (!users) return base::fail(users.error());
  Json rows = Json::array();
  int bad = 0;
  for (const auto& u : *users) {
    bad += u.faults.empty() ? 0 : 1;
    rows.push_back({{"row", u.row},
                    {"login", u.wanted.login},
                    {"name", u.wanted.name},
                    {"roles", roles_json(u.wanted)},
                    {"offices", u.wanted.offices},
                    {"areas", u.wanted.areas},
                    {"faults", u.faults}});
  }
  return json_response(dump({{"does", rights ? "rights" : "accounts"}, {"bad", bad}, {"rows", std::move(rows)}}));
}

Desk::Answer Desk::user_list_make(const Call& call) {
  auto users = listed_users(call, false);
  if (!users) return base::fail(users.error());
  std::vector<Account> noted;
  auto made = make_accounts(
      accounts_, *users, false,
      [&](const Account& account) -> base::Result<void> {
        auto row = note_listed(call, "user_new", account, "done", "名单");
        if (row) noted.push_back(account);
        return row;
      },
      world_);
  if (!made) {
    for (const auto& account : noted)
      (void)note_listed(call, "user_new", account, "failed", "没有写成：" + made.error().what);
    return base::fail(made.error());
  }
  Json list = Json::array();
  for (std::size_t i = 0; i < users->size(); ++i)
    list.push_back({{"row", (*users)[i].row},
                    {"login", (*users)[i].wanted.login},
                    {"name", (*users)[i].wanted.name},
                    {"password", (*made)[i]}});
  Response out = json_response(dump({{"accounts", std::move(list)}}), 201);
  out.about = "建立账户" + std::to_string(made->size()) + "个";
  return out;
}

Desk::Answer Desk::user_list_rights(const Call& call) {
  // The first administrator gives rights to the first two of his peers, one by one, and to nobody by a list.
  if (std::ranges::find(call.person.roles, Role::security_admin) == call.person.roles.end())
    return base::fail("rights.setup", "系统管理员只能指定第一位安全管理员和第一位审计管理员", {},
                      "其他授权由安全管理员来做");
  auto users = listed_users(call, true);
  if (!users) return base::fail(users.error());
  if (auto good = all_good(*users); !good) return base::fail(good.error());
  std::vector<std::string> logins;
  std::vector<Account> now;
  for (const auto& u : *users) logins.push_back(u.wanted.login);
  std::size_t next = 0, noted = 0;
  auto changed = accounts_.change_all(
      logins,
      [&](Account& a, const std::vector<Account>& others) -> base::Result<void> {
        const Account before = a;
        const Account& wanted = (*users)[next++].wanted;
        // Somebody else may have given rights since the list was judged.
        if (has_other_rights(a, wanted))
          return base::fail("users.changed", "“" + a.login + "”刚刚有了别的权限，一个账户也没有动", {},
                            "再检查一遍名单，改好再来");
        a.roles = wanted.roles;
        if (!wanted.offices.empty()) a.offices = wanted.offices;
        if (!wanted.areas.empty()) a.areas = wanted.areas;
        now.push_back(a);
        return others_remain(others, before, a);
      },
      [&]() -> base::Result<void> {
        for (const auto& a : now) {
          if (auto row = note_listed(call, "user_rights", a, "done", "名单：" + rights_in_words(a)); !row) return row;
          ++noted;
        }
        return {};
      });
  if (!changed) {
    for (std::size_t i = 0; i < noted; ++i)
      (void)note_listed(call, "user_rights", now[i], "failed", "没有写成：" + changed.error().what);
    return base::fail(changed.error());
  }
  Json list = Json::array();
  for (const auto& a : now) {
    for (const auto id : sessions_.end_all(a.login)) ended_(id);
    list.push_back(
        {{"login", a.login}, {"name", a.name}, {"roles", roles_json(a)}, {"offices", a.offices}, {"areas", a.areas}});
  }
  Response out = json_response(dump({{"accounts", std::move(list)}}));
  out.about = "授权" + std::to_string(now.size()) + "个账户";
  return out;
}

}  // namespace server
