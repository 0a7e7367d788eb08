// A network between a client and a PostgreSQL server that can be cut at a chosen byte: what was sent before arrives,
// what comes after goes nowhere and nobody is told, as when a cable is pulled.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <list>
#include <mutex>
#include <string>
#include <thread>

class Partition {
 public:
  // Between 127.0.0.1 and the server's socket in that folder.
  Partition(const std::string& folder, const std::string& port);
  ~Partition();
  Partition(const Partition&) = delete;
  Partition& operator=(const Partition&) = delete;

  // The server's address (as `Servers::address`) through this network.
  std::string through(const std::string& uri) const;

  // From now on so many bytes still pass towards the server, and so many back; with either used up all is cut, for
  // connections made later too.
  static constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max() / 2;
  void cut_after(std::int64_t to_server, std::int64_t back);
  // What comes after these words towards the server is lost, and all answers from then on; `held_back`: they are too.
  void cut_at(const std::string& words, bool held_back);
  // New connections pass. Those that were cut stay so until `reset`, which ends them on the server's side, as
  // keepalives do after a while.
  void heal();
  void reset();

  bool is_cut() const { return cut_; }
  // Passed since the last order.
  std::int64_t sent() const { return sent_; }
  std::int64_t answered() const { return answered_; }

 private:
  struct Line {
    int client = -1, server = -1;
    bool dead = false;  // cut while it stood
    std::thread towards, back;
  };
  void serve();
  void carry(Line& line, bool to_server);

  std::string socket_;
  int listening_ = -1, port_ = 0;
  std::atomic<bool> ending_ = false, cut_ = false;
  std::atomic<std::int64_t> left_to_server_ = kAll, left_back_ = kAll, sent_ = 0, answered_ = 0;
  std::mutex mutex_;
  std::string words_;
  bool held_back_ = false;
  std::list<Line> lines_;
  std::thread server_;
};
