// numbers-disagree, rank: one thing told twice in one report with different numbers.
#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "plan/rule_published.hpp"
#include "plan/rule_words.hpp"
#include "plan/rules.hpp"

namespace plan::rules {
namespace {

// Does the number count what was added, a total over time, or what stands? From the words right before it and its name.
enum class Mode { plain, increase, running_total, stock };
Mode mode_of(const Document& document, const Statement& statement) {
  const std::string words = statement.figure->indicator + clause_before(*document.reading, statement.figure->span);
  if (tells_an_increase(words) || has_any(words, {"增加", "增长", "引进", "建成", "开工", "竣工", "完成", "实施",
                                                  "推进", "培育", "打造", "创建", "获", "入选", "举办"})) {
    return Mode::increase;
  }
  if (statement.figure->cumulative || has(words, "累计")) return Mode::running_total;
  if (has_any(words, {"总数", "总量", "达", "现有", "共有", "拥有", "增至", "年末", "目前", "突破", "超"}))
    return Mode::stock;
  return Mode::plain;
}

// Told as what stands now, even in the part that plans: 目前全区……达.
bool tells_what_stands(const Document& document, const Statement& statement) {
  return has_any(clause_before(*document.reading, statement.figure->span), {"目前", "现有", "已有", "已达"});
}

// What this number is of: two statements with one tag speak of one thing.
struct Tag {
  std::string name;
  std::string period;
  std::string side;  // value and unit's base, growth and basis
  int mode = 0;
  auto operator<=>(const Tag&) const = default;
};

struct Told {
  const Statement* statement;
  Claim claim;
  std::string shown;
  Span span;
  int paragraph;
};

bool comparable(const Context& context, const Statement& statement) {
  const Figure& figure = *statement.figure;
  if (figure.confidence < 0.5 || figure.from_value || figure.value_max || figure.estimate || !figure.subject.empty())
    return false;
  if (crosses_a_line(context.draft, figure)) return false;
  if ((figure.status == FigureStatus::target || figure.status == FigureStatus::planned) &&
      !tells_what_stands(context.draft, statement)) {
    return false;
  }
  if (statement.other_time || statement.other_area) return false;
  return plainly_named(context.draft, statement, *context.names);
}

// A name that only one thing can bear: one of the names table, or a long one that is no mere count of projects.
bool is_distinct(const Statement& statement) {
  if (statement.indicator != nullptr) return true;
  const std::u32string name = base::u32(statement.name);
  return name.size() >= 6 &&
         !has_any(statement.name, {"项目", "任务", "事项", "活动", "措施", "投资", "改造", "建设", "资金"});
}

void add_told(const Context& context, const Statement& statement, std::map<Tag, std::vector<Told>>& told) {
  const Document& draft = context.draft;
  const Figure& figure = *statement.figure;
  const auto paragraph = static_cast<int>(std::ranges::upper_bound(draft.paragraph_starts, figure.span.start) -
                                          draft.paragraph_starts.begin());
  const std::string period = figure.period;
  const bool amount_kind = figure.kind == Kind::level || figure.kind == Kind::count || figure.kind == Kind::share ||
                           figure.kind == Kind::per_capita;
  if (amount_kind && figure.value) {
    const quantity::Unit unit = quantity::parse_unit(figure.unit);
    Claim claim = claim_of(*figure.value, figure.qualifier, figure.value_max, figure.kind == Kind::share);
    if (claim.lo) claim.lo = *claim.lo * unit.scale;
    if (claim.hi) claim.hi = *claim.hi * unit.scale;
    const int mode = figure.kind == Kind::count ? static_cast<int>(mode_of(draft, statement)) : 0;
    told[{statement.name, period, "value " + unit.base, mode}].push_back(
        {&statement, claim, amount(*figure.value, figure.unit), figure.span, paragraph});
  }
  const auto& growth = statement.growth;
  if (growth && basis_of(*growth) != BasisKind::other) {
    Claim claim = claim_of(growth->pct.abs(), growth->qualifier, std::nullopt, true);
    told[{statement.name, period, "growth " + growth->basis + growth->excluding, growth->pct.is_negative() ? 1 : 0}]
        .push_back({&statement, claim, growth_words(growth->pct), growth->span, paragraph});
  }
}

bool contradict(const Claim& a, const Claim& b) {
  return (a.lo && b.hi && *a.lo > *b.hi) || (b.lo && a.hi && *b.lo > *a.hi);
}

}  // namespace

void numbers_disagree(const Context& context, CheckResult& out) {
  std::map<Tag, std::vector<Told>> told;
  for (const Statement& statement : context.draft.statements) {
    if (is_distinct(statement) && comparable(context, statement)) add_told(context, statement, told);
  }
  for (const auto& [tag, all] : told) {
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (all[i].paragraph == all[0].paragraph && all[i].span.start == all[0].span.start) continue;
      ++out.checked;
      if (!contradict(all[0].claim, all[i].claim)) continue;
      const std::string& name = all[0].statement->figure->indicator;
      out.findings.push_back({.rule = "numbers-disagree",
                              .severity = Severity::warning,
                              .spans = {all[0].span, all[i].span},
                              .inputs = {input_of(context.draft, context.draft.label + " " + name, all[0].span),
                                         input_of(context.draft, context.draft.label + " " + name, all[i].span)},
                              .expected = all[0].shown,
                              .found = all[i].shown,
                              .say = name + "前面写" + all[0].shown + "，后面写" + all[i].shown +
                                     "，同一年同一口径应当一个数，请核对；如果口径不同，请写明。"});
      break;
    }
  }
}

namespace {

int breadth(std::string_view scope) {
  constexpr std::array<std::string_view, 4> ladder = {"全市", "全省", "全国", "全球"};
  for (std::size_t i = 0; i < ladder.size(); ++i) {
    if (scope == ladder[i]) return static_cast<int>(i) + 1;
  }
  return scope == "世界" ? 4 : 0;
}

}  // namespace

void rank_disagrees(const Context& context, CheckResult& out) {
  std::map<std::pair<std::string, std::string>, std::vector<const Statement*>> ranked;
  for (const Statement& statement : context.draft.statements) {
    const Figure& figure = *statement.figure;
    if (!statement.outcome || !figure.rank || figure.rank->position <= 0 || figure.confidence < 0.5 ||
        !figure.subject.empty())
      continue;
    // Growth and level of one indicator have ranks of their own.
    const bool of_rate = has_any(figure.indicator, {"增速", "增幅", "增长"}) || figure.kind == Kind::growth;
    if (base::u32(statement.name).size() < 4) continue;
    if (statement.other_time) continue;
    ranked[{figure.indicator + (of_rate ? "|rate" : ""), figure.period}].push_back(&statement);
  }
  for (const auto& [key, all] : ranked) {
    for (std::size_t i = 1; i < all.size(); ++i) {
      const Figure& a = *all[0]->figure;
      const Figure& b = *all[i]->figure;
      if (a.span == b.span) continue;
      ++out.checked;
      const bool same_scope = a.rank->scope == b.rank->scope;
      const int wide_a = breadth(a.rank->scope);
      const int wide_b = breadth(b.rank->scope);
      const bool impossible = wide_a > 0 && wide_b > 0 &&
                              ((wide_a > wide_b && a.rank->position < b.rank->position) ||
                               (wide_b > wide_a && b.rank->position < a.rank->position));
      if (!(same_scope && a.rank->position != b.rank->position) && !impossible) continue;
      const auto shown = [](const Figure& f) { return f.rank->scope + "第" + std::to_string(f.rank->position); };
      out.findings.push_back(
          {.rule = "rank",
           .severity = Severity::warning,
           .spans = {a.span, b.span},
           .inputs = {input_of(context.draft, *all[0]), input_of(context.draft, *all[i])},
           .expected = shown(a),
           .found = shown(b),
           .say = a.indicator + "一处写" + shown(a) + "，一处写" + shown(b) + "，两个位次不能同时成立，请核对。"});
      break;
    }
  }
}

}  // namespace plan::rules
