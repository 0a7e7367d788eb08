#include <algorithm>
#include <array>

#include "report/annual_parts.hpp"

// What last year's words claim of last year's figure: firsts, streaks, records, ranks, comparisons. None of it is known
// of this year's figure, however near the two stand in a clause.
namespace report::annual {
namespace {

constexpr auto npos = std::u32string_view::npos;
using Words = std::u32string_view;

constexpr auto kClaims = std::to_array<Words>(
    {U"省第一", U"国第一", U"区第一", U"县第一",   U"第一名", U"第一位", U"首次", U"首个", U"首度",  U"首破", U"突破",
     U"连续",   U"新高",   U"新低",   U"市第一",   U"高于",   U"低于",   U"快于", U"好于", U"优于",  U"超过", U"超额",
     U"超出",   U"大关",   U"领先",   U"领跑",     U"位居",   U"居全",   U"居第", U"居首", U"居前",  U"稳居", U"位列",
     U"排名",   U"翻番",   U"跃升",   U"跨上",     U"跨过",   U"跨越",   U"站上", U"迈上", U"迈入",  U"再上", U"台阶",
     U"提前",   U"圆满",   U"最高",   U"最低水平", U"最好",   U"历史性", U"扭转", U"转正", U"达历史"});

// 创新 and 创业 claim nothing: 创 does where a record follows.
constexpr auto kRecords = std::to_array<Words>({U"新高", U"新低", U"纪录", U"记录", U"最高", U"最好", U"历史"});

// What leads a claim goes with it.
constexpr auto kLeads = std::to_array<Words>(
    {U"成功", U"历史性", U"再次", U"率先", U"一举", U"实现", U"同时", U"已", U"并", U"又", U"再", U"均", U"也", U"稳"});

constexpr auto kVerbs = std::to_array<Words>(
    {U"同比增长", U"同比下降", U"达到", U"增长", U"下降", U"增至", U"降至", U"实现", U"完成", U"达", U"为"});

}  // namespace

std::size_t claim_in(Words text) {
  std::size_t at = npos;
  for (const Words claim : kClaims) at = std::min(at, text.find(claim));
  for (std::size_t c = text.find(U'创'); c < at; c = text.find(U'创', c + 1)) {
    const bool record = std::ranges::any_of(kRecords, [&](Words r) { return text.find(r, c) != npos; });
    if (record && !text.substr(c).starts_with(U"创业") &&
        (!text.substr(c).starts_with(U"创新") || text.substr(c).starts_with(U"创新高"))) {
      at = c;
    }
  }
  if (at == npos) return npos;
  for (bool more = true; more;) {
    more = false;
    for (const Words lead : kLeads) {
      if (!text.substr(0, at).ends_with(lead)) continue;
      at -= lead.size();
      more = true;
    }
  }
  return at;
}

int verb_behind(Words text) {
  for (const Words verb : kVerbs)
    if (text.size() > verb.size() && text.ends_with(verb)) return static_cast<int>(verb.size());
  return 0;
}

bool counts_a_streak(Words text, const Span& figure) {
  constexpr int kBefore = 3;  // 已连续第三年
  const int from = std::max(0, figure.start - kBefore);
  return base::slice(text, {from, figure.end}).find(U"连续") != npos;
}

std::string name_without_claims(const std::string& name) {
  const auto& names = facts::NamesTable::in_force();
  if (names.find(name) != nullptr) return name;
  const std::u32string whole = base::u32(name);
  const Words text = whole;
  constexpr auto kGrew = std::to_array<Words>(
      {U"较快增长", U"稳步增长", U"平稳增长", U"快速增长", U"持续增长", U"稳定增长", U"平稳较快增长"});
  for (std::size_t cut = 1; cut < text.size(); ++cut) {
    const Words head = text.substr(0, cut), tail = text.substr(cut);
    if (claim_in(head) == 0 && names.find(base::to_utf8(tail)) != nullptr) return base::to_utf8(tail);
    if ((claim_in(tail) == 0 || std::ranges::find(kGrew, tail) != kGrew.end()) &&
        names.find(base::to_utf8(head)) != nullptr)
      return base::to_utf8(head);
  }
  return name;
}

}  // namespace report::annual
