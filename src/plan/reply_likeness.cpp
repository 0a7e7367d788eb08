#include "plan/reply_likeness.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/builtin.hpp"
#include "base/csv.hpp"

namespace plan::reply {
namespace {

using View = std::u32string_view;

constexpr double kVerb = 0.35;      // weight of a pair within the measure's verbs
constexpr double kGeneral = 0.25;   // of pairs that any reply holds
constexpr double kElsewhere = 0.6;  // of pairs that straddle a verb and its object

struct Synonym {
  std::u32string brief, full;
};

const std::vector<Synonym>& synonyms() {
  static const std::vector<Synonym> all = [] {
    const auto table = base::CsvTable::parse(base::builtin_file("codes/reading/reply_synonyms.csv"),
                                             "codes/reading/reply_synonyms.csv");
    JC_ASSERT(table.has_value());
    std::vector<Synonym> out;
    for (std::size_t i = 0; i < table->size(); ++i)
      out.push_back({base::u32(table->at(i, "short")), base::u32(table->at(i, "full"))});
    std::ranges::stable_sort(out, [](const Synonym& a, const Synonym& b) { return a.brief.size() > b.brief.size(); });
    return out;
  }();
  return all;
}

// Pairs that stand in any reply and any plan, whatever the matter.
bool is_general(const Pair& pair) {
  static const std::set<Pair> kGeneralPairs = [] {
    std::set<Pair> out;
    constexpr View kWords[] = {
        U"推进", U"开展", U"组织", U"举办", U"建设", U"完成", U"实施", U"加强", U"加快", U"推动", U"新增", U"培育",
        U"支持", U"引进", U"改造", U"提升", U"完善", U"健全", U"落实", U"项目", U"企业", U"工作", U"服务", U"管理",
        U"发展", U"制度", U"机制", U"全面", U"重点", U"活动", U"检查", U"整治", U"排查", U"全区", U"建成", U"发放",
        U"累计", U"正在", U"目前", U"年度", U"任务", U"各类", U"社区", U"街道", U"单位", U"资金", U"人员", U"中心",
        U"体系", U"平台", U"以上", U"今年", U"专项", U"行动", U"深化", U"建立", U"新建", U"设立", U"打造", U"升级"};
    for (const View w : kWords) out.insert(Pair(w));
    return out;
  }();
  return kGeneralPairs.contains(pair);
}

std::vector<Pair> pairs_in(View text) {
  std::vector<Pair> out;
  std::set<Pair> seen;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (!base::is_han(text[i]) || !base::is_han(text[i + 1])) continue;
    Pair pair(text.substr(i, 2));
    if (pair[0] == U'的' || pair[1] == U'的' || pair[0] == U'和' || pair[1] == U'和') continue;
    if (seen.insert(pair).second) out.push_back(std::move(pair));
  }
  return out;
}

struct Counted {
  std::u32string number, unit;
};
// Numbers with the one or two characters that follow: 22个, 6.5万, 1200套.
std::vector<Counted> counted_in(View text) {
  std::vector<Counted> out;
  const auto digit = [](char32_t c) { return (c >= U'0' && c <= U'9') || c == U'.'; };
  for (std::size_t i = 0; i < text.size();) {
    if (!digit(text[i]) || text[i] == U'.') {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && digit(text[end])) ++end;
    std::u32string unit;
    if (end < text.size() && text[end] == U'余') ++end;
    while (end + unit.size() < text.size() && unit.size() < 2 && base::is_han(text[end + unit.size()]))
      unit.push_back(text[end + unit.size()]);
    if (unit.starts_with(U"年") || unit.starts_with(U"月") || unit.starts_with(U"日")) unit.clear();
    if (!unit.empty()) {
      if (!unit.starts_with(U"万") && !unit.starts_with(U"亿") && !unit.starts_with(U"公里")) unit.resize(1);
      out.push_back({std::u32string(text.substr(i, end - i)), unit});
    }
    i = end;
  }
  return out;
}

}  // namespace

std::vector<std::u32string> counted_things(View text) {
  constexpr std::size_t kNames = 4;  // Han characters that name a thing
  std::vector<std::u32string> out;
  std::u32string words;
  bool counted = false;  // a number has ended the words already
  for (const char32_t c : text) {
    if (View(U"，,。；;、！：:\n").find(c) != View::npos) {
      words.clear();
      counted = false;
    } else if (c >= U'0' && c <= U'9') {
      if (!counted && words.size() >= kNames) out.push_back(written_out(words));
      counted = true;
    } else if (!counted && base::is_han(c)) {
      words.push_back(c);
    }
  }
  return out;
}

std::u32string written_out(View text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto hit = std::ranges::find_if(synonyms(), [&](const Synonym& s) {
      // 老年人 is not 老老年人: the full form is left alone where it stands already.
      if (!text.substr(i).starts_with(s.brief)) return false;
      const auto inside = s.full.find(s.brief);
      if (inside == std::u32string::npos) return true;
      return !(i >= inside && text.substr(i - inside).starts_with(s.full));
    });
    if (hit == synonyms().end()) {
      out.push_back(base::to_half_width(text[i++]));
      continue;
    }
    out += hit->full;
    i += hit->brief.size();
  }
  return out;
}

Comparer::Comparer(const std::vector<TaskText>& tasks) {
  for (const TaskText& text : tasks) {
    Task task;
    task.words = written_out(text.words);
    task.heading = written_out(text.heading);
    for (std::size_t from = 0; from < text.action.size();) {
      const auto to = std::min(text.action.find(U'/', from), text.action.size());
      if (to > from) task.verbs.push_back(written_out(View(text.action).substr(from, to - from)));
      from = to + 1;
    }
    task.pairs = pairs_in(task.words);
    for (const Pair& pair : task.pairs) ++tasks_with_[pair];
    tasks_.push_back(std::move(task));
  }
  for (std::size_t i = 0; i < tasks_.size(); ++i) {
    Task& task = tasks_[i];
    const std::u32string action = written_out(tasks[i].action);
    for (const Pair& pair : task.pairs) {
      double weight = rarity(pair);
      if (action.find(pair) != std::u32string::npos) {
        weight *= kVerb;
      } else if (is_general(pair)) {
        weight *= kGeneral;
      } else if (action.find(pair[0]) != std::u32string::npos && action.find(pair[1]) == std::u32string::npos) {
        weight *= kElsewhere;  // 造供 of 改造供水
      }
      task.weights.push_back(weight);
      task.total += weight;
    }
  }
}

double Comparer::rarity(const Pair& pair) const {
  const auto at = tasks_with_.find(pair);
  const double with = at == tasks_with_.end() ? 0 : at->second;
  return std::log((static_cast<double>(tasks_.size()) + 1) / (with + 0.5)) /
         std::log(static_cast<double>(tasks_.size()) + 2);
}

std::optional<double> Comparer::share_of_name(const std::u32string& name, const Task& task,
                                              const std::vector<Pair>* taken) const {
  double have = 0, of = 0;
  for (const Pair& pair : pairs_in(name)) {
    const double weight = rarity(pair) * (is_general(pair) ? kGeneral : 1);
    of += weight;
    if (taken != nullptr && std::ranges::find(*taken, pair) != taken->end()) continue;
    if (task.words.find(pair) != std::u32string::npos) {
      have += weight;
    } else if (task.heading.find(pair) != std::u32string::npos) {
      have += weight / 2;
    }
  }
  return of > 0 ? std::optional(have / of) : std::nullopt;
}

Likeness Comparer::compare(const EntryText& entry, std::size_t index, const std::vector<Pair>* taken) const {
  const Task& task = tasks_[index];
  const std::u32string name = written_out(entry.name);
  const std::u32string all = name + U"。" + written_out(entry.said);
  Likeness out;
  const auto used = [&](const Pair& pair) {
    return taken != nullptr && std::ranges::find(*taken, pair) != taken->end();
  };
  std::vector<bool> common(task.pairs.size(), false);
  for (std::size_t i = 0; i < task.pairs.size(); ++i) {
    if (all.find(task.pairs[i]) == std::u32string::npos || used(task.pairs[i])) continue;
    common[i] = true;
    out.weight += task.weights[i];
  }
  out.of_task = task.total > 0 ? out.weight / task.total : 0;

  out.of_name = out.of_task;
  if (!name.empty()) {
    out.of_name = share_of_name(name, task, taken).value_or(out.of_task);
  } else {
    for (const std::u32string& counted : entry.counted) {
      // The verb that the task has too names nothing: 柴油货车 of 淘汰柴油货车.
      std::u32string thing = counted;
      for (const std::u32string& verb : task.verbs)
        if (thing.starts_with(verb) && thing.size() > verb.size() + 1) thing.erase(0, verb.size());
      out.of_name = std::max(out.of_name, share_of_name(thing, task, taken).value_or(0));
    }
  }

  const auto theirs = counted_in(task.words);
  const auto ours = counted_in(all);
  for (const Counted& a : theirs) {
    for (const Counted& b : ours) {
      if (a.unit != b.unit) continue;
      out.number = std::max(out.number, a.number == b.number && a.number.size() > 1 ? 1.0 : 0.4);
    }
  }

  // Runs in common, for the reason shown.
  std::u32string run;
  const auto flush = [&] {
    if (run.size() >= 2) out.shared.push_back(run);
    run.clear();
  };
  for (std::size_t i = 0; i + 1 < task.words.size(); ++i) {
    const Pair pair = task.words.substr(i, 2);
    const auto at = std::ranges::find(task.pairs, pair);
    if (at != task.pairs.end() && common[static_cast<std::size_t>(at - task.pairs.begin())]) {
      if (run.empty()) run.push_back(pair[0]);
      run.push_back(pair[1]);
    } else {
      flush();
    }
  }
  flush();
  std::ranges::stable_sort(out.shared, [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return out;
}

}  // namespace plan::reply
