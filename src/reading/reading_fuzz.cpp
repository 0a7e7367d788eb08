// libFuzzer entry: any bytes are read as a report. No place lies outside the text, every digit is accounted for or
// listed as not, no digit is in two figures' own numbers, and the same text is read the same twice.
#include <cstdint>

#include "reading/fuzz_text.hpp"
#include "reading/read.hpp"
#include "reading/words.hpp"

namespace {

using namespace reading;

void inside(const std::vector<Heading>& headings, int n) {
  for (const Heading& h : headings) {
    fuzz::inside(h.span, n);
    JC_ASSERT(h.section_end <= n && h.section_end >= h.span.end);
    inside(h.children, n);
  }
}

// Enough of a reading to tell two apart.
std::string print_of(const Reading& r) {
  std::string out;
  for (const Figure& f : r.figures)
    out += f.id + std::to_string(f.span.start) + f.indicator + (f.value ? f.value->to_string() : "") + f.unit +
           to_string(f.kind);
  for (const Target& t : r.targets) out += t.id + std::to_string(t.span.end) + t.op + t.indicator;
  for (const Measure& m : r.measures) out += m.id + std::to_string(m.span.end) + m.action + m.object + m.section;
  return out;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  return reading::fuzz::mutate(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const document::Document document = document::from_plain_text(fuzz::text_of(data, size), "fuzz.txt");
  const Reading r = read(document);
  const int n = static_cast<int>(document.text.size());
  JC_ASSERT(r.text == document.text);
  std::vector<bool> seen(document.text.size());
  const auto cover = [&](const base::Span& s) {
    fuzz::inside(s, n);
    for (int i = s.start; i < s.end; ++i) seen[static_cast<std::size_t>(i)] = true;
  };
  for (const Figure& f : r.figures) {
    JC_ASSERT(!f.span.empty());
    cover(f.span);
    if (f.change) cover(f.change->span);
  }
  for (const Nonfigure& x : r.nonfigures) cover(x.span);
  for (const base::Span& u : r.unaccounted) cover(u);
  for (int i = 0; i < n; ++i) {
    const char32_t c = document.text[static_cast<std::size_t>(i)];
    JC_ASSERT(!words::is_digit(c) || seen[static_cast<std::size_t>(i)]);
  }
  inside(r.outline, n);
  fuzz::inside(r.plan_part, n);
  for (const Target& t : r.targets) fuzz::inside(t.span, n);
  for (const Measure& m : r.measures) {
    fuzz::inside(m.span, n);
    fuzz::inside(m.sentence, n);
  }
  for (const Problem& p : r.problems) fuzz::inside(p.span, n);
  JC_ASSERT(print_of(read(document)) == print_of(r));
  return 0;
}
