#include "reading/deeds.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "facts/names.hpp"
#include "reading/lexicon.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

enum class Kind { act, meeting, mark, intent, weak, empty, bare, filler };

const WordTable<Kind>& table() {
  static const WordTable<Kind> all = [] {
    constexpr std::array<std::pair<std::string_view, Kind>, 8> kKinds{{{"act", Kind::act},
                                                                       {"meeting", Kind::meeting},
                                                                       {"mark", Kind::mark},
                                                                       {"intent", Kind::intent},
                                                                       {"weak", Kind::weak},
                                                                       {"empty", Kind::empty},
                                                                       {"bare", Kind::bare},
                                                                       {"filler", Kind::filler}}};
    const std::string name = "codes/reading/deed_words.csv";
    const auto rows = base::CsvTable::parse(base::builtin_file(name), name);
    JC_ASSERT(rows.has_value());
    WordTable<Kind> words;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      const auto kind =
          std::ranges::find(kKinds, std::string_view(rows->at(i, "kind")), [](const auto& k) { return k.first; });
      JC_ASSERT(kind != kKinds.end());
      words.add(base::u32(rows->at(i, "word")), kind->second);
    }
    return words;
  }();
  return all;
}

// 2025年12月3日 and 岚发改〔2025〕18号 are no figures.
bool holds_figure(View text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!words::is_digit(text[i])) continue;
    std::size_t end = i;
    while (end < text.size() && (words::is_digit(text[end]) || text[end] == U'.' || text[end] == U'—')) ++end;
    if (end >= text.size() || View(U"年月日号〕]-").find(text[end]) == View::npos) return true;
    i = end;
  }
  return false;
}

// 12家, 3次: the last number of the clause counts things one by one.
bool counts_things(View text) {
  const auto digit = std::ranges::find_if(text.rbegin(), text.rend(), words::is_digit);
  const auto after = static_cast<std::size_t>(digit.base() - text.begin());
  return digit != text.rend() && after < text.size() &&
         View(U"家个件次项场户人条处套台所座对只").find(text[after]) != View::npos;
}

// By the names of the table that are long enough to be told in running words; 规上工业 for 规模以上工业.
bool names_indicator(const std::u32string& clause) {
  static const std::vector<std::u32string> names = [] {
    std::vector<std::u32string> out;
    for (const auto& one : facts::NamesTable::in_force().all()) {
      out.push_back(base::u32(one.name));
      for (const auto& alias : one.aliases) out.push_back(base::u32(alias));
    }
    std::erase_if(out, [](const auto& name) { return name.size() < 3; });
    return out;
  }();
  return std::ranges::any_of(names, [&](const auto& name) { return clause.find(name) != std::u32string::npos; }) ||
         words::has_any(clause, {U"增速", U"增长", U"下降", U"增幅", U"总值", U"总额", U"总量"});
}

constexpr int kTold = 2;  // characters that name something; a unit is no longer

struct Clause {
  bool act = false, meeting = false, mark = false, intent = false, weak = false, bare = false;
  bool figure = false;  // a quantity of something done
  bool claim = false;   // a reported value
  int rest = 0;         // Han characters that no word of the table explains
};

Clause clause_of(View text) {
  Clause found;
  const int size = static_cast<int>(text.size());
  for (int at = 0; at < size;) {
    const auto hit = table().at(text, at, size);
    if (!hit) {
      if (base::is_han(text[static_cast<std::size_t>(at)])) ++found.rest;
      ++at;
      continue;
    }
    switch (*hit.entry) {
      case Kind::act:
        found.act = true;
        break;
      case Kind::meeting:
        found.meeting = true;
        break;
      case Kind::mark:
        found.mark = true;
        found.intent = false;  // 招商计划已印发
        break;
      case Kind::intent:
        if (!found.act && !found.mark) found.intent = true;
        break;
      case Kind::weak:
        found.weak = found.weak || !found.act;
        break;
      case Kind::bare:
        found.bare = true;
        break;
      case Kind::empty:
      case Kind::filler:
        break;
    }
    at += hit.length;
  }
  const bool number = holds_figure(text);
  // 改造老旧小区12个 is done, 高新技术企业达到318家 is a value.
  const bool counted = counts_things(text) && !words::has_any(text, {U"达", U"总数", U"增至", U"净增", U"为"});
  found.claim = number && !found.act && !counted && names_indicator(std::u32string(text));
  found.figure = number && !found.claim;
  // 召开现场协调会 and 召开会议3次 are deeds, 召开会议研究部署 is none.
  if (found.meeting && (found.figure || found.rest >= kTold)) found.act = true;
  return found;
}

// The clauses of the text that tell of what is so, one after the other; what is only intended is left out.
template <class Each>
void for_each_clause(std::string_view words, const Each& each) {
  const std::u32string text = base::u32(words);
  bool intended = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char32_t c = i < text.size() ? text[i] : U'。';
    const bool stop = View(U"。；！？;!?\n").find(c) != View::npos;
    if (!stop && View(U"，,：:").find(c) == View::npos) continue;
    const View clause = View(text).substr(start, i - start);
    start = i + 1;
    const Clause found = clause_of(clause);
    if (found.intent) intended = true;
    if (found.mark && !found.intent) intended = false;
    if (!intended && !clause.empty()) each(clause, found);
    if (stop) intended = false;
  }
}

}  // namespace

DeedTold deed_told(std::string_view words, bool named) {
  constexpr int kUnclear = 4;  // that say something
  DeedTold told = DeedTold::none;
  for_each_clause(words, [&](View, const Clause& clause) {
    if (clause.claim) return;
    const bool act = clause.act || (clause.bare && (named || clause.rest >= kTold));
    const bool sure = clause.mark || clause.figure;
    if ((act && (sure || !clause.weak)) || (sure && clause.rest > kTold)) {
      told = DeedTold::deed;
    } else if (told == DeedTold::none && (act || (!clause.weak && clause.rest >= kUnclear))) {
      told = DeedTold::unclear;
    }
  });
  return told;
}

DeedWords deed_words(std::string_view words, bool named) {
  std::string acts, deeds;
  const std::u32string text = base::u32(words);
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && View(U"。；！？;!?\n").find(text[i]) == View::npos) continue;
    const std::string sentence = base::to_utf8(base::trim(View(text).substr(start, i - start)));
    start = i + 1;
    if (sentence.empty() || deed_told(sentence, named) != DeedTold::deed) continue;
    bool act = false;
    for_each_clause(sentence, [&](View, const Clause& clause) { act = act || (clause.act && !clause.claim); });
    for (std::string* list : {&deeds, act ? &acts : nullptr})
      if (list != nullptr) *list += (list->empty() ? "" : "；") + sentence;
  }
  return acts.empty() ? DeedWords{deeds, false} : DeedWords{acts, true};
}

bool reports_value(std::string_view words) {
  bool reported = false;
  for_each_clause(words, [&](View, const Clause& clause) { reported = reported || clause.claim; });
  return reported;
}

}  // namespace reading
