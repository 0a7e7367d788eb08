// How much of a task's words an entry of a reply says, and the other way round. Words are weighed by how rare they are
// among the tasks of the plan: 建设 says little, 积水点 much.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace plan::reply {

// Two characters that stand side by side: Chinese has no spaces, and pairs need no dictionary.
using Pair = std::u32string;

struct TaskText {
  std::u32string words;    // of the measure
  std::u32string action;   // its verbs: they say less
  std::u32string heading;  // over it
};

struct EntryText {
  std::u32string name;  // of the task, as the entry gives it; may be empty
  std::u32string said;  // what was done, and the rest
  // What free text counts, before each of its numbers: 淘汰柴油货车 of 淘汰柴油货车1730辆. As good as a name.
  std::vector<std::u32string> counted;
};

struct Likeness {
  double of_task = 0;  // share of the task's weight that the entry says, 0–1
  // Share of the entry's own name for the task that the task's words hold; without a name the best of `counted`, and no
  // less than of_task.
  double of_name = 0;
  double weight = 0;  // of what both say: few rare words, or many
  double number = 0;  // 1: the same number with the same unit stands in both; 0.4: the same counted thing
  std::vector<std::u32string> shared;  // runs of words in common, longest first
};

class Comparer {
 public:
  explicit Comparer(const std::vector<TaskText>& tasks);
  // `taken`: the pairs of the entry that a better task has explained already; they count no more.
  Likeness compare(const EntryText& entry, std::size_t task, const std::vector<Pair>* taken = nullptr) const;
  const std::vector<Pair>& pairs_of(std::size_t task) const { return tasks_[task].pairs; }

 private:
  struct Task {
    std::vector<Pair> pairs;  // each once
    std::vector<double> weights;
    double total = 0;
    std::u32string words;
    std::u32string heading;
    std::vector<std::u32string> verbs;
  };
  double rarity(const Pair& pair) const;
  // Of the weight of a name's pairs, what the task's words (or half, its heading) hold and no better task has
  // explained.
  std::optional<double> share_of_name(const std::u32string& name, const Task& task,
                                      const std::vector<Pair>* taken) const;
  std::vector<Task> tasks_;
  std::map<Pair, int> tasks_with_;
};

// What the clauses of a free text count, each without its number.
std::vector<std::u32string> counted_things(std::u32string_view text);

// Short forms written out (codes/reading/reply_synonyms.csv), digits and marks kept.
std::u32string written_out(std::u32string_view text);

}  // namespace plan::reply
