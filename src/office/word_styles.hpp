// Paragraph styles of WordprocessingML (ISO/IEC 29500-1, 17.7): what a style is called, which outline level it has and
// which list it counts in, with what it inherits.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "markup/xml.hpp"

namespace office {

struct WordStyle {
  std::string name;       // "heading 1"
  int outline_level = 0;  // 1–9; 0 none
  int num_id = 0;         // 0 none
  int num_level = -1;     // -1: the list says, by the style's own id
  std::string num_style;  // the id of the style that names the list
};

class WordStyles {
 public:
  WordStyles() = default;
  explicit WordStyles(markup::Element root);  // w:styles; an empty element gives no styles

  // Inherited; an unknown id gives the default paragraph style.
  const WordStyle& of(std::string_view id) const;

 private:
  std::map<std::string, WordStyle, std::less<>> styles_;
  WordStyle default_;
};

}  // namespace office
