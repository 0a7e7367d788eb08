// Logging in and out, one's own password and second factor; and what everybody may ask.
#include <algorithm>

#include "base/builtin.hpp"
#include "cycle/upkeep_parts.hpp"
#include "server/desk.hpp"
#include "server/totp.hpp"

namespace server {

namespace {

constexpr int kMostOfLogin = 5, kMostOfPeer = 30;  // failures in fifteen minutes

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string cookie(const std::string& token, bool secure, bool gone) {
  return "jicheng_session=" + token + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "") +
         (gone ? "; Max-Age=0" : "");
}

std::int64_t unix_seconds(base::World& world) {
  return std::chrono::floor<std::chrono::seconds>(world.clock->now()).time_since_epoch().count();
}

}  // namespace

Response Desk::session_json(const Person& person) {
  Json j{{"mode", options_.stand_alone ? "stand_alone" : "office"},
         {"logged_in", person.known()},
         {"can", words_of(person.abilities | (options_.stand_alone ? bit(Can::check) : 0u))},
         {"csrf", person.csrf},
         {"version", std::string(base::version())},
         {"today", calendar::to_string(today())}};
  if (person.known()) {
    Json roles = Json::array();
    for (const Role role : person.roles) roles.push_back(std::string(to_string(role)));
    j["login"] = person.login;
    j["name"] = person.name;
    j["roles"] = std::move(roles);
    j["areas"] = person.scope.areas;
    j["offices"] = person.scope.offices;
    j["must_change_password"] = person.must_change_password;
    j["totp"] = person.totp;
    j["setup"] = in_setup();
  }
  j["area"] = "";
  j["plan_year"] = nullptr;
  j["has_plan"] = false;
  if (person.known() || options_.stand_alone) {
    if (const auto plan = cycle::plan_in_force(options_.data, world_); plan && *plan) {
      j["area"] = (*plan)->file.area;
      if ((*plan)->file.plan_year != 0) j["plan_year"] = (*plan)->file.plan_year;
      j["has_plan"] = true;
    }
  }
  return json_response(dump(j));
}

Desk::Answer Desk::session_get(const Call& call) { return session_json(call.person); }

Desk::Answer Desk::session_login(const Call& call) {
  auto body = read_object(
      call.request.body,
      {{"login", Shape::text, true, 64}, {"password", Shape::text, true, 512}, {"totp", Shape::text, false, 10}});
  if (!body) return base::fail(body.error());
  const std::string login = (*body)["login"].get<std::string>(), password = (*body)["password"].get<std::string>();
  const std::string by_login = "login/" + login, by_peer = "peer/" + call.request.peer.address;
  const int wait = std::max(throttle_.wait(by_login, kMostOfLogin), throttle_.wait(by_peer, kMostOfPeer));
  if (wait > 0) {
    Response out = fault_response(
        {"login.wait", "试的次数太多", {}, "过" + std::to_string((wait + 59) / 60) + "分钟再试，或请安全管理员解锁"},
        call.request.id);
    out.headers.emplace_back("Retry-After", std::to_string(wait));
    return out;
  }
  // One answer for every reason, after the same time.
  const auto refuse = [&]() -> Answer {
    throttle_.failed(by_login);
    throttle_.failed(by_peer);
    return base::fail("login.failed", "登录名或口令不对", {}, "核对后再试；忘了口令请找系统管理员");
  };
  const auto account = accounts_.find(login);
  if (!account || account->password_hash.empty()) {
    pretend_to_check(password);
    return refuse();
  }
  const bool fits = password_fits(account->password_hash, password);
  const std::int64_t now = unix_seconds(world_);
  if (!fits || !account->active || (account->password_until != 0 && now > account->password_until)) return refuse();
  std::uint64_t step = account->totp_last;
  if (!account->totp_secret.empty()) {
    const std::string code = body->value("totp", "");
    if (code.empty()) return base::fail("login.totp", "还要一次性验证码", {}, "填入手机上显示的六位数");
    const auto secret = from_base32(account->totp_secret);
    const auto found = secret ? totp_step(*secret, code, now, account->totp_last) : std::nullopt;
    if (!found) return refuse();
    step = *found;
  }
  auto changed = accounts_.change(login, [&](Account& a, const auto&) -> base::Result<void> {
    // Two at once with one code: the second is too late.
    if (!a.totp_secret.empty() && step <= a.totp_last)
      return base::fail("login.failed", "登录名或口令不对", {}, "核对后再试");
    a.totp_last = step;
    a.last_login = cycle::local_time(world_);
    return {};
  });
  if (!changed) return base::fail(changed.error());
  throttle_.forget(by_login);
  // Whatever session the browser had is none any more: a token from before is never taken over.
  if (const auto old = cookie_of(call.request.header("cookie"), "jicheng_session"); !old.empty())
    if (const auto id = sessions_.end(old)) ended_(id);
  std::vector<std::uint64_t> ended;
  const auto begun = sessions_.begin(login, ended);
  for (const auto id : ended) ended_(id);
  Person person;
  person.login = login;
  person.name = changed->name;
  person.roles = changed->roles;
  person.abilities = changed->must_change_password ? 0 : abilities_of(changed->roles);
  person.scope.areas = changed->areas;
  person.scope.offices = changed->offices;
  person.csrf = begun.session.csrf;
  person.must_change_password = changed->must_change_password;
  person.totp = !changed->totp_secret.empty();
  Response out = session_json(person);
  out.headers.emplace_back("Set-Cookie", cookie(begun.token, call.request.peer.secure, false));
  return out;
}

Desk::Answer Desk::session_logout(const Call& call) {
  const auto token = cookie_of(call.request.header("cookie"), "jicheng_session");
  if (const auto id = sessions_.end(token)) ended_(id);
  Response out = json_response(R"({"done":true})");
  out.headers.emplace_back("Set-Cookie", cookie("", call.request.peer.secure, true));
  return out;
}

Desk::Answer Desk::session_password(const Call& call) {
  auto body = read_object(call.request.body, {{"old", Shape::text, true, 512}, {"new", Shape::text, true, 512}});
  if (!body) return base::fail(body.error());
  const std::string old = (*body)["old"].get<std::string>(), fresh = (*body)["new"].get<std::string>();
  const std::string by_login = "login/" + call.person.login;
  if (const int wait = throttle_.wait(by_login, kMostOfLogin); wait > 0)
    return base::fail("login.wait", "试的次数太多", {}, "过" + std::to_string((wait + 59) / 60) + "分钟再试");
  const auto account = accounts_.find(call.person.login);
  if (!account || !password_fits(account->password_hash, old)) {
    throttle_.failed(by_login);
    return base::fail("login.failed", "原口令不对", {}, "核对后再试");
  }
  if (const auto why = password_refused(fresh, call.person.login); !why.empty())
    return base::fail("password.weak", why, {}, "换一个长一些、别处没有用过的口令，例如几个不相干的词");
  if (fresh == old) return base::fail("password.same", "新口令和原来的一样", {}, "换一个");
  const std::string hash = hash_password(fresh);
  auto changed = accounts_.change(call.person.login, [&](Account& a, const auto&) -> base::Result<void> {
    a.password_hash = hash;
    a.password_until = 0;
    a.must_change_password = false;
    return {};
  });
  if (!changed) return base::fail(changed.error());
  // Every session of before ends, this one too: a new token for a new password.
  for (const auto id : sessions_.end_all(call.person.login)) ended_(id);
  std::vector<std::uint64_t> ended;
  const auto begun = sessions_.begin(call.person.login, ended);
  Person person = call.person;
  person.must_change_password = false;
  person.abilities = abilities_of(changed->roles);
  person.csrf = begun.session.csrf;
  Response out = session_json(person);
  out.headers.emplace_back("Set-Cookie", cookie(begun.token, call.request.peer.secure, false));
  return out;
}

Desk::Answer Desk::session_totp_begin(const Call& call) {
  const std::string secret = base32(world_.randomness->bytes(20));
  auto changed = accounts_.change(call.person.login, [&](Account& a, const auto&) -> base::Result<void> {
    if (!a.totp_secret.empty()) return base::fail("totp.on", "一次性验证码已经开启", {}, "换手机请安全管理员先关闭");
    a.totp_pending = secret;
    return {};
  });
  if (!changed) return base::fail(changed.error());
  return json_response(dump({{"secret", secret},
                             {"uri", "otpauth://totp/Jicheng:" + call.person.login + "?secret=" + secret +
                                         "&issuer=Jicheng&algorithm=SHA1&digits=6&period=30"}}));
}

Desk::Answer Desk::session_totp_confirm(const Call& call) {
  auto body = read_object(call.request.body, {{"code", Shape::text, true, 10}});
  if (!body) return base::fail(body.error());
  const std::string code = (*body)["code"].get<std::string>();
  const std::string key = "totp/" + call.person.login;
  if (throttle_.wait(key, kMostOfLogin) > 0) return base::fail("login.wait", "试的次数太多", {}, "过一会儿再试");
  const auto now = unix_seconds(world_);
  auto changed = accounts_.change(call.person.login, [&](Account& a, const auto&) -> base::Result<void> {
    const auto secret = from_base32(a.totp_pending);
    const auto step = secret && !secret->empty() ? totp_step(*secret, code, now, 0) : std::nullopt;
    if (!step) return base::fail("totp.wrong", "验证码不对", {}, "核对手机的时间后再试");
    a.totp_secret = a.totp_pending;
    a.totp_pending.clear();
    a.totp_last = *step;
    return {};
  });
  if (!changed) {
    throttle_.failed(key);
    return base::fail(changed.error());
  }
  return json_response(R"({"done":true})");
}

Desk::Answer Desk::openapi(const Call&) {
  Response out;
  out.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-cache"}};
  out.body = base::builtin_file("docs/reference/openapi.json");
  return out;
}

Desk::Answer Desk::health(const Call&) {
  const auto alive = cycle::version_of(options_.data, world_);
  Response out;
  out.status = alive ? 200 : 503;
  out.headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}};
  out.body = alive ? "ok\n" : "ledger unreadable\n";
  return out;
}

Desk::Answer Desk::live(const Call& call) {
  Response out;
  out.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
  out.live = Live{call.person.session, call.person.abilities,
                  "event: hello\ndata: " + dump({{"version", version()}}) + "\n\n"};
  return out;
}

}  // namespace server
