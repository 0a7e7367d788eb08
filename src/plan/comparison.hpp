// 报告对报告: what last year's report promised, and what this year's report tells of it; figures beside their
// predecessors; how far things have come; runs that must grow by one. Pairs that only look alike are refused and shown.
// What it does and when it keeps silent: docs/reference/compare.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "facts/names.hpp"
#include "plan/crosscheck.hpp"
#include "reading/statements.hpp"

namespace plan {

enum class Fate {
  kept,      // told, and it reaches what was promised
  missed,    // told, and it does not
  told,      // told, but the words do not say whether it was reached
  rescoped,  // what is told is of another scope than what was promised
  dropped,   // the review says nothing of it
};
std::string to_string(Fate);   // kept | missed | told | rescoped | dropped
std::string to_chinese(Fate);  // 兑现 …

// Words of one of the two reports.
struct Quote {
  std::string words;
  base::Span span;    // in that report's text
  int paragraph = 0;  // from 1
};

struct Promise {
  std::string id;  // of the target (T001) or the measure (M001) in last year's report
  bool measure = false;
  bool headline = false;  // one of the main targets
  std::string about;
  Fate fate = Fate::dropped;
  Quote promised;
  std::optional<Quote> outcome;
  std::string why;
  bool again = false;  // this year's plan promises it again
};

struct FigurePair {
  std::string about;
  Quote before, now;
  std::optional<base::Decimal> difference;  // now − before, in the unit of now; nothing for rates of growth
  std::string unit;
  std::string doubt;  // why the two can hardly both be right: a hundred times as much
};

// 有序推进 → 加快, 启动 → 建成, 5.0 → 6.0
struct StagePair {
  std::string thing;
  std::string before_word, now_word;
  int direction = 0;  // +1 further, 0 as it was, −1 back
  Quote before, now;
};

struct Refused {
  Quote before, now;
  std::string why;
};

struct Comparison {
  std::vector<Promise>
      promises;  // targets by place, then measures by place; a measure that holds a target is told there
  std::vector<FigurePair> figures;
  std::vector<StagePair> stages;
  CheckResult runs;  // of streak-continues
  std::vector<Refused> refused;
  std::vector<std::string> notes;
  int count(Fate fate) const;
};

// Faults: "compare.areas" when both say whose they are and it is not one area; "compare.years" when last year's report
// does not plan the year this one reviews (given the wrong way round, or years apart).
base::Result<Comparison> compare(const reading::Reading& last, const reading::Reading& now,
                                 const facts::NamesTable& names);

}  // namespace plan
