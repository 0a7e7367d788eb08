#include "feel/number.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
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

namespace feel {

struct NumberAccess {
  static BID_UINT128 get(const Number& n) {
    BID_UINT128 x;
    static_assert(sizeof x == sizeof n.bits_);
    std::memcpy(&x, &n.bits_, sizeof x);
    return x;
  }
  static Number make(BID_UINT128 x) {
    Number::Bits bits;
    std::memcpy(&bits, &x, sizeof bits);
    return Number(bits);
  }
};

namespace {

constexpr unsigned kHalfEven = 0, kFloor = 1, kCeiling = 2, kDown = 3, kHalfUp = 4;  // bid_conf.h: BID_ROUNDING_…
constexpr int kMostPlaces = 34;
constexpr std::int64_t kLeastScale = -6111, kMostScale = 6176;

BID_UINT128 get(const Number& n) { return NumberAccess::get(n); }

Number::Maybe finite(BID_UINT128 x) {
  if (!bid128_isFinite(x)) return std::nullopt;
  return NumberAccess::make(x);
}

struct Parts {
  bool negative = false;
  std::string digits;
  int exponent = 0;
};
Parts parts(const Number& n) {
  char buffer[64];
  unsigned flags = 0;
  bid128_to_string(buffer, get(n), &flags);
  const std::string_view s = buffer;
  const auto e = s.find('E');
  JC_ASSERT(e != std::string_view::npos);
  return {s.front() == '-', std::string(s.substr(1, e - 1)), std::atoi(s.substr(e + 1).data())};
}

}  // namespace

Number::Number(std::int64_t integer) { *this = NumberAccess::make(bid128_from_int64(integer)); }

std::optional<Number> Number::parse(std::string_view text) {
  std::size_t i = 0;
  bool point = false, digit = false;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  for (; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9') {
      digit = true;
    } else if (text[i] == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (!digit) return std::nullopt;
  if (i < text.size()) {
    if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    const std::size_t first = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    if (i == first || i != text.size() || i - first > 9) return std::nullopt;
  }
  if (text.size() > 100'000) return std::nullopt;
  unsigned flags = 0;
  std::string copy(text);
  return finite(bid128_from_string(copy.data(), kHalfEven, &flags));
}

std::optional<Number> Number::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  char buffer[400];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return parse({buffer, static_cast<std::size_t>(end - buffer)});
}

std::string Number::to_string() const {
  Parts p = parts(*this);
  std::string out;
  if (p.digits == "0" && p.exponent > 0) p.exponent = 0;
  if (p.exponent > kMostPlaces || p.exponent < -2 * kMostPlaces) {
    out = p.digits.substr(0, 1);
    if (p.digits.size() > 1) out += '.' + p.digits.substr(1);
    const int e = p.exponent + static_cast<int>(p.digits.size()) - 1;
    out += (e < 0 ? "E-" : "E+") + std::to_string(std::abs(e));
  } else if (p.exponent >= 0) {
    out = p.digits + std::string(static_cast<std::size_t>(p.exponent), '0');
  } else {
    const auto n = static_cast<std::size_t>(-p.exponent);
    if (p.digits.size() <= n) p.digits.insert(0, n + 1 - p.digits.size(), '0');
    out = p.digits.substr(0, p.digits.size() - n) + '.' + p.digits.substr(p.digits.size() - n);
  }
  if (p.negative && !is_zero()) out.insert(out.begin(), '-');
  return out;
}

double Number::to_double() const {
  char buffer[64];
  unsigned flags = 0;
  bid128_to_string(buffer, get(*this), &flags);
  return std::strtod(buffer, nullptr);
}

std::optional<std::int64_t> Number::to_int64() const {
  unsigned flags = 0;
  const std::int64_t n = bid128_to_int64_xint(get(*this), &flags);
  if (flags != 0) return std::nullopt;
  return n;
}

std::int64_t Number::truncated() const {
  unsigned flags = 0;
  const std::int64_t n = bid128_to_int64_int(get(*this), &flags);
  if (flags != 0) return is_negative() ? INT64_MIN : INT64_MAX;
  return n;
}

bool Number::is_integer() const {
  unsigned flags = 0;
  return bid128_quiet_equal(bid128_round_integral_zero(get(*this), &flags), get(*this), &flags) != 0;
}
bool Number::is_zero() const { return bid128_isZero(get(*this)) != 0; }
bool Number::is_negative() const { return bid128_isSigned(get(*this)) != 0 && !is_zero(); }
Number Number::abs() const { return NumberAccess::make(bid128_abs(get(*this))); }
Number Number::operator-() const { return is_zero() ? *this : NumberAccess::make(bid128_negate(get(*this))); }

Number Number::normal() const {
  if (is_zero()) return Number(0);
  const Parts p = parts(*this);
  const auto last = p.digits.find_last_not_of('0');
  const int zeros = static_cast<int>(p.digits.size() - 1 - last);
  if (zeros == 0) return *this;
  auto out = parse((p.negative ? "-" : "") + p.digits.substr(0, last + 1) + "E" + std::to_string(p.exponent + zeros));
  return out ? *out : *this;
}

Number::Maybe Number::add(const Number& a, const Number& b) {
  unsigned flags = 0;
  return finite(bid128_add(get(a), get(b), kHalfEven, &flags));
}
Number::Maybe Number::subtract(const Number& a, const Number& b) {
  unsigned flags = 0;
  return finite(bid128_sub(get(a), get(b), kHalfEven, &flags));
}
Number::Maybe Number::multiply(const Number& a, const Number& b) {
  unsigned flags = 0;
  return finite(bid128_mul(get(a), get(b), kHalfEven, &flags));
}
Number::Maybe Number::divide(const Number& a, const Number& b) {
  if (b.is_zero()) return std::nullopt;
  unsigned flags = 0;
  return finite(bid128_div(get(a), get(b), kHalfEven, &flags));
}

Number::Maybe Number::power(const Number& a, const Number& b) {
  // Whole exponents by squaring, so that 3**2 is exactly 9 whatever the library's pow does in its last digit.
  if (const auto n = b.to_int64(); n && *n >= -10'000 && *n <= 10'000) {
    unsigned flags = 0;
    BID_UINT128 out = bid128_from_int64(1), base = get(a);
    for (std::uint64_t k = static_cast<std::uint64_t>(std::llabs(*n)); k != 0; k >>= 1) {
      if ((k & 1) != 0) out = bid128_mul(out, base, kHalfEven, &flags);
      if (k > 1) base = bid128_mul(base, base, kHalfEven, &flags);
    }
    if (*n < 0) {
      if (bid128_isZero(out)) return std::nullopt;
      out = bid128_div(bid128_from_int64(1), out, kHalfEven, &flags);
    }
    return finite(out);
  }
  unsigned flags = 0;
  return finite(bid128_pow(get(a), get(b), kHalfEven, &flags));
}

Number::Maybe Number::modulo(const Number& a, const Number& b) {
  if (b.is_zero()) return std::nullopt;
  // fmod is exact; the quotient rounded to 34 digits would not be.
  unsigned flags = 0;
  const BID_UINT128 rest = bid128_fmod(get(a), get(b), &flags);
  auto out = finite(rest);
  if (out && !out->is_zero() && out->is_negative() != b.is_negative()) out = add(*out, b);
  return out;
}

Number::Maybe Number::square_root() const {
  if (is_negative()) return std::nullopt;
  unsigned flags = 0;
  return finite(bid128_sqrt(get(*this), kHalfEven, &flags));
}
Number::Maybe Number::exponential() const {
  unsigned flags = 0;
  return finite(bid128_exp(get(*this), kHalfEven, &flags));
}
Number::Maybe Number::logarithm() const {
  if (is_zero() || is_negative()) return std::nullopt;
  unsigned flags = 0;
  return finite(bid128_log(get(*this), kHalfEven, &flags));
}

Number::Maybe Number::rounded(std::int64_t scale, Round mode) const {
  if (scale < kLeastScale || scale > kMostScale) return std::nullopt;
  unsigned flags = 0;
  const BID_UINT128 unit = bid128_scalbn(bid128_from_int64(1), static_cast<int>(-scale), kHalfEven, &flags);
  unsigned rounding = kHalfEven;
  switch (mode) {
    case Round::half_even:
      break;
    case Round::floor:
      rounding = kFloor;
      break;
    case Round::ceiling:
      rounding = kCeiling;
      break;
    case Round::down:
      rounding = kDown;
      break;
    case Round::up:  // away from zero
      rounding = is_negative() ? kFloor : kCeiling;
      break;
    case Round::half_up:
      rounding = kHalfUp;
      break;
    case Round::half_down: {
      // Half goes toward zero, everything above half away from it.
      flags = 0;
      const BID_UINT128 low = bid128_quantize(get(*this), unit, kDown, &flags);
      if (!bid128_isFinite(low)) return *this;
      const BID_UINT128 rest = bid128_abs(bid128_sub(get(*this), low, kHalfEven, &flags));
      const BID_UINT128 half = bid128_scalbn(bid128_from_int64(5), static_cast<int>(-scale - 1), kHalfEven, &flags);
      if (!bid128_quiet_greater(rest, half, &flags)) return finite(low);
      return finite(bid128_quantize(get(*this), unit, is_negative() ? kFloor : kCeiling, &flags));
    }
  }
  flags = 0;
  const BID_UINT128 out = bid128_quantize(get(*this), unit, rounding, &flags);
  // More digits asked for than 34 can hold: the number itself has none to drop.
  return bid128_isFinite(out) ? finite(out) : Maybe(*this);
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  unsigned flags = 0;
  if (bid128_quiet_less(get(a), get(b), &flags)) return std::strong_ordering::less;
  if (bid128_quiet_greater(get(a), get(b), &flags)) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

}  // namespace feel
