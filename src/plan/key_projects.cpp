#include "plan/key_projects.hpp"

#include <algorithm>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"

namespace plan {
namespace {

bool rate_of_completion(std::string_view name) {
  return name.find("完成率") != std::string_view::npos || name.find("完成比例") != std::string_view::npos;
}

}  // namespace

const std::vector<std::u32string>& key_project_words() {
  static const auto words = [] {
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/projects/key_words.csv"));
    JC_ASSERT(csv.has_value());
    std::vector<std::u32string> out;
    for (std::size_t i = 0; i < csv->size(); ++i) out.push_back(base::u32(csv->at(i, "word")));
    return out;
  }();
  return words;
}

bool names_key_projects(std::u32string_view words) {
  return std::ranges::any_of(key_project_words(),
                             [&](const auto& word) { return words.find(word) != std::u32string_view::npos; });
}

bool names_key_projects(std::string_view utf8) { return names_key_projects(base::u32(utf8)); }

bool is_rate_of_plan(std::string_view name) { return rate_of_completion(name) && names_key_projects(name); }

bool is_completion(std::string_view name) {
  return (rate_of_completion(name) || name.find("投资") != std::string_view::npos) && names_key_projects(name);
}

}  // namespace plan
