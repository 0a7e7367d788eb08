#include "cycle/cycle.hpp"
#include "cycle/folder.hpp"
#include "cycle/questions.hpp"
#include "plan/project_memory.hpp"

namespace cycle {

base::Result<ImportOutcome> import_files(const ImportRequest& request, base::World& world, const Progress& progress) {
  for (const auto& path : request.files) {
    if (auto there = world.files->read(path); !there) return base::fail(there.error());
  }
  auto book = open_ledger(request.data, world);
  if (!book) return base::fail(book.error());
  auto answers = answers_given(request.data, world);
  if (!answers) return base::fail(answers.error());
  auto known = book->as_known_on(request.asof);
  if (!known) return base::fail(known.error());

  reading::TableContext context;
  context.asof = request.asof;
  context.area = request.area;
  context.known = &*known;
  context.answers = std::move(*answers);
  for (const auto& fact : *known) {
    if (fact.area == context.area && context.area_code.empty()) context.area_code = fact.area_code;
  }
  progress("读取 " + std::to_string(request.files.size()) + " 个文件");
  FolderRead read = read_files(request.files, context, world);

  ImportOutcome out;
  for (const auto& sheet : read.project_sheets) {
    const auto rows = plan::project_facts(sheet, context.area, context.area_code, request.asof);
    read.facts.insert(read.facts.end(), rows.begin(), rows.end());
  }
  auto appended = book->append(read.facts, world.clock->now(), request.actor, request.reason);
  if (!appended) return base::fail(appended.error());
  if (auto kept = keep_questions(request.data, read.questions, world); !kept) return base::fail(kept.error());
  out.appended = *appended;
  out.appended.known_already += read.known_already;
  out.files = std::move(read.files);
  out.unread = std::move(read.unread);
  out.questions = static_cast<int>(read.questions.size());
  return out;
}

}  // namespace cycle
