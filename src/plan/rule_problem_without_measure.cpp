// problem-without-measure: a difficulty is admitted and nothing in the plan takes it up.
#include <set>

#include "base/text.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

// Signs that join or weigh and name no subject.
constexpr std::u32string_view joints = U"的了和与及或等在对有是为需还仍较不未尚从以所被把将由于而且也并更很太偏";

// Pairs of signs inside runs of Chinese characters, the joints left out.
std::vector<std::u32string> pairs_of(std::u32string_view text) {
  std::vector<std::u32string> pairs;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto counts = [](char32_t c) { return base::is_han(c) && joints.find(c) == std::u32string_view::npos; };
    if (counts(text[i]) && counts(text[i + 1])) pairs.emplace_back(text.substr(i, 2));
  }
  return pairs;
}

// The state of the world and the manners of officials are no matters of the plan.
bool names_no_matter(std::string_view problem) {
  return has_any(problem, {"外部",     "形势",     "国际",     "环境变化", "不确定", "挑战",     "四风", "形式主义",
                           "官僚主义", "腐败",     "作风",     "老问题",   "矛盾",   "动能",     "转型", "能力不足",
                           "本领",     "预期偏弱", "有待提升", "问题仍",   "短板",   "任务艰巨", "爬坡"});
}

}  // namespace

// Counted in pairs of characters: a problem is taken up when a fifth of its pairs stand
// somewhere in the plan. A problem of few words is left alone.
void problem_without_measure(const Context& context, CheckResult& out) {
  const reading::Reading& reading = *context.draft.reading;
  if (reading.plan_part.empty() || reading.measures.size() < 10) return;
  const std::u32string plan = base::u32(words_of(reading, reading.plan_part));
  std::set<std::u32string> planned;
  for (auto& pair : pairs_of(plan)) planned.insert(std::move(pair));
  for (const reading::Problem& problem : reading.problems) {
    const std::u32string text = base::u32(words_of(reading, problem.span));
    if (names_no_matter(words_of(reading, problem.span))) continue;
    const auto pairs = pairs_of(text);
    if (pairs.size() < 8) continue;
    ++out.checked;
    std::size_t covered = 0;
    for (const auto& pair : pairs) covered += planned.contains(pair) ? 1 : 0;
    if (covered * 5 >= pairs.size()) continue;
    out.findings.push_back({.rule = "problem-without-measure",
                            .severity = Severity::note,
                            .spans = {problem.span},
                            .inputs = {input_of(context.draft, context.draft.label + " 困难和问题", problem.span)},
                            .expected = "计划部分有对应的举措",
                            .found = "没有找到",
                            .say = "问题部分提到“" + words_of(reading, problem.span) +
                                   "”，计划部分没有找到对应的举措，请补上，或确认已写在别处。"});
  }
}

}  // namespace plan::rules
