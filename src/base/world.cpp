#include "base/world.hpp"

#include <openssl/rand.h>

#include "base/world_parts.hpp"

namespace base {

namespace {

class SystemClock final : public Clock {
 public:
  std::chrono::sys_time<std::chrono::microseconds> now() override {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  }
  std::chrono::microseconds monotonic() override {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
  }
};

class SystemRandomness final : public Randomness {
 public:
  std::string bytes(std::size_t count) override {
    std::string out(count, '\0');
    JC_ASSERT(RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(count)) == 1);
    return out;
  }
};

class NoNetwork final : public Network {
 public:
  Result<std::string> exchange(const std::string& host, int port, std::string_view,
                               std::chrono::milliseconds) override {
    return fail("network.off", "本程序没有联网，不能连接 " + host + ":" + std::to_string(port), {}, "改用本机上的文件");
  }
};

}  // namespace

World real_world() {
  World world;
  world.clock = std::make_unique<SystemClock>();
  world.files = make_disk_files();
  world.randomness = std::make_unique<SystemRandomness>();
  world.subprocess = make_subprocess();
  world.network = std::make_unique<NoNetwork>();
  world.stop = make_stop();
  return world;
}

}  // namespace base
