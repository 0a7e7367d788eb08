#include "app/policy_view.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace app {

namespace {

using plan::ArticleFate;
using plan::TaskFate;
using reading::PolicyArticle;
using reading::PolicyTask;

constexpr std::size_t kMostLines = 60;

const char* say(Language language, const char* chinese, const char* english) {
  return language == Language::chinese ? chinese : english;
}

std::string due_words(const reading::TaskDue& due) {
  const std::string day = due.date && due.kind != reading::DueKind::recurring ? calendar::to_string(*due.date) : "";
  return due.text + (day.empty() ? "" : "（" + day + "）");
}

struct Counts {
  std::size_t tasks = 0, with_tasks = 0, owned = 0, due = 0;
};
Counts count(const reading::Policy& p) {
  Counts c;
  for (const auto& a : p.articles) {
    c.with_tasks += a.tasks.empty() ? 0 : 1;
    for (const auto& t : a.tasks) {
      ++c.tasks;
      c.owned += t.owners.empty() ? 0 : 1;
      c.due += t.due ? 1 : 0;
    }
  }
  return c;
}

}  // namespace

std::string policy_screen(const cycle::ReadDocument& read, Language language) {
  const auto& p = *read.policy;
  const auto& text = read.reading.text;
  const Counts c = count(p);
  const char* kind = p.kind == reading::DocumentKind::minutes ? say(language, "会议纪要", "minutes")
                                                              : say(language, "政策文件", "policy file");
  std::string out = read.document.file + "\n";
  out += fmt::format("  {}{}{}{}\n", kind, p.title.empty() ? "" : say(language, "：", ": "), p.title,
                     p.number.empty() ? "" : "（" + p.number + "）");
  out += fmt::format(
      fmt::runtime(say(language, "  条目 {}：有任务 {}，没有任务 {}　任务 {}　写明责任单位 {}　写明期限 {}\n",
                       "  articles {}: with tasks {}, no action {}  tasks {}  with owner {}  with due {}\n")),
      p.articles.size(), c.with_tasks, p.articles.size() - c.with_tasks, c.tasks, c.owned, c.due);
  std::size_t shown = 0;
  for (const auto& a : p.articles) {
    if (++shown > kMostLines * 4) {
      out += say(language, "  …… 其余见 --json 或 --html\n", "  … the rest: --json, --html\n");
      break;
    }
    out += "\n" + reading::short_title(a, text) + "\n";
    for (const auto& t : a.tasks) {
      out += "  " + t.id + " " + base::shortened(t.what, 70) + "\n";
      std::string who = reading::joined_names(t.owners);
      if (!t.cooperating.empty())
        who += std::string(who.empty() ? "" : say(language, "；", "; ")) + say(language, "配合：", "with: ") +
               reading::joined_names(t.cooperating);
      if (t.due) who += std::string(who.empty() ? "" : "　") + due_words(*t.due);
      if (!who.empty()) out += "       " + who + "\n";
    }
    if (a.tasks.empty()) {
      std::string reasons;
      for (const auto& n : a.no_action) {
        if (reasons.find(n.reason) == std::string::npos) reasons += (reasons.empty() ? "" : "、") + n.reason;
      }
      out += std::string("  ") + say(language, "没有任务：", "no action: ") + reasons + "\n";
    }
  }
  const auto unsure = reading::doubts(p);
  if (!unsure.empty()) {
    out += fmt::format(fmt::runtime(say(language, "\n请看一眼的 {} 处\n", "\n{} to look at\n")), unsure.size());
    for (std::size_t i = 0; i < std::min<std::size_t>(unsure.size(), 20); ++i)
      out += "  " + unsure[i].task->id + " " + base::shortened(unsure[i].task->what, 30) + "  " + unsure[i].why + "\n";
  }
  for (const auto& n : read.document.notices) out += fmt::format("  {}：{}\n", base::to_text(n.place), n.why);
  return out;
}

namespace {

struct Sides {
  const cycle::ReadDocument& before;
  const cycle::ReadDocument& now;
  const plan::PolicyComparison& c;

  const PolicyTask* old_task(const plan::TaskPair& p) const {
    return p.before < 0 ? nullptr : c.before_tasks[static_cast<std::size_t>(p.before)];
  }
  const PolicyTask* new_task(const plan::TaskPair& p) const {
    return p.now < 0 ? nullptr : c.now_tasks[static_cast<std::size_t>(p.now)];
  }
};

std::string change_words(const plan::TaskChange& x, Language language) {
  const std::string what = x.what == "owners"        ? say(language, "责任单位", "owners")
                           : x.what == "cooperating" ? say(language, "配合单位", "cooperating")
                           : x.what == "due"         ? say(language, "期限", "due")
                           : x.what == "conditions"  ? say(language, "条件", "conditions")
                           : x.what == "no_action"   ? say(language, "其他文字", "other words")
                                                     : say(language, "文字", "words");
  const auto quoted = [](const std::string& s) {
    return s.empty() ? std::string("—") : "“" + base::shortened(s, 40) + "”";
  };
  return what + " " + quoted(x.before) + " → " + quoted(x.after);
}

// Every old task has a place or is told as dropped: the sum, in words.
std::string account(const plan::PolicyComparison& c, Language language) {
  const int same = c.count(TaskFate::same), changed = c.count(TaskFate::changed), dropped = c.count(TaskFate::dropped);
  const auto all = c.before_tasks.size();
  if (language == Language::english) {
    return fmt::format(
        "  {} old tasks = {} the same + {} changed + {} dropped; {} added. {}\n", all, same, changed, dropped,
        c.count(TaskFate::added),
        dropped == 0 ? "Nothing is lost: every old task stands in the new file." : "Each dropped one is listed.");
  }
  return fmt::format(
      "  原有任务 {} 项 = 没有变 {} + 有改动 {} + 取消 {}；新增 {} 项。{}\n", all, same, changed, dropped,
      c.count(TaskFate::added),
      dropped == 0 ? "没有遗漏：每一项原有任务都在新文件里。" : "取消的逐项列在下面，其余都在新文件里。");
}

}  // namespace

std::string policy_comparison_screen(const cycle::ReadDocument& before, const cycle::ReadDocument& now,
                                     const plan::PolicyComparison& c, Language language) {
  const Sides sides{before, now, c};
  std::string out =
      fmt::format(fmt::runtime(say(language, "原文件 {} 条，新文件 {} 条\n", "{} articles before, {} now\n")),
                  before.policy->articles.size(), now.policy->articles.size());
  std::string parts;
  for (int i = 0; i <= static_cast<int>(ArticleFate::added); ++i) {
    const auto fate = static_cast<ArticleFate>(i);
    if (c.count(fate) == 0) continue;
    parts += (parts.empty() ? "" : say(language, "，", ", ")) +
             std::string(language == Language::chinese ? plan::to_chinese(fate) : plan::to_string(fate)) + " " +
             std::to_string(c.count(fate));
  }
  out += "  " + parts + "\n" + account(c, language);
  std::size_t shown = 0;
  for (const auto& a : c.articles) {
    if (a.fate == ArticleFate::unchanged) continue;
    if (++shown > kMostLines) {
      out += say(language, "\n…… 其余见 --json 或 --out\n", "\n… the rest: --json, --out\n");
      break;
    }
    std::string names, then;
    for (const int i : a.before)
      names += (names.empty() ? "" : " + ") +
               reading::short_title(before.policy->articles[static_cast<std::size_t>(i)], before.reading.text);
    for (const int i : a.now)
      then += (then.empty() ? "" : " + ") +
              reading::short_title(now.policy->articles[static_cast<std::size_t>(i)], now.reading.text);
    out += "\n[" + std::string(language == Language::chinese ? plan::to_chinese(a.fate) : plan::to_string(a.fate)) +
           "] " + names + (names.empty() || then.empty() ? "" : " → ") + then + "\n";
    for (const auto& x : a.changes) out += "    " + change_words(x, language) + "\n";
    for (const auto& p : c.tasks) {
      const bool mine =
          (p.before >= 0 &&
           std::ranges::find(a.before, c.before_article[static_cast<std::size_t>(p.before)]) != a.before.end()) ||
          (p.before < 0 && std::ranges::find(a.now, c.now_article[static_cast<std::size_t>(p.now)]) != a.now.end());
      if (!mine || p.fate == TaskFate::same) continue;
      const PolicyTask* t = p.before >= 0 ? sides.old_task(p) : sides.new_task(p);
      out += "  " + std::string(language == Language::chinese ? plan::to_chinese(p.fate) : plan::to_string(p.fate)) +
             "：" + base::shortened(t->what, 60) +
             (p.unsure ? say(language, "（相像而不相同，请看一眼）", " (alike, not the same: look)") : "") +
             (p.partly ? say(language, "（一部分，见：", " (a part, see: ") +
                             base::shortened(sides.new_task(p)->what, 40) + say(language, "）", ")")
                       : std::string()) +
             "\n";
      for (const auto& x : p.changes) out += "    " + change_words(x, language) + "\n";
    }
  }
  return out;
}

}  // namespace app
