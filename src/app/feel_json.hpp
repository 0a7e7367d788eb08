// FEEL values as JSON and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "feel/run.hpp"
#include "feel/value.hpp"

namespace app {

// Numbers keep every digit they are written with; text stays text, dates too ("2023-01-01" is a string: FEEL's
// date("…") makes it one).
base::Result<feel::Context> context_of_json(std::string_view json);

struct FeelRequest {
  std::string id;
  std::string expression;
  feel::Context context;
};
// One line {"id","expr","context"}.
base::Result<FeelRequest> feel_request(std::string_view json);

struct FeelOutcome {
  feel::Value value;
  std::vector<feel::Problem> problems;
};
// An expression that cannot be read is null with a problem `syntax`.
FeelOutcome evaluate_feel(const std::string& expression, const feel::Context& context, const feel::DateTime& now,
                          const feel::Budget& budget);

// {"result","type","errors":[…]}, with "id" in front when there is one.
std::string outcome_json(const FeelOutcome& outcome, bool english, const std::optional<std::string>& id = {});
// Numbers as JSON numbers, dates and durations as text, ranges and functions as FEEL text.
std::string value_json(const feel::Value& value);
// {"kind","what","begin","end"}: bytes of the expression, 0 and 0 when the place is not known. An expression that
// cannot be read has "line" and "column" in it; of a decision model "file", "line" and "column" are those of the model.
std::string problem_json(const feel::Problem& problem, bool english);

}  // namespace app
