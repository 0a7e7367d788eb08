#include "report/annual.hpp"

#include <algorithm>

#include "report/annual_parts.hpp"

namespace report {

namespace annual {
namespace {

// The targets as a list, each with the figure that stands for it in the draft.
void list_targets(Writer& w) {
  for (const auto& s : w.run.targets) {
    AnnualTarget t;
    t.id = s.target.id;
    t.indicator = name_of(s);
    t.aim = aim_of(s, w.places);
    t.strength = s.target.strength;
    t.verdict = s.verdict;
    t.outcome = outcome_of(s);
    t.say = s.why;
    if (s.latest) {
      const std::string id = facts::id(s.latest->recorded());
      const auto demand = plan::demand_of(s.target, w.reading, s.indicator, w.run.settings);
      bool in_text = false;
      for (const auto& f : w.out.figures) {
        if (facts::id(f.fact) != id || (demand && f.growth != (demand->side == plan::Side::growth))) continue;
        const bool of_a_table = std::ranges::none_of(w.out.blocks, [&](const AnnualBlock& b) {
          return b.id == f.block && std::ranges::any_of(b.runs, [&](const auto& r) { return r.ref == f.id; });
        });
        if (!t.figure.empty() && (in_text || of_a_table)) continue;
        t.figure = f.id;
        in_text = !of_a_table;
      }
    }
    t.holder = holder_of(w, s.indicator, t.indicator).body;
    if (t.holder.empty()) t.holder = owner_in_plan(w, t.id).body;
    w.out.targets.push_back(std::move(t));
  }
}

// Headline targets of which no paragraph will speak, told behind the table of all.
void untold_headlines(Writer& w, const std::vector<OldSection>& sections) {
  std::set<std::string> will_be_told;
  for (const auto& section : sections) {
    for (const auto& paragraph : section.paragraphs) {
      if (section.plans) continue;
      for (const auto* f : paragraph.figures)
        will_be_told.insert(plan::meeting_name(f->indicator, facts::NamesTable::in_force()));
    }
  }
  std::vector<const plan::TargetStatus*> untold;
  for (const auto& [name, targets] : w.by_name)
    if (!will_be_told.contains(name)) untold.insert(untold.end(), targets.begin(), targets.end());
  std::ranges::sort(untold, {}, [](const auto* s) { return s->target.span.start; });
  if (untold.empty()) return;
  w.begin(Role::body);
  w.words("主要预期目标中的其他各项。", true);
  bool first = true;
  std::vector<OpenBlank> open;
  for (const auto* s : untold) {
    const bool told = s->latest && s->latest->fact.period.last.year == w.out.year;
    if (told) {
      w.words(first ? "" : "；");
      first = false;
      w.words((is_of_year(s->latest->fact) ? "" : calendar::to_chinese(s->latest->fact.period)) + name_of(*s));
      tell_fact(w, *w.said(*s).latest, s->indicator);
      tell_outcome(w, *s);
      if (is_of_year(s->latest->fact)) continue;
    }
    w.told.insert(s->target.id);
    AnnualBlank blank;
    blank.what = name_of(*s);
    blank.why = told ? "手头的数不是全年的公布数" : "手头没有这一年的公布数";
    blank.planned = aim_in_short(w, *s);
    const Holder holder = holder_of(w, s->indicator, name_of(*s));
    blank.holder = holder.body;
    open.push_back({std::move(blank), holder.publishes});
  }
  if (!first) w.words("。");
  put_blanks(w, open);
}

void review(Writer& w, const std::vector<OldSection>& sections) {
  const bool any = std::ranges::any_of(sections, [](const auto& s) { return !s.plans; });
  if (!any) {
    w.begin(Role::heading1);
    w.words("一、" + std::to_string(w.out.year) + "年国民经济和社会发展计划执行情况");
    overall(w);
    untold_headlines(w, sections);
  }
  bool begun = false;
  // Difficulties stand where last year's stood; what followed them there follows them here.
  const OldParagraph* last_problem = nullptr;
  for (const auto& section : sections) {
    if (section.plans) break;
    for (const auto& paragraph : section.paragraphs)
      if (paragraph.problems) last_problem = &paragraph;
  }
  for (const auto& section : sections) {
    if (section.plans) break;
    const auto first = std::ranges::find_if(section.paragraphs,
                                            [](const OldParagraph& p) { return !p.problems && !p.figures.empty(); });
    const std::string against =
        first == section.paragraphs.end() ? std::string() : said_against(w, *first, section.heading->title);
    w.heading(*section.heading, true, against);
    if (!begun) {
      overall(w);
      untold_headlines(w, sections);
    }
    begun = true;
    for (const auto& paragraph : section.paragraphs) {
      review_paragraph(w, paragraph);
      if (&paragraph == last_problem) problems(w, sections);
    }
  }
  if (last_problem == nullptr) problems(w, sections);
}

void next_plan(Writer& w, const std::vector<OldSection>& sections) {
  bool targets = false;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const auto& section = sections[i];
    if (!section.plans) continue;
    w.heading(*section.heading);
    plan_section(w, section);
    targets = targets || !section.targets.empty();
    const bool has_parts = i + 1 < sections.size() && sections[i + 1].heading->level > section.heading->level;
    if (section.paragraphs.empty() && !has_parts) {
      w.begin(Role::body);
      AnnualBlank blank;
      blank.what = "“" + inner_quotes(section.heading->title) + "”的内容";
      blank.why = "上年这一部分没有内容";
      blank.holder = plan::Offices::in_force().body("发展和改革", w.where);
      put_blanks(w, {{blank, false}});
    }
  }
  if (!targets && !w.digest.headline.empty()) {
    w.begin(Role::heading2);
    w.words(std::to_string(w.out.next_year) + "年主要预期目标");
    OldSection all;
    all.targets = w.digest.headline;
    next_targets(w, all);
  }
}

// “（读自facts.csv第12、15行）”: where the rows of a source stand that names a publication and no file.
std::string read_from(const Writer& w, int source, const std::string& line) {
  constexpr std::size_t kMost = 6;
  std::map<std::string, std::set<int>> rows;
  for (const auto& f : w.out.figures) {
    const auto& place = f.fact.source.place;
    const std::string file = base::readable(file_name(place.file));
    if (f.source == source && place.line > 0 && line.find(file) == std::string::npos) rows[file].insert(place.line);
  }
  std::string out;
  for (const auto& [file, lines] : rows) {
    out += (out.empty() ? "读自" : "；") + file + "第";
    std::size_t n = 0;
    for (const int row : lines)
      if (n++ < kMost) out += (n > 1 ? "、" : "") + std::to_string(row);
    out += lines.size() > kMost ? "等" + std::to_string(lines.size()) + "行" : "行";
  }
  return out.empty() ? out : "（" + out + "）";
}

}  // namespace
}  // namespace annual

AnnualReport annual_report(const AnnualInput& input) {
  JC_ASSERT(input.run != nullptr && input.run->reading != nullptr && input.run->reading->plan_year > 0);
  annual::Writer w(input);
  auto sections = annual::sections_of(*input.run, input.own_text, input.document);
  annual::judge_measures(w);
  annual::put_measures(w.reading, sections);
  annual::opening(w);
  annual::review(w, sections);
  annual::next_plan(w, sections);
  w.begin(annual::Role::signature);
  w.words(w.digest.office);
  annual::list_targets(w);
  annual::list_of_measures(w);
  annual::list_of_blanks(w);
  annual::list_of_doubts(w);
  if (w.sources.size() > 0) {
    w.paragraph(annual::Role::heading1, w.next_annex() + "：数据来源");
    int number = 0;
    for (const auto& line : w.sources.list())
      w.paragraph(annual::Role::note, line + annual::read_from(w, ++number, line));
  }
  return w.finish();
}

}  // namespace report
