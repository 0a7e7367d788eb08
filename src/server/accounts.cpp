#include "server/accounts.hpp"

#include <algorithm>
#include <semaphore>
#include <utility>

#include <nlohmann/json.hpp>
#include <sodium.h>

#include "base/file_lock.hpp"
#include "base/text.hpp"

namespace server {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kLock = ".lock";
constexpr std::chrono::seconds kPatience{5};  // a change takes milliseconds

// Each takes 64 MiB.
std::counting_semaphore<2> hashing(2);

struct Turn {
  Turn() { hashing.acquire(); }
  ~Turn() { hashing.release(); }
};

Json json_of(const Account& a) {
  Json roles = Json::array();
  for (const Role role : a.roles) roles.push_back(std::string(to_string(role)));
  return {{"login", a.login},
          {"name", a.name},
          {"phone", a.phone},
          {"password_hash", a.password_hash},
          {"password_until", a.password_until},
          {"must_change_password", a.must_change_password},
          {"roles", std::move(roles)},
          {"areas", a.areas},
          {"offices", a.offices},
          {"active", a.active},
          {"totp_secret", a.totp_secret},
          {"totp_pending", a.totp_pending},
          {"totp_last", a.totp_last},
          {"created", a.created},
          {"last_login", a.last_login},
          {"unlocked_at", a.unlocked_at}};
}

Account account_of(const Json& j) {
  Account a;
  a.login = j.at("login").get<std::string>();
  a.name = j.at("name").get<std::string>();
  a.phone = j.value("phone", "");
  a.password_hash = j.at("password_hash").get<std::string>();
  a.password_until = j.value("password_until", std::int64_t{0});
  a.must_change_password = j.value("must_change_password", false);
  for (const auto& word : j.at("roles")) {
    if (const auto role = parse_role(word.get<std::string>())) a.roles.push_back(*role);
  }
  a.areas = j.value("areas", std::vector<std::string>());
  a.offices = j.value("offices", std::vector<std::string>());
  a.active = j.at("active").get<bool>();
  a.totp_secret = j.value("totp_secret", "");
  a.totp_pending = j.value("totp_pending", "");
  a.totp_last = j.value("totp_last", std::uint64_t{0});
  a.created = j.value("created", "");
  a.last_login = j.value("last_login", "");
  a.unlocked_at = j.value("unlocked_at", std::int64_t{0});
  return a;
}

}  // namespace

bool good_login(const std::string& login) {
  return login.size() >= 2 && login.size() <= 32 &&
         login.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string::npos;
}

base::Result<std::unique_ptr<Accounts>> Accounts::open(const std::string& path, base::World& world) {
  JC_ASSERT(sodium_init() >= 0);
  std::unique_ptr<Accounts> out(new Accounts(path, world));
  const std::lock_guard lock(out->mutex_);
  if (auto loaded = out->reload(); !loaded) return base::fail(loaded.error());
  return out;
}

base::Result<Accounts::All> Accounts::read(const std::string& bytes, const std::string& path) {
  All out;
  try {
    const Json whole = Json::parse(bytes);
    for (const auto& one : whole.at("accounts")) {
      Account a = account_of(one);
      out.emplace(a.login, std::move(a));
    }
  } catch (const Json::exception&) {
    return base::fail("accounts.unreadable", "账户文件读不懂", {.file = path}, "从备份恢复这个文件");
  }
  return out;
}

base::Result<void> Accounts::reload() {
  if (!world_.files->exists(path_)) return {};
  auto bytes = world_.files->read(path_, 64 << 20);
  if (!bytes) return base::fail(bytes.error());
  if (*bytes == bytes_) return {};
  auto all = read(*bytes, path_);
  if (!all) return base::fail(all.error());
  for (const auto& [login, was] : accounts_) {
    const auto is = all->find(login);
    if (is == all->end() || json_of(is->second) != json_of(was)) changed_elsewhere_.push_back(login);
  }
  accounts_ = std::move(*all);
  bytes_ = std::move(*bytes);
  looked_at_.clear();
  return {};
}

base::Result<std::vector<std::string>> Accounts::look_again() {
  const std::lock_guard lock(mutex_);
  if (auto loaded = reload(); !loaded) return base::fail(loaded.error());
  return std::exchange(changed_elsewhere_, {});
}

bool Accounts::empty() const {
  const std::lock_guard lock(mutex_);
  return accounts_.empty();
}

std::vector<Account> Accounts::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<Account> out;
  for (const auto& [login, account] : accounts_) out.push_back(account);
  return out;
}

std::shared_ptr<const Account> Accounts::look(const std::string& login) const {
  const std::lock_guard lock(mutex_);
  auto& kept = looked_at_[login];
  if (!kept) {
    const auto at = accounts_.find(login);
    if (at == accounts_.end()) {
      looked_at_.erase(login);
      return nullptr;
    }
    kept = std::make_shared<const Account>(at->second);
  }
  return kept;
}

std::optional<Account> Accounts::find(const std::string& login) const {
  const std::lock_guard lock(mutex_);
  const auto at = accounts_.find(login);
  return at == accounts_.end() ? std::nullopt : std::optional(at->second);
}

base::Result<void> Accounts::add(const Account& account, const std::function<base::Result<void>()>& before) {
  return add_all({account}, before);
}

base::Result<void> Accounts::add_all(const std::vector<Account>& accounts,
                                     const std::function<base::Result<void>()>& before) {
  for (const auto& account : accounts) {
    if (!good_login(account.login))
      return base::fail("accounts.login", "登录名用 2 到 32 个小写字母、数字、点、下划线或短横", {}, "改一个登录名");
  }
  const std::lock_guard lock(mutex_);
  auto alone = base::FileLock::take(path_ + kLock, kPatience);
  if (!alone) return base::fail(alone.error());
  if (auto loaded = reload(); !loaded) return loaded;
  auto next = accounts_;
  for (const auto& account : accounts) {
    if (!next.emplace(account.login, account).second)
      return base::fail("accounts.taken", "登录名已经有人用了", {}, "改一个登录名");
  }
  if (before) {
    if (auto may = before(); !may) return may;
  }
  if (auto saved = save(next); !saved) return saved;
  accounts_ = std::move(next);
  looked_at_.clear();
  return {};
}

base::Result<void> Accounts::change_all(
    const std::vector<std::string>& logins,
    const std::function<base::Result<void>(Account&, const std::vector<Account>&)>& change,
    const std::function<base::Result<void>()>& before) {
  const std::lock_guard lock(mutex_);
  auto alone = base::FileLock::take(path_ + kLock, kPatience);
  if (!alone) return base::fail(alone.error());
  if (auto loaded = reload(); !loaded) return loaded;
  auto next = accounts_;
  for (const auto& login : logins) {
    if (!next.contains(login)) return base::fail("accounts.unknown", "没有这个账户", {}, "在管理页查看账户");
    std::vector<Account> others;
    for (const auto& [name, account] : next)
      if (name != login) others.push_back(account);
    if (auto done = change(next.at(login), others); !done) return done;
  }
  if (before) {
    if (auto may = before(); !may) return may;
  }
  if (auto saved = save(next); !saved) return saved;
  accounts_ = std::move(next);
  looked_at_.clear();
  return {};
}

base::Result<Account> Accounts::change(
    const std::string& login, const std::function<base::Result<void>(Account&, const std::vector<Account>&)>& change) {
  const std::lock_guard lock(mutex_);
  auto alone = base::FileLock::take(path_ + kLock, kPatience);
  if (!alone) return base::fail(alone.error());
  if (auto loaded = reload(); !loaded) return base::fail(loaded.error());
  if (!accounts_.contains(login)) return base::fail("accounts.unknown", "没有这个账户", {}, "在管理页查看账户");
  auto next = accounts_;
  std::vector<Account> others;
  for (const auto& [name, account] : accounts_)
    if (name != login) others.push_back(account);
  Account& account = next.at(login);
  if (auto done = change(account, others); !done) return base::fail(done.error());
  if (auto saved = save(next); !saved) return base::fail(saved.error());
  accounts_ = std::move(next);
  looked_at_.clear();
  return accounts_.at(login);
}

base::Result<void> Accounts::save(const All& accounts) {
  Json list = Json::array();
  for (const auto& [login, account] : accounts) list.push_back(json_of(account));
  std::string bytes = Json{{"accounts", std::move(list)}}.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  if (auto written = world_.files->write_private(path_, bytes); !written) return written;
  bytes_ = std::move(bytes);
  return {};
}

base::Result<void> others_remain(const std::vector<Account>& all, const Account& before, const Account& after) {
  const auto holds = [](const Account& a, Role role) {
    return a.active && std::ranges::find(a.roles, role) != a.roles.end();
  };
  for (const Role role : {Role::system_admin, Role::security_admin, Role::audit_admin}) {
    if (!holds(before, role) || holds(after, role)) continue;
    if (std::ranges::any_of(all, [&](const Account& a) { return a.login != before.login && holds(a, role); })) continue;
    const std::string word(to_chinese(role));
    return base::fail("accounts.last", "“" + before.login + "”是唯一在用的" + word + "，停用或改了角色就没有人管了", {},
                      "先另设一位" + word + "，再来");
  }
  return {};
}

std::string hash_password(const std::string& password) {
  const Turn turn;
  std::string out(crypto_pwhash_STRBYTES, '\0');
  JC_ASSERT(crypto_pwhash_str_alg(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                  crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) == 0);
  out.resize(out.find('\0'));
  return out;
}

bool password_fits(const std::string& hash, const std::string& password) {
  const Turn turn;
  return hash.size() < crypto_pwhash_STRBYTES &&
         crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void pretend_to_check(const std::string& password) {
  static const std::string none = hash_password("nobody's password");
  (void)password_fits(none, password);
}

std::string password_refused(const std::string& password, const std::string& login) {
  const auto text = base::from_utf8(password);
  if (!text || text->size() < 12) return "口令至少 12 个字";
  if (text->size() > 128) return "口令最多 128 个字";
  std::u32string kinds = *text;
  std::ranges::sort(kinds);
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  if (kinds.size() < 5) return "口令里的字太少变化";
  std::string lower = password;
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (!login.empty() && lower.find(login) != std::string::npos) return "口令里不能有登录名";
  // What is tried first everywhere, whatever is put behind it.
  for (const char* known : {"password", "123456", "qwerty", "admin", "woaini", "abc123", "111111", "888888", "letmein"})
    if (lower.starts_with(known)) return "口令太常见";
  return {};
}

std::string one_time_password(base::World& world) {
  static constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";  // no i l o 0 1
  constexpr unsigned kFair = 256 - 256 % kLetters.size();
  std::string out;
  for (int taken = 0; taken < 16;) {
    const auto byte = static_cast<unsigned char>(world.randomness->bytes(1)[0]);
    if (byte >= kFair) continue;
    if (taken > 0 && taken % 4 == 0) out += '-';
    out += kLetters[byte % kLetters.size()];
    ++taken;
  }
  return out;
}

}  // namespace server
