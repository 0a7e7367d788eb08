#include "json_path.hpp"

#include <stdexcept>

namespace stories {

namespace {

using nlohmann::json;
using Nodes = std::vector<const json*>;

std::string as_text(const json& j) { return j.is_string() ? j.get<std::string>() : j.dump(); }

Nodes member(const Nodes& nodes, const std::string& name) {
  Nodes out;
  for (const json* n : nodes) {
    if (n->is_object() && n->contains(name)) out.push_back(&(*n)[name]);
  }
  return out;
}

Nodes filtered(const Nodes& nodes, const std::string& condition) {
  Nodes items;
  for (const json* n : nodes) {
    if (n->is_array()) {
      for (const auto& item : *n) items.push_back(&item);
    } else {
      items.push_back(n);
    }
  }
  if (condition == "*") return items;
  const auto op = condition.find_first_of("=~");
  if (op == std::string::npos) {
    const std::size_t i = std::stoul(condition);
    return i < items.size() ? Nodes{items[i]} : Nodes{};
  }
  const std::string key = condition.substr(0, op), wanted = condition.substr(op + 1);
  Nodes out;
  for (const json* item : items) {
    if (!key.empty() && (!item->is_object() || !item->contains(key))) continue;
    const std::string value = as_text(key.empty() ? *item : (*item)[key]);
    if (condition[op] == '=' ? value == wanted : value.find(wanted) != std::string::npos) out.push_back(item);
  }
  return out;
}

}  // namespace

Nodes find(const json& document, const std::string& path) {
  Nodes nodes{&document};
  for (std::size_t i = 0; i < path.size();) {
    if (path[i] == '.') {
      ++i;
    } else if (path[i] == '[') {
      const auto end = path.find(']', i);
      if (end == std::string::npos) throw std::runtime_error("path without ]: " + path);
      nodes = filtered(nodes, path.substr(i + 1, end - i - 1));
      i = end + 1;
    } else {
      const auto end = std::min(path.find_first_of(".[", i), path.size());
      nodes = member(nodes, path.substr(i, end - i));
      i = end;
    }
  }
  return nodes;
}

}  // namespace stories
