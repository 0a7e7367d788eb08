// Policy files and minutes beside the year's report: their tasks are tasks of the year too.
#pragma once

#include <string>
#include <vector>

#include "cycle/cycle.hpp"

namespace cycle {

// Adds the tasks of `files` to the measures of `report`: their words go behind its text, so that every task keeps its
// place in one text, and its paragraphs keep the name of the file they came from. Ids go on from file to file (K001 …).
// Faults of read_document; "policy.none" for a file that is neither a policy file nor minutes.
base::Result<void> add_policies(const std::vector<std::string>& files, ReadDocument& report, base::World& world);

// The id of the n-th task of all such files together.
std::string policy_task_id(int n);
// The measures of `policy`, as they are, behind those of `report`, with its text and the owners that are named.
void add_tasks_of(const ReadDocument& policy, ReadDocument& report);

// The bodies that files or persons name for tasks take the place of suggestions.
void use_named_owners(const ReadDocument& report, std::vector<plan::Task>& tasks);

}  // namespace cycle
