#include "cycle/statistics_folder.hpp"

#include <algorithm>
#include <cmath>

namespace cycle {
namespace {

constexpr std::size_t kEnoughMonths = 24;

std::map<forecast::YearMonth, double> doubles(const std::map<series::YearMonth, base::Decimal>& values) {
  std::map<forecast::YearMonth, double> out;
  for (const auto& [when, v] : values) out[when] = v.to_double();
  return out;
}

// The same months with the same single-month numbers: an independent copy says nothing new and would count twice.
bool copies(const series::StatisticsSeries& a, const series::StatisticsSeries& b) {
  std::size_t both = 0, same = 0;
  for (const auto& [when, value] : a.level_of_month) {
    const auto at = b.level_of_month.find(when);
    if (at == b.level_of_month.end()) continue;
    ++both;
    same += std::abs(at->second.to_double() - value.to_double()) <= 0.001 * std::abs(value.to_double()) ? 1 : 0;
  }
  return both >= kEnoughMonths && 10 * same >= 9 * both;
}

}  // namespace

base::Result<StatisticsFolder> read_statistics_folder(const std::string& folder, const std::vector<std::string>& skip,
                                                      base::World& world) {
  auto entries = world.files->list(folder);
  if (!entries) return base::fail(entries.error());
  StatisticsFolder out;
  std::vector<FolderSeries> found;
  for (const auto& entry : *entries) {
    if (entry.is_folder || !entry.is_file || !entry.name.ends_with(".csv") || entry.name.starts_with(".") ||
        std::ranges::find(skip, entry.name) != skip.end()) {
      continue;
    }
    auto bytes = world.files->read(folder + "/" + entry.name);
    if (!bytes) {
      out.left_out.push_back({entry.name, "", bytes.error().what});
      continue;
    }
    auto file = series::read_statistics_csv(*bytes, entry.name);
    if (!file) {
      out.left_out.push_back({entry.name, "", file.error().what});
      continue;
    }
    for (auto& s : file->series) found.push_back({entry.name, std::move(s)});
    for (auto& s : file->skipped) out.left_out.push_back({entry.name, s.column, s.why});
    out.unread.insert(out.unread.end(), file->unread.begin(), file->unread.end());
  }
  // Published growth before derived, long before short: of two copies the better one stays.
  std::ranges::stable_sort(found, {}, [](const FolderSeries& s) {
    return std::pair(s.figures.derived, -std::ssize(s.figures.growth_to_date));
  });
  for (auto& s : found) {
    const auto twin = std::ranges::find_if(out.series, [&](const auto& o) { return copies(o.figures, s.figures); });
    if (twin != out.series.end()) {
      out.left_out.push_back({s.file, s.figures.column, "与" + twin->file + "是同一组数"});
    } else {
      out.series.push_back(std::move(s));
    }
  }
  std::ranges::stable_sort(out.series, {}, &FolderSeries::file);
  return out;
}

forecast::YearEndSeries numbers_of(const FolderSeries& s) {
  forecast::YearEndSeries out;
  out.id = s.file + ":" + s.figures.column;
  out.stock = s.figures.stock;
  out.is_price = s.figures.price;
  out.to_date = doubles(s.figures.growth_to_date);
  out.by_month = doubles(s.figures.growth_of_month);
  out.level = doubles(s.figures.level_to_date);
  out.half_step = s.figures.derived ? 0 : 0.5 * std::pow(10.0, -s.figures.decimals);
  return out;
}

}  // namespace cycle
