#include "report/next_targets_page.hpp"

#include <cmath>

#include "base/fixed.hpp"
#include "plan/verdict_words.hpp"

namespace report {
namespace {

using document::DraftParagraph;
using document::DraftTable;
using Role = DraftParagraph::Role;

// 增长5.0%（稳妥）: an option is found in the table of chances by its name.
std::string growth_in_table(const plan::NextTarget& t, double growth) {
  std::string out = base::fixed(growth, 1) + "%" + (t.at_most ? "以内" : "");
  for (const auto& o : plan::options_of(t))
    if (std::abs(o.growth - growth) < 1e-9) out += "（" + o.name + "）";
  return out;
}

std::vector<std::vector<std::string>> past_rows(const plan::NextTarget& t) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& p : t.past) {
    rows.push_back({std::to_string(p.year) + "年", p.words.empty() ? "未查到" : p.words,
                    p.outcome ? p.outcome->to_string() + "%" : "未查到", p.met ? (*p.met ? "完成" : "未完成") : "—"});
  }
  return rows;
}

}  // namespace

document::Draft next_targets_page(const plan::NextTargets& targets, const std::string& area, int year,
                                  const calendar::Date& asof) {
  document::Draft draft;
  draft.title = area + std::to_string(year) + "年主要指标增长目标测算";
  const auto add = [&](Role role, const std::string& text) {
    draft.blocks.emplace_back(DraftParagraph{role, {{text}}});
  };
  add(Role::title, draft.title);
  add(Role::subtitle, "数据截至" + calendar::to_chinese(asof) + "，供研究目标时参考");
  for (const auto& t : targets.targets) {
    add(Role::heading1, t.indicator);
    add(Role::body, plan::argument(t));
    if (!t.past.empty()) {
      draft.blocks.emplace_back(
          DraftTable{{"年份", "目标", t.level ? "实际" : "实际增速", "结果"}, {2, 4, 3, 2}, past_rows(t), true});
    }
    DraftTable chances{{"目标定为", "达到的可能性"}, {3, 3}, {}, true};
    for (const auto& c : plan::shown_candidates(t))
      chances.rows.push_back({growth_in_table(t, c.growth), plan::chance_words(c.chance)});
    draft.blocks.emplace_back(std::move(chances));
    for (const auto& note : t.notes) add(Role::note, note + "。");
  }
  for (const auto& left : targets.left_out) add(Role::note, "未测算：" + left + "。");
  add(Role::note,
      "测算以今年增速为明年的中心，宽窄取自历年增速的年际变动（全国2006—2022年，按本地区历史收缩），不含政策变化和重大"
      "项目的"
      "影响；可能性是公布数不低于该目标的可能性，价格、失业率等控制在多少以内的目标是不高于该目标的可能性。");
  return draft;
}

std::string next_targets_text(const plan::NextTargets& targets, const std::string& area, int year) {
  std::string out = area + std::to_string(year) + "年主要指标增长目标测算\n";
  for (const auto& t : targets.targets) {
    out += "\n" + t.indicator + "\n  " + plan::argument(t) + "\n";
    for (const auto& row : past_rows(t))
      out += "  " + row[0] + "　目标" + row[1] + "　实际" + row[2] + "　" + row[3] + "\n";
    out += "  各档可能性：";
    bool first = true;
    for (const auto& c : plan::shown_candidates(t)) {
      out += (first ? "" : "，") + growth_in_table(t, c.growth) + " " + plan::chance_words(c.chance);
      first = false;
    }
    out += "\n";
    for (const auto& note : t.notes) out += "  注：" + note + "\n";
  }
  for (const auto& left : targets.left_out) out += "未测算：" + left + "\n";
  return out;
}

}  // namespace report
