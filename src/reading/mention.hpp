// A number with the words that govern it: what is said of it, before it is known of what it is said.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "reading/scan.hpp"

namespace reading {

enum class Form {
  amount,  // 达86.4亿元, 增至110家, 占70%
  rate,    // 增长15.3%, 高于全国1.2个百分点, 减少3万人
  flat,    // 与上年持平
  rank,    // 居全省第一
  streak,  // 连续三年
};

// One number of a 从A到B: where it came from.
struct CameFrom {
  Decimal value;
  List<RatioPart> ratio;
};

struct Mention {
  Form form = Form::amount;
  NumberToken token;   // not for flat and rank
  Span core;           // number and unit, or the words of the rank
  int zone_start = 0;  // where the span begins: qualifier, verb of change, basis
  int lead_end = 0;    // where the words of which it is said end: before 达, 累计, 分别 …
  bool to = false;     // 增至: the number is where it went, not how far
  ChangeDirection direction = ChangeDirection::none;
  std::string_view basis;  // of the change; empty when none is said
  View excluding;
  List<std::string_view> each_basis;  // 比全国、全省分别高1.5个、0.8个百分点
  bool each = false;                  // 分别
  bool all = false;                   // 均
  bool cumulative = false;
  bool estimate = false;
  int comparand = -1;            // 低于时序进度(25%)3个百分点: where the name of the bracketed number begins
  bool past_bracket = false;     // the same, of the gap behind the bracket: it speaks of what was named before it
  std::optional<CameFrom> from;  // 从980元提高至1050元
  Rank rank;
  List<int> positions;  // of a rank: 第1、2位 holds two
  List<Why> why;
};

// Which basis a comparand gives: 全国平均水平 -> vs_national.
std::string_view basis_of(View comparand);

// The words before `token` back to `floor`, read from the number outwards. `dates` are spans already known to be dates.
Mention govern(View norm, int floor, const NumberToken& token, std::span<const Nonfigure> names);

// 连续6次居全省各区第一. nullopt when the ordinal ranks nothing: 第一产业, 第三次会议.
std::optional<Mention> rank_at(View norm, int floor, int limit, const OrdinalToken& token);

// 居全省11个设区市第一, 在12个县区中排名第三: how many are ranked, before the ordinal that starts at `end`. nullopt
// where none are counted.
struct Peers {
  int start = 0, end = 0;  // 11个设区市
  int behind = 0;          // where the words between it and the ordinal end: 中排名
  View group;              // 设区市
};
std::optional<Peers> peers_before(View norm, int floor, int end);
// Whether `number` counts who is ranked where no number tells the place: 居全省11个设区市第一方阵.
bool counts_peers_of_tier(View norm, int floor, Span number, int limit);

// The scope that words name, in the words of codes/reading/scopes.csv where they are listed: 全省各县 -> 全省.
std::string scope_named(View words);
// The scope that a stretch speaks of last: 获省级评价 -> 全省. Empty when it names none.
std::string scope_said_in(View clause);

// 与上年持平, 基本持平. nullopt when no such words stand at `at`.
std::optional<Mention> flat_at(View norm, int floor, int at, int limit);
// A quick no where no such words stand.
bool may_be_flat(View norm);
inline bool starts_flat(char32_t c) { return c == U'持' || c == U'零' || c == U'基'; }

// Words of comparison that end at `end`: 较上半年, 比全国平均水平, 剔除留抵退税因素后, 同口径.
struct Basis {
  int start = 0;  // == end when there is none
  std::string_view basis;
  View excluding;
  List<std::string_view> each;  // 比全国、全省分别高: one for each of the list
};
Basis basis_before(View norm, int end, int floor);

}  // namespace reading
