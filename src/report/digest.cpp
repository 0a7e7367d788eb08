#include "report/digest.hpp"

#include <algorithm>
#include <map>

#include "plan/orders_offices.hpp"
#include "report/rule_english.hpp"
#include "report/status_words.hpp"

namespace report {
namespace {

using plan::TargetStatus;
using plan::Verdict;

int gravity(Verdict verdict) {
  return verdict == Verdict::missed ? 3 : verdict == Verdict::off_track ? 2 : verdict == Verdict::at_risk ? 1 : 0;
}

// The area's own body for development and reform: 某区 + 区发展和改革局 → 某区发展和改革局.
std::string signing_office(const reading::Reading& reading) {
  const auto where = plan::jurisdiction_of(reading);
  const auto body = plan::Offices::in_force().body("发展和改革", where);
  if (reading.area.empty()) return body;
  const bool prefixed = !where.prefix.empty() && body.starts_with(where.prefix);
  return reading.area + (prefixed ? body.substr(where.prefix.size()) : body);
}

}  // namespace

Digest digest_of(const RunFindings& run) {
  JC_ASSERT(run.reading != nullptr);
  Digest d;
  d.area = run.reading->area.empty() ? "本地区" : run.reading->area;
  d.office = signing_office(*run.reading);
  d.year = run.reading->plan_year > 0 ? std::to_string(run.reading->plan_year) + "年" : std::string();
  d.asof = calendar::to_chinese(run.asof);
  for (const auto& status : run.targets) {
    (is_headline(status) ? d.headline : d.others).push_back(&status);
    const auto v = static_cast<std::size_t>(status.verdict);
    ++d.count[v];
    if (is_headline(status)) ++d.headline_count[v];
    if (gravity(status.verdict) > 0) d.risky.push_back(&status);
    if (status.verdict == Verdict::awaiting_value) {
      d.awaiting.push_back(&status);
    } else if (status.verdict == Verdict::no_data && status.handed_in) {
      d.handed_in.push_back(&status);
    } else if (status.verdict == Verdict::no_data) {
      d.without_data.push_back(&status);
    } else {
      ++d.judged;
    }
  }
  auto headline_first = [](const TargetStatus* a, const TargetStatus* b) {
    return is_headline(*a) && !is_headline(*b);
  };
  std::stable_sort(d.awaiting.begin(), d.awaiting.end(), headline_first);
  std::stable_sort(d.without_data.begin(), d.without_data.end(), headline_first);
  std::stable_sort(d.risky.begin(), d.risky.end(), [](const TargetStatus* a, const TargetStatus* b) {
    if (is_headline(*a) != is_headline(*b)) return is_headline(*a);
    if (gravity(a->verdict) != gravity(b->verdict)) return gravity(a->verdict) > gravity(b->verdict);
    return a->probability.value_or(0) < b->probability.value_or(0);
  });
  for (const auto& finding : run.check.findings) {
    if (finding.severity == plan::Severity::error) ++d.errors;
    if (finding.severity == plan::Severity::warning) ++d.warnings;
    if (finding.severity == plan::Severity::note) ++d.notes;
  }
  return d;
}

std::string verdict_counts(const std::array<int, 7>& count) {
  std::string out;
  for (auto verdict : {Verdict::met, Verdict::on_track, Verdict::at_risk, Verdict::off_track, Verdict::missed}) {
    const int n = count[static_cast<std::size_t>(verdict)];
    if (n > 0) out += (out.empty() ? "" : "、") + plan::to_chinese(verdict) + std::to_string(n) + "项";
  }
  return out;
}

std::string names_of(const std::vector<const TargetStatus*>& statuses, int budget) {
  std::string out;
  int used = 0;
  std::vector<std::string> seen;
  for (const auto* status : statuses) {
    const auto name = shortened(name_of(*status), 20);
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) continue;
    const int size = static_cast<int>(base::u32(name).size()) + 1;
    if (used + size > budget && !seen.empty()) return out + "等" + std::to_string(statuses.size()) + "项";
    out += (out.empty() ? "" : "、") + name;
    used += size;
    seen.push_back(name);
  }
  return out;
}

std::string verdict_label(Verdict verdict) {
  const char* mark = "○ ";
  switch (verdict) {
    case Verdict::met:
      mark = "✓ ";
      break;
    case Verdict::on_track:
      mark = "○ ";
      break;
    case Verdict::at_risk:
      mark = "▲ ";
      break;
    case Verdict::off_track:
      mark = "● ";
      break;
    case Verdict::missed:
      mark = "✕ ";
      break;
    case Verdict::awaiting_value:
      return "◇ 待下达";
    case Verdict::no_data:
      return "— 无数据";
  }
  return mark + plan::to_chinese(verdict);
}

document::SheetCell::Tone verdict_tone(Verdict verdict) {
  using Tone = document::SheetCell::Tone;
  switch (verdict) {
    case Verdict::met:
    case Verdict::on_track:
      return Tone::good;
    case Verdict::at_risk:
      return Tone::watch;
    case Verdict::off_track:
    case Verdict::missed:
      return Tone::bad;
    case Verdict::awaiting_value:
    case Verdict::no_data:
      break;
  }
  return Tone::muted;
}

namespace {

struct RuleWords {
  const char* wrong;    // what was found
  const char* topic;    // what was compared
  const char* english;  // what was found
};

const RuleWords* words_of(const std::string& rule) {
  static const std::map<std::string, RuleWords> words = {
      {"adjusted-without-headline", {"只写调整口径增速，未写同比", "增速口径", "only the adjusted growth is given"}},
      {"basis-unstated", {"增速口径未写明", "增速口径", "the basis of a growth is not said"}},
      {"date-impossible", {"日期不存在", "日期", "no such date"}},
      {"derived-growth",
       {"推算增速与公布不符", "由差值推算的增速",
        "growth worked out from a difference disagrees with the published one"}},
      {"documents-disagree", {"与其他文件不一致", "与其他文件", "another document says otherwise"}},
      {"asof-year",
       {"截至日期与计划的年份对不上", "截至日期与计划的年份", "the day of looking does not fit the plan's year"}},
      {"fact-contradiction", {"公布数互相矛盾", "公布数之间", "published figures contradict each other"}},
      {"from-to", {"起止数与增幅不符", "起止数与增幅", "from, to and change do not agree"}},
      {"growth-differs", {"增速与公布数不符", "增速与公布数", "growth differs from the published one"}},
      {"growth-gap", {"增速之差算错", "增速之差", "the distance between two growths is another"}},
      {"growth-vs-levels", {"增速与两年总量不符", "增速与两年总量", "growth does not fit the levels of the two years"}},
      {"heading-numbering", {"标题序号不连续", "标题序号", "headings are not numbered in order"}},
      {"numbers-disagree", {"前后数字不一致", "前后数字", "two numbers for one thing"}},
      {"out-of-reach", {"目标明显够不着", "目标是否可达", "the target is out of reach"}},
      {"parts-exceed-whole", {"分项超过总数", "分项与总数", "parts are more than the whole"}},
      {"parts-vs-sum", {"分项之和与总数不符", "分项之和与总数", "parts do not add up to the whole"}},
      {"problem-without-measure", {"问题没有对应举措", "问题与举措", "a problem without a measure"}},
      {"project-count", {"项目个数与合计不符", "项目个数", "the number of projects does not fit the total"}},
      {"project-fell",
       {"项目累计投资比上月还少", "项目累计投资", "a project's investment to date fell below last month's"}},
      {"project-month-over-year",
       {"项目本月投资大于累计", "项目本月与累计", "a project's month is more than its year to date"}},
      {"project-over-total", {"项目累计完成超过总投资", "项目累计与总投资", "a project has spent more than its total"}},
      {"project-plan-changed", {"项目年度计划有变", "项目年度计划", "a project's plan of the year changed"}},
      {"project-rate", {"项目完成率与投资额不符", "项目完成率", "a project's rate does not fit its amounts"}},
      {"project-total-sum", {"项目之和与合计不符", "项目之和与合计", "projects do not add up to the total"}},
      {"project-twice", {"项目重复", "项目重复", "a project stands twice"}},
      {"project-unit-slip", {"项目金额单位疑似写错", "项目金额单位", "a project's amount is probably in another unit"}},
      {"project-vanished", {"上月的项目不见了", "项目增减", "a project of last month is gone"}},
      {"report-projects-count",
       {"报告的项目个数与项目表不符", "报告与项目表", "report and project sheet count differently"}},
      {"report-projects-growth",
       {"项目计划撑不起投资目标", "投资目标与项目计划", "the projects' plans do not carry the investment target"}},
      {"report-projects-money",
       {"报告的项目投资与项目表不符", "报告与项目表", "report and project sheet give different investment"}},
      {"promise-without-outcome", {"上年目标没有交代结果", "上年目标与结果", "last year's target has no outcome"}},
      {"qualifier-overstates", {"修饰词言过其实", "修饰词与公布数", "a word says more than the number"}},
      {"rank", {"位次不一致", "位次", "ranks disagree"}},
      {"rank-disagrees", {"位次不一致", "位次", "ranks disagree"}},
      {"scope-drift", {"统计范围被放宽", "统计范围", "a narrower figure is told as the whole"}},
      {"share-of-levels", {"占比与总量不符", "占比与总量", "the share is not the quotient of its levels"}},
      {"share-over-100", {"占比超过100%", "占比", "a share over 100 %"}},
      {"streak", {"连续年数（次数）接不上", "连续年数（次数）", "a run of years does not continue"}},
      {"streak-continues", {"连续年数（次数）接不上", "连续年数（次数）", "a run of years does not continue"}},
      {"target-below-outcome", {"目标低于上年结果", "目标与上年结果", "the target is below last year's outcome"}},
      {"target-without-outcome",
       {"目标没有上年结果可比", "目标与上年结果", "the target has no outcome of last year to compare with"}},
      {"uncompared", {"没有和公布数比", "和公布数", "not held against published figures"}},
      {"unit-slip", {"万、亿等单位疑似写错", "单位", "probably the wrong unit (万, 亿)"}},
      {"value-differs", {"数值与公布数不符", "数值与公布数", "value differs from the published one"}},
      {"year-taken", {"年份是推断的", "年份", "the year was inferred"}}};
  const auto at = words.find(rule);
  return at == words.end() ? nullptr : &at->second;
}

}  // namespace

std::string rule_words(const std::string& rule) {
  const auto* words = words_of(rule);
  return words == nullptr ? "其他核对（" + rule + "）" : words->wrong;
}

std::string rule_english(const std::string& rule) {
  const auto* words = words_of(rule);
  return words == nullptr ? "another check" : words->english;
}

std::string rule_topic(const std::string& rule) {
  const auto* words = words_of(rule);
  return words == nullptr ? "其他核对（" + rule + "）" : words->topic;
}

std::string balanced_title(const std::vector<std::string>& pieces) {
  constexpr double widest = 20;  // characters of 二号 in a line
  auto width = [](const std::string& text) {
    double w = 0;
    for (char32_t c : base::u32(text)) w += c < 0x2000 ? 0.55 : 1;
    return w;
  };
  std::string out, line;
  for (const auto& piece : pieces) {
    if (!line.empty() && width(line + piece) > widest) {
      out += line + "\n";
      line.clear();
    }
    line += piece;
  }
  return out + line;
}

std::string severity_words(plan::Severity severity) {
  switch (severity) {
    case plan::Severity::error:
      return "差错";
    case plan::Severity::warning:
      return "疑点";
    case plan::Severity::note:
      break;
  }
  return "提示";
}

}  // namespace report
