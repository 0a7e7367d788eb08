#include "reading/title_place.hpp"

#include "base/text.hpp"
#include "facts/names.hpp"
#include "reading/tables_words.hpp"

namespace reading {

std::string place_in_title(const std::string& title) {
  return tables::read_title(base::u32(title), facts::NamesTable::in_force()).area;
}

}  // namespace reading
