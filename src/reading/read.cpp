#include "reading/read.hpp"

#include <algorithm>

#include "document/drawn_tables.hpp"
#include "facts/names.hpp"
#include "reading/commitments.hpp"
#include "reading/figures.hpp"
#include "reading/flow.hpp"
#include "reading/lexicon.hpp"
#include "reading/read_of_year.hpp"
#include "reading/structure.hpp"
#include "reading/table_targets.hpp"
#include "reading/traditional.hpp"
#include "reading/words.hpp"

namespace reading {

namespace {

// PM2.5同比改善8.8% fell: what is better when it is less went down where it got better.
void turn_improvements(View text, std::vector<Figure>& figures) {
  constexpr int kApart = 4;  // 改善幅度为, 改善了约
  const auto& names = facts::NamesTable::in_force();
  for (Figure& f : figures) {
    if (!f.change || f.change->direction != ChangeDirection::up) continue;
    const Span words = f.change->span.empty() ? f.span : f.change->span;
    bool better = false;
    int from = words.start;
    while (from > 0 && words.start - from < kApart && base::is_han(text[static_cast<std::size_t>(from - 1)])) --from;
    for (int i = from; !better && i < words.end; ++i) {
      const auto hit = lexicon().changes.at(text, i, words.end);
      better = hit && hit.entry->better;
    }
    if (!better) continue;
    const auto* entry = names.find(f.indicator);
    if (entry != nullptr && entry->direction == facts::Direction::less_is_better)
      f.change->direction = ChangeDirection::down;
  }
}

Reading read_flowing(const document::Document& document, const std::vector<Line>& lines, int year) {
  Reading reading;
  reading.text = document.text;
  Structure structure = find_structure(document, lines, year);
  reading.area = structure.area;
  reading.report_year = structure.report_year;
  reading.plan_year = structure.plan_year;
  reading.plan_part = structure.plan_part;
  reading.outline = std::move(structure.outline);
  FiguresFound found = find_figures(reading.text, structure);
  reading.figures = std::move(found.figures);
  turn_improvements(reading.text, reading.figures);
  reading.nonfigures = std::move(found.nonfigures);
  reading.unaccounted = std::move(found.unaccounted);
  Commitments commitments = find_commitments(reading.text, structure, reading.figures);
  reading.targets = std::move(commitments.targets);
  reading.measures = std::move(commitments.measures);
  reading.problems = std::move(commitments.problems);
  return reading;
}

// The titles as the document has them: names of what is read are in simplified characters, by which tables know them.
void show_as_written(std::u32string_view text, std::vector<Heading>& headings) {
  for (Heading& h : headings) {
    h.title = words::joined(base::slice(text, h.span));
    show_as_written(text, h.children);
  }
}

bool in_one_of(const std::vector<document::DrawnTable>& tables, base::Span span) {
  return std::ranges::any_of(tables, [&](const document::DrawnTable& table) {
    return span.start >= table.span.start && span.end <= table.span.end;
  });
}

// Tables that only white space draws: a row of one is no sentence, and whose column a number of it stands in nobody can
// tell. Its lines go before the text is read, and what numbers are seen there are digits that say nothing. The text
// stays, and with it every place.
document::Document without(const std::vector<document::DrawnTable>& tables, document::Document document) {
  std::erase_if(document.blocks, [&](const document::Block& block) {
    const auto* paragraph = std::get_if<document::Paragraph>(&block);
    return paragraph != nullptr && in_one_of(tables, paragraph->span);
  });
  return document;
}

void leave_out(const std::vector<document::DrawnTable>& tables, Reading& reading) {
  std::erase_if(reading.figures, [&](const Figure& figure) {
    if (!in_one_of(tables, figure.span)) return false;
    reading.nonfigures.push_back({figure.span, "没有格线的表里的数，对不准栏目"});
    return true;
  });
  std::ranges::stable_sort(reading.nonfigures, {}, [](const Nonfigure& n) { return n.span.start; });
}

Reading read_prose(const document::Document& document, int year) {
  const std::vector<Line> lines = logical_lines(document);
  const std::optional<Flow> flowing = flow(document, lines);
  if (!flowing) return read_flowing(document, lines, year);
  Reading reading = read_flowing(flowing->document, logical_lines(flowing->document), year);
  flowing->put_back(reading);
  reading.text = document.text;
  return reading;
}

}  // namespace

Reading read(const document::Document& document) { return read_of_year(document, 0); }

Reading read_of_year(const document::Document& document, int year) {
  if (const auto simple = simplified(document)) {
    Reading reading = read_of_year(*simple, year);
    reading.text = document.text;
    show_as_written(reading.text, reading.outline);
    for (Problem& p : reading.problems) p.text = words::joined(base::slice(std::u32string_view(reading.text), p.span));
    return reading;
  }
  const auto tables = document::drawn_tables(document);
  Reading reading;
  if (tables.empty()) {
    reading = read_prose(document, year);
  } else {
    reading = read_prose(without(tables, document), year);
    leave_out(tables, reading);
  }
  add_targets_of_tables(document, reading);
  return reading;
}

}  // namespace reading
