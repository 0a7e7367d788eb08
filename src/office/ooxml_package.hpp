// Which part of an Office Open XML package belongs to which (ISO/IEC 29500-2, 9). What lies outside the package is
// never followed.
#pragma once

#include <string>
#include <vector>

#include "office/zip.hpp"

namespace office {

struct Relation {
  std::string id;
  std::string type;    // the last step of the address: "worksheet", "sharedStrings"
  std::string target;  // name of a part in the package; the address as given when `external`
  bool external = false;
};

// Of the package itself when `part` is empty. A part without relations has none; broken XML is a fault.
base::Result<std::vector<Relation>> relations_of(ZipReader& zip, const std::string& part, const std::string& file);

// The first inner target of that type, empty when there is none.
std::string target_of(const std::vector<Relation>& relations, std::string_view type);

// Whatever says so: the part itself counts, not the relation to it.
bool has_macros(const ZipReader& zip);

}  // namespace office
