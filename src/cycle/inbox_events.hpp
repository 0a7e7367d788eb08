// Shared by what keeps the office's own acts as events.
#pragma once

#include <string>
#include <vector>

#include "cycle/cycle.hpp"
#include "cycle/inbox.hpp"

namespace cycle {

// On the office's chain. The same `request` again is the same act: fault "ledger.request_reused" where its content is
// another.
base::Result<ledger::Receipt> note_event(ledger::Ledger& book, const char* kind, const std::string& subject,
                                         const std::string& request, const std::string& by, const std::string& content,
                                         base::World& world);
// In the order they were recorded; none where there is no ledger yet.
base::Result<std::vector<ledger::RecordedEvent>> office_events(const std::string& data, const char* kind,
                                                               const std::string& subject, base::World& world);

// The reason of the write that brings a file's figures into the ledger, by which they are found again; and as versions
// before wrote it, without the file's id.
std::string brought_by(const ReceivedFile& file);
std::string brought_by_before(const ReceivedFile& file);

// By its id, when it was not taken back. Faults: "inbox.unknown", "inbox.withdrawn".
base::Result<ReceivedFile> file_in_use(const std::string& data, const std::string& id, base::World& world);

}  // namespace cycle
