// 勾稽: arithmetic or logic that must hold within a document, between documents, and against published figures.
// One rule, one small unit (rule_….cpp): inputs, expectation, finding, and the sentence to say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "facts/fact.hpp"
#include "facts/names.hpp"
#include "reading/statements.hpp"

namespace plan {

enum class Severity { error, warning, note };
std::string to_string(Severity);

struct Input {
  std::string label;  // "本报告 一般公共预算收入", "越秀区 2022年 一般公共预算收入（official）"
  std::string value;   // as printed
  std::string source;  // where it stands, fit to be shown
  std::optional<base::Span> span;
};

struct Finding {
  std::string rule;
  Severity severity = Severity::note;
  std::vector<base::Span> spans;  // in the draft
  std::vector<Input> inputs;
  std::string expected;
  std::string found;
  std::string say;  // the sentence an officer would say
};

struct Confirmed {
  std::string rule;
  std::vector<Input> inputs;
  std::string value;
  std::vector<base::Span> spans;
};

struct NotCheckable {
  std::string rule;
  std::string why;
  std::vector<base::Span> spans;
};

struct CheckResult {
  std::vector<Finding> findings;  // errors first, then by place
  std::vector<Confirmed> confirmed;
  std::vector<NotCheckable> not_checkable;
  int checked = 0;  // comparisons made
};

// Tables that belong to what is checked: in the same file, or handed over beside it.
struct AttachedTables {
  std::string label;               // 本报告的表, or the other file's name
  std::vector<facts::Fact> facts;  // as the tables tell them
  std::vector<Input> sums;         // totals that are not what their rows come to: value says it, source where
};

struct CheckInput {
  const reading::Reading* draft = nullptr;
  std::vector<const reading::Reading*> others;  // earlier or parallel documents
  std::vector<facts::Fact> known;               // as known on the day of asking: nothing superseded
  std::vector<facts::Fact> vintages;            // everything published by then, for contradictions; empty: `known`
  std::vector<AttachedTables> tables;
  const facts::NamesTable* names = nullptr;
};

CheckResult cross_check(const CheckInput& input);

}  // namespace plan
