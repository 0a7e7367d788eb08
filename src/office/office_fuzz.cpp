// Any bytes under any name: a document or a fault, never more.
#include <cstddef>
#include <cstdint>
#include <string>

#include "office/office.hpp"
#include "office/zip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  static const char* const names[] = {"a.txt", "a.docx", "a.doc", "a", "a.eml"};
  if (data[0] % 8 < 4) {
    (void)office::read_document(bytes, names[data[0] % 4]);
  } else {
    // Past the checksums of a zip: the bytes as the main part of a Word file.
    (void)office::read_document(office::write_zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", bytes}}),
                                "a.docx");
  }
  return 0;
}
