// What a program sent, read strictly: one JSON object with the members that are asked for and no others.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/fault.hpp"
#include "calendar/period.hpp"
#include "server/http.hpp"

namespace server {

using Json = nlohmann::ordered_json;

enum class Shape { text, number, integer, boolean, texts, rows };  // rows: objects with texts alone
struct Member {
  std::string_view name;
  Shape shape = Shape::text;
  bool needed = true;
  std::size_t most = 4000;      // characters of a text, of each text of a list or row
  std::string_view shown = {};  // what the page calls it, where that is not what the name is called elsewhere
};

// Faults, all "input.shape": no UTF-8, no JSON, nested deeper than 16, a name twice, no object, a member that is
// missing, of another type or unknown; "input.long" for one that is too long, by the name that the pages call it.
base::Result<Json> read_object(std::string_view body, const std::vector<Member>& members);

// ?asof=2025-03-31. Fault "input.date".
base::Result<std::optional<calendar::Date>> date_parameter(const Request& request, std::string_view name);
// ?most=100, from 1 to `most`. Fault "input.number".
base::Result<std::size_t> count_parameter(const Request& request, std::string_view name, std::size_t usual,
                                          std::size_t most);
// X-File-Name, percent-encoded. Fault "input.file_name".
base::Result<std::string> file_name_of(const Request& request, bool needed);

}  // namespace server
