#include <algorithm>

#include "plan/verdict_words.hpp"
#include "report/annual_parts.hpp"

// Difficulties, and the parts that plan.
namespace report::annual {
namespace {

bool is_closing(std::u32string_view words) {
  for (const auto* say : {U"审议", U"各位代表"})
    if (words.find(say) != std::u32string_view::npos) return true;
  return false;
}

// “请予审议” is said every year; the words around it were of last year.
void keep(Writer& w, const Span& span) {
  w.begin(Role::body);
  int at = span.start;
  while (at < span.end) {
    int end = at;
    while (end < span.end && w.old_text[static_cast<std::size_t>(end)] != U'。') ++end;
    if (end < span.end) ++end;
    const auto sentence = base::trim(base::slice(w.old_text, {at, end}));
    if (sentence.find(U"审议") != std::u32string_view::npos && sentence.size() <= 40) {
      carry(w, sentence);
    } else {
      w.kept_words({at, end});
    }
    at = end;
  }
}

void open_measures(Writer& w, const OldParagraph& old, const std::vector<const AnnualMeasure*>& here) {
  std::map<std::string, int> owners;
  int kept = 0, raised = 0, dropped = 0;
  for (const auto* a : here) {
    ++owners[a->owner];
    if (a->state == MeasureState::open) continue;
    kept += a->next == MeasureNext::keep ? 1 : 0;
    raised += a->next == MeasureNext::raise ? 1 : 0;
    dropped += a->next == MeasureNext::drop ? 1 : 0;
  }
  owners.erase("");
  const auto number = [&](const AnnualMeasure* a) { return std::to_string(a - w.out.measures.data() + 1); };
  AnnualBlank blank;
  blank.what = (old.lead.empty() ? "" : "“" + inner_quotes(next_years(old.lead, w.reading)) + "”的") +
               std::to_string(w.out.next_year) + "年举措";
  blank.why = "新的举措由人提出";
  // The year is named: in the part that reviews, 上年 is the year before it.
  blank.what += "（" + std::to_string(w.out.year) + "年" + std::to_string(here.size()) + "项，见附件1第" +
                number(here.front()) + (here.size() > 1 ? "至" + number(here.back()) : "") + "项";
  for (const auto& [n, words] : {std::pair{kept, "保留"}, std::pair{raised, "提高"}, std::pair{dropped, "取消"}})
    if (n > 0) blank.what += "，建议" + std::string(words) + std::to_string(n) + "项";
  blank.what += "）";
  const auto most = std::ranges::max_element(owners, {}, [](const auto& o) { return o.second; });
  if (most != owners.end()) blank.holder = most->first + (owners.size() > 1 ? "等单位" : "");
  w.begin(Role::body);
  w.lead(old);
  put_blanks(w, {{std::move(blank), false}});
}

}  // namespace

void plan_section(Writer& w, const OldSection& section) {
  bool proposed = section.targets.empty();
  for (std::size_t i = 0; i < section.paragraphs.size(); ++i) {
    const auto& old = section.paragraphs[i];
    const auto targets_in = [&](const OldParagraph& p) {
      return std::ranges::any_of(section.targets, [&](const auto* s) { return p.span.contains(s->target.span); });
    };
    if (targets_in(old)) {
      if (!std::exchange(proposed, true)) next_targets(w, section);
      if (old.table != nullptr) tell_table(w, old);
      continue;
    }
    if (old.table != nullptr) {
      tell_table(w, old);
      continue;
    }
    if (old.above_table) {
      w.begin(Role::body);
      carry(w, base::trim(base::slice(w.old_text, old.span)));
      continue;
    }
    const auto words = base::trim(base::slice(w.old_text, old.span));
    // “主要预期目标是：” before them: said by what proposes them.
    if (words.ends_with(U'：') && i + 1 < section.paragraphs.size() && targets_in(section.paragraphs[i + 1])) continue;
    std::vector<const AnnualMeasure*> here;
    for (const auto* m : section.measures)
      if (old.span.contains(m->span)) here.push_back(&measure_of(w, m->id));
    if (here.empty() || is_closing(words)) {
      keep(w, old.span);
    } else {
      open_measures(w, old, here);
    }
  }
  if (!proposed) next_targets(w, section);
}

void problems(Writer& w, const std::vector<OldSection>& sections) {
  std::vector<std::string> missed;
  for (const auto* s : w.digest.headline)
    if (outcome_of(*s) == AnnualOutcome::missed) missed.push_back(name_of(*s));
  std::string list;
  for (const auto& name : missed) list += (list.empty() ? "" : "、") + name;
  bool kept = false;
  for (const auto& section : sections)
    for (const auto& paragraph : section.paragraphs) {
      if (section.plans || !paragraph.problems) continue;
      w.begin(Role::body);
      w.lead(paragraph);
      w.kept_words({paragraph.words_from, paragraph.span.end});
      kept = true;
    }
  if (!kept) w.begin(Role::body);
  if (!kept) w.words("同时，经济社会发展中还存在一些困难和问题。");
  if (!missed.empty()) w.words(list + "没有达到年度目标。");
  const std::string broken = broken_promises(w);
  if (!broken.empty()) {
    w.words("据责任单位报送的重点项目表，");
    w.marked(AnnualMark::reported, broken, "");
    w.words("。");
  }
  std::vector<OpenBlank> open;
  const auto ask = [&](const std::string& what, const std::string& why) {
    AnnualBlank blank;
    blank.what = what;
    blank.why = why;
    blank.holder = plan::Offices::in_force().body("发展和改革", w.where);
    open.push_back({std::move(blank), false});
  };
  if (!missed.empty()) ask(list + "未达到年度目标的原因和补救措施", "原因由人说明");
  if (!broken.empty()) ask("重点项目没有按期完成的原因和补救措施", "原因由人说明");
  ask(kept ? "上年提出的困难和问题是否已经解决，今年新的困难和问题" : "今年的困难和问题", "由人判断和提出");
  put_blanks(w, open);
}

}  // namespace report::annual
