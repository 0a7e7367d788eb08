#include "server/service.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <filesystem>
#include <thread>
#include <unordered_map>

#include "base/file_lock.hpp"
#include "cycle/office_tables.hpp"
#include "cycle/place.hpp"
#include "cycle/upkeep_parts.hpp"
#include "ledger/database_file.hpp"
#include "server/desk.hpp"
#include "server/gate.hpp"
#include "server/machine.hpp"
#include "server/ui_files.hpp"

namespace server {

namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr std::size_t kMostKeptAnswers = 400;
constexpr std::size_t kMostKeptBytes = 64u << 20;
constexpr std::chrono::seconds kGrace{10};
constexpr std::chrono::seconds kOtherEnds{2};
constexpr const char* kAudit = "审计.sqlite";
constexpr std::chrono::seconds kLook{1};  // at what other programs write
constexpr std::int64_t kOneTimeSeconds = 72 * 3600;

class RequestHead final : public Head {
 public:
  explicit RequestHead(const Request& request) : request_(request) {}
  std::string_view method() const override { return request_.method; }
  std::string_view target() const override { return request_.path; }
  std::string_view header(std::string_view name) const override { return request_.header(name); }
  const Peer& peer() const override { return request_.peer; }

 private:
  const Request& request_;
};

// Who may be told of what: whoever may see it.
Abilities needs_of(const std::string& what) {
  if (what == "orders") return bit(Can::see_work);
  if (what == "questions") return bit(Can::answer);
  if (what == "uploads") return bit(Can::upload);
  if (what == "reports") return bit(Can::see_reports);
  return bit(Can::see_targets) | bit(Can::see_settings);
}

// Answers that stay the same until something is written, by who may see what; each as it is and, where that is worth
// it, as gzip.
class Answers {
 public:
  struct Forms {
    std::shared_ptr<const Ready> plain, gzip;
  };
  std::shared_ptr<const Ready> find(const std::string& key, const std::string& version, bool gzip) {
    const std::lock_guard lock(mutex_);
    if (version != version_) return nullptr;
    const auto at = kept_.find(key);
    if (at == kept_.end()) return nullptr;
    return gzip && at->second.gzip ? at->second.gzip : at->second.plain;
  }
  void keep(const std::string& key, const std::string& version, Forms forms) {
    const std::lock_guard lock(mutex_);
    if (version != version_ || kept_.size() >= kMostKeptAnswers || bytes_ > kMostKeptBytes) {
      kept_.clear();
      bytes_ = 0;
      version_ = version;
    }
    bytes_ += forms.plain->body.size() + (forms.gzip ? forms.gzip->body.size() : 0);
    kept_[key] = std::move(forms);
  }

 private:
  std::mutex mutex_;
  std::string version_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, Forms> kept_;
};

// How often and how long, a route and a status; for /metrics.
class Counts {
 public:
  void add(std::string_view operation, unsigned status, std::chrono::microseconds took) {
    const std::lock_guard lock(mutex_);
    auto& row = rows_[{std::string(operation), status}];
    ++row.count;
    row.seconds += std::chrono::duration<double>(took).count();
    const double s = std::chrono::duration<double>(took).count();
    for (std::size_t i = 0; i < kBounds.size(); ++i)
      if (s <= kBounds[i]) ++buckets_[i];
    ++all_;
    sum_ += s;
  }
  std::string text() const {
    const std::lock_guard lock(mutex_);
    std::string out =
        "# HELP jicheng_requests_total Requests answered by workers 已答请求\n# TYPE jicheng_requests_total counter\n";
    for (const auto& [key, row] : rows_)
      out += "jicheng_requests_total{operation=\"" + key.first + "\",status=\"" + std::to_string(key.second) + "\"} " +
             std::to_string(row.count) + "\n";
    out += "# HELP jicheng_request_seconds Time on a worker 用时\n# TYPE jicheng_request_seconds histogram\n";
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
      std::string bound = std::to_string(kBounds[i]);
      bound.erase(bound.find_last_not_of('0') + 1);
      if (bound.ends_with('.')) bound += '0';
      out += "jicheng_request_seconds_bucket{le=\"" + bound + "\"} " + std::to_string(buckets_[i]) + "\n";
    }
    out += "jicheng_request_seconds_bucket{le=\"+Inf\"} " + std::to_string(all_) + "\njicheng_request_seconds_sum " +
           std::to_string(sum_) + "\njicheng_request_seconds_count " + std::to_string(all_) + "\n";
    return out;
  }

 private:
  static constexpr std::array<double, 10> kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5};
  struct Row {
    std::uint64_t count = 0;
    double seconds = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, unsigned>, Row> rows_;
  std::array<std::uint64_t, kBounds.size()> buckets_{};
  std::uint64_t all_ = 0;
  double sum_ = 0;
};

std::string gauge(const char* name, const char* help, const char* type, std::uint64_t value) {
  return std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + type + "\n" + name + " " +
         std::to_string(value) + "\n";
}

class Service final : public Handler {
 public:
  Service(const ServiceOptions& options, const GateOptions& gate, base::World& world,
          std::unique_ptr<Accounts> accounts, std::unique_ptr<Audit> audit, std::unique_ptr<SignOn> sign_on,
          Personal* personal, const std::function<void(const std::string&)>& log)
      : options_(options),
        world_(world),
        log_(log),
        secure_(!options.certificate_file.empty()),
        standing_(lines_of(security_headers(secure_))),
        accounts_(std::move(accounts)),
        audit_(std::move(audit)),
        sign_on_(std::move(sign_on)),
        sessions_(world),
        throttle_(world),
        gate_(gate, *accounts_, sessions_),
        desk_(
            {options.data, gate.stand_alone, sign_on_.get(), personal}, world, *accounts_, sessions_, throttle_,
            *audit_, [this](const std::string& what) { changed(what); },
            [this](std::uint64_t session) {
              if (listener_ != nullptr) listener_->drop(session);
            }),
        ui_(security_headers(secure_)) {}

  void use(Listener& listener) { listener_ = &listener; }
  bool has_interface() const { return ui_.has_interface(); }
  void look() {
    if (desk_.look_again()) changed("facts");
    const auto others = accounts_->look_again();
    if (!others) {
      if (!accounts_told_)
        log_(Json{{"ts", cycle::local_time(world_)}, {"level", "error"}, {"what", base::to_text(others.error())}}.dump(
            -1, ' ', false, Json::error_handler_t::replace));
      accounts_told_ = true;
      return;
    }
    accounts_told_ = false;
    // Other rights, another password: whoever is logged in by the old ones is so no longer.
    for (const auto& login : *others) {
      throttle_.forget("login/" + login);
      for (const auto id : sessions_.end_all(login)) listener_->drop(id);
    }
  }

  std::optional<Response> at_once(const Head& head) override {
    if (head.method() != "GET" && head.method() != "HEAD") return std::nullopt;
    std::string_view path = head.target();
    path = path.substr(0, path.find('?'));
    const bool api = path.starts_with("/api/") || path == "/healthz" || path == "/metrics";
    if (!api) {
      if (!gate_.host_is_ours(head))
        return refuse({"host.unknown", "不认识请求的主机名", {}, "用 http://127.0.0.1 打开"}, "-");
      const auto target = parse_target(head.target());
      if (!target) return refused(400, head.peer(), "-");
      auto out = ui_.answer(target->path, head.header("accept-encoding"), head.header("if-none-match"));
      if (!out) return refuse({"path.unknown", "没有这个文件", {}, ""}, "-");
      return out;
    }
    const auto target = parse_target(head.target());
    if (!target) return std::nullopt;
    if (const auto matched = match(head.method(), target->path); matched.route == nullptr || !matched.route->kept)
      return std::nullopt;
    auto examined = gate_.examine(head, target->path);
    if (examined.refused) return std::nullopt;
    const auto ready = answers_.find(key_of(examined, head.target()), desk_.version() + day_text(),
                                     takes_gzip(head.header("accept-encoding")));
    if (!ready) return std::nullopt;
    ++from_memory_;
    Response out;
    out.ready = ready;
    return out;
  }

  Admitted admit(const Head& head) override {
    Admitted out;
    const auto target = parse_target(head.target());
    if (!target) {
      out.refused = refused(400, head.peer(), "-");
      return out;
    }
    // Without a body there is nothing to keep out: the gate is asked once, by the worker.
    if (const auto matched = match(head.method(), target->path);
        matched.route != nullptr && matched.route->body == Body::none) {
      out.lane = matched.route->lane;
      return out;
    }
    auto examined = gate_.examine(head, target->path);
    if (examined.route != nullptr) {
      out.body_limit = examined.route->body == Body::none ? 0 : examined.route->body_limit;
      out.lane = examined.route->lane;
    }
    // A large body of somebody who may not send it is never read. Small ones are, so that the refusal is audited.
    if (examined.refused && (examined.route == nullptr || out.body_limit > 256 * 1024)) {
      const std::string id = next_id();
      if (examined.route != nullptr) denied(examined, head.peer(), id);
      out.refused = refuse(*examined.refused, id);
    }
    return out;
  }

  Response answer(Request request) override {
    const auto from = steady_clock::now();
    std::string_view operation = "none";
    std::string login;
    Response out;
    try {
      out = answered(request, operation, login);
    } catch (const std::exception& e) {
      // Memory that ran out, for one: this request fails, the server goes on.
      out = fault_response({"server.fault", "没有做完", {}, "再试一次；总是这样请找管理员看日志"}, request.id);
      note("error", request, operation, login, 500, {}, e.what());
    }
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - from);
    counts_.add(operation, out.status, took);
    if (options_.log_all || request.method != "GET" || out.status >= 400)
      note("info", request, operation, login, out.status, took, {});
    if (!out.ready) add_headers(out, request.id);
    return out;
  }

  Response refused(unsigned status, const Peer&, const std::string& id) override {
    static const std::map<unsigned, base::Fault> faults{{400, {"http.malformed", "请求的格式不对", {}, ""}},
                                                        {408, {"http.slow", "请求太慢，没有等到", {}, "再试一次"}},
                                                        {413, {"body.too_large", "内容太大", {}, "拆小后再发"}},
                                                        {431, {"http.header", "请求头太大", {}, ""}},
                                                        {501, {"http.encoding", "不支持这种传输编码", {}, ""}},
                                                        {503, {"server.busy", "正忙", {}, "过一会儿再试"}},
                                                        {505, {"http.version", "只支持 HTTP/1.1", {}, ""}}};
    const auto at = faults.find(status);
    Response out =
        fault_response(at == faults.end() ? base::Fault{"http.malformed", "请求的格式不对", {}, ""} : at->second, id);
    out.status = status;
    if (status == 503) out.headers.emplace_back("Retry-After", "2");
    add_headers(out, id);
    return out;
  }

 private:
  Response answered(const Request& request, std::string_view& operation, std::string& login) {
    const RequestHead head(request);
    auto examined = gate_.examine(head, request.path);
    if (examined.route != nullptr) operation = examined.route->operation;
    login = examined.person.login;
    if (examined.refused) {
      if (examined.route != nullptr) denied(examined, request.peer, request.id);
      return fault_response(*examined.refused, request.id);
    }
    const Route& route = *examined.route;
    if (route.operation == "metrics") return metrics();
    const std::string version = desk_.version() + day_text();
    const Call call{route, examined.person, request, examined.parts};
    Response out = desk_.answer(call);
    // Doors that open by a link: whoever does not come in is a stranger, and strangers cannot fill the audit. Somebody
    // for whom the identity provider spoke is none.
    const bool stranger = !examined.person.known() && route.method == "GET" && out.status >= 400 && out.about.empty();
    if ((route.writes || route.personal) && !stranger) {
      AuditRow row = row_of(examined, request.peer, request.id,
                            out.status < 400                         ? "done"
                            : out.status == 403 || out.status == 401 ? "denied"
                                                                     : "failed");
      if (route.operation == "session_login") {
        row.did = out.status < 400 ? "session_login" : "login.failed";
        row.on = login_in(request.body);
        if (out.status < 400) row.by = row.on;
      }
      if (route.operation == "session_sign_on_back") {
        row.by = signed_on_by(out);
        row.on = base::shortened(out.about, 80);
      } else if (!out.about.empty()) {
        row.note = base::shortened(out.about, 300);
      }
      if (auto kept = audit_->add(row); !kept) {
        note("error", request, operation, login, out.status, {}, base::to_text(kept.error()));
        // What was read is not handed out without a trace; what was written stands in the ledger already.
        if (route.personal && !route.writes)
          return fault_response({"server.fault", "审计记录写不进去", {}, "请找管理员"}, request.id);
      }
    }
    if (route.kept && out.status == 200 && request.method == "GET" && out.body.size() < (4u << 20)) {
      out.headers.emplace_back("Vary", "Accept-Encoding");
      Response plain = out, packed = out;
      add_headers(plain, {});
      add_headers(packed, {});
      Answers::Forms forms;
      if (compress(packed)) {
        if (takes_gzip(request.header("accept-encoding"))) {
          out.body = packed.body;
          out.headers.emplace_back("Content-Encoding", "gzip");
        }
        forms.gzip = make_ready(std::move(packed));
      }
      forms.plain = make_ready(std::move(plain));
      answers_.keep(key_of(examined, target_of(request)), version, std::move(forms));
    }
    return out;
  }

  // Whose session an answer begins.
  std::string signed_on_by(const Response& out) {
    for (const auto& [name, value] : out.headers)
      if (name == "Set-Cookie")
        if (const auto session = sessions_.find(cookie_of(value, "jicheng_session"))) return session->login;
    return {};
  }

  static std::string login_in(const std::string& body) {
    const Json j = Json::parse(body, nullptr, false);
    return j.is_object() && j.contains("login") && j["login"].is_string()
               ? base::shortened(j["login"].get<std::string>(), 40)
               : "";
  }

  // As the listener shows it to `at_once`: in the form it was sent, which the worker no longer has; so both are put in
  // one form.
  static std::string canonical(const std::string& path, const Pairs& query) {
    std::string out = path;
    for (const auto& [name, value] : query) out += "\n" + name + "=" + value;
    return out;
  }
  static std::string target_of(const Request& request) { return canonical(request.path, request.query); }

  std::string key_of(const Gate::Examined& examined, std::string_view target) const {
    std::string form(target);
    if (const auto parsed = parse_target(target)) form = canonical(parsed->path, parsed->query);
    std::string key =
        form + "\n" + std::to_string(examined.person.abilities) + (examined.person.scope.own_only ? "o" : "a");
    for (const auto& a : examined.person.scope.areas) key += "\na:" + a;
    for (const auto& o : examined.person.scope.offices) key += "\no:" + o;
    return key;
  }

  // Answers speak of today.
  std::string day_text() const { return calendar::to_string(desk_.today()); }

  AuditRow row_of(const Gate::Examined& examined, const Peer& peer, const std::string& id,
                  const std::string& outcome) const {
    AuditRow row;
    row.by = examined.person.login;
    row.did = std::string(examined.route->operation);
    for (const auto& part : examined.parts) row.on += (row.on.empty() ? "" : "/") + base::shortened(part, 80);
    row.outcome = outcome;
    row.peer = peer.address;
    row.request_id = id;
    return row;
  }

  // Refused to somebody who is logged in: worth a row. Strangers are counted and logged, so that they cannot fill the
  // disk.
  void denied(const Gate::Examined& examined, const Peer& peer, const std::string& id) {
    if (!examined.person.known()) return;
    AuditRow row = row_of(examined, peer, id, "denied");
    row.note = examined.refused->code;
    (void)audit_->add(row);
  }

  Response refuse(const base::Fault& fault, const std::string& id) {
    Response out = fault_response(fault, id);
    add_headers(out, id);
    return out;
  }

  void add_headers(Response& out, const std::string& id) const {
    out.standing = standing_;
    if (!id.empty() && id != "-") out.headers.emplace_back("X-Request-Id", id);
  }

  std::string next_id() { return "h-" + base::to_hex(world_.randomness->bytes(6)); }

  void changed(const std::string& what) {
    if (listener_ == nullptr) return;
    const Json data{{"what", what}, {"version", desk_.version()}};
    listener_->publish("event: changed\ndata: " + data.dump() + "\n\n", needs_of(what));
  }

  Response metrics() {
    const auto c = listener_->counts();
    Response out;
    out.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}, {"Cache-Control", "no-store"}};
    out.body = counts_.text() + gauge("jicheng_connections_total", "Connections taken", "counter", c.connections) +
               gauge("jicheng_http_requests_total", "Requests with a whole header", "counter", c.requests) +
               gauge("jicheng_http_refused_total", "Refused by the listener", "counter", c.refused) +
               gauge("jicheng_http_timeouts_total", "Connections that took too long", "counter", c.timeouts) +
               gauge("jicheng_received_bytes_total", "Bytes read", "counter", c.bytes_in) +
               gauge("jicheng_sent_bytes_total", "Bytes written", "counter", c.bytes_out) +
               gauge("jicheng_connections", "Connections open", "gauge", c.open) +
               gauge("jicheng_live_connections", "Of them streams of events", "gauge", c.live) +
               gauge("jicheng_waiting_light", "Requests that wait for a worker", "gauge", c.light_waiting) +
               gauge("jicheng_waiting_heavy", "Heavy ones that wait", "gauge", c.heavy_waiting) +
               gauge("jicheng_from_memory_total", "Answers given from memory", "counter", from_memory_) +
               gauge("jicheng_sessions", "People logged in", "gauge", sessions_.count());
    return out;
  }

  void note(const char* level, const Request& request, std::string_view operation, const std::string& login,
            unsigned status, std::chrono::microseconds took, const std::string& what) {
    Json j{{"ts", cycle::local_time(world_)},
           {"level", level},
           {"request", request.id},
           {"method", request.method},
           {"operation", std::string(operation)},
           {"status", status},
           {"us", took.count()},
           {"bytes_in", request.body.size()},
           {"peer", request.peer.address}};
    if (!login.empty()) j["login"] = login;
    if (!what.empty()) j["what"] = what;
    log_(j.dump(-1, ' ', false, Json::error_handler_t::replace));
  }

  const ServiceOptions& options_;
  base::World& world_;
  const std::function<void(const std::string&)>& log_;
  const bool secure_;
  const std::string standing_;  // header lines of every answer
  Listener* listener_ = nullptr;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Audit> audit_;
  std::unique_ptr<SignOn> sign_on_;
  Sessions sessions_;
  Throttle throttle_;
  Gate gate_;
  Desk desk_;
  UiAnswers ui_;
  Answers answers_;
  Counts counts_;
  std::atomic<std::uint64_t> from_memory_{0};
  bool accounts_told_ = false;  // that the file of accounts cannot be read; of `look` alone
};

struct Address {
  std::string host;
  std::uint16_t port = 0;
  bool loopback = false;
};
// The addresses that may be listened on, by name.
std::string listen_how() {
  std::string all;
  for (const auto& one : addresses_of_this_machine()) all += "、" + one;
  return "写成 --listen 127.0.0.1:8787（只限本机）或 --listen 0.0.0.0:8787（全局域网）。这台机器的地址有：127.0.0.1" +
         all;
}

base::Result<Address> address_of(const std::string& listen) {
  const auto colon = listen.rfind(':');
  Address out;
  unsigned port = 0;
  const std::string digits = colon == std::string::npos ? "" : listen.substr(colon + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || port > 65535) {
    return base::fail("server.address",
                      "“" + listen + "”不是“地址:端口”" +
                          (colon == std::string::npos ? "，缺了一半"
                           : digits.find_first_not_of("0123456789") == std::string::npos && !digits.empty()
                               ? "，端口是 0 到 65535 的数"
                               : "，冒号后面要是端口"),
                      {}, listen_how());
  }
  out.host = listen.substr(0, colon);
  if (out.host.starts_with('[') && out.host.ends_with(']')) out.host = out.host.substr(1, out.host.size() - 2);
  out.port = static_cast<std::uint16_t>(port);
  out.loopback = out.host == "localhost" || out.host == "::1" || out.host.starts_with("127.");
  return out;
}

// As browsers open it: the names it was given, else its own address, else every address that the machine has.
std::vector<std::string> hosts_of(const Address& address, const ServiceOptions& options) {
  if (!address.loopback && !options.host_names.empty()) return options.host_names;
  if (!stands_for_all(address.host))
    return {address.host.find(':') != std::string::npos ? "[" + address.host + "]" : address.host};
  auto out = addresses_of_this_machine();
  if (address.host == "0.0.0.0") std::erase_if(out, [](const std::string& one) { return one.starts_with('['); });
  out.emplace_back(address.host == "0.0.0.0" ? "127.0.0.1" : "[::1]");
  return out;
}

std::vector<Unsafe> unsafe_as_started(const Address& address, const ServiceOptions& options, bool sign_on_secret) {
  std::vector<Unsafe> out;
  if (!address.loopback && options.certificate_file.empty()) {
    out.push_back(
        {"没有用证书：口令和数据在网络上不加密，同一网络里的别人看得到。加上 --cert 证书 --key 私钥；前面有做 TLS "
         "的代理的，让计成只听 127.0.0.1",
         "No certificate: passwords and data cross the network in the clear. Give --cert and --key; behind a "
         "proxy that speaks TLS listen on 127.0.0.1 alone"});
  }
  const auto open = [&](const std::string& file, const std::string& what, const std::string& what_en) {
    if (!readable_by_all(file)) return;
    out.push_back({what + "“" + file + "”这台机器上谁都能读。运行 chmod 600 '" + file +
                       "'；服务用别的用户运行的，chgrp 给它的组，再 chmod 640",
                   "Every user of this machine can read the " + what_en + " " + file + ": chmod 600 '" + file +
                       "', or chgrp it to the service's group and chmod 640"});
  };
  if (!options.key_file.empty()) open(options.key_file, "TLS 私钥", "private key");
  if (sign_on_secret)
    open(options.sign_on_file, "统一身份认证的配置（里面有密码）", "sign-on settings, which hold a secret,");
  return out;
}

base::Result<void> first_administrator(Accounts& accounts, base::World& world, Started& started) {
  if (!accounts.empty()) return {};
  started.administrator = "admin";
  started.one_time_password = one_time_password(world);
  Account account;
  account.login = started.administrator;
  account.name = "系统管理员";
  account.roles = {Role::system_admin};
  account.must_change_password = true;
  account.password_until =
      std::chrono::floor<std::chrono::seconds>(world.clock->now()).time_since_epoch().count() + kOneTimeSeconds;
  account.password_hash = hash_password(started.one_time_password);
  account.created = cycle::local_time(world);
  return accounts.add(account);
}

// Nobody but who sits at this machine, and nobody's account made idle by it.
base::Result<void> only_here(const Address& address, const Accounts& accounts) {
  if (!address.loopback) {
    return base::fail("server.personal", "个人模式只能在本机使用，不能监听 " + address.host, {},
                      "去掉 --listen，或写成 127.0.0.1:端口；几个人一起用，不加 --personal");
  }
  const auto all = accounts.all();
  if (std::ranges::any_of(all, [](const Account& a) { return !a.last_login.empty(); })) {
    return base::fail("server.accounts", "这份台账已经有人用账户登录，是几个人一起用的，不能用个人模式打开", {},
                      "不加 --personal 启动，用账户登录；或用 --data 另建一份台账");
  }
  return {};
}

}  // namespace

base::Result<void> serve(const ServiceOptions& options, base::World& world,
                         const std::function<void(const Started&)>& started,
                         const std::function<void(const std::string&)>& log,
                         const std::function<void(const std::string&)>& link) {
  auto address = address_of(options.listen);
  if (!address) return base::fail(address.error());
  const std::string folder = cycle::place_of(options.data, world).folder;
  if (auto made = world.files->make_folder(folder); !made) return base::fail(made.error());
  if (auto used = cycle::use_office_tables(options.data, world); !used) return base::fail(used.error());
  const cycle::DataPlace place = cycle::place_of(options.data, world);
  // Destroyed after all that has a file open: a service that has stopped leaves one file each, which can be copied.
  struct Settle {
    const cycle::DataPlace& place;
    ~Settle() {
      if (place.server) return;
      for (const std::string& file : {place.database, (fs::path(place.folder) / kAudit).string()})
        (void)ledger::close_file(file);  // somebody else may still have it open
    }
  } const settle{place};
  // The ledger is opened once before anybody asks, so that what is wrong with it is said at the start.
  if (auto book = cycle::open_ledger(options.data, world); !book) return base::fail(book.error());
  auto accounts = Accounts::open((fs::path(folder) / "账户.json").string(), world);
  if (!accounts) return base::fail(accounts.error());
  auto audit = Audit::open((fs::path(folder) / kAudit).string(), world);
  if (!audit) return base::fail(audit.error());
  std::unique_ptr<SignOn> sign_on;
  bool sign_on_secret = false;
  if (!options.sign_on_file.empty()) {
    auto settings = read_sign_on(options.sign_on_file, world);
    if (!settings) return base::fail(settings.error());
    sign_on_secret = !settings->secret.empty();
    sign_on = std::make_unique<SignOn>(std::move(*settings), world);
  }
  Started first;
  if (!options.personal.empty()) {
    if (auto alone = only_here(*address, **accounts); !alone) return base::fail(alone.error());
  }
  // Two services of one folder would each have sessions of their own and write its files in turn.
  std::optional<base::FileLock> alone_here;
  if (!place.server) {
    auto lock = base::FileLock::take((fs::path(folder) / "服务.lock").string(), kOtherEnds);
    if (!lock && lock.error().code == "file.locked")
      return base::fail("server.running", "这个台账文件夹已经有一个计成服务在用", {.file = folder},
                        "用已经打开的那个；要换参数，先停掉它（systemctl restart jicheng）");
    if (!lock) return base::fail(lock.error());
    alone_here.emplace(std::move(*lock));
  }

  // The port is known once the listener is bound, and the gate needs it: bind with a handler that is filled in after.
  struct Late final : Handler {
    Service* service = nullptr;
    std::optional<Response> at_once(const Head& head) override { return service->at_once(head); }
    Admitted admit(const Head& head) override { return service->admit(head); }
    Response answer(Request request) override { return service->answer(std::move(request)); }
    Response refused(unsigned status, const Peer& peer, const std::string& id) override {
      return service->refused(status, peer, id);
    }
  } late;
  ListenerOptions listening;
  listening.host = address->host;
  listening.port = address->port;
  listening.certificate_file = options.certificate_file;
  listening.key_file = options.key_file;
  listening.light_threads = options.light_threads;
  listening.heavy_threads = options.heavy_threads;
  listening.most_connections = options.most_connections;
  auto listener = Listener::open(listening, late);
  if (!listener) return base::fail(listener.error());
  // Only now: a start that fails must not use up the password that is told once.
  if (options.personal.empty()) {
    if (auto made = first_administrator(**accounts, world, first); !made) return base::fail(made.error());
  }
  for (const auto& host : hosts_of(*address, options)) {
    std::string one =
        (options.certificate_file.empty() ? "http://" : "https://") + host + ":" + std::to_string((*listener)->port());
    if (first.address.empty()) {
      first.address = std::move(one);
    } else {
      first.more.push_back(std::move(one));
    }
  }
  first.unsafe = unsafe_as_started(*address, options, sign_on_secret);
  GateOptions gate{address->loopback, options.host_names, (*listener)->port(), options.personal};
  Personal personal(options.personal, world, [&](const std::string& key) {
    const std::string address_of_key = first.address + "/api/v1/personal?key=" + key;
    if (first.personal_link.empty()) {
      first.personal_link = address_of_key;
    } else if (link) {
      link(address_of_key);
    }
  });
  Service service(options, gate, world, std::move(*accounts), std::move(*audit), std::move(sign_on),
                  personal.on() ? &personal : nullptr, log);
  late.service = &service;
  service.use(**listener);

  if (personal.on()) personal.renew();
  first.has_interface = service.has_interface();
  world.stop->listen();
  started(first);
  std::atomic<bool> over{false};
  std::thread watch([&] {
    while (!over && !world.stop->wait(kLook)) service.look();
    (*listener)->stop(kGrace);
  });
  (*listener)->run();
  over = true;
  watch.join();
  return {};
}

}  // namespace server
