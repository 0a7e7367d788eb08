#include "cycle/known.hpp"

namespace cycle {

base::Result<Known> gather_known(const std::vector<std::string>& facts_files, const std::string& data,
                                 const std::optional<calendar::Date>& asof, base::World& world) {
  auto read = read_facts(facts_files, world);
  if (!read) return base::fail(read.error());
  auto book = open_ledger(data.empty() ? ":memory:" : data, world);
  if (!book) return base::fail(book.error());
  if (auto appended = book->append(read->facts, world.clock->now()); !appended) return base::fail(appended.error());
  using namespace std::chrono;
  auto known = book->as_known_on(asof.value_or(calendar::Date(year(9999), December, day(31))));
  if (!known) return base::fail(known.error());
  return Known{std::move(*known), std::move(read->unread)};
}

}  // namespace cycle
