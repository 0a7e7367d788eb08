// Compound files (MS-CFB): the container of .doc, .xls, .wps, .et before 2007 and of encrypted Office files since.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace office {

class CompoundFile {
 public:
  // `bytes` must outlive it. Fault "document.damaged" when it is no whole compound file. Chains that run in circles or
  // out of the file end there.
  static base::Result<CompoundFile> open(std::string_view bytes, const std::string& file_name);

  // Streams and storages directly in the root, by name in UTF-8.
  bool has(std::string_view name) const;
  // The bytes of a stream; empty when there is none. Never more than the file itself holds.
  std::string stream(std::string_view name) const;

 private:
  struct Entry {
    std::string name;
    int type = 0;
    std::uint32_t start = 0;
    std::uint64_t size = 0;
  };
  std::string chain(std::uint32_t start, std::uint64_t size) const;
  std::string_view bytes_;
  std::size_t sector_ = 512;
  std::vector<std::uint32_t> table_, small_table_;
  std::vector<Entry> entries_;
  std::string small_;
};

}  // namespace office
