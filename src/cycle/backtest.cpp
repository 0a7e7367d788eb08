#include "cycle/backtest.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/csv.hpp"
#include "cycle/statistics_folder.hpp"
#include "facts/fact.hpp"
#include "facts/names.hpp"
#include "forecast/drift.hpp"
#include "plan/verdict_outlook.hpp"

namespace cycle {
namespace {

using forecast::RealTarget;
using forecast::YearEndSeries;

const char* kind_of(const YearEndSeries& s) { return s.stock ? "stock" : s.is_price ? "price" : "flow"; }

BacktestSeries shown(const std::string& file, const std::string& name, const std::string& column,
                     const YearEndSeries& s, bool derived) {
  return {file,
          name,
          column,
          kind_of(s),
          derived,
          s.to_date.empty() ? 0 : s.to_date.begin()->first.first,
          s.to_date.empty() ? 0 : s.to_date.rbegin()->first.first};
}

// One line of figures: what must be equal for two facts to belong to one series.
struct Line {
  std::string area, indicator, basis;
  auto operator<=>(const Line&) const = default;
};

// Growth to date as first published; a later vintage of a year is no news of what was known then.
std::map<Line, YearEndSeries> lines_of(const std::vector<facts::Fact>& all, const facts::NamesTable& names) {
  std::map<std::pair<Line, forecast::YearMonth>, calendar::Published> first;
  std::map<Line, YearEndSeries> out;
  for (const auto& f : all) {
    if (!f.growth_pct || f.span != facts::Span::cumulative || !f.period.starts_in_january() || !f.scope.empty() ||
        f.status == facts::Status::estimate || f.growth_basis.find("两年") != std::string::npos ||
        f.growth_basis == "环比") {
      continue;
    }
    const Line line{f.area, names.canonical(f.indicator), f.growth_basis};
    const forecast::YearMonth when{f.period.last.year, f.period.last.month};
    const auto [at, fresh] = first.try_emplace({line, when}, f.published);
    if (!fresh && !(f.published < at->second)) continue;
    at->second = f.published;
    YearEndSeries& s = out[line];
    s.to_date[when] = f.growth_pct->to_double();
    s.half_step = std::min(s.half_step, 0.5 * std::pow(10.0, -f.growth_pct->decimals()));
    if (f.value && f.growth_basis.empty()) s.level[when] = f.value->to_double();
  }
  const auto& table = forecast::DriftTable::builtin();
  for (auto& [line, s] : out) {
    s.id = line.area + " " + line.indicator + (line.basis.empty() ? "" : "（" + line.basis + "）");
    s.level.clear();  // too sparse for shares, and often of another base
    const auto* indicator = names.find(line.indicator);
    const auto& c = table.find_or_other(indicator != nullptr ? indicator->forecast_class : "other");
    if (c.measure != forecast::Measure::growth) continue;
    const auto area = plan::area_level(line.area);
    const double factor = area == forecast::AreaLevel::nation     ? 1
                          : area == forecast::AreaLevel::province ? std::sqrt(c.local_factor)
                                                                  : c.local_factor;
    s.scale_elsewhere = c.gap * factor;
  }
  return out;
}

struct Targets {
  std::vector<std::pair<Line, RealTarget>> rows;
  std::vector<std::string> unmatched;
};

base::Result<Targets> read_targets(const std::string& path, base::World& world, const facts::NamesTable& names) {
  auto bytes = world.files->read(path);
  if (!bytes) return base::fail(bytes.error());
  auto table = base::CsvTable::parse(*bytes, path);
  if (!table) return base::fail(table.error());
  for (const auto* column : {"area", "year", "indicator", "operator", "value", "unit"}) {
    if (!table->has(column)) {
      return base::fail("targets.columns", "缺少“" + std::string(column) + "”一列", {.file = path},
                        "列名见 docs/reference/verdicts.md");
    }
  }
  Targets out;
  constexpr double kAbout = 0.1;  // 左右
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto& op = table->at(row, "operator");
    const auto& unit = table->at(row, "unit");
    const auto value = base::Decimal::parse(table->at(row, "value"));
    const auto year = base::Decimal::parse(table->at(row, "year"));
    const std::string words = table->at(row, "area") + table->at(row, "year") + "年" + table->at(row, "indicator") +
                              "：" + table->at(row, "target_words");
    if (!value || !year || !year->to_int64() || !unit.starts_with("%")) {
      out.unmatched.push_back(words + "（不是增速目标）");
      continue;
    }
    RealTarget t;
    t.year = static_cast<int>(*year->to_int64());
    t.target = value->to_double();
    t.at_most = op.starts_with("<");
    if (op == "≈") t.target -= kAbout;
    if (op == "<=about") t.target += 0;
    if (op == ">") t.target += 0.1;  // above it, as printed
    t.words = words;
    out.rows.push_back({{table->at(row, "area"), names.canonical(table->at(row, "indicator")),
                         unit.find("可比") != std::string::npos ? "可比口径" : ""},
                        t});
  }
  return out;
}

std::string beside(const std::string& folder, const std::string& name, base::World& world) {
  for (const std::string& path : {folder + "/" + name, folder + "/../" + name}) {
    if (world.files->exists(path)) return path;
  }
  return {};
}

// The line a folder's series stands for: 全国 社会消费品零售总额.
Line line_of(const FolderSeries& s, const facts::NamesTable& names) {
  const auto space = s.figures.name.find(' ');
  if (space == std::string::npos) return {"", s.figures.name, ""};
  return {s.figures.name.substr(0, space), names.canonical(s.figures.name.substr(space + 1)), ""};
}

}  // namespace

base::Result<BacktestOutcome> run_backtest(const BacktestRequest& request, base::World& world) {
  const facts::NamesTable& names = facts::NamesTable::in_force();
  auto folder = read_statistics_folder(request.folder, {"facts.csv", "targets.csv"}, world);
  if (!folder) return base::fail(folder.error());
  BacktestOutcome out;
  for (const auto& l : folder->left_out) out.skipped.push_back({l.file, l.column, l.why});
  std::vector<YearEndSeries> nation;
  std::vector<Line> lines;
  for (const auto& s : folder->series) {
    nation.push_back(numbers_of(s));
    lines.push_back(line_of(s, names));
    out.series.push_back(shown(s.file, s.figures.name, s.figures.column, nation.back(), s.figures.derived));
  }
  if (nation.empty()) {
    return base::fail("backtest.nothing", "文件夹里没有能重演的序列", {.file = request.folder},
                      "每个序列一个 CSV 文件：日期、当月值、同比、累计值、累计同比，见 docs/reference/verdicts.md");
  }

  Targets targets;
  const std::string targets_path =
      request.targets_file.empty() ? beside(request.folder, "targets.csv", world) : request.targets_file;
  if (!targets_path.empty()) {
    auto read = read_targets(targets_path, world, names);
    if (!read) {
      if (!request.targets_file.empty()) return base::fail(read.error());
      out.skipped.push_back({"targets.csv", "", read.error().what});
    } else {
      targets = std::move(*read);
    }
  }
  const auto of_lines = [&](const std::vector<Line>& wanted, std::size_t offset) {
    std::vector<RealTarget> found;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      for (const auto& [line, t] : targets.rows) {
        if (line != wanted[i]) continue;
        found.push_back(t);
        found.back().series = i + offset;
      }
    }
    return found;
  };

  const auto cases = forecast::year_end_cases(nation, &out.learnt);
  for (const auto& s : nation) {
    for (const auto& [when, g] : s.to_date) {
      if (when.second == 12) out.learnt_until = std::max(out.learnt_until, when.first);
    }
  }
  out.nation = forecast::backtest(nation, cases, of_lines(lines, 0));

  const std::string facts_path =
      request.facts_file.empty() ? beside(request.folder, "facts.csv", world) : request.facts_file;
  if (facts_path.empty()) return out;
  auto bytes = world.files->read(facts_path);
  auto read = bytes ? facts::read_facts_csv(*bytes, facts_path) : base::fail(bytes.error());
  if (!read) {
    if (!request.facts_file.empty()) return base::fail(read.error());
    out.skipped.push_back({"facts.csv", "", read.error().what});
    return out;
  }
  // The nation's series teach; only the local ones are scored here.
  std::vector<YearEndSeries> all = nation;
  std::vector<Line> local_lines;
  for (auto& [line, s] : lines_of(read->facts, names)) {
    local_lines.push_back(line);
    out.local_series.push_back(shown("facts.csv", s.id, "growth_pct", s, false));
    all.push_back(std::move(s));
  }
  const auto local_cases = forecast::year_end_cases(all);
  const auto report_targets = of_lines(local_lines, nation.size());
  for (const auto& [line, t] : targets.rows) {
    const bool judged = std::ranges::any_of(local_cases, [&](const auto& c) {
      return c.outcome && c.year == t.year && c.series >= nation.size() &&
             local_lines[c.series - nation.size()] == line;
    });
    const bool of_nation = std::ranges::find(lines, line) != lines.end();
    if (!judged && !of_nation) targets.unmatched.push_back(t.words + "（没有年中数和全年结果）");
  }
  out.unmatched_targets = targets.unmatched;
  out.local = forecast::backtest(all, local_cases, report_targets, nation.size());
  return out;
}

}  // namespace cycle
