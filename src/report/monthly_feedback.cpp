#include "report/documents.hpp"
#include "report/feedback_parts.hpp"

namespace report {

using document::DraftParagraph;
using Role = DraftParagraph::Role;

document::Draft monthly_feedback(const RunFindings& run) {
  Feedback f(run);
  const auto& d = f.digest;
  // Broken where the sense breaks, the longer line above (GB/T 9704-2012, 7.3.1).
  f.draft.blocks.emplace_back(
      paragraph(Role::title, balanced_title({d.area + d.year, "国民经济和社会发展计划", "执行情况月度反馈"})));
  f.draft.blocks.emplace_back(paragraph(Role::subtitle, "（数据截至" + d.asof + "）"));
  what_was_read(f);
  overall(f);
  headline_targets(f);
  risks(f);
  key_projects(f);
  progress_of_tasks(f);
  replies_of_offices(f);
  orders_handled(f);
  check_findings(f);
  next_steps(f);
  f.draft.blocks.emplace_back(paragraph(Role::signature, d.office));
  f.draft.blocks.emplace_back(paragraph(Role::date, d.asof));
  list_of_sources(f);
  f.draft.title = d.area + d.year + "国民经济和社会发展计划执行情况月度反馈";
  f.draft.author = d.office;
  return std::move(f.draft);
}

}  // namespace report
