// What one day brought: new figures, verdicts that changed, questions, what was not understood, what is due. One page
// and the same in lines for a screen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/draft.hpp"
#include "facts/fact.hpp"
#include "plan/verdict.hpp"
#include "report/documents.hpp"

namespace report {

struct NewFigure {
  facts::Fact now;
  std::optional<facts::Fact> before;  // the vintage it follows
  int vintage = 1;
};

struct VerdictChange {
  std::string target;  // 社会消费品零售总额，增长6.5%左右
  plan::Verdict was = plan::Verdict::no_data;
  plan::Verdict is = plan::Verdict::no_data;
  std::string why;
};

struct NewQuestion {
  std::string id;
  std::string text;
  std::string file;
  std::string place;
};

struct DayFindings {
  std::string area;
  calendar::Date asof;
  std::vector<ReadFile> files;          // read today
  std::vector<std::string> gone;        // taken out of the folder today
  std::vector<NewFigure> figures;       // of this area
  int figures_elsewhere = 0;            // of other areas
  std::vector<VerdictChange> verdicts;  // against the day before
  std::vector<NewQuestion> questions;
  std::vector<Unread> unread;    // of the files read today
  std::vector<std::string> due;  // one line each, the most urgent first
  // Tasks of the plan itself that are long past their day: told in one line of a page, and no reason for one.
  int tasks_long_past = 0;
  bool empty() const;
};

enum class DayPart { due, verdicts, figures, questions, unread, gone };
struct DaySection {
  DayPart part;
  std::vector<std::string> lines;
};
// Revisions before first figures, falls of a verdict before rises. Sections without lines are left out.
std::vector<DaySection> day_sections(const DayFindings& day);
std::string to_chinese(DayPart part);
// 今天读取2个文件，新增数据5条（其中修订1条）；判断变化1项；……
std::string day_summary(const DayFindings& day);
// 55.90亿元，同比6.3%
std::string figure_words(const facts::Fact& fact);

// 今日变化.docx: one page, whatever came; what does not fit is counted.
document::Draft day_page(const DayFindings& day);

}  // namespace report
