// Who answers for a task of a policy file: （责任单位：市商务局，配合单位：市财政局）, 由区住建局牵头、区财政局配合,
// 市发展改革委要每月汇总.
#pragma once

#include <string_view>
#include <vector>

#include "reading/policy_due.hpp"
#include "reading/policy_words.hpp"

namespace reading {

struct Duties {
  std::vector<DutyName> owners, cooperating, leaders;
  std::optional<TaskDue> due;
  bool empty() const { return owners.empty() && cooperating.empty() && leaders.empty() && !due; }
};

// A place that says nothing but who and when, for the sentences before it: a bracket, or a labelled line.
struct DutyBlock {
  Span span;  // with its brackets
  Duties duties;
};

// All of them in `body` of the normalised text, in order.
std::vector<DutyBlock> find_duty_blocks(std::u32string_view norm, Span body, const DueContext& context);

// What a cell or a labelled value says: “市商务局（牵头）、市财政局”, with `role` for names that say no role
// themselves.
void read_duties(std::u32string_view norm, Span content, DutyRole role, const DueContext& context, Duties& into);

// A body that is told to act in running words.
struct Told {
  Span span;  // of the words that name it, without what it is to do
  std::vector<DutyName> owners, cooperating;
};
// In `clause`, a stretch between commas or a whole sentence.
std::optional<Told> told_in(std::u32string_view norm, Span clause);

// Bodies named at `at`, separated by 、 and 和; where the list ends. Empty when what stands there is no body.
struct NameList {
  std::vector<DutyName> names;
  int end = 0;
};
NameList names_at(std::u32string_view norm, int at, int limit);

}  // namespace reading
