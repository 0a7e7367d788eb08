// Which indicator a printed name means, with the names above it. Private to this room.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "facts/names.hpp"
#include "reading/tables.hpp"

namespace reading::tables {

struct Named {
  enum class How { known, as_printed, asked, dropped } how = How::asked;
  const facts::Indicator* indicator = nullptr;  // when the table of names knows it
  std::string name;                             // canonical or as printed; empty when asked
  bool answered = false;                        // an officer said so
  Question question;                            // when asked; id empty otherwise
};

// What was answered before: kind and asked to answer.
class Answers {
 public:
  explicit Answers(const std::vector<Answer>& answers);
  const std::string* find(const std::string& kind, const std::string& asked) const;

 private:
  std::map<std::pair<std::string, std::string>, std::string> answers_;
};

class Naming {
 public:
  Naming(const facts::NamesTable& names, const Answers& answers) : names_(names), answers_(answers) {}

  // `parts`: from the head of a group to the leaf (社会消费品零售总额, 限额以上). `above`: canonical names of the rows
  // or the title the leaf stands under, nearest first. `is_part`: 其中 or #, so that the leaf is a part of the first of
  // `above`, whatever else its name may mean alone.
  // `nested`: the leaf stands deeper than the first of `above` (indented, or (一) under 一、), which makes it a part
  // where the table of names knows such a part, and nothing otherwise. `title`: words the leaf may be short of
  // (本外币, 规模以上服务业).
  Named name(const std::vector<std::u32string>& parts, const std::vector<std::string>& above, bool is_part,
             bool nested = false, std::u32string_view title = {}) const;

  // For a name that is like no indicator and does not say what it measures.
  static Question unknown(const std::string& name);

 private:
  const facts::Indicator* part_of(const facts::Indicator& whole, const std::string& leaf, bool only_sure = false) const;
  const facts::Indicator* put_into(const facts::Indicator& whole, std::u32string_view leaf) const;
  const facts::Indicator* with_title(std::u32string_view title, std::u32string_view leaf) const;
  bool lies_under(const facts::Indicator& part, const facts::Indicator& whole) const;

  const std::vector<std::pair<std::u32string, const facts::Indicator*>>& spellings() const;

  const facts::NamesTable& names_;
  const Answers& answers_;
  mutable std::vector<std::pair<std::u32string, const facts::Indicator*>> spellings_;  // folded; made when first needed
  mutable int tries_ = 0;
};

}  // namespace reading::tables
