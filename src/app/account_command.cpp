#include "app/account_command.hpp"

#include <cstdio>
#include <cstdlib>
#include <memory>

#include <nlohmann/json.hpp>
#include <pwd.h>
#include <unistd.h>

#include "base/text.hpp"
#include "server/account_keeping.hpp"

namespace app {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string data = "台账", login, name, phone, lang = "zh", list;
  std::vector<std::string> roles, offices, areas;
  bool json = false, replace = false, new_office = false, only_check = false;
};

// 发展改革部门（bureau）、…
std::string all_roles() {
  std::string out;
  for (int i = 0; i < server::kRoles; ++i) {
    const auto role = static_cast<server::Role>(i);
    out += (i == 0 ? "" : "、") + std::string(server::to_chinese(role)) + "（" + std::string(server::to_string(role)) +
           "）";
  }
  return out;
}

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return 2;
}

// For the audit: who sits here, as the operating system has it.
std::string who() {
  const passwd* user = ::getpwuid(::getuid());
  return user != nullptr ? "本机用户 " + std::string(user->pw_name) : "本机用户 " + std::to_string(::getuid());
}

Json json_of(const server::Account& a) {
  Json roles = Json::array();
  for (const auto role : a.roles) roles.push_back(std::string(server::to_string(role)));
  return {{"login", a.login},
          {"name", a.name},
          {"roles", std::move(roles)},
          {"offices", a.offices},
          {"areas", a.areas},
          {"active", a.active},
          {"totp", !a.totp_secret.empty()},
          {"must_change_password", a.must_change_password},
          {"last_login", a.last_login.empty() ? Json(nullptr) : Json(a.last_login)},
          {"created", a.created}};
}

class Keeping {
 public:
  Keeping(const Options& options, base::World& world) : o_(options), world_(world) {}

  int list() const {
    const auto all = server::accounts_in(o_.data, world_);
    if (!all) return refuse(all.error());
    if (o_.json) {
      Json out = Json::array();
      for (const auto& a : *all) out.push_back(json_of(a));
      std::printf("%s\n", Json{{"accounts", std::move(out)}}.dump().c_str());
      return 0;
    }
    for (const auto& a : *all) show(a);
    return 0;
  }

  int add() const {
    server::Account account;
    account.name = o_.name;
    account.phone = o_.phone;
    account.offices = o_.offices;
    account.areas = o_.areas;
    auto roles = roles_asked();
    if (!roles) return refuse(roles.error());
    account.roles = std::move(*roles);
    return tell(server::add_account(step(), account, o_.new_office, world_));
  }

  // All of the list or nothing: first every row is looked at.
  int import() const {
    const auto users = server::look_at_list(step(), o_.list, o_.new_office, world_);
    if (!users) return refuse(users.error());
    const bool good = server::all_good(*users).has_value();
    if (!good || o_.only_check) {
      Json rows = Json::array();
      for (const auto& u : *users) {
        if (o_.json) {
          rows.push_back({{"row", u.row}, {"login", u.wanted.login}, {"name", u.wanted.name}, {"faults", u.faults}});
          continue;
        }
        std::printf(english() ? "row %d  %s  %s  %s\n" : "第%d行  %s  %s  %s\n", u.row, u.wanted.login.c_str(),
                    u.wanted.name.c_str(), server::rights_in_words(u.wanted).c_str());
        for (const auto& fault : u.faults) std::printf("    %s %s\n", english() ? "wrong:" : "有问题：", fault.c_str());
      }
      if (o_.json) std::printf("%s\n", Json{{"rows", std::move(rows)}, {"made", 0}}.dump().c_str());
      if (good) return 0;
      return refuse(server::all_good(*users).error());
    }
    const auto passwords = server::add_accounts(step(), *users, world_);
    if (!passwords) return refuse(passwords.error());
    Json made = Json::array();
    for (std::size_t i = 0; i < users->size(); ++i) {
      const auto& u = (*users)[i].wanted;
      if (o_.json) {
        made.push_back({{"login", u.login}, {"name", u.name}, {"password", (*passwords)[i]}});
      } else {
        std::printf(english() ? "%s  %s  one-time password: %s\n" : "%s  %s  一次性口令：%s\n", u.login.c_str(),
                    u.name.c_str(), (*passwords)[i].c_str());
      }
    }
    if (o_.json) {
      std::printf("%s\n", Json{{"made", made.size()}, {"accounts", std::move(made)}}.dump().c_str());
    } else {
      std::printf(english() ? "%zu accounts made; passwords are shown once and valid for 72 hours\n"
                            : "建立了%zu个账户；口令只显示这一次，72 小时内有效\n",
                  users->size());
    }
    return 0;
  }

  int password() const { return tell(server::renew_password(step(), world_)); }
  int active(bool on) const { return show_changed(server::set_active(step(), on, world_)); }

  int rights(const CLI::App& command) const {
    server::RightsGiven given;
    auto roles = roles_asked();
    if (!roles) return refuse(roles.error());
    if (command.count("--role") > 0) given.roles = std::move(*roles);
    if (command.count("--office") > 0) given.offices = o_.offices;
    if (command.count("--area") > 0) given.areas = o_.areas;
    if (!given.roles && !given.offices && !given.areas)
      return refuse({"usage", "没有写明给什么权限", {}, "加上 --role、--office 或 --area；--role none 是收回全部角色"});
    given.replace = o_.replace;
    given.new_office = o_.new_office;
    const auto changed = server::give_rights(step(), given, world_);
    if (!changed) return refuse(changed.error());
    if (!o_.json) {
      const auto was = server::rights_in_words(changed->before), is = server::rights_in_words(changed->now);
      if (was == is) {
        std::printf("%s\n", english() ? "nothing changed" : "没有变化");
      } else {
        std::printf(english() ? "before: %s\nnow: %s\n" : "原来：%s\n现在：%s\n", was.c_str(), is.c_str());
      }
    }
    return show_changed(changed->now);
  }

 private:
  bool english() const { return o_.lang == "en"; }
  server::AccountStep step() const { return {o_.data, o_.login, who()}; }

  base::Result<std::vector<server::Role>> roles_asked() const {
    std::vector<server::Role> out;
    for (const auto& word : o_.roles) {
      if (word == "none" || word == "没有") continue;
      const auto role = server::parse_role(word);
      if (!role) {
        return base::fail("usage", "没有“" + base::shortened(word, 20) + "”这个角色", {},
                          "写 " + all_roles() + "，中文英文都行；none 是没有角色");
      }
      out.push_back(*role);
    }
    return out;
  }

  int tell(const base::Result<std::string>& password) const {
    if (!password) return refuse(password.error());
    if (o_.json) {
      std::printf("%s\n", Json{{"login", o_.login}, {"password", *password}}.dump().c_str());
    } else {
      std::printf(english() ? "%s   one-time password: %s   (shown once, valid for 72 hours)\n"
                            : "%s   一次性口令：%s   （只显示这一次，72 小时内有效）\n",
                  o_.login.c_str(), password->c_str());
    }
    return 0;
  }

  int show_changed(const base::Result<server::Account>& changed) const {
    if (!changed) return refuse(changed.error());
    if (o_.json) {
      std::printf("%s\n", json_of(*changed).dump().c_str());
    } else {
      show(*changed);
    }
    return 0;
  }

  void show(const server::Account& a) const {
    std::string roles, rows;
    for (const auto role : a.roles)
      roles += (roles.empty() ? ""
                : english()   ? ", "
                              : "、") +
               std::string(english() ? server::to_string(role) : server::to_chinese(role));
    for (const auto* list : {&a.offices, &a.areas})
      for (const auto& one : *list) rows += (rows.empty() ? "" : "、") + one;
    if (roles.empty()) roles = english() ? "no rights" : "未授权";
    const char* state = a.active ? (english() ? "in force" : "在用") : (english() ? "stopped" : "停用");
    std::printf("%s  %s  %s  %s%s%s%s\n", a.login.c_str(), a.name.c_str(), roles.c_str(), state,
                rows.empty() ? "" : "  ", rows.c_str(),
                a.must_change_password ? (english() ? "  password to be changed" : "  待改口令") : "");
  }

  const Options& o_;
  base::World& world_;
};

}  // namespace

void add_account_command(CLI::App& app, base::World& world, int& code) {
  auto options = std::make_shared<Options>();
  Options& o = *options;
  auto* command =
      app.add_subcommand("account", "网页服务的账户：列出、新建、重发口令、停用启用、授权 / who may log in");
  command->require_subcommand(1);
  const CLI::Validator not_empty([](const std::string& text) { return text.empty() ? "不能为空" : ""; }, "");
  const auto part = [&](const char* name, const char* what, bool of_one) {
    auto* sub = command->add_subcommand(name, what);
    if (of_one) sub->add_option("LOGIN", o.login, "登录名 / login")->required()->check(not_empty);
    sub->add_option("--data", o.data, "台账，默认当前文件夹下的“台账” / the ledger")->check(not_empty);
    sub->add_flag("--json", o.json, "只输出一个 JSON 文档 / print one JSON document");
    sub->add_option("--lang", o.lang, "zh（默认）或 en / language")->check(CLI::IsMember({"zh", "en"}));
    return sub;
  };
  const auto with_rights = [&](CLI::App* sub) {
    sub->add_option("--role", o.roles, "角色，可以给几次；none 是没有：" + all_roles() + " / role; may be repeated")
        ->allow_extra_args(false);
    sub->add_option("--office", o.offices, "单位，可以给几次 / office; may be repeated")->allow_extra_args(false);
    sub->add_flag("--new-office", o.new_office, "单位不在已知的里面也照写 / an office that nobody knows yet");
    sub->add_option("--area", o.areas, "地区，可以给几次 / area; may be repeated")->allow_extra_args(false);
  };
  const auto run = [options, &world, &code](auto act) {
    return [options, &world, &code, act] { code = act(Keeping(*options, world)); };
  };
  part("list", "列出账户 / list", false)->callback(run([](const Keeping& k) { return k.list(); }));
  auto* add = part("add", "新建账户，给出一次性口令 / make one", true);
  add->add_option("--name", o.name, "姓名 / name")->required()->check(not_empty);
  add->add_option("--phone", o.phone, "电话 / telephone");
  with_rights(add);
  add->callback(run([](const Keeping& k) { return k.add(); }));
  auto* import = part("import", "按名单新建账户：表头有姓名、登录名、角色、单位、片区 / make those of a list", false);
  import->add_option("FILE", o.list, "Excel、Word 或 CSV 名单 / the list")->required()->check(not_empty);
  import->add_flag("--check", o.only_check, "只检查，不建立 / only look at it");
  import->add_flag("--new-office", o.new_office, "单位不在已知的里面也照写 / offices that nobody knows yet");
  import->callback(run([](const Keeping& k) { return k.import();
}));
part("password", "重发一次性口令 / a new one-time password", true)->callback(run([](const Keeping& k) {
  return k.password();
}));
part("lock", "停用 / stop", true)->callback(run([](const Keeping& k) { return k.active(false); }));
part("unlock", "启用，并解除登录失败的锁定 / restore", true)->callback(run([](const Keeping& k) {
  return k.active(true);
}));
auto* rights = part("rights", "改角色、单位、地区 / roles, offices, areas", true);
with_rights(rights);
rights->add_flag("--replace", o.replace, "原有的角色、单位、地区可以换掉 / what the account has may be taken from it");
rights->callback(run([rights](const Keeping& k) { return k.rights(*rights); }));
}  // namespace app

}  // namespace app
