// 管理: accounts and rights, calendar, settings, backups, the audit.
#include <algorithm>
#include <filesystem>

#include "cycle/order_book.hpp"
#include "cycle/upkeep.hpp"
#include "cycle/upkeep_parts.hpp"
#include "server/desk.hpp"

namespace server {

namespace {

constexpr int kMostOfLogin = 5;
constexpr std::int64_t kOneTimeSeconds = 72 * 3600;

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

bool is(const Account& account, Role role) { return std::ranges::find(account.roles, role) != account.roles.end(); }

}  // namespace

std::string Desk::user_json(const Person& person, const Account& a) {
  Json roles = Json::array();
  for (const Role role : a.roles) roles.push_back(std::string(to_string(role)));
  // The name is needed to give rights; the telephone is for whoever keeps the accounts.
  return dump({{"login", a.login},
               {"name", a.name},
               {"phone", person.can(Can::manage_users) ? a.phone : shown(person, a.phone)},
               {"roles", std::move(roles)},
               {"areas", a.areas},
               {"offices", a.offices},
               {"active", a.active},
               {"locked", throttle_.wait("login/" + a.login, kMostOfLogin) > 0},
               {"totp", !a.totp_secret.empty()},
               {"must_change_password", a.must_change_password},
               {"last_login", a.last_login.empty() ? Json(nullptr) : Json(a.last_login)},
               {"created", a.created}});
}

Desk::Answer Desk::users(const Call& call) {
  std::string list;
  for (const auto& account : accounts_.all()) list += (list.empty() ? "" : ",") + user_json(call.person, account);
  return json_response("{\"users\":[" + list + "]}");
}

Desk::Answer Desk::user_new(const Call& call) {
  auto body = read_object(call.request.body, {{"login", Shape::text, true, 32},
                                              {"name", Shape::text, true, 100},
                                              {"phone", Shape::text, false, 40},
                                              {"offices", Shape::texts, false, 100},
                                              {"areas", Shape::texts, false, 100}});
  if (!body) return base::fail(body.error());
  const std::string password = one_time_password(world_);
  Account account;
  account.login = (*body)["login"].get<std::string>();
  account.name = (*body)["name"].get<std::string>();
  account.phone = body->value("phone", "");
  account.offices = body->value("offices", std::vector<std::string>());
  account.areas = body->value("areas", std::vector<std::string>());
  account.must_change_password = true;
  account.password_until =
      std::chrono::floor<std::chrono::seconds>(world_.clock->now()).time_since_epoch().count() + kOneTimeSeconds;
  account.created = cycle::local_time(world_);
  account.password_hash = hash_password(password);
  if (auto added = accounts_.add(account); !added) return base::fail(added.error());
  return json_response(dump({{"login", account.login}, {"password", password}, {"roles_taken", Json::array()}}), 201);
}

Desk::Answer Desk::user_change(const Call& call) {
  auto body = read_object(
      call.request.body,
      {{"name", Shape::text, false, 100}, {"phone", Shape::text, false, 40}, {"active", Shape::boolean, false}});
  if (!body) return base::fail(body.error());
  const bool own = call.parts[0] == call.person.login;
  auto changed = accounts_.change(call.parts[0], [&](Account& a, const auto& all) -> base::Result<void> {
    const Account before = a;
    if (body->contains("name")) a.name = (*body)["name"].get<std::string>();
    if (body->contains("phone")) a.phone = (*body)["phone"].get<std::string>();
    if (body->contains("active")) {
      if (own) return base::fail("rights.own", "不能停用自己的账户", {}, "请另一位管理员来做");
      a.active = (*body)["active"].get<bool>();
    }
    return others_remain(all, before, a);
  });
  if (!changed) return base::fail(changed.error());
  if (!changed->active)
    for (const auto id : sessions_.end_all(changed->login)) ended_(id);
  return json_response(user_json(call.person, *changed));
}

Desk::Answer Desk::user_password(const Call& call) {
  if (call.parts[0] == call.person.login)
    return base::fail("rights.own", "自己的口令在“我的账户”里改", {}, "用原口令改成新口令");
  const std::string password = one_time_password(world_);
  const std::string hash = hash_password(password);
  const auto until =
      std::chrono::floor<std::chrono::seconds>(world_.clock->now()).time_since_epoch().count() + kOneTimeSeconds;
  std::vector<std::string> taken;
  auto changed = accounts_.change(call.parts[0], [&](Account& a, const auto& all) -> base::Result<void> {
    const Account before = a;
    a.password_hash = hash;
    a.password_until = until;
    a.must_change_password = true;
    // Who knows another administrator's new password must not get that administrator's rights with it.
    if (is(a, Role::system_admin) || is(a, Role::security_admin) || is(a, Role::audit_admin)) {
      for (const Role role : a.roles) taken.emplace_back(to_string(role));
      a.roles.clear();
    }
    // The only one of a kind is not taken away so: the seat would be free for whom the system administrator appoints.
    auto remain = others_remain(all, before, a);
    if (remain) return {};
    return base::fail(remain.error().code,
                      "“" + before.login + "”是唯一在用的" + std::string(to_chinese(before.roles.front())) +
                          "；由别人重发口令会同时收回角色，就没有人管了",
                      {}, "先另设一位再重发；或者在运行服务的电脑上用命令行重发（account password），角色不变");
  });
  if (!changed) return base::fail(changed.error());
  for (const auto id : sessions_.end_all(changed->login)) ended_(id);
  throttle_.forget("login/" + changed->login);
  return json_response(dump({{"login", changed->login}, {"password", password}, {"roles_taken", taken}}));
}

Desk::Answer Desk::user_rights(const Call& call) {
  auto body = read_object(call.request.body, {{"roles", Shape::texts, false, 40},
                                              {"areas", Shape::texts, false, 100},
                                              {"offices", Shape::texts, false, 100},
                                              {"unlock", Shape::boolean, false},
                                              {"totp_off", Shape::boolean, false}});
  if (!body) return base::fail(body.error());
  if (call.parts[0] == call.person.login)
    return base::fail("rights.own", "不能给自己授权", {}, "请另一位安全管理员来做");
  std::vector<Role> roles;
  if (body->contains("roles")) {
    for (const auto& word : (*body)["roles"]) {
      const auto role = parse_role(word.get<std::string>());
      if (!role)
        return base::fail("input.role", "没有“" + base::shortened(word.get<std::string>(), 20) + "”这个角色", {},
                          "看角色表");
      if (std::ranges::find(roles, *role) == roles.end()) roles.push_back(*role);
    }
    if (const auto why = together_refused(roles); !why.empty())
      return base::fail("separation.roles", why, {}, "分给几个人");
  }
  const bool security = std::ranges::find(call.person.roles, Role::security_admin) != call.person.roles.end();
  auto changed =
      accounts_.change(call.parts[0], [&](Account& a, const std::vector<Account>& others) -> base::Result<void> {
        const Account before = a;
        if (!security) {
          // The first administrator appoints the first security and audit administrators, and does nothing else here.
          const bool first =
              roles.size() == 1 && (roles[0] == Role::security_admin || roles[0] == Role::audit_admin) &&
              std::ranges::none_of(others, [&](const Account& o) { return o.active && is(o, roles[0]); });
          if (!first || !a.roles.empty() || body->size() != 1)
            return base::fail("rights.setup", "系统管理员只能指定第一位安全管理员和第一位审计管理员", {},
                              "其他授权由安全管理员来做");
        }
        if (body->contains("roles")) a.roles = roles;
        if (body->contains("areas")) a.areas = (*body)["areas"].get<std::vector<std::string>>();
        if (body->contains("offices")) a.offices = (*body)["offices"].get<std::vector<std::string>>();
        if (body->value("totp_off", false)) {
          a.totp_secret.clear();
          a.totp_pending.clear();
        }
        return others_remain(others, before, a);
      });
  if (!changed) return base::fail(changed.error());
  if (body->value("unlock", false)) throttle_.forget("login/" + changed->login);
  // Other rights, other streams: the pages ask again.
  for (const auto id : sessions_.end_all(changed->login)) ended_(id);
  return json_response(user_json(call.person, *changed));
}

Desk::Answer Desk::calendar(const Call&) {
  auto working = cycle::working_calendar(cycle::holidays_file(options_.data, world_), world_);
  if (!working) return base::fail(working.error());
  Json years = Json::array();
  const int now = static_cast<int>(today().year());
  for (int year = now - 1; year <= now + 1; ++year) {
    Json days = Json::array();
    if (working->covers(year)) {
      for (auto day = ::calendar::Date{std::chrono::year(year), std::chrono::January, std::chrono::day(1)};
           static_cast<int>(day.year()) == year; day = ::calendar::plus_days(day, 1)) {
        const auto works = working->is_working_day(day);
        const auto weekday = std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding();
        if (!works || *works == (weekday <= 5)) continue;  // as any week has it
        days.push_back({{"date", ::calendar::to_string(day)}, {"kind", *works ? "workday" : "holiday"}, {"name", ""}});
      }
    }
    years.push_back({{"year", year}, {"covered", working->covers(year)}, {"days", std::move(days)}});
  }
  std::string added;
  if (const auto path = cycle::holidays_file(options_.data, world_); !path.empty())
    if (const auto bytes = world_.files->read(path)) added = *bytes;
  return json_response(dump({{"years", std::move(years)}, {"added", added}}));
}

Desk::Answer Desk::calendar_set(const Call& call) {
  auto body = read_object(call.request.body, {{"csv", Shape::text, true, 200'000}});
  if (!body) return base::fail(body.error());
  {
    const std::lock_guard lock(writing_);
    if (auto done = cycle::set_holidays(options_.data, (*body)["csv"].get<std::string>(), world_); !done)
      return base::fail(done.error());
  }
  written("settings");
  return calendar(call);
}

Desk::Answer Desk::settings(const Call&) {
  auto s = cycle::office_settings(options_.data, world_);
  if (!s) return base::fail(s.error());
  std::string prefix;
  if (const auto books = cycle::orders_on(options_.data, "", today(), world_); books && !books->empty())
    prefix = books->front().prefix;
  return json_response(dump({{"about_tolerance_pp", s->plan.about_tolerance_pp.to_string()},
                             {"on_track_chance", s->plan.on_track_chance},
                             {"at_risk_chance", s->plan.at_risk_chance},
                             {"order_working_days", s->plan.order_working_days},
                             {"order_escalates_after_months", s->plan.order_escalates_after_months},
                             {"minutes_order", s->minutes_order},
                             {"minutes_reminder", s->minutes_reminder},
                             {"minutes_question", s->minutes_question},
                             {"minutes_file", s->minutes_file},
                             {"order_prefix", prefix}}));
}

Desk::Answer Desk::settings_set(const Call& call) {
  auto body = read_object(call.request.body, {{"about_tolerance_pp", Shape::text, true, 20},
                                              {"on_track_chance", Shape::number, true},
                                              {"at_risk_chance", Shape::number, true},
                                              {"order_working_days", Shape::integer, true},
                                              {"order_escalates_after_months", Shape::integer, true},
                                              {"minutes_order", Shape::integer, true},
                                              {"minutes_reminder", Shape::integer, true},
                                              {"minutes_question", Shape::integer, true},
                                              {"minutes_file", Shape::integer, true},
                                              {"order_prefix", Shape::text, true, 80}});
  if (!body) return base::fail(body.error());
  cycle::OfficeSettings s;
  const auto tolerance = base::Decimal::parse((*body)["about_tolerance_pp"].get<std::string>());
  if (!tolerance) return base::fail("settings.range", "“左右”的允许误差不是数", {}, "写成例如 0.1");
  s.plan.about_tolerance_pp = *tolerance;
  s.plan.on_track_chance = (*body)["on_track_chance"].get<double>();
  s.plan.at_risk_chance = (*body)["at_risk_chance"].get<double>();
  const auto whole = [&](const char* name) {
    const auto n = (*body)[name].get<std::int64_t>();
    return static_cast<int>(std::clamp<std::int64_t>(n, -1, 1'000'000));
  };
  s.plan.order_working_days = whole("order_working_days");
  s.plan.order_escalates_after_months = whole("order_escalates_after_months");
  s.minutes_order = whole("minutes_order");
  s.minutes_reminder = whole("minutes_reminder");
  s.minutes_question = whole("minutes_question");
  s.minutes_file = whole("minutes_file");
  {
    const std::lock_guard lock(writing_);
    if (auto done = cycle::set_office_settings(options_.data, s, world_); !done) return base::fail(done.error());
    const std::string prefix = (*body)["order_prefix"].get<std::string>();
    const auto books = cycle::orders_on(options_.data, "", today(), world_);
    const std::string before = books && !books->empty() ? books->front().prefix : "";
    if (!prefix.empty() && prefix != before) {
      std::string area = books && !books->empty() ? books->front().area : "";
      if (area.empty()) {
        if (const auto plan = cycle::plan_in_force(options_.data, world_); plan && *plan) area = (*plan)->file.area;
      }
      if (auto done = cycle::set_order_prefix(options_.data, area, prefix, today(), world_); !done)
        return base::fail(done.error());
    }
  }
  written("settings");
  return settings(call);
}

Desk::Answer Desk::backups(const Call&) {
  Json list = Json::array();
  for (const auto& e : cycle::upkeep_entries(options_.data, world_))
    if (e.what == "backup") list.push_back({{"at", e.at}, {"where", base::file_name(e.where)}, {"records", e.records}});
  return json_response(dump({{"backups", std::move(list)}}));
}

Desk::Answer Desk::backup(const Call&) {
  const std::string folder = (std::filesystem::path(cycle::place_of(options_.data, world_).folder) / "备份").string();
  if (auto made = world_.files->make_folder(folder); !made) return base::fail(made.error());
  auto done = cycle::back_up(options_.data, folder, world_);
  if (!done) return base::fail(done.error());
  return json_response(dump({{"path", base::file_name(done->path)},
                             {"records", done->records},
                             {"signed_checkpoint", done->signed_checkpoint}}),
                       201);
}

Desk::Answer Desk::audit(const Call& call) {
  auto most = count_parameter(call.request, "most", 100, 500);
  if (!most) return base::fail(most.error());
  bool more = false;
  auto found = audit_.newest(call.request.parameter("login").value_or(""), *most, more);
  if (!found) return base::fail(found.error());
  auto good = audit_.good();
  if (!good) return base::fail(good.error());
  Json list = Json::array();
  for (const auto& r : *found)
    list.push_back({{"record", r.record},
                    {"at", r.at},
                    {"by", r.by},
                    {"by_name", accounts_.look(r.by) ? Json(called(r.by)) : Json(nullptr)},
                    {"did", r.did},
                    {"on", r.on},
                    {"outcome", r.outcome},
                    {"peer", r.peer},
                    {"request_id", r.request_id},
                    {"note", r.note}});
  return json_response(dump({{"rows", std::move(list)}, {"more", more}, {"chain_good", *good}}));
}

}  // namespace server
