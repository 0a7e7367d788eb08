#include "plan/policy_comparison.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "plan/policy_likeness.hpp"

namespace plan {
namespace {

using reading::DutyName;
using reading::Policy;
using reading::PolicyArticle;
using reading::PolicyTask;

// Two tasks are one where half of their pieces agree; between the two bounds a person should look. Measured on the
// pairs of tests/policy only; the bounds are ours.
constexpr double kAlike = 0.5, kSure = 0.65, kInside = 0.72;
constexpr std::size_t kFewestPieces = 5;

std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (const auto& s : all) out += (out.empty() ? "" : "、") + s;
  return out;
}

void compare_names(const char* what, const std::vector<DutyName>& before, const std::vector<DutyName>& now,
                   TaskPair& pair) {
  const auto only = [](const std::vector<DutyName>& a, const std::vector<DutyName>& b) {
    std::vector<std::string> out;
    for (const DutyName& name : a) {
      if (std::ranges::none_of(
              b, [&](const DutyName& n) { return bare_words(base::u32(n.name)) == bare_words(base::u32(name.name)); }))
        out.push_back(name.name);
    }
    return joined(out);
  };
  TaskChange change{what, only(before, now), only(now, before)};
  if (!change.before.empty() || !change.after.empty()) pair.changes.push_back(std::move(change));
}

// Spans joined, as a reader would compare them.
std::u32string words_of(const std::vector<base::Span>& spans, std::u32string_view text) {
  std::u32string out;
  for (const base::Span& s : spans) {
    if (!out.empty()) out += U"；";
    out += base::slice(text, s);
  }
  return out;
}

void compare_words(const char* what, const std::u32string& before, const std::u32string& now,
                   std::vector<TaskChange>& into) {
  if (bare_words(before) == bare_words(now)) return;
  for (Difference& d : differences(before, now)) into.push_back({what, std::move(d.before), std::move(d.after)});
}

// The conditions of a task that are not among its own words.
std::vector<base::Span> outer_conditions(const PolicyTask& task) {
  std::vector<base::Span> out;
  for (const base::Span& s : task.conditions) {
    if (!task.span.contains(s)) out.push_back(s);
  }
  return out;
}

void compare_tasks(const PolicyTask& before, std::u32string_view before_text, const PolicyTask& now,
                   std::u32string_view now_text, TaskPair& pair) {
  compare_words("words", base::u32(before.what), base::u32(now.what), pair.changes);
  compare_names("owners", before.owners, now.owners, pair);
  compare_names("cooperating", before.cooperating, now.cooperating, pair);
  const std::string due = before.due ? before.due->text : "", due_now = now.due ? now.due->text : "";
  // A date in the words has been told with them.
  const bool told = !pair.changes.empty() && pair.changes.front().what == "words";
  if (due != due_now && !(told && !before.due_shared && !now.due_shared)) pair.changes.push_back({"due", due, due_now});
  compare_words("conditions", words_of(outer_conditions(before), before_text),
                words_of(outer_conditions(now), now_text), pair.changes);
  pair.fate = pair.changes.empty() ? TaskFate::same : TaskFate::changed;
}

class Comparer {
 public:
  Comparer(const PolicyText& before, const PolicyText& now)
      : before_(before.policy), now_(now.policy), before_text_(before.text), now_text_(now.text) {}

  PolicyComparison compare() {
    list(before_, out_.before_tasks, out_.before_article);
    list(now_, out_.now_tasks, out_.now_article);
    pair_tasks();
    pair_silent_articles();
    group_articles();
    return std::move(out_);
  }

 private:
  static void list(const Policy& policy, std::vector<const PolicyTask*>& tasks, std::vector<int>& articles) {
    for (std::size_t a = 0; a < policy.articles.size(); ++a) {
      for (const PolicyTask& task : policy.articles[a].tasks) {
        tasks.push_back(&task);
        articles.push_back(static_cast<int>(a));
      }
    }
  }

  static std::vector<Pieces> pieces_of(const std::vector<const PolicyTask*>& tasks) {
    std::vector<Pieces> out;
    for (const PolicyTask* t : tasks) out.emplace_back(base::u32(t->what));
    return out;
  }

  void add(int before, int now, double likeness, bool partly) {
    TaskPair pair;
    pair.before = before;
    pair.now = now;
    pair.likeness = likeness;
    pair.partly = partly;
    pair.unsure = !partly && likeness < kSure;
    compare_tasks(*out_.before_tasks[static_cast<std::size_t>(before)], before_text_,
                  *out_.now_tasks[static_cast<std::size_t>(now)], now_text_, pair);
    if (partly) {
      // A part of other words: what differs is told by the two tasks side by side.
      pair.fate = TaskFate::changed;
      pair.changes.clear();
    }
    out_.tasks.push_back(std::move(pair));
  }

  void pair_tasks() {
    const auto a = pieces_of(out_.before_tasks), b = pieces_of(out_.now_tasks);
    std::vector<bool> used_before(a.size()), used_now(b.size());
    const auto pairs = like_pairs(a, b, kAlike);
    for (const LikePair& p : pairs) {
      if (used_before[static_cast<std::size_t>(p.before)] || used_now[static_cast<std::size_t>(p.now)]) continue;
      used_before[static_cast<std::size_t>(p.before)] = used_now[static_cast<std::size_t>(p.now)] = true;
      add(p.before, p.now, p.likeness, false);
    }
    // What is left of the old may stand inside a longer new task, and the other way round.
    for (const LikePair& p : like_pairs(a, b, 0.15)) {
      const auto i = static_cast<std::size_t>(p.before), j = static_cast<std::size_t>(p.now);
      if (!used_before[i] && a[i].size() >= kFewestPieces && a[i].inside(b[j]) >= kInside) {
        used_before[i] = used_now[j] = true;
        add(p.before, p.now, p.likeness, true);
      } else if (!used_now[j] && b[j].size() >= kFewestPieces && b[j].inside(a[i]) >= kInside) {
        used_before[i] = used_now[j] = true;
        add(p.before, p.now, p.likeness, true);
      }
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!used_before[i]) out_.tasks.push_back({static_cast<int>(i), -1, TaskFate::dropped, 0, false, false, {}});
    }
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (!used_now[j]) out_.tasks.push_back({-1, static_cast<int>(j), TaskFate::added, 0, false, false, {}});
    }
    std::ranges::stable_sort(out_.tasks, [](const TaskPair& x, const TaskPair& y) {
      const auto key = [](const TaskPair& p) { return p.before < 0 ? 1 << 30 : p.before; };
      return key(x) != key(y) ? key(x) < key(y) : x.now < y.now;
    });
  }

  // Articles that ask for nothing are paired by their words.
  void pair_silent_articles() {
    const auto silent = [](const Policy& policy, std::u32string_view text, std::vector<int>& at) {
      std::vector<Pieces> out;
      for (std::size_t i = 0; i < policy.articles.size(); ++i) {
        const PolicyArticle& article = policy.articles[i];
        if (!article.tasks.empty()) continue;
        out.emplace_back(base::slice(text, article.span));
        at.push_back(static_cast<int>(i));
      }
      return out;
    };
    std::vector<int> at_before, at_now;
    const auto a = silent(before_, before_text_, at_before), b = silent(now_, now_text_, at_now);
    std::vector<bool> used_before(a.size()), used_now(b.size());
    for (const LikePair& p : like_pairs(a, b, kAlike)) {
      const auto i = static_cast<std::size_t>(p.before), j = static_cast<std::size_t>(p.now);
      if (used_before[i] || used_now[j]) continue;
      used_before[i] = used_now[j] = true;
      links_.emplace_back(at_before[i], at_now[j]);
    }
  }

  // Articles that tasks went between belong together.
  void group_articles() {
    const int n = static_cast<int>(before_.articles.size()), m = static_cast<int>(now_.articles.size());
    for (const TaskPair& p : out_.tasks) {
      if (p.before >= 0 && p.now >= 0)
        links_.emplace_back(out_.before_article[static_cast<std::size_t>(p.before)],
                            out_.now_article[static_cast<std::size_t>(p.now)]);
    }
    std::vector<int> root(static_cast<std::size_t>(n + m));
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int x) {
      while (root[static_cast<std::size_t>(x)] != x)
        x = root[static_cast<std::size_t>(x)] = root[static_cast<std::size_t>(root[static_cast<std::size_t>(x)])];
      return x;
    };
    for (const auto& [a, b] : links_) {
      const int x = find(a), y = find(n + b);
      root[static_cast<std::size_t>(std::max(x, y))] = std::min(x, y);
    }
    std::vector<ArticleChange> groups(static_cast<std::size_t>(n + m));
    for (int i = 0; i < n; ++i) groups[static_cast<std::size_t>(find(i))].before.push_back(i);
    for (int j = 0; j < m; ++j) groups[static_cast<std::size_t>(find(n + j))].now.push_back(j);
    std::erase_if(groups, [](const ArticleChange& c) { return c.before.empty() && c.now.empty(); });
    const std::set<int> in_order = longest_run(groups);
    std::set<int> other_before, other_now;  // articles with a task that is not as it was
    for (const TaskPair& p : out_.tasks) {
      if (p.fate == TaskFate::same) continue;
      if (p.before >= 0) other_before.insert(out_.before_article[static_cast<std::size_t>(p.before)]);
      if (p.now >= 0) other_now.insert(out_.now_article[static_cast<std::size_t>(p.now)]);
    }
    for (ArticleChange& c : groups) {
      const bool one = c.before.size() == 1 && c.now.size() == 1;
      if (one) {
        const PolicyArticle& a = before_.articles[static_cast<std::size_t>(c.before[0])];
        const PolicyArticle& b = now_.articles[static_cast<std::size_t>(c.now[0])];
        c.renumbered = a.number != b.number;
        compare_words("no_action", no_action_words(a, before_text_), no_action_words(b, now_text_), c.changes);
      }
      const bool other =
          one && (!c.changes.empty() || other_before.contains(c.before[0]) || other_now.contains(c.now[0]));
      c.fate = fate_of(c, in_order, other);
    }
    // Added ones where they stand in the new file: behind the old article that the one before them comes from.
    std::vector<int> from(now_.articles.size(), -1);
    for (const auto& [a, b] : links_)
      from[static_cast<std::size_t>(b)] = std::max(from[static_cast<std::size_t>(b)], a);
    for (std::size_t j = 1; j < from.size(); ++j) {
      if (from[j] < 0) from[j] = from[j - 1];
    }
    const auto place = [&](const ArticleChange& c) {
      return c.before.empty() ? std::pair(from[static_cast<std::size_t>(c.now.front())], c.now.front())
                              : std::pair(c.before.front(), -1);
    };
    std::ranges::stable_sort(groups,
                             [&](const ArticleChange& x, const ArticleChange& y) { return place(x) < place(y); });
    out_.articles = std::move(groups);
  }

  static std::u32string no_action_words(const PolicyArticle& article, std::u32string_view text) {
    std::vector<base::Span> spans;
    for (const auto& n : article.no_action) spans.push_back(n.span);
    return words_of(spans, text);
  }

  // Of the articles that are one in both files, the most that stand in the same order: the others have moved.
  static std::set<int> longest_run(const std::vector<ArticleChange>& groups) {
    std::vector<std::pair<int, int>> pairs;
    for (const ArticleChange& c : groups) {
      if (c.before.size() == 1 && c.now.size() == 1) pairs.emplace_back(c.before[0], c.now[0]);
    }
    std::ranges::sort(pairs);
    std::vector<int> tails, last(pairs.size(), -1);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto at = std::ranges::lower_bound(tails, pairs[i].second, {},
                                               [&](int k) { return pairs[static_cast<std::size_t>(k)].second; });
      if (at != tails.begin()) last[i] = *std::prev(at);
      if (at == tails.end()) {
        tails.push_back(static_cast<int>(i));
      } else {
        *at = static_cast<int>(i);
      }
    }
    std::set<int> out;
    for (int k = tails.empty() ? -1 : tails.back(); k >= 0; k = last[static_cast<std::size_t>(k)])
      out.insert(pairs[static_cast<std::size_t>(k)].first);
    return out;
  }

  ArticleFate fate_of(const ArticleChange& c, const std::set<int>& in_order, bool other) const {
    if (c.now.empty()) return ArticleFate::removed;
    if (c.before.empty()) return ArticleFate::added;
    if (c.before.size() > 1 && c.now.size() > 1) return ArticleFate::regrouped;
    if (c.before.size() > 1) return ArticleFate::merged;
    if (c.now.size() > 1) return ArticleFate::split;
    const PolicyArticle& a = before_.articles[static_cast<std::size_t>(c.before[0])];
    const PolicyArticle& b = now_.articles[static_cast<std::size_t>(c.now[0])];
    if (other) return ArticleFate::changed;
    const bool other_section = bare_words(base::u32(a.heading)) != bare_words(base::u32(b.heading));
    return other_section || !in_order.contains(c.before[0]) ? ArticleFate::moved : ArticleFate::unchanged;
  }

  const Policy& before_;
  const Policy& now_;
  std::u32string_view before_text_, now_text_;
  PolicyComparison out_;
  std::vector<std::pair<int, int>> links_;  // articles, old and new
};

}  // namespace

int PolicyComparison::count(TaskFate fate) const {
  if (fate == TaskFate::added) return static_cast<int>(std::ranges::count(tasks, fate, &TaskPair::fate));
  // An old task that went into several new ones is one old task.
  std::set<int> seen, changed;
  for (const TaskPair& p : tasks) {
    if (p.before < 0) continue;
    (p.fate == TaskFate::changed ? changed : seen).insert(p.before);
  }
  if (fate == TaskFate::changed) return static_cast<int>(changed.size());
  std::set<int> out;
  for (const TaskPair& p : tasks) {
    if (p.before >= 0 && p.fate == fate && !changed.contains(p.before)) out.insert(p.before);
  }
  return static_cast<int>(out.size());
}

int PolicyComparison::count(ArticleFate fate) const {
  return static_cast<int>(std::ranges::count(articles, fate, &ArticleChange::fate));
}

bool PolicyComparison::complete() const {
  return count(TaskFate::same) + count(TaskFate::changed) + count(TaskFate::dropped) ==
         static_cast<int>(before_tasks.size());
}

PolicyComparison compare_policies(const PolicyText& before, const PolicyText& now) {
  return Comparer(before, now).compare();
}

std::string to_string(ArticleFate fate) {
  static constexpr const char* kWords[] = {"unchanged", "moved",     "changed", "split",
                                           "merged",    "regrouped", "removed", "added"};
  return kWords[static_cast<std::size_t>(fate)];
}
std::string to_chinese(ArticleFate fate) {
  static constexpr const char* kWords[] = {"没有变",       "移了位置",     "有改动", "拆成几条",
                                           "几条并成一条", "几条重新组合", "取消",   "新增"};
  return kWords[static_cast<std::size_t>(fate)];
}
std::string to_string(TaskFate fate) {
  static constexpr const char* kWords[] = {"same", "changed", "dropped", "added"};
  return kWords[static_cast<std::size_t>(fate)];
}
std::string to_chinese(TaskFate fate) {
  static constexpr const char* kWords[] = {"没有变", "有改动", "取消", "新增"};
  return kWords[static_cast<std::size_t>(fate)];
}

}  // namespace plan
