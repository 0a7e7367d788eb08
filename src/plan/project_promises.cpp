#include "plan/project_promises.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "plan/project_amounts.hpp"
#include "reading/policy_due.hpp"

namespace plan {
namespace {

using projects::find_project;
using reading::Project;
using reading::Stage;
using View = std::u32string_view;

constexpr View kNumerals = U"一二三四五六七八九十0123456789";

// 岚湖大道三期 is not the 岚湖大道 of another row.
bool goes_on(View behind) {
  const auto end = behind.find_first_not_of(kNumerals);
  return end != 0 && end != View::npos && View(U"期号标段批").find(behind[end]) != View::npos;
}

// Where the row's name stands in the words, with or without 项目 at its end; empty: nowhere.
base::Span name_in(View words, const std::string& row) {
  constexpr std::size_t kShortest = 4;
  const std::u32string whole = base::u32(row);
  View name = base::trim(whole);
  for (const View tail : {View(U""), View(U"建设项目"), View(U"建设工程"), View(U"项目"), View(U"工程")}) {
    if (!name.ends_with(tail)) continue;
    const View bare = name.substr(0, name.size() - tail.size());
    if (bare.size() < kShortest) continue;
    const auto at = words.find(bare);
    if (at == View::npos || goes_on(words.substr(at + bare.size()))) continue;
    return {static_cast<int>(at), static_cast<int>(at + bare.size())};
  }
  return {};
}

std::string without(std::u32string text, std::initializer_list<View> words) {
  for (const View word : words)
    for (auto at = text.find(word); at != std::u32string::npos; at = text.find(word)) text.erase(at, word.size());
  return base::to_utf8(base::trim(text));
}

}  // namespace

std::vector<NamedProject> named_projects(const reading::Reading& report, const reading::ProjectSheet& sheet) {
  std::vector<NamedProject> out;
  const auto told = [&](const std::string& row, const base::Span& measure) {
    return std::ranges::any_of(out, [&](const auto& n) { return n.row == row && n.span == measure; });
  };
  for (const auto& measure : report.measures) {
    if (measure.span.empty() || measure.span.start < 0 || measure.span.end > static_cast<int>(report.text.size()))
      continue;
    const View words = base::slice(report.text, measure.span);
    const bool built = std::ranges::any_of(std::array<View, 11>{U"建设", U"开工", U"竣工", U"建成", U"封顶", U"动工",
                                                                U"完工", U"投产", U"投用", U"改扩建", U"项目"},
                                           [&](View word) { return words.find(word) != View::npos; });
    for (const auto& name : measure.projects) {
      if (!built || std::ranges::any_of(out, [&](const auto& n) { return n.name == name; })) continue;
      NamedProject named;
      named.name = name;
      named.span = measure.span;
      if (const Project* row = find_project(sheet.projects, name, &named.confidence)) named.row = row->name;
      out.push_back(std::move(named));
    }
    for (const auto& row : sheet.projects) {
      const base::Span at = name_in(words, row.name);
      if (at.empty() || told(row.name, measure.span)) continue;
      NamedProject named;
      named.name = base::to_utf8(base::slice(words, at));
      named.span = measure.span;
      named.row = row.name;
      named.confidence = 1;
      out.push_back(std::move(named));
    }
  }
  return out;
}

std::optional<ProjectPromise> promise_of(const reading::Reading& report, const NamedProject& named, const Project& row,
                                         const calendar::Period& sheet) {
  constexpr View kMarks = U"，；。";
  if (named.span.empty() || named.span.end > static_cast<int>(report.text.size())) return std::nullopt;
  const View words = base::slice(report.text, named.span);
  base::Span name = name_in(words, row.name);
  if (name.empty()) name = name_in(words, named.name);
  if (name.empty()) return std::nullopt;
  const auto start = static_cast<std::size_t>(name.start), size = static_cast<std::size_t>(name.size());
  const auto before = start == 0 ? View::npos : words.find_last_of(kMarks, start - 1);
  const auto behind = std::min(words.find_first_of(kMarks, start + size), words.size());
  const std::size_t from = before == View::npos ? 0 : before + 1;
  std::u32string clause(words.substr(from, behind - from));
  clause.erase(start - from, size);
  ProjectPromise out;
  out.words =
      without(clause, {U"确保", U"力争", U"争取", U"计划", U"推动", U"推进", U"加快", U"实现", U"项目", U"建设"});
  const Stage promised = reading::stage_of(out.words);
  if (promised <= Stage::preparation || promised == Stage::stopped) return std::nullopt;
  const std::u32string by_when = base::u32(out.words);
  const auto due = reading::find_due(by_when, {0, static_cast<int>(by_when.size())}, {report.plan_year}, true);
  // 开工建设甲工程、乙中心等5个项目: the names and numbers of the others are no part of what was promised of this one.
  if (clause.find(U'、') != View::npos || clause.find(U'等') != View::npos)
    out.words = (due ? due->text : "") + reading::to_chinese(promised);
  const auto day = due && due->date ? *due->date : calendar::last_day_of_month(report.plan_year, 12);
  out.kept = row.stage != Stage::stopped && row.stage >= promised;
  // What is complete may well be in use: the sheet does not say.
  const bool may_be = promised == Stage::in_use && row.stage == Stage::completed;
  out.broken = !out.kept && !may_be && row.stage != Stage::unknown && day <= sheet.last_day();
  return out;
}

}  // namespace plan
