#include "app/watch_command.hpp"

#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "cycle/watch.hpp"

namespace app {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string folder, report, data, out, asof, area, lang = "zh";
  std::vector<std::string> facts, policies;
  bool once = false, json = false;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return 2;
}

const char* english(report::DayPart part) {
  switch (part) {
    case report::DayPart::due:
      return "Due today";
    case report::DayPart::verdicts:
      return "Verdicts that changed";
    case report::DayPart::figures:
      return "New figures";
    case report::DayPart::questions:
      return "New questions";
    case report::DayPart::unread:
      return "Not understood or not taken";
    case report::DayPart::gone:
      break;
  }
  return "Taken out of the folder";
}

std::string screen(const cycle::WatchRound& round, bool chinese) {
  const auto& day = round.day;
  std::string out;
  for (const auto& name : round.unsettled)
    out += fmt::format(fmt::runtime(chinese ? "{} 还在写入，下一轮再读\n" : "{} is still being written, read later\n"),
                       name);
  if (!round.changed) {
    out += chinese ? "没有新的变化\n" : "Nothing new\n";
    return out;
  }
  out += chinese ? calendar::to_chinese(day.asof) + "　" + report::day_summary(day) + "\n"
                 : fmt::format("{}: {} files read, {} new figures, {} verdicts changed, {} new questions\n",
                               calendar::to_string(day.asof), day.files.size(), day.figures.size(), day.verdicts.size(),
                               day.questions.size());
  constexpr std::size_t most = 20;
  for (const auto& section : report::day_sections(day)) {
    out += "\n" + (chinese ? report::to_chinese(section.part) : english(section.part)) + "\n";
    for (std::size_t i = 0; i < section.lines.size() && i < most; ++i) out += "  " + section.lines[i] + "\n";
    if (section.lines.size() > most)
      out +=
          fmt::format(fmt::runtime(chinese ? "  …… 另有 {} 条\n" : "  … and {} more\n"), section.lines.size() - most);
  }
  if (!round.page.empty()) out += (chinese ? "\n文件　" : "\nFile  ") + round.page + "\n";
  return out;
}

Json json_of(const facts::Fact& f) {
  return {{"value", f.value ? Json(f.value->to_string()) : Json(nullptr)},
          {"unit", f.unit},
          {"growth_pct", f.growth_pct ? Json(f.growth_pct->to_string()) : Json(nullptr)},
          {"source", facts::shown(f.source)}};
}

std::string json_of(const cycle::WatchRound& round) {
  const auto& day = round.day;
  Json figures = Json::array(), verdicts = Json::array(), questions = Json::array(), unread = Json::array(),
       files = Json::array();
  for (const auto& f : day.figures) {
    figures.push_back({{"indicator", f.now.indicator},
                       {"period", calendar::to_string(f.now.period)},
                       {"span", facts::to_string(f.now.span)},
                       {"vintage", f.vintage},
                       {"now", json_of(f.now)},
                       {"before", f.before ? json_of(*f.before) : Json(nullptr)}});
  }
  for (const auto& v : day.verdicts)
    verdicts.push_back(
        {{"target", v.target}, {"was", plan::to_string(v.was)}, {"is", plan::to_string(v.is)}, {"why", v.why}});
  for (const auto& q : day.questions)
    questions.push_back({{"id", q.id}, {"question", q.text}, {"file", q.file}, {"place", q.place}});
  for (const auto& u : day.unread) unread.push_back({{"file", u.file}, {"place", u.place}, {"why", u.why}});
  for (const auto& f : day.files)
    files.push_back({{"file", f.file}, {"tables", f.tables}, {"facts", f.facts}, {"note", f.note}});
  return Json{{"changed", round.changed},
              {"day", calendar::to_string(day.asof)},
              {"read", round.read},
              {"files", files},
              {"figures", figures},
              {"figures_elsewhere", day.figures_elsewhere},
              {"verdicts", verdicts},
              {"questions", questions},
              {"unread", unread},
              {"due", day.due},
              {"tasks_long_past", day.tasks_long_past},
              {"gone", day.gone},
              {"unsettled", round.unsettled},
              {"page", round.page}}
      .dump();
}

int run(const Options& o, base::World& world) {
  const bool chinese = o.lang != "en";
  cycle::WatchRequest request{o.folder, o.report, o.data, o.out, o.facts, std::nullopt, o.area, o.policies, {}};
  if (!o.asof.empty()) {
    auto day = calendar::parse_date(o.asof);
    if (!day) {
      day.error().what = "--asof " + o.asof + "：" + day.error().what;
      return refuse(day.error());
    }
    request.asof = *day;
  }
  const bool talks = !o.json && ::isatty(2) != 0;
  const cycle::Progress progress = [talks](const std::string& step) {
    if (talks) std::fprintf(stderr, "… %s\n", step.c_str());
  };
  const auto show = [&](const cycle::WatchRound& round) {
    if (o.once || round.changed || !round.unsettled.empty())
      std::printf("%s", (o.json ? json_of(round) + "\n" : screen(round, chinese)).c_str());
    std::fflush(stdout);
  };
  if (o.once) {
    const auto round = cycle::watch_once(request, world, progress);
    if (!round) return refuse(round.error());
    show(*round);
    return round->changed ? 1 : 0;
  }
  if (!o.json)
    std::printf(chinese ? "监测 %s，按 Ctrl+C 结束\n" : "Watching %s, Ctrl+C ends it\n", o.folder.c_str()),
        std::fflush(stdout);
  const auto done = cycle::watch(request, world, progress, show, [](const base::Fault& fault) { refuse(fault); });
  if (!done) return refuse(done.error());
  if (!o.json) std::printf(chinese ? "监测结束\n" : "Ended\n");
  return 0;
}

}  // namespace

void add_watch_command(CLI::App& app, base::World& world, int& code) {
  const auto o = std::make_shared<Options>();
  const CLI::Validator not_empty([](const std::string& text) { return text.empty() ? "不能为空" : ""; }, "");
  auto* command = app.add_subcommand("watch", "每日监测：文件夹里来了新文件就读，写出今日变化 / the daily watch");
  command->add_option("FOLDER", o->folder, "各单位投放文件的文件夹 / the drop folder")->required()->check(not_empty);
  command->add_option("--report", o->report, "计划报告 / the plan report")->required()->check(not_empty);
  command->add_option("--data", o->data, "台账 / the ledger")->required()->check(not_empty);
  command->add_option("--out", o->out, "放今日变化.docx 的文件夹 / folder of the page")->required()->check(not_empty);
  command->add_flag("--once", o->once, "只看一遍：没有变化退出码 0，有变化 1 / one round");
  command->add_option("--asof", o->asof, "当作哪一天，默认今天 / as of which day")->check(not_empty);
  command
      ->add_option("--policy", o->policies,
                   "政策文件、会议纪要：到期的任务一并提醒，可以给几次 / policy files and minutes; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--area", o->area, "表里没有写地区时是哪个地区 / area of tables that name none")
      ->check(not_empty);
  command->add_option("--facts", o->facts, "发布数据表，可以给几次 / published figures, CSV; may be repeated")
      ->allow_extra_args(false)
      ->check(not_empty);
  command->add_flag("--json", o->json, "每有变化输出一行 JSON / one JSON document a line");
  command->add_option("--lang", o->lang, "zh（默认）或 en / language of the screen")
      ->check(CLI::Validator([](const std::string& t) { return t == "zh" || t == "en" ? "" : "只能是 zh 或 en"; }, ""));
  command->callback([o, &world, &code] { code = run(*o, world); });
}

}  // namespace app
