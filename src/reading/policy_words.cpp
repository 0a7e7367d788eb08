#include "reading/policy_words.hpp"

#include <algorithm>
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "reading/scan.hpp"

namespace reading {
namespace {

base::CsvTable table(std::string_view name) {
  auto parsed = base::CsvTable::parse(base::builtin_file(name), std::string(name));
  JC_ASSERT(parsed.has_value());
  return std::move(*parsed);
}

std::u32string word_of(const base::CsvTable& t, std::size_t row, std::string_view column) {
  std::u32string word = normalised(base::u32(t.at(row, column)));
  JC_ASSERT(!word.empty());
  return word;
}

template <class T>
void longest_first(std::vector<std::pair<std::u32string, T>>& words) {
  std::ranges::stable_sort(words, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

PolicyWords load() {
  using enum DutyRole;
  const std::map<std::string, DutyRole, std::less<>> roles = {
      {"owner", owner}, {"cooperating", cooperating}, {"leader", leader}, {"due", due},   {"leads", leads},
      {"helps", helps}, {"carries", carries},         {"with", with},     {"told", told}, {"acts", acts},
      {"when", when},   {"speaks", speaks},           {"noted", noted}};
  PolicyWords words;
  const auto duties = table("codes/policy/duty_words.csv");
  for (std::size_t i = 0; i < duties.size(); ++i) {
    const auto role = roles.find(duties.at(i, "role"));
    JC_ASSERT(role != roles.end());
    const std::u32string word = word_of(duties, i, "word");
    words.duties.add(word, role->second);
    if (role->second == leads || role->second == helps || role->second == carries)
      words.closing.emplace_back(word, role->second);
  }
  longest_first(words.closing);
  const auto endings = table("codes/policy/office_endings.csv");
  for (std::size_t i = 0; i < endings.size(); ++i)
    words.endings.push_back(
        {word_of(endings, i, "word"), endings.at(i, "alone") == "yes", endings.at(i, "weak") == "yes"});
  std::ranges::stable_sort(words.endings, [](const auto& a, const auto& b) { return a.word.size() > b.word.size(); });
  const auto kinds = table("codes/policy/kinds.csv");
  for (std::size_t i = 0; i < kinds.size(); ++i)
    words.kinds.emplace_back(word_of(kinds, i, "word"), kinds.at(i, "kind"));
  longest_first(words.kinds);
  const auto rules = table("codes/policy/no_action.csv");
  for (std::size_t i = 0; i < rules.size(); ++i) {
    NoActionRule rule{{}, rules.at(i, "where"), rules.at(i, "reason"), rules.at(i, "firm") == "yes"};
    const std::u32string all = word_of(rules, i, "words");
    for (std::size_t from = 0; from <= all.size();) {
      const auto to = std::min(all.find(U'+', from), all.size());
      rule.words.push_back(all.substr(from, to - from));
      from = to + 1;
    }
    words.no_action.push_back(std::move(rule));
  }
  const auto acts_table = table("codes/policy/act_words.csv");
  for (std::size_t i = 0; i < acts_table.size(); ++i) {
    const bool act = acts_table.at(i, "role") == "act";
    JC_ASSERT(act || acts_table.at(i, "role") == "condition");
    (act ? words.acts : words.conditions).add(word_of(acts_table, i, "word"), true);
  }
  return words;
}

}  // namespace

const PolicyWords& PolicyWords::builtin() {
  static const PolicyWords words = load();
  return words;
}

DutyRole PolicyWords::duty_at(std::u32string_view text, std::initializer_list<DutyRole> roles, int& length) const {
  const auto hit = duties.at_start(text, [&](DutyRole role) { return std::ranges::find(roles, role) != roles.end(); });
  length = hit.length;
  return hit ? hit.value : DutyRole::none;
}

}  // namespace reading
