// A reply under way: tables and prose add entries, the letter's head says who writes and of when. Private to this room.
#pragma once

#include <vector>

#include "reading/replies.hpp"
#include "reading/replies_words.hpp"

namespace reading::reply {

// An entry with what decides about it while it is read.
struct Draft {
  ReplyEntry entry;
  std::vector<Said> stage_cells;
  std::optional<Decimal> percent_cell;
  std::string percent_cell_words;
};

struct Reader {
  explicit Reader(const document::Document& d) : document(d) {}

  const document::Document& document;
  std::vector<Draft> entries;
  std::vector<NotRead> not_understood;
  std::vector<int> tables;
  std::string title;             // of the letter, as written
  std::string signed_by;         // an office alone on its line
  std::vector<base::Span> head;  // lines before the body: title, number
  bool sign = false;             // something says that this is a reply
  int telling = 0, lines = 0;    // body lines that say how far a task is, and all of them
};

// `span` cut into its lines and put under `role` of the entry; lines that say nothing are left out.
void put(Reader& reader, Draft& draft, Role role, base::Span span, const base::Place& place);
// As `put`, where each sentence may turn to another role; `from` is the role it begins with.
void put_by_turns(Reader& reader, Draft& draft, Role from, base::Span span, const base::Place& place);

// A table taken as replies; false when it is none, and nothing has been added.
bool read_reply_table(Reader& reader, const document::Table& table, int block);
// Everything outside tables.
void read_prose(Reader& reader, const std::string& file_stem);

base::Span trimmed(std::u32string_view text, base::Span span);

}  // namespace reading::reply
