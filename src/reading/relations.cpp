#include "reading/relations.hpp"

#include "reading/role_words.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

const RoleWords& lexicon() { return RoleWords::targets(); }

// Without the words that only soften or open the number behind: 高于全国平均水平约0.5.
View bare(View reference) {
  for (bool again = true; again;) {
    again = false;
    reference = base::trim(reference);
    for (const View tail : {View(U"约"), View(U"近"), View(U"至少"), View(U"超过"), View(U"超"), View(U"达"),
                            View(U"以上"), View(U"高"), View(U"，"), View(U"的")}) {
      if (reference.size() <= tail.size() || !reference.ends_with(tail)) continue;
      reference.remove_suffix(tail.size());
      again = true;
    }
  }
  return reference;
}

RelationTold told(Relation relation, int at, View reference) {
  RelationTold out;
  out.relation = relation;
  out.at = at;
  const View what = bare(reference);
  out.reference = what;
  const auto place = lexicon().find(what, "place");
  out.of_a_place = place && place.at == 0;
  return out;
}

View up_to_number(View words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words::is_digit(words[i])) return words.substr(0, i);
  return words;
}

// 比全省平均水平高0.5个百分点.
std::optional<RelationTold> by_both_ends(View words) {
  const auto at = words.find(U'比');
  if (at == View::npos || !words::has_digit(words.substr(at))) return std::nullopt;
  const View between = up_to_number(words.substr(at + 1));
  if (between.size() < 3) return std::nullopt;
  const char32_t last = between.back();
  const bool above = last == U'高' || last == U'快', below = last == U'低' || last == U'慢';
  if (!above && !below) return std::nullopt;
  return told(above ? Relation::above : Relation::below, static_cast<int>(at), between.substr(0, between.size() - 1));
}

// 保持在全省平均水平以上: not below it.
std::optional<RelationTold> within_reach(View words) {
  const auto place = lexicon().find(words, "place");
  if (!place || place.at < 2) return std::nullopt;
  const View lead = words.substr(0, static_cast<std::size_t>(place.at));
  const View other = words.substr(static_cast<std::size_t>(place.at));
  const bool above = other.ends_with(U"以上");
  if ((!above && !other.ends_with(U"以下")) || words::has_digit(other)) return std::nullopt;
  for (const View keeps : {View(U"保持在"), View(U"稳定在"), View(U"处于"), View(U"达到"), View(U"控制在")}) {
    if (!lead.ends_with(keeps)) continue;
    RelationTold out = told(above ? Relation::not_below : Relation::not_above,
                            static_cast<int>(lead.size() - keeps.size()), other.substr(0, other.size() - 2));
    return lexicon().ends(out.reference, "standard") ? std::optional(out) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<RelationTold> relation_in(View words) {
  RoleWords::Found first;
  Relation relation = Relation::none;
  const auto look = [&](std::string_view role, Relation means) {
    const auto found = lexicon().find(words, role);
    if (!found || (first && (found.at > first.at || (found.at == first.at && found.length <= first.length)))) return;
    first = found;
    relation = means;
  };
  look("not_below", Relation::not_below);
  look("not_above", Relation::not_above);
  look("above", Relation::above);
  look("below", Relation::below);
  if (!first) {
    const auto kept = within_reach(words);
    return kept ? kept : by_both_ends(words);
  }
  const auto behind = words.substr(static_cast<std::size_t>(first.at + first.length));
  RelationTold out = told(relation, first.at, up_to_number(behind));
  if (out.reference.size() < 2) return std::nullopt;
  return out;
}

}  // namespace reading
