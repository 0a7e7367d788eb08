#include "plan/rule_words.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace plan::rules {
namespace {

constexpr std::u32string_view sentence_ends = U"。；;！？!?\n";
constexpr std::u32string_view clause_ends = U"。；;！？!?\n，,：:";

Span around(const reading::Reading& reading, Span span, std::u32string_view ends) {
  const std::u32string& text = reading.text;
  const int size = static_cast<int>(text.size());
  int start = std::clamp(span.start, 0, size);
  int end = std::clamp(span.end, start, size);
  while (start > 0 && ends.find(text[start - 1]) == std::u32string_view::npos) --start;
  while (end < size && ends.find(text[end]) == std::u32string_view::npos) ++end;
  return {start, end};
}

std::string until(const reading::Reading& reading, Span whole, Span span) {
  return words_of(reading, {whole.start, std::max(whole.start, span.start)});
}

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

bool tells_an_increase(std::string_view text) {
  return has_any(text, {"新增", "净增", "新建", "新开", "新引", "新认定", "新登记", "新签", "新培育", "新评", "年均"});
}

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return has(text, w); });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.ends_with(w); });
}

std::string words_of(const reading::Reading& reading, Span span) {
  const int size = static_cast<int>(reading.text.size());
  const int start = std::clamp(span.start, 0, size);
  const int end = std::clamp(span.end, start, size);
  return base::to_utf8(std::u32string_view(reading.text).substr(start, end - start));
}

Span sentence_at(const reading::Reading& reading, Span span) { return around(reading, span, sentence_ends); }
Span clause_at(const reading::Reading& reading, Span span) { return around(reading, span, clause_ends); }
std::string sentence_before(const reading::Reading& reading, Span span) {
  return until(reading, sentence_at(reading, span), span);
}
std::string clause_before(const reading::Reading& reading, Span span) {
  return until(reading, clause_at(reading, span), span);
}

bool speaks_of_part_of_year(std::string_view words) {
  return has_any(words, {"上半年", "下半年", "季度", "半年", "月份", "个月", "1-", "1—", "1－", "单日", "日均", "春节",
                         "国庆", "黄金周", "假期", "假日"});
}

bool speaks_of_several_years(std::string_view words) {
  if (has_any(words, {"五年",   "三年",   "四年", "十年", "多年", "近年", "年均", "年来",   "规划期", "十三五",
                      "十四五", "十五五", "时期", "期间", "以来", "本届", "同期", "平均每", "翻番",   "末期"})) {
    return true;
  }
  // 5年增长: one or two digits before 年 are no year.
  for (auto at = words.find("年"); at != std::string_view::npos; at = words.find("年", at + 1)) {
    std::size_t digits = 0;
    while (digits < at && words[at - 1 - digits] >= '0' && words[at - 1 - digits] <= '9') ++digits;
    if (digits == 1 || digits == 2) return true;
  }
  // 到2025年, 自2020年.
  for (const std::string_view word : {"到20", "至20", "自20", "从20"}) {
    const auto at = words.find(word);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = words.substr(at + word.size());
    if (rest.size() >= 5 && rest[0] >= '0' && rest[0] <= '9' && rest[1] >= '0' && rest[1] <= '9' &&
        rest.substr(2).starts_with("年"))
      return true;
  }
  return false;
}

bool speaks_of_other_area(std::string_view words, std::string_view own_area) {
  if (has_any(words, {"全国", "全球", "世界", "国家"})) return true;
  if (!own_area.ends_with("省") && !own_area.ends_with("自治区") && has_any(words, {"全省", "全自治区"})) return true;
  const bool below_city = own_area.ends_with("区") || own_area.ends_with("县") || own_area.ends_with("旗");
  return below_city && !own_area.ends_with("自治区") && has(words, "全市");
}

bool crosses_a_line(const Document& document, const Figure& figure) {
  return figure.kind == Kind::threshold ||
         has_any(words_of(*document.reading, clause_at(*document.reading, figure.span)),
                 {"大关", "台阶", "跨过", "跨越", "连跨", "跃上", "迈上", "迈过", "门槛", "亿级"});
}

bool plainly_named(const Document& document, const Statement& statement, const facts::NamesTable&) {
  const std::string before = clause_before(*document.reading, statement.figure->span);
  std::size_t at = std::string::npos;
  const auto look_for = [&](std::string_view name) {
    if (name.empty() || at != std::string::npos) return;
    at = before.rfind(name);
  };
  if (statement.indicator != nullptr) {
    look_for(statement.indicator->name);
    for (const std::string& alias : statement.indicator->aliases) look_for(alias);
  } else {
    look_for(statement.figure->indicator);
    look_for(statement.name);
  }
  if (at == std::string::npos) return false;
  std::string_view lead = std::string_view(before).substr(0, at);
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view word :
         {"全区", "全市", "全省", "全县", "全旗", "全域", "全年", "我区",   "我市", "我省",
          "我县", "年末", "预计", "实现", "完成", "其中", "累计", "一年来", "2",    "0",
          "1",    "3",    "4",    "5",    "6",    "7",    "8",    "9",      "年",   "去年",
          "上年", "过去", "目前", "现有", "（",   "(",    "—",    "、",     " ",    "　"}) {
      if (lead.ends_with(word)) {
        lead.remove_suffix(word.size());
        cut = true;
      }
    }
  }
  return lead.empty();
}

std::string growth_words(const Decimal& pct) {
  if (pct.is_zero()) return "持平";
  return (pct.is_negative() ? "下降" : "增长") + pct.abs().to_string() + "%";
}

std::string signed_pct(const Decimal& pct) {
  return (pct.is_negative() || pct.is_zero() ? "" : "+") + pct.to_string() + "%";
}

std::string amount(const Decimal& value, std::string_view unit) { return value.to_string() + std::string(unit); }

std::string to_text(const quantity::Interval& interval, int decimals) {
  const std::string lo = interval.lo.rounded(decimals).to_string();
  const std::string hi = interval.hi.rounded(decimals).to_string();
  return lo == hi ? lo : "约" + ((interval.lo + interval.hi) / Decimal(2)).rounded(decimals).to_string();
}

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

std::vector<Span> spans_of_several_years(const reading::Reading& reading) {
  const std::u32string& text = reading.text;
  const std::u32string this_year = base::u32(std::to_string(reading.report_year) + "年");
  const auto opens = [&](std::u32string_view head, std::initializer_list<std::u32string_view> words) {
    return std::ranges::any_of(words, [&](std::u32string_view w) { return head.find(w) != std::u32string_view::npos; });
  };
  enum class Says { nothing, one_year, several_years };
  const auto says = [&](std::u32string_view sentence) {
    if (opens(sentence.substr(0, 30),
              {U"五年来", U"这五年", U"过去五年", U"近五年", U"五年间", U"五年的", U"四五”时期", U"四五”期间",
               U"四五”以来", U"四五时期", U"四五期间", U"五年，", U"三年来", U"本届政府"})) {
      return Says::several_years;
    }
    if (opens(sentence.substr(0, 14), {U"过去一年", U"一年来", U"过去的一年", U"刚刚过去", U"去年", U"今年以来"}) ||
        (reading.report_year != 0 && opens(sentence.substr(0, 14), {this_year}))) {
      return Says::one_year;
    }
    return Says::nothing;
  };
  std::vector<int> tops;
  for (const reading::Heading& heading : reading.outline) tops.push_back(heading.span.start);

  std::vector<Span> out;
  bool several = false;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find(U'\n', start), text.size());
    const auto top = std::ranges::find_if(
        tops, [&](int at) { return at >= static_cast<int>(start) && at <= static_cast<int>(end); });
    if (top != tops.end()) several = false;
    const bool before = several;
    bool by_middle = false;
    std::size_t at = start;
    while (at < end) {
      const std::size_t stop = std::min(text.find_first_of(U"。！；\n", at), end);
      const Says now = says(std::u32string_view(text).substr(at, stop - at));
      if (now != Says::nothing) {
        several = now == Says::several_years;
        by_middle = several && at != start;
      }
      const Span sentence{static_cast<int>(at), static_cast<int>(stop)};
      if (several && !out.empty() && out.back().end + 1 >= sentence.start) {
        out.back().end = sentence.end;
      } else if (several) {
        out.push_back(sentence);
      }
      at = stop + 1;
    }
    if (by_middle) several = before;
    start = end + 1;
  }
  return out;
}

}  // namespace plan::rules
