#include "forecast/lane_fit.hpp"

namespace forecast {

bool damped_step(const Products& a, const Point& g, std::size_t n, double strength, Point& move) {
  Products root;  // only the lower half is used
  Point inverse;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i][j] * (i == j ? 1 + strength : 1);
      for (std::size_t k = 0; k < j; ++k) sum -= root[i][k] * root[j][k];
      if (i != j) {
        root[i][j] = sum * inverse[j];
      } else if (!(sum > 1e-12 * a[i][i]) || !(sum > 0)) {
        return false;
      } else {
        inverse[i] = 1 / std::sqrt(sum);
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    double sum = -g[i];
    for (std::size_t k = 0; k < i; ++k) sum -= root[i][k] * move[k];
    move[i] = sum * inverse[i];
  }
  for (std::size_t i = n; i-- > 0;) {
    double sum = move[i];
    for (std::size_t k = i + 1; k < n; ++k) sum -= root[k][i] * move[k];
    move[i] = sum * inverse[i];
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (!std::isfinite(move[i])) return false;
  }
  return true;
}

}  // namespace forecast
