#include "office/zip.hpp"

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
  return base::fail("document.damaged", what, whole(file), "用 Word 或 WPS 打开原文件，另存一份完整的再试");
}

auto too_large(const std::string& file) {
  return base::fail("document.too_large", "文件展开后过大，不予读取", whole(file),
                    "删去文件中的图片和附件，只留正文后再试");
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
  return ZipReader(std::move(body));
}

ZipReader::ZipReader(std::unique_ptr<Body> body) : body_(std::move(body)) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

bool ZipReader::has(const std::string& name) const { return zip_name_locate(body_->archive, name.c_str(), 0) >= 0; }

base::Result<std::string> ZipReader::read(const std::string& name) {
  const auto index = zip_name_locate(body_->archive, name.c_str(), 0);
  if (index < 0) return damaged(body_->file, "文件里缺少“" + name + "”");
  zip_file_t* file = zip_fopen_index(body_->archive, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) return damaged(body_->file, "文件里的“" + name + "”读不出来（可能设有密码）");
  std::string out;
  char buffer[1 << 16];
  zip_int64_t n = 0;
  while ((n = zip_fread(file, buffer, sizeof buffer)) > 0) {
    out.append(buffer, static_cast<std::size_t>(n));
    body_->read_so_far += static_cast<std::size_t>(n);
    if (out.size() > body_->limits.max_entry_bytes || body_->read_so_far > body_->limits.max_total_bytes) {
      zip_fclose(file);
      return too_large(body_->file);
    }
  }
  const int closed = zip_fclose(file);
  if (n < 0 || closed != 0) return damaged(body_->file, "文件里的“" + name + "”不完整或已损坏");
  return out;
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
