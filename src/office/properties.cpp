#include "office/properties.hpp"

#include <array>
#include <cstdio>

#include "markup/write.hpp"

namespace office {
namespace {

// W3C date and time in UTC: 2023-11-30T00:00:00Z
std::string utc(std::chrono::sys_seconds when) {
  const auto day = std::chrono::floor<std::chrono::days>(when);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(when - day);
  std::array<char, 40> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return out.data();
}

}  // namespace

ZipEntry core_properties(const std::string& title, const std::string& author, std::chrono::sys_seconds when) {
  markup::Writer w;
  const auto time = utc(when);
  w.open("cp:coreProperties", {{"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
                               {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                               {"xmlns:dcterms", "http://purl.org/dc/terms/"},
                               {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"}});
  w.element("dc:title", title).element("dc:creator", author).element("cp:lastModifiedBy", author);
  w.element("dcterms:created", time, {{"xsi:type", "dcterms:W3CDTF"}});
  w.element("dcterms:modified", time, {{"xsi:type", "dcterms:W3CDTF"}});
  w.element("dc:language", "zh-CN").close();
  return {"docProps/core.xml", w.take()};
}

ZipEntry app_properties() {
  markup::Writer w;
  w.open("Properties", {{"xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"}});
  w.element("Application", "计成").close();
  return {"docProps/app.xml", w.take()};
}

}  // namespace office
