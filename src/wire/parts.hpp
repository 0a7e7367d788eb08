// The pieces that JSON documents are made of, for those who put several together. Include in few units: it costs
// seconds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cycle/cycle.hpp"
#include "cycle/questions.hpp"

namespace wire {

using Json = nlohmann::ordered_json;

namespace parts {

// A decimal as a JSON number. Digits past a double's fifteen would be lost in a reader; published figures have fewer.
Json number(const base::Decimal& d);
template <class T>
Json number(const std::optional<T>& d) {
  return d ? number(*d) : Json(nullptr);
}
Json text_or_null(const std::string& s);
Json span(const base::Span& s);
Json spans(const std::vector<base::Span>& all);
Json read_document(const cycle::ReadDocument& read);
// `findings`, `confirmed`, `checked`, `not_checkable`
void put_check(Json& j, const plan::CheckResult& result);
Json unread(const std::vector<report::Unread>& all);
Json latest(const facts::Fact& f);
Json status(const plan::TargetStatus& s);
Json project(const plan::ProjectStatus& s, const plan::ProjectReport& all);
// `projects`, `project_totals`
void put_projects(Json& j, const plan::ProjectReport& all);
Json questions(const std::vector<cycle::OpenQuestion>& open);
Json recorded(const std::vector<ledger::Recorded>& all);

}  // namespace parts
}  // namespace wire
