#include "plan/tasks_words.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/decimal.hpp"

namespace plan {
namespace {

constexpr double kPerCharacter = 0.35;
constexpr double kLeadIn = 0.45;
constexpr double kPurpose = 0.4;

using View = std::u32string_view;

bool begins_with_any(View text, std::initializer_list<View> words) {
  return std::ranges::any_of(words, [&](View w) { return text.starts_with(w); });
}

// What a clause counts for. A clause that names manner, basis or purpose says little about who acts.
double clause_weight(View clause, bool first, bool last) {
  if (!last && begins_with_any(
                   clause, {U"以", U"围绕", U"聚焦", U"发挥", U"充分发挥", U"突出", U"坚持", U"在", U"依托", U"用好",
                            U"按照", U"衔接", U"立足", U"抢抓", U"对标", U"放大", U"充分利用", U"把握", U"深入落实"})) {
    return kLeadIn;
  }
  if (!first &&
      begins_with_any(clause, {U"实现",     U"提升", U"营造", U"初步形成", U"形成", U"培养", U"培育更多", U"确保",
                               U"推动形成", U"带动", U"有效", U"持续提升", U"不断", U"切实", U"着力保",   U"最大限度",
                               U"更好",     U"助力", U"促进", U"服务",     U"守住", U"让",   U"使",       U"破解"})) {
    return kPurpose;
  }
  return 1;
}

std::vector<std::pair<View, double>> weighed_clauses(View text) {
  std::vector<View> clauses;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || text[i] == U',' || text[i] == U'，' || text[i] == U';' || text[i] == U'；' ||
        text[i] == U'。') {
      if (i > start) {
        clauses.push_back(text.substr(start, i - start));
      }
      start = i + 1;
    }
  }
  std::vector<std::pair<View, double>> result;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    result.emplace_back(clauses[i], clause_weight(clauses[i], i == 0, i + 1 == clauses.size()));
  }
  return result;
}

}  // namespace

base::Result<OfficeWords> OfficeWords::parse(std::string_view csv, const std::string& file_name) {
  const auto table = base::CsvTable::parse(csv, file_name);
  if (!table) {
    return base::fail(table.error());
  }
  OfficeWords result;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto weight = base::Decimal::parse(table->at(row, "weight"));
    const std::u32string text = base::u32(table->at(row, "keyword"));
    if (!weight || text.empty()) {
      return base::fail("office_words.weight", "关键词或权重无法识别",
                        base::Place{.file = file_name, .line = table->line(row)}, "权重请填1、2或3");
    }
    result.by_first_[text.front()].push_back({text, table->at(row, "function"), weight->to_double()});
  }
  for (auto& [first, words] : result.by_first_) {
    std::ranges::stable_sort(words, [](const Word& a, const Word& b) { return a.text.size() > b.text.size(); });
  }
  return result;
}

const OfficeWords& OfficeWords::builtin() {
  static const OfficeWords words = [] {
    auto parsed = parse(base::builtin_file("codes/office_words.csv"), "codes/office_words.csv");
    JC_ASSERT(parsed.has_value());
    return *parsed;
  }();
  return words;
}

std::vector<OfficeWords::Hit> OfficeWords::hits(View text) const {
  std::vector<Hit> found;
  for (std::size_t at = 0; at < text.size();) {
    const auto words = by_first_.find(text[at]);
    const Word* longest = nullptr;
    if (words != by_first_.end()) {
      const auto match =
          std::ranges::find_if(words->second, [&](const Word& w) { return text.substr(at).starts_with(w.text); });
      longest = match == words->second.end() ? nullptr : &*match;
    }
    if (longest == nullptr) {
      ++at;
      continue;
    }
    const int length = static_cast<int>(longest->text.size());
    const int start = static_cast<int>(at);
    found.push_back({{start, start + length}, longest->function, longest->weight * (1 + kPerCharacter * (length - 2))});
    at += longest->text.size();
  }
  return found;
}

Pointed point_to_function(const std::vector<WeighedText>& texts, const OfficeWords& words) {
  struct Votes {
    double score = 0;
    int order = 0;
    std::vector<std::string> because;
  };
  std::map<std::string_view, Votes> votes;
  int order = 0;
  for (const WeighedText& weighed : texts) {
    for (const auto& [clause, weight] : weighed_clauses(weighed.text)) {
      for (const OfficeWords::Hit& hit : words.hits(clause)) {
        auto [at, fresh] = votes.try_emplace(hit.function);
        if (fresh) {
          at->second.order = order++;
        }
        at->second.score += hit.score * weight * weighed.weight;
        const std::string word = base::to_utf8(base::slice(clause, hit.span));
        auto& because = at->second.because;
        if (std::ranges::find(because, word) == because.end()) {
          because.push_back(word);
        }
      }
    }
  }
  const auto best = std::ranges::max_element(votes, [](const auto& a, const auto& b) {
    return a.second.score != b.second.score ? a.second.score < b.second.score : a.second.order > b.second.order;
  });
  if (best == votes.end()) {
    return {};
  }
  return {std::string(best->first), best->second.score, best->second.because};
}

}  // namespace plan
