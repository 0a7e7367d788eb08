#include "app/backtest_command.hpp"

#include <cmath>
#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cycle/backtest.hpp"

namespace app {

namespace {

using Json = nlohmann::ordered_json;
using forecast::Score;

struct Options {
  std::string folder, facts, targets, calls, learn, lang = "zh";
  bool json = false;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return 2;
}

double cut(double v) { return std::round(v * 1e5) / 1e5; }

Json score_json(const Score& s) {
  Json rivals = Json::object();
  for (int r = 0; r < forecast::kRivals; ++r) rivals[forecast::rival_name(r)] = cut(s.rivals[r]);
  return {{"calls", s.calls},
          {"brier", cut(s.brier)},
          {"rivals", rivals},
          {"best_rival", forecast::rival_name(s.best_rival)},
          {"skill", cut(s.skill)},
          {"mean_calibration_error", cut(s.calibration)},
          {"interval",
           {{"count", s.intervals},
            {"coverage80", cut(s.covered80)},
            {"coverage95", cut(s.covered95)},
            {"score80", cut(s.score80)},
            {"score95", cut(s.score95)},
            {"same_growth_score80", cut(s.rival_score80)}}}};
}

Json series_json(const std::vector<cycle::BacktestSeries>& series) {
  Json out = Json::array();
  for (const auto& s : series) {
    out.push_back({{"name", s.name},
                   {"file", s.file},
                   {"column", s.column},
                   {"kind", s.kind},
                   {"growth", s.derived ? "derived" : "published"},
                   {"first_year", s.first_year},
                   {"last_year", s.last_year}});
  }
  return out;
}

template <class Key>
Json table_json(const char* key, const std::vector<std::pair<int, Score>>& rows, Key name) {
  Json out = Json::array();
  for (const auto& [k, score] : rows) {
    Json row = {{key, name(k)}};
    row.update(score_json(score));
    out.push_back(std::move(row));
  }
  return out;
}

Json report_json(const forecast::BacktestReport& r, const std::vector<cycle::BacktestSeries>& names, int offset) {
  Json out = score_json(r.main);
  Json bins = Json::array();
  for (const auto& b : r.reliability) {
    if (b.calls == 0) continue;
    bins.push_back({{"from", cut(b.lo)},
                    {"to", cut(b.hi)},
                    {"calls", b.calls},
                    {"mean_probability", cut(b.mean_chance)},
                    {"met_share", cut(b.met_share)},
                    {"band_lo", cut(b.band_lo)},
                    {"band_hi", cut(b.band_hi)},
                    {"within_band", b.band_lo - 1e-9 <= b.met_share && b.met_share <= b.band_hi + 1e-9}});
  }
  out["reliability"] = bins;
  const auto number = [](int k) { return k; };
  out["all_months"] = score_json(r.all);
  out["by_month"] = table_json("month", r.by_month, number);
  out["by_year"] = table_json("year", r.by_year, number);
  out["by_series"] =
      table_json("series", r.by_series, [&](int k) { return names[static_cast<std::size_t>(k - offset)].name; });
  out["real_targets"] = score_json(r.real_targets);
  return out;
}

std::string json_of(const cycle::BacktestOutcome& o) {
  Json out = {{"window", {{"months", "2-10"}, {"targets", "last year's outcome -2 to +3 points by 0.5"}}}};
  out.update(report_json(o.nation, o.series, 0));
  out["series"] = series_json(o.series);
  Json skipped = Json::array();
  for (const auto& s : o.skipped) skipped.push_back({{"file", s.file}, {"column", s.column}, {"why", s.why}});
  out["skipped"] = skipped;
  if (!o.local_series.empty()) {
    Json local = report_json(o.local, o.local_series, static_cast<int>(o.series.size()));
    local["series"] = series_json(o.local_series);
    out["local"] = local;
    out["targets_without_outcome"] = o.unmatched_targets;
  }
  return out.dump(1, ' ', false, Json::error_handler_t::replace);
}

void show(const Score& s, bool chinese) {
  const auto per = [](double v) { return 100 * v; };
  std::fputs(
      fmt::format(
          fmt::runtime(
              chinese ? "  {} 次判断，Brier {:.4f}；时序进度 {:.4f}，累计增速不变 {:.4f}，上年增速 "
                        "{:.4f}；比最好的对手好 {:.1f}%\n  平均校准误差 "
                        "{:.3f}；80%区间命中 {:.1f}%，95%区间命中 {:.1f}%，区间得分 {:.2f}（累计增速不变 {:.2f}）\n"
                      : "  {} calls, Brier {:.4f}; linear pace {:.4f}, growth so far {:.4f}, last "
                        "year {:.4f}; skill {:.1f}%\n  mean calibration error {:.3f}; 80% interval "
                        "held {:.1f}%, 95% {:.1f}%, interval score {:.2f} (growth so far {:.2f})\n"),
          s.calls, s.brier, s.rivals[0], s.rivals[1], s.rivals[2], per(s.skill), s.calibration, per(s.covered80),
          per(s.covered95), s.score80, s.rival_score80)
          .c_str(),
      stdout);
}

void screen(const cycle::BacktestOutcome& o, bool chinese) {
  std::puts(chinese ? "全国序列，2—10月：" : "Series of the folder, February to October:");
  show(o.nation.main, chinese);
  std::puts(chinese ? "说了多少，成了多少（括号内是说得准时十次有九次落在的范围）："
                    : "Said and met (nine times of ten within the brackets if the chances were right):");
  for (const auto& b : o.nation.reliability) {
    if (b.calls == 0) continue;
    std::fputs(fmt::format("  {:3.0f}–{:3.0f}%  {:6d}  {:5.1f}%  {:5.1f}%  ({:.0f}–{:.0f}%)\n", 100 * b.lo, 100 * b.hi,
                           b.calls, 100 * b.mean_chance, 100 * b.met_share, 100 * b.band_lo, 100 * b.band_hi)
                   .c_str(),
               stdout);
  }
  std::puts(chinese ? "逐月：" : "By month:");
  for (const auto& [m, s] : o.nation.by_month) {
    std::fputs(fmt::format(fmt::runtime(chinese ? "  {:2d}月  Brier {:.4f}  技巧 {:5.1f}%  80%区间 {:.1f}%\n"
                                                : "  {:2d}  Brier {:.4f}  skill {:5.1f}%  80% interval {:.1f}%\n"),
                           m, s.brier, 100 * s.skill, 100 * s.covered80)
                   .c_str(),
               stdout);
  }
  if (o.local.all.calls > 0) {
    std::puts(chinese ? "各地已公布的数，全年各月：" : "Local figures, all months:");
    show(o.local.all, chinese);
  }
  if (o.local.real_targets.calls > 0) {
    std::puts(chinese ? "真实目标：" : "Real targets:");
    show(o.local.real_targets, chinese);
  }
  for (const auto& s : o.skipped) {
    std::fputs(
        fmt::format(fmt::runtime(chinese ? "未用：{} {}：{}\n" : "left out: {} {}: {}\n"), s.file, s.column, s.why)
            .c_str(),
        stdout);
  }
}

std::string calls_csv(const cycle::BacktestOutcome& o) {
  std::string out = "set,series,year,month,target,probability,linear_pace,same_growth,last_year,met,real_target\n";
  const auto add = [&](const char* set, const forecast::BacktestReport& r, auto name) {
    for (const auto& c : r.calls) {
      out += fmt::format("{},\"{}\",{},{},{:.4f},{:.5f},{:.5f},{:.5f},{:.5f},{},{}\n", set, name(c.series), c.year,
                         c.month, c.target, c.chance, c.rivals[0], c.rivals[1], c.rivals[2], c.met ? 1 : 0,
                         c.real ? 1 : 0);
    }
  };
  add("nation", o.nation, [&](std::size_t i) { return o.series[i].name; });
  add("local", o.local, [&](std::size_t i) { return o.local_series[i - o.series.size()].name; });
  return out;
}

std::string learnt_csv(const cycle::BacktestOutcome& o) {
  const auto& p = o.learnt;
  std::string out = "name,value\n";
  out += fmt::format("learnt_until,{}\n", o.learnt_until);
  const auto add = [&](const char* name, const auto& values) {
    for (std::size_t i = 0; i < values.size(); ++i) out += fmt::format("{}_{},{:.4f}\n", name, i, values[i]);
  };
  add("flow", p.flow);
  add("stock", p.stock);
  add("restless", p.restless);
  add("restless_mean", p.restless_mean);
  out += fmt::format("restless_scale,{:.4f}\nerror_per_move,{:.4f}\n", p.restless_scale, p.error_per_move);
  return out;
}

int run(const Options& o, base::World& world) {
  auto outcome = cycle::run_backtest({o.folder, o.facts, o.targets}, world);
  if (!outcome) return refuse(outcome.error());
  if (!o.calls.empty()) {
    if (auto done = world.files->write_whole(o.calls, calls_csv(*outcome)); !done) return refuse(done.error());
  }
  if (!o.learn.empty()) {
    if (auto done = world.files->write_whole(o.learn, learnt_csv(*outcome)); !done) return refuse(done.error());
  }
  if (o.json) {
    std::puts(json_of(*outcome).c_str());
  } else {
    screen(*outcome, o.lang != "en");
  }
  return 0;
}

}  // namespace

void add_backtest_command(CLI::App& app, base::World& world, int& code) {
  const auto o = std::make_shared<Options>();
  auto* command = app.add_subcommand("backtest", "用历年数据检验判断准不准 / replay past years and score the verdicts");
  command->add_option("DIR", o->folder, "序列文件夹，每个 CSV 一个序列 / a folder of series")->required();
  command->add_option("--facts", o->facts, "各地已公布的数，默认用文件夹里或旁边的 facts.csv / local figures");
  command->add_option("--targets", o->targets, "历年目标，默认用文件夹里或旁边的 targets.csv / targets that were set");
  command->add_option("--calls", o->calls, "把每一次判断写到这个 CSV / write every call here");
  command->add_option("--learn", o->learn, "把学到的系数写到这个 CSV / write what was learnt here");
  command->add_option("--lang", o->lang, "zh 或 en")->check(CLI::IsMember({"zh", "en"}));
  command->add_flag("--json", o->json, "输出 JSON / print JSON");
  command->callback([o, &world, &code] { code = run(*o, world); });
}

}  // namespace app
