#include "reading/figures.hpp"

#include <algorithm>
#include <span>

#include "reading/dates.hpp"
#include "reading/scan.hpp"
#include "reading/sentence_figures.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

struct Stretch {
  Span span;
  Part part = Part::front;
  Span before;                                       // what must still be cut into sentences
  const std::vector<Sentence>* sentences = nullptr;  // of what stands behind it, when they are already known
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
      if (end > at) out.push_back({{at, end}, part, {at, end}, nullptr});
      at = end + 1;
    }
    at = std::max(at, to);
  };
  for (const TextParagraph& paragraph : structure.paragraphs) {
    if (paragraph.span.start < at || paragraph.span.empty()) continue;
    lines(paragraph.span.start);
    part = paragraph.part;
    // A lead phrase that ends a sentence changes nothing in the sentences behind it.
    const Span lead{paragraph.span.start, paragraph.body.start};
    const bool apart = paragraph.body.end == paragraph.span.end && paragraph.body.start >= paragraph.span.start &&
                       !paragraph.body.empty() && (lead.empty() || is_whole_sentence(text, lead));
    if (apart) {
      out.push_back({paragraph.span, part, lead, &paragraph.sentences});
    } else {
      out.push_back({paragraph.span, part, paragraph.span, nullptr});
    }
    at = paragraph.span.end;
  }
  lines(static_cast<int>(text.size()));
  return out;
}

// What of the names lies in no figure: a date inside 较2020年增长5% belongs to the figure. `names` may come in any
// order; the pieces come in text order, behind `out`.
void outside_figures(List<Nonfigure>& names, std::span<const Figure> figures, std::vector<Nonfigure>& out) {
  List<Span> taken;
  taken.reserve(figures.size());
  for (const Figure& f : figures) taken.push_back(f.span);
  if (!std::is_sorted(taken.begin(), taken.end())) std::sort(taken.begin(), taken.end());
  auto earlier = [](const Nonfigure& a, const Nonfigure& b) { return a.span < b.span; };
  if (!std::is_sorted(names.begin(), names.end(), earlier)) std::stable_sort(names.begin(), names.end(), earlier);
  std::size_t first = 0;  // no figure before it reaches to the names still to come
  for (const Nonfigure& name : names) {
    while (first < taken.size() && taken[first].end <= name.span.start) ++first;
    Span rest = name.span;
    for (std::size_t i = first; i < taken.size() && taken[i].start < rest.end; ++i) {
      if (taken[i].end <= rest.start) continue;
      if (rest.start < taken[i].start) out.push_back({{rest.start, taken[i].start}, name.why});
      rest.start = taken[i].end;
      if (rest.empty()) break;
    }
    if (!rest.empty()) out.push_back({rest, name.why});
  }
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

// Mostly they come in order already.
template <class Statements>
void in_text_order(Statements& all) {
  auto earlier = [](const auto& a, const auto& b) { return a.span < b.span; };
  if (!std::is_sorted(all.begin(), all.end(), earlier)) std::stable_sort(all.begin(), all.end(), earlier);
}

// How often value and name together were right on texts labelled by readers who had not seen this program, by what the
// reading had to lean on (docs/reference/reading.md); few cases are drawn towards the share of all, 0.93.
double measured_confidence(const Figure& figure) {
  double out = std::min(figure.confidence, 0.93);
  for (const Why& why : figure.why) {
    if (why.rule == Rule::name_before || why.rule == Rule::names_in_order) out = std::min(out, 0.72);
    if (why.rule == Rule::name_completed) out = std::min(out, 0.83);
    if (why.rule == Rule::from_to) out = std::min(out, 0.76);
  }
  if (figure.kind == Kind::rank) out = std::min(out, 0.60);
  const auto length = std::count_if(figure.indicator.begin(), figure.indicator.end(),  // in code points
                                    [](char b) { return (static_cast<unsigned char>(b) & 0xC0u) != 0x80u; });
  if (length == 2 || length > 20) out = std::min(out, 0.62);
  if (length < 2) out = std::min(out, 0.40);
  return out;
}

class FigureReader {
 public:
  FigureReader(std::u32string_view text, const Structure& structure)
      : text_(text), norm_(normalised(text)), structure_(structure), area_(base::u32(structure.area)) {}

  FiguresFound run() {
    // A figure for each run of digits is what dense texts come near to; growing would copy them all again and again.
    std::size_t runs = 0;
    for (std::size_t i = 0; i < norm_.size(); ++i)
      runs += is_digit(norm_[i]) && (i + 1 == norm_.size() || !is_digit(norm_[i + 1])) ? 1 : 0;
    out_.figures.reserve(runs);
    for (const Stretch& stretch : stretches(text_, structure_)) read(stretch);
    finish();
    return std::move(out_);
  }

 private:
  // Sentences that are already known are cut once: what stands before them is their paragraph's lead phrase.
  void read(const Stretch& stretch) {
    const ScratchScope scope;
    Scan scanned = scan(text_, norm_, stretch.span);
    // Names of sizes are found last, when the numbers behind them are known.
    in_text_order(scanned.nonfigures);
    const std::size_t had = out_.figures.size();
    List<Nonfigure> names = scanned.nonfigures;
    std::u32string topic;
    std::size_t n = 0, o = 0, name = 0;
    auto read_sentence = [&](const Sentence& sentence) {
      const std::size_t first_number = n, first_ordinal = o;
      while (n < scanned.numbers.size() && scanned.numbers[n].core.start < sentence.span.end) ++n;
      while (o < scanned.ordinals.size() && scanned.ordinals[o].span.start < sentence.span.end) ++o;
      while (name < scanned.nonfigures.size() && scanned.nonfigures[name].span.start < sentence.span.start) ++name;
      std::size_t name_end = name;
      while (name_end < scanned.nonfigures.size() && scanned.nonfigures[name_end].span.start < sentence.span.end)
        ++name_end;
      const SentenceTokens tokens{std::span(scanned.numbers).subspan(first_number, n - first_number),
                                  std::span(scanned.ordinals).subspan(first_ordinal, o - first_ordinal),
                                  std::span(scanned.nonfigures).subspan(name, name_end - name)};
      if (tokens.numbers.empty() && tokens.ordinals.empty() && !may_be_flat(base::slice(norm_, sentence.span))) return;
      const int year = year_of(stretch.part);
      int opening = opening_year(base::slice(norm_, sentence.span));
      // A text that says nowhere of which year it tells goes on with the year named last.
      if (opening > 0)
        last_opening_ = opening;
      else if (year == 0)
        opening = last_opening_;
      const SentenceContext context{
          text_, norm_, sentence.span, stretch.part, year, opening, topic, !structure_.plan_part.empty(), area_};
      read_statements(context, tokens, out_.figures, names, topic);
    };
    if (!stretch.before.empty()) std::ranges::for_each(split_sentences(text_, stretch.before), read_sentence);
    if (stretch.sentences != nullptr) std::ranges::for_each(*stretch.sentences, read_sentence);
    outside_figures(names, std::span(out_.figures).subspan(had), out_.nonfigures);
  }

  // 2013年全县…… -> 2013. 2021年以来 and 2020—2022年 hold for more than their year.
  static int opening_year(View sentence) {
    std::size_t from = 0;
    while (from < sentence.size() && from < 12 && !is_digit(sentence[from])) {
      if (!(sentence[from] == U' ' || sentence[from] == U'—' || sentence[from] == U',' || base::is_han(sentence[from])))
        return 0;
      ++from;
    }
    if (from > 0 && from < sentence.size()) {
      // 初步测算,2015年……
      const bool comma = sentence[from - 1] == U',' || sentence[from - 1] == U' ';
      if (!comma) return 0;
    }
    if (sentence.size() < from + 6 || sentence[from + 4] != U'年') return 0;
    const int year = last_year_in(sentence.substr(from, 5));
    const View rest = sentence.substr(from + 5);
    const bool span = words::starts_with(rest, {U"以来", U"至", U"到", U"—", U"-", U"起", U"前", U"后", U"底前"}) > 0 &&
                      // 2025年前三季度, 2025年前10个月 are of their year; 2025年前 ends before it.
                      !(rest.starts_with(U"前") && words::has_any(rest.substr(0, 6), {U"季度", U"个月"}));
    return span ? 0 : year;
  }

  int year_of(Part part) const {
    return part == Part::plan || part == Part::outlook ? structure_.plan_year : structure_.report_year;
  }

  void finish() {
    in_text_order(out_.figures);
    in_text_order(out_.nonfigures);
    keep_apart(out_.nonfigures);
    for (std::size_t i = 0; i < out_.figures.size(); ++i) {
      out_.figures[i].id = words::numbered('F', i + 1);
      out_.figures[i].confidence = measured_confidence(out_.figures[i]);
    }
    list_unaccounted();
  }

  // Digits between all figures and names, which stand in text order.
  void list_unaccounted() {
    std::size_t f = 0, n = 0;
    const int end = static_cast<int>(norm_.size());
    for (int at = 0; at < end;) {
      const int figure = f < out_.figures.size() ? out_.figures[f].span.start : end;
      const int name = n < out_.nonfigures.size() ? out_.nonfigures[n].span.start : end;
      for (const int next = std::min(figure, name); at < next; ++at) {
        if (!is_digit(norm_[static_cast<std::size_t>(at)])) continue;
        const int from = at;
        while (at < next && is_digit(norm_[static_cast<std::size_t>(at)])) ++at;
        out_.unaccounted.push_back({from, at});
      }
      if (f < out_.figures.size() && figure <= name) at = std::max(at, out_.figures[f++].span.end);
      if (n < out_.nonfigures.size() && name < figure) at = std::max(at, out_.nonfigures[n++].span.end);
    }
  }

  std::u32string_view text_;
  std::u32string norm_;
  const Structure& structure_;
  std::u32string area_;
  int last_opening_ = 0;  // the year that opened a sentence last
  FiguresFound out_;
};

}  // namespace

FiguresFound find_figures(std::u32string_view text, const Structure& structure) {
  return FigureReader(text, structure).run();
}

}  // namespace reading
