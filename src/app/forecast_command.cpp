#include "app/forecast_command.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "forecast/forecaster.hpp"

namespace app {

namespace {

constexpr int kDone = 0, kFindings = 1, kUnusable = 2;
constexpr int kMostHorizon = 10'000, kMostPeriod = 10'000, kMostThreads = 256;
constexpr std::size_t kMostValues = 2'000'000;

struct Options {
  std::string in, out, method = "default";
  int horizon = 0, period = 1, threads = 0;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return kUnusable;
}

struct Line {
  std::string id;
  std::vector<double> values;
};

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  if (s.size() >= 2 && s.front() == '"' && s.back() == '"') s = s.substr(1, s.size() - 2);
  return s;
}

base::Result<std::vector<Line>> read(std::string_view text, const std::string& file) {
  std::vector<Line> out;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  int number = 0;
  std::size_t values = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (trimmed(line).empty()) continue;
    Line one;
    for (int column = 1;; ++column) {
      const auto comma = std::min(line.find(','), line.size());
      const std::string_view cell = trimmed(line.substr(0, comma));
      if (column == 1) {
        one.id = cell;
      } else if (cell.empty() || cell == "NA" || cell == "NaN" || cell == "nan") {
        one.values.push_back(std::numeric_limits<double>::quiet_NaN());
      } else {
        double v = 0;
        const auto [rest, wrong] = std::from_chars(cell.data(), cell.data() + cell.size(), v);
        if (wrong != std::errc() || rest != cell.data() + cell.size() || !std::isfinite(v)) {
          base::Place place;
          place.file = file;
          place.line = number;
          place.column = column;
          return base::fail("series.number", "“" + std::string(cell.substr(0, 40)) + "”不是数", place,
                            "每行写成：名称,数,数,…，缺的留空，不要表头");
        }
        one.values.push_back(v);
      }
      if (++values > kMostValues) {
        return base::fail("series.too_large", "序列太多或太长，超过200万个数", {.file = file}, "请分成几个文件");
      }
      if (comma == line.size()) break;
      line.remove_prefix(comma + 1);
    }
    out.push_back(std::move(one));
  }
  if (out.empty()) return base::fail("series.none", "文件里没有序列", {.file = file}, "每行写成：名称,数,数,…");
  return out;
}

std::string row(const Line& line, const std::optional<forecast::Forecasts>& f, int horizon) {
  std::string out = line.id;
  if (!f) return out + std::string(static_cast<std::size_t>(5 * horizon), ',');
  for (const auto* part : {&f->mean, &f->lo80, &f->hi80, &f->lo95, &f->hi95}) {
    for (const double v : *part) out += fmt::format(",{:.10g}", v);
  }
  return out;
}

int run(const Options& o, base::World& world) {
  const auto method = forecast::method_of(o.method);
  if (!method) {
    return refuse({"usage",
                   "没有“" + o.method + "”这个方法",
                   {},
                   "可以是 default、thorough、ets、theta、dotm、arima、naive、snaive"});
  }
  if (o.horizon < 1 || o.horizon > kMostHorizon || o.period < 1 || o.period > kMostPeriod || o.threads < 0 ||
      o.threads > kMostThreads) {
    return refuse({"usage",
                   "--horizon、--period 或 --threads 的数不对",
                   {},
                   "--horizon 和 --period 从 1 起，年度 1、季度 4、月度 12"});
  }
  auto bytes = world.files->read(o.in);
  if (!bytes) return refuse(bytes.error());
  auto lines = read(*bytes, o.in);
  if (!lines) return refuse(lines.error());

  std::vector<std::string> rows(lines->size());
  std::vector<char> bad(lines->size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < rows.size(); i = next++) {
      const auto f = forecast::forecast_series((*lines)[i].values, o.period, o.horizon, *method);
      bad[i] = !f;
      rows[i] = row((*lines)[i], f, o.horizon);
    }
  };
  const auto wanted =
      o.threads > 0 ? static_cast<unsigned>(o.threads) : std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> others;
  for (unsigned t = 1; t < std::min<std::size_t>(wanted, rows.size()); ++t) others.emplace_back(work);
  work();
  for (auto& t : others) t.join();

  std::string text;
  int code = kDone;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += rows[i] + '\n';
    if (bad[i] == 0) continue;
    code = kFindings;
    std::fprintf(stderr, "%s 第%zu个序列“%s”：没有可用的数，预测留空\n", o.in.c_str(), i + 1, (*lines)[i].id.c_str());
  }
  if (o.out.empty()) {
    std::fwrite(text.data(), 1, text.size(), stdout);
  } else if (auto written = world.files->write_whole(o.out, text); !written) {
    return refuse(written.error());
  }
  return code;
}

}  // namespace

void add_forecast_command(CLI::App& app, base::World& world, int& code) {
  const auto o = std::make_shared<Options>();
  auto* command = app.add_subcommand("forecast", "预测序列，带区间 / forecast series with intervals");
  command->add_option("IN.csv", o->in, "每行一个序列：名称,数,数,… / one series a line")->required();
  command->add_option("--horizon", o->horizon, "往后几期 / how many periods ahead")->required();
  command->add_option("--period", o->period, "一年几期：1、4、12 / periods a year")->required();
  command->add_option("--method", o->method, "default、thorough、ets、theta、dotm、arima、naive、snaive");
  command->add_option("--out", o->out, "写到这个文件 / write here");
  command->add_option("--threads", o->threads, "几个线程，默认全部 / threads");
  command->callback([o, &world, &code] { code = run(*o, world); });
}

}  // namespace app
