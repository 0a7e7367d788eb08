#include "plan/project_pace.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "plan/key_projects.hpp"
#include "plan/matching.hpp"
#include "plan/project_amounts.hpp"
#include "series/pace.hpp"

namespace plan {

namespace {

using base::Decimal;
using reading::Money;
using reading::ProjectSheet;

constexpr std::size_t kYearsUsed = 3;
const std::string kUsual = "往年同月";

Decimal mean(const std::vector<Decimal>& all) {
  Decimal sum = 0;
  for (const auto& x : all) sum += x;
  return (sum / Decimal(static_cast<int>(all.size()))).rounded(4);
}

Decimal median(std::vector<Decimal> all) {
  std::ranges::sort(all);
  const std::size_t n = all.size();
  return n % 2 == 1 ? all[n / 2] : (all[n / 2 - 1] + all[n / 2]) / Decimal(2);
}

const std::array<Decimal, 13>& default_curve() {
  static const auto curve = [] {
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/projects/default_pace.csv"));
    JC_ASSERT(csv.has_value());
    std::map<int, std::vector<Decimal>> months;
    for (std::size_t i = 0; i < csv->size(); ++i) {
      const auto month = Decimal::parse(csv->at(i, "month")), share = Decimal::parse(csv->at(i, "share_pct"));
      JC_ASSERT(month && share);
      months[static_cast<int>(*month->to_int64())].push_back(*share * Decimal::scaled(1, -2));
    }
    std::array<Decimal, 13> out;
    out[12] = 1;
    for (int m = 11; m >= 1; --m) {
      JC_ASSERT(months.contains(m));
      out[static_cast<std::size_t>(m)] = std::min(median(months[m]).rounded(4), out[static_cast<std::size_t>(m) + 1]);
    }
    out[0] = 0;
    return out;
  }();
  return curve;
}

const ProjectSheet* sheet_at(const std::vector<ProjectSheet>& sheets, int year, int month) {
  for (const auto& s : sheets) {
    if (s.period && s.period->last.year == year && s.period->last.month == month) return &s;
  }
  return nullptr;
}

std::optional<ProjectPace> from_sheets(int year, int month, const std::vector<ProjectSheet>& earlier) {
  std::vector<Decimal> shares;
  std::string years;
  bool over_plan = false;
  for (int y = year - 1; y >= year - 10 && shares.size() < kYearsUsed; --y) {
    const auto* then = sheet_at(earlier, y, month);
    if (then == nullptr) continue;
    const auto done = projects::sum_of(*then, Money::done);
    const auto* december = sheet_at(earlier, y, 12);
    const auto whole =
        december != nullptr ? projects::sum_of(*december, Money::done) : projects::sum_of(*then, Money::plan);
    if (done.numbers == 0 || whole.numbers == 0 || done.mixed || whole.mixed ||
        done.unit.empty() != whole.unit.empty() || whole.yuan <= Decimal(0) || done.yuan.is_negative())
      continue;
    const Decimal share = done.yuan / whole.yuan;
    if (share > Decimal(2)) continue;
    over_plan = over_plan || december == nullptr;
    shares.push_back(share);
    years = std::to_string(y) + (years.empty() ? "" : "、") + years;
  }
  if (shares.empty()) return std::nullopt;
  return ProjectPace{{},
                     mean(shares),
                     false,
                     "本地" + years + "年同月的项目表" + (over_plan ? "（占当年计划）" : "（占当年12月表的完成数）")};
}

bool from_january_to(const facts::Fact& f, int month) {
  return f.span == facts::Span::cumulative && f.period.starts_in_january() && f.period.last.month == month;
}

std::optional<ProjectPace> from_published(int year, int month, const std::string& area,
                                          const std::vector<facts::Fact>& known) {
  std::map<int, Decimal> rates;  // the later fact of a year wins
  for (const auto& f : known) {
    if (!of_own_projects(f, area) || !is_rate_of_plan(f.indicator) || !from_january_to(f, month)) continue;
    if (f.period.last.year < year && f.value && f.unit == "%")
      rates[f.period.last.year] = *f.value * Decimal::scaled(1, -2);
  }
  if (!rates.empty()) {
    std::vector<Decimal> shares;
    std::string years;
    for (auto r = rates.rbegin(); r != rates.rend() && shares.size() < kYearsUsed; ++r) {
      shares.push_back(r->second);
      years = std::to_string(r->first) + (years.empty() ? "" : "、") + years;
    }
    return ProjectPace{
        {}, std::min(mean(shares), Decimal(1)), false, kUsual, "本地公布的" + years + "年同月重点项目年度计划完成率"};
  }
  for (const std::string_view name : kInvestmentSeries) {
    std::map<int, std::pair<const facts::Fact*, const facts::Fact*>> years;  // to date, whole
    for (const auto& f : known) {
      if (!of_own_projects(f, area) || f.indicator != name || !f.scope.empty() || !f.value ||
          f.period.last.year >= year)
        continue;
      if (from_january_to(f, month)) years[f.period.last.year].first = &f;
      if (from_january_to(f, 12)) years[f.period.last.year].second = &f;
    }
    for (auto y = years.rbegin(); y != years.rend(); ++y) {
      const auto& [part, whole] = y->second;
      if (part == nullptr || whole == nullptr || !quantity::same_dimension(part->unit, whole->unit)) continue;
      const auto a = quantity::scaled(*part->value, part->unit), b = quantity::scaled(*whole->value, whole->unit);
      const auto season = series::seasonal_from_levels(a, b);
      if (!season) continue;
      return ProjectPace{{},
                         (a / b).rounded(4),
                         false,
                         "本地" + std::to_string(y->first) + "年同月" + std::string(name) + "占全年的比重"};
    }
  }
  return std::nullopt;
}

}  // namespace

Decimal default_project_pace(int month) {
  JC_ASSERT(month >= 0 && month <= 12);
  return default_curve()[static_cast<std::size_t>(month)];
}

ProjectPace project_pace(int year, int month, const std::string& area, const std::vector<ProjectSheet>& earlier,
                         const std::vector<facts::Fact>& known) {
  JC_ASSERT(month >= 1 && month <= 12);
  auto pace = from_sheets(year, month, earlier);
  if (!pace) pace = from_published(year, month, area, known);
  if (!pace)
    pace = ProjectPace{
        {}, default_project_pace(month), true, "各地同月", "默认曲线（外地公布的完成率中位数，不是本地数）"};
  pace->linear = (Decimal(month) / Decimal(12)).rounded(4);
  return *pace;
}

}  // namespace plan
