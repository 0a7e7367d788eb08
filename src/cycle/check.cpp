#include "cycle/cycle.hpp"
#include "cycle/known.hpp"

namespace cycle {

base::Result<CheckOutcome> check(const CheckRequest& request, base::World& world, const Progress& progress) {
  CheckOutcome outcome;
  progress("读取 " + request.draft);
  auto draft = read_document(request.draft, world);
  if (!draft) return base::fail(draft.error());
  outcome.draft = std::move(*draft);

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
  return outcome;
}

}  // namespace cycle
