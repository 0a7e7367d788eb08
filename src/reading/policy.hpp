// Policy files and minutes read into tasks: who does what by when, article by article (若干措施, 工作要点, 实施方案,
// 任务分解表, 会议纪要). Every article holds a task, or says that it asks for nothing and why; every sentence of it
// lies in a task, beside one as its condition, or is recorded as no action. Shapes and habits:
// docs/reference/policy.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/period.hpp"
#include "document/document.hpp"
#include "reading/statements.hpp"

namespace reading {

enum class DocumentKind { report, policy, minutes };
std::string to_string(DocumentKind);  // report | policy | minutes

// A body as the file names it.
struct DutyName {
  std::string name;
  Span span;
};

enum class DueKind {
  by,         // 2024年6月底前, 年内: no later than `date`
  period,     // 2024年1月1日至6月30日: from `from` to `date`
  recurring,  // 每月10日前, 每季度
  ongoing,    // 长期坚持, 持续推进
  at_once,    // 立即
  relative,   // 印发后30日内, 春节前: no day that the file itself gives
};
std::string to_string(DueKind);

struct TaskDue {
  std::string text;
  Span span;
  DueKind kind = DueKind::by;
  std::optional<calendar::Date> from, date;
  bool year_inferred = false;  // the file prints no year with it
};

struct PolicyTask {
  std::string id;    // K001 …, in text order
  Span span;         // its sentence, without number, owners in brackets and final stop
  std::string what;  // these words, in UTF-8
  std::string action, object;
  std::vector<DutyName> owners;       // 责任单位, 牵头单位, who is told to act
  std::vector<DutyName> cooperating;  // 配合单位, 会同, 按职责分工
  std::vector<DutyName> leaders;      // 责任领导: persons
  bool owners_shared = false;         // named once for several tasks: of the article, its heading or the file
  std::optional<TaskDue> due;
  bool due_shared = false;
  std::vector<std::string> amounts;  // ids of the figures in it and in its conditions
  std::vector<Span> conditions;  // 对……的企业: for whom; 最高不超过……: how far; sentences that go with it
  double confidence = 1;
  std::vector<std::string> why;     // the rules that made it
  std::vector<std::string> doubts;  // what a person should look at
};

// Words that ask for nothing, and why.
struct NoAction {
  Span span;
  std::string reason;  // 背景和依据, 施行和有效期, 解释权 …
};

struct PolicyArticle {
  std::string id;       // A001 …
  std::string number;   // as printed: 1, (一), 第三条; empty: a paragraph without one
  std::string section;  // numbers of the headings above: 一/(二)
  std::string heading;  // title of the innermost heading above
  std::string title;    // its own title or lead phrase
  Span span;
  std::vector<PolicyTask> tasks;
  std::vector<NoAction> no_action;  // never empty where `tasks` is
};

struct Policy {
  DocumentKind kind = DocumentKind::policy;
  std::string why;     // by which words it was recognised
  std::string title;   // of the measures themselves, not of the notice that sends them out
  std::string number;  // 云府发〔2024〕3号
  std::string issuer;  // as signed
  std::optional<calendar::Date> issued;
  int year = 0;  // the year its dates without a year are of; 0 unknown
  std::vector<PolicyArticle> articles;
  std::vector<NoAction> set_aside;  // title, addressee, signature, attendance, distribution: outside any article
};

// What kind of document this is, by its title and shape; `policy` and `minutes` when it is one for certain.
DocumentKind kind_of(const document::Document& document);

// Reads the document as `as`, or as what it is; nullopt for a report. `figures` are those of the same document.
std::optional<Policy> read_policy(const document::Document& document, const std::vector<Figure>& figures,
                                  std::optional<DocumentKind> as = std::nullopt);

// Tasks that a person should look at, in text order: those with doubts, and those of little confidence.
struct TaskDoubt {
  const PolicyTask* task = nullptr;
  std::string why;
};
std::vector<TaskDoubt> doubts(const Policy& policy);

// 市商务局、市财政局
std::string joined_names(const std::vector<DutyName>& names);
// Number and title of an article, or its first words: 一/1 扩大首季生产. `text` is that of the document.
std::string short_title(const PolicyArticle& article, std::u32string_view text);

// The tasks as measures, so that what is done with a plan's measures (owners, replies, due dates) is done with them.
std::vector<Measure> measures_of(const Policy& policy);

}  // namespace reading
