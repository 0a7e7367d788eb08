// One clause of a plan: does it act, say how, or say to what end?
#pragma once

#include <vector>

#include "reading/statements.hpp"

namespace reading {

struct ClauseReading {
  enum class Type {
    action,     // an action on an object
    result,     // the end an action serves
    manner,     // how, on what basis, where
    statement,  // no verb of ours at its head: an indicator, a subject, rhetoric
  };
  Span span;
  Type type = Type::statement;
  Span verb;    // the verb or chain of verbs; empty for statements
  Span object;  // what follows it; before the verb where a clause names its thing first (新院区年内竣工)
  bool striving = false;  // 力争, 争取 at its head
  bool only_when = false;  // 9月底前完成, 分别于11月底和12月底前完工: by when what was told before is done
  bool finishing = false;  // 力争年内竣工, 确保年底前通车: a completion without an object of its own
  bool general = false;    // 大力提振消费: an opening that the next clause makes concrete
  bool has_figure = false;
};

// `first`: no clause before it in its sentence acts, so that 提升 and the like act here themselves.
ClauseReading read_clause(std::u32string_view text, Span span, bool has_figure, bool first);

// A time at the start: 2026年底前, 年内, 上半年; its length, 0 for none.
int time_length(std::u32string_view text);

}  // namespace reading
