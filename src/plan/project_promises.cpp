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

// Nothing but a comma between the two, and the second has no number and no thing of its own beside what is done of it.
bool goes_on_about(const reading::Measure& before, const reading::Measure& next, const reading::Reading& report) {
  if (before.sentence != next.sentence || next.span.start < before.span.end || next.span.end - next.span.start > 20)
    return false;
  const View between = base::slice(report.text, {before.span.end, next.span.start});
  const bool comma =
      !between.empty() && std::ranges::all_of(between, [](char32_t c) { return c == U'，' || c == U','; });
  const View words = base::slice(report.text, next.span);
  const bool counts = std::ranges::any_of(report.targets, [&](const reading::Target& t) {
    return t.value && std::ranges::find(next.targets, t.id) != next.targets.end();
  });
  return comma && !counts && next.quantities.empty() && next.projects.empty() &&
         reading::stage_of(base::to_utf8(words)) > Stage::preparation;
}

// 完成主体工程, 设备安装完成: the stage is not only begun.
bool says_complete(View words) {
  return std::ranges::any_of(std::array<View, 6>{U"完成", U"完工", U"结束", U"完毕", U"到位", U"封顶"},
                             [&](View word) { return words.find(word) != View::npos; });
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
  // What is one project's goes on to the next measure of the sentence.
  const std::vector<NamedProject> direct = out;
  for (const NamedProject& named : direct) {
    if (named.row.empty() ||
        std::ranges::count_if(direct, [&](const auto& n) { return n.span == named.span && !n.row.empty(); }) > 1)
      continue;
    const auto at = std::ranges::find(report.measures, named.span, &reading::Measure::span);
    if (at == report.measures.end() || at + 1 == report.measures.end()) continue;
    const reading::Measure& next = *(at + 1);
    if (!goes_on_about(*at, next, report) || told(named.row, next.span)) continue;
    if (std::ranges::any_of(direct, [&](const auto& n) { return n.span == next.span; })) continue;
    out.push_back({named.name, next.span, named.row, named.confidence, true});
  }
  return out;
}

std::optional<ProjectPromise> promise_of(const reading::Reading& report, const NamedProject& named, const Project& row,
                                         const calendar::Period& sheet) {
  constexpr View kMarks = U"，；。";
  if (named.span.empty() || named.span.end > static_cast<int>(report.text.size())) return std::nullopt;
  const View words = base::slice(report.text, named.span);
  base::Span name = named.goes_on ? base::Span{} : name_in(words, row.name);
  if (name.empty() && !named.goes_on) name = name_in(words, named.name);
  if (name.empty() && !named.goes_on) return std::nullopt;
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
  // 完成设备安装 is more than 设备安装 under way.
  const bool whole = row.stage > promised || !says_complete(clause) || promised >= Stage::completed ||
                     says_complete(base::u32(row.stage_as_printed));
  out.kept = row.stage != Stage::stopped && row.stage >= promised && whole;
  // What is complete may well be in use: the sheet does not say.
  const bool may_be = promised == Stage::in_use && row.stage == Stage::completed;
  out.broken = !out.kept && !may_be && row.stage != Stage::unknown && day <= sheet.last_day();
  return out;
}

}  // namespace plan
