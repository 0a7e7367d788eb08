#include "reading/speaker.hpp"

#include <algorithm>
#include <map>

#include "reading/role_words.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

bool is_area_tail(char32_t c) { return View(U"省市区县旗盟州").find(c) != View::npos; }

// 省, 市, 区 alone, 本市, 我区 name no area.
bool names_an_area(View s) {
  if (s.size() < 2 || !is_area_tail(s.back())) return false;
  if (words::starts_with(s, {U"我", U"本", U"全", U"各", U"该"}) > 0 && s.size() <= 3) return false;
  if (s == U"自治区" || s == U"自治州" || s == U"自治县" || s == U"地区") return false;
  return std::all_of(s.begin(), s.end(), base::is_han);
}

// The Han characters that end right before `at`, at most `most`.
View han_before(View text, std::size_t at, std::size_t most) {
  std::size_t start = at;
  while (start > 0 && at - start < most && base::is_han(text[start - 1])) --start;
  return text.substr(start, at - start);
}

// The last month of the part of a year from January that is named at the start of `s`: 上半年 is 6, 1—9月 is 9; 0 for
// none.
int part_of_year_at(View s) {
  constexpr std::pair<View, int> kParts[] = {{U"上半年", 6}, {U"前三季度", 9}, {U"一季度", 3}};
  for (const auto& [word, months] : kParts)
    if (s.starts_with(word)) return months;
  if (s.size() < 4 || base::to_half_width(s[0]) != U'1' || View(U"-—－–~～至").find(s[1]) == View::npos) return 0;
  int months = 0;
  std::size_t i = 2;
  for (; i < s.size() && i < 4 && words::is_digit(s[i]); ++i)
    months = months * 10 + static_cast<int>(base::to_half_width(s[i]) - U'0');
  return i < s.size() && s[i] == U'月' && months > 1 && months < 12 ? months : 0;
}

int part_of_year_in(View s) {
  for (std::size_t i = 0; i < s.size(); ++i)
    if (const int months = part_of_year_at(s.substr(i)); months > 0) return months;
  return 0;
}

// 10月, 十月, 十二月 at the start of `s`; 0 for none.
int month_at(View s) {
  const auto end = s.substr(0, 3).find(U'月');
  if (end == View::npos || end == 0) return 0;
  int value = 0;
  for (std::size_t i = 0; i < end; ++i) {
    const char32_t c = base::to_half_width(s[i]);
    if (c >= U'0' && c <= U'9')
      value = value * 10 + static_cast<int>(c - U'0');
    else if (c == U'十')
      value += 10;
    else if (const auto at = View(U"一二三四五六七八九").find(c); at != View::npos)
      value += static_cast<int>(at) + 1;
  }
  return value;
}

// The months of which a text tells that says nothing of them in its title: 今年以来，…… and 前三季度，…… open its first
// long paragraph. 12 for 今年以来; 0 for neither.
int months_opened_with(View text, const std::vector<OutlineLine>& lines) {
  constexpr std::size_t kFront = 8, kParagraph = 30;
  for (std::size_t i = 0; i < lines.size() && i < kFront; ++i) {
    View line = base::slice(text, lines[i].line.span);
    if (line.size() < kParagraph) continue;
    if (line.starts_with(U"今年以来")) return 12;
    if (line.starts_with(U"今年")) line.remove_prefix(2);
    return part_of_year_at(line);
  }
  return 0;
}

// 2024年，桐岭县实现……: the one place that is said to have done so, where sentences of the first lines open with it.
std::u32string place_that_achieves(View top) {
  static constexpr View kDistricts[] = {U"开发区", U"高新区", U"经开区", U"园区", U"城区", U"景区",  U"社区",
                                        U"地区",   U"新区",   U"辖区",   U"片区", U"山区", U"示范区"};
  std::u32string found;
  for (const View verb : {View(U"实现"), View(U"完成")}) {
    for (auto at = top.find(verb); at != View::npos; at = top.find(verb, at + 2)) {
      const View before = han_before(top, at, 12);
      const View place = before.substr(before.rfind(U'年') == View::npos ? 0 : before.rfind(U'年') + 1);
      if (place.size() < 3 || place.size() > 8 || !names_an_area(place)) continue;
      if (words::starts_with(place, {U"我", U"本", U"全", U"各", U"该"}) > 0) continue;
      if (std::ranges::any_of(kDistricts, [&](View tail) { return place.ends_with(tail); })) continue;
      if (!found.empty() && found != place) return {};
      found = place;
    }
  }
  return found;
}

}  // namespace

std::u32string smallest_area(View written) {
  View s = written;
  // 现将某县2024年……报告如下, 我向大会报告某县……: who speaks comes behind the words of address.
  for (bool again = true; again;) {
    again = false;
    for (const View lead : {View(U"我向大会报告"), View(U"向大会报告"), View(U"大会报告"), View(U"现就"), View(U"现将"),
                            View(U"现把"), View(U"关于"), View(U"将"), View(U"受"), View(U"在")}) {
      if (!s.starts_with(lead)) continue;
      s.remove_prefix(lead.size());
      again = true;
    }
  }
  while (!s.empty() && !is_area_tail(s.back())) s.remove_suffix(1);
  if (!names_an_area(s)) return {};
  auto drop = [&](View tail, std::size_t shortest) {
    const auto at = s.find(tail, shortest);
    if (at == View::npos || at + tail.size() >= s.size()) return;
    const View rest = s.substr(at + tail.size());
    if (names_an_area(rest)) s = rest;
  };
  if (!s.ends_with(U"自治区") || s.find(U"自治区") + 3 < s.size()) drop(U"自治区", 2);
  drop(U"省", 2);
  drop(U"自治州", 1);
  drop(U"地区", 2);
  drop(U"盟", 2);
  drop(U"市", 2);
  return std::u32string(s);
}

int year_at(View s) {
  if (s.size() < 5) return 0;
  int value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const char32_t c = base::to_half_width(s[i]);
    int digit = 0;
    if (c >= U'0' && c <= U'9') {
      digit = static_cast<int>(c - U'0');
    } else if (c == U'〇' || c == U'○' || c == U'零') {
      digit = 0;
    } else if (const auto at = View(U"一二三四五六七八九").find(c); at != View::npos) {
      digit = static_cast<int>(at) + 1;
    } else {
      return 0;
    }
    value = value * 10 + digit;
  }
  return s[4] == U'年' && value >= 1978 && value <= 2100 ? value : 0;
}

std::string find_area(View text, const std::vector<OutlineLine>& lines, const std::string& file) {
  std::map<std::u32string, int> votes;
  auto vote = [&](View written, int weight) {
    const std::u32string area = smallest_area(written);
    if (!area.empty()) votes[area] += weight;
  };
  const std::size_t head = std::min<std::size_t>(text.size(), 3000);
  const View top = text.substr(0, head);
  for (auto at = top.find(U"人民政府"); at != View::npos; at = top.find(U"人民政府", at + 4)) {
    View before = han_before(top, at, 24);
    for (const View lead : {View(U"我代表"), View(U"受"), View(U"代表"), View(U"现将")}) {
      const auto cut = before.rfind(lead);
      if (cut == View::npos) continue;
      vote(before.substr(cut + lead.size()), 8);
      before = {};
      break;
    }
    if (!before.empty()) vote(before, 2);
  }
  for (auto at = top.find(U"人民代表大会"); at != View::npos; at = top.find(U"人民代表大会", at + 6)) {
    View before = top.substr(at > 40 ? at - 40 : 0, std::min<std::size_t>(at, 40));
    const auto in = before.rfind(U'在');
    if (in == View::npos) continue;
    before = before.substr(in + 1);
    // 广州市越秀区第十七届
    vote(before.substr(0, std::min({before.find(U'第'), before.find(U"十"), before.find(U"一"), before.size()})), 6);
  }
  for (const OutlineLine& o : lines) {
    if (static_cast<std::size_t>(o.line.span.start) > head) break;
    const View line = base::slice(text, o.line.span);
    if (line.size() > 60) continue;
    for (const View title : {View(U"国民经济和社会发展"), View(U"政府工作报告"), View(U"经济社会发展")}) {
      const auto at = line.find(title);
      if (at == View::npos) continue;
      View before = line.substr(0, at);
      for (std::size_t i = 0; i < before.size(); ++i) {
        if (year_at(before.substr(i)) == 0) continue;
        vote(han_before(before, i, 20), 5);
        vote(before.substr(i + 5), 5);
      }
      vote(before.substr(before.find(U"关于") == View::npos ? 0 : before.find(U"关于") + 2), 4);
    }
    // 桐岭县2025年前三季度经济运行情况
    if (&o == &lines.front() && has_heading_word(line, "account") && part_of_year_in(line) > 0) {
      for (std::size_t i = 1; i < line.size(); ++i)
        if (year_at(line.substr(i)) > 0 && is_area_tail(line[i - 1])) vote(han_before(line, i, 20), 3);
    }
    for (const View office : {View(U"发展和改革"), View(U"发展改革"), View(U"省长"), View(U"市长"), View(U"区长"),
                              View(U"县长"), View(U"主席"), View(U"旗长")}) {
      const auto at = line.find(office);
      if (at == View::npos || at == 0) continue;
      View before = han_before(line, at, 24);
      if (before.ends_with(U"人民政府")) before.remove_suffix(4);
      vote(before, 3);
    }
  }
  if (votes.empty()) vote(place_that_achieves(top), 1);
  if (votes.empty()) {
    const std::u32string name = base::u32(file);
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (!is_area_tail(name[i])) continue;
      if (i + 1 < name.size() && is_area_tail(name[i + 1])) continue;
      vote(han_before(name, i + 1, 20), 1);
    }
  }
  const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second, a.first.size()) < std::pair(b.second, b.first.size());
  });
  return best == votes.end() ? std::string() : base::to_utf8(best->first);
}

std::optional<int> months_of_this_year(View text) {
  std::optional<int> last;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'今' && text.substr(i).starts_with(U"今年以来")) last = std::max(last.value_or(0), 0);
    // 2024年前三季度 is of a year of its own, 四季度要…… of the time to come.
    if (i > 0 && text[i - 1] == U'年' && !(i > 1 && text[i - 2] == U'今')) continue;
    if (const int months = part_of_year_at(text.substr(i)); months > 0) last = std::max(last.value_or(0), months);
  }
  return last;
}

ReportYears find_years(View text, const std::vector<OutlineLine>& lines, int unsaid) {
  std::map<int, int> report, plan;
  auto look_at_title = [&](View title, int weight) {
    for (std::size_t i = 0; i + 4 < title.size(); ++i) {
      const int year = year_at(title.substr(i));
      if (year == 0) continue;
      View after = title.substr(i + 5);
      // What is said of this year reaches to the next year named.
      std::size_t end = after.size();
      for (std::size_t j = 0; j + 4 < after.size(); ++j) {
        if (year_at(after.substr(j)) > 0) {
          end = j;
          break;
        }
      }
      after = after.substr(0, end);
      if (after.starts_with(U"政府工作报告") || has_heading_word(after, "plan") || after.find(U"预期") != View::npos) {
        if (has_heading_word(after, "review")) {
          report[year] += weight;
        } else {
          plan[year] += weight;
        }
      } else if (has_heading_word(after, "review") || after.find(U"工作") != View::npos) {
        report[year] += weight;
      }
    }
  };
  bool half_year = false;
  int months = 0;  // that a title on part of a year names
  for (const OutlineLine& o : lines) {
    const View line = base::slice(text, o.line.span);
    // A title says so as well as a heading does.
    if (&o == &lines.front() && line.size() <= 80 && !o.mark &&
        (has_heading_word(line, "review") || has_heading_word(line, "account"))) {
      months = part_of_year_in(line);
      // 2024年工作总结和2025年一季度工作计划 tells of no quarter.
      if (months == 3 && has_heading_word(line, "plan")) months = 0;
      half_year = months > 0;
      for (std::size_t i = 0; months > 0 && i + 5 < line.size(); ++i)
        if (const int year = year_at(line.substr(i)); year > 0 && part_of_year_at(line.substr(i + 5)) > 0)
          report[year] += 3;
    }
    if (o.level == 1) {
      const View title = base::slice(text, o.title);
      look_at_title(title, 6);
      half_year =
          half_year || words::has_any(title, {U"上半年", U"下半年", U"前三季度", U"三季度", U"1-6月", U"1—6月"});
    } else if (line.size() <= 60 && o.line.span.start < 1500) {
      look_at_title(line, 3);
    } else if (const auto at = std::min(line.find(U"预期目标"), line.find(U"主要目标")); at != View::npos) {
      look_at_title(line.substr(at > 40 ? at - 40 : 0, 60), 2);
    } else if (const auto named = line.find(U"国民经济和社会发展计划");
               named != View::npos && o.line.span.start < 1500) {
      // ……就某省2022年国民经济和社会发展计划执行情况与2023年……计划草案作报告
      look_at_title(line.substr(named > 8 ? named - 8 : 0, 60), 1);
    }
  }
  // A text without years in its title that opens with 今年以来 or 前三季度 tells of the year in which it was made.
  if (months == 0 && report.empty() && plan.empty()) months = months_opened_with(text, lines);
  // The day of the congress: a plan for the year is laid before it in the year's first half.
  const View top = text.substr(0, std::min<std::size_t>(text.size(), 1500));
  for (std::size_t i = 0; i + 5 < top.size(); ++i) {
    const int year = year_at(top.substr(i));
    const View rest = top.substr(i + 5);
    if (year == 0 || !(words::is_digit(rest.front()) || words::is_han_digit(rest.front()))) continue;
    const auto month = rest.find(U'月');
    if (month == View::npos || month > 2) continue;
    if (months > 0) {
      // 2025年10月27日 over 前三季度: of that year, unless those months were still to come.
      half_year = true;
      if (report.empty()) report[months == 12 || month_at(rest) > months ? year : year - 1] += 2;
      break;
    }
    const bool late =
        rest.starts_with(U"十二") || rest.starts_with(U"12") || rest.starts_with(U"十一") || rest.starts_with(U"11");
    plan[late ? year + 1 : year] += 2;
    break;
  }
  auto best = [](const std::map<int, int>& votes) {
    int year = 0, most = 0;
    for (const auto& [y, n] : votes) {
      if (n >= most) year = y, most = n;
    }
    return year;
  };
  if (unsaid > 0 && report.empty() && plan.empty()) {
    report[unsaid] += 1;
    half_year = true;
  }
  ReportYears years;
  years.half_year = half_year;
  years.report = best(report);
  years.plan = best(plan);
  if (half_year && years.report > 0) years.plan = years.report;
  if (years.plan == 0 && years.report > 0) years.plan = years.report + 1;
  if (years.report == 0 && years.plan > 0) years.report = years.plan - 1;
  // Looking back on five years names other years: the year before the plan is the one reported.
  if (!half_year && years.plan > 0 && years.report >= years.plan) years.report = years.plan - 1;
  return years;
}

}  // namespace reading
