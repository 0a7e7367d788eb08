// The words of replies: what a column or a heading announces, how far a task has come, how a sentence turns to
// problems, plans and requests. From codes/reading/reply_columns.csv and reply_words.csv. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/lexicon.hpp"
#include "reading/replies.hpp"

namespace reading::reply {

enum class Role { none, serial, task, office, done, problem, next, ask, stage, percent, goal, due, other };

// The roles that a table's header or a heading names, in order, each once; 进展情况及存在问题 names two. What a header
// asks to be solved (需协调解决的问题) is an ask and no problem.
struct Roles {
  std::vector<Role> roles;
  int unexplained = 0;  // characters that no word explains, fillers (2025年9月, 的, 及) taken off
  bool has(Role role) const;
};
Roles roles_of(std::u32string_view header);

bool is_aspect(Role role);  // done, problem, next, ask

// 一、工作进展情况 → done; 存在的主要问题和困难 → problem. None where the heading names a thing besides.
Role aspect_of_heading(std::u32string_view title);

// The heading or title without the words that announce and the words that name no task: 关于老旧小区改造进展情况的函
// → 老旧小区改造. Empty when nothing is left that names a task.
std::u32string task_named_in(std::u32string_view title);

// What a sentence turns to by its first words; none when it goes on with what was said before.
Role turn_of(std::u32string_view sentence);

bool says_nothing(std::u32string_view text);         // 无, 暂无需协调事项, /
bool is_letter_form(std::u32string_view line);       // 特此函复, 联系人：…, 附件：…
bool is_letter_intro(std::u32string_view sentence);  // 现将有关情况报告如下
bool is_letter_title(std::u32string_view line);      // has words by which a reply is known
bool names_feedback(std::u32string_view title);  // 督办事项反馈表, 回执: a form that is filled in and sent back

// 区商务局, 岚湖区发展和改革局, 鹭汀街道办事处, 区城投集团. The whole text is the name.
bool is_office_name(std::u32string_view text);

// Whether the words of the same clause before `at` make what stands there an aim: 力争年底前全部完成, 预计10月竣工,
// 12月底前可全部完工; of a number 全年任务18万亩. Not 已于6月底前完成, 按计划完成.
bool only_intended(std::u32string_view text, std::size_t at);

// Whether a clause of the words says that something is left to do, and does not say that it has been done since:
// 剩余1.8公里, 尚未交付; not 原剩余1.8公里已交付.
bool says_left(std::u32string_view words);

struct StageFound {
  ReplyStage stage = ReplyStage::unsaid;
  std::string words;
};
// Of what was done and what stands in the way. The gravest that is not taken back: late before not started before
// under way; done only where nothing says that something is left.
StageFound stage_of_text(std::u32string_view done, std::u32string_view problems);
// Of a 状态 cell: the whole cell, else as a text.
StageFound stage_of_cell(std::u32string_view cell);

// 完成年度任务的75%, 完成进度达75%, 形象进度75%: how much of the task, where said. The last one said counts.
struct Percent {
  Decimal value;
  Span span;  // in `text`
};
std::optional<Percent> percent_in(std::u32string_view text);

}  // namespace reading::reply
