#include "ledger/paper_code.hpp"

#include <cstdint>

#include "base/fault.hpp"
#include "base/hash.hpp"

namespace ledger::detail {

namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLine = 28, kGroup = 4;
constexpr int kLinesOfName = 8;

int value_of(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const auto at = kLetters.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// Times x in GF(2)[x] / (x^5 + x^2 + 1), where x has order 31: no two places of a line weigh the same.
constexpr int times_x(int a) { return ((a << 1) ^ ((a & 16) != 0 ? 0b100101 : 0)) & 31; }

int check_of(int name, int line, std::string_view letters) {
  int sum = 0;
  for (std::size_t i = letters.size(); i-- > 0;) sum = times_x(sum ^ value_of(letters[i]));
  return times_x(sum ^ (name * kLinesOfName + line));
}

std::string letters_of(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (held += 8; held >= 5; held -= 5) out += kLetters[bits >> (held - 5) & 31];
    bits &= 0xFF;
  }
  if (held > 0) out += kLetters[bits << (5 - held) & 31];
  return out;
}

// Nothing when there is something that is no letter of ours.
std::optional<std::string> letters_typed(std::string_view typed) {
  std::string out;
  for (const char c : typed) {
    if (c == ' ' || c == '\t' || c == '-' || c == '\r') continue;
    const int value = value_of(c);
    if (value < 0) return std::nullopt;
    out += kLetters[static_cast<std::size_t>(value)];
  }
  return out;
}

}  // namespace

std::vector<std::string> paper_lines(int name, std::string_view bytes) {
  const std::string letters = letters_of(bytes);
  std::vector<std::string> out;
  for (std::size_t from = 0; from < letters.size(); from += kLine) {
    const std::string_view some = std::string_view(letters).substr(from, kLine);
    const int line = static_cast<int>(out.size()) + 1;
    JC_ASSERT(line < kLinesOfName);
    std::string text;
    for (std::size_t i = 0; i < some.size(); i += kGroup) (text += some.substr(i, kGroup)) += ' ';
    out.push_back(text + kLetters[static_cast<std::size_t>(check_of(name, line, some))]);
  }
  return out;
}

std::optional<std::string> paper_line(int name, int line, std::string_view typed) {
  auto letters = letters_typed(typed);
  if (!letters || letters->size() < 2 || letters->size() > kLine + 1 || line >= kLinesOfName) return std::nullopt;
  const char check = letters->back();
  letters->pop_back();
  if (kLetters[static_cast<std::size_t>(check_of(name, line, *letters))] != check) return std::nullopt;
  return letters;
}

std::optional<std::string> bytes_of_paper(std::string_view letters, std::size_t bytes) {
  if (letters.size() != (bytes * 8 + 4) / 5) return std::nullopt;
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : letters) {
    bits = bits << 5 | static_cast<std::uint32_t>(value_of(c));
    held += 5;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held);
    bits &= (1u << held) - 1;
  }
  if (bits != 0) return std::nullopt;
  return out;
}

std::string paper_check(std::string_view text) {
  base::Hasher hasher(base::HashAlgorithm::sha256);
  const base::Digest digest = hasher.add(text).finish();
  return letters_of(base::bytes_of(digest)).substr(0, kGroup);
}

bool paper_check_fits(std::string_view text, std::string_view typed) {
  return letters_typed(typed) == paper_check(text);
}

std::string narrow(std::string_view text) {
  std::string out;
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned a = byte(i), b = byte(i + 1), c = byte(i + 2);
    const unsigned point = a >= 0xE0 && a < 0xF0 ? (a & 15) << 12 | (b & 63) << 6 | (c & 63) : 0;
    if (point >= 0xFF01 && point <= 0xFF5E) {
      out += static_cast<char>(point - 0xFEE0);
    } else if (point == 0x3000) {
      out += ' ';
    } else if (point == 0x201C || point == 0x201D) {
      out += '"';
    } else {
      out += text[i];
      continue;
    }
    i += 2;
  }
  return out;
}

}  // namespace ledger::detail
