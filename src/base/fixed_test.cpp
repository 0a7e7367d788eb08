#include "base/fixed.hpp"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Fixed, KeepsTheDecimalsAskedForAndNoSignOfNothing) {
  EXPECT_EQ(fixed(4.5, 1), "4.5");
  EXPECT_EQ(fixed(12, 0), "12");
  EXPECT_EQ(fixed(-0.04, 1), "0.0");
  EXPECT_EQ(fixed(-0.06, 1), "-0.1");
  EXPECT_EQ(fixed(1e300, 0).size(), 301U);
}

}  // namespace
}  // namespace base
