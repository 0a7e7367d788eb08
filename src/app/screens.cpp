#include "app/screens.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/policy_view.hpp"
#include "plan/matching.hpp"
#include "plan/standard.hpp"
#include "plan/verdict_words.hpp"
#include "reading/explain.hpp"
#include "report/rule_english.hpp"
#include "report/status_words.hpp"

namespace app {

namespace {

using plan::Verdict;

const char* say(Language language, const char* chinese, const char* english) {
  return language == Language::chinese ? chinese : english;
}

// To a width of terminal columns; cut with … when too long.
std::string fit(const std::string& utf8, int width) {
  std::string out;
  int used = 0;
  for (const char32_t c : base::u32(utf8)) {
    const std::string one = base::to_utf8(std::u32string(1, c));
    if (used + columns(one) > width - (columns(utf8) > width ? 1 : 0)) {
      out += "…";
      ++used;
      break;
    }
    out += one;
    used += columns(one);
  }
  return out + std::string(static_cast<std::size_t>(std::max(0, width - used)), ' ');
}

std::string aim_itself(const reading::Target& t) {
  if (t.relation != reading::Relation::none && t.relation != reading::Relation::in_step) return plan::relation_words(t);
  std::string value;
  if (t.value) {
    value = t.value->to_string();
    if (t.value_max) value += "—" + t.value_max->to_string();
    value += t.unit;
  }
  if (t.op == "≈") return value + "左右";
  if (t.op == ">=") return "≥" + value;
  if (t.op == "<=") return "≤" + value;
  if (t.op == ">") return "＞" + value;
  if (t.op == "<") return "＜" + value;
  if (t.op == "~upper-level-target") return t.reference.empty() ? "上级下达" : t.reference;
  if (t.op == "~sync") return "同步";
  if (t.op == "~full-coverage") return "全覆盖";
  if (t.op == "~no-occurrence") return "不发生";
  if (t.op == "~milestone") return "完成";
  if (t.op.starts_with("~")) return "定性";
  return value;
}

std::string target_words(const reading::Target& t) { return aim_itself(t) + plan::tier_words(t); }

std::string verdict_words(Verdict v, Language language) {
  return language == Language::chinese ? plan::to_chinese(v) : plan::to_string(v);
}

int urgency(Verdict v) {
  switch (v) {
    case Verdict::missed:
      return 0;
    case Verdict::off_track:
      return 1;
    case Verdict::at_risk:
      return 2;
    case Verdict::awaiting_value:
      return 3;
    case Verdict::on_track:
      return 4;
    case Verdict::met:
      return 5;
    case Verdict::no_data:
      return 6;
  }
  return 7;
}

std::string severity_words(plan::Severity s, Language language) {
  switch (s) {
    case plan::Severity::error:
      return say(language, "错误", "error");
    case plan::Severity::warning:
      return say(language, "疑问", "warning");
    case plan::Severity::note:
      return say(language, "提示", "note");
  }
  return "";
}

// The sentence of a finding proposes words for the Chinese text, and stays Chinese; before it what was found.
std::string finding_words(const plan::Finding& f, Language language) {
  return language == Language::chinese
             ? fmt::format("[{}] {}（{}）\n", severity_words(f.severity, language), f.say, f.rule)
             : fmt::format("[{}] {} ({}): {}\n", severity_words(f.severity, language), report::rule_english(f.rule),
                           f.rule, f.say);
}

// What an order is about, as it is written in the order; in English by the targets it was given for.
std::string about_words(const plan::Order& order, const std::vector<plan::TargetStatus>& targets, Language language) {
  if (language == Language::chinese) return order.about;
  std::string out;
  for (const auto& matter : order.matters) {
    const auto at = std::ranges::find_if(targets, [&](const auto& s) { return s.target.id == matter.target_id; });
    out += out.empty() ? "" : "; ";
    out += at == targets.end() ? matter.about : at->target.indicator + " " + plan::to_string(at->verdict);
  }
  return out.empty() ? order.about : out;
}

std::string findings_words(const plan::CheckResult& result, Language language, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < result.findings.size() && i < most; ++i) {
    const auto& f = result.findings[i];
    out += "  " + finding_words(f, language);
  }
  if (result.findings.size() > most) {
    out += fmt::format(fmt::runtime(say(language, "  …… 另有 {} 条\n", "  … and {} more\n")),
                       result.findings.size() - most);
  }
  return out;
}

// What the rest of the year must bring, as the papers say it.
std::string needed_words(const plan::TargetStatus& s, Language language) {
  const std::string need = report::need_line(s).plain();
  if (need.empty()) return "";
  if (language == Language::chinese) return "；" + need;
  if (!s.needed_growth_pct) return "";
  if (s.needed_growth_pct->is_negative())
    return fmt::format("; even a fall of {} % in the rest of the year would do",
                       s.needed_growth_pct->abs().to_string());
  return fmt::format("; the rest of the year needs {} % over a year before", s.needed_growth_pct->to_string());
}

// Figures were given, none of them of the report's area: said once, not only target by target.
std::string foreign_words(const report::RunFindings& f, Language language) {
  std::vector<std::string> areas;
  for (const auto& fact : f.known) {
    if (f.reading->area.empty() || plan::same_area(fact.area, f.reading->area)) return "";
    if (std::ranges::find(areas, fact.area) == areas.end()) areas.push_back(fact.area);
  }
  if (areas.empty()) return "";
  constexpr std::size_t most = 5;
  std::string named;
  for (std::size_t i = 0; i < areas.size() && i < most; ++i) named += (i > 0 ? "、" : "") + areas[i];
  if (areas.size() > most) named += "……";
  return fmt::format(fmt::runtime(say(language, "  给出的数据中没有{}的：只有{}的数据。请核对数据表的 area 列\n",
                                      "  None of the figures given is of {}: they are of {}. Check the column area\n")),
                     f.reading->area, named);
}

std::string unread_words(const std::vector<report::Unread>& unread, Language language) {
  std::string out;
  const auto part = [&](report::Unread::Kind kind, const char* chinese, const char* english) {
    const auto all = report::of_kind(unread, kind);
    if (all.empty()) return;
    out += fmt::format(fmt::runtime(say(language, chinese, english)), all.size());
    for (std::size_t i = 0; i < all.size() && i < 10; ++i)
      out += fmt::format("  {} {}：{}\n", all[i]->file, all[i]->place, all[i]->why);
    if (all.size() > 10) out += say(language, "  …… 其余见月度反馈\n", "  … the rest stands in the monthly feedback\n");
  };
  using Kind = report::Unread::Kind;
  part(Kind::unread, "\n没有读懂的（{} 处）\n", "\nNot understood ({})\n");
  part(Kind::left_out, "\n读懂而没有采用的（{} 处）\n", "\nUnderstood and not used ({})\n");
  part(Kind::past_due, "\n逾期任务（{} 处）\n", "\nTasks past their day ({})\n");
  return out;
}

}  // namespace

int columns(std::string_view utf8) {
  int n = 0;
  for (const char32_t c : base::u32(utf8)) {
    const bool wide = base::is_han(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF60) || c == 0x2014 ||
                      (c >= 0x2018 && c <= 0x201D) || c == 0x2026 || c == 0x2264 || c == 0x2265;
    n += wide ? 2 : 1;
  }
  return n;
}

std::string read_screen(const cycle::ReadDocument& read, Language language) {
  if (read.policy) return policy_screen(read, language);
  const auto& r = read.reading;
  std::string out = read.document.file + "\n";
  if (!r.area.empty() || r.plan_year != 0) {
    out += fmt::format(fmt::runtime(say(language, "  {} {}年计划\n", "  {}, plan of {}\n")), r.area,
                       r.plan_year != 0 ? std::to_string(r.plan_year) : "?");
  }
  int headings = 0;
  auto count = [&](auto&& self, const std::vector<reading::Heading>& all) -> void {
    for (const auto& h : all) ++headings, self(self, h.children);
  };
  count(count, r.outline);
  out += fmt::format(fmt::runtime(say(language, "  标题 {}　数字 {}　目标 {}　任务 {}　问题 {}\n",
                                      "  headings {}  figures {}  targets {}  measures {}  problems {}\n")),
                     headings, r.figures.size(), r.targets.size(), r.measures.size(), r.problems.size());
  auto tree = [&](auto&& self, const std::vector<reading::Heading>& all, int depth) -> void {
    for (const auto& h : all) {
      if (h.level <= 2)
        out += fmt::format("{}{} {}\n", std::string(static_cast<std::size_t>(2 + depth * 2), ' '), h.number, h.title);
      self(self, h.children, depth + 1);
    }
  };
  out += say(language, "\n提纲\n", "\nOutline\n");
  tree(tree, r.outline, 0);
  if (!r.targets.empty()) out += say(language, "\n目标\n", "\nTargets\n");
  for (const auto& t : r.targets) out += "  " + fit(t.indicator, 44) + " " + target_words(t) + "\n";
  const auto unsure = reading::doubts(r);
  if (!unsure.empty()) {
    out += fmt::format(
        fmt::runtime(say(language, "\n没有把握的 {} 处，请看一眼（缘由：jicheng read 报告 --explain 位置）\n",
                         "\n{} places read without certainty (why: jicheng read REPORT --explain PLACE)\n")),
        unsure.size());
    for (std::size_t i = 0; i < std::min<std::size_t>(unsure.size(), 20); ++i) {
      const auto& d = unsure[i];
      out += fmt::format("  {}:{} {}  {}\n", d.span.start, d.span.end,
                         fit(base::to_utf8(base::slice(r.text, d.span)), 30), d.why);
    }
  }
  for (const auto& n : read.document.notices) out += fmt::format("  {}：{}\n", base::to_text(n.place), n.why);
  return out;
}

namespace {

// How many figures were held against published ones, and the others by reason: no finding is no pass.
std::string uncompared_words(const cycle::CheckOutcome& outcome, Language language) {
  std::size_t left = 0;
  std::string reasons, note;
  for (const auto& n : outcome.result.not_checkable) {
    if (n.rule == "year-taken") note = n.why + "\n";
    if (n.rule != "uncompared") continue;
    left += n.spans.size();
    reasons += fmt::format(fmt::runtime(say(language, "    {} 个：{}\n", "    {}: {}\n")), n.spans.size(), n.why);
  }
  const std::size_t all = outcome.draft.reading.figures.size();
  std::string out = fmt::format(fmt::runtime(say(language, "读到 {} 个数，和公布数比过 {} 个",
                                                 "{} figures read, {} held against published ones")),
                                all, all - std::min(all, left));
  out += left == 0 ? "\n" : fmt::format(fmt::runtime(say(language, "；没有比的 {} 个：\n", "; {} not:\n")), left);
  return out + reasons + note;
}

}  // namespace

std::string check_screen(const cycle::CheckOutcome& outcome, Language language) {
  const auto& r = outcome.result;
  std::string out = fmt::format(fmt::runtime(say(language, "比对 {} 次：发现 {} 条，一致 {} 条，无法核对 {} 条\n",
                                                 "{} comparisons: {} findings, {} confirmed, {} not checkable\n")),
                                r.checked, r.findings.size(), r.confirmed.size(),
                                std::ranges::count_if(r.not_checkable, [](const auto& n) {
                                  return n.rule != "uncompared" && n.rule != "year-taken";
                                }));
  out += uncompared_words(outcome, language);
  const auto& text = outcome.draft.reading.text;
  for (const auto& f : r.findings) {
    out += "\n" + finding_words(f, language);
    for (const auto& span : f.spans) {
      const base::Place place = outcome.draft.document.place_of(span.start);
      out += fmt::format("    {}“{}”\n", place.paragraph > 0 ? fmt::format("第{}段 ", place.paragraph) : "",
                         base::to_utf8(base::slice(text, span)));
    }
    for (const auto& i : f.inputs) {
      out += fmt::format("    {}：{}{}\n", i.label, i.value, i.source.empty() ? "" : "　〔" + i.source + "〕");
    }
  }
  return out + unread_words(outcome.unread, language);
}

std::string run_screen(const cycle::RunOutcome& outcome, Language language) {
  const auto& f = outcome.findings;
  std::string out =
      fmt::format(fmt::runtime(say(language, "{} {}年计划　截至 {}\n", "{}, plan of {}, as of {}\n")),
                  f.reading->area.empty() ? f.report_file : f.reading->area,
                  f.reading->plan_year != 0 ? std::to_string(f.reading->plan_year) : "?",
                  language == Language::chinese ? calendar::to_chinese(f.asof) : calendar::to_string(f.asof));

  std::vector<const plan::TargetStatus*> shown;
  for (const auto& s : f.targets) shown.push_back(&s);
  std::ranges::stable_sort(shown, {}, [](const auto* s) { return urgency(s->verdict); });
  std::map<Verdict, int> counts;
  for (const auto* s : shown) ++counts[s->verdict];
  out += say(language, "\n目标判断　", "\nTargets  ");
  bool first = true;
  for (const auto& [verdict, n] : counts) {
    out += fmt::format("{}{} {}",
                       first                           ? ""
                       : language == Language::chinese ? "　"
                                                       : "  ",
                       verdict_words(verdict, language), n);
    first = false;
  }
  out += "\n" + foreign_words(f, language);
  std::size_t without_data = 0;
  for (const auto* s : shown) {
    if (s->verdict == Verdict::no_data && s->target.strength != "headline") {
      ++without_data;
      continue;
    }
    out += fmt::format("  {} {} {}  {}\n",
                       fit(verdict_words(s->verdict, language), language == Language::chinese ? 12 : 14),
                       fit(s->target.indicator, 26), fit(target_words(s->target), 14),
                       (language == Language::chinese ? s->why : s->why_english.substr(0, s->why_english.rfind('.'))) +
                           needed_words(*s, language));
  }
  if (without_data > 0) {
    out += fmt::format(fmt::runtime(say(language, "  另有 {} 个目标还没有数据，见 目标完成情况表.xlsx\n",
                                        "  {} more targets have no data yet, see 目标完成情况表.xlsx\n")),
                       without_data);
  }

  out += say(language, "\n先做什么\n", "\nWhat to do first\n");
  if (f.orders.empty()) out += say(language, "  没有需要督办的目标\n", "  No target needs an order\n");
  for (const auto& o : f.orders) {
    if (!o.number.empty()) {
      const auto state = plan::parse_order_state(o.state);
      out += "  " + o.number +
             (state && language == Language::chinese ? "〔" + plan::to_chinese(*state, o.own) + "〕\n"
              : o.own                                ? " [" + o.state + ", the bureau's own]\n"
                                                     : " [" + o.state + "]\n");
    }
    out += fmt::format(fmt::runtime(say(language, "  {}：{}（{}）\n", "  {}: {} ({})\n")), o.owner,
                       about_words(o, f.targets, language),
                       !o.due                          ? o.due_refused
                       : language == Language::chinese ? calendar::to_chinese(*o.due) + "前"
                                                       : "by " + calendar::to_string(*o.due));
  }

  out += fmt::format(fmt::runtime(say(language, "\n核对发现（{} 条，比对 {} 次，一致 {} 条）\n",
                                      "\nCross-checks: {} findings of {} comparisons, {} confirmed\n")),
                     f.check.findings.size(), f.check.checked, f.check.confirmed.size());
  out += findings_words(f.check, language, 12);

  std::size_t owned = 0;
  for (const auto& t : f.tasks) owned += !t.suggested_owner.empty();
  out += fmt::format(
      fmt::runtime(say(language, "\n任务 {} 项，{} 项有建议责任单位\n", "\n{} tasks, {} with a suggested owner\n")),
      f.tasks.size(), owned);
  if (!f.read_files.empty()) {
    int tables = 0, facts = 0, later = 0;
    for (const auto& file : f.read_files) tables += file.tables, facts += file.facts - file.later, later += file.later;
    out += fmt::format(
        fmt::runtime(say(language, "\n本月材料 {} 个文件，看懂 {} 张表，取得 {} 条数据，待回答的问题 {} 个\n",
                         "\n{} files of the month, {} tables understood, {} figures, {} questions\n")),
        f.read_files.size(), tables, facts, f.questions);
    if (later > 0)
      out += fmt::format(fmt::runtime(say(language, "另有 {} 条公布日在截至日期之后，没有采用\n",
                                          "{} more were published after the day of looking and are not used\n")),
                         later);
  }
  if (!f.replies.empty()) {
    std::size_t sure = 0, open = 0;
    for (const auto& reply : f.replies) {
      sure += reply.state == plan::MatchState::sure;
      open += reply.state == plan::MatchState::to_confirm;
    }
    out += fmt::format(fmt::runtime(say(language, "单位反馈 {} 条，对上任务 {} 条，待确认 {} 条，没有对上 {} 条\n",
                                        "{} replies of offices, {} matched to tasks, {} to confirm, {} unmatched\n")),
                       f.replies.size(), sure, open, f.replies.size() - sure - open);
  }
  out += unread_words(f.unread, language);

  if (!outcome.files.empty()) {
    out += say(language, "\n文件\n", "\nFiles\n");
    for (const auto& file : outcome.files) out += "  " + file + "\n";
  }
  if (!outcome.pdf_missing.empty()) out += "  （" + outcome.pdf_missing + "）\n";
  return out;
}

std::string questions_screen(const std::vector<cycle::OpenQuestion>& open, Language language) {
  if (open.empty()) return say(language, "没有待回答的问题\n", "No open questions\n");
  std::string out;
  for (const auto& q : open) {
    out += fmt::format("{}  {}\n", q.id, q.question);
    out += fmt::format("  {} {}", q.file, q.place);
    if (!q.printed.empty())
      out += fmt::format(fmt::runtime(say(language, "　表上写“{}”", "  printed “{}”")), q.printed);
    if (!q.example.empty()) out += fmt::format(fmt::runtime(say(language, "　如 {}", "  e.g. {}")), q.example);
    out += "\n";
    if (!q.proposals.empty()) {
      out += say(language, "  可答：", "  answers: ");
      for (std::size_t i = 0; i < q.proposals.size(); ++i) out += (i > 0 ? "、" : "") + q.proposals[i];
      out += "\n";
    }
  }
  return out + say(language, "\n回答：jicheng questions --data 台账 --answer 编号=答复，答完重新运行\n",
                   "\nAnswer with: jicheng questions --data LEDGER --answer ID=VALUE, then run again\n");
}

std::string facts_screen(const std::vector<ledger::Recorded>& all, Language language) {
  std::string out;
  for (const auto& r : all) {
    const auto& f = r.fact;
    std::string figures;
    if (f.value) figures += f.value->to_string() + f.unit;
    if (f.growth_pct) {
      if (!figures.empty()) figures += "，";
      figures += (f.growth_basis.empty() ? "同比 " : f.growth_basis + " ") + f.growth_pct->to_string() + "%";
    }
    if (f.status == facts::Status::derived) figures += "〔推算〕";
    if (f.status == facts::Status::estimate) figures += "〔预计〕";
    out += fmt::format("{} {} {} {}　{} {}", f.area, f.indicator, calendar::to_chinese(f.period), figures,
                       calendar::to_chinese(f.published), say(language, "公布", "published"));
    if (r.vintage > 1) out += fmt::format(fmt::runtime(say(language, "　第{}次公布", "  vintage {}")), r.vintage);
    out += "　〔" + facts::shown(f.source) + "〕";
    out += fmt::format(fmt::runtime(say(language, "　第{}条", "  record {}")), r.sequence);
    if (r.corrects != 0) out += fmt::format(fmt::runtime(say(language, "，更正第{}条", ", corrects {}")), r.corrects);
    if (r.corrected_by != 0)
      out += fmt::format(fmt::runtime(say(language, "，已被第{}条更正", ", corrected by {}")), r.corrected_by);
    out += "\n";
  }
  if (all.empty()) out = say(language, "没有符合条件的数据\n", "No facts match\n");
  return out;
}

}  // namespace app
