// Exact decimal numbers: IEEE 754-2008 decimal128 (34 digits), through the Intel decimal library.
// A value keeps the decimals it was printed with: "53.70" and "53.7" are equal and print differently.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

enum class Rounding {
  half_up,    // 四舍五入, away from zero on a tie: statistics releases
  half_even,  // 四舍六入五成双: GB/T 8170-2008 3.2
  down,       // toward zero
  floor,
  ceiling,
};

class Decimal {
 public:
  Decimal() : Decimal(0) {}
  Decimal(std::int64_t integer);  // implicit on purpose: 2 * x reads as written
  Decimal(int integer) : Decimal(static_cast<std::int64_t>(integer)) {}

  // Optional sign, digits with at most one point, optional exponent (e±n). Nothing else: no spaces, no commas, no
  // NaN, no infinity, at most 34 significant digits; otherwise nullopt.
  static std::optional<Decimal> parse(std::string_view text);
  // `coefficient` × 10^`exponent`.
  static Decimal scaled(std::int64_t coefficient, int exponent);
  // The shortest decimal that reads back as `value`; asserts that it is finite.
  static Decimal from_double(double value);

  // Plain notation with the decimals it carries ("53.70", "-0.6", "365018000000"), never an exponent.
  std::string to_string() const;
  double to_double() const;
  // The integer it equals, when it is one and fits.
  std::optional<std::int64_t> to_int64() const;

  // Digits after the point as printed; 0 for integers and for positive exponents.
  int decimals() const;
  // The same number with exactly `decimals` digits after the point; as it is where that would need more than 34 digits.
  Decimal rounded(int decimals, Rounding rounding = Rounding::half_up) const;
  // The same number without trailing zeros after the point.
  Decimal reduced() const;

  bool is_zero() const;
  bool is_negative() const;
  Decimal abs() const;
  Decimal operator-() const;

  // Results are rounded half-even to 34 digits when they must be. Division by zero asserts: check first.
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  friend Decimal operator/(const Decimal& a, const Decimal& b);
  Decimal& operator+=(const Decimal& b) { return *this = *this + b; }
  Decimal& operator-=(const Decimal& b) { return *this = *this - b; }

  // By value: 53.70 == 53.7.
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  struct Bits {
    std::uint64_t w[2];
  };
  explicit Decimal(Bits bits) : bits_(bits) {}
  Bits bits_;
  friend struct DecimalAccess;
};

}  // namespace base
