#include "plan/key_projects.hpp"

#include <algorithm>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "plan/matching.hpp"

namespace plan {
namespace {

std::vector<std::u32string> words_in(const char* file) {
  const auto csv = base::CsvTable::parse(base::builtin_file(file));
  JC_ASSERT(csv.has_value());
  std::vector<std::u32string> out;
  for (std::size_t i = 0; i < csv->size(); ++i) out.push_back(base::u32(csv->at(i, "word")));
  return out;
}

bool rate_of_completion(std::string_view name) {
  return name.find("完成率") != std::string_view::npos || name.find("完成比例") != std::string_view::npos;
}

}  // namespace

const std::vector<std::u32string>& key_project_words() {
  static const auto words = words_in("codes/projects/key_words.csv");
  return words;
}

bool of_another_list(std::u32string_view before) {
  static const auto words = words_in("codes/projects/other_lists.csv");
  while (!before.empty() && !base::is_han(before.back())) before.remove_suffix(1);
  if (before.ends_with(U"级")) return true;
  return std::ranges::any_of(words, [&](const auto& word) { return before.find(word) != std::u32string_view::npos; });
}

bool names_key_projects(std::u32string_view words) {
  return std::ranges::any_of(key_project_words(),
                             [&](const auto& word) { return words.find(word) != std::u32string_view::npos; });
}

bool names_key_projects(std::string_view utf8) { return names_key_projects(base::u32(utf8)); }

bool of_another_level(std::u32string_view words, std::u32string_view own) {
  constexpr std::u32string_view kLevels = U"国家省市区县州旗";
  for (const auto& word : key_project_words()) {
    for (auto at = words.find(word); at != std::u32string_view::npos; at = words.find(word, at + 1)) {
      std::size_t end = at;
      if (end > 0 && words[end - 1] == U'级') --end;
      std::size_t from = end;
      while (from > 0 && kLevels.find(words[from - 1]) != std::u32string_view::npos) --from;
      if (words.substr(from, end - from).find_first_not_of(own) != std::u32string_view::npos) return true;
    }
  }
  return false;
}

std::u32string level_of(std::string_view area) {
  const std::u32string name = base::u32(area);
  return name.empty() ? name : name.substr(name.size() - 1);
}

bool of_own_projects(const facts::Fact& fact, const std::string& area) {
  const std::string& name = fact.indicator_as_printed.empty() ? fact.indicator : fact.indicator_as_printed;
  return same_area(fact.area, area) && !of_another_level(base::u32(name), level_of(area));
}

bool is_rate_of_plan(std::string_view name) { return rate_of_completion(name) && names_key_projects(name); }

bool is_completion(std::string_view name) {
  return (rate_of_completion(name) || name.find("投资") != std::string_view::npos) && names_key_projects(name);
}

}  // namespace plan
