#include "partition.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

Partition::Partition(const std::string& folder, const std::string& port) : socket_(folder + "/.s.PGSQL." + port) {
  listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in here{};
  here.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof here;
  (void)::bind(listening_, reinterpret_cast<sockaddr*>(&here), size);
  (void)::listen(listening_, 16);
  (void)::getsockname(listening_, reinterpret_cast<sockaddr*>(&here), &size);
  port_ = ntohs(here.sin_port);
  server_ = std::thread([this] { serve(); });
}

Partition::~Partition() {
  ending_ = true;
  server_.join();
  for (Line& line : lines_) {
    line.towards.join();
    line.back.join();
    ::close(line.client);
    ::close(line.server);
  }
  ::close(listening_);
}

std::string Partition::through(const std::string& uri) const {
  const std::size_t at = uri.find('@'), slash = uri.find('/', at), end = uri.find('?');
  return uri.substr(0, at + 1) + "127.0.0.1:" + std::to_string(port_) + uri.substr(slash, end - slash) +
         "?sslmode=disable&gssencmode=disable";
}

void Partition::cut_after(std::int64_t to_server, std::int64_t back) {
  const std::lock_guard lock(mutex_);
  words_.clear();
  sent_ = answered_ = 0;
  left_to_server_ = to_server;
  left_back_ = back;
}

void Partition::cut_at(const std::string& words, bool held_back) {
  cut_after(kAll, kAll);
  const std::lock_guard lock(mutex_);
  words_ = words;
  held_back_ = held_back;
}

void Partition::heal() {
  {
    const std::lock_guard lock(mutex_);
    for (Line& line : lines_) line.dead = line.dead || cut_;
    cut_ = false;
  }
  cut_after(kAll, kAll);
}

void Partition::reset() {
  const std::lock_guard lock(mutex_);
  for (Line& line : lines_) {
    if (line.dead) ::shutdown(line.server, SHUT_RDWR);
  }
}

void Partition::serve() {
  while (!ending_) {
    pollfd on{.fd = listening_, .events = POLLIN, .revents = 0};
    if (::poll(&on, 1, 20) != 1) continue;
    const int client = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un there{};
    there.sun_family = AF_UNIX;
    std::strncpy(there.sun_path, socket_.c_str(), sizeof there.sun_path - 1);
    if (::connect(server, reinterpret_cast<sockaddr*>(&there), sizeof there) != 0) {
      ::close(client);
      ::close(server);
      continue;
    }
    const std::lock_guard lock(mutex_);
    Line& line = lines_.emplace_back();
    line.client = client;
    line.server = server;
    line.towards = std::thread([this, &line] { carry(line, true); });
    line.back = std::thread([this, &line] { carry(line, false); });
  }
}

void Partition::carry(Line& line, bool to_server) {
  const int from = to_server ? line.client : line.server, to = to_server ? line.server : line.client;
  std::atomic<std::int64_t>& left = to_server ? left_to_server_ : left_back_;
  std::array<char, 4096> bytes{};
  while (!ending_) {
    pollfd on{.fd = from, .events = POLLIN, .revents = 0};
    if (::poll(&on, 1, 20) != 1) continue;
    const ssize_t got = ::recv(from, bytes.data(), bytes.size(), 0);
    std::size_t passes = 0;
    {
      const std::lock_guard lock(mutex_);
      if (line.dead || cut_) {
        line.dead = true;
        // Whoever gives up is not heard on the other side.
        if (got <= 0) break;
        continue;
      }
      if (got > 0) {
        passes = static_cast<std::size_t>(std::min<std::int64_t>(got, left));
        left -= static_cast<std::int64_t>(passes);
        cut_ = passes < static_cast<std::size_t>(got);
        const std::string_view said(bytes.data(), static_cast<std::size_t>(got));
        if (to_server && !words_.empty() && said.find(words_) != std::string_view::npos) {
          cut_ = true;
          if (held_back_) passes = 0;
        }
        line.dead = line.dead || cut_;
        (to_server ? sent_ : answered_) += static_cast<std::int64_t>(passes);
      }
    }
    if (got <= 0) break;
    for (std::size_t at = 0; at < passes;) {
      const ssize_t put = ::send(to, bytes.data() + at, passes - at, MSG_NOSIGNAL);
      if (put <= 0) break;
      at += static_cast<std::size_t>(put);
    }
  }
  const std::lock_guard lock(mutex_);
  if (!line.dead) ::shutdown(to, SHUT_WR);
}
