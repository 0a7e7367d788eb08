// Logging in and out, one's own password and second factor; and what everybody may ask.
#include <algorithm>

#include "base/builtin.hpp"
#include "cycle/upkeep_parts.hpp"
#include "server/desk.hpp"
#include "server/totp.hpp"

namespace server {

namespace {

constexpr int kMostOfLogin = 5, kMostOfPeer = 30;  // failures in fifteen minutes
constexpr int kMostBegun = 300;                    // beginnings of a sign-on in as long, an office behind one address

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string cookie(const std::string& token, bool secure, bool gone) {
  return "jicheng_session=" + token + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "") +
         (gone ? "; Max-Age=0" : "");
}

std::int64_t unix_seconds(base::World& world) {
  return std::chrono::floor<std::chrono::seconds>(world.clock->now()).time_since_epoch().count();
}

const std::string kWayBack = "/api/v1/session/sign-on/back";

std::string in_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

// For somebody who comes by a link and not from our own page: a few words, no script.
Response page(unsigned status, const std::string& head, const std::string& body) {
  Response out;
  out.status = status;
  out.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"}};
  out.body =
      "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">" +
      head +
      "<title>计成</title></head><body style=\"font:16px/1.8 sans-serif;"
      "max-width:34em;margin:4em auto;padding:0 1em\">" +
      body + "</body></html>";
  return out;
}
Response page_of(const base::Fault& fault) {
  return page(status_of(fault), "",
              "<h1 style=\"font-size:1.3em\">没有登录成</h1><p>" + in_html(fault.what) + "</p><p>" +
                  in_html(fault.remedy) + "</p><p><a href=\"/login\">回登录页</a></p>");
}

tl::unexpected<base::Fault> no_accounts() {
  return base::fail("rights.denied", "个人模式没有账户", {}, "几个人一起用，不加 --personal 启动");
}

}  // namespace

Response Desk::session_json(const Person& person) {
  Json j{{"mode", options_.stand_alone ? "stand_alone" : "office"},
         {"logged_in", person.known()},
         {"can", words_of(person.abilities | (options_.stand_alone ? bit(Can::check) : 0u))},
         {"csrf", person.csrf},
         {"personal", options_.personal != nullptr},
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
    j["setup"] = options_.personal == nullptr && in_setup();
  }
  j["sign_on"] = options_.sign_on == nullptr ? std::string() : options_.sign_on->options().name;
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

Session Desk::change_session(const std::string& login, const Request& request, bool signed_on, bool lasting,
                             Pairs& headers) {
  // Whatever session the browser had is none any more: a token from before is never taken over.
  if (const auto old = cookie_of(request.header("cookie"), "jicheng_session"); !old.empty())
    if (const auto id = sessions_.end(old)) ended_(id);
  std::vector<std::uint64_t> ended;
  const auto begun = sessions_.begin(login, ended, signed_on, lasting);
  for (const auto id : ended) ended_(id);
  headers.emplace_back("Set-Cookie", cookie(begun.token, request.peer.secure, false));
  return begun.session;
}

Person Desk::begin_session(const Account& account, const Request& request, bool signed_on, Pairs& headers) {
  const auto begun = change_session(account.login, request, signed_on, false, headers);
  Person person;
  person.login = account.login;
  person.name = account.name;
  person.roles = account.roles;
  person.must_change_password = account.must_change_password && !signed_on;
  person.abilities = person.must_change_password ? 0 : abilities_of(account.roles);
  person.scope.areas = account.areas;
  person.scope.offices = account.offices;
  person.csrf = begun.csrf;
  person.totp = !account.totp_secret.empty();
  return person;
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
  const auto account = options_.personal != nullptr ? std::nullopt : accounts_.find(login);
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
  Pairs headers;
  const Person person = begin_session(*changed, call.request, false, headers);
  Response out = session_json(person);
  out.headers.insert(out.headers.end(), headers.begin(), headers.end());
  return out;
}

// To the identity provider. The state goes along as a cookie that only the way back is shown.
Desk::Answer Desk::session_sign_on(const Call& call) {
  if (options_.sign_on == nullptr) return base::fail("sign_on.off", "没有配置统一身份认证", {}, "用计成的口令登录");
  // Every beginning counts: each is kept for ten minutes.
  const std::string by_peer = "sign_on.begin/" + call.request.peer.address;
  if (throttle_.wait(by_peer, kMostBegun) > 0)
    return page_of({"login.wait", "试的次数太多", {}, "过一会儿再试，或用计成的口令登录"});
  throttle_.failed(by_peer);
  auto begun = options_.sign_on->begin();
  if (!begun) return page_of(begun.error());
  Response out;
  out.status = 302;
  // Lax: the provider's page leads back here, which Strict would keep the cookie from.
  out.headers = {
      {"Location", begun->address},
      {"Cache-Control", "no-store"},
      {"Set-Cookie", "jicheng_sign_on=" + begun->state + "; Path=" + kWayBack +
                         "; HttpOnly; SameSite=Lax; Max-Age=600" + (call.request.peer.secure ? "; Secure" : "")}};
  return out;
}

Desk::Answer Desk::session_sign_on_back(const Call& call) {
  if (options_.sign_on == nullptr) return base::fail("sign_on.off", "没有配置统一身份认证", {}, "用计成的口令登录");
  const std::string by_peer = "sign_on/" + call.request.peer.address;
  if (throttle_.wait(by_peer, kMostOfPeer) > 0)
    return page_of({"login.wait", "试的次数太多", {}, "过一会儿再试，或用计成的口令登录"});
  // What any page of another site can make a browser ask is not held against its address.
  const auto refuse = [&](const base::Fault& fault) -> Answer { return page_of(fault); };
  const std::string state = call.request.parameter("state").value_or(""),
                    code = call.request.parameter("code").value_or("");
  const std::string ours = cookie_of(call.request.header("cookie"), "jicheng_sign_on");
  if (state.empty() || state != ours)
    return refuse({"sign_on.state", "这次登录已过时，或不是从这个浏览器开始的", {}, "从登录页重新开始"});
  if (const auto issuer = call.request.parameter("iss"); issuer && *issuer != options_.sign_on->options().issuer)
    return refuse({"sign_on.answer", "答复不是约定的认证方给的", {}, "从登录页重新开始"});  // RFC 9207
  if (code.empty() || code.size() > 4000)
    return refuse({"sign_on.refused", "统一身份认证没有通过", {}, "从登录页重新开始，或用计成的口令登录"});
  auto login = options_.sign_on->finish(code, state);
  if (!login) {
    throttle_.failed(by_peer);
    return refuse(login.error());
  }
  const auto account = accounts_.find(*login);
  if (!account || !account->active) {
    throttle_.failed(by_peer);
    Response out = page_of({"sign_on.no_account",
                            "统一身份认证通过了，但计成里没有给您开账户",
                            {},
                            "请系统管理员按统一身份认证的登录名建立账户，再请安全管理员授权"});
    out.about = *login;
    return out;
  }
  auto changed = accounts_.change(*login, [&](Account& a, const auto&) -> base::Result<void> {
    a.last_login = cycle::local_time(world_);
    return {};
  });
  if (!changed) return refuse(changed.error());
  // The next page is asked for by a page of ours: a redirect would still count as coming from the provider, and the
  // session's cookie would stay behind.
  Response out =
      page(200, "<meta http-equiv=\"refresh\" content=\"0;url=/\">", "<p><a href=\"/\">正在进入计成…</a></p>");
  (void)begin_session(*changed, call.request, true, out.headers);
  out.headers.emplace_back("Set-Cookie", "jicheng_sign_on=; Path=" + kWayBack + "; HttpOnly; SameSite=Lax; Max-Age=0");
  return out;
}

// The link of personal mode. A page of another site cannot know it, and it opens once.
Desk::Answer Desk::personal_enter(const Call& call) {
  const auto unknown = []() -> Answer {
    return page_of({"path.unknown", "这个链接不能用，可能已经用过", {}, "用窗口里最后显示的那个链接"});
  };
  // Looking ahead (HEAD) must not use it up.
  if (options_.personal == nullptr || call.request.method != "GET") return unknown();
  if (!options_.personal->enter(call.request.parameter("key").value_or(""))) return unknown();
  Response out;
  out.status = 303;
  out.headers = {{"Location", "/"}, {"Cache-Control", "no-store"}};
  (void)change_session(options_.personal->name(), call.request, false, true, out.headers);
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
  if (options_.personal != nullptr) return no_accounts();
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
  if (options_.personal != nullptr) return no_accounts();
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
  if (options_.personal != nullptr) return no_accounts();
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
