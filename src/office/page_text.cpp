#include "office/page_text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "document/drawn_tables.hpp"

namespace office {
namespace {

bool is_wide(char32_t c) { return c >= 0x2E80 && c != 0xFEFF; }

int width_of(std::u32string_view text) {
  int width = 0;
  for (char32_t c : text) width += is_wide(c) || c == U'“' || c == U'”' || c == U'—' || c == U'…' ? 2 : 1;
  return width;
}

int indent_of(std::u32string_view line) {
  int indent = 0;
  for (char32_t c : line) {
    if (c != U' ' && c != U'\u3000') break;
    indent += c == U' ' ? 1 : 2;
  }
  return indent;
}

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }
bool is_numeral(char32_t c) {
  return std::u32string_view(U"〇零一二三四五六七八九十百").find(c) != std::u32string_view::npos;
}

// "12", "- 12 -", "—12—", "第12页", "第12页 共30页", "12/30".
bool is_page_number(std::u32string_view line) {
  bool digits = false;
  for (char32_t c : base::trim(line)) {
    if (is_digit(c))
      digits = true;
    else if (std::u32string_view(U" -—–－·/第页共,，").find(c) == std::u32string_view::npos)
      return false;
  }
  return digits && base::trim(line).size() <= 16;
}

// Without space, and with numbers that count the pages as their distance from the page: the same on every page for a
// running head, different for text.
std::u32string pattern_of(std::u32string_view line, std::size_t page) {
  std::u32string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] >= U'0' && line[i] <= U'9') {
      long long value = 0;
      for (; i < line.size() && line[i] >= U'0' && line[i] <= U'9'; ++i)
        value = std::min(value * 10 + (line[i] - U'0'), 1'000'000'000LL);
      --i;
      const auto distance = value - static_cast<long long>(page);
      out += base::u32(distance >= 0 && distance < 50 ? "#" + std::to_string(distance) : std::to_string(value));
    } else if (!base::is_space(line[i])) {
      out += line[i];
    }
  }
  return out;
}

// The gap that typesetting leaves between Chinese characters and digits comes out as a space that nobody wrote.
void close_up(std::u32string& line) {
  for (std::size_t i = 1; i + 1 < line.size();) {
    const char32_t before = line[i - 1], after = line[i + 1];
    const bool joint =
        (is_wide(before) && after < 0x80 && after != U' ') || (is_wide(after) && before < 0x80 && before != U' ');
    if (line[i] == U' ' && joint)
      line.erase(i, 1);
    else
      ++i;
  }
}

// 一、 （一） 1. 1、 (1) ① 第一章, bullets: what starts a paragraph of its own.
bool starts_block(std::u32string_view line) {
  line = base::trim(line);
  if (line.empty()) return true;
  std::size_t i = line[0] == U'（' || line[0] == U'(' || line[0] == U'第' ? 1 : 0;
  const std::size_t from = i;
  while (i < line.size() && i < from + 4 && (is_digit(line[i]) || is_numeral(line[i]))) ++i;
  if (i > from && i < line.size()) {
    const char32_t c = line[i];
    if (line[0] == U'第' && from == 1) return c == U'章' || c == U'节' || c == U'条' || c == U'部';
    if (from == 1) return c == U'）' || c == U')';
    if (c == U'、' || c == U'．') return true;
    if (c == U'.' && (i + 1 >= line.size() || !is_digit(line[i + 1]))) return true;
  }
  return (line[0] >= U'①' && line[0] <= U'⑳') ||
         std::u32string_view(U"●■◆•▪◇□※★").find(line[0]) != std::u32string_view::npos;
}

bool ends_sentence(std::u32string_view line) {
  line = base::trim(line);
  return line.empty() || std::u32string_view(U"。！？；：!?;:”").find(line.back()) != std::u32string_view::npos;
}

// A wide gap inside: columns of a table rather than running text.
bool has_gap(std::u32string_view line) {
  line = base::trim(line);
  int run = 0;
  for (char32_t c : line) {
    run = c == U' ' ? run + 1 : c == U'\u3000' ? run + 2 : 0;
    if (run >= 3) return true;
  }
  return false;
}

struct Line {
  std::u32string text;
  int page = 0;
};

}  // namespace

document::Document from_pages(const std::vector<std::vector<std::u32string>>& pages, const std::string& file_name) {
  // Running heads and feet: among the first and last two lines of a page, what most pages share.
  std::map<std::u32string, int> edges;
  auto edge_lines = [](const std::vector<std::u32string>& page) {
    std::vector<std::size_t> filled, edge;
    for (std::size_t i = 0; i < page.size(); ++i)
      if (!base::trim(page[i]).empty()) filled.push_back(i);
    for (std::size_t k = 0; k < filled.size(); ++k)
      if (k < 2 || k + 2 >= filled.size()) edge.push_back(filled[k]);
    return std::pair(edge, filled);
  };
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::map<std::u32string, bool> here;
    for (const auto i : edge_lines(pages[p]).first) here[pattern_of(pages[p][i], p)] = true;
    for (const auto& [pattern, seen] : here) ++edges[pattern];
  }
  // Of two pages both; of more at least three.
  const int most = pages.size() == 2 ? 2 : std::max(3, static_cast<int>((pages.size() + 1) / 2));

  std::vector<Line> lines;
  std::set<std::u32string> kept_rows;
  int cut = 0, margin = 1000, widest = 0;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const auto [edge, filled] = edge_lines(pages[p]);
    for (std::size_t i = 0; i < pages[p].size(); ++i) {
      const auto& line = pages[p][i];
      const bool at_edge = std::find(edge.begin(), edge.end(), i) != edge.end();
      const bool outermost = !filled.empty() && (i == filled.front() || i == filled.back());
      // A row that heads a table on every page is kept the first time.
      const auto pattern = at_edge ? pattern_of(line, p) : std::u32string();
      const bool sentence = line.find_first_of(U"，。；") != std::u32string::npos;  // never in a running head
      const bool repeated =
          at_edge && !sentence && edges[pattern] >= most && (!has_gap(line) || !kept_rows.insert(pattern).second);
      if (repeated || (outermost && is_page_number(line))) {
        ++cut;
        continue;
      }
      lines.push_back({line, static_cast<int>(p) + 1});
      if (base::trim(line).empty()) continue;
      margin = std::min(margin, indent_of(line));
      if (!has_gap(line)) widest = std::max(widest, width_of(line));
    }
  }
  // Where paragraphs are indented, a line at the margin behind a full one goes on, even behind a full stop.
  const auto filled = std::ranges::count_if(lines, [](const Line& l) { return !base::trim(l.text).empty(); });
  const auto indented = std::ranges::count_if(lines, [&](const Line& l) {
    return !base::trim(l.text).empty() && indent_of(l.text) >= margin + 3 && indent_of(l.text) <= margin + 5;
  });
  const bool indents = filled >= 8 && indented * 12 >= filled && indented * 10 <= filled * 9;

  document::Document out;
  out.file = file_name;
  int number = 0;
  std::optional<Line> open;  // the paragraph being put together
  std::u32string last;       // its last line as it stood
  int last_page = 0;
  auto close = [&] {
    if (!open) return;
    if (!has_gap(open->text)) close_up(open->text);
    const auto words = base::trim(open->text);
    if (!out.text.empty()) out.text += U'\n';
    document::Paragraph paragraph;
    paragraph.span.start = static_cast<int>(out.text.size());
    out.text += words;
    paragraph.span.end = static_cast<int>(out.text.size());
    paragraph.place.file = file_name;
    paragraph.place.page = open->page;
    paragraph.place.paragraph = ++number;
    out.blocks.emplace_back(std::move(paragraph));
    open.reset();
  };
  for (const auto& line : lines) {
    if (base::trim(line.text).empty()) {
      // An empty line at the turn of a page parts nothing.
      if (open && line.page == last_page && !(width_of(last) >= widest - 4 && !ends_sentence(last))) close();
      continue;
    }
    // Columns say roughly how wide a line is set: digits and spaces differ. One that ends no sentence may be shorter.
    const int width = width_of(last);
    const bool full = widest >= 40 && width * 100 >= widest * 90, nearly = widest >= 40 && width * 100 >= widest * 84;
    const bool goes_on = ends_sentence(last) ? full && indents : nearly;
    const bool joins = open && goes_on && !has_gap(last) && !has_gap(line.text) && indent_of(line.text) <= margin + 1 &&
                       !starts_block(line.text);
    if (joins) {
      const auto words = base::trim(line.text);
      // Words of Latin letters keep the space that the line end stood for.
      const bool latin = !open->text.empty() && open->text.back() < 0x250 && words[0] < 0x250 &&
                         !is_digit(open->text.back()) && !is_digit(words[0]);
      while (!open->text.empty() && base::is_space(open->text.back())) open->text.pop_back();
      if (latin) open->text += U' ';
      open->text += words;
    } else {
      close();
      open = line;
    }
    last = line.text;
    while (!last.empty() && base::is_space(last.back())) last.pop_back();
    last_page = line.page;
  }
  close();
  if (cut > 0) {
    document::Place place;
    place.file = file_name;
    out.notices.push_back({place, "去掉了 " + std::to_string(cut) + " 行页眉、页脚和页码", false});
  }
  document::tell_of_drawn_tables(out);
  return out;
}

}  // namespace office
