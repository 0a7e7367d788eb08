#include "cycle/printed.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/hash.hpp"

namespace cycle {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const facts::Fact& f) {
  Json out{{"key", facts::key(f)}};
  const auto put = [&](const char* name, const std::string& text) {
    if (!text.empty()) out[name] = text;
  };
  put("value", f.value ? f.value->to_string() : "");
  put("unit", f.value ? f.unit : "");
  put("growth_pct", f.growth_pct ? f.growth_pct->to_string() : "");
  put("growth_basis", f.growth_basis);
  put("status", facts::to_string(f.status));
  put("published", calendar::to_string(f.published));
  return out;
}

std::optional<PrintedFigure> figure_of(const Json& j) {
  PrintedFigure out;
  out.key = j.at("key").get<std::string>();
  for (const auto& [name, into] :
       {std::pair("value", &out.fact.value), std::pair("growth_pct", &out.fact.growth_pct)}) {
    const std::string text = j.value(name, "");
    if (text.empty()) continue;
    *into = base::Decimal::parse(text);
    if (!*into) return std::nullopt;
  }
  out.fact.unit = j.value("unit", "");
  out.fact.growth_basis = j.value("growth_basis", "");
  const std::string status = j.value("status", "");
  if (status == "derived") out.fact.status = facts::Status::derived;
  if (status == "estimate") out.fact.status = facts::Status::estimate;
  return out;
}

}  // namespace

base::Result<void> keep_printed(const RunRequest& request, const std::string& area_code,
                                const report::RunFindings& findings, const std::vector<PrintedFile>& files,
                                base::World& world) {
  const std::string& area = findings.reading->area;
  if (area_code.empty() && area.empty()) return {};
  Json content{{"asof", calendar::to_string(request.asof)}, {"plan", findings.report_file}};
  for (const auto& file : files) {
    Json one{{"name", file.name}};
    if (!file.name.ends_with(".pdf")) one["sha256"] = file.sha256;
    content["files"].push_back(std::move(one));
  }
  content["figures"] = Json::array();
  std::set<std::string> there;
  const auto add = [&](const facts::Fact& fact) {
    if (there.insert(facts::key(fact)).second) content["figures"].push_back(json_of(fact));
  };
  for (const auto& target : findings.targets) {
    if (!target.latest) continue;
    add(target.latest->fact);
    for (const auto& other : target.latest->other_bases) add(other);
  }
  ledger::Event event{.area_code = area_code,
                      .area = area,
                      .kind = kPrintedEvent,
                      .subject = "report/" + calendar::to_string(request.asof),
                      .valid_from = request.asof,
                      .content = content.dump(-1, ' ', false, Json::error_handler_t::replace)};
  auto book = open_ledger(request.data, world);
  if (!book) return base::fail(book.error());
  ledger::Write write{.area = area_code.empty() ? area : area_code,
                      .request = "printed/" + base::sha256_hex(event.content + "\n" + request.actor).substr(0, 32),
                      .actor = request.actor,
                      .reason = request.reason,
                      .recorded_at = world.clock->now(),
                      .entries = {std::move(event)}};
  const auto kept = book->write(write);
  if (!kept) return base::fail(kept.error());
  return {};
}

bool PrintedDocuments::holds(const std::string& name, const std::string& sha256) const {
  return std::ranges::any_of(made, [&](const PrintedFile& f) { return f.name == name && f.sha256 == sha256; });
}

std::optional<PrintedDocuments> read_printed(const std::string& content) {
  const Json j = Json::parse(content, nullptr, false);
  if (!j.is_object()) return std::nullopt;
  try {
    PrintedDocuments out;
    out.asof = j.at("asof").get<std::string>();
    for (const auto& file : j.at("files")) {
      out.files.push_back(file.at("name").get<std::string>());
      out.made.push_back({out.files.back(), file.value("sha256", "")});
    }
    for (const auto& one : j.at("figures")) {
      auto figure = figure_of(one);
      if (!figure) return std::nullopt;
      out.figures.push_back(std::move(*figure));
    }
    return out;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace cycle
