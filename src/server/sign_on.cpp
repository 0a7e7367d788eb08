#include "server/sign_on.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <openssl/sha.h>

#include "base/text.hpp"
#include "server/id_token.hpp"
#include "server/input.hpp"

namespace server {

namespace {

constexpr std::chrono::minutes kPending{10};
constexpr std::chrono::hours kProviderGood{1};
constexpr std::size_t kMostPending = 2000;
constexpr std::chrono::seconds kAway{30}, kPatience{2};

tl::unexpected<base::Fault> unreachable(const std::string& why) {
  return base::fail("sign_on.unreachable", "连不上统一身份认证：" + why, {}, "过一会儿再试，或用计成的口令登录");
}
tl::unexpected<base::Fault> strange(const std::string& what) {
  return base::fail("sign_on.answer", "统一身份认证的答复不合规定：" + what, {}, "请系统管理员核对配置");
}

// RFC 3986 §2.3: all but unreserved characters as %XX.
std::string escaped(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if ((u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || c == '-' || c == '.' ||
        c == '_' || c == '~')
      out += c;
    else
      (out += '%') += kHex[u >> 4], out += kHex[u & 15];
  }
  return out;
}

// In curl's configuration file.
std::string for_curl(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= ' ') out += c;
  }
  return out + "\"";
}

bool on_this_machine(std::string_view address) {
  for (const std::string_view start : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
    if (!address.starts_with(start)) continue;
    // A port of digits and then the path, nothing else: 127.0.0.1:x@elsewhere is elsewhere.
    std::string_view rest = address.substr(start.size());
    if (rest.starts_with(':')) {
      rest.remove_prefix(1);
      while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') rest.remove_prefix(1);
    }
    return rest.empty() || rest.front() == '/';
  }
  return false;
}
bool may_be_asked(std::string_view address) { return address.starts_with("https://") || on_this_machine(address); }

}  // namespace

base::Result<SignOnOptions> read_sign_on(const std::string& path, base::World& world) {
  auto text = world.files->read(path, 64 * 1024);
  if (!text) return base::fail(text.error());
  const auto wrong = [&](const std::string& what, const std::string& remedy) {
    return base::fail("sign_on.settings", what, {.file = path}, remedy);
  };
  auto j = read_object(*text, {{"name", Shape::text, false, 60},
                               {"issuer", Shape::text, true, 500},
                               {"client", Shape::text, true, 200},
                               {"secret", Shape::text, false, 500},
                               {"address", Shape::text, true, 300},
                               {"claim", Shape::text, false, 100},
                               {"authorities", Shape::text, false, 1000}});
  if (!j) return wrong("统一身份认证的配置读不懂：" + j.error().what, j.error().remedy);
  SignOnOptions out{.name = j->value("name", "统一身份认证"),
                    .issuer = j->value("issuer", ""),
                    .client = j->value("client", ""),
                    .secret = j->value("secret", ""),
                    .address = j->value("address", ""),
                    .claim = j->value("claim", "preferred_username"),
                    .authorities = j->value("authorities", "")};
  if (!may_be_asked(out.issuer)) return wrong("issuer 不是 https:// 开头的地址", "照认证方给的 issuer 原样填写");
  if (!may_be_asked(out.address))
    return wrong("address 不是 https:// 开头的地址", "填浏览器里打开计成用的地址，例如 https://jicheng.example.gov.cn");
  while (out.address.ends_with('/')) out.address.pop_back();
  if (out.client.empty() || out.claim.empty())
    return wrong("client 或 claim 是空的", "填认证方给的客户端编号；claim 一般是 preferred_username");
  if (!out.authorities.empty() && !world.files->exists(out.authorities))
    return wrong("authorities 指的证书文件不在", "核对路径：" + out.authorities);
  return out;
}

base::Result<std::string> SignOn::fetch(const std::string& address, const std::string& form) {
  const std::unique_lock turn(asking_, kPatience);
  if (!turn.owns_lock()) return unreachable("正忙");
  {
    const std::lock_guard lock(mutex_);
    if (away_ && world_.clock->monotonic() < away_until_) return base::fail(*away_);
  }
  auto got = fetch_now(address, form);
  const std::lock_guard lock(mutex_);
  away_.reset();
  if (!got && got.error().code == "sign_on.unreachable") {
    away_ = got.error();
    away_until_ = world_.clock->monotonic() + kAway;
  }
  return got;
}

base::Result<std::string> SignOn::fetch_now(const std::string& address, const std::string& form) {
  if (!may_be_asked(address)) return strange("地址不是 https：" + base::shortened(address, 100));
  const std::string curl = world_.subprocess->find("curl");
  if (curl.empty())
    return base::fail("program.missing", "这台机器没有 curl，连不上统一身份认证", {}, "请系统管理员安装 curl");
  auto folder = world_.files->make_temporary_folder();
  if (!folder) return base::fail(folder.error());
  // In a file that only we can read: what stands on a command line is seen by every user of the machine.
  const std::string file = (std::filesystem::path(*folder) / "ask").string();
  std::string ask = "url = " + for_curl(address) +
                    "\nsilent\nshow-error\nmax-time = 5\ngloboff\nmax-filesize = 1000000\n" +
                    "proto = " + for_curl(on_this_machine(address) ? "=http" : "=https") +
                    "\nheader = \"Accept: application/json\"\nwrite-out = \"\\n%{http_code}\"\n";
  if (on_this_machine(address)) ask += "noproxy = \"*\"\n";
  if (!options_.authorities.empty()) ask += "cacert = " + for_curl(options_.authorities) + "\n";
  if (!form.empty()) {
    ask += "data = " + for_curl(form) + "\n";
    // client_secret_basic, both in form encoding (RFC 6749 §2.3.1).
    if (!options_.secret.empty())
      ask += "user = " + for_curl(escaped(options_.client) + ":" + escaped(options_.secret)) + "\n";
  }
  base::Result<base::Subprocess::Outcome> done = base::fail("", "");
  if (auto written = world_.files->write_private(file, ask); !written)
    done = base::fail(written.error());
  else
    done = world_.subprocess->run({curl, "-q", "--config", file}, std::chrono::seconds(8));
  world_.files->remove_tree(*folder);
  if (!done) return base::fail(done.error());
  if (done->timed_out) return unreachable("等了 8 秒没有答复");
  if (done->exit_code != 0) return unreachable(base::shortened(done->err, 200));
  const auto line = done->out.rfind('\n');
  if (line == std::string::npos) return unreachable("没有答复");
  const std::string status = done->out.substr(line + 1);
  if (status != "200") return strange("状态 " + status);
  return done->out.substr(0, line);
}

base::Result<SignOn::Provider> SignOn::provider(bool fresh) {
  const auto now = world_.clock->monotonic();
  {
    const std::lock_guard lock(mutex_);
    if (!fresh && !provider_.authorize.empty() && now - provider_.at < kProviderGood) return provider_;
  }
  std::string issuer = options_.issuer;
  while (issuer.ends_with('/')) issuer.pop_back();
  auto text = fetch(issuer + "/.well-known/openid-configuration", "");
  if (!text) return base::fail(text.error());
  const Json j = Json::parse(*text, nullptr, false);
  const auto member = [&](const char* name) {
    return j.is_object() && j.contains(name) && j[name].is_string() ? j[name].get<std::string>() : std::string();
  };
  if (member("issuer") != options_.issuer)
    return strange("issuer 与配置的不同：" + base::shortened(member("issuer"), 100));
  Provider out{member("authorization_endpoint"), member("token_endpoint"), member("jwks_uri"), {}, now};
  if (!may_be_asked(out.authorize) || !may_be_asked(out.token) || !may_be_asked(out.keys_address))
    return strange("缺少登录、换取凭据或公钥的地址");
  auto keys = fetch(out.keys_address, "");
  if (!keys) return base::fail(keys.error());
  out.keys = std::move(*keys);
  const std::lock_guard lock(mutex_);
  provider_ = out;
  return out;
}

base::Result<SignOn::Begun> SignOn::begin() {
  auto at = provider(false);
  if (!at) return base::fail(at.error());
  Pending pending{base64url(world_.randomness->bytes(32)), base64url(world_.randomness->bytes(32)),
                  world_.clock->monotonic()};
  Begun out{.address = {}, .state = base64url(world_.randomness->bytes(32))};
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(pending.verifier.data()), pending.verifier.size(), digest);
  const std::string challenge = base64url({reinterpret_cast<const char*>(digest), sizeof digest});
  out.address = at->authorize + (at->authorize.find('?') == std::string::npos ? '?' : '&') +
                "response_type=code&scope=openid%20profile&client_id=" + escaped(options_.client) +
                "&redirect_uri=" + escaped(options_.address + "/api/v1/session/sign-on/back") + "&state=" + out.state +
                "&nonce=" + pending.nonce + "&code_challenge=" + challenge + "&code_challenge_method=S256";
  const std::lock_guard lock(mutex_);
  std::erase_if(pending_, [&](const auto& p) { return pending.begun - p.second.begun > kPending; });
  if (pending_.size() >= kMostPending)
    pending_.erase(std::ranges::min_element(pending_, {}, [](const auto& p) { return p.second.begun; }));
  pending_.emplace(out.state, std::move(pending));
  return out;
}

base::Result<std::string> SignOn::finish(const std::string& code, const std::string& state) {
  std::optional<Pending> pending;
  {
    const std::lock_guard lock(mutex_);
    if (auto node = pending_.extract(state)) pending = std::move(node.mapped());
  }
  if (!pending || world_.clock->monotonic() - pending->begun > kPending)
    return base::fail("sign_on.state", "这次登录已过时，或不是从这个浏览器开始的", {}, "从登录页重新开始");
  auto at = provider(false);
  if (!at) return base::fail(at.error());
  std::string form = "grant_type=authorization_code&code=" + escaped(code) +
                     "&redirect_uri=" + escaped(options_.address + "/api/v1/session/sign-on/back") +
                     "&code_verifier=" + pending->verifier;
  if (options_.secret.empty()) form += "&client_id=" + escaped(options_.client);
  auto text = fetch(at->token, form);
  if (!text) return base::fail(text.error());
  const Json j = Json::parse(*text, nullptr, false);
  if (!j.is_object() || !j.contains("id_token") || !j["id_token"].is_string()) return strange("没有 id_token");
  const std::string token = j["id_token"].get<std::string>();
  const TokenExpectation expected{
      options_.issuer, options_.client, pending->nonce,
      std::chrono::floor<std::chrono::seconds>(world_.clock->now()).time_since_epoch().count()};
  auto claims = read_id_token(token, at->keys, expected);
  if (!claims && claims.error().code == "sign_on.key") {  // keys are changed from time to time
    at = provider(true);
    if (!at) return base::fail(at.error());
    claims = read_id_token(token, at->keys, expected);
  }
  if (!claims) return base::fail(claims.error());
  const auto login = claims->find(options_.claim);
  if (login == claims->end() || login->second.empty()) return strange("凭据里没有 " + options_.claim);
  return login->second;
}

}  // namespace server
