#include "app/nowcast_command.hpp"

#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cycle/nowcast.hpp"

namespace app {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string folder, asof, target, lang = "zh";
  bool json = false;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return 2;
}

std::string quarter_text(const forecast::Quarter& q) { return fmt::format("{}Q{}", q.first, q.second); }

Json nowcast_json(const forecast::Nowcast& n) {
  return {{"quarter", quarter_text(n.quarter)},
          {"growth", n.growth},
          {"growth_to_date", n.to_date},
          {"lo80", n.lo80},
          {"hi80", n.hi80},
          {"quarter_before", n.before}};
}

Json scores_json(const std::vector<forecast::NowcastScore>& scores) {
  Json out = Json::array();
  for (std::size_t k = 0; k < scores.size(); ++k) {
    const auto& s = scores[k];
    out.push_back({{"months_known", k + 1},
                   {"quarters", s.quarters},
                   {"rmse", s.rmse},
                   {"mae", s.mae},
                   {"rmse_quarter_before", s.rmse_before},
                   {"mae_quarter_before", s.mae_before},
                   {"rmse_autoregression", s.rmse_autoregression},
                   {"mae_autoregression", s.mae_autoregression},
                   {"coverage80", s.covered80}});
  }
  return out;
}

std::string json_of(const cycle::NowcastOutcome& o) {
  Json parts = Json::array(), news = Json::array();
  for (const auto& p : o.now.parts) {
    parts.push_back({{"indicator", o.known.indicators[p.indicator].name},
                     {"months_known", p.months},
                     {"weight", p.weight},
                     {"moved", p.moved}});
  }
  for (const auto& n : o.news) {
    news.push_back({{"indicator", o.known.indicators[n.release.indicator].name},
                    {"month", fmt::format("{}-{:02d}", n.release.month.first, n.release.month.second)},
                    {"value", n.release.value},
                    {"expected", n.expected},
                    {"moved", n.moved}});
  }
  Json out{{"target", o.target}, {"nowcast", nowcast_json(o.now)}, {"parts", parts}};
  out["month_ago"] = o.month_ago ? nowcast_json(*o.month_ago) : Json(nullptr);
  out["news"] = news;
  out["say"] = cycle::news_words(o, true);
  out["pseudo_real_time"] = scores_json(o.scores);
  out["pseudo_real_time_until_2019"] = scores_json(o.calm);
  return out.dump(1, ' ', false, Json::error_handler_t::replace);
}

void screen(const cycle::NowcastOutcome& o, bool chinese) {
  const auto& n = o.now;
  fmt::print(
      fmt::runtime(chinese ? "{}：{}年{}季度当季约{:.1f}%，年初至该季度末约{:.1f}%（八成把握在{:.1f}%至{:.1f}%"
                             "之间）；上季度当季{:.1f}%\n"
                           : "{}: {} Q{} about {:.1f} % alone, {:.1f} % to date (80 %: {:.1f} to {:.1f}); the quarter "
                             "before {:.1f} %\n"),
      o.target, n.quarter.first, n.quarter.second, n.growth, n.to_date, n.lo80, n.hi80, n.before);
  if (o.month_ago) {
    fmt::print(fmt::runtime(chinese ? "一个月前的估计：{:.2f}%；此后每项发布的影响：\n"
                                    : "a month ago: {:.2f} %; what each release since then changed:\n"),
               o.month_ago->to_date);
  }
  for (const auto& line : cycle::news_words(o, chinese)) fmt::print("  {}\n", line);
  fmt::print(fmt::runtime(chinese ? "以往（逐季重演，当季增速的均方根误差；上季度不变；自回归）：\n"
                                  : "before (pseudo real time, RMSE of the quarter alone; quarter before; "
                                    "autoregression):\n"));
  for (std::size_t k = 0; k < o.scores.size(); ++k) {
    const auto &s = o.scores[k], &c = o.calm[k];
    fmt::print(
        fmt::runtime(chinese ? "  已知{}个月：{}个季度 {:.2f}；{:.2f}；{:.2f}（2019年及以前{:.2f}；{:.2f}；{:.2f}）\n"
                             : "  {} months known: {} quarters {:.2f}; {:.2f}; {:.2f} (until 2019 {:.2f}; {:.2f}; "
                               "{:.2f})\n"),
        k + 1, s.quarters, s.rmse, s.rmse_before, s.rmse_autoregression, c.rmse, c.rmse_before, c.rmse_autoregression);
  }
}

int run(const Options& o, base::World& world) {
  cycle::NowcastRequest request{o.folder, {}, o.target};
  if (!o.asof.empty()) {
    auto day = calendar::parse_date(o.asof);
    if (!day) return refuse(day.error());
    request.asof = *day;
  }
  auto outcome = cycle::run_nowcast(request, world);
  if (!outcome) return refuse(outcome.error());
  if (o.json) {
    std::puts(json_of(*outcome).c_str());
  } else {
    screen(*outcome, o.lang != "en");
  }
  return 0;
}

}  // namespace

void add_nowcast_command(CLI::App& app, base::World& world, int& code) {
  const auto o = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("nowcast", "用已公布的月度数估计本季度 / the running quarter from published months");
  command->add_option("DIR", o->folder, "序列文件夹 / a folder of series")->required();
  command->add_option("--asof", o->asof, "只用这一天以前公布的数 / only what was published by this day");
  command->add_option("--target", o->target, "季度增速的文件名 / the file of the quarterly growth");
  command->add_option("--lang", o->lang, "zh 或 en")->check(CLI::IsMember({"zh", "en"}));
  command->add_flag("--json", o->json, "输出 JSON / print JSON");
  command->callback([o, &world, &code] { code = run(*o, world); });
}

}  // namespace app
