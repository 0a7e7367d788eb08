// Connections: reads requests, writes answers, keeps limits, and tells live connections of what happened. One thread
// serves them all; handlers that take time run on workers.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "base/fault.hpp"
#include "server/http.hpp"

namespace server {

struct ListenerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8787;               // 0: any that is free
  std::string certificate_file, key_file;  // PEM; empty: plain HTTP
  std::size_t most_connections = 20'000;
  std::size_t most_per_peer = 512;  // of another machine
  std::uint32_t most_header = 16 * 1024;
  std::chrono::seconds for_header{10};  // from the first byte to the last of the header
  std::chrono::seconds for_body{20};    // and as long again as the body takes at `slowest`
  std::uint64_t slowest = 8 * 1024;     // bytes a second
  std::chrono::seconds for_writing{30};
  std::chrono::seconds idle{75};       // between two requests
  std::chrono::seconds heartbeat{25};  // of live connections
  unsigned light_threads = 2, heavy_threads = 2;
  std::size_t most_waiting = 512;
};

struct ListenerCounts {
  std::uint64_t connections = 0, requests = 0, refused = 0, timeouts = 0, bytes_in = 0, bytes_out = 0;
  std::uint64_t open = 0, live = 0;
  std::size_t light_waiting = 0, heavy_waiting = 0;
};

class Listener {
 public:
  // Bound and listening when it returns; nothing is read before `run`. Faults: "server.address" (no such address),
  // "server.port" (taken, or not allowed), "server.certificate".
  static base::Result<std::unique_ptr<Listener>> open(const ListenerOptions& options, Handler& handler);
  virtual ~Listener() = default;

  virtual std::uint16_t port() const = 0;
  // Serves until `stop`: then nothing new is taken, what is under way is answered, at most `grace` long.
  virtual void run() = 0;
  // From any thread.
  virtual void stop(std::chrono::seconds grace) = 0;
  // To every live connection that sees one of `needs`. From any thread.
  virtual void publish(std::string event, std::uint32_t needs) = 0;
  // Ends the live connections of a session. From any thread.
  virtual void drop(std::uint64_t who) = 0;
  virtual ListenerCounts counts() const = 0;
};

}  // namespace server
