#include "base/decimal.hpp"

#include <charconv>
#include <cmath>
#include <cstring>

// The variant of the library without references, global rounding or global flags (libbidgcc000).
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#endif
#include <bid_conf.h>
#include <bid_functions.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include "base/fault.hpp"

namespace base {

struct DecimalAccess {
  static BID_UINT128 get(const Decimal& d) {
    BID_UINT128 x;
    static_assert(sizeof x == sizeof d.bits_);
    std::memcpy(&x, &d.bits_, sizeof x);
    return x;
  }
  static Decimal make(BID_UINT128 x) {
    Decimal::Bits bits;
    std::memcpy(&bits, &x, sizeof bits);
    return Decimal(bits);
  }
};

namespace {

constexpr unsigned kHalfEven = 0, kFloor = 1, kCeiling = 2, kDown = 3, kHalfUp = 4;  // bid_conf.h: BID_ROUNDING_…

unsigned mode(Rounding rounding) {
  switch (rounding) {
    case Rounding::half_up:
      return kHalfUp;
    case Rounding::half_even:
      return kHalfEven;
    case Rounding::down:
      return kDown;
    case Rounding::floor:
      return kFloor;
    case Rounding::ceiling:
      return kCeiling;
  }
  return kHalfEven;
}

BID_UINT128 get(const Decimal& d) { return DecimalAccess::get(d); }
Decimal make(BID_UINT128 x) {
  JC_ASSERT(bid128_isFinite(x));
  return DecimalAccess::make(x);
}

// Coefficient digits and exponent, from the library's own form "+12345E-2".
struct Parts {
  bool negative;
  std::string digits;
  int exponent;
};
// The bits of decimal128 in its binary encoding: a sign, fourteen bits of exponent biased by 6176, a coefficient of 113
// bits (IEEE 754-2008, 3.5.2). Figures as printed have coefficients of a few digits, and their exponents are never
// those of the other encoding, which begins with 11.
constexpr int kBias = 6176;

Parts parts(const Decimal& d) {
  const BID_UINT128 bits = get(d);
  const std::uint64_t high = bits.w[1], low = bits.w[0];
  if ((high >> 61 & 3) != 3 && (high & 0x0001'FFFF'FFFF'FFFF) == 0) {
    return {(high >> 63) != 0, std::to_string(low), static_cast<int>(high >> 49 & 0x3FFF) - kBias};
  }
  char buffer[64];
  unsigned flags = 0;
  bid128_to_string(buffer, get(d), &flags);
  std::string_view s = buffer;
  Parts p{s.front() == '-', {}, 0};
  const auto e = s.find('E');
  JC_ASSERT(e != std::string_view::npos);
  p.digits = std::string(s.substr(1, e - 1));
  p.exponent = std::atoi(s.substr(e + 1).data());
  return p;
}

BID_UINT128 from_text(const std::string& text) {
  unsigned flags = 0;
  std::string copy = text;
  return bid128_from_string(copy.data(), kHalfEven, &flags);
}

}  // namespace

namespace {

// `coefficient` x 10^`exponent` in bits, where neither is near its bounds.
BID_UINT128 plain(bool negative, std::uint64_t coefficient, int exponent) {
  BID_UINT128 x;
  x.w[0] = coefficient;
  x.w[1] = static_cast<std::uint64_t>(exponent + kBias) << 49 | static_cast<std::uint64_t>(negative) << 63;
  return x;
}

}  // namespace

Decimal::Decimal(std::int64_t integer) {
  const auto bits = static_cast<std::uint64_t>(integer);
  *this = DecimalAccess::make(plain(integer < 0, integer < 0 ? 0 - bits : bits, 0));
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::size_t i = 0;
  int digits = 0, significant = 0, decimals = 0;
  std::uint64_t coefficient = 0;  // right while there are at most 18 significant digits
  bool point = false;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      ++digits;
      if (c != '0' || significant > 0) ++significant;
      if (point) ++decimals;
      coefficient = coefficient * 10 + static_cast<std::uint64_t>(c - '0');
    } else if (c == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (digits == 0 || significant > 34) return std::nullopt;
  if (i == text.size() && significant <= 18 && decimals <= 34)
    return DecimalAccess::make(plain(text.front() == '-', coefficient, -decimals));
  if (i < text.size()) {
    if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
    std::size_t k = i + 1;
    if (k < text.size() && (text[k] == '+' || text[k] == '-')) ++k;
    const std::size_t first = k;
    while (k < text.size() && text[k] >= '0' && text[k] <= '9') ++k;
    if (k == first || k != text.size() || k - first > 4) return std::nullopt;
  }
  const BID_UINT128 x = from_text(std::string(text));
  if (!bid128_isFinite(x)) return std::nullopt;
  return DecimalAccess::make(x);
}

Decimal Decimal::scaled(std::int64_t coefficient, int exponent) {
  unsigned flags = 0;
  (void)flags;
  return make(bid128_scalbn(bid128_from_int64(coefficient), exponent, kHalfEven, &flags));
}

Decimal Decimal::from_double(double value) {
  JC_ASSERT(std::isfinite(value));
  char buffer[400];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  auto parsed = parse({buffer, static_cast<std::size_t>(end - buffer)});
  JC_ASSERT(parsed.has_value());
  return *parsed;
}

std::string Decimal::to_string() const {
  Parts p = parts(*this);
  std::string out;
  if (p.exponent >= 0) {
    if (p.digits != "0") p.digits.append(static_cast<std::size_t>(p.exponent), '0');
    out = p.digits;
  } else {
    const auto n = static_cast<std::size_t>(-p.exponent);
    if (p.digits.size() <= n) p.digits.insert(0, n + 1 - p.digits.size(), '0');
    out = p.digits.substr(0, p.digits.size() - n) + '.' + p.digits.substr(p.digits.size() - n);
  }
  if (p.negative) out.insert(out.begin(), '-');
  return out;
}

double Decimal::to_double() const { return std::strtod(to_string().c_str(), nullptr); }

std::optional<std::int64_t> Decimal::to_int64() const {
  unsigned flags = 0;
  const std::int64_t n = bid128_to_int64_xint(get(*this), &flags);
  if (flags != 0) return std::nullopt;  // inexact or invalid
  return n;
}

int Decimal::decimals() const {
  const int exponent = parts(*this).exponent;
  return exponent < 0 ? -exponent : 0;
}

Decimal Decimal::rounded(int decimals, Rounding rounding) const {
  unsigned flags = 0;
  const BID_UINT128 x = bid128_quantize(get(*this), get(scaled(1, -decimals)), mode(rounding), &flags);
  return bid128_isFinite(x) ? make(x) : *this;
}

Decimal Decimal::reduced() const {
  Parts p = parts(*this);
  int zeros = 0;
  while (p.exponent + zeros < 0 && static_cast<int>(p.digits.size()) > zeros + 1 &&
         p.digits[p.digits.size() - 1 - static_cast<std::size_t>(zeros)] == '0') {
    ++zeros;
  }
  if (p.digits == "0") return Decimal(0);
  return p.exponent < 0 ? rounded(-(p.exponent + zeros)) : *this;
}

bool Decimal::is_zero() const { return bid128_isZero(get(*this)); }
bool Decimal::is_negative() const { return bid128_isSigned(get(*this)) && !is_zero(); }
Decimal Decimal::abs() const { return make(bid128_abs(get(*this))); }
Decimal Decimal::operator-() const { return is_zero() ? *this : make(bid128_negate(get(*this))); }

Decimal operator+(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  return make(bid128_add(get(a), get(b), kHalfEven, &flags));
}
Decimal operator-(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  return make(bid128_sub(get(a), get(b), kHalfEven, &flags));
}
Decimal operator*(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  return make(bid128_mul(get(a), get(b), kHalfEven, &flags));
}
Decimal operator/(const Decimal& a, const Decimal& b) {
  JC_ASSERT(!b.is_zero());
  unsigned flags = 0;
  return make(bid128_div(get(a), get(b), kHalfEven, &flags));
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  if (bid128_quiet_less(get(a), get(b), &flags)) return std::strong_ordering::less;
  if (bid128_quiet_greater(get(a), get(b), &flags)) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

}  // namespace base
