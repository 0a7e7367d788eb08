// libFuzzer entry: any bytes that are UTF-8 are read, and no digit may be counted twice or lie outside the text.
#include <cstdint>

#include "document/document.hpp"
#include "reading/figures.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = base::from_utf8({reinterpret_cast<const char*>(data), size});
  if (!text) return 0;
  const document::Document document = document::from_plain_text(*text, "fuzz.txt");
  const reading::FiguresFound found = reading::find_figures(document.text, reading::find_structure(document));
  const int n = static_cast<int>(document.text.size());
  auto inside = [n](const base::Span& s) { JC_ASSERT(0 <= s.start && s.start < s.end && s.end <= n); };
  for (const auto& f : found.figures) inside(f.span);
  for (const auto& x : found.nonfigures) inside(x.span);
  for (const auto& u : found.unaccounted) inside(u);
  return 0;
}
