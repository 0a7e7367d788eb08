#include "office/xml_stream.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/text.hpp"

namespace office {
namespace {

constexpr std::size_t step = 256u << 10;
constexpr std::size_t max_tag = 1u << 20;
constexpr std::size_t max_depth = 256;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::uint32_t hash_of(std::string_view name) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

}  // namespace

void append_expanded(std::string& out, std::string_view raw) {
  for (;;) {
    const auto amp = raw.find('&');
    out.append(raw.substr(0, amp));
    if (amp == std::string_view::npos) return;
    raw.remove_prefix(amp);
    const auto end = raw.substr(0, 12).find(';');
    const auto entity = end == std::string_view::npos ? std::string_view() : raw.substr(1, end - 1);
    constexpr std::pair<std::string_view, char> known[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    const auto* found = std::find_if(std::begin(known), std::end(known), [&](auto& k) { return k.first == entity; });
    if (found != std::end(known)) {
      out += found->second;
    } else if (entity.size() > 1 && entity[0] == '#') {
      const bool hex = entity[1] == 'x';
      const auto digits = entity.substr(hex ? 2 : 1);
      std::uint32_t c = 0;
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), c, hex ? 16 : 10);
      const bool good = read.ec == std::errc() && read.ptr == digits.data() + digits.size() && c > 0 && c <= 0x10FFFF &&
                        (c < 0xD800 || c > 0xDFFF);
      if (good) out += base::to_utf8(std::u32string(1, static_cast<char32_t>(c)));
    } else {
      out += '&';
      raw.remove_prefix(1);
      continue;
    }
    raw.remove_prefix(end + 1);
  }
}

XmlStream::XmlStream(Source source, std::string file, std::string part)
    : source_(std::move(source)), file_(std::move(file)), part_(std::move(part)) {}

tl::unexpected<base::Fault> XmlStream::damaged(const std::string& what) const {
  base::Place place;
  place.file = file_;
  return base::fail("document.damaged", "文件内部的“" + part_ + "”" + what, place,
                    "用 Office 或 WPS 打开原文件，另存一份完整的再试");
}

// Drops what has been given and adds to the window; false at the end of the source.
base::Result<bool> XmlStream::more() {
  if (source_ended_) return false;
  window_.erase(0, at_);
  at_ = 0;
  const auto old = window_.size();
  window_.resize(old + step);
  auto n = source_(window_.data() + old, step);
  if (!n) return base::fail(n.error());
  window_.resize(old + *n);
  source_ended_ = *n == 0;
  if (!started_) {
    started_ = true;
    const std::string_view head = window_;
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return damaged("不是 UTF-8 编码，不能读取");
    if (head.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }
  return !source_ended_;
}

base::Result<XmlStream::Event> XmlStream::next() {
  if (pending_end_) {
    pending_end_ = false;
    open_.pop_back();
    return Event::end;
  }
  for (;;) {
    const auto* from = window_.data() + at_;
    const auto left = window_.size() - at_;
    const auto* bracket = left == 0 ? nullptr : static_cast<const char*>(std::memchr(from, '<', left));
    const auto length = bracket == nullptr ? left : static_cast<std::size_t>(bracket - from);
    if (length > 0 && (bracket != nullptr || source_ended_ || length > step)) {
      // A piece that is not the last must not cut a reference in two.
      std::size_t give = length;
      if (bracket == nullptr && !source_ended_) {
        const auto amp = std::string_view(from, length).rfind('&');
        if (amp != std::string_view::npos && length - amp < 16) give = amp;
      }
      if (give > 0) {
        text_ = {from, give};
        cdata_ = false;
        at_ += give;
        if (!open_.empty()) return Event::text;
        if (!std::all_of(text_.begin(), text_.end(), is_blank)) return damaged("已损坏：元素之外有文字");
        continue;
      }
    }
    if (bracket != nullptr) {
      auto event = markup();
      if (!event) return event;
      if (*event != Event::finished) return event;
      continue;
    }
    auto grown = more();
    if (!grown) return base::fail(grown.error());
    if (!*grown && at_ >= window_.size()) {
      if (!open_.empty() || !seen_root_) return damaged("不完整，可能没有下载完整");
      return Event::finished;
    }
  }
}

// At a '<'. Gives `finished` for what is passed over.
base::Result<XmlStream::Event> XmlStream::markup() {
  // The whole of it into the window first.
  auto whole_until = [&](std::string_view mark, std::size_t from, std::size_t limit) -> base::Result<std::size_t> {
    std::size_t searched = from;
    for (;;) {
      const auto found = window_.find(mark, at_ + searched);
      if (found != std::string::npos) return found - at_;
      const auto held = window_.size() - at_;
      if (held > limit) return damaged("中有过长的标记，不予读取");
      searched = std::max(from, held < mark.size() ? std::size_t{0} : held - mark.size());
      auto grown = more();
      if (!grown) return base::fail(grown.error());
      if (!*grown) return damaged("不完整，可能没有下载完整");
    }
  };
  while (window_.size() - at_ < 10 && !source_ended_) {
    auto grown = more();
    if (!grown) return base::fail(grown.error());
  }
  const auto starts = [&](std::string_view mark) { return std::string_view(window_).substr(at_).starts_with(mark); };
  if (starts("<!--")) {
    auto end = whole_until("-->", 4, 64 * max_tag);
    if (!end) return base::fail(end.error());
    at_ += *end + 3;
    return Event::finished;
  }
  if (starts("<![CDATA[")) {
    auto end = whole_until("]]>", 9, 16 * max_tag);
    if (!end) return base::fail(end.error());
    text_ = std::string_view(window_).substr(at_ + 9, *end - 9);
    cdata_ = true;
    at_ += *end + 3;
    if (open_.empty()) return damaged("已损坏：元素之外有文字");
    return text_.empty() ? Event::finished : Event::text;
  }
  if (starts("<?")) {
    auto end = whole_until("?>", 2, max_tag);
    if (!end) return base::fail(end.error());
    const auto declaration = std::string_view(window_).substr(at_, *end);
    if (const auto encoding = declaration.find("encoding");
        declaration.starts_with("<?xml ") && encoding != std::string_view::npos) {
      std::string value(declaration.substr(encoding + 8));
      std::transform(value.begin(), value.end(), value.begin(),
                     [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
      if (value.find("utf-8") == std::string::npos && value.find("utf8") == std::string::npos &&
          value.find("ascii") == std::string::npos)
        return damaged("不是 UTF-8 编码，不能读取");
    }
    at_ += *end + 2;
    return Event::finished;
  }
  if (starts("<!")) return damaged("带有文档类型声明，为安全起见不予读取");

  // A '>' may stand inside a quoted value.
  std::size_t end = 1;
  char quote = 0;
  for (;; ++end) {
    while (at_ + end >= window_.size()) {
      if (end > max_tag) return damaged("中有过长的标记，不予读取");
      auto grown = more();
      if (!grown) return base::fail(grown.error());
      if (!*grown) return damaged("不完整，可能没有下载完整");
    }
    const char c = window_[at_ + end];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      break;
    } else if (c == '<') {
      return damaged("已损坏：标记没有结束");
    }
  }
  auto tag = std::string_view(window_).substr(at_ + 1, end - 1);
  at_ += end + 1;
  if (tag.starts_with('/')) {
    tag.remove_prefix(1);
    while (!tag.empty() && is_blank(tag.back())) tag.remove_suffix(1);
    if (open_.empty() || open_.back() != hash_of(tag)) return damaged("已损坏：标记前后不配对");
    open_.pop_back();
    name_ = without_prefix(tag);
    return Event::end;
  }
  pending_end_ = tag.ends_with('/');
  if (pending_end_) tag.remove_suffix(1);
  const auto name_end = static_cast<std::size_t>(std::find_if(tag.begin(), tag.end(), is_blank) - tag.begin());
  const auto name = tag.substr(0, name_end);
  if (name.empty()) return damaged("已损坏：标记没有名称");
  if (open_.empty() && seen_root_) return damaged("已损坏：有不止一个根元素");
  if (open_.size() >= max_depth) {
    base::Place place;
    place.file = file_;
    return base::fail("document.too_large", "文件内部的“" + part_ + "”嵌套过深，不予读取", place,
                      "用 Office 或 WPS 打开原文件，另存一份再试");
  }
  seen_root_ = true;
  open_.push_back(hash_of(name));
  name_ = without_prefix(name);
  attributes_ = tag.substr(name_end);
  return Event::start;
}

std::optional<std::string_view> XmlStream::raw_attribute(std::string_view wanted) const {
  std::string_view rest = attributes_;
  for (;;) {
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    auto name = rest.substr(0, equals);
    while (!name.empty() && is_blank(name.front())) name.remove_prefix(1);
    while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
    rest.remove_prefix(equals + 1);
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return std::nullopt;
    const auto close = rest.find(rest[0], 1);
    if (close == std::string_view::npos) return std::nullopt;
    if (without_prefix(name) == wanted) return rest.substr(1, close - 1);
    rest.remove_prefix(close + 1);
  }
}

std::string XmlStream::attribute(std::string_view wanted) const {
  std::string out;
  if (const auto raw = raw_attribute(wanted)) append_expanded(out, *raw);
  return out;
}

void XmlStream::append_text(std::string& out) const {
  if (cdata_)
    out.append(text_);
  else
    append_expanded(out, text_);
}

base::Result<void> XmlStream::skip() {
  const auto target = open_.size();
  for (;;) {
    auto event = next();
    if (!event) return base::fail(event.error());
    if (*event == Event::end && open_.size() < target) return {};
  }
}

}  // namespace office
