#include "plan/reply_claims.hpp"

#include <algorithm>

#include "plan/matching.hpp"
#include "plan/rule.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"

namespace plan::reply {
namespace {

constexpr std::size_t kShortestName = 4;  // characters by which a target is known in free text

// One claim: a value with its unit, or a rise in percent (negative for a fall).
struct Claim {
  Decimal value;
  std::string unit;
  bool growth = false;
};

std::vector<Claim> claims_of(const reading::Figure& figure) {
  std::vector<Claim> out;
  const auto falls = [](const std::optional<reading::Change>& change) {
    return change && change->direction == reading::ChangeDirection::down;
  };
  const bool plain = figure.qualifier == reading::Qualifier::exact;
  if (figure.value && !figure.value_max && plain) {
    if (figure.kind == reading::Kind::growth) {
      out.push_back({falls(figure.change) ? -*figure.value : *figure.value, "%", true});
    } else if (figure.kind == reading::Kind::level || figure.kind == reading::Kind::count ||
               figure.kind == reading::Kind::share) {
      out.push_back({*figure.value, figure.unit, false});
    }
  }
  if (figure.kind != reading::Kind::growth && figure.change && figure.change->value &&
      figure.change->unit.find('%') != std::string::npos &&
      (figure.change->basis.empty() || figure.change->basis == "yoy")) {
    out.push_back({falls(figure.change) ? -*figure.change->value : *figure.change->value, "%", true});
  }
  return out;
}

bool agrees(const Claim& claim, const facts::Fact& fact) {
  if (claim.growth) {
    return may_be_one(quantity::rounding_interval(claim.value), quantity::rounding_interval(*fact.growth_pct));
  }
  return may_be_one(quantity::rounding_interval(claim.value, claim.unit),
                    quantity::rounding_interval(*fact.value, fact.unit));
}

// 当月 beside a figure to date would be two things compared.
bool of_the_month_alone(const MatchedReply& reply) {
  return std::ranges::any_of(reply.entry.done, [](const auto& said) {
    return said.text.find("当月") != std::string::npos || said.text.find("单月") != std::string::npos;
  });
}

bool same_time(const reading::Replies& letter, const facts::Fact& fact) {
  return letter.period && letter.period->last == fact.period.last && fact.status == facts::Status::published;
}

}  // namespace

void note_targets(MatchedReply& reply, const reading::Replies& letter, const ReplyMatching& with) {
  const auto add = [&](const std::string& id) {
    if (std::ranges::find(reply.targets, id) == reply.targets.end()) reply.targets.push_back(id);
  };
  for (const TaskMatch& match : reply.tasks) {
    if (match.confidence < 0.8) continue;
    for (const std::string& id : (*with.tasks)[static_cast<std::size_t>(match.task)].measure.targets) add(id);
  }
  if (with.targets == nullptr) return;
  const auto& names = facts::NamesTable::in_force();
  std::string words = reply.entry.task;
  for (const auto& said : reply.entry.done) words += "。" + said.text;
  // 关于工业增加值进度的回复, where the plan has 规模以上工业增加值 alone.
  const facts::Indicator* named = names.find(reply.entry.task);
  const bool no_target = named != nullptr && std::ranges::none_of(*with.targets, [&](const TargetStatus& status) {
                           return status.indicator != nullptr && status.indicator->name == named->name;
                         });
  for (const TargetStatus& status : *with.targets) {
    if (no_target && status.indicator != nullptr && status.indicator->whole == named->name &&
        !status.indicator->scope.empty())
      add(status.target.id);
    const std::string& name = status.target.indicator;
    const std::string meeting = meeting_name(name, names);
    if (base::u32(name).size() >= kShortestName && words.find(name) != std::string::npos) add(status.target.id);
    for (const reading::Figure& figure : reply.entry.figures) {
      if (figure.indicator.empty() || meeting_name(figure.indicator, names) != meeting) continue;
      add(status.target.id);
      if (!status.latest || !same_time(letter, status.latest->fact) || of_the_month_alone(reply)) continue;
      const facts::Fact& fact = status.latest->fact;
      for (const Claim& claim : claims_of(figure)) {
        const bool comparable = claim.growth
                                    ? fact.growth_pct.has_value()
                                    : fact.value.has_value() && quantity::same_dimension(claim.unit, fact.unit);
        if (!comparable || agrees(claim, fact)) continue;
        ClaimNote note;
        note.target_id = status.target.id;
        note.indicator = name;
        note.claimed = claim.growth ? growth_words(claim.value) : claim.value.to_string() + claim.unit;
        note.published = claim.growth ? growth_words(*fact.growth_pct) : fact.value->to_string() + fact.unit;
        note.text = (reply.entry.office.empty() ? "来文" : reply.entry.office) + "报告" + name + note.claimed +
                    "，公布数为" + note.published + "（" + calendar::to_chinese(fact.period) + "），以公布数为准";
        if (std::ranges::none_of(reply.notes, [&](const ClaimNote& n) { return n.text == note.text; }))
          reply.notes.push_back(std::move(note));
      }
    }
  }
}

}  // namespace plan::reply
