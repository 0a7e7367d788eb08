#include "plan/rule_words.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "plan/verdict_words.hpp"

namespace plan::rules {
namespace {

constexpr std::u32string_view sentence_ends = U"。；;！？!?\n";
constexpr std::u32string_view clause_ends = U"。；;！？!?\n，,：:";

// A sentence is looked at so far to either side and no further (decision 2026-11-28-bounded-sentences).
constexpr int kFarthest = 400;

Span around(const reading::Reading& reading, Span span, std::u32string_view ends) {
  const std::u32string& text = reading.text;
  int start = std::clamp(span.start, 0, static_cast<int>(text.size()));
  int end = std::clamp(span.end, start, static_cast<int>(text.size()));
  const int first = std::max(0, start - kFarthest), size = std::min(static_cast<int>(text.size()), end + kFarthest);
  while (start > first && ends.find(text[start - 1]) == std::u32string_view::npos) --start;
  while (end < size && ends.find(text[end]) == std::u32string_view::npos) ++end;
  return {start, end};
}

std::string until(const reading::Reading& reading, Span whole, Span span) {
  return words_of(reading, {whole.start, std::max(whole.start, span.start)});
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

std::string words_of(const reading::Reading& reading, const reading::Target& target) {
  std::string words = words_of(reading, target.span);
  constexpr std::string_view kStarts = "0123456789";
  const std::string aim = aim_words(target);
  if (words.empty() || kStarts.find(words.front()) == std::string_view::npos || aim.empty()) return words;
  return target.indicator + (target.kind == reading::Kind::growth ? "增长" : "") + aim;
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

bool stands_under_part_of_year(std::string_view sentence) {
  const std::u32string text = base::u32(sentence);
  constexpr std::u32string_view kParts[] = {U"上半年", U"下半年", U"前三季度", U"一季度", U"二季度",
                                            U"三季度", U"四季度", U"月底",     U"月末",   U"今年以来"};
  constexpr std::u32string_view kWholes[] = {U"全年", U"年末", U"年底", U"年度"};
  constexpr std::size_t kLongestDate = 8;  // 截至2024年10
  bool part = false;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find_first_of(U"，：,:", start), text.size());
    const std::u32string_view clause = std::u32string_view(text).substr(start, end - start);
    for (const std::u32string_view word : kParts) {
      const auto at = clause.find(word);
      if (at == std::u32string_view::npos || at > kLongestDate) continue;
      const std::u32string_view before = clause.substr(0, at);
      if (before.find_first_of(U"较比到至力") == std::u32string_view::npos || before.starts_with(U"截至")) part = true;
    }
    if (clause.size() > 4 && clause[0] == U'前' && clause[1] >= U'0' && clause[1] <= U'9' &&
        clause.substr(0, 6).find(U"个月") != std::u32string_view::npos)
      part = true;
    // 1-9月, 1—10月份 open with digits alone.
    const auto digits = clause.find_first_not_of(U"0123456789-—－~～至今年");
    if (digits != 0 && digits != std::u32string_view::npos && clause[digits] == U'月' &&
        clause.substr(0, digits).find_first_of(U"-—－~～至") != std::u32string_view::npos)
      part = true;
    for (const std::u32string_view word : kWholes) {
      if (clause.substr(0, kLongestDate).find(word) != std::u32string_view::npos) part = false;
    }
    start = end + 1;
  }
  return part;
}

bool opens_with_whole_year(std::string_view sentence) {
  const std::u32string text = base::u32(sentence);
  std::u32string_view rest = text;
  const auto digits = std::min(rest.find_first_not_of(U"0123456789"), rest.size());
  const bool dated = digits == 4 && rest.substr(digits).starts_with(U"年");
  if (dated) rest.remove_prefix(digits + 1);
  return rest.starts_with(U"全年") || (dated && !stands_under_part_of_year(sentence));
}

std::optional<int> months_from_january(std::string_view sentence, int year) {
  const std::u32string text = base::u32(sentence);
  std::optional<int> told;
  std::size_t last = 0;
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= U'0' && text[i] <= U'9'; };
  const auto tell = [&](std::size_t at, int months) {
    if (told && at < last) return;
    last = at;
    // 较上半年提高 compares; 2023年前三季度 is of its own year.
    if (at > 0 && std::u32string_view(U"较比与同").find(text[at - 1]) != std::u32string_view::npos) return;
    if (at >= 5 && text[at - 1] == U'年' && digit(at - 2)) {
      std::size_t start = at - 1;
      int named = 0, unit = 1;
      while (start > 0 && digit(start - 1) && unit <= 1000) {
        named += unit * static_cast<int>(text[start - 1] - U'0');
        unit *= 10;
        --start;
      }
      if (named != year) {
        told = std::nullopt;
        return;
      }
    }
    if (months >= 1 && months <= 11) told = months;
  };
  constexpr std::pair<std::u32string_view, int> kNamed[] = {{U"上半年", 6}, {U"前三季度", 9}, {U"一季度", 3}};
  for (const auto& [word, months] : kNamed) {
    if (const auto at = text.rfind(word); at != std::u32string::npos) tell(at, months);
  }
  const auto number_at = [&](std::size_t& i) {
    int value = 0;
    for (int n = 0; n < 2 && digit(i); ++n, ++i) value = value * 10 + static_cast<int>(text[i] - U'0');
    return value;
  };
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    if (text[at] == U'1' && !(at > 0 && digit(at - 1))) {  // 1-10月, 1月至10月
      std::size_t i = at + 1;
      if (i < text.size() && text[i] == U'月') ++i;
      if (i >= text.size() || std::u32string_view(U"-—－–~～至").find(text[i]) == std::u32string_view::npos) continue;
      const int months = number_at(++i);
      if (i < text.size() && text[i] == U'月') tell(at, months);
    } else if (text[at] == U'前' && digit(at + 1)) {  // 前10个月
      std::size_t i = at + 1;
      const int months = number_at(i);
      if (std::u32string_view(text).substr(i).starts_with(U"个月")) tell(at, months);
    }
  }
  if (const auto whole = text.rfind(U"全年"); whole != std::u32string::npos && told && whole > last)
    return std::nullopt;
  return told;
}

bool tells_of_a_single_stretch(const reading::Reading& reading, Span span) {
  const std::u32string_view whole = reading.text;
  const int end = std::clamp(span.start, 0, static_cast<int>(whole.size()));
  int start = end;
  while (start > std::max(0, end - kFarthest) &&
         std::u32string_view(U"。！？\n").find(whole[static_cast<std::size_t>(start - 1)]) == std::u32string_view::npos)
    --start;
  const std::u32string_view text = whole.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start));
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= U'0' && text[i] <= U'9'; };
  const auto compares = [&](std::size_t at) {
    return at > 0 && std::u32string_view(U"较比与同于").find(text[at - 1]) != std::u32string_view::npos;
  };
  bool single = false;
  std::size_t last = 0;
  const auto tell = [&](std::size_t at, bool alone) {
    if (compares(at) || at < last) return;
    last = at;
    single = alone;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::u32string_view rest = text.substr(at);
    for (const std::u32string_view word : {U"当月", U"当季", U"单月", U"单季", U"本月", U"本季度"})
      if (rest.starts_with(word)) tell(at, true);
    for (const std::u32string_view word :
         {U"前三季度", U"前三个季度", U"上半年", U"一季度", U"今年以来", U"全年", U"累计"})
      if (rest.starts_with(word)) tell(at, false);
    const bool after_front = at > 0 && (text[at - 1] == U'前' || text[at - 1] == U'第');
    for (const std::u32string_view word : {U"二季度", U"三季度", U"四季度"})
      if (rest.starts_with(word) && !(after_front && text[at - 1] == U'前')) tell(at, true);
    if (!digit(at) || (at > 0 && digit(at - 1))) continue;
    std::size_t i = at;
    while (digit(i)) ++i;
    if (i >= text.size() || i - at > 2) continue;
    const bool to = std::u32string_view(U"-—－–~～至").find(text[i]) != std::u32string_view::npos;
    if (to && digit(i + 1)) {  // 1—9月 from January; 7—9月 a stretch of its own
      std::size_t j = i + 1;
      while (digit(j)) ++j;
      if (j < text.size() && text[j] == U'月') tell(at, !(i - at == 1 && text[at] == U'1'));
      at = j;
      continue;
    }
    if (text[i] != U'月') continue;
    const std::u32string_view behind = text.substr(i + 1);
    // 截至9月, 1月至9月, 1月—9月: where a stretch ends.
    if (at > 0 && std::u32string_view(U"至止到-—－–~～").find(text[at - 1]) != std::u32string_view::npos) {
      tell(at, false);
      continue;
    }
    if (behind.starts_with(U"末") || behind.starts_with(U"底") || (!behind.empty() && digit(i + 1))) {
      tell(at, false);  // 9月末 is a moment, 9月27日 a day
    } else if (behind.starts_with(U"份") || behind.starts_with(U"当月") || behind.starts_with(U"，") ||
               behind.starts_with(U"单月") || base::is_han(behind.empty() ? U'，' : behind.front())) {
      tell(at, true);
    }
  }
  return single;
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

std::string place_opening(std::string_view clause) {
  constexpr std::size_t kFarthest = 24;  // bytes: eight signs, 2025年前三季度
  for (const std::string_view place : {"全国", "全自治区", "全省", "全市"}) {
    const auto at = clause.find(place);
    if (at == std::string_view::npos || at > kFarthest) continue;
    std::string_view lead = clause.substr(0, at);
    const bool compares = ends_with_any(lead, {"于", "居", "占", "在", "比", "与", "较", "列", "入", "获", "超", "为",
                                               "过", "先", "赢", "同", "到", "成"});
    const std::string_view after = clause.substr(at + place.size());
    const bool names_another_thing = after.starts_with("文明") || after.starts_with("首") ||
                                     after.starts_with("重点") || after.starts_with("最") || after.starts_with("第") ||
                                     after.starts_with("前") || after.starts_with("百强") || after.starts_with("性") ||
                                     after.starts_with("唯一") || after.starts_with("平均");
    if (!compares && !names_another_thing) return std::string(place);
  }
  return {};
}

std::optional<std::string> place_looked_at(const reading::Reading& reading, Span span) {
  constexpr std::u32string_view kMarks = U"，,：:；;";
  const std::u32string_view text = reading.text;
  const int floor = std::max(0, span.start - kFarthest);
  int end = std::min(span.start, static_cast<int>(text.size()));
  for (int at = end; at > floor;) {
    --at;
    const char32_t c = text[static_cast<std::size_t>(at)];
    const bool stop = c == U'。' || c == U'！' || c == U'\n';
    if (!stop && kMarks.find(c) == kMarks.npos && at > floor) continue;
    std::string clause = words_of(reading, {at + (stop || kMarks.find(c) != kMarks.npos ? 1 : 0), end});
    for (const std::string_view lead : {"从", "就", "放眼"})
      if (clause.starts_with(lead)) clause.erase(0, lead.size());
    for (const std::string_view tail : {"来看", "看", "而言", "来说", "层面", "范围", "方面"}) {
      if (!clause.ends_with(tail)) continue;
      clause.resize(clause.size() - tail.size());
      for (const std::string_view place :
           {"全国", "全省", "全自治区", "全市", "全县", "全区", "我市", "我县", "我区", "我省"})
        if (clause == place) return std::string(place);
    }
    if (stop) break;
    end = at;
  }
  return std::nullopt;
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
