// Number formats of spreadsheets (ISO/IEC 29500-1, 18.8.30 and 18.8.31): what a person sees of a stored number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace office {

// The decimal a spreadsheet means by a number it stores: the shortest that reads back as the same double; where a
// calculation left noise in the 16th or 17th digit (53.699999999999996) and 15 digits, all that spreadsheets show, are
// plainly round (53.7), those. Never an exponent. Empty when `text` is no finite number.
std::string plain_decimal(std::string_view text);
std::string plain_decimal(double value);

struct ShownNumber {
  document::CellKind kind = document::CellKind::number;
  std::string text;    // as shown
  std::string stored;  // as document::Cell::stored
  bool percent = false;
};

class NumberFormat {
 public:
  NumberFormat() : NumberFormat("General") {}
  explicit NumberFormat(std::string_view code);
  // Formats known by number only, those of Chinese versions with them; "General" for unknown numbers.
  static std::string_view builtin(int id);

  // `decimal` comes from plain_decimal. Dates outside 1900–9999 are shown as numbers. Text is written over.
  void show(std::string_view decimal, bool date1904, ShownNumber& out) const;
  // Text through the text section ("@"), mostly itself.
  bool is_general() const { return general_; }

 private:
  enum class Part {
    literal,
    digit,
    point,
    percent,
    exponent,
    general,
    text,
    year,
    month,
    minute,
    day,
    weekday,
    hour,
    second,
    fraction,
    am_pm,
    elapsed
  };
  struct Token {
    Part part = Part::literal;
    std::string text;  // of a literal; the letters of the rest
  };
  struct Section {
    std::vector<Token> tokens;
    bool date = false;  // shows a year, month or day
    bool time = false;  // shows hours, minutes or seconds only
    bool thousands = false;
    bool ratio = false;    // a fraction such as # ?/?
    bool chinese = false;  // [DBNum1]: 二〇二三年九月
    bool capital = false;  // [DBNum2]
    int percents = 0, scale = 0;
    int decimals = 0;
    char condition = 0;  // '<' '>' 'l' (<=) 'g' (>=) '=' '!' or none
    double limit = 0;
  };
  static Section parse(std::string_view code);
  void show_number(const Section& section, std::string_view decimal, bool minus, ShownNumber& out) const;
  bool show_date(const Section& section, std::string_view decimal, bool date1904, ShownNumber& out) const;

  bool general_ = false;
  std::vector<Section> sections_;
};

}  // namespace office
