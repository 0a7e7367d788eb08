#include "app/compare_command.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/policy_view.hpp"
#include "cycle/cycle.hpp"
#include "office/office.hpp"
#include "plan/comparison.hpp"
#include "report/comparison_table.hpp"
#include "report/policy_comparison_table.hpp"
#include "wire/policy.hpp"

namespace app {

namespace {

using Json = nlohmann::ordered_json;
using plan::Fate;

constexpr int kDone = 0, kFindings = 1, kUnusable = 2;
constexpr std::size_t kMostLines = 40;

struct Options {
  std::string last, now, out, lang = "zh";
  bool json = false;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return kUnusable;
}

Json quote_json(const plan::Quote& q) {
  return {{"text", q.words}, {"start", q.span.start}, {"end", q.span.end}, {"paragraph", q.paragraph}};
}

Json comparison_json(const plan::Comparison& c) {
  Json promises = Json::array(), figures = Json::array(), stages = Json::array(), refused = Json::array(),
       runs = Json::array();
  for (const auto& p : c.promises) {
    promises.push_back({{"id", p.id},
                        {"kind", p.measure ? "measure" : "target"},
                        {"headline", p.headline},
                        {"about", p.about},
                        {"fate", plan::to_string(p.fate)},
                        {"promised", quote_json(p.promised)},
                        {"outcome", p.outcome ? quote_json(*p.outcome) : Json(nullptr)},
                        {"why", p.why},
                        {"again", p.again}});
  }
  for (const auto& f : c.figures) {
    figures.push_back({{"about", f.about},
                       {"before", quote_json(f.before)},
                       {"now", quote_json(f.now)},
                       {"difference", f.difference ? Json(f.difference->to_double()) : Json(nullptr)},
                       {"unit", f.difference ? Json(f.unit) : Json(nullptr)},
                       {"doubt", f.doubt.empty() ? Json(nullptr) : Json(f.doubt)}});
  }
  for (const auto& s : c.stages) {
    stages.push_back({{"thing", s.thing},
                      {"before_word", s.before_word},
                      {"now_word", s.now_word},
                      {"direction", s.direction},
                      {"before", quote_json(s.before)},
                      {"now", quote_json(s.now)}});
  }
  for (const auto& r : c.refused)
    refused.push_back({{"before", quote_json(r.before)}, {"now", quote_json(r.now)}, {"why", r.why}});
  const auto run = [&](const char* outcome, std::string say) {
    runs.push_back({{"outcome", outcome}, {"say", std::move(say)}});
  };
  for (const auto& f : c.runs.findings) run("broken", f.say);
  for (const auto& f : c.runs.confirmed) run("continues", (f.inputs.empty() ? "" : f.inputs[0].label + " ") + f.value);
  for (const auto& f : c.runs.not_checkable) run("unknown", f.why);
  Json counts = Json::object();
  for (const Fate fate : {Fate::kept, Fate::missed, Fate::rescoped, Fate::dropped, Fate::told})
    counts[plan::to_string(fate)] = c.count(fate);
  return {{"counts", counts}, {"promises", promises}, {"figures", figures}, {"stages", stages},
          {"runs", runs},     {"refused", refused},   {"notes", c.notes}};
}

std::string comparison_screen(const plan::Comparison& c, bool chinese) {
  const auto say = [&](const char* zh, const char* en) { return std::string(chinese ? zh : en); };
  std::string out;
  for (const auto& note : c.notes) out += "  " + note + "\n";
  out +=
      fmt::format(fmt::runtime(say("上年目标和任务 {} 项：兑现 {}，没有达到 {}，口径变了 {}，没有下文 {}，有交代 {}\n",
                                   "{} promises: {} kept, {} missed, {} rescoped, {} dropped, {} told\n")),
                  c.promises.size(), c.count(Fate::kept), c.count(Fate::missed), c.count(Fate::rescoped),
                  c.count(Fate::dropped), c.count(Fate::told));
  const auto part = [&](Fate fate, const std::string& title) {
    std::size_t shown = 0, all = 0;
    for (const auto& p : c.promises) {
      if (p.fate != fate || ++all > kMostLines) continue;
      if (shown++ == 0) out += "\n" + title + "\n";
      out += "  " + p.id + "  " + p.promised.words + (p.outcome ? " → " + p.outcome->words : "") + say("（", " (") +
             p.why + (p.again ? say("；今年计划又写了", "; promised again") : "") + say("）", ")") + "\n";
    }
    if (all > kMostLines)
      out += fmt::format(fmt::runtime(say("  …… 另有 {} 项，见 --out 或 --json\n", "  … and {} more: --out, --json\n")),
                         all - kMostLines);
  };
  part(Fate::missed, say("没有达到", "Missed"));
  part(Fate::rescoped, say("口径变了", "Of another scope"));
  part(Fate::dropped, say("没有下文", "Silently dropped"));
  if (!c.stages.empty()) out += say("\n进度用词\n", "\nStages\n");
  for (std::size_t i = 0; i < std::min(kMostLines, c.stages.size()); ++i) {
    const auto& s = c.stages[i];
    out += "  " + s.thing + say("：", ": ") + s.before_word + " → " + s.now_word +
           (s.direction < 0 ? say("（后退，请核对）", " (back: check)") : "") + "\n";
  }
  if (!c.runs.findings.empty()) out += say("\n连续几年对不上\n", "\nRuns that do not continue\n");
  for (const auto& f : c.runs.findings) out += "  " + f.say + "\n";
  bool any = false;
  for (const auto& f : c.figures) {
    if (f.doubt.empty()) continue;
    if (!any) out += say("\n数字请核对\n", "\nFigures to check\n");
    any = true;
    out += "  " + f.about + say("：", ": ") + f.before.words + " → " + f.now.words + say("（", " (") + f.doubt +
           say("）", ")") + "\n";
  }
  if (!c.refused.empty()) out += say("\n看着相像、不能比\n", "\nAlike but not comparable\n");
  for (std::size_t i = 0; i < std::min(kMostLines, c.refused.size()); ++i)
    out +=
        "  " + c.refused[i].before.words + " ≠ " + c.refused[i].now.words + say("：", ": ") + c.refused[i].why + "\n";
  out += fmt::format(fmt::runtime(say("\n两年都有的数字 {} 个，连续几年对得上 {} 处\n",
                                      "\n{} figures in both reports, {} runs that continue\n")),
                     c.figures.size(), c.runs.confirmed.size());
  return out;
}

// A policy file against the one it replaces.
int compare_reissued(const Options& o, const cycle::ReadDocument& before, const cycle::ReadDocument& now,
                     base::World& world) {
  const plan::PolicyComparison c =
      plan::compare_policies({*before.policy, before.reading.text}, {*now.policy, now.reading.text});
  if (!o.out.empty()) {
    const auto bytes = office::write_xlsx(
        report::policy_comparison_table({base::readable(base::file_name(o.last)),
                                         base::readable(base::file_name(o.now)), *before.policy, *now.policy, c}),
        std::chrono::floor<std::chrono::days>(world.clock->now() + std::chrono::hours(8)));
    if (const auto written = world.files->write_whole(o.out, bytes); !written) return refuse(written.error());
  }
  const Language language = o.lang == "en" ? Language::english : Language::chinese;
  const std::string text =
      o.json ? wire::policy_comparison_json(before, now, c) + "\n" : policy_comparison_screen(before, now, c, language);
  std::fwrite(text.data(), 1, text.size(), stdout);
  const bool quiet =
      c.count(plan::TaskFate::changed) + c.count(plan::TaskFate::dropped) + c.count(plan::TaskFate::added) == 0 &&
      std::ranges::all_of(c.articles, [](const auto& a) { return a.fate == plan::ArticleFate::unchanged; });
  return quiet ? kDone : kFindings;
}

int compare(const Options& o, base::World& world) {
  auto last = cycle::read_document(o.last, world);
  if (!last) return refuse(last.error());
  auto now = cycle::read_document(o.now, world);
  if (!now) return refuse(now.error());
  if (last->policy && now->policy) return compare_reissued(o, *last, *now, world);
  if (last->policy || now->policy) {
    const std::string& policy = last->policy ? o.last : o.now;
    return refuse({"compare.kinds", "一份是报告，一份是政策文件或纪要，不能对照", base::Place{.file = policy},
                   "给两份报告，或者同一政策文件的原件和新件"});
  }
  auto found = plan::compare(last->reading, now->reading, facts::NamesTable::in_force());
  if (!found) return refuse(found.error());
  report::ComparisonFindings findings{base::readable(base::file_name(o.last)), base::readable(base::file_name(o.now)),
                                      now->reading.area.empty() ? last->reading.area : now->reading.area,
                                      now->reading.report_year, std::move(*found)};
  const plan::Comparison& c = findings.comparison;
  if (!o.out.empty()) {
    const auto bytes =
        office::write_xlsx(report::comparison_table(findings),
                           std::chrono::floor<std::chrono::days>(world.clock->now() + std::chrono::hours(8)));
    if (const auto written = world.files->write_whole(o.out, bytes); !written) return refuse(written.error());
  }
  const std::string text = o.json ? comparison_json(c).dump() + "\n" : comparison_screen(c, o.lang != "en");
  std::fwrite(text.data(), 1, text.size(), stdout);
  const bool quiet = c.count(Fate::missed) + c.count(Fate::rescoped) + c.count(Fate::dropped) == 0 &&
                     c.runs.findings.empty() && c.refused.empty() &&
                     std::ranges::all_of(c.figures, [](const auto& f) { return f.doubt.empty(); });
  return quiet ? kDone : kFindings;
}

}  // namespace

void add_compare_command(CLI::App& app, base::World& world, int& code) {
  auto options = std::make_shared<Options>();
  Options& o = *options;
  auto* command = app.add_subcommand(
      "compare",
      "上年报告对今年报告，或政策文件的原件对新件 / last year's report, or a policy file, against the new one");
  const CLI::Validator not_empty([](const std::string& text) { return text.empty() ? "不能为空" : ""; }, "");
  command->add_option("LAST", o.last, "上年的报告 / last year's report")->required()->check(not_empty);
  command->add_option("THIS", o.now, "今年的报告 / this year's report")->required()->check(not_empty);
  command->add_option("--out", o.out, "对照表.xlsx / the workbook")->check(not_empty);
  command->add_flag("--json", o.json, "只输出一个 JSON 文档 / print one JSON document");
  command->add_option("--lang", o.lang, "zh（默认）或 en / language of the screen")->check(CLI::IsMember({"zh", "en"}));
  command->callback([options, &world, &code] { code = compare(*options, world); });
}

}  // namespace app
