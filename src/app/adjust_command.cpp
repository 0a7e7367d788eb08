#include "app/adjust_command.hpp"

#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/adjust_chart.hpp"
#include "app/signed_number.hpp"
#include "base/world.hpp"
#include "forecast/adjust.hpp"
#include "forecast/borrowed_pace.hpp"
#include "series/level_csv.hpp"

namespace app {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string in, column, out, chart, mode, lang = "zh";
  std::vector<std::string> like;
  bool json = false, no_calendar = false, no_outliers = false, year = false;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return 2;
}

struct Outcome {
  series::LevelColumn read;
  forecast::Adjustment adjusted;
};

base::Result<std::vector<forecast::Observation>> observations(const std::string& file, const std::string& column,
                                                              base::World& world, series::LevelColumn& read) {
  auto bytes = world.files->read(file);
  if (!bytes) return tl::unexpected(bytes.error());
  auto found = series::read_level_csv(*bytes, file, column);
  if (!found) return tl::unexpected(found.error());
  read = std::move(*found);
  std::vector<forecast::Observation> list;
  for (const auto& cell : read.cells) {
    list.push_back({cell.period, cell.value ? cell.value->to_double() : std::numeric_limits<double>::quiet_NaN()});
  }
  return list;
}

base::Result<Outcome> adjusted(const Options& o, const std::string& file, const std::string& column,
                               base::World& world) {
  Outcome out;
  auto list = observations(file, column, world, out.read);
  if (!list) return tl::unexpected(list.error());
  forecast::AdjustOptions options{!o.no_calendar, !o.no_outliers, {}, out.read.adds_up, o.year};
  if (!o.mode.empty()) options.multiplicative = o.mode == "multiplicative";
  auto done = forecast::adjust(std::move(*list), options);
  if (!done) {
    auto fault = done.error();
    if (fault.where.file.empty()) fault.where.file = file;
    return tl::unexpected(fault);
  }
  out.adjusted = std::move(*done);
  return out;
}

std::string rows_csv(const forecast::Adjustment& a) {
  std::string out = "period,value,adjusted,trend,season,calendar,irregular,filled\n";
  for (const auto& p : a.periods) {
    out += calendar::to_string(p.period) + "," + (std::isnan(p.value) ? "" : fmt::format("{:.10g}", p.value));
    for (const double v : {p.adjusted, p.trend, p.season, p.calendar, p.irregular}) out += fmt::format(",{:.8g}", v);
    out += p.filled ? ",1\n" : ",0\n";
  }
  return out;
}

const char* kind_name(forecast::OutlierKind kind) {
  return kind == forecast::OutlierKind::single ? "single" : kind == forecast::OutlierKind::shift ? "shift" : "passing";
}

std::string json_of(const Outcome& o) {
  const auto& a = o.adjusted;
  Json periods = Json::array(), outliers = Json::array(), terms = Json::array(), pace = Json::array();
  for (const auto& p : a.periods) {
    periods.push_back({{"period", calendar::to_string(p.period)},
                       {"value", std::isnan(p.value) ? Json(nullptr) : Json(p.value)},
                       {"adjusted", p.adjusted},
                       {"trend", p.trend},
                       {"season", p.season},
                       {"calendar", p.calendar},
                       {"irregular", p.irregular},
                       {"filled", p.filled}});
  }
  for (const auto& x : a.outliers) {
    outliers.push_back({{"period", calendar::to_string(x.period)},
                        {"kind", kind_name(x.kind)},
                        {"effect", x.effect},
                        {"t", x.t},
                        {"say", forecast::outlier_words(x, a.multiplicative, true)},
                        {"say_english", forecast::outlier_words(x, a.multiplicative, false)}});
  }
  for (const auto& c : a.calendar) {
    terms.push_back({{"effect", forecast::calendar_effect_name(c.effect)}, {"size", c.effect_size}, {"t", c.t}});
  }
  for (const auto& p : a.pace) {
    pace.push_back({{"period", calendar::to_string(p.period)},
                    {"share", p.share},
                    {"reached", p.reached},
                    {"lo80", p.lo80},
                    {"hi80", p.hi80}});
  }
  const auto& q = a.quality;
  Json out{{"title", o.read.title},
           {"column", o.read.column},
           {"to_date_column", o.read.to_date_column},
           {"periods_a_year", a.periods_a_year},
           {"multiplicative", a.multiplicative},
           {"festival_days", a.festival_reach},
           {"periods", periods},
           {"outliers", outliers},
           {"calendar", terms},
           {"pace", pace},
           {"pace_years", a.pace_years}};
  out["quality"] = {{"stable_f", q.stable_f},
                    {"moving_f", q.moving_f},
                    {"m7", q.m7},
                    {"qs_before", q.qs_before},
                    {"qs_after", q.qs_after},
                    {"residual_p", q.residual_p},
                    {"moving_seasonality_ratio", q.moving_ratio},
                    {"irregular_to_trend", q.irregular_to_trend},
                    {"henderson_terms", q.henderson},
                    {"seasonal_terms", q.seasonal_terms},
                    {"theta", q.theta},
                    {"seasonal_theta", q.seasonal_theta},
                    {"sigma", q.sigma}};
  Json year = Json::array();
  const auto maybe = [](const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); };
  for (const auto& y : a.year) {
    year.push_back({{"period", calendar::to_string(y.period)},
                    {"total", y.total},
                    {"lo80", y.lo80},
                    {"hi80", y.hi80},
                    {"growth", maybe(y.growth)},
                    {"growth_lo80", maybe(y.growth_lo80)},
                    {"growth_hi80", maybe(y.growth_hi80)},
                    {"growth_lo_together", maybe(y.growth_lo_together)},
                    {"growth_hi_together", maybe(y.growth_hi_together)}});
  }
  out["year"] = year;
  out["notes"] = a.notes;
  Json unread = Json::array();
  for (const auto& f : o.read.unread) unread.push_back(base::to_text(f));
  out["unread"] = unread;
  return out.dump(1, ' ', false, Json::error_handler_t::replace);
}

std::string size_words(const forecast::Adjustment& a, double v) {
  return a.multiplicative ? no_sign_at_zero(fmt::format("{:+.2f}", v)) + "%"
                          : no_sign_at_zero(fmt::format("{:+.4g}", v));
}

void screen(const Outcome& o, bool zh) {
  const auto& a = o.adjusted;
  const auto& q = a.quality;
  fmt::print("{} {}\n", o.read.title, o.read.column);
  const auto line = [&](const char* chinese, const char* english, auto... values) {
    fmt::print(fmt::runtime(zh ? chinese : english), values...);
  };
  line("{}个时期，一年{}期，{}\n", "{} periods, {} a year, {}\n", a.periods.size(), a.periods_a_year,
       zh ? (a.multiplicative ? "乘法" : "加法") : (a.multiplicative ? "multiplicative" : "additive"));
  if (!o.read.to_date_column.empty()) {
    line("缺的月份由“{}”补\n", "months that were missing come from \"{}\"\n", o.read.to_date_column);
  }
  for (const auto& note : a.notes) fmt::print("  {}\n", note);
  for (const auto& c : a.calendar) {
    line("  日历：{} {}（t值{:.1f}）\n", "  calendar: {} {} (t {:.1f})\n", forecast::calendar_effect_name(c.effect),
         size_words(a, c.effect_size), c.t);
  }
  for (const auto& x : a.outliers) {
    line("  异常：{}（t值{:.1f}）\n", "  outlier: {} (t {:.1f})\n", forecast::outlier_words(x, a.multiplicative, zh),
         x.t);
  }
  if (a.outliers.empty()) line("  没有异常点\n", "  no outliers\n");
  line("  质量：稳定季节性F值{:.1f}，M7 {:.2f}（大于1说明季节性认不清），调整后剩余季节性p值{:.3f}（小于0.01慎用）\n",
       "  quality: stable season F {:.1f}, M7 {:.2f} (over 1: the season cannot be told), residual season p {:.3f}\n",
       q.stable_f, q.m7, q.residual_p);
  line("最近的时期：原数、调整后、比上期、趋势\n", "latest periods: value, adjusted, change, trend\n");
  const std::size_t n = a.periods.size();
  for (std::size_t i = n > 6 ? n - 6 : 1; i < n; ++i) {
    const auto &p = a.periods[i], &before = a.periods[i - 1];
    const std::string change = no_sign_at_zero(fmt::format(fmt::runtime(a.multiplicative ? "{:+.1f}" : "{:+.4g}"),
                                                           a.multiplicative ? 100 * (p.adjusted / before.adjusted - 1)
                                                                            : p.adjusted - before.adjusted)) +
                               (a.multiplicative ? "%" : "");
    fmt::print("  {}  {}  {:.6g}  {}  {:.6g}\n", zh ? calendar::to_chinese(p.period) : calendar::to_string(p.period),
               std::isnan(p.value) ? std::string(zh ? "缺" : "missing") : fmt::format("{:.6g}", p.value), p.adjusted,
               change, p.trend);
  }
  for (const auto& y : a.year) {
    line("  预计{}：合计{:.6g}（八成把握{:.6g}—{:.6g}）", "  expected {}: {:.6g} (80 %: {:.6g} to {:.6g})",
         zh ? calendar::to_chinese(y.period) : calendar::to_string(y.period), y.total, y.lo80, y.hi80);
    if (y.growth) {
      line("，累计增长{:.1f}%（{:.1f}%—{:.1f}%）", ", growth {:.1f} % ({:.1f} to {:.1f} %)", *y.growth, *y.growth_lo80,
           *y.growth_hi80);
    }
    fmt::print("\n");
  }
  if (a.pace.empty()) return;
  line("{}年季节进度（到期末完成全年的比例，八成把握，由{}个整年得出）：\n",
       "pace of {} (share of the year reached, 80 %, from {} whole years):\n", a.pace.front().period.first.year,
       a.pace_years);
  for (const auto& p : a.pace) {
    line("  {}  当期{:.1f}%  累计{:.1f}%（{:.1f}%—{:.1f}%）\n",
         "  {}  alone {:.1f} %  reached {:.1f} % ({:.1f}–{:.1f} %)\n",
         zh ? calendar::to_chinese(p.period) : calendar::to_string(p.period), 100 * p.share, 100 * p.reached,
         100 * p.lo80, 100 * p.hi80);
  }
}

// The pace of a figure too short to be adjusted, with what like figures lend it.
int run_borrowed(const Options& o, base::World& world) {
  series::LevelColumn read;
  const auto own = observations(o.in, o.column, world, read);
  if (!own) return refuse(own.error());
  std::vector<forecast::LikePace> like;
  for (const auto& file : o.like) {
    const auto other = adjusted(o, file, {}, world);
    if (!other) return refuse(other.error());
    if (other->adjusted.pace.empty()) {
      return refuse({"series.no_pace", "得不出季节进度：不是能相加的数，或不足三个整年", {.file = file}, "换一个序列"});
    }
    const auto name = other->read.title.empty() ? file : other->read.title;
    like.push_back(forecast::like_pace(name, other->adjusted));
  }
  const auto pace = forecast::borrowed_pace(forecast::whole_year_shares(*own), like);
  if (pace.points.empty()) {
    return refuse(
        {"series.no_pace", "与借鉴的序列没有相同的时期", {.file = o.in}, "1—2月合并公布的，请借鉴同样公布的序列"});
  }
  if (o.json) {
    Json points = Json::array(), from = Json::array();
    for (std::size_t j = 0; j < like.size(); ++j) from.push_back({{"name", like[j].name}, {"weight", pace.weights[j]}});
    for (const auto& p : pace.points) {
      points.push_back({{"last_month", p.last_month},
                        {"reached", p.reached},
                        {"lo80", p.lo80},
                        {"hi80", p.hi80},
                        {"own", std::isnan(p.own) ? Json(nullptr) : Json(p.own)},
                        {"like", p.like},
                        {"own_weight", p.own_weight}});
    }
    const Json out{{"borrowed", {{"own_years", pace.own_years}, {"from", from}, {"pace", points}}}};
    std::puts(out.dump(1, ' ', false, Json::error_handler_t::replace).c_str());
    return 0;
  }
  const bool zh = o.lang != "en";
  fmt::print(fmt::runtime(zh ? "{}：自己有{}个整年，季节进度借鉴：\n"
                             : "{}: {} whole years of its own; pace with what is lent by:\n"),
             read.title.empty() ? o.in : read.title, pace.own_years);
  for (std::size_t j = 0; j < like.size(); ++j) fmt::print("  {} {:.0f}%\n", like[j].name, 100 * pace.weights[j]);
  for (const auto& p : pace.points) {
    const std::string mine =
        std::isnan(p.own) ? std::string(zh ? "没有" : "none") : fmt::format("{:.1f}%", 100 * p.own);
    fmt::print(fmt::runtime(
                   zh ? "  1—{}月  完成全年的{:.1f}%（八成把握{:.1f}%—{:.1f}%）；自己{}，占{:.0f}%；同类{:.1f}%\n"
                      : "  to month {}  {:.1f} % of the year (80 %: {:.1f} to {:.1f}); own {} weighs {:.0f} %; others "
                        "{:.1f} %\n"),
               p.last_month, 100 * p.reached, 100 * p.lo80, 100 * p.hi80, mine, 100 * p.own_weight, 100 * p.like);
  }
  return 0;
}

int run(const Options& o, base::World& world) {
  if (!o.like.empty()) return run_borrowed(o, world);
  const auto outcome = adjusted(o, o.in, o.column, world);
  if (!outcome) return refuse(outcome.error());
  std::string name = outcome->read.title;
  if (name.empty()) name = o.in.substr(o.in.find_last_of('/') + 1);
  if (!o.out.empty()) {
    if (auto done = world.files->write_whole(o.out, rows_csv(outcome->adjusted)); !done) return refuse(done.error());
  }
  if (!o.chart.empty()) {
    const std::string picture = adjust_chart(outcome->adjusted, name);
    if (auto done = world.files->write_whole(o.chart, picture); !done) return refuse(done.error());
  }
  if (o.json) {
    std::puts(json_of(*outcome).c_str());
  } else {
    screen(*outcome, o.lang != "en");
  }
  for (const auto& f : outcome->read.unread) std::fprintf(stderr, "%s\n", base::to_text(f).c_str());
  return outcome->read.unread.empty() ? 0 : 1;
}

}  // namespace

void add_adjust_command(CLI::App& app, base::World& world, int& code) {
  const auto o = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "adjust", "季节调整：去掉季节、春节和工作日影响 / seasonal adjustment with Spring Festival and working days");
  command->add_option("SERIES.csv", o->in, "每行一个时期的表 / one row a period")->required();
  command->add_option("--column", o->column, "用哪一列，默认第一列当月数 / which column");
  command->add_option("--out", o->out, "各成分写到这个 CSV / write the components here");
  command->add_option("--chart", o->chart, "图写到这个 SVG / write a picture here");
  command
      ->add_option("--like", o->like,
                   "序列太短时，借鉴这些同类序列的季节进度 / borrow the pace of like figures for a short one")
      ->allow_extra_args(false);
  command->add_option("--mode", o->mode, "multiplicative 或 additive，默认由检验决定 / chosen by test unless given")
      ->check(CLI::IsMember({"multiplicative", "additive"}));
  command->add_flag("--year", o->year, "再预计各月累计和全年合计（相加有意义的数才用） / also the year's total");
  command->add_flag("--no-calendar", o->no_calendar, "不调日历 / leave the calendar in");
  command->add_flag("--no-outliers", o->no_outliers, "不找异常点 / look for no outliers");
  command->add_option("--lang", o->lang, "zh 或 en")->check(CLI::IsMember({"zh", "en"}));
  command->add_flag("--json", o->json, "输出 JSON / print JSON");
  command->callback([o, &world, &code] { code = run(*o, world); });
}

}  // namespace app
