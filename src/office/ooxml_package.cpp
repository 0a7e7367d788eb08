#include "office/ooxml_package.hpp"

#include <algorithm>

#include "office/xml_stream.hpp"

namespace office {

base::Result<std::vector<Relation>> relations_of(ZipReader& zip, const std::string& part, const std::string& file) {
  std::vector<Relation> found;
  const auto slash = part.rfind('/');
  const std::string folder = slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
  const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  if (!zip.has(name)) return found;
  auto stream = zip.stream(name);
  if (!stream) return base::fail(stream.error());
  XmlStream xml([&](char* into, std::size_t room) { return stream->read(into, room); }, file, name);
  for (;;) {
    auto event = xml.next();
    if (!event) return base::fail(event.error());
    if (*event == XmlStream::Event::finished) return found;
    if (*event != XmlStream::Event::start || xml.name() != "Relationship" || found.size() >= 20'000) continue;
    Relation relation;
    relation.id = xml.attribute("Id");
    relation.type = xml.attribute("Type");
    relation.type.erase(0, relation.type.rfind('/') + 1);
    relation.external = xml.attribute("TargetMode") == "External";
    relation.target = xml.attribute("Target");
    if (!relation.external) {
      if (relation.target.starts_with('/')) {
        relation.target.erase(0, 1);
      } else {
        std::string base = folder;
        while (relation.target.starts_with("../") || relation.target.starts_with("./")) {
          const bool up = relation.target.starts_with("../");
          relation.target.erase(0, up ? 3 : 2);
          if (up && !base.empty()) {
            base.pop_back();
            base.erase(base.rfind('/') == std::string::npos ? 0 : base.rfind('/') + 1);
          }
        }
        relation.target = base + relation.target;
      }
    }
    found.push_back(std::move(relation));
  }
}

std::string target_of(const std::vector<Relation>& relations, std::string_view type) {
  for (const auto& relation : relations)
    if (!relation.external && relation.type == type) return relation.target;
  return {};
}

bool has_macros(const ZipReader& zip) {
  return std::ranges::any_of(zip.names(), [](const std::string& name) { return name.ends_with("/vbaProject.bin"); });
}

}  // namespace office
