#include <algorithm>

#include "cycle/cycle.hpp"
#include "cycle/known.hpp"
#include "reading/read.hpp"

namespace cycle {

namespace {

// 【待填：…】, 【建议：…】 and, in a draft that has such, 〔…〕 with words of last year's report: what an annual draft
// leaves to people is nothing that it says. 〔2025〕 of a document's number is no such mark.
std::vector<base::Span> left_to_people(std::u32string_view text) {
  constexpr std::size_t kLongest = 2000, kNumber = 6;
  std::vector<base::Span> out;
  const auto take = [&](std::u32string_view opening, char32_t closing, std::size_t least) {
    for (auto at = text.find(opening); at != std::u32string_view::npos; at = text.find(opening, at + 1)) {
      const auto end = text.find(closing, at);
      if (end != std::u32string_view::npos && end - at <= kLongest && end - at > least)
        out.push_back({static_cast<int>(at), static_cast<int>(end) + 1});
    }
  };
  take(U"【待填", U'】', 0);
  take(U"【建议", U'】', 0);
  if (!out.empty()) take(U"〔", U'〕', kNumber);
  return out;
}

// The draft as if its open places were blank: 地区生产总值【待填：……】（前三季度208.6亿元） tells of 地区生产总值.
// Places and words to be shown stay those of the draft.
void read_without(const std::vector<base::Span>& open, ReadDocument& draft) {
  document::Document blank = draft.document;
  for (const auto& span : open)
    for (int i = span.start; i < span.end; ++i)
      if (char32_t& c = blank.text[static_cast<std::size_t>(i)]; c != U'\n') c = U'　';
  const auto measures = draft.policy ? std::optional(std::move(draft.reading.measures)) : std::nullopt;
  draft.reading = reading::read(blank);
  draft.reading.text = draft.document.text;
  if (measures) draft.reading.measures = *measures;
}

}  // namespace

base::Result<CheckOutcome> check(const CheckRequest& request, base::World& world, const Progress& progress) {
  CheckOutcome outcome;
  progress("读取 " + request.draft);
  auto draft = read_document(request.draft, world);
  if (!draft) return base::fail(draft.error());
  outcome.draft = std::move(*draft);
  const auto open = left_to_people(outcome.draft.reading.text);
  if (!open.empty()) read_without(open, outcome.draft);
  if (outcome.draft.reading.area.empty()) outcome.draft.reading.area = request.area;

  std::vector<ReadDocument> others;
  for (const auto& path : request.others) {
    progress("读取 " + path);
    auto other = read_document(path, world);
    if (!other) return base::fail(other.error());
    others.push_back(std::move(*other));
  }
  auto known = gather_known(request.facts_files, request.data, request.asof, world);
  if (!known) return base::fail(known.error());
  outcome.unread = std::move(known->unread);

  plan::CheckInput input;
  input.draft = &outcome.draft.reading;
  for (const auto& other : others) input.others.push_back(&other.reading);
  outcome.facts = known->facts.size();
  input.known = std::move(known->facts);
  input.vintages = std::move(known->vintages);
  input.names = &facts::NamesTable::in_force();
  progress("核对");
  outcome.result = plan::cross_check(input);
  std::erase_if(outcome.result.findings, [&](const plan::Finding& finding) {
    return std::ranges::any_of(finding.spans, [&](const base::Span& span) {
      return std::ranges::any_of(open, [&](const base::Span& mark) { return mark.overlaps(span); });
    });
  });
  return outcome;
}

}  // namespace cycle
