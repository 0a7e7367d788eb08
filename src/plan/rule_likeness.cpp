#include "plan/rule_likeness.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/text.hpp"
#include "plan/rule_words.hpp"

namespace plan::rules {
namespace {

// Words of a line name that change nothing about what is counted.
constexpr std::array<std::u32string_view, 27> harmless = {
    U"各级各类", U"各类",     U"组织开展", U"组织", U"开展", U"举办", U"举行", U"全年", U"年度",
    U"年内",     U"累计",     U"共",       U"完成", U"实施", U"实现", U"推进", U"建成", U"建设",
    U"打造",     U"困难问题", U"困难",     U"问题", U"提供", U"力争", U"全区", U"全市", U"全省"};

// Words of which one name has and the other has not: then they are not one line.
constexpr std::array<std::u32string_view, 86> narrowing = {
    U"新增", U"净增",     U"新建", U"新开工", U"开工", U"竣工", U"投产",   U"签约",   U"引进", U"认定",
    U"登记", U"总数",     U"总量", U"存量",   U"累计", U"年均", U"人均",   U"户均",   U"日均", U"规模以上",
    U"规上", U"限额以上", U"限上", U"民间",   U"民营", U"国有", U"省级",   U"国家级", U"市级", U"区级",
    U"县级", U"城镇",     U"农村", U"城乡",   U"重点", U"专场", U"小学",   U"初中",   U"高中", U"幼儿",
    U"公办", U"民办",     U"增速", U"增长",   U"占比", U"比重", U"率",     U"指数",   U"余额", U"存款",
    U"贷款", U"收入",     U"支出", U"税收",   U"利润", U"投资", U"项目",   U"企业",   U"机构", U"家庭",
    U"人员", U"人次",     U"面积", U"金额",   U"工业", U"农业", U"服务业", U"制造业", U"示范", U"试点",
    U"老旧", U"改造",     U"惠民", U"文化",   U"体育", U"线上", U"第一",   U"第二",   U"第三", U"保障性",
    U"租赁", U"家电",     U"汽车", U"新能源", U"高新", U"合同"};

constexpr std::u32string_view narrowing_signs =
    U"进出男女东西南北城乡农小初高低一二三四五六七八九十国省市区县镇街村存贷上下内外港老新首0123456789";

constexpr std::array<std::u32string_view, 17> count_tails = {U"户数", U"人数", U"家数", U"个数", U"件数", U"项数",
                                                             U"套数", U"场次", U"场数", U"人次", U"次数", U"条数",
                                                             U"台数", U"处数", U"数量", U"金额", U"数"};

std::u32string bare(std::string_view name) {
  std::u32string out;
  for (const char32_t c : base::u32(name)) {
    const char32_t h = base::to_half_width(c);
    if (base::is_han(h) || (h >= U'0' && h <= U'9')) {
      if (h != U'的') out.push_back(h);
    } else if (h >= U'a' && h <= U'z') {
      out.push_back(h - U'a' + U'A');
    } else if (h >= U'A' && h <= U'Z') {
      out.push_back(h);
    }
  }
  for (const std::u32string_view tail : count_tails) {
    if (out.size() > tail.size() + 2 && std::u32string_view(out).ends_with(tail)) {
      out.resize(out.size() - tail.size());
      break;
    }
  }
  return out;
}

void drop(std::u32string& text, std::u32string_view word) {
  for (auto at = text.find(word); at != std::u32string::npos; at = text.find(word)) text.erase(at, word.size());
}

std::u32string plain(std::u32string name) {
  for (const std::u32string_view word : harmless) {
    if (name.size() > word.size() + 3) drop(name, word);
  }
  return name;
}

// The characters of `a` and of `b` outside their longest common subsequence, in runs, and its length.
struct Alignment {
  std::size_t common = 0;
  std::vector<std::u32string> left_over;
  bool exchanged = false;  // words of one stand where the other has other words: 供水管网, 燃气管网
};
Alignment align(std::u32string_view a, std::u32string_view b) {
  const std::size_t n = a.size();
  const std::size_t m = b.size();
  std::vector<std::uint16_t> table((n + 1) * (m + 1), 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& { return table[i * (m + 1) + j]; };
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      at(i, j) = a[i] == b[j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  Alignment out;
  out.common = at(0, 0);
  std::u32string run_a;
  std::u32string run_b;
  const auto flush = [&] {
    if (!run_a.empty() && !run_b.empty()) out.exchanged = true;
    if (!run_a.empty()) out.left_over.push_back(std::move(run_a));
    if (!run_b.empty()) out.left_over.push_back(std::move(run_b));
    run_a.clear();
    run_b.clear();
  };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < n && j < m) {
    if (a[i] == b[j]) {
      flush();
      ++i, ++j;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      run_a.push_back(a[i++]);
    } else {
      run_b.push_back(b[j++]);
    }
  }
  run_a.append(a.substr(i));
  run_b.append(b.substr(j));
  flush();
  return out;
}

bool narrows(std::u32string_view run) {
  return run.find_first_of(narrowing_signs) != std::u32string_view::npos ||
         std::ranges::any_of(narrowing,
                             [&](std::u32string_view w) { return run.find(w) != std::u32string_view::npos; });
}

}  // namespace

Likeness likeness(std::string_view a, std::string_view b) {
  if (a == b) return Likeness::same;
  const std::u32string left = bare(a);
  const std::u32string right = bare(b);
  if (left.empty() || right.empty()) return Likeness::different;
  if (left == right) return Likeness::same;
  if (left.size() < 4 || right.size() < 4) return Likeness::different;
  if (plain(left) == plain(right))
    return tells_an_increase(a) == tells_an_increase(b) ? Likeness::same : Likeness::close;
  const std::size_t longer = std::max(left.size(), right.size());
  const std::size_t shorter = std::min(left.size(), right.size());
  if (longer > shorter * 2) return Likeness::different;
  const Alignment found = align(left, right);
  if (found.common * 4 < longer * 3) return Likeness::different;
  return found.exchanged || std::ranges::any_of(found.left_over, [](const std::u32string& run) { return narrows(run); })
             ? Likeness::different
             : Likeness::close;
}

Likeness same_line(const Statement& a, const Statement& b) {
  if (a.indicator != nullptr && a.indicator == b.indicator) return Likeness::same;
  if (a.indicator != nullptr && b.indicator != nullptr) return Likeness::different;
  if (a.figure != nullptr && b.figure != nullptr && a.figure->unit != b.figure->unit &&
      !quantity::same_dimension(a.figure->unit, b.figure->unit)) {
    return Likeness::different;
  }
  return likeness(a.name, b.name);
}

std::size_t common_subsequence(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const char32_t c : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = c == b[j - 1] ? diagonal + 1 : std::max(row[j], row[j - 1]);
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace plan::rules
