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
    {U"省第一", U"国第一", U"区第一", U"县第一", U"第一名", U"第一位", U"首次", U"首个",     U"首度", U"首破",
     U"突破",   U"连续",   U"新高",   U"新低",   U"市第一", U"高于",   U"低于", U"快于",     U"好于", U"优于",
     U"超过",   U"超额",   U"超出",   U"大关",   U"领先",   U"领跑",   U"位居", U"居全",     U"居第", U"居首",
     U"居前",   U"稳居",   U"位列",   U"排名",   U"翻番",   U"跃升",   U"跨上", U"跨过",     U"跨越", U"站上",
     U"迈上",   U"迈入",   U"再上",   U"台阶",   U"提前",   U"圆满",   U"最高", U"最低水平", U"最好", U"历史性",
     U"扭转",   U"转正",   U"达历史", U"正增长", U"负增长", U"远超"});

// 创新 and 创业 claim nothing: 创 does where a record follows.
constexpr auto kRecords = std::to_array<Words>({U"新高", U"新低", U"纪录", U"记录", U"最高", U"最好", U"历史"});

// 第四轮, 第八批: the next one has another number.
constexpr auto kCounted = std::to_array<Words>({U"轮", U"批", U"期", U"版"});

std::size_t ordinal_in(Words text) {
  constexpr Words kNumerals = U"一二三四五六七八九十0123456789";
  for (std::size_t at = text.find(U'第'); at != npos; at = text.find(U'第', at + 1)) {
    const auto end = text.find_first_not_of(kNumerals, at + 1);
    if (end == npos || end == at + 1) continue;
    if (std::ranges::any_of(kCounted, [&](Words c) { return text.substr(end).starts_with(c); })) return at;
  }
  return npos;
}

// Which way a heading says that things went. What only says well or badly (改善, 提质增效) says neither.
constexpr auto kUp = std::to_array<Words>({U"扩大", U"增长", U"增加", U"上升", U"回升", U"攀升", U"走高", U"壮大",
                                           U"活跃", U"旺盛", U"恢复", U"复苏", U"向好", U"稳中有进", U"扩容"});
constexpr auto kDown = std::to_array<Words>({U"下降", U"回落", U"下滑", U"减少", U"收窄", U"走低", U"降低", U"萎缩"});

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
  at = std::min(at, ordinal_in(text));
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

int direction_said(Words heading) {
  const auto says = [&](const auto& words) {
    return std::ranges::any_of(words, [&](Words w) { return heading.find(w) != npos; });
  };
  const bool up = says(kUp), down = says(kDown);
  return up == down ? 0 : up ? 1 : -1;
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

bool of_another_level(const std::string& indicator, const std::string& area) {
  constexpr Words kLevels = U"国家省市区县州旗";
  const std::u32string name = base::u32(indicator), own = base::u32(area);
  if (own.empty()) return false;
  for (const Words project : {U"重点项目", U"重点建设项目", U"重点工程", U"重大项目"}) {
    const auto at = name.find(project);
    if (at == npos) continue;
    std::size_t from = at;
    while (from > 0 && kLevels.find(name[from - 1]) != npos) --from;
    return Words(name).substr(from, at - from).find_first_not_of(own.back()) != npos;
  }
  return false;
}

const facts::Indicator* entry_of(const Writer& w, const std::string& indicator) {
  if (of_another_level(indicator, w.reading.area)) return nullptr;
  return facts::NamesTable::in_force().find(name_without_claims(indicator));
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
