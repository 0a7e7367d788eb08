// What departments write back: letters on progress (关于报送…进展情况的函), answers to an order (…督办事项的回复),
// tables 序号|重点任务|责任单位|进展情况|存在问题|下一步计划|需协调事项, and plain paragraphs under headings. Each
// becomes entries: which task, what was done, which figures, what stands in the way, what is asked for. What is
// understood: the words of codes/reading/reply_words.csv. Pure: same document, same answer.
//
// All of it is what an office claims. A figure here is never a published one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/period.hpp"
#include "document/document.hpp"
#include "reading/order_numbers.hpp"
#include "reading/statements.hpp"
#include "reading/tables.hpp"

namespace reading {

// 进展情况; 督办事项的回复; some other 回复, 答复 or 复函: an answer to whoever asked, to no order by name.
enum class LetterKind { progress, order_reply, answer };

// Where the office says the task stands. The stage of an entry is that of its most telling words.
enum class ReplyStage { unsaid, not_started, preparing, under_way, late, done };
std::string to_string(ReplyStage);   // "under_way"
std::string to_chinese(ReplyStage);  // 正在推进; 未说明 for unsaid

// Words as written, and where they stand.
struct Said {
  std::string text;  // UTF-8, white space at the ends taken off
  Span span;         // in Document::text
  base::Place place;
};

struct ReplyEntry {
  std::string office;  // who answers for this entry, as written; the letter's office where the entry names none
  std::string task;  // the words that name the task: a table's 重点任务 cell, a heading, a lead phrase; may be empty
  Span task_span;
  std::string goal;        // 年度目标 of the same row; empty when the table has none
  base::Place place;       // of the row or the paragraph it begins in
  std::vector<Said> done;  // 进展情况
  std::vector<Said> problems;
  std::vector<Said> asks;       // 需协调事项
  std::vector<Said> next;       // 下一步计划
  std::vector<Figure> figures;  // of `done` only: what has been reached, as claimed; ids R001 … within the document
  ReplyStage stage = ReplyStage::unsaid;
  std::string stage_words;              // the words that decided
  std::optional<Decimal> percent_done;  // 完成进度 75%: only where printed, 0–100
  std::vector<Span> percent_spans;
  std::vector<PrintedNumber> numbers;  // of the orders it answers, in its own words or its own row of the table
};

struct Replies {
  std::string office;                       // who writes; empty when the letter does not say
  std::optional<calendar::Period> period;   // the month (or months) it reports on, where printed
  std::optional<calendar::Date> signed_on;  // the day it is signed with, where one is printed (signed_date.hpp)
  LetterKind kind = LetterKind::progress;
  std::string title;
  std::vector<PrintedNumber> numbers;  // for the entries that print none of their own
  std::vector<ReplyEntry> entries;     // in text order
  // Paragraphs, rows and cells that could not be put under any entry. Salutation, closing, signature and contact are
  // the form of a letter and not listed.
  std::vector<NotRead> not_understood;
  std::vector<int> tables;  // indices in Document::blocks of the tables taken as replies: no statistics
  // Why a document that tells of progress is no reply all the same: a circular tells others what to do, a report of the
  // whole is nobody's answer. Empty where there are entries, or where nothing in it looks like a reply.
  std::string no_reply;
};

struct RepliesContext {
  std::optional<calendar::Date> asof;  // completes 9月 with its year; empty: only what is printed
  bool answers = false;                // whoever sent it said so: nothing in it has to prove that it is a reply
};

// Empty `entries` when the document is no reply: without a word by which a reply is known (a title, whom it is written
// to), free paragraphs must say whose they are or name what they answer; what is a circular by its title is none. A
// table is a reply when its header has a column for what was done (or asked, or in the way) and its body there is
// prose; statistics never are.
Replies read_replies(const document::Document& document, const RepliesContext& context);

// The document without the tables that were taken as replies, for `read_tables`.
document::Document without_reply_tables(const document::Document& document, const Replies& replies);

}  // namespace reading
