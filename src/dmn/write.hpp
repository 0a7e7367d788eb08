// A decision model written as DMN 1.5 XML: what `model.hpp` holds, in the order the schema asks for, without diagrams.
// Read again it is the same model.
#pragma once

#include <string>

#include "dmn/model.hpp"

namespace dmn {

std::string write_definitions(const Definitions& model);

}  // namespace dmn
