#include "report/sources.hpp"

#include <algorithm>

namespace report {
namespace {

std::string text_of(const facts::Fact& fact) {
  const auto shown = facts::shown(fact.source);
  if (!shown.empty()) return shown;
  return fact.source.place.file.empty() ? std::string("来源未注明") : fact.source.place.file + "（来源未注明）";
}

}  // namespace

int Sources::of_report(const std::string& file) {
  const std::string text = "计划报告《" + file + "》";
  for (std::size_t i = 0; i < sources_.size(); ++i)
    if (sources_[i].text == text) return static_cast<int>(i) + 1;
  sources_.push_back({text, {}, {}});
  return static_cast<int>(sources_.size());
}

int Sources::of(const facts::Fact& fact) {
  const auto text = text_of(fact);
  if (!fact.published.known_by.ok()) return of_words(text);  // handed in, published by nobody
  const auto published = calendar::to_chinese(fact.published);
  const auto period = calendar::to_chinese(fact.period);
  auto at = std::find_if(sources_.begin(), sources_.end(),
                         [&](const Source& s) { return s.text == text && s.published == published; });
  if (at == sources_.end()) at = sources_.insert(at, {text, published, {}});
  if (std::find(at->periods.begin(), at->periods.end(), period) == at->periods.end()) at->periods.push_back(period);
  return static_cast<int>(at - sources_.begin()) + 1;
}

int Sources::of_words(const std::string& source) {
  if (source.empty()) return 0;
  for (std::size_t i = 0; i < sources_.size(); ++i)
    if (source == sources_[i].text || source == sources_[i].text + "，" + sources_[i].published + "公布")
      return static_cast<int>(i) + 1;
  sources_.push_back({source, {}, {}});
  return static_cast<int>(sources_.size());
}

std::vector<std::string> Sources::list() const {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    std::string line = "[" + std::to_string(i + 1) + "] " + sources_[i].text;
    if (!sources_[i].periods.empty()) {
      line += "。数据期间：";
      for (std::size_t p = 0; p < sources_[i].periods.size(); ++p)
        line += (p == 0 ? "" : "、") + sources_[i].periods[p];
    }
    if (!sources_[i].published.empty()) line += "。发布日期：" + sources_[i].published;
    lines.push_back(line + "。");
  }
  return lines;
}

std::string source_words(const facts::Fact& fact) {
  return text_of(fact) + "，" + calendar::to_chinese(fact.published) + "发布";
}

}  // namespace report
