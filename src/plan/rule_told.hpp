// Is the outcome of a line told anywhere in the part that reviews?
#pragma once

#include <optional>
#include <string>

#include "plan/rule.hpp"
#include "plan/rule_words.hpp"

namespace plan::rules {

// Wide on purpose: a figure that could be meant, or the line's name in the words of the review, counts as told. `name`
// is the meeting name, `indicator` may be null.
bool told_in_review(const Document& document, const std::string& as_written, const std::string& name,
                    const facts::Indicator* indicator);

// The clause of the review that says in words, without a number, that the line's aim was met:
// 城镇新增就业超额完成全年任务.
std::optional<Span> fulfilled_in_words(const Document& document, const std::string& as_written,
                                       const facts::Indicator* indicator);

// The thing a task is about, without its verbs and counting words, stands in the words of the review: 引进首店数 →
// 首店.
bool thing_named_in_review(const Document& document, const std::string& task);

}  // namespace plan::rules
