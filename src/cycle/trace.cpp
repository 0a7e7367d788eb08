#include "cycle/trace.hpp"

#include <algorithm>
#include <map>

#include "cycle/printed.hpp"
#include "cycle/upkeep_parts.hpp"
#include "ledger/history.hpp"
#include "office/office.hpp"

namespace cycle {

namespace {

using base::Result;

using Held = std::map<std::string, std::vector<ledger::Recorded>>;  // by facts::key

Result<Held> held(const ledger::Ledger& book, const ledger::Query& query) {
  auto found = book.find(query);
  if (!found) return base::fail(found.error());
  Held out;
  for (auto& recorded : *found) out[facts::key(recorded.fact)].push_back(std::move(recorded));
  return out;
}

std::vector<report::TraceHeld> shown(const std::vector<ledger::Recorded>& all) {
  std::vector<report::TraceHeld> out;
  for (const auto& r : all) out.push_back({r.fact, r.sequence, local_text(r.recorded_at), r.vintage});
  return out;
}

report::TraceStep shown(const ledger::Step& s) {
  report::TraceStep out;
  out.kind = s.kind == ledger::RecordKind::correction   ? report::TraceStep::Kind::correction
             : s.kind == ledger::RecordKind::withdrawal ? report::TraceStep::Kind::withdrawal
                                                        : report::TraceStep::Kind::fact;
  out.sequence = s.sequence;
  out.recorded_at = local_text(s.recorded_at);
  out.actor = s.actor;
  out.reason = s.reason;
  out.fact = s.fact;
  out.target = s.target;
  out.gone_by = s.gone_by;
  out.withdrawn = s.withdrawn;
  return out;
}

struct Printing {
  const ledger::RecordedEvent* event;
  PrintedDocuments documents;
};

std::vector<report::TracePrint> printed(const std::vector<Printing>& all, const std::string& key,
                                        const std::optional<calendar::Date>& on) {
  std::vector<report::TracePrint> out;
  int latest = -1;
  for (const auto& [event, documents] : all) {
    for (const auto& figure : documents.figures) {
      if (figure.key != key) continue;
      if (on && event->recorded_at <= end_of_day(*on)) latest = static_cast<int>(out.size());
      out.push_back(
          {local_text(event->recorded_at), event->actor, documents.asof, documents.files, figure.fact, false});
    }
  }
  if (latest >= 0) out[static_cast<std::size_t>(latest)].latest_by_then = true;
  return out;
}

}  // namespace

Result<report::TraceFindings> trace(const TraceRequest& request, base::World& world) {
  auto book = existing_ledger(request.data, world);
  if (!book) return base::fail(book.error());
  const ledger::Query query{.area = request.area, .indicator = request.indicator};
  const auto histories = ledger::history(*book, query);
  if (!histories) return base::fail(histories.error());
  const auto now = held(*book, query);
  if (!now) return base::fail(now.error());
  Held then, published;
  if (request.on) {
    ledger::Query asked = query;
    asked.asof = request.on;
    auto found = held(*book, asked);
    if (!found) return base::fail(found.error());
    published = std::move(*found);
    asked.recorded_by = end_of_day(*request.on);
    found = held(*book, asked);
    if (!found) return base::fail(found.error());
    then = std::move(*found);
  }
  const auto events = book->events({.area = request.area, .kind = kPrintedEvent});
  if (!events) return base::fail(events.error());
  std::vector<Printing> printings;
  for (const auto& event : *events) {
    if (auto documents = read_printed(event.event.content)) printings.push_back({&event, std::move(*documents)});
  }

  report::TraceFindings out{.on = request.on, .made_at = local_time(world), .figures = {}};
  const auto of = [](const Held& all, const std::string& key) {
    const auto at = all.find(key);
    return at == all.end() ? std::vector<ledger::Recorded>() : at->second;
  };
  for (const auto& history : *histories) {
    report::FigureTrace figure;
    figure.chain = history.area;
    for (const auto& step : history.steps) {
      if (facts::key(step.fact) == history.key) figure.about = step.fact;
      figure.steps.push_back(shown(step));
    }
    if (request.period && figure.about.period != *request.period) continue;
    figure.now = shown(of(*now, history.key));
    figure.known_then = shown(of(then, history.key));
    for (const auto& h : shown(of(published, history.key))) {
      const bool known =
          std::ranges::find(figure.known_then, h.sequence, &report::TraceHeld::sequence) != figure.known_then.end();
      if (!known) figure.learnt_later.push_back(h);
    }
    figure.printed = printed(printings, history.key, request.on);
    out.figures.push_back(std::move(figure));
  }
  if (!request.out.empty() && !out.figures.empty()) {
    const auto when = std::chrono::floor<std::chrono::seconds>(world.clock->now());
    const std::string page = office::write_docx(report::trace_page(out), when);
    if (auto put = world.files->write_whole(request.out, page); !put) return base::fail(put.error());
  }
  return out;
}

}  // namespace cycle
