#include "app/draft_targets_command.hpp"

#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cycle/draft_targets.hpp"

namespace app {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string area, indicator, targets, plan, data, asof, out;
  std::vector<std::string> facts;
  int year = 0;
  bool json = false;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return 2;
}

Json or_null(const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); }

Json others_json(const std::vector<plan::OtherTarget>& others) {
  Json out = Json::array();
  for (const auto& o : others) out.push_back({{"area", o.area}, {"words", o.words}, {"value", o.value.to_double()}});
  return out;
}

Json target_json(const plan::NextTarget& t) {
  Json past = Json::array(), candidates = Json::array();
  for (const auto& p : t.past) {
    past.push_back({{"year", p.year},
                    {"target_words", p.words},
                    {"target", p.target ? Json(p.target->to_double()) : Json(nullptr)},
                    {"outcome", p.outcome ? Json(p.outcome->to_double()) : Json(nullptr)},
                    {"met", p.met ? Json(*p.met) : Json(nullptr)}});
  }
  for (const auto& c : t.candidates) candidates.push_back({{"target", c.growth}, {"probability", c.chance}});
  Json chances{{"steady", nullptr}, {"middle", nullptr}, {"bold", nullptr}};
  for (const auto& o : plan::options_of(t)) chances[o.key] = o.chance;
  return {{"indicator", t.indicator},
          {"year", t.year},
          {"sense", t.at_most ? "at_most" : "at_least"},
          {"of", t.level ? "level" : "growth"},
          {"this_year",
           {{"growth", t.this_year},
            {"lo80", t.this_year_lo80},
            {"hi80", t.this_year_hi80},
            {"published", t.this_year_published}}},
          {"next_year", {{"mean", t.mean}, {"lo80", t.lo80}, {"hi80", t.hi80}}},
          {"usual", or_null(t.usual)},
          {"past", past},
          {"above", others_json(t.above)},
          {"neighbours", others_json(t.neighbours)},
          {"usual_gap_to_above", or_null(t.usual_above_gap)},
          {"candidates", candidates},
          {"options", {{"steady", or_null(t.steady)}, {"middle", or_null(t.middle)}, {"bold", or_null(t.bold)}}},
          {"option_chances", chances},
          {"notes", t.notes},
          {"say", plan::argument(t)}};
}

int run(const Options& o, base::World& world) {
  cycle::DraftTargetsRequest request{o.area, o.year, o.indicator, o.facts, o.targets, o.plan, o.data, {}, o.out};
  if (o.facts.empty() && o.data.empty()) {
    return refuse({"usage", "没有给数据", {}, "用 --facts 表.csv 或 --data 台账"});
  }
  if (!o.data.empty() && !world.files->exists(o.data)) {
    return refuse({"usage", "没有这个台账：" + o.data, {}, "先用 jicheng import 导入数据"});
  }
  if (o.year < 1990 || o.year > 2199) return refuse({"usage", "--year 不是年份", {}, "写要定目标的那一年，例如 2024"});
  if (o.asof.empty()) {
    request.asof = std::chrono::floor<std::chrono::days>(world.clock->now());
  } else {
    auto day = calendar::parse_date(o.asof);
    if (!day) return refuse(day.error());
    request.asof = *day;
  }
  auto outcome = cycle::draft_targets(request, world);
  if (!outcome) return refuse(outcome.error());
  if (o.json) {
    Json list = Json::array(), unread = Json::array();
    for (const auto& t : outcome->targets.targets) list.push_back(target_json(t));
    for (const auto& u : outcome->unread) unread.push_back({{"file", u.file}, {"place", u.place}, {"why", u.why}});
    const Json j{{"area", o.area},   {"year", o.year},
                 {"targets", list},  {"left_out", outcome->targets.left_out},
                 {"unread", unread}, {"files", outcome->files}};
    std::puts(j.dump(1, ' ', false, Json::error_handler_t::replace).c_str());
  } else {
    std::fputs(outcome->text.c_str(), stdout);
    for (const auto& f : outcome->files) std::printf("已写：%s\n", f.c_str());
  }
  return outcome->targets.targets.empty() || !outcome->unread.empty() ? 1 : 0;
}

}  // namespace

void add_draft_targets_command(CLI::App& app, base::World& world, int& code) {
  const auto o = std::make_shared<Options>();
  auto* command = app.add_subcommand("draft-targets", "测算明年的增长目标 / what to promise for next year");
  command->add_option("--area", o->area, "地区 / the area")->required();
  command->add_option("--year", o->year, "哪一年的目标 / the year to plan for")->required();
  command->add_option("--indicator", o->indicator, "指标，默认全部 / one indicator");
  command->add_option("--facts", o->facts, "发布数据表，可以给几个 / published figures")->allow_extra_args(false);
  command->add_option("--targets", o->targets, "历年目标表 / targets of earlier years and other areas");
  command->add_option("--plan", o->plan,
                      "今年的计划报告，里面的目标算上一年的目标；不给时用台账里的现行计划 / this year's plan report");
  command->add_option("--data", o->data, "台账 / a ledger");
  command->add_option("--asof", o->asof, "只用这一天以前公布的数，默认今天 / as of which day");
  command->add_option("--out", o->out, "把测算写到这个文件夹 / output folder");
  command->add_flag("--json", o->json, "输出 JSON / print JSON");
  command->callback([o, &world, &code] { code = run(*o, world); });
}

}  // namespace app
