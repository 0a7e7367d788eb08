// The rounds of the year, joined from the rooms: reading a document, checking a draft, and the monthly run.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "cycle/listed_tasks.hpp"
#include "document/document.hpp"
#include "ledger/ledger.hpp"
#include "plan/crosscheck.hpp"
#include "plan/order_life.hpp"
#include "plan/orders.hpp"
#include "plan/verdict.hpp"
#include "reading/policy.hpp"
#include "reading/statements.hpp"
#include "report/documents.hpp"

namespace cycle {

// Told what is under way, in the user's words, on steps that may take long.
using Progress = std::function<void(const std::string& step)>;

// The bodies that a policy file, or whoever put its task into the plan, names for a task, 、 between them.
struct NamedOwner {
  std::string task;  // Measure::id
  std::string bodies;
  std::string because = "文件写明";
};
// Where a task comes from that is not of the report itself.
struct TaskOrigin {
  std::string task;         // Measure::id
  std::string file, title;  // id of the received file; what it is called
};

struct ReadDocument {
  document::Document document;
  reading::Reading reading;               // of a policy file or minutes its measures are the tasks
  std::optional<reading::Policy> policy;  // articles and tasks; nothing for a report
  std::vector<NamedOwner> named_owners;   // of its tasks
  std::vector<TaskOrigin> origins;        // of tasks that a person put in
};

// As `as`, or as what it is. Faults of `Files::read` and `office::read_document`; "document.too_long" over 12
// million characters, or 400 000 in tables.
base::Result<ReadDocument> read_document(const std::string& path, base::World& world,
                                         std::optional<reading::DocumentKind> as = std::nullopt);

// Facts from files in the FACTS.csv shape. A file that cannot be read as a whole is a fault; rows that cannot are
// listed.
struct FactsRead {
  std::vector<facts::Fact> facts;
  std::vector<report::Unread> unread;
};
base::Result<FactsRead> read_facts(const std::vector<std::string>& paths, base::World& world);

struct CheckRequest {
  std::string draft;
  std::vector<std::string> others;
  std::vector<std::string> facts_files;
  std::string data;                    // a ledger to take facts from; empty: none
  std::string area;                    // whose the draft is where it does not say so; empty: not known
  std::optional<calendar::Date> asof;  // only what was published by then; empty: everything
};
struct CheckOutcome {
  ReadDocument draft;
  plan::CheckResult result;
  std::vector<report::Unread> unread;
  std::size_t facts = 0;  // published figures it was held against
};
base::Result<CheckOutcome> check(const CheckRequest& request, base::World& world, const Progress& progress);

// What a run leaves behind in the ledger's folder. `answers`: the questions, and in the register of orders the answers
// that came in, nothing else of the round. `rehearse`: nothing, but what the round over the orders would do is worked
// out.
enum class Keep { all, answers, questions, nothing, rehearse };

// Which office put a file in, and on which day it came. An answer that names no office is its sender's; one that bears
// no day is of the day on which that office sent it.
struct SentBy {
  std::string office;  // empty: the bureau put it in
  calendar::Date on;
};

struct RunRequest {
  std::string report;
  std::string month_folder;              // empty: none
  std::vector<std::string> month_files;  // further files beside those of the folder
  // By file, where that is known: the first that sent it first.
  std::map<std::string, std::vector<SentBy>> sent_by;
  // The figures of the month's files stand in the ledger already, or wait there until the bureau takes them: reading
  // the files once more records none.
  bool figures_kept = false;
  std::vector<std::string> facts_files;
  std::string data;  // a ledger that also gives and keeps the facts; empty: none is kept
  calendar::Date asof;
  std::string out;  // folder of the five files; empty: none is written
  bool pdf = true;  // also 月度反馈.pdf, where LibreOffice is installed
  // `nothing`: looks at what the ledger has, and at the files for projects and replies alone; orders are those of the
  // register.
  Keep keep = Keep::all;
  // Letters of earlier months, only for what they call done.
  std::vector<std::string> earlier_letters;
  std::string answers_of;             // with `Keep::answers`: the one of the files whose answers are heard
  std::string holidays;               // a further table of working days; empty: the built-in ones
  std::string actor, reason;          // who records into the ledger, and why
  std::vector<std::string> policies;  // policy files and minutes whose tasks are the year's too
  std::vector<ListedFile> listed;     // the same, as a person confirmed them
  plan::Settings settings;
};
struct RunOutcome {
  ReadDocument report;
  report::RunFindings findings;     // points into `report.reading`
  std::vector<std::string> files;   // paths written
  std::vector<std::string> charts;  // pictures written, one a target that is under way
  std::string pdf_missing;          // why there is no PDF; empty when there is one or none was asked for
  // Of the round over the orders: what it writes that was not there, and what it takes back of the same day.
  std::vector<plan::OrderEvent> order_steps, order_steps_back;
  bool orders_only_read = false;  // the register knows later days: nothing was written in it
  std::vector<plan::IdleReply> idle_answers;
};
// Nothing is written unless all of it can be.
base::Result<std::unique_ptr<RunOutcome>> run(const RunRequest& request, base::World& world, const Progress& progress);

struct ImportRequest {
  std::vector<std::string> files;  // any documents with tables, and tables in the FACTS.csv shape
  std::string data;
  calendar::Date asof;  // the day of publication of tables that print none
  std::string area;     // of tables that name none; empty: asked
  std::string actor, reason;
};
struct ImportOutcome {
  ledger::Appended appended;
  std::vector<report::ReadFile> files;
  std::vector<report::Unread> unread;
  int questions = 0;  // of these files, kept beside the ledger (see cycle/questions.hpp)
};
// A file that is not there is a fault, and then nothing is recorded; one that cannot be read is listed.
base::Result<ImportOutcome> import_files(const ImportRequest& request, base::World& world, const Progress& progress);

// Opens the ledger under `data`: a folder (made when missing) with jicheng.sqlite in it, the database file itself, or
// postgresql://….
base::Result<ledger::Ledger> open_ledger(const std::string& data, base::World& world);

}  // namespace cycle
