#include "server/account_keeping.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "cycle/cycle.hpp"
#include "cycle/inbox.hpp"
#include "cycle/office_tables.hpp"
#include "cycle/order_book.hpp"
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

// Whether something that the account has is not in what it would have.
bool takes_away(const Account& before, const Account& after) {
  const auto lacks = [](const auto& had, const auto& has) {
    return std::ranges::any_of(had, [&](const auto& one) { return std::ranges::find(has, one) == has.end(); });
  };
  return lacks(before.roles, after.roles) || lacks(before.offices, after.offices) || lacks(before.areas, after.areas);
}

// The offices that are given are known, and a role that is nothing without one has one.
base::Result<void> offices_fit(const std::string& data, const Account& account, const std::vector<std::string>& given,
                               bool new_office, base::World& world) {
  const auto needs = std::ranges::find_if(account.roles, needs_office);
  const bool lacks = needs != account.roles.end() && account.offices.empty();
  if (!lacks && (given.empty() || new_office)) return {};
  auto known = known_offices(data, world);
  if (!known) return base::fail(known.error());
  std::string list;
  for (const auto& name : *known) list += (list.empty() ? "" : "、") + name;
  if (lacks) {
    return base::fail("accounts.office",
                      "“" + std::string(to_chinese(*needs)) + "”要写明是哪个单位，不然什么督办都看不到", {},
                      "加上 --office 单位。已知的单位：" + list);
  }
  for (const auto& name : given) {
    if (std::ranges::any_of(*known, [&](const auto& k) { return same_office(k, name); })) continue;
    const auto* meant = plan::Offices::in_force().of_body(name);
    std::string near;
    for (const auto& k : *known)
      if (meant != nullptr && near.empty() && plan::Offices::in_force().of_body(k) == meant) near = k;
    return base::fail(
        "accounts.office",
        "没有“" + base::shortened(name, 30) + "”这个单位" + (near.empty() ? "" : "，是不是“" + near + "”？"), {},
        "按下面的名称写；确实是新的单位（街道没有名录，第一次写也算），加上 --new-office。已知的单位：" + list);
  }
  return {};
}

base::Result<void> may_hold(const std::vector<Role>& roles) {
  if (const auto why = together_refused(roles); !why.empty())
    return base::fail("separation.roles", why, {}, "分给几个人");
  return {};
}

// `act` may refuse by a fault.
template <class Act, class Words>
base::Result<Account> audited(Accounts& accounts, const AccountStep& step, const char* did, const Act& act,
                              const Words& words, base::World& world) {
  bool noted = false;
  auto changed = accounts.change(step.login, [&](Account& a, const std::vector<Account>& all) -> base::Result<void> {
    const Account before = a;
    if (auto may = act(a); !may) return may;
    if (auto may = others_remain(all, before, a); !may) return may;
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

base::Result<std::vector<std::string>> known_offices(const std::string& data, base::World& world) {
  if (auto used = cycle::use_office_tables(data, world); !used) return base::fail(used.error());
  auto accounts = accounts_in(data, world);
  if (!accounts) return base::fail(accounts.error());
  plan::Jurisdiction where{.prefix = "区"};
  std::set<std::string> others;
  if (auto plan = cycle::plan_in_force(data, world); plan && *plan) {
    if (auto report = cycle::read_document((*plan)->path, world)) {
      where = plan::jurisdiction_of(report->reading);
      for (const auto& task : plan::tasks_of(report->reading)) others.insert(task.suggested_owner);
    }
  }
  if (auto listed = cycle::listed_files(data, world)) {
    for (const auto& file : *listed)
      for (const auto& task : file.tasks) others.insert(task.owner);
  }
  if (auto books = cycle::orders_on(data, "", std::nullopt, world)) {
    for (const auto& book : *books)
      for (const auto& m : book.all.matters) others.insert(m.owner);
  }
  for (const auto& a : *accounts) others.insert(a.offices.begin(), a.offices.end());
  std::vector<std::string> out;
  const auto add = [&](const std::string& name) {
    const bool known = std::ranges::any_of(out, [&](const auto& k) { return same_office(k, name); });
    if (!name.empty() && !known) out.push_back(name);
  };
  const auto& table = plan::Offices::in_force();
  for (const auto& o : table.all())
    if (!plan::is_statistics_body(o.function)) add(table.body(o.function, where));
  for (const auto& name : others) {
    // Several together are several.
    static constexpr std::string_view kAnd = "、";
    std::string_view rest = name;
    for (auto at = rest.find(kAnd); at != std::string_view::npos; at = rest.find(kAnd)) {
      add(std::string(rest.substr(0, at)));
      rest.remove_prefix(at + kAnd.size());
    }
    add(std::string(rest));
  }
  return out;
}

base::Result<std::string> add_account(const AccountStep& step, const Account& wanted, bool new_office,
                                      base::World& world) {
  if (auto may = may_hold(wanted.roles); !may) return base::fail(may.error());
  if (auto fit = offices_fit(step.data, wanted, wanted.offices, new_office, world); !fit)
    return base::fail(fit.error());
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
    auto row = note(step, "account_add", rights_in_words(account), world);
    noted = row.has_value();
    return row;
  });
  if (!added) return base::fail(not_done(step, "account_add", noted, added.error(), world));
  return password;
}

base::Result<std::vector<ListedUser>> look_at_list(const AccountStep& step, const std::string& file, bool new_offices,
                                                   base::World& world) {
  auto bytes = world.files->read(file, 4u << 20);
  if (!bytes) return base::fail(bytes.error());
  auto users = read_user_list(*bytes, file, world);
  if (!users) return base::fail(users.error());
  auto there = accounts_in(step.data, world);
  if (!there) return base::fail(there.error());
  auto known = known_offices(step.data, world);
  if (!known) return base::fail(known.error());
  judge_user_list(*users, {ListAsked::What::make_with_rights, new_offices, {}}, *there, *known);
  return std::move(*users);
}

base::Result<std::vector<std::string>> add_accounts(const AccountStep& step, const std::vector<ListedUser>& users,
                                                    base::World& world) {
  auto accounts = open_accounts(step.data, world);
  if (!accounts) return base::fail(accounts.error());
  std::vector<std::string> noted;
  const auto of = [&](const std::string& login) { return AccountStep{step.data, login, step.by}; };
  auto made = make_accounts(
      **accounts, users, true,
      [&](const Account& account) -> base::Result<void> {
        auto row = note(of(account.login), "account_add", "名单：" + rights_in_words(account), world);
        if (row) noted.push_back(account.login);
        return row;
      },
      world);
  if (made) return made;
  for (const auto& login : noted)
    (void)note(of(login), "account_add", "没有写成：" + made.error().what, world, "failed");
  return made;
}

base::Result<std::string> renew_password(const AccountStep& step, base::World& world) {
  auto accounts = open_accounts(step.data, world);
  if (!accounts) return base::fail(accounts.error());
  const std::string password = one_time_password(world);
  const std::string hash = hash_password(password);
  auto changed = audited(
      **accounts, step, "account_password",
      [&](Account& a) -> base::Result<void> {
        a.password_hash = hash;
        a.password_until = until(world);
        a.must_change_password = true;
        return {};
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
      [&](Account& a) -> base::Result<void> {
        a.active = active;
        // Failed logins are in the server's memory alone: this tells it, also where the account was in force before.
        if (active)
          a.unlocked_at = std::chrono::floor<std::chrono::milliseconds>(world.clock->now()).time_since_epoch().count();
        return {};
      },
      [&](const Account&) { return std::string(active ? "启用" : "停用"); }, world);
}

base::Result<RightsChanged> give_rights(const AccountStep& step, const RightsGiven& given, base::World& world) {
  if (given.roles) {
    if (auto may = may_hold(*given.roles); !may) return base::fail(may.error());
  }
  auto accounts = open_accounts(step.data, world);
  if (!accounts) return base::fail(accounts.error());
  const auto with = [&](Account a) {
    if (given.roles) a.roles = *given.roles;
    if (given.offices) a.offices = *given.offices;
    if (given.areas) a.areas = *given.areas;
    return a;
  };
  if (const auto now = (*accounts)->find(step.login)) {
    auto fit =
        offices_fit(step.data, with(*now), given.offices.value_or(std::vector<std::string>()), given.new_office, world);
    if (!fit) return base::fail(fit.error());
  }
  RightsChanged out;
  auto changed = audited(
      **accounts, step, "account_roles",
      [&](Account& a) -> base::Result<void> {
        out.before = a;
        const Account after = with(a);
        if (!given.replace && takes_away(a, after)) {
          return base::fail("accounts.replace",
                            "“" + a.login + "”现在是 " + rights_in_words(a) + "；这样会换成 " + rights_in_words(after),
                            {}, "要换，就加上 --replace；要保留的也一并写上");
        }
        a = after;
        return {};
      },
      [&](const Account& now) { return rights_in_words(out.before) + " → " + rights_in_words(now); }, world);
  if (!changed) return base::fail(changed.error());
  out.now = std::move(*changed);
  return out;
}

std::string rights_in_words(const Account& a) {
  const auto joined = [](const auto& list, const auto& word) {
    std::string out;
    for (const auto& one : list) out += (out.empty() ? "" : "、") + std::string(word(one));
    return out;
  };
  const auto as_it_is = [](const std::string& text) { return text; };
  std::string out = joined(a.roles, to_chinese);
  if (out.empty()) out = "没有角色";
  if (!a.offices.empty()) out += "，单位" + joined(a.offices, as_it_is);
  if (!a.areas.empty()) out += "，地区" + joined(a.areas, as_it_is);
  return out;
}

}  // namespace server
