// Every operation there is: method, path, what it needs. docs/reference/openapi.json says the same to programs, and a
// test holds the two together.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/http.hpp"
#include "server/rights.hpp"

namespace server {

enum class Door {
  open,      // everybody
  loopback,  // this machine only
  session,   // whoever is logged in
  able,      // whoever has the capability
};

enum class Body { none, json, json_or_file, file };

// What the desk holds against a person's areas and offices before the operation begins. Lists of rows are made through
// Desk::rows and Desk::facts_for besides.
enum class Rows {
  own,   // whatever there is of rows the operation leaves out itself
  plan,  // all of it rests on the plan in force: refused where that is of another area
  file,  // of the received file named first in the path: not there where it is another's
};

struct Route {
  std::string_view method, pattern;  // "/api/v1/orders/{id}"
  std::string_view operation;        // operationId
  Door door = Door::able;
  Can can = Can::see_targets;
  Body body = Body::none;
  std::uint64_t body_limit = 64 * 1024;
  Lane lane = Lane::light;
  bool personal = false;  // reads personal data: each is audited
  bool writes = false;
  bool kept = false;            // the same answer until something is written
  bool from_elsewhere = false;  // a link on another site may lead here; the operation itself sees whether it may
  Rows rows = Rows::own;
};

std::span<const Route> routes();

struct Matched {
  const Route* route = nullptr;
  std::vector<std::string> parts;  // what stood for {…}, in order
  bool path_known = false;         // some route has the path, with another method
};
Matched match(std::string_view method, std::string_view path);

}  // namespace server
