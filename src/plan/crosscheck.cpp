#include "plan/crosscheck.hpp"

#include <algorithm>
#include <array>

#include "plan/rules.hpp"

namespace plan {
namespace {

using rules::Rule;

// A new rule is one function in a file of its own and one line here.
constexpr std::array all_rules = {
    Rule{"value-differs growth-differs qualifier-overstates unit-slip basis-unstated", rules::published_values},
    Rule{"scope-drift qualifier-overstates", rules::scope_drift},
    Rule{"adjusted-without-headline", rules::adjusted_without_headline},
    Rule{"derived-growth", rules::derived_growth},
    Rule{"fact-contradiction", rules::fact_contradiction},
    Rule{"share-over-100", rules::share_over_100},
    Rule{"parts-exceed-whole parts-vs-sum", rules::parts_and_whole},
    Rule{"parts-vs-sum", rules::ratio_sums},
    Rule{"share-of-levels", rules::share_of_levels},
    Rule{"growth-gap", rules::growth_gap},
    Rule{"from-to", rules::from_to},
    Rule{"from-to", rules::points_moved},
    Rule{"respective-count", rules::respective_count},
    Rule{"numbers-disagree", rules::numbers_disagree},
    Rule{"numbers-disagree parts-vs-sum", rules::attached_tables},
    Rule{"numbers-disagree", rules::targets_disagree},
    Rule{"rank", rules::rank_disagrees},
    Rule{"target-without-outcome", rules::target_without_outcome},
    Rule{"target-below-outcome", rules::target_below_outcome},
    Rule{"problem-without-measure", rules::problem_without_measure},
    Rule{"date-impossible", rules::date_impossible},
    Rule{"heading-numbering", rules::heading_numbering},
    Rule{"history", rules::out_of_reach},
    Rule{"streak-continues", rules::streak_continues},
    Rule{"growth-vs-levels unit-slip", rules::growth_vs_levels},
    Rule{"completion-vs-target", rules::completion_vs_target},
    Rule{"documents-disagree", rules::documents_disagree},
    Rule{"promise-without-outcome promise-unmet", rules::promise_without_outcome},
};

int first_place(const std::vector<base::Span>& spans) { return spans.empty() ? 0 : spans.front().start; }

}  // namespace

std::string to_string(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      break;
  }
  return "note";
}

CheckResult cross_check(const CheckInput& input) {
  const rules::Context context = rules::make_context(input);
  CheckResult result;
  for (const Rule& rule : all_rules) rule.check(context, result);
  if (!context.facts.note.empty()) result.not_checkable.push_back({"facts", context.facts.note, {}});
  std::ranges::stable_sort(result.findings, [](const Finding& a, const Finding& b) {
    return a.severity != b.severity ? a.severity < b.severity : first_place(a.spans) < first_place(b.spans);
  });
  std::ranges::stable_sort(result.confirmed, {}, [](const Confirmed& c) { return first_place(c.spans); });
  std::ranges::stable_sort(result.not_checkable, {}, [](const NotCheckable& n) { return first_place(n.spans); });
  rules::uncompared_figures(context, result);  // behind the places: one entry a reason, the commonest first
  return result;
}

}  // namespace plan
