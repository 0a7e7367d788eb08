// Targets told in words, without a number of their own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reading/clause.hpp"
#include "reading/statements.hpp"

namespace reading {

// What a clause promises: the parts of a Target that its words alone decide.
struct Promise {
  Span span;
  std::string indicator;
  std::string op;
  std::optional<Decimal> value;  // only 正增长: above zero
  std::string unit;
  std::optional<Kind> kind;
  std::string reference;
  Relation relation = Relation::none;
  double confidence = 0.85;
};

// 城镇新增就业完成市下达目标; 完成国家下达的节能减排任务; two goals joined in one clause give two. `listed`: in the
// list of expected targets, where every task named is one.
std::vector<Promise> assigned_promises(std::u32string_view text, Span clause, bool listed);

// 与经济增长同步, 保持正增长, 全覆盖, 不发生, 稳步下降, 保持全国前列. Inside a measure only a named indicator that
// moves, or a place that is kept, is a promise. What stands in a relation may be left without a name of its own:
// ……增长6%，高于全国平均水平.
std::optional<Promise> worded_promise(std::u32string_view text, Span clause, bool listed);

// A named thing to be finished, passed or issued: 完成……建设, 建成……, 力争……通过验收; with `earlier` the clause before,
// for 加快……建设，力争年内竣工.
std::optional<Promise> milestone_promise(std::u32string_view text, const ClauseReading& reading,
                                         const ClauseReading* earlier);

// The words after the verbs, adverbs and times that `s` starts with.
std::u32string_view without_verbs(std::u32string_view s);

}  // namespace reading
