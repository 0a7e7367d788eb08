#include "ledger/figure.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace ledger::detail {

namespace {

// Beside the bits of the sorts.
constexpr std::uint64_t kHasLate = 1u << 12;
constexpr unsigned kHasRank = 1u << 5, kHasGone = 1u << 6, kWithdrawn = 1u << 4;

void put_number(std::string& out, std::uint64_t n) {
  for (; n >= 0x80; n >>= 7) out.push_back(static_cast<char>(n | 0x80));
  out.push_back(static_cast<char>(n));
}
void put_signed(std::string& out, std::int64_t n) {
  put_number(out, static_cast<std::uint64_t>(n) << 1 ^ static_cast<std::uint64_t>(n >> 63));
}
void put_eight(std::string& out, std::uint64_t n) {
  char bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(n >> (56 - 8 * i));
  out.append(bytes, sizeof bytes);
}

// One byte of flags, then sequence, [rank], day, [gone_by], and eight bytes each of `said` and `id`.
void put_entry(std::string& out, const FactEntry& e) {
  unsigned flags = static_cast<unsigned>(gives_of(e)) | static_cast<unsigned>(e.standing) << 2;
  if (e.withdrawn) flags |= kWithdrawn;
  if (e.rank != e.sequence) flags |= kHasRank;
  if (e.gone_by != 0) flags |= kHasGone;
  out.push_back(static_cast<char>(flags));
  put_number(out, static_cast<std::uint64_t>(e.sequence));
  if (e.rank != e.sequence) put_number(out, static_cast<std::uint64_t>(e.rank));
  put_signed(out, e.known_by);
  if (e.gone_by != 0) put_number(out, static_cast<std::uint64_t>(e.gone_by));
  put_eight(out, e.said);
  put_eight(out, e.id);
}

void put_block(std::string& out, const Block& b) {
  put_number(out, static_cast<std::uint64_t>(b.start));
  if (b.start != 0) {
    put_signed(out, b.latest);
    put_number(out, b.before.size());
    for (const FactEntry& e : b.before) put_entry(out, e);
  }
  for (const FactEntry& e : b.entries) put_entry(out, e);
}

class Reader {
 public:
  explicit Reader(std::string_view bytes, bool digests)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()), digests_(digests) {}
  bool good() const { return good_; }
  bool at_end() const { return at_ == end_; }

  std::uint64_t number() {
    if (at_ != end_ && static_cast<unsigned char>(*at_) < 0x80) return static_cast<unsigned char>(*at_++);
    std::uint64_t out = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ == end_) break;
      const auto byte = static_cast<unsigned char>(*at_++);
      out |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return out;
    }
    good_ = false;
    at_ = end_;
    return 0;
  }
  std::int64_t whole() { return static_cast<std::int64_t>(number()); }
  std::int64_t signed_number() {
    const std::uint64_t n = number();
    return static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1);
  }
  std::uint64_t eight() {
    std::uint64_t out = 0;
    if (end_ - at_ < 8) {
      good_ = false;
      at_ = end_;
      return 0;
    }
    std::memcpy(&out, at_, sizeof out);
    at_ += sizeof out;
    return std::endian::native == std::endian::little ? __builtin_bswap64(out) : out;
  }
  void pass(std::ptrdiff_t bytes) {
    good_ = good_ && end_ - at_ >= bytes;
    at_ = good_ ? at_ + bytes : end_;
  }
  void entry(FactEntry& e) {
    const unsigned flags = static_cast<unsigned>(number());
    e.gives_value = (flags & 2) != 0;
    e.gives_growth = (flags & 1) != 0;
    e.standing = static_cast<std::int8_t>(flags >> 2 & 3);
    e.withdrawn = (flags & kWithdrawn) != 0;
    e.sequence = whole();
    e.rank = (flags & kHasRank) != 0 ? whole() : e.sequence;
    e.known_by = static_cast<std::int32_t>(signed_number());
    e.gone_by = (flags & kHasGone) != 0 ? whole() : 0;
    if (digests_) {
      e.said = eight();
      e.id = eight();
    } else {
      pass(16);
    }
    good_ = good_ && e.standing <= 2 && flags < 0x80;
  }
  void block(Block& b, std::int64_t up_to) {
    b.latest = 0;
    b.before.clear();
    b.entries.clear();
    b.start = whole();
    if (b.start != 0) {
      b.latest = static_cast<std::int32_t>(signed_number());
      for (std::uint64_t n = number(); n > 0 && good_; --n) entry(b.before.emplace_back());
    }
    if (b.start > up_to) return;
    b.entries.reserve(kMostRecent + 1);
    while (good_ && !at_end()) entry(b.entries.emplace_back());
  }

 private:
  const char* at_;
  const char* end_;
  bool digests_, good_ = true;
};

}  // namespace

std::int32_t Block::to_day() const {
  std::int32_t out = from_day();
  for (const FactEntry& e : entries) out = std::max(out, e.known_by);
  return out;
}

void LateDays::take(const Block& block) {
  if (block.start == 0) return;
  for (const FactEntry& e : block.entries) {
    if (e.known_by >= block.latest) continue;
    const bool first = from == to;
    from = first ? e.known_by : std::min(from, e.known_by);
    to = first ? block.latest : std::max(to, block.latest);
  }
}

std::string bytes_of(const Figure& f) {
  std::string out;
  out.reserve(64 + 32 * f.recent.entries.size());
  put_number(out, static_cast<std::uint64_t>(f.count));
  const bool late = f.late.from != f.late.to;
  put_number(out, f.sorts | (late ? kHasLate : 0));
  if (late) {
    put_signed(out, f.late.from);
    put_signed(out, f.late.to);
  }
  put_number(out, f.taken.size());
  for (const std::int64_t sequence : f.taken) put_number(out, static_cast<std::uint64_t>(sequence));
  put_block(out, f.recent);
  return out;
}

std::string bytes_of(const Block& b) {
  std::string out;
  out.reserve(64 + 32 * b.entries.size());
  put_block(out, b);
  return out;
}

bool read_figure(std::string_view bytes, std::int64_t up_to, bool digests, Figure& f) {
  Reader in(bytes, digests);
  f.count = in.whole();
  const std::uint64_t sorts = in.number();
  f.sorts = static_cast<std::uint16_t>(sorts & (kHasLate - 1));
  f.late = {};
  if ((sorts & kHasLate) != 0) {
    f.late.from = static_cast<std::int32_t>(in.signed_number());
    f.late.to = static_cast<std::int32_t>(in.signed_number());
  }
  f.taken.clear();
  for (std::uint64_t n = in.number(); n > 0 && in.good(); --n) f.taken.push_back(in.whole());
  in.block(f.recent, up_to);
  return in.good();
}

bool read_block(std::string_view bytes, bool digests, Block& b) {
  Reader in(bytes, digests);
  in.block(b, std::numeric_limits<std::int64_t>::max());
  return in.good();
}

std::optional<Figure> read_figure(std::string_view bytes) {
  Figure f;
  if (!read_figure(bytes, std::numeric_limits<std::int64_t>::max(), true, f)) return std::nullopt;
  return f;
}

std::optional<Block> read_block(std::string_view bytes) {
  Block b;
  if (!read_block(bytes, true, b)) return std::nullopt;
  return b;
}

bool undisturbed(const Figure& figure, std::int64_t start, std::int64_t up_to) {
  const auto first = std::ranges::upper_bound(figure.taken, start);
  return first == figure.taken.end() || *first > up_to;
}

Block seal(Figure& figure) {
  Block& recent = figure.recent;
  const auto end = recent.entries.begin() + kBlock;
  Block out{.start = recent.start, .latest = recent.latest, .before = recent.before, .entries = {}};
  out.entries.assign(recent.entries.begin(), end);
  recent.entries.erase(recent.entries.begin(), end);
  const std::int64_t start = out.entries.back().sequence;
  figure.late.take(out);
  if (recent.start == 0) recent.latest = out.entries.front().known_by;
  recent.start = start;
  for (const FactEntry& e : out.entries) {
    recent.latest = std::max(recent.latest, e.known_by);
    figure.sorts = static_cast<std::uint16_t>(figure.sorts | 1u << sort_of(gives_of(e), e.standing));
    // Taken away after the block ended: from here on that is known of a sealed entry.
    if (e.gone_by > start) figure.taken.insert(std::ranges::upper_bound(figure.taken, e.gone_by), e.gone_by);
  }
  return out;
}

}  // namespace ledger::detail
