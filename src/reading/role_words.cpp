#include "reading/role_words.hpp"

#include <algorithm>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "reading/words.hpp"

namespace reading {

RoleWords::RoleWords(std::string_view file) {
  const auto table = base::CsvTable::parse(base::builtin_file(file), std::string(file));
  JC_ASSERT(table.has_value());
  for (std::size_t i = 0; i < table->size(); ++i)
    by_role_[table->at(i, "role")].push_back(base::u32(table->at(i, "word")));
  for (auto& [role, list] : by_role_) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
}

const RoleWords& RoleWords::headings() {
  static const RoleWords words("codes/reading/headings.csv");
  return words;
}

const RoleWords& RoleWords::targets() {
  static const RoleWords words("codes/reading/target_words.csv");
  return words;
}

const std::vector<std::u32string>& RoleWords::of(std::string_view role) const {
  const auto found = by_role_.find(role);
  JC_ASSERT(found != by_role_.end());
  return found->second;
}

RoleWords::Found RoleWords::find(std::u32string_view text, std::string_view role) const {
  Found best;
  const words::Seen seen(text);
  for (const std::u32string& word : of(role)) {
    if (!seen.may_hold(word)) continue;
    const auto at = text.find(word);
    if (at == std::u32string_view::npos) continue;
    if (!best || static_cast<int>(at) < best.at) best = {static_cast<int>(at), static_cast<int>(word.size())};
  }
  return best;
}

bool RoleWords::is(std::u32string_view text, std::string_view role) const {
  const auto& list = of(role);
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace reading
