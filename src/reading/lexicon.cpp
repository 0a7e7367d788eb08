#include "reading/lexicon.hpp"

#include <algorithm>
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"

namespace reading {
namespace {

using base::CsvTable;
using base::u32;

CsvTable table(std::string_view name) {
  auto parsed = CsvTable::parse(base::builtin_file(name), std::string(name));
  JC_ASSERT(parsed.has_value());
  return std::move(*parsed);
}

template <class T>
T choice(const std::map<std::string, T, std::less<>>& choices, const std::string& word) {
  const auto it = choices.find(word);
  JC_ASSERT(it != choices.end());
  return it->second;
}

Kind kind_of(const std::string& word) {
  return choice<Kind>({{"level", Kind::level},
                       {"count", Kind::count},
                       {"growth", Kind::growth},
                       {"share", Kind::share},
                       {"completion", Kind::completion},
                       {"per_capita", Kind::per_capita},
                       {"difference", Kind::difference},
                       {"index", Kind::index}},
                      word);
}

void read_units(Lexicon& lexicon) {
  const CsvTable t = table("codes/reading/units.csv");
  using enum UnitClass;
  const std::map<std::string, UnitClass, std::less<>> classes = {{"money", money},
                                                                 {"percent", percent},
                                                                 {"point", point},
                                                                 {"multiple", multiple},
                                                                 {"tenth", tenth},
                                                                 {"area", area},
                                                                 {"length", length},
                                                                 {"mass", mass},
                                                                 {"volume", volume},
                                                                 {"energy", energy},
                                                                 {"power", power},
                                                                 {"data", data},
                                                                 {"density", density},
                                                                 {"cargo", cargo},
                                                                 {"thing", thing},
                                                                 {"person", person},
                                                                 {"persontime", persontime},
                                                                 {"household", household},
                                                                 {"event", event},
                                                                 {"occasion", occasion},
                                                                 {"time", time},
                                                                 {"place", place},
                                                                 {"score", score}};
  for (std::size_t i = 0; i < t.size(); ++i) {
    std::u32string word = u32(t.at(i, "unit"));
    lexicon.units.add(word, {word, choice(classes, t.at(i, "class")), kind_of(t.at(i, "kind")), u32(t.at(i, "tail"))});
  }
  const CsvTable guards = table("codes/reading/unit_guards.csv");
  for (std::size_t i = 0; i < guards.size(); ++i) lexicon.unit_guards.add(u32(guards.at(i, "word")), true);
}

void read_change_words(Lexicon& lexicon) {
  const CsvTable t = table("codes/reading/change_words.csv");
  for (std::size_t i = 0; i < t.size(); ++i) {
    ChangeEntry entry;
    entry.form = choice<ChangeForm>(
        {{"rate", ChangeForm::rate}, {"to", ChangeForm::to}, {"gap", ChangeForm::gap}, {"flat", ChangeForm::flat}},
        t.at(i, "form"));
    entry.direction = choice<ChangeDirection>({{"up", ChangeDirection::up},
                                               {"down", ChangeDirection::down},
                                               {"flat", ChangeDirection::flat},
                                               {"better", ChangeDirection::up},
                                               {"none", ChangeDirection::none}},
                                              t.at(i, "direction"));
    entry.better = t.at(i, "direction") == "better";
    entry.amount = t.at(i, "amount") == "yes";
    lexicon.changes.add(u32(t.at(i, "word")), entry);
  }
}

void read_qualifiers(Lexicon& lexicon) {
  const CsvTable t = table("codes/reading/qualifiers.csv");
  const std::map<std::string, Qualifier, std::less<>> choices = {
      {"exact", Qualifier::exact}, {"about", Qualifier::about},       {"nearly", Qualifier::nearly},
      {"over", Qualifier::over},   {"at_least", Qualifier::at_least}, {"at_most", Qualifier::at_most},
      {"above", Qualifier::over}};
  for (std::size_t i = 0; i < t.size(); ++i) {
    const QualifierEntry entry{choice(choices, t.at(i, "qualifier")), t.at(i, "qualifier") == "above"};
    (t.at(i, "place") == "before" ? lexicon.qualifiers_before : lexicon.qualifiers_after)
        .add(u32(t.at(i, "word")), entry);
  }
}

void read_number_words(Lexicon& lexicon) {
  using enum NumberWordRole;
  const std::map<std::string, NumberWordRole, std::less<>> roles = {
      {"carrier", carrier},       {"adverb", adverb},     {"each", each},  {"all", all},
      {"cumulative", cumulative}, {"estimate", estimate}, {"guard", guard}};
  const CsvTable t = table("codes/reading/number_words.csv");
  for (std::size_t i = 0; i < t.size(); ++i) {
    lexicon.number_words.add(u32(t.at(i, "word")), choice(roles, t.at(i, "role")));
  }
}

void read_names(Lexicon& lexicon) {
  const CsvTable t = table("codes/reading/number_names.csv");
  for (std::size_t i = 0; i < t.size(); ++i) {
    const NameEntry entry{
        choice<Numerals>({{"any", Numerals::any}, {"arabic", Numerals::arabic}, {"chinese", Numerals::chinese}},
                         t.at(i, "numeral")),
        t.at(i, "why")};
    (t.at(i, "place") == "before" ? lexicon.names_before : lexicon.names_after).add(u32(t.at(i, "word")), entry);
  }
}

void read_scopes(Lexicon& lexicon) {
  const CsvTable t = table("codes/reading/scopes.csv");
  for (std::size_t i = 0; i < t.size(); ++i) {
    lexicon.scopes.add(u32(t.at(i, "word")), {u32(t.at(i, "scope")), t.at(i, "level")});
  }
  const CsvTable peers = table("codes/reading/peer_groups.csv");
  for (std::size_t i = 0; i < peers.size(); ++i)
    lexicon.peer_groups.add(u32(peers.at(i, "word")),
                            choice<bool>({{"group", true}, {"tier", false}}, peers.at(i, "role")));
}

void read_naming_words(Lexicon& lexicon) {
  const CsvTable heads = table("codes/reading/indicator_heads.csv");
  for (std::size_t i = 0; i < heads.size(); ++i) {
    lexicon.heads.add(u32(heads.at(i, "word")), {kind_of(heads.at(i, "kind")), heads.at(i, "generic") == "yes"});
  }
  const CsvTable leads = table("codes/reading/lead_words.csv");
  for (std::size_t i = 0; i < leads.size(); ++i) {
    lexicon.leads.add(u32(leads.at(i, "word")), choice<LeadKind>({{"time", LeadKind::time},
                                                                  {"link", LeadKind::link},
                                                                  {"area", LeadKind::area},
                                                                  {"drive", LeadKind::drive},
                                                                  {"mild", LeadKind::mild},
                                                                  {"turn", LeadKind::turn}},
                                                                 leads.at(i, "kind")));
  }
  const CsvTable verbs = table("codes/reading/figure_verbs.csv");
  for (std::size_t i = 0; i < verbs.size(); ++i) {
    lexicon.verbs.add(u32(verbs.at(i, "verb")),
                      {verbs.at(i, "strength") == "strong", u32(verbs.at(i, "tail")), verbs.at(i, "scope") == "yes"});
  }
  const CsvTable merged = table("codes/reading/merged_names.csv");
  for (std::size_t i = 0; i < merged.size(); ++i) {
    std::vector<std::u32string> parts;
    const std::u32string all = u32(merged.at(i, "parts"));
    for (std::size_t at = 0; at <= all.size();) {
      const std::size_t bar = std::min(all.find(U'|', at), all.size());
      parts.push_back(all.substr(at, bar - at));
      at = bar + 1;
    }
    lexicon.merged_names.emplace_back(u32(merged.at(i, "word")), std::move(parts));
  }
  std::stable_sort(lexicon.merged_names.begin(), lexicon.merged_names.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

}  // namespace

bool is_countable(UnitClass unit) {
  using enum UnitClass;
  switch (unit) {
    case thing:
    case person:
    case persontime:
    case household:
    case event:
    case occasion:
      return true;
    default:
      return false;
  }
}

const Lexicon& lexicon() {
  static const Lexicon instance = [] {
    Lexicon made;
    read_units(made);
    read_change_words(made);
    read_qualifiers(made);
    read_number_words(made);
    read_names(made);
    read_scopes(made);
    read_naming_words(made);
    return made;
  }();
  return instance;
}

}  // namespace reading
