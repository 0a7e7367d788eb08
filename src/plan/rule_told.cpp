#include "plan/rule_told.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "plan/rule_likeness.hpp"

namespace plan::rules {
namespace {

std::u32string han_only(std::string_view text) {
  std::u32string out;
  for (const char32_t c : base::u32(text)) {
    if (base::is_han(c) || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9')) out.push_back(c);
  }
  return out;
}

// The name without what says how it is measured: 单位GDP能耗下降率 → 单位GDP能耗, 城镇新增就业人数 → 城镇新增就业.
// The name without the words that say what of it is counted: 城镇新增就业人数 → 城镇新增就业.
std::u32string uncounted(std::string_view name) {
  std::u32string out = han_only(name);
  for (const std::u32string_view tail :
       {U"增长率", U"增长速度", U"增速", U"增幅", U"涨幅", U"下降率", U"降低率", U"下降幅度", U"降幅", U"总量", U"总额",
        U"人数", U"户数", U"数量", U"数", U"额", U"增长", U"下降", U"降低"}) {
    if (out.size() > tail.size() + 2 && std::u32string_view(out).ends_with(tail)) {
      out.resize(out.size() - tail.size());
    }
  }
  return out;
}

std::u32string core(std::string_view name) {
  std::u32string out = uncounted(name);
  for (const std::u32string_view lead : {U"全社会", U"全市", U"全省", U"全区", U"全县", U"全体", U"城乡", U"城镇",
                                         U"农村", U"地区", U"规模以上", U"规上"}) {
    if (out.size() > lead.size() + 3 && std::u32string_view(out).starts_with(lead)) out.erase(0, lead.size());
  }
  return out;
}

// Wide on purpose: any result that could be meant keeps the rules silent. 居民收入 and 居民人均可支配收入 may be one
// line, 生产总值 is not 单位生产总值能耗.
bool could_mean(std::u32string_view target, std::u32string_view told) {
  if (target.size() < 2 || told.size() < 2) return false;
  if (told.find(target) != std::u32string_view::npos) return true;
  const std::size_t shorter = std::min(target.size(), told.size());
  const std::size_t longer = std::max(target.size(), told.size());
  if (target.find(told) != std::u32string_view::npos) return shorter * 2 > longer;
  if (shorter < 4 || shorter * 5 < longer * 2) return false;
  const std::size_t common = common_subsequence(target, told);
  return common == shorter || common * 4 >= longer * 3;
}

// The name in pieces of two signs, one after another within a short stretch of one sentence: 粮食播种面积……、年度产量.
bool told_in_words(std::u32string_view name, std::u32string_view review) {
  constexpr std::size_t stretch = 30;
  for (std::size_t at = review.find(name.substr(0, 2)); at != std::u32string_view::npos;
       at = review.find(name.substr(0, 2), at + 1)) {
    std::u32string_view window = review.substr(at, name.size() + stretch);
    window = window.substr(0, window.find_first_of(U"。；！\n"));
    std::size_t place = 0;
    std::size_t piece = 0;
    while (piece < name.size()) {
      const std::size_t found = window.find(name.substr(piece, 2), place);
      if (found == std::u32string_view::npos) break;
      place = found + std::min<std::size_t>(2, name.size() - piece);
      piece += 2;
    }
    if (piece >= name.size()) return true;
  }
  return false;
}

std::vector<std::u32string> names_of(const std::string& as_written, const facts::Indicator* indicator) {
  std::vector<std::u32string> names{core(as_written)};
  if (indicator != nullptr) {
    names.push_back(core(indicator->name));
    for (const std::string& alias : indicator->aliases) names.push_back(core(alias));
  }
  std::erase_if(names, [](const std::u32string& name) { return name.size() < 2; });
  return names;
}

}  // namespace

bool told_in_review(const Document& document, const std::string& as_written, const std::string& name,
                    const facts::Indicator* indicator) {
  const auto names = names_of(as_written, indicator);
  for (const Statement& statement : document.statements) {
    if (statement.in_plan || (!statement.outcome && statement.figure->status != FigureStatus::context)) continue;
    if (statement.name == name || (indicator != nullptr && statement.indicator == indicator)) return true;
    const std::u32string told = core(statement.figure->indicator);
    if (std::ranges::any_of(names, [&](const std::u32string& n) { return could_mean(n, told); })) return true;
  }
  const reading::Reading& reading = *document.reading;
  const int end = reading.plan_part.empty() ? static_cast<int>(reading.text.size()) : reading.plan_part.start;
  const std::u32string_view review =
      std::u32string_view(reading.text).substr(0, static_cast<std::size_t>(std::max(0, end)));
  return std::ranges::any_of(names, [&](const std::u32string& n) { return n.size() >= 4 && told_in_words(n, review); });
}

std::optional<Span> fulfilled_in_words(const Document& document, const std::string& as_written,
                                       const facts::Indicator* indicator) {
  constexpr std::size_t kLongestClause = 60;
  const reading::Reading& reading = *document.reading;
  const int end = reading.plan_part.empty() ? static_cast<int>(reading.text.size()) : reading.plan_part.start;
  const std::u32string_view review =
      std::u32string_view(reading.text).substr(0, static_cast<std::size_t>(std::max(0, end)));
  const auto holds = [](std::u32string_view text, std::initializer_list<std::u32string_view> words) {
    return std::ranges::any_of(words, [&](std::u32string_view w) { return text.find(w) != std::u32string_view::npos; });
  };
  // The name is the whole subject: 退役军人新增就业 is not 城镇新增就业, and a zone's output not the district's.
  const auto opens = [&](std::size_t at) {
    const std::u32string_view before = review.substr(0, at);
    if (before.empty() || !base::is_han(before.back())) return true;
    constexpr std::u32string_view kOwn[] = {U"全市", U"全省", U"全区", U"全县", U"全州", U"全盟",
                                            U"全旗", U"全年", U"我市", U"我省", U"我区", U"我县"};
    return std::ranges::any_of(kOwn, [&](std::u32string_view w) { return before.ends_with(w); });
  };
  std::vector<std::u32string> names{uncounted(as_written)};
  if (indicator != nullptr) {
    names.push_back(uncounted(indicator->name));
    for (const std::string& alias : indicator->aliases) names.push_back(uncounted(alias));
  }
  for (const std::u32string& name : names) {
    if (name.size() < 4) continue;
    for (auto at = review.find(name); at != std::u32string_view::npos; at = review.find(name, at + name.size())) {
      if (!opens(at)) continue;
      const std::u32string_view near = review.substr(at, kLongestClause);
      const std::u32string_view clause = near.substr(0, near.find_first_of(U"，。；,;\n"));
      const bool met = holds(clause, {U"完成"}) && holds(clause, {U"任务", U"目标", U"计划", U"指标"}) &&
                       holds(clause, {U"全年", U"年度", U"下达", U"超额", U"全面", U"圆满", U"如期", U"提前", U"顺利"});
      const bool open = holds(clause, {U"未", U"没有", U"预计", U"有望", U"力争", U"确保"}) ||
                        clause.find_first_of(U"0123456789０１２３４５６７８９") != std::u32string_view::npos;
      if (met && !open) return Span{static_cast<int>(at), static_cast<int>(at + clause.size())};
    }
  }
  return std::nullopt;
}

bool thing_named_in_review(const Document& document, const std::string& task) {
  std::u32string thing = core(task);
  for (const std::u32string_view word :
       {U"引进", U"引育", U"新增", U"新建", U"新开工", U"新开", U"建设", U"建成", U"改造", U"更新", U"筹集", U"举办",
        U"组织", U"开展", U"培育", U"打造", U"完成",   U"实施", U"推进", U"启动", U"创建", U"提供", U"发放", U"解决",
        U"年度", U"计划", U"全年", U"完善", U"提升",   U"打通", U"处",   U"场次", U"人次", U"里程", U"面积", U"重点"}) {
    for (auto at = thing.find(word); at != std::u32string::npos && thing.size() >= word.size() + 2;
         at = thing.find(word)) {
      thing.erase(at, word.size());
    }
  }
  if (thing.size() < 2) return true;
  const reading::Reading& reading = *document.reading;
  const int end = reading.plan_part.empty() ? static_cast<int>(reading.text.size()) : reading.plan_part.start;
  return told_in_words(thing, std::u32string_view(reading.text).substr(0, static_cast<std::size_t>(std::max(0, end))));
}

}  // namespace plan::rules
