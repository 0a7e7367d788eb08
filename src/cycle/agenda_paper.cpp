#include "cycle/agenda_paper.hpp"

#include "office/office.hpp"

namespace cycle {

namespace {

using document::DraftParagraph;
using Role = DraftParagraph::Role;

DraftParagraph line(Role role, const std::string& text) { return {role, {document::TextRun{text}}}; }

// 一、二 … of a meeting's paper, which has ten sections at most.
std::string ordinal(std::size_t i) {
  static constexpr const char* kHan[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  return i < std::size(kHan) ? std::string(kHan[i]) + "、" : std::to_string(i + 1) + "．";
}

}  // namespace

document::Draft agenda_draft(const std::string& area, const calendar::Date& asof, const std::string& note,
                             const std::vector<AgendaSection>& sections) {
  document::Draft draft;
  draft.title = area + "周调度会议程";
  draft.blocks.emplace_back(line(Role::title, draft.title));
  draft.blocks.emplace_back(line(Role::subtitle, week_words(asof) + "（截至" + calendar::to_chinese(asof) + "）"));
  if (!sections.empty()) draft.blocks.emplace_back(line(Role::note, note));
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const auto& s = sections[i];
    draft.blocks.emplace_back(
        line(Role::heading1, ordinal(i) + s.title + "（" + std::to_string(s.items.size()) + "项）"));
    int n = 0;
    for (const auto& item : s.items) {
      std::string text = std::to_string(++n) + "．" + item.text;
      if (!item.owner.empty()) text += "（" + item.owner + "）";
      draft.blocks.emplace_back(line(Role::item, text));
      if (s.kind == "decide") draft.blocks.emplace_back(line(Role::note, "会议定："));
    }
  }
  if (sections.empty()) draft.blocks.emplace_back(line(Role::body, "本周没有需要上会的事项。"));
  return draft;
}

base::Result<PaperFile> agenda_file(const std::string& area, const calendar::Date& asof, const std::string& note,
                                    const std::vector<AgendaSection>& sections, const std::string& format,
                                    base::World& world) {
  if (format != "docx" && format != "pdf") return base::fail("paper.format", "议程没有这种格式", {}, "取 docx 或 pdf");
  const std::chrono::sys_seconds when = std::chrono::sys_days(asof);
  std::string bytes = office::write_docx(agenda_draft(area, asof, note, sections), when);
  const std::string name = "周调度会议程 " + week_words(asof) + "." + format;
  if (format == "docx") return PaperFile{name, std::move(bytes)};
  auto pdf = office::docx_to_pdf(bytes, world);
  if (!pdf) return base::fail(pdf.error());
  return PaperFile{name, std::move(*pdf)};
}

}  // namespace cycle
