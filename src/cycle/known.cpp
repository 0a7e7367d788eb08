#include "cycle/known.hpp"

namespace cycle {

base::Result<Known> gather_known(const std::vector<std::string>& facts_files, const std::string& data,
                                 const std::optional<calendar::Date>& asof, base::World& world, const MoreFacts& more,
                                 const std::string& actor, const std::string& reason) {
  auto read = read_facts(facts_files, world);
  if (!read) return base::fail(read.error());
  auto book = open_ledger(data.empty() ? ":memory:" : data, world);
  if (!book) return base::fail(book.error());
  if (auto appended = book->append(read->facts, world.clock->now(), actor, reason); !appended)
    return base::fail(appended.error());
  using namespace std::chrono;
  Known known;
  const auto day = asof.value_or(calendar::Date(year(9999), December, std::chrono::day(31)));
  auto facts = book->as_known_on(day);
  if (!facts) return base::fail(facts.error());
  if (more) {
    if (auto appended = book->append(more(*facts), world.clock->now(), actor, reason); !appended)
      return base::fail(appended.error());
    facts = book->as_known_on(day);
    if (!facts) return base::fail(facts.error());
  }
  known.facts = std::move(*facts);
  auto vintages = book->find({.asof = day, .all_vintages = true});
  if (!vintages) return base::fail(vintages.error());
  for (auto& recorded : *vintages) known.vintages.push_back(std::move(recorded.fact));
  known.unread = std::move(read->unread);
  return known;
}

}  // namespace cycle
