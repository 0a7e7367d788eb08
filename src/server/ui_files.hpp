// The user interface's files, carried inside the binary: made by cmake/web_ui.cmake from web/dist, or one plain page.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/http.hpp"

namespace server {

struct UiFile {
  std::string_view path;  // "/index.html"
  std::string_view bytes;
  std::string_view gzip;  // empty: not worth it
  std::string_view etag;  // hexadecimal
};
namespace detail {
std::span<const UiFile> ui_files();  // in the generated unit; empty without a built interface
}

// Answers made once, at the start.
class UiAnswers {
 public:
  explicit UiAnswers(const Pairs& security_headers);
  // Of a GET or HEAD outside /api; any other path gives the page itself. Nothing for a file that is not there.
  std::optional<Response> answer(std::string_view path, std::string_view accept_encoding,
                                 std::string_view if_none_match) const;
  bool has_interface() const { return has_interface_; }

 private:
  struct Made {
    std::shared_ptr<const Ready> plain, gzip, unchanged;
    std::string etag;
  };
  void add(std::string_view path, const UiFile& file, const Pairs& security_headers);
  std::unordered_map<std::string, Made> files_;
  bool has_interface_ = false;
};

}  // namespace server
