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

// What was done is in the audit before anybody hears of it.
base::Result<void> note(const AccountStep& step, const std::string& did, const std::string& what, base::World& world) {
  auto audit = Audit::open(beside(step.data, "审计.sqlite", world), world);
  if (!audit) return base::fail(audit.error());
  AuditRow row;
  row.by = step.by;
  row.did = did;
  row.on = step.login;
  row.outcome = "done";
  row.peer = "本机命令行";
  row.request_id = "c-" + base::to_hex(world.randomness->bytes(6));
  row.note = what;
  return (*audit)->add(row);
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
  if (auto added = (*accounts)->add(account); !added) return base::fail(added.error());
  if (auto noted = note(step, "account_add", words_of_rights(account), world); !noted) return base::fail(noted.error());
  return password;
}

base::Result<std::string> renew_password(const AccountStep& step, base::World& world) {
  auto accounts = open_accounts(step.data, world);
  if (!accounts) return base::fail(accounts.error());
  const std::string password = one_time_password(world);
  const std::string hash = hash_password(password);
  auto changed = (*accounts)->change(step.login, [&](Account& a, const auto&) -> base::Result<void> {
    a.password_hash = hash;
    a.password_until = until(world);
    a.must_change_password = true;
    return {};
  });
  if (!changed) return base::fail(changed.error());
  if (auto noted = note(step, "account_password", "", world); !noted) return base::fail(noted.error());
  return password;
}

base::Result<Account> set_active(const AccountStep& step, bool active, base::World& world) {
  auto accounts = open_accounts(step.data, world);
  if (!accounts) return base::fail(accounts.error());
  auto changed = (*accounts)->change(step.login, [&](Account& a, const auto&) -> base::Result<void> {
    a.active = active;
    return {};
  });
  if (!changed) return changed;
  if (auto noted = note(step, "account_active", active ? "启用" : "停用", world); !noted)
    return base::fail(noted.error());
  return changed;
}

base::Result<Account> give_rights(const AccountStep& step, const RightsGiven& given, base::World& world) {
  if (given.roles) {
    if (auto may = may_hold(*given.roles); !may) return base::fail(may.error());
  }
  auto accounts = open_accounts(step.data, world);
  if (!accounts) return base::fail(accounts.error());
  auto changed = (*accounts)->change(step.login, [&](Account& a, const auto&) -> base::Result<void> {
    if (given.roles) a.roles = *given.roles;
    if (given.offices) a.offices = *given.offices;
    if (given.areas) a.areas = *given.areas;
    return {};
  });
  if (!changed) return changed;
  if (auto noted = note(step, "account_roles", words_of_rights(*changed), world); !noted)
    return base::fail(noted.error());
  return changed;
}

}  // namespace server
