#define JC_LANES plain
#include "forecast/lane_kernels.hpp"

namespace forecast {

const Kernels& plain_kernels() { return plain::kKernels; }

const Kernels& kernels() {
#if defined(__x86_64__)
  static const Kernels& best = __builtin_cpu_supports("avx2") != 0 ? wide_kernels() : plain_kernels();
  return best;
#else
  return plain_kernels();
#endif
}

}  // namespace forecast
