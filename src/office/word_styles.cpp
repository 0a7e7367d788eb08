#include "office/word_styles.hpp"

#include <cstdlib>
#include <set>

namespace office {
namespace {

using markup::Element;

std::string value_of(Element e) { return std::string(e.local_attribute("val").value_or("")); }

// -1 when it is no number.
int number_of(Element e) {
  const auto text = value_of(e);
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos) return -1;
  return std::atoi(text.c_str());
}

struct Own {
  std::string name;
  std::string based_on;
  int outline = -1;  // 0–9, 9 is body text
  int num_id = -1;
  int num_level = -1;
};

// "heading 3", "标题 3" → 3: some programs write headings without an outline level.
int level_in_name(const std::string& name) {
  for (const std::string prefix : {"heading ", "Heading ", "标题 "})
    if (name.starts_with(prefix) && name.size() == prefix.size() + 1 && name.back() >= '1' && name.back() <= '9')
      return name.back() - '0';
  return 0;
}

}  // namespace

WordStyles::WordStyles(Element root) {
  std::map<std::string, Own, std::less<>> own;
  std::string default_id;
  for (Element e : root) {
    if (e.local_name() != "style" || e.local_attribute("type").value_or("paragraph") != "paragraph") continue;
    Own style;
    style.name = value_of(e.child("name"));
    style.based_on = value_of(e.child("basedOn"));
    const Element properties = e.child("pPr");
    style.outline = number_of(properties.child("outlineLvl"));
    style.num_id = number_of(properties.child("numPr").child("numId"));
    style.num_level = number_of(properties.child("numPr").child("ilvl"));
    const std::string id(e.local_attribute("styleId").value_or(""));
    const auto is_default = e.local_attribute("default").value_or("");
    if (is_default == "1" || is_default == "true") default_id = id;
    own[id] = std::move(style);
  }
  for (const auto& [id, style] : own) {
    WordStyle resolved;
    resolved.name = style.name;
    int outline = -1, num_id = -1;
    std::set<std::string, std::less<>> seen;
    for (std::string at = id; own.contains(at) && seen.insert(at).second; at = own[at].based_on) {
      const Own& ancestor = own[at];
      if (outline < 0) outline = ancestor.outline >= 0 ? ancestor.outline : level_in_name(ancestor.name) - 1;
      if (num_id < 0 && ancestor.num_id >= 0) {
        num_id = ancestor.num_id;
        resolved.num_level = ancestor.num_level;
        resolved.num_style = at;
      }
    }
    resolved.outline_level = outline >= 0 && outline < 9 ? outline + 1 : 0;
    resolved.num_id = num_id > 0 ? num_id : 0;
    styles_[id] = std::move(resolved);
  }
  if (const auto at = styles_.find(default_id); at != styles_.end()) default_ = at->second;
}

const WordStyle& WordStyles::of(std::string_view id) const {
  const auto at = styles_.find(id);
  return at == styles_.end() ? default_ : at->second;
}

}  // namespace office
