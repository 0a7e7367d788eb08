#include "cycle/order_evidence.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "cycle/known.hpp"
#include "office/office.hpp"
#include "plan/order_closing.hpp"
#include "plan/orders_offices.hpp"
#include "plan/project_memory.hpp"
#include "reading/replies.hpp"
#include "reading/replies_words.hpp"

namespace cycle {
namespace {

using View = std::u32string_view;

// Pairs of characters by which a sentence speaks of what the deed tells of.
constexpr std::size_t kSpeaks = 2;

std::set<std::u32string> pairs_of(View text) {
  std::set<std::u32string> out;
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (base::is_han(text[i]) && base::is_han(text[i + 1])) out.emplace(text.substr(i, 2));
  return out;
}

// The sentence that speaks of the deed and says that something of it is left; empty: there is none. `name` is in most
// sentences of a sheet or of minutes about the project, and tells nothing.
std::string opposite_in(View text, View deed, const std::string& name) {
  auto told = pairs_of(deed);
  for (const auto& pair : pairs_of(base::u32(name))) told.erase(pair);
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && View(U"。；;！!？?\n\t").find(text[i]) == View::npos) continue;
    const View sentence = text.substr(start, i - start);
    start = i + 1;
    const auto said = pairs_of(sentence);
    const auto shared = std::ranges::count_if(said, [&](const auto& pair) { return told.contains(pair); });
    if (static_cast<std::size_t>(shared) >= kSpeaks && reading::reply::says_left(sentence))
      return base::to_utf8(base::trim(sentence));
  }
  return {};
}

base::Result<void> not_its_own_answer(const plan::MatterLife& matter, const std::string& file,
                                      const std::optional<document::Document>& document, const calendar::Date& on) {
  if (!plan::refuses_reply(matter.closes_on)) return {};
  bool own = std::ranges::any_of(matter.history, [&](const plan::OrderEvent& e) {
    const bool answer = e.step == plan::OrderStep::reply || e.step == plan::OrderStep::reply_without_deed;
    return answer && ("；" + e.file + "；").find("；" + file + "；") != std::string::npos;
  });
  if (!own && document) {
    const auto replies = reading::read_replies(*document, {on, false});
    own = std::ranges::any_of(replies.entries, [&](const reading::ReplyEntry& entry) {
      const std::string& office = replies.office.empty() ? entry.office : replies.office;
      return plan::Offices::in_force().same_body(office, matter.owner);
    });
  }
  if (!own) return {};
  return base::fail(
      "orders.own_reply",
      "“" + file + "”是" + matter.owner + "自己的反馈，不能作销号的依据。这一项的销号标准是：" + matter.closes_on,
      {.file = file}, "换一份别的依据，如会议纪要、印发的文件、验收或者移交的手续、现场核实的记录");
}

}  // namespace

base::Result<void> evidence_holds(const CloseRequest& request, const plan::MatterLife& matter, const std::string& bytes,
                                  const std::string& area, base::World& world) {
  const std::string file = base::file_name(request.evidence);
  std::optional<document::Document> document;
  if (auto read = office::read_document(bytes, request.evidence, world)) document = std::move(*read);
  if (auto fine = not_its_own_answer(matter, file, document, request.on); !fine) return fine;
  const std::u32string deed = base::u32(request.deed);
  const std::string project = std::string(plan::project_in(matter.key));
  if (document) {
    if (const auto said = opposite_in(document->text, deed, project); !said.empty()) {
      return base::fail("orders.opposite",
                        "依据文件“" + file + "”写的是“" + base::shortened(said, 80) + "”，与所写的举措不符",
                        {.file = file}, "核实以后换一份写明已经做到的依据，或者照依据写举措");
    }
  }
  if (project.empty()) return {};
  auto known = gather_known({}, request.data, request.on, world);
  if (!known) return base::fail(known.error());
  const auto sheets = plan::kept_sheets(known->facts, area);
  for (auto sheet = sheets.rbegin(); sheet != sheets.rend(); ++sheet) {
    const auto row = std::ranges::find(sheet->projects, project, &reading::Project::name);
    if (row == sheet->projects.end()) continue;
    const auto said = opposite_in(base::u32(row->stage_as_printed + "\n" + row->problems), deed, project);
    if (said.empty()) return {};
    return base::fail("orders.opposite",
                      calendar::to_chinese(*sheet->period) + "的项目表上“" + project + "”写的是“" +
                          base::shortened(said, 80) + "”，与所写的举措不符",
                      {.file = sheet->file}, "项目表有新的，先导入再销号；表上写错了的，请责任单位改正后重报");
  }
  return {};
}

}  // namespace cycle
