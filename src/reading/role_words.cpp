#include "reading/role_words.hpp"

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"

namespace reading {

RoleWords::RoleWords(std::string_view file) {
  const auto table = base::CsvTable::parse(base::builtin_file(file), std::string(file));
  JC_ASSERT(table.has_value());
  for (std::size_t i = 0; i < table->size(); ++i) by_role_[table->at(i, "role")].add(base::u32(table->at(i, "word")));
  JC_ASSERT(by_role_.size() <= 32);
  for (std::size_t i = 0; i < table->size(); ++i) {
    const auto word = static_cast<std::size_t>(all_.add(base::u32(table->at(i, "word"))));
    if (word == roles_.size()) roles_.push_back(0);
    roles_[word] |= roles({table->at(i, "role")});
  }
}

RoleWords::Roles RoleWords::roles(std::initializer_list<std::string_view> names) const {
  Roles out = 0;
  for (const std::string_view name : names) {
    const auto found = by_role_.find(name);
    JC_ASSERT(found != by_role_.end());
    out |= Roles{1} << std::distance(by_role_.begin(), found);
  }
  return out;
}

bool RoleWords::in_any(std::u32string_view text, Roles roles) const {
  for (std::size_t start = 0; start < text.size(); ++start) {
    if (!all_.may_start(text[start])) continue;
    std::uint32_t node = 0;
    for (std::size_t i = start; i < text.size(); ++i) {
      node = all_.step(node, text[i]);
      if (node == 0) break;
      if (const int word = all_.word_at(node); word >= 0 && (roles_[static_cast<std::size_t>(word)] & roles) != 0)
        return true;
    }
  }
  return false;
}

const RoleWords& RoleWords::headings() {
  static const RoleWords words("codes/reading/headings.csv");
  return words;
}

const RoleWords& RoleWords::targets() {
  static const RoleWords words("codes/reading/target_words.csv");
  return words;
}

const WordTrie& RoleWords::of(std::string_view role) const {
  const auto found = by_role_.find(role);
  JC_ASSERT(found != by_role_.end());
  return found->second;
}

RoleWords::Found RoleWords::find(std::u32string_view text, std::string_view role) const {
  const WordTrie& words = of(role);
  for (std::size_t start = 0; start < text.size(); ++start) {
    if (!words.may_start(text[start])) continue;
    Found best;
    std::uint32_t node = 0;
    for (std::size_t i = start; i < text.size(); ++i) {
      node = words.step(node, text[i]);
      if (node == 0) break;
      if (words.word_at(node) >= 0) best = {static_cast<int>(start), static_cast<int>(i + 1 - start)};
    }
    if (best) return best;
  }
  return {};
}

bool RoleWords::ends(std::u32string_view text, std::string_view role) const {
  const WordTrie& words = of(role);
  for (std::size_t start = 0; start < text.size(); ++start) {
    if (!words.may_start(text[start])) continue;
    std::uint32_t node = 0;
    std::size_t i = start;
    while (i < text.size() && (node = words.step(node, text[i])) != 0) ++i;
    if (i == text.size() && node != 0 && words.word_at(node) >= 0) return true;
  }
  return false;
}

bool RoleWords::is(std::u32string_view text, std::string_view role) const {
  const Found found = find(text, role);
  return found && found.at == 0 && found.length == static_cast<int>(text.size());
}

}  // namespace reading
