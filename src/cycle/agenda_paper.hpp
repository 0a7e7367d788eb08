// The week's agenda as a Word file, for whoever carries it into the meeting on paper.
#pragma once

#include "cycle/papers.hpp"
#include "cycle/standing.hpp"

namespace cycle {

// `note` (deadline_words) under the title, sections and items in their order, each with its owner; a line to be written
// on stands under what is to be decided.
document::Draft agenda_draft(const std::string& area, const calendar::Date& asof, const std::string& note,
                             const std::vector<AgendaSection>& sections);
// Format docx or pdf. Faults: "paper.format", those of the PDF tool.
base::Result<PaperFile> agenda_file(const std::string& area, const calendar::Date& asof, const std::string& note,
                                    const std::vector<AgendaSection>& sections, const std::string& format,
                                    base::World& world);

}  // namespace cycle
