#include "server/turns.hpp"

#include <cstdint>

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace server {

namespace {

// As sched_setattr(2) has it; glibc 2.36 declares neither the call nor its argument.
struct SchedulingAttributes {
  std::uint32_t size = sizeof(SchedulingAttributes);
  std::uint32_t policy = SCHED_OTHER;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  std::uint64_t runtime = 0;  // nanoseconds; of a fair thread the slice
  std::uint64_t deadline = 0, period = 0;
};
constexpr std::uint64_t kShortest = 100'000;  // the kernel takes none below 0.1 ms

}  // namespace

void take_short_turns() {
  SchedulingAttributes wanted;
  wanted.nice = ::getpriority(PRIO_PROCESS, 0);
  wanted.runtime = kShortest;
  (void)::syscall(SYS_sched_setattr, 0, &wanted, 0U);
}

void give_way() {
  // On Linux a thread has a nice value of its own.
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), 10);
}

}  // namespace server
