#include "reading/action_words.hpp"

#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"

namespace reading {
namespace {

WordRole role_named(const std::string& name) {
  static const std::map<std::string, WordRole> kRoles = {{"adverb", WordRole::adverb},
                                                         {"verbal_adverb", WordRole::verbal_adverb},
                                                         {"subject", WordRole::subject},
                                                         {"act", WordRole::act},
                                                         {"nominal", WordRole::nominal},
                                                         {"result", WordRole::result},
                                                         {"manner", WordRole::manner},
                                                         {"abstract_result", WordRole::abstract_result},
                                                         {"pivot", WordRole::pivot},
                                                         {"abstract", WordRole::abstract_noun},
                                                         {"general", WordRole::general_noun},
                                                         {"strive", WordRole::strive},
                                                         {"completion", WordRole::completion},
                                                         {"predicate", WordRole::predicate},
                                                         {"timing", WordRole::timing},
                                                         {"noun_tail", WordRole::noun_tail},
                                                         {"noun", WordRole::noun}};
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
      made.forward_.add(word);
      made.backward_.add(std::u32string(word.rbegin(), word.rend()));
      made.roles_.push_back(roles);
    }
    return made;
  }();
  return words;
}

WordMatch ActionWords::at_start(std::u32string_view text, WordRoles roles) const {
  if (text.empty() || !forward_.may_start(text.front())) return {};
  WordMatch best;
  std::uint32_t node = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    node = forward_.step(node, text[i]);
    if (node == 0) break;
    const int word = forward_.word_at(node);
    if (word < 0) continue;
    const WordRoles has = roles_[static_cast<std::size_t>(word)];
    if ((has & roles) != 0) best = {static_cast<int>(i) + 1, has};
  }
  return best;
}

WordMatch ActionWords::at_end(std::u32string_view text, WordRoles roles) const {
  if (text.empty() || !backward_.may_start(text.back())) return {};
  WordMatch best;
  std::uint32_t node = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    node = backward_.step(node, text[i]);
    if (node == 0) break;
    const int word = backward_.word_at(node);
    if (word < 0) continue;
    const WordRoles has = roles_[static_cast<std::size_t>(word)];
    if ((has & roles) != 0) best = {static_cast<int>(text.size() - i), has};
  }
  return best;
}

}  // namespace reading
