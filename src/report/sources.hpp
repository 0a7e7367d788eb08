// Where figures come from, numbered in the order they are first named. A stored copy is described, its address never
// shown.
#pragma once

#include <string>
#include <vector>

#include "facts/fact.hpp"

namespace report {

class Sources {
 public:
  // The plan report itself.
  int of_report(const std::string& file);
  int of(const facts::Fact& fact);
  // The source of a cross-check's input, in the words it gives; 0 for empty words.
  int of_words(const std::string& source);
  // "[2] 某区统计局：…，2023年11月3日发布": one line a source, in order.
  std::vector<std::string> list() const;
  std::size_t size() const { return sources_.size(); }

 private:
  struct Source {
    std::string text;
    std::string published;
    std::vector<std::string> periods;
  };
  std::vector<Source> sources_;
};

// "某区统计局网站，2023年11月（日期不详）发布", for one figure.
std::string source_words(const facts::Fact& fact);

}  // namespace report
