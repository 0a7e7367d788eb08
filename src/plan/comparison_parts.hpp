// The parts of a comparison, each in a file of its own.
#pragma once

#include "plan/comparison.hpp"
#include "plan/rule.hpp"
#include "plan/told_things.hpp"

namespace plan::comparing {

struct Both {
  const rules::Context& context;  // its draft is this year's report, and it has last year's
  const reading::Reading& last;
  const reading::Reading& now;
  ToldThings review;  // of this year's report: what was done
  ToldThings plan;    // of this year's report: what will be done
};

// The part of a report that reviews: all that stands before what it plans.
base::Span review_of(const reading::Reading& reading);

Quote quote_of(const rules::Document& document, base::Span span);

void compare_targets(const Both&, Comparison&);
void compare_measures(const Both&, Comparison&);
void compare_figures(const Both&, Comparison&);

// A milestone or a task without a number: looked for in the review by its words; how far it has come decides.
Promise thing_promised(const Both&, base::Span promised, const std::vector<base::Span>& numbers);

// The outcome that looks most like what was promised and is another line, with the reason; nothing when none does.
std::optional<Refused> lookalike(const Both&, std::string_view about, std::string_view unit, base::Span promised);

}  // namespace plan::comparing
