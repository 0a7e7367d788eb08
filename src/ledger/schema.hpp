// The tables of the ledger and the questions asked of them. Private to this room; tests look at the query plans.
#pragma once

#include <cstdint>
#include <string>

namespace ledger::detail {

// PRAGMA application_id of our files: "JCTZ" (计成台账).
constexpr std::int32_t kApplicationId = 0x4A43545A;
// PRAGMA user_version. A later version of the program must still read every earlier one.
constexpr std::int32_t kSchemaVersion = 1;

// One row a publication, numbered from 1 without gaps. key: facts::key; said: facts::said; standing: 0 estimate, 1
// derived, 2 published; known_by sorts as text; recorded_at: microseconds since 1970, UTC. value and growth_pct are
// texts, so that printed decimals stay. chain: SHA-256 over the chain before, the id and recorded_at. Triggers refuse
// UPDATE and DELETE from any program and INSERT of anything but the next number, and skip an id that is there: REPLACE
// cannot overwrite either.
extern const char* const kSchema;

// Columns of a fact, in the order `read_fact` takes them.
extern const char* const kFactColumns;

// Facts known by a day and recorded by an instant that nothing later supersedes. Parameters: 1 day, 2 instant, 3 area
// ('' all), 4 indicator ('' all).
std::string latest_sql(bool by_indicator);
// The same with every vintage.
std::string all_sql(bool by_indicator);

}  // namespace ledger::detail
