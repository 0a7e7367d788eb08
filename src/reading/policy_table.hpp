// A table of tasks (任务分解表): one row a task, with its owners and its time in columns of their own.
#pragma once

#include <vector>

#include "document/document.hpp"
#include "reading/policy_tasks.hpp"

namespace reading {

// Appends an article a row; nothing for a table of something else.
void read_task_table(std::u32string_view text, std::u32string_view norm, const document::Table& table,
                     const TaskContext& context, std::vector<PolicyArticle>& into);

bool is_task_table(std::u32string_view norm, const document::Table& table);

}  // namespace reading
