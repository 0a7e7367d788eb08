#include "server/gate.hpp"

#include <algorithm>

namespace server {

namespace {

std::string without_port(std::string_view host) {
  if (host.starts_with('[')) return std::string(host.substr(0, host.find(']') + 1));
  return std::string(host.substr(0, host.find(':')));
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool starts_with_type(std::string_view given, std::string_view type) {
  const std::string low = lower(given.substr(0, given.find(';')));
  std::string_view t = low;
  while (!t.empty() && t.back() == ' ') t.remove_suffix(1);
  return t == type;
}

}  // namespace

Pairs security_headers(bool secure) {
  Pairs out{{"Content-Security-Policy",
             "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
             "font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
             "form-action 'self'"},
            {"X-Content-Type-Options", "nosniff"},
            {"X-Frame-Options", "DENY"},
            {"Referrer-Policy", "no-referrer"},
            {"Cross-Origin-Opener-Policy", "same-origin"},
            {"Cross-Origin-Resource-Policy", "same-origin"},
            {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"}};
  if (secure) out.emplace_back("Strict-Transport-Security", "max-age=31536000");
  return out;
}

Gate::Gate(const GateOptions& options, Accounts& accounts, Sessions& sessions)
    : options_(options), accounts_(accounts), sessions_(sessions) {}

// A name that an attacker's page made point here (DNS rebinding) is none of ours.
bool Gate::host_is_ours(const Head& head) const {
  const std::string host = lower(head.header("host"));
  const std::string name = without_port(host);
  if (options_.stand_alone) {
    if (name != "127.0.0.1" && name != "localhost" && name != "[::1]") return false;
    const std::string port = host.substr(name.size());
    return port == ":" + std::to_string(options_.port) || (port.empty() && options_.port == 80);
  }
  return options_.hosts.empty() || std::ranges::find(options_.hosts, name) != options_.hosts.end();
}

std::optional<base::Fault> Gate::from_elsewhere(const Head& head, bool writes) const {
  const auto fault = [] { return base::Fault{"session.origin", "这个请求来自别的网站", {}, "从计成自己的页面操作"}; };
  const auto site = head.header("sec-fetch-site");
  if (site == "cross-site" || site == "same-site") return fault();
  const auto origin = head.header("origin");
  if (!origin.empty()) {
    const std::string ours = std::string(head.peer().secure ? "https://" : "http://") + lower(head.header("host"));
    // Behind a proxy that speaks TLS the scheme differs and the name does not.
    const std::string other = "https://" + lower(head.header("host"));
    const std::string low = lower(origin);
    if (low != ours && low != other) return fault();
  }
  (void)writes;
  return std::nullopt;
}

Person Gate::person_of(const Head& head) {
  Person person;
  const auto token = cookie_of(head.header("cookie"), "jicheng_session");
  if (token.empty()) return person;
  const auto session = sessions_.find(token);
  if (!session) return person;
  if (!options_.personal.empty()) {
    person.login = person.name = options_.personal;
    person.roles = {Role::bureau, Role::system_admin};
    person.session = session->id;
    person.csrf = session->csrf;
    person.abilities = personal_abilities();
    return person;
  }
  const auto account = accounts_.look(session->login);
  if (!account || !account->active) return person;
  person.login = account->login;
  person.name = account->name;
  person.roles = account->roles;
  person.scope.areas = account->areas;
  person.scope.offices = account->offices;
  const auto has = [&](Role role) { return std::ranges::find(account->roles, role) != account->roles.end(); };
  const bool wide = has(Role::bureau) || has(Role::leader) || has(Role::deputy) || has(Role::auditor);
  person.scope.own_only = !wide && (has(Role::department) || has(Role::street));
  person.session = session->id;
  person.csrf = session->csrf;
  // Whoever comes from the identity provider may have no password of ours at all.
  person.must_change_password = account->must_change_password && !session->signed_on;
  person.totp = !account->totp_secret.empty();
  // Until the one-time password is changed it opens nothing else.
  person.abilities = person.must_change_password ? 0 : abilities_of(account->roles);
  return person;
}

Gate::Examined Gate::examine(const Head& head, std::string_view path) {
  Examined out;
  if (!host_is_ours(head)) {
    out.refused =
        base::Fault{"host.unknown", "不认识请求的主机名", {}, "用 http://127.0.0.1 打开，或在启动时写明 --host-name"};
    return out;
  }
  auto matched = match(head.method(), path);
  if (matched.route == nullptr) {
    out.refused = matched.path_known ? base::Fault{"method.unknown", "这个地址不能这样用", {}, "看接口说明"}
                                     : base::Fault{"path.unknown", "没有这个地址", {}, "看接口说明"};
    return out;
  }
  out.route = matched.route;
  out.parts = std::move(matched.parts);
  const Route& route = *out.route;
  const bool changes = route.method != "GET";
  if (auto elsewhere = from_elsewhere(head, changes); elsewhere && !route.from_elsewhere) {
    out.refused = std::move(elsewhere);
    return out;
  }
  out.person = person_of(head);
  const Person& person = out.person;
  const auto needed = [] { return base::Fault{"session.needed", "还没有登录", {}, "登录后再试"}; };
  const auto denied = [] { return base::Fault{"rights.denied", "您没有这项权限", {}, "请安全管理员核对您的权限"}; };
  const bool open_check = options_.stand_alone && route.door == Door::able && route.can == Can::check;
  if (route.door == Door::loopback && !head.peer().loopback) {
    out.refused = denied();
  } else if (route.door == Door::session && !person.known()) {
    out.refused = needed();
  } else if (route.door == Door::able && !open_check) {
    if (!person.known()) {
      out.refused = needed();
    } else if (!person.can(route.can)) {
      // The first administrator, until security and audit administrators are there; the desk sees to the rest.
      const bool first = route.can == Can::grant_rights && person.can(Can::manage_users);
      if (!first) out.refused = denied();
    }
  }
  if (out.refused) return out;
  if (changes) {
    const auto type = head.header("content-type");
    const bool json = starts_with_type(type, "application/json"),
               file = starts_with_type(type, "application/octet-stream");
    const bool fits = route.body == Body::none || (route.body == Body::json && json) ||
                      (route.body == Body::file && file) || (route.body == Body::json_or_file && (json || file));
    if (!fits || !head.header("content-encoding").empty()) {
      out.refused =
          base::Fault{"body.type", "内容的类型不对", {}, "JSON 写 application/json，文件写 application/octet-stream"};
      return out;
    }
    // Login has no session yet; the open check changes nothing and its content type already needs our own page.
    const bool token = person.known() && route.operation != "session_login";
    if (token && (person.csrf.empty() || head.header("x-jicheng-csrf") != person.csrf)) {
      out.refused = base::Fault{"session.csrf", "缺少校验码，或校验码不对", {}, "刷新页面后再试"};
      return out;
    }
  }
  return out;
}

}  // namespace server
