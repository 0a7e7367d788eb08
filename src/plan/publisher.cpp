#include "plan/publisher.hpp"

#include <map>
#include <vector>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "plan/orders_offices.hpp"

namespace plan {
namespace {

constexpr std::string_view kStatistics = "统计机构";

struct Publishers {
  std::map<std::string, std::string, std::less<>> indicators, classes;
  std::vector<std::pair<std::string, std::string>> ends;
};

const Publishers& publishers() {
  static const Publishers all = [] {
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/publishers.csv"));
    JC_ASSERT(csv.has_value());
    Publishers out;
    for (std::size_t i = 0; i < csv->size(); ++i) {
      const std::string word(csv->at(i, "word")), kind(csv->at(i, "kind")), publisher(csv->at(i, "publisher"));
      JC_ASSERT(kind == "indicator" || kind == "class" || kind == "ends");
      if (kind == "ends") {
        out.ends.emplace_back(word, publisher);
      } else {
        (kind == "indicator" ? out.indicators : out.classes).emplace(word, publisher);
      }
    }
    return out;
  }();
  return all;
}

}  // namespace

std::string publisher_of(const facts::Indicator* indicator, std::string_view name, std::string_view function) {
  const Publishers& all = publishers();
  if (indicator != nullptr) {
    if (const auto at = all.indicators.find(indicator->name); at != all.indicators.end()) return at->second;
    if (const auto at = all.classes.find(indicator->forecast_class); at != all.classes.end()) return at->second;
  } else {
    for (const auto& [end, publisher] : all.ends)
      if (name.ends_with(end)) return publisher;
  }
  const Office* office = Offices::in_force().find(function);
  // Which of an office's figures are statistics the table says: the others are the office's own.
  return office == nullptr || office->publisher.empty() || office->publisher == kStatistics ? "主管部门"
                                                                                            : office->publisher;
}

bool is_official_statistic(const facts::Indicator* indicator, std::string_view name, std::string_view function) {
  return publisher_of(indicator, name, function).ends_with(kStatistics);
}

}  // namespace plan
