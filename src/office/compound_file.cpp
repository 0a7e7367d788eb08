#include "office/compound_file.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace office {
namespace {

constexpr std::uint32_t last_regular = 0xFFFFFFFA;
constexpr std::size_t small_sector = 64, small_limit = 4096, entry_size = 128, header_size = 512;

std::uint32_t number_at(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = size - 1; i >= 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

}  // namespace

std::string CompoundFile::chain(std::uint32_t start, std::uint64_t size) const {
  std::string out;
  std::size_t steps = 0;
  for (std::uint32_t at = start; at < last_regular && out.size() < size && steps <= table_.size(); ++steps) {
    const std::size_t from = (static_cast<std::size_t>(at) + 1) * sector_;
    if (from >= bytes_.size()) break;
    out += bytes_.substr(from, sector_);
    if (at >= table_.size()) break;
    at = table_[at];
  }
  if (out.size() > size) out.resize(size);
  return out;
}

base::Result<CompoundFile> CompoundFile::open(std::string_view bytes, const std::string& file_name) {
  base::Place whole;
  whole.file = file_name;
  const auto damaged = [&] {
    return base::fail("document.damaged", "文件不完整或已损坏", whole,
                      "用 Office 或 WPS 打开原文件，另存一份完整的再试");
  };
  if (bytes.size() < header_size + 512) return damaged();
  CompoundFile file;
  file.bytes_ = bytes;
  const auto shift = number_at(bytes, 30, 2);
  if ((shift != 9 && shift != 12) || number_at(bytes, 32, 2) != 6) return damaged();
  file.sector_ = std::size_t{1} << shift;
  const std::size_t sectors = bytes.size() / file.sector_ + 1;
  auto sector = [&](std::uint32_t n) {
    const std::size_t from = (static_cast<std::size_t>(n) + 1) * file.sector_;
    return n < last_regular && from + file.sector_ <= bytes.size() ? bytes.substr(from, file.sector_)
                                                                   : std::string_view();
  };
  // Where the sectors of the allocation table are: 109 in the header, the rest in a chain.
  std::vector<std::uint32_t> where;
  for (std::size_t i = 0; i < 109; ++i) where.push_back(number_at(bytes, 76 + 4 * i, 4));
  std::uint32_t next = number_at(bytes, 68, 4);
  for (std::size_t steps = 0; next < last_regular && steps < sectors; ++steps) {
    const auto part = sector(next);
    if (part.empty()) break;
    for (std::size_t i = 0; i + 4 < file.sector_; i += 4) where.push_back(number_at(part, i, 4));
    next = number_at(part, file.sector_ - 4, 4);
  }
  for (const auto n : where) {
    const auto part = sector(n);
    if (file.table_.size() > sectors) break;
    for (std::size_t i = 0; i + 4 <= part.size(); i += 4) file.table_.push_back(number_at(part, i, 4));
  }
  const std::string directory = file.chain(number_at(bytes, 48, 4), bytes.size());
  for (std::size_t at = 0; at + entry_size <= directory.size() && file.entries_.size() < 10'000; at += entry_size) {
    Entry entry;
    entry.type = static_cast<unsigned char>(directory[at + 66]);
    const auto name_bytes = std::min<std::size_t>(number_at(directory, at + 64, 2), 64);
    for (std::size_t i = 0; i + 3 < name_bytes; i += 2) {
      const auto unit = number_at(directory, at + i, 2);
      if (unit < 0x80) entry.name += static_cast<char>(unit);
    }
    entry.start = number_at(directory, at + 116, 4);
    entry.size = number_at(directory, at + 120, 4);
    file.entries_.push_back(std::move(entry));
  }
  if (file.entries_.empty() || file.entries_[0].type != 5) return damaged();
  file.small_ = file.chain(file.entries_[0].start, file.entries_[0].size);
  const std::string small_table = file.chain(number_at(bytes, 60, 4), bytes.size());
  for (std::size_t i = 0; i + 4 <= small_table.size(); i += 4)
    file.small_table_.push_back(number_at(small_table, i, 4));
  return file;
}

bool CompoundFile::has(std::string_view name) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](auto& e) { return e.name == name && (e.type == 1 || e.type == 2); });
}

std::string CompoundFile::stream(std::string_view name) const {
  for (const auto& entry : entries_) {
    if (entry.type != 2 || entry.name != name) continue;
    if (entry.size >= small_limit) return chain(entry.start, entry.size);
    std::string out;
    std::size_t steps = 0;
    for (std::uint32_t at = entry.start; at < last_regular && out.size() < entry.size && steps <= small_table_.size();
         ++steps) {
      const std::size_t from = static_cast<std::size_t>(at) * small_sector;
      if (from >= small_.size()) break;
      out += small_.substr(from, small_sector);
      if (at >= small_table_.size()) break;
      at = small_table_[at];
    }
    if (out.size() > entry.size) out.resize(entry.size);
    return out;
  }
  return {};
}

}  // namespace office
