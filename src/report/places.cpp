#include "report/places.hpp"

#include <algorithm>

namespace report {

Places::Places(const reading::Reading& reading) : text_(reading.text) {
  bool at_start = true;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == U'\n' || text_[i] == U'\r') {
      at_start = true;
    } else if (at_start && !base::is_space(text_[i])) {
      starts_.push_back(static_cast<int>(i));
      at_start = false;
    }
  }
}

int Places::paragraph_of(const base::Span& span) const {
  if (span.start < 0 || span.start >= static_cast<int>(text_.size())) return 0;
  return static_cast<int>(std::upper_bound(starts_.begin(), starts_.end(), span.start) - starts_.begin());
}

std::string Places::shown(const base::Span& span) const {
  const int n = paragraph_of(span);
  return n > 0 ? "第" + std::to_string(n) + "段" : std::string();
}

std::string Places::shown(const std::vector<base::Span>& spans) const {
  std::vector<int> numbers;
  for (const auto& span : spans)
    if (const int n = paragraph_of(span); n > 0) numbers.push_back(n);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::string out;
  for (int n : numbers) out += (out.empty() ? "第" : "、第") + std::to_string(n) + "段";
  return out;
}

std::string Places::words(const base::Span& span) const {
  const int size = static_cast<int>(text_.size());
  const int start = std::clamp(span.start, 0, size), end = std::clamp(span.end, start, size);
  return base::to_utf8(text_.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start)));
}

std::string Places::in_context(const base::Span& span, int around) const {
  const int size = static_cast<int>(text_.size());
  const int start = std::clamp(span.start, 0, size), end = std::clamp(span.end, start, size);
  int before = start, after = end;
  while (before > 0 && start - before < around && text_[before - 1] != U'\n' && text_[before - 1] != U'\r') --before;
  while (after < size && after - end < around && text_[after] != U'\n' && text_[after] != U'\r') ++after;
  const bool cut_left = before > 0 && text_[before - 1] != U'\n' && text_[before - 1] != U'\r';
  const bool cut_right = after < size && text_[after] != U'\n' && text_[after] != U'\r';
  return (cut_left ? "…" : "") + words({before, start}) + "【" + words({start, end}) + "】" + words({end, after}) +
         (cut_right ? "…" : "");
}

std::string section_number(const std::string& section) {
  std::string out;
  for (char c : section) {
    if (c == '(') {
      out += "（";
    } else if (c == ')') {
      out += "）";
    } else if (c != '/') {
      out += c;
    }
  }
  return out;
}

}  // namespace report
