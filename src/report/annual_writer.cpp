#include <algorithm>

#include "plan/key_projects.hpp"
#include "plan/publisher.hpp"
#include "plan/spoken_unit.hpp"
#include "plan/tasks_words.hpp"
#include "plan/verdict_outlook.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"
#include "report/annual_parts.hpp"

namespace report {

std::string to_string(AnnualMark mark) {
  static constexpr const char* kNames[] = {"words", "figure", "blank", "proposal", "cited", "reported", "kept"};
  return kNames[static_cast<int>(mark)];
}

std::string to_string(AnnualOutcome outcome) {
  static constexpr const char* kNames[] = {"met", "missed", "not_yet", "undecided", "awaiting_value", "no_data"};
  return kNames[static_cast<int>(outcome)];
}

namespace annual {

namespace {

std::string numbered(const char* letter, std::size_t count) { return letter + std::to_string(count + 1); }

}  // namespace

Writer::Writer(const AnnualInput& given)
    : input(given),
      run(*given.run),
      reading(*given.run->reading),
      places(*given.run->reading),
      digest(digest_of(*given.run)),
      where(plan::jurisdiction_of(*given.run->reading)),
      own(plan::own_facts(*given.run->reading, given.run->known, facts::NamesTable::in_force(), given.run->asof)),
      old_text(next_years(given.run->reading->text, *given.run->reading)),
      last_text(full_width_marks(given.run->reading->text)) {
  out.year = reading.plan_year;
  out.next_year = reading.plan_year + 1;
  out.area = digest.area;
  out.asof = run.asof;
  out.plan_file = run.report_file;
  const auto& names = facts::NamesTable::in_force();
  for (const auto* status : digest.headline)
    by_name[plan::meeting_name(status->target.indicator, names)].push_back(status);
  settle_units();
}

// Tables stand before the sentences that tell the same figures: how these will print them is settled first.
void Writer::settle_units() {
  const auto& names = facts::NamesTable::in_force();
  const auto amount = [&](const reading::Figure& f) {
    return f.status == reading::FigureStatus::achieved && f.value && f.kind != reading::Kind::growth &&
           f.kind != reading::Kind::difference && (f.subject.empty() || plan::same_area(f.subject, reading.area));
  };
  for (const auto& s : run.targets) {
    if (!s.latest || !s.latest->fact.value) continue;
    const auto& fact = s.latest->recorded();
    const std::string meeting = plan::meeting_name(s.target.indicator, names);
    const auto at = std::ranges::find_if(reading.figures, [&](const reading::Figure& f) {
      return amount(f) && quantity::same_dimension(f.unit, fact.unit) &&
             plan::meeting_name(name_without_claims(f.indicator), names) == meeting;
    });
    if (at != reading.figures.end()) {
      said(fact, &*at);
    } else {
      said_.try_emplace(facts::id(fact), s.latest->fact);
    }
  }
}

facts::Fact Writer::said(const facts::Fact& fact, const reading::Figure* f) {
  if (!fact.value) return fact;
  const auto [at, first] = said_.try_emplace(facts::id(fact), fact);
  if (first && f != nullptr)
    at->second = plan::said_in(fact, f->unit, f->value, std::max(2, f->value ? f->value->decimals() : 0));
  facts::Fact printed = fact;
  printed.value = at->second.value;
  printed.unit = at->second.unit;
  return printed;
}

plan::TargetStatus Writer::said(plan::TargetStatus status) {
  if (!status.latest) return status;
  const facts::Fact recorded = status.latest->recorded(), printed = said(recorded);
  status.latest->fact.value = printed.value;
  status.latest->fact.unit = printed.unit;
  status.latest->in_other_unit = printed.unit == recorded.unit ? std::nullopt : std::optional(recorded);
  return status;
}

AnnualBlock& Writer::begin(Role role) {
  AnnualBlock block;
  block.id = numbered("B", out.blocks.size());
  block.role = role;
  block.page_break = std::exchange(page_break_, false);
  return out.blocks.emplace_back(std::move(block));
}

void Writer::words(std::string_view text, bool bold) {
  if (text.empty()) return;
  auto& runs = out.blocks.back().runs;
  const bool joins =
      !runs.empty() && runs.back().mark == AnnualMark::words && runs.back().bold == bold && !runs.back().reference;
  if (joins) {
    runs.back().text += text;
  } else {
    runs.push_back({std::string(text), AnnualMark::words, "", bold, false});
  }
}

void Writer::marked(AnnualMark mark, std::string_view text, const std::string& ref) {
  out.blocks.back().runs.push_back({std::string(text), mark, ref, false, false});
}

std::string Writer::figure_in_table(const facts::Fact& fact, bool growth, const std::string& printed) {
  AnnualFigure f;
  f.id = numbered("N", out.figures.size());
  f.fact = fact;
  f.growth = growth;
  f.printed = printed;
  if (const auto made = made_of.find(facts::id(fact)); made != made_of.end())
    for (const auto& part : made->second) f.of.push_back(facts::id(part));
  if (fact.status == facts::Status::derived && !fact.note.empty()) {
    f.how = fact.note;
  } else if (!growth && fact.value && printed.find(fact.value->to_string() + fact.unit) == std::string::npos) {
    f.how = "由" + fact.value->to_string() + fact.unit + "换算";
  }
  f.source = sources.of(fact);
  f.block = out.blocks.empty() ? "" : block_id();
  out.figures.push_back(f);
  return f.id;
}

std::string Writer::figure(const facts::Fact& fact, bool growth, const std::string& printed) {
  const std::string id = figure_in_table(fact, growth, printed);
  marked(AnnualMark::figure, printed, id);
  auto& runs = out.blocks.back().runs;
  const std::string mark = "[" + std::to_string(out.figures.back().source) + "]";
  // A value and its growth of one source carry one mark, after the later of them.
  if (const auto n = runs.size();
      n >= 3 && runs[n - 2].text == "、" && runs[n - 3].reference && runs[n - 3].text == mark)
    runs.erase(runs.end() - 3);
  runs.push_back({mark, AnnualMark::words, "", false, true});
  if (fact.status == facts::Status::derived) runs.push_back({"[推算]", AnnualMark::words, "", false, true});
  if (fact.status == facts::Status::estimate) runs.push_back({"[预计]", AnnualMark::words, "", false, true});
  return id;
}

std::string Writer::blank(AnnualBlank blank) {
  blank.id = numbered("K", out.blanks.size());
  blank.block = out.blocks.empty() ? "" : block_id();
  out.blanks.push_back(blank);
  return blank.id;
}

void Writer::proposal(AnnualProposal proposal) {
  proposal.id = numbered("P", out.proposals.size());
  marked(AnnualMark::proposal, "【建议：" + proposal.say + "】", proposal.id);
  out.proposals.push_back(std::move(proposal));
}

void Writer::table(AnnualTable table, bool page_break) {
  if (page_break) page_break_ = true;
  begin(Role::body).table = std::move(table);
}

namespace {

// Is it the words themselves that are wrong or doubtful? Rules that look for what a report leaves out blame no words,
// and a growth aimed lower than last year's is no error; a number of things is, since the two stand beside each other
// here.
bool of_words(const Writer& w, const plan::Finding& f) {
  for (const char* rule : {"target-without-outcome", "promise-without-outcome", "problem-without-measure", "asof-year"})
    if (f.rule == rule) return false;
  if (f.severity != plan::Severity::note) return !f.spans.empty();
  const auto is_result = [&](const Span& span) {
    return std::ranges::any_of(w.reading.figures, [&](const reading::Figure& one) {
      return one.status == reading::FigureStatus::achieved && one.span.overlaps(span);
    });
  };
  const bool of_a_number = f.rule == "target-below-outcome" || f.rule == "qualifier-overstates";
  return of_a_number && std::ranges::any_of(f.spans, is_result);
}

}  // namespace

std::string Writer::doubt_at(const Span& span) {
  std::string doubts;
  for (const auto& f : run.check.findings) {
    if (!of_words(*this, f) || std::ranges::none_of(f.spans, [&](const Span& s) { return s.overlaps(span); })) continue;
    carried.insert(&f);
    const std::string words = rule_words(f.rule);
    if (doubts.find(words) == std::string::npos) doubts += (doubts.empty() ? "" : "、") + words;
  }
  return doubts;
}

void list_of_doubts(Writer& w) {
  AnnualTable table;
  table.about = "doubts";
  table.table.header = {"序号", "程度", "上年报告的疑点", "本稿"};
  table.table.widths = {8, 9, 61, 22};
  for (const auto& f : w.run.check.findings) {
    // A remark is told where its words are; an error is told wherever it is.
    if (!of_words(w, f) || (f.severity == plan::Severity::note && !w.carried.contains(&f))) continue;
    w.out.doubts.push_back({f.rule, f.say, f.severity, w.carried.contains(&f)});
    table.table.rows.push_back({std::to_string(w.out.doubts.size()), severity_words(f.severity), f.say,
                                w.out.doubts.back().carried ? "已标“存疑”" : "未标注"});
    table.refs.push_back(f.rule);
  }
  if (table.table.rows.empty()) return;
  w.page_break_before_next();
  w.paragraph(Role::heading1,
              w.next_annex() + "：上年报告核对出的疑点（" + std::to_string(table.table.rows.size()) + "处）");
  w.table(std::move(table));
}

void Writer::heading(const reading::Heading& h, bool reviews, const std::string& against) {
  begin(h.level == 1 ? Role::heading1 : Role::heading2);
  std::string number = h.number;
  for (const auto& [half, full] : {std::pair{"(", "（"}, std::pair{")", "）"}}) {
    if (const auto at = number.find(half); at != std::string::npos) number.replace(at, 1, full);
  }
  if (h.level == 1 && !number.empty()) number += "、";
  words(number);
  title(h.title, reviews, against);
  tell_doubt(h.span);
}

void Writer::title(const std::string& old, bool reviews, const std::string& against) {
  const bool claims = reviews && claim_in(base::u32(old)) != std::u32string_view::npos;
  if (!claims && against.empty()) return marked(AnnualMark::kept, next_years(old, reading), "");
  marked(AnnualMark::kept, "〔" + base::to_utf8(full_width_marks(base::u32(old))) + "〕", "");
  if (against.empty()) return;
  AnnualBlank blank;
  blank.what = "小标题“" + inner_quotes(old) + "”，" + against + "，须改写";
  blank.why = "小标题与这一年的公布数不符";
  blank.holder = plan::Offices::in_force().body("发展和改革", where);
  const std::string id = this->blank(std::move(blank));
  marked(AnnualMark::blank, "【待改：" + against + "】", id);
}

void Writer::kept_words(const Span& span) {
  const std::u32string_view text = base::trim(base::slice(last_text, span));
  if (text.empty()) return;
  marked(AnnualMark::kept, "〔" + base::to_utf8(text) + "〕", "");
  tell_doubt(span);
}

void Writer::tell_doubt(const Span& span) {
  if (const auto doubt = doubt_at(span); !doubt.empty()) marked(AnnualMark::blank, "【上年存疑：" + doubt + "】", "");
}

void Writer::lead(const OldParagraph& old, const std::string& against) {
  if (old.lead.empty()) return;
  const auto from = out.blocks.back().runs.size();
  title(old.lead, !old.plans, against);
  tell_doubt({old.span.start, old.words_from});
  for (auto i = from; i < out.blocks.back().runs.size(); ++i) out.blocks.back().runs[i].bold = true;
  words("。", true);
}

std::string Writer::next_annex() { return "附件" + std::to_string(++annexes_); }

AnnualReport Writer::finish() {
  std::map<std::string, AnnualFigure*> by_figure;
  std::map<std::string, AnnualBlank*> by_blank;
  for (auto& f : out.figures) by_figure[f.id] = &f;
  for (auto& b : out.blanks) by_blank[b.id] = &b;
  for (const auto& block : out.blocks) {
    if (block.table) continue;
    for (const auto& run_of_words : block.runs) {
      if (run_of_words.reference) continue;
      const std::u32string text = base::u32(run_of_words.text);
      const int start = static_cast<int>(out.text.size());
      const Span span{start, start + static_cast<int>(text.size())};
      out.text += text;
      const auto mark = run_of_words.mark;
      const bool open = mark == AnnualMark::blank || mark == AnnualMark::proposal || mark == AnnualMark::cited ||
                        (mark == AnnualMark::kept && run_of_words.text.starts_with("〔"));
      out.told += open ? std::u32string(text.size(), U'　') : text;
      if (const auto at = by_figure.find(run_of_words.ref); at != by_figure.end()) at->second->span = span;
      if (const auto at = by_blank.find(run_of_words.ref); at != by_blank.end()) at->second->span = span;
    }
    out.text += U'\n';
    out.told += U'\n';
  }
  out.sources = sources.list();
  return std::move(out);
}

bool is_of_year(const facts::Fact& fact) {
  if (fact.period.is_year()) return true;
  return fact.span == facts::Span::point && fact.period.last.month == 12;
}

std::string basis_phrase(const std::string& basis) {
  if (basis.empty()) return {};
  if (basis.starts_with("剔除") || basis.starts_with("扣除"))
    return basis + (basis.ends_with("因素") ? "" : "因素") + "后";
  return "按" + basis + (basis.ends_with("口径") ? "" : "口径");
}

void tell_fact(Writer& w, const plan::Latest& latest, const facts::Indicator* indicator) {
  const auto& fact = latest.recorded();
  const bool rate = fact.unit.starts_with("%") || fact.unit.starts_with("‰");
  if (fact.value)
    w.figure(fact, false,
             (rate && fact.span == facts::Span::point ? "为" : "") + latest.fact.value->to_string() + latest.fact.unit);
  const auto growth = [&](const facts::Fact& of) {
    w.words(basis_phrase(of.growth_basis));
    w.figure(of, true, plan::growth_words(*of.growth_pct, indicator));
  };
  if (fact.growth_pct) {
    if (fact.value) w.words("、");
    growth(fact);
  }
  for (const auto& other : latest.other_bases) {
    if (!other.growth_pct) continue;
    w.words("、");
    growth(other);
  }
}

AnnualOutcome outcome_of(const plan::TargetStatus& status) {
  using plan::Verdict;
  switch (status.verdict) {
    case Verdict::met:
      return AnnualOutcome::met;
    case Verdict::missed:
      return AnnualOutcome::missed;
    case Verdict::awaiting_value:
      return AnnualOutcome::awaiting_value;
    case Verdict::no_data:
      return AnnualOutcome::no_data;
    case Verdict::on_track:
    case Verdict::at_risk:
    case Verdict::off_track:
      break;
  }
  // With the year's own figure there is nothing more to wait for: only its rounding leaves the verdict open.
  const bool whole =
      status.latest && is_of_year(status.latest->fact) && status.latest->fact.status != facts::Status::estimate;
  return whole && !status.forecast ? AnnualOutcome::undecided : AnnualOutcome::not_yet;
}

bool asks_at_least(const Writer& w, const reading::Target& target, const facts::Indicator* indicator) {
  const auto demand = plan::demand_of(target, w.reading, indicator, w.run.settings);
  return demand && demand->sense == plan::Sense::at_least;
}

void tell_outcome(Writer& w, const plan::TargetStatus& status) {
  const auto outcome = outcome_of(status);
  const std::string aim = aim_in_short(w, status);
  if (outcome == AnnualOutcome::met || outcome == AnnualOutcome::missed) {
    w.words(outcome == AnnualOutcome::met ? "，达到年度目标" : "，未达到年度目标");
    w.marked(AnnualMark::cited, "（" + aim + "）", status.target.id);
  } else if (outcome == AnnualOutcome::not_yet) {
    w.words("，年度目标");
    w.marked(AnnualMark::cited, "（" + aim + "）", status.target.id);
    w.words(w.year_is_over() ? "手头没有全年数，暂不判定" : "待全年数公布后判定");
  } else if (outcome == AnnualOutcome::undecided) {
    w.words("，年度目标");
    w.marked(AnnualMark::cited, "（" + aim + "）", status.target.id);
    w.words("按公布的小数位数分不出是否达到");
  }
  w.told.insert(status.target.id);
}

Holder holder_of(const Writer& w, const facts::Indicator* indicator, const std::string& name,
                 std::string_view context) {
  const auto& offices = plan::Offices::in_force();
  // Things done and kept in the office's own list (项目, 企业, 学位) are counted by the office, whoever publishes the
  // other figures of its work. So is the money that key projects have spent: their sheet adds it up.
  const bool counts =
      indicator != nullptr && (plan::counts_things(indicator->unit) || plan::names_key_projects(indicator->name));
  const std::string function = indicator == nullptr ? "" : indicator->lead_office;
  if (!counts && plan::is_official_statistic(indicator, name, function))
    return {plan::publisher_of(indicator, name, function), true};
  if (indicator != nullptr)
    return offices.find(function) == nullptr ? Holder{"统计机构", true}
                                             : Holder{offices.body(function, w.where), false};
  // A word that names a function's own work, and no other function's: a hint is no address to send a request to.
  constexpr double kOwnWork = 3;
  const std::u32string text = base::u32(context.empty() ? name : name + "，" + std::string(context));
  std::set<std::string_view> functions;
  for (const auto& hit : plan::OfficeWords::builtin().hits(text))
    if (hit.score >= kOwnWork) functions.insert(hit.function);
  if (functions.size() != 1 || offices.find(*functions.begin()) == nullptr) return {};
  return {offices.body(*functions.begin(), w.where), false};
}

Holder owner_in_plan(const Writer& w, const std::string& target) {
  for (const auto& m : w.reading.measures) {
    if (std::ranges::find(m.targets, target) == m.targets.end()) continue;
    for (const auto& a : w.out.measures)
      if (a.id == m.id && !a.owner.empty()) return {a.owner, false};
  }
  return {};
}

void put_blanks(Writer& w, const std::vector<OpenBlank>& open, bool in_sentence) {
  std::vector<std::vector<const OpenBlank*>> by_holder;
  for (const auto& one : open) {
    const auto at = std::ranges::find_if(by_holder, [&](const auto& group) {
      return group.front()->blank.holder == one.blank.holder && group.front()->publishes == one.publishes;
    });
    if (at == by_holder.end()) {
      by_holder.push_back({&one});
    } else {
      at->push_back(&one);
    }
  }
  for (const auto& group : by_holder) {
    w.marked(AnnualMark::blank, "【待填：", "");
    for (const auto* one : group) {
      const auto& blank = one->blank;
      if (one != group.front()) w.marked(AnnualMark::blank, "；", "");
      std::string told = blank.planned.empty() ? "" : "计划" + blank.planned;
      if (!blank.last_year.empty()) told += (told.empty() ? "上年" : "，上年") + blank.last_year;
      if (!blank.doubt.empty()) told += "（存疑：" + blank.doubt + "）";
      const std::string id = w.blank(blank);
      if (in_sentence && !told.empty()) {
        w.marked(AnnualMark::blank, told, id);
      } else {
        w.marked(AnnualMark::blank, blank.what + (told.empty() ? "" : "（" + told + "）"), id);
      }
    }
    const std::string& holder = group.front()->blank.holder;
    w.marked(AnnualMark::blank,
             holder.empty() ? "，提供单位待定】"
             // After the year nobody here knows whether it has been published; before, nobody can have it.
             : group.front()->publishes ? (w.year_is_over() ? "，查" + holder + "公布数】" : "，待" + holder + "公布】")
                                        : "，由" + holder + "提供】",
             "");
  }
}

std::string inner_quotes(std::string words) {
  for (const auto& [outer, inner] : {std::pair<std::string_view, std::string_view>{"“", "‘"}, {"”", "’"}}) {
    for (auto at = words.find(outer); at != std::string::npos; at = words.find(outer, at + inner.size()))
      words.replace(at, outer.size(), inner);
  }
  return words;
}

std::string aim_in_short(const Writer& w, const plan::TargetStatus& status) {
  const auto& t = status.target;
  std::string aim = aim_of(status, w.places);
  for (const char* bracket : {"（约束性", "(约束性"})
    if (const auto at = aim.find(bracket); at != std::string::npos) aim.resize(at);
  if (!t.value || t.op.starts_with("~") || t.kind == reading::Kind::growth) return aim;
  const std::string words = plan::aim_words(t);
  return words.empty() ? aim : words;
}

}  // namespace annual

document::Draft annual_draft(const AnnualReport& report, const plan::CheckResult* findings) {
  document::Draft draft;
  draft.title = report.title;
  bool first_body = true;
  for (const auto& block : report.blocks) {
    if (block.page_break) draft.blocks.emplace_back(document::PageBreak{});
    if (findings != nullptr && !findings->findings.empty() && first_body &&
        block.role == document::DraftParagraph::Role::body) {
      document::DraftTable table{{"序号", "程度", "本稿核对发现"}, {8, 10, 82}, {}, true};
      int n = 0;
      for (const auto& f : findings->findings) {
        if (f.severity == plan::Severity::note) continue;
        table.rows.push_back({std::to_string(++n), severity_words(f.severity), f.say});
      }
      if (n > 0) draft.blocks.emplace_back(std::move(table));
    }
    if (block.role == document::DraftParagraph::Role::body) first_body = false;
    if (block.table) {
      draft.blocks.emplace_back(block.table->table);
      continue;
    }
    document::DraftParagraph paragraph{block.role, {}};
    for (const auto& run : block.runs) paragraph.runs.push_back({run.text, run.bold, run.reference});
    draft.blocks.emplace_back(std::move(paragraph));
  }
  draft.author = report.area;
  return draft;
}

}  // namespace report
