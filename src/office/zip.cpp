#include "office/zip.hpp"

#include <algorithm>
#include <set>

#include <zip.h>

namespace office {

struct ZipReader::Body {
  std::string file;
  ZipLimits limits;
  zip_t* archive = nullptr;
  std::size_t read_so_far = 0;
  ~Body() {
    if (archive != nullptr) zip_discard(archive);
  }
};

namespace {

base::Place whole(const std::string& file) {
  base::Place place;
  place.file = file;
  return place;
}

auto damaged(const std::string& file, const std::string& what) {
  return base::fail("document.damaged", what, whole(file), "用 Office 或 WPS 打开原文件，另存一份完整的再试");
}

auto too_large(const std::string& file) {
  return base::fail("document.too_large", "文件展开后过大，不予读取", whole(file),
                    "删去文件中的图片和附件，只留正文后再试");
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = size - 1; i >= 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

// The archive's own list of entries (APPNOTE 4.3.7, 4.3.12, 4.3.16), which libzip does not show: do two entries share
// bytes, does one bear another name where it lies? Empty when all is well. Only in archives below 4 GB, the only ones
// we are given in memory.
std::string wrong_in_list(std::string_view bytes) {
  constexpr std::size_t end_size = 22, header_size = 46, local_size = 30;
  const auto end = bytes.rfind("PK\x05\x06");
  if (end == std::string_view::npos || end + end_size > bytes.size()) return {};
  std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;
  std::size_t at = number_at(bytes, end + 16, 4);
  while (at + header_size <= end && bytes.substr(at, 4) == "PK\x01\x02") {
    const std::uint64_t start = number_at(bytes, at + 42, 4), name = number_at(bytes, at + 28, 2);
    ranges.emplace_back(start, start + local_size + name + number_at(bytes, at + 20, 4));
    if (start + local_size <= bytes.size() && bytes.substr(start, 4) == "PK\x03\x04" &&
        bytes.substr(start + local_size, number_at(bytes, start + 26, 2)) != bytes.substr(at + header_size, name))
      return "文件内部的目录和内容写的名称不同，不是正常的文件";
    at += header_size + name + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
  }
  std::sort(ranges.begin(), ranges.end());
  for (std::size_t i = 1; i < ranges.size(); ++i)
    if (ranges[i].first < ranges[i - 1].second) return "文件内部的各部分互相重叠，不是正常的文件";
  return {};
}

bool steps_out(std::string_view name) {
  if (name.starts_with('/') || name.starts_with('\\') || (name.size() > 1 && name[1] == ':')) return true;
  for (std::size_t start = 0; start <= name.size();) {
    const auto end = std::min(name.find_first_of("/\\", start), name.size());
    if (name.substr(start, end - start) == "..") return true;
    start = end + 1;
  }
  return false;
}

}  // namespace

base::Result<ZipReader> ZipReader::open(std::string_view bytes, const std::string& file_name, const ZipLimits& limits) {
  auto body = std::make_unique<Body>();
  body->file = file_name;
  body->limits = limits;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    body->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (body->archive == nullptr) zip_source_free(source);
  }
  zip_error_fini(&error);
  if (body->archive == nullptr) return damaged(file_name, "文件不完整或已损坏");
  const auto entries = zip_get_num_entries(body->archive, 0);
  if (entries < 0 || static_cast<std::size_t>(entries) > limits.max_entries) return too_large(file_name);
  if (const std::string wrong = wrong_in_list(bytes); !wrong.empty()) return damaged(file_name, wrong);
  std::set<std::string_view> names;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(entries); ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(body->archive, i, 0, &stat) != 0 || stat.name == nullptr)
      return damaged(file_name, "文件不完整或已损坏");
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
      return base::fail("document.encrypted", "文件设有密码，不能读取", whole(file_name), "取消密码，重新保存后再试");
    if (steps_out(stat.name)) return damaged(file_name, "文件内部有一部分的名称指向文件之外，为安全起见不予读取");
    if (!names.insert(stat.name).second)
      return damaged(file_name, "文件内部有两个部分同名（" + std::string(stat.name) + "），不知以哪个为准");
  }
  return ZipReader(std::move(body));
}

ZipReader::ZipReader(std::unique_ptr<Body> body) : body_(std::move(body)) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

bool ZipReader::has(const std::string& name) const { return zip_name_locate(body_->archive, name.c_str(), 0) >= 0; }

std::vector<std::string> ZipReader::names() const {
  std::vector<std::string> names;
  const auto entries = zip_get_num_entries(body_->archive, 0);
  for (zip_int64_t i = 0; i < entries; ++i)
    if (const char* name = zip_get_name(body_->archive, static_cast<zip_uint64_t>(i), 0)) names.emplace_back(name);
  return names;
}

struct ZipStream::Body {
  ZipReader::Body* archive = nullptr;
  std::string name;
  zip_file_t* file = nullptr;
  std::size_t read_so_far = 0;
  zip_uint64_t stated = 0;
  bool ended = false;
  ~Body() {
    if (file != nullptr) zip_fclose(file);
  }
};

ZipStream::ZipStream(std::unique_ptr<Body> body) : body_(std::move(body)) {}
ZipStream::ZipStream(ZipStream&&) noexcept = default;
ZipStream& ZipStream::operator=(ZipStream&&) noexcept = default;
ZipStream::~ZipStream() = default;

base::Result<std::size_t> ZipStream::read(char* into, std::size_t room) {
  auto& body = *body_;
  const auto broken = [&] { return damaged(body.archive->file, "文件里的“" + body.name + "”不完整或已损坏"); };
  if (body.ended) return 0;
  const auto n = zip_fread(body.file, into, room);
  if (n < 0) return broken();
  if (n == 0) {
    body.ended = true;
    if (body.read_so_far != body.stated) return broken();
    return 0;
  }
  const auto count = static_cast<std::size_t>(n);
  body.read_so_far += count;
  if (body.read_so_far > body.stated) return broken();
  body.archive->read_so_far += count;
  const auto& limits = body.archive->limits;
  if (body.read_so_far > limits.max_entry_bytes || body.archive->read_so_far > limits.max_total_bytes)
    return too_large(body.archive->file);
  return count;
}

base::Result<ZipStream> ZipReader::stream(const std::string& name) {
  const auto index = zip_name_locate(body_->archive, name.c_str(), 0);
  if (index < 0) return damaged(body_->file, "文件里缺少“" + name + "”");
  auto body = std::make_unique<ZipStream::Body>();
  body->archive = body_.get();
  body->name = name;
  body->file = zip_fopen_index(body_->archive, static_cast<zip_uint64_t>(index), 0);
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (body->file == nullptr || zip_stat_index(body_->archive, static_cast<zip_uint64_t>(index), 0, &stat) != 0)
    return damaged(body_->file, "文件里的“" + name + "”读不出来");
  body->stated = stat.size;
  return ZipStream(std::move(body));
}

base::Result<std::string> ZipReader::read(const std::string& name) {
  auto stream = this->stream(name);
  if (!stream) return base::fail(stream.error());
  std::string out;
  char buffer[1 << 16];
  for (;;) {
    const auto n = stream->read(buffer, sizeof buffer);
    if (!n) return base::fail(n.error());
    if (*n == 0) return out;
    out.append(buffer, *n);
  }
}

std::string write_zip(const std::vector<ZipEntry>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  JC_ASSERT(target != nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  JC_ASSERT(archive != nullptr);
  for (const auto& entry : entries) {
    zip_source_t* source = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
    const auto index = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    JC_ASSERT(index >= 0);
    const auto at = static_cast<zip_uint64_t>(index);
    JC_ASSERT(zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 6) == 0);
    constexpr zip_uint16_t day = (1 << 5) | 1;  // MS-DOS date: year 1980 + 0, month 1, day 1
    JC_ASSERT(zip_file_set_dostime(archive, at, 0, day, 0) == 0);
    JC_ASSERT(zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_DOS, 0) == 0);
  }
  JC_ASSERT(zip_close(archive) == 0);

  JC_ASSERT(zip_source_open(target) == 0);
  zip_stat_t stat;
  zip_stat_init(&stat);
  JC_ASSERT(zip_source_stat(target, &stat) == 0);
  std::string out(stat.size, '\0');
  JC_ASSERT(zip_source_read(target, out.data(), stat.size) == static_cast<zip_int64_t>(stat.size));
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return out;
}

}  // namespace office
