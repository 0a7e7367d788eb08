// What a number is said of: the shortest complete name a knowledgeable reader would write, with what ellipsis left out
// put back. Takes scratch memory.
#pragma once

#include <optional>
#include <string_view>

#include "reading/lexicon.hpp"
#include "reading/scratch.hpp"

namespace reading {

// A stretch of words cut at its verb: 产业园 | 引进 | 企业.
struct Phrase {
  View subject;
  View verb;    // empty when there is none
  View object;  // right behind the verb
  const VerbEntry* entry = nullptr;
  bool mild = false;  // 实现, 推动: says nothing of the indicator
};
Phrase parse_phrase(View words);  // its parts are parts of `words`

// Without the times, links and place words at its start, and the particles at its end: 全年全市地区生产总值 ->
// 地区生产总值. A part of `words`.
View bare_lead(View words);
// Without the name of `area`, the place of which the text speaks, before a deed or a known indicator:
// 桐岭县实现地区生产总值 -> 实现地区生产总值. A part of `lead`.
View without_area(View lead, View area);

// A、B和C -> {A, B, C} when that makes `count` names; 城乡居民收入 -> {城镇居民收入, 农村居民收入}. Empty when it
// cannot. A head that only the last name carries is given to all: 工业、服务业增加值 -> 工业增加值, 服务业增加值.
List<Text> split_names(View words, int count);

// All names of a list joined by 、和与及, one when it is no list.
List<View> list_names(View words);

// The words around a number from which it is named; each may be empty.
struct NameParts {
  View lead;     // words before the number, in the clause
  View bare;     // the same, bare
  View after;    // words behind the unit, to the next mark
  View further;  // what the deed in `after` makes, when it is counted itself: 18条街道建成46个服务站
  View verb;     // of the list this number continues: 新增3家A、5家B
  View subject;  // who acts in this clause, from the numbers before
  const UnitEntry* unit = nullptr;
  Kind kind = Kind::count;
};
struct Name {
  Text text;
  Text stem;     // without the tail that counts need: what growth, rank and ellipsis take up
  View verb;     // what a list that goes on shares; a part of what was given, as is the next
  View subject;  // who acts
};
Name make_name(const NameParts& parts);

// 总量, 增速, 占比: must be completed from what was named before.
bool is_generic(View name);

// The kind that a name's last words tell, if they do.
std::optional<Kind> kind_of_name(View name);

// 企业数, 场次, 户数: with the tail that counts need.
Text with_tail(Text name, const UnitEntry* unit);

// What grows, for the record of a rate: 外贸进出口额增速 -> 外贸进出口额.
View without_growth_words(View name);

}  // namespace reading
