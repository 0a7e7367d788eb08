// What makes a number of a table doubtful or tells more of it: footnotes, the series' past, sums. Private to this room.
#pragma once

#include <vector>

#include "reading/tables_block.hpp"

namespace reading::tables {

// Footnotes to the numbers they speak of: by name, by mark (注1, ①, *), or all growths when they speak of growth
// and name no indicator. Gives notes, bases and lagged months; what fits no number goes to `read.notes`.
void apply_footnotes(BlockRead& read, const facts::NamesTable& names);

// Takes out of `read` and asks about: values some 30 times and more off their series' past (万 for 亿), and columns of
// growths that all look like indices of 100.
void hold_back_doubtful(BlockRead& read, const Answers& answers, const TableContext& context,
                        const std::string& table_key);

// 合计 against the rows it sums up, 全区 against its parts, and wholes against the parts codes/partitions.csv names.
std::vector<NotRead> check_sums(const BlockRead& read);
// 合计 over rows of areas is of none of them, and of the whole only where the title says of which: the others go, and a
// note says so. After `check_sums`, which needs them.
void leave_out_sums_of_areas(BlockRead& read);

}  // namespace reading::tables
