// Compiled with -mavx2 where the processor is of that family (cmake/rooms.cmake): nothing here but the recursions.
#define JC_LANES wide
#include "forecast/lane_kernels.hpp"

namespace forecast {

const Kernels& wide_kernels() { return wide::kKernels; }

}  // namespace forecast
