#include "document/drawn_tables.hpp"

#include <algorithm>
#include <optional>

namespace document {

namespace {

using View = std::u32string_view;

constexpr int kGap = 3;  // in half-width columns
constexpr int kFewestColumns = 3, kFewestRows = 4;
constexpr std::size_t kLongestRest = 12;  // of a cell, alone on its line
constexpr int kMostRests = 8;             // one below the other

// The pieces of a line that wide gaps part.
std::vector<View> pieces_of(View line) {
  std::vector<View> out;
  std::size_t from = 0, gap_from = 0;
  int gap = 0;
  const auto close = [&](std::size_t end) {
    const View piece = base::trim(line.substr(from, end - from));
    if (!piece.empty()) out.push_back(piece);
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char32_t c = line[i];
    const int width = c == U'\t' ? kGap : c == U'\u3000' ? 2 : c == U' ' || c == U'\u00A0' ? 1 : 0;
    if (width > 0) {
      if (gap == 0) gap_from = i;
      gap += width;
      continue;
    }
    if (gap >= kGap) {
      close(gap_from);
      from = i;
    }
    gap = 0;
  }
  close(line.size());
  return out;
}

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

// 1862.4, -3.5, [0.9], 5.5%: a cell that begins with its number. The first piece may be the row's own number.
bool has_number(const std::vector<View>& pieces) {
  return std::any_of(pieces.begin() + 1, pieces.end(), [](View piece) {
    const std::size_t sign = View(U"-－−+[【(（").find(piece[0]) != View::npos ? 1 : 0;
    return piece.size() > sign && is_digit(piece[sign]);
  });
}

// 一、 （一） 第一章, 附件, 注: what begins something else than the rest of a cell.
bool begins_anew(View line) {
  constexpr View numerals = U"一二三四五六七八九十";
  for (const View word : {View(U"附件"), View(U"附表"), View(U"注"), View(U"第")})
    if (line.starts_with(word)) return true;
  std::size_t i = line[0] == U'（' || line[0] == U'(' ? 1 : 0;
  const std::size_t start = i;
  while (i < line.size() && numerals.find(line[i]) != View::npos) ++i;
  return i > start && i < line.size() && View(U"、）)").find(line[i]) != View::npos;
}

bool ends_a_sentence(View line) { return View(U"。！？").find(line.back()) != View::npos; }

struct Open {
  DrawnTable table;
  int numbers = 0;  // rows with a number
  int rests = 0;    // since the last row
};

}  // namespace

std::vector<DrawnTable> drawn_tables(const Document& document) {
  std::vector<DrawnTable> out;
  std::optional<Open> open;
  const auto close = [&] {
    if (open && open->table.rows >= kFewestRows && open->numbers * 2 >= open->table.rows) out.push_back(open->table);
    open.reset();
  };
  for (const Block& block : document.blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    if (paragraph == nullptr) {
      close();
      continue;
    }
    const View line = base::trim(base::slice(document.text, paragraph->span));
    if (line.empty()) continue;
    const auto pieces = pieces_of(line);
    const bool row = static_cast<int>(pieces.size()) >= kFewestColumns;
    if (!row) {
      const bool rest = pieces.size() == 2 || (line.size() <= kLongestRest && !ends_a_sentence(line));
      if (!open || !rest || begins_anew(line) || ++open->rests > kMostRests) {
        close();
        continue;
      }
    }
    if (!open) open = Open{.table = {.span = paragraph->span, .first = paragraph->place}};
    open->table.span.end = paragraph->span.end;
    open->table.last_page = paragraph->place.page;
    if (!row) continue;
    ++open->table.rows;
    open->numbers += has_number(pieces);
    open->rests = 0;
  }
  close();
  return out;
}

void tell_of_drawn_tables(Document& document) {
  for (const auto& table : drawn_tables(document)) {
    std::string where;
    if (table.first.page > 0) {
      where = "第" + std::to_string(table.first.page);
      if (table.last_page != table.first.page) where += "—" + std::to_string(table.last_page);
      where += "页";
    }
    document.notices.push_back({table.first, where + "有一张没有格线的表（" + std::to_string(table.rows) +
                                                 "行），数对不准栏目，没有从中读取数、目标和任务；要用表里的数，"
                                                 "请提供 Word 或 Excel 文件"});
  }
}

}  // namespace document
