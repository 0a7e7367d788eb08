// XML read in passing: start, text and end one after the other, over a window of the bytes, for sheets too large to
// hold as a tree. UTF-8 only, no document types, no entities but the five of XML itself; depth, tag and text sizes are
// bounded.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace office {

class XmlStream {
 public:
  enum class Event { start, end, text, finished };
  // Puts up to `room` bytes into `into` and says how many; 0 at the end.
  using Source = std::function<base::Result<std::size_t>(char* into, std::size_t room)>;

  // `file` and `part` are for faults only.
  XmlStream(Source source, std::string file, std::string part);

  // Faults "document.damaged" (malformed, cut short, a document type, another encoding), "document.too_large", and
  // those of the source. An empty element gives start and end.
  base::Result<Event> next();

  // Of the event just given, valid until the next: local name (without prefix) of a start or end.
  std::string_view name() const { return name_; }
  // Of a start: the value as written, by the name as written ("r") or by local name; absent gives nullopt. Entities are
  // not expanded: `expanded` does.
  std::optional<std::string_view> raw_attribute(std::string_view local_name) const;
  std::string attribute(std::string_view local_name) const;  // expanded; empty when absent
  // Of a text: as written, in pieces of any length. Append with append_text.
  void append_text(std::string& out) const;
  // Elements open, the one of a start event counted.
  std::size_t depth() const { return open_.size(); }
  // From an event `start`: passes everything up to and with its end.
  base::Result<void> skip();

 private:
  base::Result<bool> more();
  base::Result<Event> markup();
  tl::unexpected<base::Fault> damaged(const std::string& what) const;

  Source source_;
  std::string file_, part_;
  std::string window_;
  std::size_t at_ = 0;  // first byte of the window not yet given
  bool source_ended_ = false;
  bool started_ = false;
  bool seen_root_ = false;
  bool pending_end_ = false;  // the second half of an empty element
  bool cdata_ = false;
  std::string_view name_, attributes_, text_;
  std::vector<std::uint32_t> open_;  // hashes of the names of open elements
};

// With the five entities and character references in place of what stands for them; unknown ones stay as written.
void append_expanded(std::string& out, std::string_view raw);

}  // namespace office
