// `targets[indicator~零售].latest.value`: the nodes a path finds in a JSON document.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace stories {

// Throws std::runtime_error when the path is not well formed.
std::vector<const nlohmann::json*> find(const nlohmann::json& document, const std::string& path);

}  // namespace stories
