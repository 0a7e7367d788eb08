// libFuzzer entry: any bytes are read as text; numbers and units are read at every place.
#include <cstddef>
#include <cstdint>

#include "base/fault.hpp"
#include "quantity/quantity.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)quantity::parse_unit(bytes);
  const auto text = base::from_utf8(bytes);
  if (!text) return 0;
  for (std::size_t i = 0; i < text->size(); ++i) {
    const auto number = quantity::read_number(std::u32string_view(*text).substr(i));
    if (number) JC_ASSERT(number->length > 0 && i + static_cast<std::size_t>(number->length) <= text->size());
  }
  return 0;
}
