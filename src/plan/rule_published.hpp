// Which published figures speak of a statement: same area, indicator and period; or of a narrower scope with the same
// number.
#pragma once

#include <vector>

#include "plan/rule.hpp"

namespace plan::rules {

enum class BasisKind { plain, comparable, other };
BasisKind basis_of(const facts::Fact& fact);
BasisKind basis_of(const Growth& growth);

// A statement that may be held against published figures: a result of the year reviewed, of the area that speaks, with
// an indicator of its own. Anything else, and whatever a rank, a part of a year or another place speaks of, may not.
bool may_be_held_against_facts(const Context& context, const Statement& statement);

// Published facts of the statement's indicator and period for the whole area, estimates and derived ones left out;
// those published by the day of the draft first, then by date.
std::vector<const facts::Fact*> published_of(const Context& context, const Statement& statement);
// The same for an indicator by name and a period.
std::vector<const facts::Fact*> published_of(const Context& context, std::string_view name,
                                             const calendar::Period& period);

// Published after the draft was given. An unknown day of the draft, or of publication within that month, says no.
bool published_later(const Context& context, const facts::Fact& fact);

// A fact of a narrower scope that carries the very number of the statement (and the very growth, where both state one).
const facts::Fact* narrower_with_same_number(const Context& context, const Statement& statement);

}  // namespace plan::rules
