#include "reading/figures.hpp"

#include <algorithm>

#include "reading/scan.hpp"
#include "reading/sentence_figures.hpp"

namespace reading {
namespace {

struct Stretch {
  Span span;
  Part part = Part::front;
  bool whole_sentence = false;  // headings and table cells: read without cutting
};

// Paragraphs as the structure gives them, and every line between them: no digit of the text is left unread.
std::vector<Stretch> stretches(std::u32string_view text, const Structure& structure) {
  std::vector<Stretch> out;
  int at = 0;
  Part part = Part::front;
  auto lines = [&](int to) {
    while (at < to) {
      int end = at;
      while (end < to && text[static_cast<std::size_t>(end)] != U'\n') ++end;
      if (end > at) out.push_back({{at, end}, part});
      at = end + 1;
    }
    at = std::max(at, to);
  };
  for (const TextParagraph& paragraph : structure.paragraphs) {
    if (paragraph.span.start < at || paragraph.span.empty()) continue;
    lines(paragraph.span.start);
    part = paragraph.part;
    out.push_back({paragraph.span, part});
    at = paragraph.span.end;
  }
  lines(static_cast<int>(text.size()));
  return out;
}

// What of the names lies in no figure: a date inside 较2020年增长5% belongs to the figure. `names` may come in any
// order; the pieces come in text order.
std::vector<Nonfigure> outside_figures(std::vector<Nonfigure> names, const std::vector<Figure>& figures) {
  std::vector<Span> taken;
  for (const Figure& f : figures) taken.push_back(f.span);
  std::sort(taken.begin(), taken.end());
  std::stable_sort(names.begin(), names.end(), [](const Nonfigure& a, const Nonfigure& b) { return a.span < b.span; });
  std::vector<Nonfigure> out;
  std::size_t first = 0;  // no figure before it reaches to the names still to come
  for (Nonfigure& name : names) {
    while (first < taken.size() && taken[first].end <= name.span.start) ++first;
    Span rest = name.span;
    for (std::size_t i = first; i < taken.size() && taken[i].start < rest.end; ++i) {
      if (taken[i].end <= rest.start) continue;
      if (rest.start < taken[i].start) out.push_back({{rest.start, taken[i].start}, name.why});
      rest.start = taken[i].end;
      if (rest.empty()) break;
    }
    if (!rest.empty()) out.push_back({rest, std::move(name.why)});
  }
  return out;
}

// Names in text order that share characters: the later one begins where the earlier ends.
void keep_apart(std::vector<Nonfigure>& names) {
  int end = 0;
  for (Nonfigure& name : names) {
    name.span.start = std::max(name.span.start, end);
    end = std::max(end, name.span.end);
  }
  std::erase_if(names, [](const Nonfigure& name) { return name.span.empty(); });
}

// How often value and name together were right on texts labelled by readers who had not seen this program, by what the
// reading had to lean on (docs/reference/reading.md); few cases are drawn towards the share of all, 0.93.
double measured_confidence(const Figure& figure) {
  double out = std::min(figure.confidence, 0.93);
  auto leans_on = [&](std::string_view rule) {
    return std::any_of(figure.why.begin(), figure.why.end(),
                       [&](const std::string& why) { return why.starts_with(rule); });
  };
  if (leans_on("名称承前")) out = std::min(out, 0.72);
  if (leans_on("名称由前文补全")) out = std::min(out, 0.83);
  if (leans_on("从一数到另一数")) out = std::min(out, 0.76);
  if (figure.kind == Kind::rank) out = std::min(out, 0.60);
  const std::size_t length = base::u32(figure.indicator).size();
  if (length == 2 || length > 20) out = std::min(out, 0.62);
  if (length < 2) out = std::min(out, 0.40);
  return out;
}

class FigureReader {
 public:
  FigureReader(std::u32string_view text, const Structure& structure)
      : text_(text), norm_(normalised(text)), structure_(structure) {}

  FiguresFound run() {
    for (const Stretch& stretch : stretches(text_, structure_)) read(stretch);
    finish();
    return std::move(out_);
  }

 private:
  void read(const Stretch& stretch) {
    Scan scanned = scan(text_, norm_, stretch.span);
    // Names of sizes are found last, when the numbers behind them are known.
    std::stable_sort(scanned.nonfigures.begin(), scanned.nonfigures.end(),
                     [](const Nonfigure& a, const Nonfigure& b) { return a.span < b.span; });
    std::vector<Figure> figures;
    std::vector<Nonfigure> names = scanned.nonfigures;
    std::u32string topic;
    std::size_t n = 0, o = 0, name = 0;
    for (const Sentence& sentence : split_sentences(text_, stretch.span)) {
      SentenceTokens tokens;
      while (n < scanned.numbers.size() && scanned.numbers[n].core.start < sentence.span.end)
        tokens.numbers.push_back(scanned.numbers[n++]);
      while (o < scanned.ordinals.size() && scanned.ordinals[o].span.start < sentence.span.end)
        tokens.ordinals.push_back(scanned.ordinals[o++]);
      while (name < scanned.nonfigures.size() && scanned.nonfigures[name].span.start < sentence.span.start) ++name;
      for (std::size_t k = name; k < scanned.nonfigures.size(); ++k) {
        if (scanned.nonfigures[k].span.start >= sentence.span.end) break;
        if (sentence.span.contains(scanned.nonfigures[k].span)) tokens.names.push_back(scanned.nonfigures[k]);
      }
      SentenceContext context{text_, norm_, sentence.span, stretch.part, year_of(stretch.part), topic};
      SentenceRead found = read_statements(context, tokens);
      topic = found.topic;
      std::move(found.figures.begin(), found.figures.end(), std::back_inserter(figures));
      std::move(found.nonfigures.begin(), found.nonfigures.end(), std::back_inserter(names));
    }
    for (Nonfigure& piece : outside_figures(std::move(names), figures)) out_.nonfigures.push_back(std::move(piece));
    std::move(figures.begin(), figures.end(), std::back_inserter(out_.figures));
  }

  int year_of(Part part) const {
    return part == Part::plan || part == Part::outlook ? structure_.plan_year : structure_.report_year;
  }

  void finish() {
    std::stable_sort(out_.figures.begin(), out_.figures.end(),
                     [](const Figure& a, const Figure& b) { return a.span < b.span; });
    std::stable_sort(out_.nonfigures.begin(), out_.nonfigures.end(),
                     [](const Nonfigure& a, const Nonfigure& b) { return a.span < b.span; });
    keep_apart(out_.nonfigures);
    for (std::size_t i = 0; i < out_.figures.size(); ++i) {
      std::string number = std::to_string(i + 1);
      number.insert(0, number.size() < 3 ? 3 - number.size() : 0, '0');
      out_.figures[i].id = "F" + number;
      out_.figures[i].confidence = measured_confidence(out_.figures[i]);
    }
    std::vector<bool> accounted(norm_.size(), false);
    auto mark = [&](const Span& span) {
      std::fill(accounted.begin() + span.start, accounted.begin() + span.end, true);
    };
    for (const Figure& f : out_.figures) mark(f.span);
    for (const Nonfigure& n : out_.nonfigures) mark(n.span);
    for (int i = 0; i < static_cast<int>(norm_.size()); ++i) {
      if (!is_digit(norm_[static_cast<std::size_t>(i)]) || accounted[static_cast<std::size_t>(i)]) continue;
      int end = i;
      while (end < static_cast<int>(norm_.size()) && is_digit(norm_[static_cast<std::size_t>(end)]) &&
             !accounted[static_cast<std::size_t>(end)])
        ++end;
      out_.unaccounted.push_back({i, end});
      i = end;
    }
  }

  std::u32string_view text_;
  std::u32string norm_;
  const Structure& structure_;
  FiguresFound out_;
};

}  // namespace

FiguresFound find_figures(std::u32string_view text, const Structure& structure) {
  return FigureReader(text, structure).run();
}

}  // namespace reading
