#include "reading/tables_parts.hpp"

#include <algorithm>

namespace reading::tables {

namespace {

constexpr int kWordWidth = 6;  // of 其中： in half-width columns
constexpr int kSlack = 1;

bool of_one_kind(std::u32string_view before, std::u32string_view leaf) {
  if (before.empty() || leaf.empty()) return false;
  return (before.ends_with(U'业') && leaf.ends_with(U'业')) || leaf.starts_with(U'非');
}

}  // namespace

bool PartRun::place(Axis& axis, bool known) {
  const std::u32string leaf = axis.names.empty() ? std::u32string() : axis.names.back();
  if (axis.label.part) {
    // 其中 under (一) is deeper than (一), however it is indented.
    axis.indent = std::max(axis.indent, whole_indent_ + 2);
    open_ = true;
    part_indent_ = axis.indent;
    part_written_ = axis.written;
    leaf_ = leaf;
    return false;
  }
  if (open_ && !axis.numbered && !leaf.empty()) {
    const bool indented = axis.written > whole_written_;
    const bool beside =
        indented && axis.written >= part_written_ && axis.written <= part_written_ + kWordWidth + kSlack;
    const bool goes_on = !indented && part_written_ <= whole_written_ && !known && of_one_kind(leaf_, leaf);
    if (beside || goes_on) {
      axis.indent = part_indent_;
      leaf_ = leaf;
      return true;
    }
    if (indented && axis.written > part_written_) {  // a part of a part
      axis.indent = std::max(axis.indent, part_indent_ + 1);
      return false;
    }
  }
  if (leaf.empty() && open_) return false;  // 增速（%） below its name
  open_ = false;
  whole_indent_ = axis.indent;
  whole_written_ = axis.written;
  return false;
}

}  // namespace reading::tables
