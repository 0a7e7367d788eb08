// A policy file against the one it replaces: what became of every article and every task. Nothing is lost on the way:
// each old task is the same, changed, or gone, and the three add up. How pairs are found: docs/reference/policy.md.
#pragma once

#include <string>
#include <vector>

#include "base/fault.hpp"
#include "reading/policy.hpp"

namespace plan {

enum class ArticleFate {
  unchanged,  // the same tasks in the same words; its number may be another
  moved,      // the same, in another section or another order
  changed,    // the same article, and its tasks or owners are others
  split,      // one became several
  merged,     // several became one
  regrouped,  // several became several
  removed,    // no new article holds any of its tasks
  added,      // no old one
};
std::string to_string(ArticleFate);
std::string to_chinese(ArticleFate);

enum class TaskFate { same, changed, dropped, added };
std::string to_string(TaskFate);
std::string to_chinese(TaskFate);

struct TaskChange {
  std::string what;           // words, owners, cooperating, due, conditions
  std::string before, after;  // only what differs; empty where there is nothing
};

// Positions are those in the files' lists of tasks, in text order from 0; −1 for none.
struct TaskPair {
  int before = -1, now = -1;
  TaskFate fate = TaskFate::same;
  double likeness = 0;  // 0–1
  bool partly = false;  // its words went into a task that others went into too, or came out of one
  bool unsure = false;  // alike, but not so much that a person need not look
  std::vector<TaskChange> changes;
};

struct ArticleChange {
  ArticleFate fate = ArticleFate::unchanged;
  std::vector<int> before, now;  // positions in Policy::articles
  bool renumbered = false;
  std::vector<TaskChange> changes;  // of its words that ask for nothing: 有效期至……
};

struct PolicyComparison {
  std::vector<const reading::PolicyTask*> before_tasks, now_tasks;  // into the policies compared
  std::vector<int> before_article, now_article;                     // of each task
  std::vector<TaskPair> tasks;                                      // by place in the old file, added ones at the end
  std::vector<ArticleChange> articles;  // by place in the old file, added ones where they stand in the new
  int count(TaskFate fate) const;       // old tasks by what became of them; new ones for `added`
  int count(ArticleFate fate) const;
  // Old tasks that are the same, changed or dropped are all of them: always so, and shown.
  bool complete() const;
};

struct PolicyText {
  const reading::Policy& policy;
  std::u32string_view text;
};
PolicyComparison compare_policies(const PolicyText& before, const PolicyText& now);

}  // namespace plan
