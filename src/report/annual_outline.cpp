#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "reading/plan_table.hpp"
#include "report/annual_parts.hpp"

// Last year's report taken apart: its sections, paragraphs and figures, and which measures of the plan belong to which.
namespace report::annual {
namespace {

using Pairs = std::unordered_map<std::uint64_t, double>;

// Two signs of the script that stand together; digits and marks say nothing of what a text is about.
Pairs pairs_of(std::u32string_view text) {
  Pairs out;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (base::is_han(text[i]) && base::is_han(text[i + 1]))
      out[(static_cast<std::uint64_t>(text[i]) << 32) | text[i + 1]] += 1;
  }
  return out;
}

double length(const Pairs& v) {
  double sum = 0;
  for (const auto& [pair, weight] : v) sum += weight * weight;
  return std::sqrt(sum);
}

double likeness(const Pairs& a, const Pairs& b) {
  double dot = 0;
  for (const auto& [pair, weight] : a)
    if (const auto at = b.find(pair); at != b.end()) dot += weight * at->second;
  const double both = length(a) * length(b);
  return both > 0 ? dot / both : 0;
}

// Below it two texts have no more in common than any two of one report.
constexpr double kAlike = 0.12;
// So much of a measure's own words counts beside the paragraph around it: few words are often alike by chance.
constexpr double kOwn = 0.6;

bool is_mark(char32_t c) { return std::u32string_view(U"。：:，,；;.").find(c) != std::u32string_view::npos; }

void flatten(const std::vector<reading::Heading>& headings, std::vector<const reading::Heading*>& upper,
             std::vector<const reading::Heading*>& leads) {
  for (const auto& h : headings) {
    (h.level <= 2 ? upper : leads).push_back(&h);
    flatten(h.children, upper, leads);
  }
}

bool of_the_area(const reading::Figure& f, const reading::Reading& reading) {
  return f.subject.empty() || plan::same_area(f.subject, reading.area);
}

bool tells_problems(const reading::Reading& reading, const Span& span) {
  if (std::ranges::any_of(reading.problems, [&](const auto& p) { return span.contains(p.span); })) return true;
  const auto words = base::slice(reading.text, span);
  for (const auto* say : {U"困难和问题", U"存在的问题", U"主要问题是", U"问题和不足", U"困难和挑战"})
    if (words.find(say) != std::u32string_view::npos) return true;
  return false;
}

// 二是……: a line of a list that began above.
bool is_one_of_several(std::u32string_view line) {
  constexpr std::u32string_view kNumbers = U"一二三四五六七八九十";
  if (line.starts_with(U"——") || line.starts_with(U"第")) line.remove_prefix(line.starts_with(U"第") ? 1 : 2);
  const bool number = !line.empty() && kNumbers.find(line.front()) != std::u32string_view::npos;
  return number && line.size() > 1 && (line[1] == U'是' || line[1] == U'，');
}

// “五年来”, “十四五”时期: what is told there adds up over years.
constexpr std::size_t kOpeningWords = 24;
bool spans_years(std::string_view words) {
  for (const char* say : {"五年来", "五年间", "过去五年", "这五年", "三年来", "五”时期", "五年成就", "五年工作回顾"})
    if (words.find(say) != std::string_view::npos) return true;
  return false;
}

// The same for sections of the second level below such a title.
bool above_spans_years(const std::vector<OldSection>& sections, std::size_t at) {
  if (sections[at].heading->level == 1) return false;
  for (std::size_t i = at; i-- > 0;)
    if (sections[i].heading->level == 1) return spans_years(sections[i].heading->title);
  return false;
}

}  // namespace

namespace {

// The table that the text at `start` stands in; null: none. A table of one cell is a frame around words.
const document::Table* table_at(const document::Document* document, int start) {
  if (document == nullptr) return nullptr;
  for (const auto& block : document->blocks) {
    const auto* table = std::get_if<document::Table>(&block);
    if (table != nullptr && reading::PlanTable::may_be(*table) && table->span.start <= start && start < table->span.end)
      return table;
  }
  return nullptr;
}

// 单位：亿元 and 附表：…… above a table are short and no sentences.
void find_titles_of_tables(std::vector<OldParagraph>& paragraphs) {
  constexpr std::size_t kLines = 3;
  constexpr int kShort = 45;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (paragraphs[i].table == nullptr) continue;
    for (std::size_t back = 1; back <= std::min(i, kLines); ++back) {
      auto& above = paragraphs[i - back];
      if (above.table != nullptr || above.span.size() > kShort || !above.lead.empty() || !above.figures.empty()) break;
      above.above_table = true;
    }
  }
}

}  // namespace

std::vector<OldSection> sections_of(const RunFindings& run, int own_text, const document::Document* document) {
  const auto& reading = *run.reading;
  std::vector<const reading::Heading*> upper, leads;
  flatten(reading.outline, upper, leads);
  std::ranges::sort(upper, {}, [](const auto* h) { return h->span.start; });
  // 三是…… standing alone in a line is no title.
  std::erase_if(upper, [&](const auto* h) {
    const auto before = h->span.start > 0 ? reading.text.rfind(U'\n', static_cast<std::size_t>(h->span.start) - 1)
                                          : std::u32string::npos;
    const int start = before == std::u32string::npos ? 0 : static_cast<int>(before) + 1;
    const auto line = base::trim(base::slice(reading.text, {start, h->span.end}));
    return line.size() > 1 && line[1] == U'是' && is_one_of_several(line);
  });
  const int length = own_text > 0 ? own_text : static_cast<int>(reading.text.size());
  const int plan_from = reading.plan_part.empty() ? length : reading.plan_part.start;
  std::vector<OldSection> out;
  std::vector<Span> parts;
  // What stands before the first heading is the title and the address to the assembly: written anew.
  for (std::size_t i = 0; i < upper.size(); ++i) {
    OldSection section;
    section.heading = upper[i];
    section.plans = upper[i]->span.start >= plan_from;
    parts.push_back({upper[i]->span.end, i + 1 < upper.size() ? upper[i + 1]->span.start : length});
    out.push_back(std::move(section));
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Span part = parts[i];
    int start = part.start;
    while (start < part.end) {
      const auto line_end = reading.text.find(U'\n', static_cast<std::size_t>(start));
      int end = line_end == std::u32string::npos ? part.end : std::min(part.end, static_cast<int>(line_end));
      if (const auto* table = table_at(document, start); table != nullptr) {
        end = std::min(part.end, table->span.end);
        OldParagraph paragraph;
        paragraph.span = {start, end};
        paragraph.words_from = start;
        paragraph.plans = out[i].plans;
        paragraph.table = table;
        // A part that begins amid a table has the rest of it: told where it began.
        if (start == table->span.start) out[i].paragraphs.push_back(std::move(paragraph));
        start = end + 1;
        continue;
      }
      const std::u32string_view line = base::trim(base::slice(reading.text, {start, end}));
      if (line.size() > 3) {
        OldParagraph paragraph;
        paragraph.span = {start, end};
        paragraph.words_from = start;
        // （一）工业经济支撑有力。规模以上……: the mark behind a title that stands in the line of its text is the
        // title's.
        while (start == part.start && paragraph.words_from < end &&
               is_mark(reading.text[static_cast<std::size_t>(paragraph.words_from)]))
          ++paragraph.words_from;
        paragraph.plans = out[i].plans;
        for (const auto* lead : leads) {
          if (!paragraph.lead.empty() || !paragraph.span.contains(lead->span)) continue;
          paragraph.lead = lead->title;
          paragraph.words_from = lead->span.end;
          while (paragraph.words_from < end && is_mark(reading.text[static_cast<std::size_t>(paragraph.words_from)]))
            ++paragraph.words_from;
        }
        for (const auto& f : reading.figures) {
          const bool told = f.status == reading::FigureStatus::achieved && !f.indicator.empty() &&
                            f.kind != reading::Kind::threshold && f.kind != reading::Kind::difference;
          const bool of_year = f.period.empty() || f.period.starts_with(std::to_string(reading.report_year));
          if (told && of_year && paragraph.span.contains(f.span) && of_the_area(f, reading))
            paragraph.figures.push_back(&f);
        }
        const bool after_problems = !out[i].paragraphs.empty() && out[i].paragraphs.back().problems;
        const bool goes_on = after_problems && is_one_of_several(line);
        if (goes_on) paragraph.figures.clear();
        paragraph.problems = goes_on || tells_problems(reading, paragraph.span);
        paragraph.several_years = spans_years(out[i].heading->title) || above_spans_years(out, i) ||
                                  spans_years(base::to_utf8(line.substr(0, kOpeningWords)));
        if (paragraph.several_years) paragraph.figures.clear();
        out[i].paragraphs.push_back(std::move(paragraph));
      }
      start = end + 1;
    }
    find_titles_of_tables(out[i].paragraphs);
    for (const auto& m : reading.measures)
      if (part.contains(m.span) && out[i].plans) out[i].measures.push_back(&m);
    for (const auto& s : run.targets)
      if (is_headline(s) && part.contains(s.target.span) && out[i].plans) out[i].targets.push_back(&s);
  }
  return out;
}

void put_measures(const reading::Reading& reading, std::vector<OldSection>& sections) {
  struct Place {
    OldParagraph* paragraph;
    Pairs pairs;
  };
  std::vector<Place> places;
  for (auto& section : sections) {
    if (section.plans || section.heading == nullptr) continue;
    for (auto& p : section.paragraphs) {
      if (p.table != nullptr || p.problems || p.several_years || (p.figures.empty() && p.lead.empty())) continue;
      Pairs pairs = pairs_of(base::slice(reading.text, p.span));
      // The title above a paragraph speaks for all below it.
      for (const auto& [pair, weight] : pairs_of(base::u32(section.heading->title))) pairs[pair] += weight;
      places.push_back({&p, std::move(pairs)});
    }
  }
  // A pair that stands in many paragraphs tells none of them apart.
  std::unordered_map<std::uint64_t, int> in_how_many;
  for (const auto& place : places)
    for (const auto& [pair, weight] : place.pairs) ++in_how_many[pair];
  const auto weigh = [&](Pairs& pairs) {
    for (auto& [pair, weight] : pairs) {
      const auto at = in_how_many.find(pair);
      const double n = at == in_how_many.end() ? 1 : at->second;
      weight = (1 + std::log(weight)) * std::log(1 + static_cast<double>(places.size()) / n);
    }
  };
  for (auto& place : places) weigh(place.pairs);

  for (const auto& section : sections) {
    std::vector<std::pair<const reading::Measure*, const OldParagraph*>> unplaced;
    std::map<const OldParagraph*, std::map<OldParagraph*, int>> chosen;  // paragraph of the plan → of the review
    std::map<OldParagraph*, int> of_section;
    for (const auto& from : section.paragraphs) {
      Pairs around = pairs_of(base::slice(reading.text, from.span));
      weigh(around);
      for (const auto* measure : section.measures) {
        if (!from.span.contains(measure->span)) continue;
        Pairs own = pairs_of(base::slice(reading.text, measure->span));
        weigh(own);
        Place* best = nullptr;
        double best_score = kAlike;
        for (auto& place : places) {
          const double score = kOwn * likeness(own, place.pairs) + likeness(around, place.pairs);
          if (score > best_score) best_score = score, best = &place;
        }
        if (best == nullptr) {
          unplaced.emplace_back(measure, &from);
          continue;
        }
        best->paragraph->measures.push_back(measure);
        ++chosen[&from][best->paragraph];
        ++of_section[best->paragraph];
      }
    }
    // Where its neighbours are, a measure is not out of place.
    for (const auto& [measure, from] : unplaced) {
      const auto near = chosen.find(from);
      const auto& among = near != chosen.end() ? near->second : of_section;
      const auto most = std::ranges::max_element(among, {}, [](const auto& one) { return one.second; });
      if (most != among.end()) most->first->measures.push_back(measure);
    }
  }
  for (auto& place : places)
    std::ranges::sort(place.paragraph->measures, {}, [](const auto* m) { return m->span.start; });
}

}  // namespace report::annual
