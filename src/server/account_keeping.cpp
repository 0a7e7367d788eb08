#include "server/account_keeping.hpp"

#include <filesystem>

#include "base/hash.hpp"
#include "cycle/place.hpp"
#include "cycle/upkeep_parts.hpp"
#include "server/audit.hpp"

namespace server {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kOneTimeSeconds = 72 * 3600;

std::string beside(const std::string& data, const char* name, base::World& world) {
  return (fs::path(cycle::place_of(data, world).folder) / name).string();
}

base::Result<std::unique_ptr<Accounts>> open_accounts(const std::string& data, base::World& world) {
  const std::string path = beside(data, "账户.json", world);
  if (!world.files->exists(path)) {
    return base::fail("accounts.none", "这里还没有账户", {.file = path},
                      "先用 jicheng serve --data " + data + " 启动一次，它会建立第一位管理员");
  }
  return Accounts::open(path, world);
}

// Written as the last thing before the change itself: what cannot be audited is not done.
base::Result<void> note(const AccountStep& step, const std::string& did, const std::string& what, base::World& world,
                        const char* outcome = "done") {
  auto audit = Audit::open(beside(step.data, "审计.sqlite", world), world);
  if (!audit) return base::fail(audit.error());
  AuditRow row;
  row.by = step.by;
  row.did = did;
  row.on = step.login;
  row.outcome = outcome;
  row.peer = "本机命令行";
  row.request_id = "c-" + base::to_hex(world.randomness->bytes(6));
  row.note = what;
  return (*audit)->add(row);
}

// The row came first; where the change then could not be written, another row says so.
base::Fault not_done(const AccountStep& step, const std::string& did, bool noted, const base::Fault& fault,
                     base::World& world) {
  if (noted) (void)note(step, did, "没有写成：" + fault.what, world, "failed");
  return fault;
}

std::int64_t until(base::World& world) {
  return std::chrono::floor<std::chrono::seconds>(world.clock->now()).time_since_epoch().count() + kOneTimeSeconds;
}

std::string words_of_rights(const Account& a) {
  std::string out;
  for (const Role role : a.roles) out += (out.empty() ? "" : " ") + std::string(to_string(role));
  for (const auto& o : a.offices) out += (out.empty() ? "" : " ") + o;
  for (const auto& o : a.areas) out += (out.empty() ? "" : " ") + o;
  return out.empty() ? "没有权限" : out;
}

base::Result<void> may_hold(const std::vector<Role>& roles) {
  if (const auto why = together_refused(roles); !why.empty())
    return base::fail("separation.roles", why, {}, "分给几个人");
  return {};
}

template <class Act, class Words>
base::Result<Account> audited(Accounts& accounts, const AccountStep& step, const char* did, const Act& act,
                              const Words& words, base::World& world) {
  bool noted = false;
  auto changed = accounts.change(step.login, [&](Account& a, const auto&) -> base::Result<void> {
    act(a);
    auto row = note(step, did, words(a), world);
    noted = row.has_value();
    return row;
  });
  if (!changed) return base::fail(not_done(step, did, noted, changed.error(), world));
  return changed;
}

}  // namespace

base::Result<std::vector<Account>> accounts_in(const std::string& data, base::World& world) {
  auto accounts = open_accounts(data, world);
  if (!accounts) return base::fail(accounts.error());
  return (*accounts)->all();
}

base::Result<std::string> add_account(const AccountStep& step, const Account& wanted, base::World& world) {
  if (auto may = may_hold(wanted.roles); !may) return base::fail(may.error());
  auto accounts = open_accounts(step.data, world);
  if (!accounts) return base::fail(accounts.error());
  const std::string password = one_time_password(world);
  Account account = wanted;
  account.login = step.login;
  account.must_change_password = true;
  account.password_until = until(world);
  account.created = cycle::local_time(world);
  account.password_hash = hash_password(password);
  bool noted = false;
  auto added = (*accounts)->add(account, [&]() -> base::Result<void> {
    auto row = note(step, "account_add", words_of_rights(account), world);
    noted = row.has_value();
    return row;
  });
  if (!added) return base::fail(not_done(step, "account_add", noted, added.error(), world));
  return password;
}

base::Result<std::string> renew_password(const AccountStep& step, base::World& world) {
  auto accounts = open_accounts(step.data, world);
  if (!accounts) return base::fail(accounts.error());
  const std::string password = one_time_password(world);
  const std::string hash = hash_password(password);
  auto changed = audited(
      **accounts, step, "account_password",
      [&](Account& a) {
        a.password_hash = hash;
        a.password_until = until(world);
        a.must_change_password = true;
      },
      [](const Account&) { return std::string(); }, world);
  if (!changed) return base::fail(changed.error());
  return password;
}

base::Result<Account> set_active(const AccountStep& step, bool active, base::World& world) {
  auto accounts = open_accounts(step.data, world);
  if (!accounts) return base::fail(accounts.error());
  return audited(
      **accounts, step, "account_active",
      [&](Account& a) {
        a.active = active;
        // Failed logins are in the server's memory alone: this tells it, also where the account was in force before.
        if (active)
          a.unlocked_at = std::chrono::floor<std::chrono::milliseconds>(world.clock->now()).time_since_epoch().count();
      },
      [&](const Account&) { return std::string(active ? "启用" : "停用"); }, world);
}

base::Result<Account> give_rights(const AccountStep& step, const RightsGiven& given, base::World& world) {
  if (given.roles) {
    if (auto may = may_hold(*given.roles); !may) return base::fail(may.error());
  }
  auto accounts = open_accounts(step.data, world);
  if (!accounts) return base::fail(accounts.error());
  return audited(
      **accounts, step, "account_roles",
      [&](Account& a) {
        if (given.roles) a.roles = *given.roles;
        if (given.offices) a.offices = *given.offices;
        if (given.areas) a.areas = *given.areas;
      },
      words_of_rights, world);
}

}  // namespace server
