// Last year's tasks and milestones: looked for in this year's report by what they are about, and compared by how far
// things have come.
#include <algorithm>

#include "plan/comparison_parts.hpp"
#include "plan/progress_words.hpp"

namespace plan::comparing {
namespace {

std::string word_at(std::u32string_view clause, base::Span span) { return base::to_utf8(base::slice(clause, span)); }

// 推出第四轮改革举措 then, 第五轮 now; else how far it had come then and has come now.
std::optional<StagePair> stage_between(const Both& both, base::Span before, base::Span now, std::u32string_view thing) {
  const std::u32string_view old_words = base::slice(both.last.text, before);
  const std::u32string_view new_words = base::slice(both.now.text, now);
  StagePair pair;
  pair.thing = base::to_utf8(thing);
  pair.before = quote_of(*both.context.last_year, before);
  pair.now = quote_of(both.context.draft, now);
  const auto old_edition = edition_in(old_words), new_edition = edition_in(new_words);
  if (old_edition && new_edition) {
    pair.before_word = word_at(old_words, old_edition->span);
    pair.now_word = word_at(new_words, new_edition->span);
    pair.direction = (new_edition->number > old_edition->number) - (new_edition->number < old_edition->number);
    return pair;
  }
  const auto old_step = furthest_progress(old_words), new_step = furthest_progress(new_words);
  if (!old_step || !new_step) return std::nullopt;
  pair.before_word = word_at(old_words, old_step->span);
  pair.now_word = word_at(new_words, new_step->span);
  pair.direction = (new_step->step > old_step->step) - (new_step->step < old_step->step);
  return pair;
}

std::vector<base::Span> numbers_within(const reading::Reading& r, base::Span span) {
  std::vector<base::Span> out;
  auto f = std::ranges::lower_bound(r.figures, span.start, {}, [](const reading::Figure& x) { return x.span.start; });
  for (; f != r.figures.end() && f->span.start < span.end; ++f)
    out.push_back({f->span.start - span.start, f->span.end - span.start});
  return out;
}

}  // namespace

Promise thing_promised(const Both& both, base::Span promised, const std::vector<base::Span>& numbers) {
  Promise out;
  const std::u32string_view words = base::slice(both.last.text, promised);
  const std::u32string thing = thing_in(words, numbers);
  const auto told = both.review.find(thing);
  if (!told) {
    out.fate = Fate::dropped;
    out.why = "回顾部分没有说到“" + base::to_utf8(thing) + "”";
    return out;
  }
  out.fate = Fate::told;
  out.outcome = quote_of(both.context.draft, told->span);
  out.why = "回顾部分说到了";
  const auto wanted = furthest_progress(words);
  const auto reached = furthest_progress(base::slice(both.now.text, told->span));
  if (!wanted || !reached || wanted->step < 5) return out;  // 推进, 支持: begun is all that was promised
  const std::string was = word_at(words, wanted->span),
                    is = word_at(base::slice(both.now.text, told->span), reached->span);
  out.fate = reached->step >= wanted->step ? Fate::kept : Fate::missed;
  out.why =
      out.fate == Fate::kept ? "计划“" + was + "”，已“" + is + "”" : "计划“" + was + "”，今年说的还是“" + is + "”";
  return out;
}

void compare_measures(const Both& both, Comparison& out) {
  for (const reading::Measure& measure : both.last.measures) {
    const auto numbers = numbers_within(both.last, measure.span);
    const std::u32string thing = thing_in(base::slice(both.last.text, measure.span), numbers);
    const auto again = both.plan.find(thing);
    if (again) {
      if (auto stage = stage_between(both, measure.span, again->span, thing);
          stage && stage->before_word != stage->now_word)
        out.stages.push_back(std::move(*stage));
    }
    if (const auto told = both.review.find(thing)) {
      if (auto stage = stage_between(both, measure.span, told->span, thing);
          stage && stage->before_word != stage->now_word && stage->direction != 0)
        out.stages.push_back(std::move(*stage));
    }
    // A task that holds a target is judged by it.
    if (!measure.targets.empty() || measure.confidence < 0.5) continue;
    Promise promise = thing_promised(both, measure.span, numbers);
    promise.id = measure.id;
    promise.measure = true;
    promise.about = base::to_utf8(thing);
    promise.promised = quote_of(*both.context.last_year, measure.span);
    promise.again = again.has_value();
    out.promises.push_back(std::move(promise));
  }
}

}  // namespace plan::comparing
