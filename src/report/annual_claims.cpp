#include <algorithm>
#include <array>

#include "plan/key_projects.hpp"
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

// A heading is taken apart where it is simple: of whom, manner, a word that says up, and no more. Whatever else stands
// in it (企业成本, 消费新增长点, 投资增长乏力) makes it say something of which these figures do not tell.
struct Subject {
  Words said;
  Words figure;  // in the table of names
};
constexpr auto kSubjects = std::to_array<Subject>({
    {U"固定资产投资", U"固定资产投资"}, {U"投资", U"固定资产投资"},       {U"消费品", U"社会消费品零售总额"},
    {U"消费", U"社会消费品零售总额"},   {U"对外贸易", U"进出口总额"},     {U"外贸进出口", U"进出口总额"},
    {U"进出口", U"进出口总额"},         {U"外贸", U"进出口总额"},         {U"利用外资", U"实际使用外资"},
    {U"外资", U"实际使用外资"},         {U"工业", U"规模以上工业增加值"}, {U"工业", U"规模以上工业总产值"},
    {U"农业", U"第一产业增加值"},       {U"农业", U"农林牧渔业总产值"},   {U"服务业", U"第三产业增加值"},
    {U"财政收入", U"一般公共预算收入"}, {U"财政", U"一般公共预算收入"},   {U"居民收入", U"居民人均可支配收入"},
    {U"主要指标", U"地区生产总值"},     {U"综合实力", U"地区生产总值"},   {U"国民经济", U"地区生产总值"},
    {U"县域经济", U"地区生产总值"},     {U"经济总量", U"地区生产总值"},   {U"经济", U"地区生产总值"},
});
constexpr auto kBefore =
    std::to_array<Words>({U"全年", U"全省", U"全市", U"全区", U"全县", U"有效", U"全社会", U"城乡", U"内需", U"国内"});
constexpr auto kOfIt =
    std::to_array<Words>({U"规模", U"市场", U"总量", U"总额", U"需求", U"经济", U"生产", U"运行", U"形势", U"水平"});
constexpr auto kManner =
    std::to_array<Words>({U"持续", U"稳步", U"平稳",   U"较快", U"快速", U"加快", U"加速", U"不断", U"总体", U"整体",
                          U"稳定", U"稳健", U"保持",   U"实现", U"呈现", U"明显", U"显著", U"逐步", U"更加", U"日益",
                          U"日趋", U"全面", U"进一步", U"强劲", U"温和", U"小幅", U"大幅", U"企稳", U"继续"});
constexpr auto kUp = std::to_array<Words>({U"扩大", U"增长", U"增加", U"上升", U"回升", U"攀升", U"走高", U"壮大",
                                           U"活跃", U"旺盛", U"恢复", U"复苏", U"向好", U"稳中有进", U"扩容"});
constexpr auto kHowFar = std::to_array<Words>({U"态势", U"势头", U"良好", U"较快", U"平稳", U"稳定", U"明显", U"强劲"});
constexpr auto kJoins = std::to_array<Words>({U"、", U"和", U"与", U"及"});
constexpr Words kClauseEnds = U"，,；;：:。 ";

// Takes any number of the words off the front; whether there was one.
template <class List>
bool take_all(Words& text, const List& words) {
  const std::size_t before = text.size();
  for (bool more = true; more;) {
    more = false;
    for (const Words word : words)
      if (text.starts_with(word)) text.remove_prefix(word.size()), more = true;
  }
  return text.size() < before;
}

// The figures that one subject stands for; empty where it is none that is known.
std::vector<std::string> take_subject(Words& text) {
  std::size_t length = 0;
  for (const auto& s : kSubjects)
    if (text.starts_with(s.said)) length = std::max(length, s.said.size());
  const auto& names = facts::NamesTable::in_force();
  for (std::size_t n = text.size(); n > length; --n) {
    if (const auto* entry = names.find(base::to_utf8(text.substr(0, n))); entry != nullptr) {
      // 固定资产投资增长 is folded to its name as well: the word that says up is no part of it.
      if (std::ranges::any_of(kUp, [&](Words up) { return text.substr(0, n).ends_with(up); })) continue;
      text.remove_prefix(n);
      return {entry->name};
    }
  }
  std::vector<std::string> out;
  for (const auto& s : kSubjects)
    if (s.said.size() == length && text.starts_with(s.said)) out.push_back(base::to_utf8(s.figure));
  text.remove_prefix(length);
  return out;
}

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

std::vector<std::vector<std::string>> said_to_grow(Words heading) {
  constexpr Words kNumerals = U"一二三四五六七八九十";
  std::vector<std::vector<std::string>> out;
  while (!heading.empty()) {
    const auto end = std::min(heading.find_first_of(kClauseEnds), heading.size());
    Words clause = heading.substr(0, end);
    heading.remove_prefix(std::min(end + 1, heading.size()));
    if (clause.size() > 1 && kNumerals.find(clause[0]) != npos && clause[1] == U'是') clause.remove_prefix(2);
    std::vector<std::vector<std::string>> subjects;
    do {
      take_all(clause, kBefore);
      subjects.push_back(take_subject(clause));
      take_all(clause, kOfIt);
    } while (!subjects.back().empty() && take_all(clause, kJoins));
    if (subjects.back().empty()) continue;
    bool up = false;
    // 稳中有进 before 稳: what says up is looked for first.
    while (take_all(clause, kUp) ? (up = true) : take_all(clause, kManner)) {
    }
    take_all(clause, kHowFar);
    if (up && clause.empty()) out.insert(out.end(), subjects.begin(), subjects.end());
  }
  return out;
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
  return !area.empty() && plan::of_another_level(base::u32(indicator), plan::level_of(area));
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
