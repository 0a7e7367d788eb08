#include "reading/action_words.hpp"

#include <algorithm>
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"

namespace reading {
namespace {

WordRole role_named(const std::string& name) {
  static const std::map<std::string, WordRole> kRoles = {
      {"adverb", WordRole::adverb},        {"verbal_adverb", WordRole::verbal_adverb},
      {"subject", WordRole::subject},      {"act", WordRole::act},
      {"nominal", WordRole::nominal},      {"result", WordRole::result},
      {"manner", WordRole::manner},        {"abstract_result", WordRole::abstract_result},
      {"pivot", WordRole::pivot},          {"abstract", WordRole::abstract_noun},
      {"general", WordRole::general_noun}, {"strive", WordRole::strive},
      {"completion", WordRole::completion}};
  const auto found = kRoles.find(name);
  JC_ASSERT(found != kRoles.end());
  return found->second;
}

}  // namespace

const ActionWords& ActionWords::builtin() {
  static const ActionWords words = [] {
    constexpr std::string_view kName = "codes/reading/action_verbs.csv";
    const auto table = base::CsvTable::parse(base::builtin_file(kName), std::string(kName));
    JC_ASSERT(table.has_value());
    std::map<std::u32string, WordRoles> all;
    for (std::size_t i = 0; i < table->size(); ++i) {
      WordRoles& roles = all[base::u32(table->at(i, "word"))];
      roles = roles | role_named(table->at(i, "role"));
    }
    ActionWords made;
    for (const auto& [word, roles] : all) {
      made.by_first_.add(word.front()).push_back({word, roles});
      made.by_last_.add(word.back()).push_back({word, roles});
    }
    auto longest_first = [](const Word& a, const Word& b) { return a.word.size() > b.word.size(); };
    for (auto& list : made.by_first_.lists()) std::stable_sort(list.begin(), list.end(), longest_first);
    for (auto& list : made.by_last_.lists()) std::stable_sort(list.begin(), list.end(), longest_first);
    return made;
  }();
  return words;
}

WordMatch ActionWords::at_start(std::u32string_view text, WordRoles roles) const {
  if (text.empty()) return {};
  for (const Word& w : by_first_.of(text.front())) {
    if ((w.roles & roles) != 0 && text.starts_with(w.word)) return {static_cast<int>(w.word.size()), w.roles};
  }
  return {};
}

WordMatch ActionWords::at_end(std::u32string_view text, WordRoles roles) const {
  if (text.empty()) return {};
  for (const Word& w : by_last_.of(text.back())) {
    if ((w.roles & roles) != 0 && text.ends_with(w.word)) return {static_cast<int>(w.word.size()), w.roles};
  }
  return {};
}

}  // namespace reading
