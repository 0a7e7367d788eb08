// Files given to us: kept by the hash of their bytes in 收件/, registered as events, read as far as they can be; and
// the plan in force, which is one of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cycle/cycle.hpp"
#include "cycle/folder.hpp"

namespace cycle {

// The chain of what the office did, beside the chains of figures.
inline constexpr const char* kOfficeChain = "办公";
inline constexpr const char* kReceivedEvent = "file.received";
inline constexpr const char* kWithdrawnEvent = "file.withdrawn";
inline constexpr const char* kAdoptedEvent = "plan.adopted";
inline constexpr const char* kAcceptedEvent = "order.accepted";

// Who took a file back, when (the office's time) and why.
struct FileWithdrawal {
  std::string at, by, reason;
  // Figures that an earlier version recorded from a file of this name, and nothing tells from which: they stand.
  int left = 0;
};

// Who put a file in: a login, the office that it acts for (empty: the bureau), the office's time, the day it counts
// from.
struct FileSender {
  std::string by, office, at;
  calendar::Date asof;
};

struct ReceivedFile {
  std::string id;    // the first 16 hexadecimal digits of the SHA-256 of its bytes
  std::string name;  // as given, without folders
  // plan, policy, minutes, tables, reply, mixed, document (prose that is no answer to us), nothing
  std::string kind;
  std::uint64_t bytes = 0;
  std::string received_at, by, office;      // the office's time; a login; whoever sent it, or as read
  calendar::Date asof;                      // of the first time it came in; the same bytes again do not move it
  std::optional<calendar::Date> again;      // the last day it came in once more
  std::optional<FileWithdrawal> withdrawn;  // it is kept and used nowhere; the same bytes again make it new
  // Everybody who put these same bytes in, the first first; each once.
  std::vector<FileSender> senders;
  int tables = 0, facts = 0, projects = 0, replies = 0, questions = 0, unread = 0;
  bool recorded = true;  // its figures stand in the ledger; else they wait for the bureau
  std::string note;
  std::string area;  // of the plan, or that its figures were taken for; empty: there was no plan yet
  // of a plan; of a policy file or minutes the year of its dates and its tasks
  int plan_year = 0, targets = 0, measures = 0;
};

bool is_policy(std::string_view kind);  // a policy file or minutes
// A plan report, or what orders as much and promises as much: a year's 工作要点 may be all the plan there is.
bool may_be_plan(const ReceivedFile& file);

struct ReceiveRequest {
  std::string data, name;
  std::string_view bytes;
  calendar::Date asof;  // the day of publication of tables that print none
  std::string area;     // of tables that name none
  std::string by, office;
  // False: whoever sent it answers for figures, so none of them counts until the bureau has taken them.
  bool record = true;
  // False: its figures are taken, or it is read once more; nobody has sent it anew.
  bool sends = true;
};

// A file as it was read. `read` is empty for a plan, whose tables are not statistics.
struct ReadThrough {
  document::Document document;
  FolderRead read;
  std::optional<reading::Policy> policy;  // its spans are of `document`
  // Whose the projects are where nobody said it: by the sheet's title, or as answered; empty: asked for in `read`.
  std::string project_area;
};

struct Receipt {
  ReceivedFile file;
  ReadThrough through;
  ledger::Appended appended;
  bool repeated = false;  // the same bytes had come before; what is new in reading them is recorded all the same
};

// Faults: "inbox.name" (no name, or one that is none), "inbox.lock" (what Word or WPS leave beside an open file),
// "inbox.empty", those of the ledger and of writing. A file that
// cannot be read is kept and listed with the reason why.
base::Result<Receipt> receive(const ReceiveRequest& request, base::World& world, const Progress& progress);

// Newest first; without those that were taken back, unless they are asked for.
enum class Withdrawn { left_out, too };
base::Result<std::vector<ReceivedFile>> received_files(const std::string& data, base::World& world,
                                                       Withdrawn withdrawn = Withdrawn::left_out);
// Fault "inbox.unknown".
base::Result<ReceivedFile> received_file(const std::string& data, const std::string& id, base::World& world);
// Where its bytes lie.
std::string path_of(const std::string& data, const ReceivedFile& file, base::World& world);
// By its id. Faults: "inbox.unknown".
base::Result<std::string> received_path(const std::string& data, const std::string& id, base::World& world);
// Read again, with what has been answered since; nothing is recorded.
base::Result<ReadThrough> read_again(const std::string& data, const ReceivedFile& file, base::World& world);

// The figures of a kept file go into the ledger. Faults: "inbox.unknown", those of `receive`.
base::Result<Receipt> take_figures(const std::string& data, const std::string& id, const std::string& by,
                                   base::World& world);

// A file that was the wrong one: nothing uses it any more, the figures that it brought are withdrawn (what another file
// says too is taken from that one), its questions are no longer asked. The file and the record that it came stay. Its
// figures are known by the write that brought them, which names the file's id. Writes of versions before tell the name
// alone: they are the file's where no other of that name ever came in, else they stand (FileWithdrawal::left).
// Faults: "inbox.unknown", "inbox.withdrawn", "inbox.in_use" (the plan in force, tasks of it in the plan, an order that
// it answered), those of writing.
base::Result<ReceivedFile> withdraw_file(const std::string& data, const std::string& id, const std::string& by,
                                         const std::string& reason, base::World& world);

struct PlanInForce {
  ReceivedFile file;
  std::string path;
  std::string adopted_at, adopted_by;
};
// Nothing: none was ever adopted.
base::Result<std::optional<PlanInForce>> plan_in_force(const std::string& data, base::World& world);
// Faults: "inbox.unknown"; "report.no_plan" when the file is no plan.
base::Result<PlanInForce> adopt_plan(const std::string& data, const std::string& id, const std::string& by,
                                     base::World& world);

// Signing for an order: who has seen it, and when. It changes nothing of the order itself.
struct Acceptance {
  std::string id, by, on;  // 2025-4-1; the office's time
};
base::Result<void> accept_order(const std::string& data, const std::string& id, const std::string& by,
                                base::World& world);
base::Result<std::vector<Acceptance>> acceptances(const std::string& data, base::World& world);

// Changes with everything that this program or another writes: ledger, register of orders, questions, settings.
base::Result<std::string> version_of(const std::string& data, base::World& world);

}  // namespace cycle
