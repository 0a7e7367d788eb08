#include "cycle/place.hpp"

#include <cstdlib>
#include <filesystem>

#include "base/hash.hpp"

namespace cycle {

namespace fs = std::filesystem;

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// The address without user and password, so that everybody on this machine who names one database finds one folder.
std::string folder_of_server(const std::string& address) {
  std::string rest = address.substr(address.find("://") + 3);
  if (const auto at = rest.find('@'); at != std::string::npos && at < rest.find('/')) rest = rest.substr(at + 1);
  fs::path root = environment("XDG_DATA_HOME");
  if (root.empty()) {
    const std::string home = environment("HOME");
    root = home.empty() ? fs::path(".") : fs::path(home) / ".local" / "share";
  }
  return (root / "jicheng" / ("db-" + base::sha256_hex(rest).substr(0, 12))).string();
}

}  // namespace

DataPlace place_of(const std::string& data, base::World& world) {
  DataPlace out;
  out.server = data.starts_with("postgresql://") || data.starts_with("postgres://");
  if (out.server) {
    out.folder = folder_of_server(data);
    return out;
  }
  const bool is_file =
      fs::path(data).extension() == ".sqlite" || (world.files->exists(data) && !world.files->is_folder(data));
  out.database = is_file ? data : (fs::path(data) / "jicheng.sqlite").string();
  out.folder = fs::path(out.database).parent_path().string();
  if (out.folder.empty()) out.folder = ".";
  return out;
}

bool may_be_there(const std::string& data, base::World& world) {
  return place_of(data, world).server || world.files->exists(data);
}

}  // namespace cycle
