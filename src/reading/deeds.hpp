// Whether words tell of a deed, or are empty: 高度重视、加强调度、确保完成 tell of none, 印发方案、走访企业12家 of one.
// What counts is in codes/reading/deed_words.csv. A value that is reported (工业增加值增长8%) is no deed, nor is what
// is still to come (将, 拟, 力争, 尚未). Pure.
#pragma once

#include <string>
#include <string_view>

namespace reading {

enum class DeedTold {
  none,     // empty words, intentions, reported values
  unclear,  // something else, and no word by which a deed is known
  deed,     // a finished act, or one that is under way
};

// `named`: the words stand beside a task that is named elsewhere (a table's 重点任务), so 已完成 alone tells of it.
DeedTold deed_told(std::string_view words, bool named = false);

// The sentences of the words that tell of an act by a word for one (印发, 走访), else those that tell of a deed at all;
// empty where none does. `act`: the first.
struct DeedWords {
  std::string words;
  bool act = false;
};
DeedWords deed_words(std::string_view words, bool named = false);

// A number that is no date, no number of a document and no count of a deed, given for an indicator of the names table
// (or for none, as 增长8%), in a clause that tells of no act besides.
bool reports_value(std::string_view words);

}  // namespace reading
