// libFuzzer entry: any text, as paragraphs and as a table drawn with | and line ends, is read without a place outside
// it.
#include <cstdint>

#include "document/document.hpp"
#include "reading/replies.hpp"

namespace {

document::Document as_table(const std::u32string& text) {
  document::Document out;
  out.file = "fuzz.docx";
  document::Table table;
  int row = 0, column = 0, start = 0;
  const auto close = [&](int end) {
    if (end > start) {
      document::Cell cell;
      cell.span = {start, end};
      cell.row = row;
      cell.column = column;
      table.cells.push_back(cell);
    }
    table.columns = std::max(table.columns, column + 1);
    start = end + 1;
  };
  for (int i = 0; i < static_cast<int>(text.size()); ++i) {
    const char32_t c = text[static_cast<std::size_t>(i)];
    if (c != U'|' && c != U'\n') continue;
    close(i);
    column = c == U'|' ? column + 1 : 0;
    row += c == U'\n' ? 1 : 0;
  }
  close(static_cast<int>(text.size()));
  table.rows = row + 1;
  table.span = {0, static_cast<int>(text.size())};
  out.text = text;
  out.blocks.emplace_back(std::move(table));
  return out;
}

void read(const document::Document& document) {
  const reading::Replies replies = reading::read_replies(document, {});
  const int n = static_cast<int>(document.text.size());
  for (const auto& entry : replies.entries) {
    for (const auto* list : {&entry.done, &entry.problems, &entry.asks, &entry.next}) {
      for (const auto& said : *list)
        JC_ASSERT(0 <= said.span.start && said.span.start < said.span.end && said.span.end <= n);
    }
    for (const auto& figure : entry.figures) JC_ASSERT(0 <= figure.span.start && figure.span.end <= n);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = base::from_utf8({reinterpret_cast<const char*>(data), size});
  if (!text) return 0;
  read(document::from_plain_text(*text, "fuzz.txt"));
  read(as_table(*text));
  return 0;
}
