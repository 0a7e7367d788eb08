// The one unit that includes Beast and Asio: Beast's parser and Asio's sockets, none of Beast's composed operations and
// no coroutines, which are what makes it dear to compile (docs/decisions/2026-11-28-server.md).
#include "server/listener.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <list>
#include <map>
#include <unordered_map>

#define BOOST_ASIO_DISABLE_AWAITABLE_FRAME_RECYCLING
#define BOOST_ASIO_NO_DEPRECATED
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <openssl/err.h>
#include <openssl/x509err.h>
#include <sys/resource.h>
#include <unistd.h>

#include "server/machine.hpp"
#include "server/turns.hpp"
#include "server/workers.hpp"

namespace server {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;
using std::chrono::steady_clock;
using Parser = http::request_parser<http::string_body>;
using Plain = tcp::socket;
using Secure = asio::ssl::stream<tcp::socket>;

constexpr std::size_t kPiece = 16 * 1024;          // read at a time
constexpr std::size_t kMostPipelined = 64 * 1024;  // of requests that follow on one another
constexpr std::size_t kMostTold = 256;             // events that a slow live connection may lag behind
constexpr std::size_t kMostDrained = 4 << 20;      // of a body that was refused

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

class ParsedHead final : public Head {
 public:
  ParsedHead(const http::request<http::string_body>& message, const Peer& peer) : message_(message), peer_(peer) {}
  std::string_view method() const override { return view(message_.method_string()); }
  std::string_view target() const override { return view(message_.target()); }
  std::string_view header(std::string_view name) const override {
    const auto found = message_.find(boost::beast::string_view(name.data(), name.size()));
    return found == message_.end() ? std::string_view{} : view(found->value());
  }
  const Peer& peer() const override { return peer_; }

 private:
  const http::request<http::string_body>& message_;
  const Peer& peer_;
};

class Connection {
 public:
  virtual ~Connection() = default;
  virtual void tick(steady_clock::time_point now) = 0;
  virtual void tell(const std::shared_ptr<const std::string>& event) = 0;
  // Ends what is idle; what is under way ends with its answer.
  virtual void wind_up() = 0;
  virtual void close() = 0;
  std::optional<Live> live;
  std::list<std::shared_ptr<Connection>>::iterator place;
};

class Server final : public Listener {
 public:
  Server(const ListenerOptions& options, Handler& handler)
      : options_(options), handler_(handler), io_(1), acceptor_(io_), ticker_(io_) {}

  base::Result<void> bind();
  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }
  void run() override;
  void stop(std::chrono::seconds grace) override;
  void publish(std::string event, std::uint32_t needs) override;
  void drop(std::uint64_t who) override;
  ListenerCounts counts() const override;

  const ListenerOptions& options() const { return options_; }
  Handler& handler() { return handler_; }
  asio::io_context& io() { return io_; }
  bool ending() const { return ending_; }
  bool give(Lane lane, std::function<void()> work) {
    return (lane == Lane::heavy ? heavy_ : light_)->take(std::move(work));
  }
  void gone(Connection& connection, const Peer& peer);
  std::string next_id() { return prefix_ + std::to_string(++ids_); }

  struct Count {
    std::atomic<std::uint64_t> connections{0}, requests{0}, refused{0}, timeouts{0}, in{0}, out{0}, open{0}, live{0};
  } count;

 private:
  void accept();
  void taken(tcp::socket socket);
  void tick();

  const ListenerOptions options_;
  Handler& handler_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  asio::steady_timer ticker_;
  std::unique_ptr<asio::ssl::context> tls_;
  std::list<std::shared_ptr<Connection>> connections_;
  std::unordered_map<std::string, std::size_t> of_peer_;
  std::unique_ptr<Workers> light_, heavy_;
  bool ending_ = false;
  steady_clock::time_point end_by_{};
  std::uint64_t ids_ = 0;
  std::string prefix_ =
      std::to_string(std::chrono::system_clock::now().time_since_epoch().count() / 1'000'000'000) + "-";
};

template <class Stream>
class Session final : public Connection, public std::enable_shared_from_this<Session<Stream>> {
 public:
  Session(Server& server, Stream stream, Peer peer)
      : server_(server), stream_(std::move(stream)), peer_(std::move(peer)) {}

  void start() {
    error_code ignored;
    socket().set_option(tcp::no_delay(true), ignored);
    socket().non_blocking(true, ignored);
    by(server_.options().for_header);
    if constexpr (std::is_same_v<Stream, Secure>) {
      stream_.async_handshake(asio::ssl::stream_base::server, [self = this->shared_from_this()](error_code error) {
        if (error) return self->close();
        self->next();
      });
    } else {
      next();
    }
  }

  void tick(steady_clock::time_point now) override {
    if (state_ == State::live) {
      if (now >= deadline_) {
        static const auto beat = std::make_shared<const std::string>(":\n\n");
        by(server_.options().heartbeat);
        tell(beat);
      }
      return;
    }
    if (state_ == State::working || now < deadline_) return;
    ++server_.count.timeouts;
    // Whoever had begun to ask is told; an idle connection just ends.
    if (state_ == State::reading && begun_) {
      begun_ = false;
      refuse(408);
    } else {
      close();
    }
  }

  void tell(const std::shared_ptr<const std::string>& event) override {
    if (state_ != State::live || closed_) return;
    if (told_.size() >= kMostTold) return close();
    if constexpr (std::is_same_v<Stream, Plain>) {
      if (told_.empty()) {
        error_code error;
        const std::size_t sent = stream_.write_some(asio::buffer(*event), error);
        server_.count.out += sent;
        if (!error && sent == event->size()) return;
        if (error && error != asio::error::would_block) return close();
        told_.push_back(sent == 0 ? event : std::make_shared<const std::string>(event->substr(sent)));
        return tell_on();
      }
    }
    told_.push_back(event);
    if (told_.size() == 1) tell_on();
  }

  void wind_up() override {
    if (state_ == State::live || (state_ == State::reading && !begun_)) close();
    last_ = true;
  }

  void close() override {
    if (closed_) return;
    closed_ = true;
    state_ = State::closed;
    error_code ignored;
    socket().shutdown(tcp::socket::shutdown_both, ignored);
    socket().close(ignored);
    if (live) --server_.count.live;
    server_.gone(*this, peer_);
  }

 private:
  enum class State { reading, working, writing, lingering, live, closed };

  tcp::socket& socket() {
    if constexpr (std::is_same_v<Stream, Secure>) {
      return stream_.next_layer();
    } else {
      return stream_;
    }
  }
  void by(steady_clock::duration time) { deadline_ = steady_clock::now() + time; }

  // The next request of the connection.
  void next() {
    if (closed_) return;
    state_ = State::reading;
    begun_ = false;
    admitted_ = false;
    head_answered_ = false;
    parser_ = std::make_unique<Parser>();
    parser_->header_limit(server_.options().most_header);
    parser_->body_limit(boost::none);  // set once the route is known
    by(server_.options().idle);
    if (buffer_.size() > 0) return parse();
    read();
  }

  void read() {
    if (closed_) return;
    if (buffer_.size() > kMostPipelined + server_.options().most_header) return refuse(431);
    stream_.async_read_some(buffer_.prepare(kPiece),
                            [self = this->shared_from_this()](error_code error, std::size_t size) {
                              if (self->closed_) return;
                              if (error) return self->close();
                              self->server_.count.in += size;
                              self->buffer_.commit(size);
                              if (self->state_ == State::reading) self->parse();
                            });
  }

  void parse() {
    if (!begun_) {
      begun_ = true;
      by(server_.options().for_header);
    }
    while (!parser_->is_done()) {
      if (parser_->is_header_done() && !admitted_) {
        admitted_ = true;
        if (!admit()) return;
        continue;
      }
      if (buffer_.size() == 0) return read();
      error_code error;
      parser_->eager(admitted_);
      const std::size_t used = parser_->put(buffer_.data(), error);
      buffer_.consume(used);
      if (error == http::error::need_more) {
        if (admitted_) {
          received_ += used;
          deadline_ =
              body_from_ + server_.options().for_body + std::chrono::seconds(received_ / server_.options().slowest);
        }
        return read();
      }
      if (error) return refuse(status_of(error));
      if (admitted_) received_ += used;
    }
    if (!admitted_) {
      admitted_ = true;
      if (!admit()) return;
    }
    ask();
  }

  static unsigned status_of(const error_code& error) {
    if (error == http::error::header_limit) return 431;
    if (error == http::error::body_limit) return 413;
    if (error == http::error::bad_version) return 505;
    return 400;
  }

  // Whether the request goes on: a body may be read, or there is none.
  bool admit() {
    const auto& message = parser_->get();
    if (message.count(http::field::host) != (message.version() == 11 ? 1u : message.count(http::field::host) ? 1u : 0u))
      return refuse(400), false;
    for (const auto field : {http::field::content_length, http::field::transfer_encoding, http::field::cookie,
                             http::field::origin, http::field::authorization}) {
      if (message.count(field) > 1) return refuse(400), false;
    }
    if (message.count(http::field::transfer_encoding) > 0 && message.count(http::field::content_length) > 0)
      return refuse(400), false;
    const auto encoding = message.find(http::field::transfer_encoding);
    if (encoding != message.end() && !boost::beast::iequals(encoding->value(), "chunked")) return refuse(501), false;
    if (message.version() != 11 && message.version() != 10) return refuse(505), false;
    keep_alive_ = message.keep_alive() && !last_;
    head_only_ = message.method() == http::verb::head;
    ++server_.count.requests;

    const ParsedHead head(message, peer_);
    const bool body = !parser_->is_done();
    if (!body) {
      if (auto answer = server_.handler().at_once(head)) {
        send(std::move(*answer));
        head_answered_ = true;
        return false;
      }
    }
    Admitted admitted = server_.handler().admit(head);
    if (admitted.refused) {
      keep_alive_ = keep_alive_ && !body;
      send(std::move(*admitted.refused));
      return false;
    }
    lane_ = admitted.lane;
    if (!body) return true;
    error_code error;
    parser_->body_limit(admitted.body_limit);
    const auto length = parser_->content_length();
    if (length && *length > admitted.body_limit) return refuse(413), false;
    body_from_ = steady_clock::now();
    received_ = 0;
    by(server_.options().for_body);
    const auto expect = message.find(http::field::expect);
    if (expect != message.end()) {
      if (!boost::beast::iequals(expect->value(), "100-continue")) return refuse(400), false;
      static const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      asio::async_write(stream_, asio::buffer(go_on),
                        [self = this->shared_from_this()](error_code failed, std::size_t) {
                          if (failed) self->close();
                        });
    }
    return true;
  }

  void ask() {
    state_ = State::working;
    auto& message = parser_->get();
    Request request;
    request.method = std::string(view(message.method_string()));
    request.peer = peer_;
    request.id = server_.next_id();
    for (const auto& field : message) {
      std::string name(view(field.name_string()));
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      request.headers.emplace_back(std::move(name), std::string(view(field.value())));
    }
    auto target = parse_target(view(message.target()));
    if (!target) return refuse(400);
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.body = std::move(message.body());
    parser_.reset();
    auto work = [self = this->shared_from_this(), asked = std::make_shared<Request>(std::move(request))] {
      auto answer = std::make_shared<Response>(self->server_.handler().answer(std::move(*asked)));
      asio::post(self->server_.io(), [self, answer] { self->send(std::move(*answer)); });
    };
    if (!server_.give(lane_, std::move(work))) refuse(503);
  }

  void refuse(unsigned status) {
    ++server_.count.refused;
    keep_alive_ = false;
    send(server_.handler().refused(status, peer_, server_.next_id()));
  }

  void send(Response response) {
    if (closed_) return;
    state_ = State::writing;
    by(server_.options().for_writing);
    if (response.live) return go_live(std::move(response));
    keep_alive_ = keep_alive_ && !last_;
    if (response.ready) {
      ready_ = std::move(response.ready);
    } else {
      ready_ = make_ready(std::move(response));
    }
    static const std::string kept = "\r\n", ended = "Connection: close\r\n\r\n";
    std::array<asio::const_buffer, 3> parts{asio::buffer(ready_->head), asio::buffer(keep_alive_ ? kept : ended),
                                            head_only_ ? asio::const_buffer() : asio::buffer(ready_->body)};
    asio::async_write(stream_, parts, [self = this->shared_from_this()](error_code error, std::size_t size) {
      self->server_.count.out += size;
      self->ready_.reset();
      if (self->closed_) return;
      if (error) return self->close();
      if (!self->keep_alive_) return self->linger();
      self->next();
    });
  }

  // The peer may still be sending what nobody reads: closing at once would take the answer away from it.
  void linger() {
    state_ = State::lingering;
    by(std::chrono::seconds(2));
    error_code ignored;
    if constexpr (std::is_same_v<Stream, Plain>) socket().shutdown(tcp::socket::shutdown_send, ignored);
    drained_ = 0;
    drain();
  }
  void drain() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(kPiece),
                            [self = this->shared_from_this()](error_code error, std::size_t size) {
                              if (self->closed_) return;
                              self->drained_ += size;
                              if (error || self->drained_ > kMostDrained) return self->close();
                              self->drain();
                            });
  }

  void go_live(Response response) {
    live = std::move(response.live);
    ++server_.count.live;
    auto bytes = std::make_shared<const std::string>(head_of(response, 0) + "Connection: close\r\n\r\n" + live->first);
    live->first.clear();
    live->first.shrink_to_fit();
    parser_.reset();
    buffer_ = boost::beast::flat_buffer();  // nothing more is read: the memory goes back
    state_ = State::live;
    by(server_.options().heartbeat);
    tell(bytes);
    watch();
  }
  // A stream is read only to learn that it has ended.
  void watch() {
    if (closed_) return;
    stream_.async_read_some(asio::buffer(watched_), [self = this->shared_from_this()](error_code error, std::size_t) {
      if (error) return self->close();
      self->watch();
    });
  }
  void tell_on() {
    asio::async_write(stream_, asio::buffer(*told_.front()),
                      [self = this->shared_from_this()](error_code error, std::size_t size) {
                        self->server_.count.out += size;
                        if (self->closed_) return;
                        if (error) return self->close();
                        self->told_.erase(self->told_.begin());
                        if (!self->told_.empty()) {
                          self->tell_on();
                        } else {
                          self->told_.shrink_to_fit();
                        }
                      });
  }

  Server& server_;
  Stream stream_;
  const Peer peer_;
  boost::beast::flat_buffer buffer_;
  std::unique_ptr<Parser> parser_;
  std::shared_ptr<const Ready> ready_;
  std::vector<std::shared_ptr<const std::string>> told_;
  steady_clock::time_point deadline_{}, body_from_{};
  std::uint64_t received_ = 0, drained_ = 0;
  State state_ = State::reading;
  Lane lane_ = Lane::light;
  std::array<char, 16> watched_{};
  bool begun_ = false, admitted_ = false, head_answered_ = false, keep_alive_ = true, head_only_ = false, last_ = false,
       closed_ = false;
};

base::Result<void> readable(const std::string& file, const std::string& what, const std::string& option) {
  if (::access(file.c_str(), R_OK) == 0) return {};
  const bool there = errno != ENOENT;
  return base::fail(
      "server.certificate", what + (there ? "没有权限读" : "不在"), base::Place{.file = file},
      there ? "用运行服务的用户能读的文件：chgrp 给它的组，再 chmod 640" : "核对 " + option + " 后面的路径");
}

base::Result<void> Server::bind() {
  error_code error;
  const auto address = asio::ip::make_address(options_.host == "localhost" ? "127.0.0.1" : options_.host, error);
  if (error) {
    const bool with_scheme = options_.host.find("//") != std::string::npos;
    return base::fail("server.address",
                      "“" + options_.host + "”不是网络地址" +
                          (with_scheme             ? "，不写 http://"
                           : options_.host.empty() ? "：冒号前面是空的"
                                                   : "；这里只写数字的地址，主机名写在 --host-name"),
                      {}, "写成例如 --listen 127.0.0.1:8787，或 --listen 0.0.0.0:8787");
  }
  if (!options_.certificate_file.empty()) {
    tls_ = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    tls_->set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_sslv3 |
                      asio::ssl::context::single_dh_use);
    if (auto read = readable(options_.certificate_file, "证书", "--cert"); !read) return read;
    if (auto read = readable(options_.key_file, "私钥", "--key"); !read) return read;
    tls_->use_certificate_chain_file(options_.certificate_file, error);
    if (error)
      return base::fail("server.certificate", "证书用不了：" + error.message(),
                        base::Place{.file = options_.certificate_file},
                        "--cert 要是 PEM 格式的证书（-----BEGIN CERTIFICATE-----），中间证书跟在后面");
    tls_->use_private_key_file(options_.key_file, asio::ssl::context::pem, error);
    if (error) {
      const bool other = ERR_GET_REASON(static_cast<unsigned long>(error.value())) == X509_R_KEY_VALUES_MISMATCH;
      return base::fail(
          "server.certificate",
          other ? "私钥和证书“" + options_.certificate_file + "”不是一对" : "私钥用不了：" + error.message(),
          base::Place{.file = options_.key_file},
          other ? "换成做这张证书时用的那把私钥"
                : "--key 要是 PEM 格式的私钥（-----BEGIN PRIVATE KEY-----），不带口令");
    }
  }
  const tcp::endpoint endpoint(address, options_.port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(4096, error);
  if (error) {
    const std::string at = options_.host + ":" + std::to_string(options_.port) + " 不能监听：";
    if (error == asio::error::access_denied)
      return base::fail("server.port", at + "没有权限用这个端口", {},
                        "用 1024 以上的端口；要用 443，装成系统服务（软件包里的服务有这个权限）");
    if (error == std::errc::address_not_available) {
      std::string all = "127.0.0.1";
      for (const auto& one : addresses_of_this_machine()) all += "、" + one;
      return base::fail("server.address", at + "这台机器没有这个地址", {},
                        "写这台机器自己的地址（" + all + "），或 0.0.0.0（全部）");
    }
    return base::fail("server.port",
                      at + (error == asio::error::address_in_use ? "这个端口已经有程序在用" : error.message()), {},
                      "换一个端口，或先停掉占用它的程序");
  }
  // A file descriptor a connection.
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, options_.most_connections + 512);
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
  return {};
}

void Server::run() {
  light_ = std::make_unique<Workers>(options_.light_threads, options_.most_waiting, false);
  heavy_ = std::make_unique<Workers>(options_.heavy_threads, options_.most_waiting / 16 + 1, true);
  take_short_turns();  // after them: threads begin as whoever starts them
  accept();
  tick();
  io_.run();
  // Workers hold connections: they end first.
  light_.reset();
  heavy_.reset();
  io_.restart();
  io_.poll();
  connections_.clear();
}

void Server::accept() {
  acceptor_.async_accept([this](error_code error, tcp::socket socket) {
    if (ending_ || error == asio::error::operation_aborted) return;
    if (!error) taken(std::move(socket));
    if (error && error != asio::error::connection_aborted) {
      // Out of descriptors: some will be free in a moment.
      auto pause = std::make_shared<asio::steady_timer>(io_, std::chrono::milliseconds(50));
      pause->async_wait([this, pause](error_code) {
        if (!ending_) accept();
      });
      return;
    }
    accept();
  });
}

void Server::taken(tcp::socket socket) {
  error_code error;
  const auto remote = socket.remote_endpoint(error);
  if (error) return;
  ++count.connections;
  Peer peer;
  auto address = remote.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  peer.address = address.to_string();
  peer.loopback = address.is_loopback();
  peer.secure = tls_ != nullptr;
  const std::size_t from_there = of_peer_[peer.address];
  if (connections_.size() >= options_.most_connections || (!peer.loopback && from_there >= options_.most_per_peer)) {
    ++count.refused;
    return;
  }
  ++of_peer_[peer.address];
  ++count.open;
  const auto begin = [&](auto session) {
    connections_.push_back(session);
    session->place = std::prev(connections_.end());
    session->start();
  };
  if (tls_) {
    begin(std::make_shared<Session<Secure>>(*this, Secure(std::move(socket), *tls_), std::move(peer)));
  } else {
    begin(std::make_shared<Session<Plain>>(*this, std::move(socket), std::move(peer)));
  }
}

void Server::gone(Connection& connection, const Peer& peer) {
  --count.open;
  if (const auto found = of_peer_.find(peer.address); found != of_peer_.end() && --found->second == 0)
    of_peer_.erase(found);
  // Later: whoever walks the list now may stand on it.
  asio::post(io_, [this, place = connection.place] { connections_.erase(place); });
}

void Server::tick() {
  const auto now = steady_clock::now();
  for (auto at = connections_.begin(); at != connections_.end();) (*at++)->tick(now);
  if (ending_ && (connections_.empty() || now >= end_by_)) {
    for (auto at = connections_.begin(); at != connections_.end();) (*at++)->close();
    return;
  }
  ticker_.expires_after(ending_ ? std::chrono::milliseconds(20) : std::chrono::milliseconds(500));
  ticker_.async_wait([this](error_code) { tick(); });
}

void Server::stop(std::chrono::seconds grace) {
  asio::post(io_, [this, grace] {
    if (ending_) return;
    ending_ = true;
    end_by_ = steady_clock::now() + grace;
    error_code ignored;
    acceptor_.close(ignored);
    for (auto at = connections_.begin(); at != connections_.end();) (*at++)->wind_up();
    ticker_.cancel();
  });
}

void Server::publish(std::string event, std::uint32_t needs) {
  asio::post(io_, [this, needs, shared = std::make_shared<const std::string>(std::move(event))] {
    for (auto at = connections_.begin(); at != connections_.end();) {
      Connection& connection = **at++;
      if (connection.live && (connection.live->sees & needs) != 0) connection.tell(shared);
    }
  });
}

void Server::drop(std::uint64_t who) {
  asio::post(io_, [this, who] {
    for (auto at = connections_.begin(); at != connections_.end();) {
      Connection& connection = **at++;
      if (connection.live && connection.live->who == who) connection.close();
    }
  });
}

ListenerCounts Server::counts() const {
  ListenerCounts out;
  out.connections = count.connections;
  out.requests = count.requests;
  out.refused = count.refused;
  out.timeouts = count.timeouts;
  out.bytes_in = count.in;
  out.bytes_out = count.out;
  out.open = count.open;
  out.live = count.live;
  if (light_) out.light_waiting = light_->waiting();
  if (heavy_) out.heavy_waiting = heavy_->waiting();
  return out;
}

}  // namespace

base::Result<std::unique_ptr<Listener>> Listener::open(const ListenerOptions& options, Handler& handler) {
  auto server = std::make_unique<Server>(options, handler);
  if (auto bound = server->bind(); !bound) return base::fail(bound.error());
  return std::unique_ptr<Listener>(std::move(server));
}

}  // namespace server
