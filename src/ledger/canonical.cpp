#include "ledger/canonical.hpp"

#include <cstring>

#include "base/fault.hpp"

namespace ledger {

namespace {

constexpr unsigned char kLeaf = 0, kNode = 1, kChain = kChainMark, kStart = 3;
constexpr std::string_view kName = "jicheng ledger";

}  // namespace

std::string to_string(RecordKind kind) {
  switch (kind) {
    case RecordKind::fact:
      return "fact";
    case RecordKind::event:
      return "event";
    case RecordKind::correction:
      return "correction";
    case RecordKind::withdrawal:
      return "withdrawal";
  }
  return {};
}

base::Digest ChainHasher::start(std::string_view area) {
  return hasher_.add_byte(kStart).add_counted(kName).add_counted(area).finish();
}

namespace {

char* put_big_endian(char* at, std::uint64_t number, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) *at++ = static_cast<char>(number >> (8 * i));
  return at;
}

}  // namespace

// Verifying does this a million times a second: what has a fixed length is put together first, and the area once.
base::Digest ChainHasher::leaf(std::string_view area, const RecordView& r) {
  if (leaf_start_.empty() || std::string_view(leaf_start_).substr(5) != area) {
    leaf_start_.assign(5, static_cast<char>(kLeaf));
    put_big_endian(leaf_start_.data() + 1, area.size(), 4);
    leaf_start_ += area;
  }
  char fixed[21], size[4];
  char* at = put_big_endian(fixed, static_cast<std::uint64_t>(r.sequence), 8);
  at = put_big_endian(at, static_cast<std::uint64_t>(r.recorded_at), 8);
  at = put_big_endian(at, static_cast<std::uint64_t>(r.kind), 1);
  put_big_endian(at, r.heading.size(), 4);
  put_big_endian(size, r.body.size(), 4);
  hasher_.add(leaf_start_).add({fixed, sizeof fixed}).add(r.heading);
  return hasher_.add({size, sizeof size}).add(r.body).finish();
}

base::Digest ChainHasher::next(std::string_view chain_before, const base::Digest& leaf) {
  char bytes[65];
  if (chain_before.size() != 32) {  // a record whose hash was cut or lengthened
    return hasher_.add_byte(kChain).add(chain_before).add(base::bytes_of(leaf)).finish();
  }
  bytes[0] = static_cast<char>(kChain);
  std::memcpy(bytes + 1, chain_before.data(), 32);
  std::memcpy(bytes + 33, leaf.data(), 32);
  return hasher_.add({bytes, sizeof bytes}).finish();
}

base::Digest ChainHasher::node(const base::Digest& left, const base::Digest& right) {
  return hasher_.add_byte(kNode).add(base::bytes_of(left)).add(base::bytes_of(right)).finish();
}

// Verifying does this a million times a second too.
void put_leaf_bytes(std::string& out, std::string_view area, const RecordView& r) {
  constexpr std::size_t kFixed = 1 + 4 + 8 + 8 + 1 + 4 + 4;
  out.resize(kFixed + area.size() + r.heading.size() + r.body.size());
  char* at = out.data();
  const auto put = [&](std::string_view bytes) {
    if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
    at += bytes.size();
  };
  *at++ = static_cast<char>(kLeaf);
  at = put_big_endian(at, area.size(), 4);
  put(area);
  at = put_big_endian(at, static_cast<std::uint64_t>(r.sequence), 8);
  at = put_big_endian(at, static_cast<std::uint64_t>(r.recorded_at), 8);
  at = put_big_endian(at, static_cast<std::uint64_t>(r.kind), 1);
  at = put_big_endian(at, r.heading.size(), 4);
  put(r.heading);
  at = put_big_endian(at, r.body.size(), 4);
  put(r.body);
}

std::string leaf_bytes(std::string_view area, const RecordView& r) {
  std::string out;
  put_leaf_bytes(out, area, r);
  return out;
}

}  // namespace ledger
