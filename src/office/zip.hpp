// Zip archives in memory, through libzip. Reading trusts no size that the archive states.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace office {

struct ZipLimits {
  std::size_t max_entries = 20'000;
  std::size_t max_entry_bytes = 96u << 20;   // after inflation
  std::size_t max_total_bytes = 192u << 20;  // over all entries read
};

// One entry, inflated as it is asked for, so that a large sheet is never whole in memory. Lives within its reader.
class ZipStream {
 public:
  ZipStream(ZipStream&&) noexcept;
  ZipStream& operator=(ZipStream&&) noexcept;
  ~ZipStream();
  // Up to `room` bytes; 0 at the end, when size and checksum have been checked. Faults as ZipReader::read.
  base::Result<std::size_t> read(char* into, std::size_t room);

 private:
  struct Body;
  friend class ZipReader;
  explicit ZipStream(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

class ZipReader {
 public:
  // `bytes` must outlive the reader. Faults: "document.damaged" when it is no whole archive, when entries overlap,
  // share a name or step out of their folder; "document.encrypted"; "document.too_large".
  static base::Result<ZipReader> open(std::string_view bytes, const std::string& file_name,
                                      const ZipLimits& limits = {});

  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;
  ~ZipReader();

  bool has(const std::string& name) const;
  // Faults: "document.damaged" when absent, cut short, encrypted or its checksum is wrong; "document.too_large".
  base::Result<std::string> read(const std::string& name);
  base::Result<ZipStream> stream(const std::string& name);
  // In the order of the archive.
  std::vector<std::string> names() const;

 private:
  struct Body;
  friend class ZipStream;
  explicit ZipReader(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

struct ZipEntry {
  std::string name;
  std::string bytes;
};

// Entries in the order given, deflated, all dated 1980-01-01: the same entries give the same bytes.
std::string write_zip(const std::vector<ZipEntry>& entries);

}  // namespace office
