#include "reading/named_things.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/action_words.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

constexpr std::initializer_list<View> kWorks = {
    U"项目",   U"工程",   U"基地",     U"园区",   U"产业园", U"科技园", U"分园区", U"医院", U"水库",   U"机场",
    U"铁路",   U"高铁",   U"高速公路", U"高速",   U"大桥",   U"隧道",   U"港区",   U"码头", U"体育场", U"体育馆",
    U"图书馆", U"博物馆", U"纪念馆",   U"展览馆", U"火车站", U"电站",   U"电厂",   U"水厂", U"公园",   U"广场",
    U"小镇",   U"示范区", U"试验区",   U"新区",   U"创新区", U"商圈",   U"大厦",   U"中心", U"实验室", U"枢纽",
    U"综合体", U"学校",   U"中学",     U"小学",   U"大学",   U"学院",   U"步行街", U"街区", U"平台",   U"灌区",
    U"泵站",   U"管廊",   U"线路",     U"地块",   U"二期",   U"一期"};
constexpr std::initializer_list<View> kBodies = {
    U"专班",   U"领导小组", U"指挥部", U"委员会", U"管委会",     U"办公室",     U"发展和改革局", U"发展改革局",
    U"财政局", U"税务局",   U"商务局", U"教育局", U"应急管理局", U"生态环境局", U"集团",         U"公司",
    U"协会",   U"联合会",   U"促进会", U"商会",   U"联盟",       U"服务机构",   U"安全办",       U"研究院"};
// Words that make a noun common: 一批项目, 重点工程.
constexpr std::initializer_list<View> kCommon = {
    U"一批", U"重点",   U"重大", U"各类", U"更多", U"若干", U"系列", U"新型", U"优质", U"所有", U"相关", U"各",
    U"老旧", U"国家级", U"省级", U"市级", U"县级", U"高端", U"大型", U"中小", U"全区", U"全市", U"全省", U"城乡"};

View without_lead_verbs(View s) {
  const ActionWords& lexicon = ActionWords::builtin();
  constexpr WordRoles kSkip = WordRole::adverb | WordRole::verbal_adverb | WordRole::act | WordRole::nominal |
                              WordRole::abstract_result | WordRole::strive | WordRole::result | WordRole::manner;
  for (int guard = 0; guard < 6; ++guard) {
    const WordMatch m = lexicon.at_start(s, kSkip);
    if (m.length == 0 || static_cast<std::size_t>(m.length) + 2 >= s.size()) break;
    s.remove_prefix(static_cast<std::size_t>(m.length));
  }
  return s;
}

// 名 of a place, a person or a work; 数字平台 and 运动中心 could stand anywhere.
bool is_proper(View name, std::size_t shortest = 3) {
  if (name.size() < shortest || name.size() > 30) return false;
  if (words::starts_with(name, kCommon) > 0 ||
      words::has_any(name, {U"一批", U"更多", U"若干", U"各类", U"等", U"领域", U"方面"}))
    return false;
  if (View(U"“《").find(name.front()) != View::npos) return true;
  return !words::is_digit(name.front()) && !words::has_any(name, {U"个", U"项工程"});
}

// Before a word such as 平台 or 中心 only a place makes a name; before 医院 or 水库 any word does.
bool names_a_place(View head) {
  for (const char32_t c : head) {
    if (View(U"路街山河湖江涌岛镇村县湾桥庄岗港城海川洲州坝岭溪源").find(c) != View::npos) return true;
  }
  return words::has_any(head, {U"国际", U"省", U"大学", U"国家", U"区", U"东", U"南", U"西", U"北"});
}

void add(std::vector<std::string>& out, View name) {
  const std::string s = words::joined(name);
  if (std::find(out.begin(), out.end(), s) == out.end()) out.push_back(s);
}

// Pieces between separators that stand outside quotes and brackets.
std::vector<View> pieces_of(View s, const words::CharSet& separators) {
  static constexpr words::CharSet kOpen(U"“‘（(《"), kClose(U"”’）)》");
  std::vector<View> out;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= s.size(); ++i) {
    if (i < s.size() && kOpen.has(s[i])) ++depth;
    if (i < s.size() && kClose.has(s[i])) depth = std::max(0, depth - 1);
    if (i == s.size() || (depth == 0 && separators.has(s[i]))) {
      if (i > start) out.push_back(s.substr(start, i - start));
      start = i + 1;
    }
  }
  return out;
}

// “甲”品牌 → “甲”; “乙”实验区 → “乙”实验区; “丙”“丁”两项工程 → both.
void add_quoted(View clause, std::vector<std::string>& out) {
  for (std::size_t i = 0; i < clause.size(); ++i) {
    if (clause[i] != U'“') continue;
    const auto close = clause.find(U'”', i + 1);
    if (close == View::npos) return;
    const View name = clause.substr(i, close + 1 - i), after = clause.substr(close + 1);
    const auto brand = after.find(U"品牌");
    std::size_t next_quote = std::min(after.find(U'“'), after.size());
    if (brand != View::npos && brand <= 10 && brand < next_quote) add(out, name);
    for (const View kind : {View(U"实验区"), View(U"示范区"), View(U"项目库"), View(U"项目"), View(U"平台"),
                            View(U"基地"), View(U"工作室")}) {
      if (!after.starts_with(kind)) continue;
      add(out, clause.substr(i, close + 1 + kind.size() - i));
      break;
    }
    // Names side by side under one count of works.
    const auto works = std::min(after.find(U"项工程"), after.find(U"大工程"));
    if (works != View::npos && (after.starts_with(U"“") || after.starts_with(U"、“") || works <= 2)) add(out, name);
    i = close;
  }
}

}  // namespace

bool opens_with_a_work(View s) {
  static constexpr words::CharSet kStops(U"，,；;。、：:");
  const ActionWords& lexicon = ActionWords::builtin();
  constexpr std::size_t kShortest = 4;
  const View name = without_lead_verbs(s);
  for (std::size_t i = 0; i < name.size() && !kStops.has(name[i]); ++i) {
    if (i < kShortest) continue;
    const bool deed =
        words::is_digit(name[i]) || lexicon.at_start(name.substr(i), WordRole::act | WordRole::completion).length > 1;
    if (deed && words::ends_with(name.substr(0, i), kWorks) && is_proper(name.substr(0, i))) return true;
  }
  return false;
}

std::vector<std::string> named_projects(View measure) {
  static const words::Set works(kWorks);
  static constexpr words::CharSet kMarks(U"，,；;："), kListMarks(U"、"), kPartMarks(U"、和及与");
  std::vector<std::string> out;
  if (measure.find_first_of(U"等“") == View::npos && !works.in(measure)) return out;
  for (const View clause : pieces_of(measure, kMarks)) {
    // 甲、乙等项目: every member of the list.
    const auto etc = clause.find(U'等');
    const bool listed =
        etc != View::npos &&
        words::has_any(clause.substr(etc, 14),
                       {U"项目", U"工程", U"园区", U"商圈", U"基地", U"平台", U"楼宇", U"地块", U"线路", U"水库",
                        U"水质", U"片区", U"景区", U"医院", U"学校", U"街区", U"站点", U"通道", U"河流", U"湖泊"}) &&
        !words::has_any(clause.substr(etc, 14), {U"领域", U"方面", U"行业"});
    if (listed) {
      for (const View member : pieces_of(without_lead_verbs(clause.substr(0, etc)), kListMarks)) {
        const auto of = member.rfind(U'的');
        const View name = of == View::npos ? member : member.substr(of + 1);
        if (is_proper(name, 2)) add(out, name);
      }
      continue;
    }
    for (const View part : works.in(clause) ? pieces_of(clause, kPartMarks) : std::vector<View>()) {
      if (!works.in(part)) continue;
      const View name = without_lead_verbs(part);
      const words::Seen seen(name);
      for (const View tail : kWorks) {
        if (!seen.may_hold(tail)) continue;
        const auto at = name.rfind(tail);
        if (at == View::npos || at < 2) continue;
        View whole = name.substr(0, at + tail.size());
        View rest = name.substr(at + tail.size());
        if (words::starts_with(rest, {U"一期", U"二期", U"三期"}) > 0) {
          whole = name.substr(0, whole.size() + 2);
          rest.remove_prefix(2);
        }
        if (whole.starts_with(U"《")) whole.remove_prefix(1);
        const bool common_tail = words::starts_with(tail, {U"平台", U"中心", U"商圈", U"街区", U"步行街", U"线路",
                                                           U"地块", U"学校", U"基地", U"园区", U"工程", U"项目"}) > 0;
        if (common_tail && !names_a_place(name.substr(0, at)) && name.front() != U'“') continue;
        const bool ends_here = rest.empty() || words::starts_with(rest, {U"建设", U"改造", U"开发", U"等", U"扩容",
                                                                         U"二期", U"招商", U"运营", U"征拆"}) > 0;
        if (ends_here && is_proper(whole) && !words::has(whole, U"的")) {
          add(out, whole);
          break;
        }
      }
    }
    add_quoted(clause, out);
  }
  return out;
}

std::vector<std::string> named_parties(View measure) {
  static const words::Set bodies(kBodies);
  static constexpr words::CharSet kMarks(U"，,；;：、和与");
  if (!bodies.in(measure)) return {};
  std::vector<std::string> out;
  for (const View clause : pieces_of(measure, kMarks)) {
    if (!bodies.in(clause)) continue;
    const View name = without_lead_verbs(clause);
    const words::Seen seen(name);
    for (const View tail : kBodies) {
      if (!seen.may_hold(tail)) continue;
      const auto at = name.find(tail);
      if (at == View::npos || at < 2) continue;
      const View whole = name.substr(0, at + tail.size());
      const bool cut_quote =
          std::count(whole.begin(), whole.end(), U'“') != std::count(whole.begin(), whole.end(), U'”');
      if (is_proper(whole) && !cut_quote && !words::has(whole, U"的")) {
        add(out, whole);
        break;
      }
    }
  }
  return out;
}

}  // namespace reading
