#include <algorithm>
#include <filesystem>

#include "cycle/cycle.hpp"
#include "cycle/known.hpp"
#include "plan/matching.hpp"
#include "reading/read_of_year.hpp"
#include "reading/tables.hpp"

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
void read_without(const std::vector<base::Span>& open, int year, ReadDocument& draft) {
  document::Document blank = draft.document;
  for (const auto& span : open)
    for (int i = span.start; i < span.end; ++i)
      if (char32_t& c = blank.text[static_cast<std::size_t>(i)]; c != U'\n') c = U'　';
  const auto measures = draft.policy ? std::optional(std::move(draft.reading.measures)) : std::nullopt;
  draft.reading = reading::read_of_year(blank, year);
  draft.reading.text = draft.document.text;
  if (measures) draft.reading.measures = *measures;
}

// The day up to which the year is known: the one asked about, else the last of the newest period published.
struct Anchor {
  calendar::Date day;
  std::string words;
};
std::optional<Anchor> anchor_of(const std::optional<calendar::Date>& asof, const std::vector<facts::Fact>& known) {
  if (asof) return Anchor{*asof, "截至日" + calendar::to_chinese(*asof)};
  const facts::Fact* newest = nullptr;
  for (const auto& fact : known)
    if (fact.status == facts::Status::published &&
        (newest == nullptr || newest->period.last_day() < fact.period.last_day()))
      newest = &fact;
  if (newest == nullptr) return std::nullopt;
  return Anchor{newest->period.last_day(), "最新一期公布数（" + calendar::to_chinese(newest->period) + "）"};
}

// 今年以来 and 前三季度 in a text that names no year: the year of the anchor, where that is the only one it can be;
// 0 otherwise. Says which in `note`.
int year_unsaid(const reading::Reading& draft, const std::optional<Anchor>& anchor, std::string& note) {
  if (draft.report_year != 0 || draft.plan_year != 0) return 0;
  const auto months = reading::months_of_this_year(draft.text);
  if (!months || !anchor) return 0;
  const int year = static_cast<int>(anchor->day.year()),
            month = static_cast<int>(static_cast<unsigned>(anchor->day.month()));
  const bool names_a_year_of_its_own = std::ranges::any_of(draft.figures, [&](const reading::Figure& figure) {
    const auto period = calendar::parse_period(figure.period);
    return period && period->last.year >= year;
  });
  const bool over = *months < month || (*months == month && anchor->day == calendar::last_day_of_month(year, month));
  if (names_a_year_of_its_own || !over) {
    note = "文中没有写明报告的年份，按" + anchor->words + "也不能断定“今年”是哪一年" +
           (over ? "" : "（说到的" + std::to_string(*months) + "个月那时还没有过完）") + "，没有写年份的数不和公布数比";
    return 0;
  }
  note = "文中没有写年份，“今年”按" + anchor->words + "算作" + std::to_string(year) + "年";
  return year;
}

// What the tables of a document tell, and which of their totals are not the sum of their rows. Sheets and files whose
// tables are not understood give nothing.
std::optional<plan::AttachedTables> tables_of(const document::Document& document, std::string label,
                                              const std::string& area, const std::optional<calendar::Date>& asof,
                                              base::World& world) {
  const bool any = std::ranges::any_of(
      document.blocks, [](const auto& block) { return std::holds_alternative<document::Table>(block); });
  if (!any) return std::nullopt;
  reading::TableContext context;
  context.asof = asof.value_or(calendar::Date{std::chrono::floor<std::chrono::days>(world.clock->now())});
  context.area = area;
  auto read = reading::read_tables(document, facts::NamesTable::in_force(), context);
  plan::AttachedTables out{std::move(label), std::move(read.facts), {}};
  for (const auto& sum : read.findings) out.sums.push_back({"", sum.why, base::to_text(sum.place), std::nullopt});
  if (out.facts.empty() && out.sums.empty()) return std::nullopt;
  return out;
}

}  // namespace

base::Result<CheckOutcome> check(const CheckRequest& request, base::World& world, const Progress& progress) {
  CheckOutcome outcome;
  progress("读取 " + request.draft);
  auto draft = read_document(request.draft, world);
  if (!draft) return base::fail(draft.error());
  outcome.draft = std::move(*draft);
  auto known = gather_known(request.facts_files, request.data, request.asof, world);
  if (!known) return base::fail(known.error());
  const auto open = left_to_people(outcome.draft.reading.text);
  std::string year_note;
  const int year =
      outcome.draft.policy ? 0 : year_unsaid(outcome.draft.reading, anchor_of(request.asof, known->facts), year_note);
  if (!open.empty() || year > 0) read_without(open, year, outcome.draft);
  if (outcome.draft.reading.area.empty()) outcome.draft.reading.area = request.area;

  std::vector<ReadDocument> others;
  for (const auto& path : request.others) {
    progress("读取 " + path);
    auto other = read_document(path, world);
    if (!other) return base::fail(other.error());
    others.push_back(std::move(*other));
  }
  outcome.unread = std::move(known->unread);

  plan::CheckInput input;
  input.draft = &outcome.draft.reading;
  for (const auto& other : others) input.others.push_back(&other.reading);
  outcome.facts = known->facts.size();
  input.known = std::move(known->facts);
  input.vintages = std::move(known->vintages);
  input.names = &facts::NamesTable::in_force();
  // A text that does not say whose it is speaks for the area of the figures it is held against.
  std::string area = outcome.draft.reading.area;
  if (area.empty()) {
    const calendar::Date today{std::chrono::floor<std::chrono::days>(world.clock->now())};
    area = plan::own_facts(outcome.draft.reading, input.known, *input.names, request.asof.value_or(today)).area;
  }
  if (auto own = tables_of(outcome.draft.document, "本报告的表", area, request.asof, world))
    input.tables.push_back(std::move(*own));
  for (const auto& other : others) {
    const std::string name = std::filesystem::path(other.document.file).filename().string();
    if (auto theirs = tables_of(other.document, "“" + name + "”的表", area, request.asof, world))
      input.tables.push_back(std::move(*theirs));
  }
  progress("核对");
  outcome.result = plan::cross_check(input);
  if (!year_note.empty())
    outcome.result.not_checkable.insert(outcome.result.not_checkable.begin(), {"year-taken", year_note, {}});
  std::erase_if(outcome.result.findings, [&](const plan::Finding& finding) {
    return std::ranges::any_of(finding.spans, [&](const base::Span& span) {
      return std::ranges::any_of(open, [&](const base::Span& mark) { return mark.overlaps(span); });
    });
  });
  return outcome;
}

}  // namespace cycle
