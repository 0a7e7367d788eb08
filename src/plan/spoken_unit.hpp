// In which unit papers speak of an amount: the plan's, else last report's, whatever unit the sheet was filled in.
#pragma once

#include <optional>
#include <string>

#include "facts/fact.hpp"
#include "facts/names.hpp"
#include "plan/verdict.hpp"
#include "reading/statements.hpp"

namespace plan {

// The unit of a target that states an amount; of a target of growth the unit in which the report itself told last
// year's amount of the same indicator. Empty: the figure's own, also where the two are not of one dimension, where
// the plan's or report's own amount is of another size (its unit is a slip), and of rates.
std::string spoken_unit(const reading::Target& target, const reading::Reading& report, const facts::Fact& fact,
                        const facts::NamesTable& names);

// A thousand times the other or less than a thousandth: one of the two has a wrong unit.
bool of_other_size(const Decimal& a, const Decimal& b);

// The fact with its value in another unit, exactly and with all digits: 434567万元 is 43.4567亿元.
facts::Fact in_unit(facts::Fact fact, const std::string& unit);

// A converted value as it is printed: two decimals (`decimals` where more were usual), but no fewer than three digits
// that say something, and none that it does not have. 43.4567 → 43.46, 0.0123456 → 0.0123, 17.9 → 17.9.
Decimal spoken(const Decimal& converted, int decimals = 2);

// The fact as a paper says it in `unit`, its value rounded as `spoken` does. As it is where that unit is empty, its
// own, of another dimension or a rate, and where `beside`, the amount printed in that unit, is of another size: the
// unit was a slip there and is not to be repeated.
facts::Fact said_in(const facts::Fact& fact, const std::string& unit, const std::optional<Decimal>& beside = {},
                    int decimals = 2);

}  // namespace plan
