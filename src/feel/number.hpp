// FEEL numbers: IEEE 754-2008 decimal128, 34 digits, half-even (DMN 1.5, 10.3.2.3.1), through the Intel decimal
// library. A result that is no finite number (1/0, overflow) is absent: FEEL knows neither infinity nor NaN.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace feel {

enum class Round { half_even, floor, ceiling, down, up, half_up, half_down };

class Number {
 public:
  Number() : Number(std::int64_t{0}) {}
  Number(std::int64_t integer);  // implicit on purpose: x * 2 reads as written
  Number(int integer) : Number(static_cast<std::int64_t>(integer)) {}

  // Digits with at most one point (a digit on either side is enough), optional sign and exponent; rounded half-even to
  // 34 digits; nullopt for anything else and for what is too large.
  static std::optional<Number> parse(std::string_view text);
  static std::optional<Number> from_double(double value);

  // Plain notation without trailing zeros after the point that the number does not carry ("1.50" stays "1.50"); an
  // exponent only beyond 34 places.
  std::string to_string() const;
  double to_double() const;
  std::optional<std::int64_t> to_int64() const;  // when it is an integer and fits
  std::int64_t truncated() const;                // toward zero; the nearest bound when it does not fit
  bool is_integer() const;
  bool is_zero() const;
  bool is_negative() const;  // below zero
  Number abs() const;
  Number operator-() const;
  // Without trailing zeros: 1.50 and 1.5 have one normal form, so that they hash alike.
  Number normal() const;

  using Maybe = std::optional<Number>;
  static Maybe add(const Number& a, const Number& b);
  static Maybe subtract(const Number& a, const Number& b);
  static Maybe multiply(const Number& a, const Number& b);
  static Maybe divide(const Number& a, const Number& b);
  static Maybe power(const Number& a, const Number& b);
  // Sign of the divisor: modulo(-12, 5) = 3 (DMN 1.5, table 75: dividend - divisor*floor(dividend/divisor)).
  static Maybe modulo(const Number& a, const Number& b);
  Maybe square_root() const;
  Maybe exponential() const;
  Maybe logarithm() const;
  // To `scale` digits after the point; negative: before it. Absent when `scale` is out of -6111…6176.
  Maybe rounded(std::int64_t scale, Round mode) const;

  friend bool operator==(const Number& a, const Number& b) { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);

 private:
  struct Bits {
    std::uint64_t w[2];
  };
  explicit Number(Bits bits) : bits_(bits) {}
  Bits bits_;
  friend struct NumberAccess;
};

}  // namespace feel
