#include "ledger/canonical.hpp"

#include "base/fault.hpp"

namespace ledger {

namespace {

constexpr unsigned char kLeaf = 0, kNode = 1, kChain = 2, kStart = 3;
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

base::Digest ChainHasher::leaf(std::string_view area, const RecordView& r) {
  hasher_.add_byte(kLeaf).add_counted(area);
  hasher_.add_u64(static_cast<std::uint64_t>(r.sequence)).add_u64(static_cast<std::uint64_t>(r.recorded_at));
  return hasher_.add_byte(static_cast<unsigned char>(r.kind)).add_counted(r.heading).add_counted(r.body).finish();
}

base::Digest ChainHasher::next(std::string_view chain_before, const base::Digest& leaf) {
  return hasher_.add_byte(kChain).add(chain_before).add(base::bytes_of(leaf)).finish();
}

base::Digest ChainHasher::node(const base::Digest& left, const base::Digest& right) {
  return hasher_.add_byte(kNode).add(base::bytes_of(left)).add(base::bytes_of(right)).finish();
}

std::string leaf_bytes(std::string_view area, const RecordView& r) {
  std::string out;
  const auto number = [&](std::uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<char>(value >> (8 * i)));
  };
  const auto counted = [&](std::string_view bytes) {
    number(bytes.size(), 4);
    out += bytes;
  };
  number(kLeaf, 1);
  counted(area);
  number(static_cast<std::uint64_t>(r.sequence), 8);
  number(static_cast<std::uint64_t>(r.recorded_at), 8);
  number(static_cast<std::uint64_t>(r.kind), 1);
  counted(r.heading);
  counted(r.body);
  return out;
}

}  // namespace ledger
