// Numbers of papers as a letter prints them, 岚发改督〔2025〕4号-1: by them an answer says which order it answers.
// Which of them are orders of ours only the register knows. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace reading {

struct ReplyEntry;
struct Replies;

struct PrintedNumber {
  std::string before;  // the letters right before the bracket, with words of the sentence among them: 关于岚发改督
  int year = 0, number = 0;
  int item = 0;           // 4号-1, 4号第1项; 0 where none is printed
  bool of_order = false;  // 督办, 督查, 交办 or a code with 督 stands beside it

  bool operator==(const PrintedNumber&) const = default;
};

// In the order of the text. Brackets and digits may be wide or narrow; 3号-1、3号-2 and 3号、4号 are several of one
// code.
std::vector<PrintedNumber> numbers_printed_in(std::u32string_view text);

// Puts to each entry the numbers that it answers, and to the letter those that hold for entries without: of its title
// and its file name, else of the first line outside the entries that has one. The letter's own number, alone on its
// line, is none of them.
void find_order_numbers(const document::Document& document, std::u32string_view title, std::u32string_view file,
                        Replies& replies);

// The entry's own, and the letter's where none of them is of an order.
std::vector<PrintedNumber> numbers_of(const ReplyEntry& entry, const Replies& letter);

}  // namespace reading
